"""What a person sees in an .ods sheet beside its values: colours, hidden rows, comments, merged cells, shown numbers."""

import io
import zipfile
from collections.abc import Iterator
from datetime import date

from lxml import etree

from imports.files.guard import MOST_CELLS
from imports.files.sheet import Area, Comment, Place, Sheet
from tracker.language.phrase import Phrase

_NS = {
    "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
    "style": "urn:oasis:names:tc:opendocument:xmlns:style:1.0",
    "fo": "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0",
    "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
    "dc": "http://purl.org/dc/elements/1.1/",
}


def _q(name: str) -> str:
    prefix, local = name.split(":")
    return f"{{{_NS[prefix]}}}{local}"


_CELLS = (_q("table:table-cell"), _q("table:covered-table-cell"))
_HIDDEN = ("collapse", "filter")


class OdsMarks:
    """The marks of a LibreOffice workbook, sheet by sheet."""

    def __init__(self, data: bytes) -> None:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
            content = etree.fromstring(archive.read("content.xml"), parser)
            meta = etree.fromstring(archive.read("meta.xml"), parser) if "meta.xml" in archive.namelist() else None
        self._styles = {item.get(_q("style:name"), ""): item for item in content.iter(_q("style:style"))}
        self._tables = {item.get(_q("table:name"), ""): item for item in content.iter(_q("table:table"))}
        self._saved = meta.findtext(f".//{_q('dc:date')}", "") if meta is not None else ""

    def names(self) -> list[str]:
        """The names of the sheets."""
        return list(self._tables)

    def saved_on(self) -> date | None:
        """The day the workbook was last saved, from its own properties."""
        try:
            return date.fromisoformat(self._saved[:10])
        except ValueError:
            return None

    def visible(self, name: str) -> bool:
        """Return True if a sheet is shown."""
        style = self._styles.get(self._tables[name].get(_q("table:style-name"), ""))
        properties = style.find(_q("style:table-properties")) if style is not None else None
        return properties is None or properties.get(_q("table:display"), "true") != "false"

    def last_cell(self, name: str) -> Place:
        """Row and column of the lowest and the rightmost used cell: the rectangle a reader would have to build."""
        bottom = right = -1
        for row, _, cells in self._rows(name):
            for column, repeated, cell in cells:
                if _used(cell):
                    bottom, right = max(bottom, row), max(right, column + repeated - 1)
        return bottom, right

    def mark(self, sheet: Sheet) -> None:
        """Add the marks of a sheet."""
        for row, element, cells in self._rows(sheet.name):
            if row >= len(sheet.rows):
                break
            if element.get(_q("table:visibility")) in _HIDDEN:
                sheet.hidden_rows.add(row)
            for column, repeated, cell in cells:
                for place in ((row, column + step) for step in range(min(repeated, sheet.width - column))):
                    self._mark_cell(sheet, place, cell)
        column = 0
        for element in self._tables[sheet.name].iter(_q("table:table-column")):
            repeated = int(element.get(_q("table:number-columns-repeated"), 1))
            if element.get(_q("table:visibility")) in _HIDDEN:
                sheet.hidden_columns.update(range(column, min(column + repeated, sheet.width)))
            column += repeated

    def _mark_cell(self, sheet: Sheet, place: Place, cell: etree._Element) -> None:
        fill, bold, struck = self._look(cell.get(_q("table:style-name"), ""))
        if fill:
            sheet.fills[place] = fill
        if bold:
            sheet.bold.add(place)
        if struck:
            sheet.struck.add(place)
        _mark_number(sheet, place, cell)
        _mark_merged(sheet, place, cell)
        _mark_comment(sheet, place, cell)

    def _look(self, name: str) -> tuple[str | None, bool, bool]:
        """The fill of a style, and True for bold and for struck through."""
        style = self._styles.get(name)
        if style is None:
            return None, False, False
        cell = style.find(_q("style:table-cell-properties"))
        colour = cell.get(_q("fo:background-color"), "") if cell is not None else ""
        text = style.find(_q("style:text-properties"))
        bold = text is not None and text.get(_q("fo:font-weight")) == "bold"
        plain = colour.lstrip("#").upper()
        struck = text is not None and text.get(_q("style:text-line-through-style"), "none") != "none"
        return (plain if len(plain) == 6 and plain != "FFFFFF" else None), bold, struck

    def _rows(self, name: str) -> Iterator[tuple[int, etree._Element, list[tuple[int, int, etree._Element]]]]:
        """Every row with its cells; a repeated row is given again while it holds something."""
        number = 0
        for row in self._tables[name].iter(_q("table:table-row")):
            cells = []
            column = 0
            for cell in row:
                if cell.tag in _CELLS:
                    repeated = int(cell.get(_q("table:number-columns-repeated"), 1))
                    cells.append((column, repeated, cell))
                    column += repeated
            times = int(row.get(_q("table:number-rows-repeated"), 1))
            if any(_used(cell) for _, _, cell in cells):
                if number + times > MOST_CELLS:
                    yield number + times - 1, row, cells
                    return
                for step in range(times):
                    yield number + step, row, cells
            elif row.get(_q("table:visibility")) not in _HIDDEN or times < 1000:
                yield number, row, cells
            number += times


def _mark_number(sheet: Sheet, place: Place, cell: etree._Element) -> None:
    """Note the decimals or the per cent that a number is shown with, and the error that a formula shows.

    A number that is shown as it is stored may have no format: whether 140.1 was typed as 140.10 is not known then.
    """
    shown = _shown(cell)
    kind = cell.get(_q("office:value-type"))
    if kind == "float" and "." in shown and shown != cell.get(_q("office:value")):
        sheet.formats[place] = "0." + "0" * len(shown.rpartition(".")[2])
    elif kind == "percentage":
        sheet.formats[place] = "0%"
    if shown.startswith("#") and shown.endswith(("!", "?", "A")) and cell.get(_q("table:formula")):
        sheet.faults[place] = Phrase("shows the error {error}", error=shown)


def _mark_merged(sheet: Sheet, place: Place, cell: etree._Element) -> None:
    down = int(cell.get(_q("table:number-rows-spanned"), 1))
    across = int(cell.get(_q("table:number-columns-spanned"), 1))
    if down > 1 or across > 1:
        sheet.merged.append(Area(*place, place[0] + down - 1, place[1] + across - 1))


def _mark_comment(sheet: Sheet, place: Place, cell: etree._Element) -> None:
    note = cell.find(_q("office:annotation"))
    if note is not None:
        text = "\n".join("".join(part.itertext()) for part in note.iter(_q("text:p")))
        sheet.comments[place] = Comment(note.findtext(_q("dc:creator"), ""), text.strip())


def _used(cell: etree._Element) -> bool:
    return bool(cell.get(_q("office:value-type"))) or bool(_shown(cell))


def _shown(cell: etree._Element) -> str:
    return "\n".join("".join(part.itertext()) for part in cell.findall(_q("text:p")))
