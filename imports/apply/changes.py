"""Changes records of the register: what a newer sheet replaces, adds or takes away."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import select

from imports.apply.parts import Parts
from imports.merging.answered import Disagreement
from imports.merging.compare import FieldChange
from imports.merging.plan import PlannedEntry
from imports.merging.records import Record
from imports.reading.entry import EARLIER
from tracker.codes import code_of, searched, sort_key
from tracker.folding import fold, tidy
from tracker.followup.answers import take
from tracker.followup.assign import end_assignment
from tracker.followup.journal import Journal
from tracker.models import (
    Base,
    Conflict,
    Measure,
    OpenValue,
    Recommendation,
    RecommendationGoal,
    RecommendationGroup,
    RecommendationTheme,
)
from tracker.textkey import compared
from tracker.vocabulary import Role


class ChangedRecords:
    """Writes the changes of records that the register has."""

    def __init__(self, journal: Journal, parts: Parts) -> None:
        self._journal = journal
        self._session = journal.session
        self._parts = parts
        self._how: dict[str, Callable[[Record, FieldChange, int], None]] = {
            "reference": self._renumber,
            "due": self._change_due,
            "measures": self._change_measures,
            "states": self._add_states,
            "theme": self._change_tags,
            "affected": self._change_tags,
            "sdg": self._change_tags,
            "lead": self._change_agencies,
            "contributing": self._change_agencies,
        }
        """The fields that are changed by more than setting a column or adding a row."""

    def write(self, planned: PlannedEntry, origin: int) -> None:
        """Write everything that an entry changes."""
        record = planned.record
        self._find_anew(planned, origin)
        for change in sorted(planned.changes, key=lambda change: change.field != EARLIER):  # history first
            if how := self._how.get(change.field):
                how(record, change, origin)
            elif change.field in ("status", EARLIER):
                proofs = planned.entry.get("evidence") or ()
                self._parts.add_statuses([(origin, record.id, change.new, proofs)])
            elif add := self._parts.of_field.get(change.field):
                add([(origin, record.id, change.new, 0)])
            else:
                self._set(Recommendation, record.id, change.field, change.old, change.new, record, origin)
        for claim in planned.claims:
            take(self._journal, claim.said, self._parts.today, origin)
        for conflict in planned.conflicts:
            self._keep(conflict, record, origin)
        for row_id in planned.settled:
            self._set(OpenValue, row_id, "settled_in", None, self._journal.number, record, origin)

    def _keep(self, conflict: Disagreement, record: Record, origin: int) -> None:
        """Keep what a person has to decide."""
        ways = conflict.ways
        self._journal.add(
            Conflict,
            origin_id=origin,
            recommendation_id=record.id,
            kind=conflict.kind,
            field=conflict.field,
            cell=conflict.cell,
            sent=ways.sent,
            came=ways.came,
            held=ways.held,
            held_by=conflict.held_by,
            agency_key=conflict.agency or None,
            value=conflict.value,
        )

    def _add_states(self, record: Record, change: FieldChange, origin: int) -> None:
        known = len(change.old)
        self._parts.of_field["states"]([(origin, record.id, change.new[known:], known)])

    def _set(self, model: type[Base], row_id: int, name: str, old: Any, new: Any, record: Record, origin: int) -> None:
        self._journal.change(model, row_id, name, old, new, recommendation_id=record.id, origin_id=origin)

    def _renumber(self, record: Record, change: FieldChange, origin: int) -> None:
        """A record that had no number gets the one that a sheet gives it, and the code with it."""
        number, sub = change.new
        code = code_of(record.review, number, sub)
        for name, old, new in (
            ("code", record.code, code),
            ("reference", None, number),
            ("sub", record.sub, sub),
            ("sort_key", sort_key(None, record.sub), sort_key(number, sub)),
        ):
            if old != new:
                self._set(Recommendation, record.id, name, old, new, record, origin)

    def _find_anew(self, planned: PlannedEntry, origin: int) -> None:
        """A record that gets its number, or its opening words, is found by them from now on."""
        record = planned.record
        new = {change.field: change.new for change in planned.changes if change.field in ("reference", "lead_in")}
        if new:
            number, _ = new.get("reference", (record.reference, record.sub))
            words = compared(record.text)
            before = searched(record.reference, record.held("lead_in"), words)
            after = searched(number, new.get("lead_in", record.held("lead_in")), words)
            self._set(Recommendation, record.id, "search_text", before, after, record, origin)

    def _change_due(self, record: Record, change: FieldChange, origin: int) -> None:
        old = change.old or (None, None, "")
        for name, before, after in zip(("due_on", "due_precision", "due_text"), old, change.new, strict=True):
            if before != after:
                self._set(Recommendation, record.id, name, before, after, record, origin)

    def _change_measures(self, record: Record, change: FieldChange, origin: int) -> None:
        """Measures that the sheet still says stay as they are; what it says besides takes the place of the others."""
        said, gone = f"\n{change.new}\n", []
        for row_id, text in record.measure_rows:
            line = f"\n{tidy(text)}\n"
            if line in said:
                said = said.replace(line, "\n", 1)
            else:
                gone.append((row_id, text))
        rest = said.strip("\n")
        if rest and gone:
            row_id, text = gone.pop(0)
            self._set(Measure, row_id, "text", text, rest, record, origin)
        elif rest:
            self._parts.of_field["measures"]([(origin, record.id, rest, 0)])
        for row_id, _ in gone:
            self._journal.remove(Measure, row_id, recommendation_id=record.id, origin_id=origin)

    def _change_tags(self, record: Record, change: FieldChange, origin: int) -> None:
        new = [item for item in change.new if item not in change.old]
        self._parts.of_field[change.field]([(origin, record.id, new, len(change.old))])
        for item in change.old:
            if item not in change.new:
                self._remove_tag(record, change.field, item, origin)

    def _remove_tag(self, record: Record, name: str, item: Any, origin: int) -> None:
        model: type[Base]
        if name == "sdg":
            model = RecommendationGoal
            wanted = (RecommendationGoal.goal_number == item[0]) & (RecommendationGoal.target == item[1])
        elif name == "theme":
            model, wanted = RecommendationTheme, RecommendationTheme.theme_id == self._parts.themes[fold(item)]
        else:
            model, wanted = RecommendationGroup, RecommendationGroup.group_id == self._parts.groups[fold(item)]
        table = model.__table__
        row_id = self._session.scalar(select(table.c.id).where(table.c.recommendation_id == record.id, wanted))
        self._journal.remove(model, int(row_id or 0), recommendation_id=record.id, origin_id=origin)

    def _change_agencies(self, record: Record, change: FieldChange, origin: int) -> None:
        """Assignments are ended and new ones begun; none is deleted."""
        role = Role.LEAD if change.field == "lead" else Role.CONTRIBUTING
        old = [change.old] if change.field == "lead" else change.old
        new = [change.new] if change.field == "lead" else change.new
        for agency in old:
            if agency and agency not in new:
                self._end(record, agency, role, origin)
        begun = [agency for agency in new if agency not in old]
        self._parts.assign(role, [(origin, record.id, begun, 0)])

    def _end(self, record: Record, agency: str, role: Role, origin: int) -> None:
        end_assignment(self._journal, record.assignment(agency, role), self._parts.today, origin)
