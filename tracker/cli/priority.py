"""``tracker priority``: how urgent the group holds recommendations."""

from typing import Any

import click

from tracker.cli.filters import chosen, filter_options
from tracker.cli.options import database_option, person_option
from tracker.cli.output import tell_undo
from tracker.counting import named
from tracker.door import acting, now, today


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
    from tracker.followup.acts import Person
    from tracker.followup.many import Given, give
    from tracker.vocabulary import Priority

    if bool(level) == clear:
        raise click.UsageError("Give the priority with --set, or take it off with --clear.")
    with acting(database) as session:
        found = [item.code for item in chosen(session, codes, options)]
        told = named(found)
        given = Given(priority=Priority(level) if level else None, no_priority=clear, reason=reason)
        batch, _ = give(session, found, given, Person(who, now()), today())
        if batch is None:
            session.rollback()
            click.echo("Nothing to change.")
            return
        click.echo(f"{told}: {f'priority {level}' if level else 'no priority'}.")
    tell_undo(batch)
