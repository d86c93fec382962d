"""Adds a column to a Word table, at its right, for what the register knows and the table has no place for."""

import copy
from collections.abc import Sequence
from typing import Any

from lxml import etree

from tracker.word_grid import W, grid_cells, grid_rows, number

_SHARE = 0.28
"""The part of the table's width that the new column takes."""

_OF_ITS_CELL = ("gridSpan", "vMerge", "hMerge", "cellIns", "cellDel", "cellMerge", "tcPrChange", "hideMark")
_OF_ITS_PARAGRAPH = ("numPr", "sectPr", "pPrChange", "jc")


def add_column(table: Any, head: Sequence[int], heading: str) -> None:
    """Add a last column, headed in the first row of the header. Rows that span the table span the new column too."""
    widths = [_width(column) for column in table.iterfind(f"{W}tblGrid/{W}gridCol")]
    columns = len(widths)
    before = sum(widths) or _text_width(table)
    after = max(before, _text_width(table))
    new = round(after * _SHARE)
    _fit(table, (after - new) / before, new, after)
    for at, row in enumerate(grid_rows(table)):
        cells = list(grid_cells(row))
        if len(cells) == 1 and cells[0][1] >= columns > 1:
            _span_one_more(cells[0][2], columns + 1, after)
        elif cells:
            _close_gap(row, cells[-1][2])
            _append_cell(row, new)
            if at in head:
                _head(row, at == head[0], heading, several=len(head) > 1)


def _fit(table: Any, factor: float, new: int, after: int) -> None:
    """Make room: all columns give way by the same share."""
    grid = table.find(f"{W}tblGrid")
    if grid is None:
        grid = etree.Element(f"{W}tblGrid")
        table.find(f"{W}tblPr").addnext(grid)
    for column in grid.iterfind(f"{W}gridCol"):
        column.set(f"{W}w", str(round(_width(column) * factor)))
    etree.SubElement(grid, f"{W}gridCol").set(f"{W}w", str(new))
    for row in grid_rows(table):
        for _, _, cell in grid_cells(row):
            width = cell.find(f"{W}tcPr/{W}tcW")
            if width is not None and width.get(f"{W}type") == "dxa":
                width.set(f"{W}w", str(round(_width(width) * factor)))
            elif width is not None:
                width.set(f"{W}w", "0")
                width.set(f"{W}type", "auto")
    whole = table.find(f"{W}tblPr/{W}tblW")
    if whole is not None and whole.get(f"{W}type") == "dxa":
        whole.set(f"{W}w", str(after))


def _span_one_more(cell: Any, columns: int, width: int) -> None:
    properties = cell.find(f"{W}tcPr")
    properties.find(f"{W}gridSpan").set(f"{W}val", str(columns))
    if (own := properties.find(f"{W}tcW")) is not None and own.get(f"{W}type") == "dxa":
        own.set(f"{W}w", str(width))


def _close_gap(row: Any, last: Any) -> None:
    """A row that ends before the table does gets an empty cell over what is missing."""
    gap = row.find(f"{W}trPr/{W}gridAfter")
    if gap is None:
        return
    cell = _append_cell(row, _width(last.find(f"{W}tcPr/{W}tcW")) * number(gap))
    span = etree.Element(f"{W}gridSpan")
    span.set(f"{W}val", str(number(gap)))
    cell.find(f"{W}tcPr/{W}tcW").addnext(span)
    _without(row.find(f"{W}trPr"), ("gridAfter", "wAfter"))


def _append_cell(row: Any, width: int) -> Any:
    """An empty cell that looks like the last one of its row, with a paragraph like that of the row's longest text."""
    *_, (_, _, last) = grid_cells(row)
    cell = etree.Element(f"{W}tc")
    properties = last.find(f"{W}tcPr")
    properties = etree.Element(f"{W}tcPr") if properties is None else copy.deepcopy(properties)
    _without(properties, _OF_ITS_CELL)
    own = properties.find(f"{W}tcW")
    if own is None:
        own = etree.Element(f"{W}tcW")
        properties.insert(len(properties.findall(f"{W}cnfStyle")), own)
    own.set(f"{W}w", str(width))
    own.set(f"{W}type", "dxa")
    cell.append(properties)
    cell.append(_paragraph_like(row))
    place = last
    while place.getparent() is not row:
        place = place.getparent()
    place.addnext(cell)
    return cell


def _paragraph_like(row: Any) -> Any:
    paragraph = etree.Element(f"{W}p")
    longest = max(row.iter(f"{W}p"), key=lambda one: len("".join(one.itertext(f"{W}t"))))
    if (properties := longest.find(f"{W}pPr")) is not None:
        properties = copy.deepcopy(properties)
        _without(properties, _OF_ITS_PARAGRAPH)
        paragraph.append(properties)
    return paragraph


def _head(row: Any, first: bool, heading: str, *, several: bool) -> None:
    """The heading, with the letters of its neighbour; over a header of several rows one cell."""
    *_, before, (_, _, cell) = grid_cells(row)
    if several:
        merge = etree.Element(f"{W}vMerge")
        if first:
            merge.set(f"{W}val", "restart")
        cell.find(f"{W}tcPr/{W}tcW").addnext(merge)
    if first:
        run = etree.SubElement(cell.find(f"{W}p"), f"{W}r")
        look = before[2].find(f".//{W}r[{W}t]/{W}rPr")
        if look is not None:
            run.append(copy.deepcopy(look))
        etree.SubElement(run, f"{W}t").text = heading


def _without(properties: Any, names: Sequence[str]) -> None:
    for name in names:
        for element in properties.findall(f"{W}{name}"):
            properties.remove(element)


def _width(element: Any) -> int:
    value = element.get(f"{W}w", "0") if element is not None else "0"
    return int(value) if value.isdigit() else 0


def _text_width(table: Any) -> int:
    """The width of the text of the page on which a table stands: that of the section that ends first behind it."""
    behind = [found for element in table.itersiblings() for found in element.iter(f"{W}sectPr")]
    if not behind:
        return 0
    page, margins = behind[0].find(f"{W}pgSz"), behind[0].find(f"{W}pgMar")
    if page is None or margins is None:
        return 0
    sides = [margins.get(f"{W}{name}", "0") for name in ("left", "right", "gutter")]
    return _width(page) - sum(int(side) for side in sides if side.isdigit())
