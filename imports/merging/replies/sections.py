"""Sections: the rows of a reply sheet under one header. Sheets of several agencies may be pasted under each other."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from imports.files import Sheet, is_blank
from imports.merging.replies.columns import HEADINGS, Columns, heading_fields, named_fields
from imports.merging.replies.stamped import StampedSheet
from imports.reading.questions import LEAVE_OPEN
from tracker.folding import fold
from tracker.stamps import Stamp


@dataclass
class Section:
    """Rows under one header: the columns, the stamp of the whole sheet if there is one, and each row with its own."""

    columns: Columns
    stamp: Stamp | None = None
    rows: list[tuple[int, Stamp | None]] = field(default_factory=list)


def sections(found: StampedSheet, told: Mapping[str, str], whole: Stamp | None = None) -> list[Section]:
    """The sections of a sheet. ``told`` are folded headings that a person gave a field.

    ``whole`` is the stamp of the workbook, of whose sheets some may have lost their own.
    """
    divider = _Divider(found, whole)
    for row in range(len(found.sheet.rows)):
        if any(True for _ in _filled(found.sheet, row)):
            divider.take(row)
    for section in divider.sections:
        _told(section.columns, told)
    return [section for section in divider.sections if section.rows]


class _Divider:
    """Divides the rows of a sheet, taken from above, into sections; the last section is the one that goes on."""

    def __init__(self, found: StampedSheet, stamp: Stamp | None) -> None:
        self._found = found
        self._sheet = found.sheet
        self._stamp = stamp
        self.sections: list[Section] = []

    def take(self, row: int) -> None:
        """Open a section at a row, or add the row to the last one."""
        self._stamp = self._found.sheets.get(row, self._stamp)
        named = named_fields(self._sheet, row)
        if row not in self._found.sheets and len(named) < HEADINGS:
            named = {}
        opened = self._open(row, named)
        section = self._last()
        if section is None or (row in self._found.sheets and not opened):
            return
        section.stamp = self._stamp
        if not named and row != section.columns.header_row:
            section.rows.append((row, self._found.rows.get(row)))

    def _last(self) -> Section | None:
        return self.sections[-1] if self.sections else None

    def _open(self, row: int, named: dict[str, int]) -> bool:
        """Open a section at a hidden row, at a header, or at a first row without either; True if it did."""
        in_round = row in self._found.rows
        if named:
            self._open_at_names(self._header_above(row), named)
        elif not in_round and len(headed := heading_fields(self._sheet, row)) >= HEADINGS:
            self._new(row, headed)
        elif in_round and not self.sections:
            self._new(_row_above(self._sheet, row), {})
        else:
            return False
        return True

    def _new(self, header_row: int | None, fields: dict[str, int]) -> None:
        headers = dict(_filled(self._sheet, header_row)) if header_row is not None else {}
        self.sections.append(Section(Columns(fields, header_row, headers)))

    def _open_at_names(self, header_row: int | None, named: dict[str, int]) -> None:
        """The hidden row belongs to the header above it; without one it opens a section of its own."""
        section = self._last()
        if section is not None and not section.rows and section.columns.header_row == header_row:
            section.columns.fields = named
            return
        if section is not None and section.rows and section.rows[-1][0] == header_row:
            section.rows.pop()
        self._new(header_row, named)

    def _header_above(self, row: int) -> int | None:
        """The header of a hidden row: the filled row above it, unless that is a row of the round."""
        above = _row_above(self._sheet, row)
        section = self._last()
        if section is not None and any(known == above and stamp is not None for known, stamp in section.rows):
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
