"""Finds the tables of recommendations in a sheet: the header, what each column means, where the rows begin and end."""

import re
from collections.abc import Mapping
from itertools import pairwise, zip_longest

from imports.cells.headers import SURE, HeaderMatch
from imports.cells.readers import Readers
from imports.cells.references import read_reference
from imports.files import Sheet, Value, is_blank
from imports.tables.columns import assign
from imports.tables.header import Header, HeaderFinder, names, texts_of
from imports.tables.profile import Profile, profile, recommends
from imports.tables.table import Block, Mark
from tracker.folding import fold

GROUPS_FIELDS = {"lead", "contributing", "status", "percent", "due", "measures", "note", "position", "evidence"}
_LOOKED_THROUGH = 120
_CERTAIN = 0.9
_ENOUGH = 0.5
_LONGEST_MARK = 4
_LONGEST_ROLE = 16
_MOST_PARAGRAPHS = 3
"""A report of the UPR numbers its recommendations in two or three paragraphs: supported, noted, pending."""

_YEAR = re.compile(r"(?<!\d)(20\d\d|19\d\d)(?!\d)")


class LayoutFinder:
    """Finds tables with the header words and the kinds of cells that the readers know."""

    def __init__(self, readers: Readers, said: Mapping[str, str] | None = None) -> None:
        self._readers = readers
        self._headers = HeaderFinder(readers, said or {})

    def blocks(self, sheet: Sheet, before: Block | None = None) -> list[Block]:
        """The tables of a sheet that hold recommendations, from top to bottom.

        ``before`` is the table before in the same document: a table without a header may go on with it.
        """
        found: list[Block] = []
        headers = self._headers.headers(sheet)
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

    def _block(self, sheet: Sheet, header: Header, first: int, end: int) -> Block | None:
        profiles = _profiles(sheet, range(first, end), range(header.left, header.right + 1), self._readers)
        marks = self._marks(sheet, header, profiles, range(first, end))
        plain = {column: look for column, look in profiles.items() if column not in marks}
        years = _by_year(header, plain)
        named = {column: look for column, look in plain.items() if column not in years[1:]}
        columns = assign(header.matches, named, header.texts)
        if header.known_as:
            _keep_known(columns, header.matches)
        elif self._recommend(sheet, columns, range(first, end)):
            columns["states"] = columns.pop("country")
        self._take_own_status(columns, header)
        _keep_listed_themes(columns, profiles)
        if years and columns.get("status") == years[:1]:
            columns["status"] = years
        faulty = {column for row, column in sheet.faults if first <= row < end}
        if not self._holds_recommendations(columns, header, profiles, faulty):
            return None
        used = {column for places in columns.values() for column in places} | set(marks)
        unread = [column for column, look in profiles.items() if column not in used and look.filled]
        return Block(
            sheet, header.rows, first, end, columns, header.texts, header.left, header.right, header.known_as,
            unread=unread, marks=marks,
        )  # fmt: skip

    def _take_own_status(self, columns: dict[str, list[int]], header: Header) -> None:
        """Of a status of the ministry and one of the secretariat, the secretariat's is the group's own."""
        alike = [
            column
            for column, matches in header.matches.items()
            if any(match.field == "status" and match.score >= _ENOUGH for match in matches)
        ]
        if len(alike) < 2 or len(columns.get("status", [])) != 1:
            return
        said = {column: set(fold(header.texts.get(column, "")).split()) for column in alike}
        words = self._readers.vocabulary.row_words
        own = [column for column in alike if said[column] & words("own_voice")]
        own = own or [column for column in alike if not said[column] & words("agency_voice")]
        if len(own) == 1:
            columns["status"] = own

    def _recommend(self, sheet: Sheet, columns: dict[str, list[int]], rows: range) -> bool:
        """Whether "Country" means who recommends: other States than ours, in the list of a single UPR review."""
        if "country" not in columns or "states" in columns or "reference" not in columns:
            return False
        numbers = {str(sheet.value(row, columns["reference"][0]) or "").partition(".")[::2] for row in rows}
        named = {str(sheet.value(row, columns["country"][0]) or "").strip() for row in rows} - {""}
        one_review = len({paragraph for paragraph, item in numbers if item}) in range(1, _MOST_PARAGRAPHS + 1)
        states = self._readers.states
        ours = any(
            states.identity(part) == self._readers.vocabulary.state for name in named for part in states.read(name)
        )
        return one_review and len(named) > 1 and not ours

    def _marks(self, sheet: Sheet, header: Header, profiles: dict[int, Profile], rows: range) -> dict[int, Mark]:
        """Columns under an agency, a status or a position whose cells are ticks; two of a kind at least."""
        found: dict[int, Mark] = {}
        for column, text in header.texts.items():
            look = profiles.get(column)
            leaf = text.rpartition(" / ")[2].strip()
            best = next(iter(self._readers.headers.read(leaf)), None)
            if look is None or look.length > _LONGEST_ROLE:
                continue
            if not all(self._is_mark(str(sheet.value(row, column) or "")) for row in rows):
                continue
            mark = self._headers.mark_of(leaf)
            sure = mark is not None and mark.kind == "position" and look.filled
            if mark is not None and (sure or best is None or best.score < _CERTAIN):
                found[column] = mark
        kinds = [mark.kind for mark in found.values()]
        return {column: mark for column, mark in found.items() if kinds.count(mark.kind) > 1}

    def _is_mark(self, text: str) -> bool:
        """A tick, or the word for what an agency does: "X", "L", "Lead", "Support"."""
        words = self._readers.vocabulary.row_words
        return len(text) <= _LONGEST_MARK or fold(text) in words("lead_mark") | words("contributing_mark")

    def _holds_recommendations(
        self, columns: dict[str, list[int]], header: Header, profiles: dict[int, Profile], faulty: set[int]
    ) -> bool:
        """Whether a table is one of recommendations; ``faulty`` columns hold cells that cannot be read."""
        if header.known_as:
            return "text" in columns
        text = columns.get("text")
        if any(names(matches, "decision") for matches in header.matches.values()):
            return text is not None and names(header.matches.get(text[0], []), "text")
        if text is None and self._has_banners(header, profiles):
            return True
        if text is None:
            return ("reference" in columns or "code" in columns) and self._updates(columns, header, profiles)
        best = next((match for match in header.matches.get(text[0], []) if match.field == "text"), None)
        look = profiles[text[0]]
        if best is not None and not best.weak and best.score >= SURE:
            return look.filled > 0 or text[0] in faulty
        others = {"reference", "position", "states", "document", "mechanism", "lead", "status"} & set(columns)
        numbered = "reference" in columns and profiles[columns["reference"][0]].item_reference >= 0.8
        headed = sum(
            any(names(named, name) for named in header.matches.values()) for name in ("reference", *GROUPS_FIELDS)
        )
        least = 0.0 if numbered and best is not None else 0.3 if best is not None or numbered or headed > 3 else 0.5
        return look.filled > 0 and look.recommends >= least and bool(others)

    def _has_banners(self, header: Header, profiles: dict[int, Profile]) -> bool:
        """Whether number and text of each recommendation stand in a full-width row above its other cells."""
        fields = {match.field for matches in header.matches.values() for match in matches[:1]}
        return len(GROUPS_FIELDS & fields) >= 2 and any(look.banners >= 2 for look in profiles.values())

    def _updates(self, columns: dict[str, list[int]], header: Header, profiles: dict[int, Profile]) -> bool:
        """A sheet without texts still speaks of recommendations: it has their codes or numbers, and the group's fields."""
        if "code" in columns and profiles[columns["code"][0]].filled:
            return bool(GROUPS_FIELDS & set(columns))
        if "reference" not in columns:
            return False
        reference = columns["reference"][0]
        strong = names(header.matches.get(reference, []), "reference")
        look = profiles[reference]
        numbered = look.item_reference >= 0.5 or (strong and look.paragraph >= 0.5 and look.distinct > 0.8)
        return numbered and len(GROUPS_FIELDS & set(columns)) >= 2

    def _without_header(self, sheet: Sheet) -> Block | None:
        """A table whose header was lost or speaks in everyday words: the cells alone tell the columns."""
        if not sheet.rows:
            return None
        first = self._first_data_row(sheet)
        block = self._by_cells(sheet, first)
        if block is not None and not first and (first := self._first_numbered(block)):
            block = self._by_cells(sheet, first)
        return block

    def _by_cells(self, sheet: Sheet, first: int) -> Block | None:
        """The table whose rows begin at a row, its columns told by their cells and by a row above that may head them."""
        profiles = _profiles(sheet, range(first, len(sheet.rows)), range(sheet.width), self._readers)
        rows = [first - 1] if first and self._may_head(sheet, first - 1) else []
        texts = {column: text for row in rows for column, text in texts_of(sheet, row).items()}
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

    def _first_numbered(self, block: Block) -> int:
        """The first row with a number, where nothing above it recommends anything: what stands there heads the table."""
        numbers, texts = block.columns.get("reference", []), block.columns["text"]
        if not numbers:
            return 0
        for row in range(min(block.end, _LOOKED_THROUGH)):
            if read_reference(str(block.sheet.value(row, numbers[0]) or "")) is not None:
                return row
            if recommends(str(block.sheet.value(row, texts[0]) or ""), self._readers):
                return 0
        return 0

    def _first_data_row(self, sheet: Sheet) -> int:
        """The first row that holds a number of a recommendation beside other cells."""
        for row in range(min(len(sheet.rows), _LOOKED_THROUGH)):
            values = [value for value in sheet.rows[row] if not is_blank(value)]
            if len(values) > 1 and any(re.match(r"^\W*\d{1,3}\.\d{1,3}\W*$", str(value)) for value in values):
                return row
        return 0

    def _may_head(self, sheet: Sheet, row: int) -> bool:
        cells = texts_of(sheet, row)
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
    shares = {column: profiles[column].theme for column in columns.get("theme", [])}
    best = max(shares.values(), default=0)
    if best >= 0.5:
        columns["theme"] = [column for column, share in shares.items() if share >= best - 0.3]


def _by_year(header: Header, profiles: dict[int, Profile]) -> list[int]:
    """Status columns of several years, the latest first."""
    years: dict[int, str] = {}
    for column in profiles:
        year = _YEAR.search(header.texts.get(column, ""))
        if year and any(match.field == "status" for match in header.matches.get(column, [])[:2]):
            years[column] = year[1]
    return sorted(years, key=lambda column: years[column], reverse=True) if len(years) > 1 else []


def _profiles(sheet: Sheet, rows: range, columns: range, readers: Readers) -> dict[int, Profile]:
    down = list(zip_longest(*sheet.rows[rows.start : rows.stop]))
    formatted = {column for _, column in sheet.formats}
    return {
        column: profile(
            [_cell(sheet, row, column) for row in rows]
            if column in formatted
            else down[column]
            if column < len(down)
            else (),
            readers,
        )
        for column in columns
    }


def _cell(sheet: Sheet, row: int, column: int) -> Value:
    value = sheet.value(row, column)
    if not isinstance(value, (int, float)):
        return value
    number_format = sheet.formats.get((row, column), "")
    if isinstance(value, float) and re.match(r"^[#0]*[.,]0", number_format):
        decimals = len(number_format.replace(",", ".").partition(".")[2])
        return f"{value:.{decimals}f}"
    if isinstance(value, (int, float)) and number_format.endswith("%") and not isinstance(value, bool):
        return f"{value * 100:.0f}%"
    return value


def _texts_above(sheet: Sheet, start: int, header: Header, *, beside: bool) -> list[str]:
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
