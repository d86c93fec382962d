"""Status words inside a short text, and words that are only similar to status words."""

import re
from collections.abc import Sequence

from imports.cells.likeness import likest
from imports.cells.status_company import StatusCompany
from imports.cells.status_doubts import StatusDoubts
from imports.cells.status_words import StatusReading, StatusWords
from imports.cells.vocabulary import Vocabulary
from tracker.folding import fold
from tracker.vocabulary import StatusKind

SHORT = 80
"""In a longer text a status word says nothing of the recommendation as a whole."""

INTENDED = (StatusKind.PLANNED, StatusKind.NOT_BEGUN)
"""What a status that is still to come may be."""

_NEGATED = (StatusKind.NOT_DONE, StatusKind.NOT_BEGUN, StatusKind.PARTLY_DONE, StatusKind.UNDER_WAY)
"""What a status that is denied may be instead."""

_FUZZY = 90


class StatusInside:
    """Reads texts that are no status word as a whole."""

    def __init__(
        self, vocabulary: Vocabulary, words: StatusWords, doubts: StatusDoubts, company: StatusCompany
    ) -> None:
        self._words = words
        self._doubts = doubts
        self._company = company
        self._fully = vocabulary.row_words("fully")

    def contained(self, text: str, folded: str) -> StatusReading | None:
        """Status words inside a short text, the longest first; a negation before them makes it a question."""
        if len(text) > SHORT:
            return StatusReading(text, blank=True, rest=text)
        folded = self._doubts.without_sources(folded)
        matches = list(self._words.any.finditer(folded))
        values = self._known_values(matches)
        if not values:
            return None
        outside = self._words.any.without(folded)
        codes = tuple(dict.fromkeys(code for value in values for code in value.split("|")))
        if self._doubts.intended(outside):
            return StatusReading(text, candidates=self._words.of_kinds(*INTENDED))
        if denied := self._denied(text, outside, codes):
            return denied
        if len(values) > 1 or "|" in values[0]:
            return StatusReading(text, candidates=codes)
        return self._single(text, folded, codes[0], matches)

    def _known_values(self, matches: Sequence[re.Match[str]]) -> list[str]:
        """What the words stand for, each once, without positions and words for "unknown"."""
        values = dict.fromkeys(self._words.values[match.group()] for match in matches)
        return [value for value in values if value != "unknown" and not value.startswith("position:")]

    def _denied(self, text: str, outside: str, codes: tuple[str, ...]) -> StatusReading | None:
        """A status with a "not" beside it; not fully done is partly done."""
        negated = self._doubts.negated(outside)
        not_done = self._words.kinds(codes) <= {StatusKind.NOT_DONE}
        partly = self._words.of_kinds(StatusKind.PARTLY_DONE)
        if (negated or not_done) and partly and self._fully.intersection(outside.split()):
            return StatusReading(text, code=partly[0])
        return StatusReading(text, candidates=self._words.of_kinds(*_NEGATED)) if negated else None

    def _single(self, text: str, folded: str, code: str, matches: Sequence[re.Match[str]]) -> StatusReading:
        """The only status in a text: sure if its word is most of the text or begins it, and nothing limits it."""
        similar = self.similar(text, folded)
        if similar.clear and similar.candidates[0] != code:
            if not self._words.is_done(similar.candidates[0]):
                return similar
            return StatusReading(text, candidates=tuple(dict.fromkeys((code, *similar.candidates))))
        sure = _stands_out(matches, folded) and not self._limited(text, folded, code)
        nearly = self._words.is_done(code) and self._doubts.taken_back(self._words.any.without(folded))
        partly = self._words.of_kinds(StatusKind.PARTLY_DONE) if nearly else ()
        return StatusReading(text, code=code if sure else None, candidates=(*partly, code), clear=sure)

    def _limited(self, text: str, folded: str, code: str) -> bool:
        """Return True if words or figures beside the status may say that it is only partly so, or not so."""
        whole = fold(text)
        matches = list(self._words.any.finditer(whole))
        before = whole[: matches[0].start()].strip()
        if not self._words.is_done(code):
            return self._words.kinds((code,)) != {StatusKind.PLANNED} and self._company.wavers(before)
        outside = self._words.any.without(folded)
        if self._doubts.taken_back(outside) or self._doubts.counted(outside):
            return True
        return not self._company.leaves(before, whole[matches[-1].end() :].strip())

    def similar(self, text: str, folded: str) -> StatusReading:
        """A word that is not known: similar ones are proposed, a typing error of a single one is clear."""
        if self._doubts.intended(folded):
            return StatusReading(text, candidates=self._words.of_kinds(*INTENDED))
        near = likest(folded, self._words.values.keys(), least=75, most=6)
        codes = self._scores(near)
        if near and self._doubts.turned_round(folded, near[0][0], is_done=self._is_done(near[0][0])):
            done = self._words.of_kinds(StatusKind.DONE, StatusKind.PARTLY_DONE)
            return StatusReading(text, candidates=tuple(code for code in codes if code not in done))
        ranked = sorted(codes.items(), key=lambda item: -item[1])
        return StatusReading(text, candidates=tuple(code for code, _ in ranked), clear=_is_clear(ranked))

    def _is_done(self, word: str) -> bool:
        return self._words.is_done(self._words.values[word])

    def _scores(self, near: Sequence[tuple[str, float, object]]) -> dict[str, float]:
        """The statuses of similar words, each with the likeness of its likest word."""
        codes: dict[str, float] = {}
        for word, score, _ in near:
            for code in self._words.values[word].split("|"):
                if code in self._words.statuses:
                    codes.setdefault(code, score)
        return codes


def _stands_out(matches: Sequence[re.Match[str]], folded: str) -> bool:
    """Return True if status words are at least half of a text, or if a word of some length begins it."""
    covered = sum(len(match.group()) for match in matches) / len(folded)
    return covered >= 0.5 or (matches[0].start() == 0 and len(matches[0].group()) > 5)


def _is_clear(ranked: Sequence[tuple[str, float]]) -> bool:
    """Return True if the first status is very like the word, and much more so than the second."""
    if not ranked or ranked[0][1] < _FUZZY:
        return False
    return len(ranked) == 1 or ranked[0][1] - ranked[1][1] >= 6
