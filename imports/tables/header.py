"""Headers: the rows whose cells name fields, stacked over their columns."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from imports.cells.headers import HeaderMatch
from imports.cells.readers import Readers
from imports.cells.vocabulary import KnownLayout
from imports.fields import FIELDS
from imports.files import Area, Sheet, Value, is_blank
from tracker.folding import fold

_SAID = 3.0
"""Score of a heading whose field a person or a saved layout told: more than any words and cells."""

_KNOWN_EXPORT = 2.0
"""Score of a heading of a known export, in a sheet that has most of its headings."""

_MOST_OF_AN_EXPORT = 0.75
_GROUP_HELPS, _GROUP_NAMES = 0.55, 0.9
"""What the heading of a group of columns counts for beside the column's own; and where that is vague ("Date")."""

_TURNING_GROUPS = ("earlier_column", "stranger_column", "status_of_other")
"""The kinds by which the heading of a group does so: what a group calls planned is the present plan."""

_TURNING = tuple(sorted({kind for item in FIELDS for kind in item.turned_by}))
"""The kinds of words by which headings speak of another value than the group's present one."""


@dataclass
class Header:
    """The header of one table: its rows, its columns, the texts over each column and the fields that they may name.

    ``turned`` are fields of which a heading says that the column has another time's or another's value.
    """

    rows: list[int]
    left: int
    right: int
    texts: dict[int, str]
    matches: dict[int, list[HeaderMatch]]
    known_as: str = ""
    turned: dict[int, frozenset[str]] = field(default_factory=dict)


class HeaderReader:
    """Makes headers of rows, with the words that the readers know, saved layouts, and what a person says now.

    ``said`` are folded headings with the field that the person who imports gave to the column.
    """

    def __init__(self, readers: Readers, said: Mapping[str, str]) -> None:
        self._read = readers.headers.read
        self._turns = readers.headers.turned
        self._said = said
        self._layouts: dict[str, KnownLayout] = {layout.header: layout for layout in readers.vocabulary.layouts}
        self._known: dict[str, dict[str, str]] = {}
        for header, values in readers.vocabulary.words["known_sheet"].items():
            for value in values:
                sheet, _, name = value.partition(":")
                self._known.setdefault(sheet, {})[header] = name

    def header(self, sheet: Sheet, rows: list[int], left: int, right: int) -> Header:
        """The header that some rows make over the columns from left to right."""
        stacks = {column: stack for column, stack in _stacked(sheet, rows).items() if left <= column <= right}
        known_as = self._known_sheet(stacks)
        saved = self._layouts.get(" | ".join(fold(" / ".join(stacks[column])) for column in sorted(stacks)))
        matches = {column: self._matches(stack, known_as, saved) for column, stack in stacks.items()}
        texts = {column: " / ".join(stack) for column, stack in stacks.items()}
        over_all = set.intersection(*map(set, stacks.values())) if stacks else set()
        turned = {
            column: self._turned(stack[-1], [text for text in stack[:-1] if text not in over_all], matches[column])
            for column, stack in stacks.items()
        }
        return Header(rows, left, right, texts, matches, known_as, turned)

    def said(self, text: str) -> bool:
        """Return True if the person who imports gave a heading its field."""
        return fold(text) in self._said

    def _matches(self, stack: Sequence[str], known_as: str, saved: KnownLayout | None) -> list[HeaderMatch]:
        whole = fold(" / ".join(stack))
        told = self._said.get(fold(stack[-1])) or self._said.get(whole) or (saved and saved.columns.get(whole))
        if told:
            return [HeaderMatch(told, _SAID, weak=False)]
        names = self._known.get(known_as, {})
        if name := next((names[fold(text)] for text in reversed(stack) if fold(text) in names), None):
            return [HeaderMatch(name, _KNOWN_EXPORT, weak=False)]
        return self._stack_matches(stack)

    def _turned(self, heading: str, groups: Sequence[str], matches: Sequence[HeaderMatch]) -> frozenset[str]:
        """The fields that a heading or that of its group turns away from; none where a person or a known export says it."""
        if matches and matches[0].score >= _KNOWN_EXPORT:
            return frozenset()
        kinds = self._turns(heading, _TURNING).union(*(self._turns(group, _TURNING_GROUPS) for group in groups))
        return frozenset(item.name for item in FIELDS if not kinds.isdisjoint(item.turned_by))

    def _known_sheet(self, stacks: Mapping[int, Sequence[str]]) -> str:
        """The name of a known export, by most of its headings standing there."""
        present = {fold(text) for stack in stacks.values() for text in stack}
        for sheet, headers in self._known.items():
            fields = set(headers.values()) - {"ignored"}
            there = {name for header, name in headers.items() if header in present and name != "ignored"}
            if len(there) >= max(3, _MOST_OF_AN_EXPORT * len(fields)):
                return sheet
        return ""

    def _stack_matches(self, stack: Sequence[str]) -> list[HeaderMatch]:
        """The fields that the texts of a column's header may name: the lowest speaks first, groups help it."""
        leaf = self._read(stack[-1])
        vague = not leaf or leaf[0].weak or leaf[0].field in ("ordinal", "updated")
        offers = list(leaf)
        for text in stack[:-1]:
            offers += [
                match._replace(score=match.score * (_GROUP_NAMES if vague and not match.weak else _GROUP_HELPS))
                for match in self._read(text)
            ]
        if len(stack) > 1:
            offers += [match._replace(score=match.score * _GROUP_NAMES) for match in self._read(" ".join(stack))]
        found: dict[str, HeaderMatch] = {}
        for match in offers:
            if match.field not in found or match.score > found[match.field].score:
                found[match.field] = match
        return sorted(found.values(), key=lambda match: -match.score)


def texts_of(sheet: Sheet, row: int) -> dict[int, str]:
    """The texts of a row by column."""
    cells = enumerate(sheet.rows[row])
    return {column: value.strip() for column, value in cells if isinstance(value, str) and value.strip()}


def repeats(header: Header, before: Header) -> bool:
    """Return True if a header is the one before, printed again at the top of a page."""

    def same(column: int, text: str) -> bool:
        other = before.texts.get(column, "")
        return fold(text) == fold(other) or fold(text) in {fold(part) for part in other.split(" / ")}

    return sum(same(column, text) for column, text in header.texts.items()) >= 0.7 * len(header.texts)


def islands(texts: Mapping[int, str]) -> Iterator[list[int]]:
    """The columns of a header that stand side by side, apart from others by an empty column."""
    found: list[list[int]] = []
    for column in sorted(texts):
        if found and column - found[-1][-1] == 1:
            found[-1].append(column)
        else:
            found.append([column])
    yield from found


def _stacked(sheet: Sheet, rows: list[int]) -> dict[int, list[str]]:
    """The header texts of every column from top to bottom, merged group headings repeated for all they cover."""
    stacks: dict[int, list[str]] = {}
    spread = _spread(sheet, rows)
    for row in rows:
        for column in range(sheet.width):
            value = spread.get((row, column)) or sheet.value(row, column)
            if is_blank(value) and row != rows[-1] and not sheet.merged:
                value = _heading_to_the_left(sheet, rows, row, column)
            text = "" if is_blank(value) else str(value).strip()
            if text and text not in stacks.get(column, []):
                stacks.setdefault(column, []).append(text)
    return stacks


def _spread(sheet: Sheet, rows: list[int]) -> dict[tuple[int, int], Value]:
    return {
        (row, column): sheet.value(area.top, area.left)
        for area in sheet.merged
        if area.top in rows
        for row in range(area.top, area.bottom + 1)
        for column in range(area.left, area.right + 1)
    }


def _heading_to_the_left(sheet: Sheet, rows: list[int], row: int, column: int) -> str | None:
    """In a text table, a group heading stands over its first column only."""
    if is_blank(sheet.value(rows[-1], column)):
        return None
    left = [value for value in sheet.rows[row][:column] if isinstance(value, str) and value.strip()]
    return left[-1] if left else None


def covers(area: Area, rows: list[int], column: int) -> bool:
    """Return True if a merged cell of one header row stands over a column and others beside it."""
    one_row = area.top in rows and area.bottom in rows
    return one_row and area.left <= column <= area.right and area.right > area.left


def is_hint(text: str, readers: Readers) -> bool:
    """Return True if a text tells people how to fill a column in ("e.g. 140.12", "dd.mm.yyyy", "select from list")."""
    folded = fold(text.strip("()[]<> "))
    return len(folded) <= 60 and any(
        folded == hint or folded.startswith(f"{hint} ") for hint in readers.vocabulary.row_words("hint")
    )
