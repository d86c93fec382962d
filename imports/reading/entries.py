"""Reads the rows of a table into entries: which rows count, where they belong, and what each field says."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import count
from typing import NamedTuple

from imports.cells.languages import other_language
from imports.cells.readers import Readers
from imports.cells.references import Reference, read_reference, split_reference
from imports.cells.symbols import read_symbol
from imports.cells.units import Unit, split_units
from imports.files import letters
from imports.reading.context import ContextReader, Placing
from imports.reading.entry import Entry, Reading, ReadRow, Surroundings
from imports.reading.fields.agencies import AgencyFields
from imports.reading.fields.plain import PlainFields
from imports.reading.fields.status import StatusFields
from imports.reading.fields.tags import TagFields
from imports.reading.memory import CellMemory
from imports.reading.numbering import Numbered, Numbering
from imports.reading.placing import Placer
from imports.reading.questions import QuestionBook
from imports.tables.body import BodyRow, RowKind
from imports.tables.legend import Legend
from imports.tables.shown import Cell, ShownTable, is_error
from imports.tables.table import Block
from tracker.folding import fold, tidy
from tracker.vocabulary import Outcome

_FORMULA = re.compile(r"^=\s*[\w(+\-\"'@$]")
_SOURCE = re.compile(r"\n?\s*;?\s*Source of position\s*:\s*(.*)$", re.IGNORECASE | re.DOTALL)
_LETTER = re.compile(r"^\(?[a-z]\)\s*")
_UUID = re.compile(r"^[0-9a-f]{8}-[0-9a-f]{4}-", re.IGNORECASE)
_FOOTNOTE = re.compile(r"(?<=[a-zа-яəğıöşüç.,;)])[¹²³⁴-⁹⁰*]+$|\[\d{1,2}\]$")
_FOOTNOTE_MARKS = "¹²³⁴⁵⁶⁷⁸⁹⁰*]"
_QUOTES = (("“", "”"), ('"', '"'), ("«", "»"), ("„", "“"), ("„", "”"))
_OPENING_QUOTES = "".join(left for left, _ in _QUOTES)
_IDENTITY = ("text", "reference", "code", "document")
_NUMBERS_OF_HEADINGS = re.compile(r"^(?:[ivxlc]{1,5}|\d{1,2}|[A-Z])[.)]\s+", re.IGNORECASE)


class _Piece(NamedTuple):
    """One recommendation of a cell, with its number."""

    text: str
    text_cell: str
    reference: Reference | None
    reference_cell: str


class EntryReader:
    """Reads the rows of one table."""

    def __init__(
        self,
        block: Block,
        readers: Readers,
        context: ContextReader,
        legend: Legend,
        book: QuestionBook,
        around: Surroundings,
    ) -> None:
        self._block = block
        self._readers = readers
        self._context = context
        self._table = ShownTable(block, readers)
        self._numbering = Numbering(self._table, book, around.file)
        self._placer = Placer(self._table, readers, context, book, around)
        self._placer.upr = self._placer.upr or self._numbering.by_item()
        self._plain = PlainFields(self._table, readers, book)
        self._agencies = AgencyFields(self._table, readers, legend, book, around)
        self._status = StatusFields(self._table, readers, legend, book, around)
        self._tags = TagFields(self._table, readers, around)
        self._repeating = self._memories(book)
        self._mixed = bool({"country", "type"} & block.columns.keys())
        """Whether the table may hold rows of other States, or observations."""
        self._banner: BodyRow | None = None
        self._last: list[Entry] = []
        self.notes: list[str] = []
        self.structure = {"header": 0, "section": 0, "blank": 0}

    def read(self) -> list[ReadRow]:
        """Every row but blank ones, section rows and repeated headers, each with its entries or its outcome."""
        rows = []
        for body_row in self._table.body.rows():
            match body_row.kind:
                case RowKind.BLANK | RowKind.HEADER:
                    self.structure[body_row.kind.value] += 1
                case RowKind.SECTION:
                    self.structure["section"] += 1
                    self._open_section(body_row)
                case RowKind.BANNER:
                    self.structure["section"] += 1
                    self._banner = body_row
                case RowKind.DATA:
                    rows.append(self._read_row(body_row))
                case _:
                    left = Outcome.LEFT_OUT
                    reason = body_row.reason
                    rows.append(ReadRow(body_row.row, outcome=left, cell=body_row.cell, reason=reason, furniture=True))
        self._note_beside(rows)
        return rows

    # Rows

    def _read_row(self, body_row: BodyRow) -> ReadRow:
        row = body_row.row
        if fault := self._fault(row):
            return ReadRow(row, outcome=Outcome.REFUSED, cell=fault.address, reason=fault.text)
        if self._mixed and (left := self._elsewhere(row)):
            return ReadRow(row, outcome=Outcome.LEFT_OUT, cell=left.address, reason=left.text)
        text_cell = self._text_of(row)
        entries = list(self._entries(row, text_cell)) or list(self._continuation(row))
        if not entries and self._says_little(row):
            reason = "holds neither a text nor a number"
            return ReadRow(row, outcome=Outcome.LEFT_OUT, cell=body_row.cell, reason=reason, furniture=True)
        if not entries:
            reason = (
                "the row has neither a recommendation's text nor its number; if it belongs to the row above, "
                "merge the cells or repeat the number"
            )
            return ReadRow(row, outcome=Outcome.REFUSED, cell=body_row.cell, reason=reason)
        self._last = entries
        return ReadRow(row, entries=entries, cell=text_cell.address if text_cell else entries[0].cell)

    def _says_little(self, row: int) -> bool:
        """Whether a row without text and number holds nothing but dates, numbers and ticks: a sum, a span, an empty form."""
        telling = ("lead", "contributing", "measures", "note", "evidence", "states", "document", "theme")
        return not any(self._table.field(name, row) for name in telling)

    def _text_of(self, row: int) -> Cell | None:
        """The text of a row; where it has none, that of the full-width row above it."""
        found = self._table.field("text", row)
        if found is None and self._banner is not None and self._banner.row < row:
            found = Cell(self._banner.text, self._banner.cell)
        self._banner = None
        return found

    def _fault(self, row: int) -> Cell | None:
        """The first cell of the row that cannot be trusted: what is wrong, and where."""
        for name, columns in self._block.columns.items() if self._table.doubtful(row) else ():
            for column in columns if name not in ("ignored", "ordinal", "kept") else ():
                place = self._table.body.place(row, column)
                value = self._table.sheet.value(*place)
                where = self._table.sheet.address(*place)
                fault = self._table.sheet.faults.get(place, "")
                if fault and (name in _IDENTITY or "error" not in fault):
                    return Cell(f"the cell {fault}", where)
                if isinstance(value, str) and name in _IDENTITY and is_error(value):
                    return Cell(f"the cell shows the error {value.strip()}; type the value", where)
                if isinstance(value, str) and _FORMULA.match(value):
                    return Cell(f"the cell holds a formula as text ({value[:30]}); type the value itself", where)
        return None

    def _elsewhere(self, row: int) -> Cell | None:
        """Whether the row concerns another State, or is an observation and no recommendation: why, and where."""
        if found := self._table.field("country", row):
            codes = {self._country(name) for name in re.split(r"[\n;,]", found.text) if name.strip(" -")}
            codes.add(self._country(found.text))
            if self._readers.vocabulary.state not in codes:
                named = tidy(found.text).replace("\n", ", ").lstrip("- ")[:40]
                return Cell(f"concerns another State ({named})", found.address)
        elif "country" in self._block.columns and (document := self._table.field("document", row)):
            symbol = read_symbol(document.text)
            if symbol and symbol.state and symbol.state != self._readers.vocabulary.state:
                return Cell(f"concerns another State (document {symbol.text})", document.address)
        return self._observation(row) if "type" in self._block.columns else None

    def _country(self, name: str) -> str:
        plain = name.strip().lstrip("-").strip()
        return self._readers.vocabulary.iso2.get(plain, self._readers.states.identity(plain))

    def _observation(self, row: int) -> Cell | None:
        """An observation by its type; where the type is blank or garbled, by its verbs."""
        kind, where = self._table.field("type", row) or Cell("", "")
        kind = tidy(kind).lstrip("- ")
        vocabulary = self._readers.vocabulary
        if fold(kind) in vocabulary.row_words("uhri_observation"):
            return Cell(f"an observation, not a recommendation ({kind})", where)
        if kind and not _UUID.match(kind) and not kind.startswith("#"):
            return None
        text, where = self._table.field("text", row) or Cell("", "")
        folded = f" {fold(text)} "
        observes = any(f" {words} " in folded for words in vocabulary.row_words("observation"))
        asks = any(f" {verb} " in folded for verb in vocabulary.row_words("demand"))
        return Cell("an observation, not a recommendation (by its words)", where) if observes and not asks else None

    # Entries of a row

    def _entries(self, row: int, text_cell: Cell | None) -> Iterator[Entry]:
        text, source = _without_source(tidy(text_cell.text) if text_cell else "")
        where = text_cell.address if text_cell else ""
        code = self._table.field("code", row)
        if code is not None and "/" in code.text:
            yield self._by_code(row, code, text, where)
            return
        pieces = list(self._pieces(row, text, where))
        if not text and pieces[0].reference is None:
            return
        hints = self._placer.hints(row)
        parts = count()
        for piece in pieces:
            placing, out_reason = self._placer.place(hints, piece.reference)
            entry = Entry(row, 0, placing, out_reason=out_reason, cell=where or piece.reference_cell)
            entry.key = self._merged_key(row)
            entry.put("position_source", source, where)
            self._fill(entry, row, shared=len(pieces) > 1)
            upr = self._placer.is_upr(placing, hints, piece.reference)
            for unit_entry in self._units(entry, piece, upr=upr):
                unit_entry.part = next(parts)
                yield unit_entry

    def _by_code(self, row: int, code: Cell, text: str, where: str) -> Entry:
        """A row of the register's own sheet: its text stands as it is."""
        numbered = self._numbering.read(row, "", "")
        if numbered.reference is None:
            numbered = Numbered("", read_reference(code.text.rpartition("/")[2].strip()), code.address)
        placing = self._placer.by_code(code)
        if placing is None:
            placing, _ = self._placer.place(self._placer.hints(row), numbered.reference)
        entry = Entry(row, 0, placing, cell=code.address, key=self._merged_key(row))
        entry.put("code", code.text.strip(), code.address)
        entry.put("text", text, where)
        if numbered.reference is not None:
            entry.put("reference", (numbered.reference.text, numbered.reference.sub), numbered.cell)
        self._fill(entry, row, shared=False)
        return entry

    def _pieces(self, row: int, text: str, where: str) -> Iterator[_Piece]:
        """The recommendations of a cell: one, or several where its lines begin with numbers of their own."""
        several = _numbered_lines(text)
        if len(several) > 1:
            for reference, part in several:
                yield _Piece(_cleaned(part), where, reference, where)
            return
        numbered = self._numbering.read(row, text, where)
        yield _Piece(_cleaned(numbered.text), where, numbered.reference, numbered.cell or where)

    def _fill(self, entry: Entry, row: int, *, shared: bool) -> None:
        """All fields of a row but its identity; a status that several recommendations share is none of theirs yet."""
        self._plain.fill(entry, row)
        doubtful = self._table.doubtful(row)
        for memory, heading in self._repeating:
            memory.fill(entry, row, heading(), doubtful=doubtful)
        if shared and (says := entry.get("status")):
            entry.open_values.append(("status", says.word, entry.cell_of("status")))
            del entry.values["status"]

    def _memories(self, book: QuestionBook) -> list[tuple[CellMemory, Callable[[], object]]]:
        """The fields that many rows share, each with the heading above that it depends on."""
        coloured = self._status.fill if self._status.colours else None
        fields: list[tuple[tuple[str, ...], Callable[[Entry, int], None], Callable[[], object]]] = [
            (("position", "states"), self._plain.fill_answered, lambda: None),
            (("due",), self._plain.fill_due, lambda: None),
            (("lead", "contributing"), self._agencies.fill, lambda: self._agencies.heading),
            (("status", "percent", "updated"), self._status.fill, lambda: None),
            (("evidence",), self._plain.fill_evidence, lambda: None),
            (("theme", "affected", "sdg"), self._tags.fill, lambda: self._tags.heading),
        ]
        return [
            (CellMemory(self._table, book, names, read, plain=read != coloured), heading)
            for names, read, heading in fields
        ]

    def _units(self, entry: Entry, piece: _Piece, *, upr: bool) -> Iterator[Entry]:
        """The units of one recommendation: itself, or its lettered items."""
        text, translation = self._languages(piece.text)
        entry.put("translation", translation, piece.text_cell)
        if upr and text:
            peeled = self._readers.states.peel(text)
            text = peeled.text
            if peeled.states and "states" not in entry.values:
                entry.put("states", list(peeled.states), piece.text_cell)
                self._block.within.add("states")
        whole = upr or not text or (piece.reference is not None and piece.reference.lettered)
        for unit in [Unit("", "", text)] if whole else split_units(text):
            yield _unit_entry(entry, unit, piece) if unit.letters else _named(entry, unit, piece)

    def _languages(self, text: str) -> tuple[str, str]:
        """The two halves of a cell that says the same in two languages, a line apart."""
        lines = text.split("\n")
        if len(lines) != 2 or not other_language(*lines):
            return text, ""
        return lines[0], self._readers.states.peel(lines[1]).text

    def _continuation(self, row: int) -> Iterator[Entry]:
        """A row without text and number that goes on with the row above: further measures, agencies, evidence."""
        said = Entry(row, 0, Placing())
        self._fill(said, row, shared=False)
        if not set(said.values) & {"measures", "evidence", "note", "contributing", "translation"}:
            return
        cell = said.cell_of(next(iter(said.values)))
        for last in self._last:
            identity = {
                name: last.values[name]._replace(cell=last.cell_of(name)) for name in _IDENTITY if name in last.values
            }
            yield replace(
                said, part=last.part, placing=last.placing, values={**said.values, **identity}, cell=cell, key=last.key
            )

    # Sections

    def _open_section(self, row: BodyRow) -> None:
        """A section row belongs to the rows below it: it names a review, an agency or a theme."""
        text = _NUMBERS_OF_HEADINGS.sub("", row.text)
        label = re.sub(r"^[^:\n]{2,40}:\s*", "", text) if ":" in text else text
        hints = self._context.read(text)
        if hints.symbol or hints.mechanism or hints.cycle:
            self._placer.under_heading(hints)
            self._tags.under_heading((), "")
            return
        reading = self._readers.agencies.read(label)
        if reading.mentions and not reading.unknown and len(label) < 140:
            self._agencies.under_heading(Reading(reading.mentions[0].agency, row.cell))
            return
        self._tags.under_heading(self._readers.tags.read_themes(tidy(label)), row.cell)

    def _merged_key(self, row: int) -> object:
        """The first cell of the merged text or number that covers a row."""
        for name in ("text", "reference"):
            for column in self._block.columns.get(name, []):
                place = self._table.body.place(row, column)
                if place != (row, column) or self._table.body.place(row + 1, column) == place:
                    return place
        return None

    def _note_beside(self, rows: list[ReadRow]) -> None:
        """What a reader of the plan should know: hidden rows and columns, columns without a field."""
        sheet = self._table.sheet
        hidden = [str(row.row + 1) for row in rows if row.row in sheet.hidden_rows]
        if hidden:
            self.notes.append(f"hidden rows were read: {', '.join(hidden)}")
        used = {column for columns in self._block.columns.values() for column in columns}
        columns = [letters(column) for column in sorted(sheet.hidden_columns & used)]
        if columns:
            self.notes.append(f"hidden columns were read: {', '.join(columns)}")
        if not sheet.visible:
            self.notes.append("the sheet is hidden; it was read")
        if self._block.unread:
            names = [self._table.header(column) for column in self._block.unread]
            self.notes.append(f"columns kept as they are, without a field of the register: {', '.join(names)}")


def _unit_entry(base: Entry, unit: Unit, piece: _Piece) -> Entry:
    """One of several units of a recommendation: an entry of its own with what the row says of all."""
    return _named(replace(base, values=dict(base.values), open_values=list(base.open_values)), unit, piece)


def _named(entry: Entry, unit: Unit, piece: _Piece) -> Entry:
    """An entry with the number and the text of its unit."""
    reference = piece.reference
    if reference is not None:
        number = f"{reference.paragraph}{unit.letters}" if unit.letters else reference.text
        entry.put("reference", (number, reference.sub), piece.reference_cell)
    lettered = reference is not None and reference.lettered and not unit.letters
    entry.put("text", _LETTER.sub("", unit.text) if lettered else unit.text, piece.text_cell)
    entry.put("lead_in", unit.lead_in, piece.text_cell)
    if unit.letters not in ("", "(a)", "(a)(i)"):
        entry.remarks = []
    return entry


def _without_source(text: str) -> tuple[str, str]:
    """A recommendation of an OHCHR list without its last line, "Source of position: A/HRC/43/15 - Para 121"."""
    match = _SOURCE.search(text) if "position" in text.casefold() else None
    return (text[: match.start()].rstrip(), match[1].strip()) if match else (text, "")


def _numbered_lines(text: str) -> list[tuple[Reference, str]]:
    """The parts of a text whose lines begin with UPR numbers; none when its first line does not."""
    found: list[tuple[Reference, str]] = []
    for line in text.split("\n"):
        split = split_reference(line)
        if split is not None and split[0].numbered_by_item:
            found.append(split)
        elif not found:
            return []
        else:
            found[-1] = (found[-1][0], f"{found[-1][1]}\n{line}")
    return found


def _cleaned(text: str) -> str:
    """A text without the quotation marks around it and the footnote mark behind it."""
    text = text.strip()
    if text[-1:] in _FOOTNOTE_MARKS:
        text = _FOOTNOTE.sub("", text)
    for left, right in _QUOTES if text[:1] in _OPENING_QUOTES else ():
        inner = text[1:-1]
        if (
            len(text) > 2
            and text.startswith(left)
            and text.endswith(right)
            and left not in inner
            and right not in inner
        ):
            return inner.strip()
    return text
