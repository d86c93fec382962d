"""Columns of ticks: an agency, a status or a position heads each of them, and a tick says that it is so."""

from collections.abc import Iterator, Mapping

from imports.cells.readers import Readers
from imports.cells.tick_marks import TickMarks
from imports.files import Sheet, Value, is_blank
from imports.tables.header import Header
from imports.tables.profile import Profile
from imports.tables.table import Mark
from tracker.folding import fold

_LONGEST_MARK = 4
_LONGEST_ROLE = 16
_CERTAIN = 0.9
"""A heading that so surely names a field is a column of that field, not of ticks."""


class TickReader:
    """Finds columns of ticks with the agencies, statuses and positions that the readers know."""

    def __init__(self, readers: Readers) -> None:
        self._readers = readers
        words = readers.vocabulary.row_words
        self._roles = words("lead_mark") | words("contributing_mark")
        self._marks = TickMarks(readers.vocabulary)

    def mark_of(self, text: str) -> Mark | None:
        """What a tick under a heading would say."""
        status = self._readers.status.read(text)
        if status.position or self._readers.position.is_position(text):
            return Mark("position", text)
        if status.code:
            return Mark("status", text)
        reading = self._readers.agencies.read(text)
        if len(reading.mentions) == 1 and not reading.unknown:
            return Mark("agency", reading.mentions[0].agency)
        return None

    def marks(self, sheet: Sheet, header: Header, profiles: Mapping[int, Profile], rows: range) -> dict[int, Mark]:
        """The columns of ticks of a table; two of a kind at least."""
        found = dict(self._found(sheet, header, profiles, rows))
        kinds = [mark.kind for mark in found.values()]
        return {column: mark for column, mark in found.items() if kinds.count(mark.kind) > 1}

    def _found(
        self, sheet: Sheet, header: Header, profiles: Mapping[int, Profile], rows: range
    ) -> Iterator[tuple[int, Mark]]:
        for column, text in header.texts.items():
            look = profiles.get(column)
            if look is None or look.length > _LONGEST_ROLE:
                continue
            if not all(self.is_tick(sheet.value(row, column)) for row in rows):
                continue
            leaf = text.rpartition(" / ")[2].strip()
            best = self._readers.headers.best(leaf)
            mark = self.mark_of(leaf)
            told = mark is not None and look.filled
            if mark is not None and (told or best is None or best.score < _CERTAIN):
                yield column, mark

    def is_tick(self, value: Value) -> bool:
        """Return True for a blank cell, a tick or none, and the word for what an agency does: "X", "нет", "L", "Support"."""
        if is_blank(value) or isinstance(value, bool):
            return True
        text = str(value).strip()
        return len(text) <= _LONGEST_MARK or fold(text) in self._roles or self._marks.read(text) is not None
