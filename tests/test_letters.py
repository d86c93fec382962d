"""The register of correspondence: what went out, what came in, with the numbers and dates of both sides."""

from datetime import date

import pytest
from desk import NOW
from rounds import FIRST, THIRD, answer, open_round, with_recommendations
from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.followup.journal import Journal
from tracker.followup.letters import mark_answer
from tracker.models import Recommendation, Request
from tracker.models.batch import spoken
from tracker.queries.letters import letters as letters_found
from tracker.vocabulary import BatchKind


@pytest.fixture
def desk_with_round(desk):
    open_round(with_recommendations(desk))
    return desk


def letters(desk, *options):
    return desk.run("letters", "--format", "json", *options).json


def received(desk, *options, number="7/1-33", on="2026-04-09", agency="MOJ"):
    return desk.run("letters", "received", agency, "--request", "1", "--number", number, "--date", on, *options)


def came(desk, agency="MOJ", file="reply.xlsx", on=date(2026, 4, 10)):
    """The sheet of an agency is imported."""
    with Session(desk.engine) as session, session.begin():
        journal = Journal(session, BatchKind.IMPORT, f"import of {file}", "Leyla", NOW)
        request = session.scalars(select(Request)).one()
        letter = mark_answer(journal, request.id, agency, file, on)
        journal.flush()
        return letter


def test_the_letters_of_a_round_are_recorded_one_for_each_agency(desk_with_round):
    rows = letters(desk_with_round)
    assert [
        (row["request"], row["direction"], row["kind"], row["agency"], row["number"], row["date"]) for row in rows
    ] == [
        (1, "out", "request", "MIA", "", None),
        (1, "out", "request", "MOJ", "", None),
    ]
    assert rows[1]["file"] == "R1 MOJ letter.docx"
    assert (rows[1]["due"], rows[1]["subject"]) == ("2026-04-15", "Spring review")


def test_letters_are_numbered_where_the_secretariat_numbers_them_itself(quick_desk):
    open_round(with_recommendations(quick_desk), "--number-prefix", "05/3-")
    assert [row["number"] for row in letters(quick_desk)] == ["05/3-1", "05/3-2"]


@pytest.mark.parametrize("name", ["R1 MOJ letter", "r1 moj letter.docx", "ID"])
def test_the_number_of_the_chancellery_is_put_on_a_letter_and_kept_in_its_history(desk_with_round, name):
    entry = str(letters(desk_with_round, "--agency", "MOJ")[0]["letter"])
    told = desk_with_round.did(
        "letters", "number", entry if name == "ID" else name, "05/3-1204", "--date", "03.03.2026"
    )
    assert told == "R1 MOJ letter.docx to MOJ: No. 05/3-1204 of 2026-03-03\n"
    (row,) = letters(desk_with_round, "--agency", "MOJ")
    assert (row["number"], row["date"]) == ("05/3-1204", "2026-03-03")
    assert (
        desk_with_round.run("request", "show", "1", "--format", "json").json["standings"][0]["asked_by"]
        == "No. 05/3-1204 of 2026-03-03"
    )
    batch = desk_with_round.run("batches", "--format", "json").json[0]["batch"]
    desk_with_round.ok("undo", str(batch))
    assert letters(desk_with_round, "--agency", "MOJ")[0]["number"] == ""


def number(desk, letter, number, *options, on="2026-03-03"):
    return desk.run("letters", "number", letter, number, "--date", on, *options)


def test_a_second_number_for_one_letter_asks_first(desk_with_round, monkeypatch):
    number(desk_with_round, "R1 MOJ letter", "05/3-1204")
    told = number(desk_with_round, "R1 MOJ letter", "05/3-1402")
    assert told.code == 1
    assert "R1 MOJ letter.docx has No. 05/3-1204 of 2026-03-03 already" in told.err
    assert "--replace" in told.err
    assert letters(desk_with_round, "--agency", "MOJ")[0]["number"] == "05/3-1204"
    assert number(desk_with_round, "R1 MOJ letter", "05/3-1402", "--replace").code == 0
    assert letters(desk_with_round, "--agency", "MOJ")[0]["number"] == "05/3-1402"
    assert number(desk_with_round, "R1 MOJ letter", "05/3-1402").code == 0


def test_one_number_is_not_put_on_two_letters(desk_with_round):
    number(desk_with_round, "R1 MOJ letter", "05/3-1204")
    told = number(desk_with_round, "R1 MIA letter", "05/3-1204")
    assert told.code == 1
    assert "No. 05/3-1204 of 2026-03-03 is the number of R1 MOJ letter.docx to MOJ" in told.err
    assert number(desk_with_round, "R1 MIA letter", "05/3-1204", on="2026-04-01").code == 0


@pytest.mark.parametrize("name", ["12", "R9 MOJ letter", "9" * 40, "²"])
def test_a_letter_that_is_not_there_is_said_to_be_none(desk_with_round, name):
    told = desk_with_round.run("letters", "number", name, "1", "--date", "2026-03-03")
    assert told.code == 1
    assert f"there is no letter '{name}'. See: tracker letters" in told.err


def test_the_number_of_a_letter_that_came_is_not_ours_to_give(desk_with_round):
    entry = came(desk_with_round)
    told = desk_with_round.run("letters", "number", spoken(entry), "05/3-9", "--date", "2026-04-11")
    assert told.code == 1
    assert "came from MOJ; the agency gave its number" in told.err


def test_an_answer_that_came_is_recorded_with_the_agency_s_number(desk_with_round):
    told = received(desk_with_round, "--received", "2026-04-10", "--file", "reply.xlsx")
    assert "No. 7/1-33 of 2026-04-09 from MOJ, reply to round 1" in told.out
    (row,) = letters(desk_with_round, "--direction", "in")
    assert (row["kind"], row["agency"], row["number"], row["date"], row["received"], row["file"]) == (
        "answer",
        "MOJ",
        "7/1-33",
        "2026-04-09",
        "2026-04-10",
        "reply.xlsx",
    )
    assert row["to"] == "R1 MOJ letter"


def test_the_day_of_arrival_is_today_unless_it_is_said(desk_with_round):
    received(desk_with_round, agency="Ministry of Justice")
    assert letters(desk_with_round, "--direction", "in")[0]["received"] == "2026-03-02"


def test_the_same_answer_is_not_recorded_twice(desk_with_round):
    received(desk_with_round)
    before = desk_with_round.everything()
    told = received(desk_with_round)
    assert told.code == 1
    assert "letter 7/1-33 of MOJ is recorded already" in told.err
    assert desk_with_round.everything() == before


def test_an_agency_that_was_not_asked_cannot_have_answered(desk_with_round):
    told = received(desk_with_round, agency="MOH")
    assert told.code == 1
    assert "MOH was not asked in round 1. See: tracker request show 1" in told.err


def test_an_imported_sheet_marks_the_answer_and_a_second_time_nothing(desk_with_round):
    first = came(desk_with_round)
    assert came(desk_with_round, on=date(2026, 4, 20)) == first
    (row,) = letters(desk_with_round, "--direction", "in")
    assert (row["letter"], row["received"], row["file"], row["to"]) == (
        spoken(first),
        "2026-04-10",
        "reply.xlsx",
        "R1 MOJ letter",
    )
    assert came(desk_with_round, file="reply 2.xlsx") != first
    assert came(desk_with_round, agency="MIA") != first


def test_a_sheet_whose_letter_was_recorded_before_belongs_to_it(desk_with_round):
    received(desk_with_round)
    came(desk_with_round)
    (row,) = letters(desk_with_round, "--direction", "in")
    assert (row["number"], row["file"]) == ("7/1-33", "reply.xlsx")


def test_a_letter_whose_sheet_was_imported_before_completes_it(desk_with_round):
    came(desk_with_round)
    received(desk_with_round, "--received", "2026-04-11")
    (row,) = letters(desk_with_round, "--direction", "in")
    assert (row["number"], row["date"], row["received"], row["file"]) == (
        "7/1-33",
        "2026-04-09",
        "2026-04-11",
        "reply.xlsx",
    )


def test_a_letter_that_came_with_another_sheet_is_a_letter_of_its_own(desk_with_round):
    came(desk_with_round)
    received(desk_with_round, "--file", "annex.xlsx")
    assert [row["file"] for row in letters(desk_with_round, "--direction", "in")] == ["reply.xlsx", "annex.xlsx"]


def test_reminders_are_recorded_as_speaking_of_the_first_letter(desk_with_round):
    desk_with_round.ok("request", "remind", "1", "--agency", "MOJ", "-o", desk_with_round.folder / "again")
    row = letters(desk_with_round, "--agency", "MOJ")[-1]
    assert (row["direction"], row["kind"], row["to"], row["file"]) == (
        "out",
        "reminder",
        "R1 MOJ letter",
        "R1 MOJ reminder 1.docx",
    )


def test_letters_are_chosen_by_round_agency_and_direction(desk_with_round):
    open_round(desk_with_round, "--agency", "MIA", out="second")
    received(desk_with_round)
    assert [row["agency"] for row in letters(desk_with_round, "--request", "2")] == ["MIA"]
    assert [row["kind"] for row in letters(desk_with_round, "--agency", "Ədliyyə Nazirliyi")] == ["request", "answer"]
    assert [row["kind"] for row in letters(desk_with_round, "--agency", "MOJ", "--direction", "out")] == ["request"]
    assert desk_with_round.ok("letters", "--request", "9") == "No letters.\n"
    assert "R1 MOJ letter.docx" in desk_with_round.ok("letters")


def test_the_same_letter_with_other_spaces_in_its_number_is_the_same(desk_with_round):
    received(desk_with_round, number=" 7/1  -33 ")
    told = received(desk_with_round, number="7/1 -33")
    assert (told.code, "is recorded already" in told.err) == (1, True)
    received(desk_with_round, number="7/1\u00a0-33")
    assert [row["number"] for row in letters(desk_with_round, "--direction", "in")] == ["7/1 -33"]


def test_a_recommendation_has_the_answers_of_agencies_that_speak_of_it(desk_with_round):
    answer(desk_with_round, "MOJ", FIRST)
    came(desk_with_round)
    came(desk_with_round, agency="MIA", file="mia.xlsx")

    def about(code):
        with Session(desk_with_round.engine) as session:
            item = session.scalars(select(Recommendation).where(Recommendation.code == code)).one()
            return [(row["kind"], row["agency"]) for row in letters_found(session, about=item)]

    assert about(FIRST) == [("request", "MIA"), ("request", "MOJ"), ("answer", "MOJ")]
    assert about(THIRD) == [("request", "MOJ")]
