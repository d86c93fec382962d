"""Rows that go on with the recommendation above them: further measures, agencies and evidence, and activities of a plan."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from imports.fields import FIELDS, Contents
from imports.reading.entry import EARLIER, Entry
from imports.reading.faults import IDENTITY
from tracker.language.phrase import Phrase

_GOES_ON = {
    field.name for field in FIELDS if field.several and (field.followup or field.contents == Contents.OTHER_LANGUAGE)
}
"""Fields that a row may add to the recommendation of the row above."""

_MOST_NAMED = 12
"""Rows that the note names."""


def continued(said: Entry, above: Sequence[Entry]) -> Iterator[Entry]:
    """The entries of a row without a text: what it adds to each recommendation of the row above."""
    if not said.values.keys() & _GOES_ON:
        return
    cell = said.cell_of(next(iter(said.values)))
    for last in above:
        identity = {
            name: last.values[name]._replace(cell=last.cell_of(name)) for name in IDENTITY if name in last.values
        }
        values = {**said.values, **identity}
        yield replace(said, part=last.part, placing=last.placing, values=values, cell=cell, key=last.key)


def is_number_below(number: str, above: str) -> bool:
    """Return True for a number that goes on with that of a recommendation: "140.1.2" below "140.1"."""
    head, dot, last = number.strip().rstrip(".").rpartition(".")
    return bool(dot) and last.isdecimal() and head == above


def make_activity(said: Entry, text: str, cell: str) -> None:
    """Make a row an activity: its text is a measure, and so is its status, which is not the recommendation's."""
    status = _without_status(said)
    measures = said.values.get("measures")
    lines = [line for line in (text, measures.value if measures else "") if line]
    if lines:
        lines[-1] += f" ({status})" if status else ""
        said.put("measures", "\n".join(lines), cell or (measures.cell if measures else ""))


def _without_status(said: Entry) -> str:
    """Take the status of a row away; gives its word, whether it was understood or not."""
    status = said.values.pop("status", None)
    said.values.pop(EARLIER, None)
    unread = [text for name, text, _ in said.open_values if name == "status"]
    said.open_values = [value for value in said.open_values if value[0] != "status"]
    return status.value.word if status is not None else next(iter(unread), "")


def note_on_activities(rows: Sequence[int]) -> list[str]:
    """The note on rows that were taken for activities by their numbers."""
    if not rows:
        return []
    named = Phrase.first([str(row + 1) for row in rows], _MOST_NAMED)
    return [
        Phrase(
            "rows numbered below a recommendation (140.1.2 below 140.1) are its measures, with their statuses: {rows}",
            rows=named,
        )
    ]
