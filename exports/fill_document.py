"""Writes into cells of the tables of a Word document and touches nothing else.

A table without a column for it gets one at its right: the other columns give way, so that it stays on the page.
"""

import copy
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from lxml import etree

from exports.fill_column import add_column
from exports.package import parsed, part, serialised, with_parts
from tracker.places import row_and_column
from tracker.word_grid import W, grid_cells, grid_rows, grid_tables

if TYPE_CHECKING:
    from exports.filling import Filling

_BODY = "word/document.xml"
_FOREIGN = {
    "sdt": "a form field", "ins": "tracked changes", "del": "tracked changes", "moveFrom": "tracked changes",
    "moveTo": "tracked changes", "tbl": "a table of its own", "drawing": "a picture", "pict": "a picture",
    "object": "an object", "fldChar": "a field", "fldSimple": "a field", "footnoteReference": "a footnote",
    "endnoteReference": "an endnote",
}  # fmt: skip
"""What a cell may hold that would be lost by writing into it."""

_TEXT = {f"{W}{name}" for name in ("r", "hyperlink", "proofErr", "smartTag")}
_BEFORE_NUMBERS = {
    f"{W}{name}" for name in ("pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl")
}
"""What stands before the numbering in the properties of a paragraph (ECMA-376, part 1, 17.3.1.26)."""

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def fill_document(
    data: bytes, fillings: "Sequence[Filling]", headings: Mapping[str, str]
) -> "tuple[bytes, dict[Filling, str]]":
    """The document with its cells written, and the reasons for cells that could not be.

    ``headings`` are the headings of an added column by language.
    """
    root = parsed(part(data, _BODY))
    tables = list(grid_tables(root.find(f"{W}body")))
    refused: dict[Filling, str] = {}
    for number, own in _by_table(fillings).items():
        grid = own[0].grid
        if grid.adds:
            language = next(iter(grid.columns.values())).language
            add_column(tables[number], grid.head, headings.get(language, headings["en"]))
        rows = list(grid_rows(tables[number]))
        for filling in own:
            if reason := _write(rows, filling):
                refused[filling] = reason
    return with_parts(data, {_BODY: serialised(root)}), refused


def _by_table(fillings: "Sequence[Filling]") -> "Mapping[int, list[Filling]]":
    found = defaultdict(list)
    for filling in fillings:
        found[filling.grid.table].append(filling)
    return found


def _write(rows: Sequence[Any], filling: "Filling") -> str:
    """Write a cell; gives the reason where it cannot be written."""
    row, column = row_and_column(filling.place.cell)
    cells = {left: cell for left, _, cell in grid_cells(rows[row])}
    cell = cells.get(max(cells) if filling.grid.adds else column)
    if cell is None:
        return "the row has no cell of its own in this column"
    for element in cell.iter():
        if isinstance(element.tag, str) and (what := _FOREIGN.get(etree.QName(element).localname)):
            return f"holds {what}"
    _put(cell, _look(cell, rows[row]), filling.text)
    return ""


def _put(cell: Any, look: Any, text: str) -> None:
    """A paragraph a line, in the style of the cell's first one; bookmarks and comments stay where they are."""
    paragraphs = list(cell.iterchildren(f"{W}p"))
    for paragraph in paragraphs:
        for child in list(paragraph):
            if child.tag in _TEXT and child.find(f".//{W}commentReference") is None:
                paragraph.remove(child)
    for paragraph in paragraphs[1:]:
        if all(child.tag == f"{W}pPr" for child in paragraph):
            cell.remove(paragraph)
    first, *more = text.split("\n")
    last = paragraphs[0]
    properties = last.find(f"{W}pPr")
    if properties is not None:
        _count_no_lines(properties)
    last.insert(0 if properties is None else 1, _run(look, first))
    for line in more:
        paragraph = etree.Element(f"{W}p")
        if properties is not None:
            paragraph.append(copy.deepcopy(properties))
        paragraph.append(_run(look, line))
        last.addnext(paragraph)
        last = paragraph


def _count_no_lines(properties: Any) -> None:
    """Lines that Word numbered by itself are numbered no more: the numbers are part of the register's text."""
    numbered = properties.find(f"{W}numPr")
    if numbered is None and properties.find(f"{W}pStyle") is None:
        return
    if numbered is None:
        numbered = etree.Element(f"{W}numPr")
        before = [child for child in properties if child.tag in _BEFORE_NUMBERS]
        before[-1].addnext(numbered)
    for child in list(numbered):
        numbered.remove(child)
    etree.SubElement(numbered, f"{W}numId").set(f"{W}val", "0")


def _run(look: Any, text: str) -> Any:
    run = etree.Element(f"{W}r")
    if look is not None:
        run.append(copy.deepcopy(look))
    words = etree.SubElement(run, f"{W}t")
    words.text = text
    words.set(_SPACE, "preserve")
    return run


def _look(cell: Any, row: Any) -> Any:
    """How letters look: those of the cell, those that typing into it would give, else those of the row's longest text."""
    own = cell.find(f".//{W}r/{W}rPr")
    if own is not None:
        return own
    typed = cell.find(f"{W}p/{W}pPr/{W}rPr")
    if typed is not None:
        return typed
    runs = [run for run in row.iter(f"{W}r") if run.find(f"{W}t") is not None]
    longest = max(runs, key=lambda run: len("".join(run.itertext())), default=None)
    return longest.find(f"{W}rPr") if longest is not None else None
