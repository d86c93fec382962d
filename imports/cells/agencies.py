"""Agencies of a cell: several to a cell, with commas and "and" inside their names, abbreviated, inflected, misspelt."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from imports.cells.agency_cell import STRONG, AgencyCell
from imports.cells.agency_likeness import AgencyLikeness, Proposal, UnknownName
from imports.cells.agency_lists import AgencyLists
from imports.cells.agency_names import AgencyNames, Found
from imports.cells.agency_words import AgencyWords
from imports.cells.footnote_marks import without_marks
from imports.cells.phrases import Phrases
from imports.cells.vocabulary import Vocabulary
from tracker.folding import fold
from tracker.vocabulary import Role

__all__ = ["AgencyReader", "AgencyReading", "Mention", "Proposal", "UnknownName"]

_LONGEST = 400
"""A longer cell is a text that may name agencies, and no list of them."""

LISTED = re.compile(r"[;,\n/&+]")
"""What stands between the agencies of a cell."""

_HANDED_OVER = re.compile(r"[-=]*>|[→⇒]")
"""Who leads now, where one agency hands over to another, a person says."""

_NOBODY = "\x00"
"""Stands for the words of a name that is none of the known ones."""

_WORD = re.compile(r"\w+")
_MARK, _LAST_MARK = 0xE000, 0xF8FF
"""Names that were found are blanked out with a letter of their own, from the private letters of Unicode."""


class Mention(NamedTuple):
    """An agency that a cell names, with the role if the cell says so."""

    agency: str
    role: Role | None = None


class AgencyReading(NamedTuple):
    """What a cell of agencies says; ``more`` if it says more than agencies: a department in brackets, a date."""

    mentions: tuple[Mention, ...] = ()
    unknown: tuple[UnknownName, ...] = ()
    more: bool = False


class _Item(NamedTuple):
    """A name, or words that are not part of a name: the place, and the sign or word between it and the one before."""

    start: int
    end: int
    before: str = ""
    after: str = ""
    words: str = ""
    found: Found | None = None


@dataclass
class _Said:
    """What was read so far."""

    role: Role | None = None
    jointly: Role | None = None
    mentions: dict[str, Mention] = field(default_factory=dict)
    unknown: dict[str, UnknownName] = field(default_factory=dict)
    more: bool = False

    def take(self, agencies: tuple[str, ...], written: str, role: Role | None) -> None:
        """Take a name: of one agency, of none, or of several that share it."""
        if len(agencies) == 1:
            self.mentions.setdefault(agencies[0], Mention(agencies[0], role or self.jointly or self.role))
        elif written:
            self.unknown.setdefault(fold(written), UnknownName(written, agencies))


class AgencyReader:
    """Reads agencies with the spellings that the register knows; the alias table decides, similarity only proposes."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._names = AgencyNames(vocabulary)
        self._words = AgencyWords(vocabulary)
        self._lists = AgencyLists(vocabulary, self._names)
        self._likeness = AgencyLikeness(vocabulary, self._names)
        self._pairs = {pair for spelling in vocabulary.spellings for pair in pairwise(spelling.folded.split())}
        self._doubts = Phrases(vocabulary.row_words("doubt"))
        self.propose = self._likeness.propose
        self.read = lru_cache(maxsize=8192)(self._read)
        self.doubted = lru_cache(maxsize=8192)(self._doubted)

    def is_agency(self, text: str) -> bool:
        """Return True if a cell holds agencies and little else (to tell such a column from others)."""
        if len(text) > _LONGEST or not self._names.may_be_in(fold(text)):
            return False
        reading = self.read(text)
        return len(reading.mentions) > 0 and len(reading.mentions) >= len(reading.unknown)

    def is_name(self, text: str) -> bool:
        """Return True if a text is the whole name of an agency, in a spelling that is known."""
        folded = fold(text)
        return bool(self._names.owners(folded)) or self._names.is_name(folded)

    def _doubted(self, text: str) -> dict[str, str]:
        """The agencies of a cell that it names with a doubt ("MOJ?", "MIA (tbc)", "MOJ -> MIA"), each with its words."""
        if _HANDED_OVER.search(text):
            return {mention.agency: text.strip() for mention in self.read(text).mentions}
        parts = [part.strip() for part in LISTED.split(text)] if "?" in text or self._doubts.search(fold(text)) else []
        doubtful = [part for part in parts if "?" in part or self._doubts.search(fold(part))]
        return {mention.agency: part for part in doubtful for mention in self.read(part).mentions}

    def _read(self, text: str) -> AgencyReading:
        text = without_marks(text)
        owners = self._names.owners(fold(text))
        if len(owners) == 1:
            return AgencyReading((Mention(owners[0]),))
        cell = AgencyCell(self._lists.written_out(text), self._names.shorts, self._words.endings)
        items = self._one_name_each(self._items(cell), cell)
        said = _Said()
        for at, item in enumerate(items):
            self._take(said, item, items[at - 1] if at else None, items[at + 1 :], cell)
        unknown = tuple(said.unknown.values())
        if not said.mentions and not unknown and any(map(str.isalpha, text)):
            unknown = (UnknownName(text.strip()),)
        return AgencyReading(tuple(said.mentions.values()), unknown, said.more or any(map(str.isdigit, text)))

    def _take(self, said: _Said, item: _Item, last: _Item | None, behind: list[_Item], cell: AgencyCell) -> None:
        """Take a name, or the role that a word gives to the names beside or behind it."""
        said.jointly = self._words.role_of_joint(item.before) or (said.jointly if item.before != STRONG else None)
        if not item.found and (role := self._words.roles.get(item.words)):
            said.role = role if _is_said_of_the_next(item, last) else said.role
            return
        role = self._role_behind(item, behind)
        if item.found:
            said.take(item.found.agencies, cell.written(item.start, item.end), role)
            return
        owners = self._names.owners(item.words)
        if not owners and last is not None and self._only_explains(item, cell):
            said.more = True
        else:
            said.take(owners, cell.written(item.start, item.end), role)

    def _role_behind(self, item: _Item, behind: list[_Item]) -> Role | None:
        """The role that stands in brackets or behind a dash ("MFA (lead)", "MFA - lead"), or as a word ("MFA ilə birgə")."""
        if self._words.is_joint_behind(item.after):
            return Role.CONTRIBUTING
        if behind and item.after in ("(", "-") and not behind[0].found and behind[0].after != ":":
            return self._words.roles.get(behind[0].words)
        return None

    # Names and what is left between them

    def _items(self, cell: AgencyCell) -> list[_Item]:
        found = list(self._names.in_text(cell.folded))
        rest = self._without_shorts(_blanked(cell.folded, found), cell)
        found = [name for name in found if not self._is_part(name, rest)]
        rest = self._words.without_state(_blanked(cell.folded, found))
        items: list[_Item] = []
        for start, end, before, after in self._stretches(rest):
            pieces = [one for piece in _pieces(rest, start, end, found) for one in self._apart(piece, cell)]
            pieces = [self._bare(piece, cell, alone=len(pieces) == 1) for piece in pieces]
            pieces = [piece for piece in pieces if piece.found or self._words.tells(piece.words)]
            if pieces:
                pieces[0] = pieces[0]._replace(before=before)
                pieces[-1] = pieces[-1]._replace(after=after)
                items += pieces
        return items

    def _without_shorts(self, rest: str, cell: AgencyCell) -> str:
        """A text with its abbreviations of agencies blanked out: none is part of the name beside it."""
        last = chr(_LAST_MARK)
        return _WORD.sub(lambda word: last * len(word[0]) if self._is_short(word, 0, cell) else word[0], rest)

    def _only_explains(self, item: _Item, cell: AgencyCell) -> bool:
        """Return True if words stand in brackets and name no known agency: such as a department."""
        words = _WORD.finditer(cell.folded, item.start, item.end)
        named = any(self._is_short(word, 0, cell) for word in words) or any(self._names.in_text(item.words))
        return cell.in_bracket(item.start) and not named

    def _apart(self, piece: _Item, cell: AgencyCell) -> Iterator[_Item]:
        """Abbreviations with nothing but a blank or a dash between them ("DİN ƏN") as names of their own."""
        words = list(_WORD.finditer(piece.words))
        apart = len(words) > 1 and all(self._is_short(word, piece.start, cell) for word in words)
        for word in words if apart else ():
            yield _Item(piece.start + word.start(), piece.start + word.end(), words=word[0])
        if not apart:
            yield piece

    def _is_short(self, word: re.Match[str], at: int, cell: AgencyCell) -> bool:
        return len(self._names.owners(word[0])) == 1 and cell.written(at + word.start(), at + word.end()).isupper()

    def _stretches(self, rest: str) -> Iterator[tuple[int, int, str, str]]:
        """The pieces between signs and joining words, each with the sign or word on either side."""
        start, before = 0, ""
        for match in self._words.separators.finditer(rest):
            if self._belongs(match, rest):
                continue
            yield start, match.start(), before, match[1]
            start, before = match.end(), match[1]
        yield start, len(rest), before, ""

    def _belongs(self, match: re.Match[str], rest: str) -> bool:
        """Return True if a "with" belongs to a name ("Work with Religious Associations")."""
        following = rest[match.end() :].split(" ", 1)[0]
        return self._words.role_of_joint(match[1]) is not None and (match[1], following) in self._pairs

    def _bare(self, item: _Item, cell: AgencyCell, *, alone: bool) -> _Item:
        """An item without the small words around its words; beside a name they are no part of what is asked for."""
        written = cell.written(item.start, item.end)
        if item.found or (written.isupper() and self._names.owners(item.words.strip())):
            return item._replace(words=item.words.strip())
        before, words = self._words.stripped(item.words)
        start = item.start + len(before)
        return item._replace(words=words) if alone else item._replace(start=start, end=start + len(words), words=words)

    def _is_part(self, name: Found, rest: str) -> bool:
        """Return True if a name is part of a longer, unknown one ("Ministry of Defence Industry")."""
        before = self._words.separators.split(rest[: name.start])[-1]
        behind = self._words.separators.split(rest[name.end :])[0]
        return self._words.goes_on(name, _unmarked(before, -1), _unmarked(behind, 0))

    def _one_name_each(self, items: list[_Item], cell: AgencyCell) -> list[_Item]:
        """Join items that are one name: misspelt as a whole, or a known one with an unknown word behind it."""
        starts = [at for at, item in enumerate(items) if at == 0 or item.before == STRONG]
        groups = [items[start:end] for start, end in pairwise([*starts, len(items)])]
        whole = [item for group in groups for item in self._misspelt(group, cell)]
        return list(self._joined(whole, cell.acronyms()))

    def _misspelt(self, items: list[_Item], cell: AgencyCell) -> list[_Item]:
        """The one item of a name that is misspelt and has an "and" or a comma in it; else the items as they are."""
        if len(items) == 1 or any(item.found or self._names.owners(item.words) for item in items):
            return items
        written = cell.written(items[0].start, items[-1].end)
        if not self._likeness.is_misspelt(written):
            return items
        return [items[0]._replace(end=items[-1].end, words=fold(written), after=items[-1].after)]

    def _joined(self, items: list[_Item], acronyms: set[str]) -> Iterator[_Item]:
        """Known names that are only part of another: "Ministry of Health and Tourism" is neither Health nor Tourism."""
        topics = [not item.found and self._is_topic(item.words, acronyms) for item in items]
        at = 0
        while at < len(items):
            end = self._end_behind(items, topics, at) if not topics[at] else self._end_before(items, topics, at)
            joined = items[at]._replace(end=items[end].end, words=_NOBODY, found=None, after=items[end].after)
            yield joined if end > at else items[at]
            at = end + 1

    def _end_behind(self, items: list[_Item], topics: list[bool], at: int) -> int:
        """The end of a name that has further topics behind an "and"."""
        end = at
        found = items[at].found
        words = found.name if found else items[at].words
        for other in range(at + 1, len(items)) if self._words.is_body(words.split()[0]) else ():
            if not topics[other] or not self._words.joins(items[other].before):
                break
            end = at if items[other].before == "," and end == at else other
        return end

    def _end_before(self, items: list[_Item], topics: list[bool], at: int) -> int:
        """The end of an Azerbaijani name that begins with further topics; the word for the body is its last."""
        end = at + 1
        while end < len(items) and topics[end] and self._words.joins(items[end].before):
            end += 1
        name = items[end].found if end < len(items) else None
        goes_on = name is not None and name.language == "az" and items[end].before in self._words.joints
        return end if goes_on and name and self._words.is_body(name.name.split()[-1]) else at

    def _is_topic(self, words: str, acronyms: set[str]) -> bool:
        """Return True if words say what a body is for, but name none: "tourism", "social development"."""
        known = self._names.owners(words) or self._likeness.is_open(words) or words in self._words.roles
        return not known and not any(word in acronyms or self._words.is_body(word) for word in words.split())


def _blanked(folded: str, found: list[Found]) -> str:
    """A text with its names blanked out, each with a letter of its own."""
    for number, name in enumerate(found):
        folded = folded[: name.start] + chr(_MARK + number) * (name.end - name.start) + folded[name.end :]
    return folded


def _pieces(rest: str, start: int, end: int, found: list[Found]) -> Iterator[_Item]:
    """The names in a piece of text, and the words between them."""
    for match in re.finditer(r"([\ue000-\uf8ff])\1*|[^\ue000-\uf8ff]+", rest[start:end]):
        name = found[ord(match[1]) - _MARK] if match[1] else None
        yield _Item(start + match.start(), start + match.end(), words="" if name else match.group(), found=name)


def _unmarked(text: str, side: int) -> str:
    """The words between a name and the next name on one side of it."""
    return re.split(r"[\ue000-\uf8ff]+", text)[side]


def _is_said_of_the_next(item: _Item, last: _Item | None) -> bool:
    """Return True for a role before the names that have it: "Lead: MOJ", "Lead - MOJ, Support - MIA"."""
    return item.after == ":" or (item.after == "-" and (last is None or item.before in (",", STRONG)))
