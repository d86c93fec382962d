"""Due dates, in the one order of day and month that their column has."""

from imports.fields import Reader
from imports.reading.fields.dates import DateColumns
from imports.reading.said import FieldReader, Room, RowCells, Said
from tracker.folding import tidy


class DueDates(FieldReader):
    """Reads by when a recommendation is to be implemented."""

    kind = Reader.DUE

    def __init__(self, room: Room) -> None:
        super().__init__(room)
        self._dates = DateColumns(room.table, room.readers, "due")

    def read(self, cells: RowCells, said: Said) -> None:
        """Read the first date; what is none stays open, as it is written."""
        found = next((cell for cell in cells.of("due") if not self._dates.is_blank(cell)), None)
        when = self._dates.read(found) if found else None
        if found is None:
            return
        if when is None:
            said.open_values.append(("due", tidy(found.text), found.address))
        else:
            said.put("due", (when.on, when.precision.value, tidy(when.text)), found.address)
