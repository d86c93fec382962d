"""What a person sees in an .xlsx sheet beside its values: colours, number formats, hidden rows, comments, faults.

One pass over the sheet's XML: openpyxl tells the same, at ten times the cost for a sheet of thousands of rows.
"""

import io
import posixpath
import re
import sys
import zipfile
from collections.abc import Iterator
from datetime import date
from typing import IO

from lxml import etree

from imports.files.guard import MOST_CELLS
from imports.files.sheet import Area, Comment, Place, Sheet
from imports.files.xlsx_struck import leave_struck_words, left_of
from imports.files.xlsx_styles import apply, read_styles
from tracker.language.phrase import Phrase
from tracker.places import column_of

_M = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_PLACE = re.compile(r"([A-Z]+)(\d+)")
_ROW_NUMBER = re.compile(rb"row\s(?:[^>]*?\s)??r=[\"'](\d+)")
"""The number of a row, of which it is mostly the first attribute: looked for there first, it is found twice as fast."""

_COLUMN_NAME = re.compile(rb"\sr=[\"']([A-Z]{1,3})\d")
_BEHIND_Z = re.compile(rb"r=[\"'][A-Z]{2}")
_CELL = b'<c r="'
"""A cell as Excel, LibreOffice and the common libraries write it: its name first, then its style."""

_FORMULA = re.compile(rb"<f[ />]")
_WIDE = (b"\xff\xfe", b"\xfe\xff")
"""How a text in UTF-16 begins; the quick looks at a sheet's XML do not see through it."""

_THREADED = re.compile(r"^\[Threaded comment\].*?(?:Comment|Комментарий|Şərh|Commentaire|Comentario):\s*", re.DOTALL)
_STRICT = b"http://purl.oclc.org/ooxml/spreadsheetml/main"
_NAMES = (
    (_STRICT, _M[1:-1].encode()),
    (b"http://purl.oclc.org/ooxml/officeDocument/relationships", _R[1:-1].encode()),
    (b"http://purl.oclc.org/ooxml/drawingml/main", b"http://schemas.openxmlformats.org/drawingml/2006/main"),
)
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
_QUOTED = re.compile(r'"[^"]*"')
_WORDS = re.compile(r"[^\W\d_]{3,}\s+[^\W\d_]{2,}")
"""Two words side by side, as no formula has them: a text that was typed behind "=" ("=see annex")."""

NO_VALUE = Phrase("holds a formula whose result was not saved; open the file in Excel, save it, and import it again")


class XlsxMarks:
    """The marks of a workbook, sheet by sheet."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self._at_hand: tuple[str, bytes] = ("", b"")
        self._names = {name.lower(): name for name in archive.namelist()}
        book = self._names.get("xl/workbook.xml")
        self._strict = book is not None and _STRICT in archive.read(book)
        self._styles = read_styles(self._xml("xl/styles.xml"), self._xml("xl/theme/theme1.xml"))
        self._parts = self._sheet_parts()
        self._left = self._left_of_shared()

    def spanned(self, name: str) -> int:
        """At most so many cells are in the rectangle of a sheet: by the names of rows and cells alone, which is quick."""
        text = self._text(self._parts[name])
        if text.startswith(_WIDE):
            return sys.maxsize
        rows = max(max(map(int, _ROW_NUMBER.findall(text)), default=0), text.count(b"<row"))
        if rows * 26 <= MOST_CELLS and not _BEHIND_Z.search(text):
            return rows * 26
        names = {found[1].decode() for found in _COLUMN_NAME.finditer(text)}
        return rows * max(map(column_of, names), default=0) + rows

    def _text(self, part: str) -> bytes:
        """A part of the file; the one at hand is unpacked once."""
        if self._at_hand[0] != part:
            self._at_hand = (part, self._archive.read(part))
        return self._at_hand[1]

    def used(self, name: str) -> tuple[set[int], set[int]]:
        """The rows and the columns that hold something: they span the rectangle that a reader would have to build."""
        rows: set[int] = set()
        columns: set[int] = set()
        for cell in self._stream(self._parts[name], "c"):
            if len(cell):
                row, column = _place(cell.get("r", ""))
                rows.add(row)
                columns.add(column)
            cell.clear()
        return rows, columns

    def without(self, name: str, bottom: int, right: int) -> tuple[bytes, list[Place]]:
        """The workbook without the cells of a sheet that lie behind a row or a column, and which cells these were."""
        part = self._parts[name]
        tree = etree.fromstring(self._archive.read(part), etree.XMLParser(resolve_entities=False, huge_tree=True))
        dropped = []
        for cell in list(tree.iter(f"{_M}c")):
            place = _place(cell.get("r", ""))
            if place[0] > bottom or place[1] > right:
                dropped += [place] if len(cell) else []
                cell.getparent().remove(cell)
        for dimension in list(tree.iter(f"{_M}dimension")):
            dimension.getparent().remove(dimension)
        copy = io.BytesIO()
        with zipfile.ZipFile(copy, "w", zipfile.ZIP_DEFLATED) as archive:
            for item in self._archive.namelist():
                archive.writestr(item, etree.tostring(tree) if item == part else self._archive.read(item))
        return copy.getvalue(), dropped

    def mark(self, sheet: Sheet) -> None:
        """Add the marks of a sheet."""
        part = self._parts[sheet.name]
        text = self._text(part)
        if not self._mark_quickly(sheet, text):
            self._mark_rows(sheet, part)
        if self._left or b"<strike" in text:
            leave_struck_words(sheet, list(self._struck_words(part)))
        if b"hidden=" in text or text.startswith(_WIDE):
            self._mark_hidden_columns(sheet, part)
        merged = self._stream(part, "mergeCell") if b"mergeCell" in text or text.startswith(_WIDE) else ()
        sheet.merged = [area_of(item.get("ref", "")) for item in merged]
        sheet.comments = self._comments(part)
        sheet.links = self._links(part) if b"<hyperlink" in text or text.startswith(_WIDE) else {}

    def _mark_hidden_columns(self, sheet: Sheet, part: str) -> None:
        for column in self._stream(part, "col"):
            if column.get("hidden") in ("1", "true"):
                last = min(int(column.get("max", 1)), sheet.width + 1)
                sheet.hidden_columns.update(range(int(column.get("min", 1)) - 1, last))

    def saved_on(self) -> date | None:
        """The day the workbook was last saved, from its own properties."""
        name = self._names.get("docprops/core.xml")
        if name is None:
            return None
        found = re.search(rb"<dcterms:modified[^>]*>(\d{4})-(\d\d)-(\d\d)", self._archive.read(name))
        try:
            return date(*map(int, found.groups())) if found else None
        except ValueError:
            return None

    def _mark_quickly(self, sheet: Sheet, text: bytes) -> bool:
        """Mark the styled cells of a sheet without hidden rows, formulas and errors, by patterns alone.

        Reading thousands of cells as elements takes longer than all the rest; ``False`` says that it is needed.
        """
        usual = b"<sheetData" in text and text.count(_CELL) == text.count(b"<c ") and "0" not in self._styles
        if not usual or text.startswith(_WIDE) or b"hidden=" in text or b't="e"' in text or b"t='e'" in text:
            return False
        if b"<f" in text and _FORMULA.search(text):
            return False
        telling = "|".join(self._styles).encode()
        for name, row, number in re.findall(rb'<c r="([A-Z]+)(\d+)"[^>]*? s="(%s)"' % telling, text) if telling else ():
            apply(self._styles[number.decode()], sheet, (int(row) - 1, column_of(name.decode())))
        return True

    def _mark_rows(self, sheet: Sheet, part: str) -> None:
        row_number = -1
        for row in self._stream(part, "row"):
            row_number = int(row.get("r", row_number + 2)) - 1
            if row.get("hidden") in ("1", "true"):
                sheet.hidden_rows.add(row_number)
            self._mark_cells(sheet, row, row_number)
            row.clear()

    def _mark_cells(self, sheet: Sheet, row: etree._Element, row_number: int) -> None:
        column = -1
        for cell in row:
            where = cell.get("r")
            column = column_of(where.rstrip("0123456789")) if where else column + 1
            place = (row_number, column)
            if style := self._styles.get(cell.get("s", "0")):
                apply(style, sheet, place)
            if not len(cell):
                continue
            kind = cell.get("t")
            if kind == "e":
                sheet.faults[place] = Phrase("shows the error {error}", error=cell.findtext(f"{_M}v", ""))
            elif (typed := cell.findtext(f"{_M}f")) is not None and not cell.findtext(f"{_M}v", "") and kind != "str":
                if _WORDS.search(_QUOTED.sub("", typed)):
                    sheet.put(place, f"={typed}")
                else:
                    sheet.faults[place] = NO_VALUE

    def _left_of_shared(self) -> dict[str, str]:
        """What is left of the shared texts that have struck words, by their numbers."""
        name = self._names.get("xl/sharedstrings.xml")
        if name is None or b"strike" not in self._archive.read(name):
            return {}
        texts = self._xml(name)
        found = ((str(at), left_of(text)) for at, text in enumerate(texts if texts is not None else ()))
        return {at: left for at, left in found if left is not None}

    def _struck_words(self, part: str) -> Iterator[tuple[Place, str]]:
        """The cells with struck words in their texts, and what is left of these."""
        for cell in self._stream(part, "c"):
            inside = cell.find(f"{_M}is")
            left = self._left.get(cell.findtext(f"{_M}v", "")) if cell.get("t") == "s" else None
            if inside is not None:
                left = left_of(inside)
            if left is not None:
                yield _place(cell.get("r", "")), left
            cell.clear()

    def _stream(self, part: str, tag: str) -> Iterator[etree._Element]:
        stream: IO[bytes] = self._archive.open(part)
        if self._strict:
            stream = io.BytesIO(_transitional(stream.read()))
        events = etree.iterparse(stream, tag=f"{_M}{tag}", resolve_entities=False, huge_tree=True)
        return (element for _, element in events)

    def _xml(self, name: str) -> etree._Element | None:
        known = self._names.get(name.lower())
        if known is None:
            return None
        data = self._archive.read(known)
        return etree.fromstring(_transitional(data) if self._strict else data, _PARSER)

    def _relations(self, part: str) -> dict[str, tuple[str, str]]:
        folder, name = posixpath.split(part)
        relations = self._xml(f"{folder}/_rels/{name}.rels")
        found = {}
        for item in relations if relations is not None else []:
            target = item.get("Target", "")
            path = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
            found[item.get("Id", "")] = (item.get("Type", "").rsplit("/", 1)[-1], path)
        return found

    def _sheet_parts(self) -> dict[str, str]:
        book = self._xml("xl/workbook.xml")
        relations = self._relations("xl/workbook.xml")
        sheets = book.iter(f"{_M}sheet") if book is not None else ()
        parts = {}
        for sheet in sheets:
            kind, path = relations.get(sheet.get(f"{_R}id", ""), ("", ""))
            if kind == "worksheet" and path.lower() in self._names:
                parts[sheet.get("name", "")] = self._names[path.lower()]
        return parts

    def knows(self, name: str) -> bool:
        """Return True if a sheet of this name has cells (chart sheets have none)."""
        return name in self._parts

    def part(self, name: str) -> str:
        """The part of the file that holds a sheet."""
        return self._parts[name]

    def elements(self, name: str, tag: str) -> Iterator[etree._Element]:
        """The elements of a sheet that have a name, whatever the namespace: rules lie in Excel's extensions too."""
        xml = self._xml(self._parts[name])
        yield from xml.iter(f"{{*}}{tag}") if xml is not None else ()

    def defined_names(self) -> dict[str, str]:
        """The names that the workbook gives to ranges, in small letters, and what they stand for."""
        book = self._xml("xl/workbook.xml")
        names = book.iter(f"{_M}definedName") if book is not None else ()
        return {item.get("name", "").lower(): (item.text or "").strip() for item in names}

    def _links(self, part: str) -> dict[Place, list[str]]:
        """The addresses outside the workbook that cells lead to."""
        folder, name = posixpath.split(part)
        relations = self._xml(f"{folder}/_rels/{name}.rels")
        outside = (item for item in relations if item.get("TargetMode") == "External") if relations is not None else ()
        targets = {item.get("Id"): item.get("Target", "") for item in outside}
        links = ((item.get("ref", ""), targets.get(item.get(f"{_R}id"))) for item in self._stream(part, "hyperlink"))
        return {area_of(reference)[:2]: [target] for reference, target in links if target}

    def _comments(self, part: str) -> dict[Place, Comment]:
        found: dict[Place, Comment] = {}
        for kind, path in self._relations(part).values():
            xml = self._xml(path) if kind == "comments" else None
            if xml is None:
                continue
            authors = [author.text or "" for author in xml.iter(f"{_M}author")]
            for item in xml.iter(f"{_M}comment"):
                author = authors[int(item.get("authorId", 0))] if authors else ""
                text = "".join(piece.text or "" for piece in item.iter(f"{_M}t"))
                author = "" if author.startswith("tc=") else author
                text = _THREADED.sub("", text).removeprefix(f"{author}:").strip()
                found[_place(item.get("ref", ""))] = Comment(author, text)
        return found


def _transitional(data: bytes) -> bytes:
    """A part of a workbook saved as "Strict Open XML" in the names that everybody uses."""
    for strict, usual in _NAMES:
        data = data.replace(strict, usual)
    return data


def _place(where: str) -> Place:
    match = _PLACE.match(where)
    return (int(match.group(2)) - 1, column_of(match.group(1))) if match else (0, 0)


def area_of(reference: str) -> Area:
    """The range that a reference such as ``B2:D5`` names."""
    first, _, last = reference.partition(":")
    return Area(*_place(first), *_place(last or first))
