"""Columns of ticks: an agency, a status, a position or a goal heads each of them, and a tick says that it is so."""

from collections.abc import Iterator, Mapping, Sequence

from imports.cells.readers import Readers
from imports.cells.tags import read_goals
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
    """Finds columns of ticks with the agencies, statuses, positions and goals that the readers know."""

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
        return Mark("sdg", text) if self._names_goal(text) else None

    def _names_goal(self, text: str) -> bool:
        """Return True for a heading with the number of one goal: "SDG 5"."""
        best = self._readers.headers.best(text.rstrip("0123456789 ")) if len(read_goals(text)) == 1 else None
        return best is not None and best.field == "sdg"

    def marks(self, sheet: Sheet, header: Header, profiles: Mapping[int, Profile], rows: range) -> dict[int, Mark]:
        """The columns of ticks of a table; two of a kind at least, or of goals all."""
        found = self._alike(dict(self._found(sheet, header, profiles, rows)))
        kinds = [mark.kind for mark in found.values()]
        goals = sum(look.filled > 0 and self._names_goal(header.texts.get(at, "")) for at, look in profiles.items())
        flags = goals == sum(mark.kind == "sdg" and profiles[at].filled > 0 for at, mark in found.items())
        return {
            column: mark
            for column, mark in found.items()
            if (flags if mark.kind == "sdg" else kinds.count(mark.kind) > 1)
        }

    def _alike(self, found: Mapping[int, Mark]) -> Mapping[int, Mark]:
        """The marks, where a word for a position stands for the status that it also is: "Partly" beside "Implemented"."""
        positions = [mark.value for mark in found.values() if mark.kind == "position"]
        if not all(self._readers.status.read(text).code for text in positions):
            return found
        if not any(mark.kind == "status" for mark in found.values()):
            return found
        return {at: Mark("status", mark.value) if mark.kind == "position" else mark for at, mark in found.items()}

    def _found(
        self, sheet: Sheet, header: Header, profiles: Mapping[int, Profile], rows: range
    ) -> Iterator[tuple[int, Mark]]:
        for column, text in header.texts.items():
            look = profiles.get(column)
            if look is None or not self._may_hold_ticks(look, [sheet.value(row, column) for row in rows]):
                continue
            group, _, leaf = text.rpartition(" / ")
            best = self._readers.headers.best(leaf)
            mark = self.mark_of(f"{group} {leaf}" if leaf.strip().isdecimal() else leaf.strip())
            if mark is None or (mark.kind == "sdg" and not self._are_flags(sheet, column, rows)):
                continue
            if look.filled or best is None or best.score < _CERTAIN:
                yield column, mark

    def _may_hold_ticks(self, look: Profile, values: Sequence[Value]) -> bool:
        return look.length <= _LONGEST_ROLE and all(map(self.is_tick, values))

    def _are_flags(self, sheet: Sheet, column: int, rows: range) -> bool:
        """Return True for ticks, and what names no goal: below "SDG 1", a 5 is the first goal."""
        texts = {str(sheet.value(row, column)) for row in rows}
        return all(self._marks.read(text) is not None or not read_goals(text) for text in texts)

    def is_tick(self, value: Value) -> bool:
        """Return True for a blank cell, a tick or none, and the word for what an agency does: "X", "нет", "L", "Support"."""
        if is_blank(value) or isinstance(value, bool):
            return True
        text = str(value).strip()
        return len(text) <= _LONGEST_MARK or fold(text) in self._roles or self._marks.read(text) is not None
