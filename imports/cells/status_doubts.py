"""Words beside a status that deny it, make it doubtful, limit it, or say that it is still to come."""

import re
from collections.abc import Collection
from functools import cached_property

from imports.cells.phrases import Phrases
from imports.cells.vocabulary import Vocabulary
from tracker.folding import fold
from tracker.vocabulary import StatusKind

_TAKEN_BACK = (StatusKind.DONE, StatusKind.CONTINUOUS)
"""Statuses that words can limit: "in progress until 2026" is still in progress."""

_SHORT = 100
"""The first letters of a text, in which words about its status stand; what follows is an explanation."""

_GOING = (StatusKind.UNDER_WAY, StatusKind.PLANNED, StatusKind.PARTLY_DONE)
"""Statuses of what goes on, which somebody may have given up."""

_FEW = 3
_SENTENCE = re.compile(r"\.\s+(?=\w)|\n")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


class StatusDoubts:
    """Looks for such words in a text."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._doubts = Phrases(vocabulary.row_words("doubt"))
        self._hedges = Phrases(vocabulary.row_words("hedge"))
        self._ended_words = Phrases(vocabulary.row_words("ended"))
        self._negations = Phrases(vocabulary.row_words("negation"))
        self._intentions = Phrases(vocabulary.row_words("intention"))
        self._deadlines = Phrases(vocabulary.row_words("deadline_sign"))
        self._crosses = [word for word in vocabulary.row_words("answer_no") if not word.isalnum()]
        self._negating = vocabulary.row_words("negating_part")
        self._months = vocabulary.words["month"]
        self._source_signs = vocabulary.row_words("source_sign")

    @cached_property
    def _sources(self) -> re.Pattern[str]:
        """Dates and the numbers of laws; made for the first text that is no status word alone."""
        months = "|".join(map(re.escape, self._months)) or "(?!)"
        sources = "|".join(map(re.escape, self._source_signs)) or "(?!)"
        return re.compile(
            rf"(?<!\w)(?:(?:{sources})(?: (?:{sources}))* \d+\w*(?: \d+)*|\d+ (?:{sources})"
            rf"|\d{{1,2}} (?:\d{{1,2}}|{months}) \d{{4}}|(?:{months}) (?:\d{{1,2}} )?\d{{4}})(?!\w)"
        )

    def doubted(self, text: str, kinds: Collection[str]) -> bool:
        """Return True if a text that names statuses of these kinds leaves them open."""
        first = self.first_sentence(text)
        near = fold(text[:_SHORT])
        if self.marked(first) or self._doubts.search(near):
            return True
        if not any(kind in _TAKEN_BACK for kind in kinds):
            return any(kind in _GOING for kind in kinds) and self._ended_words.search(fold(first)) is not None
        behind = fold(text[len(first) :][:_SHORT])
        hedge = self._hedges.match(behind)
        return hedge is not None or self._ended(self.without_sources(fold(first)))

    def first_sentence(self, text: str) -> str:
        """The beginning of a text, in which the words about its status stand: with a second sentence of a few words."""
        first, *more = _SENTENCE.split(text, maxsplit=1)
        return (text if more and len(more[0].split()) <= _FEW else first)[:_SHORT]

    def marked(self, text: str) -> bool:
        """Return True if a text holds a question mark or a cross."""
        return "?" in text or any(cross in text for cross in self._crosses)

    def without_question(self, text: str) -> str:
        """A text without its question marks, and without brackets that held nothing else."""
        return re.sub(r"\(\s*\)", "", re.sub(r"[?¿]+!*", "", text)).strip()

    def without_sources(self, folded: str) -> str:
        """A text without dates and the numbers of laws, which hold figures and words such as "May" and "No."."""
        return " ".join(self._sources.sub(" ", folded).split())

    def taken_back(self, folded: str) -> bool:
        """Return True if words beside "done" say that it is only partly, or no longer, done."""
        return self.negated(folded) or self._ended(folded)

    def counted(self, folded: str) -> bool:
        """Return True if figures limit a status: "in 2 of 10 regions"."""
        return any(word.isdigit() and len(word) < 4 for word in folded.split())

    def _ended(self, folded: str) -> bool:
        by_then = self._deadlines.search(folded) is not None and _YEAR.search(folded) is not None
        return by_then or bool(self._hedges.search(folded) or self._ended_words.search(folded))

    def negated(self, folded: str) -> bool:
        """Return True if words say "not"."""
        return self._negations.search(folded) is not None

    def intended(self, folded: str) -> bool:
        """Return True if something is still to be done: "to be completed"."""
        return self._intentions.search(folded) is not None

    def turned_round(self, word: str, known: str, *, is_done: bool) -> bool:
        """Return True if one of two similar words denies the other, by a part such as "un" or by a "not".

        A known word for something done holds no such part: "implented" has only lost letters.
        """
        if self._negations.findall(word) != self._negations.findall(known):
            return True
        if abs(len(word) - len(known)) > 2 or word == known or (is_done and len(word) < len(known)):
            return False
        longer, shorter = sorted((word, known), key=len, reverse=True)
        pairs = enumerate(zip(longer, shorter, strict=False))
        start = next((at for at, (one, two) in pairs if one != two), len(shorter))
        extra = len(longer) - len(shorter)
        added = longer[start : start + extra]
        return extra > 0 and longer[start + extra :] == shorter[start:] and added in self._negating
