"""Finds the tables of recommendations in a sheet: the header, what each column means, where the rows begin and end."""

from collections.abc import Collection, Iterator, Mapping

from imports.cells.readers import Readers
from imports.fields import REFERENCE, TEXT
from imports.files import Sheet, is_blank
from imports.tables.acceptance import Candidate, has_banners, holds_recommendations
from imports.tables.columns import assign
from imports.tables.contrast import contrast
from imports.tables.header import Header, HeaderReader, islands, repeats, texts_of
from imports.tables.header_rows import HeaderRows
from imports.tables.header_span import HeaderSpan
from imports.tables.looks import profiles_of
from imports.tables.own_columns import (
    ask_about_days_of_doing,
    leave_lead_to_the_sheet,
    leave_other_texts,
    settle,
    words_of_agencies,
)
from imports.tables.profile import Profile, Profiler
from imports.tables.status_columns import StatusColumns, name_years, rivals_of, status_columns
from imports.tables.table import Block
from imports.tables.ticks import TickReader
from imports.tables.titles import leave_titles_to_the_next, line_of, texts_above
from imports.tables.values import Values
from imports.tables.weights import weights

_MOST_WEAK = 40
"""Rows in which a header of unknown words is looked for: a title page is rarely longer."""

_FIRST_WIDE = 2
"""Rows as wide as the table that may be its header: the first one, or the one below a line of its own."""

_LONGEST_HEADING = 100
_FITS_LIKE_BEFORE = 0.5


class TableFinder:
    """Finds tables with the headings and the kinds of cells that the readers know."""

    def __init__(self, readers: Readers, said: Mapping[str, str] | None = None) -> None:
        self._readers = readers
        self._profiler = Profiler(readers)
        self._headers = HeaderReader(readers, said or {})
        self._ticks = TickReader(readers)
        values = Values(readers)
        self._rows = HeaderRows(readers, self._headers, values, self._ticks)
        self._span = HeaderSpan(readers, values, self._ticks)

    def blocks(self, sheet: Sheet, before: Block | None = None) -> list[Block]:
        """The tables of a sheet that hold recommendations, from top to bottom.

        ``before`` is the table before in the same document: a table without a header may go on with it.
        """
        headers = list(self._told_headers(sheet))
        found: list[Block] = []
        for header in headers:
            first = header.rows[-1] + 1
            end = min((other.rows[0] for other in headers if other.rows[0] > header.rows[-1]), default=len(sheet.rows))
            if table := self._table(sheet, header, range(first, end)):
                above = max((other.end for other in found if other.end <= header.rows[0]), default=0)
                beside = sum(other.rows == header.rows for other in headers) > 1
                table.title = texts_above(sheet, above if found else 0, header, beside=beside)
                found.append(table)
        if not headers and sheet.rows and (table := self._continued(sheet, before)):
            found.append(table)
        leave_titles_to_the_next(found)
        return found

    def by_cells(self, sheet: Sheet) -> list[Block]:
        """The one table of a sheet whose headings nobody knows: what stands in its cells tells the columns."""
        if not sheet.rows or any(True for _ in self._told_headers(sheet)):
            return []
        table = self._by_cells(sheet)
        return [table] if table is not None else []

    def _told_headers(self, sheet: Sheet) -> Iterator[Header]:
        """The headers of a sheet that their words tell, those of tables side by side from left to right."""
        last: list[Header] = []
        for row in self._rows.telling(sheet):
            if last and (row <= last[0].rows[-1] or self._rows.is_row_of(sheet, row, last[-1])):
                continue
            if not self._rows.heads(sheet, row):
                continue
            found = list(self._side_by_side(sheet, self._span.rows(sheet, row)))
            if last and repeats(found[0], last[-len(found)] if len(found) <= len(last) else last[0]):
                continue
            last = found
            yield from found

    def _side_by_side(self, sheet: Sheet, rows: list[int]) -> Iterator[Header]:
        """The header of some rows, or those of tables that stand side by side with an empty column between them."""
        right = max(sheet.width - 1, 0)
        whole = self._headers.header(sheet, rows, 0, right)
        parts = [
            part
            for part in islands(whole.texts)
            if len(part) > 1 and any(self._names_text(whole, column) for column in part)
        ]
        if len(parts) < 2:
            yield whole
            return
        for number, part in enumerate(parts):
            last = parts[number + 1][0] - 1 if number + 1 < len(parts) else right
            yield self._headers.header(sheet, rows, part[0], last)

    def _names_text(self, header: Header, column: int) -> bool:
        matches = header.matches.get(column, [])
        return any(match.field == TEXT and not match.weak and match.score >= 0.75 for match in matches)

    def _table(self, sheet: Sheet, header: Header, rows: range) -> Block | None:
        """The table under a header; nothing if it holds no recommendations."""
        profiles = profiles_of(sheet, rows, header, self._profiler)
        marks = self._ticks.marks(sheet, header, profiles, rows)
        plain = _without(profiles, marks)
        plain = _without(plain, words_of_agencies(header, plain, self._readers))
        name_years(header, plain, self._readers)
        several = status_columns(header, plain, self._readers)
        named = _without(plain, [*several.columns[1:], *several.former])
        columns = settle(assign(header, named), header, plain, several.columns, self._readers)
        leave_other_texts(columns.fields, sheet, rows)
        leave_lead_to_the_sheet(columns.fields, header, plain, sheet.name, self._readers)
        ask_about_days_of_doing(columns, header, sheet, rows, self._readers)
        faulty = frozenset(column for row, column in sheet.faults if row in rows)
        candidate = Candidate(header, columns.fields, profiles, faulty)
        if not holds_recommendations(candidate):
            return None
        if TEXT not in columns.fields and has_banners(candidate):
            columns.fields.pop(REFERENCE, None)  # the numbers below those rows count activities
        taken = columns.fields.get("status") == several.columns
        used = {column for places in columns.fields.values() for column in places} | set(marks)
        known = several if taken else StatusColumns()
        if rivals := rivals_of(known, columns.fields.get("status", []), plain.keys() - used, header, plain):
            used -= set(columns.fields.pop("status"))
        return Block(
            sheet, header.rows, rows.start, rows.stop, columns.fields, header.texts, header.left, header.right,
            header.known_as, unread=_filled_besides(profiles, used), marks=marks, doubts=columns.doubts,
            dated=known.dated, rivals=rivals,
        )  # fmt: skip

    def _by_cells(self, sheet: Sheet) -> Block | None:
        """The table whose header was lost or speaks in words that nobody knows: the best of all rows, or none, heads it."""
        best: tuple[float, Block] | None = None
        for header, first in self._weak_headers(sheet):
            table = self._table(sheet, header, range(first, len(sheet.rows)))
            if table is None:
                continue
            score = self._total(sheet, header, table)
            if best is None or score > best[0]:
                best = score, table
        if best is None:
            return None
        table = best[1]
        if not table.header_rows:
            table.first = next((row for row in range(table.end) if self._full(sheet, row, table)), 0)
        top = table.header_rows[0] if table.header_rows else table.first
        table.title = [line for row in range(top - 1, -1, -1) if (line := line_of(sheet, row))]
        return table

    def _weak_headers(self, sheet: Sheet) -> Iterator[tuple[Header, int]]:
        """The first rows that are as wide as the table as its header, and no header at all."""
        right = max(sheet.width - 1, 0)
        yield Header([], 0, right, {}, {}), 0
        for row in _wide_rows(sheet):
            cells = texts_of(sheet, row)
            if len(cells) >= 2 and all(len(text) < _LONGEST_HEADING for text in cells.values()):
                rows = self._span.rows(sheet, row) if sheet.merged else [row]
                yield self._headers.header(sheet, rows, 0, right), rows[-1] + 1

    def _total(self, sheet: Sheet, header: Header, table: Block) -> float:
        """How well a header and the columns below it go together."""
        rows = range(table.first, table.end)
        profiles = profiles_of(sheet, rows, header, self._profiler)
        total = assign(header, profiles).total
        lost = sum(self._full(sheet, row, table) for row in range(table.header_rows[0] if table.header_rows else 0))
        return total + contrast(header, profiles, self._profiler) - weights()["lost_row"] * lost

    def _full(self, sheet: Sheet, row: int, table: Block) -> bool:
        """Return True if a row above the header holds a recommendation as those below it do."""
        for name in (TEXT, REFERENCE):
            for column in table.columns.get(name, []):
                value = sheet.value(row, column)
                text = "" if is_blank(value) else str(value).strip()
                if text and {"recommends", "item_reference"} & self._profiler.kinds(value, text):
                    return True
        return False

    def _continued(self, sheet: Sheet, before: Block | None) -> Block | None:
        """A table without a header that goes on with the one before it."""
        if before is None or sheet.width != before.sheet.width:
            return None
        profiles = profiles_of(sheet, range(len(sheet.rows)), Header([], 0, sheet.width - 1, {}, {}), self._profiler)
        for name in (TEXT, REFERENCE):
            for column in before.columns.get(name, []):
                look = profiles[column]
                fits = look.length >= 20 if name == TEXT else max(look.item_reference, look.paragraph)
                if fits < _FITS_LIKE_BEFORE:
                    return None
        return Block(
            sheet, [], 0, len(sheet.rows), before.columns, before.headers, before.left, before.right, before.known_as,
            title=before.title, unread=before.unread, marks=before.marks, dated=before.dated, rivals=before.rivals,
        )  # fmt: skip


def _wide_rows(sheet: Sheet) -> list[int]:
    """The first rows that are about as wide as the widest; of two, the second only if it is the wider one."""
    filled = [sum(not is_blank(value) for value in cells) for cells in sheet.rows[:_MOST_WEAK]]
    wide = [row for row, count in enumerate(filled) if count >= max(2, 0.5 * max(filled))][:_FIRST_WIDE]
    return [row for row in wide if row == wide[0] or filled[row] > filled[wide[0]]]


def _without(profiles: Mapping[int, Profile], left_out: Collection[int]) -> dict[int, Profile]:
    return {column: look for column, look in profiles.items() if column not in left_out}


def _filled_besides(profiles: Mapping[int, Profile], used: Collection[int]) -> list[int]:
    """The columns that hold something and were not used."""
    return [column for column, look in _without(profiles, used).items() if look.filled]
