"""Claims: what the lead agencies say of implementation, to be confirmed by the secretariat, or refused with a reason."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from flask import request

from tracker.errors import RuleBroken
from tracker.followup.acts import confirm_claims, refuse_claims
from tracker.followup.confirm import Confirmed, pending
from tracker.language.texts import marked
from tracker.queries.choices import choices
from tracker.queries.find import find_recommendation, known_filter
from tracker.queries.meanwhile import check_unchanged, find_unchanged
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
        raise next((item.wrong for item in done if item.wrong is not None), None) or _nothing_waits()
    return visit.after(batch, _told(visit, done), "claims", **_filter_kept())


def _told(visit: Visit, done: Sequence[Confirmed]) -> list[str]:
    """How many claims were confirmed, and which stay claims, with what the rules miss."""
    texts, stays = visit.texts, [item for item in done if item.wrong is not None]
    confirmed = texts.many("{number} claim was confirmed.", "{number} claims were confirmed.", len(done) - len(stays))
    reasons = ((item.code, visit.told(item.wrong)) for item in stays if item.wrong is not None)
    return [confirmed, *(texts("{code} stays a claim: {reason}", code=code, reason=reason) for code, reason in reasons)]


def refuse(visit: Visit) -> Any:
    """Do not confirm a claim: the group's status stays as it is, and the agency is told why."""
    form = request.form
    item = find_unchanged(visit.session, form.get("refused", ""), seen())
    batch, done = refuse_claims(visit.session, [item], form.get("reason", ""), visit.person)
    if batch is None:
        raise _nothing_waits()
    told = (
        visit.texts("{code}: the claim of {agency} is not confirmed.", code=one.code, agency=one.agency) for one in done
    )
    return visit.after(batch, list(told), "claims", **_filter_kept())


def _nothing_waits() -> RuleBroken:
    return RuleBroken(marked("There is no claim to confirm: it was confirmed or changed meanwhile."))


def _filter_kept() -> dict[str, str]:
    """The filter of the page from which a form was sent."""
    return {name: request.form[name] for name in ("agency", "mechanism", "review") if request.form.get(name)}


ROUTES = (
    Route("/claims", "claims", page, "round"),
    Route("/claims/confirm", "confirm", confirm, "round", act=True, again=page),
    Route("/claims/refuse", "refuse_claim", refuse, "round", act=True, again=page),
)
