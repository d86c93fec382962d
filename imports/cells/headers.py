"""Header words: which field a header names, in five languages and with typing errors."""

import re
from functools import cached_property, lru_cache
from typing import NamedTuple

from imports.cells.likeness import likest
from imports.cells.vocabulary import Vocabulary
from tracker.folding import fold

SURE = 0.75
"""Score from which a header text counts as the name of a field when header rows are looked for."""

_FUZZY = 84
_PARTS = re.compile(r"\s*[\n|]\s*|\s+/\s+|\s+[–—-]\s+|\(|\)|\[|\]")
_LONGEST = 120


class HeaderMatch(NamedTuple):
    """A field that a header text may name, and how surely (0 to 1)."""

    field: str
    score: float
    weak: bool


class HeaderReader:
    """Reads header texts with the words that the register knows."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._words = vocabulary.words["header"]
        self._weights = vocabulary.weights
        self._fuzzy_words = [word for word in self._words if len(word) >= 5]
        self.read = lru_cache(maxsize=4096)(self._read)

    @cached_property
    def _any(self) -> re.Pattern[str]:
        """Any header word; made when a header is none by itself, because a thousand words take their time."""
        ordered = sorted((word for word in self._words if len(word) > 2), key=len, reverse=True)
        return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, ordered)) + r")(?!\w)")

    def best(self, text: str) -> HeaderMatch | None:
        """The likeliest field of a header text."""
        matches = self.read(text)
        return matches[0] if matches else None

    def _read(self, text: str) -> tuple[HeaderMatch, ...]:
        text = text.strip()
        if not text or len(text) > _LONGEST:
            return ()
        found: dict[str, HeaderMatch] = {}
        whole = fold(text.replace("#", "no"))
        parts = dict.fromkeys([whole, *(fold(part) for part in _PARTS.split(text))])
        first = fold(text.split("\n", 1)[0])
        for part in parts:
            if part:
                share = 1.0 if part == whole else 0.95 if part == first else 0.6 + 0.38 * len(part) / len(whole)
                for match in self._part(part):
                    scored = HeaderMatch(match.field, match.score * share, match.weak)
                    if scored.score > found.get(match.field, scored).score or match.field not in found:
                        found[match.field] = scored
        return tuple(sorted(found.values(), key=lambda match: -match.score))

    def _part(self, folded: str) -> list[HeaderMatch]:
        if folded in self._words:
            return [self._match(field, folded, 1.0) for field in self._words[folded]]
        contained = self._contained(folded)
        if any(match.score >= SURE and not match.weak for match in contained):
            return contained
        return contained + self._similar(folded)

    def _match(self, field: str, word: str, score: float) -> HeaderMatch:
        weak = self._weights.get(("header", field, word)) == "weak"
        return HeaderMatch(field, score * (0.7 if weak else 1.0), weak)

    def _contained(self, folded: str) -> list[HeaderMatch]:
        """Header words inside a longer header; the share of the header that they cover decides."""
        tokens = len(folded.split())
        found = []
        for number, match in enumerate(self._any.finditer(folded)):
            share = len(match.group().split()) / tokens
            score = 0.5 + 0.42 * share + (0.04 if number == 0 else 0)
            found += [self._match(field, match.group(), score) for field in self._words[match.group()]]
        return found

    def _similar(self, folded: str) -> list[HeaderMatch]:
        """A header word with typing errors."""
        if len(folded) < 5 or folded.isdigit():
            return []
        near = next(iter(likest(folded, self._fuzzy_words, least=_FUZZY)), None)
        if near is None:
            return []
        word, ratio, _ = near
        return [self._match(field, word, 0.9 * ratio / 100) for field in self._words[word]]
