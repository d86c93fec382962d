"""Random histories of one matrix: edited, sent again and again under its name, with commands of colleagues between.

Every edit ends in the register or among the conflicts, a value that nobody edited does not change, and the second import
of a copy changes nothing.
"""

import shutil
from datetime import date
from pathlib import Path
from uuid import uuid4

import pytest
from desk import NOW, Desk
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook
from sqlalchemy import select
from sqlalchemy.orm import Session

from imports.merging.records import load_records
from tracker.followup.conflicts import OURS, THEIRS, settle
from tracker.followup.journal import Journal
from tracker.followup.values import set_value
from tracker.models import Conflict, Recommendation
from tracker.queries.find import find_recommendation
from tracker.vocabulary import BatchKind, Clash

HEADER = ["No.", "Recommendation", "Lead agency", "Contributing", "Status", "Deadline", "Measures", "Remarks"]
FIELDS = ("lead", "contributing", "status", "due", "measures", "note")
TEXTS = {
    "138.1": "Let independent visitors into all places of detention",
    "138.2": "Record every questioning of a detained person on video",
}
FIRST = {
    "138.1": ("MOJ", "MIA", "Planned", "2026-12-31", "Draft", "Ask"),
    "138.2": ("MIA", "", "", "", "", ""),
}
TYPED = {
    "lead": ("MOJ", "MIA", "PGO", "MOH"),
    "contributing": ("MOF", "SMS", "MOF; SMS"),
    "status": ("Planned", "In progress", "Not started"),
    "due": ("2027-03-31", "2027-06-30", "2027-12-31"),
    "measures": ("A law was drafted", "Two hundred judges were trained"),
    "note": ("Ask in May", "Ask in June"),
}
EMPTIED = ("contributing", "due", "note")
CELLS = st.sampled_from([(number, name) for number in TEXTS for name in FIELDS])
EDITS = CELLS.flatmap(lambda cell: st.tuples(st.just(cell), st.sampled_from(TYPED[cell[1]])))
BLANKS = st.tuples(st.tuples(st.sampled_from(list(TEXTS)), st.sampled_from(EMPTIED)), st.just(""))
ACTS = st.one_of(
    st.tuples(st.just("edit"), st.one_of(EDITS, EDITS, BLANKS)),
    st.tuples(st.just("send")),
    st.tuples(st.just("command"), EDITS),
    st.tuples(st.just("clear"), st.sampled_from(list(TEXTS)), st.sampled_from(EMPTIED)),
    st.tuples(st.just("settle"), st.integers(0, 9), st.sampled_from((OURS, THEIRS))),
)
Cell = tuple[str, str]


class Author:
    """Somebody with a matrix, who sends it again and again."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.cells: dict[Cell, str] = {
            (number, name): text for number, row in FIRST.items() for name, text in zip(FIELDS, row, strict=True)
        }
        self.said = dict(self.cells)
        self.copies = 0

    def edit(self, edit: tuple[Cell, str]) -> None:
        cell, text = edit
        self.cells[cell] = text

    def send(self) -> None:
        before = self.values()
        copy, noted = self.copy(), self.noted()
        recorded = self.bring(copy)
        after = self.values()
        for cell in self.cells:
            self.check(cell, before, after)
        assert all(self.cells[cell] != self.said[cell] for cell, _ in self.noted() - noted)
        if recorded:
            self.said = dict(self.cells)
        everything = self.desk.everything()
        self.bring(copy)
        assert self.desk.everything() == everything

    def copy(self) -> Path:
        """A file of what the matrix says now; no two of them are the same."""
        book = Workbook()
        book.active.append(HEADER)
        for number, text in TEXTS.items():
            book.active.append([number, text, *(self.cells[number, name] for name in FIELDS)])
        self.copies += 1
        book.properties.keywords = f"copy {self.copies}"
        book.save(self.desk.folder / "matrix.xlsx")
        return self.desk.folder / "matrix.xlsx"

    def bring(self, copy: Path) -> bool:
        """Import a copy; whether the register keeps a trace of it."""
        return self.desk.take(copy, review="UPR-4", yes=True).batch is not None

    def check(self, cell: Cell, before: dict[Cell, object], after: dict[Cell, object]) -> None:
        number, name = cell
        text, lead = self.cells[cell], after[number, "lead"]
        if name == "contributing":
            assert after[cell] == self.agencies(cell, before[cell]) - {lead}, cell
        elif text == self.said[cell] or (text == "" and not self.may_be_emptied(cell)):
            assert after[cell] == before[cell], (cell, before[cell])
        elif after[cell] == before[cell]:
            assert after[cell] == kept(name, text) or (cell, words(name, text)) in self.noted(), (cell, text)
        else:
            assert after[cell] == kept(name, text), (cell, text)

    def agencies(self, cell: Cell, held: object) -> set[str]:
        """What both sides made of a list: a column that is blank in all rows takes nothing off."""
        assert isinstance(held, set)
        said = listed(self.cells[cell]) if self.cells[cell] or self.may_be_emptied(cell) else listed(self.said[cell])
        had = listed(self.said[cell])
        return (held - (had - said)) | (said - had)

    def may_be_emptied(self, cell: Cell) -> bool:
        column = [(number, cell[1]) for number in TEXTS]
        return any(self.cells[other] for other in column) or sum(self.said[other] != "" for other in column) < 2

    def values(self) -> dict[Cell, object]:
        with Session(self.desk.engine) as session:
            records = load_records(session, ["UPR-4"]).by_code.values()
            return {
                (record.reference or "", name): plain(record.held(name), name) for record in records for name in FIELDS
            }

    def noted(self) -> set[tuple[Cell, str]]:
        with Session(self.desk.engine) as session:
            query = select(Recommendation.reference, Conflict.field, Conflict.came)
            query = query.join(Conflict, Conflict.recommendation_id == Recommendation.id)
            return {((number, name), came) for number, name, came in session.execute(query)}

    def command(self, edit: tuple[Cell, str]) -> None:
        (number, name), text = edit
        self.set(number, name, typed(name, text))

    def clear(self, number: str, name: str) -> None:
        self.set(number, name, None)

    def set(self, number: str, name: str, value: object) -> None:
        with Session(self.desk.engine) as session, session.begin():
            journal = Journal(session, BatchKind.COMMAND, f"{name} of {number}", "Rauf", NOW)
            set_value(journal, find_recommendation(session, f"UPR-4/{number}"), name, value, NOW.date())
            journal.flush()

    def settle(self, place: int, choice: str) -> None:
        with Session(self.desk.engine) as session, session.begin():
            query = select(Conflict).where(Conflict.settled_in.is_(None)).order_by(Conflict.id)
            waiting = [item for item in session.scalars(query) if item.kind != Clash.EMPTIED]
            if waiting:
                conflict = waiting[place % len(waiting)]
                settle(Journal(session, BatchKind.COMMAND, "resolve", "Leyla", NOW), conflict, choice, NOW.date())


def listed(text: str) -> set[str]:
    return {key for key in text.split("; ") if key}


def plain(held: object, name: str) -> object:
    """What the register holds of a field, with ``None`` for nothing."""
    if name == "contributing":
        return set(held)  # type: ignore[call-overload]
    return (held[0] if name == "due" else held) if held else None  # type: ignore[index]


def kept(name: str, text: str) -> object:
    """A typed value as the register keeps it."""
    if not text:
        return None
    if name == "due":
        return date.fromisoformat(text)
    return text.lower().replace(" ", "_") if name == "status" else text


def words(name: str, text: str) -> str:
    return str(kept(name, text) or "")


def typed(name: str, text: str) -> object:
    """A value in the form in which a person sets it."""
    if name == "status":
        return {"code": kept(name, text), "word": text, "dated": NOW.date().isoformat(), "basis": "stated"}
    if name == "due":
        return {"on": text, "precision": "day", "text": text}
    return text.split("; ") if name == "contributing" else text


@pytest.fixture(params=["sqlite", "postgresql"])
def fresh(request, tmp_path, sqlite_template):
    """Makes desks with a fresh register, one for each history, on each database in turn."""
    clone = request.getfixturevalue("postgres") if request.param == "postgresql" else None

    def made() -> Desk:
        folder = tmp_path / uuid4().hex
        folder.mkdir()
        return Desk(clone() if clone else str(shutil.copy(sqlite_template, folder / "register.db")), folder)

    return made


@given(acts=st.lists(ACTS, max_size=14))
@settings(max_examples=30)
def test_every_edit_is_taken_or_waits_and_nothing_else_changes(fresh, acts):
    desk = fresh()
    try:
        author = Author(desk)
        author.bring(author.copy())
        for kind, *given_words in (*acts, ("send",)):
            getattr(author, kind)(*given_words)
    finally:
        desk.close()
