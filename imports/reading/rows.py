"""Reads the rows of a table into entries: leaves out rows that do not count, and finds the review and the values."""

import re
from collections.abc import Callable, Collection, Iterator
from functools import cached_property
from itertools import count

from imports.cells.references import Reference, read_reference
from imports.fields import CODE, FIELDS, REFERENCE, TEXT, Contents, Reader
from imports.files import letters
from imports.reading.beside import notes_beside
from imports.reading.context import ContextReader, Placing
from imports.reading.continuations import continued, is_number_below, make_activity, note_on_activities
from imports.reading.elsewhere import Elsewhere
from imports.reading.entry import Entry, ReadRow
from imports.reading.faults import faults_of
from imports.reading.fields import READERS
from imports.reading.grouped import ask_about_groups
from imports.reading.lead_ins import keep_lead_ins
from imports.reading.numbering import Numbered, Numbering, next_item
from imports.reading.other_documents import leave_other_documents
from imports.reading.places import Places
from imports.reading.reviewed_states import ReviewedStates
from imports.reading.said import AllKnown, Room, groups
from imports.reading.stamped import stamps_of_rows
from imports.reading.texts import Piece, cleaned, numbered_lines, units, without_source
from imports.tables.body import BodyRow, RowKind
from imports.tables.shown import Cell, whole
from tracker.folding import tidy
from tracker.language.phrase import Phrase
from tracker.vocabulary import Outcome

_NUMBERS_OF_HEADINGS = re.compile(r"^(?:[ivxlc]{1,5}|\d{1,2}|[A-Z])[.)]\s+", re.IGNORECASE)
_COUNT_OF_ROWS = re.compile(r"\s*\(\d{1,3}\)$")
_LONGEST_AGENCY = 140
_STEP = 500
"""Rows after which progress is told."""

_CONTENTS = (
    Contents.AGENCIES, Contents.REMARKS, Contents.LINKS, Contents.STATE_NAMES, Contents.SYMBOLS, Contents.THEMES
)  # fmt: skip
_TELLING = tuple(field.name for field in FIELDS if field.contents in _CONTENTS)
"""Fields that only a recommendation has; a row with dates, numbers or ticks alone is a total or an empty form."""

_WAITING = [field.name for field in FIELDS if field.followup or (field.kept and field.reader in READERS)]
"""Fields in which an error of the spreadsheet waits for a person; in other fields nothing is lost with it."""


class RowReader:
    """Reads the rows of one table. ``struck`` are rows that are left out because they are struck out."""

    def __init__(self, room: Room, context: ContextReader, struck: Collection[int] = ()) -> None:
        self._room = room
        self._block = room.table.block
        self._table = room.table
        self._context = context
        self._struck = struck
        self._elsewhere = Elsewhere(room.table, room.readers)
        self._reviewed = ReviewedStates(room.table, room.readers)
        room.table.leave_out(self._elsewhere.named.keys())
        ask_about_groups(room.table, room.book)
        self._numbering = Numbering(room.table, room.book, room.around.file, room.readers.short_references)
        if self._numbering.texts_count:
            self._block.unread += [
                column for column in self._table.columns(REFERENCE) if column not in self._block.unread
            ]
        self._places = Places(room, context, upr=self._numbering.by_item())
        self._readers = {kind: reader(room) for kind, reader in READERS.items()}
        self._known = {kind: groups(reader) for kind, reader in self._readers.items()}
        self._all_known = AllKnown([known for group in self._known.values() for known in group])
        self._texts = room.table.first(TEXT)
        self._codes = room.table.first(CODE)
        self._others = [(room.table.header(column), room.table.column(column)) for column in self._block.unread]
        self._stamps = stamps_of_rows(room.table.block)
        self._faults = faults_of(room.table)
        self._fields = {name: letters(columns[0]) for name, columns in self._block.columns.items() if columns}
        self._banner: BodyRow | None = None
        self._last: list[Entry] = []
        self._activities: list[int] = []
        self.notes: list[str] = []
        self.structure = {"header": 0, "section": 0, "blank": 0}

    def read(self, progress: Callable[[int], None]) -> list[ReadRow]:
        """All rows with their entries or their outcome, without blank rows, section rows and repeated headers.

        ``progress`` is told the number of rows that were read since the last call.
        """
        away = self._elsewhere.named
        rows: list[ReadRow] = []
        for start in range(self._block.first, self._block.end, _STEP):
            step = range(start, min(start + _STEP, self._block.end))
            rows += [
                read
                for row in step
                if (read := self._away(row, left) if (left := away.get(row)) else self._read(row)) is not None
            ]
            progress(len(step))
        keep_lead_ins(rows)
        self.notes += notes_beside(self._table, {row.row for row in rows}, self._room.readers.dates)
        self.notes += [*self._all_known.notes(), *note_on_activities(self._activities)]
        return rows

    @staticmethod
    def _away(row: int, left: Cell) -> ReadRow:
        """A row that concerns another State."""
        return ReadRow(row, (), Outcome.LEFT_OUT, whole(left.address, row), left.text)

    def _read(self, row: int) -> ReadRow | None:
        body_row = self._table.body.row(row)
        match body_row.kind:
            case RowKind.DATA:
                return self._read_row(body_row)
            case RowKind.BLANK | RowKind.HEADER:
                self.structure[body_row.kind.value] += 1
            case RowKind.SECTION:
                self.structure["section"] += 1
                self._open_section(body_row)
            case RowKind.BANNER:
                self.structure["section"] += 1
                self._banner = body_row
            case _:
                left_out = Outcome.LEFT_OUT
                return ReadRow(row, outcome=left_out, cell=body_row.cell, reason=body_row.reason, furniture=True)
        return None

    def _read_row(self, body_row: BodyRow) -> ReadRow:
        row = body_row.row
        if (unread := self._not_to_be_read(body_row)) is not None:
            return unread
        text_cell = self._text_of(row)
        where = whole(text_cell.address, row) if text_cell else ""
        if row in self._struck:
            return ReadRow(row, outcome=Outcome.LEFT_OUT, cell=where or body_row.cell, reason=Phrase("struck out"))
        entries = self._all_entries(row, text_cell)
        if contradiction := self._numbering.contradiction(row):
            return ReadRow(row, outcome=Outcome.REFUSED, cell=body_row.cell, reason=contradiction)
        if not entries:
            return self._unread_number(row) or self._without_entry(body_row)
        if self._reviewed.possible and (left := self._reviewed.reason(entries)):
            return self._away(row, left)
        leave_other_documents(entries, self._room.readers.vocabulary)
        self._last = entries
        self._stamp(entries, row)
        return ReadRow(row, entries, cell=where or entries[0].cell)

    def _not_to_be_read(self, body_row: BodyRow) -> ReadRow | None:
        """The outcome of a row that cannot be trusted, or that concerns another State."""
        row = body_row.row
        if fault := self._faults.get(row):
            return ReadRow(row, outcome=Outcome.REFUSED, cell=fault.address or body_row.cell, reason=fault.text)
        left = self._elsewhere.reason(row) if self._elsewhere.possible else None
        return self._away(row, left) if left else None

    def _stamp(self, entries: list[Entry], row: int) -> None:
        """Give the entries of a row the columns in which an edit may be; of one that the tracker wrote, its stamp."""
        stamp = self._stamps.get(row, "")
        for entry in entries:
            entry.stamp, entry.columns = stamp, self._fields

    def _unread_number(self, row: int) -> ReadRow | None:
        """The outcome of a row whose number nobody can read: it is no more of the row above."""
        number = self._numbering.unread(row)
        if number is None:
            return None
        reason = Phrase(
            "'{text}' is not a number of a recommendation; write it as 138.12, or 13(b)", text=number.text[:40]
        )
        return ReadRow(row, outcome=Outcome.REFUSED, cell=whole(number.address, row), reason=reason)

    def _without_entry(self, body_row: BodyRow) -> ReadRow:
        row, where = body_row.row, body_row.cell
        if not any(self._table.field(name, row) for name in _TELLING):
            reason = Phrase("holds neither a text nor a number")
            return ReadRow(row, outcome=Outcome.LEFT_OUT, cell=where, reason=reason, furniture=True)
        reason = Phrase(
            "the row has neither a recommendation's text nor its number; if it belongs to the row above, "
            "merge the cells or repeat the number"
        )
        return ReadRow(row, outcome=Outcome.REFUSED, cell=where, reason=reason)

    def _text_of(self, row: int) -> Cell | None:
        """The text of a row; where it has none, that of the full-width row above it."""
        found = self._texts[row - self._block.first]
        if found is None and self._banner is not None and self._banner.row < row:
            found = Cell(self._banner.text, self._banner.cell)
        self._banner = None
        return found

    # Entries of a row

    def _all_entries(self, row: int, text_cell: Cell | None) -> list[Entry]:
        """The entries of a row: of an activity, of recommendations, or of what goes on with the row above."""
        if self._is_activity(row):
            return list(self._activity(row, text_cell))
        return list(self._entries(row, text_cell)) or list(self._continuation(row))

    def _entries(self, row: int, text_cell: Cell | None) -> Iterator[Entry]:
        text, source = without_source(tidy(text_cell.text)) if text_cell else ("", "")
        where = text_cell.address if text_cell else ""
        code = self._codes[row - self._block.first]
        if code is not None and "/" in code.text:
            yield self._by_code(row, code, text, where)
            return
        numbered, pieces = self._pieces(row, text, where)
        if not text and pieces[0].reference is None:
            return
        parts = count()
        for piece in pieces:
            place = self._places.of(row, piece.reference)
            cell = whole(where or piece.reference_cell, row)
            entry = Entry(row, 0, place.placing, out_reason=place.out_reason, cell=cell, key=self._merged_key(row))
            if source:
                entry.put("position_source", source, where)
            self._fill(entry, shared=len(pieces) > 1)
            self._keep_turned(entry, numbered.turned)
            for unit in units(entry, piece, self._room.readers, self._block.within, upr=place.upr):
                unit.part = next(parts)
                yield unit

    def _by_code(self, row: int, code: Cell, text: str, where: str) -> Entry:
        """The entry of a row of the register's own sheet; its text is taken as it is."""
        numbered = self._numbering.read(row, "", "")
        if numbered.reference is None:
            numbered = Numbered("", read_reference(code.text.rpartition("/")[2].strip()), code.address)
        placing = self._places.by_code(code) or self._places.of(row, numbered.reference).placing
        entry = Entry(row, 0, placing, cell=whole(code.address, row), key=self._merged_key(row))
        entry.put(CODE, code.text.strip(), code.address)
        entry.put(TEXT, text, where)
        if numbered.reference is not None:
            entry.put(REFERENCE, (numbered.reference.text, numbered.reference.sub), numbered.cell)
        self._fill(entry, shared=False)
        return entry

    def _pieces(self, row: int, text: str, where: str) -> tuple[Numbered, list[Piece]]:
        """The recommendations of a cell: one, or several where its lines begin with numbers of their own."""
        several = numbered_lines(text)
        if len(several) > 1:
            return Numbered("", None, ""), [Piece(cleaned(part), where, number, where) for number, part in several]
        numbered = self._numbering.read(row, text, where)
        if numbered.reference is None and (item := self._item_below(text)):
            numbered = Numbered(item[1], item[0], where)
        return numbered, [Piece(cleaned(numbered.text), where, numbered.reference, numbered.cell or where)]

    def _item_below(self, text: str) -> tuple[Reference, str] | None:
        """The number of a row without one that goes on with the items of the paragraph above."""
        above = self._last[-1].get(REFERENCE) if self._last else None
        return next_item(text, above[0]) if above else None

    def _keep_turned(self, entry: Entry, turned: Cell | None) -> None:
        """Leave a number open that nobody can read, or that the spreadsheet turned into a date; the plan names its cell."""
        unread = self._numbering.unread(entry.row)
        if turned is None and unread is not None and any(sign.isdigit() for sign in unread.text):
            entry.open_values.append((REFERENCE, unread.text, whole(unread.address, entry.row)))
        if turned is not None:
            where = whole(turned.address, entry.row)
            entry.open_values.append((REFERENCE, turned.text, where))
            self.notes.append(
                Phrase(
                    "the number in {cell} is a date ({date}); the row was read without a number",
                    cell=where,
                    date=turned.text,
                )
            )

    def _fill(self, entry: Entry, *, shared: bool) -> None:
        """All fields of a row but its identity; a status that several recommendations share is none of theirs yet."""
        at = entry.row - self._block.first
        self._all_known.fill(entry, at)
        for header, cells in self._others:
            if cell := cells[at]:
                entry.others[header] = cell.text
        entry.remarks += self._comments.get(entry.row, ())
        entry.open_values += self._errors.get(entry.row, ())
        if shared and "status" in entry.values:
            entry.leave_open("status")

    @cached_property
    def _comments(self) -> dict[int, list[tuple[str, str, str]]]:
        """The comments of each row: cell, author, text."""
        found: dict[int, list[tuple[str, str, str]]] = {}
        sheet, block = self._table.sheet, self._block
        for (row, column), comment in sorted(sheet.comments.items()):
            if block.left <= column <= block.right:
                found.setdefault(row, []).append((sheet.address(row, column), comment.author, comment.text))
        return found

    @cached_property
    def _errors(self) -> dict[int, list[tuple[str, str, str]]]:
        """The errors of the spreadsheet in each row that wait for a person: field, what is shown, cell."""
        found: dict[int, list[tuple[str, str, str]]] = {}
        for name in _WAITING:
            for column in self._table.columns(name):
                for row, cell in self._table.errors(column).items():
                    found.setdefault(row, []).append((name, cell.text, cell.address))
        return found

    def _continuation(self, row: int) -> Iterator[Entry]:
        """Entries of a row without text and number that adds to the row above: measures, agencies, evidence."""
        if self._numbering.unread(row) is None:
            yield from continued(self._said(row), self._last)

    def _activity(self, row: int, text_cell: Cell | None) -> Iterator[Entry]:
        """Entries of a row whose number makes it an activity for the recommendation above."""
        self._activities.append(row)
        said = self._said(row)
        make_activity(said, tidy(text_cell.text) if text_cell else "", text_cell.address if text_cell else "")
        yield from continued(said, self._last)

    def _said(self, row: int) -> Entry:
        """What a row says, whatever it says it of."""
        said = Entry(row, 0, Placing())
        self._fill(said, shared=False)
        return said

    def _is_activity(self, row: int) -> bool:
        """Return True if the number of a row goes on with that of the recommendation above: 140.1.2 below 140.1."""
        number, above = self._numbering.unread(row), self._last[-1].get(REFERENCE) if self._last else None
        return number is not None and above is not None and is_number_below(number.text, above[0])

    # Sections

    def _open_section(self, row: BodyRow) -> None:
        """Take the review, the agency or the themes of a section row for the rows below it."""
        text = _COUNT_OF_ROWS.sub("", _NUMBERS_OF_HEADINGS.sub("", row.text))
        label = re.sub(r"^[^:\n]{2,40}:\s*", "", text) if ":" in text else text
        hints = self._context.read(text)
        if hints.symbol or hints.mechanism or hints.cycle:
            self._places.under_heading(hints)
            self._under_heading(Reader.TAGS, (), "")
            return
        reading = self._room.readers.agencies.read(label)
        if reading.mentions and not reading.unknown and len(label) < _LONGEST_AGENCY:
            self._under_heading(Reader.AGENCIES, reading.mentions[0].agency, row.cell)
            return
        self._under_heading(Reader.TAGS, self._room.readers.tags.read_themes(tidy(label)), row.cell)

    def _under_heading(self, kind: Reader, value: object, cell: str) -> None:
        self._readers[kind].under_heading(value, cell)
        for known in self._known[kind]:
            known.forget()
        self._all_known.forget()

    def _merged_key(self, row: int) -> object:
        """The first cell of the merged text or number that covers a row."""
        for name in (TEXT, REFERENCE) if self._table.sheet.merged else ():
            for column in self._block.columns.get(name, []):
                place = self._table.body.place(row, column)
                if place != (row, column) or self._table.body.place(row + 1, column) == place:
                    return place
        return None
