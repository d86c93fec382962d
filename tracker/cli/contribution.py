"""``tracker contribution``: what the Ombudsperson and civil society say, beside the State's answers."""

from datetime import date
from typing import Any

import click

from tracker.cli.filters import filter_options, wanted_with_waiting
from tracker.cli.options import a_date, database_option, format_option, person_option
from tracker.cli.output import show_rows, tell_undo
from tracker.door import acting, now, reading, today

_COLUMNS = {"code": "Code", "from": "From", "author": "Author", "date": "Date", "text": "Text"}
_SPEAKERS = click.Choice(["ombudsperson", "civil_society"])


@click.group()
def command() -> None:
    """Record what the Ombudsperson and civil society say.

    It stands beside the State's replies, changes no status and is never counted in progress reports. For a parallel
    report: tracker export contributions
    """


@command.command("add")
@click.argument("code")
@click.argument("text")
@click.option("--from", "speaker", type=_SPEAKERS, required=True, help="Who says it.")
@click.option("--author", default="", metavar="NAME", help="The organisation or the document.")
@click.option("--date", "on", required=True, metavar="DATE", callback=a_date, help="The day on which it was said.")
@database_option
@person_option
def add_command(code: str, text: str, speaker: str, author: str, on: date, database: str | None, who: str) -> None:
    """Add a contribution to a recommendation, in the words of its author.

    tracker contribution add "CAT-5/13(b)" "Doctors are still refused" --from civil_society --author "Prison Watch"
    --date 2025-11-10
    """
    from tracker.followup.contributions import Words, add_contribution
    from tracker.followup.journal import Journal
    from tracker.queries.find import find_recommendation
    from tracker.vocabulary import BatchKind, Speaker

    with acting(database) as session:
        item = find_recommendation(session, code)
        told = item.code
        journal = Journal(session, BatchKind.COMMAND, f"contribution to {told} ({speaker})", who, now())
        add_contribution(journal, item, Words(Speaker(speaker), text, on, author), today())
    click.echo(f"{told}: contribution added ({speaker}, {on})")
    tell_undo(journal.number)


@command.command("list")
@click.option("--from", "speaker", type=_SPEAKERS, default=None, help="Only of this voice.")
@filter_options
@format_option
@database_option
def list_command(speaker: str | None, form: str, database: str | None, **options: Any) -> None:
    """List the contributions to the recommendations of a filter."""
    from tracker.queries.contributions import contributions

    with reading(database) as session:
        rows = contributions(session, wanted_with_waiting(session, options), today(), speaker or "")
    show_rows(rows, form, _COLUMNS, empty="There are no contributions yet.")
