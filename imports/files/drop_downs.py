"""The drop-down lists of an .xlsx sheet: which words its cells offer."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lxml import etree

from imports.files.sheet import Area, Sheet, is_blank
from imports.files.xlsx_marks import XlsxMarks, area_of

_RANGE = re.compile(r"^(?:'((?:[^']|'')+)'|([^'!]+))!(\$?[A-Z]{1,3}\$?\d*(?::\$?[A-Z]{1,3}\$?\d*)?)$")
_OWN_RANGE = re.compile(r"^\$?[A-Z]{1,3}\$?\d+(?::\$?[A-Z]{1,3}\$?\d+)?$")
_LAST_ROW = 2**20


@dataclass(frozen=True)
class DropDown:
    """A list of words and the cells that offer it."""

    areas: tuple[Area, ...]
    words: tuple[str, ...]

    def covers(self, row: int, column: int) -> bool:
        """Return True if a cell offers the list."""
        return any(area.top <= row <= area.bottom and area.left <= column <= area.right for area in self.areas)


def drop_downs(marks: XlsxMarks, sheet: Sheet, sheets: Sequence[Sheet]) -> list[DropDown]:
    """The lists of a sheet with known words: typed ones, and ranges of this or another sheet of the workbook.

    A list that a formula makes (INDIRECT and the like) is left out.
    """
    found = []
    names = marks.defined_names()
    for areas, formula in _rules(marks, sheet.name):
        words = tuple(_words(names.get(formula.lower(), formula), sheet, sheets))
        if words and areas:
            found.append(DropDown(areas, words))
    return found


def _rules(marks: XlsxMarks, name: str) -> Iterator[tuple[tuple[Area, ...], str]]:
    """Cells and formula of every rule that offers a list, also of those in Excel's own extension."""
    for rule in marks.elements(name, "dataValidation"):
        if rule.get("type") == "list":
            formula = next(iter(_texts(rule, "formula1")), "")
            cells = rule.get("sqref") or " ".join(_texts(rule, "sqref"))
            yield tuple(map(area_of, cells.split())), formula.strip().removeprefix("=")


def _texts(rule: etree._Element, name: str) -> Iterator[str]:
    for element in rule.iter():
        if etree.QName(element).localname == name:
            yield "".join(element.itertext())


def _words(formula: str, sheet: Sheet, sheets: Sequence[Sheet]) -> Iterator[str]:
    if formula.startswith('"'):
        yield from (word.strip() for word in formula.strip('"').replace('""', '"').split(",") if word.strip())
        return
    source, cells = sheet, formula
    if match := _RANGE.match(formula):
        name = (match[1] or match[2]).replace("''", "'")
        source, cells = next((one for one in sheets if one.name == name), Sheet(name, [])), match[3]
    elif not _OWN_RANGE.match(formula):
        return
    area = _whole_columns(cells.replace("$", ""))
    for row in range(area.top, min(area.bottom + 1, len(source.rows))):
        for column in range(area.left, area.right + 1):
            value = source.value(row, column)
            if not is_blank(value):
                yield str(value).strip()


def _whole_columns(cells: str) -> Area:
    """A range, where ``A:B`` means the whole of its columns."""
    first, _, last = cells.partition(":")
    if first[-1:].isdigit():
        return area_of(cells)
    return area_of(f"{first}1:{last or first}{_LAST_ROW}")
