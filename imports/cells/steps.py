"""A history in one cell: statuses one after the other, with their dates or with arrows between them."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from imports.cells.vocabulary import Vocabulary
from tracker.folding import fold

_ARROW = re.compile(r"\s*(?:[→⇒➔➜⟶]|[-–—=]*>+|»)\s*")
_PARTS = (
    re.compile(r"\s*[\n;|]+\s*"),
    re.compile(r"\s*[\n;|]+\s*|,\s+|\.\s+"),
    re.compile(r"\s+(?=\d{4}\s*[:–—-])"),
    re.compile(r"\s*/\s*(?!\d)|\s[–—-]\s"),
)
"""Where steps may be divided, the surest first: a comma may also stand within a step."""

_DATE = re.compile(
    r"(?<!\d)(?:(?P<y1>\d{4})-(?P<m1>\d{1,2})(?:-(?P<d1>\d{1,2}))?"
    r"|(?:(?:(?P<d2>\d{1,2})[./])?(?P<m2>\d{1,2})[./])?(?P<y2>(?:19|20)\d\d))(?!\d)"
)
_ENDS = " :–—-,.()[]"
_LONGEST = 300
"""The steps of a history are short; longer texts are reports."""


class Step(NamedTuple):
    """A status in words, its place in time, True if the cell calls it a former one, and its year as far as it is known."""

    text: str
    when: tuple[int, int, int]
    former: bool = False
    year: int = 0


class StepReader:
    """Divides a cell into steps, with the words for months and for what was before."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._months = {word: int(values[0]) for word, values in vocabulary.words["month"].items()}
        self._former = vocabulary.row_words("former")

    def read(self, text: str) -> Iterator[list[Step]]:
        """The ways to divide a cell into steps, the surest first; each in the order of time."""
        if len(text) > _LONGEST:
            return
        if "«" not in text and len(parts := _filled(_ARROW, text)) > 1:
            yield [self._step(part)._replace(when=(place, 0, 0)) for place, part in enumerate(parts)]
            return
        for divided in _PARTS:
            steps = [self._step(part) for part in _filled(divided, text)]
            if _are_in_order(steps):
                yield sorted(steps, key=lambda step: (not step.former, step.when))

    def _step(self, part: str) -> Step:
        part, former = self._without_former(part)
        found = _DATE.search(part)
        if found is None:
            return Step(part.strip(_ENDS), (0, 0, 0), former)
        before, month = part[: found.start()], int(found["m1"] or found["m2"] or 0)
        if not month and before.split() and (month := self._months.get(fold(before.split()[-1]), 0)):
            before = before.rsplit(None, 1)[0] if " " in before.strip() else ""
        year, day = int(found["y1"] or found["y2"]), int(found["d1"] or found["d2"] or 0)
        return Step(f"{before} {part[found.end() :]}".strip(_ENDS), (year, month, day), former, year)

    def _without_former(self, part: str) -> tuple[str, bool]:
        folded = fold(part)
        word = next((word for word in self._former if folded.startswith(f"{word} ")), "")
        return (re.sub(rf"^(?:\W*\w+){{{len(word.split())}}}", "", part) if word else part), bool(word)


def _are_in_order(steps: list[Step]) -> bool:
    """Return True for several steps of which one is the current one, or all that are no former ones have dates."""
    current = [step for step in steps if not step.former]
    return len(steps) > 1 and (len(current) == 1 or all(any(step.when) for step in current))


def _filled(divided: re.Pattern[str], text: str) -> list[str]:
    return [part for part in divided.split(text) if part.strip()]


def in_doubt(last: Step, other: Step) -> bool:
    """Return True if the dates do not tell which step is later: they are equal, or one is a year and one a month of it.

    An arrow from a later year to an earlier one does not tell it either.
    """
    if last.former != other.former:
        return False
    if 0 < last.year < other.year:
        return True
    return last.when == other.when or (last.when[0] == other.when[0] and 0 in (last.when[1], other.when[1]))
