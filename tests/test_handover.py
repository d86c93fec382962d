"""What a new focal point gets: posts, answers due, conflicts, and the open work with the agency's own last words."""

from datetime import date, timedelta

import pytest
from desk import NOW
from docx import Document
from openpyxl import load_workbook
from rounds import answer, open_round
from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.followup.journal import Journal
from tracker.models import Asked, Conflict, Measure, Recommendation
from tracker.vocabulary import BatchKind, Clash

POST = "Head of the international department"
SHEET = [
    ["No.", "Recommendation", "Lead agency", "Contributing", "Status", "Status date", "Deadline"],
    ["138.1", "Let independent visitors in", "MOJ", "", "In progress", date(2025, 5, 6), "31.12.2026"],
    ["138.2", "Open a medical service for prisoners", "MOJ", "MIA", "", "", "31.12.2025"],
    ["138.3", "Register the birth of every child", "MOJ", "", "Implemented", date(2025, 5, 6), "31.12.2024"],
    ["138.4", "Train judges and prosecutors", "MOJ", "", "", "", ""],
    ["138.5", "Record every questioning on video", "MIA", "MOJ", "Planned", date(2025, 5, 6), "2026-Q4"],
    ["138.6", "Teach human rights in schools", "MSE", "", "", "", ""],
]


@pytest.fixture
def desk(quick_desk):
    quick_desk.take(quick_desk.sheet(SHEET), review="UPR-4", yes=True)
    return quick_desk


def sheets(desk, *words, agency="MOJ"):
    """The workbook: by sheet, its rows without the title, the notes as rows of one cell."""
    target = desk.folder / "handover.xlsx"
    desk.ok("handover", agency, "-o", target, "--force", *words)
    return {
        page.title: [[cell for cell in row if cell is not None] for row in page.iter_rows(min_row=5, values_only=True)]
        for page in load_workbook(target).worksheets
    }


def document(desk, *words):
    desk.ok("handover", "Ministry of Justice", "-o", desk.folder / "handover.docx", *words)
    return Document(str(desk.folder / "handover.docx"))


def words_of(found):
    return "\n".join(
        part.text if hasattr(part, "text") else "\n".join(" | ".join(c.text for c in row.cells) for row in part.rows)
        for part in found.iter_inner_content()
    )


def test_open_work_is_overdue_first_then_by_date_and_what_is_closed_is_left_out(desk):
    found = sheets(desk)
    rows = found["Lead"]
    assert rows[:3] == [
        ["UPR-4/138.2", SHEET[2][1], "31 December 2025\noverdue", "No status"],
        ["UPR-4/138.1", SHEET[1][1], "31 December 2026", "In progress\n6 May 2025"],
        ["UPR-4/138.4", SHEET[4][1], "No status"],
    ]
    assert rows[3:] == [[], [rows[4][0]]]
    assert rows[4][0].startswith("The status is the group's own")
    assert found["Contributing"][0] == [
        *("UPR-4/138.5", "Record every questioning on video", "Ministry of Internal Affairs"),
        *("4th quarter of 2026", "Planned\n6 May 2025"),
    ]


def test_what_the_agency_said_last_stands_beside_the_group_s_status(desk):
    claim = ["--voice", "agency", "--agency", "MOJ"]
    desk.ok("status", "UPR-4/138.1", "in_progress", *claim, "--date", "2025-03-01", "--note", "Drafted")
    desk.ok(
        "status", "UPR-4/138.1", "implemented", *claim, "--date", "2026-02-10", "--evidence", "Law No. 3, 2026-02-01"
    )
    desk.ok("status", "UPR-4/138.4", "in_progress", *claim, "--measure", "A course for judges", "--note", "Begun")
    rows = {row[0]: row for row in sheets(desk)["Lead"] if row}
    assert rows["UPR-4/138.1"][-2:] == ["In progress\n6 May 2025", "Implemented, 10 February 2026"]
    assert rows["UPR-4/138.4"][-2:] == ["No status", "In progress, 2 March 2026\nA course for judges"]


def test_measures_without_a_claim_have_the_day_on_which_they_came(desk):
    with Session(desk.engine) as session, session.begin():
        journal = Journal(session, BatchKind.IMPORT, "answer of MOJ", "Leyla", NOW)
        item = session.scalars(select(Recommendation.id).where(Recommendation.code == "UPR-4/138.4")).one()
        journal.add(Measure, recommendation_id=item, agency_key="MOJ", text="A course for judges")
        journal.flush()
    rows = {row[0]: row for row in sheets(desk)["Lead"] if row}
    assert rows["UPR-4/138.4"][-1] == "2 March 2026\nA course for judges"


def test_posts_name_who_holds_them_stands_in_is_to_come_and_went_before(desk):
    hold = ["posts", "hold", "MOJ", POST]
    desk.ok("posts", "add", "MOJ", POST, "--email", "international@justice.example", "--phone", "555 01 01")
    desk.ok("posts", "add", "MOJ", "Liaison of the prison service", "--email", "prison@justice.example")
    desk.ok(*hold, "Elçin Quliyev", "--from", "2024-09-01")
    desk.ok(*hold, "Aysel Məmmədova", "--from", "2026-03-01", "--email", "aysel@justice.example")
    desk.ok(*hold, "Rəşad Hüseynov", "--from", "2026-09-01")
    desk.ok(*hold, "Nigar Əliyeva", "--from", "2025-06-01", "--alternate")
    assert sheets(desk)["Focal points"][:5] == [
        [POST, "Aysel Məmmədova", "holds it", "1 March 2026 to 31 August 2026", "aysel@justice.example\n555 01 01"],
        [POST, "Nigar Əliyeva", "stands in", "from 1 June 2025"],
        [POST, "Rəşad Hüseynov", "to come", "from 1 September 2026"],
        [POST, "Elçin Quliyev", "before", "1 September 2024 to 28 February 2026"],
        ["Liaison of the prison service", "vacant", "prison@justice.example"],
    ]


def test_answers_due_name_the_letter_and_how_late_they_are(desk, monkeypatch):
    open_round(desk)
    desk.ok("letters", "number", "R1 MOJ letter", "05/3-1204", "--date", "2026-03-02")
    answer(desk, "MOJ", "UPR-4/138.1")
    monkeypatch.setenv("TRACKER_TODAY", "2026-04-20")
    (row, *_) = sheets(desk)["Replies due"]
    assert row[:2] == ["1. Spring review", "05/3-1204 of 2 March 2026"]
    assert (row[2].date(), row[3:]) == (date(2026, 4, 15), ["1 of 5", 5])


def test_an_answered_round_is_not_due(desk):
    open_round(desk)
    answer(desk, "MOJ", *(f"UPR-4/138.{number}" for number in range(1, 7)))
    assert sheets(desk)["Replies due"] == [[], ["None."]]


def test_open_conflicts_show_what_was_sent_what_came_and_what_is_on_record(desk):
    open_round(desk)
    with Session(desk.engine) as session, session.begin():
        journal = Journal(session, BatchKind.IMPORT, "answer of MOJ", "Leyla", NOW)
        for asked in session.scalars(select(Asked).where(Asked.sent["code"].as_string() == "UPR-4/138.1")):
            journal.add(
                Conflict,
                recommendation_id=asked.recommendation_id,
                asked_id=asked.id,
                kind=Clash.BOTH_CHANGED,
                field="status",
                cell="J7",
                sent="planned",
                came="implemented",
                held="in_progress",
                held_by="Leyla, 2026-03-01",
                value="implemented",
            )
        journal.flush()
    assert sheets(desk)["Open conflicts"][0] == ["UPR-4/138.1", "Your status", "Planned", "Implemented", "In progress"]


def test_the_document_opens_with_the_figures_and_says_where_there_is_nothing(desk):
    told = words_of(document(desk))
    assert told.startswith("Handover: Ministry of Justice\nAzerbaijan, as at 2 March 2026\n")
    assert (
        "3\nleads on, open | 1\ncontributes to, open | 1\noverdue | 0\nreplies due | 0\nopen conflicts | 0\nopen decisions"
        in told
    )
    assert "Replies due\nNone.\nOpen conflicts\nNone.\nDecisions that are open\nNone.\n" in told
    assert "Long texts are cut here" not in told


def test_long_texts_are_cut_in_the_document_and_whole_in_the_workbook(desk):
    text = "Draft rules on visits; " * 20
    desk.ok(
        "status", "UPR-4/138.4", "planned", "--voice", "agency", "--agency", "MOJ", "--measure", text, "--due", "2027"
    )
    told = words_of(document(desk))
    assert text.strip() not in told
    assert "Long texts are cut here; the workbook has them whole." in told
    rows = {row[0]: row for row in sheets(desk)["Lead"] if row}
    assert rows["UPR-4/138.4"][-1].endswith(text)


def test_in_azerbaijani_everything_around_the_texts_is_azerbaijani(desk):
    told = words_of(document(desk, "--language", "az"))
    assert told.startswith("Təhvil-təslim: Ədliyyə Nazirliyi\nAzərbaycan Respublikası, 02.03.2026 tarixinə\n")
    assert (
        "UPR-4/138.5 | Record every questioning on video | Daxili İşlər Nazirliyi | 2026-cı ilin IV rübü | Planlaşdırılır"
        in told
    )
    assert "31 dekabr 2025-ci il\ngecikir | Göstərilməyib" in told


def test_an_agency_without_work_gets_a_short_paper(desk):
    desk.ok("handover", "MOH", "-o", desk.folder / "moh.docx")
    told = words_of(Document(str(desk.folder / "moh.docx")))
    assert told.count("None.") == 6


def test_decisions_of_meetings_that_an_agency_has_to_carry_out_are_listed(desk):
    desk.ok("meeting", "add", "--on", "2026-03-01")
    desk.ok("meeting", "decide", "1", "Send the draft law", "UPR-4/138.1", "--owner", "MOJ", "--due", "2026-06")
    desk.ok("meeting", "decide", "1", "Train the police", "--owner", "MIA")
    desk.ok("meeting", "decide", "1", "Publish the figures", "--owner", "MOJ")
    desk.ok("meeting", "done", "1.3")
    assert sheets(desk)["Decisions that are open"] == [
        ["1.1", "Send the draft law", "June 2026", "UPR-4/138.1"],
        [],
        [""],
    ]


def test_the_secretariat_hands_over_what_waits_for_it(desk):
    open_round(desk)
    answer(desk, "MOJ", "UPR-4/138.1")
    desk.ok("status", "UPR-4/138.4", "in_progress", "--voice", "agency", "--agency", "MOJ", "--note", "Begun")
    desk.ok("meeting", "add", "--on", "2026-03-01")
    desk.ok("meeting", "decide", "1", "Train the police", "--owner", "MIA")
    found = sheets(desk, agency="MFA")
    (row, *_) = found["Open rounds"]
    assert (row[0], row[2:]) == ("1. Spring review", ["0 of 3", "MOJ", "MIA, MSE", 0])
    assert found["Claims to confirm"][0][:3] == ["UPR-4/138.4", "MOJ", "In progress"]
    assert found["Decisions that are open"][0] == ["1.1", "Train the police", "MIA"]
    desk.ok("handover", "MFA", "-o", desk.folder / "mfa.docx")
    told = words_of(Document(str(desk.folder / "mfa.docx")))
    assert "1\nopen rounds | 1\nclaims to confirm | 0\nopen conflicts | 1\nopen decisions" in told


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["MOX", "-o", "h.docx"], 1, "there is no agency 'MOX'"),
        (["MOJ", "-o", "h.pdf"], 2, ".xlsx (Excel) or .docx (Word)"),
        (["MOJ", "-o", "no such folder/h.docx"], 1, "cannot be written"),
    ],
)
def test_what_cannot_be_written_is_told(desk, words, code, said):
    told = desk.run("handover", *words)
    assert (told.code, said in told.err) == (code, True), told.err


def test_the_day_of_a_target_is_not_yet_late(desk, monkeypatch):
    for day, late in ((date(2025, 12, 31), False), (date(2025, 12, 31) + timedelta(days=1), True)):
        monkeypatch.setenv("TRACKER_TODAY", day.isoformat())
        (row, *_) = sheets(desk)["Lead"]
        assert row[2].endswith("overdue") is late
