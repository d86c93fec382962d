"""``tracker priority``: how urgent the group holds recommendations."""

from typing import Any

import click

from tracker.cli.filters import chosen, filter_options
from tracker.cli.options import database_option, person_option
from tracker.cli.output import tell_undo
from tracker.counting import named
from tracker.door import acting, now


@click.command()
@click.argument("codes", nargs=-1)
@click.option("--set", "level", type=click.Choice(["high", "medium", "low"]), help="The priority.")
@click.option("--reason", default="", help="Why; the history keeps it.")
@click.option("--clear", is_flag=True, help="Take the priority off.")
@filter_options
@database_option
@person_option
def command(
    codes: tuple[str, ...],
    level: str | None,
    reason: str,
    database: str | None,
    who: str,
    *,
    clear: bool,
    **options: Any,
) -> None:
    """Set or clear the priority of recommendations, by codes or for all of a filter.

    Example: tracker priority UPR-4/138.12 --set high --reason "The report is due in May"
    """
    from tracker.followup.journal import Journal
    from tracker.followup.priority import set_priority
    from tracker.vocabulary import BatchKind, Priority

    if bool(level) == clear:
        raise click.UsageError("Give the priority with --set, or take it off with --clear.")
    with acting(database) as session:
        found = chosen(session, codes, options)
        told = named([item.code for item in found])
        journal = Journal(session, BatchKind.COMMAND, f"priority of {told}: {level or 'none'}", who, now())
        for item in found:
            set_priority(journal, item, Priority(level) if level else None, reason)
        if not journal.wrote_or_waits():
            session.rollback()
            click.echo("Nothing to change.")
            return
        journal.flush()
        click.echo(f"{told}: {f'priority {level}' if level else 'no priority'}.")
    tell_undo(journal.number)
