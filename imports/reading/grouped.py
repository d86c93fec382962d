"""Columns that are filled in the first row of each group alone: a person says what their blank cells mean."""

from imports.fields import CODE, REFERENCE, TEXT
from imports.files import letters
from imports.reading.questions import Question, QuestionBook
from imports.tables.shown import ShownTable
from tracker.folding import fold
from tracker.language.phrase import Phrase

ABOVE = "above"
_GROUPING = ("lead", "theme")
_MOST_FILLED = 0.6
"""Share of rows up to which a column may name groups of rows."""


def ask_about_groups(table: ShownTable, book: QuestionBook) -> None:
    """Ask if blank cells below an agency or a theme belong to it, where each stands once before the recommendations."""
    for name in _GROUPING:
        for column in table.columns(name)[:1]:
            if not _names_groups(table, column):
                continue
            question = Question(
                f"{ABOVE}:{fold(table.header(column))}",
                Phrase(
                    "Column {column} ('{heading}') is blank in most rows. Does each value count for the rows below it?",
                    column=letters(column),
                    heading=table.header(column),
                ),
                ("yes", "no"),
                clear=True,
            )
            if book.ask(question, table.sheet.address(table.block.first, column)) == "yes":
                table.fill_down(column)


def _names_groups(table: ShownTable, column: int) -> bool:
    """Return True for a column left of text and number in which each value stands once, the first in the first row."""
    first = [places[0] for name in (TEXT, REFERENCE, CODE) if (places := table.columns(name))]
    if TEXT not in table.block.columns or column >= min(first):
        return False
    texts = table.first(TEXT)
    cells = [cell for cell, text in zip(table.column(column), texts, strict=True) if text is not None]
    filled = [cell.text for cell in cells if cell is not None]
    return len(set(filled)) == len(filled) > 1 and cells[0] is not None and len(filled) <= _MOST_FILLED * len(cells)
