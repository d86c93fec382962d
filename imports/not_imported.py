"""Rows that did not go in, or only in part, given back as a workbook with an Error column: mend them and import it."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from imports.files import is_blank
from imports.merging.corrected import HEADINGS
from imports.merging.plan import FilePlan, PlannedRow, SheetPlan
from imports.tables.table import Block
from tracker.language.texts import Texts
from tracker.vocabulary import Outcome

_STUCK = (Outcome.REFUSED, Outcome.CONFLICT)
_FONT = "Calibri"
_ERROR, _ROW = 45, 12
_WIDTHS = {"text": 60, "measures": 40, "note": 30}
"""The widths of columns by field."""


def write_mend(plans: Sequence[FilePlan], target: Path, texts: Texts) -> bool:
    """Write the refused and conflicting rows of an import run; ``False`` when there are none."""
    stuck = _stuck(plans)
    if not stuck:
        return False
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.worksheets[0])
    for plan, sheet in stuck:
        _write_sheet(book.create_sheet(_name(sheet.sheet.name or texts("Sheet"), book.sheetnames)), plan, sheet, texts)
    book.save(target)
    return True


def has_stuck(plans: Sequence[FilePlan]) -> bool:
    """Return True if rows of an import run have to be corrected in their sheets."""
    return bool(_stuck(plans))


def stuck_rows(plans: Sequence[FilePlan]) -> tuple[int, int]:
    """How many rows have to be corrected: those of which nothing was taken, and those of which a value alone waits."""
    rows = [row for _, sheet in _stuck(plans) for row in sheet.rows if _is_stuck(row)]
    in_part = sum(bool(row.entries) or row.answer is not None for row in rows)
    return len(rows) - in_part, in_part


def _stuck(plans: Sequence[FilePlan]) -> list[tuple[FilePlan, SheetPlan]]:
    return [(plan, sheet) for plan in plans for sheet in plan.sheets if any(map(_is_stuck, sheet.rows))]


def _is_stuck(row: PlannedRow) -> bool:
    """Return True if the row has to be corrected in its sheet; what the register keeps as a conflict is resolved there."""
    return row.outcome in _STUCK and not row.kept


def _name(wanted: str, taken: Sequence[str]) -> str:
    """A sheet name that Excel takes and that no other sheet has."""
    plain = "".join(char if char not in "[]:*?/\\" else " " for char in wanted)[:28]
    return plain if plain not in taken else f"{plain} {len(taken) + 1}"


def _write_sheet(page: Any, plan: FilePlan, sheet: SheetPlan, texts: Texts) -> None:
    block = sheet.blocks[0]
    columns = sorted({column for places in block.columns.values() for column in places} | set(block.unread))
    heads = [block.headers.get(column, "") or _field(block, column) for column in columns]
    title = " - ".join([texts("Rows to correct from {file}", file=plan.file), *reversed(block.title[:3])])
    page.append([title])
    page.append([*map(texts, HEADINGS), *heads])
    for row in sheet.rows:
        if _is_stuck(row):
            page.append([f"{row.where}: {texts(row.reason)}", row.row + 1, *_values(sheet, row, columns)])
    _set_look(page, [_ERROR, _ROW, *(_WIDTHS.get(_field(block, column), 18) for column in columns)])


def _set_look(page: Any, widths: Sequence[float]) -> None:
    """Wrapped texts in rows as high as they need, the headings above each page, and all columns on its width."""
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter

    page["A1"].font = Font(name=_FONT, bold=True, size=12)
    for number, cells in enumerate(page.iter_rows(min_row=2), start=2):
        lines = [
            len(str(cell.value or "")) // width + str(cell.value or "").count("\n") + 1
            for cell, width in zip(cells, widths, strict=True)
        ]
        page.row_dimensions[number].height = min(409, 14 * max(lines) + 3)
        for cell in cells:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            cell.font = Font(name=_FONT, bold=number == 2, color="9C0006" if number > 2 and cell.column == 1 else None)
            if number == 2:
                cell.fill = PatternFill("solid", fgColor="DCE6F1")
    for at, width in enumerate(widths, start=1):
        page.column_dimensions[get_column_letter(at)].width = width
    page.freeze_panes = "A3"
    page.print_title_rows = "1:2"
    page.page_setup.orientation, page.page_setup.paperSize = "landscape", page.PAPERSIZE_A4
    page.page_setup.fitToHeight, page.sheet_properties.pageSetUpPr.fitToPage = 0, True


def _field(block: Block, column: int) -> str:
    return next((name for name, places in block.columns.items() if column in places), "")


def _values(sheet: SheetPlan, row: PlannedRow, columns: list[int]) -> Iterator[object]:
    """The row's values as text where a spreadsheet would run or change them, merged ones repeated."""
    block = next(item for item in sheet.blocks if item.first <= row.row < item.end)
    covered = {
        (area.top, column): (at, column)
        for area in block.sheet.merged
        for column in range(area.left, area.right + 1)
        for at in [area.top]
        if area.top <= row.row <= area.bottom
    }
    tops = {column: top for (top, column) in covered}
    for column in columns:
        value = block.sheet.value(tops.get(column, row.row), column)
        yield None if is_blank(value) else f" {value}" if isinstance(value, str) and value.startswith("=") else value
