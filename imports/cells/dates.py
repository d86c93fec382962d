"""Dates in every form that people write them, with the precision they were given in.

The day comes first in 12.05.2025, unless its column shows that the month does. Nothing is guessed from free text: a text
that holds more than a date and a short remark behind it is no date.
"""

import re
import unicodedata
from collections.abc import Iterable
from datetime import date
from functools import lru_cache

from imports.cells.date_figures import (
    FIGURES,
    YEARS,
    DateOrder,
    When,
    end_of,
    from_cell,
    from_figures,
    from_number,
    full_year,
    is_no_day,
    is_swappable,
    on_day,
    order_of,
)
from imports.cells.date_words import PeriodWords
from imports.cells.footnote_marks import without_marks
from imports.cells.vocabulary import Vocabulary
from imports.files import Value
from tracker.folding import fold, plain_hyphens
from tracker.language.phrase import Phrase
from tracker.vocabulary import Precision

__all__ = ["DateOrder", "DateReader", "When"]

_NUMBER = re.compile(r"(\d{4,8})(?:\.0+)?")
_DAY_SHORT = re.compile(r"(\d{1,2})[-\s.]([^\W\d_]{3,})\.?[-\s.](\d{2})")
_SHORT_YEAR = re.compile(r"([^\W\d_]{3,})\.?[-'’]\s?(\d{2})|([^\W\d_]{3,})\.?\s['’](\d{2})")
_SPAN = re.compile(r"\s*[–—]\s*|\s-\s|\s/\s")
_REMARK = re.compile(
    r"(?P<date>.*\d[^()\d]*?)\s*\((?P<bracket>[^()\d]+)\)|(?P<before>.*\d\S*?)(?:\s[-–—:]\s|[,;:]\s)(?P<behind>\D+)"
)
_SPLIT_YEAR = re.compile(r"(?<!\d)(\d\d)(\d\d)\s?[-–/]\s?(\d\d)(?!\d)")
_YEAR_GROUPS = (2, 8, 11, 14, 16)
"""The groups of ``FIGURES`` that hold a year."""

_ORDINAL = re.compile(r"(?<=\d)[ºª°]")
_ROMAN = {
    name: at for at, name in enumerate(("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"), 1)
}
_ROMAN_MONTH = re.compile(r"(?<![\w.])(?:(\d{1,2})\s?[./-]?\s?)?\b([IVX]{1,4})\s?[./-]?\s?(\d{4})(?!\w)")
"""A month in Roman figures, as in 30.VI.2026 and VI.2026; without a day, "II 2026" may be a quarter."""

_UNTIL = re.compile(r"\bdək\b|(?<=\d)[-–’'\s]?(?:[yc]?[aıi]\s?)?dek\b(?![-\s./’']*\d)", re.IGNORECASE)
"""The ending for "until", also in plain letters behind a figure: else it is read as December ("iyun 2026-dək")."""

_QUARTERS = 4
_LONGEST_REMARK = 5
_LONGEST = 120
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_WRITTEN = re.compile(
    r"\b(\d{1,2})\s+(?:de\s+)?([^\W\d_]{3,12})\s+(?:del?\s+)?((?:19|20)\d\d)\b"
    r"|\b((?:19|20)\d\d)(?:[\s-]\w{1,4}){0,2}\s(\d{1,2})\s+([^\W\d_]{3,12})\b"
    r"|\b([^\W\d_]{3,12})\s+(\d{1,2}),?\s+((?:19|20)\d\d)\b"
)


class DateReader:
    """Reads dates with the month names and period words that the register knows."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._words = PeriodWords(vocabulary)
        self._text = lru_cache(maxsize=16384)(self._read_text)

    def order(self, values: Iterable[Value]) -> DateOrder:
        """Which comes first in a column of dates: the day or the month."""
        return order_of(plain_hyphens(value) if isinstance(value, str) else value for value in values)

    def read(self, value: Value, number_format: str = "", order: DateOrder | None = None) -> When | None:
        """The date of a cell; ``None`` when it holds none. A word such as "permanent" is a date without a day.

        With the order of its column the cell is one of dates, in which "46203" is the day number of 30 June 2026.
        """
        if isinstance(value, str):
            return self._text(plain_hyphens(value).strip(), order)
        if isinstance(value, date):
            return from_cell(value, number_format)
        return None if value is None or isinstance(value, bool) else from_number(value)

    def is_blank(self, value: Value) -> bool:
        """Return True for what a spreadsheet shows in an empty cell of dates: 0, 00.01.1900."""
        return is_no_day(value)

    def doubt(self, value: Value, order: DateOrder | None = None) -> str:
        """Why a cell that looks like a date is not read; "" when it is read, is blank, or does not look like a date."""
        if value is None or isinstance(value, bool) or is_no_day(value) or self.read(value, order=order) is not None:
            return ""
        return _why_unread(f"{value:g}" if isinstance(value, float) else plain_hyphens(str(value)), order)

    def find(self, text: str) -> date | None:
        """The last full date in a longer text, such as a title ("as of 1 March 2024")."""
        text = plain_hyphens(text)
        found = [
            (match.start(), from_figures(match, text, None))
            for match in FIGURES.finditer(text)
            if match["iso"] or match["short"]
        ]
        found += [(match.start(), self._written(match)) for match in _WRITTEN.finditer(text.casefold())]
        days = [when.on for _, when in sorted(found, key=lambda item: item[0]) if when is not None]
        return days[-1] if days else None

    def named(self, heading: str) -> When | None:
        """The day or the period that a heading names beside other words ("Progress mid-2024"); ``None`` for several."""
        heading = plain_hyphens(heading)
        figures = [when for match in FIGURES.finditer(heading) if (when := from_figures(match, heading, None))]
        found = figures or [
            *(when for match in _WRITTEN.finditer(heading.casefold()) if (when := self._written(match))),
            *self._words.named(_SPLIT_YEAR.sub(_later_year, heading)),
        ]
        return found[0] if len({when.on for when in found}) == 1 else None

    def _written(self, match: re.Match[str]) -> When | None:
        day, month, year, year2, day2, month2, month3, day3, year3 = match.groups()
        named = self._words.month(fold(month or month2 or month3))
        return on_day(int(year or year2 or year3), named, int(day or day2 or day3), match[0]) if named else None

    def _read_text(self, text: str, order: DateOrder | None) -> When | None:
        plain = _tidied(text)
        if not plain or len(plain) > _LONGEST:
            return None
        if not any(map(str.isdecimal, plain)):
            return When(None, Precision.TEXT, text) if self._words.is_open(plain) else None
        if order is not None and (match := _NUMBER.fullmatch(plain)):
            when = from_number(int(match[1]))
        else:
            when = self._said_twice(plain, order) if "\n" in plain else self._dated(plain, order)
        if when is None and self._words.is_open(plain):
            return When(None, Precision.TEXT, text)
        return when._replace(text=text) if when is not None else None

    def _dated(self, text: str, order: DateOrder | None) -> When | None:
        if "?" in text or self._words.not_before.search(text.casefold()):
            return None
        if match := FIGURES.fullmatch(text):
            return from_figures(match, text, order)
        return (
            self._without_former(text, order)
            or self._one(text, order)
            or self._span(text, order)
            or self._remarked(text, order)
        )

    def _one(self, text: str, order: DateOrder | None) -> When | None:
        """A date in figures or in words, with nothing beside it but words such as "by"."""
        if match := _DAY_SHORT.fullmatch(text):
            month = self._words.month(fold(match[2]))
            return on_day(full_year(int(match[3])), month, int(match[1]), text) if month else None
        if match := _SHORT_YEAR.fullmatch(text):
            month = self._words.month(fold(match[1] or match[3]))
            return end_of(full_year(int(match[2] or match[4])), month, Precision.MONTH, text) if month else None
        matches = list(FIGURES.finditer(text := _ROMAN_MONTH.sub(_in_plain_figures, text)))
        return self._in_figures(text, matches, order) if matches else self._words.read(text)

    def _in_figures(self, text: str, matches: list[re.Match[str]], order: DateOrder | None) -> When | None:
        """The last of the dates in figures, if they follow each other."""
        rest = FIGURES.sub(" ", text)
        dates = [when for match in matches if (when := from_figures(match, text, order)) and when.on is not None]
        if len(dates) < len(matches) or not _ascending(dates) or not self._words.all_filler(rest):
            return None
        return None if len(dates) == 1 and not matches[0]["years"] and self._words.starts(rest) else dates[-1]

    def _span(self, text: str, order: DateOrder | None) -> When | None:
        """The end of a period of two whole dates: "December 2026 - 30.06.2027"."""
        ends = [self._one(part, order) for part in _SPAN.split(text)]
        dates = [when for when in ends if when is not None]
        return dates[-1] if len(ends) == len(dates) == 2 and _ascending(dates) else None

    def _without_former(self, text: str, order: DateOrder | None) -> When | None:
        """The present date of a text that also names the former one: "Q2 2026 (extended from Q4 2025)"."""
        match = self._words.former.search(text.casefold())
        return self._dated(text[: match.start()].rstrip(" (,;:-–—"), order) if match and match.start() else None

    def _remarked(self, text: str, order: DateOrder | None) -> When | None:
        """A date with a short remark behind it that is not a condition: "by 2028 (SDG target)"."""
        match = _REMARK.fullmatch(text)
        remark = fold(match["bracket"] or match["behind"]) if match else ""
        if match is None or not 0 < len(remark.split()) <= _LONGEST_REMARK or self._words.condition.search(remark):
            return None
        return self._one(match["date"] or match["before"], order)

    def _said_twice(self, text: str, order: DateOrder | None) -> When | None:
        """A date in two languages, one line each, if they agree."""
        lines = [self._dated(line.strip(), order) for line in text.split("\n") if line.strip()]
        first = lines[0]
        return (
            first if first is not None and all(line is not None and line.iso == first.iso for line in lines) else None
        )


def _in_plain_figures(match: re.Match[str]) -> str:
    """A month in plain figures: 30.VI.2026 is 30.6.2026; anything else stays as it is."""
    day, month = match[1], _ROMAN.get(match[2], 0)
    if not month or (day is None and month <= _QUARTERS):
        return match[0]
    return f"{day}.{month}.{match[3]}" if day else f"{month}.{match[3]}"


def _later_year(match: re.Match[str]) -> str:
    """The second year of "2023/24"; other figures stay as they are."""
    follows = (int(match[2]) + 1) % 100 == int(match[3])
    return f"{match[1]}{match[3]}" if follows and match[3] != "00" else match[0]


def _why_unread(text: str, order: DateOrder | None) -> str:
    match = FIGURES.search(text)
    if far := next((year for year in _years(text, match) if len(year) == 4 and int(year) not in YEARS), ""):
        return Phrase("the year {year} is too far off", year=far)
    if match is None:
        return ""
    if order is DateOrder.MIXED and is_swappable(match):
        return Phrase("day and month may be swapped: some dates of the column begin with the day, some with the month")
    return Phrase("the calendar has no such day") if match[0] == text.strip() else ""


def _years(text: str, match: re.Match[str] | None) -> list[str]:
    """The years of a date in figures; without one, all numbers of four figures."""
    if match is None:
        return re.findall(r"\b\d{4}\b", text)
    return [match[group] for group in _YEAR_GROUPS if match[group]]


def _ascending(dates: list[When]) -> bool:
    days = [when.on for when in dates if when.on is not None]
    return days == sorted(days)


def _tidied(text: str) -> str:
    """A text without the marks of footnotes, endings of numbers, words for "until" and invisible signs."""
    plain = _ORDINAL.sub("", without_marks(text))
    plain = _UNTIL.sub(" ", plain) if "d" in plain.lower() else plain
    return plain if plain.isascii() else _UNSEEN.sub("", unicodedata.normalize("NFKC", plain)).strip()
