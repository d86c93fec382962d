"""Dates as the register shows them, cut to the precision they were given in, and as people type them."""

import calendar
import re
from datetime import date, datetime

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


def shown_moment(at: datetime) -> str:
    """A moment on the clock of the officer who reads it, to the minute."""
    return at.astimezone().strftime("%Y-%m-%d %H:%M")


def typed_date(text: str) -> date | None:
    """A date that a person typed: ``2025-05-31``, ``31.05.2025``, ``2025-05`` or ``2025`` (the last day of the period)."""
    parts = re.split(r"[-./]", text.strip())
    if len(parts) > 3 or not all(re.fullmatch(r"[0-9]{1,4}", part) for part in parts):
        return None
    numbers = [int(part) for part in parts]
    if len(numbers) == 3 and len(parts[2]) == 4:
        numbers.reverse()
    year, month, day = (*numbers, 0, 0)[:3]
    if year not in _YEARS:
        return None
    try:
        return date(year, month or 12, day or calendar.monthrange(year, month or 12)[1])
    except ValueError:
        return None
