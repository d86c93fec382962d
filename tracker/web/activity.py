"""Activity: who did what and when; each act can be undone, and the page says what stands in the way."""

from typing import Any

from flask import request

from tracker.followup.undo import batch_story, undo, undo_own
from tracker.queries.reference import batches
from tracker.roles import Scope
from tracker.web.visit import Route, Visit

_STEP = 50
"""Acts that are shown at first, and how many more each time."""


_BACK = ("my_agency", "rounds", "conflicts", "claims")
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
    told = visit.texts("Undone: {what}.", what=done.summary)
    code, back = request.form.get("code", ""), request.form.get("back", "")
    if code:
        return visit.after(0, [told], "recommendation", code=code)
    if back in _BACK:
        return visit.after(0, [told], back)
    return visit.after(0, [told], "activity" if visit.may("activity") else "home")


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
