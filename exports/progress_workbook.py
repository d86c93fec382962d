"""The progress report as a workbook: a first page for the meeting with native charts, then tables, then every row."""

from collections.abc import Callable, Sequence, Sized
from pathlib import Path
from typing import TYPE_CHECKING, Any

from exports.long_sheet import LongSheet
from exports.look import Look, page_name, print_wide, write_table
from exports.minutes import decision_table
from exports.progress import OVERDUE, SILENT, TOTAL, Progress, subtitle
from exports.progress_first_page import BY_MECHANISM, write_first_page
from exports.register_frame import each
from exports.texts import cell_of_due
from tracker.language.texts import Texts, marked
from tracker.stamps import REPORT

if TYPE_CHECKING:
    import pandas as pd

_BY_THEME = marked("By theme")
_CODE, _TEXT, _LEAD = marked("Code"), marked("Recommendation"), marked("Lead agency")
_STATUS, _DATED, _DUE = marked("Status"), marked("Status date"), marked("Due")


def write_progress_workbook(report: Progress, target: Path) -> None:
    """Write the report; ``OSError`` where it cannot be. Texts are text, dates are dates, charts are Excel's own."""
    import xlsxwriter

    with target.open("wb") as file, xlsxwriter.Workbook(file, {"default_date_format": "dd.mm.yyyy"}) as book:
        book.set_properties(
            {
                "title": report.texts("Progress report, {state}", state=report.state),
                "subject": report.group,
                "category": REPORT,
            }
        )
        look = Look(book)
        write_first_page(book, look, report)
        _table_page(book, look, BY_MECHANISM, marked("Mechanism"), report.by_mechanism, report)
        _table_page(book, look, marked("By agency"), marked("Lead agency"), report.by_agency, report)
        _table_page(book, look, _BY_THEME, marked("Theme"), report.by_theme, report)
        if report.since is not None:
            _moved_page(book, look, report)
        _overdue_page(book, look, report)
        _silent_page(book, look, report)
        if report.decisions:
            _decisions_page(book, look, report)
        _rows_page(book, look, report)
        if len(report.apart):
            _apart_page(book, look, report)


def _table_page(book: Any, look: Look, name: str, first: str, table: "pd.DataFrame", report: Progress) -> None:
    texts = report.texts
    page = _new_page(book, look, texts(name), report)
    columns = [texts(column) if column in (TOTAL, OVERDUE) else column for column in table.columns]
    rows = [[index, *map(int, values)] for index, values in zip(table.index, table.to_numpy(), strict=True)]
    widths = [60.0, *([12.5] * len(columns))]
    end = write_table(page, look, 3, [texts(first), *columns], rows, ["cell", *(["number"] * len(columns))], widths)
    _none(page, look, rows, report.texts)
    if rows and name != _BY_THEME:
        page.write_string(end, 0, texts(TOTAL), look["total_name"])
        for at in range(len(columns)):
            column = chr(66 + at)
            page.write_formula(
                end, at + 1, f"=SUM({column}5:{column}{end})", look["total"], sum(row[at + 1] for row in rows)
            )
    if rows and name == _BY_THEME:
        page.write_string(end + 1, 0, texts("A recommendation with several themes counts under each."), look["small"])
    page.freeze_panes(4, 1)
    page.autofilter(3, 0, max(end - 1, 4), len(columns))
    _print(page, texts(name), report)


def _new_page(book: Any, look: Look, title: str, report: Progress) -> Any:
    """A sheet with its title and the line under it."""
    page = book.add_worksheet(page_name(title), LongSheet)
    page.hide_gridlines(2)
    page.set_row(0, 28)
    page.set_row(3, 32)
    page.write_string(0, 0, title, look["title"])
    page.write_string(1, 0, subtitle(report), look["subtitle"])
    return page


def _print(page: Any, title: str, report: Progress) -> None:
    print_wide(page, repeat=3, title=f"{title}, {subtitle(report)}", texts=report.texts)


def _moved_page(book: Any, look: Look, report: Progress) -> None:
    headings = [_CODE, _TEXT, _LEAD, marked("Before"), marked("Now"), _DATED, marked("Why")]
    rows = [
        [item.code, item.text, item.lead, item.before, item.status, item.status_date, item.why]
        for item in each(report.moved)
    ]
    _list_page(
        book,
        look,
        marked("Moved"),
        headings,
        rows,
        ["cell", "text", "text", "text", "text", "date", "text"],
        [16, 56, 28, 18, 18, 12, 44],
        report,
    )


def _overdue_page(book: Any, look: Look, report: Progress) -> None:
    headings = [_CODE, _TEXT, _LEAD, _STATUS, _DUE]
    rows = [
        [item.code, item.text, item.lead, item.status, cell_of_due(item.due, report.texts)]
        for item in each(report.overdue)
    ]
    _list_page(
        book, look, OVERDUE, headings, rows, ["cell", "text", "text", "text", "cell"], [16, 80, 40, 20, 14], report
    )


def _silent_page(book: Any, look: Look, report: Progress) -> None:
    rows = [list(item) for item in each(report.silent)]
    _list_page(
        book,
        look,
        marked("Has not reported"),
        SILENT,
        rows,
        ["text", "number", "number", "date"],
        [60, 20, 16, 16],
        report,
    )


def _decisions_page(book: Any, look: Look, report: Progress) -> None:
    headings, rows = decision_table(report.decisions, report.agencies, report.texts)
    _list_page(
        book,
        look,
        marked("Decisions that are open"),
        headings,
        rows,
        ["cell", "text", "text", "cell", "text"],
        [8, 70, 40, 16, 40],
        report,
    )


def _list_page(
    book: Any,
    look: Look,
    name: str,
    headings: Sequence[str],
    rows: list[list[Any]],
    kinds: list[str],
    widths: list[float],
    report: Progress,
) -> None:
    texts = report.texts
    page = _new_page(book, look, texts(name), report)
    page.write_long(look, 3, [texts(heading) for heading in headings], rows, kinds, widths)
    _none(page, look, rows, report.texts)
    page.freeze_panes(4, 1)
    page.autofilter(3, 0, max(3 + len(rows), 4), len(headings) - 1)
    _print(page, texts(name), report)


def _none(page: Any, look: Look, rows: Sized, texts: Texts) -> None:
    """Say under the headings of an empty table that it is empty."""
    if not len(rows):
        page.write_string(4, 0, texts("None."), look["plain"])


_ROW_COLUMNS: tuple[tuple[str, float], ...] = (
    (_CODE, 15), (_TEXT, 58), (marked("Recommending States"), 16), (marked("Position"), 12), (_LEAD, 25),
    (marked("Contributing agencies"), 25), (_STATUS, 16), (_DATED, 12), (_DUE, 11), (marked("Document"), 18),
    (marked("Themes"), 30),
)  # fmt: skip
_PRINTED = 9
"""Columns that go on paper; the others are for the screen."""


def _rows_page(book: Any, look: Look, report: Progress) -> None:
    texts, rows = report.texts, report.rows
    title = texts("Recommendations")
    page = _new_page(book, look, title, report)
    colours = dict(report.statuses)
    styles = [_status_style(look, colours) if name == _STATUS else "text" for name, _ in _ROW_COLUMNS]
    headings, widths = [texts(name) for name, _ in _ROW_COLUMNS], [width for _, width in _ROW_COLUMNS]
    page.write_long(look, 3, headings, [_row(item, texts) for item in each(rows)], styles, widths)
    _none(page, look, rows, report.texts)
    last = max(3 + len(rows), 4)
    page.freeze_panes(4, 1)
    page.autofilter(3, 0, last, len(_ROW_COLUMNS) - 1)
    page.print_area(0, 0, last, _PRINTED - 1)
    _print(page, title, report)


def _status_style(look: Look, colours: dict[str, str]) -> Callable[[str], Any]:
    return lambda status: look.filled(colours[status])


def _row(item: Any, texts: Texts) -> list[Any]:
    """The values of a recommendation in the order of the columns."""
    return [
        *(item.code, item.text, item.states, item.position, item.lead if item.lead_key else "", item.contributing),
        *(item.status, item.status_date, cell_of_due(item.due, texts), item.document, "; ".join(item.themes)),
    ]


def _apart_page(book: Any, look: Look, report: Progress) -> None:
    headings = [_CODE, marked("Document"), _TEXT, marked("Why it is kept apart")]
    rows = [[item.code, item.document, item.text, item.out_reason] for item in each(report.apart)]
    _list_page(
        book,
        look,
        marked("Outside the mandate"),
        headings,
        rows,
        ["cell", "text", "text", "text"],
        [18, 22, 90, 40],
        report,
    )
