"""The earlier copies of a sheet: imports of the same file name and sheet name, in which the same side speaks.

What a row said in the latest of them is what its author had. A sheet under another name has no such base.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from pathlib import PurePath

from sqlalchemy import select
from sqlalchemy.orm import Session

from imports.cells.reference_words import either, words_of
from imports.fields import FOLLOWUP
from imports.merging.noted import Noted
from imports.merging.plan import SheetPlan
from imports.merging.records import Record
from imports.merging.said_before import SaidBefore, SheetSaid
from imports.reading.entry import Entry, ReadRow
from tracker.folding import fold
from tracker.models import Batch, ImportedSheet

_NUMBER = re.compile(r"\s*\(\d{1,2}\)$")
"""The number that a browser puts behind the name of a file that is there already; one of more digits is a year."""

_MARK = either(words_of("copy_mark"))
_COPY = re.compile(rf"^(?:{_MARK} )+|(?: {_MARK}(?: \d{{1,2}})?)+$")


def same_name(file: str) -> str:
    """A file's name without what copying puts around it, for comparison: "Matrix - Copy (2).xlsx" gives "matrix"."""
    name = _NUMBER.sub("", PurePath(file).stem)
    return _COPY.sub("", fold(name)) or fold(name)


class Copies:
    """The earlier imports of one sheet, the latest first; each is read when a row asks for it.

    A column of several values that says nothing now was emptied to be filled in anew: what it said does not count.
    """

    def __init__(self, session: Session, sheets: Sequence[int], entries: Iterable[Entry]) -> None:
        self._session = session
        self._sheets = sheets
        self._read: list[SheetSaid] = []
        self._silent = FOLLOWUP - (_said_in(entries) if sheets else FOLLOWUP)

    def said(self, record: Record) -> SaidBefore | None:
        """What the row of a recommendation said in the latest copy that has it."""
        return next((said for sheet in self._loaded() if (said := sheet.row(record)) is not None), None)

    def _loaded(self) -> Iterator[SheetSaid]:
        yield from self._read
        for sheet in self._sheets[len(self._read) :]:
            text = self._session.scalars(select(ImportedSheet.said).where(ImportedSheet.id == sheet)).one()
            self._read.append(SheetSaid(text))
            self._read[-1].leave_out_emptied(self._silent)
            yield self._read[-1]


def _said_in(entries: Iterable[Entry]) -> set[str]:
    """The fields of which some row says something, readable or not."""
    return {name for entry in entries for name in (*entry.values, *(name for name, _, _ in entry.open_values))}


class Lineage:
    """Finds the earlier copies of the sheets of one file."""

    def __init__(self, session: Session, file: str, sha256: str) -> None:
        self._session = session
        self._name = same_name(file)
        self._sha256 = sha256

    def copies(self, plan: SheetPlan, rows: Iterable[ReadRow]) -> Copies:
        """The earlier imports of a sheet that were not undone: that of this very file first, then the latest."""
        wanted = fold(plan.sheet.name), plan.speaker
        same = [key for key, name, speaker in self._known if (fold(name), speaker) == wanted]
        return Copies(self._session, same, (entry for row in rows for entry in row.entries))

    def noted(self, record: Record) -> Noted:
        """The conflicts of a recommendation that were noted before."""
        return Noted(self._session, (record.id,))

    @cached_property
    def _known(self) -> list[tuple[int, str, str]]:
        """The imported sheets of files of this name: identifier, sheet and speaker."""
        of = ImportedSheet
        query = select(of.id, of.file, of.sheet, of.speaker, of.sha256).join(Batch, Batch.id == of.batch_id)
        rows = self._session.execute(query.where(Batch.undone_by.is_(None))).all()
        same = [row for row in rows if same_name(row.file) == self._name]
        same.sort(key=lambda row: (row.sha256 == self._sha256, row.id), reverse=True)
        return [(row.id, row.sheet, row.speaker) for row in same]
