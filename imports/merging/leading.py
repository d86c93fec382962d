"""Keeps the parts of agencies in order, whatever is taken of a row: the one that leads does not contribute."""

from collections.abc import Iterator, Sequence

from imports.merging.compare import FieldChange
from imports.merging.records import Record


def lead_off(changes: Sequence[FieldChange], record: Record) -> list[FieldChange]:
    """What a new lead changes in the contributing agencies, where nothing else does: it no longer contributes."""
    taken = {change.field: change for change in changes}
    lead = taken.get("lead")
    if lead is None or "contributing" in taken or lead.new not in record.contributing:
        return []
    new = [agency for agency in record.contributing if agency != lead.new]
    return [lead._replace(field="contributing", old=record.contributing, new=new)]


def without_new_lead(changes: Sequence[FieldChange], record: Record, lead: str) -> list[FieldChange]:
    """The changes of a record whose new ``lead`` waits: the register's lead goes on, and contributes nowhere besides."""
    return list(_without(changes, record, lead))


def _without(changes: Sequence[FieldChange], record: Record, lead: str) -> Iterator[FieldChange]:
    for change in changes:
        if change.field == "contributing":
            stays = [lead] if lead in change.old and lead not in change.new else []
            new = [agency for agency in [*change.new, *stays] if agency != record.lead]
            if set(new) != set(change.old):
                yield change._replace(new=new)
        elif change.field != "lead":
            yield change
