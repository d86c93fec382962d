"""Register: the list of recommendations by filter and in an order, in pages, and as a file; the filters that were saved."""

from collections.abc import Sequence
from dataclasses import replace
from math import ceil
from typing import Any
from urllib.parse import urlencode

from flask import request
from werkzeug.datastructures import MultiDict

from exports.listing import listing_csv
from exports.listing_document import write_listing_document
from exports.scope import conditions
from exports.sheet import export_sheet
from tracker.followup.saved_views import drop_view, keep_view
from tracker.queries.choices import choices
from tracker.queries.filter import UNKNOWN, Filter, count_waiting
from tracker.queries.find import known_filter
from tracker.queries.listed_words import in_words
from tracker.queries.order import SORTED_BY, Order
from tracker.queries.register import Page, codes_of, counts, listing
from tracker.queries.saved_views import kept_views
from tracker.vocabulary import Position
from tracker.web.filtering import address_of, filter_of, listed, order_of, without, words_in, words_of
from tracker.web.recommendation import known
from tracker.web.visit import Route, Visit, attachment, for_script

_ROWS = 50
"""Rows of a page."""


def page(visit: Visit, code: str = "") -> Any:
    """The list, and beside it the recommendation that is open there: of a form that was refused, the one of ``code``."""
    given, wanted = _given(), _wanted(visit)
    beside = code or given.get("beside", "").strip()
    if for_script():
        return _panel(visit, beside)
    counted = counts(visit.session, wanted, visit.today)
    last = max(ceil(counted.all / _ROWS), 1)
    number, order = min(max(given.get("page", 1, type=int), 1), last), order_of(given)
    rows = listing(visit.session, wanted, visit.today, Page((number - 1) * _ROWS, _ROWS), order)
    said = conditions(visit.session, replace(wanted, agency="") if visit.only else wanted, visit.texts)
    return visit.page(
        "register.html",
        wanted=wanted,
        zip=zip,
        positions=[(one, visit.position(one)) for one in Position],
        unknown=UNKNOWN,
        rows=rows,
        counted=counted,
        waiting=0 if wanted.waiting else count_waiting(visit.session, wanted, visit.today),
        choices=choices(visit.session, visit.only),
        chips=[(words, {**address_of(without(wanted, name)), **words_of(order)}) for name, words in said.items()],
        address={**address_of(wanted), **words_of(order)},
        listed=listed(given),
        filtered=address_of(wanted),
        view=urlencode(address_of(wanted), doseq=True),
        order=order,
        orders={name: words_of(_next(order, name)) for name in SORTED_BY},
        views=[] if visit.only else [(view, address_of(view.wanted)) for view in kept_views(visit.session)],
        number=number,
        last=last,
        **_beside(visit, beside, [row.code for row in rows]),
    )


def _panel(visit: Visit, code: str) -> Any:
    """The recommendation alone that is open beside the list: a script puts it beside the list that is there."""
    given, part = _given(), Page((max(_given().get("page", 1, type=int), 1) - 1) * _ROWS, _ROWS)
    codes = codes_of(visit.session, _wanted(visit), visit.today, order_of(given), part) if code else []
    return visit.page("register.html", part="panel", listed=listed(given), **_beside(visit, code, codes))


def _beside(visit: Visit, code: str, codes: Sequence[str]) -> dict[str, Any]:
    """What is known of the recommendation that is open beside the list, and the codes of its rows before and after it."""
    if not code:
        return {"form": request.form}
    values = known(visit, code)
    around = dict(zip(codes, zip(["", *codes], [*codes[1:], ""], strict=False), strict=True))
    code = values["found"]["code"]
    previous, following = around.get(code, ("", ""))
    carried = urlencode(listed(_given()), doseq=True)
    return {**values, "previous": previous, "following": following, "in_list": code in around, "beside": carried}


def sheet(visit: Visit) -> Any:
    """The list as a tracking sheet, to be edited and imported again."""
    wanted, order = _wanted(visit), order_of(request.args)
    return visit.file(
        f"recommendations-{visit.today}.xlsx",
        lambda target: export_sheet(visit.session, wanted, target, visit.today, visit.texts, order),
    )


def csv(visit: Visit) -> Any:
    """The list as CSV."""
    found = listing(visit.session, _wanted(visit), visit.today, order=order_of(request.args))
    rows = [item.as_json() for item in found]
    worded = rows if visit.texts.language == "en" else in_words(visit.session, rows, visit.texts)
    return attachment(f"recommendations-{visit.today}.csv", listing_csv(worded, visit.texts))


def document(visit: Visit) -> Any:
    """The list as a Word document."""
    wanted, order = _wanted(visit), order_of(request.args)
    return visit.file(
        f"recommendations-{visit.today}.docx",
        lambda target: write_listing_document(visit.session, wanted, visit.today, visit.texts, target, order),
    )


def save(visit: Visit) -> Any:
    """Save the filter of the list under a name."""
    name, wanted = request.form.get("name", ""), _wanted(visit)
    batch = keep_view(visit.session, name, wanted, visit.person, replace="replace" in request.form)
    told = visit.texts("Saved as “{name}”.", name=name.strip())
    return visit.after(batch, [told], "register", **address_of(wanted))


def remove(visit: Visit) -> Any:
    """Remove a saved filter."""
    batch, name = drop_view(visit.session, request.form.get("name", ""), visit.person)
    return visit.after(batch, [visit.texts("“{name}” was removed.", name=name)], "register")


def _next(order: Order, column: str) -> Order:
    """The order that a click on a column gives: that column, or the other direction."""
    return Order(column, down=order.column == column and not order.down)


def _given() -> "MultiDict[str, str]":
    """The words of the address; of a form that was refused, those that it carries."""
    return words_in(request.form["view"]) if "view" in request.form else request.args


def _wanted(visit: Visit) -> Filter:
    """The filter of the list."""
    wanted = known_filter(visit.session, filter_of(_given()))
    return replace(wanted, agency=visit.only) if visit.only else wanted


ROUTES = (
    Route("/register", "register", page, "read", limits=True),
    Route("/register.xlsx", "register_sheet", sheet, "read", limits=True),
    Route("/register.csv", "register_csv", csv, "read", limits=True),
    Route("/register.docx", "register_document", document, "read", limits=True),
    Route("/views/save", "save_view", save, "status", act=True, again=page),
    Route("/views/remove", "remove_view", remove, "status", act=True, again=page),
)
