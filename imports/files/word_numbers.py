"""The automatic numbers of Word paragraphs: a reader sees them, but they are not in the text."""

import re
from collections import defaultdict
from dataclasses import dataclass, field

from lxml import etree

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


@dataclass
class _Level:
    shape: str
    kind: str
    start: int


@dataclass
class WordNumbers:
    """Counts the numbered paragraphs of a document in their order."""

    levels: dict[str, dict[int, _Level]] = field(default_factory=dict)
    """List, depth, and how its numbers look."""
    styles: dict[str, tuple[str, int]] = field(default_factory=dict)
    """Paragraph style, then its list and depth."""
    series: dict[str, str] = field(default_factory=dict)
    """Lists of one series go on counting where the other stopped, unless one starts again."""
    counts: dict[str, dict[int, int]] = field(default_factory=lambda: defaultdict(dict))

    def label(self, paragraph: etree._Element) -> str:
        """The number before a paragraph, such as "140.31." or "(a)"; empty for bullets and plain paragraphs."""
        list_id, depth = self._of(paragraph)
        level = self.levels.get(list_id, {}).get(depth)
        if level is None:
            return ""
        counts = self.counts[self.series.get(list_id, list_id)]
        counts[depth] = counts.get(depth, level.start - 1) + 1
        for deeper in [key for key in counts if key > depth]:
            del counts[deeper]
        if level.kind == "bullet":
            return ""
        return re.sub(r"%(\d)", lambda match: self._shown(list_id, int(match[1]) - 1, counts), level.shape)

    def _shown(self, list_id: str, depth: int, counts: dict[int, int]) -> str:
        level = self.levels[list_id].get(depth)
        number = counts.get(depth, level.start if level else 1)
        kind = level.kind if level else "decimal"
        if kind in ("lowerLetter", "upperLetter"):
            letter = chr(96 + (number - 1) % 26 + 1)
            return letter.upper() if kind == "upperLetter" else letter
        if kind in ("lowerRoman", "upperRoman"):
            return _roman(number).upper() if kind == "upperRoman" else _roman(number)
        return str(number)

    def _of(self, paragraph: etree._Element) -> tuple[str, int]:
        """List and depth of a paragraph, from itself or from its style."""
        properties = paragraph.find(f"{_W}pPr")
        if properties is None:
            return "", 0
        number = properties.find(f"{_W}numPr")
        if number is not None:
            return _value(number.find(f"{_W}numId")), int(_value(number.find(f"{_W}ilvl")) or 0)
        return self.styles.get(_value(properties.find(f"{_W}pStyle")), ("", 0))


def read_numbers(numbering: etree._Element | None, styles: etree._Element | None) -> WordNumbers:
    """The numbering of a document from its parts."""
    numbers = WordNumbers()
    shapes = {
        item.get(f"{_W}abstractNumId", ""): {
            int(level.get(f"{_W}ilvl", 0)): _level(level) for level in item.iter(f"{_W}lvl")
        }
        for item in (numbering.iter(f"{_W}abstractNum") if numbering is not None else ())
    }
    for item in numbering.iter(f"{_W}num") if numbering is not None else ():
        list_id, abstract = item.get(f"{_W}numId", ""), _value(item.find(f"{_W}abstractNumId"))
        numbers.levels[list_id] = dict(shapes.get(abstract, {}))
        numbers.series[list_id] = abstract
        for override in item.iter(f"{_W}lvlOverride"):
            _override(numbers, list_id, override)
    for style in styles.iter(f"{_W}style") if styles is not None else ():
        number = style.find(f"{_W}pPr/{_W}numPr")
        if number is not None:
            depth = int(_value(number.find(f"{_W}ilvl")) or 0)
            numbers.styles[style.get(f"{_W}styleId", "")] = (_value(number.find(f"{_W}numId")), depth)
    return numbers


def _override(numbers: WordNumbers, list_id: str, override: etree._Element) -> None:
    """A list that starts its counting again."""
    depth = int(override.get(f"{_W}ilvl", 0))
    start = override.find(f"{_W}startOverride")
    level = override.find(f"{_W}lvl")
    if level is not None:
        numbers.levels[list_id][depth] = _level(level)
    if start is not None and depth in numbers.levels[list_id]:
        old = numbers.levels[list_id][depth]
        numbers.levels[list_id][depth] = _Level(old.shape, old.kind, int(_value(start) or 1))
        numbers.series[list_id] = list_id


def _level(item: etree._Element) -> _Level:
    return _Level(
        shape=_value(item.find(f"{_W}lvlText")),
        kind=_value(item.find(f"{_W}numFmt")) or "decimal",
        start=int(_value(item.find(f"{_W}start")) or 1),
    )


def _value(element: etree._Element | None) -> str:
    return element.get(f"{_W}val", "") if element is not None else ""


def _roman(number: int) -> str:
    shown = ""
    for value, letters in _ROMAN:
        while number >= value:
            shown += letters
            number -= value
    return shown
