"""The sheet's own key: what its colours, codes, signs, percentages, ticks, abbreviations and doubtful words mean."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from imports.cells.readers import Readers
from imports.files import Sheet, is_blank
from imports.files.colours import basic_name
from imports.tables.footnotes import Footnotes, is_footnote
from imports.tables.table import Block
from tracker.folding import fold
from tracker.vocabulary import Role

_SCALE = re.compile(
    r"^\W*(\d{1,3})\s*(?:%|faiz\w*|процент\w*)?(?:\s*(?:-|–|—|to|до)\s*(\d{1,3}))?\s*"
    r"(?:%|faiz\w*|процент\w*|per ?cent)?\W*$",
    re.IGNORECASE,
)
_PART = re.compile(r"\s*(?:[;•|\n]|,(?=\s*\S{1,12}\s*[=:–—-]\s)|\s{3,})\s*")
_SAID = re.compile(r"^(?:[-•*]\s)?(.{1,40}?)\s*(?:=|:|–|—|\s-\s|\s-(?=\S))\s*(.+)$", re.DOTALL)
_PERCENT_SAID = re.compile(
    r"^\W*(\d{1,3}(?:\s*[-–—]\s*\d{1,3})?\s*(?:%|faiz\w*|процент\w*|per ?cent))\s*(?:=|:|–|—|-)\s*(.+)$",
    re.IGNORECASE | re.DOTALL,
)
_SIGN = re.compile(r"^([^\w\s\"'(\[]{1,3}|\d|[A-Za-zƏə])\s+(\S.*)$", re.DOTALL)
UNKNOWN = "unknown"
"""What a key's "no information" stands for: a colour or a code that says that there is no status."""

_LONG = 60
"""A longer text is a recommendation, not the meaning of a colour."""

_LAST_FILL = 60
"""Colours further to the right explain nothing."""

_LONGEST = 160
_LONGEST_LINE = 400


@dataclass
class Legend:
    """What a workbook says of its own signs."""

    colours: dict[str, str] = field(default_factory=dict)
    """Fill colour (RRGGBB) or name of a colour ("green"), then the status."""
    words: dict[str, str] = field(default_factory=dict)
    """Folded status word, then the status that its explanation names."""
    codes: dict[str, str] = field(default_factory=dict)
    """A code or sign of the status column ("2", "R", "🟡"), then the status."""
    scale: list[tuple[int, int, str]] = field(default_factory=list)
    """From, to (per cent), status."""
    roles: dict[str, Role] = field(default_factory=dict)
    """A tick under an agency ("L", "●"), then what the agency does."""
    agencies: dict[str, str] = field(default_factory=dict)
    """Folded abbreviation of the workbook's own list, then the agency."""
    names: dict[str, str] = field(default_factory=dict)
    """Folded abbreviation of the workbook's own list, then a name that no spelling matches but one resembles."""
    footnotes: Footnotes = field(default_factory=Footnotes)
    """What the marks behind values mean."""

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
    """Look for keys on all sheets, outside the rows of recommendations, and in the headers."""
    reader = _KeyReader(readers)
    for block in blocks:
        for header in block.headers.values():
            reader.line(header)
        for line in block.title:
            reader.line(line)
    for sheet in sheets:
        own = [block for block in blocks if block.sheet is sheet]
        last = max(map(_last_held, own), default=len(sheet.rows))
        for row, column in _outside(sheet, own):
            reader.cell(sheet, row, column)
            if isinstance(text := sheet.value(row, column), str):
                reader.legend.footnotes.take(sheet.name, text, under_table=row > last)
        for line in sheet.context:
            reader.line(line)
        for line in sheet.below:
            reader.legend.footnotes.take(sheet.name, line, under_table=True)
    return reader.legend


class _KeyReader:
    """Gathers the explanations of signs."""

    def __init__(self, readers: Readers) -> None:
        self.legend = Legend()
        self._readers = readers
        self._colour_names = {word: values[0] for word, values in readers.vocabulary.words["colour"].items()}
        self._roles = dict.fromkeys(readers.vocabulary.row_words("lead_mark"), Role.LEAD)
        self._roles |= dict.fromkeys(readers.vocabulary.row_words("contributing_mark"), Role.CONTRIBUTING)
        self._roles |= {
            fold(word): Role.LEAD
            for word in readers.vocabulary.words["header"]
            if "lead" in readers.vocabulary.words["header"][word]
        }
        self._roles |= {
            fold(word): Role.CONTRIBUTING
            for word in readers.vocabulary.words["header"]
            if "contributing" in readers.vocabulary.words["header"][word]
        }

    def cell(self, sheet: Sheet, row: int, column: int) -> None:
        """A cell outside the rows: its own text, its fill, and what stands to its right."""
        own = _text(sheet, row, column)
        beside = _text(sheet, row, column + 1) or _text(sheet, row, column + 2)
        if colour := sheet.fills.get((row, column)):
            for text in (own, beside, "" if own or not column else _text(sheet, row, column - 1)):
                if status := self._status(text):
                    self.legend.colours.setdefault(colour, status)
                    break
        if not own:
            return
        if len(own) <= 40 and beside:
            self._explain(own, beside)
        self.line(own)

    def line(self, text: str) -> None:
        """A line that may explain several signs: "R = not started; A = in progress", "● = lead  ○ = supporting"."""
        if len(text) > _LONGEST_LINE:
            return
        inner = re.findall(r"\(([^()]*)\)", text)
        for part in [part for piece in (text, *inner) for part in _PART.split(piece)]:
            match = _PERCENT_SAID.match(part) or _SAID.match(part) or _SIGN.match(part)
            if match:
                self._explain(match[1].strip(" ()"), match[2].strip(" ()"))
                if _SAID.match(match[2]):
                    self.line(match[2])

    def _explain(self, sign: str, meaning: str) -> None:
        if not sign or len(meaning) > _LONGEST:
            return
        self._abbreviation(sign, meaning)
        if role := self._roles.get(fold(meaning)):
            for key in {sign, sign.casefold()} if len(sign) <= 3 else ():
                self.legend.roles.setdefault(key, role)
            return
        if status := self._status(meaning):
            self._status_of(sign, status)
        self._doubtful(sign, meaning)

    def _status_of(self, sign: str, status: str) -> None:
        """Keep the status that a percentage, a colour or a code stands for."""
        if match := _SCALE.match(sign):
            self._scale(match, sign, status)
        if fold(sign) in self._colour_names:
            self.legend.colours.setdefault(self._colour_names[fold(sign)], status)
        if len(sign) <= 3 and "%" not in sign:
            for key in (sign, sign.casefold()):
                self.legend.codes.setdefault(key, status)

    def _scale(self, match: re.Match[str], sign: str, status: str) -> None:
        low = int(match[1])
        high = int(match[2]) if match[2] else low
        percent = "%" in sign or match[2] or re.search("faiz|процент|cent", sign, re.IGNORECASE)
        if percent and low <= high <= 100:
            self.legend.scale.append((low, high, status))

    def _abbreviation(self, short: str, name: str) -> None:
        """An abbreviation that the workbook explains with the name of an agency."""
        for one, two in ((short, name), (name, short)):
            reading = self._readers.agencies.read(two) if 2 <= len(one) <= 14 and len(two) > len(one) else None
            if reading and len(reading.mentions) == 1 and not reading.unknown:
                self.legend.agencies.setdefault(fold(one), reading.mentions[0].agency)
            elif reading and len(reading.unknown) == 1 and self._readers.agencies.propose(reading.unknown[0]).clear:
                self.legend.names.setdefault(fold(one), two)

    def _doubtful(self, word: str, explanation: str) -> None:
        """A doubtful word ("Ongoing") whose explanation names one of the statuses it may mean."""
        doubtful = self._readers.status.read(word)
        if doubtful.code or not doubtful.candidates:
            return
        named = self._readers.status.meanings(explanation)
        settled = [code for code in doubtful.candidates if code in named] or (list(named) if len(named) == 1 else [])
        if len(settled) == 1:
            self.legend.words.setdefault(fold(word), settled[0])

    def _status(self, text: str) -> str | None:
        """The status that a key's text names, also behind the name of a colour ("Green – implemented")."""
        if not text or len(text) > _LONGEST:
            return None
        whole = self._readers.status.read(text)
        if whole.code or (whole.blank and not whole.rest):
            return whole.code or UNKNOWN
        match = _SAID.match(text)
        for part in (match[2], match[1]) if match else ():
            if code := self._readers.status.read(part).code:
                return code
        named = self._readers.status.meanings(text)
        return next(iter(named)) if len(named) == 1 else None


def _outside(sheet: Sheet, blocks: list[Block]) -> Iterator[tuple[int, int]]:
    """Cells that belong to no row of recommendations: rows whose text column is empty, and everything outside tables."""
    covered: dict[int, Block] = {row: block for block in blocks for row in range(block.first, block.end)}
    shown = {block.first: (*_telling(block), _behind(block)) for block in blocks}
    fills = min(max((column for _, column in sheet.fills), default=-1), _LAST_FILL)
    skipped = _headers_and_plain_rows(blocks, fills)
    for row, cells in enumerate(sheet.rows):
        if row in skipped:
            continue
        block = covered.get(row)
        first = _first_outside(sheet, row, shown[block.first]) if block is not None else 0
        for column in range(first, max(len(cells), fills + 1)):
            yield row, column


def _first_outside(sheet: Sheet, row: int, shown: tuple[int | None, list[int], int]) -> int:
    """The first column of a table's row that belongs to no recommendation."""
    text, others, behind = shown
    return behind if _holds_a_row(sheet, row, text, others) else 0


def _headers_and_plain_rows(blocks: list[Block], fills: int) -> set[int]:
    """The rows in which nothing is outside a table; ``fills`` is the last column with a colour."""
    headers = {row for block in blocks for row in block.header_rows}
    return headers | {row for block in blocks if fills < _behind(block) for row in _plain_rows(block)}


def _plain_rows(block: Block) -> Iterator[int]:
    """The rows of a table with a long text and nothing behind the table: most of a large one."""
    text, behind = _telling(block)[0], _behind(block)
    if text is None:
        return
    for row, cells in enumerate(block.sheet.rows[block.first : block.end], block.first):
        if text < len(cells) <= behind and isinstance(value := cells[text], str) and _is_long(value):
            yield row


def _last_held(block: Block) -> int:
    """The last row of a table that belongs to a recommendation."""
    text, others = _telling(block)
    rows = range(block.end - 1, block.first - 1, -1)
    return next((row for row in rows if _holds_a_row(block.sheet, row, text, others)), block.first)


def _is_long(value: str) -> bool:
    """Return True for a text that may be a recommendation; a footnote is none."""
    return len(value) > _LONG and not is_footnote(value)


def _behind(block: Block) -> int:
    """The first column behind those of a table."""
    return max(map(max, block.columns.values())) + 1


def _telling(block: Block) -> tuple[int | None, list[int]]:
    """The column of the text, and those that show that a row is one of recommendations."""
    texts = block.columns.get("text", [])
    others = [column for name in ("reference", "status", "lead") for column in block.columns.get(name, [])]
    return (texts[0] if texts else None), others


def _holds_a_row(sheet: Sheet, row: int, text: int | None, others: list[int]) -> bool:
    value = sheet.value(row, text) if text is not None else None
    if text is not None and not isinstance(value, str):
        return False
    if isinstance(value, str) and _is_long(value):
        return True
    shown = (sheet.value(row, column) for column in others)
    return any(not is_blank(value) and not (isinstance(value, str) and _is_sign(value.strip())) for value in shown)


def _is_sign(value: str) -> bool:
    """Return True for a letter of a key, and for a footnote, which stand below a table in its first column."""
    return (len(value) == 1 and value.isalpha()) or is_footnote(value)


def _text(sheet: Sheet, row: int, column: int) -> str:
    value = sheet.value(row, column) if column >= 0 else None
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return f"{value * 100:.0f}%" if sheet.formats.get((row, column), "").endswith("%") else f"{value:g}"
    return value.strip() if isinstance(value, str) else ""
