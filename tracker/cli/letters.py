"""``tracker letters``: the register of correspondence, out and in."""

import sys
from datetime import date
from pathlib import Path

import click

from tracker.cli.files import filling
from tracker.cli.options import a_date, database_option, format_option, person_option
from tracker.cli.output import show_rows, tell_undo
from tracker.door import acting, now, reading, today

_COLUMNS = {
    "letter": "Letter",
    "request": "Round",
    "direction": "Way",
    "kind": "Kind",
    "agency": "Agency",
    "number": "Number",
    "date": "Date",
    "received": "Received",
    "to": "Refers to",
    "file": "File",
}


@click.group(invoke_without_command=True)
@click.option("--request", type=int, help="Only those of this round.")
@click.option("--agency", default="", metavar="AGENCY", help="Only to and from this agency; key or name.")
@click.option(
    "--direction", type=click.Choice(["out", "in"]), help="Only letters that were sent (out), or received (in)."
)
@format_option
@database_option
@click.pass_context
def command(
    context: click.Context, request: int | None, agency: str, direction: str | None, form: str, database: str | None
) -> None:
    """List the letters, sent and received, with the numbers and dates of both sides."""
    if context.invoked_subcommand is not None:
        return
    from tracker.queries.find import find_agency
    from tracker.queries.letters import letters

    with reading(database) as session:
        key = find_agency(session, agency) if agency else ""
        rows = letters(session, request=request, agency=key, direction=direction or "")
    show_rows(rows, form, _COLUMNS, empty="No letters.")


@command.command("number")
@click.argument("letter")
@click.argument("number")
@click.option("--date", "on", required=True, metavar="DATE", callback=a_date, help="The date of the letter.")
@click.option("--replace", is_flag=True, help="Replace the number that the letter has.")
@database_option
@person_option
def number_command(letter: str, number: str, on: date, database: str | None, who: str, *, replace: bool) -> None:
    """Record the number and date that the chancellery gave to our letter. Name the letter by its entry or its file.

    If the letter has another number already, the command asks first. Example:

    tracker letters number "R3 MOJ letter" 05/3-1204 --date 2026-11-25
    """
    from tracker.followup.acts import Person, seal_letter
    from tracker.followup.letters import Seal, find_letter, other_seal

    with acting(database) as session:
        found = find_letter(session, letter)
        name, seal = f"{found.file or 'The letter'} to {found.agency_key}", Seal(number, on)
        if not replace and sys.stdin.isatty() and (had := other_seal(found, seal)):
            replace = click.confirm(f"{name} has {had} already. Replace it with No. {number} of {on}?", abort=True)
        batch = seal_letter(session, found, seal, Person(who, now()), replace=replace)
        if batch is None:
            session.rollback()
    click.echo(f"{name}: No. {number} of {on}")
    if batch is not None:
        tell_undo(batch)


@command.command("received")
@click.argument("agency")
@click.option("--request", "round_number", type=int, required=True, help="The round that it replies to.")
@click.option("--number", required=True, help="The agency's own number.")
@click.option("--date", "on", required=True, metavar="DATE", callback=a_date, help="The date of the letter.")
@click.option("--received", metavar="DATE", callback=a_date, help="The day on which it arrived. Default: today.")
@click.option("--file", default="", metavar="NAME", help="The name of the sheet that came with it.")
@database_option
@person_option
def received_command(
    agency: str,
    round_number: int,
    number: str,
    on: date,
    received: date | None,
    file: str,
    database: str | None,
    who: str,
) -> None:
    """Record a letter of reply from an agency, with its own number and date.

    To import the sheet that came with it: tracker import
    """
    from tracker.followup.acts import Person, receive_letter
    from tracker.followup.letters import Seal
    from tracker.followup.requests import find_request
    from tracker.models.batch import spoken
    from tracker.queries.find import find_agency

    with acting(database) as session:
        key = find_agency(session, agency)
        request = find_request(session, round_number)
        day, person = received or today(), Person(who, now())
        batch, letter = receive_letter(session, request, key, Seal(number, on), day, person, file)
    click.echo(f"Letter {spoken(letter)}: No. {number} of {on} from {key}, reply to round {round_number}")
    tell_undo(batch)


@command.command("remove")
@click.argument("letter")
@click.option("--reason", required=True, help="The reason, for the history.")
@database_option
@person_option
def remove_command(letter: str, reason: str, database: str | None, who: str) -> None:
    """Remove a letter that was recorded by mistake. Name it by its entry, its file or its number. Undo restores it.

    tracker letters remove 7/1-33 --reason "it answers another request"
    """
    from tracker.followup.journal import Journal
    from tracker.followup.letters import find_letter, remove_letter
    from tracker.queries.letters import named
    from tracker.vocabulary import BatchKind

    with acting(database) as session:
        found = find_letter(session, letter)
        told = f"letter {named(found)} of {found.agency_key}"
        journal = Journal(session, BatchKind.COMMAND, f"{told} removed: {reason}", who, now())
        remove_letter(journal, found)
    click.echo(f"{told[0].upper()}{told[1:]} was removed.")
    tell_undo(journal.number)


@command.command("templates")
@click.option(
    *("--to", "target"),
    required=True,
    type=click.Path(path_type=Path, file_okay=False),
    help="The folder; 'templates' beside the register is found without an option.",
)
def templates_command(target: Path) -> None:
    """Copy the shipped letter templates and words into a folder of your own, to edit them."""
    from exports.letter import copy_templates

    with filling(target) as folder:
        names = copy_templates(folder)
    click.echo(f"{', '.join(names)}: {target}")
