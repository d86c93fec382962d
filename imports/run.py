"""An import run: files planned and applied one after the other in the caller's transaction.

The caller commits or rolls back: a dry run, or a run with open questions, is rolled back. One file that cannot be read
never stops the others.
"""

import gc
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

from sqlalchemy.orm import Session

from imports.apply.agencies import add_agencies
from imports.apply.sheets import Applier
from imports.files import read_workbook
from imports.merging.memory import remember
from imports.merging.plan import FilePlan
from imports.merging.planner import Planner
from imports.merging.replies.stamped import is_answer
from imports.reading.questions import Answers, Question
from tracker.errors import BadFile
from tracker.followup.journal import Journal
from tracker.language.texts import Texts
from tracker.queries.reference import status_words
from tracker.vocabulary import BatchKind, Outcome

Progress = Callable[[str, int], None]
"""Told the file and the number of rows done since the last call."""


@dataclass
class ImportResult:
    """What an import run found and wrote; ``statuses`` has the labels of the statuses, by code, to tell it to people."""

    plans: list[FilePlan] = field(default_factory=list)
    batch: int | None = None
    statuses: dict[str, str] = field(default_factory=dict)

    @property
    def questions(self) -> list[Question]:
        """All questions that nobody has answered, each once."""
        found = {question.id: question for plan in self.plans for question in plan.open_questions}
        return list(found.values())

    @property
    def read(self) -> bool:
        """Whether a file could be read at all."""
        return any(plan.error is None for plan in self.plans)

    @property
    def writes(self) -> bool:
        """Whether something goes into the register."""
        return any(map(_writes, self.plans))

    @property
    def left_out(self) -> int:
        """The number of rows, where all of them were left out; else 0."""
        outcomes = [row.outcome for plan in self.plans for sheet in plan.sheets for row in sheet.rows]
        return len(outcomes) if set(outcomes) == {Outcome.LEFT_OUT} else 0

    @property
    def failed(self) -> bool:
        """Whether something did not go in: a file that could not be read, a row refused or in conflict."""
        stuck = (Outcome.REFUSED.value, Outcome.CONFLICT.value)
        return any(
            plan.error or any(sheet.outcomes()[name] for sheet in plan.sheets for name in stuck) for plan in self.plans
        )


def import_files(
    session: Session,
    paths: Sequence[Path],
    answers: Answers,
    who: str,
    at: datetime,
    progress: Progress | None = None,
) -> ImportResult:
    """Plan and apply files. ``who`` and ``at`` are the acting person and the moment; the day of import is that of ``at``."""
    with _without_collection():
        return _import_files(session, paths, answers, who, at, progress)


@contextmanager
def _without_collection() -> Iterator[None]:
    """Turn Python's garbage collection off: it finds nothing among 100,000 entries and takes a quarter of the time."""
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()


def _import_files(
    session: Session, paths: Sequence[Path], answers: Answers, who: str, at: datetime, progress: Progress | None
) -> ImportResult:
    result = ImportResult(statuses=status_words(session, Texts()))
    journal: Journal | None = None
    today: date = at.date()
    for path in paths:
        plan = _plan(session, path, answers, today)
        result.plans.append(plan)
        if not _writes(plan):
            continue
        if journal is None:
            summary = "import of " + ", ".join(item.name for item in paths)
            journal = Journal(session, BatchKind.IMPORT, summary, who, at)
        add_agencies(journal, plan)
        if plan.of_a_round:
            from imports.merging.replies.write import write_answers

            write_answers(journal, plan, today)
        else:
            Applier(journal, today, _for_file(progress, path)).apply(plan)
        remember(journal, plan)
        journal.flush()
        result.batch = journal.number
    return result


def _plan(session: Session, path: Path, answers: Answers, today: date) -> FilePlan:
    """The plan of a file: of an answer when it carries the stamps of a round, else of a sheet of recommendations."""
    planner = Planner(session, answers, today)
    try:
        book = read_workbook(path)
        if is_answer(book):
            from imports.merging.replies.planner import AnswerPlanner

            return AnswerPlanner(session, answers, today, planner.readers).plan(book)
        return planner.plan_book(book)
    except BadFile as wrong:
        return FilePlan(path.name, error=wrong)


def _writes(plan: FilePlan) -> bool:
    """Whether a plan changes anything; a file that says what the register knows leaves no trace."""
    return any(row.writes for sheet in plan.sheets for row in sheet.rows)


def _for_file(progress: Progress | None, path: Path) -> Callable[[int], None] | None:
    return (lambda rows: progress(path.name, rows)) if progress is not None else None
