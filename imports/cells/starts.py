"""Tells quickly that a text holds none of many names, by how its words begin: most texts need no search for names."""

import re
from collections.abc import Iterable

_CYRILLIC = re.compile("[а-я]")
_LENGTHS = (3, 4, 5)


class Starts:
    """The beginnings of the first words of folded names, so short that case endings do not matter."""

    def __init__(self, names: Iterable[str]) -> None:
        self._known = {_beginning(name.split(" ", 1)[0]) for name in names}

    def may_stand_in(self, folded: str) -> bool:
        """Whether a folded text has a word that begins like one of the names."""
        known = self._known
        return any(word in known or any(word[:length] in known for length in _LENGTHS) for word in set(folded.split()))


def _beginning(word: str) -> str:
    if len(word) < 5:
        return word
    return word[: min(5, len(word) - 2)] if _CYRILLIC.search(word) else word[:5]
