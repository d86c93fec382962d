"""Files that commands write: nothing that is there is written over without a word."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import chain, count
from pathlib import Path
from typing import Any

import click

from tracker.errors import TrackerError

_FORCE = "tracker.force"


@contextmanager
def writing(target: Path) -> Iterator[None]:
    """Context manager for writing a file. Raises ``TrackerError`` if that fails (a workbook open in Excel)."""
    try:
        yield
    except OSError as wrong:
        raise TrackerError(
            f"the file cannot be written ({wrong.strerror or wrong}).",
            where=str(target),
            remedy="Close it in other programs, or choose another place.",
        ) from wrong


def force_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """``--force``: write over a file or a saved view that is there. Without it, a person at a terminal is asked."""

    def keep(context: click.Context, _parameter: click.Parameter, value: bool) -> None:
        context.meta[_FORCE] = value

    help_text = "Overwrite a file that exists already."
    return click.option("--force", is_flag=True, is_eager=True, expose_value=False, callback=keep, help=help_text)(
        command
    )


def forced(context: click.Context) -> bool:
    """Return True if ``--force`` was given."""
    return bool(context.meta.get(_FORCE))


def folder_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """``-o``: the folder to which several files are written."""
    kind = click.Path(path_type=Path, file_okay=False)
    help_text = "The folder to write to. It is made if it does not exist."
    return click.option("-o", "--output", "target", required=True, metavar="DIR", type=kind, help=help_text)(command)


def a_new_file(context: click.Context, _parameter: click.Parameter, value: Path | None) -> Path | None:
    """A name for a file that is to be written; one that is there is written over only if a person says so."""
    if value is None or forced(context) or not value.exists():
        return value
    if sys.stdin.isatty():
        click.confirm(f"{value} exists already. Overwrite it?", abort=True)
        return value
    raise TrackerError("the file exists already.", where=str(value), remedy="Choose another name, or add --force.")


def free_name(wanted: Path) -> Path:
    """A name beside it that no file has: "reply - to mend.xlsx", "reply - to mend (2).xlsx"."""
    names = chain([wanted], (wanted.with_name(f"{wanted.stem} ({number}){wanted.suffix}") for number in count(2)))
    return next(name for name in names if not name.exists())


def a_workbook(context: click.Context, parameter: click.Parameter, value: Path | None) -> Path | None:
    """A name for a new workbook."""
    if value is not None and value.suffix.lower() != ".xlsx":
        raise click.BadParameter("it is an Excel workbook: the file name must end in .xlsx.")
    return a_new_file(context, parameter, value)


@contextmanager
def filling(target: Path) -> Iterator[Path]:
    """Context manager for writing several files to a folder: they are moved into it when all are written.

    Nothing that lies in the folder is overwritten without ``--force``: a letter may have been edited by hand since.
    """
    import shutil
    import tempfile

    with writing(target):
        near = next(place for place in (target.absolute(), *target.absolute().parents) if place.is_dir())
        made = Path(tempfile.mkdtemp(prefix=".round-", dir=near))
        try:
            yield made
            _move_in(made, target)
        finally:
            shutil.rmtree(made, ignore_errors=True)


def _move_in(made: Path, target: Path) -> None:
    files = [file.relative_to(made) for file in sorted(made.rglob("*")) if file.is_file()]
    there = [name for name in files if (target / name).exists()]
    if there and not click.get_current_context().meta.get(_FORCE):
        raise TrackerError(
            f"{len(there)} of the files exist already.",
            where=str(target / there[0]),
            remedy="Choose another folder, or move these files first.",
        )
    for name in files:
        (target / name).parent.mkdir(parents=True, exist_ok=True)
        (made / name).replace(target / name)


def a_workbook_or_document(context: click.Context, parameter: click.Parameter, value: Path) -> Path | None:
    """A name for a new workbook or Word document."""
    if value.suffix.lower() not in (".xlsx", ".docx"):
        raise click.BadParameter("the file name must end in .xlsx (Excel) or .docx (Word).")
    return a_new_file(context, parameter, value)


def a_document(context: click.Context, parameter: click.Parameter, value: Path) -> Path | None:
    """A name for a new Word document."""
    if value.suffix.lower() != ".docx":
        raise click.BadParameter("it is a Word document: the file name must end in .docx.")
    return a_new_file(context, parameter, value)
