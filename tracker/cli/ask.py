"""Asks a person on the terminal what a sheet does not say itself."""

from typing import TYPE_CHECKING

import click

from tracker.errors import NotFound

if TYPE_CHECKING:
    from imports.reading.questions import Question

_CELLS_SHOWN = 6


def ask_person(question: "Question") -> str:
    """The answer of a person: a number of the list, a code, or ``-``; what is none of them is asked for again."""
    click.echo()
    click.secho(question.text, bold=True)
    for number, candidate in enumerate(question.candidates, start=1):
        label = question.labels.get(candidate, candidate)
        click.echo(f"  {number}  {candidate}{f'  {label}' if label != candidate else ''}")
    click.echo("  -  leave it as it is written")
    more = " ..." if len(question.cells) > _CELLS_SHOWN else ""
    click.echo(f"  (in {', '.join(question.cells[:_CELLS_SHOWN])}{more})")
    default = "1" if question.clear else "-"
    answer: str = click.prompt(
        "Number, another code, or -", default=default, value_proc=lambda said: _understood(question, said.strip())
    )
    return answer


def _understood(question: "Question", said: str) -> str:
    if said.isdecimal() and 1 <= int(said) <= len(question.candidates):
        return question.candidates[int(said) - 1]
    try:
        return question.understood(said)
    except NotFound as wrong:
        raise click.BadParameter(f"{wrong.what} {wrong.remedy}") from wrong
