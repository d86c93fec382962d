"""The agencies of a row: one lead, any number contributing, from columns, ticks, or the heading above."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any, NamedTuple

from imports.cells.agencies import LISTED, Mention, UnknownName
from imports.cells.agency_keys import proposed_key
from imports.cells.placeholders import says_none
from imports.fields import BY_NAME, Reader
from imports.files import letters
from imports.reading.boxed import Boxed
from imports.reading.entry import Reading
from imports.reading.questions import NEW, Addition, Question, about_footnote
from imports.reading.said import FieldReader, Room, RowCells, Said
from imports.tables.shown import Cell
from tracker.folding import fold
from tracker.language.phrase import Phrase, Term
from tracker.language.texts import marked
from tracker.stamps import AGENCY_KEY
from tracker.vocabulary import Role

_Found = list[tuple[str, Role | None]]
_ROLES = {"lead": Role.LEAD, "contributing": Role.CONTRIBUTING}


class _Doubt(NamedTuple):
    """The words of a cell that name an agency with a doubt, and the footnote if it is that of one."""

    words: str
    footnote: str = ""


class Agencies(FieldReader):
    """Reads lead and contributing agencies."""

    kind = Reader.AGENCIES
    boxed = (("lead", Boxed.ONE_OR_LIST), ("contributing", Boxed.SEVERAL))
    ticks = "agency"

    def __init__(self, room: Room) -> None:
        super().__init__(room)
        self._legend = room.legend
        words = room.readers.vocabulary.row_words
        self._roles = dict.fromkeys(words("contributing_mark"), Role.CONTRIBUTING)
        self._roles |= dict.fromkeys(words("lead_mark"), Role.LEAD)
        self._groups = self._roles_of_groups()
        self._letters: dict[str, Role] = {}
        self._dated = {
            letters(column) for name in _ROLES for column in self.table.columns(name) if self._names_due(column)
        }
        self._heading = Reading(room.around.lead, room.around.where) if room.around.lead else None

    @property
    def without_columns(self) -> bool:
        """Return True: a heading may name an agency."""
        return True

    def under_heading(self, value: Any, cell: str) -> None:
        """From here on, rows without a lead of their own belong to the agency of a heading."""
        self._heading = Reading(value, cell)

    def read(self, cells: RowCells, said: Said) -> None:
        """Read the agencies of a row."""
        leads, lead_cell, known = self._named("lead", cells, said)
        others, other_cell, _ = self._named("contributing", cells, said)
        ticked, where_ticked = self._ticked(cells, said, leads)
        if self.table.columns("lead"):
            others, other_cell = others + ticked, other_cell or where_ticked
        else:
            leads, lead_cell = leads + ticked, lead_cell or where_ticked
        lead = _marked_lead(leads + others) or (self._unmarked_lead(leads, lead_cell, said) if known else None)
        if lead is not None:
            said.put("lead", lead, lead_cell or other_cell)
        elif known and not leads:
            lead = self._of_heading(said)
        where = lead_cell if _in_doubt(leads, lead) else other_cell
        said.put("contributing", _all_but(lead, leads + others), where or lead_cell)

    def _of_heading(self, said: Said) -> str | None:
        """The lead that the heading above names, which is put in."""
        if self._heading is None:
            return None
        said.values["lead"] = self._heading
        lead: str = self._heading.value
        return lead

    def _unmarked_lead(self, leads: _Found, where: str, said: Said) -> str | None:
        """The lead among agencies without a mark: the only one, or the first if a person says so."""
        plain = [agency for agency, role in leads if role is None]
        return plain[0] if plain and (len(plain) == 1 or self._first_leads(where, said)) else None

    def _named(self, name: str, cells: RowCells, said: Said) -> tuple[_Found, str, bool]:
        """The agencies of a field in the order of its cells, the first cell, and True if the first name is known."""
        found: _Found = []
        where = ""
        known = True
        for cell in cells.of(name):
            if says_none(cell.text, self.readers.vocabulary):
                continue
            where = where or cell.address
            named, first_unknown = self._of_cell(name, cell, said)
            known = known and not (first_unknown and not found)
            found += named
        return found, where, known

    def _of_cell(self, name: str, cell: Cell, said: Said) -> tuple[_Found, bool]:
        """The agencies of a cell, and True if it begins with a name that stays unknown."""
        reading = self.readers.agencies.read(cell.text)
        if reading.more and reading.mentions:
            said.kept.append((name, cell))
        named = self._sure(reading.mentions, name, cell, said)
        first_unknown = [agency for agency, _ in named[:1]] != [mention.agency for mention in reading.mentions[:1]]
        days = self._take_days(cell, said) if reading.more else {}
        for unknown in reading.unknown:
            if unknown.text in days and reading.mentions:
                continue
            leads = fold(cell.text).startswith(fold(unknown.text))
            if agency := self._of_unknown(unknown, name, cell, said):
                named.insert(0 if leads else len(named), (agency, None))
            else:
                first_unknown = first_unknown or leads
        return named, first_unknown

    def _of_unknown(self, unknown: UnknownName, name: str, cell: Cell, said: Said) -> str | None:
        """The agency that the key or a person gives to a name; without one the name is left open."""
        agency = self._legend.agencies.get(fold(unknown.text)) or self._asked(unknown, cell.address, said)
        if not agency:
            said.open_values.append((name, unknown.text, cell.address))
        return agency

    def _names_due(self, column: int) -> bool:
        """Return True if the heading of agencies names due dates as well: "Responsible / deadline"."""
        return any(match.field == "due" for match in self.readers.headers.read(self.table.header(column)))

    def _take_days(self, cell: Cell, said: Said) -> dict[str, tuple[date, str, str]]:
        """The days that stand among the agencies of a cell, by their words; the first is due if the heading says so."""
        parts = (" ".join(part.split()) for part in LISTED.split(cell.text))
        read = ((part, self.readers.dates.read(part)) for part in parts)
        days = {part: (when.on, when.precision.value, part) for part, when in read if when is not None and when.on}
        if days and cell.address.rstrip("0123456789") in self._dated:
            said.instead["due"] = Reading(next(iter(days.values())), cell.address)
        return days

    def _sure(self, mentions: Sequence[Mention], name: str, cell: Cell, said: Said) -> _Found:
        """The agencies that a cell names without a doubt, and those that a person says are meant."""
        doubts, roles = self._beside(cell, said)
        return [
            (agency, roles.get(agency) or role)
            for agency, role in mentions
            if agency not in doubts or self._is_meant(agency, doubts[agency], name, cell, said)
        ]

    def _beside(self, cell: Cell, said: Said) -> tuple[dict[str, _Doubt], dict[str, Role]]:
        """What words and footnotes say of the agencies of a cell: the doubts, and the roles ("* lead agency")."""
        doubts = {agency: _Doubt(words) for agency, words in self.readers.agencies.doubted(cell.text).items()}
        roles: dict[str, Role] = {}
        for part in LISTED.split(cell.text) if self._legend.footnotes else ():
            footed = self.footnote(part)
            named = self.readers.agencies.read(footed.text).mentions if footed else ()
            role = self._roles.get(fold(footed.words)) if footed else None
            if role is not None:
                roles |= {mention.agency: role for mention in named}
            elif footed is not None:
                doubts |= {mention.agency: _Doubt(part.strip(), footed.words) for mention in named}
                self.keep_footnote(part, footed, cell, said)
        return doubts, roles

    def _is_meant(self, agency: str, doubt: _Doubt, name: str, cell: Cell, said: Said) -> bool:
        """Ask if an agency is meant that words beside it or a footnote put in doubt; without an answer it stays open."""
        label = self.readers.vocabulary.agencies[agency]
        told = {"words": doubt.words, "agency": Term(label, agency)}
        key, text = f"agency in doubt:{fold(doubt.words)}", Phrase("'{words}' is in doubt. Is it the {agency}?", **told)
        if doubt.footnote:
            key = about_footnote("agency", doubt.words, doubt.footnote)
            text = Phrase(
                "'{words}' has a footnote: '{footnote}'. Is it the {agency}?", footnote=doubt.footnote, **told
            )
        question = Question(f"{key}/{agency}", text, (agency,), labels={agency: label})
        if self.ask(said, question, cell.address) == agency:
            return True
        if (waiting := (name, doubt.words, cell.address)) not in said.open_values:
            said.open_values.append(waiting)  # the same words may put several agencies in doubt
        return False

    def _asked(self, unknown: UnknownName, where: str, said: Said) -> str | None:
        """Ask which agency a name means; a person may also say that it is a new one, by its key."""
        name = self._legend.names.get(fold(unknown.text))
        proposal = self.readers.agencies.propose(UnknownName(name) if name else unknown)
        vocabulary = self.readers.vocabulary
        keys = {key: label for key, label in vocabulary.agencies.items() if key not in vocabulary.closed}
        subject = f"'{unknown.text}'"
        text = Phrase("Which agency is {name}?", name=subject)
        if proposal.clear:
            subject = f"'{unknown.text} ({name})'" if name else subject
            text = Phrase(
                "Is {name} the {agency}?",
                name=subject,
                agency=Term(keys[proposal.candidates[0]], proposal.candidates[0]),
            )
        question = Question(
            f"agency:{fold(unknown.text)}", text, proposal.candidates, proposal.clear, keys, keys, subject=subject
        )
        question.spelling = self._spelt
        if not unknown.shared_by:
            question.addition = self._addition(name or unknown.text)
        answer = self.ask(said, question, where)
        return answer.removeprefix(NEW) if answer else answer

    def _spelt(self, text: str) -> str | None:
        """The agency that a text names in a spelling that is known, if it is one and nothing else."""
        reading = self.readers.agencies.read(text)
        return reading.mentions[0].agency if len(reading.mentions) == 1 and not reading.unknown else None

    def _addition(self, name: str) -> Addition:
        vocabulary = self.readers.vocabulary
        key = proposed_key(name, vocabulary)
        return Addition(marked("agency"), AGENCY_KEY, "MOT", vocabulary.agencies, key, name)

    def _first_leads(self, where: str, said: Said) -> bool:
        """Ask if the first of several agencies in a cell leads; one question for the column."""
        column = where.rstrip("0123456789")
        header = self.table.header(self.table.columns("lead")[0]) if self.table.columns("lead") else column
        question = Question(
            f"lead:{fold(header)}",
            Phrase(
                "Column {column} ('{heading}') names several agencies in a cell. "
                "Does the first lead and the others contribute?",
                column=column,
                heading=header,
            ),
            ("first leads", "all contribute"),
            clear=True,
        )
        return self.ask(said, question, where) == "first leads"

    def _ticked(self, cells: RowCells, said: Said, leads: _Found) -> tuple[_Found, str]:
        """The agencies whose columns are ticked; the key, or letters such as L and S, say which leads.

        Beside a column of leads, those whose ticks say nothing else contribute.
        """
        ticks, doubtful = self.ticked(cells, said)
        roles = {cell: self._role_of_tick(cell) for _, cell in ticks}
        beside = bool(self.table.columns("lead"))
        rivals = [(agency, cell) for agency, cell in ticks if roles[cell] == Role.LEAD and _is_other(agency, leads)]
        _leave_open("contributing", doubtful, said)
        _leave_open("lead", ticks if self._is_unsaid(roles.values()) else rivals, said)
        plain = Role.LEAD if len(ticks) == 1 and not beside else Role.CONTRIBUTING
        found: _Found = [(agency, roles[cell] or plain) for agency, cell in ticks if (agency, cell) not in rivals]
        return found, ticks[0][1].address if ticks else ""

    def _is_unsaid(self, roles: Collection[Role | None]) -> bool:
        """Return True for several ticks that do not say which agency leads, where neither a column nor the key does."""
        return len(roles) > 1 and None in roles and not (self.table.columns("lead") or self._legend.roles)

    def says_yes(self, cell: Cell, said: Said) -> bool | None:
        """Whether a mark is a tick, or says what the agency does; a person is asked about a letter such as L or S."""
        if self._role_of_mark(cell, keyed=True) is not None:
            return True
        mark = cell.text.strip()
        if len(mark) == 1 and mark.isalpha() and self.table.is_ticked(cell) is None:
            text = Phrase("What does '{mark}' below an agency say?", mark=mark)
            labels = {name: BY_NAME[name].label for name in _ROLES}
            question = Question(f"tick of agency:{mark.casefold()}", text, tuple(_ROLES), labels=labels)
            answer = self.ask(said, question, cell.address)
            if answer:
                self._letters[mark.casefold()] = _ROLES[answer]
            return True if answer else None
        return super().says_yes(cell, said)

    def _role_of_tick(self, cell: Cell) -> Role | None:
        """The role that a tick means by the key, by its word or letter, or by the group it stands in."""
        return self._role_of_mark(cell) or self._groups.get(cell.address.rstrip("0123456789"))

    def _role_of_mark(self, cell: Cell, *, keyed: bool = False) -> Role | None:
        """The role that a mark says; ``keyed`` leaves out what a person said of letters, who is asked again."""
        word = cell.text.strip()
        in_key = self._legend.roles.get(word) or self._legend.roles.get(word.casefold())
        in_words = self._roles.get(fold(word)) if len(word) > 1 else None
        return in_key or in_words or (None if keyed else self._letters.get(word.casefold()))

    def _roles_of_groups(self) -> dict[str, Role]:
        """The roles of columns of ticks by the headings of their groups, where one is of leads and another of others."""
        found = {}
        for column, _ in self.table.ticks(self.ticks):
            group = self.table.header(column).rpartition(" / ")[0].rpartition(" / ")[2]
            named = self.readers.headers.best(group) if group else None
            role = _ROLES.get(named.field) if named else None
            if role := self._roles.get(fold(group)) or role:
                found[letters(column)] = role
        return found if len(set(found.values())) > 1 else {}


def _is_other(agency: str, leads: _Found) -> bool:
    return bool(leads) and agency not in dict(leads)


def _leave_open(name: str, ticks: Sequence[tuple[str, Cell]], said: Said) -> None:
    """Leave what some ticks say open, as they are written."""
    said.open_values += [(name, f"{agency}: {cell.text.strip()}", cell.address) for agency, cell in ticks]


def _all_but(lead: str | None, found: _Found) -> list[str]:
    """The agencies of a row without its lead, each once."""
    return list(dict.fromkeys(agency for agency, _ in found if agency != lead))


def _marked_lead(found: _Found) -> str | None:
    """The first agency that is marked as lead."""
    return next((agency for agency, role in found if role == Role.LEAD), None)


def _in_doubt(leads: _Found, lead: str | None) -> bool:
    """Return True if a cell names several agencies, and nobody said which of them leads."""
    return bool(leads) and lead is None
