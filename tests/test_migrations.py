from pathlib import Path

import alembic.command
import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import event, inspect, text

import tracker
from tracker.database import SCHEMA, engine_for, schema_of, upgrade
from tracker.models import Base

INI = Path(tracker.__file__).parent.parent / "alembic.ini"


@pytest.fixture
def emptied(desk):
    """A database with nothing in it, of each kind in turn."""
    with desk.engine.begin() as connection:
        Base.metadata.drop_all(connection)
        connection.execute(text("DROP TABLE alembic_version"))
    return desk


def tables(engine):
    return set(inspect(engine).get_table_names())


def constraints(engine):
    """Every table with its checks, uniques, foreign keys and partial indexes: what comparing models leaves out."""
    seen = inspect(engine)
    return {
        name: (
            sorted((check["name"], check["sqltext"]) for check in seen.get_check_constraints(name)),
            sorted((unique["name"], tuple(unique["column_names"])) for unique in seen.get_unique_constraints(name)),
            sorted((key["name"], key["referred_table"]) for key in seen.get_foreign_keys(name)),
            sorted((index["name"], *map(str, index["dialect_options"].values())) for index in seen.get_indexes(name)),
        )
        for name in seen.get_table_names()
        if name != "alembic_version"
    }


def migrate(engine, act, to):
    config = Config(str(INI))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        act(config, to)


def test_the_program_works_with_the_newest_migration():
    script = ScriptDirectory.from_config(Config(str(INI)))
    assert script.get_heads() == [SCHEMA]


def test_migrations_stand_in_one_line_and_their_names_sort_in_it():
    script = ScriptDirectory.from_config(Config(str(INI)))
    line = [revision.revision for revision in script.walk_revisions()]
    assert line == sorted(line, reverse=True)


def test_from_nothing_the_migrations_give_exactly_the_models(emptied):
    upgrade(emptied.engine)
    with emptied.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})
        assert compare_metadata(context, Base.metadata) == []
    assert schema_of(emptied.engine, emptied.place) == SCHEMA


def test_the_migrations_give_every_constraint_of_the_models(emptied):
    upgrade(emptied.engine)
    migrated = constraints(emptied.engine)
    migrate(emptied.engine, alembic.command.downgrade, "base")
    Base.metadata.create_all(emptied.engine)
    assert migrated == constraints(emptied.engine)


def test_all_the_way_down_and_up_again(desk):
    before = constraints(desk.engine)
    migrate(desk.engine, alembic.command.downgrade, "base")
    assert tables(desk.engine) == {"alembic_version"}
    assert schema_of(desk.engine, desk.place) is None
    upgrade(desk.engine)
    assert constraints(desk.engine) == before


def test_an_upgrade_of_a_register_that_is_up_to_date_changes_nothing(desk):
    before = desk.everything()
    upgrade(desk.engine)
    assert desk.everything() == before


@pytest.mark.parametrize("breaking", ["CREATE TABLE agency", "CREATE TABLE evidence", "INSERT INTO alembic_version"])
def test_a_migration_that_fails_leaves_nothing(emptied, breaking):
    def break_off(_connection, _cursor, statement, *_rest):
        if statement.strip().startswith(breaking):
            raise OSError("the disk is full")

    event.listen(emptied.engine, "before_cursor_execute", break_off)
    with pytest.raises(OSError, match="the disk is full"):
        upgrade(emptied.engine)
    event.remove(emptied.engine, "before_cursor_execute", break_off)
    assert tables(emptied.engine) == set()
    upgrade(emptied.engine)
    assert schema_of(emptied.engine, emptied.place) == SCHEMA


def test_a_register_file_is_made_with_its_folder(tmp_path):
    place = str(tmp_path / "Human rights" / "2026" / "register.db")
    engine = engine_for(place)
    upgrade(engine)
    assert schema_of(engine, place) == SCHEMA
    engine.dispose()


def test_from_a_shell_the_migrations_run_on_the_register_that_is_named(tmp_path, monkeypatch):
    place = str(tmp_path / "register.db")
    monkeypatch.setenv("TRACKER_DATABASE", place)
    alembic.command.upgrade(Config(str(INI)), "head")
    engine = engine_for(place)
    assert schema_of(engine, place) == SCHEMA
    engine.dispose()


def test_agencies_of_an_older_register_come_into_the_journal_and_keep_what_refers_to_them(desk):
    desk.ok("posts", "add", "MOJ", "Focal point")
    before = desk.everything()
    migrate(desk.engine, alembic.command.downgrade, "0006")
    upgrade(desk.engine)
    with desk.engine.connect() as connection:
        batches = connection.execute(text("SELECT DISTINCT batch_id FROM agency")).scalars().all()
        ids = connection.execute(text("SELECT count(*), count(DISTINCT id), min(id) FROM agency")).one()
    assert (batches, ids[0], ids[2] >> 24) == ([1], ids[1], 1)
    for rows in (before, now := desk.everything()):
        rows["agency"] = [row[3:] for row in rows["agency"]]  # without the identifiers, which are made anew
    assert now == before
