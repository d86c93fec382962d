"""The words and signs of a cell of agencies: folded for looking up, each with its place in the cell as written."""

import re
from bisect import bisect_left
from collections.abc import Collection, Mapping

from tracker.folding import fold

_TOKEN = re.compile(
    r"(?P<number>(?:^|(?<=\s))(?:\d{1,2}[.)]|[a-h]\))(?=\s))"
    r"|(?P<word>[^\W_](?:[^\W_]|[%#'’‘ʼ`\u00ad\u200b\u0300-\u036f])*)"
    r"|(?P<strong>[;\n\r|/•▪+]|\.(?=\s+[A-ZА-ЯƏÇĞİÖŞÜ][^.:;,]{1,24}:))"
    r"|(?P<sign>[,:()\[\]&\"])"
    r"|(?P<dash>(?<!\w)[-–—*](?!\w))"
)
_ENDING = re.compile(r"(?<!\w)([^\W\d_]{2,})[-'’]([^\W\d_]{1,3})(?!\w)")
STRONG = "|"
"""Stands for every sign that is never part of a name: a stroke, a semicolon, a new line, a bullet, a number of a list."""


class AgencyCell:
    """A cell as words and signs with one space between them; ``written`` gives back what stands in the cell."""

    def __init__(self, text: str, shorts: Mapping[str, str], endings: Collection[str]) -> None:
        self._text = text
        self._starts: list[int] = []
        self._spans: list[tuple[int, int]] = []
        parts: list[str] = []
        at = 0
        for match in _TOKEN.finditer(_without_endings(text, endings)):
            if part := _folded(match, shorts):
                self._starts.append(at)
                self._spans.append(match.span())
                parts.append(part)
                at += len(part) + 1
        self.folded = " ".join(parts)

    def written(self, start: int, end: int) -> str:
        """The words of the cell behind a stretch of the folded text."""
        first, last = bisect_left(self._starts, start), bisect_left(self._starts, end)
        if first >= last:
            return ""
        return " ".join(self._text[self._spans[first][0] : self._spans[last - 1][1]].split())

    def in_bracket(self, at: int) -> bool:
        """Return True if a place of the folded text is within brackets."""
        return self.folded.count("(", 0, at) > self.folded.count(")", 0, at)

    def acronyms(self) -> set[str]:
        """The words that are written in capitals where the others are not."""
        if self._text.isupper():
            return set()
        words = (self._text[start:end] for start, end in self._spans)
        return {fold(word) for word in words if sum(map(str.isupper, word)) >= 2}


def _folded(match: re.Match[str], shorts: Mapping[str, str]) -> str:
    """A word folded, and written out where a full stop shortens it ("Min. of Justice"); a sign as it is looked for."""
    if match.lastgroup == "word":
        word = fold(match.group())
        shortened = match.string[match.end() : match.end() + 1] == "." and match.string[match.end() + 1 :].strip()
        return shorts.get(word, word) if shortened else word
    if match.lastgroup in ("number", "strong"):
        return STRONG
    return "-" if match.lastgroup == "dash" else match.group()


def _without_endings(text: str, endings: Collection[str]) -> str:
    """Blanks instead of the case endings that stand behind abbreviations ("ƏƏSMN-in"), so that places stay."""
    if "-" not in text and "'" not in text and "’" not in text:
        return text
    return _ENDING.sub(lambda match: _blanked(match) if fold(match[2]) in endings else match[0], text)


def _blanked(match: re.Match[str]) -> str:
    return match[1].ljust(len(match[0])) if match[1].isupper() else match[0]
