"""How alike words are, in per cent. The library is loaded when a word is met that nobody knows: in most sheets, never."""

from collections.abc import Iterable, Mapping
from typing import Any


def likeness(one: str, other: str, *, least: float = 0) -> float:
    """How alike two texts are; 0 below ``least``."""
    from rapidfuzz import fuzz

    return fuzz.ratio(one, other, score_cutoff=least)


def likest(text: str, known: Iterable[str] | Mapping[Any, str], *, least: float, most: int = 1) -> list[Any]:
    """The known texts that are most alike, the best first: text, likeness and key (or place) of each."""
    from rapidfuzz import fuzz, process

    return process.extract(text, known, scorer=fuzz.ratio, score_cutoff=least, limit=most)


def edits(one: str, other: str, *, most: int) -> int:
    """How many letters differ (changed, added, left out, swapped); ``most`` + 1 for more than ``most``."""
    from rapidfuzz.distance import OSA

    return OSA.distance(one, other, score_cutoff=most)
