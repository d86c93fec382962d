"""Finds the stamps of a round in sheets that came back, wherever the agency moved them."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain

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
    """Return True if a workbook is a reply sheet of a round."""
    return any(
        _stamp_of(text) is not None
        for sheet in book.sheets
        for text in set(chain.from_iterable(sheet.rows))
        if isinstance(text, str) and "-" in text
    )


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
            if isinstance(value, str) and (stamp := _stamp_of(value)) is not None:
                yield row, column, stamp


def _stamp_of(text: str) -> Stamp | None:
    if "-" not in text or len(text) > _LONGEST:
        return None
    stamp = find_stamp(text)
    return stamp if stamp is not None and (stamp.genuine or text.strip() == stamp.text) else None
