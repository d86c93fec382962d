"""Positions of the State on UPR recommendations: the normal form beside the word that the source used."""

import re
from dataclasses import dataclass
from functools import lru_cache

from imports.lexicon import Lexicon
from tracker.folding import fold


@dataclass(frozen=True)
class PositionReading:
    """The position of a cell; ``code`` is empty when the word is not known."""

    word: str
    code: str | None


class PositionReader:
    """Reads positions with the words that the register knows."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._words = {folded: values[0] for folded, values in lexicon.words["position"].items()}
        ordered = sorted(self._words, key=len, reverse=True)
        self._any = re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, ordered)) + r")(?!\w)")
        self.read = lru_cache(maxsize=4096)(self._read)

    def _read(self, text: str) -> PositionReading:
        text = text.strip().removeprefix("- ").strip()
        folded = fold(text)
        if folded in self._words:
            return PositionReading(text, self._words[folded])
        found = {self._words[match] for match in self._any.findall(folded)} if len(folded) < 120 else set()
        if {"supported", "noted"} <= found:
            found = {"partially_supported"} if "partially_supported" in found else set()
        return PositionReading(text, "partially_supported" if "partially_supported" in found else _only(found))

    def is_position(self, text: str) -> bool:
        """Whether a text is a position and nothing else (to tell such a column from others)."""
        return fold(text) in self._words


def _only(found: set[str]) -> str | None:
    return next(iter(found)) if len(found) == 1 else None
