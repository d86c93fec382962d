"""A matrix that is sent again under its name has its earlier import as its base: only what was edited in it since counts."""

import pytest
from desk import outcomes, questions
from returned import exported, opened
from sqlalchemy import select
from sqlalchemy.orm import Session

from imports.merging.lineage import same_name
from tracker.models import Assessment

HEADER = ["No.", "Recommendation", "Lead agency", "Contributing", "Status", "Deadline", "Measures", "Remarks", "Themes"]
VISITS = "Let independent visitors into all places of detention"
VIDEO = "Record every questioning of a detained person on video"
FIRST, SECOND = "UPR-4/138.1", "UPR-4/138.2"
ROW = {
    "lead": "MOJ",
    "contributing": "MIA; MOH",
    "status": "In progress",
    "due": "31.12.2026",
    "measures": "A draft was written",
    "note": "Ask in May",
    "theme": "Detention",
}
BLANK = [""] * 6


def matrix(desk, name="matrix.xlsx", title="Sheet1", head=(), **edits):
    """The matrix of the group with its first row as somebody edited it."""
    first = {**ROW, **edits}
    return desk.sheet([*head, HEADER, ["138.1", VISITS, *first.values()], ["138.2", VIDEO, "MIA", *BLANK]], name, title)


@pytest.fixture
def sent(desk):
    """A desk to which the matrix was sent once."""
    desk.take(matrix(desk), review="UPR-4", yes=True)
    return desk


def again(desk, name="matrix.xlsx", **edits):
    return desk.take(matrix(desk, name, **edits), review="UPR-4", yes=True)


def conflicts(desk):
    return {row["field"]: row for row in desk.run("conflicts", "--format", "json").json}


def test_a_due_date_that_a_colleague_cleared_does_not_come_back(sent):
    sent.ok("due", FIRST, "--clear", "--as", "Rauf")
    assert outcomes(again(sent, note="Ask in June")) == {"changed": 1, "same": 1}
    one = sent.one(FIRST)
    assert (one["due"], conflicts(sent)) == (None, {})


def test_a_lead_that_a_colleague_changed_stays(sent):
    sent.ok("assign", FIRST, "--lead", "PGO", "--as", "Rauf")
    result = again(sent, due="30.06.2027")
    assert (questions(result), outcomes(result)) == ([], {"changed": 1, "same": 1})
    one = sent.one(FIRST)
    assert (one["lead"], one["due"]) == ("PGO", "2027-06-30")


def test_a_status_that_a_colleague_moved_on_stays(sent):
    sent.ok("status", FIRST, "implemented", "--evidence", "Law No. 12, 12.02.2026", "--as", "Rauf")
    again(sent, note="Ask in June")
    assert sent.one(FIRST)["status"] == "implemented"


@pytest.mark.parametrize(
    ("edit", "shown"),
    [
        ({"lead": "MOD"}, "MOD"),
        ({"status": "Planned"}, "planned"),
        ({"due": "30.06.2027"}, "2027-06-30"),
        ({"contributing": "MIA; MOF"}, ["MIA", "MOF"]),
    ],
)
def test_an_edited_cell_is_taken(sent, edit, shown):
    result = again(sent, **edit)
    (field,) = edit
    assert (questions(result), outcomes(result)) == ([], {"changed": 1, "same": 1})
    assert sent.one(FIRST)[field] == shown


def test_what_both_changed_waits_with_all_three_values(sent):
    sent.ok("due", FIRST, "--to", "2027-01-31", "--as", "Rauf")
    assert outcomes(again(sent, due="31.03.2027")) == {"conflict": 1, "same": 1}
    row = conflicts(sent)["due"]
    assert (row["sent"], row["came"], row["held"]) == ("2026-12-31", "2027-03-31", "2027-01-31")
    assert row["held_by"].startswith("Rauf, 2026-03-02")
    assert sent.one(FIRST)["due"] == "2027-01-31"


def test_a_settled_conflict_stays_settled_when_the_matrix_comes_again(sent):
    sent.ok("assign", FIRST, "--lead", "PGO", "--as", "Rauf")
    again(sent, lead="MOD")
    sent.ok("resolve", conflicts(sent)["lead"]["number"], "--ours")
    assert outcomes(again(sent, lead="MOD", note="Ask in June")) == {"changed": 1, "same": 1}
    assert (sent.one(FIRST)["lead"], conflicts(sent)) == ("PGO", {})


def test_a_new_lead_that_waits_takes_no_part_away(sent):
    sent.ok("assign", FIRST, "--lead", "PGO", "--as", "Rauf")
    again(sent, lead="MIA")
    one = sent.one(FIRST)
    assert (one["lead"], one["contributing"], set(conflicts(sent))) == ("PGO", ["MIA", "MOH"], {"lead"})


def test_a_new_lead_no_longer_contributes(sent):
    again(sent, lead="MIA")
    one = sent.one(FIRST)
    assert (one["lead"], one["contributing"]) == ("MIA", ["MOH"])


def test_a_status_that_both_changed_waits_where_no_day_tells_which_is_newer(sent):
    sent.ok("status", FIRST, "implemented", "--evidence", "Law No. 12, 12.02.2026", "--as", "Rauf")
    again(sent, status="Planned")
    row = conflicts(sent)["status"]
    assert (row["sent"], row["came"], row["held"]) == ("in_progress", "planned", "implemented")
    assert sent.one(FIRST)["status"] == "implemented"


def test_a_changed_status_is_of_the_day_of_its_sheet(sent):
    sent.ok("status", FIRST, "implemented", "--evidence", "Law No. 12, 12.02.2026", "--as", "Rauf")
    again(sent, head=[["Matrix as of 1 February 2026"]], status="Planned")
    assert (sent.one(FIRST)["status"], conflicts(sent)) == ("implemented", {})
    assert "Planned" in sent.ok("history", FIRST)


def test_of_a_list_each_item_counts_by_itself(sent):
    sent.ok("assign", FIRST, "--contributing", "PGO", "--off", "MOH", "--as", "Rauf")
    again(sent, contributing="MOH; MOF")
    one = sent.one(FIRST)
    assert (one["contributing"], conflicts(sent)) == (["PGO", "MOF"], {})


def test_a_theme_that_was_taken_out_of_its_cell_is_taken_off(sent):
    again(sent, theme="Detention; Torture")
    again(sent, theme="Torture")
    assert sent.run("show", FIRST, "--format", "json").json["themes"] == ["Torture"]


def test_an_emptied_due_date_and_note_are_taken_off(sent):
    assert outcomes(again(sent, due="", note="", contributing="")) == {"changed": 1, "same": 1}
    one = sent.one(FIRST)
    assert (one["due"], one["contributing"], conflicts(sent)) == (None, [], {})
    assert "Ask in May" not in sent.ok("show", FIRST)


def test_an_emptied_due_date_that_a_colleague_changed_waits(sent):
    sent.ok("due", FIRST, "--to", "2027-01-31", "--as", "Rauf")
    again(sent, due="")
    row = conflicts(sent)["due"]
    assert (row["sent"], row["came"], row["held"]) == ("2026-12-31", "", "2027-01-31")
    assert sent.one(FIRST)["due"] == "2027-01-31"


def test_an_emptied_lead_or_status_is_asked_about(sent):
    again(sent, lead="", status="")
    one = sent.one(FIRST)
    assert (one["lead"], one["status"], set(conflicts(sent))) == ("MOJ", "in_progress", {"lead", "status"})


def test_a_column_that_is_no_longer_there_empties_nothing(sent):
    rows = [["No.", "Recommendation", "Lead agency"], ["138.1", VISITS, "MOD"]]
    sent.take(sent.sheet(rows, "matrix.xlsx"), review="UPR-4", yes=True)
    one = sent.one(FIRST)
    assert (one["lead"], one["due"], one["contributing"]) == ("MOD", "2026-12-31", ["MIA", "MOH"])


def test_a_cell_that_was_blank_before_is_compared_as_in_any_sheet(sent):
    rows = [HEADER, ["138.1", VISITS, *ROW.values()], ["138.2", VIDEO, "MIA", "", "", "30.06.2027", "", "", ""]]
    sent.take(sent.sheet(rows, "matrix.xlsx"), review="UPR-4", yes=True)
    assert sent.one(SECOND)["due"] == "2027-06-30"


def test_the_second_import_changes_nothing(sent):
    sent.ok("assign", FIRST, "--lead", "PGO", "--as", "Rauf")
    again(sent, lead="MOD", due="30.06.2027")
    before = sent.everything()
    again(sent, lead="MOD", due="30.06.2027")
    assert sent.everything() == before


def test_a_row_that_one_copy_left_out_keeps_the_base_of_the_copy_before(sent):
    sent.ok("assign", FIRST, "--lead", "PGO", "--as", "Rauf")
    sent.take(sent.sheet([HEADER, ["138.2", VIDEO, "MOJ", *BLANK]], "matrix.xlsx"), review="UPR-4", yes=True)
    again(sent)
    assert sent.one(FIRST)["lead"] == "PGO"


def test_an_import_that_was_undone_is_no_base(sent):
    again(sent, due="30.06.2027")
    sent.ok("undo", str(sent.run("batches", "--format", "json").json[0]["batch"]))
    assert sent.one(FIRST)["due"] == "2026-12-31"
    again(sent, due="30.06.2027", note="Ask in June")
    assert sent.one(FIRST)["due"] == "2027-06-30"


@pytest.mark.parametrize(("name", "title"), [("our matrix.xlsx", "Sheet1"), ("matrix.xlsx", "Sheet2")])
def test_under_another_name_a_sheet_has_no_base(sent, name, title):
    sent.ok("assign", FIRST, "--lead", "PGO", "--as", "Rauf")
    result = sent.take(matrix(sent, name, title, note="Ask in June"), review="UPR-4")
    assert any("Is the sheet newer than the register" in question for question in questions(result))


COPIES = ["Matrix (1).xlsx", "MATRIX - Copy.xlsx", "matrix - Copy (2).xls", "Copy of matrix.csv", "matrix — копия.xlsx"]
OTHERS = ["matrix 2025.xlsx", "Matrix (2025).xlsx", "matrix v2.xlsx", "our matrix.xlsx", "copy.xlsx"]


@pytest.mark.parametrize(("file", "same"), [*((name, True) for name in COPIES), *((name, False) for name in OTHERS)])
def test_what_copying_puts_around_a_name_is_no_other_name(file, same):
    assert (same_name(file) == same_name("matrix.xlsx")) is same


def test_a_copy_of_the_file_has_the_base_of_the_file(sent):
    sent.ok("assign", FIRST, "--lead", "PGO", "--as", "Rauf")
    again(sent, "Matrix (1).xlsx", note="Ask in June")
    assert sent.one(FIRST)["lead"] == "PGO"


def claims(desk):
    """The statuses that agencies claim, the newest last."""
    with Session(desk.engine) as session:
        query = select(Assessment.status_code).where(Assessment.voice == "agency").order_by(Assessment.id)
        return list(session.scalars(query))


LETTERHEAD = [["Reply of the Ministry of Justice"]]


def reply(desk, **edits):
    return desk.take(matrix(desk, "reply.xlsx", head=LETTERHEAD, **edits), review="UPR-4", yes=True)


def test_what_an_agency_said_before_is_no_news_and_never_the_groups(sent):
    reply(sent, status="Planned", due="31.12.2027")
    sent.ok("resolve", conflicts(sent)["due"]["number"], "--ours")
    sent.ok("status", FIRST, "in_progress", "--voice", "agency", "--agency", "MOJ", "--note", "Drafted", "--as", "Rauf")
    reply(sent, status="Planned", due="31.12.2027", measures="The law was adopted")
    one = sent.one(FIRST)
    assert (one["status"], one["due"], conflicts(sent)) == ("in_progress", "2026-12-31", {})
    assert claims(sent) == ["planned", "in_progress"]
    assert "The law was adopted" in sent.ok("show", FIRST)


def test_what_the_group_said_is_still_news_from_an_agency(sent):
    """The sheet of the group, sent by an agency: its status is a claim, although the group said it before."""
    sent.run("import", matrix(sent, note="Ask in June"), "--review", "UPR-4", "--yes", "--from", "MOJ")
    assert "In progress (agency MOJ" in sent.ok("history", FIRST)


def test_a_value_that_nobody_could_read_does_not_come_back_once_it_is_settled(sent):
    again(sent, due="after the law, or later?")
    sent.ok("due", FIRST, "--to", "2027-01-31", "--as", "Rauf")
    again(sent, due="after the law, or later?", note="Ask in June")
    assert "after the law" not in sent.ok("show", FIRST)


def test_lines_of_measures_that_both_added_stand_side_by_side(sent):
    sent.ok("status", FIRST, "in_progress", "--note", "Heard", "--measure", "A round table was held", "--as", "Rauf")
    again(sent, measures="A draft was written\nJudges were trained")
    told = sent.ok("show", FIRST)
    assert all(words in told for words in ("A draft was written", "A round table was held", "Judges were trained"))
    assert conflicts(sent) == {}


def test_a_line_of_measures_that_both_reworded_waits(sent):
    other = sent.sheet([[*HEADER[:2], "Measures"], ["138.1", VISITS, "A draft was adopted"]], "other.xlsx")
    sent.take(other, review="UPR-4")
    again(sent, measures="A draft was discussed")
    assert set(conflicts(sent)) == {"measures"}
    assert "A draft was adopted" in sent.ok("show", FIRST)


def test_a_form_that_was_emptied_for_the_next_round_empties_nothing(sent):
    """A row without any of its values, or a column without any, is to be filled in anew: it is no edit."""
    rows = [
        HEADER,
        ["138.1", VISITS, "", "MIA; MOH", "", "31.12.2026", "", "", ""],
        ["138.2", VIDEO, "", *BLANK],
    ]
    sent.take(sent.sheet(rows, "matrix.xlsx"), review="UPR-4", yes=True)
    assert (sent.one(FIRST)["lead"], sent.one(SECOND)["lead"]) == ("MOJ", "MIA")
    assert set(conflicts(sent)) == {"status", "measures"}


def test_the_trackers_own_sheet_without_its_hidden_keys_is_asked_about(sent):
    path = exported(sent)
    sent.ok("assign", FIRST, "--lead", "PGO", "--as", "Rauf")
    sheet = opened(path)
    sheet.page.delete_cols(sheet.headings["Tracker key"])
    result = sent.take(sheet.save(sent.folder / "without-keys.xlsx"), review="UPR-4")
    (question,) = questions(result)
    assert "Is the sheet newer than the register, last changed by Rauf" in question
    assert sent.one(FIRST)["lead"] == "PGO"


def test_a_lead_cell_of_several_agencies_was_not_emptied(sent):
    asked = sent.take(matrix(sent, lead="MOJ; MFA"), review="UPR-4")
    assert len(questions(asked)) == 1
    assert (sent.one(FIRST)["lead"], conflicts(sent)) == ("MOJ", {})


@pytest.mark.parametrize("dash", ["-", "—", "..."])
def test_a_dash_in_place_of_measures_is_no_measure(sent, dash):
    again(sent, measures=dash)
    assert "A draft was written" in sent.ok("show", FIRST)
    assert set(conflicts(sent)) == {"measures"}
