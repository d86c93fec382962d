"""Pages that show many rows ask the database as often for many as for few."""

from datetime import date

import pytest
from desk import NOW
from pages import signed_on
from sqlalchemy import event, select
from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session

from tracker.followup.assess import record_view
from tracker.followup.journal import Journal
from tracker.followup.view import Proof, View
from tracker.models import Conflict, Contribution, Measure, Recommendation
from tracker.vocabulary import BatchKind, Voice

DAY = date(2026, 3, 1)
ROWS = {
    "claims": 'name="code"',
    "conflicts": 'type="checkbox" name="number"',
    "my?agency=MOJ": "waits for the secretariat",
}
"""The pages, and a word that each has once for every row."""


def fill(desk, numbers):
    """Recommendations of these numbers, each with a status, a claim of its agency with evidence, and an open conflict."""
    header = ["No.", "Recommendation", "Lead agency", "Contributing", "Status"]
    rows = [[f"140.{number}", f"Do the thing number {number}", "MOJ", "MIA", "Planned"] for number in numbers]
    desk.take(desk.sheet([header, *rows]), review="UPR-4", yes=True)
    with Session(desk.engine) as session, session.begin():
        journal = Journal(session, BatchKind.COMMAND, "claims", "Murad", NOW)
        known = select(Recommendation).where(Recommendation.reference.in_([row[0] for row in rows]))
        for item in session.scalars(known).all():
            said = {"agency": "MOJ", "proofs": [Proof("Order 12", DAY)], "note": "Two regions follow"}
            record_view(journal, item, View(Voice.AGENCY, "in_progress", DAY, **said), NOW.date())
            speaks = {"recommendation_id": item.id, "agency_key": "MOJ"}
            journal.add(Measure, **speaks, text="Order 12 is carried out")
            journal.add(Contribution, **speaks, speaker="agency", dated_on=DAY, text="Two regions follow")
            values = {"sent": "", "came": "Law", "held": "", "held_by": "", "value": "Law", "cell": "B2"}
            journal.add(Conflict, recommendation_id=item.id, kind="both_changed", field="measures", **values)
        journal.flush()


def asked(pages, address):
    """How many statements a page sends to the database, once what is kept between pages is there."""
    pages.read(address)
    sent: list[str] = []

    def count(_connection, _cursor, statement, *_):
        sent.append(statement)

    event.listen(Engine, "before_cursor_execute", count)
    try:
        page = pages.read(address)
    finally:
        event.remove(Engine, "before_cursor_execute", count)
    return len(sent), page


@pytest.mark.parametrize(("page", "at_once"), [("claims", 20), ("conflicts", 100), ("my?agency=MOJ", 50)])
def test_a_page_asks_as_often_for_thirty_rows_as_for_three(quick_desk, page, at_once):
    counts = []
    with signed_on(quick_desk) as pages:
        for numbers in (range(1, 4), range(4, 31)):
            fill(quick_desk, numbers)
            count, shown = asked(pages, f"/{page}")
            assert shown.count(ROWS[page]) == min(numbers[-1], at_once)
            counts.append(count)
    assert counts[0] == counts[1]
