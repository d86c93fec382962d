"""Compares a row with the register, field by field.

A blank cell says nothing and changes nothing. The UN text is never edited. A sheet that carries the register's own codes
speaks for the whole cell (an agency taken out of it is taken off); any other sheet only adds to lists.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from imports.cells.languages import other_language
from imports.fields import FIELDS, Merging, plain_label
from imports.merging.records import Record
from imports.merging.wording import other_text, same_text
from imports.reading.entry import EARLIER, Earlier, Entry, StatusSays
from tracker.dates import shown_date
from tracker.folding import fold, tidy
from tracker.language.phrase import Phrase
from tracker.textkey import text_key
from tracker.vocabulary import DateBasis


class FieldChange(NamedTuple):
    """A value that a row changes: old and new as the register keeps them, and the cell it comes from."""

    field: str
    old: Any
    new: Any
    cell: str

    @property
    def label(self) -> str:
        """The field in plain words."""
        return plain_label(self.field)

    def shown(self) -> tuple[str, str]:
        """Old and new in words."""
        if self.field == "comment":
            _, author, text = self.new
            return "-", f"{author}: {text}" if author else text
        if self.field == "open":
            name, text, _ = self.new
            return "-", Phrase("{field} '{text}' (left open)", field=plain_label(name), text=text)
        if self.field == EARLIER:
            day = shown_date(self.new.dated_on, self.new.precision)
            return "-", Phrase("{status} ({day}, into the history)", status=self.new.code, day=day)
        return shown(self.old), shown(self.new)


@dataclass(frozen=True)
class EarlierStatus(StatusSays):
    """A status of a day before that of the current one, which ``stays``: it is added to the history."""

    stays: str = ""


class Contradiction(NamedTuple):
    """A value that contradicts the register; only a person can choose."""

    cell: str
    reason: str


@dataclass
class Comparison:
    """All differences between a row and a record."""

    changes: list[FieldChange]
    contradictions: list[Contradiction]


def compare(entry: Entry, record: Record, identity: Callable[[str], str], *, whole: bool) -> Comparison:
    """The changes of a row in a record. ``whole`` says that its lists are complete; ``identity`` compares State names."""
    comparer = _Comparer(entry, record, identity, whole)
    values = entry.values
    for name, differ in _COMPARED.items():
        if name in values:
            differ(comparer, name, values[name].value)
    if "contributing" not in values:
        comparer.take_lead_off()
    if entry.remarks or entry.open_values:
        comparer.compare_beside()
    return comparer.found


@dataclass(slots=True)
class _Comparer:
    """One row beside one record: a method for each way in which values are merged."""

    entry: Entry
    record: Record
    identity: Callable[[str], str]
    whole: bool
    found: Comparison = field(default_factory=lambda: Comparison([], []))

    def _change(self, name: str, old: Any, new: Any, said_by: str = "") -> None:
        self.found.changes.append(FieldChange(name, old, new, self.entry.cell_of(said_by or name)))

    def _contradict(self, name: str, reason: str) -> None:
        self.found.contradictions.append(Contradiction(self.entry.cell_of(name), reason))

    # By the field's way of merging

    def fill(self, name: str, value: Any) -> None:
        """A field that comes from the source: filled where the register has nothing, never overwritten."""
        known = self.record.held(name)
        if value and not known and not (name == "document" and value == self.record.review_document):
            self._change(name, known, value)

    def replace(self, name: str, value: Any) -> None:
        """A field whose newer value replaces the older one."""
        known = self.record.held(name)
        if value != known and value != tidy(known or ""):
            self._change(name, known, value)

    def add(self, name: str, said: list[Any]) -> None:
        """A list to which a sheet adds; one that speaks for the whole cell also takes away."""
        known = self.record.held(name)
        if said == known:
            return
        new = missing_in(known, said)
        gone = missing_in(said, known) if self.whole else []
        if new or gone:
            kept = [item for item in known if item not in gone]
            self._change(name, list(known), [*kept, *new])

    # By rules of their own

    def text(self, name: str, text: str) -> None:
        """The UN text is never changed; one in another language is a translation."""
        record = self.record
        if text == record.text or text_key(text) == record.text_key or same_text(text, record.text):
            return
        if other_language(text, record.text):
            if not any(same_text(text, known) for known in record.translations):
                self._change("translation", None, text, name)
            return
        self._contradict(name, other_text(record.code, record.text, text))

    def reference(self, name: str, number: tuple[str, int]) -> None:
        """A record that has no number gets one."""
        if self.record.reference is None:
            self._change(name, None, list(number))

    def translation(self, name: str, text: str) -> None:
        """A text that no translation of the register has is added."""
        if not any(same_text(text, known) for known in self.record.translations):
            self._change(name, None, text)

    def position_word(self, name: str, word: str) -> None:
        """The word goes with the position that it stands for."""
        if word and self.entry.get("position") != self.record.held("position"):
            self._change(name, self.record.position_word, word)

    def due(self, name: str, due: tuple[Any, str, str]) -> None:
        """Due dates are compared by the day and its precision; words without a day never replace a day."""
        held = self.record.due
        if due[0] is None and held is not None and held[0] is not None:
            self._leave_open(name, due[2], self.entry.cell_of(name))
        elif due_in_brief(due) != due_in_brief(held):
            self._change(name, held, due)

    def states(self, name: str, names: list[str]) -> None:
        """States may be added to those of the register; other ones contradict it."""
        record = self.record
        if names == record.states:
            return
        said = {self.identity(state): state for state in names}
        known = {self.identity(state) for state in record.states}
        if not known or known < set(said):
            new = [state for key, state in said.items() if key not in known]
            self._change(name, record.states, [*record.states, *new])
        elif not set(said) <= known:
            told, held = ", ".join(names), ", ".join(record.states)
            self._contradict(
                name,
                Phrase(
                    "the States ({told}) differ from those of {code} ({held})",
                    told=told,
                    code=self.record.code,
                    held=held,
                ),
            )

    def evidence(self, name: str, proofs: list[tuple[str, date | None]]) -> None:
        """Evidence that the register does not have, alone or within another text, is added."""
        if all(text in self.record.evidence for text, _ in proofs):
            return
        known = [fold(text) for text in self.record.evidence]
        new = [proof for proof in proofs if not any(fold(proof[0]) in text for text in known)]
        if new:
            self._change(name, None, new)

    def lead(self, name: str, lead: str) -> None:
        """A newer lead replaces the older one."""
        if lead != self.record.lead:
            self._change(name, self.record.lead, lead)

    def contributing(self, name: str, said: list[str]) -> None:
        """Agencies are added; the one that leads does not also contribute."""
        record, leads = self.record, self.entry.get("lead") or self.record.lead
        held = record.contributing
        if said == held and leads not in held:
            return
        if not said:
            self.take_lead_off()
            return
        new = [agency for agency in self._contributors(said) if agency != leads]
        if set(new) != set(held):
            self._change(name, held, new)

    def _contributors(self, said: list[str]) -> list[str]:
        """The agencies that stay in the register, then those that the row adds."""
        kept = [agency for agency in self.record.contributing if agency in said or not self.whole]
        return [*kept, *(agency for agency in said if agency not in kept)]

    def take_lead_off(self) -> None:
        """A new lead is no longer one of the contributing agencies."""
        lead = self.entry.get("lead")
        held = self.record.contributing if lead is not None else []
        if lead in held:
            self._change("contributing", held, [agency for agency in held if agency != lead], "lead")

    def status(self, name: str, says: StatusSays) -> None:
        """A status is added to the history, unless the register has it of that day or since."""
        record = self.record
        current = max(record.statuses, default=None)
        if current is not None:
            last, _, code = current
            if code == says.code and (says.basis != DateBasis.STATED or says.dated_on <= last):
                return
            if says.is_known(record.statuses):
                return
            if says.dated_on < last:
                says = EarlierStatus(**vars(says), stays=code)
        self._change(name, record.status, says)

    def earlier_status(self, name: str, older: list[Earlier]) -> None:
        """Statuses of older columns are added to the history; the newest column stays the current status."""
        held = self.record.statuses
        once = {(item.says.dated_on, item.says.code): item for item in reversed(older)}
        new = [once[key] for key in sorted(once, reverse=True) if not once[key].says.is_known(held)]
        for says, cell in reversed(new):
            self.found.changes.append(FieldChange(name, None, says, self.entry.whole(cell)))
        newest = self.entry.get("status")
        overtakes = bool(new and held) and new[0].says.dated_on >= max(held)[0]
        if overtakes and newest is not None and all(change.field != "status" for change in self.found.changes):
            self._change("status", self.record.status, newest)

    def out_of_mandate(self, name: str, said: str) -> None:
        """The mechanism decides on the mandate, not a sheet."""
        if said and not self.record.out_of_mandate:
            self._contradict(
                name,
                Phrase(
                    "{said}, but {code} is within the mandate in the register, which goes by the mechanism; "
                    "write its status, or leave the cell blank",
                    said=said,
                    code=self.record.code,
                ),
            )

    def compare_beside(self) -> None:
        """Comments, and values that could not be read, are added once."""
        for cell, author, text in self.entry.remarks:
            if (author, text) not in self.record.remarks:
                self.found.changes.append(FieldChange("comment", None, (cell, author, text), cell))
        for name, text, cell in self.entry.open_values:
            self._leave_open(name, text, cell)

    def _leave_open(self, name: str, text: str, cell: str) -> None:
        """A value that could not be read is kept beside the one that could, until a person settles it."""
        if all((name, text) != known[:2] for known in self.record.open_values):
            self.found.changes.append(FieldChange("open", None, (name, text, cell), cell))


_Differ = Callable[[_Comparer, str, Any], None]

_BY_MERGING: dict[Merging, _Differ] = {
    Merging.FILL: _Comparer.fill,
    Merging.REPLACE: _Comparer.replace,
    Merging.ADD: _Comparer.add,
}

_OWN_RULES: dict[str, _Differ] = {
    "text": _Comparer.text,
    "reference": _Comparer.reference,
    "translation": _Comparer.translation,
    "states": _Comparer.states,
    "lead": _Comparer.lead,
    "contributing": _Comparer.contributing,
    "status": _Comparer.status,
    "due": _Comparer.due,
    "evidence": _Comparer.evidence,
}
"""The fields that are compared by more than their way of merging."""

_COMPARED: dict[str, _Differ] = {
    **{
        field.name: _OWN_RULES.get(field.name) or _BY_MERGING[field.merging]
        for field in FIELDS
        if field.kept and (field.name in _OWN_RULES or field.merging in _BY_MERGING)
    },
    EARLIER: _Comparer.earlier_status,
    "position_word": _Comparer.position_word,
    "out_of_mandate": _Comparer.out_of_mandate,
}


def due_in_brief(due: tuple[Any, str, str] | None) -> object:
    """What counts of a due date: the day and its precision; without a day, the words."""
    return None if due is None else (due[0], due[1]) if due[0] else due[2]


def _key(item: object) -> object:
    return fold(item) if isinstance(item, str) else item


def missing_in(known: Sequence[Any], said: Sequence[Any]) -> list[Any]:
    """The items that are said and not known; texts are compared folded."""
    keys = {_key(item) for item in known}
    return [item for item in said if _key(item) not in keys]


def shown(value: Any) -> str:
    """A value in words; "-" for none."""
    if value is None or value in ("", []):
        return "-"
    if isinstance(value, EarlierStatus):
        told = {"stays": value.stays, "status": value.code, "day": value.dated_on}
        return Phrase("{stays} ({status} of {day} is added as an earlier view)", **told)
    if isinstance(value, StatusSays):
        return value.code
    if _is_due_date(value):
        return shown_date(value[0], value[1]) or value[2]
    if isinstance(value, (list, tuple)):
        return ", ".join(shown(item) for item in value if item not in ("", None)) or "-"
    return value if isinstance(value, str) else str(value)


_PRECISIONS = {"day", "month", "quarter", "half", "year", "text"}


def _is_due_date(value: Any) -> bool:
    """Return True for a day with its precision and its text."""
    return isinstance(value, tuple) and len(value) == 3 and value[2] is not None and value[1] in _PRECISIONS
