"""Conflicts are listed with all three values and settled; claims count once the secretariat confirms them."""

from datetime import date

import pytest
from desk import NOW, outcomes
from reply import reply_of
from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.followup.journal import Journal
from tracker.followup.requests import open_request
from tracker.models import Assessment, Recommendation
from tracker.queries.filter import Filter
from tracker.vocabulary import BatchKind

SHEET = [
    ["No.", "Recommendation", "Lead agency", "Contributing", "Status", "Deadline"],
    ["138.1", "Let independent visitors into all places of detention", "MOJ", "MIA", "In progress", "31.12.2026"],
    ["138.2", "Record every questioning of a detained person on video", "MIA", "MOJ", "Planned", "30.06.2026"],
]
FIRST, SECOND = "UPR-4/138.1", "UPR-4/138.2"


@pytest.fixture
def asked(desk):
    desk.take(desk.sheet(SHEET), review="UPR-4", yes=True)
    with Session(desk.engine) as session, session.begin():
        journal = Journal(session, BatchKind.COMMAND, "request", "Leyla", NOW)
        open_request(journal, "Spring round", date(2026, 4, 15), Filter(), "en", date(2026, 3, 2))
    return desk


@pytest.fixture
def quarrel(asked):
    """The register moved its deadline to January, the agency to March; its status nobody can read."""
    asked.ok("status", FIRST, "in_progress", "--note", "Moved", "--due", "2027-01-31", "--as", "Rauf")
    reply = reply_of(asked, "MOJ").fill(FIRST, due="2027-03-31", status="see our letter", note="Two regions follow")
    asked.take(reply.save(asked.folder), yes=True)
    return asked


def waiting(desk, *options):
    return {row["field"]: row for row in desk.run("conflicts", "--format", "json", *options).json}


def test_a_conflict_names_the_three_values_with_who_and_when(quarrel):
    row = waiting(quarrel)["due"]
    assert (row["code"], row["agency"], row["request"]) == (FIRST, "MOJ", 1)
    assert (row["sent"], row["came"], row["held"]) == ("2026-12-31", "2027-03-31", "2027-01-31")
    assert row["held_by"].startswith("Rauf, 2026-03-02")
    assert row["came_by"] == "Leyla, 2026-03-02"
    assert row["cell"].startswith("Sheet!")
    assert waiting(quarrel)["status"]["what"] == "not understood"


def test_the_listing_is_filtered_by_agency_round_and_recommendation(quarrel):
    assert set(waiting(quarrel, "--agency", "MOJ", "--request", "1")) == {"due", "status"}
    assert waiting(quarrel, "--agency", "MIA") == {}
    assert waiting(quarrel, "--request", "2") == {}
    assert "changed by both" in quarrel.ok("conflicts")


def test_theirs_is_taken_ours_is_kept(quarrel):
    number = waiting(quarrel)["due"]["number"]
    assert quarrel.did("resolve", number, "--theirs") == f"{number} {FIRST}, due date: theirs\n"
    assert quarrel.one(FIRST)["due"] == "2027-03-31"
    assert set(waiting(quarrel)) == {"status"}
    assert waiting(quarrel, "--all")["due"]["settled"] == "theirs"


def test_keeping_ours_changes_nothing_but_the_conflict(quarrel):
    quarrel.ok("resolve", waiting(quarrel)["due"]["number"], "--ours")
    assert quarrel.one(FIRST)["due"] == "2027-01-31"


def test_what_nobody_can_read_is_typed_for_the_agency(quarrel):
    number = waiting(quarrel)["status"]["number"]
    refused = quarrel.run("resolve", number, "--theirs")
    assert (refused.code, "--value" in refused.err) == (1, True)
    assert quarrel.run("resolve", number, "--value", "nearly").code == 1
    quarrel.ok("resolve", number, "--value", "partially_implemented")
    shown = quarrel.run("show", FIRST, "--format", "json").json
    assert quarrel.one(FIRST)["status"] == "in_progress"
    assert shown["voices"]["agency"]["status"] == "partially_implemented"


def test_many_are_settled_at_once(quarrel):
    assert quarrel.ok("resolve", "--agency", "MOJ", "--ours").count("ours") == 2
    assert waiting(quarrel) == {}
    assert quarrel.ok("resolve", "--request", "1", "--ours") == "There is no open conflict to resolve.\n"
    assert quarrel.ok("conflicts") == "There are no open conflicts.\n"


def test_a_settled_conflict_stays_settled_when_the_answer_comes_again(quarrel):
    quarrel.ok("resolve", "--request", "1", "--ours")
    again = quarrel.take(quarrel.folder / "answer.xlsx", yes=True)
    assert again.batch is None
    assert waiting(quarrel) == {}


def test_what_was_not_asked_can_only_be_kept_as_ours(asked):
    asked.take(reply_of(asked, "MIA").fill(FIRST, text="Let visitors into some places").save(asked.folder))
    number = waiting(asked)["text"]["number"]
    refused = asked.run("resolve", number, "--theirs")
    assert (refused.code, "--ours" in refused.err) == (1, True)
    asked.ok("resolve", number, "--ours")


def test_an_emptied_cell_waits_and_can_be_taken(asked):
    asked.take(reply_of(asked, "MOJ").fill(FIRST, note="Two regions follow").save(asked.folder, "first.xlsx"))
    with Session(asked.engine) as session, session.begin():
        journal = Journal(session, BatchKind.COMMAND, "request", "Leyla", NOW)
        open_request(journal, "Second round", date(2026, 5, 15), Filter(), "en", date(2026, 3, 2))
    told = asked.take(reply_of(asked, "MOJ", 2).fill(FIRST, note="").save(asked.folder, "second.xlsx"))
    assert outcomes(told)["conflict"] == 1
    asked.ok("resolve", waiting(asked)["note"]["number"], "--theirs")
    assert "Two regions follow" not in asked.ok("show", FIRST)
    assert notes_told(asked) == [
        ("contribution", "", "MOJ: Two regions follow"),
        ("contribution removed", "MOJ: Two regions follow", ""),
    ]
    asked.ok("undo", str(asked.run("batches", "--format", "json").json[0]["batch"]))
    assert [what for what, _, _ in notes_told(asked)] == ["contribution", "contribution removed"]


def notes_told(desk):
    events = desk.run("history", FIRST, "--format", "json").json
    told = [(event["what"], event["old"], event["new"]) for event in events]
    return [event for event in told if event[0].startswith("contribution")]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["resolve", "1.1"], 2),
        (["resolve", "--ours"], 2),
        (["resolve", "1.1", "--ours", "--theirs"], 2),
        (["resolve", "1.1", "--ours"], 1),
        (["resolve", "first", "--ours"], 1),
        (["confirm"], 2),
    ],
)
def test_a_wrong_command_says_so(asked, words, code):
    told = asked.run(*words)
    assert told.code == code
    assert told.err.count("\n") < 5


def test_settling_twice_is_told(quarrel):
    number = waiting(quarrel)["due"]["number"]
    quarrel.ok("resolve", number, "--ours")
    assert "resolved already" in quarrel.run("resolve", number, "--theirs").err


def test_settling_is_taken_back_by_undo(quarrel):
    before = quarrel.one(FIRST)
    quarrel.ok("resolve", waiting(quarrel)["due"]["number"], "--theirs")
    quarrel.ok("undo", str(quarrel.run("batches", "--format", "json").json[0]["batch"]))
    assert quarrel.one(FIRST) == before
    assert set(waiting(quarrel)) == {"due", "status"}


# Claims


@pytest.fixture
def claimed(asked):
    reply = reply_of(asked, "MOJ")
    reply.fill(FIRST, status="Implemented", dated=date(2026, 2, 20), evidence="Order No. 7 of 10 February 2026")
    asked.take(reply.save(asked.folder, "moj.xlsx"))
    asked.take(reply_of(asked, "MIA").fill(SECOND, status="Implemented").save(asked.folder, "mia.xlsx"))
    return asked


def test_a_claim_counts_once_it_is_confirmed(claimed):
    assert claimed.one(FIRST)["status"] == "in_progress"
    assert claimed.did("confirm", FIRST) == f"{FIRST}: In progress -> Implemented\n1 confirmed, 0 not.\n"
    assert claimed.one(FIRST)["status"] == "implemented"
    assert claimed.ok("confirm", FIRST) == "There is no claim to confirm.\n"


def test_a_confirmation_is_told_that_the_evidence_has_no_date(claimed):
    claimed.ok("status", SECOND, "in_progress", "--note", "On it")
    claimed.ok("status", SECOND, "partially_implemented", "--note", "Some", "--evidence", "Order No. 3, 2026-02-01")
    claim = ("--voice", "agency", "--agency", "MIA", "--evidence", "The new order")
    claimed.ok("status", SECOND, "implemented", *claim)
    told = claimed.run("confirm", SECOND).out
    assert "newer than that for 'partially_implemented' of 2026-03-02; 'The new order' lacks its date" in told
    assert '--evidence "The new order, 2024-05-06"' in told


def test_where_there_was_no_evidence_before_none_newer_is_asked_for(claimed):
    claimed.take(claimed.sheet([["Code", "Status"], [SECOND, "Partially implemented"]], "group.xlsx"), yes=True)
    claim = ("--voice", "agency", "--agency", "MIA", "--evidence", "The new order")
    claimed.ok("status", SECOND, "implemented", *claim)
    told = claimed.run("confirm", SECOND).out
    assert "'implemented' needs dated evidence; 'The new order' lacks its date." in told


def test_claims_are_confirmed_by_filter_and_those_without_proof_stay_claims(claimed):
    told = claimed.did("confirm", "--mechanism", "UPR")
    assert f"{FIRST}: In progress -> Implemented" in told
    assert f"{SECOND}: stays a claim of MIA" in told
    assert told.endswith("1 confirmed, 1 not.\n")
    assert claimed.one(SECOND)["status"] == "planned"


def test_nothing_confirmed_leaves_no_trace(claimed):
    before = claimed.everything()
    assert claimed.ok("confirm", SECOND).endswith("0 confirmed, 1 not.\n")
    assert claimed.everything() == before


def test_a_confirmation_is_taken_back_by_undo(claimed):
    claimed.ok("confirm", "--all")
    claimed.ok("undo", str(claimed.run("batches", "--format", "json").json[0]["batch"]))
    assert claimed.one(FIRST)["status"] == "in_progress"


def test_a_status_is_typed_in_the_words_of_the_workbook(quarrel):
    quarrel.ok("resolve", waiting(quarrel)["status"]["number"], "--value", "Qismən icra olunub")
    assert claims_of(quarrel, FIRST) == [("partially_implemented", "2026-03-02")]


def test_a_date_that_nobody_could_read_is_typed(asked):
    reply = reply_of(asked, "MOJ").fill(FIRST, status="Partially implemented", dated="when the law passed")
    asked.take(reply.save(asked.folder), yes=True)
    told = asked.run("resolve", waiting(asked)["dated"]["number"], "--value", "spring")
    assert (told.code, "'spring' is not a date" in told.err) == (2, True)
    asked.ok("resolve", waiting(asked)["dated"]["number"], "--value", "15.02.2026")
    assert claims_of(asked, FIRST)[-1] == ("partially_implemented", "2026-02-15")


@pytest.mark.parametrize("typed", ["15.02.2026", "15.10.2025"])
def test_a_typed_date_is_that_of_the_claim_in_force_and_undo_takes_it_back(asked, typed):
    reply = reply_of(asked, "MOJ")
    reply.fill(FIRST, status="Implemented", dated="when the order came", evidence="Order of 10.02.2025")
    asked.take(reply.save(asked.folder), yes=True)
    number = waiting(asked)["dated"]["number"]
    assert "is in the future" in asked.run("resolve", number, "--value", "15.10.2026").err
    asked.ok("resolve", number, "--value", typed)
    day = "-".join(reversed(typed.split(".")))
    assert claims_of(asked, FIRST) == [("implemented", day)]
    told = [
        (event["what"], event["old"], event["new"]) for event in asked.run("history", FIRST, "--format", "json").json
    ]
    assert ("status", "", "implemented (agency MOJ, 2026-03-02)") in told
    assert ("status, as at", "2026-03-02", day) in told
    asked.ok("undo", str(asked.run("batches", "--format", "json").json[0]["batch"]))
    assert claims_of(asked, FIRST) == [("implemented", "2026-03-02")]


def claims_of(desk, code):
    with Session(desk.engine) as session:
        said = select(Assessment.status_code, Assessment.dated_on).join(
            Recommendation, Recommendation.id == Assessment.recommendation_id
        )
        said = said.where(Recommendation.code == code, Assessment.voice == "agency").order_by(Assessment.id)
        return [(status, day.isoformat()) for status, day in session.execute(said)]


def test_what_was_settled_is_told_with_how_and_by_whom(quarrel):
    quarrel.ok("resolve", waiting(quarrel)["due"]["number"], "--ours", "--as", "Rauf")
    rows = waiting(quarrel, "--all")
    assert (rows["due"]["settled"], rows["due"]["settled_by"]) == ("ours", "Rauf, 2026-03-02")
    table = " ".join(quarrel.ok("conflicts", "--all").split())
    assert "Resolved" in table
    assert "ours" in table
    assert "open" in table
    assert "Resolved" not in quarrel.ok("conflicts")


def test_who_moved_a_deadline_is_not_who_changed_something_else_since(quarrel):
    with Session(quarrel.engine) as session, session.begin():
        item = session.scalars(select(Recommendation).where(Recommendation.code == FIRST)).one()
        journal = Journal(session, BatchKind.COMMAND, "note", "Kamran", NOW)
        journal.change(Recommendation, item.id, "note", item.note, "Seen", recommendation_id=item.id)
        journal.flush()
    reply = reply_of(quarrel, "MOJ").fill(FIRST, due="2027-05-31")
    quarrel.take(reply.save(quarrel.folder, "again.xlsx"), yes=True)
    rows = [row for row in quarrel.run("conflicts", "--format", "json").json if row["came"] == "2027-05-31"]
    assert [row["held_by"].partition(",")[0] for row in rows] == ["Rauf"]


def test_a_status_that_only_the_secretariat_sets_is_told_as_that(asked):
    asked.take(reply_of(asked, "MOJ").fill(FIRST, status="Superseded").save(asked.folder), yes=True)
    row = waiting(asked)["status"]
    assert (row["kind"], row["what"]) == ("not_asked", "the secretariat's to set")
    assert "the secretariat's to set" in asked.run("resolve", row["number"], "--theirs").err


def test_a_deadline_is_typed_as_exactly_as_it_is_known(quarrel):
    quarrel.ok("resolve", waiting(quarrel)["due"]["number"], "--value", "2027-Q2")
    assert quarrel.one(FIRST)["due"] == "2027-Q2"


# What a claim, the list of what needs attention and the recommendation itself say of evidence


def findings(desk, kind):
    return [(row["code"], row["what"]) for row in desk.run("check", "--kind", kind, "--format", "json").json]


def test_a_claim_without_evidence_is_found_until_the_evidence_is_given(claimed):
    assert findings(claimed, "not substantiated") == [(SECOND, "MIA claims 'Implemented' of 2026-03-02 lacks evidence")]
    assert "not yet substantiated" in claimed.ok("show", SECOND)
    page = ["https://e-qanun.az/law-12", "--text", "Law No. 12", "--date", "2026-02-01"]
    claimed.ok("evidence", "add", SECOND, *page)
    assert findings(claimed, "not substantiated") == []
    assert "not yet substantiated" not in claimed.ok("show", SECOND)


def test_a_confirmed_claim_is_substantiated_by_what_confirmed_it(claimed):
    claimed.ok("confirm", FIRST)
    assert "not yet substantiated" not in claimed.ok("show", FIRST)
    assert FIRST not in dict(findings(claimed, "not substantiated"))


def test_what_a_partial_status_rested_on_does_not_substantiate_a_claim(asked):
    asked.ok(
        "status", FIRST, "partially_implemented", "--evidence", "Law No. 3, 2026-01-10", "--note", "Prisons remain"
    )
    asked.take(reply_of(asked, "MOJ").fill(FIRST, status="Implemented").save(asked.folder))
    assert FIRST in dict(findings(asked, "not substantiated"))
    assert "1 confirmed" not in asked.ok("confirm", FIRST)


def test_a_claim_that_the_secretariat_overtook_contradicts_nothing(claimed):
    assert [code for code, _ in findings(claimed, "contradiction")] == [FIRST, SECOND]
    claimed.ok(
        "status", FIRST, "partially_implemented", "--evidence", "Law No. 3, 2026-02-27", "--note", "Prisons remain"
    )
    assert claimed.ok("confirm", FIRST) == "There is no claim to confirm.\n"
    assert [code for code, _ in findings(claimed, "contradiction")] == [SECOND]
