"""What a pack is made of: figures with the rows behind them, tables, charts and lists. Each form only lays them out."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from tracker.language.texts import Texts

ANNEX = "annex"
"""The key of the list of every recommendation."""


@dataclass(frozen=True)
class Figure:
    """A number, and the rows behind it: it is how many they are.

    ``name`` says in words what was counted ("By mechanism, CAT: Implemented"), ``rows`` are the codes of
    recommendations in their order, or the first cells of the table with the key ``of``. ``number`` is its place among
    the figures of the pack, from 1; a figure without rows has none (0) and leads nowhere.
    """

    name: str
    rows: tuple[str, ...]
    of: str = ANNEX
    number: int = 0

    @property
    def value(self) -> int:
        """How many rows stand behind the figure."""
        return len(self.rows)


@dataclass(frozen=True)
class Tile:
    """A figure at the top of the first page; ``share`` is its part of all in per cent, in words, or empty."""

    label: str
    figure: Figure
    share: str = ""
    alarm: bool = False


@dataclass(frozen=True)
class Tiles:
    """The figures at the top of the first page."""

    tiles: tuple[Tile, ...]


@dataclass(frozen=True)
class Series:
    """The parts of one colour in the bars of a chart: a number for each bar. ``colour`` is RRGGBB."""

    label: str
    colour: str
    values: tuple[int, ...]


@dataclass(frozen=True)
class Chart:
    """Horizontal bars with their numbers, made of one series or of several side by side in each bar.

    Colours are light and dark enough to tell apart in grey. ``words`` say the same to those who cannot see it.
    """

    title: str
    bars: tuple[str, ...]
    series: tuple[Series, ...]
    words: str


class Kind(StrEnum):
    """What a column holds, which decides how it is laid out."""

    TEXT = "text"
    CODE = "code"
    FIGURE = "figure"
    DAY = "day"
    STATUS = "status"


Cell = str | date | Figure | None
"""Text (several lines are possible), a day, or a figure. A period or words in a column of days are text."""


@dataclass(frozen=True)
class Column:
    """A column of a table; ``width`` in centimetres of an upright A4 page, on which all columns of a table take 17.

    One that is ``wide`` has no room there: it stands in the workbook alone.
    """

    heading: str
    width: float
    kind: Kind = Kind.TEXT
    wide: bool = False


@dataclass(frozen=True)
class Table:
    """A table; ``key`` names it for figures and programs. ``total`` is a last row that stands out."""

    key: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    total: tuple[Cell, ...] = ()

    def on_page(self) -> "Table":
        """The table without the columns that a page has no room for; these are the last ones."""
        columns = tuple(column for column in self.columns if not column.wide)
        if len(columns) == len(self.columns):
            return self
        return replace(self, columns=columns, rows=tuple(row[: len(columns)] for row in self.rows))


@dataclass(frozen=True)
class Lines:
    """A list with a dot before each line; ``rest`` says in small letters how many more there are and where."""

    heading: str
    figure: Figure | None
    lines: tuple[str, ...]
    rest: str = ""


@dataclass(frozen=True)
class Notes:
    """What a reader must know, in small letters."""

    notes: tuple[str, ...]


Block = Tiles | Chart | Table | Lines | Notes


@dataclass(frozen=True)
class Section:
    """A part of a pack under its heading, from the first page's to the annex."""

    key: str
    heading: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Pack:
    """The content of a pack in one language.

    ``first`` is page one, ``sections`` follow it; the last of them is the annex where the pack has one. ``figures`` are
    all figures with rows, by their numbers. ``colours`` are those of the statuses by their labels (RRGGBB).
    """

    texts: Texts = field(compare=False)
    title: str
    subtitle: str
    state: str
    group: str
    as_at: date
    since: date | None
    first: Section
    sections: tuple[Section, ...]
    figures: tuple[Figure, ...]
    colours: dict[str, str]

    @property
    def annex(self) -> Table | None:
        """The table of every recommendation, in the packs that have one."""
        return next((table for table in self.tables() if table.key == ANNEX), None)

    def tables(self) -> Iterator[Table]:
        """All tables, in their order."""
        for section in (self.first, *self.sections):
            yield from (block for block in section.blocks if isinstance(block, Table))
