"""A selection of the register: what several recommendations get at once, shown before it is done."""

from collections.abc import Iterator
from typing import Any, NamedTuple
from urllib.parse import urlencode

from flask import request

from tracker.errors import Mistyped
from tracker.followup.assign import Wish
from tracker.followup.many import Given, give, tried
from tracker.followup.view import View
from tracker.queries.choices import closed_agencies
from tracker.queries.find import find_agency, find_recommendations, known_filter
from tracker.queries.meanwhile import find_all_unchanged
from tracker.queries.register import Listed, codes_of
from tracker.vocabulary import Priority, Voice
from tracker.web.filtering import address_of, filter_of, order_of, words_in, words_of
from tracker.web.labels import PRIORITIES
from tracker.web.typed import level, promised, said, seen
from tracker.web.visit import Route, Visit

_NONE = "none"
"""The choice that takes a value off; an empty one leaves it."""


class Field(NamedTuple):
    """A value of a recommendation as it is and as it would be, in words."""

    name: str
    old: str
    new: str


def page(visit: Visit) -> Any:
    """The form: which recommendations, and what they may get."""
    codes = _codes(visit)
    if not codes:
        raise Mistyped(visit.texts("No recommendation is selected."), remedy=visit.texts("Tick their boxes first."))
    closed = closed_agencies(visit.session)
    return visit.page(
        "selection.html",
        codes=codes,
        view=urlencode(_back(), doseq=True),
        form=request.form,
        able=[(key, name) for key, name in visit.agencies.items() if key not in closed],
        back=_back(),
    )


def check(visit: Visit) -> Any:
    """What would come of it, for each recommendation: nothing is changed yet."""
    given = _given(visit)
    done = tried(visit.session, _unchanged(visit), given, visit.person, visit.today)
    return visit.page(
        "selection_check.html",
        rows=[(after, list(_changes(visit, given, before, after))) for before, after in done.rows],
        remarks=[visit.texts(remark) for remark in done.remarks],
        given=given,
        kept=[(name, value) for name, values in request.form.lists() for value in values if name != "csrf"],
        back=_back(),
    )


def apply(visit: Visit) -> Any:
    """Do it, as one act."""
    codes = _unchanged(visit)
    batch, remarks = give(visit.session, codes, _given(visit), visit.person, visit.today)
    told = visit.texts.many(
        "{number} recommendation was changed.", "{number} recommendations were changed.", len(codes)
    )
    return visit.after(batch, [told, *map(visit.texts, remarks)], "register", **_back())


def _unchanged(visit: Visit) -> list[str]:
    """The codes that a form carries. Raises ``ChangedMeanwhile`` where one of them is not as it was shown."""
    return [item.code for item in find_all_unchanged(visit.session, _codes(visit), seen())]


def _codes(visit: Visit) -> list[str]:
    """The codes that were ticked, those of the whole filter, or those that a form carries."""
    if "codes" in request.form:
        return request.form["codes"].split()
    if "all" in request.args:
        wanted = known_filter(visit.session, filter_of(request.args))
        return codes_of(visit.session, wanted, visit.today, order_of(request.args))
    return [item.code for item in find_recommendations(visit.session, request.args.getlist("code"))]


def _given(visit: Visit) -> Given:
    """What a person chose on the form. Raises ``Mistyped`` where that is nothing, or cannot be read."""
    form = request.form
    due = promised(visit)["due"]
    view = View(voice=Voice.SECRETARIAT, **said(visit), **promised(visit)) if form.get("status") else None
    priority = form.get("priority", "")
    given = Given(
        view=view,
        wish=Wish(
            find_agency(visit.session, form["lead"]) if form.get("lead") else "",
            tuple(find_agency(visit.session, name) for name in form.getlist("contributing")),
            tuple(find_agency(visit.session, name) for name in form.getlist("off")),
        ),
        due=due if view is None else None,
        no_due="no_due" in form and due is None,
        priority=None if priority == _NONE else level(visit.texts, priority),
        no_priority=priority == _NONE,
        reason=form.get("reason", ""),
    )
    if not given.summary:
        raise Mistyped(visit.texts("Nothing is chosen yet: fill in what they get."))
    _refuse_without(visit, given)
    return given


def _refuse_without(visit: Visit, given: Given) -> None:
    """Refuse what would be dropped, because what it belongs to was not chosen."""
    form = request.form
    if given.view is None and any(form.get(name, "").strip() for name in ("evidence", "note", "measure")):
        raise Mistyped(visit.texts("Evidence, note and measure belong to a status: choose the status as well."))
    if given.reason.strip() and given.priority is None and not given.no_priority:
        raise Mistyped(visit.texts("The reason belongs to a priority: choose the priority as well."))
    if "no_due" in form and form.get("due", "").strip():
        raise Mistyped(visit.texts("A due date is typed, and it is to be removed as well: choose one of both."))


def _changes(visit: Visit, given: Given, before: Listed, after: Listed) -> Iterator[Field]:
    """What is different after the act, and the status where one is given."""
    texts, none = visit.texts, visit.texts("none")

    def words(item: Listed) -> dict[str, str]:
        priority = Priority(item.priority) if item.priority else None
        return {
            texts("Status"): visit.statuses[item.status] if item.status else texts("No status"),
            texts("Lead"): item.lead or none,
            texts("Contributing"): ", ".join(item.contributing) or none,
            texts("Due"): texts.period(item.due or item.due_text) or none,
            texts("Priority"): texts(PRIORITIES[priority]) if priority else none,
        }

    old, new = words(before), words(after)
    for name in old:
        if old[name] != new[name] or (given.view and name == texts("Status")):
            yield Field(name, old[name], new[name])


def _back() -> dict[str, Any]:
    """The address of the list from which the selection was made."""
    given = words_in(request.form["view"]) if "view" in request.form else request.args
    return {**address_of(filter_of(given)), **words_of(order_of(given))}


ROUTES = (
    Route("/selection", "selection", page, "status"),
    Route("/selection/again", "selection_again", page, "status", act=True),
    Route("/selection/check", "selection_check", check, "status", act=True, again=page),
    Route("/selection/apply", "selection_apply", apply, "status", act=True, again=page),
)
