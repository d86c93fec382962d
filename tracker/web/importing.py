"""Import: send sheets, answer what they leave open, read what will happen, put it into the register, or throw it away."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from flask import request

from imports.not_imported import has_stuck, write_mend
from imports.reading.questions import Question
from imports.reading.whose_words import GROUP
from imports.uploads import MOST_FILES, MOST_IN_ALL, MOST_IN_ONE, Sent
from imports.waiting import (
    Said,
    being_put_in,
    confirm,
    give_answers,
    leave_rest_open,
    mend_name_of,
    plan,
    receive,
    remove,
    take_answer_back,
    wait_again,
)
from tracker.door import now, uploads_of
from tracker.errors import Mistyped, NotFound
from tracker.queries.reference import reviews
from tracker.queries.waiting_imports import find_waiting, imports_done, waiting_imports
from tracker.vocabulary import ImportState
from tracker.web.import_jobs import jobs_of
from tracker.web.import_plan import plan_page
from tracker.web.import_questions import said_in, typed_answers
from tracker.web.import_words import OUTCOMES
from tracker.web.visit import Route, Visit, attachment

_DONE = 20
"""Imports that were put in lately, on the list."""

_PATIENCE = 1.0
"""Seconds for which an answer waits for the plan that it belongs to."""


def page(visit: Visit) -> Any:
    """The form for sheets, the imports that wait, and those done lately."""
    return visit.page(
        "import.html",
        waiting=waiting_imports(visit.session),
        finished=imports_done(visit.session, _DONE),
        reviews=[row["code"] for row in reviews(visit.session) if not row["provisional"]],
        speakers=_speakers(visit),
        zip=zip,
        form=request.form,
        states=ImportState,
        outcomes=OUTCOMES,
        limits=(MOST_FILES, MOST_IN_ONE >> 20, MOST_IN_ALL >> 20),
    )


def send(visit: Visit) -> Any:
    """Keep the sheets that were sent, and show their plan."""
    sent = [Sent(file.filename or "", file.stream) for file in request.files.getlist("files")]
    said = Said(request.form.get("review", "").strip(), request.form.get("speaker", "").strip())
    item = receive(visit.session, uploads_of(visit.register.location), sent, said, visit.person)
    return visit.after(0, [], "import_plan", number=item.id)


def _speakers(visit: Visit) -> list[tuple[str, str]]:
    return [(GROUP, visit.texts("the working group itself")), *visit.agencies.items()]


def answer(visit: Visit, number: int) -> Any:
    """Keep the answers that were given; the others stay open."""
    questions = _questions(visit, number)
    said = said_in(typed_answers(), questions)
    if not said:
        raise Mistyped(visit.texts("No question was answered."))
    count = give_answers(find_waiting(visit.session, number), said, questions)
    told = visit.texts.many("{number} answer was saved.", "{number} answers were saved.", count)
    return visit.after(0, [told], "import_plan", number=number)


def _questions(visit: Visit, number: int) -> Sequence[Question]:
    """The questions of the plan that was shown; after a new start of the program it is made again."""
    job = jobs_of(visit.register).last(number)
    if job is not None and job.wait(_PATIENCE) and job.result is not None:
        return job.result.questions
    item = find_waiting(visit.session, number)
    return plan(visit.session, uploads_of(visit.register.location), item, now()).questions


def take_back(visit: Visit, number: int) -> Any:
    """Forget an answer; the question is asked again."""
    take_answer_back(find_waiting(visit.session, number), request.form.get("id", ""))
    return visit.after(0, [], "import_plan", number=number)


def leave_rest(visit: Visit, number: int) -> Any:
    """Take the likely answers and leave all other questions open, or ask them again."""
    leave_rest_open(find_waiting(visit.session, number), chosen=request.form.get("open") == "1")
    return visit.after(0, [], "import_plan", number=number)


def put(visit: Visit, number: int) -> Any:
    """Put the plan that was shown into the register."""
    confirm(find_waiting(visit.session, number), request.form.get("seen", ""), visit.person)
    return visit.after(0, [], "import_plan", number=number)


def halt(visit: Visit, number: int) -> Any:
    """Stop putting an import into the register; it waits again."""
    jobs_of(visit.register).stop(number)
    wait_again(visit.session, number)
    return visit.after(0, [visit.texts("It was stopped. Nothing was changed.")], "import_plan", number=number)


def throw_away(visit: Visit, number: int) -> Any:
    """Remove an import that waits, and stop its plan if it is being made."""
    jobs = jobs_of(visit.register)
    job = jobs.last(number)
    if job is not None and job.task.puts_in and not job.wait(0):
        raise being_put_in()
    jobs.stop(number)
    item = remove(visit.session, number)
    visit.once_kept(partial(uploads_of(visit.register.location).remove, item.folder))
    told = visit.texts("Removed: {files}. Nothing was changed in the register.", files=", ".join(item.names))
    return visit.after(0, [told], "import")


def rows_file(visit: Visit, number: int) -> Any:
    """The rows that are not imported, as a workbook to correct and import again."""
    item, uploads = find_waiting(visit.session, number), uploads_of(visit.register.location)
    if item.state == ImportState.DONE:
        if not item.rows_file:
            raise NotFound(visit.texts("All rows were imported."))
        return attachment(item.rows_file, uploads.rows_file(item.folder).read_bytes())
    job = jobs_of(visit.register).last(number)
    if job is None or not job.wait(_PATIENCE) or job.result is None:
        raise NotFound(visit.texts("The plan is not made yet. Open the import again."))
    result = job.result
    if not has_stuck(result.plans):
        raise NotFound(visit.texts("All rows were imported."))
    return visit.file(mend_name_of(item, visit.texts), lambda target: write_mend(result.plans, target, visit.texts))


ROUTES = (
    Route("/import", "import", page, "import"),
    Route("/import/send", "send_sheets", send, "import", act=True, again=page, largest=MOST_IN_ALL),
    Route("/import/<int:number>", "import_plan", plan_page, "import"),
    Route("/import/<int:number>/rows.xlsx", "import_rows", rows_file, "import"),
    Route("/import/<int:number>/answers", "answer_questions", answer, "import", act=True, again=plan_page),
    Route("/import/<int:number>/take-back", "take_answer_back", take_back, "import", act=True, again=plan_page),
    Route("/import/<int:number>/rest", "leave_rest_open", leave_rest, "import", act=True, again=plan_page),
    Route("/import/<int:number>/put-in", "put_import_in", put, "import", act=True, again=plan_page),
    Route("/import/<int:number>/stop", "stop_import", halt, "import", act=True, again=plan_page),
    Route("/import/<int:number>/remove", "remove_import", throw_away, "import", act=True, again=plan_page),
)
