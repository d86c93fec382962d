"""Reads any file that people send into sheets of cells that know their own address.

No other part of the tracker opens a workbook to read it.
"""

import hashlib
from pathlib import Path

from imports.files.delimited import read_text_table
from imports.files.guard import bytes_of, damaged, recognise
from imports.files.records import read_records
from imports.files.sheet import Area, Comment, Place, Sheet, Value, Workbook, is_blank, is_dash
from imports.files.spreadsheet import read_spreadsheet
from imports.files.text_faults import lost_letters_within
from imports.files.word import read_word
from tracker.errors import BadFile
from tracker.places import address, letters

__all__ = [
    "Area",
    "Comment",
    "Place",
    "Sheet",
    "Value",
    "Workbook",
    "address",
    "is_blank",
    "is_dash",
    "letters",
    "read_workbook",
]


def read_workbook(path: Path, name: str = "") -> Workbook:
    """Read a file; ``name`` is its name where it is kept under another. Raises ``BadFile``: what is wrong, what to do."""
    data = bytes_of(path, name or path.name)
    path = Path(name or path.name)
    kind = recognise(path, data)
    book = Workbook(file=path.name, sha256=hashlib.sha256(data).hexdigest(), sheets=[])
    try:
        _fill(book, kind, path, data)
    except BadFile:
        raise
    except Exception as wrong:
        # A damaged file breaks the libraries that read it in more ways than can be listed.
        raise damaged(path) from wrong
    return book


def _fill(book: Workbook, kind: str, path: Path, data: bytes) -> None:
    if kind == "text":
        book.sheets = read_text_table(path, data)
    elif kind == "json":
        book.sheets = read_records(path, data)
    elif kind == "docx":
        book.sheets = read_word(data)
        book.document = True
    else:
        read_spreadsheet(path, kind, data, book)
    for sheet in book.sheets if kind != "text" else ():
        sheet.faults |= lost_letters_within(sheet)
