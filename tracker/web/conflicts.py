"""Conflicts: values of sheets that wait for a person, three side by side, to be settled singly or many at once."""

from dataclasses import replace
from typing import Any

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

FIELDS = {
    "status": marked("status"),
    "dated": marked("date of the status"),
    "measures": marked("measures taken"),
    "due": marked("due date"),
    "deadline": marked("due date on record"),
    "note": marked("remarks"),
    "evidence": marked("evidence"),
    "lead": marked("lead agency"),
    "contributing": marked("contributing agencies"),
    "position": marked("State's position"),
    "text": marked("text of the recommendation"),
    "reference": marked("number of the recommendation"),
    "document": marked("document of the recommendation"),
}
"""The fields about which there are conflicts, in words."""

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
        "field": visit.texts(FIELDS.get(field, plain_label(field))),
        "name": field,
        "what": visit.texts(row["what"]),
        "ways": ways(row["kind"], field, asked=row["request"] is not None),
    }


def settle(visit: Visit) -> Any:
    """Settle one conflict as its row says, or those that are ticked; what cannot be taken so is left, and told."""
    form = request.form
    alone, _, choice = form.get("alone", "").partition(" ")
    numbers, choice = ([alone], choice) if alone else (form.getlist("number"), form.get("all", ""))
    if choice == "value":
        choice = form.get("value", "").strip()
    elif choice not in (THEIRS, OURS):
        choice = ""
    if not numbers or not choice:
        raise RuleBroken(marked("Nothing was chosen."), remedy=marked("Tick the conflicts, or give the value."))
    found = [find_conflict(visit.session, number) for number in numbers]
    check_unchanged(visit.session, {one.recommendation_id for one in found}, seen())
    able = [one for one in found if alone or choice in ways_to_settle(one)]
    if not able:
        raise RuleBroken(marked("None of these can be taken as it is."), remedy=marked("Give the value in its row."))
    chosen = [(one, typed_choice(visit.session, one.field, choice)) for one in able]
    batch, done = settle_conflicts(visit.session, chosen, visit.person, visit.today)
    texts, left = visit.texts, len(found) - len(able)
    lines = [texts.many("{number} conflict was settled.", "{number} conflicts were settled.", len(done))]
    if left:
        lines.append(texts.many("{number} is left: give its value.", "{number} are left: give their values.", left))
    kept = {name: form[name] for name in ("request", "agency", "mechanism") if form.get(name)}
    return visit.after(batch, lines, "conflicts", **kept)


ROUTES = (
    Route("/conflicts", "conflicts", page, "round"),
    Route("/conflicts/settle", "settle", settle, "round", act=True, again=page),
)
