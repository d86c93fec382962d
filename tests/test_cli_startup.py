"""The command as a program of its own: it starts at once, speaks UTF-8 through a pipe, and ends with the right code."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tracker.cli.main import COMMANDS

PROJECT = Path(__file__).parent.parent
HEAVY = (
    *("sqlalchemy", "pandas", "numpy", "openpyxl", "xlsxwriter", "docx", "typst", "alembic", "rich", "rapidfuzz"),
    *("lxml", "python_calamine", "psycopg", "docxtpl", "jinja2", "flask", "waitress", "imports", "exports"),
)
LOADED = """
import sys
from tracker.cli.main import main
try:
    main(sys.argv[1:], prog_name="tracker")
except SystemExit as end:
    assert not end.code, end.code
loaded = {name.partition(".")[0] for name in sys.modules}
print("LOADED", *sorted(loaded & set(HEAVY)))
""".replace("HEAVY", repr(HEAVY))


def python(*words, **environment):
    return subprocess.run(
        [sys.executable, *map(str, words)],
        capture_output=True,
        cwd=PROJECT,
        env={**os.environ, **environment},
        check=False,
    )


def tracker(*words, **environment):
    return python("-m", "tracker", *words, **environment)


def loaded(*words):
    told = python("-c", LOADED, *words)
    assert told.returncode == 0, told.stderr.decode()
    return told.stdout.decode().rpartition("LOADED")[2].split()


@pytest.mark.parametrize(
    "words",
    [
        [],
        *([name] for name in COMMANDS),
        ["report", "progress"],
        ["export", "sheet"],
        ["request", "open"],
        ["letters", "number"],
    ],
    ids=lambda words: " ".join(words) or "tracker",
)
def test_help_loads_no_library_but_the_one_of_the_commands(words):
    assert loaded(*words, "--help") == []


def test_a_listing_loads_nothing_that_only_reports_and_imports_need(quick_desk):
    assert loaded("list") == ["sqlalchemy"]
    assert loaded("agencies", "--format", "json") == ["sqlalchemy"]


def test_help_names_every_command_with_a_line(quick_desk):
    told = quick_desk.ok("--help")
    for name, (_, line) in COMMANDS.items():
        assert f"  {name}" in told
        assert line in " ".join(told.split())


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_of_its_own(quick_desk, name):
    told = quick_desk.ok(name, "-h")
    assert told.startswith(f"Usage: tracker {name} ")
    assert len(told.splitlines()[2].strip()) > 20


def test_every_module_of_a_command_is_reached_by_a_command():
    modules = {path.stem for path in (PROJECT / "tracker" / "cli").glob("*.py")}
    shared = {"__init__", "main", "options", "output", "ask", "files", "plan_shown", "filters", "many"}
    assert modules - shared == {module for module, _ in COMMANDS.values()}


@pytest.mark.parametrize(("form", "encoding"), [("table", "cp1252"), ("json", "ascii"), ("csv", "cp1251")])
def test_azerbaijani_and_russian_letters_survive_a_pipe(quick_desk, form, encoding):
    told = tracker("agencies", "alias", "MOJ", "--format", form, PYTHONIOENCODING=encoding)
    text = told.stdout.decode("utf-8")
    assert "Ədliyyə Nazirliyi" in text
    assert "Министерство юстиции" in text


def test_letters_of_an_error_survive_a_pipe_too(quick_desk):
    told = tracker("show", "UPR-3/Ğ", PYTHONIOENCODING="ascii")
    assert told.returncode == 1
    assert "UPR-3/Ğ" in told.stderr.decode("utf-8")


@pytest.mark.parametrize(("words", "code"), [(["where"], 0), (["undo", "99"], 1), (["undo", "last"], 2)])
def test_the_program_ends_with_the_code(quick_desk, words, code):
    told = tracker(*words)
    assert told.returncode == code
    assert b"Traceback" not in told.stderr


def test_the_version_is_the_package_s(quick_desk):
    from tracker import __version__

    assert tracker("--version").stdout.decode().split()[-1] == __version__
