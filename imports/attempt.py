"""One attempt of an import: planned and applied, kept if it is the plan that a person has seen, else rolled back."""

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

from sqlalchemy.orm import Session

from imports.reading.questions import Answers
from imports.run import ImportResult, Progress, Source, import_files


def attempt(
    session: Session,
    files: Sequence[Path | Source],
    answers: Answers,
    who: str,
    at: datetime,
    keep: Callable[[ImportResult], bool],
    progress: Progress | None = None,
) -> tuple[ImportResult, bool]:
    """Plan and apply files; the second value says whether it was kept: if ``keep`` says so and nothing has to be asked.

    What is not kept leaves nothing in the caller's transaction.
    """
    with session.begin_nested() as point:
        result = import_files(session, files, answers, who, at, progress)
        kept = (answers.yes or not result.questions) and keep(result)
        if not kept:
            point.rollback()
            result.batch = None
    return result, kept
