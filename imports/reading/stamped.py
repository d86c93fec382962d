"""Finds the stamps of rows that the tracker wrote, in whatever column they stand now."""

from imports.tables.table import Block
from tracker.stamps import is_state_stamp


def stamps_of_rows(block: Block) -> dict[int, str]:
    """The stamp of each row of a table that has one."""
    # A stamp begins with an S: that is seen before the pattern is asked, for each of 100,000 texts.
    known = {text: text.strip() for text in block.sheet.texts if "S" in text and is_state_stamp(text)}
    if not known:
        return {}
    rows = enumerate(block.sheet.rows[block.first : block.end], block.first)
    return {row: known[value] for row, cells in rows for value in cells if isinstance(value, str) and value in known}
