"""Plain numbers that are percentages: in a column of percentages, and below a heading with "%"."""

import math

from imports.reading.said import Room
from imports.tables.shown import Cell
from tracker.folding import fold


class Shares:
    """Reads the numbers of a table's statuses; ``headed`` says that the heading of its statuses calls them percentages."""

    def __init__(self, room: Room, heading: str) -> None:
        words = tuple(room.readers.vocabulary.row_words("percent"))
        self.headed = "%" in heading or any(word.startswith(words) for word in fold(heading).split())
        table = room.table
        columns = [column for name in ("percent", "status") for column in table.columns(name)]
        numbers = [_number(cell.text) for column in columns for cell in dict.fromkeys(table.column(column)) if cell]
        known = [number for number in numbers if number is not None]
        self._of_one = any(0 < number < 1 for number in known) and max(known, default=0) <= 1

    def as_percentage(self, cell: Cell) -> Cell:
        """A cell with its number as a percentage; any other text as it is."""
        number = _number(cell.text)
        if number is None:
            return cell
        of_one = 0 < number <= 1 and "%" not in cell.text and ("." in cell.text or "," in cell.text or self._of_one)
        return cell.saying(f"{_whole(number * 100 if of_one else number)}%")


def _whole(percent: float) -> int:
    """A whole percentage; what is begun is more than 0, and what is not all done less than 100."""
    return min(max(round(percent), 1), 99) if 0 < percent < 100 else round(percent)


def _number(text: str) -> float | None:
    try:
        number = float(text.strip().rstrip("%").replace(",", "."))
    except ValueError:
        return None
    return number if math.isfinite(number) else None
