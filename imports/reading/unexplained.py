"""Colours of rows that nothing explains: a table without statuses may say by them how far things are."""

from imports.files.colours import basic_name
from imports.tables.legend import Legend
from imports.tables.table import Block
from tracker.language.phrase import Phrase
from tracker.places import letters

_LIGHTS = frozenset(("green", "yellow", "orange", "red"))


def note_colours(block: Block, legend: Legend) -> list[str]:
    """The note on a table without statuses that has cells in the colours of a traffic light, and no key to them."""
    told = "status" in block.columns or any(mark.kind == "status" for mark in block.marks.values())
    if told or legend.colours or not block.sheet.fills:
        return []
    by_column = _colours(block)
    lit = [column for column in sorted(by_column) if len(by_column[column] & _LIGHTS) > 1]
    return [
        Phrase(
            "cells of column {column} are {colours}, and no key says what that means; no status was read from colours",
            column=letters(column),
            colours=Phrase.listed([Phrase(name) for name in sorted(by_column[column] & _LIGHTS)]),
        )
        for column in lit[:1]
    ]


def _colours(block: Block) -> dict[int, set[str]]:
    """The names of the colours in each column of a table."""
    found: dict[int, set[str]] = {}
    for (row, column), colour in block.sheet.fills.items():
        if block.first <= row < block.end and block.left <= column <= block.right:
            found.setdefault(column, set()).add(basic_name(colour))
    return found
