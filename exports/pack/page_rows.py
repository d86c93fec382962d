"""Where the rows of a pack stand on its page: their numbers, their ids, and the links that lead to them."""

from collections.abc import Iterable
from itertools import groupby
from urllib.parse import quote

from markupsafe import Markup

from exports.pack.blocks import ANNEX, Figure, Pack
from exports.pack.codes import grouped

_IN_FRAGMENTS = "/().,;:@!$&'*+="
"""Signs that may stand in the last part of an address as they are."""


class PageRows:
    """The rows of all tables by their first cells."""

    def __init__(self, pack: Pack) -> None:
        self._numbers = {
            table.key: {str(row[0]): number for number, row in enumerate(table.rows, start=1)}
            for table in pack.tables()
        }
        self._links: dict[tuple[str, str], Markup] = {}

    def ranges(self, figure: Figure) -> str:
        """The numbers of the rows behind a figure in their table, from 1: 1-5,8. Empty where the pack has no such table."""
        numbers = self._numbers.get(figure.of, {})
        return _ranges(sorted({numbers[row] for row in figure.rows if row in numbers}))

    def row_id(self, table: str, row: str) -> str:
        """The id of a row: its code in the annex, its number in another table."""
        return row.replace(" ", "_") if table == ANNEX else f"{table}.{self._numbers[table][row]}"

    def behind(self, figure: Figure) -> Markup | str:
        """The codes or names behind a figure, as links where the pack has their rows."""
        if figure.of not in self._numbers:
            return grouped(figure.rows)
        joint = ", " if figure.of == ANNEX else "; "
        links = (self._link(figure.of, row) for row in figure.rows)
        return Markup(joint.join(links))  # noqa: S704 - each link has escaped its words

    def _link(self, table: str, row: str) -> Markup:
        key = (table, row)
        if key not in self._links:
            known = row in self._numbers.get(table, {})
            address = quote(self.row_id(table, row), safe=_IN_FRAGMENTS) if known else ""
            self._links[key] = Markup('<a href="#{}">{}</a>').format(address, row) if known else Markup.escape(row)
        return self._links[key]


def _ranges(numbers: Iterable[int]) -> str:
    """Numbers in their order as ranges: 1-5,8."""
    parts = []
    for _, run in groupby(enumerate(numbers), lambda pair: pair[1] - pair[0]):
        those = [number for _, number in run]
        parts.append(f"{those[0]}-{those[-1]}" if len(those) > 1 else str(those[0]))
    return ",".join(parts)
