"""The tables of a Word document, each as the grid of rows and cells that a reader sees."""

from collections.abc import Iterator
from typing import Any

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
"""What an old Word shows in place of a drawing: the same once more."""

_WRAPPERS = (f"{W}sdt", f"{W}sdtContent", f"{W}ins", f"{W}customXml", f"{W}smartTag")


def body_blocks(body: Any) -> Iterator[Any]:
    """What stands in the body of a document: tables also where a content control or an insertion is put around them.

    The tables of a text box follow the paragraph to which it is fixed.
    """
    for block in body:
        if block.tag in _WRAPPERS and block.find(f".//{W}tbl") is not None:
            yield from body_blocks(block)
        elif block.tag == f"{W}p":
            yield block
            yield from _in_text_boxes(block)
        else:
            yield block


def _in_text_boxes(paragraph: Any) -> Iterator[Any]:
    """The tables of the text boxes that are fixed to a paragraph, each once."""
    for box in paragraph.iter(f"{W}txbxContent"):
        own = next(box.iterancestors(f"{W}p"), None) is paragraph
        if own and next(box.iterancestors(FALLBACK), None) is None:
            yield from (block for block in body_blocks(box) if block.tag == f"{W}tbl")


def grid_tables(body: Any) -> Iterator[Any]:
    """The tables of a document in their order; a table within a cell belongs to that cell."""
    return (block for block in body_blocks(body) if block.tag == f"{W}tbl")


def grid_rows(table: Any) -> Iterator[Any]:
    """The rows of a table once tracked changes are accepted."""
    return _children(table, "tr")


def grid_cells(row: Any) -> Iterator[tuple[int, int, Any]]:
    """The cells of a row: the column in which each begins, counted from 0, how many columns it spans, and the cell."""
    left = number(row.find(f"{W}trPr/{W}gridBefore"))
    for cell in _children(row, "tc"):
        span = max(1, number(cell.find(f"{W}tcPr/{W}gridSpan")))
        yield left, span, cell
        left += span


def _children(parent: Any, name: str) -> Iterator[Any]:
    """Children of a name, also those wrapped in content controls or marked as inserted."""
    for child in parent:
        if child.tag == f"{W}{name}":
            if child.find(f"{W}trPr/{W}del") is None:
                yield child
        elif child.tag in _WRAPPERS:
            yield from _children(child, name)


def number(element: Any) -> int:
    """The number that an element holds as its value; 0 where there is none."""
    value = element.get(f"{W}val", "0") if element is not None else "0"
    return int(value) if value.isdigit() else 0


def is_on(element: Any) -> bool:
    """Return True if a property is there and not switched off."""
    return element is not None and element.get(f"{W}val", "1") not in ("0", "false", "off")
