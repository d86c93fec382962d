"""A small register of three recommendations, as a sheet with a day in its title brings it."""

from desk import Desk

from imports.run import ImportResult

REGISTER = [
    ["UPR 4th cycle, Azerbaijan, as of 1 March 2026"],
    ["Number", "Recommendation", "Lead agency", "Contributing agencies", "Status", "Due date"],
    ["138.1", "Ratify the Optional Protocol", "MOJ", "MIA", "In progress", "2026-12-31"],
    ["138.2", "Improve prison conditions", "MOJ", "MIA; MOH", "Planned", "2027"],
    ["138.3", "Adopt a law on domestic violence", "SCFWCA", "MOJ", "Not started", "2026-06-30"],
]
FIRST, SECOND, THIRD = "UPR-4/138.1", "UPR-4/138.2", "UPR-4/138.3"


def taken(desk: Desk, name: str = "register.xlsx", *, yes: bool = True, **answers: str) -> ImportResult:
    """Import the sheet, for the first time or again; under another name it is not known what its author had."""
    return desk.take(desk.sheet(REGISTER, name), yes=yes, answers=answers)
