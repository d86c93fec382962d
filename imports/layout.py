"""Finds the tables of recommendations in a sheet: the header, what each column means, where the rows begin and end."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from imports.cells.symbols import read_symbol
from imports.headers import SURE, HeaderMatch
from imports.profile import Profile, profile
from imports.readers import Readers
from imports.sheets import Sheet, Value, is_blank, letters
from tracker.folding import fold
from tracker.models import Layout

FIELDS_FROM_ONE_COLUMN = {
    "code", "ordinal", "reference", "text", "lead_in", "document", "mechanism", "cycle", "session", "year", "country", "position",
    "position_source", "states", "lead", "status", "percent", "due", "updated", "type", "annotation", "published", "action",
}  # fmt: skip
"""Fields that one column holds; all others may be spread over several (numbered agencies, links, remarks)."""

GROUPS_FIELDS = {"lead", "contributing", "status", "percent", "due", "measures", "note", "position", "evidence"}
_LOOKED_THROUGH = 120
_MOST_HEADER_ROWS = 3
_LONG = 150
_ENOUGH = 0.5


@dataclass
class Block:
    """One table of recommendations: rows ``first`` to before ``end`` of the sheet, counted from 0."""

    sheet: Sheet
    header_rows: list[int]
    first: int
    end: int
    columns: dict[str, list[int]]
    headers: dict[int, str]
    known_as: str = ""
    title: list[str] = field(default_factory=list)
    unread: list[int] = field(default_factory=list)
    within: set[str] = field(default_factory=set)
    """Fields that were found inside the cells of another column."""

    @property
    def fingerprint(self) -> str:
        """The header's words, by which a saved layout is found again."""
        return " | ".join(fold(self.headers[column]) for column in sorted(self.headers))

    def shown_columns(self) -> dict[str, str]:
        """Field, then the letters of its columns, also for fields that stand inside the cells of another."""
        named = self.column_letters()
        for name, inside in (("reference", "text"), ("states", "text"), ("affected", "theme"), ("sdg", "theme")):
            if name in self.within and inside in named:
                named.setdefault(name, named[inside])
        return named

    def column_letters(self) -> dict[str, str]:
        """Field, then the letters of its columns."""
        named = {name: ",".join(map(letters, columns)) for name, columns in self.columns.items()}
        if "percent" in named:
            named.setdefault("status", named.pop("percent"))
        return named


@dataclass
class _Header:
    rows: list[int]
    texts: dict[int, str]
    matches: dict[int, list[HeaderMatch]]
    known_as: str = ""


class LayoutFinder:
    """Finds tables with the header words and the kinds of cells that the readers know."""

    def __init__(self, readers: Readers) -> None:
        self._readers = readers
        self._layouts: dict[str, Layout] = {layout.header: layout for layout in readers.lexicon.layouts}
        self._known: dict[str, dict[str, str]] = {}
        for header, values in readers.lexicon.words["known_sheet"].items():
            for value in values:
                sheet, _, name = value.partition(":")
                self._known.setdefault(sheet, {})[header] = name

    def blocks(self, sheet: Sheet) -> list[Block]:
        """The tables of a sheet that hold recommendations, from top to bottom."""
        found: list[Block] = []
        headers = self._headers(sheet)
        for number, header in enumerate(headers):
            first = header.rows[-1] + 1
            end = headers[number + 1].rows[0] if number + 1 < len(headers) else len(sheet.rows)
            above = found[-1].end if found else 0
            block = self._block(sheet, header, first, end)
            if block is not None:
                block.title = _texts_above(sheet, above if number else 0, header.rows[0])
                found.append(block)
        if not headers and (block := self._without_header(sheet)):
            found.append(block)
        _leave_titles_to_the_next(found)
        return found

    def _headers(self, sheet: Sheet) -> list[_Header]:
        headers: list[_Header] = []
        row = 0
        while row < len(sheet.rows):
            header = self._header_at(sheet, row, near_top=row < _LOOKED_THROUGH)
            if header is None or (headers and _repeats(header, headers[-1])):
                row += 1
                continue
            headers.append(header)
            row = header.rows[-1] + 1
        return headers

    def _header_at(self, sheet: Sheet, row: int, *, near_top: bool) -> _Header | None:
        cells = _texts(sheet, row)
        if len(cells) < 2 or any(len(text) > _LONG for text in cells.values()):
            return None
        if not near_top and sum(fold(text) in self._readers.lexicon.words["header"] for text in cells.values()) < 2:
            return None
        if not self._names_fields(sheet, row, cells):
            return None
        return self._header(sheet, self._span(sheet, row))

    def _names_fields(self, sheet: Sheet, row: int, cells: dict[int, str]) -> bool:
        if self._looks_like_data(sheet, row) or any(is_hint(text, self._readers) for text in cells.values()):
            return False
        matches = [match for text in cells.values() if (match := self._readers.headers.best(text))]
        known = {match.field for match in matches if match.score >= SURE or (match.weak and match.score >= 0.65)}
        telling = known - {"ordinal", "ignored", "type", "year", "cycle"}
        distinct = len(set(cells.values()))
        return len(known) >= 2 and bool(telling) and len(matches) >= 0.4 * distinct

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
        """Two or more statuses, positions or States that are no header words themselves."""
        words = self._readers.lexicon.words["header"]
        kinds = (self._readers.status.is_status, self._readers.position.is_position, self._readers.states.is_state)
        found = {text for text in texts if fold(text) not in words and any(kind(text) for kind in kinds)}
        return len(found) >= 2

    def _span(self, sheet: Sheet, row: int) -> list[int]:
        """The rows of a header around its telling row: group headings above, second languages and parts below."""
        rows = [row]
        while len(rows) < _MOST_HEADER_ROWS and rows[0] > 0 and self._heads_groups(sheet, rows[0] - 1, rows[0]):
            rows.insert(0, rows[0] - 1)
        while (
            len(rows) < _MOST_HEADER_ROWS
            and rows[-1] + 1 < len(sheet.rows)
            and self._goes_on(sheet, rows, rows[-1] + 1)
        ):
            rows.append(rows[-1] + 1)
        return rows

    def _heads_groups(self, sheet: Sheet, above: int, row: int) -> bool:
        cells = _texts(sheet, above)
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
        cells = _texts(sheet, below)
        if self._looks_like_data(sheet, below) or any(len(text) > 100 for text in cells.values()):
            return False
        if any(is_hint(text, self._readers) for text in cells.values()):
            return False
        if any(area.top in rows and area.bottom >= below for area in sheet.merged):
            return True
        if not cells:
            return False
        best = [match for text in cells.values() if (match := self._readers.headers.best(text)) and match.score >= 0.65]
        fields = {match.field for match in best}
        if len(fields) >= 2 and len(best) >= 0.5 * len(cells):
            return True
        under = [column for column in cells if any(_covers(area, rows, column) for area in sheet.merged)]
        return bool(under) and len(under) == len(cells) and bool(best)

    def _header(self, sheet: Sheet, rows: list[int]) -> _Header:
        stacks = _stacked(sheet, rows)
        known_as = self._known_sheet(stacks)
        names = self._known.get(known_as, {})
        saved = self._layouts.get(" | ".join(fold(" / ".join(stacks[column])) for column in sorted(stacks)))
        matches: dict[int, list[HeaderMatch]] = {}
        for column, stack in stacks.items():
            matches[column] = self._stack_matches(stack)
            if name := next((names[fold(text)] for text in reversed(stack) if fold(text) in names), None):
                matches[column] = [HeaderMatch(name, 1.5, weak=False)]
            if saved is not None and (chosen := saved.columns.get(fold(" / ".join(stack)))):
                matches[column] = [HeaderMatch(chosen, 3.0, weak=False)]
        return _Header(rows, {column: " / ".join(stack) for column, stack in stacks.items()}, matches, known_as)

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

    def _block(self, sheet: Sheet, header: _Header, first: int, end: int) -> Block | None:
        profiles = _profiles(sheet, range(first, end), self._readers)
        columns = _assign(header.matches, profiles)
        if not self._holds_recommendations(columns, header, profiles):
            return None
        used = {column for places in columns.values() for column in places}
        unread = [column for column, look in profiles.items() if column not in used and look.filled]
        return Block(sheet, header.rows, first, end, columns, header.texts, header.known_as, unread=unread)

    def _holds_recommendations(
        self, columns: dict[str, list[int]], header: _Header, profiles: dict[int, Profile]
    ) -> bool:
        if header.known_as:
            return "text" in columns
        text = columns.get("text")
        if text is None:
            return ("reference" in columns or "code" in columns) and self._updates(columns, header, profiles)
        best = next((match for match in header.matches.get(text[0], []) if match.field == "text"), None)
        look = profiles[text[0]]
        if best is not None and not best.weak and best.score >= SURE:
            return look.filled > 0
        others = {"reference", "position", "states", "document", "mechanism", "lead", "status"} & set(columns)
        return look.recommends >= (0.3 if best is not None else 0.5) and bool(others)

    def _updates(self, columns: dict[str, list[int]], header: _Header, profiles: dict[int, Profile]) -> bool:
        """A sheet without texts still speaks of recommendations when it has their codes or numbers and the group's fields."""
        if "code" in columns and profiles[columns["code"][0]].filled:
            return bool(GROUPS_FIELDS & set(columns))
        reference = columns["reference"][0]
        strong = any(
            m.field == "reference" and not m.weak and m.score >= SURE for m in header.matches.get(reference, [])
        )
        look = profiles[reference]
        return (look.item_reference >= 0.5 or (strong and look.paragraph >= 0.5 and look.distinct > 0.8)) and len(
            GROUPS_FIELDS & set(columns)
        ) >= 2

    def _without_header(self, sheet: Sheet) -> Block | None:
        """A table whose header was lost: the cells alone tell the columns."""
        profiles = _profiles(sheet, range(len(sheet.rows)), self._readers)
        columns = _assign({}, profiles)
        text = columns.get("text")
        if text is None or profiles[text[0]].recommends < 0.5 or not {"reference", "states", "position"} & set(columns):
            return None
        used = {column for places in columns.values() for column in places}
        unread = [column for column, look in profiles.items() if column not in used and look.filled]
        return Block(sheet, [], 0, len(sheet.rows), columns, {}, unread=unread)


def is_hint(text: str, readers: Readers) -> bool:
    """Whether a text tells people how to fill a column in ("e.g. 140.12", "dd.mm.yyyy", "select from list")."""
    folded = fold(text.strip("()[]<> "))
    return len(folded) <= 60 and any(
        folded == hint or folded.startswith(f"{hint} ") for hint in readers.lexicon.row_words("hint")
    )


def _assign(matches: dict[int, list[HeaderMatch]], profiles: dict[int, Profile]) -> dict[str, list[int]]:
    """Which column means what: header words and contents together, the surest first."""
    offers: list[tuple[float, int, str]] = []
    for column, look in profiles.items():
        named = {match.field: match for match in matches.get(column, [])}
        for name in set(named) | set(_CONTENT):
            score = _score(name, named.get(name), look)
            if score >= _ENOUGH:
                offers.append((score, column, name))
    columns: dict[str, list[int]] = {}
    taken: set[int] = set()
    for _, column, name in sorted(offers, key=lambda offer: (-offer[0], offer[1])):
        if column in taken:
            continue
        name = _second(name, column, columns, matches.get(column, []))
        if name is not None:
            columns.setdefault(name, []).append(column)
            taken.add(column)
    _first_agency_leads(columns, matches)
    return {name: sorted(places) for name, places in columns.items()}


def _first_agency_leads(columns: dict[str, list[int]], matches: dict[int, list[HeaderMatch]]) -> None:
    """Of several columns headed "Responsible agency" the leftmost leads, whichever was surest."""
    if "lead" not in columns:
        return
    numbered = [
        column
        for column in columns.get("contributing", [])
        if matches.get(column, [])[:1] and matches[column][0].field == "lead"
    ]
    alike = sorted([*columns["lead"], *numbered])
    others = [column for column in columns.get("contributing", []) if column not in numbered]
    columns["lead"] = alike[:1]
    if alike[1:] or others:
        columns["contributing"] = [*alike[1:], *others]


def _second(name: str, column: int, columns: dict[str, list[int]], named: list[HeaderMatch]) -> str | None:
    """What a further column of a field is: a second agency contributes, a second text translates."""
    if name not in columns or name not in FIELDS_FROM_ONE_COLUMN:
        headed = any(match.field == name for match in named)
        return name if name not in columns or headed else None
    if not any(match.field == name for match in named):
        return None
    return {"lead": "contributing", "text": "translation", "ordinal": "ignored"}.get(name)


_CONTENT: dict[str, float] = {
    "reference": 0.85, "text": 0.85, "document": 0.9, "position": 0.8, "status": 0.7, "states": 0.85, "lead": 0.7,
    "mechanism": 0.7, "sdg": 0.6, "ordinal": 0.6,
}  # fmt: skip
"""Fields that contents alone can tell, and how far they are trusted without a header."""


def _score(name: str, match: HeaderMatch | None, look: Profile) -> float:
    support = _support(name, look) if look.filled else 0.0
    if match is None:
        return _CONTENT.get(name, 0) * support if support > 0 else 0.0
    return match.score + 0.5 * support


def _support(name: str, look: Profile) -> float:
    """How far the cells of a column look like a field: from -1 (they contradict it) to 1."""
    match name:
        case "reference":
            return (
                -1.0
                if look.length > 40
                else max(look.item_reference, 0.9 * look.paragraph) - (0.6 if look.running > 0.8 else 0)
            )
        case "ordinal":
            return 2 * look.running - 1 if look.item_reference < 0.5 else -1.0
        case "text":
            return _text_support(look)
        case "translation":
            return 0.3 if look.length > 40 else -0.6
        case "document":
            return look.symbol - (0.3 if look.symbol < 0.1 and look.length > 80 else 0)
        case "mechanism":
            return look.mechanism
        case "position":
            return (
                look.position
                - (0.8 if look.position < 0.2 and look.status > 0.5 else 0)
                - (0.5 if look.length > 60 else 0)
            )
        case "status":
            return max(look.status, 0.8 * look.percent) - (0.4 if look.position > 0.6 else 0)
        case "percent":
            return max(look.percent, look.numeric) - (0.8 if max(look.percent, look.numeric) < 0.2 else 0)
        case "states":
            return look.states - (1.0 if look.states < 0.2 else 0)
        case "country":
            return look.countries - (0.8 if look.countries < 0.3 else 0)
        case "lead" | "contributing":
            return look.agency - (0.8 if look.agency < 0.15 and look.length > 80 else 0) - 0.5 * look.status
        case "due" | "updated":
            return look.date - (0.4 if look.date < 0.2 and look.length > 40 else 0)
        case "sdg":
            return look.goals
        case "theme":
            return 0.5 * look.theme - (0.4 if look.length > 150 else 0)
        case "affected":
            return 0.5 * look.group
        case "evidence":
            return 0.3 * look.url
        case "cycle" | "session" | "year":
            return -0.8 if look.length > 60 else 0.0
        case "measures" | "note":
            return -0.3 if max(look.status, look.position, look.date) > 0.8 else 0.0
    return 0.0


def _text_support(look: Profile) -> float:
    if look.length < 20:
        return -0.8
    return min(1.0, 0.4 + look.recommends) if look.length >= 40 or look.recommends >= 0.5 else 0.0


def _profiles(sheet: Sheet, rows: range, readers: Readers) -> dict[int, Profile]:
    width = sheet.width
    return {column: profile([_cell(sheet, row, column) for row in rows], readers) for column in range(width)}


def _cell(sheet: Sheet, row: int, column: int) -> Value:
    value = sheet.value(row, column)
    number_format = sheet.formats.get((row, column), "")
    if isinstance(value, float) and re.match(r"^[#0]*[.,]0", number_format):
        decimals = len(number_format.replace(",", ".").partition(".")[2])
        return f"{value:.{decimals}f}"
    if isinstance(value, (int, float)) and number_format.endswith("%") and not isinstance(value, bool):
        return f"{value * 100:.0f}%"
    return value


def _texts(sheet: Sheet, row: int) -> dict[int, str]:
    """The texts of a row by column."""
    return {
        column: value.strip()
        for column, value in enumerate(sheet.rows[row])
        if isinstance(value, str) and value.strip()
    }


def _covers(area: tuple[int, int, int, int], rows: list[int], column: int) -> bool:
    top, left, bottom, right = area
    return top in rows and bottom in rows and left <= column <= right and right > left


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
        texts = _texts(sheet, row)
        for column in range(sheet.width):
            value = spread.get((row, column)) or texts.get(column)
            if value is None and row != rows[-1] and not sheet.merged and column not in texts:
                value = _heading_to_the_left(sheet, rows, row, column)
            if isinstance(value, str) and value.strip() and value.strip() not in stacks.get(column, []):
                stacks.setdefault(column, []).append(value.strip())
    return stacks


def _heading_to_the_left(sheet: Sheet, rows: list[int], row: int, column: int) -> str | None:
    """In a text table, a group heading stands over its first column only."""
    if is_blank(sheet.value(rows[-1], column)):
        return None
    left = [value for value in sheet.rows[row][:column] if isinstance(value, str) and value.strip()]
    return left[-1] if left else None


def _repeats(header: _Header, before: _Header) -> bool:
    """Whether a header is the one before, printed again at the top of a page."""
    shared = sum(1 for column, text in header.texts.items() if fold(text) == fold(before.texts.get(column, "")))
    leaf = sum(
        1
        for column, text in header.texts.items()
        if fold(text) in {fold(part) for part in before.texts.get(column, "").split(" / ")}
    )
    return max(shared, leaf) >= 0.7 * len(header.texts)


def _texts_above(sheet: Sheet, start: int, end: int) -> list[str]:
    """The texts between the table before and this one, the nearest first."""
    lines = []
    for row in range(start, end):
        line = " ".join(dict.fromkeys(str(value).strip() for value in sheet.rows[row] if not is_blank(value)))
        if line:
            lines.append(line)
    return lines[::-1]


def _leave_titles_to_the_next(blocks: list[Block]) -> None:
    """Lines just above a second table are its title, not rows of the table before."""
    for one, two in zip(blocks, blocks[1:], strict=False):
        start = two.header_rows[0]
        row = start - 1
        while row > one.first and len(_filled(one.sheet, row)) <= 1:
            row -= 1
        lone = [at for at in range(row + 1, start) if _filled(one.sheet, at)]
        blank = next((at for at in range(row + 1, start) if not _filled(one.sheet, at)), None)
        if lone and (blank is None or blank < lone[-1]):
            first = next((at for at in lone if blank is None or at > blank), start)
            one.end = first
            two.title = _texts_above(one.sheet, first, start)


def _filled(sheet: Sheet, row: int) -> set[str]:
    return {str(value).strip() for value in sheet.rows[row] if not is_blank(value)}
