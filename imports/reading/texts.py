"""The recommendations in the text of a row: one, several with numbers of their own, or the lettered items of one."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from imports.cells.languages import other_language
from imports.cells.readers import Readers
from imports.cells.references import Reference, split_reference
from imports.cells.units import Unit, split_units
from imports.reading.entry import Entry

_SOURCE = re.compile(r"\n?\s*;?\s*Source of position\s*:\s*(.*)$", re.IGNORECASE | re.DOTALL)
_LETTER = re.compile(r"^\(?[a-z]\)\s*")
_FOOTNOTE = re.compile(r"(?<=[a-zа-яəğıöşüç.,;)])[¹²³⁴-⁹⁰*]+$|\[\d{1,2}\]$")
_FOOTNOTE_MARKS = "¹²³⁴⁵⁶⁷⁸⁹⁰*]"
_QUOTES = (("“", "”"), ('"', '"'), ("«", "»"), ("„", "“"), ("„", "”"))
_OPENING_QUOTES = "".join(left for left, _ in _QUOTES)


class Piece(NamedTuple):
    """One recommendation of a cell, with its number."""

    text: str
    text_cell: str
    reference: Reference | None
    reference_cell: str


def units(entry: Entry, piece: Piece, readers: Readers, within: set[str], *, upr: bool) -> Iterator[Entry]:
    """The units of one recommendation: itself, or its lettered items; those of the UPR are not split.

    Fields that are found in the text are added to ``within``.
    """
    text, translation = _languages(piece.text, readers)
    if translation:
        entry.put("translation", translation, piece.text_cell)
    if upr and text:
        peeled = readers.states.peel(text)
        text = peeled.text
        if peeled.states and "states" not in entry.values:
            entry.put("states", list(peeled.states), piece.text_cell)
            within.add("states")
    if upr or not text or (piece.reference is not None and piece.reference.lettered):
        yield _named(entry, Unit("", "", text), piece)
        return
    for unit in split_units(text):
        yield _named(_copied(entry), unit, piece) if unit.letters else _named(entry, unit, piece)


def _languages(text: str, readers: Readers) -> tuple[str, str]:
    """The text and its translation, if a cell has them on two lines; else the text alone."""
    lines = text.split("\n") if "\n" in text else ()
    if len(lines) != 2 or not other_language(*lines):
        return text, ""
    return lines[0], readers.states.peel(lines[1]).text


def _copied(entry: Entry) -> Entry:
    """A copy of the entry of a row, for one of its units."""
    return Entry(
        entry.row, entry.part, entry.placing, dict(entry.values), list(entry.open_values), entry.remarks,
        entry.others, entry.out_reason, entry.cell, entry.sheet, entry.key,
    )  # fmt: skip


def _named(entry: Entry, unit: Unit, piece: Piece) -> Entry:
    """An entry with the number and the text of its unit."""
    reference = piece.reference
    if reference is not None:
        number = f"{reference.paragraph}{unit.letters}" if unit.letters else reference.text
        entry.put("reference", (number, reference.sub), piece.reference_cell)
    lettered = reference is not None and reference.lettered and not unit.letters
    entry.put("text", _LETTER.sub("", unit.text) if lettered else unit.text, piece.text_cell)
    if unit.lead_in:
        entry.put("lead_in", unit.lead_in, piece.text_cell)
    if unit.letters not in ("", "(a)", "(a)(i)"):
        entry.remarks = []
    return entry


def without_source(text: str) -> tuple[str, str]:
    """A recommendation of an OHCHR list without its last line, "Source of position: A/HRC/43/15 - Para 121"."""
    match = _SOURCE.search(text) if "position" in text.casefold() else None
    return (text[: match.start()].rstrip(), match[1].strip()) if match else (text, "")


def numbered_lines(text: str) -> list[tuple[Reference, str]]:
    """The parts of a text whose lines begin with UPR numbers; none if its first line does not."""
    found: list[tuple[Reference, str]] = []
    for line in text.split("\n") if "\n" in text else ():
        split = split_reference(line)
        if split is not None and split[0].numbered_by_item:
            found.append(split)
        elif not found:
            return []
        else:
            found[-1] = (found[-1][0], f"{found[-1][1]}\n{line}")
    return found


def cleaned(text: str) -> str:
    """A text without the quotation marks around it and the footnote mark after it."""
    text = text.strip()
    if text[-1:] in _FOOTNOTE_MARKS:
        text = _FOOTNOTE.sub("", text)
    for left, right in _QUOTES if text[:1] in _OPENING_QUOTES else ():
        inner = text[1:-1]
        closed = len(text) > 2 and text.startswith(left) and text.endswith(right)
        if closed and left not in inner and right not in inner:
            return inner.strip()
    return text
