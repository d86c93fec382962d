"""Ways in which people change the headings of a sheet, each as a function that changes a copy of it."""

import csv
import random
import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path

from changed_headings import Changing, Table

from imports.files import Area, Sheet, Value, is_blank
from tracker.folding import fold

HEADER_WORDS = Path(__file__).parents[1] / "tracker" / "reference" / "header_words.csv"
IN_ORDER = (frozenset(("lead", "contributing")), frozenset(("text", "translation")))
"""Fields that only their order tells apart (the first institution leads): shuffling keeps their order."""

_HALF = 0.5

Way = Callable[[Changing], None]


def _cells(page: Changing) -> Iterator[tuple[Table, int, int, str]]:
    """The cells of all headers that say what a column holds: the table, row, column and text."""
    for table in page.tables:
        for row in table.header_rows:
            for column in table.columns:
                value = page.sheet.value(row, column)
                if isinstance(value, str) and not is_blank(value) and column not in table.marks:
                    yield table, row, column, value


def _lowest(page: Changing) -> Iterator[tuple[Table, int, int, str]]:
    """Of each column, the lowest cell of its header."""
    last = {(id(cell[0]), cell[2]): cell for cell in _cells(page)}
    yield from last.values()


def _each(change: Callable[[str, random.Random], str]) -> Way:
    """A way that changes the lowest cell over each column by itself; cells alike stay alike."""

    def way(page: Changing) -> None:
        done: dict[str, str] = {}
        for _, row, column, text in _lowest(page):
            if text not in done:
                done[text] = change(text, page.chance)
            page.sheet.rows[row][column] = done[text]

    return way


# The ways


def _acronym(text: str, _: random.Random) -> str:
    return f"{text} IF"


def _year(text: str, _: random.Random) -> str:
    """A column that names a year already tells by it which of several it is."""
    return text if re.search(r"(?:19|20)\d\d", text) else f"{text} 2019"


def _qualifier(text: str, _: random.Random) -> str:
    return f"{text} of the Group"


def _code_before(text: str, chance: random.Random) -> str:
    return f"{chance.choice('ABCDE')}{chance.randint(1, 9)}. {text}"


def _misspelled(text: str, chance: random.Random) -> str:
    """One letter of each longer word is doubled, left out or swapped with the next."""

    def slip(match: re.Match[str]) -> str:
        word = match[0]
        at = chance.randrange(1, len(word) - 2)
        doubled, without = word[: at + 1] + word[at:], word[:at] + word[at + 1 :]
        swapped = word[:at] + word[at + 1] + word[at] + word[at + 2 :]
        return chance.choice((doubled, without, swapped))

    return re.sub(r"[^\W\d_]{6,}", slip, text)


def _typographic(text: str, chance: random.Random) -> str:
    """As people set headings: in capitals, over two lines, with a colon, with a number in brackets."""
    return chance.choice((text.upper(), text.replace(" ", "\n", 1), f"{text}:", f"{text} ({chance.randint(1, 14)})"))


def invented(chance: random.Random) -> str:
    """A word of no language."""
    syllables = ("bor", "vel", "mik", "tas", "gru", "nop", "zel", "daf", "lum", "rik", "pov", "sem")
    return "".join(chance.choice(syllables) for _ in range(3)).capitalize()


def _text_unknown(page: Changing) -> None:
    word = invented(page.chance)
    for table, row, column, _ in _cells(page):
        if column in table.fields.get("text", []):
            page.sheet.rows[row][column] = word


def _all_unknown(page: Changing) -> None:
    words: dict[str, str] = {}
    for _, row, column, text in _cells(page):
        page.sheet.rows[row][column] = words.setdefault(text, invented(page.chance))


def _languages() -> tuple[dict[str, str], dict[str, dict[str, list[str]]]]:
    """The language of each heading, and by field and language the headings that name this field alone."""
    with HEADER_WORDS.open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["weight"] == "strong"]
    fields: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        fields[fold(row["term"])].add(row["field"])
    headings: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for row in rows:
        if len(fields[fold(row["term"])]) == 1 and len(row["term"]) > 3:
            headings[row["field"]][row["language"]].append(row["term"])
    return {fold(row["term"]): row["language"] for row in rows}, headings


_LANGUAGE, _HEADINGS = _languages()


def _another_language(page: Changing) -> None:
    for table, row, column, text in _lowest(page):
        names = [name for name, places in table.fields.items() if column in places and name in _HEADINGS]
        others = sorted(set(_HEADINGS[names[0]]) - {_LANGUAGE.get(fold(text), "en")}) if names else []
        if others:
            language = page.chance.choice(others)
            digits = "".join(f" {digit}" for digit in re.findall(r"\d+", text))
            heading = page.chance.choice(_HEADINGS[names[0]][language])
            page.sheet.rows[row][column] = f"{heading[:1].upper()}{heading[1:]}{digits}"


def _shuffled(page: Changing) -> None:
    """The columns in another order; columns under one merged heading stay together."""
    if len({tuple(table.header_rows) for table in page.tables}) < len(page.tables):
        return  # tables side by side have columns of their own
    groups = _groups(page)
    order = groups[:]
    page.chance.shuffle(order)
    for family in IN_ORDER:
        kin = {at for table in page.tables for name in family for at in table.fields.get(name, [])}
        places = [at for at, group in enumerate(order) if kin & set(group)]
        for place, group in zip(places, [group for group in groups if kin & set(group)], strict=True):
            order[place] = group
    _rearrange(page, [column for group in order for column in group])


def _groups(page: Changing) -> list[list[int]]:
    """The columns of a sheet, those that merged cells join as one group."""
    groups: list[list[int]] = []
    joined = _joined(page)
    for column in range(page.sheet.width):
        if groups and column in joined:
            groups[-1].append(column)
        else:
            groups.append([column])
    return groups


def _joined(page: Changing) -> set[int]:
    """The columns that merged cells join to the column before."""
    return {
        column
        for area in page.sheet.merged
        if not _is_banner(page, area)
        for column in range(area.left + 1, area.right + 1)
    }


def _is_banner(page: Changing, area: Area) -> bool:
    """Whether merged cells are a title or the heading of a section, and do not head some columns."""
    heads = any(area.top in table.header_rows for table in page.tables)
    return not heads and area.right - area.left + 1 > _HALF * page.sheet.width


def _rearrange(page: Changing, order: list[int]) -> None:
    """Put the columns into an order, with their colours and notes; rows that are one line stay as they are."""
    sheet = page.sheet
    page.moved = {column: at for at, column in enumerate(order)}
    top = min(row for table in page.tables for row in (*table.header_rows, table.rows.start))
    wide = {row for area in sheet.merged if _is_banner(page, area) for row in range(area.top, area.bottom + 1)}
    left = min(table.columns.start for table in page.tables)
    texts = {at for table in page.tables for at in table.fields.get("text", [])}
    still = {row for row in range(len(sheet.rows)) if row < top or row in wide or _is_line(sheet, row, left, texts)}
    for row in set(range(len(sheet.rows))) - still:
        sheet.rows[row] = [sheet.value(row, column) for column in order]
    for places in (sheet.fills, sheet.formats, sheet.comments, sheet.faults):
        kept = {(r, c if r in still else page.place(c)): value for (r, c), value in places.items()}
        places.clear()
        places.update(kept)
    sheet.bold = {(r, c if r in still else page.place(c)) for r, c in sheet.bold}
    sheet.hidden_columns = {page.place(column) for column in sheet.hidden_columns}
    sheet.merged = [area if area.top in still else _area(page, area) for area in sheet.merged]


def _is_line(sheet: Sheet, row: int, left: int, texts: set[int]) -> bool:
    filled = [column for column, value in enumerate(sheet.rows[row]) if not is_blank(value)]
    return filled == [left] and left not in texts


def _area(page: Changing, area: Area) -> Area:
    columns = [page.place(column) for column in range(area.left, area.right + 1)]
    return Area(area.top, min(columns), area.bottom, max(columns))


_ADDED: tuple[Callable[[random.Random, int], Value], ...] = (
    lambda chance, _: chance.choice(("R.M.", "L.A.", "N.H.", "S.Q.")),
    lambda chance, _: f"{chance.randint(2, 19)}-{chance.randint(100, 999)}/{chance.randint(1, 40)}",
    lambda chance, _: chance.choice(("yes", "no")),
    lambda chance, _: f"{chance.randint(1, 28):02}.{chance.randint(1, 12):02}.2024",
    lambda chance, _: chance.choice(("blue folder", "see the letter", "ask Rauf", None)),
    lambda _, row: 4100 + 7 * row,
)
"""What offices write into columns of their own: initials, numbers of files, yes or no, dates of letters, remarks, rooms."""


def _column_added(page: Changing) -> None:
    """A column with an unknown heading between two others."""
    sheet, table = page.sheet, page.tables[0]
    joined = _joined(page)
    free = [at for at in range(table.columns.start + 1, table.columns.stop) if at not in joined]
    if not free or len({tuple(one.header_rows) for one in page.tables}) < len(page.tables):
        return
    at, new = page.chance.choice(free), sheet.width
    content = page.chance.choice(_ADDED)
    for one in page.tables:
        for row in (*one.header_rows[-1:], *one.rows):
            if row < len(sheet.rows) and sum(not is_blank(value) for value in sheet.rows[row]) > 1:
                value = invented(page.chance) if row in one.header_rows else content(page.chance, row)
                sheet.rows[row] = [*(sheet.value(row, column) for column in range(new)), value]
    _rearrange(page, [*range(at), new, *range(at, new)])


WAYS: dict[str, Way] = {
    "as they are": lambda _: None,
    "acronym": _each(_acronym),
    "year": _each(_year),
    "qualifier": _each(_qualifier),
    "code before": _each(_code_before),
    "misspelling": _each(_misspelled),
    "typographic": _each(_typographic),
    "another language": _another_language,
    "text unknown": _text_unknown,
    "all unknown": _all_unknown,
    "shuffled": _shuffled,
    "column added": _column_added,
}
