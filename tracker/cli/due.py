"""``tracker due``: set, change or clear due dates, of one recommendation or of many."""

from typing import Any

import click

from tracker.cli.filters import chosen, filter_options
from tracker.cli.options import database_option, person_option
from tracker.cli.output import tell_undo
from tracker.counting import named
from tracker.door import acting, now, typed_due


@click.command()
@click.argument("codes", nargs=-1)
@click.option("--to", "date", metavar="DATE", default="", help='A day, 2027-05, 2027-Q1, 2027, or "end of 2027".')
@click.option("--clear", is_flag=True, help="Remove the due date; the history keeps it.")
@filter_options
@database_option
@person_option
def command(codes: tuple[str, ...], date: str, database: str | None, who: str, *, clear: bool, **options: Any) -> None:
    """Set or clear the due dates of recommendations, named by their codes or by a filter.

    Examples: tracker due UPR-4/138.12 --to 2027-06-30; tracker due --mechanism CAT --agency MOJ --to "end of 2027"
    """
    from tracker.followup.acts import Person, set_due

    if bool(date) == clear:
        raise click.UsageError("Give the date with --to, or remove it with --clear.")
    with acting(database) as session:
        target = typed_due(session, date) if date else None
        found = chosen(session, codes, options)
        told = named([item.code for item in found])
        batch = set_due(session, found, target, Person(who, now()))
        if batch is None:
            session.rollback()
            click.echo("Nothing to change.")
            return
        click.echo(f"{told}: {f'due {target.text}' if target else 'no due date'}.")
        tell_undo(batch)
