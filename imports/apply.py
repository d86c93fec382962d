"""Does what a plan says: writes new records and changed values, each with the file, sheet and cell it came from."""

from collections.abc import Callable
from datetime import date
from typing import Any

from sqlalchemy import select

from imports.cells.references import sort_key
from imports.merging.compare import FieldChange
from imports.merging.plan import FilePlan, PlannedEntry, SheetPlan
from imports.merging.records import Record
from imports.reading.context import NewReview
from imports.reading.entry import Entry, StatusSays
from tracker.folding import fold, tidy
from tracker.followup.assign import end_assignment
from tracker.followup.journal import Journal
from tracker.models import (
    AffectedGroup,
    Assessment,
    Assignment,
    Base,
    Evidence,
    ImportedSheet,
    Measure,
    OpenValue,
    Origin,
    Recommendation,
    RecommendationGoal,
    RecommendationGroup,
    RecommendationTheme,
    RecommendingState,
    Register,
    Remark,
    Review,
    Status,
    Theme,
    Translation,
)
from tracker.queries.substantiated import enough
from tracker.textkey import compared, text_key
from tracker.vocabulary import Outcome, Role, Voice

_STEP = 200
"""Rows between two reports of progress."""

_NOTHING: dict[str, str] = {}

Progress = Callable[[int], None]


class Applier:
    """Writes the plans of one import run into the register through its journal."""

    def __init__(self, journal: Journal, today: date, progress: Progress | None = None) -> None:
        self._journal = journal
        self._session = journal.session
        self._today = today
        self._progress = progress or (lambda _rows: None)
        self._themes: dict[str, int] = dict(self._session.execute(select(Theme.folded, Theme.id)).all())
        self._groups: dict[str, int] = dict(self._session.execute(select(AffectedGroup.folded, AffectedGroup.id)).all())
        self._reviews: dict[str, int] = {}
        self._needs = dict(self._session.execute(select(Status.code, Status.needs_evidence)).all())
        self._state = self._session.scalars(select(Register.state)).one()
        of = ("origin_id", "recommendation_id")
        self._add_origin = journal.adder(Origin, "imported_sheet_id", "row", "part", "cells", "others")
        self._add_state = journal.adder(RecommendingState, *of, "name", "place")
        self._add_theme = journal.adder(RecommendationTheme, *of, "theme_id", "place")
        self._add_group = journal.adder(RecommendationGroup, *of, "group_id", "place")
        self._add_goal = journal.adder(RecommendationGoal, *of, "goal_number", "target")
        self._add_assignment = journal.adder(Assignment, *of, "agency_key", "role", "began_on")
        self._add_measure = journal.adder(Measure, *of, "text")
        self._add_evidence = journal.adder(Evidence, *of, "text", "dated_on")

    def apply(self, plan: FilePlan) -> None:
        """Write everything that a plan adds or changes."""
        self._open_reviews(plan)
        done = 0
        for sheet in plan.sheets:
            if not sheet.rows:
                continue
            sheet_id = self._imported_sheet(plan, sheet)
            letters = {name: columns.split(",")[0] for name, columns in sheet.blocks[0].column_letters().items()}
            letters.setdefault("position_word", letters.get("position", ""))
            for row in sheet.rows:
                for planned in row.entries:
                    self._write(planned, sheet_id, letters)
                done += 1
                if done % _STEP == 0:
                    self._progress(_STEP)
        self._progress(done % _STEP)
        self._journal.flush()

    def _open_reviews(self, plan: FilePlan) -> None:
        """The ids of the reviews that new records go to; reviews that the register lacks are added."""
        wanted = {
            planned.record.review
            for sheet in plan.sheets
            for row in sheet.rows
            for planned in row.entries
            if planned.outcome == Outcome.NEW
        }
        known = dict(self._session.execute(select(Review.code, Review.id).where(Review.code.in_(wanted))).all())
        for code in sorted(wanted - set(known)):
            known[code] = self._add_review(code, plan.new_reviews[code])
        self._reviews |= known

    def _add_review(self, code: str, new: NewReview) -> int:
        return self._journal.add(
            Review,
            code=code,
            mechanism=new.mechanism,
            cycle=new.cycle,
            state=new.state or self._state,
            symbol=new.symbol or None,
            provisional=new.provisional,
            found_in=new.found_in,
            confidence="to confirm",
            source=new.found_in or new.symbol,
        )

    def _imported_sheet(self, plan: FilePlan, sheet: SheetPlan) -> int:
        waiting = [
            str(row.row)
            for row in sheet.rows
            if row.outcome in (Outcome.CONFLICT, Outcome.REFUSED)
            or any(planned.entry.open_values for planned in row.entries)
        ]
        return self._journal.add(
            ImportedSheet,
            file=plan.file,
            sha256=plan.sha256,
            sheet=sheet.sheet.name,
            columns=sheet.blocks[0].column_letters(),
            unsettled=waiting,
        )

    def _write(self, planned: PlannedEntry, sheet_id: int, letters: dict[str, str]) -> None:
        entry = planned.entry
        row = entry.row + 1
        cells = {
            name: entry.cell_of(name)
            for name, (_, cell) in entry.values.items()
            if cell != (letter := letters.get(name, "")) and cell != f"{letter}{row}"
        }
        origin = self._add_origin(sheet_id, row, entry.part, cells or _NOTHING, entry.others or _NOTHING)
        if planned.outcome == Outcome.NEW:
            self._create(entry, planned.record, origin)
        else:
            self._change(planned, origin)

    # New records

    def _create(self, entry: Entry, record: Record, origin: int) -> None:
        said = {name: value for name, (value, _) in entry.values.items()}
        due_on, due_precision, due_text = said.get("due") or (None, None, "")
        number, sub = said.get("reference") or (None, 0)
        text = said["text"]
        out_reason = entry.out_reason or said.get("out_of_mandate") or ""
        record.id = self._journal.add(
            Recommendation,
            origin_id=origin,
            code=record.code,
            review_id=self._reviews[record.review],
            reference=number,
            sub=sub,
            sort_key=sort_key(number, sub),
            text=text,
            lead_in=said.get("lead_in") or "",
            text_key=text_key(text),
            search_text=searched(number, said.get("lead_in"), text),
            document=said.get("document") or "",
            position=said.get("position"),
            position_word=said.get("position_word") or "",
            position_source=said.get("position_source") or "",
            due_on=due_on,
            due_precision=due_precision,
            due_text=due_text,
            note=said.get("note") or "",
            out_of_mandate=bool(out_reason),
            out_reason=out_reason,
            annotation=said.get("annotation"),
        )
        self._add_states(record.id, said.get("states") or [], 0, origin)
        self._add_tags(record.id, entry, origin)
        if lead := said.get("lead"):
            self._assign(record.id, lead, Role.LEAD, origin)
        for agency in said.get("contributing") or []:
            self._assign(record.id, agency, Role.CONTRIBUTING, origin)
        self._add_texts(record.id, entry, origin)

    def _add_states(self, record_id: int, names: list[str], place: int, origin: int) -> None:
        for at, name in enumerate(names, start=place):
            self._add_state(origin, record_id, name, at)

    def _add_tags(self, record_id: int, entry: Entry, origin: int) -> None:
        for name in ("theme", "affected", "sdg"):
            if items := entry.get(name):
                self._add_tag_rows(record_id, name, items, 0, origin)

    def _add_tag_rows(self, record_id: int, name: str, items: list[Any], place: int, origin: int) -> None:
        seen: set[object] = set()
        for at, item in enumerate(items, start=place):
            key = item if name == "sdg" else self._theme(item, origin) if name == "theme" else self._group(item, origin)
            if key in seen:
                continue
            seen.add(key)
            if name == "sdg":
                self._add_goal(origin, record_id, *item)
            elif name == "theme":
                self._add_theme(origin, record_id, key, at)
            else:
                self._add_group(origin, record_id, key, at)

    def _theme(self, label: str, origin: int) -> int:
        """The theme of a label; one that no list has becomes the group's own."""
        folded = fold(label)
        if folded not in self._themes:
            self._themes[folded] = self._journal.add(Theme, origin_id=origin, label=label, folded=folded, scheme="own")
        return self._themes[folded]

    def _group(self, label: str, origin: int) -> int:
        folded = fold(label)
        if folded not in self._groups:
            self._groups[folded] = self._journal.add(AffectedGroup, origin_id=origin, label=label, folded=folded)
        return self._groups[folded]

    def _assign(self, record_id: int, agency: str, role: Role, origin: int) -> None:
        self._add_assignment(origin, record_id, agency, role, self._today)

    def _add_texts(self, record_id: int, entry: Entry, origin: int) -> None:
        if (says := entry.get("status")) is not None:
            self._assess(record_id, says, entry.get("evidence") or [], origin)
        if measures := entry.get("measures"):
            self._add_measure(origin, record_id, measures)
        self._prove(record_id, entry.get("evidence") or [], origin)
        if translation := entry.get("translation"):
            self._journal.add(Translation, origin_id=origin, recommendation_id=record_id, text=translation)
        for cell, author, text in entry.remarks:
            self._journal.add(
                Remark, origin_id=origin, recommendation_id=record_id, cell=cell, author=author, text=text
            )
        for name, text, cell in entry.open_values:
            self._journal.add(
                OpenValue, origin_id=origin, recommendation_id=record_id, field=name, text=text, cell=cell
            )

    def _assess(self, record_id: int, says: StatusSays, proofs: list[tuple[str, date | None]], origin: int) -> None:
        """History is taken as the sheet states it; where the rules would ask for evidence it is marked as lacking it."""
        proven = enough(self._needs[says.code], [dated for _, dated in proofs])
        self._journal.add(
            Assessment,
            origin_id=origin,
            recommendation_id=record_id,
            voice=Voice.SECRETARIAT,
            status_code=says.code,
            word=says.word,
            dated_on=says.dated_on,
            date_basis=says.basis,
            substantiated=proven,
        )

    def _prove(self, record_id: int, proofs: list[tuple[str, date | None]], origin: int) -> None:
        for text, dated in proofs:
            self._add_evidence(origin, record_id, text, dated)

    # Changed records

    def _change(self, planned: PlannedEntry, origin: int) -> None:
        record = planned.record
        self._find_anew(planned, origin)
        for change in planned.changes:
            match change.field:
                case "reference":
                    self._renumber(record, change, origin)
                case "due":
                    self._change_due(record, change, origin)
                case "measures":
                    self._change_measures(record, change, origin)
                case "states":
                    self._add_states(record.id, change.new[len(change.old) :], len(change.old), origin)
                case "theme" | "affected" | "sdg":
                    self._change_tags(record, change, origin)
                case "lead" | "contributing":
                    self._change_agencies(record, change, origin)
                case _:
                    self._add_or_set(record, change, planned.entry, origin)
        for row_id in planned.settled:
            self._set(OpenValue, row_id, "settled_in", None, self._journal.number, record, origin)

    def _add_or_set(self, record: Record, change: FieldChange, entry: Entry, origin: int) -> None:
        match change.field:
            case "status":
                self._assess(record.id, change.new, entry.get("evidence") or [], origin)
            case "evidence":
                self._prove(record.id, change.new, origin)
            case "translation":
                self._journal.add(Translation, origin_id=origin, recommendation_id=record.id, text=change.new)
            case "comment":
                cell, author, text = change.new
                self._journal.add(
                    Remark, origin_id=origin, recommendation_id=record.id, cell=cell, author=author, text=text
                )
            case "open":
                name, text, cell = change.new
                self._journal.add(
                    OpenValue, origin_id=origin, recommendation_id=record.id, field=name, text=text, cell=cell
                )
            case _:
                self._set(Recommendation, record.id, change.field, change.old, change.new, record, origin)

    def _set(self, model: type[Base], row_id: int, name: str, old: Any, new: Any, record: Record, origin: int) -> None:
        self._journal.change(model, row_id, name, old, new, recommendation_id=record.id, origin_id=origin)

    def _renumber(self, record: Record, change: FieldChange, origin: int) -> None:
        """A record that had no number gets the one that a sheet gives it, and the code with it."""
        number, sub = change.new
        code = f"{record.review}/{number}" + (f"#{sub}" if sub else "")
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
            before = searched(record.reference, record.lead_in, record.text)
            after = searched(number, new.get("lead_in", record.lead_in), record.text)
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
            self._add_measure(origin, record.id, rest)
        for row_id, _ in gone:
            self._journal.remove(Measure, row_id, recommendation_id=record.id, origin_id=origin)

    def _change_tags(self, record: Record, change: FieldChange, origin: int) -> None:
        new = [item for item in change.new if item not in change.old]
        self._add_tag_rows(record.id, change.field, new, len(change.old), origin)
        for item in change.old:
            if item not in change.new:
                self._remove_tag(record, change.field, item, origin)

    def _remove_tag(self, record: Record, name: str, item: Any, origin: int) -> None:
        model: type[Base]
        if name == "sdg":
            model = RecommendationGoal
            wanted = (RecommendationGoal.goal_number == item[0]) & (RecommendationGoal.target == item[1])
        elif name == "theme":
            model, wanted = RecommendationTheme, RecommendationTheme.theme_id == self._themes[fold(item)]
        else:
            model, wanted = RecommendationGroup, RecommendationGroup.group_id == self._groups[fold(item)]
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
        for agency in new:
            if agency not in old:
                self._assign(record.id, agency, role, origin)

    def _end(self, record: Record, agency: str, role: Role, origin: int) -> None:
        end_assignment(self._journal, record.assignments[agency, role], self._today, origin)


def searched(number: str | None, lead_in: str | None, text: str) -> str:
    """The words by which a recommendation is found."""
    return " ".join(part for part in (number, compared(lead_in or ""), compared(text)) if part)
