"""Writes new recommendations, one table at a time for thousands of rows."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import starmap
from typing import Any, NamedTuple

from imports.apply.parts import Parts
from imports.merging.answered import Claim
from imports.merging.records import PLAIN, Record
from imports.reading.entry import Entry
from tracker.codes import searched, sort_key
from tracker.followup.answers import take
from tracker.followup.journal import Journal
from tracker.models import Recommendation
from tracker.textkey import compared

_DUE = ("due_on", "due_precision", "due_text")
_NO_DUE_DATE = (None, None, "")

_OF_ENTRY = {"comment": "remarks", "open": "open_values"}
"""What an entry keeps beside its fields."""

_BLANKS = {
    name: None if Recommendation.__table__.c[name].nullable else "" for name in ("text", "position_word", *PLAIN)
}
"""The fields that are one column of the recommendation, and what stands where a row says nothing."""


class Said(NamedTuple):
    """What a row says of a new recommendation, and where it stands."""

    origin: int
    entry: Entry
    record: Record
    claims: Sequence[Claim] = ()


class NewRecords:
    """Writes new recommendations with all that their rows say."""

    def __init__(self, journal: Journal, parts: Parts, reviews: Mapping[str, int]) -> None:
        self._journal = journal
        self._parts = parts
        self._reviews = reviews

    def write(self, made: Sequence[Said]) -> None:
        """Write new recommendations; their records learn their identifiers."""
        for said, number in zip(made, self._journal.numbers, strict=False):
            said.record.id = number
        self._journal.add_columns(Recommendation, self._columns(made))
        self._write_fields(made)
        self._parts.add_statuses(
            (origin, record.id, says, entry.get("evidence") or ())
            for origin, entry, record, _ in made
            for says in entry.statuses()
        )
        self._write_beside(made)
        for said in (said for said in made if said.claims):
            for claim in said.claims:
                take(
                    self._journal, replace(claim.said, recommendation_id=said.record.id), self._parts.today, said.origin
                )

    def _write_fields(self, made: Sequence[Said]) -> None:
        """Write the fields that are kept in tables of their own."""
        for name, write in self._parts.of_field.items():
            if parts := [
                (origin, record.id, reading[0], 0)
                for origin, entry, record, _ in made
                if (reading := entry.values.get(name)) is not None
            ]:
                write(parts)

    def _write_beside(self, made: Sequence[Said]) -> None:
        """Write comments, and values that nobody could read."""
        for name, beside in _OF_ENTRY.items():
            if parts := [
                (origin, record.id, value, 0) for origin, entry, record, _ in made for value in getattr(entry, beside)
            ]:
                self._parts.of_field[name](parts)

    def _columns(self, made: Sequence[Said]) -> dict[str, Sequence[Any]]:
        """The columns of the recommendations themselves."""
        origins, entries, records, _ = zip(*made, strict=True)
        columns = {name: _column(name, entries) for name in _BLANKS}
        dues = zip(*[entry.get("due") or _NO_DUE_DATE for entry in entries], strict=True)
        return {
            "id": [record.id for record in records],
            "origin_id": origins,
            "code": [record.code for record in records],
            "review_id": [self._reviews[record.review] for record in records],
            "text_key": [record.text_key for record in records],
            **_numbered(entries, records, columns["lead_in"]),
            **_outside(entries),
            **dict(zip(_DUE, dues, strict=True)),
            **columns,
        }


def _numbered(entries: Sequence[Entry], records: Sequence[Record], lead_ins: Sequence[str]) -> dict[str, list[Any]]:
    """The numbers of new recommendations, and what they are sorted and found by."""
    numbers = [entry.get("reference") or (None, 0) for entry in entries]
    references = [reference for reference, _ in numbers]
    words = [record.words or compared(record.text) for record in records]
    return {
        "reference": references,
        "sub": [sub for _, sub in numbers],
        "sort_key": list(starmap(sort_key, numbers)),
        "search_text": list(map(searched, references, lead_ins, words)),
    }


def _outside(entries: Sequence[Entry]) -> dict[str, list[Any]]:
    """Which new recommendations are outside the mandate, and why."""
    reasons = [entry.out_reason or entry.get("out_of_mandate") or "" for entry in entries]
    return {"out_of_mandate": list(map(bool, reasons)), "out_reason": reasons}


def _column(name: str, entries: Iterable[Entry]) -> list[Any]:
    """What rows say of a field that is a column of the recommendation."""
    blank = _BLANKS[name]
    return [blank if (reading := entry.values.get(name)) is None else reading[0] for entry in entries]
