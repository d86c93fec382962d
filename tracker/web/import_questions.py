"""The questions of an import as a form: what can be chosen and typed, and what was."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from flask import request

from imports.plan_lines import Asked
from imports.reading.questions import LEAVE_OPEN, NEW, Question
from imports.run import ImportResult
from imports.waiting import WaitingImport
from tracker.errors import Mistyped
from tracker.language.texts import marked
from tracker.queries.choices import closed_agencies
from tracker.web.import_words import answer_name
from tracker.web.visit import Visit

MARKS = CANDIDATE, OTHER, ADDED = "=", "?", "+"
"""What the choices of a form begin with: a candidate, another answer, something new."""


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


def forms_of(visit: Visit, asked: Sequence[Asked]) -> list[Form]:
    """The questions as forms, with what was typed in a form that was refused."""
    typed = typed_answers()
    closed = closed_agencies(visit.session) if asked else set()
    return [_form(visit, one, typed.get(one.question.id, Typed()), closed) for one in asked]


def _form(visit: Visit, asked: Asked, typed: Typed, closed: set[str]) -> Form:
    question = asked.question
    others = [one for one in question.possible if one not in question.candidates and one not in closed]
    return Form(asked, _named(question, question.candidates, visit), _named(question, others, visit), typed)


def _named(question: Question, answers: Sequence[str], visit: Visit) -> list[tuple[str, str]]:
    return [(answer, answer_name(question, answer, visit)) for answer in answers]


def answered_of(visit: Visit, item: WaitingImport, result: ImportResult) -> list[tuple[str, str, str]]:
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


def typed_answers() -> Mapping[str, Typed]:
    """What a form of questions brought, by the identifiers of the questions."""
    form = request.form
    numbers = [name.removeprefix("id-") for name in form if name.startswith("id-")]
    return {
        form[f"id-{at}"]: Typed(
            form.get(f"answer-{at}", ""), form.get(f"other-{at}", "").strip(), form.get(f"key-{at}", "").strip()
        )
        for at in numbers
    }


def said_in(typed: Mapping[str, Typed], questions: Sequence[Question]) -> dict[str, str]:
    """The answers that were chosen, by the identifiers of the questions.

    Raises ``NotFound`` for a key that cannot be new, ``Mistyped`` for a choice without its words.
    """
    known = {question.id: question for question in questions}
    said = {key: _said(given, known.get(key)) for key, given in typed.items()}
    return {key: answer for key, answer in said.items() if answer}


def _said(typed: Typed, question: Question | None) -> str:
    """The answer that was chosen; blank if none was."""
    if typed.choice.startswith(CANDIDATE):
        return typed.choice.removeprefix(CANDIDATE)
    if typed.choice == ADDED and question is not None and question.addition is not None:
        return question.addition.understood(typed.key.removeprefix(NEW))
    if typed.choice == OTHER and not typed.other:
        raise Mistyped(marked("An answer was chosen, but not written."), remedy=marked("Write it beside the choice."))
    return typed.other if typed.choice in ("", OTHER) else typed.choice
