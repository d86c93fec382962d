"""Merges three ways: what was sent, what came back, and what the register holds now."""

from enum import Enum, auto

from imports.merging.answered import ThreeWays
from tracker.vocabulary import Clash


class Verdict(Enum):
    """The decision on a value that came back."""

    NOTHING_NEW = auto()
    TAKEN = auto()
    CONFLICT = auto()


def verdict(ways: ThreeWays) -> tuple[Verdict, Clash | None]:
    """What becomes of a field, and for a conflict its kind.

    A value that the agency left as it was sent says nothing, and neither does one that it said before or that the
    register holds already. A change of the agency alone is taken. Where the register has moved on as well, or the agency
    emptied a cell, a person decides.
    """
    if ways.came in (ways.sent, ways.held) or ways.came == ways.last:
        return Verdict.NOTHING_NEW, None
    if not ways.came:
        return Verdict.CONFLICT, Clash.EMPTIED
    if ways.held in (ways.sent, ways.last):
        return Verdict.TAKEN, None
    return Verdict.CONFLICT, Clash.BOTH_CHANGED
