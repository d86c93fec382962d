"""Finds the tables of recommendations of a whole workbook, sheet by sheet."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from imports.cells.readers import Readers
from imports.files import Sheet, Workbook
from imports.tables.continued import join_continued
from imports.tables.finder import TableFinder
from imports.tables.reshape import upright
from imports.tables.survey import is_example, kind_of
from imports.tables.table import Block
from tracker.language.phrase import Phrase
from tracker.vocabulary import SheetKind


@dataclass
class SheetTables:
    """A sheet with its tables from top to bottom, what it is, and what a reader of the plan should know."""

    sheet: Sheet
    kind: SheetKind
    blocks: list[Block] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def find_tables(book: Workbook, readers: Readers, said: Mapping[str, str]) -> list[SheetTables]:
    """Every sheet with its tables; sheets that stand on their side are turned, examples are left aside.

    ``said`` are the fields that a person named for columns, by the folded header.
    """
    finder = TableFinder(readers, said)
    found: list[tuple[Sheet, list[Block]]] = []
    before: Block | None = None
    for sheet in book.sheets:
        blocks = finder.blocks(sheet, before)
        if not blocks and (turned := upright(sheet, readers)):
            sheet, blocks = turned, finder.blocks(turned)
        blocks = blocks or finder.by_cells(sheet)
        found.append((sheet, blocks))
        for block in blocks:
            sheet.notes += join_continued(block, before, readers)
            before = None
        before = blocks[-1] if blocks and book.document else None
    filled = any(blocks and not is_example(sheet, readers) for sheet, blocks in found)
    return [_surveyed(sheet, blocks, readers, filled=filled) for sheet, blocks in found]


def _surveyed(sheet: Sheet, blocks: list[Block], readers: Readers, *, filled: bool) -> SheetTables:
    example = bool(blocks) and filled and is_example(sheet, readers)
    kind = SheetKind.OTHER if example else kind_of(sheet, blocks, readers)
    tables = SheetTables(sheet, kind, [] if example else blocks)
    if example:
        tables.notes.append(Phrase("an example of how to fill the sheet in; it was not read"))
    tables.notes += sheet.notes
    if sheet.strays:
        tables.notes.append(
            Phrase("cells far outside the table were not read: {cells}", cells=", ".join(sheet.strays[:5]))
        )
    return tables
