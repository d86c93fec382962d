"""Phrases of a kind inside a longer text, such as those that put a status in doubt."""

import re
from collections.abc import Iterable


def any_of(phrases: Iterable[str]) -> re.Pattern[str]:
    """A pattern for any of these folded phrases as whole words, the longest first."""
    ordered = sorted(filter(str.strip, phrases), key=len, reverse=True)
    return re.compile(r"(?<!\w)(?:" + ("|".join(map(re.escape, ordered)) or r"(?!)") + r")(?!\w)")
