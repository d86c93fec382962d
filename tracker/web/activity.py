"""Activity: who did what and when; each act can be undone, and the page says what stands in the way."""

from typing import Any

from flask import request

from tracker.followup.undo import batch_story, undo, undo_own
from tracker.queries.meetings import has_meeting
from tracker.queries.reference import batches
from tracker.roles import Scope
from tracker.web.filtering import way_back
from tracker.web.visit import Route, Visit

_STEP = 50
"""Acts that are shown at first, and how many more each time."""


_BACK = ("my_agency", "rounds", "meetings", "conflicts", "claims")
"""The pages to which a person returns after an undo from there."""


def page(visit: Visit) -> Any:
    """The list of acts, the newest first."""
    last = max(request.args.get("last", _STEP, type=int), _STEP)
    found = batches(visit.session, last + 1)
    return visit.page("activity.html", batches=found[:last], more=last + _STEP if len(found) > last else 0)


def batch(visit: Visit, number: int) -> Any:
    """One act: what it touched, and whether it can be undone."""
    return visit.page("batch.html", story=batch_story(visit.session, number))


def undo_batch(visit: Visit, number: int) -> Any:
    """Undo an act; the page from which it was done, or the list of acts, says so."""
    person, act = visit.person, undo_own if visit.visitor.scope("undo") == Scope.OWN else undo
    done = act(visit.session, number, person.name, person.at)
    told = visit.texts("Undone: {what}.", what=visit.act(done.summary))
    endpoint, values = _way_back(visit)
    return visit.after(0, [told], endpoint, **values)


def _way_back(visit: Visit) -> tuple[str, dict[str, Any]]:
    """The page from which an act was undone, as far as what it shows is still there; else the list of acts."""
    form, back = request.form, request.form.get("back", "")
    if form.get("code"):
        return way_back(form["code"])
    if number := form.get("meeting", 0, type=int):
        return ("meeting", {"number": number}) if has_meeting(visit.session, number) else ("meetings", {})
    if back in _BACK:
        return back, {}
    return "activity" if visit.may("activity") else "home", {}


def _refused(visit: Visit, number: int) -> Any:
    """Why an act was not undone: on its page, for those who may see the acts of others."""
    if visit.wrong and not visit.may("activity"):
        raise visit.wrong
    return batch(visit, number)


ROUTES = (
    Route("/activity", "activity", page, "activity"),
    Route("/activity/<int:number>", "batch", batch, "activity"),
    Route("/undo/<int:number>", "undo", undo_batch, "undo", limits=True, act=True, again=_refused),
)
