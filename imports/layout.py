"""Finds the tables of recommendations in a sheet: the header, what each column means, where the rows begin and end."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

from imports.cells.symbols import read_symbol
from imports.columns import assign
from imports.headers import SURE, HeaderMatch
from imports.profile import Profile, profile
from imports.readers import Readers
from imports.sheets import Area, Sheet, Value, is_blank, letters
from tracker.folding import fold
from tracker.models import Layout

GROUPS_FIELDS = {"lead", "contributing", "status", "percent", "due", "measures", "note", "position", "evidence"}
_LOOKED_THROUGH = 120
_MOST_HEADER_ROWS = 3
_LONG = 150
_LONGEST_MARK = 4
_YEAR = re.compile(r"(?<!\d)(20\d\d|19\d\d)(?!\d)")


class Mark(NamedTuple):
    """What a tick in a column says: this agency, this status, this position."""

    kind: str
    value: str


@dataclass
class Block:
    """One table of recommendations: rows ``first`` to before ``end``, columns ``left`` to ``right``, counted from 0.

    ``marks`` are columns whose cells are ticks; ``within`` are fields found inside the cells of another column.
    """

    sheet: Sheet
    header_rows: list[int]
    first: int
    end: int
    columns: dict[str, list[int]]
    headers: dict[int, str]
    left: int = 0
    right: int = 0
    known_as: str = ""
    title: list[str] = field(default_factory=list)
    unread: list[int] = field(default_factory=list)
    marks: dict[int, Mark] = field(default_factory=dict)
    within: set[str] = field(default_factory=set)

    @property
    def fingerprint(self) -> str:
        """The header's words, by which a saved layout is found again."""
        return " | ".join(fold(self.headers[column]) for column in sorted(self.headers))

    def column_letters(self) -> dict[str, str]:
        """Field, then the letters of its columns."""
        named = {name: ",".join(map(letters, sorted(columns))) for name, columns in self.columns.items()}
        if "percent" in named:
            named.setdefault("status", named.pop("percent"))
        for kind, name in (("status", "status"), ("position", "position"), ("agency", "lead")):
            ticked = [letters(column) for column, mark in sorted(self.marks.items()) if mark.kind == kind]
            if ticked:
                named.setdefault(name, ",".join(ticked))
        return named

    def shown_columns(self) -> dict[str, str]:
        """Field, then the letters of its columns, also for fields that stand inside the cells of another."""
        named = self.column_letters()
        for name, inside in (("reference", "text"), ("states", "text"), ("affected", "theme"), ("sdg", "theme")):
            if name in self.within and inside in named:
                named.setdefault(name, named[inside])
        if "reference in source" in self.within:
            named.setdefault("reference", named.get("document") or named.get("mechanism", ""))
        return named


@dataclass
class _Header:
    rows: list[int]
    left: int
    right: int
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

    def blocks(self, sheet: Sheet, before: Block | None = None) -> list[Block]:
        """The tables of a sheet that hold recommendations, from top to bottom.

        ``before`` is the table before in the same document: a table without a header may go on with it.
        """
        found: list[Block] = []
        headers = self._headers(sheet)
        for header in headers:
            first = header.rows[-1] + 1
            below = [other.rows[0] for other in headers if other.rows[0] > header.rows[-1]]
            end = min(below, default=len(sheet.rows))
            block = self._block(sheet, header, first, end)
            if block is not None:
                above = max((other.end for other in found if other.end <= header.rows[0]), default=0)
                beside = sum(other.rows == header.rows for other in headers) > 1
                block.title = _texts_above(sheet, above if found else 0, header, beside=beside)
                found.append(block)
        if not headers and (block := self._continued(sheet, before) or self._without_header(sheet)):
            found.append(block)
        _leave_titles_to_the_next(found)
        return found

    # Headers

    def _headers(self, sheet: Sheet) -> list[_Header]:
        headers: list[_Header] = []
        row = 0
        while row < len(sheet.rows):
            found = self._headers_at(sheet, row, near_top=row < _LOOKED_THROUGH)
            if not found or (headers and _repeats(found[0], headers[-len(found)])):
                row += 1
                continue
            headers += found
            row = found[0].rows[-1] + 1
        return headers

    def _headers_at(self, sheet: Sheet, row: int, *, near_top: bool) -> list[_Header]:
        cells = _texts(sheet, row)
        if len(cells) < 2 or any(len(text) > _LONG for text in cells.values()):
            return []
        if not near_top and sum(fold(text) in self._readers.lexicon.words["header"] for text in cells.values()) < 2:
            return []
        if not self._names_fields(sheet, row, cells):
            return []
        return list(self._islands(sheet, self._span(sheet, row)))

    def _islands(self, sheet: Sheet, rows: list[int]) -> Iterator[_Header]:
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
            if len(island) > 1 and any(_sure(whole.matches.get(column, []), "text") for column in island)
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
        matches = [match for text in cells.values() if (match := self._readers.headers.best(text))]
        known = {match.field for match in matches if match.score >= SURE or (match.weak and match.score >= 0.65)}
        telling = known - {"ordinal", "ignored", "kept", "type", "year", "cycle"}
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
        """Two or more statuses, positions, States or agencies that are no header words themselves."""
        words = self._readers.lexicon.words["header"]
        kinds = (
            self._readers.status.is_status,
            self._readers.position.is_position,
            self._readers.states.is_state,
        )
        told = [text for text in dict.fromkeys(texts) if fold(text) not in words]
        values = [text for text in told if any(kind(text) for kind in kinds)]
        agencies = [text for text in told if text not in values and self._readers.agencies.is_agency(text)]
        return len(values) >= 2 or (bool(values) and bool(agencies))

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
        """Whether the next row is still a part of the header: the parts of its groups, or its words in another language."""
        values = {column: value for column, value in enumerate(sheet.rows[below]) if not is_blank(value)}
        under = [column for column in values if any(_covers(area, rows, column) for area in sheet.merged)]
        if under and len(under) == len(values) and self._are_parts(list(values.values())):
            return True
        cells = _texts(sheet, below)
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
        return len(texts) == len(values) >= 2 and all(self._mark_of(text) is not None for text in texts)

    def _mark_of(self, text: str) -> Mark | None:
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

    def _header(self, sheet: Sheet, rows: list[int], left: int, right: int) -> _Header:
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
            if saved is not None and (chosen := saved.columns.get(fold(" / ".join(stack)))):
                matches[column] = [HeaderMatch(chosen, 3.0, weak=False)]
        texts = {column: " / ".join(stack) for column, stack in stacks.items()}
        return _Header(rows, left, right, texts, matches, known_as)

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

    # Blocks

    def _block(self, sheet: Sheet, header: _Header, first: int, end: int) -> Block | None:
        profiles = _profiles(sheet, range(first, end), range(header.left, header.right + 1), self._readers)
        marks = self._marks(sheet, header, profiles, range(first, end))
        plain = {column: look for column, look in profiles.items() if column not in marks}
        years = _by_year(header, plain)
        named = {column: look for column, look in plain.items() if column not in years[1:]}
        columns = assign(header.matches, named, header.texts)
        if header.known_as:
            _keep_known(columns, header.matches)
        _keep_listed_themes(columns, profiles)
        if years and columns.get("status") == years[:1]:
            columns["status"] = years
        if not self._holds_recommendations(columns, header, profiles):
            return None
        used = {column for places in columns.values() for column in places} | set(marks)
        unread = [column for column, look in profiles.items() if column not in used and look.filled]
        return Block(
            sheet, header.rows, first, end, columns, header.texts, header.left, header.right, header.known_as,
            unread=unread, marks=marks,
        )  # fmt: skip

    def _marks(self, sheet: Sheet, header: _Header, profiles: dict[int, Profile], rows: range) -> dict[int, Mark]:
        """Columns under an agency, a status or a position whose cells are ticks; two of a kind at least."""
        found: dict[int, Mark] = {}
        for column, text in header.texts.items():
            look = profiles.get(column)
            leaf = text.rpartition(" / ")[2].strip()
            best = next(iter(self._readers.headers.read(leaf)), None)
            if look is None or look.length > _LONGEST_MARK or (best is not None and best.score >= 0.9):
                continue
            if any(len(str(sheet.value(row, column) or "")) > _LONGEST_MARK for row in rows):
                continue
            if mark := self._mark_of(leaf):
                found[column] = mark
        kinds = [mark.kind for mark in found.values()]
        return {column: mark for column, mark in found.items() if kinds.count(mark.kind) > 1}

    def _holds_recommendations(
        self, columns: dict[str, list[int]], header: _Header, profiles: dict[int, Profile]
    ) -> bool:
        if header.known_as:
            return "text" in columns
        text = columns.get("text")
        if any(_sure(matches, "decision") for matches in header.matches.values()):
            return text is not None and _sure(header.matches.get(text[0], []), "text")
        if text is None and self._has_banners(header, profiles):
            return True
        if text is None:
            return ("reference" in columns or "code" in columns) and self._updates(columns, header, profiles)
        best = next((match for match in header.matches.get(text[0], []) if match.field == "text"), None)
        look = profiles[text[0]]
        if best is not None and not best.weak and best.score >= SURE:
            return look.filled > 0
        others = {"reference", "position", "states", "document", "mechanism", "lead", "status"} & set(columns)
        numbered = "reference" in columns and profiles[columns["reference"][0]].item_reference >= 0.8
        headed = sum(
            any(_sure(named, name) for named in header.matches.values()) for name in ("reference", *GROUPS_FIELDS)
        )
        least = 0.0 if numbered and best is not None else 0.3 if best is not None or numbered or headed > 3 else 0.5
        return look.filled > 0 and look.recommends >= least and bool(others)

    def _has_banners(self, header: _Header, profiles: dict[int, Profile]) -> bool:
        """Whether number and text of each recommendation stand in a full-width row above its other cells."""
        fields = {match.field for matches in header.matches.values() for match in matches[:1]}
        return len(GROUPS_FIELDS & fields) >= 2 and any(look.banners >= 2 for look in profiles.values())

    def _updates(self, columns: dict[str, list[int]], header: _Header, profiles: dict[int, Profile]) -> bool:
        """A sheet without texts still speaks of recommendations: it has their codes or numbers, and the group's fields."""
        if "code" in columns and profiles[columns["code"][0]].filled:
            return bool(GROUPS_FIELDS & set(columns))
        reference = columns["reference"][0]
        strong = _sure(header.matches.get(reference, []), "reference")
        look = profiles[reference]
        numbered = look.item_reference >= 0.5 or (strong and look.paragraph >= 0.5 and look.distinct > 0.8)
        return numbered and len(GROUPS_FIELDS & set(columns)) >= 2

    def _without_header(self, sheet: Sheet) -> Block | None:
        """A table whose header was lost or speaks in everyday words: the cells alone tell the columns."""
        if not sheet.rows:
            return None
        first = self._first_data_row(sheet)
        profiles = _profiles(sheet, range(first, len(sheet.rows)), range(sheet.width), self._readers)
        rows = [first - 1] if first and self._may_head(sheet, first - 1) else []
        texts = {column: text for row in rows for column, text in _texts(sheet, row).items()}
        matches = {column: list(self._readers.headers.read(text)) for column, text in texts.items()}
        columns = assign(matches, profiles, texts)
        text = columns.get("text")
        look = profiles[text[0]] if text else None
        numbered = "reference" in columns and profiles[columns["reference"][0]].item_reference >= 0.6
        others = {"reference", "states", "position", "status", "lead"} & set(columns)
        if look is None or not others or look.recommends < (0.2 if numbered and len(others) > 1 else 0.5):
            return None
        block = Block(sheet, rows, first, len(sheet.rows), columns, texts, 0, sheet.width - 1)
        block.title = [line for row in range(first - len(rows) - 1, -1, -1) if (line := _line(sheet, row))]
        used = {column for places in columns.values() for column in places}
        block.unread = [column for column, look in profiles.items() if column not in used and look.filled]
        return block

    def _first_data_row(self, sheet: Sheet) -> int:
        """The first row that holds a number of a recommendation beside other cells."""
        for row in range(min(len(sheet.rows), _LOOKED_THROUGH)):
            values = [value for value in sheet.rows[row] if not is_blank(value)]
            if len(values) > 1 and any(re.match(r"^\W*\d{1,3}\.\d{1,3}\W*$", str(value)) for value in values):
                return row
        return 0

    def _may_head(self, sheet: Sheet, row: int) -> bool:
        cells = _texts(sheet, row)
        return len(cells) >= 2 and all(len(text) < 60 for text in cells.values())

    def _continued(self, sheet: Sheet, before: Block | None) -> Block | None:
        """A table without a header that goes on with the one before it."""
        if before is None or sheet.width != before.sheet.width or not sheet.rows:
            return None
        profiles = _profiles(sheet, range(len(sheet.rows)), range(sheet.width), self._readers)
        for name in ("text", "reference"):
            for column in before.columns.get(name, []):
                look = profiles[column]
                fits = look.length >= 20 if name == "text" else max(look.item_reference, look.paragraph) >= 0.5
                if not fits:
                    return None
        return Block(
            sheet, [], 0, len(sheet.rows), before.columns, before.headers, before.left, before.right, before.known_as,
            title=before.title, unread=before.unread, marks=before.marks,
        )  # fmt: skip


def is_hint(text: str, readers: Readers) -> bool:
    """Whether a text tells people how to fill a column in ("e.g. 140.12", "dd.mm.yyyy", "select from list")."""
    folded = fold(text.strip("()[]<> "))
    return len(folded) <= 60 and any(
        folded == hint or folded.startswith(f"{hint} ") for hint in readers.lexicon.row_words("hint")
    )


def _sure(matches: Sequence[HeaderMatch], name: str) -> bool:
    return any(match.field == name and not match.weak and match.score >= SURE for match in matches)


def _keep_known(columns: dict[str, list[int]], matches: dict[int, list[HeaderMatch]]) -> None:
    """In a known export that people added columns to, a field stays with the export's own column."""
    for name, places in columns.items():
        own = [
            column
            for column in places
            if any(match.field == name and match.score > 1 for match in matches.get(column, []))
        ]
        if own and len(own) < len(places) and name in ("theme", "affected", "sdg"):
            columns[name] = own


def _keep_listed_themes(columns: dict[str, list[int]], profiles: dict[int, Profile]) -> None:
    """Of several columns of themes, those that hold themes of the lists; a group's own clusters stay beside them."""
    listed = [column for column in columns.get("theme", []) if profiles[column].theme >= 0.5]
    if listed and len(listed) < len(columns["theme"]):
        columns["theme"] = listed


def _by_year(header: _Header, profiles: dict[int, Profile]) -> list[int]:
    """Status columns of several years, the latest first."""
    years: dict[int, str] = {}
    for column in profiles:
        year = _YEAR.search(header.texts.get(column, ""))
        if year and any(match.field == "status" for match in header.matches.get(column, [])[:2]):
            years[column] = year[1]
    return sorted(years, key=lambda column: years[column], reverse=True) if len(years) > 1 else []


def _profiles(sheet: Sheet, rows: range, columns: range, readers: Readers) -> dict[int, Profile]:
    return {column: profile([_cell(sheet, row, column) for row in rows], readers) for column in columns}


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


def _repeats(header: _Header, before: _Header) -> bool:
    """Whether a header is the one before, printed again at the top of a page."""

    def same(column: int, text: str) -> bool:
        other = before.texts.get(column, "")
        return fold(text) == fold(other) or fold(text) in {fold(part) for part in other.split(" / ")}

    return sum(same(column, text) for column, text in header.texts.items()) >= 0.7 * len(header.texts)


def _texts_above(sheet: Sheet, start: int, header: _Header, *, beside: bool) -> list[str]:
    """The texts between the table before and this one, the nearest first; of side by side tables, each its own."""
    lines = []
    for row in range(start, header.rows[0]):
        own = sheet.rows[row][header.left : header.right + 1] if beside else sheet.rows[row]
        line = " ".join(dict.fromkeys(str(value).strip() for value in own if not is_blank(value)))
        if line or beside:
            lines.append(line or _line(sheet, row))
    return [line for line in lines[::-1] if line]


def _line(sheet: Sheet, row: int) -> str:
    return " ".join(dict.fromkeys(str(value).strip() for value in sheet.rows[row] if not is_blank(value)))


def _leave_titles_to_the_next(blocks: list[Block]) -> None:
    """Lines just above a second table are its title, not rows of the table before."""
    for one, two in pairwise(blocks):
        if not two.header_rows or two.header_rows[0] < one.first:
            continue
        start = two.header_rows[0]
        row = start - 1
        while row > one.first and len(_filled(one.sheet, row)) <= 1:
            row -= 1
        lone = [at for at in range(row + 1, start) if _filled(one.sheet, at)]
        blank = next((at for at in range(row + 1, start) if not _filled(one.sheet, at)), None)
        if lone and (blank is None or blank < lone[-1]):
            one.end = next((at for at in lone if blank is None or at > blank), start)
            two.title = [line for at in range(start - 1, one.end - 1, -1) if (line := _line(one.sheet, at))]


def _filled(sheet: Sheet, row: int) -> set[str]:
    return {str(value).strip() for value in sheet.rows[row] if not is_blank(value)}
