"""The footnotes of a workbook: lines outside its tables that say what the marks behind values mean."""

import re
from collections import defaultdict
from itertools import chain
from typing import NamedTuple

from imports.cells.footnote_marks import FIRST, SIGNS, key_of, marks_in, without_any_mark
from tracker.folding import tidy

_LINE = re.compile(rf"^\s*({SIGNS}|\(\d{{1,2}}\))\)?\s*[-–—:=.]?\s*(\S.+)$")
_NUMBERED = re.compile(r"^\s*(\d{1,2})\s*[-–—:=.)]\s*(\S.+)$")
_Lines = dict[str, dict[str, list[str]]]
"""Mark, sheet, then the footnotes."""


def is_footnote(text: str) -> bool:
    """Return True if a text begins with a mark that can be nothing else."""
    return bool(text) and text[0] in FIRST and _LINE.match(text) is not None


class Footed(NamedTuple):
    """A value without its mark, and the words of its footnote."""

    text: str
    words: str


class Footnotes:
    """The footnotes by their marks, and by the sheets that they stand on."""

    def __init__(self) -> None:
        self._marked: _Lines = defaultdict(dict)
        self._numbered: _Lines = defaultdict(dict)

    def __bool__(self) -> bool:
        """Return True if there are any."""
        return bool(self._marked or self._numbered)

    def take(self, sheet: str, text: str, *, under_table: bool) -> None:
        """Keep the lines of a text that are footnotes; a plain number begins one only under a table."""
        for line in text.splitlines():
            if match := _LINE.match(line):
                self._marked[key_of(match[1])].setdefault(sheet, []).append(tidy(match[2]))
            elif under_table and (match := _NUMBERED.match(line)):
                self._numbered[match[1]].setdefault(sheet, []).append(tidy(match[2]))

    def of(self, sheet: str, text: str) -> Footed | None:
        """A value and what its footnotes say, those of its own sheet before those of others; nothing without one."""
        marks = marks_in(text) if self else ()
        found = [said for mark in marks if (said := self._marked.get(mark) or self._numbered.get(mark))]
        words = [line for said in found for line in said.get(sheet) or chain.from_iterable(said.values())]
        return Footed(without_any_mark(text), "; ".join(dict.fromkeys(words))) if words else None
