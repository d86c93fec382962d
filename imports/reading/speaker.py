"""Finds who speaks in a sheet: the group itself, or an agency that answers on its own paper.

A reply names itself so ("Reply of the Ministry of Justice", "... Nazirliyinin cavabı"), in a title, the sheet's name or the
file's; or it is a letter: an agency's name alone in a line, with the letter's number or address beside it. A sheet that only
names an agency may be its own or the group's record about it, so a person is asked.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from typing import NamedTuple

from imports.cells.readers import Readers
from imports.tables.table import Block
from tracker.folding import fold

_LONGEST = 200
_LONGEST_TITLE = 8
"""A line of more words than these that ends in a full stop is a sentence of a letter, not a title."""

_ENDED = re.compile(r"\w{4,}\W?\.\s*$")
"""The end of a sentence; a short word before the stop is an abbreviation: "2025 г."."""

_APART = re.compile(r"[:;|()\[\]]|\s[-–—]\s")
"""What stands between a name and the rest of a title: "Ministry of Health: status of UPR recommendations"."""

_LONGEST_NAME = 16
_SHORTEST_WORD = 5
"""A shorter word of a longer text names an agency only in capital letters ("MOJ", "МВД")."""


class Grounds(StrEnum):
    """Why an agency may speak in a sheet."""

    NONE = "none"
    REPLY = "reply"
    """A title calls the sheet a reply, or it stands on an agency's letterhead."""
    SEVERAL = "several"
    """A title calls the sheet a reply, and names several agencies."""
    FILE_NAME = "file name"
    """Only the name of the file calls it a reply."""
    NAME = "name"
    """Only a name stands there: in a title, the name of the sheet or of the file."""
    HEADING = "heading"
    """The heading of the statuses says that an agency speaks, but not which."""
    STRANGERS = "strangers"
    """A title speaks of a report or of comments of those outside the group: NGOs, civil society."""


class Said(NamedTuple):
    """Who may speak in a sheet, and why."""

    agencies: tuple[str, ...] = ()
    grounds: Grounds = Grounds.NONE

    @property
    def sure(self) -> bool:
        """Return True if nobody needs to be asked."""
        return self.grounds is Grounds.REPLY


NOBODY = Said()
"""The texts name nobody, so the group speaks."""


class Texts(NamedTuple):
    """The texts around a table: its titles, the name of the sheet, the lines beside it, the name of the file."""

    titles: Sequence[str]
    sheet: str
    beside: Sequence[str]
    file: str


class SpeakerFinder:
    """Finds who speaks by the texts around a table."""

    def __init__(self, readers: Readers) -> None:
        self._agencies = readers.agencies
        self._own = readers.vocabulary.secretariat
        self._reply = readers.vocabulary.row_words("reply_word")
        self._report = readers.vocabulary.row_words("report")
        self._strangers = readers.vocabulary.row_words("stranger_title")
        self._letter = readers.vocabulary.row_words("letter_sign")
        self._by_agency = readers.vocabulary.row_words("said_by_agency")

    def find(self, texts: Texts, headings: Sequence[str] = ()) -> Said:
        """Who speaks, by the titles, the names, the lines around a table, and the headings of its statuses."""
        short = [text for text in (*texts.titles, texts.sheet, *texts.beside) if len(text) <= _LONGEST]
        return (
            self._of_lines(short, texts.file)
            or self._of_headings(headings)
            or self._of_strangers((*short, texts.file))
            or self._of_file(texts.file)
            or self._of_names((*texts.titles, texts.sheet), texts.file)
            or NOBODY
        )

    def names(self, titles: Iterable[str]) -> set[str]:
        """The agencies whose names stand alone in a title or the name of a sheet, or in a part that signs set apart."""
        parts = (part for text in titles if len(text) <= _LONGEST for part in _APART.split(text))
        return {self._named(part)[0] for part in parts if self._is_name(part)}

    def _of_lines(self, lines: Sequence[str], file: str) -> Said | None:
        """The agency on whose letterhead a sheet stands, or that a title names with a word such as "reply"."""
        head = next((self._named(text) for text in lines if self._is_name(text)), None)
        if head is not None and any(map(self._is_sign, lines)):
            return Said(head, Grounds.REPLY)
        replies = list(filter(self._names_reply, lines))
        if named := next(filter(None, map(self._named, replies)), None):
            return Said(named, Grounds.REPLY if len(named) == 1 else Grounds.SEVERAL)
        if head is not None and (replies or self._names_reply(file)):
            return Said(head, Grounds.REPLY)
        return None

    def _of_headings(self, headings: Sequence[str]) -> Said | None:
        """The agency by whose word the statuses are given: "Status according to the ministry"."""
        if not headings or not all(_holds(self._by_agency, heading) for heading in headings):
            return None
        named = tuple(dict.fromkeys(agency for heading in headings for agency in self._named(heading)))
        return Said(named, Grounds.REPLY if len(named) == 1 else Grounds.HEADING)

    def _of_strangers(self, lines: Iterable[str]) -> Said | None:
        """Nobody that can be named, where a title says that NGOs report or comment."""
        said = self._reply | self._report
        theirs = any(is_title(text) and _holds(self._strangers, text) and _holds(said, text) for text in lines)
        return Said((), Grounds.STRANGERS) if theirs else None

    def _of_file(self, file: str) -> Said | None:
        named = self._named(file) if self._names_reply(file) else ()
        return Said(named, Grounds.FILE_NAME if len(named) == 1 else Grounds.SEVERAL) if named else None

    def _of_names(self, titles: Sequence[str], file: str) -> Said | None:
        named = self.names(titles) or set(self._named(file))
        return Said(tuple(named), Grounds.NAME) if len(named) == 1 else None

    def _names_reply(self, text: str) -> bool:
        return is_title(text) and _holds(self._reply, text)

    def _named(self, text: str) -> tuple[str, ...]:
        """The agencies that a text names; the secretariat speaks for the group."""
        reading = self._agencies.read(text)
        found = [mention.agency for mention in reading.mentions]
        if not found:
            found = self._among_words(text, _LONGEST_NAME)
        for unknown in reading.unknown if reading.mentions else ():
            found += self._among_words(unknown.text, 1)
        return tuple(agency for agency in dict.fromkeys(found) if agency != self._own)

    def _among_words(self, text: str, longest: int) -> list[str]:
        """The agencies whose names, up to so many words long, stand among others: "MOJ reply", "Ответ МВД 2026"."""
        words = re.findall(r"\w+", text.replace("_", " "))
        found, at = [], 0
        while at < len(words) <= _LONGEST_NAME:
            length, agency = next(self._names_from(words[at : at + longest]), (1, ""))
            found += [agency] if agency else []
            at += length
        return found

    def _names_from(self, words: Sequence[str]) -> Iterator[tuple[int, str]]:
        """The names that begin with the first of these words, the longest first, with their lengths in words."""
        for length in range(len(words), 0, -1):
            reading = self._agencies.read(" ".join(words[:length]))
            if len(reading.mentions) == 1 and not reading.unknown and (length > 1 or _may_be_name(words[0])):
                yield length, reading.mentions[0].agency

    def _is_name(self, text: str) -> bool:
        reading = self._agencies.read(text)
        return len(reading.mentions) == 1 and not reading.unknown and reading.mentions[0].agency != self._own

    def _is_sign(self, text: str) -> bool:
        """Return True for the number, the address or the greeting of a letter."""
        plain = text.strip().casefold()
        words = fold(plain).split()
        first = words[0] if words else ""
        numbered = any(sign.isdigit() for sign in plain)
        return is_letter_number(text) or (first in self._letter and (numbered or len(first) > 2 or ":" in plain))


def is_title(text: str) -> bool:
    """Return True for a line that may be a title; a long one that ends in a full stop is a sentence."""
    return len(text) <= _LONGEST and not (_ENDED.search(text) and len(text.split()) > _LONGEST_TITLE)


def is_letter_number(text: str) -> bool:
    """Return True for a line that begins with the number of a letter: "№ 4/12-345"."""
    return text.strip().casefold().startswith(("№", "n°", "nº"))


def texts_of(block: Block, file: str) -> Texts:
    """The texts around a table of a file."""
    return Texts(block.title, block.sheet.name, block.sheet.context, file)


def _holds(words: Iterable[str], text: str) -> bool:
    folded = f" {fold(text)} "
    return any(f" {word} " in folded for word in words)


def _may_be_name(word: str) -> bool:
    """Return True for a long word or an abbreviation; two Latin letters are more often a language: "EN", "AZ"."""
    return len(word) >= _SHORTEST_WORD or (sum(map(str.isupper, word)) > 1 and (len(word) > 2 or not word.isascii()))
