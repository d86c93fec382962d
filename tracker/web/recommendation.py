"""Recommendation: all that is known of one, who says so and since when; forms to set its status, due date and agencies."""

from pathlib import Path
from typing import Any

from flask import request

from tracker.door import archive_of, typed_due
from tracker.errors import NotFound
from tracker.followup.acts import set_agencies, set_due, set_status
from tracker.followup.assign import wish_for
from tracker.followup.evidence import find_evidence, location
from tracker.followup.many import Given, give
from tracker.followup.view import View
from tracker.language.texts import marked
from tracker.queries.choices import choices
from tracker.queries.detail import details
from tracker.queries.find import find_agency, find_recommendation
from tracker.queries.history import Event, history
from tracker.queries.letters import letters
from tracker.queries.meanwhile import find_unchanged
from tracker.queries.reference import worded
from tracker.queries.reply_sheet import claimable_statuses
from tracker.vocabulary import LetterKind, Voice
from tracker.web.labels import PRIORITIES, field_name
from tracker.web.typed import level, promised, said, seen
from tracker.web.visit import Route, Visit, attachment

VOICES = {
    "secretariat": marked("Status confirmed by the secretariat"),
    "agency": marked("What the agency claims"),
    "ombudsperson": marked("The Ombudsperson's own view"),
    "committee": marked("The committee's grade"),
}
"""The four voices, in the order in which the page has them."""

LETTERS = {
    LetterKind.REQUEST: marked("Request"),
    LetterKind.REMINDER: marked("Reminder"),
    LetterKind.ANSWER: marked("Answer"),
}


def page(visit: Visit, code: str) -> Any:
    """The page."""
    item = find_recommendation(visit.session, code)
    closed = choices(visit.session).closed
    return visit.page(
        "recommendation.html",
        found=details(visit.session, item, visit.only),
        due_text=item.due_text,
        events=list(reversed(history(visit.session, item))),
        letters=letters(visit.session, about=item, agency=visit.only),
        voices=VOICES,
        priorities=[(one, visit.texts(label)) for one, label in PRIORITIES.items()],
        labelled=lambda event, words: _labelled(visit, event, words),
        field_name=field_name,
        kinds={kind: visit.texts(label) for kind, label in LETTERS.items()},
        claimable=[status.code for status in claimable_statuses(visit.session)],
        able=[(key, name) for key, name in visit.agencies.items() if key not in closed],
        form=request.form,
        opened=request.endpoint,
    )


def _labelled(visit: Visit, event: Event, words: str) -> str:
    said = visit.said(words)
    return worded(said, visit.statuses) if event.what.startswith("status") or words.startswith("status:") else said


def evidence(visit: Visit, number: int, code: str) -> Any:
    """A file of evidence, as it was kept."""
    row = find_evidence(visit.session, find_recommendation(visit.session, code), number)
    if row["sha256"] is None:
        raise NotFound(visit.texts("This evidence has no file in the register."))
    return attachment(row["place"], Path(location(archive_of(visit.register.location), row)).read_bytes())


def change_status(visit: Visit, code: str) -> Any:
    """Record the secretariat's status, with what supports it."""
    form = request.form
    item = find_unchanged(visit.session, code, seen())
    newer = form.get("newer", "").strip()
    view = View(voice=Voice.SECRETARIAT, newer=newer, **said(visit), **promised(visit))
    batch, (done,) = set_status(visit.session, [item], view, visit.person, visit.today)
    before, after = (visit.statuses.get(one or "", visit.texts("No status")) for one in (done.before, done.after))
    told = visit.texts("Status: {before} → {after}.", before=before, after=after)
    return visit.after(batch, [told, *map(visit.texts, done.remarks)], "recommendation", code=item.code)


def change_due(visit: Visit, code: str) -> Any:
    """Set the due date, or clear it where nothing is typed."""
    item = find_unchanged(visit.session, code, seen())
    typed = request.form.get("due", "").strip()
    target = typed_due(visit.session, typed) if typed else None
    batch = set_due(visit.session, [item], target, visit.person)
    told = visit.texts("Due date: {due}.", due=target.text) if target else visit.texts("Due date: none.")
    return visit.after(batch, [told], "recommendation", code=item.code)


def change_agencies(visit: Visit, code: str) -> Any:
    """Set the lead and the contributing agencies."""
    form = request.form
    item = find_unchanged(visit.session, code, seen())
    lead = find_agency(visit.session, form["lead"]) if form.get("lead") else ""
    contributing = [find_agency(visit.session, name) for name in form.getlist("contributing")]
    wish = wish_for(visit.session, item, lead, contributing)
    batch, _ = set_agencies(visit.session, [(item, wish)], visit.today, visit.person)
    told = visit.texts("Agencies: {agencies}.", agencies=", ".join(filter(None, [lead, *contributing])) or "–")
    return visit.after(batch, [told], "recommendation", code=item.code)


def change_priority(visit: Visit, code: str) -> Any:
    """Set how urgent the group holds it, with the reason, or take that off."""
    form = request.form
    item = find_unchanged(visit.session, code, seen())
    priority = level(visit.texts, form.get("priority", ""))
    given = Given(priority=priority, no_priority=priority is None, reason=form.get("reason", ""))
    batch, _ = give(visit.session, [item.code], given, visit.person, visit.today)
    word = visit.texts(PRIORITIES[priority]) if priority else visit.texts("none")
    return visit.after(batch, [visit.texts("Priority: {priority}.", priority=word)], "recommendation", code=item.code)


ROUTES = (
    Route("/recommendation/<path:code>", "recommendation", page, "read"),
    Route("/evidence/<int:number>/<path:code>", "evidence", evidence, "read"),
    Route("/status/<path:code>", "set_status", change_status, "status", act=True, again=page),
    Route("/due/<path:code>", "set_due", change_due, "status", act=True, again=page),
    Route("/priority/<path:code>", "set_priority", change_priority, "status", act=True, again=page),
    Route("/agencies/<path:code>", "set_agencies", change_agencies, "status", act=True, again=page),
)
