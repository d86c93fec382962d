"""Reports: the pack of a meeting and the progress report, made now and saved as a file."""

from typing import Any

from flask import request

from exports.pack.progress import ENDINGS, Asked, write_report
from tracker.door import texts_of
from tracker.errors import Mistyped
from tracker.language.texts import LANGUAGES, marked
from tracker.queries.meetings import find_meeting, meeting_before
from tracker.web.typed import day
from tracker.web.visit import Route, Visit, templates_beside

KINDS = {
    "progress": marked("Progress report: the figures, what changed, what is late"),
    "pack": marked("Pack of a meeting: the progress report with what was done and every recommendation"),
}
FORMS = {
    ".docx": marked("Word document"),
    ".pdf": marked("PDF, to print and to send"),
    ".xlsx": marked("Excel workbook, each figure with its rows"),
    ".html": marked("Web page, which needs no network"),
    ".csv": marked("CSV, the rows for a spreadsheet (progress report alone)"),
    ".json": marked("JSON, for other programs (progress report alone)"),
}


def page(visit: Visit) -> Any:
    """The form; for a meeting, it asks for the pack of that one first."""
    number = _meeting()
    meeting = find_meeting(visit.session, number) if number is not None else None
    return visit.page(
        "reports.html",
        kinds=KINDS,
        chosen="pack" if meeting else "progress",
        forms=FORMS,
        meeting=meeting,
        since=meeting_before(visit.session, visit.today, meeting),
    )


def _meeting() -> int | None:
    """The number of the meeting that a report is for, where one is named."""
    return request.args.get("meeting", type=int)


def report(visit: Visit) -> Any:
    """The report."""
    given = request.args
    whole, ending, chosen = given.get("kind") == "pack", given.get("form", ""), given.get("in", "")
    if ending not in ENDINGS or (whole and ending in (".csv", ".json")):
        raise Mistyped(visit.texts("This report does not have that form."))
    since = day(given.get("since", ""))
    texts = texts_of(chosen if chosen in LANGUAGES else visit.texts.language, visit.register.location)
    asked = Asked(whole, texts, visit.today, since, _meeting())
    name = f"{'pack' if whole else 'progress'}-{visit.today}-{texts.language}{ending}"
    own = templates_beside(visit.register)
    return visit.file(name, lambda target: write_report(visit.session, asked, target, own))


ROUTES = (Route("/reports", "reports", page, "report"), Route("/report", "report", report, "report"))
