"""How workbooks look: one place for colours, fonts and widths, sober enough for a ministry to hand round."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from math import ceil
from typing import Any

from tracker.language.texts import Texts

INK = "#1F2A44"
ACCENT = "#1F4E79"
PALE = "#E8EEF5"
LINE = "#C9D3E0"
GREY = "#6B7280"
ALARM = "#9C2F2F"
PALE_ALARM = "#FBEDED"
FONT = "Calibri"
A4 = 9
"""Excel's number of the paper that every office has."""

_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\']")

_BASE: Mapping[str, Any] = {"font_name": FONT, "font_size": 10, "font_color": INK, "valign": "top"}
_BOX: Mapping[str, Any] = {"border": 1, "border_color": LINE}
_COUNT: Mapping[str, Any] = {**_BOX, "align": "right", "num_format": "#,##0;-#,##0;–"}
_HEADER: Mapping[str, Any] = {**_BOX, "bold": True, "text_wrap": True, "valign": "vcenter"}
_FIGURE: Mapping[str, Any] = {"font_size": 20, "bold": True, "align": "center", "valign": "vcenter", "top": 2}
_FIGURE_NAME: Mapping[str, Any] = {"font_size": 9, "align": "center", "text_wrap": True}
_HEADING: Mapping[str, Any] = {"font_size": 12, "bold": True, "font_color": ACCENT, "valign": "vcenter"}
_LOCKED: Mapping[str, Any] = {**_BOX, "text_wrap": True, "bg_color": "#F1F2F4"}
_OPEN: Mapping[str, Any] = {
    **_BOX,
    "text_wrap": True,
    "bg_color": "#E6F1FB",
    "border_color": "#9DB8D6",
    "locked": False,
}
_DATE: Mapping[str, Any] = {"num_format": "dd.mm.yyyy", "align": "left"}
_STYLES: Mapping[str, Mapping[str, Any]] = {
    "title": {"font_size": 18, "bold": True, "font_color": ACCENT, "valign": "vcenter"},
    "subtitle": {"font_size": 11, "font_color": GREY, "valign": "vcenter"},
    "heading": {**_HEADING, "bottom": 2, "bottom_color": ACCENT},
    "heading_figure": {**_HEADING, "bottom": 2, "bottom_color": ACCENT, "align": "right"},
    "header": {**_HEADER, "font_color": "#FFFFFF", "bg_color": ACCENT},
    "header_locked": {**_HEADER, "font_color": INK, "bg_color": PALE},
    "text": {**_BOX, "text_wrap": True},
    "plain": {"valign": "vcenter"},
    "plain_date": {"valign": "vcenter", **_DATE},
    "wrapped": {"text_wrap": True, "valign": "vcenter"},
    "line": {"text_wrap": True},
    "roomy": {**_BOX, "text_wrap": True, "valign": "vcenter"},
    "roomy_name": {**_BOX, "text_wrap": True, "valign": "vcenter", "bold": True, "bg_color": PALE},
    "small": {"font_size": 9, "font_color": GREY, "text_wrap": True},
    "cell": _BOX,
    "number": _COUNT,
    "linked": {**_COUNT, "font_color": ACCENT},
    "centred": {**_COUNT, "align": "center"},
    "total": {**_COUNT, "bold": True, "bg_color": PALE},
    "total_linked": {**_COUNT, "bold": True, "bg_color": PALE, "font_color": ACCENT},
    "total_name": {**_BOX, "bold": True, "bg_color": PALE},
    "date": {**_BOX, **_DATE},
    "locked": _LOCKED,
    "locked_date": {**_LOCKED, **_DATE},
    "open": _OPEN,
    "open_date": {**_OPEN, **_DATE},
    "figure": {**_FIGURE, "font_color": ACCENT, "bg_color": PALE, "top_color": ACCENT},
    "figure_name": {**_FIGURE_NAME, "font_color": GREY, "bg_color": PALE},
    "alarm": {**_FIGURE, "font_color": ALARM, "bg_color": PALE_ALARM, "top_color": ALARM},
    "alarm_name": {**_FIGURE_NAME, "font_color": ALARM, "bg_color": PALE_ALARM},
}


class Look:
    """The formats of a workbook, made when they are first used."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._made: dict[str, Any] = {}

    def __getitem__(self, name: str) -> Any:
        if name not in self._made:
            self._made[name] = self._book.add_format({**_BASE, **_STYLES[name]})
        return self._made[name]

    def filled(self, colour: str, valign: str = "top") -> Any:
        """A cell of a status colour with readable letters."""
        key = f"filled {colour} {valign}"
        if key not in self._made:
            style = {
                **_BASE,
                "valign": valign,
                "bg_color": f"#{colour}",
                "font_color": readable(colour),
                "border": 1,
                "border_color": LINE,
                "text_wrap": True,
            }
            self._made[key] = self._book.add_format(style)
        return self._made[key]


def readable(colour: str) -> str:
    """Return the colour of letters that is easier to read on a colour (RRGGBB): white or ink."""
    light = _light(colour) + 0.05
    return "#FFFFFF" if (1 + 0.05) / light > light / (_light(INK[1:]) + 0.05) else INK


def _light(colour: str) -> float:
    """How light a colour is, from 0 to 1, as the guidelines on readable web pages (WCAG 2.2) define it."""
    parts = [int(colour[start : start + 2], 16) / 255 for start in (0, 2, 4)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return sum(share * part for share, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def safe(text: object) -> str:
    """A text that no spreadsheet takes for a formula when it is edited."""
    plain = str(text)
    return f" {plain}" if plain[:1] in ("=", "+", "-", "@") and len(plain) > 1 else plain


def page_name(words: str) -> str:
    """A name that a sheet can bear."""
    return _NOT_IN_NAMES.sub(" ", words).strip()[:31]


def write_table(
    page: Any,
    look: Look,
    top: int,
    headings: Sequence[str],
    rows: Sequence[Sequence[Any]],
    kinds: Sequence[str],
    widths: Sequence[float],
) -> int:
    """Write a table from the first column on and give the row after it.

    ``kinds`` are the styles of the columns; a date is written as one whatever its column.
    """
    for at, (heading, width) in enumerate(zip(headings, widths, strict=True)):
        page.write_string(top, at, heading, look["header"])
        page.set_column(at, at, width)
    for number, row in enumerate(rows, start=top + 1):
        page.set_row(number, row_height(row, widths))
        for at, (value, kind) in enumerate(zip(row, kinds, strict=True)):
            write_value(page, number, at, value, look["date" if isinstance(value, date) else kind])
    return top + 1 + len(rows)


def write_value(page: Any, row: int, column: int, value: Any, style: Any) -> None:
    """Write a value as what it is: never as a formula, dates as dates."""
    if is_missing(value):
        page.write_blank(row, column, None, style)
    elif isinstance(value, date):
        page.write_datetime(row, column, value, style)
    elif isinstance(value, (int, float)) or hasattr(value, "item"):
        page.write_number(row, column, float(value), style)
    else:
        page.write_string(row, column, safe(value), style)


def is_missing(value: Any) -> bool:
    """Return True for nothing: also for pandas' missing value, which is unequal to itself."""
    return value is None or value != value or value == ""  # noqa: PLR0124


def row_height(values: Sequence[Any], widths: Sequence[float]) -> float:
    """The height (points) that a row of wrapped texts needs: LibreOffice and some viewers do not find it themselves."""
    return height_of(max(map(lines_of, values, widths), default=1))


def height_of(lines: int) -> float:
    """The height (points) of a row with so many lines, at most the whole pixels that Excel can show."""
    return min(408.75, 13.5 * lines + 3)


def lines_of(value: Any, width: float) -> int:
    """The lines that a value takes in a column of a width (letters)."""
    text = "" if is_missing(value) else str(value)
    if len(text) < width and "\n" not in text:
        return 1
    return sum(max(1, ceil(len(part) * 0.97 / width)) for part in text.split("\n"))


def footer(left: str, right: str = "") -> str:
    """Small words at the left and the right of a page's foot. The space keeps a number at their head out of their size."""
    return "".join(f"&{side}&8 {words.replace('&', '&&')}" for side, words in (("L", left), ("R", right)) if words)


def print_wide(page: Any, *, repeat: int | None, title: str, texts: Texts) -> None:
    """Set a sheet up for printing: landscape, one page wide, headers repeated, pages numbered."""
    page.set_landscape()
    page.set_paper(A4)
    page.fit_to_pages(1, 0)
    page.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    page.set_footer(f"{footer(title)}&R&8{texts('Page {page} of {pages}', page='&P', pages='&N')}")
    if repeat is not None:
        page.repeat_rows(0, repeat)
