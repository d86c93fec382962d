"""Dates as the register shows them, cut to the precision they were given in, and as people type them."""

import calendar
import re
from datetime import date, datetime, time
from typing import NamedTuple

from tracker.vocabulary import Precision

_YEARS = range(1900, 2200)
"""Years that people mean; other numbers are no years."""


def shown_date(on: date | None, precision: str | None) -> str | None:
    """A date cut to its precision, the way the register shows it everywhere."""
    if on is None:
        return None
    match precision:
        case Precision.MONTH:
            return f"{on:%Y-%m}"
        case Precision.QUARTER:
            return f"{on.year}-Q{(on.month - 1) // 3 + 1}"
        case Precision.HALF:
            return f"{on.year}-H{1 if on.month <= 6 else 2}"
        case Precision.YEAR:
            return f"{on.year}"
    return on.isoformat()


def in_words(on: date) -> str:
    """A day as a title says it, which nobody can mistake: 24 November 2026."""
    return f"{on.day} {on:%B %Y}"


def morning_of(day: date) -> datetime:
    """The first moment of a day, on the clock of the officer."""
    return datetime.combine(day, time.min).astimezone()


def shown_moment(at: datetime) -> str:
    """A moment on the clock of the officer who reads it, to the minute."""
    return at.astimezone().strftime("%Y-%m-%d %H:%M")


class Period(NamedTuple):
    """A date as a person gave it: the last day of the period, how exact it is, and the words."""

    on: date
    precision: Precision
    text: str


def typed_period(text: str) -> Period | None:
    """A date that a person typed: ``2025-05-31``, ``31.05.2025``, ``2025-05``, ``2025-Q2``, ``2025-H1`` or ``2025``."""
    words = text.strip()
    if part := _PART_OF_YEAR.fullmatch(words):
        precision, months = (Precision.QUARTER, 3) if part[2] in "Qq" else (Precision.HALF, 6)
        last = int(part[3]) * months
        return _last_day(int(part[1]), last, precision, words) if last <= 12 else None
    parts = re.split(r"[-./]", words)
    if len(parts) > 3 or not all(re.fullmatch(r"[0-9]{1,4}", part) for part in parts):
        return None
    year, *rest = map(int, parts if len(parts[0]) == 4 else reversed(parts))
    match rest:
        case []:
            return _last_day(year, 12, Precision.YEAR, words)
        case [month]:
            return _last_day(year, month, Precision.MONTH, words)
        case [month, day]:
            return _day(year, month, day, words)
    return None


_PART_OF_YEAR = re.compile(r"([0-9]{4})[-./ ]?([QqHh])([1-4])")


def _last_day(year: int, month: int, precision: Precision, text: str) -> Period | None:
    if year not in _YEARS or not 1 <= month <= 12:
        return None
    return Period(date(year, month, calendar.monthrange(year, month)[1]), precision, text)


def _day(year: int, month: int, day: int, text: str) -> Period | None:
    try:
        return Period(date(year, month, day), Precision.DAY, text) if year in _YEARS else None
    except ValueError:
        return None


def typed_date(text: str) -> date | None:
    """The day of a date that a person typed: of a month, a quarter, a half or a year the last one."""
    found = typed_period(text)
    return found.on if found else None


def days_in(text: str) -> list[date]:
    """The days that a text names in figures ("Decree 45 of 12.03.2024"), in their order."""
    found = re.findall(r"\d{4}-\d{1,2}-\d{1,2}|\d{1,2}\.\d{1,2}\.\d{4}", text)
    return [day for day in map(typed_date, found) if day is not None]
