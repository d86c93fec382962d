"""Positions of the State on UPR recommendations: the normal form beside the word that the source used."""

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache

from imports.cells.phrases import Phrases
from imports.cells.vocabulary import Vocabulary
from tracker.folding import fold
from tracker.vocabulary import Position

_PARTS = re.compile(r"[,;:.(]\s?|\s[–—-]\s")
_EITHER = re.compile(r"([^\d/()]+)/([^\d/()]+)")
_LONGEST = 120
_NONE = "none"
"""What the words for "not applicable" stand for: treaty body recommendations have no position."""


@dataclass(frozen=True)
class PositionReading:
    """The position of a cell; ``code`` is empty when the word is not known, or when the cell says that there is none."""

    word: str
    code: str | None
    blank: bool = False


class PositionReader:
    """Reads positions with the words that the register knows."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._words = {folded: values[0] for folded, values in vocabulary.words["position"].items()}
        row_words = vocabulary.row_words
        self._not = row_words("negation")
        self._negations = self._not | row_words("hedge")
        plain = row_words("beside_done") | row_words("fully") | row_words("status_subject") | row_words("filler")
        own = {name for name, state in vocabulary.states.items() if state == vocabulary.state}
        headings = {word for word, fields in vocabulary.words["header"].items() if "position" in fields}
        self._doubts = Phrases(row_words("position_doubt"))
        self._weak = {
            word for word, code in self._words.items() if vocabulary.weights["position", code, word] == "weak"
        }
        named = row_words("agency_open") | {fold(name) for name in vocabulary.mechanisms}
        self._plain = Phrases(plain | row_words("paragraph_word") | own | headings | self._weak | named)
        self.read = lru_cache(maxsize=4096)(self._read)

    @cached_property
    def _any(self) -> re.Pattern[str]:
        """Any word of a position; made when a cell holds more than one."""
        words = (
            word for word, code in self._words.items() if code != _NONE and len(word) > 4 and not self._is_two(word)
        )
        ordered = sorted(words, key=len, reverse=True)
        return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, ordered)) + r")(?!\w)")

    def _is_two(self, word: str) -> bool:
        """Return True for "supported/noted": inside a text these are two positions, one after the other."""
        return {Position.SUPPORTED, Position.NOTED} <= {self._words.get(part) for part in word.split()}

    def _read(self, text: str) -> PositionReading:
        text = text.strip().removeprefix("- ").strip()
        folded = fold(text) or text
        if "?" in text:
            return PositionReading(text, None)
        if folded in self._words:
            code = self._words[folded]
            return PositionReading(text, None, blank=True) if code == _NONE else PositionReading(text, code)
        found = {self._words[match] for match in self._any.findall(folded)} if len(folded) < _LONGEST else set()
        if not found or self._is_open(text, folded, found):
            return PositionReading(text, None)
        partly = Position.PARTIALLY_SUPPORTED in found
        return PositionReading(text, Position.PARTIALLY_SUPPORTED if partly else _only(found))

    def _is_open(self, text: str, folded: str, found: set[str]) -> bool:
        """Return True if words beside positions, or another position that is not known, may change them."""
        beside = self._any.sub(" ", folded)
        if self._doubts.search(beside):
            return True
        if Position.SUPPORTED in found and self._negations.intersection(beside.split()):
            return True
        if any(self._is_denied(fold(part)) for part in _PARTS.split(text)):
            return True
        return self._is_strange(folded) or self._is_either(text)

    def _is_strange(self, folded: str) -> bool:
        """Return True if a word stands before the first position that is not known to change nothing."""
        first = self._any.search(folded)
        before = re.sub(r"\d+", " ", folded[: first.start()]) if first else ""
        return bool(self._plain.without(before).strip())

    def _is_either(self, text: str) -> bool:
        """Return True for two positions that are not the same: "supported/noted"."""
        either = _EITHER.fullmatch(text)
        return either is not None and len({self._words.get(fold(part)) for part in either.groups()}) > 1

    def _is_denied(self, folded: str) -> bool:
        """Return True if a "not" stands before a position, which may then be any other."""
        return any(self._not.intersection(folded[: match.start()].split()[-1:]) for match in self._any.finditer(folded))

    def is_position(self, text: str) -> bool:
        """Return True if a text is a position and nothing else; "yes" and "no" do not tell such a column from others."""
        return fold(text) not in self._weak and self._words.get(fold(text), _NONE) != _NONE


def _only(found: set[str]) -> str | None:
    return next(iter(found)) if len(found) == 1 else None
