"""Proposes the short key of an agency that the register does not have yet."""

import re
from collections.abc import Collection

from imports.cells.vocabulary import Vocabulary
from tracker.folding import fold

_SHORTEST = 3
_LONGEST = 8


def proposed_key(name: str, vocabulary: Vocabulary) -> str:
    """A free key from the first letters of a name: MOT for a Ministry of Tourism; empty for a name in other letters."""
    words = fold(name).split()
    small = vocabulary.row_words("agency_particle") | vocabulary.row_words("conjunction")
    telling = [word for word in words if word not in small]
    if len(words) == 1:
        key = words[0][:_LONGEST]
    else:
        key = "".join(word[0] for word in (telling if len(telling) >= _SHORTEST else words))[:_LONGEST]
    key = re.sub(r"[^A-Z0-9]", "", key.upper()).lstrip("0123456789")
    return free_key(key, vocabulary.agencies) if key else ""


def free_key(key: str, taken: Collection[str]) -> str:
    """The key, with a number behind it if it is taken."""
    free, number = key, 1
    while free in taken:
        number += 1
        free = f"{key}{number}"
    return free
