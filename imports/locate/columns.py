"""The columns of a table that the register can fill in, by field, and why others cannot be filled in."""

from dataclasses import dataclass, field

from imports.cells.readers import Readers
from imports.files import letters
from imports.tables.status_with_comments import joint_column
from imports.tables.table import Block

ASSESSMENT = "assessment"
"""The field of a column that takes all of it together: status, its date and the measures."""


@dataclass
class Fillable:
    """Columns by field, and what people should know of those that stay as they are."""

    columns: dict[str, list[int]] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)


def fillable(block: Block, readers: Readers) -> Fillable:
    """The columns for status, measures, status date and due date. Of one status column a year, only the latest is filled."""
    found = Fillable()
    if (column := joint_column(block, readers)) is not None:
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


def _not_in_words(block: Block) -> list[str]:
    """Statuses that stand as ticks or percentages: the register has no tick and no percentage to put there."""
    if "status" in block.columns:
        return []
    if block.rivals:
        named = ", ".join(letters(column) for column in sorted(block.rivals))
        return [f"no heading tells which of the status columns {named} is the newest; they are left as they are"]
    ticked = [letters(column) for column, mark in sorted(block.marks.items()) if mark.kind == "status"]
    if ticked:
        return [f"the statuses are ticks (columns {', '.join(ticked)}); they are left as they are"]
    if percent := block.columns.get("percent"):
        return [f"the statuses are percentages (column {letters(percent[0])}); they are left as they are"]
    return []
