"""Sets due dates: as exactly as they were given, whoever gave them."""

from datetime import date

from tracker.dates import Period
from tracker.followup.journal import Journal
from tracker.models import Recommendation


def change_due(journal: Journal, item: Recommendation, target: Period, origin_id: int | None = None) -> None:
    """Set the due date of a recommendation. The same date in other words changes nothing."""
    if (item.due_on, item.due_precision) != (target.on, target.precision):
        _set(journal, item, (target.on, target.precision.value, target.text), origin_id)


def clear_due(journal: Journal, item: Recommendation) -> None:
    """Clear the due date of a recommendation; the history keeps it."""
    _set(journal, item, (None, None, ""), None)


def take_due(journal: Journal, item: Recommendation, other: Recommendation) -> None:
    """Give a recommendation the due date of another one."""
    _set(journal, item, (other.due_on, other.due_precision, other.due_text), None)


def _set(journal: Journal, item: Recommendation, due: tuple[date | None, str | None, str], origin: int | None) -> None:
    for name, new in zip(("due_on", "due_precision", "due_text"), due, strict=True):
        old = getattr(item, name)
        if new != old:
            journal.change(Recommendation, item.id, name, old, new, recommendation_id=item.id, origin_id=origin)
