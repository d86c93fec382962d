"""Entries: what the rows of a table say, field by field, with the cell of every value."""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from imports.body import Body, BodyRow, RowKind
from imports.cells.references import (
    Reference,
    may_have_lost_zero,
    read_reference,
    shown_number,
    split_after_heading,
    split_reference,
)
from imports.cells.status import StatusReading
from imports.cells.symbols import read_symbol
from imports.cells.tags import read_goals
from imports.cells.units import Unit, split_units
from imports.context import ContextReader, Hints, NewReview, Placing
from imports.layout import Block
from imports.legend import Legend
from imports.numbers import settle_numbers
from imports.questions import Question, QuestionBook
from imports.readers import Readers
from imports.sheets import Value, address, is_blank, letters
from tracker.folding import fold, tidy
from tracker.vocabulary import DateBasis, Outcome, Role

_FORMULA = re.compile(r"^=\s*[\w(+\-\"'@$]")
_ERROR = re.compile(r"^#(?:REF!|N/A|VALUE!|NAME\?|DIV/0!|NULL!|NUM!|ССЫЛКА!|ЗНАЧ!|ИМЯ\?|Н/Д|ДЕЛ/0!)$")
_SOURCE = re.compile(r"\n?\s*;?\s*Source of position\s*:\s*(.*)$", re.IGNORECASE | re.DOTALL)
_LETTER = re.compile(r"^\(?[a-z]\)\s*")
_UUID = re.compile(r"^[0-9a-f]{8}-[0-9a-f]{4}-", re.IGNORECASE)
_NOT_FIELDS = {
    "ordinal",
    "ignored",
    "published",
    "action",
    "type",
    "country",
    "mechanism",
    "cycle",
    "session",
    "year",
    "updated",
    "percent",
    "position_source",
}


@dataclass(frozen=True)
class Reading:
    """A value in the form in which the register compares and keeps it, and the cell it was read from."""

    value: Any
    cell: str


@dataclass
class Entry:
    """One unit of a row, ready to be compared with the register."""

    row: int
    part: int
    placing: Placing
    values: dict[str, Reading] = field(default_factory=dict)
    open_values: list[tuple[str, str, str]] = field(default_factory=list)
    remarks: list[tuple[str, str, str]] = field(default_factory=list)
    others: dict[str, str] = field(default_factory=dict)
    out_reason: str = ""
    cell: str = ""
    sheet: int = 0
    key: object = None
    """The same for the rows that one merged recommendation covers."""

    def get(self, name: str) -> Any:
        """The value of a field; ``None`` when the row does not say."""
        reading = self.values.get(name)
        return reading.value if reading else None


@dataclass
class ReadRow:
    """A row that was read: its entries, or the outcome it already has, with reason and cell."""

    row: int
    entries: list[Entry] = field(default_factory=list)
    outcome: Outcome | None = None
    cell: str = ""
    reason: str = ""


@dataclass(frozen=True)
class StatusSays:
    """A status as a sheet states it."""

    code: str
    word: str
    dated_on: date
    basis: DateBasis


@dataclass(frozen=True)
class Surroundings:
    """What stands around a table: hints on its review, the date it speaks of, the State it is about."""

    hints: Hints
    about: str
    dated_on: date
    basis: DateBasis
    file: str
    default_review: str


@dataclass
class _Sections:
    hints: Hints = field(default_factory=Hints)
    theme: tuple[tuple[str, ...], str] = ((), "")
    lead: Reading | None = None


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
        self._sheet = block.sheet
        self._readers = readers
        self._context = context
        self._legend = legend
        self._book = book
        self._around = around
        self._body = Body(block, readers)
        self._sections = _Sections()
        self._carried: dict[str, tuple[Value, str]] = {}
        self._numbers = settle_numbers(self._reference_cells())
        self._upr = bool({"states", "position"} & set(block.columns)) or self._numbered_by_item()
        self._colour_column = self._where_colours_speak()
        self.notes: list[str] = []
        self.structure = {"header": 0, "section": 0, "blank": 0}

    def read(self) -> list[ReadRow]:
        """Every row of the table but blank ones, section rows and repeated headers, each with its entries or its outcome."""
        rows = []
        for body_row in self._body.rows():
            match body_row.kind:
                case RowKind.BLANK:
                    self.structure["blank"] += 1
                case RowKind.HEADER:
                    self.structure["header"] += 1
                case RowKind.SECTION:
                    self.structure["section"] += 1
                    self._open_section(body_row)
                case RowKind.DATA:
                    rows.append(self._read_row(body_row))
                case _:
                    rows.append(
                        ReadRow(body_row.row, outcome=Outcome.LEFT_OUT, cell=body_row.cell, reason=body_row.reason)
                    )
        self._note_hidden(rows)
        return rows

    # Rows

    def _read_row(self, body_row: BodyRow) -> ReadRow:
        row = body_row.row
        if fault := self._fault(row):
            return ReadRow(row, outcome=Outcome.REFUSED, cell=fault[0], reason=fault[1])
        if left := self._elsewhere(row):
            return ReadRow(row, outcome=Outcome.LEFT_OUT, cell=left[0], reason=left[1])
        text_cell = self._text_cell("text", row)
        entries = list(self._entries(row, text_cell))
        if not entries:
            return ReadRow(
                row,
                outcome=Outcome.REFUSED,
                cell=body_row.cell,
                reason="the row has neither a recommendation's text nor its number; if it belongs to the row above, "
                "merge the cells or repeat the number",
            )
        return ReadRow(row, entries=entries, cell=text_cell[1] if text_cell else entries[0].cell)

    def _fault(self, row: int) -> tuple[str, str] | None:
        """The first cell of the row that cannot be trusted."""
        for name, columns in self._block.columns.items():
            if name in ("ignored", "ordinal"):
                continue
            for column in columns:
                place = self._body.place(row, column)
                value = self._sheet.value(*place)
                cell = address(*place)
                if place in self._sheet.faults:
                    return cell, f"the cell {self._sheet.faults[place]}"
                if isinstance(value, str) and _ERROR.match(value.strip()):
                    return cell, f"the cell shows the error {value.strip()}; type the value"
                if isinstance(value, str) and _FORMULA.match(value):
                    return cell, f"the cell holds a formula as text ({value[:30]}); type the value itself"
        return None

    def _elsewhere(self, row: int) -> tuple[str, str] | None:
        """Whether the row says that it concerns another State, or that it is an observation and no recommendation."""
        if found := self._text_cell("country", row):
            text, cell = found
            codes = {self._country(name) for name in re.split(r"[\n;,]", text) if name.strip(" -")}
            if codes and self._readers.lexicon.state not in codes and not self._countries_include(text):
                return cell, f"concerns another State ({tidy(text).replace(chr(10), ', ').lstrip('- ')[:40]})"
        elif "country" in self._block.columns and (document := self._text_cell("document", row)):
            symbol = read_symbol(document[0])
            if symbol and symbol.state and symbol.state != self._readers.lexicon.state:
                return document[1], f"concerns another State (document {symbol.text})"
        if "type" in self._block.columns:
            return self._observation(row)
        return None

    def _country(self, name: str) -> str:
        plain = name.strip().lstrip("-").strip()
        return self._readers.lexicon.iso2.get(plain, self._readers.states.identity(plain))

    def _countries_include(self, text: str) -> bool:
        """A name with a comma in it must not be cut apart."""
        return self._readers.states.identity(text.strip().lstrip("-").strip()) == self._readers.lexicon.state

    def _observation(self, row: int) -> tuple[str, str] | None:
        """An observation by its type; where the type is blank or garbled, by its verbs."""
        kind, cell = self._text_cell("type", row) or ("", "")
        kind = tidy(kind).lstrip("- ")
        lexicon = self._readers.lexicon
        if fold(kind) in lexicon.row_words("uhri_observation"):
            return cell, f"an observation, not a recommendation ({kind})"
        if kind and not _UUID.match(kind):
            return None
        text, cell = self._text_cell("text", row) or ("", "")
        folded = f" {fold(text)} "
        observes = any(f" {words} " in folded for words in lexicon.row_words("observation"))
        asks = any(f" {verb} " in folded for verb in lexicon.row_words("demand"))
        return (cell, "an observation, not a recommendation (by its words)") if observes and not asks else None

    # Entries of a row

    def _entries(self, row: int, text_cell: tuple[str, str] | None) -> Iterator[Entry]:
        code = self._text_cell("code", row)
        reference, reference_cell = self._reference(row)
        text, cell = text_cell if text_cell else ("", "")
        text, source = _without_source(tidy(text))
        if code is not None:
            pass  # the register's own sheet: its text stands as it is
        elif text and (split := split_reference(text)):
            if reference is None or split[0] == reference or not self._plain_number_column():
                reference, reference_cell, text = (
                    split[0] if reference is None else reference,
                    reference_cell or cell,
                    split[1],
                )
                self._block.within.add("reference")
        elif (
            text
            and reference is None
            and "reference" not in self._block.columns
            and (headed := split_after_heading(text))
        ):
            _, reference, text = headed
            reference_cell = cell
        hints = self._row_hints(row)
        placing, out_reason = self._by_code(code) or self._placing(hints, reference)
        upr = self._is_upr(placing, hints, reference)
        states: tuple[str, ...] = ()
        if upr and text and code is None:
            peeled = self._readers.states.peel(text)
            text, states = peeled.text, peeled.states
        if not text and reference is None and code is None:
            return
        base = Entry(row, 0, placing, out_reason=out_reason, cell=cell or reference_cell or (code[1] if code else ""))
        base.key = self._merged_key(row)
        if code:
            base.values["code"] = Reading(code[0].strip(), code[1])
        if states:
            base.values["states"] = Reading(list(states), cell)
            self._block.within.add("states")
        if source:
            base.values["position_source"] = Reading(source, cell)
        self._fill(base, row)
        whole = upr or not text or code is not None or (reference is not None and reference.lettered)
        units = [Unit("", "", text)] if whole else split_units(text)
        for part, unit in enumerate(units):
            yield _unit_entry(base, part, unit, reference, reference_cell or cell, cell)

    def _fill(self, entry: Entry, row: int) -> None:
        """All fields of a row but its identity."""
        self._fill_plain(entry, row)
        self._fill_position(entry, row)
        self._fill_states(entry, row)
        self._fill_agencies(entry, row)
        self._fill_status(entry, row)
        self._fill_due(entry, row)
        self._fill_tags(entry, row)
        self._fill_evidence(entry, row)
        self._fill_beside(entry, row)

    def _fill_plain(self, entry: Entry, row: int) -> None:
        for name in ("measures", "note", "translation", "lead_in"):
            if found := self._joined_cells(name, row):
                entry.values[name] = Reading(*found)
        if document := self._text_cell("document", row):
            symbol = read_symbol(document[0])
            entry.values["document"] = Reading(symbol.text if symbol else tidy(document[0]).lstrip("- "), document[1])
        for name in ("annotation", "position_source"):
            if found := self._text_cell(name, row):
                entry.values[name] = Reading(found[0].lstrip("- ").strip(), found[1])

    def _fill_position(self, entry: Entry, row: int) -> None:
        if not (found := self._text_cell("position", row)):
            return
        text, cell = found
        reading = self._readers.position.read(text)
        if reading.blank:
            return
        code = reading.code or self._ask_word("position", text, cell)
        if code:
            entry.values["position"] = Reading(code, cell)
            entry.values["position_word"] = Reading(tidy(reading.word), cell)
        else:
            entry.open_values.append(("position", text, cell))

    def _ask_word(self, kind: str, text: str, cell: str) -> str | None:
        candidates = ("supported", "noted", "partially_supported", "pending")
        return self._book.ask(
            Question(f"{kind}:{fold(text)[:80]}", f"What does the {kind} '{text[:60]}' mean?", candidates), cell
        )

    def _fill_states(self, entry: Entry, row: int) -> None:
        if found := self._text_cell("states", row):
            names = self._readers.states.read(found[0])
            if names:
                entry.values["states"] = Reading(list(names), found[1])

    def _fill_agencies(self, entry: Entry, row: int) -> None:
        leads, lead_cell = self._agencies("lead", row, entry)
        others, other_cell = self._agencies("contributing", row, entry)
        marked = [agency for agency, role in leads + others if role == Role.LEAD]
        plain = [agency for agency, role in leads if role is None]
        lead = marked[0] if marked else None
        if lead is None and plain and (len(plain) == 1 or self._first_leads(lead_cell)):
            lead = plain[0]
        if lead is None and not leads and self._sections.lead is not None:
            entry.values["lead"] = self._sections.lead
            lead = self._sections.lead.value
        elif lead is not None:
            entry.values["lead"] = Reading(lead, lead_cell or other_cell)
        contributing = list(dict.fromkeys(agency for agency, _ in leads + others if agency != lead))
        if contributing:
            entry.values["contributing"] = Reading(contributing, other_cell or lead_cell)

    def _agencies(self, name: str, row: int, entry: Entry) -> tuple[list[tuple[str, Role | None]], str]:
        found: list[tuple[str, Role | None]] = []
        where = ""
        for column in self._block.columns.get(name, []):
            cell = self._cell(row, column)
            if cell is None:
                continue
            where = where or cell[1]
            reading = self._readers.agencies.read(cell[0])
            found += [(mention.agency, mention.role) for mention in reading.mentions]
            for unknown in reading.unknown:
                proposal = self._readers.agencies.propose(unknown)
                labels = {key: self._readers.lexicon.agencies[key] for key in proposal.candidates}
                first = labels.get(proposal.candidates[0]) if proposal.candidates else None
                text = (
                    f"Is '{unknown.text}' the {first}?"
                    if first and proposal.clear
                    else f"Which agency is '{unknown.text}'?"
                )
                question = Question(f"agency:{fold(unknown.text)}", text, proposal.candidates, proposal.clear, labels)
                answer = self._book.ask(question, cell[1])
                if answer in self._readers.lexicon.agencies:
                    found.append((answer, None))
                else:
                    entry.open_values.append((name, unknown.text, cell[1]))
        return found, where

    def _first_leads(self, cell: str) -> bool:
        """Several agencies under one header: whether the first of them leads."""
        column = re.sub(r"\d", "", cell)
        header = self._block.headers.get(self._block.columns["lead"][0], column)
        question = Question(
            f"lead:{fold(header)}",
            f"Column {column} ('{header}') names several agencies in a cell. Does the first lead and the others contribute?",
            ("first leads", "all contribute"),
            clear=True,
        )
        return self._book.ask(question, cell) == "first leads"

    def _fill_status(self, entry: Entry, row: int) -> None:
        found = self._text_cell("status", row) or self._text_cell("percent", row)
        if found is None:
            self._fill_coloured_status(entry, row)
            return
        text, cell = found
        reading = self._readers.status.read(text)
        if reading.position and "position" not in entry.values:
            entry.values["position"] = Reading(reading.position, cell)
            entry.values["position_word"] = Reading(tidy(reading.word), cell)
        if reading.code == "out_of_mandate":
            entry.out_reason = entry.out_reason or f"the sheet says '{tidy(text)}'"
            return
        code = reading.code or self._asked_status(reading, text, cell)
        if code:
            entry.values["status"] = Reading(self._says(code, text, row), cell)
        elif not reading.blank and not reading.position:
            entry.open_values.append(("status", text, cell))
        if reading.rest:
            note = entry.values.get("note")
            together = f"{note.value}\n{tidy(reading.rest)}" if note else tidy(reading.rest)
            entry.values["note"] = Reading(together, note.cell if note else cell)

    def _asked_status(self, reading: StatusReading, text: str, cell: str) -> str | None:
        if reading.percent is not None:
            return self._status_of_percent(reading.percent, cell)
        if reading.blank or reading.position:
            return None
        if settled := self._legend.words.get(fold(text)):
            return settled
        names = {word: values[0] for word, values in self._readers.lexicon.words["colour"].items()}
        if (name := names.get(fold(text))) and (settled := self._legend.colours.get(name)):
            return settled
        candidates = reading.candidates or tuple(self._readers.lexicon.statuses)
        labels = {
            code: status.label_en for code, status in self._readers.lexicon.statuses.items() if code in candidates
        }
        shown = tidy(text)[:60]
        question = Question(
            f"status:{fold(text)[:80] or text}", f"Which status is '{shown}'?", candidates, reading.clear, labels
        )
        answer = self._book.ask(question, cell)
        return answer if answer in self._readers.lexicon.statuses else None

    def _status_of_percent(self, percent: int, cell: str) -> str | None:
        if self._legend.scale:
            return self._legend.status_of_percent(percent)
        question = Question(
            "percentages",
            "May percentages be read as: 0 % not started, 1 to 99 % in progress, 100 % implemented?",
            ("yes", "no"),
            clear=True,
        )
        return self._readers.status.from_percent(percent) if self._book.ask(question, cell) == "yes" else None

    def _fill_coloured_status(self, entry: Entry, row: int) -> None:
        if self._colour_column is None:
            return
        place = self._body.place(row, self._colour_column)
        colour = self._sheet.fills.get(place)
        if colour is None:
            return
        cell = address(*place)
        code = self._legend.status_of_colour(colour)
        if code is None:
            labels = {key: status.label_en for key, status in self._readers.lexicon.statuses.items()}
            from imports.sheets.colours import basic_name

            name = basic_name(colour)
            question = Question(
                f"colour:{colour}",
                f"What does {name} ({colour}) mean in column {letters(self._colour_column)}?",
                tuple(labels),
                labels=labels,
            )
            code = self._book.ask(question, cell)
        if code in self._readers.lexicon.statuses:
            entry.values["status"] = Reading(self._says(code, f"colour {colour}", row), cell)
        else:
            entry.open_values.append(("status", f"colour {colour}", cell))

    def _says(self, code: str, word: str, row: int) -> StatusSays:
        """A status with its date: the row's own, else the one the sheet or the file gives."""
        for column in self._block.columns.get("updated", []):
            place = self._body.place(row, column)
            when = self._readers.dates.read(self._sheet.value(*place), self._sheet.formats.get(place, ""))
            if when is not None and when.on is not None:
                return StatusSays(code, tidy(word), when.on, DateBasis.STATED)
        return StatusSays(code, tidy(word), self._around.dated_on, self._around.basis)

    def _fill_due(self, entry: Entry, row: int) -> None:
        for column in self._block.columns.get("due", []):
            place = self._body.place(row, column)
            value = self._sheet.value(*place)
            if is_blank(value):
                continue
            when = self._readers.dates.read(value, self._sheet.formats.get(place, ""))
            cell = address(*place)
            if when is not None:
                entry.values["due"] = Reading((when.on, when.precision.value, tidy(when.text)), cell)
            else:
                entry.values["due"] = Reading((None, "text", tidy(str(value))), cell)
            return

    def _fill_tags(self, entry: Entry, row: int) -> None:
        themes: list[str] = []
        groups: list[str] = []
        goals: list[tuple[int, str]] = []
        where: dict[str, str] = {}
        for column in self._block.columns.get("theme", []):
            if cell := self._cell(row, column):
                tags = self._readers.tags.read(cell[0])
                themes += tags.themes
                groups += tags.groups
                goals += tags.goals
                where = {name: cell[1] for name in ("theme", "affected", "sdg")} | where
                self._block.within.update(name for name, found in (("affected", groups), ("sdg", goals)) if found)
        for column in self._block.columns.get("affected", []):
            if cell := self._cell(row, column):
                groups += self._readers.tags.read_groups(cell[0])
                where["affected"] = cell[1]
        for column in self._block.columns.get("sdg", []):
            if cell := self._cell(row, column):
                goals += read_goals(cell[0])
                where["sdg"] = cell[1]
        if not themes and self._sections.theme[0]:
            themes, where["theme"] = list(self._sections.theme[0]), self._sections.theme[1]
        for name, found in (("theme", themes), ("affected", groups), ("sdg", goals)):
            if found:
                entry.values[name] = Reading(list(dict.fromkeys(found)), where[name])

    def _fill_evidence(self, entry: Entry, row: int) -> None:
        found = []
        where = ""
        for column in self._block.columns.get("evidence", []):
            if cell := self._cell(row, column):
                parts = [tidy(part) for part in re.split(r"\n|;\s|\s\|\s", cell[0])]
                found += [(part.lstrip("-• "), self._readers.dates.find(part)) for part in parts if part.strip("-• .")]
                where = where or cell[1]
        if found:
            entry.values["evidence"] = Reading(list(dict.fromkeys(found)), where)

    def _fill_beside(self, entry: Entry, row: int) -> None:
        """Comments on the row's cells, and the values of columns that the register has no field for."""
        if self._sheet.comments:
            for column in range(self._sheet.width):
                if comment := self._sheet.comments.get((row, column)):
                    entry.remarks.append((address(row, column), comment.author, comment.text))
        for column in self._block.unread:
            if cell := self._cell(row, column):
                entry.others[self._block.headers.get(column, letters(column))] = cell[0]

    # Where a row belongs

    def _row_hints(self, row: int) -> Hints:
        hints = Hints()
        for name in ("document", "mechanism", "cycle", "session", "year"):
            cell = self._carried_cell(name, row)
            if cell is None:
                continue
            text = cell[0]
            read = self._context.read(f"{name} {text}" if name in ("cycle", "session") and len(text) < 6 else text)
            if name == "mechanism":
                read = replace(read, mechanism=self._context.mechanism_of(text), label=tidy(text).lstrip("- "))
            hints = hints.filled_from(read)
        return hints

    def _carried_cell(self, name: str, row: int) -> tuple[str, str] | None:
        """A cell that says where rows belong; where it is left blank, the one above goes on."""
        found = self._text_cell(name, row)
        if found is not None:
            self._carried[name] = found
        elif "annotation" in self._block.columns:
            return None
        return self._carried.get(name)  # type: ignore[return-value]

    def _by_code(self, code: tuple[str, str] | None) -> tuple[Placing, str] | None:
        """The review that the register's own code names."""
        review = code[0].strip().partition("/")[0] if code else ""
        return (Placing(code=review), "") if review in self._readers.lexicon.reviews else None

    def _placing(self, hints: Hints, reference: Reference | None) -> tuple[Placing, str]:
        """The review of a row: what it says itself, then its section, then the sheet, then the one that was named."""
        upr = self._upr or (reference is not None and reference.numbered_by_item)
        lexicon = self._readers.lexicon
        near = hints.filled_from(self._sections.hints)
        if near:
            placing = self._context.place(near.filled_from(replace(self._around.hints, state="")), upr=upr)
            if placing.sure:
                return placing, self._out_reason(placing)
        if self._around.default_review:
            return Placing(code=self._around.default_review), ""
        whole = near.filled_from(self._around.hints)
        foreign = self._around.about if self._around.about not in ("", lexicon.state) else ""
        placing = self._context.place(replace(whole, state=foreign or whole.state), upr=upr)
        if placing.foreign:
            return self._ask_foreign(placing)
        if not placing.sure:
            placing = self._ask_review(placing, whole, upr=upr)
        return placing, self._out_reason(placing)

    def _out_reason(self, placing: Placing) -> str:
        lexicon = self._readers.lexicon
        mechanism = (
            placing.new.mechanism if placing.new else lexicon.reviews[placing.code].mechanism if placing.code else ""
        )
        known = lexicon.mechanisms.get(mechanism)
        return known.name if known is not None and known.mandate == "out" else ""

    def _ask_review(self, placing: Placing, hints: Hints, *, upr: bool) -> Placing:
        block = self._block
        candidates = placing.candidates or tuple(self._readers.lexicon.reviews)
        first = candidates[0] if candidates else ""
        text = f"Which review is sheet '{self._sheet.name}' of {self._around.file} about?"
        if placing.clear:
            text = f"Is sheet '{self._sheet.name}' of {self._around.file} about {first}?"
        question = Question(f"review:{self._around.file}/{self._sheet.name}", text, candidates, placing.clear)
        where = address(block.header_rows[0] if block.header_rows else block.first, 0)
        answer = self._book.ask(question, where)
        if answer in self._readers.lexicon.reviews:
            return Placing(code=answer)
        mechanism = hints.mechanism or ("UPR" if upr else "TBC")
        found_in = f"{self._around.file}/{self._sheet.name}"
        return Placing(new=NewReview(mechanism, state=self._readers.lexicon.state, provisional=True, found_in=found_in))

    def _ask_foreign(self, placing: Placing) -> tuple[Placing, str]:
        lexicon = self._readers.lexicon
        other = lexicon.state_names.get(placing.foreign, placing.foreign)
        ours = [
            review.code
            for review in lexicon.reviews.values()
            if placing.new and review.mechanism == placing.new.mechanism
        ]
        question = Question(
            f"review:{self._around.file}/{self._sheet.name}",
            f"Sheet '{self._sheet.name}' of {self._around.file} is about {other}; this register is {lexicon.state_name}'s. "
            "Keep it apart, not counted, or is it one of these reviews?",
            ("keep apart", *ours),
            clear=True,
        )
        answer = self._book.ask(question, address(self._block.first, 0))
        if answer in lexicon.reviews:
            return Placing(code=answer), ""
        new = replace(placing.new or NewReview("TBC"), found_in=f"{self._around.file}/{self._sheet.name}")
        return Placing(new=new), f"concerns {other}"

    def _is_upr(self, placing: Placing, hints: Hints, reference: Reference | None) -> bool:
        mechanism = placing.new.mechanism if placing.new else ""
        if placing.code:
            mechanism = self._readers.lexicon.reviews[placing.code].mechanism
        mechanism = mechanism or hints.mechanism
        if mechanism in ("", "TBC"):
            return self._upr or (reference is not None and reference.numbered_by_item)
        return mechanism == "UPR"

    # Sections

    def _open_section(self, row: BodyRow) -> None:
        """A section row belongs to the rows below it: it names a review, an agency or a theme."""
        text = re.sub(r"^(?:[ivxlc]{1,5}|\d{1,2}|[A-Z])[.)]\s+", "", row.text, flags=re.IGNORECASE)
        label = re.sub(r"^[^:\n]{2,40}:\s*", "", text) if ":" in text else text
        hints = self._context.read(text)
        if hints.symbol or hints.mechanism or hints.cycle:
            self._sections = _Sections(hints=hints, lead=self._sections.lead)
            return
        reading = self._readers.agencies.read(label)
        if reading.mentions and not reading.unknown and len(label) < 140:
            self._sections.lead = Reading(reading.mentions[0].agency, row.cell)
            return
        labels = self._readers.tags.read_themes(tidy(label))
        self._sections.theme = (labels, row.cell)

    # Cells

    def _cell(self, row: int, column: int) -> tuple[str, str] | None:
        """A cell's text as shown and its address; ``None`` when it is blank. Ditto marks repeat the cell above."""
        place = self._body.place(row, column)
        value = self._sheet.value(*place)
        if is_blank(value):
            return None
        text = self._shown(value, self._sheet.formats.get(place, ""))
        if len(text) < 20 and row > self._block.first and _is_ditto(text, self._readers):
            return self._cell(row - 1, column)
        return text, address(*place)

    def _shown(self, value: Value, number_format: str) -> str:
        if isinstance(value, str):
            return html.unescape(value) if "&" in value and ";" in value else value
        if isinstance(value, bool):
            return "yes" if value else "no"
        if isinstance(value, (int, float)):
            return f"{value * 100:.0f}%" if number_format.endswith("%") else shown_number(value, number_format)
        return value.strftime("%Y-%m-%d") if isinstance(value, date) else str(value)

    def _text_cell(self, name: str, row: int) -> tuple[str, str] | None:
        for column in self._block.columns.get(name, []):
            if cell := self._cell(row, column):
                return self._percent(cell) if name == "percent" else cell
        return None

    def _percent(self, cell: tuple[str, str]) -> tuple[str, str]:
        """A number in a column of percentages: 75, 0.75 and 75 % are the same."""
        text = cell[0].strip().rstrip("%").replace(",", ".")
        try:
            number = float(text)
        except ValueError:
            return cell
        share = number * 100 if 0 < number <= 1 and "%" not in cell[0] and "." in text else number
        return f"{share:.0f}%", cell[1]

    def _joined_cells(self, name: str, row: int) -> tuple[str, str] | None:
        """The text of a field that is spread over several columns; further columns are headed by their names."""
        parts: list[tuple[str, str]] = []
        columns = self._block.columns.get(name, [])
        for column in columns:
            if cell := self._cell(row, column):
                head = f"{self._block.headers.get(column, '')}: " if column != columns[0] else ""
                parts.append((head + tidy(cell[0]), cell[1]))
        return ("\n".join(text for text, _ in parts), parts[0][1]) if parts else None

    # References

    def _reference_cells(self) -> list[tuple[int, Value, str]]:
        """Row, value and number format of the reference column, for settling numbers that may have lost a zero."""
        columns = self._block.columns.get("reference")
        if not columns:
            return []
        cells = []
        for row in range(self._block.first, self._block.end):
            place = (row, columns[0])
            cells.append((row, self._sheet.value(*place), self._sheet.formats.get(place, "")))
        return cells

    def _reference(self, row: int) -> tuple[Reference | None, str]:
        columns = self._block.columns.get("reference")
        if not columns:
            return None, ""
        place = self._body.place(row, columns[0])
        value = self._sheet.value(*place)
        cell = address(*place)
        if is_blank(value):
            return None, ""
        number_format = self._sheet.formats.get(place, "")
        if may_have_lost_zero(value, number_format):
            possible = self._numbers.get(place[0], ())
            if len(possible) > 1:
                question = Question(
                    f"reference:{self._around.file}/{self._sheet.name}/{cell}",
                    f"Cell {cell} was typed as a number and may have lost a zero. Which recommendation is it?",
                    tuple(possible),
                )
                answer = self._book.ask(question, cell)
                return (read_reference(answer) if answer else None), cell
            return read_reference(possible[0]) if possible else None, cell
        return read_reference(self._shown(value, number_format)), cell

    def _numbered_by_item(self) -> bool:
        found = [
            self._cell(row, column)
            for column in self._block.columns.get("text", [])
            for row in range(self._block.first, min(self._block.end, self._block.first + 40))
        ]
        splits = [split_reference(cell[0]) for cell in found if cell]
        items = [split for split in splits if split and split[0].numbered_by_item]
        return len(items) >= 0.5 * max(1, len(splits))

    def _plain_number_column(self) -> bool:
        return "reference" in self._block.columns

    def _merged_key(self, row: int) -> object:
        """The first cell of the merged text or number that covers a row."""
        for name in ("text", "reference"):
            for column in self._block.columns.get(name, []):
                place = self._body.place(row, column)
                if place != (row, column) or self._body.place(row + 1, column) == place:
                    return place
        return None

    # Colours and hidden rows

    def _where_colours_speak(self) -> int | None:
        """The column whose fills are statuses: the status column where it has no words, else any coloured by the key."""
        rows = range(self._block.first, self._block.end)
        for column in self._block.columns.get("status", []):
            filled = sum(not is_blank(self._sheet.value(row, column)) for row in rows)
            coloured = sum((row, column) in self._sheet.fills for row in rows)
            if coloured > 0 and (filled < 0.5 * len(rows) or self._legend.colours):
                return column
        if not self._legend.colours:
            return None
        counted: dict[int, int] = {}
        for row in rows:
            for column in range(self._sheet.width):
                if self._sheet.fills.get((row, column)) in self._legend.colours:
                    counted[column] = counted.get(column, 0) + 1
        best = max(counted, key=lambda column: (counted[column], -column), default=None)
        return best if best is not None and counted[best] >= 2 else None

    def _note_hidden(self, rows: list[ReadRow]) -> None:
        hidden = [row.row + 1 for row in rows if row.row in self._sheet.hidden_rows]
        if hidden:
            self.notes.append(f"hidden rows were read: {', '.join(map(str, hidden))}")
        used = {column for columns in self._block.columns.values() for column in columns}
        columns = [letters(column) for column in sorted(self._sheet.hidden_columns & used)]
        if columns:
            self.notes.append(f"hidden columns were read: {', '.join(columns)}")
        if not self._sheet.visible:
            self.notes.append("the sheet is hidden; it was read")
        if self._block.unread:
            names = [self._block.headers.get(column) or letters(column) for column in self._block.unread]
            self.notes.append(f"columns kept as they are, without a field of the register: {', '.join(names)}")


def _unit_entry(
    base: Entry, part: int, unit: Unit, reference: Reference | None, reference_cell: str, text_cell: str
) -> Entry:
    entry = replace(base, part=part, values=dict(base.values))
    if reference is not None:
        number = f"{reference.paragraph}{unit.letters}" if unit.letters else reference.text
        entry.values["reference"] = Reading((number, reference.sub), reference_cell)
    if unit.text:
        text = unit.text
        if reference is not None and reference.lettered and not unit.letters and "code" not in entry.values:
            text = _LETTER.sub("", text)
        entry.values["text"] = Reading(text, text_cell)
    if unit.lead_in:
        entry.values["lead_in"] = Reading(unit.lead_in, text_cell)
    if part:
        entry.remarks = []
    return entry


def _without_source(text: str) -> tuple[str, str]:
    """A recommendation of an OHCHR list without its last line, "Source of position: A/HRC/43/15 - Para 121"."""
    match = _SOURCE.search(text)
    return (text[: match.start()].rstrip(), match[1].strip()) if match else (text, "")


def _is_ditto(text: str, readers: Readers) -> bool:
    stripped = text.strip()
    if stripped and not stripped.strip("\"'〃”“„-/ ") and any(mark in stripped for mark in "\"'〃”“„"):
        return True
    return fold(stripped) in readers.lexicon.row_words("ditto")
