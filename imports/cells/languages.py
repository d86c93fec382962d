"""The language of a text, told by its letters."""

import re

_NOT_LATIN = re.compile(r"[а-яёА-ЯЁ]")
_AZERBAIJANI = re.compile(r"[əƏğĞıİşŞ]")


def other_language(one: str, two: str) -> bool:
    """Whether two texts are in different languages, told by their letters."""
    return _letters(one) != _letters(two)


def _letters(text: str) -> str:
    if len(_NOT_LATIN.findall(text)) > len(text) / 4:
        return "cyrillic"
    return "azerbaijani" if len(_AZERBAIJANI.findall(text)) > len(text) / 50 else "latin"
