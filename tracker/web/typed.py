"""What people type into forms."""

from datetime import date

from tracker.dates import typed_date
from tracker.errors import Mistyped
from tracker.language.phrase import Phrase
from tracker.language.texts import Texts, marked


def day(text: str) -> date | None:
    """The day that was typed; ``None`` where nothing was. Raises ``Mistyped`` for what is not a date."""
    found = typed_date(text) if text.strip() else None
    if text.strip() and found is None:
        raise Mistyped(Phrase("'{text}' is not a date.", text=text), remedy=marked("Write it as 2027-05-31."))
    return found


def given_day(texts: Texts, text: str) -> date:
    """The day that had to be typed. Raises ``Mistyped``, also where nothing was."""
    found = day(text)
    if found is None:
        raise Mistyped(texts("The day is missing."))
    return found
