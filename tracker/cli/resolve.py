"""``tracker resolve``: settle conflicts, singly or many at once."""

from typing import TYPE_CHECKING, Any

import click

from tracker.cli.options import acting, database_option, filter_options, now, person_option, today, wanted_with_waiting
from tracker.cli.output import tell_undo
from tracker.counting import counted

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from tracker.models import Conflict


@click.command()
@click.argument("numbers", nargs=-1)
@click.option("--theirs", is_flag=True, help="Take what the sheet says.")
@click.option("--ours", is_flag=True, help="Keep what the register holds.")
@click.option("--value", default="", help="Enter this value instead.")
@click.option("--request", type=int, help="All of this round.")
@click.option("--field", default="", help="All of this field: status, measures, due, note ...")
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
    """Settle conflicts by their numbers (see: tracker conflicts), or all of a filter at once.

    Examples: tracker resolve 12.7 --theirs; tracker resolve --agency MOJ --field measures --ours
    """
    if [theirs, ours, bool(value)].count(True) != 1:
        raise click.UsageError("Say one of --theirs, --ours or --value TEXT.")
    if not numbers and not (request or field or any(options.values())):
        raise click.UsageError("Which conflicts? Give their numbers, or a filter such as --request 3.")
    from tracker.followup.conflicts import OURS, THEIRS, find_conflict, settle
    from tracker.followup.journal import Journal
    from tracker.vocabulary import BatchKind

    choice = THEIRS if theirs else OURS if ours else value
    with acting(database) as session:
        found = [find_conflict(session, number) for number in numbers] or _filtered(session, options, request, field)
        if not found:
            click.echo("No conflict waits there.")
            return
        journal = Journal(
            session, BatchKind.COMMAND, f"resolve {counted(len(found), 'conflict')} ({choice[:40]})", who, now()
        )
        for conflict in found:
            done = settle(journal, conflict, choice, today())
            click.echo(f"{done.number} {done.code}, {done.field}: {done.choice}")
    tell_undo(journal.number)


def _filtered(session: "Session", options: dict[str, Any], request: int | None, field: str) -> "list[Conflict]":
    from tracker.queries.conflicts import open_conflicts

    rows = session.execute(open_conflicts(wanted_with_waiting(session, options), today(), request=request))
    found: list[Conflict] = [row[0] for row in rows]
    return [conflict for conflict in found if field in ("", conflict.field)]
