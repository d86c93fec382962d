"""How many rows make a header: headings of groups above, second languages and parts of groups below."""

import re
from collections.abc import Mapping, Sequence

from imports.cells.readers import Readers
from imports.files import Area, Sheet, Value, is_blank
from imports.tables.header import covers, is_hint, texts_of
from imports.tables.ticks import TickReader
from imports.tables.values import Values
from tracker.folding import fold

HALF_SURE = 0.65
"""Score from which a vague word may name a field, where others beside it do."""

_MOST_ROWS = 3
_LONGEST_HEADING = 80
_LONGEST_BELOW = 100
_WHOLE = 0.7
"""Share of a sheet's width from which a merged cell is a title, not the heading of a group."""

_MOST_PARTS = 0.75
_YEAR = re.compile(r"^(?:20\d\d|19\d\d)$")


class HeaderSpan:
    """Finds the rows around a row of headings that belong to the header."""

    def __init__(self, readers: Readers, values: Values, ticks: TickReader) -> None:
        self._readers = readers
        self._values = values
        self._ticks = ticks
        self._words = readers.vocabulary.words["header"]

    def rows(self, sheet: Sheet, row: int) -> list[int]:
        """The rows of the header around a row of headings."""
        rows = [row]
        while len(rows) < _MOST_ROWS and rows[0] > 0 and self._heads_groups(sheet, rows[0] - 1, rows[0]):
            rows.insert(0, rows[0] - 1)
        while len(rows) < _MOST_ROWS and rows[-1] + 1 < len(sheet.rows):
            if not self._goes_on(sheet, rows, rows[-1] + 1):
                break
            rows.append(rows[-1] + 1)
        return rows

    def _heads_groups(self, sheet: Sheet, above: int, row: int) -> bool:
        if sum(_is_year_over_group(sheet, area, above) for area in sheet.merged) > 1:
            return True
        cells = texts_of(sheet, above)
        if not cells or self._values.count(sheet, above) or max(map(len, cells.values())) > _LONGEST_HEADING:
            return False
        if any(_heads_below(sheet, area, above, row) for area in sheet.merged):
            return True
        if len(cells) > 1 and any(_heads_group(sheet, area, above) for area in sheet.merged):
            return True
        return len(cells) >= 2 and len(self._half_sure(cells)) >= 2

    def _goes_on(self, sheet: Sheet, rows: list[int], below: int) -> bool:
        """Return True if the next row is a part of the header: the parts of its groups, or its words in another language."""
        values = {column: value for column, value in enumerate(sheet.rows[below]) if not is_blank(value)}
        under = [column for column in values if any(covers(area, rows, column) for area in sheet.merged)]
        if self._fills_groups(sheet, rows, values) or self._parts_groups(values, under):
            return True
        cells = texts_of(sheet, below)
        if self._values.count(sheet, below) or any(map(self._is_no_heading, cells.values())):
            return False
        return self._speaks_on(sheet, rows, below, cells, under)

    def _fills_groups(self, sheet: Sheet, rows: Sequence[int], values: Mapping[int, Value]) -> bool:
        """Return True for a row that is filled below the groups, wholly, and nowhere else."""
        whole = bool(values) and len(rows) == 1 and values.keys() == _in_groups(sheet, rows[0])
        return whole and not any(self._is_no_heading(str(value)) for value in values.values())

    def _parts_groups(self, values: Mapping[int, Value], under: Sequence[int]) -> bool:
        """Return True for parts of groups with at most one cell beside them."""
        beside = len(values) - len(under)
        return beside <= min(1, len(under) - 1) and self._are_parts([values[column] for column in under])

    def _is_no_heading(self, text: str) -> bool:
        return len(text) > _LONGEST_BELOW or is_hint(text, self._readers)

    def _speaks_on(
        self, sheet: Sheet, rows: list[int], below: int, cells: Mapping[int, str], under: Sequence[int]
    ) -> bool:
        """Return True if cells are merged from the header into the row, or its words are headings too."""
        if any(area.top in rows and area.bottom >= below for area in sheet.merged):
            return True
        named = self._half_sure(cells)
        if len(set(named)) >= 2 and 2 * len(named) >= len(cells):
            return True
        return 0 < len(under) == len(cells) and bool(named)

    def _half_sure(self, cells: Mapping[int, str]) -> list[str]:
        """The fields that cells of a row name, at least by a vague word."""
        texts = [text for text in cells.values() if fold(text) in self._words or not self._values.is_name(text)]
        found = map(self._readers.headers.best, texts)
        return [match.field for match in found if match is not None and match.score >= HALF_SURE]

    def _are_parts(self, values: Sequence[Value]) -> bool:
        """Return True for values that name columns under a group heading: years, fields beside them, statuses, agencies."""
        others = {at: str(value).strip() for at, value in enumerate(values) if not _is_year(value)}
        if len(others) < len(values) and len(self._half_sure(others)) == len(others):
            return True
        texts = [value.strip() for value in values if isinstance(value, str)]
        marks = sum(self._ticks.mark_of(text) is not None for text in texts)
        return len(texts) == len(values) >= 2 and marks >= max(2, _MOST_PARTS * len(texts))


def _in_groups(sheet: Sheet, row: int) -> set[int]:
    """The columns below headings that stand over several: merged cells, or blanks behind a heading."""
    if sheet.merged:
        return {column for column in range(sheet.width) if any(covers(area, [row], column) for area in sheet.merged)}
    filled = [not is_blank(value) for value in sheet.rows[row]]
    gaps = [column for column in range(1, len(filled)) if not filled[column] and any(filled[:column])]
    return {*gaps, *(column - 1 for column in gaps)}


def _is_year(value: Value) -> bool:
    return bool(_YEAR.fullmatch(str(value).strip()))


def _heads_below(sheet: Sheet, area: Area, above: int, row: int) -> bool:
    """Return True if a merged cell reaches from the row above into the row."""
    return area.top <= above < row <= area.bottom and not is_blank(sheet.value(area.top, area.left))


def _heads_group(sheet: Sheet, area: Area, above: int) -> bool:
    """Return True if a merged cell of the row above stands over some columns, not over all."""
    wide = area.right - area.left + 1
    return area.top == above == area.bottom and 1 < wide < _WHOLE * sheet.width


def _is_year_over_group(sheet: Sheet, area: Area, above: int) -> bool:
    """Return True if a merged cell of the row above holds a year: it stands over what was said in that year."""
    return _heads_group(sheet, area, above) and _is_year(sheet.value(area.top, area.left))
