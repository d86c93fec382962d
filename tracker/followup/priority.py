"""Sets how urgent the group holds a recommendation, with the reason."""

from tracker.errors import RuleBroken
from tracker.folding import tidy
from tracker.followup.journal import Journal
from tracker.language.phrase import Phrase
from tracker.models import Recommendation
from tracker.vocabulary import Priority


def set_priority(journal: Journal, item: Recommendation, priority: Priority | None, reason: str) -> None:
    """Set the priority of a recommendation, or take it off with ``None``. Raises ``RuleBroken`` without a reason."""
    if priority is not None and not tidy(reason):
        raise RuleBroken(
            Phrase("a priority needs a reason."), remedy='Give it with --reason "The committee asks for it in 2027".'
        )
    for name, new in (("priority", priority), ("priority_reason", tidy(reason) if priority else "")):
        old = getattr(item, name)
        if new != old:
            journal.change(Recommendation, item.id, name, old, new, recommendation_id=item.id)
