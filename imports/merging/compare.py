"""Compares what a row says with what the register holds, field by field.

A blank cell says nothing and changes nothing. The UN text is never edited. A sheet that carries the register's own codes
speaks for the whole cell (an agency taken out of it is taken off); any other sheet only adds to lists.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, NamedTuple

from imports.cells.languages import other_language
from imports.cells.likeness import likeness
from imports.merging.records import Record
from imports.reading.entry import Entry, StatusSays
from tracker.dates import shown_date
from tracker.folding import fold, tidy
from tracker.textkey import compared, text_key
from tracker.vocabulary import DateBasis

SAME_TEXT = 90
"""Likeness (per cent) from which two texts of one number are the same text with small differences."""


class FieldChange(NamedTuple):
    """A value that a row changes: old and new as the register keeps them, and the cell it comes from."""

    field: str
    old: Any
    new: Any
    cell: str

    def shown(self) -> tuple[str, str]:
        """Old and new in words."""
        if self.field == "comment":
            _, author, text = self.new
            return "-", f"{author}: {text}" if author else text
        if self.field == "open":
            name, text, _ = self.new
            return "-", f"{name} '{text}' (not understood)"
        return _shown(self.old), _shown(self.new)


@dataclass(frozen=True)
class EarlierStatus(StatusSays):
    """A status of a day before that of the current one, which ``stays``: it is added to the history."""

    stays: str


class Contradiction(NamedTuple):
    """A value that contradicts the register and that only a person can settle."""

    cell: str
    reason: str


@dataclass
class Comparison:
    """All differences between a row and a record."""

    changes: list[FieldChange]
    contradictions: list[Contradiction]


def compare(entry: Entry, record: Record, identity: Callable[[str], str], *, whole: bool) -> Comparison:
    """What a row changes in a record. ``whole`` says that its lists are complete; ``identity`` compares State names."""
    found = Comparison([], [])
    _compare_text(entry, record, found)
    _compare_number(entry, record, found)
    _compare_blanks(entry, record, found)
    _compare_plain(entry, record, found)
    _compare_states(entry, record, found, identity)
    _compare_lists(entry, record, found, whole=whole)
    _compare_agencies(entry, record, found, whole=whole)
    _compare_status(entry, record, found)
    _compare_mandate(entry, record, found)
    _compare_beside(entry, record, found)
    return found


def same_text(one: str, two: str) -> bool:
    """Whether two texts of one number are the same: equal words, small differences, or one cut short."""
    first, second = compared(one), compared(two)
    if first == second:
        return True
    shorter, longer = sorted((first, second), key=len)
    if len(shorter) >= 40 and (longer.startswith(shorter) or one.rstrip().endswith(("…", "..."))):
        return longer.startswith(shorter[:40])
    return likeness(first, second, least=SAME_TEXT) > 0


def _compare_text(entry: Entry, record: Record, found: Comparison) -> None:
    text = entry.get("text")
    if text is None or text_key(text) == record.text_key or same_text(text, record.text):
        return
    cell = entry.cell_of("text")
    if other_language(text, record.text):
        if not any(same_text(text, known) for known in record.translations):
            found.changes.append(FieldChange("translation", None, text, cell))
        return
    shown = record.text if len(record.text) <= 80 else record.text[:77] + "..."
    found.contradictions.append(
        Contradiction(
            cell, f"{record.code} has another text in the register ('{shown}'); check the number, or the review"
        )
    )


def _compare_number(entry: Entry, record: Record, found: Comparison) -> None:
    number = entry.get("reference")
    if number is not None and record.reference is None:
        found.changes.append(FieldChange("reference", None, list(number), entry.cell_of("reference")))


def _compare_blanks(entry: Entry, record: Record, found: Comparison) -> None:
    """Fields that come from the source: filled where the register has nothing, never overwritten."""
    for name in ("lead_in", "document", "position_source", "annotation"):
        value = entry.get(name)
        if value and not getattr(record, name) and not (name == "document" and value == record.review_document):
            found.changes.append(FieldChange(name, getattr(record, name), value, entry.cell_of(name)))


def _compare_plain(entry: Entry, record: Record, found: Comparison) -> None:
    for name in ("position", "measures", "note"):
        value, known = entry.get(name), getattr(record, name)
        if value is not None and value != known and value != tidy(known or ""):
            found.changes.append(FieldChange(name, known, value, entry.cell_of(name)))
    word = entry.get("position_word")
    if word and entry.get("position") != record.position:
        found.changes.append(FieldChange("position_word", record.position_word, word, entry.cell_of("position_word")))
    due = entry.get("due")
    if due is not None and _due(due) != _due(record.due):
        found.changes.append(FieldChange("due", record.due, due, entry.cell_of("due")))


def _due(due: tuple[Any, str, str] | None) -> object:
    return None if due is None else (due[0], due[1]) if due[0] else due[2]


def _compare_states(entry: Entry, record: Record, found: Comparison, identity: Callable[[str], str]) -> None:
    names = entry.get("states")
    if not names:
        return
    cell = entry.cell_of("states")
    said = {identity(name): name for name in names}
    known = {identity(name) for name in record.states}
    if not known or known < set(said):
        new = [name for key, name in said.items() if key not in known]
        found.changes.append(FieldChange("states", record.states, [*record.states, *new], cell))
    elif not set(said) <= known:
        found.contradictions.append(
            Contradiction(
                cell, f"the States ({', '.join(names)}) differ from those of {record.code} ({', '.join(record.states)})"
            )
        )


def _compare_lists(entry: Entry, record: Record, found: Comparison, *, whole: bool) -> None:
    for name, known in (("theme", record.themes), ("affected", record.groups), ("sdg", record.goals)):
        said = entry.get(name)
        if not said:
            continue
        have = {_key(item) for item in known}
        new = [item for item in said if _key(item) not in have]
        gone = [item for item in known if _key(item) not in {_key(item) for item in said}] if whole else []
        if new or gone:
            kept = [item for item in known if item not in gone]
            found.changes.append(FieldChange(name, list(known), [*kept, *new], entry.cell_of(name)))
    proofs = entry.get("evidence") or []
    known_proofs = [fold(text) for text in record.evidence]
    new_proofs = [proof for proof in proofs if not any(fold(proof[0]) in text for text in known_proofs)]
    if new_proofs:
        found.changes.append(FieldChange("evidence", None, new_proofs, entry.cell_of("evidence")))
    translation = entry.get("translation")
    if translation and not any(same_text(translation, known) for known in record.translations):
        found.changes.append(FieldChange("translation", None, translation, entry.cell_of("translation")))


def _key(item: object) -> object:
    return fold(item) if isinstance(item, str) else item


def _compare_agencies(entry: Entry, record: Record, found: Comparison, *, whole: bool) -> None:
    lead = entry.get("lead")
    if lead is not None and lead != record.lead:
        found.changes.append(FieldChange("lead", record.lead, lead, entry.cell_of("lead")))
    leads = lead or record.lead
    said = entry.get("contributing")
    if not said:
        if leads in record.contributing:
            others = [agency for agency in record.contributing if agency != leads]
            found.changes.append(FieldChange("contributing", list(record.contributing), others, entry.cell_of("lead")))
        return
    wanted = [agency for agency in said if agency != leads]
    kept = [agency for agency in record.contributing if agency in wanted or not whole]
    new = [*kept, *(agency for agency in wanted if agency not in kept)]
    new = [agency for agency in new if agency != leads]
    if set(new) != set(record.contributing):
        found.changes.append(FieldChange("contributing", list(record.contributing), new, entry.cell_of("contributing")))


def _compare_status(entry: Entry, record: Record, found: Comparison) -> None:
    says: StatusSays | None = entry.get("status")
    if says is None:
        return
    if record.status == says.code and (says.basis != DateBasis.STATED or says.dated_on <= max(record.statuses)[0]):
        return
    if any(code == says.code and dated_on == says.dated_on for dated_on, _, code in record.statuses):
        return
    if record.status is not None and says.dated_on < max(record.statuses)[0]:
        says = EarlierStatus(says.code, says.word, says.dated_on, says.basis, record.status)
    found.changes.append(FieldChange("status", record.status, says, entry.cell_of("status")))


def _compare_mandate(entry: Entry, record: Record, found: Comparison) -> None:
    said = entry.get("out_of_mandate")
    if said and not record.out_of_mandate:
        reason = (
            f"{said}, but {record.code} is within the mandate in the register, which goes by the mechanism; "
            "write its status, or leave the cell blank"
        )
        found.contradictions.append(Contradiction(entry.cell_of("out_of_mandate"), reason))


def _compare_beside(entry: Entry, record: Record, found: Comparison) -> None:
    for cell, author, text in entry.remarks:
        if (author, text) not in record.remarks:
            found.changes.append(FieldChange("comment", None, (cell, author, text), cell))
    for name, text, cell in entry.open_values:
        if (name, text) not in record.open_values:
            found.changes.append(FieldChange("open", None, (name, text, cell), cell))


def _shown(value: Any) -> str:
    if value is None or value in ("", []):
        return "-"
    if isinstance(value, EarlierStatus):
        return f"{value.stays} ({value.code} of {value.dated_on} is added as an earlier view)"
    if isinstance(value, StatusSays):
        return value.code
    if isinstance(value, tuple) and len(value) == 3 and value[2] is not None and value[1] in _PRECISIONS:
        return shown_date(value[0], value[1]) or value[2]
    if isinstance(value, (list, tuple)):
        return ", ".join(_shown(item) for item in value if item not in ("", None))
    return str(value)


_PRECISIONS = {"day", "month", "quarter", "half", "year", "text"}
