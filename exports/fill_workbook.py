"""Writes into cells of an .xlsx workbook and touches nothing else.

Only the written cells of a sheet's XML change; they keep their styles. Every other part of the file stays as it is, but
for the wish in the workbook that formulas be counted anew when it is opened.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from lxml import etree

from exports.look import row_height
from exports.package import parsed, part, parts, serialised, with_parts
from tracker.places import address, row_and_column

if TYPE_CHECKING:
    from exports.filling import Filling

_BOOK, _STYLES = "xl/workbook.xml", "xl/styles.xml"
_LONGEST = 32767
"""Characters that a cell of Excel holds."""

_USUAL_WIDTH = 8.43
"""The width of a column that has none of its own."""

_USUAL_LETTERS = 1.1
"""How much higher than ours the letters of other people's sheets usually are."""

_BUILT_IN_DATES = {*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)}
_NOT_LETTERS = re.compile(r"\"[^\"]*\"|\[[^\]]*\]|\\.|_.|\*.")
_BEFORE_CALCULATION = (
    *("fileVersion", "fileSharing", "workbookPr", "workbookProtection", "bookViews", "sheets", "functionGroups"),
    *("externalReferences", "definedNames"),
)
"""The elements of a workbook that stand before the one on calculation (ECMA-376, part 1, 18.2.27)."""

_EPOCHS = {False: date(1899, 12, 30), True: date(1904, 1, 1)}
_FORMULA = re.compile(rb"<(?:\w+:)?f[ />]")

Area = tuple[int, int, int, int]
"""Top, left, bottom, right, counted from 0."""


def fill_workbook(data: bytes, fillings: "Sequence[Filling]") -> "tuple[bytes, dict[Filling, str]]":
    """The workbook with its cells written, and the reasons for cells that could not be."""
    book = parsed(part(data, _BOOK))
    looks = _looks(data)
    epoch = _EPOCHS[_flag(next(book.iter("{*}workbookPr"), None), "date1904")]
    changed: dict[str, bytes] = {}
    refused: dict[Filling, str] = {}
    for name, own in _by_part(fillings).items():
        page = _Page(parsed(part(data, name)), looks, epoch)
        refusals = {filling: reason for filling in own if (reason := page.write(filling))}
        if len(refusals) < len(own):
            changed[name] = serialised(page.root)
        refused |= refusals
    if changed and any(_FORMULA.search(part(data, name)) for name in parts(data) if "/worksheets/" in name):
        _count_anew(book)
        changed[_BOOK] = serialised(book)
    return with_parts(data, changed), refused


def _by_part(fillings: "Sequence[Filling]") -> "Mapping[str, list[Filling]]":
    found = defaultdict(list)
    for filling in fillings:
        found[filling.grid.part].append(filling)
    return found


class _Page:
    """The cells of a sheet."""

    def __init__(self, root: Any, looks: "_Looks", epoch: date) -> None:
        self.root = root
        self._looks = looks
        self._epoch = epoch
        self._space = f"{{{etree.QName(root).namespace}}}"
        self._rows = dict(_numbered_rows(root.find(f"{self._space}sheetData")))
        self._merged = [_area(item.get("ref")) for item in root.iter(f"{self._space}mergeCell")]
        self._arrays = [_area(item.get("ref")) for item in root.iter(f"{self._space}f") if item.get("ref")]
        self._columns = [(int(item.get("min")), int(item.get("max")), item) for item in root.iter(f"{self._space}col")]

    def write(self, filling: "Filling") -> str:
        """Write a cell; gives the reason where it cannot be written."""
        row, column = row_and_column(filling.place.cell)
        cell = self._cell(row, column)
        if reason := self._refused(row, column, cell, filling.text):
            return reason
        if cell is None:
            cell = self._new_cell(row, column)
        if (style := self._look_of_dates(cell, filling)) is not None:
            cell.set("s", style)
        for child in [child for child in cell if etree.QName(child).localname in ("v", "is")]:
            cell.remove(child)
        for name in ("t", "vm"):
            cell.attrib.pop(name, None)
        if isinstance(filling.value, date) and cell.get("s") in self._looks.dated:
            etree.SubElement(cell, f"{self._space}v").text = str((filling.value - self._epoch).days)
        else:
            self._put_text(cell, filling.text if isinstance(filling.value, date) else filling.value)
            self._let_row_grow(row, column, cell, filling.text)
        return ""

    def _cell(self, row: int, column: int) -> Any:
        cells = dict(_numbered_cells(self._rows[row])) if row in self._rows else {}
        return cells.get(column)

    def _refused(self, row: int, column: int, cell: Any, text: str) -> str:
        if row not in self._rows:
            return "the row is not in the sheet"
        if len(text) > _LONGEST:
            return f"the text is longer than a cell of Excel holds ({_LONGEST:,} characters)"
        if any(_inside(row, column, area) for area in self._arrays) or (
            cell is not None and cell.find(f"{self._space}f") is not None
        ):
            return "holds a formula"
        if any(_inside(row, column, area) and (row, column) != area[:2] for area in self._merged):
            return "is covered by a merged cell"
        return ""

    def _new_cell(self, row: int, column: int) -> Any:
        """A cell where the sheet has none yet, with the look of its row or column, in its place among the others."""
        parent = self._rows[row]
        cell = etree.Element(f"{self._space}c")
        cell.set("r", address(row, column))
        if style := self._inherited(parent, column):
            cell.set("s", style)
        later = next((other for at, other in _numbered_cells(parent) if at > column), None)
        if later is None:
            parent.append(cell)
        else:
            later.addprevious(cell)
        parent.attrib.pop("spans", None)
        self._widen_dimension(row, column)
        return cell

    def _inherited(self, parent: Any, column: int) -> str | None:
        if _flag(parent, "customFormat"):
            return str(parent.get("s"))
        return self._of_column(column, "style")

    def _of_column(self, column: int, name: str) -> str | None:
        return next((item.get(name) for first, last, item in self._columns if first <= column + 1 <= last), None)

    def _widen_dimension(self, row: int, column: int) -> None:
        dimension = self.root.find(f"{self._space}dimension")
        if dimension is not None and dimension.get("ref"):
            top, left, bottom, right = _area(dimension.get("ref"))
            corners = address(min(top, row), min(left, column)), address(max(bottom, row), max(right, column))
            dimension.set("ref", ":".join(corners))

    def _look_of_dates(self, cell: Any, filling: "Filling") -> str | None:
        """The look that the column gives its dates, for a cell that has no look of its own."""
        sample = filling.grid.columns[filling.place.field].sample
        if not isinstance(filling.value, date) or not sample or cell.get("s", "0") != "0":
            return None
        like = self._cell(*row_and_column(sample))
        return like.get("s") if like is not None else None

    def _put_text(self, cell: Any, text: str) -> None:
        cell.set("t", "inlineStr")
        inline = etree.Element(f"{self._space}is")
        line = etree.SubElement(inline, f"{self._space}t")
        line.text = text
        if text != text.strip() or "\n" in text:
            line.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        cell.insert(0, inline)

    def _let_row_grow(self, row: int, column: int, cell: Any, text: str) -> None:
        """Give a row the height that its new text needs, unless a person set one; Excel keeps the height it found before."""
        parent = self._rows[row]
        height = parent.get("ht")
        fixed = height is None or _flag(parent, "customHeight") or cell.get("s") not in self._looks.wrapped
        if fixed or any(_inside(row, column, area) for area in self._merged):
            return
        needed = row_height([text], [float(self._of_column(column, "width") or _USUAL_WIDTH)]) * _USUAL_LETTERS
        if needed > float(height):
            parent.set("ht", f"{needed:.1f}")


def _numbered_rows(rows: Any) -> Iterator[tuple[int, Any]]:
    at = -1
    for row in rows:
        at = int(row.get("r")) - 1 if row.get("r") else at + 1
        yield at, row


def _numbered_cells(row: Any) -> Iterator[tuple[int, Any]]:
    at = -1
    for cell in row.iterchildren("{*}c"):
        at = row_and_column(cell.get("r"))[1] if cell.get("r") else at + 1
        yield at, cell


def _inside(row: int, column: int, area: Area) -> bool:
    return area[0] <= row <= area[2] and area[1] <= column <= area[3]


def _area(reference: str) -> Area:
    first, _, last = reference.replace("$", "").partition(":")
    return (*row_and_column(first), *row_and_column(last or first))


def _flag(element: Any, name: str) -> bool:
    return element is not None and element.get(name) in ("1", "true")


class _Looks(NamedTuple):
    """The numbers of the styles that show a number as a date, and of those that wrap their text."""

    dated: set[str]
    wrapped: set[str]


def _looks(data: bytes) -> _Looks:
    if _STYLES not in parts(data):
        return _Looks(set(), set())
    styles = parsed(part(data, _STYLES))
    dates = {str(number) for number in _BUILT_IN_DATES}
    for form in styles.iter("{*}numFmt"):
        if re.search("[dy]", _NOT_LETTERS.sub("", form.get("formatCode", "")), re.IGNORECASE):
            dates.add(form.get("numFmtId", ""))
    found = _Looks(set(), set())
    for number, look in enumerate(styles.iterfind("{*}cellXfs/{*}xf")):
        if look.get("numFmtId") in dates:
            found.dated.add(str(number))
        if _flag(look.find("{*}alignment"), "wrapText"):
            found.wrapped.add(str(number))
    return found


def _count_anew(book: Any) -> None:
    """Ask for all formulas to be counted when the workbook is opened: what counts statuses has to see the new ones."""
    calculation = book.find("{*}calcPr")
    if calculation is None:
        calculation = etree.Element(f"{{{etree.QName(book).namespace}}}calcPr")
        before = [child for child in book if etree.QName(child).localname in _BEFORE_CALCULATION]
        before[-1].addnext(calculation)
    calculation.set("fullCalcOnLoad", "1")
