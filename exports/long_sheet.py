"""Sheets with tables of any length, whose cells are written straight to the workbook's XML.

XlsxWriter's own way through its objects takes about six times as long, which the reader of 75,000 rows waits for.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import partial
from typing import Any
from xml.sax.saxutils import escape

from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from exports.look import Look, height_of, is_missing, lines_of, safe

Style = str | Callable[[Any], Any]
"""The style of a column by its name, or what gives the format of a value."""

_DAY_0 = date(1899, 12, 30).toordinal()
"""The day from which Excel counts days."""

_LONGEST = 32_767
"""Letters that a cell can hold."""


class LongSheet(Worksheet):  # type: ignore[misc] # the library has no types
    """A sheet that ends with a table: nothing may be written below it."""

    def __init__(self) -> None:
        super().__init__()
        self._long: Callable[[], Iterator[str]] | None = None

    def write_long(
        self,
        look: Look,
        top: int,
        headings: Sequence[str],
        rows: Sequence[Sequence[Any]],
        styles: Sequence[Style],
        widths: Sequence[float],
    ) -> None:
        """Write the headings in a row and the rows below it, as ``write_table`` does: dates as dates, texts as texts."""
        for at, (heading, width) in enumerate(zip(headings, widths, strict=True)):
            self.write_string(top, at, heading, look["header"])
            self.set_column(at, at, width)
        if rows:
            self._check_dimensions(top + len(rows), len(widths) - 1)
            self._long = partial(_rows, look, top + 2, rows, styles, widths)

    def _write_rows(self) -> None:
        """Called by the library as it writes the file: the rows that it knows, then those of the table."""
        super()._write_rows()
        if self._long is not None:
            self.fh.writelines(self._long())


def _rows(
    look: Look, first: int, rows: Sequence[Sequence[Any]], styles: Sequence[Style], widths: Sequence[float]
) -> Iterator[str]:
    """The rows as XML, the first with its number."""
    columns = [
        _Cells(look, style, width).of(values)
        for values, style, width in zip(zip(*rows, strict=True), styles, widths, strict=True)
    ]
    letters = [xl_col_to_name(at) for at in range(len(widths))]
    for number, cells in enumerate(zip(*columns, strict=True), start=first):
        height = height_of(max(lines for _, lines in cells))
        told = "".join(f'<c r="{letter}{number}"{cell}' for letter, (cell, _) in zip(letters, cells, strict=True))
        yield f'<row r="{number}" ht="{height:g}" customHeight="1">{told}</row>'


class _Cells:
    """The cells of a column as XML without their places, each with its lines; what stands in several is made once."""

    def __init__(self, look: Look, style: Style, width: float) -> None:
        self._look, self._style, self._width = look, style, width
        self._made: dict[Any, tuple[str, int]] = {}

    def of(self, values: Sequence[Any]) -> Iterator[tuple[str, int]]:
        """The cells of some values."""
        made = self._made
        for value in values:
            if value not in made:
                made[value] = self._cell(value)
            yield made[value]

    def _cell(self, value: Any) -> tuple[str, int]:
        """A value as what it is, with its format; the rest of the element that a letter and a number begin."""
        style = "date" if isinstance(value, date) else self._style
        index = (self._look[style] if isinstance(style, str) else style(value))._get_xf_index()
        return f' s="{index}"{_content(value)}', lines_of(value, self._width)


def _content(value: Any) -> str:
    if is_missing(value):
        return "/>"
    if isinstance(value, date):
        return f"><v>{value.toordinal() - _DAY_0}</v></c>"
    if isinstance(value, int | float):
        return f"><v>{value}</v></c>"
    text = escape(Worksheet._escape_control_characters(safe(value)[:_LONGEST]))
    return f' t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'
