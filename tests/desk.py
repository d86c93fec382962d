"""An officer's desk for the tests: sheets are laid on it, commands are typed at it, the register is looked into."""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import Any

from click.testing import CliRunner
from openpyxl import Workbook
from sqlalchemy import Engine, inspect, select
from sqlalchemy.orm import Session

from imports.reading.questions import Answers
from imports.run import ImportResult, import_files
from tracker.cli.main import main
from tracker.database import engine_for
from tracker.models import Base

NOW = datetime(2026, 3, 2, tzinfo=UTC)
"""Midnight: an act of the command line has the hour of the clock, and must not be before it."""


@dataclass
class Told:
    """What a command said."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


class Desk:
    """A register at a place, a folder for sheets, and the commands."""

    def __init__(self, place: str, folder: Path) -> None:
        self.place = place
        self.folder = folder

    @cached_property
    def engine(self) -> Engine:
        return engine_for(self.place)

    def close(self) -> None:
        if "engine" in self.__dict__:
            self.engine.dispose()

    def sheet(self, rows: Sequence[Sequence[Any]], name: str = "follow-up.xlsx", title: str = "Sheet1") -> Path:
        """A workbook of one sheet with these rows."""
        book = Workbook()
        page = book.active
        page.title = title
        for row in rows:
            page.append(list(row))
        book.save(self.folder / name)
        return self.folder / name

    def take(
        self,
        *paths: Path,
        review: str = "",
        yes: bool = False,
        answers: Mapping[str, str] | None = None,
        at: datetime = NOW,
        who: str = "Leyla",
    ) -> ImportResult:
        """Import files and keep the result."""
        with Session(self.engine) as session, session.begin():
            return import_files(session, paths, Answers(dict(answers or {}), yes, review), who, at)

    def run(self, *words: str | Path, stdin: str | None = None) -> Told:
        """Type a command."""
        found = CliRunner().invoke(main, [str(word) for word in words], input=stdin, prog_name="tracker")
        if found.exception is not None and not isinstance(found.exception, SystemExit):
            raise found.exception
        return Told(found.exit_code, found.stdout, found.stderr)

    def ok(self, *words: str | Path) -> str:
        """Type a command that has to work; what it says."""
        told = self.run(*words)
        assert told.code == 0, told.err + told.out
        return told.out

    def did(self, *words: str | Path) -> str:
        """Type an act that has to work; what it says before the line on how to undo it."""
        said, line, _ = self.ok(*words).rpartition("To undo it: tracker undo ")
        assert line
        return said

    def listing(self, *options: str) -> list[dict[str, Any]]:
        """What ``tracker list --format json`` says."""
        return self.run("list", "--format", "json", *options).json

    def one(self, code: str) -> dict[str, Any]:
        """A row of the list."""
        return next(row for row in self.listing() if row["code"] == code)

    def everything(self) -> dict[str, list[tuple[Any, ...]]]:
        """All rows of all tables of the register, in a fixed order: what 'nothing changed' means."""
        with self.engine.connect() as connection:
            return {
                name: sorted((tuple(map(_plain, row)) for row in connection.execute(select(table))), key=repr)
                for name, table in Base.metadata.tables.items()
                if inspect(self.engine).has_table(name)
            }


def content(desk: Desk) -> dict[str, list[tuple[Any, ...]]]:
    """All rows of the register but those of the journal itself."""
    return {name: found for name, found in desk.everything().items() if name not in ("batch", "change")}


def last(desk: Desk) -> dict[str, Any]:
    """The last act."""
    found: dict[str, Any] = desk.run("batches", "--format", "json", "--last", "1").json[0]
    return found


def outcomes(result: ImportResult) -> dict[str, int]:
    """Rows of an import by outcome, those that came up."""
    counted: Counter[str] = Counter()
    for plan in result.plans:
        for sheet in plan.sheets:
            counted.update({name: count for name, count in sheet.outcomes().items() if count})
    return dict(counted)


def problems(result: ImportResult) -> dict[str, str]:
    """Cell, then reason, of the rows that did not go in."""
    return {row.where: row.reason for plan in result.plans for sheet in plan.sheets for row in sheet.rows if row.reason}


def questions(result: ImportResult) -> list[str]:
    """The texts of the open questions."""
    return [question.text for question in result.questions]


def _plain(value: Any) -> Any:
    return json.dumps(value, sort_keys=True, default=str) if isinstance(value, (dict, list)) else value
