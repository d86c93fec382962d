"""Settles which of several status columns is the newest, and says what goes into the history."""

from collections.abc import Iterator, Sequence
from datetime import date

from imports.files import letters
from imports.reading.questions import NEWEST, Question, QuestionBook
from imports.tables.status_columns import leave_times_to_come, take_newest
from imports.tables.table import Block
from tracker.dates import shown_date
from tracker.folding import fold, tidy


def settle_status_columns(block: Block, book: QuestionBook, today: date) -> list[str]:
    """Ask which status column is the newest where no heading says it; gives what the plan should tell."""
    if block.rivals:
        _ask(block, book)
    ahead = leave_times_to_come(block, today)
    notes = [f"{_named(block, column)} is of a time to come; it was kept as it is" for column in ahead]
    return [*notes, *_told(block)]


def _ask(block: Block, book: QuestionBook) -> None:
    named = {letters(column): tidy(block.headers.get(column, "")) for column in block.rivals}
    shown = [f"{letter} ('{heading}')" for letter, heading in reversed(named.items())]
    question = Question(
        f"{NEWEST}{' | '.join(map(fold, named.values()))}",
        f"Columns {', '.join(shown[:-1])} and {shown[-1]} hold statuses. Which one is the newest?",
        tuple(named),
        labels=named,
    )
    answer = book.ask(question, block.sheet.address(block.first, block.rivals[0]))
    newest = next((column for column in block.rivals if letters(column) == answer), None)
    if newest is not None:
        take_newest(block, newest)


def _told(block: Block) -> Iterator[str]:
    columns = block.columns.get("status", [])
    if len(columns) > 1:
        yield (
            f"{_named(block, columns[0])} holds the newest statuses; the older ones of "
            f"{_joined([_dated(block, column) for column in reversed(columns[1:])])} go into the history"
        )


def _named(block: Block, column: int) -> str:
    return f"column {letters(column)} ('{tidy(block.headers.get(column, ''))}')"


def _dated(block: Block, column: int) -> str:
    when = block.dated[column]
    return f"{shown_date(when.on, when.precision)} ({letters(column)})"


def _joined(parts: Sequence[str]) -> str:
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"
