"""Conflicts: values of sheets that wait for a person, three side by side, to be settled singly or many at once."""

from dataclasses import replace
from typing import Any, NamedTuple

from flask import request

from imports.fields import plain_label
from tracker.door import typed_choice
from tracker.errors import RuleBroken
from tracker.followup.acts import settle_conflicts
from tracker.followup.conflicts import OURS, THEIRS, find_conflict, ways, ways_to_settle
from tracker.language.texts import marked
from tracker.queries.choices import choices
from tracker.queries.conflicts import conflicts, count_open, with_labels
from tracker.queries.find import known_filter
from tracker.queries.meanwhile import check_unchanged
from tracker.queries.requests import requests
from tracker.web.filtering import filter_of
from tracker.web.typed import seen
from tracker.web.visit import Route, Visit

_ROWS = 100
"""So many are shown, and settled together, at once."""


def page(visit: Visit) -> Any:
    """The open conflicts of a filter."""
    given = request.values
    wanted = replace(known_filter(visit.session, filter_of(given)), waiting=None)
    number = given.get("request", type=int)
    found = conflicts(visit.session, wanted, visit.today, request=number)
    return visit.page(
        "conflicts.html",
        rows=[_shown(visit, row) for row in found[:_ROWS]],
        more=max(len(found) - _ROWS, 0),
        wanted=wanted,
        number=number,
        address={"request": str(number or ""), "agency": wanted.agency, "mechanism": wanted.mechanism},
        typed=request.form.get("alone", "").removesuffix(" value"),
        rounds=[(one.number, f"{one.number}: {one.title}") for one in requests(visit.session)],
        speaking=[key for key, _ in count_open(visit.session, visit.today) if key],
        choices=choices(visit.session),
        zip=zip,
        form=request.form,
    )


def _shown(visit: Visit, row: dict[str, Any]) -> dict[str, Any]:
    """A conflict in the words of the page, with the ways in which it can be settled."""
    field = row["field"]
    return {
        **row,
        **with_labels(row, visit.statuses),
        "field": visit.texts(plain_label(field)),
        "name": field,
        "what": visit.texts(row["what"]),
        "ways": ways(row["kind"], field, asked=row["request"] is not None),
    }


def settle(visit: Visit) -> Any:
    """Settle one conflict as its row says, or those that are ticked; what cannot be taken so is left, and told."""
    choice = _choice()
    if not choice.numbers or not choice.way:
        raise RuleBroken(marked("Nothing was chosen."), remedy=marked("Tick the conflicts, or give the value."))
    found = [find_conflict(visit.session, number) for number in choice.numbers]
    check_unchanged(visit.session, {one.recommendation_id for one in found}, seen())
    able = [one for one in found if choice.of_row or choice.way in ways_to_settle(one)]
    if not able:
        raise RuleBroken(marked("None of these can be taken as it is."), remedy=marked("Give the value in its row."))
    chosen = [(one, typed_choice(visit.session, one.field, choice.way)) for one in able]
    batch, done = settle_conflicts(visit.session, chosen, visit.person, visit.today)
    return visit.after(batch, _told(visit, len(done), len(found) - len(able)), "conflicts", **_filter_kept())


class _Choice(NamedTuple):
    """Which conflicts a form settles, and how (blank where it does not say); ``of_row``: by the button of one row."""

    numbers: list[str]
    way: str
    of_row: bool


def _choice() -> _Choice:
    """What was chosen: theirs, ours, or the value that was typed."""
    form = request.form
    alone, _, way = form.get("alone", "").partition(" ")
    numbers, way = ([alone], way) if alone else (form.getlist("number"), form.get("all", ""))
    if way == "value":
        way = form.get("value", "").strip()
    elif way not in (THEIRS, OURS):
        way = ""
    return _Choice(numbers, way, bool(alone))


def _told(visit: Visit, settled: int, left: int) -> list[str]:
    """How many conflicts were settled, and how many are left."""
    texts = visit.texts
    lines = [texts.many("{number} conflict was settled.", "{number} conflicts were settled.", settled)]
    if left:
        lines.append(texts.many("{number} is left: give its value.", "{number} are left: give their values.", left))
    return lines


def _filter_kept() -> dict[str, str]:
    """The filter of the page from which a form was sent."""
    return {name: request.form[name] for name in ("request", "agency", "mechanism") if request.form.get(name)}


ROUTES = (
    Route("/conflicts", "conflicts", page, "round"),
    Route("/conflicts/settle", "settle", settle, "round", act=True, again=page),
)
