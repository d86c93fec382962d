"""Sets target dates: as exactly as they were given, whoever gave them."""

from tracker.dates import Period
from tracker.followup.journal import Journal
from tracker.models import Recommendation


def change_due(journal: Journal, item: Recommendation, target: Period, origin_id: int | None = None) -> None:
    """Set the target date of a recommendation. The same date in other words changes nothing."""
    if (item.due_on, item.due_precision) == (target.on, target.precision):
        return
    for name, new in (("due_on", target.on), ("due_precision", target.precision.value), ("due_text", target.text)):
        old = getattr(item, name)
        if new != old:
            journal.change(Recommendation, item.id, name, old, new, recommendation_id=item.id, origin_id=origin_id)
