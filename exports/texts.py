"""Texts and days as the reader of a report sees them."""

from datetime import date

from tracker.language.days import day_in_figures
from tracker.language.texts import Texts, marked
from tracker.vocabulary import Role

BLANK = "_" * 12
"""A line to write on by hand."""

ROLE_NAMES = {Role.LEAD: marked("Lead"), Role.CONTRIBUTING: marked("Contributing")}
"""The part that an agency has in a recommendation."""


def shortened(text: str, length: int) -> str:
    """A text on one line, cut to a length with a mark that it goes on."""
    line = " ".join(text.split())
    return line if len(line) <= length else f"{line[: length - 1].rstrip()}…"


def day(due: date | str, texts: Texts) -> str:
    """A day as it stands in the cells of the group's sheets, 31.12.2025; a period as the language has it."""
    return day_in_figures(due) if isinstance(due, date) else texts.period(due)


class Period(str):
    """A period as cells of sheets have it, 2026-Q3; ``words`` is how documents for people say it, 3rd quarter of 2026."""

    words: str


def cell_of_due(due: date | str, texts: Texts) -> date | Period:
    """When something is due, for a cell: a date as a date, a period as the language has it."""
    if isinstance(due, date):
        return due
    period = Period(texts.period(due))
    period.words = texts.due_in_words(due)
    return period
