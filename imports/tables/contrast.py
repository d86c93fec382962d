"""A header that nobody can read is known by contrast: its cells are no values like those below them."""

from collections.abc import Mapping

from imports.tables.header import Header
from imports.tables.profile import Profile, Profiler
from imports.tables.weights import weights

_MOST = 0.6
"""Share of a column's cells that make it one of a kind."""

_KINDS = (
    "item_reference", "paragraph", "date", "status", "position", "states", "symbol", "recommends", "digits", "mechanism",
)  # fmt: skip


def contrast(header: Header, profiles: Mapping[int, Profile], profiler: Profiler) -> float:
    """How much the cells of a header differ from the columns below them; below 0 where they are values themselves."""
    weight = weights()
    total = 0.0
    for column, text in header.texts.items():
        look = profiles.get(column)
        kinds = [kind for kind in _KINDS if look is not None and getattr(look, kind) >= _MOST]
        if look is not None and look.agency >= _MOST:
            same = profiler.is_agency(text)
        elif kinds:
            same = bool(profiler.kinds(text, text) & set(kinds))
        else:
            continue
        total += -weight["no_contrast"] if same else weight["contrast"]
    return total
