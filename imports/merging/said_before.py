"""What the rows of a sheet said, kept with its import: of the next copy of the sheet only what differs is news.

A value is kept as it was read (codes, keys, days), so that comparing it does not depend on the texts of today.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from imports.fields import CODE, FIELDS, REFERENCE, TEXT
from imports.merging.compare import due_in_brief
from imports.merging.edits import comparable
from imports.merging.records import Record
from imports.reading.entry import EARLIER, Entry, StatusSays
from tracker.vocabulary import DateBasis

_OPEN = "open"
_KEPT = frozenset(field.name for field in FIELDS if field.kept) - {TEXT, REFERENCE, CODE} | {EARLIER}


def written(rows: Iterable[tuple[Record, Entry]]) -> str:
    """What rows say of records that have identifiers, as text; of two rows of one record the first counts."""
    known: dict[int, str] = {}
    said: dict[int, dict[str, str]] = {}
    for record, entry in rows:
        fields = _said_of(entry, known)
        said[record.id] = fields | said[record.id] if record.id in said else fields
    return _object(f'"{key}":{_object(fields.values())}' for key, fields in said.items())


def _object(members: Iterable[str]) -> str:
    return "{" + ",".join(members) + "}"


def _said_of(entry: Entry, known: dict[int, str]) -> dict[str, str]:
    """What a row says, by field, as members of an object of JSON.

    ``known`` are the members that were made before, by the identity of their readings: rows share most of them.
    """
    said = {}
    for name, reading in entry.values.items():
        if name in _KEPT:
            member = known.get(id(reading))
            if member is None:
                member = known[id(reading)] = _member(name, reading[0])
            said[name] = member
    if EARLIER in said:
        said[EARLIER] = _member(EARLIER, _history(entry))
    if entry.open_values:
        said[_OPEN] = _member(_OPEN, [value[:2] for value in entry.open_values])
    return said


def _member(name: str, value: Any) -> str:
    return f'"{name}":{_text(value)}'


class SaidBefore:
    """What a row said when the copy of its sheet was imported before: what its author had."""

    def __init__(self, said: Mapping[str, Any]) -> None:
        self._said = said

    def held(self, name: str) -> Any:
        """What the row said of a field, in the form in which a record holds it."""
        said = self._said.get(name)
        if said is None:
            return None
        if name == "due":
            on, precision, text = said
            return date.fromisoformat(on) if on else None, precision, text
        if name == "status":
            return said[0]
        return [tuple(item) if isinstance(item, list) else item for item in said] if isinstance(said, list) else said

    def had(self, name: str) -> bool:
        """Return True if the row said something of a field."""
        return name in self._said

    def last_saw(self, name: str, record: Record) -> bool:
        """Return True if the register holds what the row said."""
        return bool(_form(name, record.held(name)) == _form(name, self.held(name)))

    def news(self, entry: Entry) -> Entry:
        """The row without what it said before."""
        old = {name for name in entry.values if name in self._said and self._is_same(name, entry)}
        if not self._has_same_history(entry):
            old -= {"status", EARLIER}
        if "position" in old:
            old.add("position_word")
        known = self._said.get(_OPEN, ())
        return replace(
            entry,
            values={name: reading for name, reading in entry.values.items() if name not in old},
            open_values=[value for value in entry.open_values if list(value[:2]) not in known],
        )

    def only_leads_now(self, entry: Entry) -> bool:
        """Return True if the contributing agencies differ at most by the one that leads now."""
        lead = entry.get("lead")
        return {*(entry.get("contributing") or ()), lead} == {*(self.held("contributing") or ()), lead}

    def _is_same(self, name: str, entry: Entry) -> bool:
        value = entry.get(name)
        if name == "contributing":
            return self.only_leads_now(entry)
        if name == "status":
            code, day = self._said[name]
            return bool(value.code == code and _day(value) in ("", day))
        if name == EARLIER:
            return self._has_same_history(entry)
        if name == "due":
            return due_in_brief(value) == due_in_brief(self.held(name))
        return bool(value == self._said[name] or _plain(value) == _plain(self._said[name]))

    def _has_same_history(self, entry: Entry) -> bool:
        """Return True if the statuses of older columns are those of before."""
        return bool(_history(entry) == self._said.get(EARLIER, []))


def _history(entry: Entry) -> list[list[str]]:
    """The statuses of older columns with their days."""
    return [[item.says.code, item.says.dated_on.isoformat()] for item in entry.get(EARLIER) or ()]


def _day(says: StatusSays) -> str:
    """The day that stands beside a status; empty where it has none of its own."""
    return says.dated_on.isoformat() if says.basis == DateBasis.STATED else ""


def _in_brief(value: StatusSays | date) -> Any:
    return [value.code, _day(value)] if isinstance(value, StatusSays) else value.isoformat()


_text = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=_in_brief).encode


def _plain(value: Any) -> Any:
    """A value as it is kept, whatever the order of its items."""
    if isinstance(value, (list, tuple)):
        return sorted(map(_plain, value), key=str)
    return value.isoformat() if isinstance(value, date) else value


def _form(name: str, value: Any) -> Any:
    return due_in_brief(value) if name == "due" else comparable(value)
