"""Headings that ask whether something is done ("Implemented?", "Выполнено (да/нет)"), and the answers below them."""

import re
from functools import lru_cache
from typing import NamedTuple

from imports.cells.phrases import Phrases
from imports.cells.vocabulary import Vocabulary
from tracker.folding import fold
from tracker.vocabulary import StatusKind

CHOICES = re.compile(r"[(\[][^()\[\]]*[,/;|][^()\[\]]*[)\]]")
"""A list in brackets is what may be chosen: "Status (planned, in progress)" is no status that is planned."""

_FIRST = re.compile(r"^(\w{2,})([\s,.;:(?!–—-].*)$", re.DOTALL)
_DIVIDED = re.compile(r"\s*[\n,.;:(?!–—-]")


class Answer(NamedTuple):
    """An answer: the status it stands for, if it is clear, and what stands behind it.

    ``open`` says that any status may be meant but the one asked for.
    """

    word: str
    code: str | None
    rest: str = ""
    open: bool = False


class YesNoReader:
    """Reads such headings and answers with the words that the register knows."""

    def __init__(self, vocabulary: Vocabulary, status_words: Phrases) -> None:
        self._statuses = vocabulary.statuses
        self._words = vocabulary.words["status"]
        self._status_words = status_words
        self._yes = vocabulary.row_words("answer_yes")
        self._no = vocabulary.row_words("answer_no")
        self._fully = vocabulary.row_words("fully")
        self.asked = lru_cache(maxsize=1024)(self._asked)
        self._asks = Phrases(vocabulary.row_words("asks_done"))

    def _asked(self, heading: str) -> str:
        """The code of the status that a heading asks for; blank where it asks for none."""
        folded = fold(heading)
        asks = "?" in heading or self._offers_both(folded)
        named = fold(CHOICES.sub(" ", heading)) if asks else folded
        found = dict.fromkeys(self._words[word][0] for word in self._status_words.findall(named))
        codes = [value for value in found if value in self._statuses]
        if len(codes) == 1 and (asks or folded in self._words):
            return codes[0]
        asks_done = asks and not found and self._asks.search(folded)
        return self._of_kind(StatusKind.DONE) if asks_done else ""

    def _offers_both(self, folded: str) -> bool:
        """Return True if a heading names both answers: "(yes/no)", "(fully, partially, no)"."""
        words = set(folded.split())
        return bool(words & (self._yes | self._fully)) and bool(words & self._no)

    def read(self, text: str, asked: str) -> Answer | None:
        """What a cell answers; nothing where it holds other words."""
        if not text.strip("? "):
            return Answer(text, None)
        whole = fold(text) or text
        if whole in self._fully:
            return Answer(text, asked)
        if whole in self._words and whole not in self._yes | self._no:
            return None
        first = _FIRST.match(text)
        word, rest = (first[1], first[2]) if first else (text, "")
        said = fold(word) or word
        if said in self._yes:
            return Answer(word, asked, rest)
        is_no = said in self._no and (not rest or _DIVIDED.match(rest))
        return Answer(word, self._opposite(asked), rest, open=True) if is_no else None

    def _opposite(self, asked: str) -> str | None:
        """The status that a "no" stands for; none where it leaves open which of the others is meant."""
        done = self._statuses[asked].kind == StatusKind.DONE
        return (self._of_kind(StatusKind.NOT_DONE) or None) if done else None

    def _of_kind(self, kind: StatusKind) -> str:
        return next((code for code, status in self._statuses.items() if status.kind == kind), "")
