"""What happened to a recommendation, in the words of the field: put there, changed, taken out, by whom and when."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.dates import shown_date, shown_moment
from tracker.language.phrase import Phrase, Term
from tracker.language.texts import marked
from tracker.models import (
    AffectedGroup,
    Assessment,
    Assignment,
    Batch,
    Change,
    Conflict,
    Contribution,
    Evidence,
    Goal,
    ImportedSheet,
    Measure,
    OpenValue,
    Origin,
    Recommendation,
    Remark,
    Review,
    Theme,
    Translation,
)
from tracker.models.batch import REMOVED
from tracker.models.origin import status_of_day
from tracker.queries.reasons import reason_of
from tracker.queries.register import cell_of
from tracker.queries.substantiated import lacking_evidence
from tracker.vocabulary import Role


@dataclass(frozen=True)
class Event:
    """One thing that happened to a recommendation."""

    at: datetime
    who: str
    batch: int
    what: str
    old: str
    new: str
    source: str
    undone: bool

    def as_json(self) -> dict[str, Any]:
        """The event for other programs."""
        return {**self.__dict__, "at": shown_moment(self.at)}


_TOLD: Mapping[str, tuple[Any, str]] = {
    "assignment": (Assignment, marked("assigned")),
    "assessment": (Assessment, marked("status")),
    "measure": (Measure, marked("measure")),
    "evidence": (Evidence, marked("evidence")),
    "contribution": (Contribution, marked("contribution")),
    "translation": (Translation, marked("translation")),
    "remark": (Remark, marked("comment")),
    "open_value": (OpenValue, marked("left open")),
}
"""Table, then what is told of its rows, and as what."""

_COUNTED_ONCE = {
    "search_text",
    "sort_key",
    "text_key",
    "sub",
    "settled_in",
    "annotation",
    "date_basis",
    "date_precision",
}
"""Columns that only follow others."""

_WORDS = {
    ("recommendation", "code"): marked("number"),
    ("recommendation", "document"): marked("document"),
    ("recommendation", "note"): marked("note"),
    ("recommendation", "position"): marked("position"),
    ("recommendation", "reference"): marked("paragraph"),
    ("recommendation", "review_id"): marked("review"),
    ("recommendation", "lead_in"): marked("opening words"),
    ("recommendation", "position_word"): marked("position, as written"),
    ("recommendation", "position_source"): marked("position, from where"),
    ("recommendation", "text"): marked("text"),
    ("recommendation", "priority"): marked("priority"),
    ("recommendation", "priority_reason"): marked("priority, why"),
    ("recommendation", "out_of_mandate"): marked("outside the mandate"),
    ("recommendation", "out_reason"): marked("outside the mandate, why"),
    ("assignment", "ended_on"): marked("assignment ended"),
    ("assessment", "dated_on"): marked("status, as at"),
    ("assessment", "refusal"): marked("claim not confirmed"),
    ("measure", "text"): marked("measure"),
    ("measure", "plan_key"): marked("plan key"),
    ("evidence", "assessment_id"): marked("assessment id"),
    ("contribution", "text"): marked("contribution"),
    ("evidence", "text"): marked("evidence"),
    ("translation", "text"): marked("translation"),
    ("conflict", "settled_as"): marked("conflict resolved"),
}
"""Table and column, then what people call it; others are called as the column is."""

_DUE = ("due_on", "due_precision", "due_text")
"""The columns of a due date, which is told as one value."""

_TAKEN_OUT = {
    "recommendation_theme": marked("theme"),
    "recommendation_group": marked("affected group"),
    "recommendation_goal": marked("SDG"),
    "recommending_state": marked("State"),
}

_Field = tuple[str, int, str]
"""Table, row and column."""


def history(session: Session, item: Recommendation) -> list[Event]:
    """Everything that happened to a recommendation, the oldest first."""
    return _History(session, item).events()


class _History:
    """One recommendation's rows and changes while they are told."""

    def __init__(self, session: Session, item: Recommendation) -> None:
        self._session = session
        self._item = item
        views = session.scalars(select(Assessment).where(Assessment.recommendation_id == item.id)).all()
        refused = (view.id for view in views if view.refusal)  # some of them before it moved here from another
        refusal = (Change.table_name == "assessment") & (Change.field == "refusal") & Change.row_id.in_(refused)
        query = select(Change).where((Change.recommendation_id == item.id) | refusal).order_by(Change.id)
        self._changes = session.scalars(query).all()
        self._lacking = lacking_evidence(session, views)
        changed = select(Change.batch_id).where(Change.recommendation_id == item.id)
        self._batches = {batch.id: batch for batch in session.scalars(select(Batch).where(Batch.id.in_(changed)))}
        self._first: dict[_Field, Any] = {}
        for change in self._changes:
            self._first.setdefault((change.table_name, change.row_id, change.field), change.old)

    def events(self) -> list[Event]:
        found = [self._created(self._item, marked("recorded")), *self._made(), *self._gone(), *self._changed()]
        return sorted(found, key=lambda event: (event.at, event.batch))

    def _made(self) -> Iterator[Event]:
        """What was put there and is there still."""
        for model, what in _TOLD.values():
            rows = select(model).where(model.recommendation_id == self._item.id).order_by(model.id)
            for row in self._session.scalars(rows):
                yield self._created(row, what)

    def _gone(self) -> Iterator[Event]:
        """What was put there and has been taken out since; the journal keeps all of it."""
        told = set()
        for change in self._changes:
            place = (change.table_name, change.row_id)
            if change.field != REMOVED or change.table_name not in _TOLD or place in told:
                continue
            model, what = _TOLD[change.table_name]
            if self._session.get(model, change.row_id) is None:
                told.add(place)
                yield self._created(_row(change), what)

    def _created(self, row: Any, what: str) -> Event:
        """A row as it read when it was put there."""

        def was(name: str) -> Any:
            return self._first.get((row.__tablename__, row.id, name), getattr(row, name))

        return self._event(row.batch_id, what, "", self._text(row, was), self._cell(row))

    def _changed(self) -> Iterator[Event]:
        yield from self._due()
        for change in self._changes:
            if change.field == REMOVED:
                yield self._merged(change) if change.table_name == "recommendation" else self._taken_out(change)
            elif _is_told(change):
                yield self._replaced(change)

    def _due(self) -> Iterator[Event]:
        """Each change of the due date, as one line."""
        key, table = self._item.id, Recommendation.__tablename__
        values = {name: self._first.get((table, key, name), getattr(self._item, name)) for name in _DUE}
        changes = (change for change in self._changes if _is_of_due(change) and change.row_id == key)
        for number, together in groupby(changes, lambda change: change.batch_id):
            old, parts = _due_shown(values), list(together)
            values |= {change.field: change.new for change in parts}
            yield self._event(
                number, marked("due date"), old, _due_shown(values), self._source(parts[0].origin_id, "due")
            )

    def _merged(self, change: Change) -> Event:
        """The one line of a merger, whatever moved with it."""
        code = _row(change).code
        words = reason_of(self._batch(change.batch_id).summary, code).words
        return self._event(change.batch_id, Phrase("merged with {code}: {words}", code=code, words=words), "", "", "")

    def _taken_out(self, change: Change) -> Event:
        if change.table_name in _TOLD:
            _, what = _TOLD[change.table_name]
            row = _row(change)
            old = self._text(row, lambda name: getattr(row, name))
        else:
            what = _TAKEN_OUT.get(change.table_name, change.table_name)
            old = self._tag(change.old if isinstance(change.old, dict) else {})
        return self._event(
            change.batch_id, Phrase("{what} removed", what=Phrase(what)), old, "", self._source(change.origin_id, what)
        )

    def _replaced(self, change: Change) -> Event:
        table, name = change.table_name, change.field
        what = _WORDS.get((table, name), name.replace("_", " "))
        old, new = _plain(change.old), _plain(change.new)
        if table == "open_value" and (open_value := self._session.get(OpenValue, change.row_id)):
            what, old, new = marked("understood"), _of_field(open_value.field, open_value.text), ""
        elif table == "assignment" and (part := self._session.get(Assignment, change.row_id)):
            new = Phrase("{part}, ended {day}", part=_part(part), day=new)
        elif name == "refusal" and (claim := self._session.get(Assessment, change.row_id)):
            old, new = "", Phrase.joined((claim.agency_key or "", new), ": ")
        elif table == "conflict" and (conflict := self._session.get(Conflict, change.row_id)):
            new = _of_field(conflict.field, Term(new, new))
        elif name == "review_id":
            old, new = (str(self._review(value)) for value in (change.old, change.new))
        return self._event(change.batch_id, what, old, new, self._source(change.origin_id, _column(change)))

    def _event(self, number: int, what: str, old: str, new: str, source: str) -> Event:
        batch = self._batch(number)
        return Event(batch.at, batch.who, number, what, old, new, source, batch.undone_by is not None)

    def _batch(self, number: int) -> Batch:
        if number not in self._batches:
            self._batches[number] = self._session.get_one(Batch, number)
        return self._batches[number]

    def _text(self, row: Any, was: Callable[[str], Any]) -> str:
        match row:
            case Assignment():
                return _part(row)
            case Assessment():
                return self._view(row, was)
            case Contribution():
                who = row.agency_key or row.author or Term(row.speaker, row.speaker)
                return Phrase.joined((who, str(was("text"))), ": ")
            case OpenValue():
                return _of_field(row.field, row.text)
            case Recommendation():
                return str(was("code"))
        return str(was("text"))

    def _view(self, row: Assessment, was: Callable[[str], Any]) -> str:
        speaker = Phrase.joined(filter(None, (Term(row.voice, row.voice), row.agency_key)), " ")
        doubt = Phrase("not yet substantiated") if row.id in self._lacking else ""
        said = row.status_code or row.grade
        if row.newer_id is not None:
            newer = self._session.scalar(select(Recommendation.code).where(Recommendation.id == row.newer_id))
            said = Phrase("{status} by {code}", status=said, code=newer)
        day = shown_date(date.fromisoformat(str(was("dated_on"))), was("date_precision"))
        return Phrase("{said} ({told})", said=said, told=Phrase.joined(filter(None, (speaker, day, doubt)), ", "))

    def _tag(self, old: Mapping[str, Any]) -> str:
        """What a tag that was taken out said."""
        if "theme_id" in old:
            return self._session.get_one(Theme, old["theme_id"]).label
        if "group_id" in old:
            return self._session.get_one(AffectedGroup, old["group_id"]).label
        if "goal_number" in old:
            goal = self._session.get_one(Goal, old["goal_number"])
            return f"{old['target'] or goal.number} {goal.name}"
        return str(old.get("name", ""))

    def _review(self, review_id: Any) -> str | None:
        return self._session.scalar(select(Review.code).where(Review.id == review_id))

    def _cell(self, row: Any) -> str:
        """The cell that a row came from."""
        name = {
            Assignment: "lead" if getattr(row, "role", "") == Role.LEAD else "contributing",
            Assessment: "status",
            Measure: "measures",
            Evidence: "evidence",
            Translation: "translation",
            Contribution: "note",
        }.get(type(row), "text")
        if isinstance(row, Assessment) and row.origin_id is not None:
            older = status_of_day(row.dated_on)
            name = older if older in self._session.get_one(Origin, row.origin_id).cells else name
        return self._source(row.origin_id, name, getattr(row, "cell", ""))

    def _source(self, origin_id: int | None, name: str, cell: str = "") -> str:
        origin = self._session.get(Origin, origin_id) if origin_id is not None else None
        if origin is None:
            return ""
        sheet = self._session.get_one(ImportedSheet, origin.imported_sheet_id)
        return f"{sheet.file}, {sheet.sheet}, {cell or cell_of(name, origin, sheet)}"


def _is_told(change: Change) -> bool:
    """Return True for a change with a line of its own; what moves with a merger is told with it."""
    elsewhere = change.field == "recommendation_id" or _is_of_due(change)
    return not elsewhere and (change.field not in _COUNTED_ONCE or change.table_name == "open_value")


def _is_of_due(change: Change) -> bool:
    return change.table_name == Recommendation.__tablename__ and change.field in _DUE


def _due_shown(values: Mapping[str, Any]) -> str:
    on = values["due_on"]
    return (
        shown_date(date.fromisoformat(on) if isinstance(on, str) else on, values["due_precision"]) or values["due_text"]
    )


def _row(change: Change) -> Any:
    """A row that was taken out, as it stood then: no part of the register."""
    model = Recommendation if change.table_name == "recommendation" else _TOLD[change.table_name][0]
    return model(**change.old) if isinstance(change.old, dict) else model()


def _column(change: Change) -> str:
    """The column of a sheet that a changed value stands in."""
    if change.table_name == "measure":
        return "measures"
    return "lead" if change.field == "ended_on" else change.field


def _part(row: Assignment) -> str:
    told = {"agency": row.agency_key, "day": row.began_on}
    if row.role == Role.LEAD:
        return Phrase("{agency} leads from {day}", **told)
    return Phrase("{agency} contributes from {day}", **told)


def _of_field(field: str, text: str) -> str:
    return Phrase.joined((Term(field, field), text), ": ")


def _plain(value: Any) -> str:
    if isinstance(value, bool):
        return Phrase("yes") if value else Phrase("no")
    return "" if value is None else str(value)
