"""Dates in words: month, quarter, half and year in any order, in five languages."""

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

from imports.cells.date_figures import YEARS, When, end_of, on_day
from imports.cells.phrases import Phrases
from imports.cells.vocabulary import Vocabulary
from tracker.folding import fold
from tracker.vocabulary import Precision

_JOINED = re.compile(r"(?<=\d)(?=[^\W\d])|(?<=[^\W\d])(?=\d)")
_ORDINALS = ("first", "second", "third", "fourth")
_PARTS = (("quarter", Precision.QUARTER, 3), ("half", Precision.HALF, 6))
_BESIDE_A_MONTH = frozenset({"filler", "year", "end", "start", "middle", "from"})
_SHORTEST_STEM = 4
"""A shorter name of a month is met in other words: "dici" (d'ici) is not "dic" with an ending."""
_IN_A_DATE = _BESIDE_A_MONTH | {"quarter", "half", *_ORDINALS}
_MOST_WORDS = 14
"""A date has no more words than these; a longer text is not a date."""


class _Words(NamedTuple):
    """The words of a date, sorted by what they mean."""

    years: list[int]
    months: list[int]
    numbers: list[int]
    kinds: list[frozenset[str]]


class PeriodWords:
    """Reads dates in words with the month names and period words that the register knows."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._months = {word: int(values[0]) for word, values in vocabulary.words["month"].items()}
        self._kinds = _by_token(vocabulary.words["period"])
        self._endings = tuple(sorted((word for word in self._kinds if "ending" in self._kinds[word]), key=len))
        self.former = self._phrases("former")
        self.not_before = self._phrases("not_before")
        self.condition = self._phrases("condition", *vocabulary.row_words("hedge"), *vocabulary.row_words("negation"))

    def _phrases(self, kind: str, *more: str) -> Phrases:
        return Phrases([*(word for word, kinds in self._kinds.items() if kind in kinds), *more])

    def is_open(self, text: str) -> bool:
        """Return True for a word such as "permanent", which says that there is not a date."""
        return "open" in self._kinds.get(fold(text) or text, ())

    def all_filler(self, text: str) -> bool:
        """Return True if a text holds only words that may stand beside a date: "by", "dated", "2025-ci il"."""
        return all(self._kinds_of(token) & {"filler", "year", "end"} for token in fold(text).split())

    def starts(self, text: str) -> bool:
        """Return True if a word says that a period begins at the date: "from", "after"."""
        return any("from" in self._kinds_of(token) for token in fold(text).split())

    def month(self, token: str) -> int | None:
        """The number of a month by its folded name, with or without an ending."""
        if token in self._months:
            return self._months[token]
        stems = [token[:-cut] for cut in (1, 2, 3)]
        stems += [token.removesuffix(ending) for ending in self._endings if token.endswith(ending)]
        return next(
            (self._months[stem] for stem in stems if len(stem) >= _SHORTEST_STEM and stem in self._months), None
        )

    def read(self, text: str) -> When | None:
        """The date of a text in words; ``None`` if one of its words is not used in dates."""
        words = self._sorted(fold(_JOINED.sub(" ", text)).split())
        if words is None or not words.years or words.years != sorted(words.years):
            return None
        if words.months:
            return self._in_month(words, text)
        if len(words.years) == 1 and any("from" in kinds for kinds in words.kinds):
            return None
        for kind, precision, length in _PARTS:
            if any(kind in kinds for kinds in words.kinds):
                return _in_part(words, kind, precision, length, text)
        return None if words.numbers else _in_year(words, text)

    def named(self, heading: str) -> Iterator[When]:
        """The periods that a heading names beside other words: each year with the words of a date around it."""
        for speaks, tokens in groupby(fold(_JOINED.sub(" ", heading)).split(), self._is_of_date):
            run = list(tokens) if speaks else []
            spans = [run[first:end] for end in range(len(run), 0, -1) for first in range(end)]
            for year in dict.fromkeys(filter(_is_year, run)):
                read = (self.read(" ".join(span)) for span in spans if set(filter(_is_year, span)) == {year})
                if when := next(filter(None, read), None):
                    yield when

    def _is_of_date(self, token: str) -> bool:
        number = token.isdecimal() and (len(token) <= 2 or _is_year(token))
        return number or self.month(token) is not None or bool(self._kinds_of(token) & _IN_A_DATE)

    def _sorted(self, tokens: list[str]) -> _Words | None:
        words = _Words([], [], [], [])
        for token in tokens if len(tokens) <= _MOST_WORDS else ():
            if token.isdecimal():
                (words.years if int(token) in YEARS else words.numbers).append(int(token))
            elif month := self.month(token):
                words.months.append(month)
            elif kinds := self._kinds_of(token) & _IN_A_DATE:
                words.kinds.append(kinds)
            else:
                return None
        return words

    def _kinds_of(self, token: str) -> frozenset[str]:
        if known := self._kinds.get(token):
            return known
        stems = (token.removesuffix(ending) for ending in self._endings if token.endswith(ending))
        return next((self._kinds[stem] for stem in stems if len(stem) > 1 and stem in self._kinds), frozenset())

    def _in_month(self, words: _Words, text: str) -> When | None:
        years, months, days, kinds = words
        if not all(known & _BESIDE_A_MONTH for known in kinds) or not _in_order(years, months, days):
            return None
        if any("from" in known for known in kinds) and len(years) + len(months) + len(days) < 4 and len(months) < 2:
            return None
        if not days:
            return end_of(years[-1], months[-1], Precision.MONTH, text)
        return on_day(years[-1], months[-1], days[-1], text)


def _is_year(token: str) -> bool:
    return token.isdecimal() and int(token) in YEARS


def _in_order(years: list[int], months: list[int], days: list[int]) -> bool:
    """Return True if the dates of a text follow each other and its last words are those of the last date."""
    if len(years) > len(months) or len(days) > 2 or (len(years) > 1 and len(years) != len(months)):
        return False
    if days and len(months) > 1 and len(days) != len(months):
        return False
    months_of = list(zip(years if len(years) > 1 else years * len(months), months, strict=True))
    dates = [
        (*month, day) for month, day in zip(months_of * (len(days) if len(months) == 1 else 1), days, strict=False)
    ]
    return months_of == sorted(months_of) and dates == sorted(dates)


def _in_part(words: _Words, kind: str, precision: Precision, length: int, text: str) -> When | None:
    """The last quarter or half that is named: of "Q1 2024 - Q2 2025" the second."""
    ordinals = list(words.numbers)
    for kinds in words.kinds:
        ordinals += [number for number, name in enumerate(_ORDINALS, start=1) if name in kinds and kind not in kinds]
    parts = list(zip(words.years, ordinals, strict=False)) if len(words.years) > 1 else [(0, n) for n in ordinals]
    if not ordinals or len(words.years) > len(ordinals) or parts != sorted(parts):
        return None
    return end_of(words.years[-1], ordinals[-1] * length, precision, text)


def _in_year(words: _Words, text: str) -> When | None:
    kinds = frozenset[str]().union(*words.kinds)
    year = words.years[-1]
    if not all(known & _BESIDE_A_MONTH for known in words.kinds) or kinds & set(_ORDINALS):
        return None  # "I 2026" names a quarter or a month
    if "start" in kinds:
        return end_of(year, 3, Precision.QUARTER, text)
    if "middle" in kinds:
        return end_of(year, 6, Precision.HALF, text)
    return end_of(year, 12, Precision.YEAR, text)


def _by_token(words: dict[str, list[str]]) -> dict[str, frozenset[str]]:
    """Period words with their kinds; the words of a filler of several ("not later than") each count as filler."""
    kinds: dict[str, set[str]] = defaultdict(set)
    for word, values in words.items():
        kinds[word].update(values)
        if "filler" in values:
            for token in word.split():
                kinds[token].add("filler")
    return {word: frozenset(known) for word, known in kinds.items()}
