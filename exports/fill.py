"""A group's own file filled in: the register's current status, measures and dates written into its cells, nothing else."""

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from importlib.resources import files
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from exports.filling import Filling
from exports.look import safe
from tracker.dates import in_words
from tracker.errors import BadFile
from tracker.folding import tidy
from tracker.models import Status
from tracker.places import Column, Grid, Place, Places
from tracker.queries.current import Current, current

WRITTEN, SAME, LEFT, STRANGER = "written", "same", "left", "stranger"

_WORDS = files("tracker").joinpath("reference", "assessment_words.csv")


@dataclass(frozen=True)
class Line:
    """What became of a cell: ``written``, ``same`` (it said so already) or ``left`` (with the reason).

    A ``stranger`` is a row that the register does not have.
    """

    sheet: str
    cell: str
    code: str
    field: str
    old: str
    new: str
    outcome: str
    reason: str = ""


@dataclass(frozen=True)
class Said:
    """What the register says for a cell: ``meaning`` is compared with what stands there, ``value`` is written."""

    meaning: str
    value: str | date
    text: str
    problem: str = ""


def fill(session: Session, places: Places, source: Path, target: Path) -> list[Line]:
    """Write a copy of a file filled in from the register; returns the outcome of each cell.

    Raises ``BadFile`` when the target is the file itself or of another kind, ``OSError`` when it cannot be written.
    """
    _check(source, target)
    decider = _Decider(session, places)
    decided = [pair for grid in places.grids for place in grid.places for pair in decider.decide(grid, place)]
    data, refused = _write(places.kind, source.read_bytes(), [filling for _, filling in decided if filling])
    target.write_bytes(data)
    lines = [
        replace(line, outcome=LEFT, reason=refused[filling]) if filling in refused else line
        for line, filling in decided
    ]
    return [*lines, *_strangers(places)]


def _strangers(places: Places) -> list[Line]:
    return [
        Line(grid.sheet, cell, "", "", "", "", STRANGER, reason)
        for grid in places.grids
        for cell, reason in grid.strangers
    ]


def stale_colours(grid: Grid, lines: Sequence[Line]) -> list[str]:
    """Cells whose status was written while their colour, which differs from status to status, stayed as it was."""
    coloured = {place.cell: place.colour for place in grid.places if place.field == "status" and place.colour}
    if len(set(coloured.values())) < 2:
        return []
    return [line.cell for line in lines if line.outcome == WRITTEN and line.field == "status" and line.cell in coloured]


def _check(source: Path, target: Path) -> None:
    if target.suffix.lower() != source.suffix.lower():
        raise BadFile(
            f"the file name must end in {source.suffix}, like '{source.name}'.",
            where=target.name,
            remedy="Give such a name with -o.",
        )
    if target.exists() and target.samefile(source):
        raise BadFile(
            "the copy cannot have the name of the original.", where=str(target), remedy="Give another name with -o."
        )


def _write(kind: str, data: bytes, fillings: Sequence[Filling]) -> tuple[bytes, dict[Filling, str]]:
    if not fillings:
        return data, {}
    if kind == "docx":
        from exports.fill_document import fill_document

        return fill_document(data, fillings, {name: words["heading"] for name, words in _assessment_words().items()})
    from exports.fill_workbook import fill_workbook

    return fill_workbook(data, fillings)


class _Decider:
    """Compares what cells say with what the register says."""

    def __init__(self, session: Session, places: Places) -> None:
        self._held = current(session, places.ids)
        self._labels = {
            code: {"en": english, "az": azerbaijani, "ru": russian}
            for code, english, azerbaijani, russian in session.execute(
                select(Status.code, Status.label_en, Status.label_az, Status.label_ru)
            )
        }

    def decide(self, grid: Grid, place: Place) -> list[tuple[Line, Filling | None]]:
        """Return the outcome of a cell and the value to write; an empty list if the register has no value."""
        held = [self._held[key] for key in place.ids]
        said = [self._said(place, grid.columns[place.field], one) for one in held]
        known = [one for one in said if one is not None]
        if not known:
            return []
        first = known[0]
        codes = ", ".join(one.code for one in held)
        line = Line(grid.sheet, place.cell, codes, place.field, place.shown, first.text, WRITTEN)
        return [self._compared(line, grid, place, said, held)]

    @staticmethod
    def _compared(
        line: Line, grid: Grid, place: Place, said: Sequence[Said | None], held: Sequence[Current]
    ) -> tuple[Line, Filling | None]:
        """The line with its outcome: what the register says is in the cell already, is written, or stands against it."""
        if len({one.meaning if one else None for one in said}) > 1:
            return replace(line, outcome=LEFT, new="", reason=_differ(held, said)), None
        first = said[0]
        if first is None or first.meaning in place.says:
            return replace(line, outcome=SAME), None
        if reason := first.problem or _spread(place):
            return replace(line, outcome=LEFT, reason=reason), None
        return line, Filling(grid, place, first.value, first.text)

    def _said(self, place: Place, column: Column, held: Current) -> Said | None:
        match place.field:
            case "status":
                return self._status_of_time(place, column, held) if held.status else None
            case "measures":
                text = tidy(held.measures)
                return Said(text, safe(text), text) if text else None
            case "updated":
                return _date(held.dated_on, held.dated_on.isoformat() if held.dated_on else "", column)
            case "due":
                return _date(held.due_on, held.due, column)
        text = self._assessment(column, held)
        return Said(text, safe(text), text) if text else None

    def _status_of_time(self, place: Place, column: Column, held: Current) -> Said:
        """The current status; in a column of a year the last one of that year, never an older or a later one."""
        span, (day, code) = column.span, held.statuses[-1]
        if span is None:
            return self._status(place, column, code)
        current = f"'{self._label(code, 'en')}' of {day}"
        of_time = [code for day, code in held.statuses if (span.begins or day) <= day <= span.ends]
        if not of_time:
            return Said("", "", "", f"the register has no status of {span.name}; it has {current}")
        said = self._status(place, column, of_time[-1])
        if of_time[-1] in place.says and day > span.ends:
            return replace(
                said, meaning="", problem=f"{current} is later than {span.name}; it needs a column of its own"
            )
        return said

    def _status(self, place: Place, column: Column, code: str) -> Said:
        """A status in the words of the cell's list, of the column, or of the language of its heading."""
        label = self._label(code, column.language)
        if place.choices is not None and code not in place.choices:
            return Said(code, "", label, f"the list of the cell has no word for '{label}'")
        text = (place.choices or column.words).get(code) or label
        return Said(code, safe(text), text)

    def _label(self, code: str, language: str) -> str:
        labels = self._labels[code]
        return labels.get(language) or labels["en"]

    def _assessment(self, column: Column, held: Current) -> str:
        """Status with its date, then the measures, a line each: for a column that takes all of it."""
        lines = [self._dated(column, held.status, held.dated_on)] if held.status else []
        return "\n".join([*lines, tidy(held.measures)]).strip()

    def _dated(self, column: Column, status: str, day: date | None) -> str:
        label = self._label(status, column.language)
        if day is None:
            return label
        words = _assessment_words()
        shown = day.strftime(column.date_form) if column.language in ("az", "ru") else in_words(day)
        return words.get(column.language, words["en"])["status"].format(status=label, date=shown)


def _date(day: date | None, meaning: str, column: Column) -> Said | None:
    if not meaning:
        return None
    text = day.strftime(column.date_form) if day is not None else meaning
    return Said(meaning, day or safe(text), text)


def _spread(place: Place) -> str:
    return f"stands in several cells ({', '.join(place.spread)})" if place.spread else ""


def _differ(held: Sequence[Current], said: Sequence[Said | None]) -> str:
    """Why a cell that speaks of several recommendations cannot be filled in."""
    parts = [f"{one.code}: {_short(what.text) if what else 'nothing'}" for one, what in zip(held, said, strict=True)]
    return f"the cell stands for several recommendations ({'; '.join(parts)})"


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 40 else f"{line[:37]}..."


@cache
def _assessment_words() -> Mapping[str, Mapping[str, str]]:
    """Language, then the heading of an added column and the form of a status with its date."""
    rows = csv.DictReader(_WORDS.read_text(encoding="utf-8-sig").splitlines())
    return {row["language"]: row for row in rows}
