"""What an agency says on its own paper: claims, its own words, and what it may only propose.

An agency's status is its claim wherever it comes from; its measures, evidence and notes are its own. Agencies, and a due
date that the register has, are the secretariat's to set: what the agency writes there waits as a proposal. The rest it
cannot touch.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from imports.fields import BY_NAME, TEXT, Field, Speaker
from imports.merging.answered import Claim, Disagreement, ThreeWays
from imports.merging.compare import Contradiction, EarlierStatus, FieldChange, compare, shown
from imports.merging.edits import kept_value
from imports.merging.noted import Noted
from imports.merging.records import Record
from imports.reading.entry import EARLIER, Earlier, Entry, StatusSays
from tracker.dates import shown_date
from tracker.folding import fold, tidy
from tracker.followup.agency_due import is_taken, proposal
from tracker.followup.answers import Said
from tracker.language.phrase import Phrase
from tracker.models import Contribution, Measure
from tracker.queries.claims import Held, claimed_statuses, held_values, put_there_by, speaks_of
from tracker.queries.reply_sheet import reserved_statuses
from tracker.vocabulary import Clash, DateBasis

_REPLACED: Mapping[str, type[Measure] | type[Contribution]] = {"measures": Measure, "note": Contribution}
"""An agency's own words, of which the newer ones take the place of the older, and where they are kept."""

_DATED = (DateBasis.STATED, DateBasis.SHEET)


class AgencySpeaks:
    """Merges the rows of an agency's own sheet."""

    def __init__(self, session: Session, agency: str, records: Collection[Record]) -> None:
        self.agency = agency
        self._session = session
        self._held = held_values(session, [(record.id, agency) for record in records])
        self._statuses = claimed_statuses(session, [record.id for record in records], agency)
        self._reserved = reserved_statuses(session)
        self.noted = Noted(session, [record.id for record in records])

    def merge(
        self, entry: Entry, record: Record, only: Collection[str] | None
    ) -> tuple[list[Claim], list[Disagreement]]:
        """What a row claims and what it proposes; ``only`` are the fields that its author edited, where that is known."""
        held = self._held.get((record.id, self.agency), {})
        claims = self._claimed_earlier(entry, record) if only is None or EARLIER in only else []
        proposals: list[Disagreement] = []
        for name, reading in entry.values.items():
            field = BY_NAME.get(name)
            if field is None or not _counts(field, only):
                continue
            if name == "due" and self._plans(reading.value, record):
                claims.append(self._planned(entry, record))
            elif field.speaker == Speaker.SECRETARIAT or self._is_reserved(name, reading.value):
                proposals += self._proposed(entry, name, record)
            elif field.speaker == Speaker.EVERYBODY:
                claims += self._claimed(entry, name, record, held)
        return claims, proposals

    def overtaken(self, claims: Sequence[Claim], as_of: tuple[date, DateBasis] | None) -> list[Disagreement]:
        """The words among these that are older than those of the agency that the register holds: a person decides."""
        if as_of is None or as_of[1] == DateBasis.IMPORT:
            return []
        return [item for claim in claims for item in self._overtaken(claim, as_of[0])]

    def _overtaken(self, claim: Claim, on: date) -> Iterator[Disagreement]:
        said, change = claim
        held = self._held[said.recommendation_id, self.agency][said.field] if said.row_id is not None else None
        model = _REPLACED.get(said.field)
        if held is not None and model is not None and on < speaks_of(self._session, model, held):
            by = put_there_by(self._session, model.__tablename__, held)
            ways = ThreeWays("", str(said.value), held.text)
            yield Disagreement(Clash.NEWER, said.field, change.cell, ways, said.value, by, agency=self.agency)

    def untouched(
        self, entry: Entry, record: Record, identity: Callable[[str], str], only: Collection[str] | None
    ) -> tuple[list[str], Contradiction | None]:
        """What a row says otherwise of the fields that no agency changes, in words; and a UN text that contradicts."""
        found = compare(entry, record, identity, whole=False)
        text, whole = _cell_of_text(entry), only is None
        if whole and (wrong := next((item for item in found.contradictions if item.cell == text), None)):
            return [], wrong
        left: list[str] = [
            Phrase(
                "{cell} {code}: {field} was left as it was ({held}); {agency} writes {told}",
                cell=change.cell,
                code=record.code,
                field=change.label,
                held=held,
                agency=self.agency,
                told=told,
            )
            for change in found.changes
            if _is_of_source(change.field) and (only is None or change.field in only)
            for held, told in [change.shown()]
        ]
        others = found.contradictions if whole else []
        left += [
            Phrase("{cell} {code}: left as it was; {reason}", cell=item.cell, code=record.code, reason=item.reason)
            for item in others
        ]
        return left, None

    def _claimed_earlier(self, entry: Entry, record: Record) -> list[Claim]:
        """The statuses of older columns, as claims of their days; with the newest where they would overtake it."""
        held = self._statuses.get(record.id, [])
        older = sorted(entry.get(EARLIER) or (), key=lambda item: item.says.dated_on)
        new = [item for item in older if item.says.code not in self._reserved and not item.says.is_known(held)]
        overtakes = new and held and new[-1].says.dated_on >= max(held)[0]
        newest = [Earlier(entry.get("status"), entry.values["status"].cell)] if overtakes else []
        return [
            Claim(
                Said(record.id, self.agency, "status", _status(says), None),
                FieldChange(f"status by {self.agency}", None, _shown_claim(says), entry.whole(cell)),
            )
            for says, cell in [*new, *(item for item in newest if self._is_same_as_held(item, record))]
        ]

    def _is_same_as_held(self, item: Earlier, record: Record) -> bool:
        """Return True if the newest status is no claim of its own, because the agency said it before."""
        held = self._held.get((record.id, self.agency), {}).get("status")
        return held is not None and _same("status", held, item.says)

    def _is_reserved(self, name: str, value: Any) -> bool:
        return name == "status" and value.code in self._reserved

    def _plans(self, due: Any, record: Record) -> bool:
        """Return True if a due date is the agency's to give: it names a day, and the register has none."""
        return due[0] is not None and is_taken(_held_words(record, "due"), leads=record.lead == self.agency)

    def _planned(self, entry: Entry, record: Record) -> Claim:
        due = entry.get("due")
        change = FieldChange("due", None, due, entry.cell_of("due"))
        return Claim(Said(record.id, self.agency, "due", kept_value("due", due)), change)

    def _proposed(self, entry: Entry, name: str, record: Record) -> Iterator[Disagreement]:
        new, held = entry.get(name), record.held(name)
        if shown(new) != shown(held):
            ways = ThreeWays("", shown(new), _held_words(record, name))
            kept = kept_value(name, new)
            reason = proposal(self.agency, ways.came, ways.held)
            yield Disagreement(Clash.PROPOSED, name, entry.cell_of(name), ways, kept, reason=reason, agency=self.agency)

    def _claimed(self, entry: Entry, name: str, record: Record, held: Mapping[str, Held]) -> Iterator[Claim]:
        value, known = entry.get(name), held.get(name)
        said = _new_evidence(value, record) if name == "evidence" else value
        if not said or (name != "evidence" and known is not None and _same(name, known, value)):
            return
        row_id = known.row_id if known is not None and name in _REPLACED else None
        old = known.text if known is not None else None
        change = FieldChange(f"{name} by {self.agency}", old, _shown_beside(held, name, value), entry.cell_of(name))
        kept = _status(value) if name == "status" else said
        yield Claim(Said(record.id, self.agency, name, kept, row_id), change)


def _held_words(record: Record, name: str) -> str:
    held = record.held(name)
    return shown(held) if held else ""


def _is_of_source(name: str) -> bool:
    """Return True for a field that comes from the UN document or the group's own sorting."""
    field = BY_NAME.get(name)
    return field is not None and field.speaker == Speaker.SOURCE


def _cell_of_text(entry: Entry) -> str:
    return entry.cell_of(TEXT) if TEXT in entry.values else ""


def _new_evidence(proofs: Any, record: Record) -> list[list[str | None]]:
    """The evidence that the register does not have."""
    known = set(map(fold, record.evidence))
    return [[text, on.isoformat() if on else None] for text, on in proofs if fold(text) not in known]


def _same(name: str, known: Held, value: Any) -> bool:
    """Return True if the agency said this before."""
    return known.text == value.code if name == "status" else tidy(known.text) == tidy(value)


def _status(value: Any) -> dict[str, Any]:
    dated = value.dated_on.isoformat() if value.basis in _DATED else ""
    precision = str(value.precision)
    return {"code": value.code, "word": value.word, "dated": dated, "precision": precision, "proven": False}


def _shown_claim(says: StatusSays) -> str:
    return Phrase("{status} (a claim of {day})", status=says.code, day=shown_date(says.dated_on, says.precision))


def _shown_beside(held: Mapping[str, Held], name: str, value: Any) -> str:
    """What an agency says; a status of a day before that of its claim only goes into the history."""
    if name == "status" and name in held and value.dated_on.isoformat() < held["dated"].text:
        return shown(EarlierStatus(**vars(value), stays=held[name].text))
    return _shown(name, value)


def _shown(name: str, value: Any) -> str:
    text = shown(value)
    return Phrase("{status} (a claim)", status=text) if name == "status" else text


def _counts(field: Field, only: Collection[str] | None) -> bool:
    """Return True for a field that the register keeps, and that was edited where that is known."""
    return bool(field.kept) and (only is None or field.name in only)
