"""Finds the headers of a sheet: the rows whose cells name fields, stacked over their columns."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from imports.cells.headers import SURE, HeaderMatch
from imports.cells.readers import Readers
from imports.cells.references import read_reference
from imports.cells.symbols import read_symbol
from imports.cells.vocabulary import KnownLayout
from imports.files import Area, Sheet, Value, is_blank
from imports.tables.profile import recommends
from imports.tables.table import Mark
from tracker.folding import fold

_LOOKED_THROUGH = 120
_MOST_HEADER_ROWS = 3
_LONG = 150
_LONGEST_WORD = 80
_MOST_PARTS = 0.75
_TELLING = 60
"""A shorter text that asks for something may still name a column ("What the Committee asks for")."""

_YEAR = re.compile(r"^(?:20\d\d|19\d\d)$")


@dataclass
class Header:
    """The header of one table: its rows, its columns, the texts over each column and the fields that they may name."""

    rows: list[int]
    left: int
    right: int
    texts: dict[int, str]
    matches: dict[int, list[HeaderMatch]]
    known_as: str = ""


class HeaderFinder:
    """Finds headers with the words that the readers know, the layouts that people saved, and what they say now.

    ``said`` are folded headers with the field that the person who imports gave to the column.
    """

    def __init__(self, readers: Readers, said: Mapping[str, str]) -> None:
        self._readers = readers
        self._said = said
        self._layouts: dict[str, KnownLayout] = {layout.header: layout for layout in readers.vocabulary.layouts}
        self._known: dict[str, dict[str, str]] = {}
        for header, values in readers.vocabulary.words["known_sheet"].items():
            for value in values:
                sheet, _, name = value.partition(":")
                self._known.setdefault(sheet, {})[header] = name

    def headers(self, sheet: Sheet) -> list[Header]:
        """The headers of a sheet from top to bottom, those of tables side by side from left to right."""
        headers: list[Header] = []
        repeated = self._header_words(sheet.rows[_LOOKED_THROUGH:])
        row = 0
        while row < len(sheet.rows):
            near_top = row < _LOOKED_THROUGH
            may_be = near_top or (repeated and sum(value in repeated for value in sheet.rows[row]) > 1)
            found = self._headers_at(sheet, row) if may_be and not self._is_row_of(sheet, row, headers) else []
            if not found or (headers and _repeats(found[0], headers[-len(found)])):
                row += 1
                continue
            headers += found
            row = found[0].rows[-1] + 1
        return headers

    def _header_words(self, rows: list[list[Value]]) -> set[Value]:
        """The cells far down that are header words as they are (none begins with a digit): a row needs two of them."""
        words = self._readers.vocabulary.words["header"]
        texts = (value for value in set(chain.from_iterable(rows)) if isinstance(value, str))
        return {text for text in texts if len(text) <= _LONGEST_WORD and not text[:1].isdigit() and fold(text) in words}

    def _is_row_of(self, sheet: Sheet, row: int, headers: list[Header]) -> bool:
        """Whether a row holds a number under the header of numbers above it, or a recommendation under that of texts."""
        for column, matches in headers[-1].matches.items() if headers else ():
            value = sheet.value(row, column)
            if not matches or is_blank(value):
                continue
            text = str(value).strip()
            numbered = matches[0].field in ("reference", "code") and read_reference(text.rpartition("/")[2])
            asks = matches[0].field == "text" and len(text) > _TELLING and recommends(text, self._readers)
            if numbered or asks:
                return True
        return False

    def _headers_at(self, sheet: Sheet, row: int) -> list[Header]:
        cells = texts_of(sheet, row)
        if len(cells) < 2 or any(len(text) > _LONG for text in cells.values()):
            return []
        if not self._names_fields(sheet, row, cells):
            return []
        return list(self._islands(sheet, self._span(sheet, row)))

    def _islands(self, sheet: Sheet, rows: list[int]) -> Iterator[Header]:
        """The header, or the headers of tables that stand side by side with an empty column between them."""
        whole = self._header(sheet, rows, 0, max(sheet.width - 1, 0))
        islands: list[list[int]] = []
        for column in sorted(whole.texts):
            if islands and column - islands[-1][-1] == 1:
                islands[-1].append(column)
            else:
                islands.append([column])
        telling = [
            island
            for island in islands
            if len(island) > 1 and any(names(whole.matches.get(column, []), "text") for column in island)
        ]
        if len(telling) < 2:
            yield whole
            return
        for number, island in enumerate(telling):
            right = telling[number + 1][0] - 1 if number + 1 < len(telling) else max(sheet.width - 1, 0)
            yield self._header(sheet, rows, island[0], right)

    def _names_fields(self, sheet: Sheet, row: int, cells: dict[int, str]) -> bool:
        if self._looks_like_data(sheet, row) or any(is_hint(text, self._readers) for text in cells.values()):
            return False
        matches = [match for text in cells.values() if (match := self._best(text))]
        known = {match.field for match in matches if match.score >= SURE or (match.weak and match.score >= 0.65)}
        telling = known - {"ordinal", "ignored", "kept", "type", "year", "cycle"}
        if len(known) < 2 or not telling:
            return False
        distinct = set(cells.values())
        if len(matches) < 0.4 * len(distinct):
            distinct = {text for text in distinct if self._best(text) or not self.mark_of(text)}
        return len(matches) >= 0.4 * len(distinct)

    def _best(self, text: str) -> HeaderMatch | None:
        said = self._said.get(fold(text))
        return HeaderMatch(said, 3.0, weak=False) if said else self._readers.headers.best(text)

    def _looks_like_data(self, sheet: Sheet, row: int) -> bool:
        """Whether a row holds values rather than names of columns."""
        values = [value for value in sheet.rows[row] if not is_blank(value)]
        texts = [value for value in values if isinstance(value, str)]
        if len(values) - len(texts) > len(values) / 3:
            return True
        if self._holds_values(texts):
            return True
        if any(len(text) > _LONG or re.match(r"^\W*\d{1,3}\.\d{1,3}\W", text + " ") for text in texts):
            return True
        return any(read_symbol(text) is not None for text in texts if "/" in text)

    def _holds_values(self, texts: list[str]) -> bool:
        """Two or more statuses, positions, States or agencies that are no header words themselves."""
        words = self._readers.vocabulary.words["header"]
        kinds = (
            self._readers.status.is_status,
            self._readers.position.is_position,
            self._readers.states.is_state,
        )
        told = [text for text in sorted(set(texts), key=len) if fold(text) not in words]
        positions = [text for text in told if self._readers.position.is_position(text)]
        if len(positions) > 1:  # a recommendation has one position: two side by side head columns of ticks
            told = [text for text in told if text not in positions]
        values = [text for text in told if any(kind(text) for kind in kinds)]
        if len(values) != 1:
            return len(values) > 1
        return any(text not in values and self._readers.agencies.is_agency(text) for text in told)

    def _span(self, sheet: Sheet, row: int) -> list[int]:
        """The rows of a header around its telling row: group headings above, second languages and parts below."""
        rows = [row]
        while len(rows) < _MOST_HEADER_ROWS and rows[0] > 0 and self._heads_groups(sheet, rows[0] - 1, rows[0]):
            rows.insert(0, rows[0] - 1)
        while len(rows) < _MOST_HEADER_ROWS and rows[-1] + 1 < len(sheet.rows):
            if not self._goes_on(sheet, rows, rows[-1] + 1):
                break
            rows.append(rows[-1] + 1)
        return rows

    def _heads_groups(self, sheet: Sheet, above: int, row: int) -> bool:
        cells = texts_of(sheet, above)
        if not cells or self._looks_like_data(sheet, above) or any(len(text) > 80 for text in cells.values()):
            return False
        for area in sheet.merged:
            if area.top <= above < row <= area.bottom and not is_blank(sheet.value(area.top, area.left)):
                return True
            whole = area.right - area.left + 1 >= 0.7 * sheet.width
            if area.top == above == area.bottom and area.right > area.left and not whole and len(cells) > 1:
                return True
        sure = [match for text in cells.values() if (match := self._readers.headers.best(text)) and match.score >= 0.65]
        return len(cells) >= 2 and len(sure) >= 2

    def _goes_on(self, sheet: Sheet, rows: list[int], below: int) -> bool:
        """Whether the next row is still a part of the header: the parts of its groups, or its words in another language."""
        values = {column: value for column, value in enumerate(sheet.rows[below]) if not is_blank(value)}
        under = [column for column in values if any(_covers(area, rows, column) for area in sheet.merged)]
        if under and len(under) == len(values) and self._are_parts(list(values.values())):
            return True
        cells = texts_of(sheet, below)
        if self._looks_like_data(sheet, below) or any(len(text) > 100 for text in cells.values()):
            return False
        if any(is_hint(text, self._readers) for text in cells.values()):
            return False
        if any(area.top in rows and area.bottom >= below for area in sheet.merged):
            return True
        best = [match for text in cells.values() if (match := self._readers.headers.best(text)) and match.score >= 0.65]
        if len({match.field for match in best}) >= 2 and len(best) >= 0.5 * len(cells):
            return True
        return bool(under) and len(under) == len(cells) and bool(best)

    def _are_parts(self, values: list[Value]) -> bool:
        """Values that name the columns under a group heading: years, statuses, positions, agencies."""
        if all(_YEAR.fullmatch(str(value).strip()) for value in values):
            return True
        texts = [value.strip() for value in values if isinstance(value, str)]
        marks = sum(self.mark_of(text) is not None for text in texts)
        return len(texts) == len(values) >= 2 and marks >= max(2, _MOST_PARTS * len(texts))

    def mark_of(self, text: str) -> Mark | None:
        """What a tick under a heading would say."""
        status = self._readers.status.read(text)
        if status.position:
            return Mark("position", text)
        if status.code:
            return Mark("status", text)
        if self._readers.position.is_position(text):
            return Mark("position", text)
        reading = self._readers.agencies.read(text)
        if len(reading.mentions) == 1 and not reading.unknown:
            return Mark("agency", reading.mentions[0].agency)
        return None

    def _header(self, sheet: Sheet, rows: list[int], left: int, right: int) -> Header:
        stacks = {column: stack for column, stack in _stacked(sheet, rows).items() if left <= column <= right}
        known_as = self._known_sheet(stacks)
        names = self._known.get(known_as, {})
        print_of = " | ".join(fold(" / ".join(stacks[column])) for column in sorted(stacks))
        saved = self._layouts.get(print_of)
        matches: dict[int, list[HeaderMatch]] = {}
        for column, stack in stacks.items():
            matches[column] = self._stack_matches(stack)
            if name := next((names[fold(text)] for text in reversed(stack) if fold(text) in names), None):
                matches[column] = [HeaderMatch(name, 1.5, weak=False)]
            if told := self._said.get(fold(stack[-1])) or self._said.get(fold(" / ".join(stack))):
                matches[column] = [HeaderMatch(told, 3.0, weak=False)]
            elif saved is not None and (chosen := saved.columns.get(fold(" / ".join(stack)))):
                matches[column] = [HeaderMatch(chosen, 3.0, weak=False)]
        texts = {column: " / ".join(stack) for column, stack in stacks.items()}
        return Header(rows, left, right, texts, matches, known_as)

    def _known_sheet(self, stacks: dict[int, list[str]]) -> str:
        """The name of a known export, by most of its headers standing there."""
        present = {fold(text) for stack in stacks.values() for text in stack}
        for sheet, headers in self._known.items():
            fields = set(headers.values()) - {"ignored"}
            there = {name for header, name in headers.items() if header in present and name != "ignored"}
            if len(there) >= max(3, 0.75 * len(fields)):
                return sheet
        return ""

    def _stack_matches(self, stack: Sequence[str]) -> list[HeaderMatch]:
        """The fields that the texts of a column's header may name: the lowest speaks first, groups help it."""
        read = self._readers.headers.read
        found: dict[str, HeaderMatch] = {}

        def offer(match: HeaderMatch, share: float) -> None:
            score = match.score * share
            if match.field not in found or score > found[match.field].score:
                found[match.field] = HeaderMatch(match.field, score, match.weak)

        leaf = read(stack[-1]) if stack else ()
        for match in leaf:
            offer(match, 1.0)
        vague = not leaf or leaf[0].weak or leaf[0].field in ("ordinal", "updated")
        for text in stack[:-1]:
            for match in read(text):
                offer(match, 0.9 if vague and not match.weak else 0.55)
        if len(stack) > 1:
            for match in read(" ".join(stack)):
                offer(match, 0.9)
        return sorted(found.values(), key=lambda match: -match.score)


def is_hint(text: str, readers: Readers) -> bool:
    """Whether a text tells people how to fill a column in ("e.g. 140.12", "dd.mm.yyyy", "select from list")."""
    folded = fold(text.strip("()[]<> "))
    return len(folded) <= 60 and any(
        folded == hint or folded.startswith(f"{hint} ") for hint in readers.vocabulary.row_words("hint")
    )


def names(matches: Sequence[HeaderMatch], name: str) -> bool:
    """Whether a header surely names a field."""
    return any(match.field == name and not match.weak and match.score >= SURE for match in matches)


def texts_of(sheet: Sheet, row: int) -> dict[int, str]:
    """The texts of a row by column."""
    cells = enumerate(sheet.rows[row])
    return {column: value.strip() for column, value in cells if isinstance(value, str) and value.strip()}


def _covers(area: Area, rows: list[int], column: int) -> bool:
    one_row = area.top in rows and area.bottom in rows
    return one_row and area.left <= column <= area.right and area.right > area.left


def _stacked(sheet: Sheet, rows: list[int]) -> dict[int, list[str]]:
    """The header texts of every column from top to bottom, merged group headings repeated for all they cover."""
    stacks: dict[int, list[str]] = {}
    spread = {
        (row, column): sheet.value(area.top, area.left)
        for area in sheet.merged
        if area.top in rows
        for row in range(area.top, area.bottom + 1)
        for column in range(area.left, area.right + 1)
    }
    for row in rows:
        for column in range(sheet.width):
            value = spread.get((row, column)) or sheet.value(row, column)
            if is_blank(value) and row != rows[-1] and not sheet.merged:
                value = _heading_to_the_left(sheet, rows, row, column)
            text = "" if is_blank(value) else str(value).strip()
            if text and text not in stacks.get(column, []):
                stacks.setdefault(column, []).append(text)
    return stacks


def _heading_to_the_left(sheet: Sheet, rows: list[int], row: int, column: int) -> str | None:
    """In a text table, a group heading stands over its first column only."""
    if is_blank(sheet.value(rows[-1], column)):
        return None
    left = [value for value in sheet.rows[row][:column] if isinstance(value, str) and value.strip()]
    return left[-1] if left else None


def _repeats(header: Header, before: Header) -> bool:
    """Whether a header is the one before, printed again at the top of a page."""

    def same(column: int, text: str) -> bool:
        other = before.texts.get(column, "")
        return fold(text) == fold(other) or fold(text) in {fold(part) for part in other.split(" / ")}

    return sum(same(column, text) for column, text in header.texts.items()) >= 0.7 * len(header.texts)
