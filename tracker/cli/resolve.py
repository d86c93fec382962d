"""``tracker resolve``: resolve one or more conflicts."""

from typing import TYPE_CHECKING, Any

import click

from tracker.cli.filters import filter_options, wanted_with_waiting
from tracker.cli.options import database_option, person_option
from tracker.cli.output import tell_undo
from tracker.counting import counted
from tracker.door import acting, now, today, typed_due

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from tracker.models import Conflict


@click.command()
@click.argument("numbers", nargs=-1)
@click.option("--theirs", is_flag=True, help="Take what the sheet says.")
@click.option("--ours", is_flag=True, help="Keep what the register holds.")
@click.option("--value", default="", help="Use this value instead.")
@click.option("--request", type=int, help="All conflicts of this round.")
@click.option("--field", default="", help="All conflicts of this field: status, measures, due, note ...")
@filter_options
@database_option
@person_option
def command(
    numbers: tuple[str, ...],
    value: str,
    request: int | None,
    field: str,
    database: str | None,
    who: str,
    *,
    theirs: bool,
    ours: bool,
    **options: Any,
) -> None:
    """Resolve conflicts, named by their numbers (see: tracker conflicts) or by a filter.

    Examples: tracker resolve 12.7 --theirs; tracker resolve --agency MOJ --field measures --ours
    """
    if [theirs, ours, bool(value)].count(True) != 1:
        raise click.UsageError("Give one of --theirs, --ours or --value TEXT.")
    if not numbers and not (request or field or any(options.values())):
        raise click.UsageError("Which conflicts? Give their numbers, or a filter such as --request 3.")
    from imports.fields import plain_label
    from tracker.followup.conflicts import OURS, THEIRS, find_conflict, settle
    from tracker.followup.journal import Journal
    from tracker.vocabulary import BatchKind

    choice = THEIRS if theirs else OURS if ours else value
    with acting(database) as session:
        found = [find_conflict(session, number) for number in numbers] or _filtered(session, options, request, field)
        if not found:
            click.echo("There is no open conflict to resolve.")
            return
        journal = Journal(
            session, BatchKind.COMMAND, f"resolve {counted(len(found), 'conflict')} ({choice[:40]})", who, now()
        )
        for conflict in found:
            said = _as_date(session, choice) if value and conflict.field in ("due", "dated") else choice
            done = settle(journal, conflict, said, today())
            click.echo(f"{done.number} {done.code}, {plain_label(done.field)}: {done.choice}")
    tell_undo(journal.number)


def _as_date(session: "Session", text: str) -> str:
    """A date that was typed in words ("end of 2028"), in figures."""
    from tracker.dates import shown_date

    found = typed_due(session, text)
    return shown_date(found.on, found.precision) or text


def _filtered(session: "Session", options: dict[str, Any], request: int | None, field: str) -> "list[Conflict]":
    from tracker.queries.conflicts import open_conflicts

    rows = session.execute(open_conflicts(wanted_with_waiting(session, options), today(), request=request))
    found: list[Conflict] = [row[0] for row in rows]
    return [conflict for conflict in found if field in ("", conflict.field)]
