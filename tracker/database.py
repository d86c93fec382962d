"""Where the register lies, and how it is opened and upgraded."""

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, inspect, make_url, text
from sqlalchemy.exc import ArgumentError, DataError, DBAPIError, OperationalError, SQLAlchemyError

from tracker.errors import NoRegister, NotFound, TrackerError

SCHEMA = "0014"
"""The migration that this program works with; a test holds it against the newest file in ``alembic/versions``."""

_ACTS = "acts"
_ACTING = 7_021_993
"""The lock of PostgreSQL that acts on a register hold, one after the other: any number that nothing else uses there."""

_PATIENCE = 40_000
"""Milliseconds for which a file's writer waits for the others."""

_FOR_READING = (
    "the register is read-only.",
    "Ask for permission to change the file and its folder, or copy it to a folder of your own.",
)
_REFUSALS = {
    "readonly": _FOR_READING,
    "read-only transaction": _FOR_READING,
    "permission denied": ("you do not have permission to do this.", "Ask the administrator of the database for it."),
    "is locked": ("the register is in use by another program.", "Wait until it has finished, and try again."),
    "database or disk is full": ("the disk is full.", "Free some space, and try again."),
}
"""What a database says when it refuses, and what that means."""


def default_location() -> str:
    """Return the default location of the register: ``TRACKER_DATABASE``, else a file in the user's data folder."""
    if named := os.environ.get("TRACKER_DATABASE"):
        return named
    from platformdirs import user_data_path

    return str(user_data_path("recommendation-tracker", appauthor=False) / "register.db")


def evidence_folder(location: str) -> Path:
    """Return the folder of evidence files: ``TRACKER_EVIDENCE``, else the folder ``evidence`` beside the register."""
    named = os.environ.get("TRACKER_EVIDENCE")
    return Path(named).expanduser().absolute() if named else folder_beside(location, "evidence")


def folder_beside(location: str, name: str) -> Path:
    """A folder that belongs to a register and is moved with it: beside its file, else in the user's data folder."""
    address = _address(location)
    if address.get_backend_name() == "sqlite" and address.database:
        return Path(address.database).absolute().parent / name
    from platformdirs import user_data_path

    return user_data_path("recommendation-tracker", appauthor=False) / name


def engine_for(location: str) -> Engine:
    """An engine for a file path or a database URL. Nothing is opened yet."""
    engine = create_engine(_address(location))
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin)
    return engine


def for_reading(engine: Engine) -> Engine:
    """The engine for a command that only reads: all that it reads is of one moment."""
    return engine if engine.dialect.name == "sqlite" else engine.execution_options(isolation_level="REPEATABLE READ")


def for_acting(engine: Engine) -> Engine:
    """The engine for an act: acts come one after the other, so that each sees all that those before it did."""
    return engine.execution_options(**{_ACTS: True})


def for_noting(engine: Engine) -> Engine:
    """The engine for what is no act, such as a sign-on: it waits for no act, save in a file, which takes one writer."""
    return for_acting(engine) if engine.dialect.name == "sqlite" else engine


def _begin(connection: Connection) -> None:
    """Begin a transaction; one that acts waits here until the acts before it are done."""
    acts = connection.get_execution_options().get(_ACTS, False)
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("BEGIN IMMEDIATE" if acts else "BEGIN")
    elif acts:
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_ACTING})")


def _address(location: str) -> URL:
    if "://" not in location:
        return URL.create("sqlite", database=str(Path(location).expanduser().absolute()))
    try:
        url = make_url(location)
    except (ArgumentError, ValueError):
        url = URL.create("nothing")
    driver = {"sqlite": "sqlite", "postgresql": "postgresql+psycopg", "postgres": "postgresql+psycopg"}
    if url.get_backend_name() not in driver:
        raise TrackerError(
            f"'{shown(location)}' is neither a file nor a database.",
            remedy="Give a file, or an address such as postgresql://user@server/name.",
        )
    return url.set(drivername=driver[url.get_backend_name()])


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    """Hand transactions to SQLAlchemy (so that a failed migration leaves nothing) and hold foreign keys."""
    connection.isolation_level = None
    connection.execute(f"PRAGMA busy_timeout = {_PATIENCE}")
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA cache_size = -65536")


def open_register(location: str) -> Engine:
    """The engine of an existing register of this program's version.

    Raises ``NoRegister`` when there is none, or when it needs ``tracker init`` first.
    """
    engine = engine_for(location)
    found = schema_of(engine, location)
    if found != SCHEMA:
        engine.dispose()
    if found is None:
        raise NoRegister(
            "there is no register here yet.", where=shown(location), remedy="Create one with: tracker init"
        )
    if found != SCHEMA:
        raise _of_other_version(found, location)
    return engine


def make_register(location: str) -> tuple[Engine, bool]:
    """Create or upgrade a register; returns its engine, and True if it was created now.

    Raises ``NoRegister`` when it belongs to a newer program, or when nothing can be made at the place.
    """
    engine = engine_for(location)
    found = schema_of(engine, location)
    if found is not None and found > SCHEMA:
        engine.dispose()
        raise _of_other_version(found, location)
    try:
        upgrade(engine)
    except (OSError, OperationalError) as wrong:
        engine.dispose()
        if isinstance(wrong, OperationalError) and (refusal := _refusal(wrong, location)):
            raise refusal from wrong
        raise NoRegister(
            "a register cannot be created here.",
            where=shown(location),
            remedy="Name a folder or a database that you may write to.",
        ) from wrong
    return engine, found is None


def _of_other_version(found: str, location: str) -> NoRegister:
    newer = found > SCHEMA
    return NoRegister(
        f"the register has version {found}; this program needs version {SCHEMA}.",
        where=shown(location),
        remedy="Install the newer version of the tracker." if newer else "Update it with: tracker init",
    )


def schema_of(engine: Engine, location: str) -> str | None:
    """Return the migration of a database; ``None`` if it is not a register yet."""
    file = engine.url.database
    if engine.dialect.name == "sqlite" and file and not file.startswith("file:") and not Path(file).exists():
        return None
    try:
        with engine.connect() as connection:
            if not inspect(connection).has_table("alembic_version"):
                return None
            return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    except SQLAlchemyError as wrong:
        if refusal := _refusal(wrong, location):
            raise refusal from wrong
        raise NoRegister(
            "this is not a register, or it cannot be opened.",
            where=shown(location),
            remedy="Check the file or the address of the database.",
        ) from wrong


@contextmanager
def in_plain_words(location: str) -> Iterator[None]:
    """Turn a database error into a ``TrackerError`` that says what to do; too large a number is ``NotFound``."""
    try:
        yield
    except OverflowError as wrong:
        raise NotFound("no record has that number.", remedy="Check the number.") from wrong
    except DataError as wrong:
        raise NotFound("no record has that number.", remedy="Check the number.") from wrong
    except DBAPIError as wrong:
        if refusal := _refusal(wrong, location):
            raise refusal from wrong
        if not isinstance(wrong, OperationalError):
            raise
        raise TrackerError(f"{wrong.orig}.", where=shown(location), remedy="Nothing was changed.") from wrong


def _refusal(wrong: SQLAlchemyError, location: str) -> TrackerError | None:
    """What a refusal of the database means, where it is one that a person can do something about."""
    said = str(getattr(wrong, "orig", ""))
    told = next((told for sign, told in _REFUSALS.items() if sign in said), None)
    return TrackerError(told[0], where=shown(location), remedy=told[1]) if told else None


def upgrade(engine: Engine) -> None:
    """Bring the database to this program's version, all or nothing."""
    import alembic.command
    from alembic.config import Config

    here = Path(__file__).parent
    ini = here / "alembic.ini" if (here / "alembic.ini").exists() else here.parent / "alembic.ini"
    if engine.dialect.name == "sqlite" and engine.url.database:
        Path(engine.url.database).parent.mkdir(parents=True, exist_ok=True)
    config = Config(str(ini))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        alembic.command.upgrade(config, "head")


def shown(location: str) -> str:
    """A place without its password. Works on what is no proper address as well: it is shown in the message."""
    return re.sub(r"(://[^:/]*:).*@", r"\1***@", location)
