"""Finds the day that a sheet speaks of: by its titles, the date of a letter, its name or the file's, or when it was saved.

A month, a quarter or a year counts as its last day, unless it goes on after the sheet was saved. A day of the review itself
("UPR 4th cycle, November 2023") is not the day of the sheet: nobody can report on a recommendation before it was made.
"""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from imports.cells.dates import When
from imports.cells.readers import Readers
from imports.reading.context import ContextReader
from imports.reading.speaker import is_letter_number, is_title
from imports.tables.table import Block
from tracker.folding import fold
from tracker.vocabulary import DateBasis, Precision

_NUMBER = re.compile(r"(?:№|\bn[°ºo]\.?)\s*\S*\d\S*", re.IGNORECASE)
_YEARS = re.compile(r"(?:19|20)\d\d\s?[-–—]\s?(?:19|20)\d\d")


@dataclass(frozen=True)
class Saved:
    """The name of a file in words, the day it was saved, and the day of the import."""

    stem: str
    on: date | None
    today: date

    @property
    def last(self) -> tuple[date, DateBasis]:
        """The last day that a sheet can speak of."""
        if self.on is not None and self.on <= self.today:
            return self.on, DateBasis.FILE
        return self.today, DateBasis.IMPORT


class DayFinder:
    """Finds the day of the tables of a file; ``beside`` are the titles of its other sheets, ``names`` those with tables."""

    def __init__(
        self, saved: Saved, readers: Readers, context: ContextReader, beside: Sequence[str], names: Collection[str]
    ) -> None:
        self._saved = saved
        self._dates = readers.dates
        self._reviews = readers.vocabulary.reviews.values()
        self._context = context
        self._beside = beside
        self._letter = readers.vocabulary.row_words("letter_sign")
        self._session = readers.vocabulary.row_words("session")
        self._as_at = readers.vocabulary.row_words("as_at")
        self._progress = readers.vocabulary.row_words("progress") | self._as_at
        years = {name: when.on for name in names if (when := self._year_of(name))}
        self._years = years.keys() if len(set(years.values())) > 1 else frozenset[str]()

    def of(self, block: Block) -> tuple[date, DateBasis]:
        """The day of a table, and where it comes from."""
        about = [*block.title, block.sheet.name, self._saved.stem]
        lines = [*block.title, *block.sheet.context]
        found = (
            self._marked([*lines, *self._beside], about)
            or self._signed(block.title, lines)
            or self._unmarked(block.title, about)
            or self._in_names((block.sheet.name, self._saved.stem), about)
        )
        return (found, DateBasis.SHEET) if found else self._saved.last

    def _marked(self, lines: Sequence[str], about: Sequence[str]) -> date | None:
        """The day or the period beside words such as "as of"; else beside "implementation", if the review was before."""
        for text in lines:
            if _holds(self._as_at, text) and (found := self._day_in(text)):
                return found
        for text in lines:
            if is_title(text) and _holds(self._progress, text) and (found := self._period_in(text, about)):
                return found
        return None

    def _signed(self, titles: Sequence[str], lines: Sequence[str]) -> date | None:
        """The date of a letter beside its number or in a line of its own, or behind the place: "Baku, 12 March 2025"."""
        found = (self._signed_on(line) for line in titles)
        numbers = list(self._numbers(lines))
        letters = (self._known(self._dates.named(_NUMBER.sub(" ", line, count=1))) for line in numbers)
        alone = (self._known(self._dates.read(line)) for line in lines) if numbers else ()
        return next((day for days in (found, letters, alone) for day in days if day), None)

    def _numbers(self, lines: Iterable[str]) -> Iterable[str]:
        """The lines that begin with the number of a letter: "№ 4/12-345", "No. 5", "Çıxış № 4/12-318"."""
        for line in lines:
            first = fold(line).split(" ", 1)[0]
            if is_letter_number(line) or (first in self._letter and _NUMBER.search(line)):
                yield line

    def _unmarked(self, titles: Sequence[str], about: Sequence[str]) -> date | None:
        """The day or the month in a title that names a review: "UPR 4th cycle matrix (1 Nov. 2025)"."""
        lines = (text for text in titles if is_title(text) and "№" not in text and self._context.read(text).mechanism)
        return next(filter(None, (self._period_in(text, about, whole_year=False) for text in lines)), None)

    def _in_names(self, names: Iterable[str], about: Sequence[str]) -> date | None:
        for text in (name.replace("_", " ") for name in names):
            whole_year = _holds(self._progress, text) or text in self._years
            if found := self._day_in(text) or self._period_in(text, about, whole_year=whole_year):
                return found
        return None

    def _year_of(self, name: str) -> When | None:
        """The year that the name of a sheet gives: of several sheets of a year each, it is the day of the sheet."""
        hints, when = self._context.read(name), self._dates.named(name)
        return when if when and when.precision == Precision.YEAR and not hints.mechanism and not hints.cycle else None

    def _day_in(self, text: str) -> date | None:
        """The last full day in a text, unless it is in the future."""
        found = self._dates.find(text)
        return found if found is not None and found <= self._saved.today else None

    def _period_in(self, text: str, about: Sequence[str], *, whole_year: bool = True) -> date | None:
        """The last day of the only day or period that a text names, if it is over and after the review."""
        when = None if _YEARS.search(text) else self._dates.named(text)
        whole_year = whole_year and not _holds(self._session, text)
        if when is None or when.on is None or (when.precision == Precision.YEAR and not whole_year):
            return None
        last = self._saved.today if when.precision == Precision.DAY else self._saved.last[0]
        return when.on if when.on <= last and when.on.year > self._year_of_review([text, *about]) else None

    def _year_of_review(self, texts: Iterable[str]) -> int:
        """The latest year of the reviews that the nearest text names; 0 where none names any."""
        for hints in map(self._context.read, texts):
            if hints.mechanism:
                same = [review for review in self._reviews if review.mechanism == hints.mechanism]
                named = [review for review in same if review.cycle == hints.cycle] or same
                return max((int(year) for review in named for year in review.years), default=0)
        return 0

    def _signed_on(self, line: str) -> date | None:
        when = self._dates.read(line.rpartition(",")[2].strip())
        hints = self._context.read(line)
        return None if hints.symbol is not None or hints.mechanism else self._known(when)

    def _known(self, when: When | None) -> date | None:
        """The day of a date, unless it is a longer period or in the future."""
        if when is None or when.on is None or when.precision != Precision.DAY:
            return None
        return when.on if when.on <= self._saved.today else None


def _holds(words: Iterable[str], text: str) -> bool:
    folded = f" {fold(text)} "
    return any(f" {word} " in folded for word in words)
