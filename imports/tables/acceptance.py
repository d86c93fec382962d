"""Whether a table holds recommendations: its text column, and what stands beside it, weighed together."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from imports.cells.headers import SURE, HeaderMatch
from imports.fields import CODE, FOLLOWUP, REFERENCE, RIVALS, TEXT, Contents
from imports.tables.evidence import fit
from imports.tables.header import Header
from imports.tables.profile import Profile
from imports.tables.weights import weights

_SOURCES = ("states", "position", "document", "mechanism")
_FOLLOWED = ("lead", "contributing", "status", "due", "measures")
_BESIDE = frozenset((REFERENCE, *_SOURCES, "lead", "status"))
"""Fields of which one has to stand beside texts that nothing names: texts with days alone are news or minutes."""

_LEAST_BANNERS = 2
_NO_TEXTS, _SHORT_TEXTS = -0.85, -0.8
"""From here down cells are too short to be recommendations whatever their heading says; or only among other signs."""

_MOSTLY = 0.5
"""Share of numbers that name their committee ("CAT 13(b)"), from which they are those of recommendations."""

_NEARLY_ALL = 0.9
"""Share of numbers such as "140.12", each another one, from which one field beside them is a report."""

_LONG = 25
"""A longer cell under the heading of another matter is what the table is about."""


@dataclass(frozen=True)
class Candidate:
    """A table with the fields of its columns; ``faulty`` columns hold cells that cannot be read."""

    header: Header
    columns: Mapping[str, list[int]]
    profiles: Mapping[int, Profile]
    faulty: frozenset[int] = frozenset()

    def look(self, name: str) -> Profile:
        """The profile of the first column of a field."""
        places = self.columns.get(name)
        return self.profiles.get(places[0], Profile()) if places else Profile()

    def heading(self, name: str) -> HeaderMatch | None:
        """How the heading over the first column of a field names it."""
        places = self.columns.get(name)
        named = self.header.matches.get(places[0], []) if places else []
        return next((match for match in named if match.field == name), None)

    def is_about(self, column: int, matches: Sequence[HeaderMatch]) -> bool:
        """Return True if a column holds what the table is about: decisions, tasks or the like, and no recommendations."""
        named = matches[0].field if matches and matches[0].score >= SURE else ""
        return named in RIVALS and self.profiles.get(column, Profile()).length > _LONG


def holds_recommendations(table: Candidate) -> bool:
    """Return True if a table is one of recommendations, or reports on them by their numbers."""
    if table.header.known_as:
        return TEXT in table.columns
    if TEXT not in table.columns:
        return has_banners(table) or _updates(table)
    return text_evidence(table) >= weights()["table_least"]


def about_another_matter(table: Candidate) -> bool:
    """Return True if a heading says that the table is about something else: decisions, tasks, risks."""
    return any(table.is_about(column, matches) for column, matches in table.header.matches.items())


def text_evidence(table: Candidate) -> float:
    """How much speaks for recommendations: the text's heading, its cells, and the columns beside it."""
    weight, heading, look = weights(), table.heading(TEXT), table.look(TEXT)
    if not look.filled:
        return weight["table_least"] if heading is not None and table.columns[TEXT][0] in table.faulty else 0.0
    fits = fit(Contents.DEMANDS, look)
    if fits <= _NO_TEXTS or (heading is None and _BESIDE.isdisjoint(table.columns)):
        return 0.0
    total = weight["text_cells"] * look.recommends - (weight["short_texts"] if fits <= _SHORT_TEXTS else 0.0)
    if heading is not None:
        total += weight["text_heading"] * heading.score * (0.5 if heading.weak else 1.0)
    numbers = table.look(REFERENCE)
    total += weight["text_number"] * max(numbers.item_reference, 0.6 * numbers.paragraph, look.banner)
    total += weight["text_source"] * min(2, sum(name in table.columns for name in _SOURCES))
    return total + weight["text_followup"] * sum(name in table.columns for name in _FOLLOWED)


def has_banners(table: Candidate) -> bool:
    """Return True if number and text of each recommendation stand in a full-width row above its other cells."""
    fields = {match.field for matches in table.header.matches.values() for match in matches[:1]}
    return len(FOLLOWUP & fields) >= 2 and any(look.banners >= _LEAST_BANNERS for look in table.profiles.values())


def _updates(table: Candidate) -> bool:
    """Return True for a sheet without texts that has codes or numbers, and fields that the group fills in."""
    if about_another_matter(table):
        return False
    followed = FOLLOWUP & set(table.columns)
    if table.look(CODE).filled:
        return bool(followed)
    look, heading = table.look(REFERENCE), table.heading(REFERENCE)
    strong = look.named >= _MOSTLY or (heading is not None and not heading.weak)
    if look.item_reference >= _NEARLY_ALL and look.distinct > _NEARLY_ALL:
        return bool(followed)
    numbered = look.item_reference >= 0.5 or (strong and look.paragraph >= 0.5 and look.distinct > 0.8)
    return numbered and len(followed) >= 2
