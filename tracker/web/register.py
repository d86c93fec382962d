"""Register: the list of recommendations by filter, in pages, and as a file."""

from dataclasses import replace
from math import ceil
from typing import Any

from flask import request

from exports.listing import listing_csv
from exports.scope import conditions
from exports.sheet import export_sheet
from tracker.language.texts import marked
from tracker.queries.choices import choices
from tracker.queries.filter import UNKNOWN, Filter, count_waiting
from tracker.queries.find import known_filter
from tracker.queries.listed_words import in_words
from tracker.queries.register import Page, counts, listing
from tracker.vocabulary import Position, Priority
from tracker.web.filtering import address_of, filter_of, without
from tracker.web.visit import Route, Visit, attachment

PRIORITIES = {Priority.HIGH: marked("high"), Priority.MEDIUM: marked("medium"), Priority.LOW: marked("low")}

_ROWS = 50
"""Rows of a page."""


def page(visit: Visit) -> Any:
    """The list."""
    wanted = _wanted(visit)
    number = max(request.args.get("page", 1, type=int), 1)
    found = counts(visit.session, wanted, visit.today)
    last = max(ceil(found.all / _ROWS), 1)
    number = min(number, last)
    said = conditions(visit.session, replace(wanted, agency="") if visit.only else wanted, visit.texts)
    return visit.page(
        "register.html",
        wanted=wanted,
        zip=zip,
        positions=[(one, visit.position(one)) for one in Position],
        priorities=[(one, visit.texts(label)) for one, label in PRIORITIES.items()],
        unknown=UNKNOWN,
        rows=listing(visit.session, wanted, visit.today, Page((number - 1) * _ROWS, _ROWS)),
        found=found,
        waiting=0 if wanted.waiting else count_waiting(visit.session, wanted, visit.today),
        choices=choices(visit.session, visit.only),
        chips=[(words, address_of(without(wanted, name))) for name, words in said.items()],
        address=address_of(wanted),
        number=number,
        last=last,
    )


def sheet(visit: Visit) -> Any:
    """The list as a tracking sheet, to be edited and imported again."""
    wanted = _wanted(visit)
    return visit.file(
        f"recommendations-{visit.today}.xlsx",
        lambda target: export_sheet(visit.session, wanted, target, visit.today, visit.texts),
    )


def csv(visit: Visit) -> Any:
    """The list as CSV."""
    rows = [item.as_json() for item in listing(visit.session, _wanted(visit), visit.today)]
    worded = rows if visit.texts.language == "en" else in_words(visit.session, rows, visit.texts)
    return attachment(f"recommendations-{visit.today}.csv", listing_csv(worded, visit.texts))


def _wanted(visit: Visit) -> Filter:
    wanted = known_filter(visit.session, filter_of(request.args))
    return replace(wanted, agency=visit.only) if visit.only else wanted


ROUTES = (
    Route("/register", "register", page, "read", limits=True),
    Route("/register.xlsx", "register_sheet", sheet, "read", limits=True),
    Route("/register.csv", "register_csv", csv, "read", limits=True),
)
