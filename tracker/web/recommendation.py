"""Recommendation: all that is known of one, who says so and since when."""

from pathlib import Path
from typing import Any

from flask import request

from tracker.door import archive_of
from tracker.errors import NotFound
from tracker.followup.evidence import find_evidence, location
from tracker.language.texts import marked
from tracker.queries.choices import closed_agencies
from tracker.queries.detail import details
from tracker.queries.find import find_recommendation
from tracker.queries.history import Event, history
from tracker.queries.letters import letters
from tracker.queries.reference import worded
from tracker.queries.reply_sheet import claimable_statuses
from tracker.vocabulary import LetterKind
from tracker.web.labels import field_name
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
    return visit.page("recommendation.html", **known(visit, code))


def known(visit: Visit, code: str) -> dict[str, Any]:
    """What is known of a recommendation, for its page and beside the list. Raises ``NotFound``."""
    visit.keep_to_own("read", code)
    item = find_recommendation(visit.session, code)
    closed = closed_agencies(visit.session)
    return {
        "found": details(visit.session, item, visit.only),
        "events": list(reversed(history(visit.session, item))),
        "letters": letters(visit.session, about=item, agency=visit.only),
        "voices": VOICES,
        "labelled": lambda event, words: _labelled(visit, event, words),
        "field_name": field_name,
        "kinds": {kind: visit.texts(label) for kind, label in LETTERS.items()},
        "claimable": [status.code for status in claimable_statuses(visit.session)],
        "able": [(key, name) for key, name in visit.agencies.items() if key not in closed],
        "form": request.form,
        "opened": request.endpoint,
    }


def _labelled(visit: Visit, event: Event, words: str) -> str:
    said = visit.texts.period(visit.said(words))
    return worded(said, visit.statuses) if event.what.startswith("status") or words.startswith("status:") else said


def evidence(visit: Visit, number: int, code: str) -> Any:
    """A file of evidence, as it was kept."""
    row = find_evidence(visit.session, find_recommendation(visit.session, code), number)
    if row["sha256"] is None:
        raise NotFound(visit.texts("This evidence has no file in the register."))
    return attachment(row["place"], Path(location(archive_of(visit.register.location), row)).read_bytes())


ROUTES = (
    Route("/recommendation/<path:code>", "recommendation", page, "read"),
    Route("/evidence/<int:number>/<path:code>", "evidence", evidence, "read"),
)
