"""``tracker users``: the accounts of people who sign on at an office server."""

from typing import TYPE_CHECKING

import click

from tracker.cli.options import database_option, format_option, person_option
from tracker.cli.output import show_rows, tell_undo
from tracker.door import acting, now, reading, today
from tracker.roles import role_rows, roles

if TYPE_CHECKING:
    from tracker.followup.accounts import Code

_COLUMNS = {"name": "Name", "role": "Role", "agency": "Agency", "state": "State", "seen": "Last seen"}


@click.group()
def command() -> None:
    """Add, list and close the accounts of people who use the pages on an office server.

    On your own computer no account is needed. See: tracker web --help
    """


@command.command("list")
@format_option
@database_option
def list_command(form: str, database: str | None) -> None:
    """List the accounts, with their roles and when each person was last there."""
    from tracker.queries.accounts import accounts

    with reading(database) as session:
        rows = accounts(session, now())
    show_rows(
        rows, form, _COLUMNS, empty='There is no account yet. Add one: tracker users add "NAME" --role secretariat'
    )


@command.command("roles")
@format_option
def roles_command(form: str) -> None:
    """Show what each role may do: for all recommendations, for its own, or not at all."""
    columns = {"what": "Permission", **{role: role.capitalize() for role in roles()}}
    show_rows(role_rows(), form, columns)


@command.command("add")
@click.argument("name")
@click.option("--role", required=True, type=click.Choice(roles()), help="What the person may do: tracker users roles")
@click.option("--agency", metavar="AGENCY", default="", help="The agency of a person of the role agency; key or name.")
@database_option
@person_option
def add_command(name: str, role: str, agency: str, database: str | None, who: str) -> None:
    """Add an account, or open a closed one again. The command shows a code, with which the person sets a password.

    tracker users add "Aysel Məmmədova" --role agency --agency MOJ
    """
    from tracker.followup.accounts import add_account
    from tracker.followup.journal import Journal
    from tracker.queries.find import find_agency
    from tracker.vocabulary import BatchKind

    with acting(database) as session:
        key = find_agency(session, agency) if agency else ""
        journal = Journal(session, BatchKind.COMMAND, f"account of {name}: {key or role}", who, now())
        code = add_account(journal, name, role, key)
    _tell_code(code)
    tell_undo(journal.number)


@command.command("reset")
@click.argument("name")
@database_option
def reset_command(name: str, database: str | None) -> None:
    """Give a new code to a person who forgot the password. The old password and all sign-ons end at once."""
    from tracker.followup.accounts import reset_account

    with acting(database) as session:
        code = reset_account(session, name, now())
    _tell_code(code)


@command.command("close")
@click.argument("name")
@database_option
@person_option
def close_command(name: str, database: str | None, who: str) -> None:
    """Close an account. The person is signed off at once; what they did stays in the history under their name.

    If the act is undone, the account needs a new code: tracker users reset NAME
    """
    from tracker.followup.accounts import close_account
    from tracker.followup.journal import Journal
    from tracker.vocabulary import BatchKind

    with acting(database) as session:
        journal = Journal(session, BatchKind.COMMAND, f"account of {name} closed", who, now())
        told = close_account(journal, name, today())
    click.echo(f"The account of {told} was closed.")
    tell_undo(journal.number)


def _tell_code(code: "Code") -> None:
    from tracker.dates import shown_moment

    click.echo(f"Code for {code.name}, until {shown_moment(code.until)}:")
    click.echo(f"  {code.text}")
    click.echo(
        "It works once. The person sets a password with it: on the page 'Sign on', 'Set your password with a code'."
    )
