"""The commands by which people act: assign, status, undo, and who did what when."""

import os
import time
from contextlib import contextmanager
from datetime import date

import pytest

from tracker.door import now, today

HEADER = [
    "Mechanism",
    "Document",
    "No.",
    "Recommendation",
    "Lead agency",
    "Contributing agencies",
    "Status",
    "Status date",
]
ROWS = [
    [
        "UPR",
        "A/HRC/39/14",
        "140.1",
        "Ratify the Optional Protocol",
        "MOJ",
        "MFA; MIA",
        "In progress",
        date(2025, 11, 3),
    ],
    ["CAT", "CAT/C/AZE/CO/5", "13(b)", "Investigate every allegation of torture", "", "", "", ""],
    ["SPT", "CAT/OP/AZE/1", "7", "Publish the report of the visit", "", "", "", ""],
    ["Special procedures", "A/HRC/36/1", "5", "Adopt a strategy for housing", "", "", "", ""],
]
UPR, CAT, SPT, OUTSIDE = "UPR-3/140.1", "CAT-5/13(b)", "SPT-X1/7", "SP-1/5"


@pytest.fixture
def filled(desk):
    desk.take(desk.sheet([HEADER, *ROWS]), yes=True)
    return desk


def test_without_a_wish_the_lead_of_the_mechanism_is_proposed_and_nothing_changes(filled):
    before = filled.everything()
    assert filled.ok("assign", CAT) == f'{CAT}: proposed lead MFA. To assign it: tracker assign "{CAT}" --proposed\n'
    assert "MOJ leads; proposed lead MFA, to confirm." in filled.ok("assign", UPR)
    assert filled.everything() == before


def test_where_nobody_leads_on_a_mechanism_the_lead_is_to_be_named(filled):
    assert "name it with --lead" in filled.ok("assign", SPT)
    told = filled.run("assign", SPT, "--proposed")
    assert (told.code, told.out) == (1, "")
    assert "--lead" in told.err


def test_an_agency_that_leads_already_is_not_proposed_again(filled):
    filled.ok("assign", CAT, "--proposed")
    assert filled.ok("assign", CAT) == f"{CAT}: MFA leads already, as proposed.\n"


def test_outside_the_mandate_nobody_is_proposed(filled):
    assert "it is never assigned" in filled.ok("assign", OUTSIDE)


def test_the_proposed_lead_and_a_named_one_are_not_taken_together(filled):
    told = filled.run("assign", CAT, "--proposed", "--lead", "MOJ")
    assert (told.code, "not both" in told.err) == (2, True)


def test_the_proposed_lead_is_assigned_to_each(filled):
    assert filled.did("assign", CAT, UPR, "--proposed").splitlines() == [
        f"{CAT}: MFA leads",
        f"{UPR}: MFA no longer contributes (it leads now); MOJ no longer leads (MFA leads now); MFA leads",
    ]
    assert [filled.one(code)["lead"] for code in (CAT, UPR)] == ["MFA", "MFA"]
    assert filled.one(UPR)["contributing"] == ["MIA"]


def test_agencies_are_named_by_key_or_by_any_spelling_in_any_language(filled):
    filled.ok("assign", CAT, "--lead", "Baş Prokurorluq", "--contributing", "moj", "--contributing", "МВД")
    row = filled.one(CAT)
    assert (row["lead"], row["contributing"]) == ("PGO", ["MOJ", "MIA"])


def test_codes_are_found_whatever_their_case(filled):
    assert filled.did("assign", "cat-5/13(B)", "--lead", "PGO") == f"{CAT}: PGO leads\n"


def test_an_assignment_that_is_there_already_changes_nothing(filled):
    before = filled.everything()
    assert filled.ok("assign", UPR, "--lead", "MOJ") == f"{UPR}: nothing to change\n"
    assert filled.everything() == before


def test_an_agency_is_taken_off_and_stays_in_the_history(filled):
    assert filled.did("assign", UPR, "--off", "MIA") == f"{UPR}: MIA no longer contributes (removed)\n"
    assert filled.one(UPR)["contributing"] == ["MFA"]
    told = [event["new"] for event in filled.run("history", UPR, "--format", "json").json]
    assert "MIA contributes from 2026-03-02, ended 2026-03-02" in told


def test_one_unknown_code_assigns_none(filled):
    before = filled.everything()
    assert filled.run("assign", CAT, "CAT-5/99", "--lead", "PGO").code == 1
    assert filled.everything() == before


def test_nobody_is_assigned_outside_the_mandate(filled):
    told = filled.run("assign", OUTSIDE, "--lead", "MOJ")
    assert told.code == 1
    assert "outside the group's mandate" in told.err


def test_a_status_is_recorded_with_what_supports_it(filled):
    told = filled.did(
        *("status", UPR, "implemented", "--date", "28.02.2026", "--note", "in force"),
        *("--evidence", "Law No. 12-VIIQ, 2026-01-15", "--evidence", "Decree 45 of 12.02.2026"),
    )
    assert told == f"{UPR}: In progress -> Implemented (secretariat, 2026-02-28)\n"
    shown = filled.run("show", UPR, "--format", "json").json
    view = shown["voices"]["secretariat"]
    assert (view["status"], view["dated_on"], view["note"]) == ("implemented", "2026-02-28", "in force")
    assert [(proof["text"], proof["date"]) for proof in shown["evidence"]] == [
        ("Law No. 12-VIIQ, 2026-01-15", "2026-01-15"),
        ("Decree 45 of 12.02.2026", "2026-02-12"),
    ]


def test_a_measure_and_a_target_date_are_kept_with_a_plan(filled):
    filled.ok("status", CAT, "planned", "--measure", "Draft law on inquiries", "--due", "2026-09")
    row = filled.one(CAT)
    assert (row["status"], row["due"]) == ("planned", "2026-09")
    shown = filled.run("show", CAT, "--format", "json").json
    assert shown["measures"] == [{"text": "Draft law on inquiries", "agency": None, "plan": None}]


@pytest.mark.parametrize("due", ["2027-Q1", "2027", "2027-06", "2027-06-15"])
def test_a_target_date_is_kept_as_exact_as_it_was_given(filled, due):
    filled.ok("status", CAT, "planned", "--measure", "Draft law on inquiries", "--due", due)
    assert filled.one(CAT)["due"] == due


def test_a_target_date_that_is_there_already_leaves_no_trace_of_its_own(filled):
    filled.ok("status", CAT, "planned", "--measure", "Draft law on inquiries", "--due", "2027-06-15")
    filled.ok("status", CAT, "in_progress", "--note", "Before parliament", "--due", "15.06.2027")
    told = [event["what"] for event in filled.run("history", CAT, "--format", "json").json]
    assert told.count("due date") == 1


def test_an_agency_s_claim_is_said_to_wait_for_the_secretariat(filled):
    told = filled.ok(
        "status", UPR, "implemented", "--voice", "agency", "--agency", "MOJ", "--evidence", "Law No. 1, 2026-01-15"
    )
    assert "it counts once the secretariat confirms it" in told
    assert filled.one(UPR)["status"] == "in_progress"


def test_the_ombudsperson_and_a_committee_speak_beside_the_group(filled):
    told = filled.ok("status", UPR, "not_implemented", "--voice", "ombudsperson", "--note", "nothing seen")
    assert "beside the group's status" in told
    told = filled.did("status", CAT, "--voice", "committee", "--grade", "partially_implemented", "--date", "2025-12-01")
    assert told == f"{CAT}: no status -> partially_implemented (committee, 2025-12-01)\n"
    assert (filled.one(UPR)["status"], filled.one(CAT)["status"]) == ("in_progress", None)


def test_an_older_view_does_not_become_the_current_one(filled):
    told = filled.ok("status", UPR, "planned", "--voice", "ombudsperson", "--date", "2025-06-01")
    told = filled.ok("status", UPR, "not_started", "--voice", "ombudsperson", "--date", "2025-01-01")
    assert "The view of 2025-06-01 is later and stays the current one." in told


def test_undo_says_what_came_back(filled):
    filled.ok("assign", UPR, "--lead", "MSE")
    told = filled.ok("undo", "3")
    assert told == "Batch 3 (assign UPR-3/140.1) was undone: 1 entry removed, 1 value restored.\n"
    assert filled.one(UPR)["lead"] == "MOJ"
    newest, taken_back, *_ = filled.run("batches", "--format", "json").json
    assert (newest["kind"], newest["what"]) == ("undo", "undo batch 3")
    assert (taken_back["batch"], taken_back["undone_by"]) == (3, newest["batch"])


def test_undo_names_the_acts_that_stand_in_the_way(filled):
    filled.did("assign", UPR, "--off", "MIA")
    before = filled.everything()
    told = filled.run("undo", "2")
    assert (told.code, told.out) == (1, "")
    assert "batch 3 (assign UPR-3/140.1)" in told.err
    assert filled.everything() == before


def test_batches_show_the_newest_first_and_as_many_as_wanted(filled):
    filled.ok("assign", UPR, "--off", "MIA", "--as", "Rəşad")
    told = filled.run("batches", "--last", "2", "--format", "json").json
    assert [(row["batch"], row["who"], row["kind"], row["what"]) for row in told] == [
        (3, "Rəşad", "command", "assign UPR-3/140.1"),
        (2, "Leyla", "import", "import of follow-up.xlsx"),
    ]


@contextmanager
def clock_of(zone):
    """The clock of an officer who sits in a zone."""
    os.environ["TZ"] = zone
    time.tzset()
    try:
        yield
    finally:
        os.environ.pop("TZ")
        time.tzset()


def test_history_and_batches_tell_the_same_time(filled):
    with clock_of("Asia/Baku"):
        (batch, *_) = filled.run("batches", "--format", "json").json
        *_, shown = [line for line in filled.ok("history", UPR).splitlines() if "recorded" in line]
    assert shown[:16] == batch["at"]


@pytest.mark.parametrize("zone", ["Etc/GMT+12", "Etc/GMT-14"])
def test_the_day_of_an_act_is_that_of_the_officer_s_clock(monkeypatch, zone):
    monkeypatch.delenv("TRACKER_TODAY", raising=False)
    with clock_of(zone):
        assert now().date() == today()
