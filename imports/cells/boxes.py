"""Boxes in a cell: which of the words beside them are ticked ("☒ In progress ☐ Implemented")."""

import re
from typing import NamedTuple

from imports.cells.vocabulary import Vocabulary

_TYPED = r"[\[(]\s*([xхv]?)\s*[\])]"
"""A box that was typed with brackets; the cross may be a Latin or a Cyrillic letter."""


class Box(NamedTuple):
    """A box, the words that belong to it, and whether it is ticked."""

    label: str
    ticked: bool


class BoxReader:
    """Finds boxes by the signs that the register knows."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        crosses = frozenset(word for word in vocabulary.row_words("answer_no") if not word.isalnum())
        self._ticked = vocabulary.row_words("box_ticked") | crosses
        self._crosses = crosses
        signs = "".join(map(re.escape, sorted(self._ticked | vocabulary.row_words("box_empty"))))
        self._mark = re.compile(rf"[\[(]\s*([{signs}])\s*[\])]|{_TYPED}|([{signs}])", re.IGNORECASE)

    def read(self, text: str) -> list[Box]:
        """The boxes of a cell with their words; none where no words stand beside them. A cross alone may mean "no"."""
        marks = list(self._mark.finditer(text))
        if not marks or (len(marks) == 1 and marks[0][0] in self._crosses):
            return []
        gaps = [*(mark.start() for mark in marks), len(text)]
        before = text[: gaps[0]].strip()
        starts = [0, *(mark.end() for mark in marks)]
        labels = [text[start:end].strip(" \t\r\n,;/|:") for start, end in zip(starts, gaps, strict=True)]
        # Words before the first box: each box stands behind its word.
        labels = labels[:-1] if before else labels[1:]
        boxes = [Box(label, self._is_ticked(mark)) for label, mark in zip(labels, marks, strict=True)]
        return [box for box in boxes if box.label]

    def _is_ticked(self, mark: re.Match[str]) -> bool:
        sign = mark[1] or mark[3]
        return sign in self._ticked if sign else bool(mark[2])
