import gc
import sqlite3
import warnings
from pathlib import Path

import pytest
from sqlalchemy import text

from tracker import database
from tracker.database import SCHEMA, default_location, engine_for, make_register, open_register, schema_of, shown
from tracker.errors import NoRegister, TrackerError


def stand_at(desk, version):
    with desk.engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = :version"), {"version": version})


def test_the_place_is_the_named_one(monkeypatch):
    monkeypatch.setenv("TRACKER_DATABASE", "/shared/register.db")
    assert default_location() == "/shared/register.db"


def test_without_a_named_place_it_is_a_file_in_the_users_data_folder(monkeypatch, tmp_path):
    monkeypatch.delenv("TRACKER_DATABASE", raising=False)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    place = Path(default_location())
    assert (place.name, place.is_absolute()) == ("register.db", True)
    assert place.parent.name == "recommendation-tracker"


@pytest.mark.parametrize("name", ["register.db", "Tövsiyələr 2026.db", "Реестр №2.db", "100% done.db", "#1.db"])
def test_a_file_of_any_name_is_a_place(tmp_path, name):
    engine = engine_for(str(tmp_path / name))
    assert engine.url.database == str(tmp_path / name)


@pytest.mark.parametrize("name", ["which?.db", "follow%20up.db"])
def test_a_file_name_is_taken_as_it_is(tmp_path, name):
    assert engine_for(str(tmp_path / name)).url.database == str(tmp_path / name)


def test_a_relative_file_and_the_home_folder_are_places(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))
    assert engine_for("register.db").url.database == str(tmp_path / "register.db")
    assert engine_for("~/register.db").url.database == str(tmp_path / "register.db")


@pytest.mark.parametrize("scheme", ["postgresql", "postgres", "postgresql+psycopg"])
def test_every_way_to_write_a_postgresql_address_works(scheme):
    assert engine_for(f"{scheme}://mfa@server/register").url.drivername == "postgresql+psycopg"


def test_what_is_no_place_is_said_with_an_example():
    with pytest.raises(TrackerError, match=r"'://' is not a place .* postgresql://user@server/name"):
        engine_for("://")


@pytest.mark.parametrize(
    "place", ["mysql://mfa@server/register", "access://register", "postgresql://mfa@server:x/register"]
)
def test_a_database_that_is_not_supported_is_said_as_well(place):
    with pytest.raises(TrackerError, match="not a place for a register"):
        engine_for(place)


def test_a_password_is_never_shown_even_of_what_is_no_place():
    with pytest.raises(TrackerError) as said:
        engine_for("postgresql://mfa:geheim@server:x/register")
    assert "mfa:***@server:x" in said.value.message


def test_a_place_is_shown_without_its_password():
    assert shown("postgresql://mfa:geheim@server/register") == "postgresql://mfa:***@server/register"
    assert shown("C:/Data/register.db") == "C:/Data/register.db"


def test_a_register_opens(desk):
    engine = open_register(desk.place)
    assert schema_of(engine, desk.place) == SCHEMA
    engine.dispose()


def test_foreign_keys_are_held_on_sqlite(quick_desk):
    with quick_desk.engine.connect() as connection:
        assert connection.execute(text("PRAGMA foreign_keys")).scalar() == 1


@pytest.mark.parametrize("file", ["register.db", "no/such/folder/register.db"])
def test_a_missing_register_is_said_with_the_command_that_makes_one(tmp_path, file):
    place = tmp_path / file
    with pytest.raises(NoRegister) as said:
        open_register(str(place))
    assert (said.value.where, said.value.remedy) == (str(place), "Make one with: tracker init")
    assert not place.exists()


def test_an_empty_file_is_no_register_yet(tmp_path):
    (tmp_path / "register.db").touch()
    with pytest.raises(NoRegister, match="there is no register here yet"):
        open_register(str(tmp_path / "register.db"))


def test_an_empty_database_is_no_register_yet(desk):
    with desk.engine.begin() as connection:
        connection.execute(text("DROP TABLE alembic_version"))
    with pytest.raises(NoRegister, match="tracker init"):
        open_register(desk.place)


def test_a_file_of_another_kind_is_not_a_register(tmp_path):
    letter = tmp_path / "letter.docx"
    letter.write_bytes(b"PK\x03\x04 a letter to the Ministry of Justice" * 100)
    with pytest.raises(NoRegister, match="this is not a register") as said:
        open_register(str(letter))
    assert said.value.where == str(letter)


def test_a_folder_is_not_a_register(tmp_path):
    with pytest.raises(NoRegister, match="this is not a register"):
        open_register(str(tmp_path))


def test_a_server_that_does_not_answer_is_said_without_the_password():
    with pytest.raises(NoRegister, match="cannot be opened") as said:
        open_register("postgresql://mfa:geheim@127.0.0.1:1/register")
    assert "geheim" not in said.value.message
    assert "mfa:***@127.0.0.1:1/register" in said.value.message


def test_a_register_that_is_too_old_is_brought_up_to_date_by_init(desk):
    stand_at(desk, "0000")
    with pytest.raises(NoRegister, match="of version 0000") as said:
        open_register(desk.place)
    assert said.value.remedy == "Bring it up to date with: tracker init"


def test_a_register_that_is_too_new_needs_a_newer_program(desk):
    stand_at(desk, "0999")
    with pytest.raises(NoRegister, match="of version 0999") as said:
        open_register(desk.place)
    assert said.value.remedy == "Install the newer version of the tracker."


def test_init_leaves_a_register_that_is_too_new_alone_and_says_so(quick_desk):
    stand_at(quick_desk, "0999")
    before = quick_desk.everything()
    told = quick_desk.run("init")
    assert told.code == 1
    assert "newer version" in told.err
    assert quick_desk.everything() == before


def test_init_says_when_nothing_can_be_made_at_a_place(tmp_path):
    (tmp_path / "letters").touch()
    with pytest.raises(NoRegister, match="cannot be made here") as said:
        make_register(str(tmp_path / "letters" / "register.db"))
    assert "may write to" in said.value.remedy


def test_a_command_closes_its_connection(desk):
    with warnings.catch_warnings(record=True) as said:
        warnings.simplefilter("always", ResourceWarning)
        desk.ok("reviews")
        gc.collect()
    assert [str(warning.message) for warning in said if "still open" in str(warning.message)] == []


@pytest.mark.parametrize(
    "words",
    [
        ["init"],
        ["agencies", "alias", "MOJ", "The Justice people"],
        ["import", "follow-up.xlsx", "--review", "UPR-3", "--yes"],
    ],
)
def test_a_register_that_may_not_be_changed_says_so(quick_desk, monkeypatch, words):
    quick_desk.sheet([["No.", "Recommendation"], ["140.1", "Publish the results of every inspection of a prison"]])
    monkeypatch.chdir(quick_desk.folder)

    def for_reading(connection, record):
        prepare(connection, record)
        connection.execute("PRAGMA query_only = ON")

    prepare = database._prepare_sqlite
    monkeypatch.setattr(database, "_prepare_sqlite", for_reading)
    told = quick_desk.run(*words)
    assert told.code == 1
    assert "the register may be read but not changed. Ask for the right to change the file" in told.err


@pytest.mark.parametrize("words", [["undo"], ["request", "show"]])
def test_there_is_nothing_of_a_number_that_no_database_holds(desk, words):
    told = desk.run(*words, "9" * 20)
    assert (told.code, "there is nothing of s" in told.err) == (1, True)


@pytest.mark.parametrize(
    "words", [["init"], ["agencies", "alias", "MOJ", "The Justice people"], ["assign", "CAT-5/13(b)", "--lead", "MOJ"]]
)
def test_a_register_that_is_opened_for_reading_says_so(desk, words):
    rows = [["No.", "Recommendation"], ["13 (b)", "Let every detainee see a lawyer from the first hour"]]
    desk.take(desk.sheet(rows), review="CAT-5", yes=True)
    before = desk.everything()
    told = desk.run(*words, "--database", for_reading(desk.place))
    assert told.code == 1
    assert "the register may be read but not changed. Ask for the right to change" in told.err
    assert desk.everything() == before
    assert "MOJ" in desk.ok("agencies", "--database", for_reading(desk.place))


def for_reading(place):
    """The address by which a register is opened and not changed."""
    if "://" not in place:
        return f"sqlite:///file:{place}?mode=ro&uri=true"
    return f"{place}{'&' if '?' in place else '?'}options=-c%20default_transaction_read_only%3Don"


@pytest.mark.parametrize("act", ["BEGIN IMMEDIATE", "BEGIN EXCLUSIVE"])
def test_a_register_that_another_program_is_changing_says_so(quick_desk, monkeypatch, act):
    monkeypatch.setattr(database, "_PATIENCE", 10)
    other = sqlite3.connect(quick_desk.place, isolation_level=None)
    other.execute(act)
    told = quick_desk.run("agencies", "alias", "MOJ", "The Justice people")
    other.close()
    assert told.code == 1
    assert "another program is changing the register. Wait until it is done, and try again." in told.err
