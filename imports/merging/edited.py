"""Merges a row that its author had from the tracker: only what was changed in it counts.

A value that is as the author had it says nothing, whatever the register holds now. A changed value is taken where the
register still holds what the author had; where the register has moved on as well, a person decides.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, NamedTuple

from imports.fields import BY_NAME, Merging
from imports.merging.answered import Disagreement, ThreeWays
from imports.merging.compare import Comparison, FieldChange, compare, shown
from imports.merging.records import Record
from imports.reading.entry import Entry, StatusSays
from tracker.folding import fold, tidy
from tracker.textkey import text_key
from tracker.vocabulary import Clash, DateBasis

_OF_THE_SOURCE = ("text", "reference")
"""The words and the number that come from the UN document."""

_NOTHING: dict[type, Any] = {list: [], tuple: (None, None, "")}
"""What takes the place of a list and of a due date; of a text, an empty one does."""

_BESIDE = frozenset(("comment", "open", "evidence", "translation", "position_word", "states"))
"""What is added beside the values that are there, or has rules of its own: it never takes the place of a value."""


class Taken(NamedTuple):
    """A record before and after an earlier import of the same row."""

    before: Record
    after: Record


class _Author(NamedTuple):
    """What the author of a row had, and what was taken from the row before."""

    base: Record
    earlier: Sequence[Taken]

    def had(self, name: str) -> bool:
        """Return True if the author had a value of a field, now as in each earlier import of the row."""
        return all(known.held(name) for known in (self.base, *(taken.after for taken in self.earlier)))

    def last_saw(self, name: str, record: Record) -> bool:
        """Return True if the register still holds what the author had, or what was last taken from the row."""
        held = _comparable(record.held(name))
        own = [_comparable(after.held(name)) for before, after in self.earlier if _differ(name, before, after)]
        return held in (_comparable(self.base.held(name)), *own)


def _differ(name: str, one: Record, other: Record) -> bool:
    return bool(_comparable(one.held(name)) != _comparable(other.held(name)))


def edited(
    entry: Entry,
    base: Record,
    earlier: Sequence[Taken],
    record: Record,
    identity: Callable[[str], str],
    today: date,
) -> tuple[Comparison, list[Disagreement]]:
    """What a row changes in a record, given what its author had (``base``); and what a person has to decide.

    ``earlier`` is the record around each import of this very row: a value that was taken then is no edit now. A new
    status beside the date of the old one is dated ``today``.
    """
    authors = compare(entry, base, identity, whole=True)
    afterwards = [compare(entry, taken.after, identity, whole=True) for taken in earlier]
    now = compare(entry, record, identity, whole=True)
    changed = {change.field for change in authors.changes}
    changed = changed.intersection(*({change.field for change in other.changes} for other in afterwards))
    if "contributing" in changed and _only_lead_off(entry, base):
        changed.discard("contributing")
    author = _Author(base, earlier)
    reasons = {item.reason for item in authors.contradictions}
    own_cells = {entry.cell_of(name) for name in _OF_THE_SOURCE if name in entry.values}
    found = Comparison(
        [], [item for item in now.contradictions if item.reason in reasons and item.cell not in own_cells]
    )
    conflicts = list(_of_the_source(entry, base, record))
    for change in now.changes:
        if change.field in _BESIDE:
            found.changes += [change] if change.field in changed and _is_new(change, authors) else []
        elif change.field in changed and change.field not in _OF_THE_SOURCE:
            _merge(_dated(change, base, today), author, record, found, conflicts)
    for name in _blanked(entry, author):
        _clear(name, entry, author, record, found, conflicts)
    found.changes = list(_consistent(found.changes, record))
    return found, conflicts


def _consistent(changes: list[FieldChange], record: Record) -> Iterator[FieldChange]:
    """The changes without what others rule out: the lead does not contribute, a position's word goes with it."""
    taken = {change.field: change for change in changes}
    lead = taken["lead"].new if "lead" in taken else record.lead
    for change in changes:
        if change.field == "contributing":
            yield change._replace(new=[agency for agency in change.new if agency != lead])
        elif change.field != "position_word" or "position" in taken:
            yield change
    held = record.contributing
    if "lead" in taken and lead in held and "contributing" not in taken:
        yield taken["lead"]._replace(field="contributing", old=held, new=[key for key in held if key != lead])


def _only_lead_off(entry: Entry, base: Record) -> bool:
    """Return True if contributing agencies differ only by the one that leads now: that follows from the new lead."""
    lead = entry.get("lead")
    return {*(entry.get("contributing") or ()), lead} == {*base.contributing, lead}


def _is_new(change: FieldChange, authors: Comparison) -> bool:
    """Return True unless it is a comment, or a value that could not be read, that the author had."""
    return change.field not in ("comment", "open") or change in authors.changes


def _of_the_source(entry: Entry, base: Record, record: Record) -> Iterator[Disagreement]:
    """Edits of the UN document's words and number: only a person can say that they are corrections."""
    text = entry.get("text")
    if text and text_key(text) not in (base.text_key, record.text_key):
        ways = ThreeWays(base.text, text, record.text)
        yield Disagreement(Clash.SOURCE, "text", entry.cell_of("text"), ways, text)
    number = entry.get("reference")
    if number and tuple(number) not in ((base.reference, base.sub), (record.reference, record.sub)):
        ways = ThreeWays(base.reference or "", number[0], record.reference or "")
        yield Disagreement(Clash.SOURCE, "reference", entry.cell_of("reference"), ways, list(number))


def _dated(change: FieldChange, base: Record, today: date) -> FieldChange:
    says, had = change.new, max(base.statuses, default=None)
    if not isinstance(says, StatusSays) or had is None or says.dated_on != had[0] or says.code == had[2]:
        return change
    return change._replace(new=replace(says, dated_on=today, basis=DateBasis.IMPORT))


def _merge(
    change: FieldChange, author: _Author, record: Record, found: Comparison, conflicts: list[Disagreement]
) -> None:
    name = change.field
    if BY_NAME[name].merging == Merging.ADD:
        new = _both_edits(author.base.held(name), change.new, record.held(name))
        if new != list(record.held(name)):
            found.changes.append(change._replace(new=new))
    elif author.last_saw(name, record):
        found.changes.append(change)
    else:
        conflicts.append(_conflict(Clash.BOTH_CHANGED, change, author.base))


def _both_edits(had: Any, said: list[Any], held: Any) -> list[Any]:
    """A list with what both sides added and without what either took away."""
    return [item for item in held if item in said or item not in had] + [
        item for item in said if item not in had and item not in held
    ]


def _blanked(entry: Entry, author: _Author) -> list[str]:
    """The fields that the author had and emptied, where nothing in the row says them."""
    unread = {name for name, _, _ in entry.open_values}
    silent = entry.columns.keys() - entry.values.keys() - unread
    kept = [name for name in sorted(silent) if BY_NAME[name].followup and BY_NAME[name].kept]
    return [name for name in kept if author.had(name)]


def _clear(
    name: str, entry: Entry, author: _Author, record: Record, found: Comparison, conflicts: list[Disagreement]
) -> None:
    """Take a value off where the field may be without one; else a person decides."""
    held = record.held(name)
    if not held or name == "evidence":
        return
    change = FieldChange(name, held, _NOTHING.get(type(held), ""), f"{entry.columns[name]}{entry.row + 1}")
    if BY_NAME[name].may_be_cleared and author.last_saw(name, record):
        found.changes.append(change)
    else:
        conflicts.append(_conflict(Clash.EMPTIED, change, author.base))


def _comparable(value: Any) -> Any:
    if isinstance(value, str):
        return fold(tidy(value))
    return sorted(map(str, value)) if isinstance(value, (list, tuple)) and not _is_due(value) else value


def _is_due(value: Any) -> bool:
    return isinstance(value, tuple) and len(value) == 3


def _conflict(kind: Clash, change: FieldChange, base: Record) -> Disagreement:
    had = base.held(change.field)
    ways = ThreeWays(_words(had), _words(change.new), _words(change.old))
    return Disagreement(kind, change.field, change.cell, ways, kept_value(change.field, change.new))


def _words(value: Any) -> str:
    text = shown(value)
    return "" if text == "-" else text


def kept_value(name: str, value: Any) -> Any:
    """A value in the form in which a conflict keeps it."""
    if isinstance(value, StatusSays):
        return {
            "code": value.code,
            "word": value.word,
            "dated": value.dated_on.isoformat(),
            "basis": str(value.basis),
        }
    if name == "due" and value is not None:
        on, precision, text = value
        return {"on": on.isoformat() if on else None, "precision": str(precision), "text": text}
    return value
