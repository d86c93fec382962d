"""What the rows of a sheet said, kept with its import: of the next copy of the sheet only what differs is news.

A value is kept as it was read (codes, keys, days), so that comparing it does not depend on the texts of today.
"""

import json
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
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
    """What rows say of records that have identifiers, as text: each value once, and the places of those of a row.

    Where two rows speak of one record the first counts.
    """
    values: list[tuple[str, Any]] = []
    places: dict[str, dict[int, int]] = {name: {} for name in _KEPT}
    said: dict[int, list[int]] = {}
    for record, entry in rows:
        own = []
        for name, reading in entry.values.items():
            if (known := places.get(name)) is None:
                continue
            if (place := known.get(id(reading[0]))) is None:  # equal cells are read once, and entries keep their values
                place = known[id(reading[0])] = len(values)
                values.append((name, _history(entry) if name == EARLIER else reading[0]))
            own.append(place)
        if entry.open_values:
            own.append(len(values))
            values.append((_OPEN, [value[:2] for value in entry.open_values]))
        said[record.id] = own + said.get(record.id, [])
    kept = {"values": values, "rows": said}
    return json.dumps(kept, ensure_ascii=False, separators=(",", ":"), default=_in_brief)


class SheetSaid:
    """What the rows of an imported sheet said, from the text that was kept."""

    def __init__(self, text: str) -> None:
        kept = json.loads(text)
        self._values: list[tuple[str, Any]] = kept.get("values", [])
        self._rows: dict[str, list[int]] = kept.get("rows", {})
        self._without: Collection[str] = ()

    def leave_out_emptied(self, silent: Collection[str]) -> None:
        """Leave out the fields among these of which several rows said something: whole columns were emptied."""
        places = {place: name for place, (name, _) in enumerate(self._values) if name in silent}
        counted = Counter(places[place] for row in self._rows.values() for place in row if place in places)
        self._without = {name for name, count in counted.items() if count > 1}

    def row(self, record: Record) -> "SaidBefore | None":
        """What the row of a recommendation said; ``None`` where it has none."""
        places = self._rows.get(str(record.id))
        if places is None:
            return None
        said = dict(map(self._values.__getitem__, places))
        return SaidBefore({name: value for name, value in said.items() if name not in self._without})


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


def _plain(value: Any) -> Any:
    """A value as it is kept, whatever the order of its items."""
    if isinstance(value, (list, tuple)):
        return sorted(map(_plain, value), key=str)
    return value.isoformat() if isinstance(value, date) else value


def _form(name: str, value: Any) -> Any:
    return due_in_brief(value) if name == "due" else comparable(value)
