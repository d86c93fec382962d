"""My agency: what a focal point is asked and by when, what was claimed and confirmed, workbooks and letters."""

from dataclasses import replace
from math import ceil
from typing import Any
from urllib.parse import urlencode

from flask import request

from exports.letter_words import Sending
from exports.round_folders import workbook_name, write_workbook
from exports.texts import ROLE_NAMES
from tracker.errors import NotFound
from tracker.followup.requests import find_request
from tracker.language.texts import marked
from tracker.queries.choices import choices
from tracker.queries.decisions import decisions
from tracker.queries.filter import UNKNOWN, Filter
from tracker.queries.find import known_filter
from tracker.queries.letters import letters
from tracker.queries.own_part import Decided, OwnCounts, own_counts, own_parts
from tracker.queries.posts import secretariat_mail
from tracker.queries.register import Page
from tracker.queries.reply_sheet import claimable_statuses
from tracker.queries.rounds import rounds_of
from tracker.roles import Scope
from tracker.vocabulary import Role
from tracker.web.filtering import address_of, filter_of, words_in
from tracker.web.recommendation import LETTERS
from tracker.web.typed import chosen_agency
from tracker.web.visit import Route, Visit, templates_beside

DECIDED = {
    Decided.WAITS: marked("waits for the secretariat"),
    Decided.CONFIRMED: marked("confirmed"),
    Decided.OTHER: marked("the secretariat decided otherwise"),
}
"""What became of a claim that was not refused, in words."""


_ROWS = 50
"""Rows of a page."""

_CHOSEN = ("mechanism", "review", "status")
"""The parts of a filter that are chosen in a form."""

_KINDS = {"": marked("All"), "asked": marked("To be replied to"), "overdue": marked("Overdue")}
"""What is shown of them, by its word in the address."""


def page(visit: Visit) -> Any:
    """The page of an agency; the secretariat chooses which."""
    agency = chosen_agency(visit)
    return visit.page(
        "my_agency.html",
        agency=agency,
        own=_is_own(visit),
        mail=secretariat_mail(visit.session, visit.today),
        roles={role: visit.texts(name) for role, name in ROLE_NAMES.items()},
        **(_shown(visit, agency) if agency else {}),
    )


def _shown(visit: Visit, agency: str) -> dict[str, Any]:
    """A page of an agency's recommendations; the first one has before them what the agency is asked and has to do."""
    session, today, given = visit.session, visit.today, request.args
    kinds = {name: "1" for name in _KINDS if given.get(name)}
    wanted, owed = _wanted(visit, agency), "asked" in kinds
    chosen = {name: value for name, value in address_of(wanted).items() if name in _CHOSEN}
    of_filter = own_counts(session, replace(wanted, overdue=False), today)
    found = own_counts(session, wanted, today, owed=owed) if kinds else of_filter
    last = max(ceil(found.all / _ROWS), 1)
    number = min(max(given.get("page", 1, type=int), 1), last)
    mine = {} if _is_own(visit) else {"agency": agency}
    return {
        "in_all": (own_counts(session, Filter(agency=agency), today) if chosen else of_filter).all,
        "found": found,
        "shown": own_parts(session, wanted, today, Page((number - 1) * _ROWS, _ROWS), owed=owed),
        "number": number,
        "last": last,
        "wanted": wanted,
        "mine": mine,
        "chosen": mine | chosen,
        "kinds": kinds,
        "kinds_offered": _offered(visit, of_filter),
        "way": urlencode(chosen | kinds | {"page": number}, doseq=True),
        "choices": choices(session, agency),
        "unknown": UNKNOWN,
        "zip": zip,
        "claimable": [status.code for status in claimable_statuses(session)],
        "decided": {one: visit.texts(words) for one, words in DECIDED.items()},
        **(_asked_of(visit, agency) if number == 1 else {}),
    }


def _offered(visit: Visit, found: OwnCounts) -> list[tuple[str, str, int]]:
    """What can be shown of recommendations: the word in the address, the label, and how many they are."""
    numbers = {"": found.all, "asked": found.owed, "overdue": found.overdue}
    return [(name, visit.texts(label), numbers[name]) for name, label in _KINDS.items()]


def _asked_of(visit: Visit, agency: str) -> dict[str, Any]:
    """The rounds that asked an agency, the decisions that it carries out, and its letters."""
    session = visit.session
    return {
        "rounds": rounds_of(session, agency, visit.today),
        "decisions": decisions(session, agency=agency, only_open=True),
        "letters": letters(session, agency=agency),
        "kinds_of_letters": {kind: visit.texts(label) for kind, label in LETTERS.items()},
    }


def way_back(visit: Visit, agency: str) -> dict[str, Any]:
    """The words of the address from which a form of this page was sent."""
    given = words_in(request.form.get("way", ""))
    kept = {name: given.getlist(name) for name in (*_CHOSEN, *_KINDS, "page") if name and given.get(name)}
    return ({} if _is_own(visit) else {"agency": agency}) | kept


def _is_own(visit: Visit) -> bool:
    return visit.visitor.scope("claim") == Scope.OWN


def _wanted(visit: Visit, agency: str) -> Filter:
    """The filter of the address: of its other parts this page knows nothing."""
    given = known_filter(visit.session, filter_of(request.args))
    parts = {name: getattr(given, name) for name in (*_CHOSEN, "overdue")}
    return Filter(agency=agency, **parts)


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
