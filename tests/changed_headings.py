"""Finds the tables of ``tests/sheets`` again after their headings were changed, and counts which columns are understood.

What is found in a sheet as it is is the truth; ``layout_of`` is the only place that knows how a layout is found.
"""

import copy
import json
import random
from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from imports.cells.readers import Readers
from imports.files import Sheet, Workbook, read_workbook
from imports.tables.find import find_tables
from imports.tables.table import Block

SHEETS = Path(__file__).parent / "sheets"
NOT_COUNTED = frozenset(("ordinal", "ignored", "kept", "decision", "action"))
"""What a register keeps nothing of: whether such a column is known or not changes nothing."""

_SEED = 8


@dataclass
class Table:
    """One table as it was found: its rows, its columns, and which column holds which field."""

    header_rows: list[int]
    rows: range
    columns: range
    fields: dict[str, list[int]]
    asked: frozenset[int] = frozenset()
    """Columns about which something is asked."""
    marks: frozenset[int] = frozenset()
    """Columns of ticks: their headings are values."""

    @property
    def pairs(self) -> set[tuple[str, int]]:
        """Every field of the register with each of its columns."""
        return {(name, at) for name, places in self.fields.items() if name not in NOT_COUNTED for at in places}


@dataclass
class Tally:
    """What became of the columns of all sheets in one way of changing them."""

    pairs: int = 0
    right: int = 0
    asked: int = 0
    left_open: int = 0
    wrong: int = 0
    texts_lost: int = 0
    headers_read: int = 0
    """Tables whose header was read as a recommendation."""
    examples: list[str] = field(default_factory=list)

    def share(self, name: str) -> float:
        """A count as a percentage of all pairs of field and column."""
        return 100 * float(getattr(self, name)) / max(self.pairs, 1)


def layout_of(book: Workbook, readers: Readers) -> list[list[Table]]:
    """The tables of recommendations of each sheet of a workbook; a sheet that was turned upright has other columns."""
    found = find_tables(book, readers, {})
    return [[_table(block) for block in sheet.blocks if not sheet.sheet.addresses] for sheet in found]


def _table(block: Block) -> Table:
    return Table(
        header_rows=block.header_rows,
        rows=range(block.first, block.end),
        columns=range(block.left, block.right + 1),
        fields=block.columns,
        marks=frozenset(block.marks),
        asked=frozenset(column for column, _ in block.doubts),
    )


@dataclass
class Book:
    """A workbook of a case, and its tables as they are found in it unchanged."""

    name: str
    book: Workbook
    tables: list[list[Table]]


def books(readers: Readers) -> list[Book]:
    """The workbooks of all cases that are imported without an error and have a table with a header."""
    found = []
    for path in sorted(SHEETS.glob("*/case.json")):
        case = json.loads(path.read_text(encoding="utf-8"))
        sheets = case["expect"].get("sheets", [])
        if case["expect"].get("exit", 0) or not any(sheet.get("is_recommendations", True) for sheet in sheets):
            continue
        for name in case["files"]:
            book = read_workbook(path.parent / name)
            tables = layout_of(book, readers)
            if any(table.header_rows for page in tables for table in page):
                found.append(Book(f"{path.parent.name}/{name}", book, tables))
    return found


@dataclass
class Changing:
    """A copy of a sheet that is being changed, with the truth about its tables and where its columns went."""

    sheet: Sheet
    tables: list[Table]
    chance: random.Random
    moved: dict[int, int] = field(default_factory=dict)

    def place(self, column: int) -> int:
        """Where a column stands now."""
        return self.moved.get(column, column)


def tried(way: Callable[[Changing], None], found: list[Book], readers: Readers) -> Tally:
    """Change the headings of every workbook in one way, find its tables again and compare."""
    tally = Tally()
    for one in found:
        changed = copy.copy(one.book)
        pages = [
            Changing(copy.deepcopy(sheet), tables, random.Random(f"{_SEED} {one.name} {sheet.name}"))
            for sheet, tables in zip(one.book.sheets, one.tables, strict=True)
        ]
        for page in pages:
            if any(table.header_rows for table in page.tables):
                way(page)
        changed.sheets = [page.sheet for page in pages]
        for page, tables in zip(pages, layout_of(changed, readers), strict=True):
            _compare(page, tables, one.name, tally)
    return tally


def _compare(page: Changing, tables: list[Table], name: str, tally: Tally) -> None:
    partners: dict[int, list[Table]] = defaultdict(list)
    for table in tables:
        near = max(range(len(page.tables)), key=lambda at: _shared(page, page.tables[at], table), default=None)
        partners[-1 if near is None or not _shared(page, page.tables[near], table) else near].append(table)
    for table in partners.pop(-1, []):
        tally.wrong += len(table.pairs)
        tally.examples.append(f"{name}: a table where there is none, {sorted(table.pairs)[:3]}")
    for at, truth in enumerate(page.tables):
        if truth.header_rows:
            _compare_table(page, truth, partners[at], name, tally)


def _shared(page: Changing, truth: Table, table: Table) -> int:
    """How many cells two tables share."""
    rows = set(truth.rows) & set(table.rows)
    return len(rows) * len({page.place(column) for column in truth.columns} & set(table.columns))


def _compare_table(page: Changing, truth: Table, tables: list[Table], name: str, tally: Tally) -> None:
    want = {(what, page.place(column)) for what, column in truth.pairs}
    got = {pair for table in tables for pair in table.pairs}
    taken = {column for _, column in got}
    asked = {column for table in tables for column in table.asked}
    missed = {(what, column) for what, column in want - got if column not in taken}
    tally.pairs += len(want)
    tally.right += len(want & got)
    tally.asked += sum(column in asked for _, column in missed)
    tally.left_open += sum(column not in asked for _, column in missed)
    tally.wrong += len(got - want)
    tally.texts_lost += bool(truth.fields.get("text")) and not any(what == "text" for what, _ in want & got)
    tally.headers_read += any(table.rows.start <= truth.header_rows[-1] < table.rows.stop for table in tables)
    for what, column in sorted(got - want):
        heading = " / ".join(str(page.sheet.value(row, column)) for row in truth.header_rows)
        tally.examples.append(f"{name}: '{heading}' taken as {what}, is {[one for one, at in want if at == column]}")


def commonest(tally: Tally, most: int = 5) -> list[str]:
    """The mistakes met most often, for whoever looks into them."""
    return [text for text, _ in Counter(tally.examples).most_common(most)]
