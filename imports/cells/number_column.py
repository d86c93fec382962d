"""How far a column holds the numbers of recommendations, and not scores, years, flags or a running count."""

from collections.abc import Sequence
from itertools import pairwise

from imports.cells.references import Reference, read_reference, shown_number
from imports.files import Value, is_blank
from tracker.codes import sort_key

_SAMPLE = 400
"""Rows that are looked at: they are more than enough to see the order of a column."""

_LEAST_READ = 0.6
"""A column of numbers may have headings and notes between them, but is made of numbers."""

_LEAST_PARAGRAPH = 20
"""The recommendations stand far behind in a report of the UPR; 7.5 and 1.2 are marks or sections."""

_FEWEST = 3
"""One or two numbers have no order; they count half."""


def number_column(values: Sequence[Value]) -> float:
    """How far the values of a column are paragraph numbers, from 0 to 1: distinct and in the order of paragraphs.

    Whole numbers that repeat in order may as well be pages or boxes.
    """
    filled = [value for value in values if not is_blank(value)][:_SAMPLE]
    read = _references(filled)
    if not read or len(read) < _LEAST_READ * len(filled):
        return 0.0
    runs = _without_repeats([reference.text for reference in read])
    share = len(read) / len(filled)
    told = _told(read)
    if len(runs) < _FEWEST:
        return 0.5 * share if told and len(runs) * 3 >= len(read) else 0.0
    likely = 1.0 if told else _of_whole_numbers(runs, repeated=len(runs) < len(read))
    return share * likely * _distinct(runs) * _in_order(runs, told=told)


def _references(values: Sequence[Value]) -> list[Reference]:
    return [reference for value in values if (reference := _reference(value)) is not None]


def _reference(value: Value) -> Reference | None:
    """The number in a cell; a share, an amount and a date are none."""
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        return None
    return read_reference(value if isinstance(value, str) else shown_number(value, ""))


def _without_repeats(texts: list[str]) -> list[str]:
    """The texts without those that repeat the one above: a row for each agency or State has the number of its block."""
    return texts[:1] + [two for one, two in pairwise(texts) if one != two]


def _told(read: list[Reference]) -> bool:
    """Return True if most have the form that only numbers have: 140.12 or 13(b), one paragraph for many items."""
    formed = [reference for reference in read if "(" in reference.text or _is_item(reference)]
    paragraphs = {reference.paragraph.partition(".")[0] for reference in formed}
    return len(formed) >= 0.3 * len(read) and len(paragraphs) <= max(1, 0.7 * len(formed))


def _is_item(reference: Reference) -> bool:
    return reference.numbered_by_item and int(reference.paragraph.partition(".")[0]) >= _LEAST_PARAGRAPH


def _of_whole_numbers(runs: list[str], *, repeated: bool) -> float:
    """How far whole numbers are paragraphs; those that repeat may be pages or boxes."""
    return (0.6 if repeated else 1.0) * _with_gaps(runs)


def _with_gaps(runs: list[str]) -> float:
    """How far whole numbers leave gaps as paragraphs do; a running count begins with 1 and leaves none."""
    if not all(text.split(",")[0].isdecimal() for text in runs):
        return 0.5
    numbers = [int(text.split(",")[0]) for text in runs]
    steps = [two - one for one, two in pairwise(numbers)]
    if numbers[0] <= 1 or max(numbers) < 5 or len(set(numbers)) < len(numbers):
        return 0.0
    if all(step == 1 for step in steps):
        return 0.5
    even = len(set(steps)) == 1 and len(steps) > 2
    return 0.2 if even else 0.8


def _distinct(runs: list[str]) -> float:
    """The share of distinct numbers, which falls fast: a score or a grade repeats soon, a number hardly ever."""
    repeated = 1 - len(set(runs)) / len(runs)
    return max(0.0, 1 - 2 * repeated)


def _in_order(runs: list[str], *, told: bool) -> float:
    """The share of neighbours in the order of paragraphs; whole numbers in any order may be anything."""
    keys = [sort_key(text) for text in runs]
    share = sum(one < two for one, two in pairwise(keys)) / (len(keys) - 1)
    return 0.5 + 0.5 * share if told else max(0.0, 4 * share - 3)
