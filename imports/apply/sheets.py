"""Writes the plans of one import run: every sheet, and for every row that says something where it stands."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from itertools import chain, islice
from typing import Any

from sqlalchemy import select, update

from imports.apply.changes import ChangedRecords
from imports.apply.new import NewRecords, Said
from imports.apply.parts import Parts
from imports.apply.replies import count_as_reply
from imports.merging.plan import FilePlan, PlannedEntry, SheetPlan
from imports.merging.said_before import written
from imports.reading.context import NewReview
from imports.reading.entry import EARLIER, Entry
from tracker.followup.journal import Journal
from tracker.models import ImportedSheet, Origin, Register, Review
from tracker.models.origin import status_of_day
from tracker.vocabulary import Outcome

_STEP = 2000
"""Rows that are written at a time: few enough to take little memory, many enough for statements of many rows."""

_STUCK = (Outcome.CONFLICT, Outcome.REFUSED)
_NOTHING: dict[str, str] = {}

Progress = Callable[[int], None]


class Applier:
    """Writes the plans of one import run into the register through its journal."""

    def __init__(self, journal: Journal, today: date, progress: Progress | None = None) -> None:
        self._journal = journal
        self._session = journal.session
        self._progress = progress or (lambda _rows: None)
        self._parts = Parts(journal, today)

    def apply(self, plan: FilePlan) -> None:
        """Write everything that a plan adds or changes."""
        new = NewRecords(self._journal, self._parts, self._open_reviews(plan))
        changed = ChangedRecords(self._journal, self._parts)
        for sheet in (sheet for sheet in plan.sheets if sheet.rows):
            sheet_id, letters = self._imported_sheet(plan, sheet), _letters(sheet)
            for start in range(0, len(sheet.rows), _STEP):
                rows = sheet.rows[start : start + _STEP]
                planned = [entry for row in rows for entry in row.entries]
                origins = self._origins([item.entry for item in planned], sheet_id, letters)
                self._write(list(zip(origins, planned, strict=True)), new, changed)
                self._progress(len(rows))
            self._keep_said(sheet_id, sheet)
            if sheet.speaker:
                count_as_reply(self._journal, sheet, plan.file, self._parts.today)

    def _write(self, said: list[tuple[int, PlannedEntry]], new: NewRecords, changed: ChangedRecords) -> None:
        """Write entries with their origins: new records together, changes one after the other."""
        made = ((origin, item) for origin, item in said if item.outcome == Outcome.NEW)
        if rows := [Said(origin, item.entry, item.record, item.claims) for origin, item in made]:
            new.write(rows)
        for origin, item in said:
            if item.outcome != Outcome.NEW:
                changed.write(item, origin)
        self._journal.flush()

    def _open_reviews(self, plan: FilePlan) -> dict[str, int]:
        """The ids of the reviews that new records go to; reviews that the register lacks are added."""
        wanted = {planned.record.review for planned in _planned(plan) if planned.outcome == Outcome.NEW}
        known = dict(self._session.execute(select(Review.code, Review.id).where(Review.code.in_(wanted))).all())
        state = self._session.scalars(select(Register.state)).one()
        for code in sorted(wanted - set(known)):
            known[code] = self._add_review(code, plan.new_reviews[code], state)
        return known

    def _add_review(self, code: str, new: NewReview, state: str) -> int:
        return self._journal.add(
            Review,
            code=code,
            mechanism=new.mechanism,
            cycle=new.cycle,
            state=new.state or state,
            symbol=new.symbol or None,
            provisional=new.provisional,
            found_in=new.found_in,
            confidence="to confirm",
            source=new.found_in or new.symbol,
        )

    def _imported_sheet(self, plan: FilePlan, sheet: SheetPlan) -> int:
        waiting = [
            str(row.row)
            for row in sheet.rows
            if row.outcome in _STUCK or (row.entries and any(planned.entry.open_values for planned in row.entries))
        ]
        return self._journal.add(
            ImportedSheet,
            file=plan.file,
            sha256=plan.sha256,
            sheet=sheet.sheet.name,
            columns=sheet.blocks[0].column_letters(),
            unsettled=waiting,
            as_of=sheet.as_of[0] if sheet.as_of else None,
            as_of_basis=str(sheet.as_of[1]) if sheet.as_of else "",
            speaker=sheet.speaker,
        )

    def _keep_said(self, sheet_id: int, sheet: SheetPlan) -> None:
        """Keep what the rows of a sheet said: only now new recommendations have their identifiers."""
        new = ((item.record, item.entry) for row in sheet.rows for item in row.entries if item.outcome == Outcome.NEW)
        said = written(chain(sheet.said, new))
        self._session.execute(update(ImportedSheet).where(ImportedSheet.id == sheet_id).values(said=said))

    def _origins(self, entries: Sequence[Entry], sheet_id: int, letters: dict[str, str]) -> list[int]:
        """Keep where entries stand, and what stands beside them; gives the identifiers of their places."""
        numbers = list(islice(self._journal.numbers, len(entries)))
        columns: dict[str, Sequence[Any]] = {
            "id": numbers,
            "row": [entry.row + 1 for entry in entries],
            "part": [entry.part for entry in entries],
            "cells": [_cells(entry, letters) for entry in entries],
            "others": [entry.others or _NOTHING for entry in entries],
            "stamp": [entry.stamp for entry in entries],
        }
        self._journal.add_columns(Origin, columns, imported_sheet_id=sheet_id)
        return numbers


def _planned(plan: FilePlan) -> Iterator[PlannedEntry]:
    return (planned for sheet in plan.sheets for row in sheet.rows for planned in row.entries)


def _letters(sheet: SheetPlan) -> dict[str, str]:
    """The column of a sheet in which a field stands."""
    letters = {name: columns.split(",")[0] for name, columns in sheet.blocks[0].column_letters().items()}
    letters.setdefault("position_word", letters.get("position", ""))
    return letters


def _cells(entry: Entry, letters: dict[str, str]) -> dict[str, str]:
    """The cells of the values that stand elsewhere than in the column of their field."""
    elsewhere = [name for name, (_, cell) in entry.values.items() if cell != letters.get(name)]
    if not elsewhere:
        return _NOTHING
    usual = {name: entry.whole(letters.get(name, "")) for name in elsewhere if name != EARLIER}
    cells = {name: cell for name in usual if (cell := entry.cell_of(name)) != usual[name]}
    for says, cell in entry.get(EARLIER) or ():
        cells[status_of_day(says.dated_on)] = entry.whole(cell)
    return cells or _NOTHING
