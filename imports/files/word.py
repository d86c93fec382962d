"""Reads the tables of Word documents, each as a sheet, with the text around it as context."""

import io
import zipfile
from collections.abc import Iterator

from lxml import etree

from imports.files.invisible import raised
from imports.files.sheet import Area, Comment, Place, Sheet, Value, note_struck_words
from imports.files.word_numbers import read_numbers
from imports.files.word_text import TextReader, plain_text, struck_share
from tracker.word_grid import W as _W
from tracker.word_grid import body_blocks, grid_cells, grid_rows, number

_NEAREST = 12
_LINK_KEY = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_PARSER = {"resolve_entities": False, "no_network": True, "huge_tree": True}


def read_word(data: bytes) -> list[Sheet]:
    """The tables of a document in their order. Tracked insertions are read, tracked deletions are not."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        body = _part(archive, "word/document.xml").find(f"{_W}body")
        notes = _footnotes(body, _optional(archive, "word/footnotes.xml"))
        reader = TextReader(
            read_numbers(_optional(archive, "word/numbering.xml"), _optional(archive, "word/styles.xml")),
            {key: mark for key, (mark, _) in notes.items()},
        )
        comments = _comments(archive)
        links = _links(_optional(archive, "word/_rels/document.xml.rels"))
        furniture = list(_headers(archive))
    sheets: list[Sheet] = []
    before: list[str] = []
    title: list[str] = []
    for element in body_blocks(body) if body is not None else ():
        if element.tag == f"{_W}tbl":
            title = title or before[:_NEAREST]
            sheet = _table(element, f"Table {len(sheets) + 1}", comments, reader)
            _link(sheet, element, links)
            if sheets:
                sheets[-1].below += before
            sheet.below = [f"{mark} {text}" for mark, text in notes.values()]
            sheet.context = [*reversed(before[-_NEAREST:]), *title, *furniture]
            sheets.append(sheet)
            before = []
        elif text := reader.text(element):
            before.append(text)
    if sheets:
        sheets[-1].below += before
    return sheets


def _part(archive: zipfile.ZipFile, name: str) -> etree._Element:
    return etree.fromstring(archive.read(name), etree.XMLParser(**_PARSER))


def _optional(archive: zipfile.ZipFile, name: str) -> etree._Element | None:
    return _part(archive, name) if name in archive.namelist() else None


def _headers(archive: zipfile.ZipFile) -> Iterator[str]:
    """Page headers and footers: the OHCHR lists name the State and the cycle only there."""
    for name in archive.namelist():
        if name.startswith(("word/header", "word/footer")) and name.endswith(".xml"):
            for paragraph in _part(archive, name).iter(f"{_W}p"):
                if text := plain_text(paragraph):
                    yield text


def _footnotes(body: etree._Element | None, part: etree._Element | None) -> dict[str, tuple[str, str]]:
    """The footnotes by their keys: the mark that a reader sees, which counts them in their order, and the words."""
    if body is None or part is None:
        return {}
    words = {item.get(f"{_W}id", ""): plain_text(item) for item in part.iter(f"{_W}footnote")}
    keys = dict.fromkeys(item.get(f"{_W}id", "") for item in body.iter(f"{_W}footnoteReference"))
    return {key: (raised(str(number)), words[key]) for number, key in enumerate(keys, 1) if words.get(key)}


def _comments(archive: zipfile.ZipFile) -> dict[str, Comment]:
    if "word/comments.xml" not in archive.namelist():
        return {}
    found = _part(archive, "word/comments.xml").iter(f"{_W}comment")
    return {item.get(f"{_W}id", ""): Comment(item.get(f"{_W}author", ""), plain_text(item)) for item in found}


def _links(relations: etree._Element | None) -> dict[str, str]:
    """The addresses that the links of a document lead to, by their keys."""
    outside = (item for item in relations if item.get("TargetMode") == "External") if relations is not None else ()
    return {item.get("Id", ""): item.get("Target", "") for item in outside}


def _link(sheet: Sheet, table: etree._Element, links: dict[str, str]) -> None:
    """Add the addresses that the cells of a table lead to."""
    for at, row in enumerate(grid_rows(table) if links else ()):
        for left, _, cell in grid_cells(row):
            keys = (item.get(_LINK_KEY, "") for item in cell.iter(f"{_W}hyperlink"))
            if found := [links[key] for key in keys if key in links]:
                sheet.links[at, left] = found


def _table(table: etree._Element, name: str, comments: dict[str, Comment], reader: TextReader) -> Sheet:
    sheet = Sheet(name=name, rows=[])
    open_merges: dict[int, Area] = {}
    told: list[str] = []
    for row_number, row in enumerate(grid_rows(table)):
        cells: list[Value] = [None] * number(row.find(f"{_W}trPr/{_W}gridBefore"))
        going_on: dict[int, Area] = {}
        for left, span, cell in grid_cells(row):
            area = _vertical(cell, row_number, left, span, open_merges.get(left))
            if area is not None:
                going_on[left] = area
            elif span > 1:
                sheet.merged.append(Area(row_number, left, row_number, left + span - 1))
            struck = _marks(sheet, (row_number, left), cell, comments)
            told += [sheet.address(row_number, left)] if 0 < struck < 1 else []
            text = None if _continues(area, row_number) else reader.cell(cell, struck=struck in (0, 1))
            cells.extend([text or None] + [None] * (span - 1))
        sheet.merged.extend(area for left, area in open_merges.items() if not _goes_on(area, going_on.get(left)))
        open_merges = going_on
        sheet.rows.append(cells)
    sheet.merged.extend(open_merges.values())
    sheet.merged = [area for area in sheet.merged if area[:2] != area[2:]]
    sheet.notes += note_struck_words(told)
    return sheet


def _continues(area: Area | None, row: int) -> bool:
    """Return True for a cell that a merge covers from above."""
    return area is not None and area.top < row


def _goes_on(area: Area, below: Area | None) -> bool:
    return below is not None and below.top == area.top


def _vertical(cell: etree._Element, row: int, left: int, span: int, above: Area | None) -> Area | None:
    """The vertical merge that a cell opens or goes on with; ``None`` for a cell of its own."""
    merge = cell.find(f"{_W}tcPr/{_W}vMerge")
    if merge is None:
        return None
    if merge.get(f"{_W}val") == "restart" or above is None:
        return Area(row, left, row, left + span - 1)
    return above._replace(bottom=row)


def _marks(sheet: Sheet, place: Place, cell: etree._Element, comments: dict[str, Comment]) -> float:
    """Add the marks of a cell; gives the share of its text that is struck through."""
    struck = struck_share(cell)
    if struck == 1:
        sheet.struck.add(place)
    shade = cell.find(f"{_W}tcPr/{_W}shd")
    fill = shade.get(f"{_W}fill", "auto") if shade is not None else "auto"
    if fill.lower() not in ("auto", "ffffff"):
        sheet.fills[place] = fill.upper()
    for reference in cell.iter(f"{_W}commentReference"):
        if comment := comments.get(reference.get(f"{_W}id", "")):
            sheet.comments[place] = comment
    return struck
