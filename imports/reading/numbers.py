"""Restores numbers that may have lost a zero: a spreadsheet shows 140.10 in a plain cell as 140.1.

If only one reading lets the column count upwards, that reading is taken; else a person is asked.
"""

import re
from collections.abc import Sequence
from itertools import groupby, pairwise
from typing import NamedTuple

from imports.cells.references import may_have_lost_zero, read_reference, shown_number
from imports.files import Value, is_blank

_MOST_ITEMS = 400
_ITEM = re.compile(r"\d{1,3}\.\d{1,3}")
_PLAIN = re.compile(r"\d{1,3}\.\d{1,2}")
_LEAST_SORTED = 3
_MOSTLY = 0.8
"""The share of a text column that must be plain numbers; the rest may be headings and totals."""


class _Number(NamedTuple):
    """A number of a column with its possible readings, first as it is written."""

    row: int
    readings: list[str]
    doubtful: bool


def settle_numbers(cells: Sequence[tuple[int, Value, str]]) -> dict[int, list[str]]:
    """The possible readings of each row whose number may have lost a zero; a settled row has only one."""
    column = _column(cells)
    if not any(number.doubtful for number in column):
        return {}
    runs = [list(run) for _, run in groupby(column, key=lambda number: number.readings)]
    readings = _readings_of_runs(runs)
    used = {texts[0] for texts in readings if len(texts) == 1}
    return {
        number.row: _without_used(texts, used)
        for run, texts in zip(runs, readings, strict=True)
        for number in run
        if number.doubtful
    }


def _readings_of_runs(runs: list[list[_Number]]) -> list[list[str]]:
    """The readings of each run of equal numbers that let the column count upwards."""
    readings = _counting_upwards([run[0].readings for run in runs])
    if _sorted_as_decimals(runs) and not _one_by_one(readings):
        readings = [
            texts if texts[:1] == run[0].readings[:1] else run[0].readings
            for run, texts in zip(runs, readings, strict=True)
        ]
    return [_not_two(before, run, texts) for before, run, texts in zip([[], *readings], runs, readings, strict=False)]


def _sorted_as_decimals(runs: list[list[_Number]]) -> bool:
    """Return True for 140.1, 140.11, 140.12, 140.2: a spreadsheet sorts so, and then the order tells nothing of zeros."""
    written = [run[0].readings[0] for run in runs]
    if len(written) < _LEAST_SORTED or not all(map(_ITEM.fullmatch, written)):
        return False
    return all(float(one) < float(two) for one, two in pairwise(written))


def _one_by_one(readings: list[list[str]]) -> bool:
    """Return True if each number is the next after the one before: nobody selects and sorts such a column by chance."""
    items = [_split(texts[0])[1] for texts in readings if len(texts) == 1]
    return len(items) == len(readings) and all(two == one + 1 for one, two in pairwise(items))


def _without_used(texts: list[str], used: set[str]) -> list[str]:
    """The readings of an open number without the numbers of other rows, if any reading is left then."""
    return texts if len(texts) == 1 else [text for text in texts if text not in used] or texts


def _column(cells: Sequence[tuple[int, Value, str]]) -> list[_Number]:
    """The numbers of a column, from cells that are numbers and from texts."""
    column: list[_Number] = []
    for row, value, number_format in cells:
        if may_have_lost_zero(value, number_format) and isinstance(value, float):
            column.append(_Number(row, _possible(f"{value:.10g}"), True))
        elif value is not None and (reference := read_reference(_text(value, number_format))):
            column.append(_Number(row, [reference.text], False))
    slips = _slips([number.readings[0] for number in column]) if _may_be_slips(cells) else {}
    return [
        _Number(number.row, slips[place], True) if place in slips else number for place, number in enumerate(column)
    ]


def _may_be_slips(cells: Sequence[tuple[int, Value, str]]) -> bool:
    """Return True for a column of plain texts none of which ends with a zero: they may have been numbers."""
    filled = [value for _, value, _ in cells if not is_blank(value)]
    numbers = [value.strip() for value in filled if isinstance(value, str) and _ITEM.fullmatch(value.strip())]
    mostly = len(numbers) >= max(3, _MOSTLY * len(filled))
    return mostly and not any(number.endswith("0") for number in numbers)


def _slips(texts: list[str]) -> dict[int, list[str]]:
    """The places of a column where a number goes back and a longer one would fit: "140.9", "140.1", "140.11".

    The column must have the number already, or miss only the longer one; else the rows are in another order.
    """
    slips: dict[int, list[str]] = {}
    numbers = [_split(text) for text in texts]
    highest = ("", 0)
    for place, (text, number) in enumerate(zip(texts, numbers, strict=True)):
        if not _goes_back(number, highest) or not _PLAIN.fullmatch(text):
            highest = number
            continue
        after = _next_after(highest, numbers[place + 1 :])
        fitting = _fitting_between(text, highest[1], after or _MOST_ITEMS)
        if fitting and (text in texts[:place] or _is_only_gap(_split(fitting[0])[1], highest[1], after)):
            slips[place] = [text, *fitting]
            highest = _split(fitting[0]) if len(fitting) == 1 else highest
    return slips


def _goes_back(number: tuple[str, int], highest: tuple[str, int]) -> bool:
    """Return True if a number of the same paragraph is lower than the highest one above it."""
    return number[0] == highest[0] and number[1] < highest[1]


def _next_after(highest: tuple[str, int], numbers: list[tuple[str, int]]) -> int:
    """The next higher item of a paragraph further down in the column; 0 if there is none."""
    return next((item for paragraph, item in numbers if paragraph == highest[0] and item > highest[1]), 0)


def _fitting_between(text: str, low: int, high: int) -> list[str]:
    """The longer readings of a number whose item is between two others."""
    return [longer for longer in _possible(text)[1:] if low < _split(longer)[1] < high]


def _is_only_gap(item: int, before: int, after: int) -> bool:
    """Return True if an item is the only one that is missing between its neighbours."""
    return before + 1 == item == after - 1


def _split(text: str) -> tuple[str, int]:
    """The paragraph and the item of a number: "140.12" is ("140", 12)."""
    paragraph, _, item = text.partition(".")
    return paragraph, int(item) if item.isdecimal() else 0


def _not_two(before: list[str], run: list[_Number], texts: list[str]) -> list[str]:
    """The readings of equal rows that follow each other: 140.1 twice at the start may be 140.1 and 140.10."""
    written = run[0].readings[0]
    if len(run) == 1 or len(texts) > 1 or texts[0] == written:
        return texts
    item = before[0].partition(".")[2] if len(before) == 1 else ""
    one_only = item.isdecimal() and int(item) >= int(written.partition(".")[2])
    return texts if one_only else run[0].readings


def _text(value: Value, number_format: str) -> str:
    return shown_number(value, number_format) if isinstance(value, (int, float)) else str(value)


def _possible(written: str) -> list[str]:
    """140.1 may be 140.1, 140.10 or 140.100; 140.25 may be 140.25 or 140.250."""
    paragraph, _, item = written.partition(".")
    longer = [item + "0" * zeros for zeros in (0, 1, 2) if int(item + "0" * zeros) <= _MOST_ITEMS]
    return [f"{paragraph}.{candidate}" for candidate in longer]


def _counting_upwards(column: list[list[str]]) -> list[list[str]]:
    """The readings with which most neighbours follow each other; a row with only one of them is settled.

    The longest chain of neighbours is found from both ends; a reading outside the best chains is dropped.
    """
    before = _chains(column)
    behind = _chains([texts[::-1] for texts in column[::-1]], upwards=False)[::-1]
    settled = []
    for texts, up, down in zip(column, before, behind, strict=True):
        through = {text: up[text] + down[text] for text in texts}
        best = max(through.values())
        fitting = [text for text in texts if through[text] == best]
        settled.append(fitting if len(fitting) == 1 else texts)
    return settled


def _chains(column: list[list[str]], *, upwards: bool = True) -> list[dict[str, int]]:
    """For every reading, the most neighbours that follow each other from the start of the column up to it."""
    chains: list[dict[str, int]] = []
    for texts in column:
        last = chains[-1] if chains else {}
        chains.append(
            {
                text: max((score + _follows(other, text, upwards) for other, score in last.items()), default=0)
                for text in texts
            }
        )
    return chains


def _follows(one: str, two: str, upwards: bool) -> bool:
    if not upwards:
        one, two = two, one
    paragraph, _, item = one.partition(".")
    next_paragraph, _, next_item = two.partition(".")
    counted = item.isdigit() and next_item.isdigit()
    return counted and paragraph == next_paragraph and int(next_item) == int(item) + 1
