"""Finds the recommendations of the register in a file, and the cells in which their fields stand.

The file is read as an import would read it, and nothing is applied: what an import takes for the status of a
recommendation is what a filled-in file says there.
"""

import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from sqlalchemy.orm import Session

from imports.cells.readers import Readers
from imports.files import address
from imports.files.drop_downs import DropDown, drop_downs
from imports.files.guard import bytes_of, recognise
from imports.files.xlsx_marks import XlsxMarks
from imports.locate.cells import TableCells, Unit
from imports.locate.columns import ASSESSMENT, fillable
from imports.locate.wording import Wording
from imports.merging.plan import FilePlan, PlannedRow, SheetPlan
from imports.merging.planner import Planner
from imports.reading.entry import Entry
from imports.reading.questions import Answers
from imports.tables.shown import ShownTable
from imports.tables.table import Block
from tracker.errors import BadFile
from tracker.places import Column, Grid, Place, Places
from tracker.vocabulary import Outcome

_IDENTITY = ("text", "reference", "code")
_BODY = "word/document.xml"


def locate(session: Session, path: Path, answers: Answers, today: date) -> Places:
    """Where the recommendations of the register stand in a workbook (.xlsx) or a document (.docx).

    Raises ``BadFile`` for a file that cannot be read, holds no recommendations, or is of a kind that cannot be filled in.
    """
    kind = recognise(path, bytes_of(path, path.name))
    if kind not in ("xlsx", "docx"):
        raise BadFile(
            "only .xlsx and .docx files can be filled in.",
            where=path.name,
            remedy="Open it, save it as .xlsx (Save As > Excel Workbook), and fill that in.",
        )
    planner = Planner(session, answers, today)
    plan = planner.plan(path)
    if plan.error is not None:
        raise plan.error
    lists, parts = _of_workbook(path, plan) if kind == "xlsx" else ({}, {})
    wording = Wording(session, planner.readers)
    found = Places(plan.file, kind)
    for number, sheet in enumerate(plan.sheets):
        name = sheet.sheet.name
        for block in sheet.blocks:
            grid = _grid(sheet, block, planner.readers, wording, lists.get(name, []))
            grid.part, grid.table = parts.get(name, _BODY), number
            if kind == "docx" and _may_grow(grid, sheet):
                _add_column(grid, sheet, block, wording)
            found.grids.append(grid)
        if sheet.blocks:
            found.grids[-1].strangers = list(_strangers(sheet, plan))
    return found


def _of_workbook(path: Path, plan: FilePlan) -> tuple[dict[str, list[DropDown]], dict[str, str]]:
    """By sheet: the lists that its cells offer, and the part of the file that holds it."""
    sheets = [sheet.sheet for sheet in plan.sheets]
    with zipfile.ZipFile(path) as archive:
        marks = XlsxMarks(archive)
        lists = {sheet.name: drop_downs(marks, sheet, sheets) for sheet in sheets}
        return lists, {sheet.name: marks.part(sheet.name) for sheet in sheets}


def _may_grow(grid: Grid, sheet: SheetPlan) -> bool:
    """Return True if a column can be added to a table: it stands upright, and has none for what the register knows."""
    has_one = {"status", "measures", ASSESSMENT} & set(grid.columns)
    return not has_one and not grid.notes and not sheet.sheet.addresses


def _add_column(grid: Grid, sheet: SheetPlan, block: Block, wording: Wording) -> None:
    grid.adds = True
    grid.columns[ASSESSMENT] = Column(wording.language(block.headers.values(), ()))
    for unit in _units(sheet, block):
        grid.places.append(Place(ASSESSMENT, address(unit.rows[0], sheet.sheet.width), unit.ids))


def _grid(sheet: SheetPlan, block: Block, readers: Readers, wording: Wording, lists: list[DropDown]) -> Grid:
    """A table with the cells of its fields, and what keeps columns from being filled in."""
    found = fillable(block, readers)
    units = list(_units(sheet, block))
    cells = TableCells(ShownTable(block, readers), readers, wording, found.columns, lists)
    cells.learn(units)
    if "status" in found.columns and (unworded := cells.unworded(units)):
        del found.columns["status"]
        found.notes.append(f"the statuses are {unworded}; they are left as they are")
    grid = Grid(sheet.sheet.name, "", head=tuple(block.header_rows), notes=found.notes)
    grid.columns = {name: cells.column(name) for name in found.columns}
    grid.places = cells.places(units)
    grid.rows = len({row for unit in units for row in unit.rows})
    return grid


def _units(sheet: SheetPlan, block: Block) -> Iterator[Unit]:
    """The recommendations of a table in the order of their rows; rows that go on with one belong to it."""
    units: dict[tuple[str, tuple[int, ...]], Unit] = {}
    for row in sheet.rows:
        met = [(entry, record) for entry, record in row.met if _in_block(entry, row, sheet, block)]
        if met:
            ids = tuple(dict.fromkeys(record.id for _, record in met))
            unit = units.setdefault((_identity(met[0][0]), ids), Unit(ids))
            unit.rows.append(row.row)
            unit.entries += [entry for entry, _ in met]
    yield from units.values()


def _identity(entry: Entry) -> str:
    """The cell that identifies the recommendation of a row; rows that share it are of the same one."""
    return next((entry.cell_of(name) for name in _IDENTITY if name in entry.values), entry.cell)


def _in_block(entry: Entry, row: PlannedRow, sheet: SheetPlan, block: Block) -> bool:
    """Return True if an entry comes from a table; of tables side by side, from the one with its text or number."""
    beside = [one for one in sheet.blocks if one.first <= row.row < one.end]
    if block not in beside or len(beside) == 1:
        return block in beside
    cells = {
        sheet.sheet.address(at, column)
        for name in _IDENTITY
        for column in block.columns.get(name, [])
        for at in range(block.first, row.row + 1)
    }
    return _identity(entry) in cells


def _strangers(sheet: SheetPlan, plan: FilePlan) -> Iterator[tuple[str, str]]:
    """Rows of recommendations that are not, or not surely, in the register."""
    for row in sheet.rows:
        if row.met or row.outcome == Outcome.LEFT_OUT:
            continue
        yield row.where, row.reason or _unknown(row, plan)


def _unknown(row: PlannedRow, plan: FilePlan) -> str:
    code = row.entries[0].record.code if row.entries else ""
    review = plan.new_reviews.get(code.rpartition("/")[0])
    if review is not None and review.provisional:
        return (
            "the row does not say its review, and no recommendation of the register has its text; name it with --review"
        )
    return f"the register has no {code}" if code else "the register does not have it"
