"""Conflicts of sheets that were noted before: one that is still open is not noted twice, a resolved one stays resolved."""

from collections.abc import Collection, Iterable
from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from imports.merging.answered import Disagreement
from imports.merging.records import Record
from tracker.models import Conflict
from tracker.queries.held_since import held_since
from tracker.queries.pieces import pieces


class Noted:
    """The conflicts of some recommendations that came from sheets outside the rounds."""

    def __init__(self, session: Session, ids: Collection[int]) -> None:
        self._session = session
        self._open: dict[tuple[int, str, str, str], bool] = {}
        columns = (Conflict.recommendation_id, Conflict.field, Conflict.sent, Conflict.came, Conflict.settled_in)
        for some in pieces(sorted(ids)):
            query = select(*columns).where(Conflict.recommendation_id.in_(some), Conflict.asked_id.is_(None))
            for key, name, sent, came, settled in session.execute(query):
                self._open[key, name, sent, came] = settled is None

    def news(self, record: Record, conflicts: Iterable[Disagreement]) -> tuple[list[Disagreement], list[Disagreement]]:
        """The conflicts that nobody noted before, and those that are still open; resolved ones are left out."""
        new, waiting = [], []
        for item in conflicts:
            is_open = self._open.get((record.id, item.field, item.ways.sent, item.ways.came))
            if is_open is None:
                by = item.held_by or held_since(self._session, record.id, item.field)
                new.append(replace(item, held_by=by))
            elif is_open:
                waiting.append(item)
        return new, waiting
