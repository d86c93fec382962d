"""Finds quickly which of many names a text may hold, by how its words begin: most texts need no search for names."""

from collections import defaultdict
from collections.abc import Collection, Iterable

_TOLD = 3
"""Letters of a word that are looked at: so few that case endings do not matter."""


class Prefixes:
    """How the words of folded names begin; ``left_out`` are words that a text may write otherwise ("and" as "&")."""

    def __init__(self, names: Iterable[str], left_out: Collection[str] = ()) -> None:
        self._by_first: dict[str, list[tuple[frozenset[str], str]]] = defaultdict(list)
        for name in dict.fromkeys(names):
            starts = [word[:_TOLD] for word in name.split() if word not in left_out]
            if starts:
                self._by_first[starts[0]].append((frozenset(starts), name))

    def names_in(self, folded: str) -> list[str]:
        """The names whose words all begin like words of a folded text, the longest first."""
        there = {word[:_TOLD] for word in folded.split()}
        known = self._by_first.keys() & there
        found = [name for start in known for starts, name in self._by_first[start] if starts <= there]
        return sorted(found, key=lambda name: (-len(name), name))
