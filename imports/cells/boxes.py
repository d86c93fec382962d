"""Boxes in a cell: which of the words beside them are ticked ("☒ In progress ☐ Implemented")."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from imports.cells.vocabulary import Vocabulary

_TYPED = r"[\[(]\s*([xхv]?)\s*[\])]"
"""A box that was typed with brackets; the cross may be a Latin or a Cyrillic letter."""

_BETWEEN = " \t\r\n,;/|."


class Box(NamedTuple):
    """A box, the words that belong to it, and whether it is ticked."""

    label: str
    ticked: bool


class Boxes(NamedTuple):
    """The boxes of a cell. ``doubtful`` if nobody can tell what is ticked; ``listed`` if they may be those of a list."""

    boxes: tuple[Box, ...] = ()
    doubtful: bool = False
    listed: bool = False

    @property
    def ticked(self) -> list[str]:
        """The words whose boxes are ticked."""
        return [box.label for box in self.boxes if box.ticked]


class BoxReader:
    """Finds boxes by the signs that the register knows."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        words = vocabulary.row_words
        self._crosses = frozenset(word for word in words("answer_no") if not word.isalnum())
        self._ticked = words("box_ticked") | self._crosses
        self._bullets = words("box_bullet")
        signs = "".join(map(re.escape, sorted(self._ticked | words("box_empty"))))
        self._mark = re.compile(rf"[\[(]\s*([{signs}])\s*[\])]|{_TYPED}|([{signs}])", re.IGNORECASE)

    def read(self, text: str) -> Boxes:
        """The boxes of a cell with their words; none where no words stand beside them."""
        marks = list(self._mark.finditer(text))
        words = _between(text, marks)
        if not any(words) or not marks or self._is_number(marks):
            return Boxes()
        labels = _labels(words)
        ticked = self._states(marks)
        if labels is None or ticked is None:
            return Boxes(doubtful=True)
        named = zip((label.rstrip(": ") for label in labels), ticked, strict=True)
        boxes = tuple(Box(label, is_ticked) for label, is_ticked in named if label)
        return Boxes(boxes, listed=len(boxes) > 1 and self._is_list(marks))

    def _is_list(self, marks: Sequence[re.Match[str]]) -> bool:
        """Return True for signs that are all the same, and may be bullets."""
        signs = set(map(_sign, marks))
        return len(signs) == 1 and signs <= self._bullets

    def _states(self, marks: Sequence[re.Match[str]]) -> list[bool] | None:
        """Which marks are ticks: a bare cross says no beside a tick, yes beside empty boxes, and nothing alone."""
        crosses = [mark[3] in self._crosses for mark in marks]
        ticked = [self._is_ticked(mark) for mark in marks]
        if all(crosses):
            return None
        beside_tick = any(is_ticked and not cross for is_ticked, cross in zip(ticked, crosses, strict=True))
        return [is_ticked and not (cross and beside_tick) for is_ticked, cross in zip(ticked, crosses, strict=True)]

    def _is_ticked(self, mark: re.Match[str]) -> bool:
        sign = _sign(mark)
        return sign in self._ticked if sign else bool(mark[2])

    def _is_number(self, marks: Sequence[re.Match[str]]) -> bool:
        """Return True for one mark that may be the number of an item, or brackets around nothing: "(v)", "()"."""
        (mark, *others) = marks
        return not others and mark[0].startswith("(") and not _sign(mark) and mark[2].casefold() not in {"x", "х"}


def _sign(mark: re.Match[str]) -> str:
    return mark[1] or mark[3] or ""


def _between(text: str, marks: Sequence[re.Match[str]]) -> list[str]:
    """The words before, between and behind some marks."""
    starts, ends = [0, *(mark.end() for mark in marks)], [*(mark.start() for mark in marks), len(text)]
    return [text[start:end].strip(_BETWEEN) for start, end in zip(starts, ends, strict=True)]


def _labels(words: Sequence[str]) -> Sequence[str] | None:
    """The words of each box, which stand behind it, or before it; ``None`` where nobody can tell.

    Words before the first box are none of a box where they lead in ("Status: ☐ Planned ☒ In progress").
    """
    first, *between, last = words
    if not first:
        return words[1:]
    if not last:
        return words[:-1]
    leads_in = first.endswith(":") and not any(word.endswith(":") for word in between)
    return words[1:] if leads_in else None
