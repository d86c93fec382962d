"""The language of a text by its letters."""

import re

_NOT_LATIN = re.compile(r"[а-яёА-ЯЁ]")
_AZERBAIJANI = re.compile(r"[əƏğĞıİşŞ]")


def other_language(one: str, two: str) -> bool:
    """Return True if two texts are in different languages; their letters tell."""
    return script(one) != script(two)


def script(text: str) -> str:
    """The letters of a text: ``cyrillic``, ``azerbaijani`` or ``latin``."""
    if len(_NOT_LATIN.findall(text)) > len(text) / 4:
        return "cyrillic"
    return "azerbaijani" if len(_AZERBAIJANI.findall(text)) > len(text) / 50 else "latin"
