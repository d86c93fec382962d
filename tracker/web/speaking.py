"""Speaking: an agency says where its recommendation stands, the Ombudsperson says its own view, both give evidence."""

from typing import Any

from flask import request

from tracker.door import archive_of
from tracker.errors import RuleBroken
from tracker.followup.acts import prove, set_status
from tracker.followup.evidence import Exhibit, kept_upload, page_address
from tracker.followup.view import View
from tracker.language.texts import marked
from tracker.queries.meanwhile import find_unchanged
from tracker.vocabulary import Voice
from tracker.web.my_agency import way_back
from tracker.web.recommendation_acts import again, back
from tracker.web.typed import chosen_agency, day, promised, said, seen
from tracker.web.visit import Route, Visit

_LARGEST = 10 * 1024 * 1024
"""Bytes of a file of evidence."""


def claim(visit: Visit, code: str) -> Any:
    """Record what an agency says of its recommendation: its claim, with what supports it."""
    item = find_unchanged(visit.session, code, seen(), visit.who)
    agency = chosen_agency(visit)
    if not agency:
        raise RuleBroken(marked("Which agency says so?"), remedy=marked("Choose the agency."))
    view = View(voice=Voice.AGENCY, agency=agency, **said(visit), **promised(visit))
    batch, (done,) = set_status(visit.session, [item], view, visit.person, visit.today)
    told = visit.texts("{code}: {agency} says “{status}”.", code=item.code, agency=agency, status=_label(visit, view))
    return _back(visit, batch, [told, *map(visit.texts, done.remarks)], item.code, agency)


def speak(visit: Visit, code: str) -> Any:
    """Record the Ombudsperson's own view."""
    item = find_unchanged(visit.session, code, seen(), visit.who)
    view = View(voice=Voice.OMBUDSPERSON, **said(visit))
    batch, (done,) = set_status(visit.session, [item], view, visit.person, visit.today)
    told = visit.texts("{code}: the Ombudsperson says “{status}”.", code=item.code, status=_label(visit, view))
    return back(visit, batch, [told, *map(visit.texts, done.remarks)], item.code)


def add_proof(visit: Visit, code: str) -> Any:
    """Record evidence: what it is and its date, with a file that is kept, an address, or neither."""
    form, file = request.form, request.files.get("file")
    item = find_unchanged(visit.session, code, seen(), visit.who)
    dated_on = day(form.get("date", ""))
    if dated_on is None:
        raise RuleBroken(marked("Evidence needs the date of the document."), remedy=marked("Give its date."))
    link, agency = form.get("link", "").strip(), chosen_agency(visit)
    place, sha256 = (page_address(link), None) if link else ("", None)
    if file is not None and file.filename:
        if link:
            raise RuleBroken(
                marked("Give a file or an address, not both."), remedy=marked("Add the other one after it.")
            )
        with file.stream as content:
            place, sha256 = kept_upload(archive_of(visit.register.location), file.filename, content.read())
    exhibit = Exhibit(form.get("text", ""), dated_on, place, sha256, agency or None)
    batch, number = prove(visit.session, item, exhibit, visit.person, visit.today)
    told = visit.texts("{code}: evidence {number} was added.", code=item.code, number=number)
    return _back(visit, batch, [told], item.code, agency)


def _back(visit: Visit, batch: int, lines: list[str], code: str, agency: str) -> Any:
    """The way back to the page from which it was said."""
    if request.form.get("from") == "my_agency":
        return visit.after(batch, lines, "my_agency", **way_back(visit, agency))
    return back(visit, batch, lines, code)


def _label(visit: Visit, view: View) -> str:
    return visit.statuses.get(view.status or "", "")


ROUTES = (
    Route("/claim/<path:code>", "claim", claim, "claim", act=True, again=again),
    Route("/voice/<path:code>", "voice", speak, "voice", act=True, again=again),
    Route("/evidence-of/<path:code>", "add_proof", add_proof, "claim", act=True, again=again, largest=_LARGEST),
)
