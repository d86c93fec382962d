"""How similar words are, in per cent. The library is loaded at the first unknown word: for most sheets, never."""

from collections.abc import Iterable, Mapping
from typing import Any

_LONG_WORD = 10
_SHORTEST_MISSPELT = 6
"""A word of five letters is taken for a longer one with a letter left out ("Staus"), never for another short one."""


def likeness(one: str, other: str, *, least: float = 0) -> float:
    """How similar two texts are; 0 below ``least``."""
    from rapidfuzz import fuzz

    return fuzz.ratio(one, other, score_cutoff=least)


def likest(text: str, known: Iterable[str] | Mapping[Any, str], *, least: float, most: int = 1) -> list[Any]:
    """The most similar known texts, the best first: text, likeness and key (or place) of each."""
    from rapidfuzz import fuzz, process

    return process.extract(text, known, scorer=fuzz.ratio, score_cutoff=least, limit=most)


def nearest_word(word: str, by_length: Mapping[int, Iterable[str]]) -> str:
    """The known word that was misspelt: one letter too many, too few, wrong, or in another place.

    Of ten letters and more, two such errors are allowed. Empty where no word is near. Of several that are as near, which
    are mostly one word in two languages, any.
    """
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    errors = 2 if len(word) >= _LONG_WORD else 1
    near = [
        known for length in range(len(word) - errors, len(word) + errors + 1) for known in by_length.get(length, ())
    ]
    if len(word) < _SHORTEST_MISSPELT:
        near = [known for known in near if len(known) > len(word)]
    found = process.extract(word, near, scorer=OSA.distance, score_cutoff=errors, limit=4)
    ranked = sorted((distance, -likeness(word, known), known) for known, distance, _ in found)
    return ranked[0][2] if ranked else ""


def edits(one: str, other: str, *, most: int) -> int:
    """How many letters differ (changed, added, left out, swapped); ``most`` + 1 for more than ``most``."""
    from rapidfuzz.distance import OSA

    return OSA.distance(one, other, score_cutoff=most)
