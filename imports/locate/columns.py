"""The columns of a table that the register can fill in, by field, and what keeps others from being filled in."""

import re
from dataclasses import dataclass, field

from imports.cells.readers import Readers
from imports.layout.block import Block
from imports.sheets import letters

ASSESSMENT = "assessment"
"""The field of a column that takes all of it together: status, its date and the measures."""

_JOINTS = re.compile(r"\s*[/,;&+]\s*|\s+(?:and|və|и|et|y)\s+", re.IGNORECASE)


@dataclass
class Fillable:
    """Columns by field, and what people should know of those that stay as they are."""

    columns: dict[str, list[int]] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)


def fillable(block: Block, readers: Readers) -> Fillable:
    """The columns for status, measures, status date and target date. Of one status column a year, the latest is filled."""
    found = Fillable()
    if (column := _assessment(block, readers)) is not None:
        found.columns[ASSESSMENT] = [column]
    else:
        for name in ("status", "measures"):
            if places := block.columns.get(name):
                found.columns[name] = places[:1] if name == "status" else places
    for name in ("updated", "due"):
        if places := block.columns.get(name):
            found.columns[name] = places[:1]
    found.notes += _not_in_words(block)
    return found


def _assessment(block: Block, readers: Readers) -> int | None:
    """A column whose heading asks for the status and for comments or measures, in a table without a column for these."""
    names = [name for name in ("status", "measures") if name in block.columns]
    if len(names) != 1 or len(block.columns[names[0]]) != 1:
        return None
    column = block.columns[names[0]][0]
    heading = block.headers.get(column, "")
    asked = {match.field for part in (heading, *_JOINTS.split(heading)) for match in readers.headers.read(part)}
    return column if "status" in asked and asked & {"measures", "note"} else None


def _not_in_words(block: Block) -> list[str]:
    """Statuses that stand as ticks or percentages: the register has no tick and no percentage to put there."""
    if "status" in block.columns:
        return []
    ticked = [letters(column) for column, mark in sorted(block.marks.items()) if mark.kind == "status"]
    if ticked:
        return [f"the statuses are ticks (columns {', '.join(ticked)}); they are left as they are"]
    if percent := block.columns.get("percent"):
        return [f"the statuses are percentages (column {letters(percent[0])}); they are left as they are"]
    return []
