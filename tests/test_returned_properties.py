"""Random histories: sheets exported at any time, edited by several people, brought in in any order, commands between.

Every edit ends in the register or among the conflicts, a value that nobody edited does not change, a settled conflict
stays settled; and the journal can be followed back to what the register held after any batch.
"""

from copy import deepcopy
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pytest
from desk import NOW, Desk
from hypothesis import given, settings
from hypothesis import strategies as st
from returned import exported, opened
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from imports.merging.earlier import earlier_records
from imports.merging.records import Record, load_records
from tracker.errors import TrackerError
from tracker.followup.conflicts import OURS, THEIRS, settle
from tracker.followup.journal import Journal
from tracker.followup.undo import undo
from tracker.followup.values import set_value
from tracker.language.texts import LANGUAGES
from tracker.models import Batch, Conflict
from tracker.queries.as_of import last_batch
from tracker.queries.find import find_recommendation
from tracker.vocabulary import BatchKind, Clash

SHEET = [
    ["No.", "Recommendation", "Lead agency", "Contributing", "Status", "Deadline", "Measures", "Remarks"],
    [
        "138.1",
        "Let independent visitors into all places of detention",
        "MOJ",
        "MIA",
        "Planned",
        "31.12.2026",
        "Draft",
        "Ask",
    ],
    ["138.2", "Record every questioning of a detained person on video", "MIA", "", "", "", "", ""],
]
CODES = ("UPR-4/138.1", "UPR-4/138.2")
HEADINGS = {
    "lead": "Lead agency",
    "contributing": "Contributing agencies",
    "status": "Status",
    "due": "Due",
    "measures": "Measures taken",
    "note": "Note",
}
TYPED = {
    "lead": ("MOJ", "MIA", "PGO", "MOH"),
    "contributing": ("MOF", "SMS", "MOF; SMS"),
    "status": ("Planned", "In progress", "Not started"),
    "due": ("2027-03-31", "2027-06-30", "2027-12-31"),
    "measures": ("A law was drafted", "Two hundred judges were trained"),
    "note": ("Ask in May", "Ask in June"),
}
STATUS_AZ = {"Planned": "Planlaşdırılır", "In progress": "İcra olunur", "Not started": "Başlanmayıb"}
CELLS = st.sampled_from([(code, name) for code in CODES for name in HEADINGS])
EDITS = CELLS.flatmap(lambda cell: st.tuples(st.just(cell), st.sampled_from(TYPED[cell[1]])))
ACTS = st.one_of(
    st.tuples(st.just("export"), st.sampled_from(LANGUAGES)),
    st.tuples(st.just("edit"), st.integers(0, 9), EDITS),
    st.tuples(st.just("import"), st.integers(0, 9)),
    st.tuples(st.just("command"), EDITS),
    st.tuples(st.just("settle"), st.integers(0, 9), st.sampled_from((OURS, THEIRS))),
    st.tuples(st.just("undo"), st.integers(0, 9)),
)


@dataclass
class Copy:
    """A sheet in somebody's hands: its file, what was typed into it, and what of that was brought in before."""

    path: Path
    language: str
    had: dict[tuple[str, str], object]
    typed: dict[tuple[str, str], str] = field(default_factory=dict)
    brought: set[tuple[tuple[str, str], str]] = field(default_factory=set)


class Office:
    """People with copies of the tracking sheet, around one register."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.copies: list[Copy] = []
        self.states: dict[int, dict[int, Record]] = {}
        self.settled: dict[int, str] = {}

    def act(self, kind: str, *words: object) -> None:
        getattr(self, kind)(*words)
        with Session(self.desk.engine) as session:
            self.states[last_batch(session)] = deepcopy(self.records(session))
            found = session.execute(select(Conflict.id, Conflict.settled_as).where(Conflict.settled_as != "")).all()
            assert {key: told for key, told in self.settled.items() if (key, told) not in found} == {}

    @staticmethod
    def records(session: Session) -> dict[int, Record]:
        return {record.id: record for record in load_records(session, ["UPR-4"]).by_code.values()}

    def values(self) -> dict[tuple[str, str], object]:
        with Session(self.desk.engine) as session:
            records = self.records(session).values()
            return {(record.code, name): plain(record, name) for record in records for name in HEADINGS}

    def export(self, language: str = "en") -> None:
        path = exported(self.desk, f"copy-{len(self.copies)}.xlsx", language)
        self.copies.append(Copy(path, language, self.values()))

    def edit(self, number: int, edit: tuple[tuple[str, str], str]) -> None:
        if self.copies:
            copy = self.copies[number % len(self.copies)]
            (code, name), value = edit
            typed = STATUS_AZ.get(value, value) if copy.language == "az" else value
            opened(copy.path).fill(code, **{HEADINGS[name]: typed}).save(copy.path)
            copy.typed[code, name] = value

    def bring(self, number: int) -> None:
        if not self.copies:
            return
        copy = self.copies[number % len(self.copies)]
        before = self.values()
        self.desk.take(copy.path)
        after = self.values()
        with Session(self.desk.engine) as session:
            noted = {(find_code(session, item), item.field, item.came) for item in session.scalars(select(Conflict))}
        for cell, value in after.items():
            wanted = copy.typed.get(cell)
            if wanted is None or said(cell[1], wanted, None) == copy.had[cell]:
                assert value == before[cell] or follows(cell, copy, after), (cell, before[cell], value)
            elif value != before[cell]:
                assert value == said(cell[1], wanted, after[cell[0], "lead"]), (cell, wanted, value)
            else:
                kept = (*cell, words(cell[1], wanted)) in noted
                again = (cell, wanted) in copy.brought
                assert value == said(cell[1], wanted, after[cell[0], "lead"]) or kept or again, (cell, wanted, value)
        copy.brought |= set(copy.typed.items())

    def command(self, edit: tuple[tuple[str, str], str]) -> None:
        (code, name), text = edit
        with Session(self.desk.engine) as session, session.begin():
            journal = Journal(session, BatchKind.COMMAND, f"{name} of {code}", "Rauf", NOW)
            set_value(journal, find_recommendation(session, code), name, kept_value(name, text), NOW.date())
            journal.flush()

    def settle(self, number: int, choice: str) -> None:
        with Session(self.desk.engine) as session, session.begin():
            query = select(Conflict).where(Conflict.settled_in.is_(None)).order_by(Conflict.id)
            waiting = [item for item in session.scalars(query) if item.kind != Clash.EMPTIED]
            if waiting:
                conflict = waiting[number % len(waiting)]
                settle(Journal(session, BatchKind.COMMAND, "resolve", "Leyla", NOW), conflict, choice, NOW.date())
                self.settled[conflict.id] = choice

    def undo(self, number: int) -> None:
        """Undo an act, but not the import that brought the recommendations."""
        with Session(self.desk.engine) as session:
            brought = select(func.min(Batch.id)).where(Batch.kind == BatchKind.IMPORT).scalar_subquery()
            query = select(Batch.id).where(Batch.undone_by.is_(None), Batch.id > brought).order_by(Batch.id.desc())
            acts = session.scalars(query).all()
            if not acts:
                return
            try:
                undo(session, acts[number % len(acts)], "Leyla", NOW)
            except TrackerError:
                session.rollback()
                return
            session.commit()
            left = set(session.scalars(select(Conflict.id).where(Conflict.settled_as != "")))
            self.settled = {key: told for key, told in self.settled.items() if key in left}


setattr(Office, "import", Office.bring)


def plain(record: Record, name: str) -> object:
    held = record.held(name)
    if name == "due":
        return held[0] if held else None
    return sorted(held) if name == "contributing" else held


def said(name: str, text: str, lead: object) -> object:
    """A typed value as the register keeps it; the one that leads does not contribute."""
    if name == "contributing":
        return sorted(key for key in text.split("; ") if key != lead)
    if name == "due":
        return date.fromisoformat(text)
    return text.lower().replace(" ", "_") if name == "status" else text


def words(name: str, text: str) -> str:
    return ", ".join(text.split("; ")) if name == "contributing" else str(said(name, text, None))


def kept_value(name: str, text: str) -> object:
    if name == "status":
        return {"code": said(name, text, None), "word": text, "dated": NOW.date().isoformat(), "basis": "stated"}
    if name == "due":
        return {"on": text, "precision": "day", "text": text}
    return text.split("; ") if name == "contributing" else text


def follows(cell: tuple[str, str], copy: Copy, after: dict[tuple[str, str], object]) -> bool:
    """Whether a list of contributing agencies only lost the one that the sheet made the lead."""
    return cell[1] == "contributing" and (cell[0], "lead") in copy.typed


def find_code(session: Session, conflict: Conflict) -> str:
    return next(record.code for record in Office.records(session).values() if record.id == conflict.recommendation_id)


@pytest.fixture
def fresh(desk):
    """Registers with two recommendations, one for each history."""
    desk.take(desk.sheet(SHEET), review="UPR-4", yes=True)
    return desk


@given(acts=st.lists(ACTS, max_size=14))
@settings(max_examples=30)
def test_every_edit_is_taken_or_waits_and_nothing_else_changes(fresh, acts):
    office = Office(fresh)
    with Session(fresh.engine) as session:
        office.states[last_batch(session)] = deepcopy(office.records(session))
    for act in (("export",), *acts):
        office.act(*act)
    with Session(fresh.engine) as session:
        now = office.records(session)
        for batch, state in office.states.items():
            found = earlier_records(session, batch, now)
            assert {key: shape(record) for key, record in found.items()} == {
                key: shape(record) for key, record in state.items()
            }


def shape(record: Record) -> tuple[object, ...]:
    """What a record says, without comments and open values, which belong to no state."""
    lists = ("states", "theme", "affected", "sdg", "agencies", "statuses", "measure_rows", "evidence", "translations")
    return (record.code, record.plain, record.due, *(list(map(tuple_or_text, getattr(record, name))) for name in lists))


def tuple_or_text(value: object) -> object:
    return value if isinstance(value, str) else tuple(value)  # type: ignore[arg-type]
