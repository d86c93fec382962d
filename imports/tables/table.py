"""A table of recommendations inside a sheet."""

from dataclasses import dataclass, field
from typing import NamedTuple

from imports.cells.dates import When
from imports.files import Sheet, letters
from tracker.folding import fold


class Mark(NamedTuple):
    """What a tick in a column says: this agency, this status, this position, this goal."""

    kind: str
    value: str


class Doubt(NamedTuple):
    """A column whose field is not clear, with the fields it may be, the likeliest first."""

    column: int
    fields: tuple[str, ...]


@dataclass
class Block:
    """One table of recommendations: rows ``first`` to before ``end``, columns ``left`` to ``right``, counted from 0.

    ``marks`` are columns whose cells are ticks; ``within`` are fields found inside the cells of another column. Of several
    status columns, ``dated`` are those whose heading names a day or a period; ``rivals`` those of which nobody knows yet
    which is the newest.
    """

    sheet: Sheet
    header_rows: list[int]
    first: int
    end: int
    columns: dict[str, list[int]]
    headers: dict[int, str]
    left: int = 0
    right: int = 0
    known_as: str = ""
    title: list[str] = field(default_factory=list)
    unread: list[int] = field(default_factory=list)
    marks: dict[int, Mark] = field(default_factory=dict)
    within: set[str] = field(default_factory=set)
    doubts: list[Doubt] = field(default_factory=list)
    dated: dict[int, When] = field(default_factory=dict)
    rivals: list[int] = field(default_factory=list)

    @property
    def fingerprint(self) -> str:
        """The header's words, by which a saved layout is found again."""
        return " | ".join(fold(self.headers[column]) for column in sorted(self.headers))

    def column_letters(self) -> dict[str, str]:
        """Field, then the letters of its columns."""
        named = {name: ",".join(map(letters, sorted(columns))) for name, columns in self.columns.items()}
        if "percent" in named:
            named.setdefault("status", named.pop("percent"))
        for kind, name in (("status", "status"), ("position", "position"), ("agency", "lead"), ("sdg", "sdg")):
            ticked = [letters(column) for column, mark in sorted(self.marks.items()) if mark.kind == kind]
            if ticked:
                named.setdefault(name, ",".join(ticked))
        return named

    def shown_columns(self) -> dict[str, str]:
        """Field, then the letters of its columns, also for fields that stand inside the cells of another."""
        named = self.column_letters()
        for name, inside in (("reference", "text"), ("states", "text"), ("affected", "theme"), ("sdg", "theme")):
            if name in self.within and inside in named:
                named.setdefault(name, named[inside])
        if "reference in source" in self.within:
            named.setdefault("reference", named.get("document") or named.get("mechanism", ""))
        return named
