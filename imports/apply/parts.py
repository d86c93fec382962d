"""Writes what stands beside a recommendation in tables of its own: States, tags, agencies, statuses, texts."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from itertools import islice
from typing import Any

from sqlalchemy import select

from imports.reading.entry import StatusSays
from tracker.folding import fold
from tracker.followup.journal import Journal
from tracker.models import (
    AffectedGroup,
    Assessment,
    Assignment,
    Base,
    Evidence,
    Measure,
    OpenValue,
    RecommendationGoal,
    RecommendationGroup,
    RecommendationTheme,
    RecommendingState,
    Remark,
    Status,
    Theme,
    Translation,
)
from tracker.queries.substantiated import enough
from tracker.vocabulary import Role, Voice

Proofs = Sequence[tuple[str, date | None]]
"""Evidence as a sheet gives it: texts with their dates."""

Part = tuple[int, int, Any, int]
"""Origin, recommendation, a value of one field, and the place at which a list goes on."""


class Parts:
    """Writes the values of a field for any number of recommendations at a time."""

    def __init__(self, journal: Journal, today: date) -> None:
        self.journal = journal
        self.today = today
        session = journal.session
        self.themes: dict[str, int] = dict(session.execute(select(Theme.folded, Theme.id)).all())
        self.groups: dict[str, int] = dict(session.execute(select(AffectedGroup.folded, AffectedGroup.id)).all())
        self._needs = dict(session.execute(select(Status.code, Status.needs_evidence)).all())
        self.of_field: dict[str, Callable[[Sequence[Part]], None]] = {
            "states": self._add_states,
            "theme": self._add_themes,
            "affected": self._add_groups,
            "sdg": self._add_goals,
            "lead": self._add_leads,
            "contributing": self._add_contributing,
            "measures": self._add_measures,
            "evidence": self._add_evidence,
            "translation": self._add_translations,
            "comment": self._add_remarks,
            "open": self._add_open_values,
        }
        """How each field that has a table of its own is written."""

    def _put(self, model: type[Base], names: tuple[str, ...], rows: Sequence[tuple[Any, ...]], **same: Any) -> None:
        """Gather rows that begin with their origin and their recommendation; ``same`` is said of all of them."""
        if rows:
            numbers = list(islice(self.journal.numbers, len(rows)))
            columns = zip(("origin_id", "recommendation_id", *names), zip(*rows, strict=True), strict=True)
            self.journal.add_columns(model, {"id": numbers, **dict(columns)}, **same)

    def _add_states(self, parts: Iterable[Part]) -> None:
        rows = [(origin, of, name, at) for origin, of, names, place in parts for at, name in enumerate(names, place)]
        self._put(RecommendingState, ("name", "place"), rows)

    def _add_themes(self, parts: Sequence[Part]) -> None:
        self._put(RecommendationTheme, ("theme_id", "place"), self._tagged(parts, self._theme))

    def _add_groups(self, parts: Sequence[Part]) -> None:
        self._put(RecommendationGroup, ("group_id", "place"), self._tagged(parts, self._group))

    def _tagged(self, parts: Sequence[Part], key_of: Callable[[str, int], int]) -> list[tuple[int, int, int, int]]:
        """Each tag of a recommendation once, at the place where it stands first."""
        rows = []
        known: dict[tuple[int, int], dict[int, int]] = {}
        for origin, of, labels, place in parts:
            if (keys := known.get((id(labels), place))) is None:  # rows with equal cells share one list
                keys = known[id(labels), place] = {}
                for at, label in enumerate(labels, place):
                    keys.setdefault(key_of(label, origin), at)
            rows += [(origin, of, key, at) for key, at in keys.items()]
        return rows

    def _theme(self, label: str, origin: int) -> int:
        """The theme of a label; one that no list has becomes the group's own."""
        folded = fold(label)
        if folded not in self.themes:
            self.themes[folded] = self.journal.add(Theme, origin_id=origin, label=label, folded=folded, scheme="own")
        return self.themes[folded]

    def _group(self, label: str, origin: int) -> int:
        folded = fold(label)
        if folded not in self.groups:
            self.groups[folded] = self.journal.add(AffectedGroup, origin_id=origin, label=label, folded=folded)
        return self.groups[folded]

    def _add_goals(self, parts: Iterable[Part]) -> None:
        rows = [(origin, of, *goal) for origin, of, goals, _ in parts for goal in dict.fromkeys(goals)]
        self._put(RecommendationGoal, ("goal_number", "target"), rows)

    def _add_leads(self, parts: Iterable[Part]) -> None:
        self.assign(Role.LEAD, ((origin, of, (lead,), 0) for origin, of, lead, _ in parts))

    def _add_contributing(self, parts: Iterable[Part]) -> None:
        self.assign(Role.CONTRIBUTING, parts)

    def assign(self, role: Role, parts: Iterable[Part]) -> None:
        """Give agencies a part in recommendations from today on."""
        rows = [(origin, of, agency) for origin, of, agencies, _ in parts for agency in agencies]
        self._put(Assignment, ("agency_key",), rows, role=str(role), began_on=self.today)

    def add_statuses(self, parts: Iterable[tuple[int, int, StatusSays, Proofs]]) -> None:
        """Write statuses, each with the evidence beside it.

        History is taken as the sheet states it; where the rules would ask for evidence it is marked as lacking it.
        """
        names = ("status_code", "word", "dated_on", "date_basis", "date_precision", "substantiated")
        rows = [
            (*(origin, of, says.code, says.word, says.dated_on, says.basis, says.precision), self._proven(says, proofs))
            for origin, of, says, proofs in parts
        ]
        self._put(Assessment, names, rows, voice=str(Voice.SECRETARIAT))

    def _proven(self, says: StatusSays, proofs: Proofs) -> bool:
        """Return True if the evidence beside a status proves it; later evidence does not prove that of an older column."""
        days = [dated for _, dated in proofs if says.since is None or dated is None or dated <= says.dated_on]
        return enough(self._needs[says.code], days)

    def _add_measures(self, parts: Iterable[Part]) -> None:
        self._put(Measure, ("text",), [part[:3] for part in parts])

    def _add_evidence(self, parts: Iterable[Part]) -> None:
        rows = [(origin, of, text, dated) for origin, of, proofs, _ in parts for text, dated in proofs]
        self._put(Evidence, ("text", "dated_on"), rows)

    def _add_translations(self, parts: Iterable[Part]) -> None:
        self._put(Translation, ("text",), [part[:3] for part in parts])

    def _add_remarks(self, parts: Iterable[Part]) -> None:
        self._put(Remark, ("cell", "author", "text"), [(*part[:2], *part[2]) for part in parts])

    def _add_open_values(self, parts: Iterable[Part]) -> None:
        self._put(OpenValue, ("field", "text", "cell"), [(*part[:2], *part[2]) for part in parts])
