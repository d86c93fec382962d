"""Settles which of several status columns is the newest, and says what goes into the history."""

from collections.abc import Iterator, Sequence
from datetime import date

from imports.files import Value, letters
from imports.reading.questions import NEWEST, Question, QuestionBook
from imports.tables.status_columns import leave_times_to_come, take_newest
from imports.tables.table import Block
from tracker.dates import shown_date
from tracker.folding import fold, tidy
from tracker.language.phrase import Phrase


def settle_status_columns(block: Block, book: QuestionBook, today: date) -> list[str]:
    """Ask which status column is the newest where no heading says it; gives what the plan should tell."""
    if block.rivals and _agree(block):
        take_newest(block, block.rivals[0])
    elif block.rivals:
        _ask(block, book)
    ahead = leave_times_to_come(block, today)
    notes = [
        Phrase("{column} is in the future; it was kept as it is", column=_named(block, column)) for column in ahead
    ]
    return [*notes, *_told(block)]


def _agree(block: Block) -> bool:
    """Return True if the columns say the same in every row, so that it does not matter which is the newest."""
    rows = block.sheet.rows[block.first : block.end]
    return all(len({fold(str(value or "")) for value in _cells(row, block.rivals)}) == 1 for row in rows)


def _cells(row: Sequence[Value], columns: Sequence[int]) -> list[Value]:
    return [row[column] if column < len(row) else None for column in columns]


def _ask(block: Block, book: QuestionBook) -> None:
    named = {letters(column): tidy(block.headers.get(column, "")) for column in block.rivals}
    shown = [f"{letter} ('{heading}')" for letter, heading in reversed(named.items())]
    question = Question(
        f"{NEWEST}{' | '.join(map(fold, named.values()))}",
        Phrase(
            "Columns {columns} and {last} hold statuses. Which one says how things stand now?",
            columns=", ".join(shown[:-1]),
            last=shown[-1],
        ),
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
        yield Phrase(
            "{column} holds the newest statuses; the older ones of {days} go into the history",
            column=_named(block, columns[0]),
            days=Phrase.listed([_dated(block, column) for column in reversed(columns[1:])]),
        )


def _named(block: Block, column: int) -> str:
    return Phrase("column {column} ('{heading}')", column=letters(column), heading=tidy(block.headers.get(column, "")))


def _dated(block: Block, column: int) -> str:
    when = block.dated[column]
    return f"{shown_date(when.on, when.precision)} ({letters(column)})"
