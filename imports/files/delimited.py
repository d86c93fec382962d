"""Reads text tables (CSV): any encoding, separator and line ends."""

import csv
import io
import re
from collections import Counter
from itertools import islice
from pathlib import Path

from imports.files.sheet import Sheet, Value
from tracker.errors import BadFile

_SEPARATORS = (",", ";", "\t", "|")
_SAMPLE = 200
_KEPT_AS_TEXT = re.compile(r'^="(.*)"$', re.DOTALL)
_TURKISH = "İıŞşĞğ"


def read_text_table(path: Path, data: bytes) -> list[Sheet]:
    """The one sheet of a CSV file."""
    text = decode(data)
    separator = None
    if hint := re.match(r"sep=(.)\r?\n?", text):
        separator, text = hint.group(1), text[hint.end() :]
    rows = _records(path, text, separator or _separator(text))
    if hint:
        rows.insert(0, [])
    return [Sheet(name=path.stem, rows=rows)]


def decode(data: bytes) -> str:
    """Text from bytes of unknown encoding: marked, UTF-8, UTF-16, or a Windows code page of the region."""
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if data.startswith(mark):
            return data.decode(encoding, errors="replace")
    if b"\x00" in data[:1000]:
        return data.decode("utf-16-le" if data[1:2] == b"\x00" else "utf-16-be", errors="replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode(_code_page(data), errors="replace")


def _code_page(data: bytes) -> str:
    """Cyrillic words are runs of high bytes; Latin ones have single accented letters among plain ones."""
    runs = [len(run) for run in re.findall(rb"[\x80-\xff]+", data)]
    if runs and sum(runs) / len(runs) >= 2.5:
        return "cp1251"
    turkish = data.decode("cp1254", errors="replace")
    return "cp1254" if any(letter in turkish for letter in _TURKISH) else "cp1252"


def _separator(text: str) -> str:
    """The separator by which most of the first records fall into the same number of fields."""
    return max(_SEPARATORS, key=lambda separator: _regularity(text, separator))


def _regularity(text: str, separator: str) -> float:
    try:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
        widths = [len(row) for row in islice(reader, _SAMPLE) if row]
    except csv.Error:
        return 0
    if not widths:
        return 0
    width, times = Counter(widths).most_common(1)[0]
    return 0 if width == 1 else times / len(widths) * min(width, 10) ** 0.5


def _records(path: Path, text: str, separator: str) -> list[list[Value]]:
    csv.field_size_limit(10_000_000)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    rows: list[list[Value]] = []
    try:
        for row in reader:
            rows.append([_plain(cell) for cell in _unwrapped(row, separator)])
    except csv.Error as wrong:
        raise BadFile(
            "the text table breaks off or has a quotation mark that is never closed.",
            where=f"{path.name}, line {reader.line_num}",
            remedy="Open it in Excel, check that line, and save it as .xlsx; or ask the sender for it again.",
        ) from wrong
    return rows


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
    return cell or None
