"""The workbook of a round: what an agency is asked, its own cells open to be filled in, everything else locked.

Column A is hidden and carries the identity of each row; the hidden row under the headings names the field of each
column. By these two an answer is known again when its columns were renamed and its rows moved.
"""

from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from exports.look import Look, page_name, print_wide, row_height, write_value
from exports.reply_instructions import write_instructions
from exports.reply_part import DATES, ReplySheet, reply_sheet
from tracker.language.texts import Texts, marked
from tracker.models import Asked, Request
from tracker.queries.requests import Package
from tracker.stamps import COLUMN
from tracker.vocabulary import Role

PROPERTY = "Reference"
"""The custom property of the workbook that holds the stamp of the sheet."""

HEADING_ROW = 3
"""The row of the headings, counted from 0. The hidden row with the fields follows, then the rows that are asked."""

_FIRST = HEADING_ROW + 2
_LOWEST = 44.0
"""The height of a row at least: there is to be room for an answer."""

_MISTAKES = {
    "status": (
        marked("Not one of the statuses"),
        marked(
            "Choose one of the statuses of the list. What else there is to say belongs under 'Comments'. Keep it "
            "as it is?"
        ),
    ),
    "date": (
        marked("Not a date"),
        marked(
            "Write a day, a month and a year, such as 31.05.2026. A month alone ('May 2026') is understood as "
            "well. Keep it as it is?"
        ),
    ),
}
"""What a cell says of a value that it does not expect: title and question."""

_EARLIEST, _LATEST = date(1990, 1, 1), date(2099, 12, 31)
_PLAIN = {"strings_to_formulas": False, "strings_to_urls": False}
_ALLOWED = ("format_cells", "format_columns", "format_rows", "insert_rows", "insert_hyperlinks", "sort", "autofilter")
"""What the protection leaves people free to do; it has no password."""


def write_reply_workbook(
    session: Session, request: Request, package: Package, role: Role, target: Path, texts: Texts, contact: str
) -> int:
    """Write the workbook of a part (``OSError`` where it cannot be); gives how many rows it asks about."""
    import xlsxwriter

    sheet = reply_sheet(session, request, package, role, texts, contact)
    with target.open("wb") as file, xlsxwriter.Workbook(file, _PLAIN) as book:
        look = Look(book)
        _sign(book, sheet)
        instructions = book.add_worksheet(page_name(texts("Instructions")))
        answers = book.add_worksheet(page_name(texts("Answers")))
        chosen_from = write_instructions(instructions, look, sheet, answers.get_name())
        _write_answers(answers, look, sheet, f"='{instructions.get_name()}'!{chosen_from}")
        instructions.protect("", {"format_columns": True, "format_rows": True})
    return len(sheet.rows)


def _sign(book: Any, sheet: ReplySheet) -> None:
    """The stamp in the properties, and the day of the round as that of the file: a round written again is the same."""
    made = datetime.combine(sheet.request.opened_on, time(), UTC).replace(tzinfo=None)
    book.set_properties({"title": sheet.title, "subject": sheet.stamp, "created": made})
    book.set_custom_property(PROPERTY, sheet.stamp, "text")


def _write_answers(page: Any, look: Look, sheet: ReplySheet, statuses: str) -> None:
    columns, texts = sheet.columns, sheet.texts
    due = texts.day(sheet.request.due_on)
    page.write_string(0, 1, sheet.title, look["title"])
    page.write_string(1, 1, texts("Reference: {reference}", reference=sheet.stamp), look["subtitle"])
    page.write_string(
        2,
        1,
        texts("Please fill in the blue cells by {due}. Grey cells show what is on record; they are locked.", due=due),
        look["subtitle"],
    )
    page.set_column(0, 0, 16, None, {"hidden": True})
    page.write_string(HEADING_ROW, 0, texts("Identity"), look["header_locked"])
    page.write_string(HEADING_ROW + 1, 0, sheet.stamp, look["small"])
    for at, column in enumerate(columns, start=1):
        heading = texts(column.heading)
        page.set_column(at, at, column.width)
        page.write_string(HEADING_ROW, at, heading, look["header_locked" if column.ours else "header"])
        page.write_string(HEADING_ROW + 1, at, COLUMN + column.field, look["small"])
    for number, asked in enumerate(sheet.rows, start=_FIRST):
        _write_row(page, look, sheet, number, asked)
    _check_cells(page, sheet, statuses)
    _set_up(page, sheet)


def _write_row(page: Any, look: Look, sheet: ReplySheet, number: int, asked: Asked) -> None:
    values = [sheet.value(asked, column.field) for column in sheet.columns]
    page.set_row(number, max(_LOWEST, row_height(values, [column.width for column in sheet.columns])))
    page.write_string(number, 0, asked.key, look["small"])
    for at, (column, value) in enumerate(zip(sheet.columns, values, strict=True), start=1):
        style = "locked" if column.ours else "open"
        write_value(page, number, at, value, look[f"{style}_date" if column.field in DATES else style])


def _check_cells(page: Any, sheet: ReplySheet, statuses: str) -> None:
    """Drop-downs for statuses, and dates that are dates. Both warn and let the person decide."""
    last = _FIRST + len(sheet.rows) - 1
    dates: dict[str, Any] = {"validate": "date", "criteria": "between", "minimum": _EARLIEST, "maximum": _LATEST}
    checks: dict[str, dict[str, Any]] = {
        "status": {"validate": "list", "source": statuses},
        "dated": dates,
        "due": dates,
    }
    for at, column in enumerate(sheet.columns, start=1):
        if check := checks.get(column.field):
            title, message = _MISTAKES["status" if column.field == "status" else "date"]
            words = {
                "error_type": "warning",
                "error_title": sheet.texts(title)[:32],
                "error_message": sheet.texts(message)[:255],
            }
            page.data_validation(_FIRST, at, last, at, {**check, **words})


def _set_up(page: Any, sheet: ReplySheet) -> None:
    texts, last = sheet.texts, _FIRST + len(sheet.rows) - 1
    page.set_row(0, 28)
    for row in (1, 2):
        page.set_row(row, 18)
    page.set_row(HEADING_ROW, 34)
    # Clearing a filter shows all rows again: then this one is a thin line.
    page.set_row(HEADING_ROW + 1, 3, None, {"hidden": True})
    page.freeze_panes(HEADING_ROW + 1, 2)
    page.autofilter(HEADING_ROW, 1, last, len(sheet.columns))
    page.protect("", dict.fromkeys(_ALLOWED, True))
    print_wide(page, repeat=None, title=sheet.title, texts=texts)
    page.repeat_rows(HEADING_ROW)
    left = texts("{reference}, round {round}", reference=sheet.stamp, round=sheet.request.number)
    right = texts("Page {page} of {pages}", page="&P", pages="&N")
    page.set_footer(f"&L&8{left.replace('&', '&&')}&R&8{right}")
