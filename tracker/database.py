"""Where the register lies, and how it is opened and upgraded."""

import os
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, create_engine, event, inspect, make_url, text
from sqlalchemy.exc import ArgumentError, DBAPIError, SQLAlchemyError

from tracker.errors import NoRegister, TrackerError

SCHEMA = "0002"
"""The migration that this program works with; a test holds it against the newest file in ``alembic/versions``."""


def default_location() -> str:
    """The register's place when nobody named one: ``TRACKER_DATABASE``, else a file in the user's data folder."""
    if named := os.environ.get("TRACKER_DATABASE"):
        return named
    from platformdirs import user_data_path

    return str(user_data_path("recommendation-tracker", appauthor=False) / "register.db")


def engine_for(location: str) -> Engine:
    """An engine for a file path or a database URL. Nothing is opened yet."""
    if "://" not in location:
        location = f"sqlite:///{Path(location).expanduser().absolute()}"
    try:
        url = make_url(location)
    except ArgumentError as wrong:
        raise TrackerError(
            f"'{location}' is not a place for a register.",
            remedy="Give a file, or an address such as postgresql://user@server/name.",
        ) from wrong
    if url.drivername in ("postgresql", "postgres"):
        url = url.set(drivername="postgresql+psycopg")
    engine = create_engine(url)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN"))
    return engine


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    """Hand transactions to SQLAlchemy (so that a failed migration leaves nothing) and hold foreign keys."""
    connection.isolation_level = None
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA busy_timeout = 10000")


def open_register(location: str) -> Engine:
    """The engine of an existing register of this program's version.

    Raises ``NoRegister`` when there is none, or when it needs ``tracker init`` first.
    """
    engine = engine_for(location)
    found = schema_of(engine, location)
    if found != SCHEMA:
        engine.dispose()
    if found is None:
        raise NoRegister("there is no register here yet.", where=shown(location), remedy="Make one with: tracker init")
    if found != SCHEMA:
        newer = found > SCHEMA
        remedy = "Install the newer version of the tracker." if newer else "Bring it up to date with: tracker init"
        raise NoRegister(
            f"the register is of version {found}, this program works with {SCHEMA}.",
            where=shown(location),
            remedy=remedy,
        )
    return engine


def schema_of(engine: Engine, location: str) -> str | None:
    """The migration a database stands at; ``None`` when it is no register yet."""
    file = engine.url.database
    if engine.dialect.name == "sqlite" and file and not Path(file).exists():
        return None
    try:
        with engine.connect() as connection:
            if not inspect(connection).has_table("alembic_version"):
                return None
            return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    except (DBAPIError, SQLAlchemyError) as wrong:
        raise NoRegister(
            "this is not a register, or it cannot be opened.",
            where=shown(location),
            remedy="Check the file or the address of the database.",
        ) from wrong


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
    """A place without its password."""
    return make_url(location).render_as_string(hide_password=True) if "://" in location else location
