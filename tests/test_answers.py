"""Sheets of a round come back: known again whatever the agency did to them, merged three ways, nothing lost."""

from datetime import date

import pytest
from desk import NOW, outcomes, problems
from openpyxl import load_workbook
from reply import IDENTITY, reply_of
from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.followup.journal import Journal
from tracker.followup.requests import open_request
from tracker.models import Answer, Assessment, Conflict, Contribution, Evidence, Letter, Measure, Origin
from tracker.queries.filter import Filter
from tracker.vocabulary import BatchKind

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


@pytest.fixture
def asked(desk):
    """A register of three recommendations, and a round over them."""
    desk.take(desk.sheet(SHEET), review="UPR-4", yes=True)
    open_round(desk)
    return desk


def open_round(desk, **wanted):
    with Session(desk.engine) as session, session.begin():
        journal = Journal(session, BatchKind.COMMAND, "request", "Leyla", NOW)
        return open_request(journal, "Spring round", date(2026, 4, 15), Filter(**wanted), "en", date(2026, 3, 2))


def rows_of(desk, model):
    with Session(desk.engine) as session:
        return list(session.scalars(select(model).order_by(model.id)))


def claims(desk):
    return [
        (claim.agency_key, claim.status_code, claim.dated_on.isoformat())
        for claim in rows_of(desk, Assessment)
        if claim.voice == "agency"
    ]


def test_an_untouched_sheet_says_nothing_and_counts_as_come_back(asked):
    before = asked.listing()
    told = asked.take(reply_of(asked, "MOJ").save(asked.folder))
    assert outcomes(told) == {"same": 3}
    assert asked.listing() == before
    assert len(rows_of(asked, Answer)) == 3


def test_a_row_that_is_missing_from_a_workbook_is_noted_until_there_is_a_reply_to_it(asked):
    def notes(told):
        return [note for sheet in told.plans[0].sheets for note in sheet.notes]

    reply = reply_of(asked, "MOJ")
    whole, reply.rows = reply.rows, [row for row in reply.rows if row["code"] != "UPR-4/138.3"]
    reply.fill("UPR-4/138.1", note="Begun")
    first = asked.take(reply.save(asked.folder), yes=True)
    assert notes(first) == ["asked in the round, but not in this workbook: UPR-4/138.3"]
    reply.rows = [row for row in whole if row["code"] == "UPR-4/138.3"]
    reply.fill("UPR-4/138.3", note="Not begun")
    second = asked.take(reply.save(asked.folder, "second.xlsx"), yes=True)
    assert notes(second) == []


def test_what_an_agency_fills_in_is_its_claim_and_its_own_words(asked):
    reply = reply_of(asked, "MOJ")
    reply.fill(
        "UPR-4/138.1",
        status="Partially implemented",
        dated=date(2026, 2, 20),
        measures="Visits began in 12 of 19 places",
        evidence="Order No. 7 of 10 February 2026\nVisitors' first report, 2026-02-18",
        note="Two regions follow in May",
    )
    reply.fill("UPR-4/138.3", due="30.06.2027")
    told = asked.take(reply.save(asked.folder))
    assert outcomes(told) == {"changed": 2, "same": 1}
    assert claims(asked) == [("MOJ", "partially_implemented", "2026-02-20")]
    assert asked.one("UPR-4/138.1")["status"] == "in_progress"
    assert asked.one("UPR-4/138.3")["due"] == "2027-06-30"
    measures = [(item.agency_key, item.text) for item in rows_of(asked, Measure)]
    assert measures == [(None, "Draft"), ("MOJ", "Visits began in 12 of 19 places")]
    proofs = [(item.agency_key, item.text, item.dated_on) for item in rows_of(asked, Evidence)]
    assert proofs == [
        ("MOJ", "Order No. 7 of 10 February 2026", date(2026, 2, 10)),
        ("MOJ", "Visitors' first report, 2026-02-18", date(2026, 2, 18)),
    ]
    assert [(item.agency_key, item.text) for item in rows_of(asked, Contribution)] == [
        ("MOJ", "Two regions follow in May")
    ]


def test_a_second_import_of_the_same_answer_changes_nothing(asked):
    reply = reply_of(asked, "MOJ").fill("UPR-4/138.1", status="implemented", note="Done", due="someday")
    asked.take(reply.save(asked.folder))
    before = asked.everything()
    again = asked.take(reply.save(asked.folder))
    assert again.batch is None
    assert asked.everything() == before


def test_statuses_come_back_in_azerbaijani_and_dates_as_text(asked):
    reply = reply_of(asked, "MOJ")
    reply.fill("UPR-4/138.1", status="Qismən icra olunub", dated="12 fevral 2026")
    reply.fill("UPR-4/138.3", status="icra olunur", dated="01.03.2026")
    asked.take(reply.save(asked.folder))
    assert claims(asked) == [("MOJ", "partially_implemented", "2026-02-12"), ("MOJ", "in_progress", "2026-03-01")]


@pytest.mark.parametrize("named", [True, False], ids=["hidden row kept", "hidden row lost"])
def test_columns_are_known_again_when_renamed_moved_and_added(asked, named):
    reply = reply_of(asked, "MOJ")
    reply.named = named
    reply.fill("UPR-4/138.1", status="Implemented", measures="All places are open", own="Room 14")
    reply.fill("UPR-4/138.2", status="In progress", measures="Cameras bought", own="Room 15")
    reply.rename(status="Vəziyyət", measures="What we did", own="Office", text="Tövsiyənin mətni", code="N")
    reply.order = [*reversed(reply.order), "own"]
    told = asked.take(reply.save(asked.folder), answers={} if named else {"column:What we did": "measures"})
    assert outcomes(told) == {"changed": 2, "same": 1}
    assert told.questions == []
    assert [(agency, status) for agency, status, _ in claims(asked)] == [("MOJ", "implemented"), ("MOJ", "in_progress")]
    assert [item.text for item in rows_of(asked, Measure) if item.agency_key] == [
        "All places are open",
        "Cameras bought",
    ]
    (sheet,) = [sheet for sheet in told.plans[0].sheets if sheet.blocks]
    assert any("'Office'" in note for note in sheet.notes)


def test_rows_moved_deleted_and_repeated_are_told_apart(asked):
    reply = reply_of(asked, "MOJ").fill("UPR-4/138.3", status="planned")
    reply.rows = [reply.row("UPR-4/138.3"), reply.row("UPR-4/138.1"), dict(reply.row("UPR-4/138.3"))]
    told = asked.take(reply.save(asked.folder))
    assert outcomes(told) == {"changed": 1, "same": 1, "left_out": 1}
    assert [(agency, status) for agency, status, _ in claims(asked)] == [("MOJ", "planned")]


def test_a_row_that_stands_twice_with_different_answers_is_for_a_person(asked):
    reply = reply_of(asked, "MOJ")
    reply.rows.append({**reply.rows[0], "status": "implemented"})
    reply.rows[0]["status"] = "planned"
    told = asked.take(reply.save(asked.folder))
    assert outcomes(told) == {"conflict": 2, "same": 2}
    assert claims(asked) == []
    assert [(item.kind, item.came) for item in rows_of(asked, Conflict)] == [
        ("twice", "planned"),
        ("twice", "implemented"),
    ]


def test_two_agencies_sheets_pasted_under_each_other_are_both_taken(asked):
    first = reply_of(asked, "MOJ").fill("UPR-4/138.1", status="implemented")
    second = reply_of(asked, "MIA").fill("UPR-4/138.2", status="in_progress")
    second.order = [*second.order[:3], *reversed(second.order[3:])]
    path = first.save(asked.folder)
    book = load_workbook(path)
    for row in second.cells():
        book.active.append(row)
    book.save(path)
    told = asked.take(path)
    assert [claim[:2] for claim in claims(asked)] == [("MOJ", "implemented"), ("MIA", "in_progress")]
    assert outcomes(told)["changed"] == 2
    assert {"refused", "conflict"} & set(outcomes(told)) == set()


def test_an_identity_that_was_never_sent_is_refused_with_its_cell(asked):
    reply = reply_of(asked, "MOJ")
    reply.rows[0][IDENTITY] = "R1-MOJ-099-ZZ"
    reply.rows.append({"code": "UPR-4/138.9", "text": "A new one of our own", "status": "implemented"})
    told = asked.take(reply.save(asked.folder))
    assert outcomes(told) == {"refused": 2, "same": 2}
    assert list(problems(told)) == ["A6", "B9"]
    assert len(asked.listing()) == 3


def test_a_row_that_lost_its_identity_is_known_by_its_code(asked):
    reply = reply_of(asked, "MOJ").fill("UPR-4/138.1", status="implemented")
    reply.rows[0][IDENTITY] = ""
    told = asked.take(reply.save(asked.folder))
    assert outcomes(told) == {"changed": 1, "same": 2}
    assert [claim[:2] for claim in claims(asked)] == [("MOJ", "implemented")]


def test_an_agency_cannot_touch_what_it_was_not_asked(asked):
    reply = reply_of(asked, "MIA")
    reply.fill("UPR-4/138.1", text="Let visitors into some places", deadline="2030-12-31", due="2030-12-31")
    told = asked.take(reply.save(asked.folder))
    assert outcomes(told) == {"conflict": 1, "same": 1}
    assert asked.one("UPR-4/138.1")["text"] == "Let independent visitors into all places of detention"
    assert asked.one("UPR-4/138.1")["due"] == "2026-12-31"
    assert {(item.kind, item.field) for item in rows_of(asked, Conflict)} == {
        ("not_asked", "text"),
        ("not_asked", "deadline"),
        ("not_asked", "due"),
    }


def test_evidence_that_is_only_promised_is_no_evidence(asked):
    reply = reply_of(asked, "MOJ").fill("UPR-4/138.1", status="implemented", evidence="to be provided")
    told = asked.take(reply.fill("UPR-4/138.2", evidence="Order No. 5 of 2026\nveriləcək").save(asked.folder))
    assert [item.text for item in rows_of(asked, Evidence)] == ["Order No. 5 of 2026"]
    (sheet,) = [sheet for sheet in told.plans[0].sheets if sheet.blocks]
    assert "'to be provided' is not evidence; it is kept with the reply (N6)" in sheet.notes
    assert {"evidence": "to be provided"} in [item.others for item in rows_of(asked, Origin)]
    assert asked.take(reply.save(asked.folder)).batch is None


def test_a_due_date_that_the_register_has_is_moved_by_the_secretariat_alone(asked):
    asked.ok("due", "UPR-4/138.1", "--to", "2026-02-28")
    open_round(asked)
    reply = reply_of(asked, "MOJ", request=2).fill("UPR-4/138.1", due="31.12.2030")
    told = asked.take(reply.save(asked.folder))
    assert "due date: MOJ proposes 2030-12-31, the register holds 2026-02-28" in problems(told).values()
    assert [row["code"] for row in asked.listing("--overdue")] == ["UPR-4/138.1"]
    (proposed,) = asked.run("conflicts", "--format", "json").json
    assert (proposed["agency"], proposed["request"], proposed["what"]) == ("MOJ", 2, "proposed by the agency")
    assert outcomes(asked.take(reply.save(asked.folder)))["conflict"] == 1

    later = reply_of(asked, "MOJ", request=2).fill("UPR-4/138.1", due="2028")
    asked.take(later.save(asked.folder, "later.xlsx"))
    (proposed,) = asked.run("conflicts", "--format", "json").json
    assert (proposed["came"], asked.one("UPR-4/138.1")["due"]) == ("2028", "2026-02-28")
    asked.ok("resolve", proposed["number"], "--theirs")
    assert asked.one("UPR-4/138.1")["due"] == "2028"


def test_where_the_register_moved_on_the_three_values_are_named(asked):
    reply = reply_of(asked, "MOJ").fill("UPR-4/138.1", due="2027-03-31")
    asked.ok("status", "UPR-4/138.1", "in_progress", "--note", "Moved", "--due", "2027-01-31", "--as", "Rauf")
    told = asked.take(reply.save(asked.folder))
    assert outcomes(told) == {"conflict": 1, "same": 2}
    (reason,) = problems(told).values()
    assert "was '2026-12-31', the sheet says '2027-03-31', the register holds '2027-01-31' (Rauf, 2026-03-02" in reason
    assert asked.one("UPR-4/138.1")["due"] == "2027-01-31"


def test_what_nobody_can_read_waits_for_a_person(asked):
    reply = reply_of(asked, "MOJ").fill(
        "UPR-4/138.1", status="see our letter", due="when funds allow", dated="2026-12-01"
    )
    told = asked.take(reply.save(asked.folder), yes=True)
    assert outcomes(told) == {"conflict": 1, "same": 2}
    kinds = {(item.field, item.kind) for item in rows_of(asked, Conflict)}
    assert kinds == {("status", "unreadable"), ("dated", "unreadable"), ("due", "unreadable")}
    shown = {row["field"]: row["held"] for row in asked.run("conflicts", "--format", "json").json}
    assert (shown["status"], shown["due"]) == ("in_progress", "2026-12-31")


def test_a_status_that_only_the_secretariat_sets_is_not_taken(asked):
    asked.take(reply_of(asked, "MOJ").fill("UPR-4/138.1", status="Superseded").save(asked.folder))
    assert claims(asked) == []
    assert [item.kind for item in rows_of(asked, Conflict)] == ["not_asked"]


def test_undo_takes_an_answer_back_whole(asked):
    before = asked.everything()
    reply = reply_of(asked, "MOJ").fill("UPR-4/138.1", status="implemented", measures="All", due="2027-01-01", note="x")
    told = asked.take(reply.save(asked.folder))
    asked.ok("undo", str(told.batch))
    after = asked.everything()
    assert {name for name in before if before[name] != after[name]} <= {"batch", "change", "imported_sheet", "origin"}


def test_a_later_answer_corrects_an_earlier_one(asked):
    asked.take(reply_of(asked, "MOJ").fill("UPR-4/138.1", measures="Ten places").save(asked.folder, "first.xlsx"))
    told = asked.take(
        reply_of(asked, "MOJ").fill("UPR-4/138.1", measures="Eleven places").save(asked.folder, "second.xlsx")
    )
    assert outcomes(told) == {"changed": 1, "same": 2}
    assert [item.text for item in rows_of(asked, Measure) if item.agency_key == "MOJ"] == ["Eleven places"]


@pytest.mark.parametrize("renamed", [{}, {"status": "Where we are", "measures": "What we did", "due": "Till when"}])
def test_rows_of_an_answer_that_were_mended_are_the_agency_s_answer(asked, renamed):
    reply = reply_of(asked, "MOJ").fill("UPR-4/138.3", status="Wonderful", due="2027-Q2").rename(**renamed)
    told = asked.run("import", reply.save(asked.folder), "--yes")
    path = asked.folder / "answer - to mend.xlsx"
    in_part = "Rows with something to mend: what could be taken was taken; correct them and import this file:"
    assert (told.code, told.out.splitlines()[-1]) == (1, f"{in_part} {path}")
    book = load_workbook(path)
    (cell,) = [cell for row in book.active.iter_rows() for cell in row if cell.value == "Wonderful"]
    cell.value = "Partially implemented"
    book.save(path)
    before = asked.one("UPR-4/138.3")
    asked.ok("import", path)
    after = asked.one("UPR-4/138.3")
    assert claims(asked) == [("MOJ", "partially_implemented", "2026-03-02")]
    assert (after["status"], after["due"]) == (before["status"], "2027-Q2")
    assert [(conflict.field, conflict.settled_as) for conflict in rows_of(asked, Conflict)] == [
        ("status", "answered anew")
    ]
    assert [letter.file for letter in rows_of(asked, Letter) if letter.direction == "in"] == ["answer.xlsx"]
    assert all("Error" not in origin.others for origin in rows_of(asked, Origin))


def test_an_agency_that_writes_dashes_says_nothing(asked):
    reply = reply_of(asked, "MIA").fill("UPR-4/138.2", status="–", measures="—", evidence="-", note="...")
    result = asked.take(reply.save(asked.folder), yes=True)
    assert (result.questions, claims(asked), rows_of(asked, Evidence)) == ([], [], [])
    assert [measure.text for measure in rows_of(asked, Measure)] == ["Draft"]
