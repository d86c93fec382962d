"""Several people act on one register at the same moment: the acts come one after the other, and none is lost."""

import random
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import pytest
from desk import NOW
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from imports.reading.questions import Answers
from imports.run import import_files
from tracker.door import acting, reading
from tracker.followup.journal import Journal
from tracker.followup.values import set_value
from tracker.models import Batch, Change, Recommendation
from tracker.queries.find import find_recommendation
from tracker.vocabulary import BatchKind

SECONDS = 3
"""``benchmarks/several_writers.py`` goes on for a minute."""

SHEET = [
    ["No.", "Recommendation", "Deadline"],
    *([f"138.{n}", f"Build school number {n} in the north", ""] for n in range(1, 9)),
]


def write_for(seconds: float, place: str, writer: int) -> list[int]:
    """One person: changes due dates and notes until the time is over; gives the batches that were kept."""
    chance, kept, end = random.Random(writer), [], time.monotonic() + seconds
    while time.monotonic() < end:
        code = f"UPR-4/138.{chance.randint(1, 8)}"
        due = date(2027, 1, 1) + timedelta(chance.randint(0, 700))
        with acting(place) as session:
            journal = Journal(session, BatchKind.COMMAND, f"due date of {code}", f"writer {writer}", NOW)
            item = find_recommendation(session, code)
            set_value(journal, item, "due", {"on": due.isoformat(), "precision": "day", "text": ""}, NOW.date())
            set_value(journal, item, "note", f"{due} by {writer}", NOW.date())
            journal.flush()
        kept.append(journal.number)
        with reading(place) as session:
            session.scalars(select(Recommendation.note)).all()
    return kept


def check_journal(session: Session, kept: list[int]) -> None:
    """Every act is in the journal, and the changes of each value follow each other without a gap."""
    assert set(kept) <= set(session.scalars(select(Batch.id)))
    values: dict[tuple[int, str], object] = {}
    for change in session.scalars(select(Change).order_by(Change.id)):
        place = (change.row_id, change.field)
        assert change.old == values.get(place, change.old), f"{place} was overwritten"
        values[place] = change.new
    notes = dict(session.execute(select(Recommendation.id, Recommendation.note)).all())
    assert all(notes[row] == note for (row, name), note in values.items() if name == "note")


@pytest.mark.parametrize("writers", [12, 21])
def test_no_act_is_lost_when_many_write_at_once(desk, place, writers):
    desk.take(desk.sheet(SHEET), review="UPR-4", yes=True)
    with ThreadPoolExecutor(writers) as people:
        kept = [
            number
            for batches in people.map(lambda n: write_for(SECONDS, place, n), range(writers))
            for number in batches
        ]
    assert len(kept) >= writers
    with Session(desk.engine) as session:
        check_journal(session, kept)


def test_the_same_file_imported_by_several_at_once_comes_in_once(desk, place):
    path = desk.sheet(SHEET)

    def bring(_: int) -> int:
        with acting(place) as session:
            result = import_files(session, [path], Answers({}, True, "UPR-4"), "Leyla", NOW)
        return sum(sheet.outcomes()["new"] for plan in result.plans for sheet in plan.sheets)

    with ThreadPoolExecutor(6) as people:
        new = list(people.map(bring, range(6)))
    assert sorted(new) == [0, 0, 0, 0, 0, 8]
    with Session(desk.engine) as session:
        assert session.scalar(select(func.count()).select_from(Recommendation)) == 8
