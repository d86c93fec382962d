"""Numbers of things as people say them: one recommendation, two recommendations."""


def counted(number: int, noun: str, nouns: str = "") -> str:
    """Return a number with its noun; ``nouns`` is the plural if it is not formed with an s."""
    return f"{number} {noun if number == 1 else nouns or f'{noun}s'}"
