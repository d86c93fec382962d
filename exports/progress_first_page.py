"""The first page of the progress report as a workbook: figures, native charts, and the first of each list."""

from datetime import date
from typing import Any

from exports.look import ACCENT, INK, LINE, Look, footer, page_name, write_value
from exports.progress import TILES, Progress, first_page_notes, subtitle
from exports.register_frame import each
from exports.texts import cell_of_due, day, shortened
from tracker.language.texts import Texts, marked

SUMMARY, BY_MECHANISM = marked("Summary"), marked("By mechanism")
"""The names of this page and of the one that its chart shows."""

_SHOWN = 8
_UNDER_CHARTS = 24
_CHART_DATA = 40


def write_first_page(book: Any, look: Look, report: Progress) -> None:
    """The page for the chair: figures, two charts, and the first of each list."""
    texts = report.texts
    page = book.add_worksheet(page_name(texts(SUMMARY)))
    page.hide_gridlines(2)
    page.set_column(0, 0, 15)
    page.set_column(1, 11, 11.5)
    page.set_row(0, 34)
    page.set_row(1, 18)
    page.merge_range(0, 0, 0, 11, texts("Progress on UN recommendations"), look["title"])
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
    page.set_footer(footer(report.group, texts.day_in_words(report.as_at)))
    page.activate()


def _tiles(page: Any, look: Look, report: Progress) -> None:
    page.set_row(3, 34)
    page.set_row(4, 18)
    total = report.figures["Recommendations"] or 1
    for number, (name, label) in enumerate(TILES.items()):
        value = report.figures[name]
        style = "alarm" if name == "Overdue" and value else "figure"
        share = f" ({report.texts.share(value, total)})" if name != "Recommendations" and value else ""
        page.merge_range(3, number * 2, 3, number * 2 + 1, "", look[style])
        page.write_number(3, number * 2, value, look[style])
        page.merge_range(4, number * 2, 4, number * 2 + 1, f"{report.texts(label)}{share}", look[f"{style}_name"])


def _charts(book: Any, page: Any, report: Progress) -> None:
    """Native charts over the tables of the other sheets: they stay right when somebody edits a figure."""
    summary, table = page_name(report.texts(SUMMARY)), page_name(report.texts(BY_MECHANISM))
    present = [(label, colour) for label, colour in report.statuses if report.by_status.get(label, 0)]
    for row, (label, _) in enumerate(present):
        page.write_string(_CHART_DATA + row, 14, label)
        page.write_number(_CHART_DATA + row, 15, int(report.by_status[label]))
    status = book.add_chart({"type": "bar"})
    last = _CHART_DATA + max(len(present), 1) - 1
    status.add_series(
        {
            "categories": [summary, _CHART_DATA, 14, last, 14],
            "values": [summary, _CHART_DATA, 15, last, 15],
            "points": [{"fill": {"color": f"#{colour}"}} for _, colour in present],
            "gap": 40,
            "data_labels": {"value": True, "font": {"color": INK, "size": 9}},
        }
    )
    status.set_y_axis(
        {"reverse": True, "line": {"none": True}, "num_font": {"size": 9, "color": INK}, "major_tick_mark": "none"}
    )
    _finish(status, report.texts("By status"), 525)
    page.insert_chart(6, 0, status, {"x_offset": 2, "y_offset": 2, "object_position": 1})
    mechanisms = book.add_chart({"type": "bar", "subtype": "stacked"})
    rows = len(report.by_mechanism)
    for at, (label, colour) in enumerate(report.statuses):
        if report.by_status.get(label, 0):
            column = 2 + at
            mechanisms.add_series(
                {
                    "name": [table, 3, column],
                    "categories": [table, 4, 0, 3 + max(rows, 1), 0],
                    "values": [table, 4, column, 3 + max(rows, 1), column],
                    "fill": {"color": f"#{colour}"},
                    "gap": 40,
                }
            )
    mechanisms.set_y_axis(
        {"reverse": True, "line": {"none": True}, "num_font": {"size": 9, "color": INK}, "major_tick_mark": "none"}
    )
    _finish(mechanisms, report.texts(BY_MECHANISM), 500, legend=True)
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
    texts = report.texts
    for row in range(top, top + 2 * _SHOWN + 8):
        page.set_row(row, 16.5)
    page.set_row(top, 20)
    page.merge_range(top, 0, top, 5, f"{texts('Overdue')} ({len(report.overdue)})", look["heading"])
    page.merge_range(top, 6, top, 11, f"{texts('Has not reported')} ({len(report.silent)})", look["heading"])
    left = _overdue_lines(page, look, report, top + 1)
    right = _silent_lines(page, look, report, top + 1)
    row = max(left, right) + 1
    if report.since is not None:
        page.set_row(row, 20)
        moved = texts("Moved since {day}", day=texts.day_in_words(report.since))
        page.merge_range(row, 0, row, 11, f"{moved} ({len(report.moved)})", look["heading"])
        row = _moved_lines(page, look, report, row + 1) + 1
    return row


def _overdue_lines(page: Any, look: Look, report: Progress, row: int) -> int:
    for item in each(report.overdue.head(_SHOWN)):
        page.write_string(row, 0, item.code, look["plain"])
        page.merge_range(row, 1, row, 3, shortened(item.text, 42), look["plain"])
        page.write_string(row, 4, item.lead_key or report.texts("no lead"), look["plain"])
        write_value(
            page,
            row,
            5,
            cell_of_due(item.due, report.texts),
            look["plain_date" if isinstance(item.due, date) else "plain"],
        )
        row += 1
    return _more(page, look, row, (0, 5), len(report.overdue), report.texts)


def _silent_lines(page: Any, look: Look, report: Progress, row: int) -> int:
    texts = report.texts
    for item in each(report.silent.head(_SHOWN)):
        name, open_, silent, last = item
        page.merge_range(row, 6, row, 9, shortened(str(name), 60), look["plain"])
        known = last == last and last is not None  # noqa: PLR0124 - pandas' missing value
        heard = texts("last {day}", day=day(last, texts)) if known else texts("never")
        counts = texts("{number} of {all} ({heard})", number=silent, all=open_, heard=heard)
        page.merge_range(row, 10, row, 11, counts, look["plain"])
        row += 1
    return _more(page, look, row, (6, 11), len(report.silent), texts)


def _moved_lines(page: Any, look: Look, report: Progress, row: int) -> int:
    for item in each(report.moved.head(_SHOWN)):
        page.write_string(row, 0, item.code, look["plain"])
        page.merge_range(row, 1, row, 6, shortened(item.text, 95), look["plain"])
        page.merge_range(row, 7, row, 11, f"{item.before} → {item.status}", look["plain"])
        row += 1
    return _more(page, look, row, (0, 11), len(report.moved), report.texts)


def _more(page: Any, look: Look, row: int, columns: tuple[int, int], count: int, texts: Texts) -> int:
    if 0 < count <= _SHOWN:
        return row
    text = texts("and {number} more, on their own sheet", number=count - _SHOWN) if count else texts("None.")
    page.merge_range(row, columns[0], row, columns[1], text, look["small"])
    return row + 1
