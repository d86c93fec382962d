"""An import that waits: sent, planned, its questions answered in any order, put into the register or thrown away."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy.orm import Session

from imports.attempt import attempt
from imports.merging.corrected import mend_name
from imports.not_imported import write_mend
from imports.plan_json import fingerprint
from imports.reading.questions import Answers, Question
from imports.reading.whose_words import GROUP
from imports.run import ImportResult, Progress, plan_file
from imports.uploads import Sent, Uploads
from tracker.errors import ChangedMeanwhile, TrackerError
from tracker.folding import fold
from tracker.followup.acts import Person
from tracker.language.texts import Texts, marked
from tracker.models import WaitingImport
from tracker.queries.filter import Filter
from tracker.queries.find import find_agency, known_filter
from tracker.queries.waiting_imports import find_waiting
from tracker.vocabulary import ImportState

__all__ = [
    "Said",
    "WaitingImport",
    "answers_of",
    "being_put_in",
    "confirm",
    "give_answers",
    "leave_rest_open",
    "mend_name_of",
    "note_plan",
    "plan",
    "put_in",
    "receive",
    "remove",
    "take_answer_back",
    "wait_again",
]


class Said(NamedTuple):
    """What the sender says of the sheets: the review of rows that name none, and who wrote them; blank if not known."""

    review: str = ""
    speaker: str = ""


def receive(session: Session, uploads: Uploads, sent: Sequence[Sent], said: Said, person: Person) -> WaitingImport:
    """Keep files that were sent; nothing of them is in the register yet.

    Raises ``NotFound`` for an unknown review or agency, ``BadFile`` for files that are too many or too large.
    """
    review = known_filter(session, Filter(review=said.review)).review if said.review else ""
    speaker = said.speaker and (GROUP if fold(said.speaker) == GROUP else find_agency(session, said.speaker))
    folder, files = uploads.keep(sent)
    item = WaitingImport(
        who=person.name,
        at=person.at,
        folder=folder,
        files=files,
        review=review or "",
        speaker=speaker,
        answers={},
        rest_open=False,
        state=ImportState.WAITING,
        rows=0,
        questions=0,
        message="",
        seen="",
        put_by="",
        put_at=None,
        outcomes={},
        rows_file="",
    )
    session.add(item)
    session.flush()
    return item


def answers_of(item: WaitingImport) -> Answers:
    """What people have answered about an import so far."""
    return Answers(dict(item.answers), item.rest_open, item.review, item.speaker)


def plan(
    session: Session, uploads: Uploads, item: WaitingImport, at: datetime, progress: Progress | None = None
) -> ImportResult:
    """The plan of an import, as the register stands now; changes nothing.

    Of several files each is planned as if those before it were in the register: the transaction has to be one for acting.
    """
    sources, answers = uploads.sources(item.folder, item.files), answers_of(item)
    if len(sources) == 1:
        return plan_file(session, sources[0], answers, at.date(), progress)
    return attempt(session, sources, answers, item.who, at, lambda _: False, progress)[0]


def note_plan(item: WaitingImport, result: ImportResult) -> None:
    """Keep what the list of imports says of a plan: the rows, the questions that are open, the first error."""
    item.rows = sum(len(sheet.rows) for file in result.plans for sheet in file.sheets)
    item.questions = len(result.questions)
    item.message = next((file.error.message for file in result.plans if file.error is not None), "")


def give_answers(item: WaitingImport, said: Mapping[str, str], asked: Sequence[Question]) -> int:
    """Keep answers to questions, by their ids; gives how many there were.

    Raises ``NotFound`` for what is no answer, and keeps none then; ``ChangedMeanwhile`` for what is not asked any more.
    """
    _refuse_unless_waiting(item)
    questions = {question.id: question for question in asked}
    if not said.keys() <= questions.keys():
        raise ChangedMeanwhile(
            marked("the questions have changed."), remedy=marked("Look at them again, and answer those that are left.")
        )
    given = {key: questions[key].understood(answer.strip()) for key, answer in said.items()}
    item.answers = {**item.answers, **given}
    return len(given)


def take_answer_back(item: WaitingImport, question: str) -> None:
    """Forget the answer to a question, which is asked again."""
    _refuse_unless_waiting(item)
    item.answers = {key: answer for key, answer in item.answers.items() if key != question}


def leave_rest_open(item: WaitingImport, *, chosen: bool) -> None:
    """Choose whether clear answers are taken and all other questions left open, or whether each has to be answered."""
    _refuse_unless_waiting(item)
    item.rest_open = chosen


def confirm(item: WaitingImport, seen: str, person: Person) -> None:
    """Say that a plan, by its fingerprint, shall go into the register."""
    _refuse_unless_waiting(item)
    item.state, item.seen, item.message = ImportState.APPLYING, seen, ""
    item.put_by, item.put_at = person.name, person.at


def put_in(session: Session, uploads: Uploads, number: int, texts: Texts, progress: Progress | None = None) -> bool:
    """Put a confirmed import into the register; gives ``True`` if it was.

    If it is planned otherwise now than the person has seen, nothing is changed, and it waits again.
    """
    item = find_waiting(session, number)
    if item.state != ImportState.APPLYING or item.put_at is None:
        raise TrackerError(
            marked("this import was not confirmed."), remedy=marked("See its plan, and put it in from there.")
        )
    sources = uploads.sources(item.folder, item.files)
    result, kept = attempt(
        session,
        sources,
        answers_of(item),
        item.put_by,
        item.put_at,
        lambda again: again.read and fingerprint(again) == item.seen,
        progress,
    )
    item = find_waiting(session, number)
    note_plan(item, result)
    if not kept:
        _let_wait(item)
        return False
    item.state, item.batch = ImportState.DONE, result.batch
    counts = Counter(str(row.outcome) for file in result.plans for sheet in file.sheets for row in sheet.rows)
    item.outcomes = dict(counts)
    if write_mend(result.plans, uploads.rows_file(item.folder), texts):
        item.rows_file = mend_name_of(item, texts)
    return True


def mend_name_of(item: WaitingImport, texts: Texts) -> str:
    """The name of the workbook of the rows that are not imported."""
    return mend_name(item.names[0], texts)


def remove(session: Session, number: int) -> WaitingImport:
    """Remove an import that waits; gives what it was. Its files are to be removed once this is kept.

    Raises ``ChangedMeanwhile`` for one that is in the register, or is being put there.
    """
    item = find_waiting(session, number)
    _refuse_unless_waiting(item)
    session.delete(item)
    return item


def wait_again(session: Session, number: int) -> None:
    """Let an import wait again that was not put in. Raises ``ChangedMeanwhile`` for one that is in the register."""
    item = find_waiting(session, number)
    if item.state == ImportState.DONE:
        raise _in_already()
    _let_wait(item)


def _let_wait(item: WaitingImport) -> None:
    item.state, item.seen, item.put_by, item.put_at = ImportState.WAITING, "", "", None


def _refuse_unless_waiting(item: WaitingImport) -> None:
    if item.state == ImportState.DONE:
        raise _in_already()
    if item.state == ImportState.APPLYING:
        raise being_put_in()


def being_put_in() -> ChangedMeanwhile:
    """The error for what cannot be done with an import while it goes into the register."""
    return ChangedMeanwhile(
        marked("this import is being put into the register."), remedy=marked("Wait until it is done.")
    )


def _in_already() -> ChangedMeanwhile:
    return ChangedMeanwhile(marked("this import is in the register already."), remedy=marked("Undo it instead."))
