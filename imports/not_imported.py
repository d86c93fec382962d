"""Rows that did not go in, given back as a workbook with an Error column: mend them there and import it again."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from imports.files import is_blank
from imports.merging.corrected import HEADINGS
from imports.merging.plan import FilePlan, PlannedRow, SheetPlan
from imports.tables.table import Block
from tracker.language.texts import Texts
from tracker.vocabulary import Outcome

_STUCK = (Outcome.REFUSED, Outcome.CONFLICT)
_WIDTHS = {"text": 60, "measures": 40, "note": 30}


def write_mend(plans: Sequence[FilePlan], target: Path, texts: Texts) -> bool:
    """Write the refused and conflicting rows of an import run; ``False`` when there are none."""
    stuck = [(plan, sheet) for plan in plans for sheet in plan.sheets if any(map(_is_stuck, sheet.rows))]
    if not stuck:
        return False
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.worksheets[0])
    for plan, sheet in stuck:
        _write_sheet(book.create_sheet(_name(sheet.sheet.name or texts("Sheet"), book.sheetnames)), plan, sheet, texts)
    book.save(target)
    return True


def _is_stuck(row: PlannedRow) -> bool:
    """Return True if the row has to be corrected in its sheet; what the register keeps as a conflict is resolved there."""
    return row.outcome in _STUCK and not row.kept


def _name(wanted: str, taken: Sequence[str]) -> str:
    """A sheet name that Excel takes and that no other sheet has."""
    plain = "".join(char if char not in "[]:*?/\\" else " " for char in wanted)[:28]
    return plain if plain not in taken else f"{plain} {len(taken) + 1}"


def _write_sheet(page: "object", plan: FilePlan, sheet: SheetPlan, texts: Texts) -> None:
    from openpyxl.styles import Alignment, Font, PatternFill

    block = sheet.blocks[0]
    columns = sorted({column for places in block.columns.values() for column in places} | set(block.unread))
    heads = [block.headers.get(column, "") or _field(block, column) for column in columns]
    title = " - ".join([texts("Rows to mend from {file}", file=plan.file), *reversed(block.title[:3])])
    page.append([title])  # type: ignore[attr-defined]
    page.append([*map(texts, HEADINGS), *heads])  # type: ignore[attr-defined]
    for row in sheet.rows:
        if _is_stuck(row):
            page.append([f"{row.where}: {texts(row.reason)}", row.row + 1, *_values(sheet, row, columns)])  # type: ignore[attr-defined]
    for number, cells in enumerate(page.iter_rows(min_row=2), start=2):  # type: ignore[attr-defined]
        for cell in cells:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            if number == 2:
                cell.font = Font(bold=True)
                cell.fill = PatternFill("solid", fgColor="DCE6F1")
        if number > 2:
            cells[0].font = Font(color="9C0006")
    page["A1"].font = Font(bold=True, size=12)  # type: ignore[index]
    _set_widths(page, block, columns)
    page.freeze_panes = "A3"  # type: ignore[attr-defined]


def _set_widths(page: "object", block: Block, columns: list[int]) -> None:
    from openpyxl.utils import get_column_letter

    dimensions = page.column_dimensions  # type: ignore[attr-defined]
    dimensions["A"].width, dimensions["B"].width = 45, 9
    for at, column in enumerate(columns, start=3):
        dimensions[get_column_letter(at)].width = _WIDTHS.get(_field(block, column), 18)


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
