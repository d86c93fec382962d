"""Who speaks in a sheet: a ministry's reply on its own paper is its claim, never the group's confirmed status."""

from datetime import date

import pytest
from desk import NOW, outcomes, questions
from docx import Document
from openpyxl import Workbook
from returned import exported, opened
from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.followup.journal import Journal
from tracker.followup.requests import open_request
from tracker.models import Assessment
from tracker.queries.filter import Filter
from tracker.vocabulary import BatchKind

HEADER = ["No.", "Recommendation", "Lead agency", "Status", "Deadline", "Measures"]
FIRST, SECOND = "UPR-4/138.1", "UPR-4/138.2"
VISITS = "Let independent visitors into all places of detention"
VIDEO = "Record every questioning of a detained person on video"
MATRIX = [
    HEADER,
    ["138.1", VISITS, "MOJ", "In progress", "31.12.2026", "A draft was written"],
    ["138.2", VIDEO, "MIA", "Planned", "30.06.2026", ""],
]
ANSWER = [HEADER, ["138.1", VISITS, "MOJ", "Implemented", "31.12.2027", "The law was adopted"]]


@pytest.fixture
def kept(desk):
    desk.take(desk.sheet(MATRIX), review="UPR-4", yes=True)
    return desk


def conflicts(desk):
    return {row["field"]: row for row in desk.run("conflicts", "--format", "json").json}


def claims(desk):
    with Session(desk.engine) as session:
        query = select(Assessment.agency_key, Assessment.status_code).where(Assessment.voice == "agency")
        return [tuple(row) for row in session.execute(query)]


LETTERHEADS = {
    "english": [["MINISTRY OF JUSTICE OF THE REPUBLIC OF AZERBAIJAN"], ["No. 5/12-345"], ["12 February 2026"]],
    "azerbaijani": [["Azərbaycan Respublikasının Ədliyyə Nazirliyi"], ["№ 5/12-345"], ["Kimə: Xarici İşlər Nazirliyi"]],
    "title": [["Reply of the Ministry of Justice to the recommendations of the UPR"]],
    "title in azerbaijani": [["Ədliyyə Nazirliyinin cavabı"]],
}


@pytest.mark.parametrize("head", LETTERHEADS)
def test_a_reply_on_the_ministrys_letterhead_is_its_claim(kept, head):
    sheet = kept.sheet([*LETTERHEADS[head], *ANSWER], "answer.xlsx")
    kept.take(sheet, review="UPR-4", yes=True)
    one = kept.one(FIRST)
    assert (one["status"], one["due"], one["lead"]) == ("in_progress", "2026-12-31", "MOJ")
    assert claims(kept) == [("MOJ", "implemented")]
    assert "The law was adopted" in kept.ok("show", FIRST)


@pytest.mark.parametrize(
    "title",
    ["Comments by the NGO coalition", "QHT-lərin alternativ hesabatı", "Альтернативный доклад НПО", "Rapport des ONG"],
)
def test_statuses_in_a_report_of_those_outside_the_group_wait_for_somebody_to_say_whose_they_are(kept, title):
    result = kept.take(kept.sheet([[title], *ANSWER], "shadow.xlsx"), review="UPR-4", yes=True)
    assert ["Who speaks" in question.text for question in result.questions] == [True]
    assert (kept.one(FIRST)["status"], claims(kept)) == ("in_progress", [])


def test_a_sheet_on_ngos_is_the_groups_own(kept):
    result = kept.take(kept.sheet([["NGOs and civil society"], *ANSWER], "theme.xlsx"), review="UPR-4", yes=True)
    assert (result.questions, kept.one(FIRST)["status"]) == ([], "implemented")


def test_a_reply_in_word_is_its_claim(kept):
    document = Document()
    for line in ("Ministry of Justice of the Republic of Azerbaijan", "No. 5/12-345, 12 February 2026"):
        document.add_paragraph(line)
    table = document.add_table(len(ANSWER), len(HEADER))
    for row, cells in zip(table.rows, ANSWER, strict=True):
        for cell, text in zip(row.cells, cells, strict=True):
            cell.text = text
    document.save(kept.folder / "answer.docx")
    kept.take(kept.folder / "answer.docx", review="UPR-4", yes=True)
    assert (kept.one(FIRST)["status"], claims(kept)) == ("in_progress", [("MOJ", "implemented")])


def test_the_name_of_the_file_tells_as_well(kept):
    kept.take(kept.sheet(ANSWER, "Reply of the Ministry of Justice.xlsx"), review="UPR-4", yes=True)
    assert claims(kept) == [("MOJ", "implemented")]


def test_the_person_who_imports_can_say_whose_words_they_are(kept):
    told = kept.run(
        "import", kept.sheet(ANSWER, "answer.xlsx"), "--review", "UPR-4", "--yes", "--from", "Ministry of Justice"
    )
    assert "MOJ wrote this sheet: its statuses are claims" in told.out
    assert claims(kept) == [("MOJ", "implemented")]


def test_group_says_that_a_letterhead_is_none(kept):
    sheet = kept.sheet([*LETTERHEADS["title"], *ANSWER], "answer.xlsx")
    kept.run("import", sheet, "--review", "UPR-4", "--yes", "--from", "group")
    assert (kept.one(FIRST)["status"], claims(kept)) == ("implemented", [])


def test_an_unknown_agency_is_no_speaker(kept):
    told = kept.run("import", kept.sheet(ANSWER, "answer.xlsx"), "--from", "Ministry of Magic")
    assert told.code == 1
    assert "there is no agency 'Ministry of Magic'" in told.err


def test_what_an_agency_may_only_propose_waits(kept):
    kept.take(kept.sheet([*LETTERHEADS["title"], *ANSWER], "answer.xlsx"), review="UPR-4", yes=True)
    row = conflicts(kept)["due"]
    assert (row["what"], row["agency"], row["came"]) == ("proposed by the agency", "MOJ", "2027-12-31")
    kept.ok("resolve", row["number"], "--theirs")
    assert kept.one(FIRST)["due"] == "2027-12-31"


def test_where_the_register_has_no_due_date_that_of_the_lead_agency_is_taken(kept):
    kept.ok("due", FIRST, "--clear")
    kept.take(kept.sheet([*LETTERHEADS["title"], *ANSWER], "answer.xlsx"), review="UPR-4", yes=True)
    assert (kept.one(FIRST)["due"], conflicts(kept)) == ("2027-12-31", {})


def test_two_agencies_in_the_title_are_asked_about(kept):
    sheet = kept.sheet(
        [["Replies of the Ministry of Justice and the Ministry of Internal Affairs"], *ANSWER], "two.xlsx"
    )
    result = kept.take(sheet, review="UPR-4")
    assert any(question.startswith("Who speaks in the sheet 'Sheet1' of two.xlsx?") for question in questions(result))
    assert (kept.one(FIRST)["status"], claims(kept)) == ("in_progress", [])


@pytest.mark.parametrize(
    "title",
    ["Response by MIA to the letter of the Ministry of Justice", "Replies of MIA, MOJ and the Ministry of Health"],
)
def test_an_abbreviation_beside_a_whole_name_counts_as_well(quickly_kept, title):
    rows = [[title], HEADER, ["138.1", VISITS, "MOJ", "Implemented", "2027-12-31", ""]]
    result = quickly_kept.take(quickly_kept.sheet(rows, "two.xlsx"), review="UPR-4", yes=True)
    assert any(question.startswith("Who speaks") for question in questions(result))
    assert (of_the_group(quickly_kept), claims(quickly_kept)) == (("in_progress", "2026-12-31", "MOJ"), [])


def test_of_a_recommendation_that_is_new_the_status_is_a_claim_as_well(kept):
    rows = [
        *LETTERHEADS["title"],
        HEADER,
        ["138.9", "Give every prisoner a bed of their own", "MOJ", "Planned", "", ""],
    ]
    result = kept.take(kept.sheet(rows, "answer.xlsx"), review="UPR-4", yes=True)
    assert outcomes(result) == {"new": 1}
    assert (kept.one("UPR-4/138.9")["status"], claims(kept)) == (None, [("MOJ", "planned")])


def test_a_reply_in_the_ministrys_own_format_counts_in_the_round(kept):
    with Session(kept.engine) as session, session.begin():
        journal = Journal(session, BatchKind.COMMAND, "request", "Leyla", NOW)
        open_request(journal, "Spring round", date(2026, 4, 15), Filter(), "en", date(2026, 3, 2))
    kept.take(kept.sheet([*LETTERHEADS["title"], *ANSWER], "answer.xlsx"), review="UPR-4", yes=True)
    told = kept.run("request", "show", "1", "--format", "json").json
    (row,) = [row for row in told["standings"] if row["agency"] == "MOJ"]
    assert row["answered"] == row["asked"] == 1


def test_a_reply_that_comes_twice_changes_nothing(kept):
    sheet = kept.sheet([*LETTERHEADS["title"], *ANSWER], "answer.xlsx")
    kept.take(sheet, review="UPR-4", yes=True)
    before = kept.everything()
    kept.take(sheet, review="UPR-4", yes=True)
    assert kept.everything() == before


def test_in_the_tracking_sheet_an_agency_claims_only_what_it_edited(kept):
    sheet = exported(kept)
    opened(sheet).fill(FIRST, Status="Implemented").save(sheet)
    kept.ok("import", sheet, "--from", "MOJ")
    assert (kept.one(FIRST)["status"], claims(kept)) == ("in_progress", [("MOJ", "implemented")])


def test_an_undone_reply_leaves_nothing(kept):
    before = kept.listing()
    kept.take(kept.sheet([*LETTERHEADS["title"], *ANSWER], "answer.xlsx"), review="UPR-4", yes=True)
    kept.ok("undo", str(kept.run("batches", "--format", "json").json[0]["batch"]))
    assert (kept.listing(), claims(kept), conflicts(kept)) == (before, [], {})


def test_a_proposed_due_date_that_names_no_day_never_takes_the_date_off(kept):
    rows = [*LETTERHEADS["title"], HEADER, ["138.1", VISITS, "MOJ", "Implemented", "soon", ""]]
    kept.take(kept.sheet(rows, "answer.xlsx"), review="UPR-4", yes=True)
    told = kept.run("resolve", conflicts(kept)["due"]["number"], "--theirs")
    assert (told.code, "'soon' is not a date" in told.err) == (1, True)
    assert kept.one(FIRST)["due"] == "2026-12-31"


SHORT = ["No", "Recommendation", "Status", "Measures", "Deadline"]
GIVEN = [FIRST, VISITS, "Implemented", "The law was adopted", "2028-12-31"]
OWN = {
    "Information of the Ministry of Internal Affairs on UPR recommendations": "MIA",
    "Daxili İşlər Nazirliyinin məlumatı": "MIA",
    "Təqdim edən: Daxili İşlər Nazirliyi": "MIA",
    "Ombudsman: remarks on implementation": "OMBUDS",
    "Comments of the Ombudsperson": "OMBUDS",
    "Input from the Ministry of Justice, November 2025": "MOJ",
    "Response by MIA to the letter of 5 May": "MIA",
    "Информация Министерства юстиции о выполнении рекомендаций УПО": "MOJ",
    "Informations du Ministère de la justice": "MOJ",
    "Información del Ministerio de Justicia": "MOJ",
}


@pytest.fixture
def quickly_kept(quick_desk):
    quick_desk.take(quick_desk.sheet(MATRIX), review="UPR-4", yes=True)
    return quick_desk


def of_the_group(desk):
    one = desk.one(FIRST)
    return one["status"], one["due"], one["lead"]


@pytest.mark.parametrize("title", OWN)
def test_a_title_that_gives_an_agencys_information_makes_it_speak_and_never_lead(quickly_kept, title):
    quickly_kept.take(quickly_kept.sheet([[title], SHORT, GIVEN], "answer.xlsx"), review="UPR-4", yes=True)
    assert of_the_group(quickly_kept) == ("in_progress", "2026-12-31", "MOJ")
    assert claims(quickly_kept) == [(OWN[title], "implemented")]
    assert "lead" not in conflicts(quickly_kept)


@pytest.mark.parametrize(("file", "agency"), [("MOJ reply.xlsx", "MOJ"), ("Ответ МВД.xlsx", "MIA")])
def test_an_abbreviation_in_the_name_of_the_file_tells_as_well(quickly_kept, file, agency):
    quickly_kept.take(quickly_kept.sheet([SHORT, GIVEN], file), review="UPR-4", yes=True)
    assert (of_the_group(quickly_kept)[0], claims(quickly_kept)) == ("in_progress", [(agency, "implemented")])


ONLY_NAMED = {
    "title": ([["ƏDLİYYƏ NAZİRLİYİ"], SHORT, GIVEN], "answer.xlsx", "Sheet1"),
    "sheet": ([SHORT, GIVEN], "answer.xlsx", "MOJ"),
    "file": ([SHORT, GIVEN], "MOJ.xlsx", "Sheet1"),
}


@pytest.mark.parametrize("named", ONLY_NAMED)
def test_where_an_agency_is_only_named_a_person_is_asked_whose_words_they_are(quickly_kept, named):
    sheet = quickly_kept.sheet(*ONLY_NAMED[named])
    result = quickly_kept.take(sheet, review="UPR-4")
    (question,) = questions(result)
    assert "Whose words are these: MOJ's own, or the group's record about MOJ?" in question
    assert (of_the_group(quickly_kept), claims(quickly_kept)) == (("in_progress", "2026-12-31", "MOJ"), [])


def test_the_guess_is_that_the_agency_speaks_and_the_plan_says_so(quickly_kept):
    sheet = quickly_kept.sheet(*ONLY_NAMED["title"])
    told = quickly_kept.run("import", sheet, "--review", "UPR-4", "--yes").out
    assert "Assumed without asking: Sheet 'Sheet1' of answer.xlsx names MOJ. Whose words are these" in told
    assert claims(quickly_kept) == [("MOJ", "implemented")]


def test_the_groups_record_about_an_agency_counts_as_the_groups(quickly_kept):
    sheet = quickly_kept.sheet(*ONLY_NAMED["sheet"])
    quickly_kept.take(sheet, review="UPR-4", answers={"from:answer.xlsx/MOJ": "group"})
    assert (of_the_group(quickly_kept), claims(quickly_kept)) == (("implemented", "2028-12-31", "MOJ"), [])


def test_a_matrix_that_gives_several_agencies_the_lead_is_likely_the_groups(quickly_kept):
    rows = [HEADER, ["138.1", VISITS, "MOJ", "Implemented", "", ""], ["138.2", VIDEO, "MIA", "Planned", "", ""]]
    sheet = quickly_kept.sheet(rows, "MOJ.xlsx")
    told = quickly_kept.ok("import", sheet, "--review", "UPR-4", "--yes")
    assert "the group's record about MOJ? Taken: group the working group itself" in told
    assert claims(quickly_kept) == []


def test_a_sheet_for_each_agency_is_the_groups_list_by_lead(quickly_kept):
    book = Workbook()
    for name, row in (("MOJ", ["138.8", "Train all judges"]), ("MIA", ["138.9", "Train all officers"])):
        page = book.create_sheet(name)
        page.append(["No", "Recommendation", "Status"])
        page.append([*row, "Planned"])
    del book["Sheet"]
    book.save(quickly_kept.folder / "by agency.xlsx")
    result = quickly_kept.take(quickly_kept.folder / "by agency.xlsx", review="UPR-4")
    assert questions(result) == []
    assert [(quickly_kept.one(f"UPR-4/138.{n}")["lead"], claims(quickly_kept)) for n in (8, 9)] == [
        ("MOJ", []),
        ("MIA", []),
    ]


def test_a_status_according_to_the_ministry_is_that_of_an_agency(quickly_kept):
    header = ["No", "Recommendation", "Lead agency", "Status according to the ministry", "Deadline"]
    sheet = quickly_kept.sheet([header, [FIRST, VISITS, "MOJ", "Implemented", "2028-12-31"]], "list.xlsx")
    result = quickly_kept.take(sheet, review="UPR-4", yes=True)
    assert any(question.startswith("Who speaks in the sheet 'Sheet1' of list.xlsx?") for question in questions(result))
    assert (of_the_group(quickly_kept)[0], claims(quickly_kept)) == ("in_progress", [])


def test_a_sentence_of_a_letter_does_not_name_the_speaker(quickly_kept):
    head = [
        ["MINISTRY OF JUSTICE"],
        ["№ 4/17-2216"],
        ["On paragraph 29 the response was agreed with the Ministry of Finance."],
    ]
    quickly_kept.take(quickly_kept.sheet([*head, SHORT, GIVEN], "letter.xlsx"), review="UPR-4", yes=True)
    assert claims(quickly_kept) == [("MOJ", "implemented")]


@pytest.mark.parametrize(
    "title", ["Ministry of Justice: status of UPR recommendations", "UPR follow-up (Ministry of Justice)"]
)
def test_a_name_that_signs_set_apart_in_a_title_is_asked_about(kept, title):
    told = kept.take(kept.sheet([[title], *ANSWER], "status.xlsx"), review="UPR-4")
    assert any("names MOJ. Whose words are these" in text for text in questions(told))
