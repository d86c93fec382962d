"""Columns that ask for a status and for words about it at once, as the last one of the OHCHR's lists does."""

import re
from datetime import date
from typing import NamedTuple

from imports.cells.dates import DateReader
from imports.cells.readers import Readers
from imports.tables.table import Block

_JOINTS = re.compile(r"\s*[/,;&+]\s*|\s+(?:and|və|и|et|y)\s+", re.IGNORECASE)
_DATED = re.compile(r"^([^\n()]{2,60}?)\s*\(([^\n()]{4,60})\)\s*(?:\n(.*))?$", re.DOTALL)


class Joint(NamedTuple):
    """The text of such a cell, taken apart."""

    status: str
    dated_on: date
    rest: str


def joint_column(block: Block, readers: Readers) -> int | None:
    """The status column whose heading asks for comments or measures too, in a table without a column for measures."""
    columns = block.columns.get("status", [])
    if len(columns) != 1 or "measures" in block.columns:
        return None
    heading = block.headers.get(columns[0], "")
    asked = {match.field for part in _JOINTS.split(heading) for match in readers.headers.read(part)}
    return columns[0] if asked & {"measures", "note"} else None


def take_apart(text: str, dates: DateReader) -> Joint | None:
    """Status, day and what follows, of a text such as "In progress (as at 12 March 2025)" with measures below."""
    match = _DATED.match(text.strip())
    day = dates.find(match[2]) if match else None
    return Joint(match[1], day, match[3] or "") if match and day else None
