"""Reviews: each examination of the State with its document and dates; forms to add and to correct one."""

from typing import Any

from flask import request

from tracker.door import typed_document, typed_known
from tracker.followup.keeping import mend_review, open_review, place_waiting
from tracker.followup.reviews import Examination
from tracker.language.texts import marked
from tracker.queries.find import find_mechanism, find_review, ids_in
from tracker.queries.known_meanwhile import find_review_unchanged
from tracker.queries.meanwhile import check_unchanged
from tracker.queries.reference import mechanisms, reviews
from tracker.web.typed import seen
from tracker.web.visit import Route, Visit

_DAYS = {
    "examined_to": marked("Examined"),
    "adopted": marked("Adopted"),
    "next_report_due": marked("Next report due"),
    "followup_due": marked("Reply on follow-up due"),
}


def page(visit: Visit) -> Any:
    """All reviews."""
    found = reviews(visit.session)
    known = [(code, f"{code} · {visit.texts(name)}") for code, name in mechanisms(visit.session).items()]
    placed = [one["code"] for one in found if not one["provisional"]]
    return visit.page(
        "reviews.html",
        found=[one for one in found if not one["provisional"]],
        waiting=[one for one in found if one["provisional"] and one["recommendations"]],
        places=list(zip(placed, placed, strict=True)),
        mechanisms=known,
        form=request.form,
    )


def review(visit: Visit, name: str) -> Any:
    """One review, to be corrected."""
    item = find_review(visit.session, name)
    return visit.page(
        "review.html",
        review=item,
        days=[(field, visit.texts(label), getattr(item, field)) for field, label in _DAYS.items()],
        form=request.form,
    )


def add(visit: Visit) -> Any:
    """Add a review."""
    form = request.form
    new = Examination(
        find_mechanism(visit.session, form.get("mechanism", "")),
        form.get("cycle", "").strip(),
        typed_document(form.get("symbol", "")),
        typed_known(form.get("examined", "")),
        typed_known(form.get("adopted", "")),
    )
    batch, code = open_review(visit.session, new, visit.person)
    return visit.after(batch, [visit.texts("{review} was added.", review=code)], "reviews")


def correct(visit: Visit, name: str) -> Any:
    """Correct the document or the dates."""
    form, name = request.form, find_review_unchanged(visit.session, name, seen())
    days = {field: typed_known(form[field]) for field in _DAYS if field in form}
    batch, _ = mend_review(visit.session, name, days, typed_document(form.get("symbol", "")), visit.person)
    return visit.after(batch, [visit.texts("{review} was corrected.", review=name)], "reviews")


def place(visit: Visit) -> Any:
    """Say to which review waiting rows belong."""
    waiting, target = request.form.get("waiting", ""), request.form.get("target", "")
    check_unchanged(visit.session, ids_in(visit.session, waiting), seen())
    batch, moved = place_waiting(visit.session, waiting, target, visit.person)
    told = visit.texts.many(
        "{number} recommendation moved to {review}.",
        "{number} recommendations moved to {review}.",
        moved,
        review=target,
    )
    return visit.after(batch, [told], "reviews")


ROUTES = (
    Route("/reviews", "reviews", page, "reference"),
    Route("/review/<name>", "review", review, "reference"),
    Route("/reviews/add", "add_review", add, "reference", act=True, again=page),
    Route("/reviews/place", "place_review", place, "reference", act=True, again=page),
    Route("/review/<name>/correct", "correct_review", correct, "reference", act=True, again=review),
)
