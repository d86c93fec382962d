"""Decides field by field on the rows of one recommendation: nothing new, taken, or a conflict for a person."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy.orm import Session

from imports.cells.dates import DateReader
from imports.merging.answered import Disagreement, ThreeWays
from imports.merging.compare import FieldChange
from imports.merging.replies.asked import AskedRow, Known
from imports.merging.replies.merge import Verdict, verdict
from imports.merging.replies.received import Received
from tracker.folding import fold
from tracker.followup.agency_due import is_taken, proposal
from tracker.followup.answers import Said
from tracker.language.phrase import Phrase
from tracker.queries.claims import Held, put_there_by
from tracker.queries.reply_sheet import fields_asked, reply_columns
from tracker.queries.substantiated import enough
from tracker.vocabulary import Clash, Role

_TABLES = {"status": "assessment", "measures": "measure", "note": "contribution", "due": "recommendation"}
_UNCHECKED = ("part",)
"""Fields that are only shown."""


@dataclass
class Decision:
    """The decision on one row: values taken, new conflicts, and conflicts that were noted before and are still open."""

    takes: list[tuple[Said, FieldChange]] = field(default_factory=list)
    disagreements: list[Disagreement] = field(default_factory=list)
    known: list[Disagreement] = field(default_factory=list)


@dataclass(frozen=True)
class _Change:
    """A field of a row that is not as it was sent."""

    row: int
    name: str
    cell: str
    ways: ThreeWays
    value: Any
    disagreement: Disagreement | None = None


def decide(
    asked: AskedRow, rows: Sequence[Mapping[str, Received]], known: Known, session: Session, dates: DateReader
) -> list[Decision]:
    """Decide on all rows of a unit: a repeated change is taken once, different ones are a conflict."""
    decisions = [Decision() for _ in rows]
    unit = _Unit(asked, known, session, dates)
    found: dict[str, list[_Change]] = {}
    for number, row in enumerate(rows):
        for change in unit.changes(number, row):
            if change.disagreement is not None:
                _note(decisions[number], change.disagreement, asked, known)
            elif all(change.ways.came != other.ways.came for other in found.get(change.name, [])):
                found.setdefault(change.name, []).append(change)
    for changes in found.values():
        for change in changes:
            unit.settle(change, decisions[change.row], twice=len(changes) > 1 and change.name != "evidence")
    return decisions


class _Unit:
    """One row of a round with what is known of it."""

    def __init__(self, asked: AskedRow, known: Known, session: Session, dates: DateReader) -> None:
        self._asked = asked
        self._known = known
        self._session = session
        self._dates = dates
        self._part = (asked.recommendation_id, asked.agency)
        self._held = known.held[self._part]
        self._last = known.last.get(asked.id, {})

    def changes(self, number: int, row: Mapping[str, Received]) -> Iterator[_Change]:
        """The fields of a row that are not as they were sent, in the order of the columns."""
        may = fields_asked(self._asked.role)
        for column in reply_columns():
            came = row.get(column.field)
            if came is None or column.field in _UNCHECKED:
                continue
            if column.field not in may:
                yield from self._not_asked(number, column.field, came)
            elif column.field == "status":
                yield from self._claim(number, came, row.get("dated"))
            elif column.field == "dated":
                yield from self._date_alone(number, came, row.get("status"))
            elif column.field == "evidence":
                yield from self._evidence(number, came)
            else:
                yield from self._plain(number, column.field, came)

    def _not_asked(self, number: int, name: str, came: Received) -> Iterator[_Change]:
        sent = self._asked.sent.get(name, "")
        text = came.text if not came.problem else came.written
        if came.written and not _equal(text, sent) and not _equal(came.written, sent):
            ways = ThreeWays(sent, came.written, sent)
            reason = Phrase(
                "the agency was not asked for this; it wrote {came} in place of {sent}",
                came=_quoted(came.written),
                sent=_quoted(sent),
            )
            yield self._disagreeing(number, Clash.NOT_ASKED, name, came, ways, reason)

    def _claim(self, number: int, came: Received, dated: Received | None) -> Iterator[_Change]:
        """The status of a row, which is compared together with its date."""
        sent, held, last = (self._claim_of(values) for values in (self._asked.sent, self._held_texts(), self._last))
        if came.problem:
            ways = ThreeWays(sent, came.written, held)
            yield self._disagreeing(number, Clash.UNREADABLE, "status", came, ways, came.problem)
            return
        given = _readable(dated)
        fresh = "" if given == self._asked.sent.get("dated", "") else given
        repeated = self._repeated_claim(came.text, fresh)
        text = _claim_text(came.text, given) if repeated is None else repeated
        ways = ThreeWays(sent, text, held, last or None)
        if came.text in self._known.reserved and repeated is None:
            reason = Phrase("only the secretariat can set '{status}'", status=came.text)
            yield self._disagreeing(number, Clash.NOT_ASKED, "status", came, ways, reason)
        elif came.text or not fresh:
            value = {"code": came.text, "word": came.written, "dated": fresh, "proven": True} if came.text else ""
            yield _Change(number, "status", came.cell, ways, value)

    def _repeated_claim(self, status: str, fresh: str) -> str | None:
        """The claim that was sent, or else the one in the register, if the row repeats it with no other new date."""
        if status == self._asked.sent.get("status", "") and not fresh:
            return self._claim_of(self._asked.sent)
        if status == self._held_text("status") and fresh in ("", self._held_text("dated")):
            return self._claim_of(self._held_texts())
        return None

    def _date_alone(self, number: int, came: Received, status: Received | None) -> Iterator[_Change]:
        """Find what is wrong with the date of a status; the date itself is compared with the status."""
        sent = self._asked.sent.get("dated", "")
        ways = ThreeWays(sent, came.written, self._held_text("dated"))
        if came.problem:
            yield self._disagreeing(number, Clash.UNREADABLE, "dated", came, ways, came.problem)
        elif came.text and came.text != sent and status is not None and not status.text and not status.problem:
            yield self._disagreeing(number, Clash.UNREADABLE, "dated", came, ways, Phrase("a date without a status"))

    def _evidence(self, number: int, came: Received) -> Iterator[_Change]:
        known = self._known.evidence[self._part]
        new = [line for line in came.text.split("\n") if line and fold(line) not in known]
        if new:
            value = [[line, found.isoformat() if (found := self._dates.find(line)) else None] for line in new]
            yield _Change(number, "evidence", came.cell, ThreeWays("", "\n".join(new), ""), value)

    def _plain(self, number: int, name: str, came: Received) -> Iterator[_Change]:
        sent, held = self._asked.sent.get(name, ""), self._held_text(name)
        base = self._asked.sent.get("deadline", "") if name == "due" else sent
        if came.problem:
            yield self._disagreeing(
                number, Clash.UNREADABLE, name, came, ThreeWays(base, came.written, held), came.problem
            )
        elif came.text or sent:
            value: Any = came.text
            if name == "due" and came.text:
                value = {"on": came.on, "precision": came.precision, "text": came.written}
            yield _Change(number, name, came.cell, ThreeWays(base, came.text, held, self._last.get(name)), value)

    def settle(self, change: _Change, decision: Decision, *, twice: bool) -> None:
        """Take a change, or note it as a conflict."""
        outcome, kind = self._verdict(change)
        if outcome is Verdict.NOTHING_NEW:
            self._still_open(change, decision)
            return
        if outcome is Verdict.TAKEN and not twice:
            decision.takes.append((self.said(change), self._shown(change)))
            return
        held_by = self._held_by(change.name)
        found = Disagreement(
            kind if kind is not None and not twice else Clash.TWICE,
            change.name,
            change.cell,
            change.ways,
            change.value,
            held_by,
            self._reason(change.ways, kind, twice=twice),
        )
        _note(decision, found, self._asked, self._known)

    def _verdict(self, change: _Change) -> tuple[Verdict, Clash | None]:
        """What becomes of a change; an agency's other due date is a proposal."""
        outcome, kind = verdict(change.ways)
        may_set = change.name != "due" or is_taken(change.ways.held, leads=self._asked.role == Role.LEAD)
        return (outcome, kind) if may_set or outcome is not Verdict.TAKEN else (Verdict.CONFLICT, Clash.PROPOSED)

    def _reason(self, ways: ThreeWays, kind: Clash | None, *, twice: bool) -> str:
        if twice:
            return _twice(ways.came)
        return proposal(self._asked.agency, ways.came, ways.held) if kind is Clash.PROPOSED else ""

    def _shown(self, change: _Change) -> FieldChange:
        """The change in words; a status of a day before that of the claim in force only goes into the history."""
        ways, came = change.ways, change.ways.came
        if change.name == "due":
            return FieldChange("due", None, came, change.cell)
        dated = change.value["dated"] if change.name == "status" and change.value else ""
        if "" < dated < self._held_text("dated"):
            told = {"stays": self._held_text("status"), "status": change.value["code"], "day": dated}
            came = Phrase("{stays} ({status} of {day} is added as an earlier view)", **told)
        elif change.name == "status":
            came = Phrase("{status} (a claim)", status=came)
        return FieldChange(f"{change.name} by {self._asked.agency}", ways.held or None, came, change.cell)

    def said(self, change: _Change) -> Said:
        """The change as the register takes it."""
        held = self._held.get(change.name)
        value = change.value
        if change.name == "status":
            value = {**value, "proven": self._proven(value["code"])}
        keeps = held.row_id if held is not None and change.name in ("measures", "note") else None
        return Said(self._asked.recommendation_id, self._asked.agency, change.name, value, keeps)

    def _proven(self, status: str) -> bool:
        """Return True if the agency's own evidence is what the rules ask for (they bind a confirmation, not a claim)."""
        return enough(self._known.needs.get(status, ""), self._known.evidence[self._part].values())

    def _still_open(self, change: _Change, decision: Decision) -> None:
        if self._known.conflicts.get((self._asked.id, change.name, change.ways.came)):
            decision.known.append(
                Disagreement(
                    Clash.BOTH_CHANGED,
                    change.name,
                    change.cell,
                    change.ways,
                    reason=Phrase("still to be resolved: tracker conflicts"),
                )
            )

    def _held_by(self, name: str) -> str:
        held = self._held.get(name)
        return put_there_by(self._session, _TABLES[name], held) if held is not None and name in _TABLES else ""

    def _disagreeing(
        self, number: int, kind: Clash, name: str, came: Received, ways: ThreeWays, reason: str
    ) -> _Change:
        found = Disagreement(kind, name, came.cell, ways, None, self._held_by(name), reason)
        return _Change(number, name, came.cell, ways, None, found)

    def _held_text(self, name: str) -> str:
        held: Held | None = self._held.get(name)
        return held.text if held is not None else ""

    def _held_texts(self) -> dict[str, str]:
        return {name: held.text for name, held in self._held.items()}

    def _claim_of(self, values: Mapping[str, str]) -> str:
        return _claim_text(values.get("status", ""), values.get("dated", ""))


def _note(decision: Decision, found: Disagreement, asked: AskedRow, known: Known) -> None:
    """Note a conflict once: a value that comes again is still open, or was resolved."""
    still_open = known.conflicts.get((asked.id, found.field, found.ways.came))
    if still_open is None:
        decision.disagreements.append(found)
    elif still_open:
        decision.known.append(found)


def _readable(came: Received | None) -> str:
    """The text of a cell that could be read; "" for others."""
    return "" if came is None or came.problem else came.text


def _claim_text(code: str, dated: str) -> str:
    return f"{code} ({dated})" if code and dated else code


def _equal(one: str, two: str) -> bool:
    return " ".join(one.split()) == " ".join(two.split())


def _twice(came: str) -> str:
    return Phrase("this reply has the row twice, with different values: here {value}", value=_quoted(came))


def _quoted(text: str) -> str:
    line = " ".join(text.split())
    return Phrase("nothing") if not line else f"'{line}'" if len(line) <= 60 else f"'{line[:57]}...'"
