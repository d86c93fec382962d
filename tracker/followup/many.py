"""One act on many recommendations: a status, agencies, a due date and a priority together, tried first or for good."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from tracker.counting import named
from tracker.dates import Period
from tracker.errors import RuleBroken
from tracker.followup.acts import Person
from tracker.followup.assess import record_view
from tracker.followup.assign import Wish, assign
from tracker.followup.due import change_due, clear_due
from tracker.followup.journal import Journal
from tracker.followup.open_values import settle_open
from tracker.followup.priority import set_priority
from tracker.followup.view import View
from tracker.language.phrase import Phrase
from tracker.models import Recommendation
from tracker.queries.find import find_recommendations
from tracker.queries.pieces import pieces
from tracker.queries.register import Listed, listed
from tracker.vocabulary import BatchKind, Priority

_NOBODY = Wish()

_AT_ONCE = 50
"""So many are held while they are changed: what is held is read again after each change."""


@dataclass(frozen=True)
class Given:
    """What recommendations get; an empty part leaves what they have. A due date that comes with a status is the view's."""

    view: View | None = None
    wish: Wish = _NOBODY
    due: Period | None = None
    no_due: bool = False
    priority: Priority | None = None
    no_priority: bool = False
    reason: str = ""

    @property
    def fields(self) -> list[str]:
        """The fields that are given: what waited in them, not understood, is settled."""
        dated = self.due or self.no_due or (self.view and self.view.due)
        parts = {"status": self.view, "due": dated, "lead": self.wish.lead, "contributing": self.wish.contributing}
        return [name for name, part in parts.items() if part]

    @property
    def summary(self) -> str:
        """What is given, in the words of the journal."""
        due = self.due or (self.view.due if self.view else None)
        parts = {
            "status": self.view.status if self.view else "",
            "lead": self.wish.lead,
            "contributing": ", ".join(self.wish.contributing),
            "removed": ", ".join(self.wish.off),
            "due date": due.text if due else "cleared" * self.no_due,
            "priority": self.priority or "none" * self.no_priority,
        }
        return "; ".join(f"{name} {part}" for name, part in parts.items() if part)


@dataclass(frozen=True)
class Tried:
    """What would come of an act: each recommendation as it is and as it would be, and what a reader should know."""

    rows: list[tuple[Listed, Listed]]
    remarks: list[str]


def give(
    session: Session, codes: Sequence[str], given: Given, person: Person, today: date
) -> tuple[int | None, list[str]]:
    """Give recommendations what is given in one batch; returns it with the remarks, each once.

    Where nothing changes there is no batch: whoever opened the transaction rolls it back. Raises ``RuleBroken``, which
    names the recommendation that the rules do not allow it for, and ``NotFound``.
    """
    journal = Journal(session, BatchKind.COMMAND, f"{given.summary}: {named(codes)}", person.name, person.at)
    remarks: dict[str, None] = {}
    for some in pieces(codes, _AT_ONCE):
        found = find_recommendations(session, some)
        for item in found:
            remarks.update(dict.fromkeys(_give_named(journal, item, given, today)))
        journal.flush()
        settle_open(journal, [item.id for item in found], given.fields)
    return journal.number if journal.wrote else None, list(remarks)


def tried(session: Session, codes: Sequence[str], given: Given, person: Person, today: date) -> Tried:
    """What would come of an act; nothing of it stays. Raises what ``give`` raises."""
    ids = [item.id for item in find_recommendations(session, codes)]
    before = {item.id: item for item in listed(session, ids, today)}
    trial = session.begin_nested()
    try:
        _, remarks = give(session, codes, given, person, today)
        after = listed(session, ids, today)
    finally:
        trial.rollback()
    return Tried([(before[item.id], item) for item in after], remarks)


def _give_named(journal: Journal, item: Recommendation, given: Given, today: date) -> list[str]:
    """Give it to one, which is named where the rules refuse it."""
    try:
        return _give_one(journal, item, given, today)
    except RuleBroken as wrong:
        what = wrong.what if isinstance(wrong.what, Phrase) else Phrase(wrong.what)
        raise RuleBroken(Phrase("{code}: {what}", code=item.code, what=what), remedy=wrong.remedy) from wrong


def _give_one(journal: Journal, item: Recommendation, given: Given, today: date) -> list[str]:
    if given.wish != _NOBODY:
        assign(journal, item, given.wish, today)
    if given.due is not None:
        change_due(journal, item, given.due)
    elif given.no_due:
        clear_due(journal, item)
    if given.priority or given.no_priority:
        set_priority(journal, item, given.priority, given.reason)
    return record_view(journal, item, given.view, today).remarks if given.view else []
