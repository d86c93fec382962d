"""The pack as one HTML page: it needs no network, prints on A4, and each figure leads to the rows behind it."""

from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from exports.pack.blocks import ANNEX, Block, Cell, Chart, Column, Figure, Kind, Lines, Notes, Pack, Table, Tiles
from exports.pack.page_rows import PageRows
from exports.pack.shown import CODES
from exports.texts import day
from tracker.language.texts import marked

if TYPE_CHECKING:
    from jinja2 import Template

_TEMPLATES = Path(__file__).parents[1] / "templates"
_WORDS = {
    "skip": marked("Skip to the content"),
    "contents": marked("Contents"),
    "summary": marked("Summary"),
    "codes": CODES,
    "none": marked("None."),
    "search": marked("Search"),
    "shown": marked("{shown} of {all}"),
    "all": marked("Show all"),
    "back": marked("Back to the figure"),
}
"""The words of the template by the names that it has for them."""

_LONG = 100
"""The rows of a table with more are laid out by the browser when they come into sight."""
_FEW = 3
"""A table with more columns is moved sideways on a phone."""


def write_page(pack: Pack, target: Path) -> None:
    """Write the page as one file; ``OSError`` where it cannot be."""
    target.write_text(_Page(pack).html(), encoding="utf-8")


class _Page:
    """What the template asks of a pack."""

    def __init__(self, pack: Pack) -> None:
        self.pack = pack
        self.rows = PageRows(pack)
        self.counted = {figure.of for figure in pack.figures}
        """The tables that figures lead to, besides the annex."""
        self._labels = {
            label: Markup('<span class="label status-{}">{}</span>').format(at, label)
            for at, label in enumerate(pack.colours)
        }

    def html(self) -> str:
        """The whole page."""
        from exports.pack.chart import drawn

        pack, texts = self.pack, self.pack.texts
        return _template().render(
            page=self,
            pack=pack,
            sections=(pack.first, *pack.sections),
            words={name: texts(english) for name, english in _WORDS.items()},
            as_at=texts("{state}, as at {day}", state=pack.state, day=texts.day_in_words(pack.as_at)),
            thousands=texts.number(1000).strip("10"),
            groups=_groups,
            drawn=lambda chart: Markup(drawn(chart)),  # noqa: S704 - the drawing has escaped its words
            zip=zip,
            annex=ANNEX,
        )

    def shown(self, value: Cell, kind: Kind) -> str | Markup:
        """A cell as it stands in its table."""
        if isinstance(value, str):
            return self._labels.get(value, value) if kind is Kind.STATUS else value
        if isinstance(value, Figure):
            return self.link(value)
        return "" if value is None else day(value, self.pack.texts)

    def link(self, figure: Figure, *, zero: str = "–") -> Markup:
        """A figure as a link to the codes behind it, with the numbers of their rows for the script."""
        if not figure.number:
            return escape(self.number(figure.value) if figure.value else zero)
        ranges = self.rows.ranges(figure)
        rows = Markup(' data-rows="{}"').format(ranges) if ranges else ""
        table = Markup(' data-table="{}"').format(figure.of) if ranges and figure.of != ANNEX else ""
        return Markup('<a class="figure" href="#figure-{}"{}{} title="{}">{}</a>').format(
            figure.number, rows, table, figure.name, self.number(figure.value)
        )

    def number(self, number: int) -> str:
        """A number with the signs of the language, which small ones do without."""
        return str(number) if number < 1000 else self.pack.texts.number(number)

    def shares(self, table: Table) -> list[float]:
        """The widths of the columns in per cent of their table's; codes and days are not broken."""
        widths = [_room(column, [row[at] for row in table.rows]) for at, column in enumerate(table.columns)]
        return [round(100 * width / sum(widths), 2) for width in widths]

    def sizes(self, table: Table) -> str:
        """The classes of a table with many columns, or with more rows than a browser need lay out at once."""
        classes = {"many": len(table.columns) > _FEW, "long": len(table.rows) > _LONG}
        return " ".join(name for name, true in classes.items() if true)

    def leads_here(self, table: Table) -> bool:
        """Return True for a table that figures lead to."""
        return table.key in self.counted


def _groups(blocks: tuple[Block, ...]) -> list[tuple[str, list[Block]]]:
    """Blocks of one kind that stand one after another, with the name of the kind: they can stand side by side."""
    names = {Tiles: "tiles", Chart: "charts", Lines: "lists", Notes: "notes", Table: "tables"}
    blocks = tuple(block.on_page() if isinstance(block, Table) else block for block in blocks)
    return [(name, list(those)) for name, those in groupby(blocks, lambda block: names[type(block)])]


def _room(column: Column, cells: list[Cell]) -> float:
    """The width of a column (cm) that breaks no word of its heading or of a status, no code and no day."""
    words = column.heading.split()
    if column.kind is Kind.CODE:
        words += [str(cell) for cell in cells]
    elif column.kind is Kind.STATUS:
        words += [f"{word}--" for label in {str(cell) for cell in cells} for word in label.split()]
    elif column.kind is Kind.DAY:
        words.append("31.12.2026")
    return max(column.width, 0.4 + 0.18 * max(map(len, words), default=0))


def _template() -> "Template":
    from jinja2 import Environment, FileSystemLoader

    return Environment(
        loader=FileSystemLoader(_TEMPLATES), autoescape=True, trim_blocks=True, lstrip_blocks=True
    ).get_template("pack.html")
