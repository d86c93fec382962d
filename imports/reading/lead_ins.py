"""Rows that only lead in the items below them: "The Committee recommends that the State party:" above 12(a) and 12(b)."""

from collections.abc import Sequence

from imports.fields import REFERENCE, TEXT
from imports.reading.entry import Entry, ReadRow
from imports.reading.faults import IDENTITY
from tracker.language.phrase import Phrase
from tracker.vocabulary import Outcome


def keep_lead_ins(rows: Sequence[ReadRow]) -> None:
    """Leave out the rows that lead in the items below, and keep their words with each of these items."""
    for at, row in enumerate(rows[:-1]):
        entry = row.entries[0] if len(row.entries) == 1 else None
        items = _items(entry, rows[at + 1 :]) if entry is not None and _leads_in(entry) else []
        if entry is None or not items or not _adds_nothing(entry, items[0]):
            continue
        for item in items:
            if "lead_in" not in item.values:
                item.values["lead_in"] = entry.values[TEXT]._replace(cell=entry.cell_of(TEXT))
        row.outcome, row.entries = Outcome.LEFT_OUT, ()
        row.reason = Phrase("the words that lead in the items below; they are kept with each of them")


def _leads_in(entry: Entry) -> bool:
    """Return True for a text that ends with a colon, at the number of a whole paragraph."""
    text, number = entry.get(TEXT), entry.get(REFERENCE)
    return text is not None and text.rstrip().endswith(":") and number is not None and number[0].isdecimal()


def _items(entry: Entry, below: Sequence[ReadRow]) -> list[Entry]:
    """The lettered items of the paragraph of an entry in the rows right below it."""
    items: list[Entry] = []
    for row in below:
        numbers = [found.get(REFERENCE) for found in row.entries]
        if not numbers or not all(number and number[0].startswith(f"{entry.get(REFERENCE)[0]}(") for number in numbers):
            break
        items += row.entries
    return items


def _adds_nothing(entry: Entry, item: Entry) -> bool:
    """Return True if all else that an entry says, its first item says too."""
    others = (name for name in entry.values if name not in IDENTITY)
    return not entry.open_values and all(entry.get(name) == item.get(name) for name in others)
