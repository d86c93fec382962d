"""What people type into forms."""

from datetime import date
from typing import Any

from flask import request

from tracker.dates import typed_date
from tracker.door import typed_due, typed_proofs
from tracker.errors import Mistyped
from tracker.language.phrase import Phrase
from tracker.language.texts import Texts, marked
from tracker.queries.find import find_agency, find_status
from tracker.roles import Scope
from tracker.vocabulary import Priority
from tracker.web.visit import Visit


def seen() -> int:
    """The last act that the page of a form showed; what was changed after it is not overwritten unseen."""
    return request.form.get("seen", 0, type=int)


def chosen_agency(visit: Visit) -> str:
    """The agency that speaks or is shown: a person of an agency has no other; else the one that was chosen, or blank."""
    if visit.visitor.scope("claim") == Scope.OWN:
        return visit.visitor.agency
    named = request.values.get("agency", "")
    return find_agency(visit.session, named) if named else ""


def said(visit: Visit) -> dict[str, Any]:
    """What a form says of where a recommendation stands: the status, as at which day, the note, the evidence.

    These are parts of a ``View``. Raises ``NotFound`` for a status, ``Mistyped`` for a date that is none or was emptied.
    """
    form = request.form
    proofs = [line for line in form.get("evidence", "").splitlines() if line.strip()]
    return {
        "status": find_status(visit.session, form.get("status", "")),
        "dated_on": day_shown(visit, "date"),
        "note": form.get("note", "").strip(),
        "proofs": typed_proofs(visit.session, proofs),
    }


def promised(visit: Visit) -> dict[str, Any]:
    """What a form says of what comes next: the measure and the new due date, parts of a ``View``. Raises ``Mistyped``."""
    due = request.form.get("due", "").strip()
    return {
        "measure": request.form.get("measure", "").strip(),
        "due": typed_due(visit.session, due) if due else None,
    }


def day(text: str) -> date | None:
    """The day that was typed; ``None`` where nothing was. Raises ``Mistyped`` for what is not a date."""
    found = typed_date(text) if text.strip() else None
    if text.strip() and found is None:
        raise Mistyped(Phrase("'{text}' is not a date.", text=text), remedy=marked("Write it as 2027-05-31."))
    return found


def day_shown(visit: Visit, name: str) -> date:
    """The day of a field that a page fills in with today. Raises ``Mistyped``, also where somebody emptied it."""
    return given_day(visit.texts, request.form.get(name, visit.today.isoformat()))


def given_day(texts: Texts, text: str) -> date:
    """The day that had to be typed. Raises ``Mistyped``, also where nothing was."""
    found = day(text)
    if found is None:
        raise Mistyped(texts("The day is missing."))
    return found


def level(texts: Texts, text: str) -> Priority | None:
    """The priority that was chosen; ``None`` where none was. Raises ``Mistyped`` for what is not one."""
    if not text:
        return None
    if text not in list(Priority):
        raise Mistyped(texts("This is not a priority."))
    return Priority(text)
