"""Finds the stamps of a round in sheets that came back, wherever the agency moved them."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from imports.files import Sheet, Workbook
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
    """Whether a workbook is a sheet of a round that came back."""
    return any(True for sheet in book.sheets for _ in _stamps(sheet))


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
            if not isinstance(value, str) or "-" not in value or len(value) > _LONGEST:
                continue
            stamp = find_stamp(value)
            if stamp is not None and (stamp.genuine or value.strip() == stamp.text):
                yield row, column, stamp
