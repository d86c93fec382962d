"""An import run: files planned and applied one after the other in the caller's transaction.

The caller commits or rolls back: a dry run, or a run with open questions, is rolled back. One file that cannot be read
never stops the others.
"""

import gc
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

from sqlalchemy.orm import Session

from imports.apply.agencies import add_agencies
from imports.apply.sheets import Applier
from imports.files import read_workbook
from imports.merging.memory import remember, tells_more
from imports.merging.plan import FilePlan
from imports.merging.planner import Planner
from imports.merging.replies.stamped import is_answer
from imports.reading.questions import Answers, Question
from tracker.errors import BadFile
from tracker.followup.journal import Journal
from tracker.language.texts import Texts
from tracker.queries.reference import status_words
from tracker.vocabulary import BatchKind, Outcome


class Stage(StrEnum):
    """What an import does with rows."""

    READ = "read"
    WRITTEN = "written"


class Source(NamedTuple):
    """A file to import: where it lies, and its name, which tells its kind and which sheets are its earlier copies."""

    path: Path
    name: str


Progress = Callable[[Stage, str, int], None]
"""Told what was done with how many rows of which file since the last call."""


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
        return len(outcomes) if all(outcome == Outcome.LEFT_OUT for outcome in outcomes) else 0

    @property
    def failed(self) -> bool:
        """Whether something did not go in: a file that could not be read, a row refused or in conflict."""
        stuck = (Outcome.REFUSED, Outcome.CONFLICT)
        return any(
            plan.error or any(row.outcome in stuck for sheet in plan.sheets for row in sheet.rows)
            for plan in self.plans
        )


def import_files(
    session: Session,
    files: Sequence[Path | Source],
    answers: Answers,
    who: str,
    at: datetime,
    progress: Progress | None = None,
) -> ImportResult:
    """Plan and apply files. ``who`` and ``at`` are the acting person and the moment; the day of import is that of ``at``."""
    sources = [Source(file, file.name) if isinstance(file, Path) else file for file in files]
    with _without_collection():
        return _import_files(session, sources, answers, who, at, progress)


def plan_file(
    session: Session, source: Source, answers: Answers, today: date, progress: Progress | None = None
) -> ImportResult:
    """Plan a file alone, without applying it: nothing is written, so that nobody has to wait for it."""
    with _without_collection():
        plan = _plan(session, source, answers, today, progress)
        return ImportResult([plan], statuses=status_words(session, Texts()))


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
    session: Session, files: Sequence[Source], answers: Answers, who: str, at: datetime, progress: Progress | None
) -> ImportResult:
    result = ImportResult(statuses=status_words(session, Texts()))
    journal: Journal | None = None
    today: date = at.date()
    for source in files:
        plan = _plan(session, source, answers, today, progress)
        result.plans.append(plan)
        if not _writes(plan):
            continue
        if journal is None:
            summary = "import of " + ", ".join(item.name for item in files)
            journal = Journal(session, BatchKind.IMPORT, summary, who, at)
        add_agencies(journal, plan)
        if plan.of_a_round:
            from imports.merging.replies.write import write_answers

            write_answers(journal, plan, today)
        else:
            Applier(journal, today, _of_file(progress, Stage.WRITTEN, source)).apply(plan)
        remember(journal, plan)
        journal.flush()
        result.batch = journal.number
    return result


def _plan(session: Session, source: Source, answers: Answers, today: date, progress: Progress | None) -> FilePlan:
    """The plan of a file: of an answer when it carries the stamps of a round, else of a sheet of recommendations."""
    planner = Planner(session, answers, today)
    try:
        book = read_workbook(*source)
        if is_answer(book):
            from imports.merging.replies.planner import AnswerPlanner

            return AnswerPlanner(session, answers, today, planner.readers).plan(book)
        return planner.plan_book(book, _of_file(progress, Stage.READ, source))
    except BadFile as wrong:
        return FilePlan(source.name, error=wrong)


def _writes(plan: FilePlan) -> bool:
    """Whether a plan changes anything; a file that says what the register knows leaves no trace."""
    return tells_more(plan) or any(row.writes for sheet in plan.sheets for row in sheet.rows)


def _of_file(progress: Progress | None, stage: Stage, source: Source) -> Callable[[int], None] | None:
    return (lambda rows: progress(stage, source.name, rows)) if progress is not None else None
