"""Asks a person on the terminal what a sheet does not say itself."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tracker.cli.files import free_name
from tracker.errors import NotFound

if TYPE_CHECKING:
    from imports.reading.questions import Addition, Question

_CELLS_SHOWN = 6
_BACK, _EXPLAIN, _NEW = "<", "?", "n"
_HELP = (
    "Type the number of an answer, its key or its name{kind}. Enter takes the answer in brackets.\n"
    "'-' leaves the value as it is written: it is saved with the recommendation, and you can correct it later.\n"
    "'n', where it is offered, adds a new agency or review to the register.\n"
    "'<' goes back to the previous question. Answers are remembered for the next sheet of this kind."
)


def ask_all(questions: "Sequence[Question]", file: Path) -> dict[str, str]:
    """The answers of a person to all questions, by their ids.

    Where the person breaks off, the answers given so far are kept in a file beside the sheet, to be given again.
    """
    answers: dict[str, str] = {}
    at = 0
    while at < len(questions):
        question = questions[at]
        try:
            said = _ask(question, at + 1, len(questions), set(answers.values()))
        except click.Abort:
            _keep(answers, file)
            raise
        if said == _BACK:
            at = max(0, at - 1)
            continue
        answers[question.id] = said
        at += 1
    return answers


def _keep(answers: dict[str, str], file: Path) -> None:
    if answers:
        target = free_name(file.with_name(f"{file.stem} - answers.json"))
        target.write_text(json.dumps(answers, ensure_ascii=False, indent=1), encoding="utf-8")
        click.echo(f'\nNothing was changed. Your answers were saved. To use them: --answers "{target}"')


def _ask(question: "Question", number: int, of: int, given: set[str]) -> str:
    """The answer of a person, or "<"; what is no answer is asked for again. ``given`` are the answers before it."""
    click.echo()
    click.secho(f"{question.text} ({number} of {of})" if of > 1 else question.text, bold=True)
    for place, candidate in enumerate(question.candidates, start=1):
        label = question.labels.get(candidate, candidate)
        click.echo(f"  {place}  {candidate}{f'  {label}' if label != candidate else ''}")
    if question.addition:
        click.echo(f"  {_NEW}  a new {question.addition.what}")
    click.echo("  -  leave it as it is written")
    more = " ..." if len(question.cells) > _CELLS_SHOWN else ""
    click.echo(f"  (in {', '.join(question.cells[:_CELLS_SHOWN])}{more})")
    default = "1" if question.clear else "-"
    while True:
        answer: str = click.prompt(
            f"{_ways(question)} (? for help)",
            default=default,
            value_proc=lambda said: _understood(question, said.strip()),
        )
        if answer == _NEW and question.addition:
            return _new_key(question.addition, given)
        if answer != _EXPLAIN:
            return answer
        _explain(question)


def _ways(question: "Question") -> str:
    """How a question can be answered: "Number, another code, or -"."""
    numbers = ["number"] if question.candidates else []
    others = len(question.possible) > len(question.candidates)
    typed = question.kind or ("another code" if others else "" if question.candidates else "text")
    ways = [*numbers, *filter(None, (typed,))]
    told = f"{', '.join(ways)}, or -" if len(ways) > 1 else f"{ways[0]} or -"
    return told[0].upper() + told[1:]


def _explain(question: "Question") -> None:
    """Say how to answer, and all the answers that are not listed with the question."""
    click.echo(_HELP.format(kind=f", or {question.kind}" if question.kind else ""))
    if others := [answer for answer in question.possible if answer not in question.candidates]:
        click.echo("Further answers:")
        for answer in others:
            click.echo(f"  {question.listed(answer)}")


def _new_key(addition: "Addition", given: set[str]) -> str:
    """The answer that adds something: its key is proposed, free of those that were given just now."""
    from imports.cells.agency_keys import free_key
    from imports.reading.questions import NEW

    taken = {answer.removeprefix(NEW) for answer in given}
    proposed = free_key(addition.key, taken) if addition.key else None
    what = f"'{addition.name}'" if addition.name else f"the new {addition.what}"
    answer: str = click.prompt(
        f"A short key for {what} (such as {addition.example})",
        default=proposed,
        value_proc=lambda said: _key_understood(addition, said),
    )
    return answer


def _key_understood(addition: "Addition", said: str) -> str:
    try:
        return addition.understood(said)
    except NotFound as wrong:
        raise click.BadParameter(wrong.what) from wrong


def _understood(question: "Question", said: str) -> str:
    if said in (_BACK, _EXPLAIN) or (said.casefold() == _NEW and question.addition):
        return said.casefold()
    if said.isdecimal() and 1 <= int(said) <= len(question.candidates):
        return question.candidates[int(said) - 1]
    try:
        return question.understood(said)
    except NotFound as wrong:
        raise click.BadParameter(f"{wrong.what} {wrong.remedy} All of them: ?") from wrong
