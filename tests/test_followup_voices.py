from datetime import date

import pytest
from desk import NOW
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.followup.journal import Journal
from tracker.models import Assessment, Recommendation
from tracker.queries.detail import details
from tracker.queries.latest import latest_status
from tracker.vocabulary import BatchKind, Voice

UNIT = "CAT-5/13(b)"
LAW = "Law No. 12 on the bar, 2025-05-06"
CLAIM = ["--voice", "agency", "--agency", "MOJ"]
OMBUDSPERSON = ["--voice", "ombudsperson"]
COMMITTEE = ["--voice", "committee"]


def lay(desk):
    rows = [
        ["No.", "Recommendation", "Lead agency", "Contributing"],
        ["13 (b)", "Let every detainee see a lawyer from the first hour", "MOJ", "MIA"],
        ["21", "Investigate every allegation of torture", "PGO", ""],
    ]
    desk.take(desk.sheet(rows), review="CAT-5", yes=True)
    return desk


@pytest.fixture
def laid(desk):
    return lay(desk)


@pytest.fixture
def quick(quick_desk):
    return lay(quick_desk)


def voices(desk):
    told = desk.run("show", UNIT, "--format", "json").json["voices"]
    return {voice: view and (view["status"] or view["grade"]) for voice, view in told.items()}


@pytest.mark.parametrize(
    ("words", "voice", "says"),
    [
        (["implemented", *CLAIM, "--evidence", LAW], "agency", "implemented"),
        (["not_implemented", *OMBUDSPERSON], "ombudsperson", "not_implemented"),
        ([*COMMITTEE, "--grade", "not_implemented"], "committee", "not_implemented"),
    ],
)
def test_what_another_voice_says_stands_beside_the_groups_status(laid, words, voice, says):
    nobody = dict.fromkeys(Voice)
    laid.ok("status", UNIT, *words)
    assert voices(laid) == {**nobody, voice: says}
    assert laid.one(UNIT)["status"] is None
    laid.ok("status", UNIT, "in_progress", "--note", "The draft is before the Cabinet", "--date", "2025-01-10")
    laid.ok("status", UNIT, *words)
    assert voices(laid) == {**nobody, "secretariat": "in_progress", voice: says}
    assert laid.one(UNIT)["status"] == "in_progress"


def test_the_four_voices_are_shown_apart(quick):
    quick.ok("status", UNIT, "in_progress", "--note", "The draft is before the Cabinet")
    quick.ok("status", UNIT, "implemented", *CLAIM, "--evidence", LAW)
    quick.ok("status", UNIT, "partially_implemented", *OMBUDSPERSON)
    quick.ok("status", UNIT, *COMMITTEE, "--grade", "partially_implemented")
    assert voices(quick) == {
        "agency": "implemented",
        "secretariat": "in_progress",
        "ombudsperson": "partially_implemented",
        "committee": "partially_implemented",
    }


def test_the_group_changes_nothing_that_others_said(quick):
    quick.ok("status", UNIT, "not_implemented", *OMBUDSPERSON, "--note", "Detainees still wait for days")
    before = quick.run("show", UNIT, "--format", "json").json["voices"]["ombudsperson"]
    quick.ok("status", UNIT, "implemented", "--evidence", LAW)
    assert quick.run("show", UNIT, "--format", "json").json["voices"]["ombudsperson"] == before


def test_a_claim_is_told_to_wait_for_the_secretariat(quick):
    assert "counts once the secretariat confirms it" in quick.ok(
        "status", UNIT, "implemented", *CLAIM, "--evidence", LAW
    )
    assert "independent view" in quick.ok("status", UNIT, "implemented", *OMBUDSPERSON)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["in_progress", "--voice", "agency", "--note", "Drafted"], "--agency"),
        (["in_progress", "--voice", "agency", "--agency", "MOH", "--note", "Drafted"], "--contributing MOH"),
        (["done"], "Known: not_started, planned, in_progress"),
        (["done", *OMBUDSPERSON], "Known: not_started, planned, in_progress"),
        ([*COMMITTEE], "--grade"),
        ([*COMMITTEE, "--grade", "A"], "It has: implemented, not_implemented, partially_implemented"),
        (["not_started", "--date", "2026-03-03"], "in the future"),
        (["not_accepted"], "the State noted"),
    ],
)
def test_who_cannot_say_it_is_told_why_and_what_to_do(quick, words, said):
    before = quick.everything()
    told = quick.run("status", UNIT, *words)
    assert (told.code, said in told.err) == (1, True), told.err
    assert quick.everything() == before


def test_an_agency_that_was_taken_off_speaks_no_longer(quick):
    quick.ok("status", UNIT, "not_started", "--voice", "agency", "--agency", "MIA")
    quick.ok("assign", UNIT, "--off", "MIA")
    assert quick.run("status", UNIT, "not_started", "--voice", "agency", "--agency", "MIA").code == 1


def test_the_claim_of_the_lead_is_the_one_to_confirm(quick):
    quick.ok("status", UNIT, "implemented", *CLAIM, "--evidence", LAW, "--date", "2025-06-01")
    quick.ok("status", UNIT, "implemented", "--voice", "agency", "--agency", "MIA", "--evidence", LAW)
    assert quick.run("show", UNIT, "--format", "json").json["voices"]["agency"]["agency"] == "MOJ"


def test_each_agency_speaks_for_itself(quick):
    quick.ok("status", UNIT, "implemented", *CLAIM, "--evidence", LAW)
    words = ["in_progress", "--voice", "agency", "--agency", "MIA", "--note", "Our orders are being changed"]
    assert quick.run("status", UNIT, *words).code == 0


@pytest.mark.parametrize("words", [["not_implemented", *OMBUDSPERSON], [*COMMITTEE, "--grade", "not_implemented"]])
def test_others_set_no_target_date_and_no_measure_for_the_group(quick, words):
    quick.run("status", UNIT, *words, "--due", "2026-05-01", "--measure", "Open the police stations to the NPM")
    shown = quick.run("show", UNIT, "--format", "json").json
    assert (shown["due"], shown["measures"]) == (None, [])


VIEWS = st.lists(
    st.tuples(
        st.sampled_from([voice.value for voice in Voice]),
        st.sampled_from(["planned", "in_progress", "implemented"]),
        st.dates(date(2024, 1, 1), date(2024, 1, 5)),
    ),
    max_size=8,
)


@settings(max_examples=20)
@given(views=VIEWS)
def test_whatever_is_said_the_status_is_the_last_word_of_the_secretariat(laid, views):
    with Session(laid.engine) as session, session.begin() as attempt:
        item = session.scalars(select(Recommendation).where(Recommendation.code == UNIT)).one()
        unit_id = item.id
        journal = Journal(session, BatchKind.COMMAND, "status", "Leyla", NOW)
        for voice, status, day in views:
            said = {"grade": status} if voice == "committee" else {"status_code": status}
            speaker = {"agency_key": "MOJ"} if voice == "agency" else {}
            at = {"dated_on": day, "date_basis": "stated", "substantiated": True}
            journal.add(Assessment, recommendation_id=unit_id, voice=voice, **said, **speaker, **at)
        journal.flush()
        ours = [(day, place, status) for place, (voice, status, day) in enumerate(views) if voice == "secretariat"]
        expected = max(ours)[2] if ours else None
        current = session.scalar(select(latest_status()).select_from(Recommendation).where(Recommendation.code == UNIT))
        shown = details(session, item)["voices"]["secretariat"]
        assert (current, shown and shown["status"]) == (expected, expected)
        attempt.rollback()
