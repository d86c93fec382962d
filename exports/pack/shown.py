"""How the content of a pack is said on paper: cells as words, charts in pairs, and where each figure is explained."""

from collections.abc import Iterator, Sequence
from datetime import date

from exports.pack.blocks import Block, Cell, Chart, Figure, Table
from exports.texts import Period
from tracker.language.texts import Texts, marked

NONE = "–"
"""A figure of a table behind which there is nothing."""

CODES = marked("The codes behind the figures")
"""The last part of a pack on paper."""
CODES_NOTE = marked(
    "Each figure with its number in square brackets, its name, its value, and the codes that it counts."
)
NO_CODES = marked("None here. The pack of tracker report meeting has the codes of a large register.")


def shown(cell: Cell, texts: Texts) -> str:
    """Return a cell as a document says it: a day or a period in words, a figure as its number."""
    if isinstance(cell, Figure):
        return texts.number(cell.value) if cell.value else NONE
    if isinstance(cell, date):
        return texts.day_in_words(cell)
    if isinstance(cell, Period):
        return cell.words
    return cell or ""


def anchor(figure: Figure) -> str:
    """Return the name of the place where the codes behind a figure stand; empty if it has none."""
    return f"figure{figure.number}" if figure.number else ""


def mark(figure: Figure) -> str:
    """Return the number by which a figure is found among the codes, "[17]"; empty if it has none."""
    return f"[{figure.number}]" if figure.number else ""


def laid_out(blocks: Sequence[Block]) -> Iterator[Block | list[Chart]]:
    """Yield blocks in their order; charts that follow each other stand side by side, two in a line."""
    line: list[Chart] = []
    for block in blocks:
        if line and (len(line) == 2 or not isinstance(block, Chart)):
            yield line
            line = []
        if isinstance(block, Chart):
            line.append(block)
        else:
            yield block.on_page() if isinstance(block, Table) else block
    if line:
        yield line
