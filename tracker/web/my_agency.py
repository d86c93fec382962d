"""My agency: what a focal point is asked and by when, what was claimed and confirmed, workbooks and letters."""

from typing import Any

from exports.letter_words import Sending
from exports.round_folders import workbook_name, write_workbook
from exports.texts import ROLE_NAMES
from tracker.errors import NotFound
from tracker.followup.requests import find_request
from tracker.language.texts import marked
from tracker.queries.letters import letters
from tracker.queries.own_part import Decided, own_parts
from tracker.queries.reply_sheet import claimable_statuses
from tracker.queries.rounds import rounds_of
from tracker.roles import Scope
from tracker.vocabulary import Role
from tracker.web.recommendation import LETTERS
from tracker.web.typed import chosen_agency
from tracker.web.visit import Route, Visit, templates_beside

DECIDED = {
    Decided.WAITS: marked("waits for the secretariat"),
    Decided.CONFIRMED: marked("confirmed"),
    Decided.OTHER: marked("the secretariat decided otherwise"),
}
"""What became of a claim, in words."""


def page(visit: Visit) -> Any:
    """The page of an agency; the secretariat chooses which."""
    agency = chosen_agency(visit)
    parts = own_parts(visit.session, agency, visit.today) if agency else []
    return visit.page(
        "my_agency.html",
        agency=agency,
        own=visit.visitor.scope("claim") == Scope.OWN,
        owed=[part for part in parts if part.owed],
        others=[part for part in parts if not part.owed],
        rounds=rounds_of(visit.session, agency, visit.today) if agency else [],
        letters=letters(visit.session, agency=agency) if agency else [],
        roles={role: visit.texts(name) for role, name in ROLE_NAMES.items()},
        decided={one: visit.texts(words) for one, words in DECIDED.items()},
        kinds={kind: visit.texts(label) for kind, label in LETTERS.items()},
        claimable=[status.code for status in claimable_statuses(visit.session)],
    )


def workbook(visit: Visit, number: int, role: str) -> Any:
    """The workbook of a round for the agency, of the part that it leads or contributes to."""
    agency, asked = chosen_agency(visit), find_request(visit.session, number)
    if role not in list(Role) or not agency:
        raise NotFound(visit.texts("There is no such workbook."))
    part, sending = Role(role), Sending(visit.today, templates=templates_beside(visit.register))
    return visit.file(
        workbook_name(asked, agency, part),
        lambda target: write_workbook(visit.session, asked, agency, part, target, sending),
    )


ROUTES = (
    Route("/my", "my_agency", page, "claim", limits=True),
    Route("/my/<int:number>/<role>.xlsx", "my_workbook", workbook, "claim", limits=True),
)
