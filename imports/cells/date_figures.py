"""Dates in figures: 12.05.2025, 05/12/2025, 2025-05-12, 05.2025, 2025-2027, and the day numbers of a spreadsheet."""

import calendar
import re
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import NamedTuple

from imports.files import Value
from tracker.dates import shown_date
from tracker.vocabulary import Precision

_MONTHS = {Precision.MONTH: 1, Precision.QUARTER: 3, Precision.HALF: 6, Precision.YEAR: 12}
YEARS = range(1990, 2100)
"""Years that a due date or a date of a status can have; 1900, 2202 and 1826 are typing errors."""

_EPOCH = date(1899, 12, 30)
_DAY_NUMBERS = range((date(YEARS[0], 1, 1) - _EPOCH).days, (date(YEARS[-1], 12, 31) - _EPOCH).days + 1)
_LAST_OF_1900S = 70
"""From here on a year of two figures is of the last century: 99 is 1999, 26 is 2026."""

FIGURES = re.compile(
    r"(?<!\d)(?P<iso>(\d{4})[-./](\d{1,2})[-./](\d{1,2})(?:[T ]\d{1,2}:\d{2}(?::\d{2})?\S*)?)(?!\d)"
    r"|(?<!\d)(?P<short>(\d{1,2})\s?[./-]\s?(\d{1,2})\s?[./-]\s?(\d{4}|\d{2})(?:\s+\d{1,2}:\d{2}(?::\d{2})?)?)(?!\d)"
    r"|(?<!\d)(?P<years>(\d{4})\s?[-–—/]\s?(\d{4}))(?!\d)"
    r"|(?<![\w./-])(?P<month>(\d{1,2})[./-](\d{4}))(?![\d./-])"
    r"|(?<!\d)(?P<year_month>(\d{4})[-./](\d{1,2}))(?![\d./-])"
)
_GROUPS = {"iso": (2, 3, 4), "short": (6, 7, 8), "years": (10, 11), "month": (14, 13), "year_month": (16, 17)}
_NO_DAY = re.compile(r"[0\s./:_-]+|0{1,2}[./-]0?1[./-]1900|1900[./-]0?1[./-]00|1899-12-3[01](?:[T ]00:00(?::00)?)?")


class When(NamedTuple):
    """A date as it was given: the last day of the period, how exact it is, and the words of the source."""

    on: date | None
    precision: Precision
    text: str

    @property
    def iso(self) -> str | None:
        """The date cut to its precision: ``2025-05-12``, ``2025-05``, ``2024-Q1``, ``2025-H2``, ``2025``."""
        return shown_date(self.on, self.precision)


class DateOrder(StrEnum):
    """Which comes first in the dates of a column, such as 05/06/2026: the day or the month."""

    DAY_FIRST = "day first"
    MONTH_FIRST = "month first"
    MIXED = "mixed"
    UNKNOWN = "unknown"


def order_of(values: Iterable[Value]) -> DateOrder:
    """The order of day and month in a column: 12/25/2026 tells that the month comes first in all of it."""
    day_first = month_first = False
    for text in {value for value in values if isinstance(value, str)}:
        for match in FIGURES.finditer(text) if len(text) <= _LONGEST else ():
            if match["short"]:
                first, second = int(match[6]), int(match[7])
                day_first |= first > 12 >= second
                month_first |= second > 12 >= first
    if day_first and month_first:
        return DateOrder.MIXED
    return DateOrder.DAY_FIRST if day_first else DateOrder.MONTH_FIRST if month_first else DateOrder.UNKNOWN


_LONGEST = 200
"""A longer text is not a date, so its figures do not count."""


def is_swappable(match: re.Match[str]) -> bool:
    """Return True if day and month of a date in figures could be each other."""
    return (
        bool(match["short"]) and match[6].lstrip("0") != match[7].lstrip("0") and max(map(int, match.group(6, 7))) <= 12
    )


def begins_on(when: When) -> date | None:
    """The first day of a period; the day itself of a day."""
    months = _MONTHS.get(when.precision)
    if when.on is None or months is None:
        return when.on
    first = when.on.year * 12 + when.on.month - months
    return date(first // 12, first % 12 + 1, 1)


def from_figures(match: re.Match[str], text: str, order: DateOrder | None) -> When | None:
    """The date of a match of ``FIGURES``; ``None`` when no calendar has it or day and month cannot be told apart."""
    kind = match.lastgroup or ""
    if kind == "short":
        return None if order is DateOrder.MIXED and is_swappable(match) else _short(match, text, order)
    numbers = [int(match[group]) for group in _GROUPS[kind]]
    if kind == "year_month" and numbers[1] > 12 and numbers[1] == (numbers[0] + 1) % 100:
        kind, numbers = "years", [numbers[0], numbers[0] + 1]  # a school or budget year: 2025/26
    if kind == "iso":
        return on_day(numbers[0], numbers[1], numbers[2], text)
    if kind == "years":
        return end_of(numbers[1], 12, Precision.YEAR, text) if numbers[0] < numbers[1] else None
    return end_of(numbers[0], numbers[1], Precision.MONTH, text)


def _short(match: re.Match[str], text: str, order: DateOrder | None) -> When | None:
    day, month, year = int(match[6]), int(match[7]), int(match[8])
    if month > 12 >= day or (order is DateOrder.MONTH_FIRST and day <= 12):
        day, month = month, day
    return on_day(year if len(match[8]) == 4 else full_year(year), month, day, text)


def from_number(value: float) -> When | None:
    """The date of a number: a year, a day number (46203), 20261231, or a month such as 3.2024."""
    if value != value or abs(value) > 10**8:  # noqa: PLR0124 - only a number that is none is unequal to itself
        return None
    if value in YEARS:
        return end_of(int(value), 12, Precision.YEAR, f"{value:.0f}")
    if int(value) in _DAY_NUMBERS:
        day = _EPOCH + timedelta(days=int(value))
        return When(day, Precision.DAY, day.isoformat())
    if value == int(value):
        year, month, day_of_month = int(value) // 10000, int(value) // 100 % 100, int(value) % 100
        return on_day(year, month, day_of_month, f"{value:.0f}")
    month_shown, _, year_shown = f"{value:.4f}".partition(".")
    written = len(f"{value:.10g}".partition(".")[2]) >= 3
    return end_of(int(year_shown), int(month_shown), Precision.MONTH, f"{value:.4f}") if written else None


def from_cell(value: date, number_format: str) -> When | None:
    """The date of a cell that is one, as exact as its number format shows it."""
    if value.year not in YEARS:
        return None
    shown = re.sub(r"\[[^\]]*\]|\"[^\"]*\"", "", number_format).lower()
    if "d" not in shown and "m" in shown:
        return end_of(value.year, value.month, Precision.MONTH, f"{value:%Y-%m}")
    if "d" not in shown and "y" in shown:
        return end_of(value.year, 12, Precision.YEAR, f"{value:%Y}")
    day = value.date() if isinstance(value, datetime) else value
    return When(day, Precision.DAY, day.isoformat())


def is_no_day(value: Value) -> bool:
    """Return True for what a spreadsheet shows in an empty cell of dates: 0, 00.01.1900, 00.00.0000."""
    if isinstance(value, date):
        return value.year == _EPOCH.year
    if isinstance(value, (int, float)):
        return value == 0 and not isinstance(value, bool)
    return isinstance(value, str) and value.strip() != "" and _NO_DAY.fullmatch(value.strip()) is not None


def full_year(year: int) -> int:
    """The year of two figures: 26 is 2026, 99 is 1999."""
    return year + (2000 if year < _LAST_OF_1900S else 1900)


def on_day(year: int, month: int, day: int, text: str) -> When | None:
    """A day, if the calendar has it and people can mean its year."""
    if year not in YEARS or not 1 <= month <= 12 or not 1 <= day <= calendar.monthrange(year, month)[1]:
        return None
    return When(date(year, month, day), Precision.DAY, text)


def end_of(year: int, month: int, precision: Precision, text: str) -> When | None:
    """A period by its last month, if there is such a month and people can mean its year."""
    if year not in YEARS or not 1 <= month <= 12:
        return None
    return When(date(year, month, calendar.monthrange(year, month)[1]), precision, text)
