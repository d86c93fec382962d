"""The sheet's own key: what its colours, its percentages and its doubtful status words mean."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from imports.layout import Block
from imports.readers import Readers
from imports.sheets import Sheet, is_blank
from imports.sheets.colours import basic_name
from tracker.folding import fold

_SCALE = re.compile(r"^\W*(\d{1,3})\s*(?:%)?(?:\s*(?:-|–|—|to|до)\s*(\d{1,3}))?\s*%?\W*$")


@dataclass
class Legend:
    """What a workbook says of its own signs."""

    colours: dict[str, str] = field(default_factory=dict)
    """Fill colour (RRGGBB) or name of a colour ("green"), then the status."""
    words: dict[str, str] = field(default_factory=dict)
    """Folded status word, then the status that its explanation names."""
    scale: list[tuple[int, int, str]] = field(default_factory=list)
    """From, to (per cent), status."""

    def status_of_colour(self, colour: str) -> str | None:
        """The status of a fill: exactly that colour, or the one of the same name when only one has it."""
        if colour in self.colours:
            return self.colours[colour]
        name = basic_name(colour)
        same = {status for key, status in self.colours.items() if len(key) == 6 and basic_name(key) == name}
        if len(same) == 1:
            return same.pop()
        return self.colours.get(name)

    def status_of_percent(self, percent: int) -> str | None:
        """The status of a percentage by the workbook's own scale."""
        return next((status for low, high, status in self.scale if low <= percent <= high), None)


def read_legend(sheets: list[Sheet], blocks: list[Block], readers: Readers) -> Legend:
    """Look for keys on all sheets, outside the rows of recommendations."""
    legend = Legend()
    colour_names = {word: values[0] for word, values in readers.lexicon.words["colour"].items()}
    for sheet in sheets:
        for row, column in _outside(sheet, [block for block in blocks if block.sheet is sheet]):
            _read_cell(legend, sheet, row, column, readers, colour_names)
    return legend


def _outside(sheet: Sheet, blocks: list[Block]) -> Iterator[tuple[int, int]]:
    """Cells that belong to no row of recommendations: rows whose text column is empty, and everything outside tables."""
    covered: dict[int, Block] = {row: block for block in blocks for row in range(block.first, block.end)}
    headers = {row for block in blocks for row in block.header_rows}
    for row, cells in enumerate(sheet.rows):
        block = covered.get(row)
        if row in headers:
            continue
        inside = block is not None and _holds_a_row(sheet, row, block)
        for column in range(max(len(cells), _rightmost_fill(sheet, row) + 1)):
            beside = block is not None and column > max(max(places) for places in block.columns.values())
            if not inside or beside:
                yield row, column


def _rightmost_fill(sheet: Sheet, row: int) -> int:
    """A key may fill an empty cell beyond the last value of its row."""
    return max((column for column in range(60) if (row, column) in sheet.fills), default=-1) if sheet.fills else -1


def _holds_a_row(sheet: Sheet, row: int, block: Block) -> bool:
    texts = block.columns.get("text", [])
    others = [column for name in ("reference", "status", "lead") for column in block.columns.get(name, [])]
    if texts:
        value = sheet.value(row, texts[0])
        return isinstance(value, str) and (
            len(value) > 60 or sum(not is_blank(sheet.value(row, column)) for column in others) > 1
        )
    return any(not is_blank(sheet.value(row, column)) for column in others)


def _read_cell(
    legend: Legend, sheet: Sheet, row: int, column: int, readers: Readers, colour_names: dict[str, str]
) -> None:
    own = _text(sheet, row, column)
    beside = _text(sheet, row, column + 1) or _text(sheet, row, column + 2)
    if colour := sheet.fills.get((row, column)):
        for text in (own, beside, "" if own else _text(sheet, row, column - 1) if column else ""):
            if status := _status(text, readers):
                legend.colours.setdefault(colour, status)
                break
    if not own:
        return
    name, _, meaning = _parted(own)
    if fold(name) in colour_names and (status := _status(meaning or beside, readers)):
        legend.colours.setdefault(colour_names[fold(name)], status)
    if match := _SCALE.match(own):
        _scale(legend, match, own, beside, readers)
    _explained(legend, name if meaning else own, meaning or beside, readers)


def _scale(legend: Legend, match: re.Match[str], own: str, beside: str, readers: Readers) -> None:
    if status := _status(beside, readers):
        low = int(match[1])
        high = int(match[2]) if match[2] else low
        if low <= high <= 100 and ("%" in own or match[2]):
            legend.scale.append((low, high, status))


def _explained(legend: Legend, word: str, explanation: str, readers: Readers) -> None:
    """A doubtful word ("Ongoing") whose explanation names one of the statuses it may mean."""
    if len(word) > 60 or not explanation:
        return
    doubtful = readers.status.read(word)
    if doubtful.code or not doubtful.candidates:
        return
    named = readers.status.meanings(explanation)
    settled = [code for code in doubtful.candidates if code in named] or (list(named) if len(named) == 1 else [])
    if len(settled) == 1:
        legend.words.setdefault(fold(word), settled[0])


def _parted(text: str) -> tuple[str, str, str]:
    match = re.match(r"^(.{2,40}?)\s*(=|:|–|—|\s-\s)\s*(.+)$", text, re.DOTALL)
    return (match[1], match[2], match[3]) if match else (text, "", "")


def _status(text: str, readers: Readers) -> str | None:
    """The status that a key's text names, also behind the name of a colour ("Green – implemented")."""
    if not text or len(text) > 120:
        return None
    name, _, meaning = _parted(text)
    for part in (text, meaning, name):
        reading = readers.status.read(part) if part else None
        if reading is not None and reading.code:
            return reading.code
    named = readers.status.meanings(text)
    return next(iter(named)) if len(named) == 1 else None


def _text(sheet: Sheet, row: int, column: int) -> str:
    value = sheet.value(row, column) if column >= 0 else None
    if isinstance(value, float) and sheet.formats.get((row, column), "").endswith("%"):
        return f"{value * 100:.0f}%"
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return f"{value * 100:.0f}%" if sheet.formats.get((row, column), "").endswith("%") else f"{value:g}"
    return value.strip() if isinstance(value, str) else ""
