"""What people type into forms."""

from datetime import date

from tracker.dates import typed_date
from tracker.errors import Mistyped


def day(text: str) -> date | None:
    """The day that was typed; ``None`` where nothing was. Raises ``Mistyped`` for what is not a date."""
    found = typed_date(text) if text.strip() else None
    if text.strip() and found is None:
        raise Mistyped(f"'{text}' is not a date.", remedy="Write it as 2027-05-31.")
    return found
