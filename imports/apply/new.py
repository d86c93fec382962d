"""Writes new recommendations, one table at a time for thousands of rows."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
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

_IDENTITY = ("origin_id", "code", "review_id", "reference", "sub", "sort_key", "text", "text_key", "search_text")
_DUE = ("due_on", "due_precision", "due_text")
_BESIDE = ("position_word", "out_of_mandate", "out_reason")
_NO_DUE_DATE = (None, None, "")

_OF_ENTRY = {"comment": "remarks", "open": "open_values"}
"""What an entry keeps beside its fields."""

_BLANKS = {name: None if Recommendation.__table__.c[name].nullable else "" for name in PLAIN}

"""What stands where a row says nothing."""


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
        self._journal.add_rows(Recommendation, (*_IDENTITY, *_DUE, *_BESIDE, *PLAIN), map(self._row, made))
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

    def _row(self, said: Said) -> tuple[Any, ...]:
        origin, entry, record, _ = said
        values, get = entry.values, entry.get
        number, sub = get("reference") or (None, 0)
        text = values["text"].value
        reason = entry.out_reason or get("out_of_mandate") or ""
        return (
            *(record.id, origin, record.code, self._reviews[record.review], number, sub, sort_key(number, sub)),
            *(text, record.text_key, searched(number, get("lead_in"), record.words or compared(text))),
            *(get("due") or _NO_DUE_DATE),
            *(get("position_word") or "", bool(reason), reason),
            *[values[name].value if name in values else blank for name, blank in _BLANKS.items()],
        )
