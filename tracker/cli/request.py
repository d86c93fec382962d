"""``tracker request``: rounds of asking the agencies for input by a date."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tracker.cli.files import filling
from tracker.cli.filters import filter_options, wanted_from
from tracker.cli.options import a_date, database_option, format_option, language_option, person_option
from tracker.cli.output import show_json, show_rows, tell_undo, tell_waiting
from tracker.counting import counted
from tracker.door import acting, now, reading, templates_of, today

if TYPE_CHECKING:
    from exports.letter_words import Sending

_ROUNDS = {
    "number": "Round",
    "title": "Title",
    "opened": "Opened",
    "due": "Due",
    "language": "Language",
    "agencies": "Agencies",
    "answered": "Replied",
    "in_part": "In part",
    "no_answer": "No reply",
}
_STANDINGS = {
    "agency": "Agency",
    "name": "Name",
    "asked": "Asked",
    "answered": "Replied",
    "state": "State",
    "last_answer": "Last reply",
    "days_late": "Days late",
    "asked_by": "Asked by",
    "reminders": "Reminders",
}


@click.group()
def command() -> None:
    """Ask the agencies for input: open a round, see who has replied, remind those who have not."""


def sending_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """The options of what leaves the house."""
    folder = click.Path(path_type=Path, file_okay=False)
    options = [
        click.option(
            *("-o", "--output", "target"),
            required=True,
            type=folder,
            help="The folder to write the agencies' folders in.",
        ),
        click.option(
            "--contact",
            default="",
            help="The person to reply to. Default: the focal point of the secretariat, if it is known.",
        ),
        click.option("--from", "sender", default="", metavar="ADDRESS", help="The sender of the mail drafts."),
        click.option(
            "--templates",
            type=click.Path(path_type=Path, file_okay=False, exists=True),
            metavar="FOLDER",
            help="The folder of your own letter templates. "
            "Default: the folder 'templates' beside the register, else the shipped ones.",
        ),
    ]
    for option in reversed(options):
        function = option(function)
    return function


@command.command("open")
@click.option("--title", required=True, help="The subject of the round, for the letters.")
@click.option(
    "--due", "due_on", required=True, metavar="DATE", callback=a_date, help="The day by which the agencies must reply."
)
@language_option
@click.option(
    "--number-prefix",
    default="",
    metavar="TEXT",
    help="Number the letters with this prefix and a running number. Default: left blank for the chancellery.",
)
@click.option("--not-to", metavar="AGENCY", multiple=True, help="An agency to leave out; may be given several times.")
@click.option("--closed", is_flag=True, help="Ask about recommendations with a closed status as well.")
@sending_options
@filter_options
@database_option
@person_option
def open_command(
    title: str,
    due_on: date,
    language: str,
    number_prefix: str,
    not_to: tuple[str, ...],
    target: Path,
    contact: str,
    sender: str,
    templates: Path | None,
    database: str | None,
    who: str,
    *,
    closed: bool,
    **options: Any,
) -> None:
    """Open a round: write a workbook, a letter and a mail draft for each agency, and record what it was asked.

    Every agency with a role in the chosen recommendations gets a folder. It gets one workbook for the recommendations
    that it leads on and another for those that it contributes to. The round is saved only if all files are written.

    tracker request open --title "Spring 2027 review" --due 2026-12-20 --review UPR-4 -o round
    """
    from exports.round_sent import Round, send_round
    from tracker.followup.acts import Person
    from tracker.followup.requests import Leaving, closed_left_out
    from tracker.language.texts import Texts
    from tracker.queries.filter import count_waiting
    from tracker.queries.find import find_agency
    from tracker.queries.reference import status_words

    with acting(database) as session, filling(target) as folder:
        wanted = wanted_from(session, options)
        leaving = Leaving(tuple(find_agency(session, name) for name in not_to), closed)
        wish = Round(title, due_on, wanted, language, number_prefix, leaving)
        sent = send_round(session, wish, folder, _sending(contact, sender, templates, database), Person(who, now()))
        waiting = count_waiting(session, wanted, today())
        left_out = closed_left_out(session, wanted, today(), leaving)
        labels = status_words(session, Texts())
    asked = counted(len(sent.agencies), "agency", "agencies")
    click.echo(f"Round {sent.number} asks {asked} to reply by {due_on}: {target}")
    letter = f"R{sent.number} ... letter"
    click.echo(f"When the letters have their numbers: tracker letters number '{letter}' NUMBER --date DATE")
    tell_waiting(waiting)
    if left_out:
        statuses = ", ".join(f"{labels[status]}: {number}" for status, number in left_out.items())
        number = counted(left_out.total(), "recommendation")
        click.echo(
            f"Not asked about, because the status is closed: {number} ({statuses}). To ask about these too: --closed"
        )
    tell_undo(sent.batch)


@command.command("list")
@format_option
@database_option
def list_command(form: str, database: str | None) -> None:
    """List the rounds, the latest first."""
    from tracker.queries.requests import overview

    with reading(database) as session:
        show_rows(
            overview(session, today()), form, _ROUNDS, empty="There are no rounds yet. See: tracker request open --help"
        )


@command.command("show")
@click.argument("number", type=int)
@format_option
@database_option
def show_command(number: int, form: str, database: str | None) -> None:
    """Show who has replied to a round, in full, in part or not at all, and how many days late.

    The agencies with the most missing replies come first. A late reply still shows by how many days it was late. Of
    an agency that replied in part, the recommendations without a reply are named.
    """
    from tracker.followup.requests import find_request
    from tracker.queries.letters import standing_rows
    from tracker.queries.requests import overview

    with reading(database) as session:
        request = find_request(session, number)
        whole = next(row for row in overview(session, today()) if row["number"] == number)
        rows = standing_rows(session, request, today())
    if form == "json":
        show_json({**whole, "standings": rows})
        return
    if form == "table":
        click.echo(f"Round {number}: {whole['title']}, due {whole['due']}")
    show_rows(rows, form, _STANDINGS)
    if form == "table":
        for row in rows:
            if row["state"] == "in part":
                click.echo(f"{row['agency']} has not replied on: {', '.join(row['missing'])}")


@command.command("remind")
@click.argument("number", type=int)
@click.option("--agency", default="", metavar="AGENCY", help="Only this agency; key or name.")
@sending_options
@database_option
@person_option
def remind_command(
    number: int,
    agency: str,
    target: Path,
    contact: str,
    sender: str,
    templates: Path | None,
    database: str | None,
    who: str,
) -> None:
    """Write a reminder to each agency that has not replied in full, with the workbook and a mail draft.

    The letter quotes the number and date of the first letter, and lists the recommendations without a reply.
    """
    from exports.round_sent import send_reminders
    from tracker.followup.acts import Person
    from tracker.queries.find import find_agency

    with acting(database) as session, filling(target) as folder:
        key = find_agency(session, agency) if agency else ""
        sending = _sending(contact, sender, templates, database)
        sent = send_reminders(session, number, key, folder, sending, Person(who, now()))
    click.echo(f"Round {number}: reminders to {', '.join(sent.agencies)}: {target}")
    tell_undo(sent.batch)


@command.command("write")
@click.argument("number", type=int)
@sending_options
@database_option
def write_command(
    number: int, target: Path, contact: str, sender: str, templates: Path | None, database: str | None
) -> None:
    """Write the folders of a round again: what was asked then, with the present numbers of the letters."""
    from exports.round_sent import write_again

    with reading(database) as session, filling(target) as folder:
        written = write_again(session, number, folder, _sending(contact, sender, templates, database))
    click.echo(f"Round {number} was written again, {counted(len(written), 'agency', 'agencies')}: {target}")


def _sending(contact: str, sender: str, templates: Path | None, database: str | None) -> "Sending":
    from exports.letter_words import Sending

    return Sending(today(), contact, sender, templates or templates_of(database))
