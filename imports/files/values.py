"""Reads the values of .xlsx and .ods cells by the library calamine."""

import io
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import time, timedelta
from typing import Any

from imports.files.invisible import visible
from imports.files.sheet import Area, Sheet, Value


class Broken(Exception):
    """A file whose parts contradict each other."""


class Values:
    """An open spreadsheet."""

    def __init__(self, data: bytes) -> None:
        from python_calamine import CalamineWorkbook

        with _without_panic():
            self._book = CalamineWorkbook.from_filelike(io.BytesIO(data))

    def names(self) -> list[tuple[str, bool]]:
        """The sheets that have cells, each with True if it is shown."""
        from python_calamine import SheetTypeEnum, SheetVisibleEnum

        return [
            (sheet.name, sheet.visible == SheetVisibleEnum.Visible)
            for sheet in self._book.sheets_metadata
            if sheet.typ == SheetTypeEnum.WorkSheet
        ]

    def sheet(self, name: str, visible: bool) -> Sheet:
        """A sheet with its values and merged cells."""
        with _without_panic():
            cells = self._book.get_sheet_by_name(name)
            rows = _rows(cells)
            merged = [Area(*start, *end) for start, end in cells.merged_cell_ranges or []]
        return Sheet(name=name, rows=rows, visible=visible, merged=merged)


@contextmanager
def _without_panic() -> Iterator[None]:
    """Raise ``Broken`` where calamine gives up on a damaged file.

    It does so by a panic of Rust: that is a ``BaseException`` of a class that cannot be imported, and its text goes past
    Python to the error output of the process.
    """
    kept = _error_output_hidden()
    try:
        yield
    except BaseException as wrong:
        if type(wrong).__name__ != "PanicException":
            raise
        raise Broken from None
    finally:
        if kept is not None:
            os.dup2(kept, 2)
            os.close(kept)


def _error_output_hidden() -> int | None:
    """Silence the error output; returns a copy of what it was, or ``None`` for a process that has none."""
    try:
        kept = os.dup(2)
    except OSError:
        return None
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 2)
    os.close(nowhere)
    return kept


def _rows(cells: Any) -> list[list[Value]]:
    """The rows from the first row and column of the sheet on, in plain values."""
    before: list[Value] = [None] * (cells.start[1] if cells.start else 0)
    return [before + row for row in _plain_rows(cells)] if before else list(_plain_rows(cells))


def _plain_rows(cells: Any) -> Iterator[list[Value]]:
    shown = _Values().__getitem__
    for row in cells.iter_rows():
        if _KEPT_ONCE.issuperset(map(type, row)):
            yield list(map(shown, row))
        else:
            yield [shown(value) if isinstance(value, str) else plain(value) for value in row]


class _Values(dict[str | float, Value]):
    """The plain value of each text and number, made and kept once: the columns of a large sheet repeat them."""

    def __missing__(self, value: str | float) -> Value:
        plainly = isinstance(value, str) and value.isascii() and value and not value.isspace()
        self[value] = shown = value if plainly else plain(value)
        return shown


_KEPT_ONCE = {str, float}
"""Not truth values: in a dictionary True is the number 1."""


def plain(value: Any) -> Value:
    """Whole numbers as whole numbers, durations and times as text, empty text as nothing."""
    if isinstance(value, str):
        return None if not value or value.isspace() else visible(value)
    if isinstance(value, float):
        return int(value) if value.is_integer() and abs(value) < 2**53 else value
    return str(value) if isinstance(value, (time, timedelta)) else value
