"""Takes a State in a row of a treaty body for the State under review: only the UPR has recommending States."""

from collections.abc import Sequence

from imports.cells.readers import Readers
from imports.reading.entry import Entry
from imports.tables.shown import Cell, ShownTable
from tracker.folding import fold
from tracker.language.phrase import Phrase
from tracker.vocabulary import UNNAMED

_STATES, _UPR = "states", "UPR"


class ReviewedStates:
    """Looks at the States of the rows of a table."""

    def __init__(self, table: ShownTable, readers: Readers) -> None:
        self._vocabulary = readers.vocabulary
        self._identity, self._is_state = readers.states.identity, readers.states.is_state
        headings = [table.header(column).rpartition(" / ")[2] for column in table.columns(_STATES)]
        bare = self._vocabulary.row_words("state_heading")
        best = [readers.headers.best(heading) for heading in headings]
        self._recommending = any(
            match is not None and match.field == _STATES and not match.weak and fold(heading) not in bare
            for heading, match in zip(headings, best, strict=True)
        )
        self.possible = bool(headings)

    def reason(self, entries: Sequence[Entry]) -> Cell | None:
        """Why a row of a treaty body is left out, with its cell: it names another State.

        Our own State is taken off, as it recommends nothing; below "Recommending State" the names are left open.
        """
        for entry in entries:
            names = entry.get(_STATES)
            if not names or not self._is_of_treaty_body(entry):
                continue
            where = entry.cell_of(_STATES)
            if self._vocabulary.state in map(self._identity, names):
                del entry.values[_STATES]
            elif self._recommending or not all(map(self._is_state, names)):
                entry.leave_open(_STATES)
            else:
                named = ", ".join(names)[:40]
                return Cell(Phrase("concerns another State ({name})", name=named), where)
        return None

    def _is_of_treaty_body(self, entry: Entry) -> bool:
        """Return True if the review of a row is not of the UPR, nor of a mechanism that nobody knows."""
        placing = entry.placing
        if placing.code:
            return self._vocabulary.reviews[placing.code].mechanism not in (_UPR, UNNAMED)
        return placing.new is not None and placing.new.mechanism not in (_UPR, UNNAMED)
