"""Reads lists of records (JSON, JSON Lines) as sheets: the first row holds the names, each record is a row below."""

import json
import math
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from imports.files.encoding import decode
from imports.files.invisible import number_together, unmarked
from imports.files.sheet import Sheet, Value
from tracker.errors import BadFile
from tracker.language.phrase import Phrase
from tracker.language.texts import marked

_NAMES = ("label", "name", "title", "text", "value")
"""Which part of a nested record a person would write in a cell."""
_DEEPEST = 3
"""The depth to which lists are looked for; deeper ones are parts of a record."""

_LEAST = 2
"""Fields of a record, and records of a table, that another shape than a list has at least."""

_KEY, _ABOVE = "No.", "above"


def read_records(path: Path, data: bytes) -> list[Sheet]:
    """A sheet for every list of records of a file."""
    text, notes = decode(data)
    found = list(_documents(path, unmarked(text.rstrip("\x1a\x00"))))
    whole = found[0] if len(found) == 1 else found
    sheets = [Sheet(name, rows) for name, records in _lists(path.stem, whole) if (rows := _rows(records))]
    if not sheets:
        raise BadFile(
            marked("the file has no list of recommendations."),
            where=path.name,
            remedy=marked("Export the recommendations as .xlsx, or as a list in .json."),
        )
    sheets[0].notes += notes
    return sheets


def _documents(path: Path, text: str) -> Iterator[Any]:
    """The value that the text holds; several where each line holds one of its own."""
    decoder = json.JSONDecoder()
    start = _next(text, 0)
    while start < len(text):
        try:
            value, end = decoder.raw_decode(text, start)
        except json.JSONDecodeError as wrong:
            raise BadFile(
                marked(
                    "the file is damaged or incomplete: it ends too early or has a character that does not belong there."
                ),
                where=Phrase("{file}, line {number}", file=path.name, number=wrong.lineno),
                remedy=marked("Export it once more, or ask the sender for it again."),
            ) from wrong
        yield value
        start = _next(text, end)


def _next(text: str, start: int) -> int:
    """The place where the next value begins."""
    while start < len(text) and text[start] in " \t\r\n":
        start += 1
    return start


def _lists(name: str, value: Any, depth: int = 0) -> Iterator[tuple[str, list[Any]]]:
    """The lists of records, each with its name; a record that stands alone is a list of one."""
    if isinstance(value, list):
        yield from [(name, value)] if any(isinstance(item, (dict, list)) for item in value) else ()
    elif isinstance(value, dict):
        yield from _lists_of(name, value, depth)


def _lists_of(name: str, value: dict[str, Any], depth: int) -> Iterator[tuple[str, list[Any]]]:
    """The lists of records of an object."""
    if records := _columns(value) or _by_key(value):
        yield name, records
    elif depth < _DEEPEST:
        found = [pair for key, inner in value.items() for pair in _lists(str(key), inner, depth + 1)]
        yield from found
        if not found and depth == 0 and value:
            yield name, [value]


def _columns(value: dict[str, Any]) -> list[dict[str, Any]]:
    """The records of a table that is kept column by column, each a list, or with the numbers of the rows as names."""
    columns = [dict(enumerate(column)) if isinstance(column, list) else column for column in value.values()]
    if len(columns) < _LEAST or not all(isinstance(column, dict) and _is_column(column) for column in columns):
        return []
    if len({len(column) for column in columns}) > 1:
        return []
    return [dict(zip(value, line, strict=True)) for line in zip(*(column.values() for column in columns), strict=True)]


def _is_column(column: dict[Any, Any]) -> bool:
    rows = [str(row) for row in range(len(column))]
    plain = not any(isinstance(value, (dict, list)) for value in column.values())
    return len(rows) >= _LEAST and plain and list(map(str, column)) == rows


def _by_key(value: dict[str, Any]) -> list[dict[str, Any]]:
    """The records of an object that names each by its number or code; it becomes their first field."""
    records = list(value.values())
    several = len(records) >= _LEAST or any(map(str.isdigit, "".join(value)))
    if not several or not all(isinstance(record, dict) and record for record in records):
        return []
    names = [{name for name, inner in record.items() if not isinstance(inner, dict)} for record in records]
    alike = all(_LEAST <= len(own) <= 2 * len(own & names[0]) for own in names)
    return [{_KEY: key, **record} for key, record in value.items()] if alike else []


def _one_a_row(record: Any) -> list[dict[str, Any]]:
    """The records that a record lists, each with the fields of the one that holds them; else the record itself.

    They are more than a part of it if they have more fields than it has beside them, and not a name alone.
    """
    if not isinstance(record, dict):
        return [{}]
    lists = [name for name, value in record.items() if isinstance(value, list) and _are_records(value)]
    beside = {name: value for name, value in record.items() if name not in lists}
    own = {name for inner in record[lists[0]] for name in inner} if len(lists) == 1 else set()
    if len(own) <= max(_LEAST, len(beside)):
        return [record]
    return [_below(beside, inner) for inner in record[lists[0]]]


def _below(beside: dict[str, Any], inner: dict[str, Any]) -> dict[str, Any]:
    """A record with the fields of the one that holds it."""
    return {(f"{name} ({_ABOVE})" if name in inner else name): value for name, value in beside.items()} | inner


def _are_records(values: list[Any]) -> bool:
    return bool(values) and all(isinstance(value, dict) for value in values)


def _rows(records: list[Any]) -> list[list[Value]]:
    """The names of all fields in the order in which they first come, then a row for each record."""
    if not any(isinstance(record, dict) for record in records):
        return [[_cell(value) for value in record] for record in records if isinstance(record, list)]
    flat = [dict(_fields("", inner)) for record in records for inner in _one_a_row(record)]
    names = list(dict.fromkeys(name for record in flat for name in record))
    return [list(names), *([record.get(name) for name in names] for record in flat)]


def _fields(before: str, record: dict[str, Any]) -> Iterator[tuple[str, Value]]:
    """The fields of a record; those of a nested record behind its name, unless it has one that says what it is."""
    for key, value in record.items():
        name = f"{before}{key}"
        if isinstance(value, dict) and _named(value) is None:
            yield from _fields(f"{name} ", value)
            continue
        yield name, _cell(value)
        if isinstance(value, dict) and "text" in value:  # it is more than a name
            yield from _fields(f"{name} ", {inner: value[inner] for inner in value if inner != "text"})


def _named(record: dict[str, Any]) -> Any:
    told = {name.lower(): value for name, value in record.items() if isinstance(value, (str, int, float))}
    return next((told[name] for name in _NAMES if name in told), None)


def _cell(value: Any) -> Value:
    if isinstance(value, dict):
        named = _named(value)
        return _joined(list(value.values())) if named is None else _cell(named)
    if isinstance(value, list):
        return _joined(value)
    if isinstance(value, float):
        return None if not math.isfinite(value) else int(value) if value.is_integer() else value
    if isinstance(value, str):
        return number_together(value) or None
    return value if isinstance(value, int) else None


def _joined(values: list[Any]) -> str | None:
    """Values of a list as a person writes several in a cell: between semicolons, or in lines where they hold some."""
    texts = [str(cell) for value in values if (cell := _cell(value)) is not None]
    return ("\n" if any(";" in text or "\n" in text for text in texts) else "; ").join(texts) or None
