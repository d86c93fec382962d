"""Import: send sheets, answer what they leave open, read what will happen, put it into the register, or throw it away."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil
from typing import Any, NamedTuple

from flask import request

from imports.not_imported import write_mend
from imports.plan_lines import Asked, assumed, lines_of, others_of, questions_of, rows_of, sheets_of
from imports.reading.questions import LEAVE_OPEN, NEW, Addition, Question
from imports.reading.whose_words import GROUP
from imports.run import ImportResult, Stage
from imports.uploads import MOST_BYTES, MOST_FILES, MOST_IN_ALL, Sent
from imports.waiting import (
    Said,
    WaitingImport,
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
from tracker.errors import Mistyped, NotFound, TrackerError
from tracker.followup.undo import batch_story
from tracker.language.texts import marked
from tracker.queries.as_of import last_batch
from tracker.queries.choices import choices
from tracker.queries.reference import reviews
from tracker.queries.waiting_imports import find_waiting, imports_done, waiting_imports
from tracker.vocabulary import ImportState, Outcome
from tracker.web.import_jobs import Job, Stopped, jobs_of
from tracker.web.import_words import DAYS, OUTCOMES, answer_name, field_name, happens, value
from tracker.web.visit import Route, Visit, attachment

_ROWS = 100
"""Rows of the plan on a page."""

_DONE = 20
"""Imports that were put in lately, on the list."""

_AT_ONCE = 1.0
"""Seconds for which a page waits for a plan before it shows how far it is."""

_CANDIDATE, _OTHER, _NEW = "=", "?", "+"
"""What the choices of a form begin with: a candidate, another answer, something new."""

_CHANGED = marked("The register was changed in the meantime. This is the new plan; nothing is changed yet.")


class Typed(NamedTuple):
    """What a person chose and typed for a question."""

    choice: str = ""
    other: str = ""
    key: str = ""


@dataclass(frozen=True)
class Form:
    """A question as a form: its candidates and other answers with their words, and what was typed before."""

    asked: Asked
    candidates: list[tuple[str, str]]
    others: list[tuple[str, str]]
    typed: Typed

    @property
    def free(self) -> bool:
        """Return True if any text of a kind is an answer."""
        question = self.asked.question
        return question.accepts is not None or not (question.possible or question.addition)


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
        limits=(MOST_FILES, MOST_BYTES >> 20, MOST_IN_ALL >> 20),
    )


def send(visit: Visit) -> Any:
    """Keep the sheets that were sent, and show their plan."""
    sent = [Sent(file.filename or "", file.stream) for file in request.files.getlist("files")]
    said = Said(request.form.get("review", "").strip(), request.form.get("speaker", "").strip())
    item = receive(visit.session, uploads_of(visit.register.location), sent, said, visit.person)
    return visit.after(0, [], "import_plan", number=item.id)


def plan_page(visit: Visit, number: int) -> Any:
    """How far an import is: its plan with its questions, its progress, or what was done."""
    item = find_waiting(visit.session, number)
    jobs = jobs_of(visit.register)
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
    return visit.told(_as_told(visit, job.error))


def _as_told(visit: Visit, wrong: Exception) -> TrackerError:
    if isinstance(wrong, TrackerError):
        return wrong
    return TrackerError(
        visit.texts("Something went wrong, and nothing was changed. Details are in the window of 'tracker web'.")
    )


def _progress(visit: Visit, number: int, job: Job) -> Any:
    item = find_waiting(visit.session, number)
    rows = {stage: job.rows[stage] for stage in Stage}
    return visit.page("import_progress.html", item=item, rows=rows, puts_in=job.task.puts_in)


def _unplanned(visit: Visit, item: WaitingImport, job: Job) -> Any:
    """The page of an import of which there is no plan, with the reason."""
    error = job.error or TrackerError("")
    if not isinstance(error, Stopped):
        visit.wrong = _as_told(visit, error)
    return visit.page("import_failed.html", item=item)


def _planned(visit: Visit, item: WaitingImport, result: ImportResult, *, seen: str, told: str) -> Any:
    given = request.args
    sheets, outcome = sheets_of(result), given.get("outcome", "")
    outcome = outcome if outcome in set(Outcome) else ""
    chosen = min(max(given.get("sheet", 0, type=int), 0), max(len(sheets) - 1, 0))
    rows = rows_of(sheets[chosen][1], outcome) if sheets else []
    last = max(ceil(len(rows) / _ROWS), 1)
    number = min(max(given.get("page", 1, type=int), 1), last)
    shown = rows[(number - 1) * _ROWS : number * _ROWS]
    asked = questions_of(result)
    return visit.page(
        "import_plan.html",
        item=item,
        result=result,
        told=told,
        questions=_forms(visit, asked),
        answered=_answered(visit, item, result),
        guessed=[(question, answer_name(question, answer, visit)) for question, answer in assumed(result)],
        blocked=_blocked(visit, item, result),
        seen=seen,
        stuck=any(row.outcome in (Outcome.REFUSED, Outcome.CONFLICT) for _, sheet in sheets for row in sheet.rows),
        sheets=sheets,
        others=others_of(result),
        chosen=chosen,
        outcome=outcome,
        outcomes=OUTCOMES,
        lines=[line for row in shown for line in lines_of(sheets[chosen][1], row)],
        number=number,
        last=last,
        days=DAYS,
        field_name=field_name,
        happens=lambda line: happens(line, visit),
        value=lambda line, said: value(line, said, visit),
        marks=(_CANDIDATE, _OTHER, _NEW),
        leave_open=LEAVE_OPEN,
        decides=(Outcome.CONFLICT, Outcome.REFUSED),
    )


def _done(visit: Visit, item: WaitingImport) -> Any:
    story = batch_story(visit.session, item.batch) if item.batch else None
    counts = [(OUTCOMES[one], item.outcomes[one]) for one in Outcome if item.outcomes.get(one)]
    return visit.page("import_done.html", item=item, story=story, counts=counts, conflict=Outcome.CONFLICT)


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


def _forms(visit: Visit, asked: Sequence[Asked]) -> list[Form]:
    typed = _typed()
    closed = choices(visit.session).closed if asked else set()
    return [_form(visit, one, typed.get(one.question.id, Typed()), closed) for one in asked]


def _form(visit: Visit, asked: Asked, typed: Typed, closed: set[str]) -> Form:
    question = asked.question
    others = [one for one in question.possible if one not in question.candidates and one not in closed]
    return Form(asked, _named(question, question.candidates, visit), _named(question, others, visit), typed)


def _named(question: Question, answers: Sequence[str], visit: Visit) -> list[tuple[str, str]]:
    return [(answer, answer_name(question, answer, visit)) for answer in answers]


def _answered(visit: Visit, item: WaitingImport, result: ImportResult) -> list[tuple[str, str, str]]:
    """The answers that people gave: the identifier of each question, its words, and the answer in words."""
    taken = {
        question.id: (question, answer)
        for file in result.plans
        for sheet in file.sheets
        for question, answer in sheet.taken
    }
    found = []
    for key, said in item.answers.items():
        question, answer = taken.get(key, (Question(key, key.partition(":")[2] or key, ()), said))
        told = visit.texts("left open") if answer == LEAVE_OPEN else answer_name(question, answer, visit)
        found.append((key, question.text, told))
    return found


def _speakers(visit: Visit) -> list[tuple[str, str]]:
    return [(GROUP, visit.texts("the working group itself")), *visit.agencies.items()]


# What people do


def answer(visit: Visit, number: int) -> Any:
    """Keep the answers that were given; the others stay open."""
    typed = _typed()
    questions = _questions(visit, number)
    known = {question.id: question for question in questions}
    said = {key: _said(given, known[key].addition if key in known else None) for key, given in typed.items()}
    said = {key: one for key, one in said.items() if one}
    if not said:
        raise Mistyped(visit.texts("No question was answered."))
    count = give_answers(find_waiting(visit.session, number), said, questions)
    told = visit.texts.many("{number} answer was saved.", "{number} answers were saved.", count)
    return visit.after(0, [told], "import_plan", number=number)


def _questions(visit: Visit, number: int) -> list[Question]:
    """The questions of the plan that was shown; after a new start of the program it is made again."""
    job = jobs_of(visit.register).last(number)
    if job is not None and job.wait(_AT_ONCE) and job.result is not None:
        return job.result.questions
    item = find_waiting(visit.session, number)
    return plan(visit.session, uploads_of(visit.register.location), item, now()).questions


def _typed() -> Mapping[str, Typed]:
    """What a form of questions brought, by the identifiers of the questions."""
    form = request.form
    numbers = [name.removeprefix("id-") for name in form if name.startswith("id-")]
    return {
        form[f"id-{at}"]: Typed(
            form.get(f"answer-{at}", ""), form.get(f"other-{at}", "").strip(), form.get(f"key-{at}", "").strip()
        )
        for at in numbers
    }


def _said(typed: Typed, addition: Addition | None) -> str:
    """The answer that was chosen; blank if none was. Raises ``NotFound`` for a key that cannot be new."""
    if typed.choice.startswith(_CANDIDATE):
        return typed.choice.removeprefix(_CANDIDATE)
    if typed.choice == _NEW and addition is not None:
        return addition.understood(typed.key.removeprefix(NEW))
    if typed.choice == _OTHER and not typed.other:
        raise Mistyped(marked("An answer was chosen, but not written."), remedy=marked("Write it beside the choice."))
    return typed.other if typed.choice in ("", _OTHER) else typed.choice


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
    names = ", ".join(remove(visit.session, uploads_of(visit.register.location), number).names)
    told = visit.texts("Removed: {files}. Nothing was changed in the register.", files=names)
    return visit.after(0, [told], "import")


def rows_file(visit: Visit, number: int) -> Any:
    """The rows that are not imported, as a workbook to correct and import again."""
    item, uploads = find_waiting(visit.session, number), uploads_of(visit.register.location)
    if item.state == ImportState.DONE:
        if not item.rows_file:
            raise NotFound(visit.texts("All rows were imported."))
        return attachment(item.rows_file, uploads.rows_file(item.folder).read_bytes())
    job = jobs_of(visit.register).last(number)
    if job is None or not job.wait(_AT_ONCE) or job.result is None:
        raise NotFound(visit.texts("The plan is not made yet. Open the import again."))
    result = job.result
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
