"""Reads text tables (CSV): any encoding, separator and line ends."""

import csv
import io
import re
from collections import Counter
from itertools import islice
from pathlib import Path

from imports.files.encoding import BAD_LETTER, decode
from imports.files.invisible import number_together, unmarked
from imports.files.sheet import Sheet, Value
from imports.files.text_faults import cut_texts, lost_letters, shifted_rows, unreadable_cells
from tracker.errors import BadFile
from tracker.language.phrase import Phrase
from tracker.language.texts import marked

_SEPARATORS = (",", ";", "\t", "|")
_SAMPLE = 200
_KEPT_AS_TEXT = re.compile(r'^="(.*)"$', re.DOTALL)
_END_MARKS = "\x1a\x00"
"""With which DOS ends a text and fills its last block."""


def read_text_table(path: Path, data: bytes) -> list[Sheet]:
    """The one sheet of a CSV file."""
    text, notes = decode(_without_end_marks(data))
    text = unmarked(text.rstrip(_END_MARKS))
    separator = None
    if hint := re.match(r"sep=(.)\r?\n?", text):
        separator, text = hint.group(1), text[hint.end() :]
    separator = separator or _separator(text)
    lengths, rows = _records(path, text, separator)
    if hint:
        rows.insert(0, [])
        lengths.insert(0, 0)
    faults = shifted_rows(rows, lengths)
    if f"{separator} " in text:
        faults = cut_texts(rows) | faults
    sheet = Sheet(name=path.stem, rows=rows, notes=notes, row_faults=faults)
    sheet.faults = lost_letters(rows)
    if BAD_LETTER in text:
        sheet.notes += unreadable_cells(sheet)
    return [sheet]


def _without_end_marks(data: bytes) -> bytes:
    """The bytes of a text without the marks of its end; zeros elsewhere belong to letters of two bytes."""
    text = data.rstrip(_END_MARKS.encode())
    return data if b"\x00" in text else text


def _separator(text: str) -> str:
    """The separator by which most of the first records fall into the same number of fields."""
    return max(_SEPARATORS, key=lambda separator: _regularity(text, separator))


def _regularity(text: str, separator: str) -> float:
    try:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
        widths = [len(_unwrapped(row, separator)) for row in islice(reader, _SAMPLE) if row]
    except csv.Error:
        return 0
    if not widths:
        return 0
    width, times = Counter(widths).most_common(1)[0]
    return 0 if width == 1 else times / len(widths) * min(width, 10) ** 0.5


def _records(path: Path, text: str, separator: str) -> tuple[list[int], list[list[Value]]]:
    """The rows, and how many cells each has in the file, blank ones at its end as well."""
    csv.field_size_limit(10_000_000)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    rows: list[list[Value]] = []
    lengths = []
    try:
        for row in reader:
            cells = _unwrapped(row, separator)
            lengths.append(len(cells))
            rows.append([_plain(cell) for cell in cells])
    except csv.Error as wrong:
        raise BadFile(
            marked("the text table ends too early or has a quotation mark that is never closed."),
            where=Phrase("{file}, line {number}", file=path.name, number=reader.line_num),
            remedy=marked("Open it in Excel, check that line, and save it as .xlsx; or ask the sender for it again."),
        ) from wrong
    return lengths, rows


def _unwrapped(row: list[str], separator: str) -> list[str]:
    """A line that a program put between quotation marks as a whole, taken apart again."""
    if len(row) != 1 or separator not in row[0] or row[0].count(separator) < 2:
        return row
    return next(csv.reader([row[0]], delimiter=separator), row)


def _plain(cell: str) -> Value:
    """Undo the habits by which programs keep a number as text in a CSV file."""
    if kept := _KEPT_AS_TEXT.match(cell):
        return kept.group(1).replace('""', '"')
    if len(cell) > 1 and cell[0] == "'" and (cell[1] in "=+-@" or cell[1].isdigit()):
        return cell[1:]
    return number_together(cell) or None
