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
    """The rows as XML, the first with its number: it is put in where the places of the row and of its cells have it."""
    columns = list(zip(*rows, strict=True))
    heights = map(height_of, map(max, zip(*map(_lines, columns, widths), strict=True)))
    endings = [*(f'<c r="{xl_col_to_name(at)}' for at in range(1, len(widths))), "</row>"]
    cells = zip(*map(partial(_cells, look), columns, styles, endings), strict=True)
    for number, (height, row) in enumerate(zip(heights, cells, strict=True), start=first):
        yield str(number).join(('<row r="', f'" ht="{height:g}" customHeight="1"><c r="A', *row))


def _lines(values: Sequence[Any], width: float) -> list[int]:
    """The lines that the values of a column take."""
    known = {value: lines_of(value, width) for value in dict.fromkeys(values)}
    return [known[value] for value in values]


def _cells(look: Look, values: Sequence[Any], style: Style, ending: str) -> list[str]:
    """The cells of a column as XML, from after the number of their row to that of the next; equal ones are made once."""
    known = {value: f'" s="{_format(look, value, style)}"{_content(value)}{ending}' for value in dict.fromkeys(values)}
    return [known[value] for value in values]


def _format(look: Look, value: Any, style: Style) -> int:
    """The number of the format that a value takes: dates theirs."""
    name = "date" if isinstance(value, date) else style
    found: int = (look[name] if isinstance(name, str) else name(value))._get_xf_index()
    return found


def _content(value: Any) -> str:
    if is_missing(value):
        return "/>"
    if isinstance(value, date):
        return f"><v>{value.toordinal() - _DAY_0}</v></c>"
    if isinstance(value, int | float):
        return f"><v>{value}</v></c>"
    text = escape(safe(value)[:_LONGEST])
    kept = ' xml:space="preserve"' if text != text.strip() else ""
    if not text.isprintable() or "_x" in text:
        text = Worksheet._escape_control_characters(text)
    return f' t="inlineStr"><is><t{kept}>{text}</t></is></c>'
