"""What becomes of a row: new, changed, same, conflict, refused or left out."""

from desk import outcomes, problems, questions
from openpyxl import load_workbook
from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.models import Measure

HEADER = ["No.", "Recommendation", "Lead agency", "Contributing", "Status", "Deadline", "Remarks"]
TORTURE = "Ratify the Optional Protocol to the Convention against Torture and set up independent visits"
SCHOOLS = "Make schools accessible to children with disabilities in every district of the country"
PRESS = "Let journalists work without being registered by the State"


def upr(desk, *rows, name="follow-up.xlsx", **options):
    """Import rows of the third UPR cycle."""
    return desk.take(desk.sheet([HEADER, *rows], name), review="UPR-3", **options)


def changes(result):
    return {
        (planned.record.code, change.field): change.shown()
        for plan in result.plans
        for sheet in plan.sheets
        for row in sheet.rows
        for planned in row.entries
        for change in planned.changes
    }


def test_a_first_import_is_new_and_a_second_changes_nothing(desk):
    row = ["140.1", TORTURE, "MOJ", "MIA", "In progress", "31.12.2027", "Draft law before parliament"]
    assert outcomes(upr(desk, row)) == {"new": 1}
    before = desk.everything()
    again = upr(desk, row)
    assert (outcomes(again), again.batch) == ({"same": 1}, None)
    assert desk.everything() == before


def test_a_change_has_old_and_new_value_per_field(desk):
    upr(desk, ["140.1", TORTURE, "MOJ", "MIA", "In progress", "31.12.2027", "Draft law"])
    moved = upr(desk, ["140.1", TORTURE, "MFA", "MIA; MOH", "Planned", "30.06.2028", "Draft law withdrawn"])
    assert outcomes(moved) == {"changed": 1}
    assert changes(moved) == {
        ("UPR-3/140.1", "lead"): ("MOJ", "MFA"),
        ("UPR-3/140.1", "contributing"): ("MIA", "MIA, MOH"),
        ("UPR-3/140.1", "status"): ("in_progress", "planned"),
        ("UPR-3/140.1", "due"): ("2027-12-31", "2028-06-30"),
        ("UPR-3/140.1", "note"): ("Draft law", "Draft law withdrawn"),
    }
    row = desk.one("UPR-3/140.1")
    assert (row["lead"], row["contributing"], row["status"]) == ("MFA", ["MIA", "MOH"], "planned")


def test_a_blank_cell_erases_nothing(desk):
    upr(desk, ["140.1", TORTURE, "MOJ", "MIA", "In progress", "31.12.2027", "Draft law"])
    assert outcomes(upr(desk, ["140.1", TORTURE, None, None, None, None, None])) == {"same": 1}
    assert desk.one("UPR-3/140.1")["status"] == "in_progress"


def test_a_blank_status_is_unknown_never_not_started(desk):
    upr(desk, ["140.1", TORTURE, "MOJ", None, None, None, None])
    assert desk.one("UPR-3/140.1")["status"] is None


def test_an_older_sheet_does_not_take_a_newer_status_back(desk):
    def dated(status, day, name):
        rows = [[f"Status as at {day}"], HEADER, ["140.1", TORTURE, "MOJ", None, status, None, None]]
        return desk.take(desk.sheet(rows, name), review="UPR-3")

    dated("In progress", "1 June 2025", "june.xlsx")
    older = dated("Planned", "1 February 2025", "february.xlsx")
    assert desk.one("UPR-3/140.1")["status"] == "in_progress"
    assert changes(older) == {
        ("UPR-3/140.1", "status"): ("in_progress", "in_progress (planned of 2025-02-01 is added as an earlier view)")
    }


def test_a_known_unit_that_a_sheet_puts_outside_the_mandate_is_a_conflict(desk):
    upr(desk, ["140.1", TORTURE, "MOJ", None, "Planned"])
    before = desk.everything()
    told = upr(desk, ["140.1", TORTURE, "MIA", None, "Out of mandate"])
    assert outcomes(told) == {"conflict": 1}
    assert "the sheet says 'Out of mandate', but UPR-3/140.1 is within the mandate" in problems(told)["E2"]
    assert desk.everything() == before


def test_two_rows_of_a_unit_of_which_one_puts_it_outside_the_mandate_contradict_each_other(desk):
    first, second = (["140.1", TORTURE, None, None, status] for status in ("Planned", "Out of mandate"))
    told = upr(desk, first, second)
    assert outcomes(told) == {"conflict": 2}
    assert list(problems(told).values()) == [
        "the recommendation has two statuses: out_of_mandate in row 3, planned here",
        "the recommendation has two statuses: planned in row 2, out_of_mandate here",
    ]
    assert desk.listing() == []


def test_a_new_unit_that_a_sheet_puts_outside_the_mandate_is_kept_apart(desk):
    row = ["140.1", TORTURE, None, None, "Out of mandate"]
    assert outcomes(upr(desk, row)) == {"new": 1}
    assert desk.one("UPR-3/140.1")["out_of_mandate"]
    assert outcomes(upr(desk, row)) == {"same": 1}


def test_references_are_text_so_140_10_is_not_140_1(desk):
    upr(desk, ["140.1", TORTURE, None, None, None, None, None], ["140.10", SCHOOLS, None, None, None, None, None])
    assert [row["code"] for row in desk.listing()] == ["UPR-3/140.1", "UPR-3/140.10"]


def test_another_text_under_a_known_number_is_a_conflict_and_changes_nothing(desk):
    upr(desk, ["140.1", TORTURE, "MOJ", None, None, None, None])
    before = desk.everything()
    clash = upr(desk, ["140.1", SCHOOLS, "MSE", None, None, None, None])
    assert outcomes(clash) == {"conflict": 1}
    assert "UPR-3/140.1" in problems(clash)["B2"]
    assert desk.everything() == before
    assert clash.failed


def test_two_rows_with_one_number_and_different_texts_are_both_conflicts(desk):
    clash = upr(
        desk,
        ["140.1", TORTURE, "MOJ", None, None, None, None],
        ["140.1", SCHOOLS, "MSE", None, None, None, None],
        ["140.2", PRESS, "MOJ", None, None, None, None],
    )
    assert outcomes(clash) == {"new": 1, "conflict": 2}
    assert sorted(problems(clash)) == ["B2", "B3"]


def test_small_differences_of_a_text_are_the_same_text(desk):
    upr(desk, ["140.1", TORTURE, "MOJ", None, None, None, None])
    assert outcomes(upr(desk, ["140.1", TORTURE.replace("and set", "and  to set") + ".", "MOJ"])) == {"same": 1}


def test_a_row_without_a_number_is_found_by_its_text(desk):
    upr(desk, ["140.1", TORTURE, "MOJ", None, None, None, None])
    found = upr(desk, [None, TORTURE, "MOJ", None, "Planned", None, None])
    assert (outcomes(found), desk.one("UPR-3/140.1")["status"]) == ({"changed": 1}, "planned")


def test_a_near_text_without_a_number_is_a_question_never_a_silent_merge(desk):
    upr(desk, ["140.1", TORTURE, "MOJ", None, None, None, None])
    near = TORTURE.replace("independent visits", "a body for independent visits to prisons")
    asked = upr(desk, [None, near, "MOJ", None, "Planned", None, None])
    assert len(questions(asked)) == 1
    assert desk.one("UPR-3/140.1")["status"] is None


def test_a_text_that_a_person_knows_again_is_taken_and_not_asked_about_twice(desk):
    upr(desk, ["140.1", TORTURE, "MOJ", None, None, None, None])
    row = [None, TORTURE.replace("visits", "visits to every prison"), "MOJ", None, "Planned", None, None]
    asked = upr(desk, row, name="next.xlsx").questions[0]
    assert outcomes(upr(desk, row, name="next.xlsx", answers={asked.id: "UPR-3/140.1"})) == {"changed": 1}
    assert (desk.one("UPR-3/140.1")["status"], desk.one("UPR-3/140.1")["text"]) == ("planned", TORTURE)
    again = upr(desk, row, name="copy.xlsx")
    assert (outcomes(again), questions(again)) == ({"same": 1}, [])


def test_the_registers_own_codes_need_no_text_and_no_review(desk):
    upr(desk, ["140.1", TORTURE, "MOJ", None, None, None, None])
    sheet = desk.sheet([["Code", "Status", "Lead agency"], ["UPR-3/140.1", "In progress", "MFA"]])
    assert outcomes(desk.take(sheet)) == {"changed": 1}
    assert (desk.one("UPR-3/140.1")["lead"], desk.one("UPR-3/140.1")["status"]) == ("MFA", "in_progress")


def test_a_code_that_the_register_does_not_know_is_refused(desk):
    sheet = desk.sheet([["Code", "Status", "Lead agency"], ["UPR-3/999.1", "In progress", "MFA"]])
    refused = desk.take(sheet)
    assert outcomes(refused) == {"refused": 1}
    assert list(problems(refused)) == ["A2"]
    assert desk.listing() == []


def test_a_sheet_with_codes_speaks_for_the_whole_list_of_agencies(desk):
    upr(desk, ["140.1", TORTURE, "MOJ", "MIA; MOH", None, None, None])
    sheet = desk.sheet([["Code", "Contributing", "Status"], ["UPR-3/140.1", "MIA", "Planned"]])
    desk.take(sheet)
    assert desk.one("UPR-3/140.1")["contributing"] == ["MIA"]


def test_another_sheet_only_adds_to_lists(desk):
    upr(desk, ["140.1", TORTURE, "MOJ", "MIA; MOH", None, None, None])
    upr(desk, ["140.1", TORTURE, "MOJ", "MSE", None, None, None], name="other.xlsx")
    assert desk.one("UPR-3/140.1")["contributing"] == ["MIA", "MOH", "MSE"]


def test_rows_about_another_state_are_left_out_and_counted(desk):
    rows = [
        ["Country", "Document", "Paragraph", "Recommendation"],
        ["Azerbaijan", "CAT/C/AZE/CO/5", "13 (b)", "Guarantee access to a doctor of one's choice"],
        ["Georgia", "CAT/C/GEO/CO/4", "12", "Investigate allegations of ill-treatment"],
    ]
    told = desk.take(desk.sheet(rows))
    assert outcomes(told) == {"new": 1, "left_out": 1}
    assert "Georgia" in problems(told)["A3"]


def test_special_procedures_are_kept_apart_and_never_mixed_in(desk):
    rows = [
        ["Mechanism", "Document", "Para.", "Recommendation"],
        ["CAT", "CAT/C/AZE/CO/5", "13 (b)", "Guarantee access to a doctor of one's choice"],
        ["WG on arbitrary detention", "A/HRC/36/37/Add.1", "93", "End the detention of persons for their opinions"],
    ]
    assert outcomes(desk.take(desk.sheet(rows))) == {"new": 2}
    assert [(row["mechanism"], row["out_of_mandate"]) for row in desk.listing()] == [("CAT", False), ("SP", True)]
    assert [row["mechanism"] for row in desk.listing("--mandate", "in")] == ["CAT"]


def test_a_total_row_and_a_hint_row_are_left_out_with_their_reason(desk):
    told = upr(
        desk,
        ["e.g. 140.1", "e.g. Ratify ...", "select from list", None, "select from list", "dd.mm.yyyy", None],
        ["140.1", TORTURE, "MOJ", None, None, None, None],
        ["Total", "1 recommendation", None, None, None, None, None],
    )
    assert outcomes(told) == {"new": 1, "left_out": 2}
    assert list(problems(told)) == ["A2", "A4"]


def test_lettered_items_are_units_of_their_own(desk):
    text = (
        "The State party should: (a) Register every detention without delay; (b) Inform a relative within an hour; "
        "and (c) Let a lawyer in before the first questioning."
    )
    desk.take(desk.sheet([["Document", "Para.", "Recommendation"], ["CAT/C/AZE/CO/5", "13", text]]))
    assert [(row["code"], row["text"]) for row in desk.listing()] == [
        ("CAT-5/13(a)", "Register every detention without delay"),
        ("CAT-5/13(b)", "Inform a relative within an hour"),
        ("CAT-5/13(c)", "Let a lawyer in before the first questioning."),
    ]


def test_one_bad_file_never_stops_the_others(desk):
    good = desk.sheet([HEADER, ["140.1", TORTURE, "MOJ", None, None, None, None]])
    bad = desk.folder / "reply.xlsx"
    bad.write_bytes(b"")
    told = desk.take(bad, good, review="UPR-3")
    assert [plan.error is not None for plan in told.plans] == [True, False]
    assert (outcomes(told), told.failed) == ({"new": 1}, True)
    assert [row["code"] for row in desk.listing()] == ["UPR-3/140.1"]


def test_every_value_knows_its_file_sheet_and_cell(desk):
    upr(desk, ["140.1", TORTURE, "MOJ", "MIA", "In progress", "31.12.2027", "Draft law"], name="letter 12.xlsx")
    assert desk.one("UPR-3/140.1")["source"] == {"file": "letter 12.xlsx", "sheet": "Sheet1", "cell": "B2"}
    events = desk.run("history", "UPR-3/140.1", "--format", "json").json
    assert {event["what"]: event["source"] for event in events if event["what"] != "assigned"} == {
        "recorded": "letter 12.xlsx, Sheet1, B2",
        "status": "letter 12.xlsx, Sheet1, E2",
    }


def test_rows_that_did_not_go_in_come_back_to_be_mended(desk):
    upr(desk, ["140.1", TORTURE, "MOJ", None, None, None, None])
    sheet = desk.sheet([HEADER, ["140.1", SCHOOLS, "MSE"], ["140.2", PRESS, "MOJ"]])
    told = desk.run("import", sheet, "--review", "UPR-3")
    assert told.code == 1
    mend = desk.folder / "follow-up - to mend.xlsx"
    book = load_workbook(mend)
    page = book.active
    header = [cell.value for cell in page[2]]
    assert header[0] == "Error"
    assert "another text" in page.cell(3, 1).value
    page.cell(3, header.index("No.") + 1).value = "140.3"
    book.save(mend)
    assert desk.run("import", mend, "--review", "UPR-3").code == 0
    assert [row["code"] for row in desk.listing()] == ["UPR-3/140.1", "UPR-3/140.2", "UPR-3/140.3"]


def test_measures_are_kept_one_by_one(desk):
    header = ["No.", "Recommendation", "Lead agency", "Measures"]

    def measures():
        with Session(desk.engine) as session:
            return list(session.scalars(select(Measure.text).order_by(Measure.id)))

    desk.take(desk.sheet([header, ["140.1", TORTURE, "MOJ", "Draft law"]]), review="UPR-3")
    desk.ok("status", "UPR-3/140.1", "in_progress", "--note", "Heard", "--measure", "Round table")
    assert outcomes(desk.take(desk.sheet([header, ["140.1", TORTURE, "MOJ", "Draft law\nRound table"]]))) == {"same": 1}
    desk.take(desk.sheet([header, ["140.1", TORTURE, "MOJ", "Draft law\nRound table\nTraining"]]))
    assert measures() == ["Draft law", "Round table", "Training"]
    desk.take(desk.sheet([header, ["140.1", TORTURE, "MOJ", "Law adopted\nRound table"]]))
    assert measures() == ["Law adopted", "Round table"]


def test_an_assignment_that_begins_later_ends_when_it_begins(desk):
    upr(desk, ["140.1", TORTURE, "MOJ", None, None, None, None])
    desk.ok("assign", "UPR-3/140.1", "--lead", "MIA", "--date", "2026-06-01")
    later = {"name": "later.xlsx", "answers": {"newer:later.xlsx/Sheet1": "newer"}}
    assert outcomes(upr(desk, ["140.1", TORTURE, "MFA", None, None, None, None], **later)) == {"changed": 1}
    assert desk.one("UPR-3/140.1")["lead"] == "MFA"


def test_where_the_first_agency_is_open_nobody_leads_and_a_second_import_says_the_same(desk):
    row = ["140.1", TORTURE, "Baku Media Centre, MIA", None, None, None, None]
    upr(desk, row, yes=True)
    first = desk.one("UPR-3/140.1")
    assert (first["lead"], first["contributing"]) == (None, ["MIA"])
    assert outcomes(upr(desk, row, yes=True)) == {"same": 1}


def test_a_first_agency_that_is_recognised_by_an_answer_leads(desk):
    row = ["140.1", TORTURE, "Minstry of Youth and Sports; MIA", None, None, None, None]
    upr(desk, row, yes=True)
    first = desk.one("UPR-3/140.1")
    assert (first["lead"], first["contributing"]) == ("MYS", ["MIA"])
    assert outcomes(upr(desk, row, yes=True)) == {"same": 1}


def test_a_unit_that_got_its_number_is_found_by_it(desk):
    header = ["No.", "Recommendation"]
    desk.take(desk.sheet([header, [None, TORTURE], [None, SCHOOLS]]), review="UPR-3", yes=True)
    desk.take(desk.sheet([header, ["140.1", TORTURE]], "numbered.xlsx"), review="UPR-3", yes=True)
    assert [row["text"] for row in desk.listing("--text", "140")] == [TORTURE]


def test_a_unit_that_got_its_number_and_its_opening_words_is_found_by_both(desk):
    header = ["No.", "Opening words", "Recommendation"]
    desk.take(desk.sheet([header, [None, None, TORTURE], ["140.2", None, SCHOOLS]]), review="UPR-3", yes=True)
    told = [["140.1", "The State should without delay", TORTURE], ["140.2", "The State should in earnest", SCHOOLS]]
    desk.take(desk.sheet([header, *told], "more.xlsx"), review="UPR-3", yes=True)
    assert [row["code"] for row in desk.listing("--text", "without delay")] == ["UPR-3/140.1"]
    assert [row["code"] for row in desk.listing("--text", "earnest")] == ["UPR-3/140.2"]
    assert [row["text"] for row in desk.listing("--text", "ratify 140.1")] == [TORTURE]


def test_a_thousand_ditto_marks_repeat_the_first_cell(desk):
    rows = [
        [f"140.{number}", f"{PRESS} in district {number}", "MOJ" if number == 1 else '"'] for number in range(1, 1201)
    ]
    desk.take(desk.sheet([["No.", "Recommendation", "Lead agency"], *rows]), review="UPR-3", yes=True)
    assert {row["lead"] for row in desk.listing()} == {"MOJ"}


def test_rows_are_written_in_portions(desk, monkeypatch):
    monkeypatch.setattr("imports.apply.sheets._STEP", 2)
    rows = [["No.", "Recommendation", "Lead agency", "Theme"]]
    rows += [[f"140.{number}", f"Train judges of district {number}", "MOJ", "Own theme"] for number in range(1, 6)]
    assert outcomes(desk.take(desk.sheet(rows), review="UPR-3")) == {"new": 5}
    rows[5][2] = "MOH"
    assert outcomes(desk.take(desk.sheet(rows), review="UPR-3")) == {"same": 4, "changed": 1}
    assert outcomes(desk.take(desk.sheet(rows), review="UPR-3")) == {"same": 5}


def test_two_rows_of_a_unit_with_different_statuses_give_it_neither(desk):
    told = upr(desk, *(["140.1", TORTURE, "MOJ", None, status] for status in ("Planned", "In progress")))
    assert outcomes(told) == {"new": 1, "changed": 1}
    assert desk.one("UPR-3/140.1")["status"] is None
