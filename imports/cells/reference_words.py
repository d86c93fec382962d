"""The words that stand around the number of a recommendation, from the shipped reference files, as parts of patterns.

They are read once from the files and not from a register: a number is read the same in every group.
"""

import csv
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from importlib.resources import files

from tracker.folding import fold

_SHORT = 20
"""A name of a mechanism with more letters than this is not put before a number."""


def any_of(kind: str) -> str:
    """A pattern for any word of a kind of ``row_words.csv``."""
    return either(_WORDS[kind])


def words_of(kind: str) -> frozenset[str]:
    """The folded words of a kind of ``row_words.csv``."""
    return frozenset(map(fold, _WORDS[kind]))


def either(words: Iterable[str]) -> str:
    """A pattern for any of some words, the longest first."""
    return "(?:" + "|".join(map(re.escape, sorted(set(words), key=lambda word: (-len(word), word)))) + ")"


def mechanism_names() -> list[str]:
    """The codes and short names of the mechanisms of the mandate."""
    found: list[str] = []
    for row in _rows("mechanisms"):
        if row["mandate"] == "in":
            names = [row["code"], row["uhri_label"], *row["names"].split(";")]
            found += [name.strip() for name in names if 1 < len(name.strip()) <= _SHORT]
    return found


def month_names() -> frozenset[str]:
    """The folded names of months and their short forms."""
    return frozenset(fold(form) for row in _rows("months") for form in row["forms"].split(";"))


def _rows(name: str) -> Iterator[dict[str, str]]:
    text = (files("tracker") / "reference" / f"{name}.csv").read_text(encoding="utf-8")
    return csv.DictReader(text.splitlines())


def _row_words() -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for row in _rows("row_words"):
        found[row["kind"]].append(row["term"])
    return found


_WORDS = _row_words()
PARAGRAPH_WORDS = rf"(?:(?:{any_of('paragraph_word')}(?!\w)\.?|[№§#°])\s*)*"
"""The words that may stand before the number of a paragraph, none or several: "Rec. No 140.12"."""
