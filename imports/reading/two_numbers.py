"""Which numbers are those of the recommendations, where a column and the texts have different ones."""

from collections.abc import Iterator, Sequence

from imports.cells.references import LEAST_UPR_PARAGRAPH, Reference, read_reference, split_reference
from imports.tables.shown import Cell

_SAMPLE = 200
"""Rows from the top that tell."""

_LEAST = 2
_MOSTLY = 0.5


def texts_count(numbers: Sequence[Cell | None], texts: Sequence[Cell | None]) -> bool:
    """Return True if most texts begin with another number than their column has, and theirs look more like UN numbers.

    Texts that only count from 1 do not: "1. Ratify the Convention" under 140.12.
    """
    pairs = list(_pairs(numbers[:_SAMPLE], texts[:_SAMPLE]))
    differing = [(own, theirs) for own, theirs in pairs if not agree(own, theirs)]
    if len(differing) < max(_LEAST, _MOSTLY * len(pairs)):
        return False
    by_item = [sum(map(is_of_upr, side)) > _MOSTLY * len(differing) for side in zip(*differing, strict=True)]
    if by_item[0] != by_item[1]:
        return by_item[1]
    return [theirs.text for _, theirs in differing] != [str(number + 1) for number in range(len(differing))]


def _pairs(numbers: Sequence[Cell | None], texts: Sequence[Cell | None]) -> Iterator[tuple[Reference, Reference]]:
    """The number of the column and that of the text, in rows that have both."""
    for number, text in zip(numbers, texts, strict=True):
        reference = read_reference(number.text) if number is not None else None
        split = split_reference(text.text.strip()) if text is not None and reference is not None else None
        if reference is not None and split is not None:
            yield reference, split[0]


def agree(one: Reference, other: Reference) -> bool:
    """Return True for the same number, or for a paragraph and an item of it: 12 and 12(a)."""
    return one == other or (one.paragraph == other.paragraph and not (one.lettered and other.lettered))


def is_of_upr(number: Reference) -> bool:
    """Return True for a number such as 140.12; 1.2 may count something else."""
    return number.numbered_by_item and int(number.paragraph.partition(".")[0]) >= LEAST_UPR_PARAGRAPH
