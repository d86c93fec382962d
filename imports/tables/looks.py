"""What the columns of a table hold: a profile of each, of a long table from its two ends."""

import re
from collections.abc import Sequence
from itertools import zip_longest

from imports.files import Sheet, Value, is_blank
from imports.tables.header import Header
from imports.tables.profile import Profile, Profiler

_LOOKED_AT = 1500
"""Rows at each end of a long table that tell what its columns hold."""


def profiles_of(sheet: Sheet, rows: range, header: Header, profiler: Profiler) -> dict[int, Profile]:
    """Column of a table, then what it holds; of a long table its beginning and its end are looked at."""
    seen = rows if len(rows) <= 2 * _LOOKED_AT else [*rows[:_LOOKED_AT], *rows[-_LOOKED_AT:]]
    down = list(zip_longest(*(sheet.rows[row] for row in seen if row < len(sheet.rows))))
    formatted = {column for _, column in sheet.formats}
    found = {}
    for column in range(header.left, header.right + 1):
        values: Sequence[Value] = down[column] if column < len(down) else ()
        if column in formatted:
            values = [_shown(sheet, row, column) for row in seen]
        whole = len(seen) == len(rows)
        found[column] = profiler.profile(values) if whole else _of_ends(sheet, rows, column, values, profiler)
    return found


def _of_ends(sheet: Sheet, rows: range, column: int, ends: Sequence[Value], profiler: Profiler) -> Profile:
    """The profile of a long column: all of it is looked at if its ends are blank, or name States."""
    if all(map(is_blank, ends)):
        return profiler.profile([sheet.value(row, column) for row in rows])
    found = profiler.profile(ends)
    return profiler.with_ours(found, {sheet.value(row, column) for row in rows}) if found.countries else found


def _shown(sheet: Sheet, row: int, column: int) -> Value:
    """A number as its cell shows it; any other value as it is."""
    value = sheet.value(row, column)
    if not isinstance(value, (int, float)) or isinstance(value, bool):
        return value
    number_format = sheet.formats.get((row, column), "")
    if isinstance(value, float) and re.match(r"^[#0]*[.,]0", number_format):
        decimals = len(number_format.replace(",", ".").partition(".")[2])
        return f"{value:.{decimals}f}"
    return f"{value * 100:.0f}%" if number_format.endswith("%") else value
