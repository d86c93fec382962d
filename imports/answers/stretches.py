"""Stretches: the rows of a reply sheet under one header. Sheets of several agencies may be pasted under each other."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from imports.answers.columns import Columns, heading_fields, named_fields
from imports.answers.stamped import StampedSheet
from imports.rows.questions import LEAVE_OPEN
from imports.sheets import Sheet, is_blank
from tracker.folding import fold
from tracker.stamps import Stamp

_HEADINGS = 3
"""So many headings as they were sent make a row a header."""


@dataclass
class Stretch:
    """Rows under one header: the columns, the stamp of the whole sheet if there is one, and each row with its own."""

    columns: Columns
    stamp: Stamp | None = None
    rows: list[tuple[int, Stamp | None]] = field(default_factory=list)


def stretches(found: StampedSheet, told: Mapping[str, str]) -> list[Stretch]:
    """The stretches of a sheet. ``told`` are folded headings that a person gave a field."""
    result: list[Stretch] = []
    current: Stretch | None = None
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
    for stretch in result:
        _told(stretch.columns, told)
    return [stretch for stretch in result if stretch.rows]


def _new(sheet: Sheet, header_row: int | None, fields: dict[str, int], result: list[Stretch]) -> Stretch:
    headers = dict(_filled(sheet, header_row)) if header_row is not None else {}
    result.append(Stretch(Columns(fields, header_row, headers)))
    return result[-1]


def _under(
    sheet: Sheet, header_row: int | None, named: dict[str, int], current: Stretch | None, result: list[Stretch]
) -> Stretch:
    """The hidden row belongs to the header above it; without one it opens a stretch of its own."""
    if current is not None and not current.rows and current.columns.header_row == header_row:
        current.columns.fields = named
        return current
    if current is not None and current.rows and current.rows[-1][0] == header_row:
        current.rows.pop()
    return _new(sheet, header_row, named, result)


def _header_above(sheet: Sheet, row: int, current: Stretch | None) -> int | None:
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
