"""Dates statuses by the headings of their columns: a day, or the last day of the year that a heading names."""

from collections.abc import Mapping
from dataclasses import replace

from imports.cells.date_figures import begins_on
from imports.cells.dates import When
from imports.reading.entry import StatusSays, Surroundings
from tracker.vocabulary import DateBasis


class ColumnDates:
    """The days of the status columns of a table whose headings name them."""

    def __init__(self, dated: Mapping[int, When], around: Surroundings) -> None:
        self._dated = dated
        self._around = around

    def date(self, column: int | None, says: StatusSays) -> StatusSays:
        """A status with the date of its column; as it is where the column has none.

        A period that was not over on the day of the sheet is dated by the sheet, so that no status is of the future.
        """
        when = self._dated.get(column) if column is not None else None
        if when is None or when.on is None:
            return says
        around, since = self._around, begins_on(when)
        goes_on = since is not None and since <= around.dated_on < when.on
        if goes_on:
            return replace(says, dated_on=around.dated_on, basis=around.basis, since=since)
        if when.on > around.today:
            return replace(says, dated_on=around.today, basis=DateBasis.IMPORT, since=since)
        return replace(says, dated_on=when.on, basis=DateBasis.STATED, precision=when.precision, since=since)

    def may_be_of(self, column: int | None, says: StatusSays) -> bool:
        """Return True if the date beside a row may be that of its status in a column: it is not before its period.

        The heading of the only status column says when the sheet was drawn up: a row may have its status from before.
        """
        when = self._dated.get(column) if column is not None and len(self._dated) > 1 else None
        since = begins_on(when) if when is not None else None
        return since is None or says.dated_on >= since
