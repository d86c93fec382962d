"""Stretches: the rows of a reply sheet under one header. Sheets of several agencies may be pasted under each other."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from imports.files import Sheet, is_blank
from imports.merging.replies.columns import Columns, heading_fields, named_fields
from imports.merging.replies.stamped import StampedSheet
from imports.reading.questions import LEAVE_OPEN
from tracker.folding import fold
from tracker.stamps import Stamp

_HEADINGS = 3
"""So many headings as they were sent make a row a header."""


@dataclass
class Section:
    """Rows under one header: the columns, the stamp of the whole sheet if there is one, and each row with its own."""

    columns: Columns
    stamp: Stamp | None = None
    rows: list[tuple[int, Stamp | None]] = field(default_factory=list)


def sections(found: StampedSheet, told: Mapping[str, str]) -> list[Section]:
    """The sections of a sheet. ``told`` are folded headings that a person gave a field."""
    result: list[Section] = []
    current: Section | None = None
    stamp: Stamp | None = None
    for row in range(len(found.sheet.rows)):
        if not any(True for _ in _filled(found.sheet, row)):
            continue
        stamp = found.sheets.get(row, stamp)
        named = named_fields(found.sheet, row) if row in found.sheets else {}
        headed = heading_fields(found.sheet, row) if row not in found.rows else {}
        if named:
            current = _under(found.sheet, _header_above(found.sheet, row, current), named, current, result)
        elif len(headed) >= _HEADINGS:
            current = _new(found.sheet, row, headed, result)
        elif row in found.rows and current is None:
            current = _new(found.sheet, _row_above(found.sheet, row), {}, result)
        elif current is not None and row in found.sheets:
            continue
        if current is not None:
            current.stamp = stamp
            if not named and row != current.columns.header_row:
                current.rows.append((row, found.rows.get(row)))
    for section in result:
        _told(section.columns, told)
    return [section for section in result if section.rows]


def _new(sheet: Sheet, header_row: int | None, fields: dict[str, int], result: list[Section]) -> Section:
    headers = dict(_filled(sheet, header_row)) if header_row is not None else {}
    result.append(Section(Columns(fields, header_row, headers)))
    return result[-1]


def _under(
    sheet: Sheet, header_row: int | None, named: dict[str, int], current: Section | None, result: list[Section]
) -> Section:
    """The hidden row belongs to the header above it; without one it opens a section of its own."""
    if current is not None and not current.rows and current.columns.header_row == header_row:
        current.columns.fields = named
        return current
    if current is not None and current.rows and current.rows[-1][0] == header_row:
        current.rows.pop()
    return _new(sheet, header_row, named, result)


def _header_above(sheet: Sheet, row: int, current: Section | None) -> int | None:
    """The header of a hidden row: the filled row above it, unless that is a row of the round."""
    above = _row_above(sheet, row)
    if current is not None and any(known == above and stamp is not None for known, stamp in current.rows):
        return None
    return above


def _row_above(sheet: Sheet, row: int) -> int | None:
    return next((above for above in range(row - 1, -1, -1) if len(list(_filled(sheet, above))) > 1), None)


def _filled(sheet: Sheet, row: int) -> Iterator[tuple[int, str]]:
    for column, value in enumerate(sheet.rows[row]):
        if not is_blank(value):
            yield column, str(value).strip()


def _told(columns: Columns, told: Mapping[str, str]) -> None:
    for column, heading in columns.headers.items():
        name = told.get(fold(heading))
        if name is None:
            continue
        for other in [other for other, place in columns.fields.items() if place == column]:
            del columns.fields[other]
        if name not in ("ignored", LEAVE_OPEN):
            columns.fields[name] = column
