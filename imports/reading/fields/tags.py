"""Themes, affected groups and goals of a row, from columns or from the section above."""

from collections.abc import Iterator
from typing import Any

from imports.cells.placeholders import says_none
from imports.cells.tags import read_goals
from imports.fields import Reader
from imports.reading.boxed import Boxed
from imports.reading.said import FieldReader, Room, RowCells, Said
from imports.tables.shown import Cell
from tracker.folding import tidy


class Tags(FieldReader):
    """Reads the tags of a row; in OHCHR's lists, the column of themes also names goals and groups of persons."""

    kind = Reader.TAGS
    ticks = "sdg"
    boxed = (("theme", Boxed.SEVERAL), ("affected", Boxed.SEVERAL), ("sdg", Boxed.SEVERAL))

    def __init__(self, room: Room) -> None:
        super().__init__(room)
        self._heading: tuple[tuple[str, ...], str] = (room.around.theme, room.around.where)

    @property
    def without_columns(self) -> bool:
        """Return True: a heading may name a theme."""
        return True

    def under_heading(self, value: Any, cell: str) -> None:
        """From here on, rows without a theme of their own belong to the themes of a section."""
        self._heading = (value, cell)

    def read(self, cells: RowCells, said: Said) -> None:
        """Read themes, groups and goals."""
        found: dict[str, list[Any]] = {"theme": [], "affected": [], "sdg": []}
        where = {name: cell.address for name in found if (cell := cells.first(name))}
        for cell in self._filled(cells, "theme"):
            tags = self.readers.tags.read(cell.text)
            found["theme"] += tags.themes
            found["affected"] += tags.groups
            found["sdg"] += tags.goals
            self.table.block.within.update({"affected"} if tags.groups else (), {"sdg"} if tags.goals else ())
        for cell in self._filled(cells, "affected"):
            found["affected"] += self.readers.tags.read_groups(cell.text)
        for cell in self._filled(cells, "sdg"):
            found["sdg"] += self._goals(cell, said)
        for heading, cell in self._ticked(cells, said):
            found["sdg"] += read_goals(heading)
            where.setdefault("sdg", cell.address)
        if not found["theme"]:
            found["theme"], where["theme"] = list(self._heading[0]), self._heading[1]
        for name, values in found.items():
            said.put(name, list(dict.fromkeys(values)), where.get(name) or where.get("theme", ""))

    def _ticked(self, cells: RowCells, said: Said) -> list[tuple[str, Cell]]:
        """The headings of goals that are ticked; marks in doubt stay open."""
        ticked, doubtful = self.ticked(cells, said)
        said.open_values += [("sdg", f"{heading}: {cell.text.strip()}", cell.address) for heading, cell in doubtful]
        return ticked

    def _goals(self, cell: Cell, said: Said) -> list[tuple[int, str]]:
        """The goals of a cell; one in which none can be read, or with a question mark, stays open."""
        goals = [] if "?" in cell.text else read_goals(cell.text)
        if not goals:
            said.open_values.append(("sdg", tidy(cell.text), cell.address))
        return goals

    def _filled(self, cells: RowCells, name: str) -> Iterator[Cell]:
        """The cells of a field that say something."""
        return (cell for cell in cells.of(name) if not says_none(cell.text, self.readers.vocabulary))
