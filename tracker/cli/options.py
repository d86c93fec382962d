"""Options that several commands share."""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any

import click

from tracker.door import acting_person, today
from tracker.language.texts import LANGUAGES

if TYPE_CHECKING:
    from tracker.dates import Period

Command = Callable[..., Any]


def database_option(command: Command) -> Command:
    """``--database``: where the register lies."""
    help_text = (
        "The register: a file, or the address of a PostgreSQL database. "
        "Default: TRACKER_DATABASE, else your data folder."
    )
    return click.option("--database", metavar="PLACE", help=help_text)(command)


def person_option(command: Command) -> Command:
    """``--as``: who acts, for the history."""
    help_text = "Your name for the history. Default: TRACKER_USER, else your login name."
    return click.option("--as", "who", metavar="NAME", help=help_text, default=acting_person, show_default=False)(
        command
    )


def format_option(command: Command) -> Command:
    """``--format``: table for people, json and csv for programs."""
    choice = click.Choice(["table", "json", "csv"])
    return click.option(
        "--format", "form", type=choice, default="table", show_default=True, help="The form of the output."
    )(command)


def as_of_option(command: Command) -> Command:
    """``--as-of``: what the register knew on an earlier day."""
    help_text = "Show the register as it was at the end of this day. Default: today."
    return click.option("--as-of", metavar="DATE", callback=a_past_date, help=help_text)(command)


def language_option(command: Command) -> Command:
    """``--language``: in which language an output is written; an office sets its own once."""
    return click.option(
        "--language",
        type=click.Choice(LANGUAGES),
        default="en",
        envvar="TRACKER_LANGUAGE",
        help="The language of the output. Default: TRACKER_LANGUAGE, else en.",
    )(command)


def a_period(_context: click.Context, _parameter: click.Parameter, value: str | None) -> "Period | None":
    """A date that was typed, as exact as it is: 2025-05-31, 31.05.2025, 2025-05, 2025-Q2, 2025-H1 or 2025."""
    if value is None:
        return None
    from tracker.dates import typed_period

    found = typed_period(value)
    if found is None:
        raise click.BadParameter(f"'{value}' is not a date; write 2025-05-31, 31.05.2025, 2025-05, 2025-Q2 or 2025.")
    return found


def a_past_date(_context: click.Context, _parameter: click.Parameter, value: str | None) -> date | None:
    """A day that is not to come."""
    found = a_date(_context, _parameter, value)
    if found is not None and found > today():
        raise click.BadParameter(f"{found} is in the future.")
    return found


def a_date(_context: click.Context, _parameter: click.Parameter, value: str | None) -> date | None:
    """The day of a date that was typed: of a month, a quarter, a half or a year the last one."""
    found = a_period(_context, _parameter, value)
    return found.on if found else None
