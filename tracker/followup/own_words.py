"""Records that an agency replied to the round that asks about a recommendation, where it speaks without a workbook."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select

from tracker.dates import shown_date
from tracker.followup.journal import Journal
from tracker.followup.view import View
from tracker.models import Answer, Recommendation
from tracker.queries.claims import last_asked


def reply_to_round(journal: Journal, items: Sequence[Recommendation], view: View, today: date) -> None:
    """Record a view of an agency as its reply to the last round that asked it, beside what it replied there before.

    So the round counts it as answered, and a workbook that comes back later is compared with what was said here.
    """
    said = {
        "status": view.status or "",
        "dated": view.dated_on.isoformat(),
        "measures": view.measure,
        "note": view.note,
        "evidence": "\n".join(proof.text for proof in view.proofs),
        "due": shown_date(view.due.on, view.due.precision) or "" if view.due else "",
    }
    session = journal.session
    for item in items:
        asked = last_asked(session, view.agency or "", item.id)
        if asked is None:
            continue
        before = session.scalars(select(Answer.came).where(Answer.asked_id == asked).order_by(Answer.id.desc())).first()
        came = {**(before or {}), **{name: text for name, text in said.items() if text}}
        journal.add(Answer, asked_id=asked, came=came, came_on=today)
    journal.flush()
