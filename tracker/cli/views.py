"""``tracker views``: the saved views, which are conditions of a filter by name."""

from typing import TYPE_CHECKING, Any

import click

from tracker.cli.options import database_option, format_option, person_option
from tracker.cli.output import show_rows, tell_undo
from tracker.door import acting, now, reading
from tracker.language.texts import Texts

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from tracker.queries.saved_views import Kept

_COLUMNS = {"name": "View", "what": "Conditions", "saved_by": "Saved by"}


@click.group(invoke_without_command=True)
@format_option
@database_option
@click.pass_context
def command(context: click.Context, form: str, database: str | None) -> None:
    """List the saved views with their conditions.

    Save one with: tracker list --agency MOJ --overdue --save "MOJ overdue"

    Save it again with --force to change its conditions.

    Use it in every command with these options: tracker report progress --view "MOJ overdue" -o report.docx
    """
    if context.invoked_subcommand is not None:
        return
    from tracker.queries.saved_views import kept_views

    with reading(database) as session:
        rows = [_row(session, view) for view in kept_views(session)]
    if form == "table":
        rows = [{**row, "what": f"{row['what']}{_doubt(row['problem'])}"} for row in rows]
    show_rows(rows, form, _COLUMNS, empty="No view is saved yet. Save one: tracker list ... --save NAME")


def _row(session: "Session", view: "Kept") -> dict[str, Any]:
    """A view with its conditions in words and as options, who saved it, and what it names that is gone."""
    from exports.scope import scope_of

    return {
        "name": view.name,
        "what": scope_of(session, view.wanted, Texts()),
        "conditions": view.conditions,
        "saved_by": view.saved_by,
        "problem": view.problem,
    }


def _doubt(problem: str) -> str:
    return f" (cannot be used: {problem})" if problem else ""


@command.command("remove")
@click.argument("name")
@database_option
@person_option
def remove_command(name: str, database: str | None, who: str) -> None:
    """Remove a saved view. The recommendations stay as they are."""
    from tracker.followup.acts import Person
    from tracker.followup.saved_views import drop_view

    with acting(database) as session:
        batch, told = drop_view(session, name, Person(who, now()))
    click.echo(f"The view '{told}' was removed.")
    tell_undo(batch)
