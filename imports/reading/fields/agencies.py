"""The agencies of a row: one lead, any number contributing, from columns, ticks, or the heading above."""

import re

from imports.cells.agencies import UnknownName
from imports.cells.readers import Readers
from imports.reading.entry import Entry, Reading, Surroundings
from imports.reading.questions import Question, QuestionBook
from imports.tables.legend import Legend
from imports.tables.shown import ShownTable
from tracker.folding import fold
from tracker.vocabulary import Role

_Found = list[tuple[str, Role | None]]


class AgencyFields:
    """Reads lead and contributing agencies."""

    def __init__(
        self, table: ShownTable, readers: Readers, legend: Legend, book: QuestionBook, around: Surroundings
    ) -> None:
        self._table = table
        self._readers = readers
        self._legend = legend
        self._book = book
        words = readers.vocabulary.row_words
        self._roles = dict.fromkeys(words("contributing_mark"), Role.CONTRIBUTING)
        self._roles |= dict.fromkeys(words("lead_mark"), Role.LEAD)
        self.heading = Reading(around.lead, around.where) if around.lead else None

    def under_heading(self, reading: Reading) -> None:
        """From here on, rows without a lead of their own belong to the agency of a heading."""
        self.heading = reading

    def fill(self, entry: Entry, row: int) -> None:
        """Read the agencies of a row."""
        leads, lead_cell, known = self._named("lead", row, entry)
        others, other_cell, _ = self._named("contributing", row, entry)
        if not leads and not others:
            leads, lead_cell = self._ticked(row, entry)
        marked = [agency for agency, role in leads + others if role == Role.LEAD]
        plain = [agency for agency, role in leads if role is None]
        lead = marked[0] if marked else None
        if lead is None and plain and known and (len(plain) == 1 or self._first_leads(lead_cell)):
            lead = plain[0]
        if lead is None and not leads and known and self.heading is not None:
            entry.values["lead"] = self.heading
            lead = self.heading.value
        elif lead is not None:
            entry.put("lead", lead, lead_cell or other_cell)
        contributing = list(dict.fromkeys(agency for agency, _ in leads + others if agency != lead))
        entry.put("contributing", contributing, other_cell or lead_cell)

    def _named(self, name: str, row: int, entry: Entry) -> tuple[_Found, str, bool]:
        """The agencies of a field in the order of its cells, the first cell, and whether the first name is known."""
        found: _Found = []
        where = ""
        known = True
        for column in self._table.columns(name):
            cell = self._table.cell(row, column)
            if cell is None:
                continue
            where = where or cell.address
            reading = self._readers.agencies.read(cell.text)
            named: _Found = [(mention.agency, mention.role) for mention in reading.mentions]
            for unknown in reading.unknown:
                leads = fold(cell.text).startswith(fold(unknown.text))
                agency = self._legend.agencies.get(fold(unknown.text)) or self._asked(unknown, cell.address)
                if agency:
                    named.insert(0 if leads else len(named), (agency, None))
                else:
                    entry.open_values.append((name, unknown.text, cell.address))
                    known = known and not (leads and not found)
            found += named
        return found, where, known

    def _asked(self, unknown: UnknownName, where: str) -> str | None:
        name = self._legend.names.get(fold(unknown.text))
        proposal = self._readers.agencies.propose(UnknownName(name) if name else unknown)
        labels = {key: self._readers.vocabulary.agencies[key] for key in proposal.candidates}
        subject = f"'{unknown.text}'"
        text = f"Which agency is {subject}?"
        if proposal.clear:
            subject = f"'{unknown.text} ({name})'" if name else subject
            text = f"Is {subject} the {labels[proposal.candidates[0]]}?"
        keys = self._readers.vocabulary.agencies
        question = Question(
            f"agency:{fold(unknown.text)}", text, proposal.candidates, proposal.clear, labels, keys, subject=subject
        )
        return self._book.ask(question, where)

    def _first_leads(self, where: str) -> bool:
        """Several agencies under one header: whether the first of them leads."""
        column = re.sub(r"\d", "", where)
        header = self._table.header(self._table.columns("lead")[0]) if self._table.columns("lead") else column
        question = Question(
            f"lead:{fold(header)}",
            f"Column {column} ('{header}') names several agencies in a cell. "
            "Does the first lead and the others contribute?",
            ("first leads", "all contribute"),
            clear=True,
        )
        return self._book.ask(question, where) == "first leads"

    def _ticked(self, row: int, entry: Entry) -> tuple[_Found, str]:
        """The agencies whose columns are ticked: the key, or letters such as L and S, say which leads."""
        found: _Found = []
        where, told = "", True
        ticks = [
            (mark.value, cell)
            for column, mark in self._table.block.marks.items()
            if mark.kind == "agency" and (cell := self._table.tick(row, column))
        ]
        for agency, cell in ticks:
            said = cell.text.strip()
            role = self._legend.roles.get(said) or self._legend.roles.get(said.casefold())
            role = role or (self._roles.get(fold(said)) if len(said) > 1 else None)
            told = told and role is not None
            found.append((agency, Role.LEAD if len(ticks) == 1 else role or Role.CONTRIBUTING))
            where = where or cell.address
        if len(ticks) > 1 and not (told or self._legend.roles):
            for agency, cell in ticks:
                entry.open_values.append(("lead", f"{agency}: {cell.text.strip()}", cell.address))
        return found, where
