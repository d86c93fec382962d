"""``tracker resolve``: resolve one or more conflicts."""

from typing import TYPE_CHECKING, Any

import click

from tracker.cli.filters import filter_options, wanted_with_waiting
from tracker.cli.options import database_option, person_option
from tracker.cli.output import tell_undo
from tracker.door import acting, now, today, typed_choice

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
    choice = _choice(value, theirs=theirs, ours=ours)
    if not numbers and not (request or field or any(options.values())):
        raise click.UsageError("Which conflicts? Give their numbers, or a filter such as --request 3.")
    from imports.fields import plain_label
    from tracker.followup.acts import Person, settle_conflicts
    from tracker.followup.conflicts import find_conflict

    with acting(database) as session:
        found = [find_conflict(session, number) for number in numbers] or _filtered(session, options, request, field)
        if not found:
            click.echo("There is no open conflict to resolve.")
            return
        chosen = [(conflict, typed_choice(session, conflict.field, choice)) for conflict in found]
        batch, settled = settle_conflicts(session, chosen, Person(who, now()), today())
    for done in settled:
        click.echo(f"{done.number} {done.code}, {plain_label(done.field)}: {done.choice}")
    tell_undo(batch)


def _choice(value: str, *, theirs: bool, ours: bool) -> str:
    """How the conflicts are settled. Raises ``UsageError`` unless one way is given."""
    from tracker.followup.conflicts import OURS, THEIRS

    if [theirs, ours, bool(value)].count(True) != 1:
        raise click.UsageError("Give one of --theirs, --ours or --value TEXT.")
    return THEIRS if theirs else OURS if ours else value


def _filtered(session: "Session", options: dict[str, Any], request: int | None, field: str) -> "list[Conflict]":
    from tracker.queries.conflicts import open_conflicts

    rows = session.execute(open_conflicts(wanted_with_waiting(session, options), today(), request=request))
    found: list[Conflict] = [row[0] for row in rows]
    return [conflict for conflict in found if field in ("", conflict.field)]
