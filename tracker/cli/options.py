"""Options that several commands share, and the opening of the register."""

import getpass
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tracker.errors import TrackerError
from tracker.language.texts import LANGUAGES, Texts

if TYPE_CHECKING:
    from sqlalchemy import Engine
    from sqlalchemy.orm import Session

    from tracker.dates import Period
    from tracker.followup.archive import Archive

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


def typed_due(session: "Session", text: str) -> "Period":
    """A due date as a person types it, in figures or in words ("end of 2027"), as the cells of a sheet are read."""
    from imports.cells.dates import DateReader
    from imports.merging.load_vocabulary import load_vocabulary
    from tracker.dates import Period, typed_period

    if found := typed_period(text):
        return found
    read = DateReader(load_vocabulary(session)).read(text)
    if read is None or read.on is None:
        raise click.BadParameter(f"'{text}' is not a date. Write it as 2027-05-31, 2027-Q2, 2027 or \"end of 2027\".")
    return Period(read.on, read.precision, text)


def typed_day(session: "Session", text: str) -> date | None:
    """The last day that a typed text names in figures or words ("Law No. 12, 12 March 2025")."""
    from imports.cells.dates import DateReader
    from imports.merging.load_vocabulary import load_vocabulary

    return DateReader(load_vocabulary(session)).find(text)


def acting_person() -> str:
    """Return the default name of the acting person."""
    return os.environ.get("TRACKER_USER") or _login_name()


def _login_name() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "unknown"


def today() -> date:
    """The day of the act: ``TRACKER_TODAY`` where a test or an exercise sets it, else the clock's."""
    said = os.environ.get("TRACKER_TODAY")
    if not said:
        return datetime.now().astimezone().date()
    try:
        return date.fromisoformat(said)
    except ValueError as wrong:
        raise TrackerError(
            f"'{said}' is not a date.", where="TRACKER_TODAY", remedy="Write it as 2026-03-02, or unset it."
        ) from wrong


def now() -> datetime:
    """The moment of the act on the officer's clock, whose day is the day of the act."""
    moment = datetime.now().astimezone()
    day = today() if os.environ.get("TRACKER_TODAY") else moment.date()
    return moment.replace(year=day.year, month=day.month, day=day.day)


@contextmanager
def reading(database: str | None, as_of: date | None = None) -> "Iterator[Session]":
    """The register, open for reading; with a day, as it was at the end of that day."""
    from tracker.database import for_reading

    with _opened(database, for_reading) as session:
        if as_of is None or as_of >= today():
            yield session
            return
        from tracker.dates import morning_of
        from tracker.queries.snapshot import last_batch_before, register_after

        with register_after(session, last_batch_before(session, morning_of(as_of + timedelta(days=1)))) as copy:
            yield copy


@contextmanager
def _opened(database: str | None, prepared: "Callable[[Engine], Engine]") -> "Iterator[Session]":
    from sqlalchemy.orm import Session

    from tracker.database import default_location, in_plain_words, open_register

    location = database or default_location()
    engine = open_register(location)
    try:
        with in_plain_words(location), Session(prepared(engine)) as session:
            yield session
    finally:
        engine.dispose()


@contextmanager
def acting(database: str | None) -> "Iterator[Session]":
    """The register, open for one act: all of it is kept, or nothing."""
    from tracker.database import for_acting

    with _opened(database, for_acting) as session, session.begin():
        yield session


def archive_of(database: str | None) -> "Archive":
    """The files of evidence that belong to the register."""
    from tracker.database import default_location, evidence_folder
    from tracker.followup.archive import Archive

    return Archive(evidence_folder(database or default_location()))


def templates_of(database: str | None) -> Path | None:
    """The group's own letter templates: the folder ``templates`` beside the register, where there is one."""
    from tracker.database import default_location, folder_beside

    folder = folder_beside(database or default_location(), "templates")
    return folder if folder.is_dir() else None


def texts_of(language: str, database: str | None) -> Texts:
    """The texts in a language; those of the group's own folder ``templates`` stand before the shipped ones."""
    return Texts(language, templates_of(database))


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
