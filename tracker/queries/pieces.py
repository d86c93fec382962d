"""Values in portions, because a database takes only so many in one query."""

from collections.abc import Iterable, Sequence
from typing import TypeVar

Item = TypeVar("Item")


def pieces(values: Sequence[Item], size: int = 900) -> Iterable[Sequence[Item]]:
    """Values in portions that every database takes in one query."""
    return (values[start : start + size] for start in range(0, len(values), size))
