"""Boxes to tick in the cells of a column: only what is ticked counts."""

from collections.abc import Mapping, Sequence
from enum import Enum

from imports.cells.boxes import BoxReader
from imports.cells.vocabulary import Vocabulary
from imports.tables.shown import Cell


class Boxed(Enum):
    """How many boxes a cell of a field may tick: one, one where the signs may also be bullets of a list, or several."""

    ONE = "one"
    ONE_OR_LIST = "one or list"
    SEVERAL = "several"


class BoxedCells:
    """Puts what is ticked in place of cells with boxes; cells in which that is not clear are to be left open."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._reader = BoxReader(vocabulary)

    def column(self, cells: list[Cell | None], boxed: Boxed) -> tuple[list[Cell | None], Mapping[Cell, str]]:
        """The cells with what is ticked in them, and the words of those that are not clear."""
        instead: dict[Cell, Cell | None] = {}
        unclear: dict[Cell, str] = {}
        for cell in filter(None, dict.fromkeys(cells)):
            found = self._reader.read(cell.text)
            is_list = found.listed and boxed is not Boxed.ONE
            too_many = len(found.ticked) > 1 and boxed is not Boxed.SEVERAL and not is_list
            if found.doubtful or too_many:
                unclear[cell] = " + ".join(found.ticked) or cell.text
            elif found.boxes:
                instead[cell] = _saying(cell, [box.label for box in found.boxes] if is_list else found.ticked)
        return _replaced(cells, instead), unclear


def _replaced(cells: list[Cell | None], instead: Mapping[Cell, Cell | None]) -> list[Cell | None]:
    return [instead.get(cell, cell) if cell else None for cell in cells] if instead else cells


def _saying(cell: Cell, ticked: Sequence[str]) -> Cell | None:
    text = "\n".join(ticked)
    return Cell(text, cell.address, text) if text else None
