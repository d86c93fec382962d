"""Finds who speaks in a sheet: the group itself, or an agency that answers on its own paper.

A reply names itself so ("Reply of the Ministry of Justice", "... Nazirliyinin cavabı"), in a title, the sheet's name or the
file's; or it is a letter: an agency's name alone in a line, with the letter's number or address beside it.
"""

from collections.abc import Sequence
from typing import NamedTuple

from imports.cells.readers import Readers
from imports.reading.questions import Question, QuestionBook
from tracker.folding import fold

GROUP = "group"
"""The answer that the group itself speaks."""

_LONGEST = 200


class Said(NamedTuple):
    """Who may speak in a sheet: one agency that is sure, none, or several among whom a person chooses."""

    agencies: tuple[str, ...] = ()
    sure: bool = False


NOBODY = Said()
"""The texts name nobody, so the group speaks."""


class SpeakerFinder:
    """Finds who speaks by the texts around a table."""

    def __init__(self, readers: Readers) -> None:
        self._agencies = readers.agencies
        self._own = readers.vocabulary.secretariat
        self._reply = readers.vocabulary.row_words("reply_word")
        self._letter = readers.vocabulary.row_words("letter_sign")

    def find(self, texts: Sequence[str]) -> Said:
        """Who speaks, by the titles, the names and the lines around a table."""
        short = [text for text in texts if len(text) <= _LONGEST]
        replies = [self._named(text) for text in short if self._names_reply(text)]
        if named := next(filter(None, replies), None):
            return Said(named, len(named) == 1)
        heads = [self._named(text) for text in short if self._is_name(text)]
        letter = replies or any(self._is_sign(text) for text in short)
        return Said(heads[0], sure=True) if heads and letter else NOBODY

    def _names_reply(self, text: str) -> bool:
        folded = f" {fold(text)} "
        return any(f" {word} " in folded for word in self._reply)

    def _named(self, text: str) -> tuple[str, ...]:
        """The agencies that a text names; the secretariat speaks for the group."""
        mentions = self._agencies.read(text).mentions
        return tuple(mention.agency for mention in mentions if mention.agency != self._own)

    def _is_name(self, text: str) -> bool:
        reading = self._agencies.read(text)
        return len(reading.mentions) == 1 and not reading.unknown and reading.mentions[0].agency != self._own

    def _is_sign(self, text: str) -> bool:
        """Return True for the number, the address or the greeting of a letter."""
        plain = text.strip().casefold()
        words = fold(plain).split()
        first = words[0] if words else ""
        numbered = any(sign.isdigit() for sign in plain)
        return plain.startswith(("№", "n°", "nº")) or (
            first in self._letter and (numbered or len(first) > 2 or ":" in plain)
        )


def speaker(said: Said, given: str, file: str, sheet: str, book: QuestionBook) -> str | None:
    """The agency that speaks in a sheet, "" for the group; ``None`` where only a person could say, and did not."""
    if given:
        return "" if given == GROUP else given
    if said.sure or not said.agencies:
        return said.agencies[0] if said.agencies else ""
    text = f"Who speaks in the sheet '{sheet}' of {file}? An agency's status is its claim until it is confirmed."
    labels = {GROUP: "the working group itself"}
    question = Question(f"from:{file}/{sheet}", text, (*said.agencies, GROUP), labels=labels)
    answer = book.ask(question, f"{sheet}!A1")
    return answer if answer is None else "" if answer == GROUP else answer
