"""Figures in a workbook: numbers that lead to the sheet with the codes that they count."""

from collections.abc import Iterator, Sequence
from typing import Any

from exports.look import Look, print_wide, row_height
from exports.pack.blocks import Figure, Pack
from exports.pack.codes import grouped
from tracker.language.texts import marked

FIGURES = marked("Figures")
"""The name of the sheet with the codes."""

_HEADINGS = (marked("No."), marked("Figure"), marked("Number"), marked("The codes behind the figure"))
_WIDTHS = (7, 50, 11, 100)
_TOP = 3
"""The row of the headings, from 0; the figure with number 1 stands under it."""

_LINKS = 65530
"""Excel opens no sheet with more links."""
_TIP = 255
"""Excel shows no longer words beside a link."""
_CELL = 32000
"""Excel keeps 32,767 letters in a cell."""


class FigureLinks:
    """Writes figures as numbers, each with a link to its row on the sheet of figures as long as a sheet may have more."""

    def __init__(self, sheet: str, look: Look) -> None:
        self._address = f"internal:'{sheet}'!A"
        self._look = look
        self._written: dict[str, int] = {}

    def write(self, page: Any, place: tuple[int, int], figure: Figure, style: str, formula: str = "") -> None:
        """Write a figure into a cell, as a formula that gives it where one is named."""
        written = self._written.get(page.name, 0)
        look = self._look[style]
        if figure.number and written < _LINKS:
            self._written[page.name] = written + 1
            address = f"{self._address}{_TOP + 1 + figure.number}"
            page.write_url(*place, address, look, str(figure.value), _tip(figure.name))
        if formula:
            page.write_formula(*place, formula, look, figure.value)
        else:
            page.write_number(*place, figure.value, look)


def write_figures(page: Any, look: Look, pack: Pack) -> None:
    """Write the sheet of figures: number, what was counted, how many, and the codes."""
    texts = pack.texts
    title = texts(FIGURES)
    page.hide_gridlines(2)
    page.set_row(0, 28)
    page.write_string(0, 0, title, look["title"])
    page.write_string(1, 0, texts("Each number of the other sheets leads to its row here."), look["subtitle"])
    page.set_row(_TOP, 20)
    for at, (heading, width) in enumerate(zip(_HEADINGS, _WIDTHS, strict=True)):
        page.write_string(_TOP, at, texts(heading), look["header"])
        page.set_column(at, at, width)
    columns = max([_write_figure(page, look, figure) for figure in pack.figures], default=1)
    page.set_column(3, 2 + columns, _WIDTHS[-1])
    page.freeze_panes(_TOP + 1, 2)
    page.autofilter(_TOP, 0, _TOP + max(len(pack.figures), 1), 3)
    page.print_area(0, 0, _TOP + max(len(pack.figures), 1), 3)
    print_wide(page, repeat=_TOP, title=f"{title}, {pack.subtitle}", texts=texts)


def _write_figure(page: Any, look: Look, figure: Figure) -> int:
    """Write the row of a figure and give how many cells its codes take."""
    row = _TOP + figure.number
    parts = list(_parts(figure.rows))
    page.set_row(row, row_height([figure.name, *parts[:1]], [_WIDTHS[1], _WIDTHS[3]]))
    page.write_number(row, 0, figure.number, look["centred"])
    page.write_string(row, 1, figure.name, look["text"])
    page.write_number(row, 2, figure.value, look["centred"])
    for at, part in enumerate(parts, start=3):
        page.write_string(row, at, part, look["text"])
    return len(parts)


def _parts(codes: Sequence[str]) -> Iterator[str]:
    """The codes as texts that each fit into a cell."""
    text, half = grouped(codes), len(codes) // 2
    if len(text) <= _CELL or not half:
        yield text[:_CELL]
    else:
        yield from _parts(codes[:half])
        yield from _parts(codes[half:])


def _tip(name: str) -> str:
    return name if len(name) <= _TIP else f"{name[: _TIP - 1]}…"
