"""Changing a recommendation: the forms that set its status, due date, agencies and priority, and the way back from them."""

from typing import Any

from flask import request

from tracker.door import typed_due
from tracker.followup.acts import set_agencies, set_due, set_status
from tracker.followup.assign import wish_for
from tracker.followup.many import Given, give
from tracker.followup.view import View
from tracker.queries.find import find_agency
from tracker.queries.meanwhile import find_unchanged
from tracker.vocabulary import Voice
from tracker.web import recommendation, register
from tracker.web.filtering import way_back
from tracker.web.labels import PRIORITIES
from tracker.web.typed import level, promised, said, seen
from tracker.web.visit import Route, Visit


def back(visit: Visit, batch: int | None, lines: list[str], code: str) -> Any:
    """The way on to where a recommendation was open: beside the list, or its own page."""
    endpoint, words = way_back(code)
    return visit.after(batch, lines, endpoint, **words)


def again(visit: Visit, code: str) -> Any:
    """The page again, to say why a form was refused: the list if the recommendation was open beside it, or its own page."""
    return register.page(visit, code) if "view" in request.form else recommendation.page(visit, code)


def change_status(visit: Visit, code: str) -> Any:
    """Record the secretariat's status, with what supports it."""
    form = request.form
    item = find_unchanged(visit.session, code, seen())
    newer, correction = form.get("newer", "").strip(), form.get("correct", "").strip()
    view = View(voice=Voice.SECRETARIAT, newer=newer, correction=correction, **said(visit), **promised(visit))
    batch, (done,) = set_status(visit.session, [item], view, visit.person, visit.today)
    before, after = (visit.statuses.get(one or "", visit.texts("No status")) for one in (done.before, done.after))
    told = visit.texts("Status: {before} → {after}.", before=before, after=after)
    return back(visit, batch, [told, *map(visit.texts, done.remarks)], item.code)


def change_due(visit: Visit, code: str) -> Any:
    """Set the due date, or clear it where nothing is typed."""
    item = find_unchanged(visit.session, code, seen())
    typed = request.form.get("due", "").strip()
    target = typed_due(visit.session, typed) if typed else None
    batch = set_due(visit.session, [item], target, visit.person)
    told = visit.texts("Due date: {due}.", due=target.text) if target else visit.texts("Due date: none.")
    return back(visit, batch, [told], item.code)


def change_agencies(visit: Visit, code: str) -> Any:
    """Set the lead and the contributing agencies."""
    form = request.form
    item = find_unchanged(visit.session, code, seen())
    lead = find_agency(visit.session, form["lead"]) if form.get("lead") else ""
    contributing = [find_agency(visit.session, name) for name in form.getlist("contributing")]
    wish = wish_for(visit.session, item, lead, contributing)
    batch, _ = set_agencies(visit.session, [(item, wish)], visit.today, visit.person)
    told = visit.texts("Agencies: {agencies}.", agencies=", ".join(filter(None, [lead, *contributing])) or "–")
    return back(visit, batch, [told], item.code)


def change_priority(visit: Visit, code: str) -> Any:
    """Set how urgent the group holds it, with the reason, or take that off."""
    form = request.form
    item = find_unchanged(visit.session, code, seen())
    priority = level(visit.texts, form.get("priority", ""))
    given = Given(priority=priority, no_priority=priority is None, reason=form.get("reason", ""))
    batch, _ = give(visit.session, [item.code], given, visit.person, visit.today)
    word = visit.texts(PRIORITIES[priority]) if priority else visit.texts("none")
    return back(visit, batch, [visit.texts("Priority: {priority}.", priority=word)], item.code)


ROUTES = (
    Route("/status/<path:code>", "set_status", change_status, "status", act=True, again=again),
    Route("/due/<path:code>", "set_due", change_due, "status", act=True, again=again),
    Route("/priority/<path:code>", "set_priority", change_priority, "status", act=True, again=again),
    Route("/agencies/<path:code>", "set_agencies", change_agencies, "status", act=True, again=again),
)
