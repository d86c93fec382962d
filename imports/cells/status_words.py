"""The words for statuses that the register knows, and what a status cell says."""

import re
from typing import NamedTuple

from imports.cells.phrases import Phrases
from imports.cells.vocabulary import Vocabulary
from tracker.vocabulary import StatusKind


class StatusReading(NamedTuple):
    """What a status cell says.

    ``code`` is sure. Without it, ``candidates`` are what the word may mean (a person is asked), the best first;
    ``clear`` says that the first is clearly best. ``position`` is a position written in the status column; ``rest`` is
    text that stood behind the status word; ``footnote`` is what a footnote says of it.
    """

    word: str
    code: str | None = None
    position: str | None = None
    percent: int | None = None
    candidates: tuple[str, ...] = ()
    clear: bool = False
    rest: str = ""
    blank: bool = False
    footnote: str = ""


_COMPARED = (("<", "less than "), (">", "more than "), ("≤", "at most "), ("≥", "at least "))
_COMPARISON = re.compile(r"(?<![-–—=>])[<>≤≥]\s?=?\s?(?=\d{1,3}(?!\d))")


def compared(text: str) -> str:
    """A text with words for the signs that compare a number: "<50 %" and ">50 %" are two statuses."""
    return _COMPARISON.sub(lambda match: dict(_COMPARED)[match[0][0]], text)


class StatusWords:
    """The status words by their folded form, and the statuses that they stand for."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.statuses = vocabulary.statuses
        self.values = {folded: values[0] for folded, values in vocabulary.words["status"].items()}

        self.any = Phrases(word for word in self.values if len(word) > 2)
        """Any status word inside a text."""

    def values_in(self, folded: str) -> list[str]:
        """What the status words in a text stand for, word by word."""
        return [self.values[match] for match in self.any.findall(folded)]

    def codes_in(self, folded: str) -> tuple[str, ...]:
        """The statuses that the words in a text may mean, each once."""
        codes = (code for value in self.values_in(folded) for code in value.split("|"))
        return tuple(dict.fromkeys(code for code in codes if code in self.statuses))

    def kinds(self, codes: tuple[str, ...]) -> set[str]:
        """The kinds of some statuses."""
        return {self.statuses[code].kind for code in codes if code in self.statuses}

    def of_kinds(self, *kinds: StatusKind) -> tuple[str, ...]:
        """The statuses of some kinds, in the order of the kinds."""
        return tuple(code for kind in kinds for code, status in self.statuses.items() if status.kind == kind)

    def is_done(self, code: str) -> bool:
        """Return True for a status that says that all is done."""
        return code in self.statuses and self.statuses[code].kind == StatusKind.DONE

    def reading(self, word: str, value: str, rest: str = "") -> StatusReading:
        """What a word says that stands for this value: a status, several, a position, or nothing known."""
        if value == "unknown":
            return StatusReading(word, rest=rest, blank=True)
        if value.startswith("position:"):
            return StatusReading(word, position=value.removeprefix("position:"), rest=rest)
        if "|" in value:
            return StatusReading(word, candidates=tuple(value.split("|")), rest=rest)
        return StatusReading(word, code=value, rest=rest)
