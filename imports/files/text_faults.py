"""What is wrong with the rows of a text table: cells that are not in their columns, letters that cannot be read."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from imports.files.encoding import BAD_LETTER
from imports.files.sheet import Place, Sheet, Value, is_blank
from tracker.language.phrase import Phrase
from tracker.places import address

_FEWEST = 3
"""With fewer columns a title with a separator in it looks like a row."""
_NAMED = 10

_SAMPLE = 200
_HABIT = 0.3
_LONG = 12
_SHOWN = 30

_LOST = re.compile(r"(?<=[^\W\d_])\?+(?=[^\W\d_])|(?<!\S)\?+(?=[^\W\d_])")
_TELLING = 2
"""One question mark within a word may be a slip of the keyboard."""

_LOST_LETTERS = Phrase("lost letters when the file was saved; save the table as 'CSV UTF-8', or as .xlsx")


def shifted_rows(rows: Sequence[Sequence[Value]], lengths: Sequence[int]) -> dict[int, str]:
    """The rows that are longer than their header, or broken in two, with the reason in words.

    ``lengths`` count the cells as the file has them. A program that writes a table gives all rows the same length, also
    where it fills the last column of a few rows only: so a longer row was cut by a separator within a text.
    """
    header = _header(lengths)
    if header is None:
        return {}
    width, below = lengths[header], range(header + 1, len(lengths))
    long = [row for row in below if lengths[row] > width and not all(map(is_blank, rows[row][width:]))]
    broken = [row for row in below if _goes_on_below(row, lengths, width) and not _begins_anew(rows[row + 1])]
    # Where most rows are of another length than the header, the table is ragged by intent.
    if len(long) + len(broken) > sum(lengths[row] == width for row in below):
        return {}
    return {row: _too_long(row, lengths[row], width) for row in long} | dict(_halves(broken, lengths))


def cut_texts(rows: Sequence[Sequence[Value]]) -> dict[int, str]:
    """The rows in which a text goes on in the next cell, " and of lawyers", although they are no longer than the header.

    Where every cell begins with a blank, it is the habit of the program that wrote the file.
    """
    texts = [value for cells in rows[:_SAMPLE] for value in cells if isinstance(value, str)]
    if sum(text.startswith(" ") for text in texts) > _HABIT * len(texts):
        return {}
    return {
        row: Phrase(
            "has a text that is cut before {cell} ('{words}'): a text with a separator in it stands without quotation marks",
            cell=address(row, column),
            words=str(cells[column]).strip()[:_SHOWN],
        )
        for row, cells in enumerate(rows)
        if (column := _cut_before(cells)) is not None
    }


def _cut_before(cells: Sequence[Value]) -> int | None:
    """The cell that goes on with the one before it: it begins with a blank and a small letter, behind a long text."""
    for column, (before, value) in enumerate(pairwise(cells), 1):
        if isinstance(value, str) and value[:1] == " " and value.lstrip()[:1].islower() and _may_go_on(before):
            return column
    return None


def _may_go_on(text: Value) -> bool:
    return isinstance(text, str) and len(text) >= _LONG and not text.rstrip().endswith((".", ":"))


def _header(lengths: Sequence[int]) -> int | None:
    """The first row of the usual length; none where the usual row has too few cells to be one of a table."""
    usual = Counter(length for length in lengths if length > 1).most_common(1)
    if not usual or usual[0][0] < _FEWEST:
        return None
    return next(row for row, length in enumerate(lengths) if length >= usual[0][0])


def _goes_on_below(row: int, lengths: Sequence[int], width: int) -> bool:
    """Return True if a row and the next are together as long as one: the last cell of the first was broken."""
    return row + 1 < len(lengths) and 1 < lengths[row] < width and 1 < lengths[row + 1] == width + 1 - lengths[row]


def _begins_anew(cells: Sequence[Value]) -> bool:
    """Return True if a line begins with a number of its own, and so not in the middle of a text."""
    return str(cells[0] or "").strip()[:1].isdigit()


def _too_long(row: int, length: int, width: int) -> str:
    return Phrase(
        "has {length} cells where the header has {width}, up to {cell}: "
        "a text with a separator in it stands without quotation marks",
        length=length,
        width=width,
        cell=address(row, length - 1),
    )


def _halves(broken: Sequence[int], lengths: Sequence[int]) -> Iterator[tuple[int, str]]:
    for row in broken:
        end = address(row, lengths[row] - 1)
        yield (
            row,
            Phrase(
                "ends in {cell} and goes on in the next line: a text with a line break stands without quotation marks",
                cell=end,
            ),
        )
        yield row + 1, Phrase("goes on from {cell}: a text with a line break stands without quotation marks", cell=end)


_LOST_BEFORE = Phrase(
    "lost letters in a program that does not have them; type them anew, or copy the text from its source"
)


def lost_letters_within(sheet: Sheet) -> dict[Place, str]:
    """The cells with such question marks in a file that keeps all letters: they were lost before it was made."""
    return lost_letters(sheet.rows, _LOST_BEFORE) if any("?" in text for text in sheet.texts) else {}


def lost_letters(rows: Sequence[Sequence[Value]], reason: str = _LOST_LETTERS) -> dict[Place, str]:
    """The cells in which a program wrote question marks for letters that its encoding lacks ("Az?rbaycan")."""
    found = {
        (row, column): len(_LOST.findall(value))
        for row, cells in enumerate(rows)
        for column, value in enumerate(cells)
        if isinstance(value, str) and "?" in value and "://" not in value
    }
    if max(found.values(), default=0) < _TELLING:
        return {}
    return {place: reason for place, count in found.items() if count}


def unreadable_cells(sheet: Sheet) -> list[str]:
    """In words, the cells with letters that could not be read."""
    found = [
        sheet.address(row, column)
        for row, cells in enumerate(sheet.rows)
        for column, value in enumerate(cells)
        if isinstance(value, str) and BAD_LETTER in value
    ]
    if not found:
        return []
    return [
        Phrase(
            "letters that cannot be read are in {cells}; correct them in the file", cells=Phrase.first(found, _NAMED)
        )
    ]
