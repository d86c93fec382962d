"""A tracking sheet that comes back days later: what nobody edited says nothing, what was edited counts, and what the
register changed meanwhile as well waits for a person."""

from datetime import date

import pytest
from desk import outcomes, problems
from openpyxl import Workbook
from returned import exported, opened
from sqlalchemy.orm import Session

from tracker.queries.find import find_recommendation

SHEET = [
    ["No.", "Recommendation", "Lead agency", "Contributing", "Status", "Deadline", "Measures", "Remarks", "Themes"],
    [
        "138.1",
        "Let independent visitors into all places of detention",
        "MOJ",
        "MIA; MOH",
        "In progress",
        "31.12.2026",
        "A draft was written",
        "Ask again in May",
        "Detention",
    ],
    [
        "138.2",
        "Record every questioning of a detained person on video",
        "MIA",
        "MOJ",
        "Planned",
        "30.06.2026",
        "",
        "",
        "",
    ],
    ["138.3", "Open a medical service for prisoners", "MOJ", "", "", "", "", "", ""],
]
FIRST, SECOND, THIRD = "UPR-4/138.1", "UPR-4/138.2", "UPR-4/138.3"


@pytest.fixture
def kept(desk):
    desk.take(desk.sheet(SHEET), review="UPR-4", yes=True)
    return desk


def conflicts(desk, *options):
    rows = desk.run("conflicts", "--format", "json", *options).json
    return {(row["code"], row["field"]): row for row in rows}


def test_a_sheet_that_comes_back_as_it_was_says_nothing_new(kept):
    sheet = exported(kept)
    before = kept.everything()
    assert outcomes(kept.take(sheet)) == {"same": 3}
    assert kept.everything() == before


def test_an_old_export_does_not_undo_what_colleagues_did_since(kept):
    sheet = exported(kept)
    kept.ok(
        "status", FIRST, "implemented", "--evidence", "Law No. 12, 12.02.2026", "--due", "2027-03-31", "--as", "Rauf"
    )
    kept.ok("assign", SECOND, "--lead", "PGO", "--as", "Rauf")
    assert outcomes(kept.take(sheet)) == {"same": 3}
    assert (kept.one(FIRST)["status"], kept.one(FIRST)["due"], kept.one(SECOND)["lead"]) == (
        *("implemented", "2027-03-31", "PGO"),
    )


def test_of_an_old_export_only_the_edited_cells_count(kept):
    sheet = exported(kept)
    kept.ok("assign", FIRST, "--lead", "PGO", "--as", "Rauf")
    opened(sheet).fill(FIRST, Note="Ask in June", Due="2026-10-31").fill(THIRD, Lead_agency="MOH").save(sheet)
    assert outcomes(kept.take(sheet)) == {"changed": 2, "same": 1}
    first = kept.one(FIRST)
    assert (first["lead"], first["due"], kept.one(THIRD)["lead"]) == ("PGO", "2026-10-31", "MOH")


def test_a_value_that_both_changed_waits_with_all_three(kept):
    sheet = exported(kept)
    kept.ok("status", FIRST, "in_progress", "--note", "Moved", "--due", "2027-01-31", "--as", "Rauf")
    opened(sheet).fill(FIRST, Due="2027-03-31").save(sheet)
    result = kept.take(sheet)
    assert outcomes(result) == {"conflict": 1, "same": 2}
    row = conflicts(kept)[FIRST, "due"]
    assert (row["sent"], row["came"], row["held"]) == ("2026-12-31", "2027-03-31", "2027-01-31")
    assert row["held_by"].startswith("Rauf, 2026-03-02")
    assert kept.one(FIRST)["due"] == "2027-01-31"


@pytest.mark.parametrize(
    ("heading", "value", "field", "theirs"),
    [
        ("Due", "2027-03-31", "due", "2027-03-31"),
        ("Lead agency", "MOH", "lead", "MOH"),
        ("Status", "Planned", "status", "planned"),
        ("Contributing agencies", "MOF", "contributing", ["MOF"]),
    ],
)
def test_theirs_takes_the_value_of_the_sheet_and_undo_gives_ours_back(kept, heading, value, field, theirs):
    sheet = exported(kept)
    kept.ok(
        "status", FIRST, "implemented", "--evidence", "Law No. 12, 12.02.2026", "--due", "2027-01-31", "--as", "Rauf"
    )
    kept.ok("assign", FIRST, "--lead", "PGO", "--contributing", "SMS", "--as", "Rauf")
    opened(sheet).fill(FIRST, **{heading: value}).save(sheet)
    kept.take(sheet)
    ours = kept.one(FIRST)[field]
    kept.ok("resolve", conflicts(kept)[FIRST, field]["number"], "--theirs")
    assert kept.one(FIRST)[field] == theirs
    assert conflicts(kept) == {}
    kept.ok("undo", str(kept.run("batches", "--format", "json").json[0]["batch"]))
    assert kept.one(FIRST)[field] == ours
    assert (FIRST, field) in conflicts(kept)


def test_a_resolved_conflict_stays_resolved_when_the_sheet_comes_again(kept):
    sheet = exported(kept)
    kept.ok("status", FIRST, "in_progress", "--note", "Moved", "--due", "2027-01-31", "--as", "Rauf")
    opened(sheet).fill(FIRST, Due="2027-03-31").save(sheet)
    kept.take(sheet)
    kept.ok("resolve", conflicts(kept)[FIRST, "due"]["number"], "--ours")
    opened(sheet).fill(SECOND, Note="Seen").save(sheet)
    assert outcomes(kept.take(sheet)) == {"changed": 1, "same": 2}
    assert kept.one(FIRST)["due"] == "2027-01-31"


def test_a_typed_value_takes_effect(kept):
    sheet = exported(kept)
    kept.ok("assign", FIRST, "--lead", "PGO", "--as", "Rauf")
    opened(sheet).fill(FIRST, Lead_agency="MOH").save(sheet)
    kept.take(sheet)
    kept.ok("resolve", conflicts(kept)[FIRST, "lead"]["number"], "--value", "Ministry of Finance")
    assert kept.one(FIRST)["lead"] == "MOF"


def test_an_emptied_due_date_and_note_are_taken_off(kept):
    sheet = exported(kept)
    opened(sheet).fill(FIRST, Due=None, Note=None, Contributing_agencies=None).save(sheet)
    assert outcomes(kept.take(sheet)) == {"changed": 1, "same": 2}
    first = kept.one(FIRST)
    assert (first["due"], first["contributing"]) == (None, [])
    history = kept.ok("history", FIRST)
    assert "2026-12-31" in history


def test_an_emptied_lead_or_status_is_asked_about(kept):
    sheet = exported(kept)
    opened(sheet).fill(FIRST, Lead_agency=None, Status=None).save(sheet)
    kept.take(sheet)
    assert {field for _, field in conflicts(kept)} == {"lead", "status"}
    assert kept.one(FIRST)["lead"] == "MOJ"


@pytest.mark.parametrize("word", ["?", "soon", "31.06.2026"])
def test_a_due_date_that_nobody_can_read_replaces_none(kept, word):
    sheet = exported(kept)
    opened(sheet).fill(FIRST, Due=word).save(sheet)
    kept.take(sheet)
    assert kept.one(FIRST)["due"] == "2026-12-31"
    assert word in kept.ok("show", FIRST)


def test_a_reworded_un_text_waits_and_can_be_taken_as_a_correction(kept):
    sheet = exported(kept)
    text = "Let independent and national visitors into all places of detention"
    opened(sheet).fill(FIRST, Recommendation=text).save(sheet)
    assert outcomes(kept.take(sheet)) == {"conflict": 1, "same": 2}
    row = conflicts(kept)[FIRST, "text"]
    assert row["what"] == "changes the UN document's words"
    kept.ok("resolve", row["number"], "--theirs")
    assert kept.one(FIRST)["text"] == text
    assert kept.listing("--text", "national visitors")


def test_a_status_beside_its_old_date_is_dated_by_the_day_of_the_import(kept):
    sheet = exported(kept)
    opened(sheet).fill(SECOND, Status="In progress").save(sheet)
    kept.take(sheet)
    assert "In progress, 2026-03-02" in kept.ok("show", SECOND)


def test_what_was_taken_before_is_no_edit_when_the_sheet_comes_again(kept):
    """The author goes on in the same sheet; meanwhile a colleague changed what it had brought first."""
    sheet = exported(kept)
    opened(sheet).fill(FIRST, Due="2027-03-31").save(sheet)
    kept.take(sheet)
    kept.ok("status", FIRST, "in_progress", "--note", "Moved", "--due", "2027-06-30", "--as", "Rauf")
    opened(sheet).fill(FIRST, Note="Ask in June").save(sheet)
    assert outcomes(kept.take(sheet)) == {"changed": 1, "same": 2}
    assert kept.one(FIRST)["due"] == "2027-06-30"


def test_rows_that_were_copied_into_another_workbook_are_known_by_their_key(kept):
    sheet = opened(exported(kept))
    kept.ok("assign", FIRST, "--lead", "PGO", "--as", "Rauf")
    book = Workbook()
    page = book.active
    for row in (4, sheet.rows[FIRST]):
        page.append([cell.value for cell in sheet.page[row]])
    page.delete_cols(1)
    path = kept.folder / "copied.xlsx"
    book.save(path)
    assert outcomes(kept.take(path)) == {"same": 1}
    assert kept.one(FIRST)["lead"] == "PGO"


def test_a_column_that_was_sorted_alone_is_noticed(kept):
    sheet = opened(exported(kept))
    one, two = sheet.cell(FIRST, "Code"), sheet.cell(SECOND, "Code")
    one.value, two.value = two.value, one.value
    path = sheet.save(kept.folder / "sorted.xlsx")
    result = kept.take(path)
    assert outcomes(result) == {"conflict": 2, "same": 1}
    assert all("sort and copy whole rows" in reason for reason in problems(result).values())


def test_a_row_that_stands_twice_with_different_values_is_a_conflict(kept):
    sheet = opened(exported(kept))
    sheet.page.append([cell.value for cell in sheet.page[sheet.rows[FIRST]]])
    sheet.fill(FIRST, Note="Ask in June")
    result = kept.take(sheet.save(kept.folder / "twice.xlsx"))
    assert outcomes(result) == {"conflict": 2, "same": 2}


def test_a_sheet_of_another_register_has_no_base(kept):
    sheet = opened(exported(kept))
    key = sheet.cell(FIRST, "Tracker key")
    key.value = key.value[:-4] + "AAAA"
    kept.ok("status", FIRST, "in_progress", "--note", "Moved", "--due", "2027-01-31", "--as", "Rauf")
    result = kept.take(sheet.save(kept.folder / "other.xlsx"))
    assert result.read


def test_an_undone_act_that_the_author_had_seen_is_no_edit(kept):
    kept.ok(
        "status", FIRST, "in_progress", "--note", "Moved", "--due", "2027-01-31", "--measure", "Visits", "--as", "Rauf"
    )
    batch = kept.run("batches", "--format", "json").json[0]["batch"]
    sheet = exported(kept)
    kept.ok("undo", str(batch))
    assert outcomes(kept.take(sheet)) == {"same": 3}
    assert kept.one(FIRST)["due"] == "2026-12-31"


def test_recommendations_are_found_as_people_write_them(kept):
    for written in ("UPR-4/138.1", "upr 4 138.1", "UPR4 138.1", "138.1", "UPR 138.1", "para. 138.1", "No. 138.1"):
        with Session(kept.engine) as session:
            assert find_recommendation(session, written).code == FIRST, written
    assert date(2026, 12, 31).isoformat() in kept.ok("show", "upr 4 138.1")


def test_of_two_copies_that_two_people_edited_neither_takes_the_others_value(kept):
    sheet = exported(kept)
    for name, status in (("leyla.xlsx", "Implemented"), ("murad.xlsx", "Not started")):
        opened(sheet).fill(FIRST, Status=status).save(kept.folder / name)
    assert outcomes(kept.take(kept.folder / "leyla.xlsx"))["changed"] == 1
    assert outcomes(kept.take(kept.folder / "murad.xlsx"))["conflict"] == 1
    assert kept.one(FIRST)["status"] == "implemented"
