"""Adds the agencies that a person named as new in answers about a sheet, in the import's own batch."""

from imports.cells.languages import script
from imports.merging.plan import FilePlan
from tracker.followup.agencies import NewAgency, add_agency
from tracker.followup.journal import Journal


def add_agencies(journal: Journal, plan: FilePlan) -> None:
    """Add the new agencies of a plan, each by the name that the sheet has for it."""
    for key, names in plan.new_agencies.items():
        name = names[0]
        letters = script(name)
        add_agency(
            journal,
            NewAgency(key, name, az=name if letters == "azerbaijani" else "", ru=name if letters == "cyrillic" else ""),
        )
