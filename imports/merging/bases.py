"""The rows of a file that carry the tracker's own stamps: their recommendations, and these as the author had them."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from imports.merging.earlier import earlier_records
from imports.merging.edited import Taken
from imports.merging.lineage import same_name
from imports.merging.noted import Noted
from imports.merging.records import Record, Records
from imports.reading.entry import Entry
from tracker.models import Batch, ImportedSheet, Origin
from tracker.queries.as_of import register_mark
from tracker.queries.pieces import pieces
from tracker.stamps import StateStamp, find_state


def stamps_of(session: Session, entries: Iterable[Entry]) -> dict[str, StateStamp]:
    """The stamps of rows that this register wrote; those of other registers, and changed ones, are left out."""
    texts = {entry.stamp for entry in entries if entry.stamp}
    mark = register_mark(session) if texts else ""
    found = {text: find_state(text, mark) for text in texts}
    return {text: stamp for text, stamp in found.items() if stamp is not None and stamp.own}


class Bases:
    """The recommendations of stamped rows, each with what its author had."""

    def __init__(
        self, session: Session, file: str, stamps: Mapping[str, StateStamp], records: Records, today: date
    ) -> None:
        self.today = today
        by_id = {record.id: record for record in records.by_code.values()} if stamps else {}
        asked: dict[int, dict[int, Record]] = defaultdict(dict)
        self._keys: dict[str, tuple[int, int]] = {}
        for text, stamp in stamps.items():
            if stamp.row in by_id:
                asked[stamp.batch][stamp.row] = by_id[stamp.row]
                self._keys[text] = (stamp.batch, stamp.row)
        self._records = by_id
        self._imports = _imports(session, self._keys, same_name(file))
        for text, batches in self._imports.items():
            number = self._keys[text][1]
            for batch in batches:
                asked[batch - 1][number] = asked[batch][number] = by_id[number]
        self._bases = {batch: earlier_records(session, batch, wanted) for batch, wanted in asked.items()}
        self.noted = Noted(session, {number for _, number in self._keys.values()})

    def record(self, entry: Entry) -> Record | None:
        """The recommendation that a stamped row belongs to."""
        key = self._keys.get(entry.stamp)
        return None if key is None else self._records[key[1]]

    def base(self, entry: Entry) -> Record | None:
        """The recommendation of a stamped row as its author had it."""
        key = self._keys.get(entry.stamp)
        return None if key is None else self._bases[key[0]].get(key[1])

    def earlier(self, entry: Entry) -> list[Taken]:
        """The recommendation before and after each import of this very row."""
        number = self._keys[entry.stamp][1]
        states = ((self._bases[batch - 1], self._bases[batch]) for batch in self._imports.get(entry.stamp, ()))
        return [Taken(before[number], after[number]) for before, after in states if number in before]


def _imports(session: Session, stamps: Collection[str], name: str) -> dict[str, list[int]]:
    """The batches that took something from rows with these stamps in files of this name, and were not undone.

    A file of another name is the copy of somebody else: what was taken from it, the author of this one did not have.
    """
    found: dict[str, list[int]] = defaultdict(list)
    for some in pieces(sorted(stamps)):
        query = select(Origin.stamp, ImportedSheet.batch_id, ImportedSheet.file).join(
            ImportedSheet, ImportedSheet.id == Origin.imported_sheet_id
        )
        query = query.join(Batch, Batch.id == ImportedSheet.batch_id).where(Batch.undone_by.is_(None))
        for stamp, batch, file in session.execute(query.where(Origin.stamp.in_(some)).order_by(Origin.id)):
            if same_name(file) == name:
                found[stamp].append(batch)
    return found
