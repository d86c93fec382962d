"""A cell that is to be written into a group's own file."""

from dataclasses import dataclass
from datetime import date

from tracker.places import Grid, Place


@dataclass(frozen=True, eq=False)
class Filling:
    """A cell that is to be written: a date where it may stand as a date, and the text otherwise."""

    grid: Grid
    place: Place
    value: str | date
    text: str
