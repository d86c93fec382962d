"""The progress report as a workbook: a first page for the meeting with native charts, then tables, then every row."""

from collections.abc import Sized
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from exports.look import ACCENT, INK, LINE, Look, footer, print_wide, row_height, write_table, write_value
from exports.progress import Progress, first_page_notes, subtitle
from exports.register_frame import each
from exports.texts import day, shortened
from tracker.dates import in_words
from tracker.stamps import REPORT

if TYPE_CHECKING:
    import pandas as pd

_TILES = ("Recommendations", "Implemented", "Under way", "Not begun", "No status", "Overdue")
_SHOWN = 8
_UNDER_CHARTS = 24
_CHART_DATA = 40


def write_progress_workbook(report: Progress, target: Path) -> None:
    """Write the report; ``OSError`` where it cannot be. Texts are text, dates are dates, charts are Excel's own."""
    import xlsxwriter

    with target.open("wb") as file, xlsxwriter.Workbook(file, {"default_date_format": "dd.mm.yyyy"}) as book:
        book.set_properties({"title": f"Progress report, {report.state}", "subject": report.group, "category": REPORT})
        look = Look(book)
        _first_page(book, look, report)
        _table_page(book, look, "By mechanism", "Mechanism", report.by_mechanism, report)
        _table_page(book, look, "By agency", "Lead agency", report.by_agency, report)
        _table_page(book, look, "By theme", "Theme", report.by_theme, report)
        if report.since is not None:
            _moved_page(book, look, report)
        _overdue_page(book, look, report)
        _silent_page(book, look, report)
        _rows_page(book, look, "Recommendations", report.rows, report)
        if len(report.apart):
            _apart_page(book, look, report)


def _first_page(book: Any, look: Look, report: Progress) -> None:
    page = book.add_worksheet("Summary")
    page.hide_gridlines(2)
    page.set_column(0, 0, 15)
    page.set_column(1, 11, 11.5)
    page.set_row(0, 34)
    page.set_row(1, 18)
    page.merge_range(0, 0, 0, 11, "Progress on UN recommendations", look["title"])
    page.merge_range(1, 0, 1, 11, subtitle(report), look["subtitle"])
    page.set_row(2, 6)
    _tiles(page, look, report)
    page.set_row(5, 8)
    if len(report.rows):
        _charts(book, page, report)
    row = _short_lists(page, look, report, _UNDER_CHARTS if len(report.rows) else 6)
    for note in first_page_notes(report):
        page.merge_range(row, 0, row, 11, note, look["small"])
        row += 1
    page.set_landscape()
    page.set_paper(9)
    page.set_margins(left=0.4, right=0.4, top=0.4, bottom=0.5)
    page.fit_to_pages(1, 1)
    page.center_horizontally()
    page.print_area(0, 0, row, 11)
    page.set_footer(footer(report.group, in_words(report.as_at)))
    page.activate()


def _tiles(page: Any, look: Look, report: Progress) -> None:
    page.set_row(3, 34)
    page.set_row(4, 18)
    total = report.figures["Recommendations"] or 1
    for number, name in enumerate(_TILES):
        value = report.figures[name]
        style = "alarm" if name == "Overdue" and value else "figure"
        share = f" ({value / total:.0%})" if name != "Recommendations" and value else ""
        page.merge_range(3, number * 2, 3, number * 2 + 1, "", look[style])
        page.write_number(3, number * 2, value, look[style])
        page.merge_range(4, number * 2, 4, number * 2 + 1, f"{name.lower()}{share}", look[f"{style}_name"])


def _charts(book: Any, page: Any, report: Progress) -> None:
    """Native charts over the tables of the other sheets: they stay right when somebody edits a figure."""
    present = [(label, colour) for label, colour in report.statuses if report.by_status.get(label, 0)]
    for row, (label, _) in enumerate(present):
        page.write_string(_CHART_DATA + row, 14, label)
        page.write_number(_CHART_DATA + row, 15, int(report.by_status[label]))
    status = book.add_chart({"type": "bar"})
    last = _CHART_DATA + max(len(present), 1) - 1
    status.add_series(
        {
            "categories": ["Summary", _CHART_DATA, 14, last, 14],
            "values": ["Summary", _CHART_DATA, 15, last, 15],
            "points": [{"fill": {"color": f"#{colour}"}} for _, colour in present],
            "gap": 40,
            "data_labels": {"value": True, "font": {"color": INK, "size": 9}},
        }
    )
    status.set_y_axis(
        {"reverse": True, "line": {"none": True}, "num_font": {"size": 9, "color": INK}, "major_tick_mark": "none"}
    )
    _finish(status, "By status", 525)
    page.insert_chart(6, 0, status, {"x_offset": 2, "y_offset": 2, "object_position": 1})
    mechanisms = book.add_chart({"type": "bar", "subtype": "stacked"})
    rows = len(report.by_mechanism)
    for at, (label, colour) in enumerate(report.statuses):
        if report.by_status.get(label, 0):
            column = 2 + at
            mechanisms.add_series(
                {
                    "name": ["By mechanism", 3, column],
                    "categories": ["By mechanism", 4, 0, 3 + max(rows, 1), 0],
                    "values": ["By mechanism", 4, column, 3 + max(rows, 1), column],
                    "fill": {"color": f"#{colour}"},
                    "gap": 40,
                }
            )
    mechanisms.set_y_axis(
        {"reverse": True, "line": {"none": True}, "num_font": {"size": 9, "color": INK}, "major_tick_mark": "none"}
    )
    _finish(mechanisms, "By mechanism", 500, legend=True)
    page.insert_chart(6, 6, mechanisms, {"x_offset": 2, "y_offset": 2, "object_position": 1})


def _finish(chart: Any, title: str, width: int, *, legend: bool = False) -> None:
    chart.set_title(
        {
            "name": title,
            "name_font": {"size": 12, "color": ACCENT, "bold": True},
            "overlay": False,
            "layout": {"x": 0.02, "y": 0.02},
        }
    )
    chart.set_x_axis({"visible": False, "min": 0, "major_gridlines": {"visible": False}})
    chart.set_legend({"position": "bottom", "font": {"size": 8, "color": INK}} if legend else {"none": True})
    chart.set_chartarea({"border": {"color": LINE}})
    chart.set_size({"width": width, "height": 340})


def _short_lists(page: Any, look: Look, report: Progress, top: int) -> int:
    """Overdue and silent side by side, and what moved below: the first of each, with how many more there are."""
    for row in range(top, top + 2 * _SHOWN + 8):
        page.set_row(row, 16.5)
    page.set_row(top, 20)
    page.merge_range(top, 0, top, 5, f"Overdue ({len(report.overdue)})", look["heading"])
    page.merge_range(top, 6, top, 11, f"Has not reported ({len(report.silent)})", look["heading"])
    left = _overdue_lines(page, look, report, top + 1)
    right = _silent_lines(page, look, report, top + 1)
    row = max(left, right) + 1
    if report.since is not None:
        page.set_row(row, 20)
        page.merge_range(
            row, 0, row, 11, f"Moved since {in_words(report.since)} ({len(report.moved)})", look["heading"]
        )
        row = _moved_lines(page, look, report, row + 1) + 1
    return row


def _overdue_lines(page: Any, look: Look, report: Progress, row: int) -> int:
    for item in each(report.overdue.head(_SHOWN)):
        page.write_string(row, 0, item.code, look["plain"])
        page.merge_range(row, 1, row, 3, shortened(item.text, 42), look["plain"])
        page.write_string(row, 4, item.lead_key or "no lead", look["plain"])
        write_value(page, row, 5, item.due, look["plain_date" if isinstance(item.due, date) else "plain"])
        row += 1
    return _more(page, look, row, 0, 5, len(report.overdue))


def _silent_lines(page: Any, look: Look, report: Progress, row: int) -> int:
    for item in each(report.silent.head(_SHOWN)):
        name, open_, silent, last = item
        page.merge_range(row, 6, row, 9, shortened(str(name), 60), look["plain"])
        heard = f"last {day(last)}" if last == last and last is not None else "never"  # noqa: PLR0124 - pandas' missing value
        page.merge_range(row, 10, row, 11, f"{silent} of {open_} ({heard})", look["plain"])
        row += 1
    return _more(page, look, row, 6, 11, len(report.silent))


def _moved_lines(page: Any, look: Look, report: Progress, row: int) -> int:
    for item in each(report.moved.head(_SHOWN)):
        page.write_string(row, 0, item.code, look["plain"])
        page.merge_range(row, 1, row, 6, shortened(item.text, 95), look["plain"])
        page.merge_range(row, 7, row, 11, f"{item.before} → {item.status}", look["plain"])
        row += 1
    return _more(page, look, row, 0, 11, len(report.moved))


def _more(page: Any, look: Look, row: int, left: int, right: int, count: int) -> int:
    if 0 < count <= _SHOWN:
        return row
    text = f"and {count - _SHOWN} more, on their own sheet" if count else "None."
    page.merge_range(row, left, row, right, text, look["small"])
    return row + 1


def _table_page(book: Any, look: Look, name: str, first: str, table: "pd.DataFrame", report: Progress) -> None:
    page = book.add_worksheet(name)
    _head(page, look, name, report)
    columns = list(table.columns)
    rows = [[index, *map(int, values)] for index, values in zip(table.index, table.to_numpy(), strict=True)]
    widths = [60.0, *([12.5] * len(columns))]
    end = write_table(page, look, 3, [first, *columns], rows, ["cell", *(["number"] * len(columns))], widths)
    _none(page, look, rows)
    if rows and name != "By theme":
        page.write_string(end, 0, "Total", look["total_name"])
        for at in range(len(columns)):
            column = chr(66 + at)
            page.write_formula(
                end, at + 1, f"=SUM({column}5:{column}{end})", look["total"], sum(row[at + 1] for row in rows)
            )
    if rows and name == "By theme":
        page.write_string(end + 1, 0, "A recommendation with several themes counts under each.", look["small"])
    page.set_row(3, 32)
    page.freeze_panes(4, 1)
    page.autofilter(3, 0, max(end - 1, 4), len(columns))
    print_wide(page, repeat=3, title=f"{name}, {subtitle(report)}")


def _head(page: Any, look: Look, title: str, report: Progress) -> None:
    page.hide_gridlines(2)
    page.set_row(0, 28)
    page.write_string(0, 0, title, look["title"])
    page.write_string(1, 0, subtitle(report), look["subtitle"])


def _moved_page(book: Any, look: Look, report: Progress) -> None:
    headings = ["Code", "Recommendation", "Lead agency", "Before", "Now", "Status of"]
    rows = [
        [item.code, item.text, item.lead, item.before, item.status, item.status_date] for item in each(report.moved)
    ]
    _list_page(
        book,
        look,
        "Moved",
        headings,
        rows,
        ["cell", "text", "text", "text", "text", "date"],
        [16, 70, 34, 20, 20, 12],
        report,
    )


def _overdue_page(book: Any, look: Look, report: Progress) -> None:
    headings = ["Code", "Recommendation", "Lead agency", "Status", "Due"]
    rows = [[item.code, item.text, item.lead, item.status, item.due] for item in each(report.overdue)]
    _list_page(
        book, look, "Overdue", headings, rows, ["cell", "text", "text", "text", "cell"], [16, 80, 40, 20, 14], report
    )


def _silent_page(book: Any, look: Look, report: Progress) -> None:
    rows = [list(item) for item in each(report.silent)]
    _list_page(
        book,
        look,
        "Has not reported",
        list(report.silent.columns),
        rows,
        ["text", "number", "number", "date"],
        [60, 20, 16, 16],
        report,
    )


def _list_page(
    book: Any,
    look: Look,
    name: str,
    headings: list[str],
    rows: list[list[Any]],
    kinds: list[str],
    widths: list[float],
    report: Progress,
) -> None:
    page = book.add_worksheet(name)
    _head(page, look, name, report)
    write_table(page, look, 3, headings, rows, kinds, widths)
    _none(page, look, rows)
    page.freeze_panes(4, 1)
    page.autofilter(3, 0, max(3 + len(rows), 4), len(headings) - 1)
    print_wide(page, repeat=3, title=f"{name}, {subtitle(report)}")


def _none(page: Any, look: Look, rows: Sized) -> None:
    """Say under the headings of an empty table that it is empty."""
    if not len(rows):
        page.write_string(4, 0, "None.", look["plain"])


_ROW_COLUMNS: tuple[tuple[str, float], ...] = (
    ("Code", 15), ("Recommendation", 58), ("States", 16), ("Position", 11), ("Lead agency", 25), ("Contributing", 25),
    ("Status", 14), ("Status of", 11), ("Due", 11), ("Document", 18), ("Themes", 30),
)  # fmt: skip
_PRINTED = 9
"""Columns that go on paper; the others are for the screen."""


def _rows_page(book: Any, look: Look, name: str, rows: "pd.DataFrame", report: Progress) -> None:
    page = book.add_worksheet(name)
    _head(page, look, name, report)
    colours = dict(report.statuses)
    widths = [width for _, width in _ROW_COLUMNS]
    for at, (heading, width) in enumerate(_ROW_COLUMNS):
        page.write_string(3, at, heading, look["header"])
        page.set_column(at, at, width)
    for number, item in enumerate(each(rows), start=4):
        lead = item.lead if item.lead_key else ""
        values = [item.code, item.text, item.states, item.position, lead, item.contributing]
        values += [item.status, item.status_date, item.due, item.document, "; ".join(item.themes)]
        page.set_row(number, row_height(values, widths))
        for at, value in enumerate(values):
            style = look["date" if isinstance(value, date) else "text"]
            if _ROW_COLUMNS[at][0] == "Status":
                style = look.filled(colours[item.status])
            write_value(page, number, at, value, style)
    _none(page, look, rows)
    last = max(3 + len(rows), 4)
    page.freeze_panes(4, 1)
    page.autofilter(3, 0, last, len(_ROW_COLUMNS) - 1)
    page.print_area(0, 0, last, _PRINTED - 1)
    print_wide(page, repeat=3, title=f"{name}, {subtitle(report)}")


def _apart_page(book: Any, look: Look, report: Progress) -> None:
    headings = ["Code", "Document", "Recommendation", "Why it is kept apart"]
    rows = [[item.code, item.document, item.text, item.out_reason] for item in each(report.apart)]
    _list_page(
        book, look, "Outside the mandate", headings, rows, ["cell", "text", "text", "text"], [18, 22, 90, 40], report
    )
