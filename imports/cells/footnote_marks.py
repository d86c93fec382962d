"""The marks of footnotes behind the values of cells: "Implemented²", "MOJ*", "2026 [1]"."""

import re
from collections.abc import Iterator

_RAISED = "¹²³⁴⁵⁶⁷⁸⁹⁰"
_AS_KEY = str.maketrans(_RAISED, "1234567890", "[]()")
SIGNS = rf"[{_RAISED}]+|[*†‡]+|\[\d{{1,2}}\]"
_BEHIND = r"(?:(?<=[\w)%.])|(?<=[\w*†‡\]],))\s?"
_MARK = re.compile(rf"{_BEHIND}({SIGNS}|\(\d{{1,2}}\)(?!\w))\)?")
"""A mark stands behind a word, or behind another mark and a comma."""

_PLAIN_MARK = re.compile(rf"{_BEHIND}(?:{SIGNS})(?!\w)")
FIRST = frozenset(f"{_RAISED}*†‡[")


def key_of(mark: str) -> str:
    """What a mark and the line of its footnote have in common: "²", "[2]" and "(2)" are one."""
    return mark.translate(_AS_KEY)


def marks_in(text: str) -> Iterator[str]:
    """The marks in a text; "(2)" may be one, or something else."""
    return (key_of(match[1]) for match in _MARK.finditer(text))


def is_marked(text: str) -> bool:
    """Return True if a text holds a mark that can be nothing else."""
    return not FIRST.isdisjoint(text) and _PLAIN_MARK.search(text) is not None


def without_marks(text: str) -> str:
    """A text without the marks that can be nothing else."""
    return text if FIRST.isdisjoint(text) else _PLAIN_MARK.sub("", text)


def without_any_mark(text: str) -> str:
    """A text without all that may be a mark."""
    return _MARK.sub("", text).strip()
