"""Themes, affected groups and goals of a row, from columns or from the section above."""

from imports.cells.readers import Readers
from imports.cells.tags import read_goals
from imports.reading.entry import Entry, Surroundings
from imports.tables.shown import ShownTable


class TagFields:
    """Reads the tags of a row."""

    def __init__(self, table: ShownTable, readers: Readers, around: Surroundings) -> None:
        self._table = table
        self._readers = readers
        self.heading: tuple[tuple[str, ...], str] = (around.theme, around.where)

    def under_heading(self, themes: tuple[str, ...], cell: str) -> None:
        """From here on, rows without a theme of their own belong to the theme of a section."""
        self.heading = (themes, cell)

    def fill(self, entry: Entry, row: int) -> None:
        """Read the tags of a row; OHCHR's lists put goals and groups of persons under the themes."""
        themes: list[str] = []
        groups: list[str] = []
        goals: list[tuple[int, str]] = []
        where: dict[str, str] = {}
        for name in ("theme", "affected", "sdg"):
            for column in self._table.columns(name):
                cell = self._table.cell(row, column)
                if cell is None:
                    continue
                where.setdefault(name, cell.address)
                if name == "theme":
                    tags = self._readers.tags.read(cell.text)
                    themes, groups, goals = [*themes, *tags.themes], [*groups, *tags.groups], [*goals, *tags.goals]
                    self._note_within(bool(tags.groups), bool(tags.goals))
                elif name == "affected":
                    groups += self._readers.tags.read_groups(cell.text)
                else:
                    goals += read_goals(cell.text)
        if not themes:
            themes, where["theme"] = list(self.heading[0]), self.heading[1]
        for name, found in (("theme", themes), ("affected", groups), ("sdg", goals)):
            entry.put(name, list(dict.fromkeys(found)), where.get(name) or where.get("theme", ""))

    def _note_within(self, groups: bool, goals: bool) -> None:
        self._table.block.within.update({"affected"} if groups else (), {"sdg"} if goals else ())
