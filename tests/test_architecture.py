"""The house: imports go down the floors, the folder of migrations shadows no library, the page of commands is fresh."""

import importlib.util
import runpy
from pathlib import Path

import alembic
from importlinter.cli import EXIT_STATUS_SUCCESS, lint_imports

PROJECT = Path(__file__).parents[1]


def test_imports_go_down_the_floors(capsys, monkeypatch):
    monkeypatch.chdir(PROJECT)
    assert lint_imports(no_cache=True) == EXIT_STATUS_SUCCESS, capsys.readouterr().out


def test_the_folder_of_migrations_does_not_shadow_the_library():
    assert importlib.util.find_spec("alembic.command") is not None
    assert Path(alembic.__file__).is_relative_to(PROJECT / "alembic") is False
    assert not (PROJECT / "alembic" / "__init__.py").exists()
    assert not (PROJECT / "tests" / "__init__.py").exists()


def test_the_page_of_commands_is_what_the_commands_say():
    made = runpy.run_path(str(PROJECT / "docs" / "make_commands.py"))
    assert (PROJECT / "docs" / "commands.md").read_text(encoding="utf-8") == made["page"](), "run: make docs"


def test_every_module_says_what_it_holds():
    for package in ("tracker", "imports", "exports"):
        for module in (PROJECT / package).rglob("*.py"):
            assert module.read_text(encoding="utf-8").startswith('"""'), module
