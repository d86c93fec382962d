"""The language of a text by its letters and words."""

import re
from collections.abc import Iterable

_NOT_LATIN = re.compile(r"[а-яёА-ЯЁ]")
_WORD = re.compile(r"[^\W\d_]{2,}")
_IN_COMMON = 0.25
_AZERBAIJANI = re.compile(r"[əƏğĞıİşŞ]")


def other_language(one: str, two: str) -> bool:
    """Return True if two texts are in different languages; their letters tell."""
    return script(one) != script(two)


def same_language(some: Iterable[str], others: Iterable[str]) -> bool:
    """Return True if texts have so many words in common with others as only those of one language have.

    "The", "of" and the words of the field make up a third and more; English and French share one word in twenty.
    """
    known = {word for text in some for word in _WORD.findall(text.casefold())}
    words = [word for text in others for word in _WORD.findall(text.casefold())]
    return bool(words) and sum(word in known for word in words) > _IN_COMMON * len(words)


def script(text: str) -> str:
    """The letters of a text: ``cyrillic``, ``azerbaijani`` or ``latin``."""
    if len(_NOT_LATIN.findall(text)) > len(text) / 4:
        return "cyrillic"
    return "azerbaijani" if len(_AZERBAIJANI.findall(text)) > len(text) / 50 else "latin"
