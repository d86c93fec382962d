"""Dates as the register shows them: cut to the precision they were given in."""

from datetime import date

from tracker.vocabulary import Precision


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
