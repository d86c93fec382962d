"""Finds the stamps of a round in sheets that came back, wherever the agency moved them."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TypeGuard

from imports.files import Sheet, Value, Workbook
from imports.merging.replies.columns import HEADINGS, heading_fields
from tracker.stamps import Stamp, find_stamp

_LONGEST = 80
"""A stamp stands alone in its cell, or in a short line: "Reference: R3-MOJ-UN"."""


@dataclass
class StampedSheet:
    """A sheet with the stamps found on it: those of rows, and those of whole sheets (with their row)."""

    sheet: Sheet
    rows: dict[int, Stamp] = field(default_factory=dict)
    sheets: dict[int, Stamp] = field(default_factory=dict)
    columns: set[int] = field(default_factory=set)
    """The columns in which stamps of rows stand."""


def is_answer(book: Workbook) -> bool:
    """Return True if a workbook is a reply sheet of a round."""
    texts = [
        text for sheet in book.sheets for text in (*sheet.texts, *_lines(sheet)) if "R" in text and _may_be_stamp(text)
    ]
    if find_stamp("\n".join(texts)) is None:  # one search, since nearly no sheet has any
        return False
    return any(_stamp_of(text) is not None for text in texts)


def reference(sheet: Sheet) -> Stamp | None:
    """The stamp of a whole sheet in the text above a table of Word that has the headings of the round."""
    return next((stamp for text in _lines(sheet) if (stamp := _stamp_of(text)) and stamp.place is None), None)


def _lines(sheet: Sheet) -> Iterator[str]:
    """The lines of text above a table that has the headings of the round; others may quote its reference."""
    lines = [text for text in sheet.context if "R" in text and _may_be_stamp(text)]
    if lines and any(len(heading_fields(sheet, row)) >= HEADINGS for row in range(len(sheet.rows))):
        yield from lines


def stamped(sheet: Sheet) -> StampedSheet:
    """The stamps of a sheet."""
    found = StampedSheet(sheet)
    for row, column, stamp in _stamps(sheet):
        if stamp.place is None:
            found.sheets.setdefault(row, stamp)
        else:
            found.rows.setdefault(row, stamp)
            found.columns.add(column)
    return found


def _stamps(sheet: Sheet) -> Iterator[tuple[int, int, Stamp]]:
    for row, cells in enumerate(sheet.rows):
        for column, value in enumerate(cells):
            if _may_be_stamp(value) and (stamp := _stamp_of(value)) is not None:
                yield row, column, stamp


def _may_be_stamp(value: Value) -> TypeGuard[str]:
    return isinstance(value, str) and "-" in value and len(value) <= _LONGEST


def _stamp_of(text: str) -> Stamp | None:
    if not _may_be_stamp(text):
        return None
    stamp = find_stamp(text)
    return stamp if stamp is not None and (stamp.genuine or text.strip() == stamp.text) else None
