"""Themes, affected groups and Sustainable Development Goals: several to a cell, one a line, with or without dashes."""

import html
import re
from dataclasses import dataclass, field
from functools import lru_cache

from imports.cells.placeholders import says_none
from imports.cells.vocabulary import Vocabulary
from tracker.folding import fold, tidy

_DASH = re.compile(r"^\s*(?:[-–—•*▪]|\d{1,2}\))\s*")
_BULLET = re.compile(r"^\s*[-–—•*▪]\s*")
_SDG_HEAD = re.compile(r"^\s*(?:SDGs?|Sustainable Development Goals?|ODD|ODS|ЦУР|DİM)\s*:\s*", re.IGNORECASE)
_GROUP_HEAD = re.compile(
    r"^\s*(?:Affected persons|Groups? of persons|Persons affected|Personnes concernées|Personas afectadas)\s*:\s*",
    re.IGNORECASE,
)
_GOAL = re.compile(r"(?<![\d.])(1[0-7]|[1-9])(?:\.([1-9]\d?|[a-d])(?:\.\w{1,2})?(?![\w.])|\.0)?(?![\d])")
"""A goal with its target; an indicator (5.2.1) counts for its target, and a spreadsheet may write 16.0 for 16."""

_GOALS_TO = re.compile(r"(?<![\d.])(1[0-7]|[1-9])\s?[-–—]\s?(1[0-7]|[1-9])(?![\d.])")


@dataclass
class Tags:
    """What a cell of themes holds; OHCHR's lists put goals and groups of persons under the themes."""

    themes: list[str] = field(default_factory=list)
    groups: list[str] = field(default_factory=list)
    goals: list[tuple[int, str]] = field(default_factory=list)


def read_goals(text: str) -> list[tuple[int, str]]:
    """Goals and targets: "16 - PEACE, JUSTICE ...", "SDG 5.2", "5; 16.3"."""
    found = []
    for line in re.split(r"[\n;]", text):
        line = _BULLET.sub("", line)
        names = re.split(r"\s[-–—:]\s|:\s", _GOALS_TO.sub(_each_goal, line), maxsplit=1)
        told = names[0] if any(map(str.isdigit, names[0])) else names[-1]
        for match in _GOAL.finditer(told):
            target = f"{match[1]}.{match[2]}" if match[2] else ""
            found.append((int(match[1]), target))
    return list(dict.fromkeys(found))


def _each_goal(match: re.Match[str]) -> str:
    """The goals of "1-5", one by one."""
    return ", ".join(map(str, range(int(match[1]), int(match[2]) + 1))) or match[0]


class TagReader:
    """Reads themes and groups of persons with the labels that the register knows."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._themes = vocabulary.themes
        self._aliases = {folded: values[0] for folded, values in vocabulary.words["theme"].items()}
        self._groups = vocabulary.groups
        self._vocabulary = vocabulary
        self.read_themes = lru_cache(maxsize=4096)(self._read_themes)
        self.read_groups = lru_cache(maxsize=4096)(self._read_groups)

    def knows_theme(self, text: str) -> bool:
        """Return True if a text is a theme of the vocabulary."""
        return fold(text) in self._themes or fold(text) in self._aliases

    def knows_group(self, text: str) -> bool:
        """Return True if a text is a group of persons of the vocabulary."""
        return fold(text) in self._groups

    def read(self, text: str) -> Tags:
        """A cell of themes with what else stands in it."""
        tags = Tags()
        part = "themes"
        for line in html.unescape(text).replace("\r", "\n").split("\n"):
            for head, name in ((_SDG_HEAD, "goals"), (_GROUP_HEAD, "groups")):
                if match := head.match(line):
                    part, line = name, line[match.end() :]
            line = _DASH.sub("", line).strip()
            if not line:
                continue
            if part == "goals":
                tags.goals += read_goals(line)
            elif part == "groups":
                tags.groups += self.read_groups(line)
            else:
                tags.themes += self.read_themes(line)
        return tags

    def _read_themes(self, text: str) -> tuple[str, ...]:
        return tuple(self._labels(text, {**self._themes, **self._aliases}))

    def _read_groups(self, text: str) -> tuple[str, ...]:
        labels = self._labels(text, self._groups)
        return tuple(label for label in labels if fold(label) != "general")

    def _labels(self, text: str, known: dict[str, str]) -> list[str]:
        """Labels of a text: whole if known, else split at semicolons, then at commas where the pieces are known."""
        labels = []
        for line in tidy(html.unescape(text)).split("\n"):
            line = _DASH.sub("", line).strip().strip(";")
            if says_none(line, self._vocabulary):
                continue
            if fold(line) in known:
                labels.append(line)
                continue
            for part in re.split(r"\s*[;|]\s*", line):
                labels += self._by_commas(part, known) if part else []
        return list(dict.fromkeys(labels))

    def _by_commas(self, text: str, known: dict[str, str]) -> list[str]:
        if fold(text) in known or "," not in text:
            return [text.strip()]
        pieces = [piece.strip() for piece in text.split(",")]
        labels: list[str] = []
        at = 0
        while at < len(pieces):
            end = next((end for end in range(len(pieces), at, -1) if fold(", ".join(pieces[at:end])) in known), None)
            if end is None:
                return [text.strip()]
            labels.append(", ".join(pieces[at:end]))
            at = end
        return labels
