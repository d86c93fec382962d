"""Whatever agencies do to their sheets: every edit is found in the register or among the conflicts and refusals, nothing
is invented, and a second import changes nothing."""

import shutil
from datetime import date

import pytest
from desk import NOW, Desk
from hypothesis import given, settings
from hypothesis import strategies as st
from reply import IDENTITY, reply_of
from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.followup.journal import Journal
from tracker.followup.requests import open_request
from tracker.models import Asked, Assessment, Conflict, Contribution, Evidence, Measure, Recommendation
from tracker.queries.filter import Filter
from tracker.vocabulary import BatchKind, Outcome

SHEET = [
    ["No.", "Recommendation", "Lead agency", "Contributing", "Status", "Deadline", "Measures"],
    [
        "138.1",
        "Let independent visitors into all places of detention",
        "MOJ",
        "MIA",
        "In progress",
        "31.12.2026",
        "Draft",
    ],
    ["138.2", "Record every questioning of a detained person on video", "MIA", "MOJ", "Planned", "30.06.2026", ""],
    ["138.3", "Open a medical service for prisoners", "MOJ", "", "", "", ""],
]
CODES = ("UPR-4/138.1", "UPR-4/138.2", "UPR-4/138.3")
STATUSES = {
    "Implemented": "implemented",
    "icra olunur": "in_progress",
    "Qismən icra olunub": "partially_implemented",
    "not started": "not_started",
    "Superseded": "superseded",
    "ask the minister": None,
}
WORDS = st.builds(
    "{} in {} districts".format,
    st.sampled_from(("Visits began", "Cameras bought", "Doctors hired")),
    st.integers(2, 99),
)
EDITS = st.fixed_dictionaries(
    {},
    optional={
        "status": st.sampled_from(sorted(STATUSES)),
        "measures": WORDS,
        "note": WORDS,
        "evidence": st.builds("Order No. {} of 10.02.2026".format, st.integers(1, 99)),
        "due": st.sampled_from(("2027-05-31", "30.09.2027", "when funds allow")),
        "text": st.just("A softer text of our own"),
        "deadline": st.just("2031-01-01"),
        "own": WORDS,
    },
)
HANDLING = st.fixed_dictionaries(
    {
        "edits": st.dictionaries(st.sampled_from(CODES), EDITS, max_size=3),
        "again": st.one_of(st.none(), st.tuples(st.sampled_from(CODES), EDITS)),
        "deleted": st.sets(st.sampled_from(CODES), max_size=1),
        "lost identity": st.sets(st.sampled_from(CODES), max_size=1),
        "backwards": st.booleans(),
        "renamed": st.booleans(),
        "rows turned": st.booleans(),
        "meanwhile": st.sets(st.sampled_from(CODES), max_size=2),
    }
)


@pytest.fixture(scope="module")
def asked_template(tmp_path_factory, sqlite_template):
    """A register with a round over three recommendations, to be copied."""
    place = shutil.copy(sqlite_template, tmp_path_factory.mktemp("round") / "register.db")
    desk = Desk(str(place), place.parent)
    desk.take(desk.sheet(SHEET), review="UPR-4", yes=True)
    with Session(desk.engine) as session, session.begin():
        journal = Journal(session, BatchKind.COMMAND, "request", "Leyla", NOW)
        open_request(journal, "Spring round", date(2026, 4, 15), Filter(), "en", date(2026, 3, 2))
    desk.close()
    return place


def handled(desk, how):
    """MOJ's sheet after what the agency did to it; gives it with the edits that still stand in it."""
    reply = reply_of(desk, "MOJ")
    reply.headings["own"] = "Office"
    for code, values in how["edits"].items():
        reply.fill(code, **values)
    if how["again"]:
        code, values = how["again"]
        reply.rows.append({**reply.row(code), **values})
    reply.rows = [row for row in reply.rows if row["code"] not in how["deleted"]]
    for row in reply.rows:
        if row["code"] in how["lost identity"]:
            row[IDENTITY] = ""
    if how["rows turned"]:
        reply.rows.reverse()
    if how["renamed"]:
        reply.rename(status="Vəziyyət", measures="Görülən işlər", note="Remarks of the ministry", text="Mətn")
    reply.order = [*reversed(reply.order), "own"] if how["backwards"] else [*reply.order, "own"]
    return reply


def kept_of(desk):
    """By recommendation: all that the register holds of the agency's words, and what waits in conflicts."""
    with Session(desk.engine) as session:
        codes = dict(session.execute(select(Recommendation.id, Recommendation.code)).all())
        found = {code: set() for code in codes.values()}
        for claim in session.scalars(select(Assessment).where(Assessment.agency_key == "MOJ")):
            found[codes[claim.recommendation_id]].add(("status", claim.status_code))
        for model, name in ((Measure, "measures"), (Contribution, "note"), (Evidence, "evidence")):
            for item in session.scalars(select(model).where(model.agency_key == "MOJ")):
                found[codes[item.recommendation_id]].add((name, item.text))
        for item in session.scalars(select(Recommendation).where(Recommendation.due_on.is_not(None))):
            found[item.code].add(("due", item.due_on.isoformat()))
        waiting = {code: set() for code in codes.values()}
        for item in session.scalars(select(Conflict)):
            waiting[codes[item.recommendation_id]].add((item.field, item.came))
    return found, waiting


def is_kept(name, value, code, found, waiting, others):
    if name == "own":
        return value in others
    forms = {value, STATUSES.get(value, value)}
    forms |= {"2027-09-30"} if value == "30.09.2027" else set()
    forms = {(name, form) for form in forms}
    return bool(forms & found[code] or forms & waiting[code])


@settings(max_examples=60)
@given(how=HANDLING)
def test_every_edit_is_found_and_nothing_is_invented(asked_template, tmp_path_factory, monkeypatch, how):
    folder = tmp_path_factory.mktemp("answer")
    monkeypatch.setenv("TRACKER_TODAY", "2026-03-02")
    desk = Desk(str(shutil.copy(asked_template, folder / "register.db")), folder)
    monkeypatch.setenv("TRACKER_DATABASE", desk.place)
    for code in how["meanwhile"]:
        desk.ok(
            "status",
            code,
            "planned" if code == CODES[1] else "in_progress",
            "--note",
            "x",
            "--measure",
            "y",
            "--due",
            "2027-01-31",
        )
    reply = handled(desk, how)
    before_found, _ = kept_of(desk)
    told = desk.take(reply.save(folder), yes=True)
    found, waiting = kept_of(desk)
    rows = [row for plan in told.plans for sheet in plan.sheets for row in sheet.rows]
    refused = [row for row in rows if row.outcome == Outcome.REFUSED]
    others = {text for row in rows if row.answer for text in row.answer.others.values()}
    sent = sent_of(desk)
    typed = {code: set() for code in CODES}
    for row in reply.rows:
        code = row["code"]
        for name, value in row.items():
            if name in (IDENTITY, "code") or value == sent[code].get(name, ""):
                continue
            typed[code].add((name, value))
            assert refused or is_kept(name, value, code, found, waiting, others), (code, name, value)
    for code in CODES:
        new = found[code] - before_found[code]
        assert all(came_from(entry, typed[code]) for entry in new), (code, new)
    before = desk.everything()
    again = desk.take(folder / "answer.xlsx", yes=True)
    assert again.batch is None
    assert desk.everything() == before
    desk.close()


def sent_of(desk):
    with Session(desk.engine) as session:
        query = select(Recommendation.code, Asked.sent).join(Asked, Asked.recommendation_id == Recommendation.id)
        return dict(session.execute(query.where(Asked.agency_key == "MOJ")).all())


def came_from(entry, typed):
    name, value = entry
    return any(
        name == other
        and (value == text or STATUSES.get(text) == value or (text == "30.09.2027" and value == "2027-09-30"))
        for other, text in typed
    )
