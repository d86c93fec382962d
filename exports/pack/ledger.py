"""Numbers the figures of a pack in the order in which they are counted."""

from collections.abc import Iterable

from exports.pack.blocks import ANNEX, Figure


class Ledger:
    """The figures of a pack that have rows behind them; without ``codes`` they lead nowhere."""

    def __init__(self, *, codes: bool = True) -> None:
        self.figures: list[Figure] = []
        self._codes = codes

    def figure(self, name: str, rows: Iterable[str], of: str = ANNEX) -> Figure:
        """A figure of these rows, with the next number; one without rows has none."""
        behind = tuple(rows)
        leads = self._codes and bool(behind)
        found = Figure(name, behind, of, len(self.figures) + 1 if leads else 0)
        if leads:
            self.figures.append(found)
        return found
