"""What becomes of a due date that an agency gives: one rule for replies to rounds, letters and the page of the agency.

The lead agency plans: where the register has no due date, its date is taken. Where the register has one, the group agreed
on it: another date of the agency is a proposal, a conflict that the secretariat resolves.
"""

from sqlalchemy import select

from tracker.dates import Period, shown_date
from tracker.followup.conflicts import close
from tracker.followup.due import change_due
from tracker.followup.journal import Journal
from tracker.language.phrase import Phrase
from tracker.models import Asked, Conflict, Recommendation
from tracker.queries.claims import last_asked
from tracker.queries.conflicts import said_by
from tracker.queries.held_since import held_since
from tracker.vocabulary import Clash

ANEW = "answered anew"
"""How an open conflict was resolved to which the agency itself gave another answer."""


def is_taken(held: str, *, leads: bool) -> bool:
    """Return True if an agency's due date is taken at once; ``held`` is the due date of the register, in words."""
    return leads and not held


def proposal(agency: str, came: str, held: str) -> Phrase:
    """A proposal of an agency, in words."""
    told = {"agency": agency, "came": came, "held": held or Phrase("nothing")}
    return Phrase("{agency} proposes {came}, the register holds {held}", **told)


def give_due(journal: Journal, item: Recommendation, target: Period, agency: str) -> Phrase | None:
    """Set the due date that a lead agency gives, or note it as a proposal; gives the proposal in words."""
    held, came = due_in_words(item), shown_date(target.on, target.precision) or target.text
    if is_taken(held, leads=True):
        change_due(journal, item, target)
    if came == held or not held:
        return None
    _propose(journal, item, target, agency, came)
    return proposal(agency, came, held)


def due_in_words(item: Recommendation) -> str:
    """The due date of a recommendation as conflicts show it: as exactly as it was given, blank where there is none."""
    return shown_date(item.due_on, item.due_precision) or item.due_text


def _propose(journal: Journal, item: Recommendation, target: Period, agency: str, came: str) -> None:
    """Note a proposal once; it takes the place of another one by the same agency that nobody has resolved."""
    query = select(Conflict).where(Conflict.recommendation_id == item.id, Conflict.settled_in.is_(None))
    query = query.where(Conflict.kind == Clash.PROPOSED, Conflict.field == "due")
    query = query.outerjoin(Asked, Asked.id == Conflict.asked_id).where(said_by() == agency)
    earlier = journal.session.scalars(query).all()
    for conflict in earlier:
        if conflict.came != came:
            close(journal, conflict, ANEW)
    if any(conflict.came == came for conflict in earlier):
        return
    journal.add(
        Conflict,
        recommendation_id=item.id,
        asked_id=last_asked(journal.session, agency, item.id),
        agency_key=agency,
        kind=Clash.PROPOSED,
        field="due",
        cell="",
        sent="",
        came=came,
        held=due_in_words(item),
        held_by=held_since(journal.session, item.id, "due"),
        value={"on": target.on.isoformat(), "precision": target.precision.value, "text": target.text},
    )
