"""``tracker show`` and ``tracker history``: everything about one recommendation, and where it came from."""

from datetime import date

import pytest
from desk import NOW
from openpyxl import load_workbook
from openpyxl.comments import Comment
from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.followup.journal import Journal
from tracker.models import RecommendationGoal, RecommendationTheme
from tracker.vocabulary import BatchKind

HEADER = [
    *("Document", "No.", "Recommendation", "States", "Position", "Lead agency", "Contributing agencies", "Status"),
    *("Status date", "Due", "Measures taken", "Evidence", "Note", "Themes", "Affected persons", "SDGs", "Translation"),
    *("Budget line", "Mechanism"),
]
ROW = [
    "A/HRC/39/14", "140.1", "Adopt a law on domestic violence", "Chile; Türkiye", "Accepted", "MOJ", "The Bureau; MIA",
    "Implemented", date(2025, 11, 3), "2025-Q4", "Draft law\nTraining of judges", "Law No. 12, 2025-05-06", "in force",
    "Violence against women", "Children", "5; 16.3", "Məişət zorakılığı haqqında qanun qəbul etmək", "220145", "UPR",
]  # fmt: skip
OUTSIDE = ["A/HRC/36/1", "5", "Adopt a strategy for housing", *[""] * 15, "Special procedures"]
FOLLOW_UP = ["CAT/C/AZE/CO/5", "13(b)", "Investigate allegations", *[""] * 15, "CAT"]


@pytest.fixture
def filled(desk):
    sheet = desk.sheet([HEADER, ROW, OUTSIDE, FOLLOW_UP])
    book = load_workbook(sheet)
    book.active["K2"].comment = Comment("ask the ministry again", "Aygün")
    book.save(sheet)
    desk.take(sheet, yes=True)
    return desk


def test_everything_about_a_recommendation_is_shown(filled):
    told = filled.ok("show", "UPR-3/140.1")
    for line in (
        "UPR-3/140.1  A/HRC/39/14",
        "Adopt a law on domestic violence",
        "  [Məişət zorakılığı haqqında qanun qəbul etmək]",
        "States:         Chile, Türkiye",
        "Position:       supported ('Accepted')",
        "Lead:           MOJ",
        "Contributing:   MIA",
        "Due:            2025-Q4",
        "Status:         Implemented, 2025-11-03",
        "Measure:        Draft law",
        "                Training of judges",
        "Evidence:       Law No. 12, 2025-05-06",
        "Note:           in force",
        "Themes:         Violence against women",
        "Affected:       Children",
        "Comment:        ask the ministry again (Aygün, K2)",
        "Left open:      contributing 'The Bureau' (G2)",
    ):
        assert line in told.splitlines()


def test_a_recommendation_outside_the_mandate_says_why(filled):
    told = filled.ok("show", "SP-1/5")
    assert "Outside the group's mandate: Special procedures of the Human Rights Council" in told
    assert "Lead:           none" in told.splitlines()


def test_the_committee_s_deadline_is_shown_with_its_basis(filled):
    told = filled.ok("show", "CAT-5/13(b)")
    assert "Committee:      due 2025-05 (derived), reply received 2025-11-18" in told.splitlines()


def test_the_four_voices_stand_apart(filled):
    filled.ok(
        *("status", "UPR-3/140.1", "implemented", "--voice", "agency", "--agency", "MOJ"),
        *("--evidence", "Law No. 12, 2025-05-06", "--date", "2026-01-10"),
    )
    filled.ok(
        "status", "UPR-3/140.1", "in_progress", "--voice", "ombudsperson", "--note", "not applied", "--date", "2026-02"
    )
    told = filled.ok("show", "UPR-3/140.1").splitlines()
    assert "Agency claims:  Implemented, 2026-01-10; MOJ" in told
    assert "Status:         Implemented, 2025-11-03" in told
    assert "Ombudsperson:   In progress, 2026-02-28; not applied" in told


def test_the_committee_s_grade_is_shown(filled):
    filled.ok("status", "CAT-5/13(b)", "--voice", "committee", "--grade", "implemented", "--date", "2026-01-10")
    assert "Committee grade: implemented, 2026-01-10" in filled.ok("show", "CAT-5/13(b)").splitlines()


def test_a_status_without_the_evidence_that_the_rules_ask_for_says_so(desk):
    desk.take(
        desk.sheet(
            [
                ["Document", "No.", "Recommendation", "Status"],
                ["A/HRC/39/14", "1.1", "Act against hate speech", "Implemented"],
            ]
        )
    )
    assert "Status:         Implemented, 2026-03-02; not yet substantiated" in desk.ok("show", "UPR-3/1.1").splitlines()


def test_lettered_items_are_shown_under_the_words_that_open_them(desk):
    text = "The State party should: (a) Adopt a law; (b) Train judges."
    desk.take(desk.sheet([["Document", "No.", "Recommendation"], ["CAT/C/AZE/CO/5", "17", text]]))
    assert desk.ok("show", "CAT-5/17(b)").splitlines()[1:3] == ["The State party should: ...", "Train judges."]


def test_sources_name_the_cell_of_every_value_and_keep_the_other_columns(filled):
    told = filled.ok("show", "UPR-3/140.1", "--sources")
    assert "From follow-up.xlsx, sheet 'Sheet1', row 2:" in told.splitlines()
    assert " lead F2, " in told
    assert "  Budget line: 220145" in told.splitlines()
    (source,) = filled.run("show", "UPR-3/140.1", "--format", "json").json["sources"]
    assert (source["file"], source["sheet"], source["row"]) == ("follow-up.xlsx", "Sheet1", 2)
    assert {name: source["cells"][name] for name in ("text", "status", "due")} == {
        "text": "C2",
        "status": "H2",
        "due": "J2",
    }
    assert source["other_columns"] == {"Budget line": "220145"}


def test_json_keeps_the_sdgs_and_the_translation(filled):
    shown = filled.run("show", "UPR-3/140.1", "--format", "json").json
    assert [goal.split()[0] for goal in shown["sdg"]] == ["5", "16.3"]
    assert shown["translations"] == ["Məişət zorakılığı haqqında qanun qəbul etmək"]


def test_history_tells_who_did_what_with_old_new_and_the_cell(filled):
    changed = [*ROW]
    changed[9] = "2026-06-30"
    filled.take(filled.sheet([HEADER, changed], "later.xlsx"), yes=True, who="Rəşad")
    filled.ok("assign", "UPR-3/140.1", "--lead", "MFA", "--as", "Aygün")
    events = filled.run("history", "UPR-3/140.1", "--format", "json").json
    assert {
        "what": "recorded",
        "who": "Leyla",
        "new": "UPR-3/140.1",
        "source": "follow-up.xlsx, Sheet1, C2",
    }.items() <= (events[0].items())
    due = next(event for event in events if event["what"] == "due date")
    assert (due["who"], due["old"], due["new"]) == ("Rəşad", "2025-Q4", "2026-06-30")
    assert due["source"] == "later.xlsx, Sheet1, J2"
    assert next(event["new"] for event in events if event["who"] == "Aygün").startswith("MFA leads from")
    assert [event["at"] for event in events] == sorted(event["at"] for event in events)


def test_the_history_of_an_act_that_was_taken_back_stays(filled):
    filled.ok("status", "CAT-5/13(b)", "planned", "--measure", "Draft law", "--due", "2026-09-30")
    filled.ok("undo", "3")
    assert "due date (undone)" in " ".join(filled.ok("history", "CAT-5/13(b)").split())
    told = filled.run("history", "CAT-5/13(b)", "--format", "json").json
    assert [event["undone"] for event in told if event["what"] == "due date"] == [True]


def history_of(desk, code):
    return [(event["what"], event["old"], event["new"]) for event in desk.run("history", code, "--format", "json").json]


def test_the_history_names_the_tags_that_were_taken_out(filled):
    with Session(filled.engine) as session, session.begin():
        journal = Journal(session, BatchKind.COMMAND, "tags", "Rəşad", NOW)
        for model in (RecommendationTheme, RecommendationGoal):
            row = session.scalars(select(model).order_by(model.id.desc())).first()
            journal.remove(model, row.id, recommendation_id=row.recommendation_id)
        journal.flush()
    gone = [(what, old.split()[0]) for what, old, _ in history_of(filled, "UPR-3/140.1") if what.endswith("removed")]
    assert gone == [("theme removed", "Violence"), ("SDG removed", "16.3")]


def test_the_history_speaks_the_words_of_the_field(filled):
    filled.ok("assign", "UPR-3/140.1", "--lead", "MFA")
    words = {what for what, _, _ in history_of(filled, "UPR-3/140.1")}
    assert "assignment ended" in words
    assert not any("_" in what for what in words)


def test_what_superseded_a_recommendation_is_told(filled):
    filled.ok("status", "CAT-5/13(b)", "superseded", "--newer", "UPR-3/140.1")
    assert "Status:         Superseded by UPR-3/140.1, 2026-03-02" in filled.ok("show", "CAT-5/13(b)")
    assert filled.run("show", "CAT-5/13(b)", "--format", "json").json["voices"]["secretariat"]["newer"] == "UPR-3/140.1"
    assert ("status", "", "superseded by UPR-3/140.1 (secretariat, 2026-03-02)") in history_of(filled, "CAT-5/13(b)")
