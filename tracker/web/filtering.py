"""A filter and an order as an address and as a form: the address of a list is the view, to be sent or kept."""

from collections.abc import Mapping
from dataclasses import fields, replace
from datetime import date
from typing import Any
from urllib.parse import parse_qsl

from flask import request
from werkzeug.datastructures import MultiDict

from tracker.dates import typed_date
from tracker.errors import Mistyped
from tracker.language.phrase import Phrase
from tracker.language.texts import marked
from tracker.queries.filter import Filter
from tracker.queries.order import NATURAL, SORTED_BY, Order

_FLAGS = ("open", "overdue", "waiting")
_DAYS = ("due_before", "due_after", "changed_since", "silent")
_CHOSEN = {
    "role": ("lead", "contributing"),
    "position": ("supported", "noted", "partially_supported", "pending"),
    "priority": ("high", "medium", "low"),
    "mandate": ("in", "out"),
}
"""The parts of a filter with few values."""


def filter_of(given: "MultiDict[str, str]") -> Filter:
    """The filter that an address describes. Raises ``Mistyped`` for a day that is none."""
    found: dict[str, Any] = {}
    for part in fields(Filter):
        value = given.get(part.name, "").strip()
        if not value:
            continue
        if part.name == "status":
            found["status"] = tuple(dict.fromkeys(filter(None, given.getlist("status"))))
        elif part.name in _FLAGS:
            found[part.name] = True
        elif part.name in _DAYS:
            found[part.name] = _day(value)
        elif value in _CHOSEN.get(part.name, (value,)):
            found[part.name] = value
    return Filter(**found)


def address_of(wanted: Filter) -> dict[str, Any]:
    """The words of the address of a filter."""
    return {name: _word(value) for name, value in wanted.__dict__.items() if value}


def order_of(given: "MultiDict[str, str]") -> Order:
    """The order that an address asks for; that of mechanism, review and number where it names no column."""
    column = given.get("sort", "")
    return Order(column if column in SORTED_BY else NATURAL.column, down="down" in given)


def words_of(order: Order) -> dict[str, str]:
    """The words of the address of an order."""
    named = {"sort": order.column} if order.column != NATURAL.column else {}
    return {**named, "down": "1"} if order.down else named


def words_in(query: str) -> "MultiDict[str, str]":
    """The words of an address that a form carries as one field."""
    return MultiDict(parse_qsl(query))


def listed(given: "MultiDict[str, str]") -> dict[str, Any]:
    """The words of the address of a list: its filter, order and page; what else an address or a form has is left out."""
    number = given.get("page", 1, type=int)
    named = {"page": number} if number > 1 else {}
    return {**address_of(filter_of(given)), **words_of(order_of(given)), **named}


def way_back(code: str) -> tuple[str, dict[str, Any]]:
    """The way back from a form of a recommendation: to the list beside which it was open, or to its page."""
    if "view" not in request.form:
        return "recommendation", {"code": code}
    return "register", {**listed(words_in(request.form["view"])), "beside": code, "_anchor": code}


def without(wanted: Filter, name: str) -> Filter:
    """A filter without one of its parts."""
    empty: Mapping[str, Any] = Filter().__dict__
    return replace(wanted, **{name: empty[name]})


def _word(value: Any) -> Any:
    if value is True:
        return "1"
    return value.isoformat() if isinstance(value, date) else value


def _day(text: str) -> date:
    found = typed_date(text)
    if found is None:
        raise Mistyped(
            Phrase("'{text}' is not a date.", text=text), remedy=marked("Write it as 2027-05-31, 2027-Q2 or 2027.")
        )
    return found
