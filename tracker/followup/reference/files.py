"""Reads reference files: CSV tables whose every row knows its line, so that a mistake can be found in an editor.

A folder of the same files (``tracker init --reference FOLDER``) stands before the shipped ones. What belongs to one
group (its bodies, leads, reviews and plans) is shipped in a folder of that State under ``groups``, and is never mixed
with another's: a folder that has its own ``register.csv`` brings these files itself, and those it leaves out are taken
as empty. A State whose group does not ship begins with the folder ``groups/new``.
"""

import csv
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from io import StringIO
from pathlib import Path

from tracker.errors import BadReference

SHIPPED = Path(__file__).parents[2] / "reference"
GROUPS = SHIPPED / "groups"
GROUPS_OWN = ("register", "agencies", "agency_aliases", "leads", "reviews", "national_plans")
DEFAULT_STATE = "AZE"
"""The State of a register that is made without saying whose it is."""


class Row(dict[str, str]):
    """The cells of a row by column, with the place of the row. A column that the file left out is blank."""

    def __init__(self, cells: Mapping[str, str], where: str) -> None:
        super().__init__(cells)
        self.where = where

    def __missing__(self, column: str) -> str:
        return ""

    def several(self, column: str) -> list[str]:
        """The parts of a cell that semicolons divide."""
        return [part.strip() for part in self[column].split(";") if part.strip()]

    def number(self, column: str) -> int | None:
        """A whole number; nothing for a blank cell."""
        if self[column] and not self[column].isdecimal():
            raise self.refusal(column, "is not a whole number.", "Write digits alone.")
        return int(self[column]) if self[column] else None

    def date(self, column: str) -> str:
        """A date as exactly as it is known, or a blank."""
        if not re.fullmatch(r"(\d{4}(-\d\d){0,2})?", self[column]):
            raise self.refusal(column, "is not a date.", "Write 2024, 2024-05 or 2024-05-06.")
        return self[column]

    def yes(self, column: str) -> bool:
        """Return True if a cell says yes; a blank is no."""
        return self.one_of(column, ("yes", "no", "")) == "yes"

    def one_of(self, column: str, allowed: Collection[str]) -> str:
        """A word out of a closed list."""
        if self[column] not in allowed:
            words = ", ".join(sorted(filter(None, allowed)))
            raise self.refusal(column, "is not a word that can stand here.", f"Write one of: {words}.")
        return self[column]

    def key_of(self, file: str, keys: Collection[str], column: str) -> str:
        """A key that has to stand in another file."""
        if self[column] not in keys:
            raise self.refusal(column, f"is not in {file}.csv.", "Correct the key or add it there.")
        return self[column]

    def refusal(self, column: str, why: str, remedy: str) -> BadReference:
        """The error that names the cell."""
        return BadReference(f"{column} '{self[column]}' {why}", where=self.where, remedy=remedy)


class ReferenceFolder:
    """The reference files to use: the folder that was given, then the State's shipped group, then the common files.

    ``begins`` says that the register is a new one. A State whose group does not ship then begins with ``groups/new``;
    later on there is nothing of the program's own to add to such a group.
    """

    def __init__(self, folder: Path | None = None, state: str = DEFAULT_STATE, *, begins: bool = True) -> None:
        self.folder = folder
        self.state = state
        ships = (GROUPS / state).is_dir()
        self.group = GROUPS / state if ships else GROUPS / "new" if begins else None
        self._read: dict[str, tuple[list[str], list[Row]]] = {}
        if folder is not None and not folder.is_dir():
            raise BadReference("this is not a folder.", where=str(folder), remedy="Name the folder with the files.")

    def rows(self, name: str, *needed: str, key: str = "", once: str = "") -> list[Row]:
        """The rows of a file.

        Raises ``BadReference`` when a needed column is missing, when a row has no ``key`` (columns divided by spaces),
        or when two rows share it, or share a value that may stand ``once``.
        """
        path = self.path(name)
        if path is None:
            return []
        if name not in self._read:
            self._read[name] = _read(path)
        heading, rows = self._read[name]
        if missing := [column for column in needed if column not in heading]:
            what = f"column {', '.join(missing)} is missing."
            raise BadReference(what, where=str(path), remedy="Add it to the first line.")
        _refuse_without(rows, key.split())
        for columns in (key, once):
            _refuse_twins(rows, columns.split())
        return rows

    def keys(self, name: str, column: str) -> set[str]:
        """The values of a column, to which other files may refer."""
        return {row[column] for row in self.rows(name, column)}

    def brings(self, name: str) -> bool:
        """Return True if the group's own folder has this file."""
        return self.folder is not None and (self.folder / f"{name}.csv").exists()

    @property
    def is_new_group(self) -> bool:
        """Return True if no file names the group; it then starts with the State that was named."""
        return self.group == GROUPS / "new" and not self.brings("register")

    def path(self, name: str) -> Path | None:
        """The file that is used; nothing when the group has none of its own."""
        if self.folder is not None and self.brings(name):
            return self.folder / f"{name}.csv"
        if name not in GROUPS_OWN:
            return SHIPPED / f"{name}.csv"
        if self.group is None or self.brings("register") or not (self.group / f"{name}.csv").exists():
            return None
        return self.group / f"{name}.csv"


def _read(path: Path) -> tuple[list[str], list[Row]]:
    try:
        text = path.read_bytes().decode("utf-8-sig")
        first = text.partition("\n")[0]
        # Excel saves with the separator of its country: in Baku and Moscow that is a semicolon.
        records = csv.reader(StringIO(text, newline=""), strict=True, delimiter=max(",;\t", key=first.count))
        heading = [column.strip() for column in next(records, [])]
        numbered = ((records.line_num, record) for record in records)
        return heading, list(_rows(numbered, heading, path))
    except OSError as wrong:
        what = f"the file cannot be opened ({wrong.strerror})."
        raise BadReference(what, where=str(path), remedy="Close it in other programs and try again.") from wrong
    except (UnicodeDecodeError, csv.Error) as wrong:
        what = f"the file cannot be read ({wrong})."
        raise BadReference(what, where=str(path), remedy="Save it as CSV (UTF-8), comma separated.") from wrong


def _rows(records: Iterable[tuple[int, list[str]]], heading: list[str], path: Path) -> Iterator[Row]:
    for line, record in records:
        cells = [cell.strip() for cell in record]
        where = f"{path}, line {line}"
        if any(cells[len(heading) :]):
            what = f"the row has more cells than there are columns ({len(heading)})."
            raise BadReference(what, where=where, remedy="Put a text with a comma in it between quotation marks.")
        if any(cells):
            padded = cells + [""] * (len(heading) - len(cells))
            yield Row({column: cell for column, cell in zip(heading, padded, strict=False) if column}, where)


def _refuse_without(rows: list[Row], columns: list[str]) -> None:
    for row in rows:
        for column in columns:
            if not row[column]:
                raise BadReference(f"{column} is missing.", where=row.where, remedy="Write it, or delete the row.")


def _refuse_twins(rows: list[Row], columns: list[str]) -> None:
    seen: dict[tuple[str, ...], str] = {}
    for row in rows:
        key = tuple(row[column] for column in columns)
        if key in seen and any(key):
            line = seen[key].rpartition(" ")[2]
            raise row.refusal(columns[-1], f"is in line {line} already.", "Delete one of the two rows.")
        seen[key] = row.where
