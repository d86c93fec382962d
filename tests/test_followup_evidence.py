from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.models import Assessment, Evidence, Measure

LAW = "Law No. 12 on the bar, 2025-05-06"


@pytest.fixture
def desk(quick_desk):
    rows = [
        ["No.", "Recommendation", "Lead agency", "Contributing"],
        ["13 (b)", "Let every detainee see a lawyer from the first hour", "MOJ", "MIA"],
        ["23 (a)", "Compensate the victims of torture", "MOJ", ""],
    ]
    quick_desk.take(quick_desk.sheet(rows), review="CAT-5", yes=True)
    return quick_desk


def status(desk, *words):
    return desk.run("status", "CAT-5/13(b)", *words)


@pytest.mark.parametrize(
    ("code", "enough"),
    [
        ("not_started", []),
        ("planned", ["--measure", "Amend the law on the bar", "--due", "2026-12-31"]),
        ("in_progress", ["--note", "The draft is before the Cabinet"]),
        ("partially_implemented", ["--evidence", LAW, "--note", "The rules of detention still have to follow"]),
        ("implemented", ["--evidence", LAW]),
        ("ongoing_continuous", ["--evidence", "Seminar for police officers"]),
        ("not_implemented", ["--note", "No draft was made in the whole cycle"]),
        ("superseded", ["--newer", "CAT-5/23(a)"]),
    ],
)
def test_with_what_it_needs_a_status_is_recorded(desk, code, enough):
    assert status(desk, code, *enough).code == 0
    assert desk.one("CAT-5/13(b)")["status"] == code


@pytest.mark.parametrize(
    ("code", "too_little", "missing"),
    [
        ("planned", [], "--measure TEXT --due DATE"),
        ("planned", ["--measure", "Amend the law on the bar"], "--measure TEXT --due DATE"),
        ("planned", ["--due", "2026-12-31"], "--measure TEXT --due DATE"),
        ("in_progress", [], "--note TEXT"),
        ("partially_implemented", ["--note", "The rules of detention still have to follow"], "--evidence"),
        ("partially_implemented", ["--evidence", LAW], "--note TEXT"),
        ("implemented", [], "--evidence"),
        ("implemented", ["--note", "All is done"], "--evidence"),
        ("implemented", ["--measure", "Amend the law", "--due", "2025-05-06"], "--evidence"),
        (
            "implemented",
            ["--evidence", "Order No. 114"],
            "'Order No. 114' lacks its date. Add --evidence \"Order No. 114, ",
        ),
        ("ongoing_continuous", ["--note", "Seminars go on"], "--evidence"),
        ("not_implemented", [], "--note TEXT"),
        ("superseded", ["--note", "Said again by the Committee"], "--newer CODE"),
    ],
)
def test_without_it_nothing_is_recorded_and_the_option_is_named(desk, code, too_little, missing):
    before = desk.everything()
    told = status(desk, code, *too_little)
    assert told.code == 1
    assert f"'{code}' needs" in told.err
    assert missing in told.err
    assert desk.everything() == before


def test_what_the_register_has_already_need_not_be_typed_again(desk):
    desk.ok("status", "CAT-5/13(b)", "planned", "--measure", "Amend the law on the bar", "--due", "2026-12-31")
    assert status(desk, "planned").code == 0


def test_the_evidence_of_an_agency_lets_the_secretariat_confirm(desk):
    claim = ["--voice", "agency", "--agency", "MOJ", "--evidence", LAW]
    assert status(desk, "implemented", *claim).code == 0
    assert desk.one("CAT-5/13(b)")["status"] is None
    assert status(desk, "implemented").code == 0
    assert desk.one("CAT-5/13(b)")["status"] == "implemented"


def test_what_an_agency_claims_without_dated_evidence_is_not_the_groups_status(desk):
    before = desk.one("CAT-5/13(b)")["status"]
    assert status(desk, "implemented", "--voice", "agency", "--agency", "MOJ", "--note", "Done").code == 0
    assert desk.one("CAT-5/13(b)")["status"] == before != "implemented"
    told = desk.run("confirm", "CAT-5/13(b)")
    assert "evidence" in told.out + told.err, told
    assert desk.one("CAT-5/13(b)")["status"] == before


@pytest.mark.parametrize(
    "other",
    [
        ["not_implemented", "--voice", "ombudsperson", "--evidence", "Visit to Prison No. 9, 2025-11-20"],
        ["--voice", "committee", "--grade", "not_implemented", "--evidence", "CAT/C/AZE/FCO/5/A, 2025-11-20"],
    ],
)
def test_what_other_voices_found_does_not_prove_the_groups_status(desk, other):
    assert status(desk, *other).code == 0
    assert status(desk, "implemented").code == 1


def test_evidence_of_a_day_to_come_proves_nothing(desk):
    assert status(desk, "implemented", "--evidence", "Law No. 12 on the bar, 2027-01-01").code == 1


def test_the_rest_of_a_partly_implemented_one_needs_evidence_of_its_own(desk):
    desk.ok("status", "CAT-5/13(b)", "in_progress", "--note", "The draft is before the Cabinet")
    desk.ok("status", "CAT-5/13(b)", "partially_implemented", "--evidence", LAW, "--note", "Rules of detention remain")
    assert status(desk, "implemented").code == 1


def test_a_continuous_action_is_renewed_with_new_evidence_each_year(desk):
    seminar = ["--evidence", "Seminar for police officers, 2025-01-20", "--date", "2025-01-20"]
    desk.ok("status", "CAT-5/13(b)", "ongoing_continuous", *seminar)
    assert status(desk, "ongoing_continuous").code == 1


def test_no_recommendation_supersedes_itself(desk):
    assert status(desk, "superseded", "--newer", "CAT-5/13(b)").code == 1


def test_a_newer_one_that_is_not_there_is_said(desk):
    before = desk.everything()
    told = status(desk, "superseded", "--newer", "CAT-5/99")
    assert (told.code, "no recommendation 'CAT-5/99'" in told.err) == (1, True)
    assert desk.everything() == before


def test_everything_said_with_a_status_is_kept(desk):
    claim = ["--voice", "agency", "--agency", "MOJ", "--measure", "Amend the law", "--due", "30.06.2026"]
    desk.ok("status", "CAT-5/13(b)", "in_progress", *claim, "--note", "Before the Cabinet", "--evidence", LAW)
    with Session(desk.engine) as session:
        view = session.scalars(select(Assessment)).one()
        proof = session.scalars(select(Evidence)).one()
        measure = session.scalars(select(Measure)).one()
        said = (view.status_code, view.voice, view.agency_key, view.dated_on, view.date_basis, view.note)
        assert said == ("in_progress", "agency", "MOJ", date(2026, 3, 2), "stated", "Before the Cabinet")
        kept = (proof.text, proof.dated_on, proof.agency_key, proof.assessment_id)
        assert kept == (LAW, date(2025, 5, 6), "MOJ", view.id)
        assert (measure.text, measure.agency_key) == ("Amend the law", "MOJ")
    assert desk.one("CAT-5/13(b)")["due"] == "2026-06-30"


def test_evidence_older_than_the_review_is_flagged(desk):
    assert "older than the review (2024-04-24)" in desk.ok(
        "status", "CAT-5/13(b)", "implemented", "--evidence", "Order No. 3, 2019-02-01"
    )
    assert "older" not in desk.ok("status", "CAT-5/23(a)", "implemented", "--evidence", "Order No. 4, 2025-02-01")


def test_a_late_entry_is_kept_and_the_later_view_stays_the_current_one(desk):
    desk.ok("status", "CAT-5/13(b)", "in_progress", "--note", "Before the Cabinet", "--date", "2025-09-01")
    late = ["not_implemented", "--note", "No draft by the end of 2024", "--date", "2024-12-31"]
    assert "The view of 2025-09-01 is later and stays the current one" in desk.ok("status", "CAT-5/13(b)", *late)
    assert desk.one("CAT-5/13(b)")["status"] == "in_progress"


def test_a_status_that_a_sheet_stated_lacks_evidence_until_it_is_given(desk):
    rows = [["No.", "Recommendation", "Status"], ["27", "Open a register of all detained persons", "Implemented"]]
    desk.take(desk.sheet(rows, "stated.xlsx"), review="CAT-5", yes=True)

    def lacking():
        found = [row["code"] for row in desk.run("check", "--kind", "not substantiated", "--format", "json").json]
        return found, "not yet substantiated" in desk.ok("show", "CAT-5/27")

    assert lacking() == (["CAT-5/27"], True)
    desk.ok("evidence", "add", "CAT-5/27", "https://e-qanun.az/12", "--text", "Decree No. 7", "--date", "2025-05-06")
    assert lacking() == ([], False)
