"""Numbers of things as people say them: one recommendation, two recommendations."""

from collections.abc import Sequence


def counted(number: int, noun: str, nouns: str = "") -> str:
    """Return a number with its noun; ``nouns`` is the plural if it is not formed with an s."""
    return f"{number} {noun if number == 1 else nouns or f'{noun}s'}"


def named(codes: Sequence[str]) -> str:
    """The codes of recommendations, of many the first ones."""
    return ", ".join(codes[:3]) + (f" and {len(codes) - 3} more" if len(codes) > 3 else "")
