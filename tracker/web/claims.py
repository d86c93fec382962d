"""Claims: what the lead agencies say of implementation and the secretariat has not confirmed yet."""

from dataclasses import replace
from typing import Any

from flask import request

from tracker.errors import RuleBroken
from tracker.followup.acts import confirm_claims
from tracker.followup.confirm import pending
from tracker.language.texts import marked
from tracker.queries.choices import choices
from tracker.queries.find import find_recommendation, known_filter
from tracker.queries.meanwhile import check_unchanged
from tracker.queries.waiting_claims import waiting_claims
from tracker.web.filtering import filter_of
from tracker.web.typed import seen
from tracker.web.visit import Route, Visit

_ROWS = 20
"""So many are shown, and confirmed together, at once."""


def page(visit: Visit) -> Any:
    """The claims of a filter, each with its evidence and with what the rules miss."""
    wanted = replace(known_filter(visit.session, filter_of(request.values)), waiting=None)
    found = waiting_claims(visit.session, visit.today, wanted)
    return visit.page(
        "claims.html",
        rows=list(pending(visit.session, found[:_ROWS], visit.today)),
        more=max(len(found) - _ROWS, 0),
        wanted=wanted,
        choices=choices(visit.session),
        zip=zip,
        form=request.form,
    )


def confirm(visit: Visit) -> Any:
    """Confirm the claims that are ticked, or the one of a row; what the rules do not allow stays a claim, and is told."""
    form = request.form
    codes = [form["alone"]] if form.get("alone") else form.getlist("code")
    if not codes:
        raise RuleBroken(marked("Nothing was chosen."), remedy=marked("Tick the claims that you confirm."))
    items = [find_recommendation(visit.session, code) for code in codes]
    check_unchanged(visit.session, [item.id for item in items], seen())
    batch, done = confirm_claims(visit.session, items, visit.person, visit.today)
    if batch is None:
        wrong = next((item.wrong for item in done if item.wrong is not None), None)
        raise wrong or RuleBroken(marked("There is no claim to confirm: it was confirmed or changed meanwhile."))
    texts = visit.texts
    kept = [item for item in done if item.wrong is None]
    lines = [texts.many("{number} claim was confirmed.", "{number} claims were confirmed.", len(kept))]
    lines += [
        texts("{code} stays a claim: {reason}", code=item.code, reason=visit.told(item.wrong))
        for item in done
        if item.wrong is not None
    ]
    return visit.after(
        batch, lines, "claims", **{name: form[name] for name in ("agency", "mechanism") if form.get(name)}
    )


ROUTES = (
    Route("/claims", "claims", page, "round"),
    Route("/claims/confirm", "confirm", confirm, "round", act=True, again=page),
)
