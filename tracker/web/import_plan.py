"""The page of one import: its plan with its questions, how far it is, or what was done."""

from collections.abc import Sequence
from math import ceil
from typing import Any

from flask import request

from imports.merging.plan import FilePlan, SheetPlan
from imports.not_imported import has_stuck
from imports.plan_lines import assumed, lines_of, others_of, questions_of, rows_of, sheets_of
from imports.reading.questions import LEAVE_OPEN
from imports.run import ImportResult, Stage
from imports.waiting import WaitingImport
from tracker.errors import TrackerError
from tracker.followup.undo import batch_story
from tracker.language.texts import marked
from tracker.queries.as_of import last_batch
from tracker.queries.kept_words import columns_kept_in, left_open_in
from tracker.queries.waiting_imports import find_waiting
from tracker.vocabulary import ImportState, Outcome
from tracker.web.import_jobs import Job, Stopped, jobs_of
from tracker.web.import_questions import MARKS, answered_of, forms_of
from tracker.web.import_words import DAYS, OUTCOMES, answer_name, happens, value
from tracker.web.labels import field_name
from tracker.web.visit import BROKEN, Visit

_STEP = 100
"""Rows of the plan on a page."""

_AT_ONCE = 1.0
"""Seconds for which the page waits for a plan before it shows how far it is."""

_DECIDES = (Outcome.CONFLICT, Outcome.REFUSED)
"""The outcomes that wait for a person."""

_CHANGED = marked("The register was changed in the meantime. This is the new plan; nothing is changed yet.")


def plan_page(visit: Visit, number: int) -> Any:
    """How far an import is: its plan with its questions, its progress, or what was done."""
    item = find_waiting(visit.session, number)
    jobs = jobs_of(visit.register)
    if "again" in request.args and item.state == ImportState.WAITING:
        jobs.stop(number)
    if item.state == ImportState.APPLYING:
        job = jobs.put_in(visit.register, number, item.seen, visit.texts)
        if not _ended(visit, job):
            return _progress(visit, number, job)
        item = find_waiting(visit.session, number)
    if item.state == ImportState.DONE:
        return _done(visit, item)
    told = _why_not_put_in(visit, jobs.last(number))
    job = jobs.planned(visit.register, number, _state(visit, item))
    if not _ended(visit, job):
        return _progress(visit, number, job)
    item = find_waiting(visit.session, number)
    if job.result is None:
        return _unplanned(visit, item, job)
    return _planned(visit, item, job.result, seen=job.seen, told=told)


def _ended(visit: Visit, job: Job) -> bool:
    """Wait a moment for a job; the register is let go meanwhile, and read anew afterwards."""
    visit.session.rollback()
    return job.wait(_AT_ONCE)


def _state(visit: Visit, item: WaitingImport) -> object:
    """What a plan depends on: the answers, the last act on the register, the day."""
    return tuple(sorted(item.answers.items())), item.rest_open, last_batch(visit.session), visit.today


def _why_not_put_in(visit: Visit, job: Job | None) -> str:
    """Why an import waits again that was to be put in."""
    if job is None or not job.task.puts_in or isinstance(job.error, Stopped):
        return ""
    if job.error is None:
        return visit.texts(_CHANGED)
    return visit.told(_as_told(job.error))


def _as_told(wrong: Exception) -> TrackerError:
    return wrong if isinstance(wrong, TrackerError) else TrackerError(BROKEN)


def _progress(visit: Visit, number: int, job: Job) -> Any:
    item = find_waiting(visit.session, number)
    rows = {stage: job.rows[stage] for stage in Stage}
    looks_again = "still" not in request.args
    known = {"item": item, "rows": rows, "puts_in": job.task.puts_in, "looks_again": looks_again}
    return visit.page("import_progress.html", part="progress", **known)


def _unplanned(visit: Visit, item: WaitingImport, job: Job) -> Any:
    """The page of an import of which there is no plan, with the reason."""
    error = job.error or TrackerError("")
    if not isinstance(error, Stopped):
        visit.wrong = _as_told(error)
    return visit.page("import_failed.html", item=item)


def _planned(visit: Visit, item: WaitingImport, result: ImportResult, *, seen: str, told: str) -> Any:
    sheets = sheets_of(result)
    return visit.page(
        "import_plan.html",
        item=item,
        result=result,
        told=told,
        seen=seen,
        blocked=_blocked(visit, item, result),
        questions=forms_of(visit, questions_of(result)),
        marks=MARKS,
        leave_open=LEAVE_OPEN,
        answered=answered_of(visit, item, result),
        guessed=[(question, answer_name(question, answer, visit)) for question, answer in assumed(result)],
        sheets=sheets,
        others=others_of(result),
        stuck=has_stuck(result.plans),
        outcomes=OUTCOMES,
        decides=_DECIDES,
        days=DAYS,
        field_name=field_name,
        happens=lambda line: happens(line, visit),
        value=lambda line, said: value(line, said, visit),
        **_rows(sheets),
    )


def _rows(sheets: Sequence[tuple[FilePlan, SheetPlan]]) -> dict[str, Any]:
    """The lines of the sheet, the outcome and the part of the list that the address asks for."""
    given = request.args
    outcome = given.get("outcome", "") if given.get("outcome") in set(Outcome) else ""
    chosen = min(max(given.get("sheet", 0, type=int), 0), max(len(sheets) - 1, 0))
    rows = rows_of(sheets[chosen][1], outcome) if sheets else []
    last = max(ceil(len(rows) / _STEP), 1)
    number = min(max(given.get("page", 1, type=int), 1), last)
    shown = rows[(number - 1) * _STEP : number * _STEP]
    lines = [line for row in shown for line in lines_of(sheets[chosen][1], row)]
    return {"outcome": outcome, "chosen": chosen, "lines": lines, "number": number, "last": last}


def _done(visit: Visit, item: WaitingImport) -> Any:
    story = batch_story(visit.session, item.batch) if item.batch else None
    counts = [(OUTCOMES[one], item.outcomes[one]) for one in Outcome if item.outcomes.get(one)]
    return visit.page(
        "import_done.html",
        item=item,
        story=story,
        counts=counts,
        conflict=Outcome.CONFLICT,
        left_open=left_open_in(visit.session, item.batch) if item.batch else [],
        columns=columns_kept_in(visit.session, item.batch) if item.batch else [],
        field_name=field_name,
    )


def _blocked(visit: Visit, item: WaitingImport, result: ImportResult) -> str:
    """Why the import cannot be put into the register yet; blank if it can."""
    texts, open_questions = visit.texts, len(result.questions)
    if not result.read:
        return texts("None of the files can be read. The reasons are below.")
    if open_questions and not item.rest_open:
        return texts.many(
            "Answer the question first, or leave it open.",
            "Answer the {number} questions first, or leave them open.",
            open_questions,
        )
    if result.left_out:
        return texts("There is nothing to put in: all rows are left out, for the reasons below.")
    if not result.writes:
        return texts("There is nothing to put in: the register has all that can be taken.")
    return ""
