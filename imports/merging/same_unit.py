"""Joins the rows of one recommendation to one entry."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from imports.fields import CODE, FIELDS, REFERENCE, TEXT, Contents, Merging
from imports.merging.different_values import ONE_FOR_ALL, day_of, different, is_older
from imports.merging.wording import same_text
from imports.reading.entry import EARLIER, Earlier, Entry, Reading

_LINES = frozenset(
    field.name for field in FIELDS if field.contents == Contents.REMARKS and field.merging == Merging.REPLACE
)
"""Fields to which each further row adds a line."""

_IDENTITY = frozenset((TEXT, REFERENCE, CODE, "lead_in"))
"""What further rows of a recommendation repeat."""


def translated(group: list[Entry]) -> list[Entry]:
    """Rows of one number in two languages: the first text stands, the other becomes its translation."""
    first = next(entry for entry in group if entry.get("text"))
    for entry in group:
        text = entry.values.get("text")
        if text is not None and entry is not first and not same_text(first.get("text"), text.value):
            entry.values["translation"] = text
            del entry.values["text"]
    return group


def joined(group: list[Entry], names: list[str]) -> Entry:
    """Join rows to one entry.

    Where rows state different statuses or positions none of them counts: they are left open, as statuses of activities are
    that stand below one recommendation. A status of a sheet of an older day goes into the history.
    """
    first = group[0]
    if len(group) == 1:
        return first
    differing = [name for name in ONE_FOR_ALL if different(group, name)]
    whole = _without(first, differing)
    for entry in group[1:]:
        _join(
            whole,
            _as_history(entry) if is_older(entry, first) else _without(entry, differing),
            f"{names[entry.sheet]}!" if entry.sheet != first.sheet else "",
        )
    if whole.get("lead") in (whole.get("contributing") or []):
        reading = whole.values["contributing"]
        whole.values["contributing"] = reading._replace(
            value=[key for key in reading.value if key != whole.get("lead")]
        )
    return whole


def newest_first(group: list[Entry]) -> list[Entry]:
    """The rows of a recommendation; those of sheets of several days from the newest to the oldest."""
    days = {day_of(entry) for entry in group} - {None} if len({entry.sheet for entry in group}) > 1 else set()
    return sorted(group, key=lambda entry: day_of(entry) or date.min, reverse=True) if len(days) > 1 else group


def _as_history(entry: Entry) -> Entry:
    """A copy of an entry, with its status as one of an older day."""
    copy = _copied(entry)
    status, older = copy.values.pop("status"), copy.get(EARLIER) or []
    cell = entry.whole(status.cell)
    copy.values[EARLIER] = Reading([Earlier(status.value, cell), *older], cell)
    return copy


def _without(entry: Entry, names: Sequence[str]) -> Entry:
    """A copy of an entry, with some of its values left open."""
    copy = _copied(entry)
    for name in names:
        if name in copy.values:
            copy.leave_open(name)
    return copy


def _copied(entry: Entry) -> Entry:
    return replace(
        entry,
        values=dict(entry.values),
        remarks=list(entry.remarks),
        open_values=list(entry.open_values),
        others=dict(entry.others),
        columns={},  # which of several rows would have been emptied?
    )


def _join(whole: Entry, entry: Entry, sheet: str) -> None:
    """Add what a further row says; cells of another sheet are named with it."""
    for name, found in entry.values.items():
        reading = found._replace(cell=sheet + entry.cell_of(name))
        if name == EARLIER:
            reading = reading._replace(value=[old._replace(cell=sheet + entry.whole(old.cell)) for old in found.value])
        have = whole.values.get(name)
        if have is None:
            whole.values[name] = reading
        elif name == "lead":
            _join_lead(whole, have, reading)
        else:
            whole.values[name] = _joined_value(name, have, reading)
    _join_beside(whole, entry, sheet)


def _join_lead(whole: Entry, have: Reading, more: Reading) -> None:
    """Another lead than that of the first row contributes."""
    if more.value != have.value:
        others = whole.get("contributing") or []
        whole.values["contributing"] = more._replace(value=list(dict.fromkeys([*others, more.value])))


def _joined_value(name: str, have: Reading, more: Reading) -> Reading:
    """Lists and lines of text grow, the latest due date and day of a status count; else the first row does."""
    if isinstance(have.value, list):
        return have._replace(value=[*have.value, *(item for item in more.value if item not in have.value)])
    if name in _LINES and more.value not in have.value:
        return have._replace(value=f"{have.value}\n{more.value}")
    if name == "status" and more.value.dated_on > have.value.dated_on:
        return more
    if name == "due" and more.value[0] and (have.value[0] is None or more.value[0] > have.value[0]):
        return more
    return have


def _join_beside(whole: Entry, entry: Entry, sheet: str) -> None:
    """Add the comments, the values that nobody could read and the other columns of a further row."""
    whole.remarks += [(sheet + cell, author, text) for cell, author, text in entry.remarks]
    known = {value[:2] for value in whole.open_values}
    whole.open_values += [
        (name, text, sheet + cell) for name, text, cell in entry.open_values if (name, text) not in known
    ]
    whole.others |= {name: text for name, text in entry.others.items() if name not in whole.others}


def adds_to(entry: Entry, first: Entry) -> bool:
    """Return True if a further row of a recommendation says something that the first row does not."""
    for name, reading in entry.values.items():
        if name in _IDENTITY:
            continue
        have = first.values.get(name)
        if have is None or have.value != reading.value:
            return True
    return bool(entry.remarks) or any(value not in first.open_values for value in entry.open_values)
