"""Which column of a reply sheet is which field, also when the agency renamed, moved or added columns.

The hidden row that names the fields is believed first, then what a person said, then the headings as they were sent, then
what stands in the cells (a column that holds what was sent for a field is that field), then everyday header words.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from imports.cells.readers import Readers
from imports.files import Sheet, Value, is_blank
from tracker.folding import fold
from tracker.queries.reply_sheet import reply_columns
from tracker.stamps import COLUMN

_AGREES = 0.6
"""Share of a column's rows that must hold what was sent before the column is taken for that field."""

HEADINGS = 3
"""A row with this many of the headings that were sent is a header."""

_EVERYDAY = {
    **{
        name: name
        for name in ("status", "measures", "evidence", "note", "due", "text", "reference", "document", "code")
    },
    "updated": "dated",
}
"""Fields of ordinary sheets, and the field of a reply sheet that they may stand for."""


@dataclass
class Columns:
    """The columns of a section of rows: field, then column; and the header that stood above."""

    fields: dict[str, int] = field(default_factory=dict)
    header_row: int | None = None
    headers: dict[int, str] = field(default_factory=dict)

    def others(self, ignored: Iterable[int]) -> dict[int, str]:
        """Columns that the agency added, with their headings."""
        known = set(self.fields.values()) | set(ignored)
        return {column: text for column, text in self.headers.items() if column not in known}


def named_fields(sheet: Sheet, row: int) -> dict[str, int]:
    """The fields that the hidden row of a reply sheet names."""
    found: dict[str, int] = {}
    for column, value in enumerate(sheet.rows[row]):
        if isinstance(value, str) and value.startswith(COLUMN):
            found.setdefault(value.removeprefix(COLUMN).strip(), column)
    return found


def heading_fields(sheet: Sheet, row: int) -> dict[str, int]:
    """The fields whose headings, in any language, stand in a row as they were sent."""
    headings = {fold(text): column.field for column in reply_columns() for text in column.headings.values()}
    found: dict[str, int] = {}
    for column, value in enumerate(sheet.rows[row]):
        if isinstance(value, str) and (name := headings.get(fold(value))):
            found.setdefault(name, column)
    return found


def complete(
    columns: Columns,
    sheet: Sheet,
    sent: Mapping[int, Mapping[str, str]],
    same: Callable[[str, Value, str], bool],
    readers: Readers,
) -> None:
    """Find the fields that neither the hidden row nor the headings told: by what the rows hold, then by header words.

    ``sent`` are the rows with what was sent; ``same`` says whether a cell holds what was sent for a field.
    """
    free = [column for column in range(sheet.width) if column not in columns.fields.values()]
    for name in (column.field for column in reply_columns()):
        if name not in columns.fields and (best := _agreeing(name, free, sheet, sent, same)) is not None:
            columns.fields[name] = best
            free.remove(best)
    for column in free:
        match = readers.headers.best(columns.headers.get(column, ""))
        meant = _EVERYDAY.get(match.field) if match is not None and match.score >= 0.7 else None
        if meant and meant not in columns.fields:
            columns.fields[meant] = column
    _by_contents(columns, sheet, list(sent), readers)


def _agreeing(
    name: str,
    free: Sequence[int],
    sheet: Sheet,
    sent: Mapping[int, Mapping[str, str]],
    same: Callable[[str, Value, str], bool],
) -> int | None:
    told = {row: values[name] for row, values in sent.items() if values.get(name)}
    if len(set(told.values())) < 2:
        return None
    agreed = Counter(
        column for column in free for row, text in told.items() if same(name, sheet.value(row, column), text)
    )
    if not agreed:
        return None
    column, count = agreed.most_common(1)[0]
    return column if count >= _AGREES * len(told) else None


def _by_contents(columns: Columns, sheet: Sheet, rows: Sequence[int], readers: Readers) -> None:
    """Take a column of status words as the status, if no other sign told which column it is."""
    if "status" in columns.fields:
        return
    for column in range(sheet.width):
        if column in columns.fields.values():
            continue
        texts = [str(value) for row in rows if not is_blank(value := sheet.value(row, column))]
        if texts and all(readers.status.is_status(text) for text in texts):
            columns.fields["status"] = column
            return
