"""``tracker import`` at a terminal and in a pipe: what it says, what it writes, how it ends."""

import json

import pytest

HEADER = ["No.", "Recommendation", "Lead agency", "Status", "Note"]
LAW = ["140.1", "Adopt a law on domestic violence", "MOJ", "Planned", ""]
SCHOOL = ["140.2", "Ensure inclusive education for all children", "MSE", "Implemented", ""]
ODD = ["140.3", "Lift the limits on peaceful assembly", "Minstry of Youth and Sports", "Parked", ""]


def listed(desk, *words):
    return desk.run("import", *words, "--format", "json").json


def test_json_tells_the_whole_plan(desk):
    sheet = desk.sheet([["Recommendations of the UPR"], HEADER, LAW, ODD, ["", "", "", "", "see the annex"]])
    told = listed(desk, sheet, "--review", "UPR-3", "--dry-run")
    ((found,),) = (file.pop("sheets") for file in told["files"])
    assert told == {
        "files": [{"file": "follow-up.xlsx", "new_agencies": {}, "new_reviews": []}],
        "applied": False,
        "batch": None,
    }
    asked = found.pop("questions")
    assert found == {
        "name": "Sheet1",
        "kind": "recommendations",
        "format": "tracking sheet",
        "header_rows": [2],
        "columns": {"reference": "A", "text": "B", "lead": "C", "status": "D", "note": "E"},
        "rows": 3,
        "outcomes": {"new": 2, "changed": 0, "same": 0, "conflict": 0, "refused": 0, "left_out": 1},
        "speaker": "",
        "as_of": {"day": "2026-03-02", "from": "import"},
        "new": ["UPR-3/140.1", "UPR-3/140.3"],
        "problems": [{"cell": "E5", "outcome": "left_out", "reason": "text under the table ('see the annex')"}],
        "changes": [],
        "answered": [],
        "notes": [],
        "structure": {"header": 0, "section": 0, "blank": 0},
    }
    assert [question["id"] for question in asked] == ["agency:minstry of youth and sports", "status:parked"]
    assert asked[0]["text"] == "Is 'Minstry of Youth and Sports' the Ministry of Youth and Sports?"
    assert (asked[0]["candidates"][0], asked[0]["labels"]["MYS"]) == ("MYS", "Ministry of Youth and Sports")
    assert [question["cells"] for question in asked] == [["C4"], ["D4"]]


def test_json_tells_changes_and_problems_by_cell(desk):
    desk.take(desk.sheet([HEADER, LAW, SCHOOL]), review="UPR-3")
    changed = [*LAW[:2], "MIA", *LAW[3:]]
    other = ["140.2", "Close all boarding schools by the end of the year", "MSE", "Implemented", ""]
    told = desk.run("import", desk.sheet([HEADER, changed, other]), "--review", "UPR-3", "--format", "json")
    (sheet,) = told.json["files"][0]["sheets"]
    assert told.code == 1
    assert sheet["changes"] == [{"code": "UPR-3/140.1", "field": "lead", "old": "MOJ", "new": "MIA", "cell": "C2"}]
    (problem,) = sheet["problems"]
    assert (problem["cell"], problem["outcome"]) == ("B3", "conflict")
    assert "UPR-3/140.2" in problem["reason"]
    assert (told.json["applied"], told.json["batch"]) == (True, 3)


@pytest.mark.parametrize("form", ["table", "json"])
def test_a_dry_run_shows_the_plan_and_changes_nothing(desk, form):
    before = desk.everything()
    told = desk.run("import", desk.sheet([HEADER, LAW]), "--review", "UPR-3", "--dry-run", "--format", form)
    assert (told.code, told.err) == (0, "")
    assert "1 new" in told.out or told.json["files"][0]["sheets"][0]["outcomes"]["new"] == 1
    assert desk.everything() == before
    assert [path.name for path in desk.folder.iterdir() if path.suffix == ".xlsx"] == ["follow-up.xlsx"]


def test_a_dry_run_says_that_it_was_one(quick_desk):
    sheet = quick_desk.sheet([HEADER, LAW])
    assert "nothing was changed" in quick_desk.ok("import", sheet, "--review", "UPR-3", "--dry-run")


def test_what_went_in_can_be_taken_back_by_its_number(desk):
    told = desk.ok("import", desk.sheet([HEADER, LAW]), "--review", "UPR-3")
    assert told.splitlines()[-1] == "Done: batch 2. To undo it: tracker undo 2"
    desk.ok("undo", "2")
    assert desk.listing() == []


def test_a_sheet_that_says_nothing_new_leaves_no_batch(desk):
    sheet = desk.sheet([HEADER, LAW])
    desk.take(sheet, review="UPR-3")
    before = desk.everything()
    assert "Nothing to do" in desk.ok("import", sheet, "--review", "UPR-3")
    told = listed(desk, sheet, "--review", "UPR-3")
    assert (told["applied"], told["batch"]) == (True, None)
    assert desk.everything() == before


def test_several_files_are_one_batch(desk):
    first, second = desk.sheet([HEADER, LAW], "visits.xlsx"), desk.sheet([HEADER, SCHOOL], "schools.xlsx")
    desk.ok("import", first, second, "--review", "UPR-3")
    (newest, _) = desk.run("batches", "--format", "json").json
    assert (newest["batch"], newest["what"]) == (2, "import of visits.xlsx, schools.xlsx")
    assert len(desk.listing()) == 2


def test_a_file_that_cannot_be_read_does_not_stop_the_others(desk):
    told = desk.run("import", desk.folder / "lost.xlsx", desk.sheet([HEADER, LAW]), "--review", "UPR-3")
    assert told.code == 1
    assert told.err.count("\n") == 1
    assert "lost.xlsx: there is no such file" in told.err
    assert "Done: batch 2" in told.out
    assert [row["code"] for row in desk.listing()] == ["UPR-3/140.1"]


def test_a_file_that_cannot_be_read_is_told_in_json_too(quick_desk):
    told = quick_desk.run("import", quick_desk.folder / "lost.xlsx", "--format", "json")
    assert told.code == 1
    (file,) = told.json["files"]
    assert (file["file"], file["sheets"]) == ("lost.xlsx", [])
    assert "there is no such file" in file["error"]
    assert (told.json["applied"], told.json["batch"]) == (False, None)


def test_open_questions_are_listed_with_the_two_ways_to_answer(desk):
    before = desk.everything()
    told = desk.run("import", desk.sheet([HEADER, ODD]), "--review", "UPR-3")
    assert (told.code, desk.everything()) == (1, before)
    assert "Open: Is 'Minstry of Youth and Sports' the Ministry of Youth and Sports? (C2) Likely: MYS" in told.out
    assert "--answers FILE" in told.out
    assert "--yes" in told.out


def test_a_guess_is_named_in_the_plan_and_an_answer_is_not(quick_desk):
    guess = "Assumed without asking: 'Minstry of Youth and Sports' is MYS Ministry of Youth and Sports (C2)"
    sheet = quick_desk.sheet([HEADER, ODD])
    answered = {"agency:minstry of youth and sports": "MYS"}
    (quick_desk.folder / "answers.json").write_text(json.dumps(answered))
    told = quick_desk.run(
        "import", sheet, "--review", "UPR-3", "--answers", quick_desk.folder / "answers.json", "--dry-run"
    )
    assert "Assumed without asking" not in told.out
    assert guess in quick_desk.run("import", sheet, "--review", "UPR-3", "--yes", "--dry-run").out
    told = quick_desk.run("import", sheet, "--review", "UPR-3", "--yes", "--format", "json").json
    assert [answer["guessed"] for answer in told["files"][0]["sheets"][0]["answered"]] == [True]


def test_cells_of_a_question_are_cut_to_the_first_four(quick_desk):
    rows = [
        [f"140.{number}", f"Do the thing number {number}", "Minstry of Youth and Sports", "", ""]
        for number in range(1, 8)
    ]
    told = quick_desk.run("import", quick_desk.sheet([HEADER, *rows]), "--review", "UPR-3")
    assert "(C2, C3, C4, C5 and 3 more)" in told.out


@pytest.mark.parametrize(("number", "told_as"), [(3, ["B3", "B4", "B5"]), (8, ["B3", "B4", "..."])])
def test_many_problems_of_one_kind_are_told_together(quick_desk, number, told_as):
    rows = [[f"140.{row}", "=A1", "MOJ", "Planned", ""] for row in range(2, number + 2)]
    told = quick_desk.run("import", quick_desk.sheet([HEADER, LAW, *rows]), "--review", "UPR-3", "--dry-run")
    lines = [line.strip() for line in told.out.splitlines() if "refused: " in line or "like these" in line]
    assert [line.split()[0] for line in lines] == told_as
    assert lines[-1] == "... and 6 more rows like these" or number == len(lines)


def test_changes_are_told_with_cell_code_old_and_new(quick_desk):
    quick_desk.take(quick_desk.sheet([HEADER, LAW]), review="UPR-3")
    told = quick_desk.ok("import", quick_desk.sheet([HEADER, [*LAW[:2], "MIA", *LAW[3:]]]), "--review", "UPR-3")
    assert "    C2 UPR-3/140.1: lead agency MOJ -> MIA" in told.splitlines()


def test_sheets_without_recommendations_are_named(quick_desk):
    from openpyxl import load_workbook

    sheet = quick_desk.sheet([HEADER, LAW], title="UPR")
    book = load_workbook(sheet)
    book.create_sheet("Contacts").append(["Name", "Telephone"])
    book.save(sheet)
    told = quick_desk.ok("import", sheet, "--review", "UPR-3")
    assert "  Sheet 'UPR': 1 row: 1 new" in told.splitlines()
    assert any(line.startswith("  Sheet 'Contacts': ") for line in told.splitlines())


@pytest.mark.parametrize(("form", "name"), [("json", "answers.json"), ("csv", "answers.csv")])
def test_answers_of_a_file_settle_every_kind_of_question(desk, form, name):
    said = {
        "agency:minstry of youth and sports": "MYS",
        "status:parked": "planned",
        "review:follow-up.xlsx/Sheet1": "UPR-3",
    }
    rows = "".join(f'"{question}",{answer}\n' for question, answer in said.items())
    text = json.dumps(said) if form == "json" else f"Question,Answer\n{rows}"
    (desk.folder / name).write_text(text, encoding="utf-8-sig")
    told = listed(desk, desk.sheet([HEADER, ODD]), "--answers", desk.folder / name)
    (sheet,) = told["files"][0]["sheets"]
    assert {answer["id"]: answer["answer"] for answer in sheet["answered"]} == said
    row = desk.one("UPR-3/140.3")
    assert (row["lead"], row["status"]) == ("MYS", "planned")


def test_answers_saved_by_an_excel_that_separates_with_semicolons_are_read(quick_desk):
    (quick_desk.folder / "a.csv").write_text(
        "question;answer\nagency:minstry of youth and sports;MYS\nstatus:parked;planned\n"
    )
    sheet = quick_desk.sheet([HEADER, ODD])
    told = quick_desk.run("import", sheet, "--review", "UPR-3", "--answers", quick_desk.folder / "a.csv")
    assert (told.code, quick_desk.listing()[0]["lead"]) == (0, "MYS")


@pytest.mark.parametrize(
    "said",
    [
        {"agency:minstry of youth and sports": "SPORT", "status:parked": "planned"},
        {"agency:minstry of youth and sports": "MYS", "status:parked": "nonsense"},
    ],
    ids=["agency", "status"],
)
def test_an_answer_that_does_not_exist_is_one_message_and_changes_nothing(desk, said):
    before = desk.everything()
    (desk.folder / "answers.json").write_text(json.dumps(said))
    told = desk.run("import", desk.sheet([HEADER, ODD]), "--review", "UPR-3", "--answers", desk.folder / "answers.json")
    assert (told.code, desk.everything()) == (1, before)
    assert "SPORT" in told.err or "nonsense" in told.err


def test_an_answer_is_understood_whatever_its_case_and_a_blank_one_is_none(quick_desk):
    (quick_desk.folder / "a.csv").write_text(
        "question,answer\nagency:minstry of youth and sports,mys\nstatus:parked,\n"
    )
    told = listed(
        quick_desk, quick_desk.sheet([HEADER, ODD]), "--review", "UPR-3", "--answers", quick_desk.folder / "a.csv"
    )
    (sheet,) = told["files"][0]["sheets"]
    assert [answer["answer"] for answer in sheet["answered"]] == ["MYS"]
    assert [question["id"] for question in sheet["questions"]] == ["status:parked"]


def test_a_wrong_answer_does_not_spoil_the_next_import(desk):
    (desk.folder / "answers.json").write_text(
        json.dumps({"agency:minstry of youth and sports": "MYS", "status:parked": "nonsense"})
    )
    desk.run("import", desk.sheet([HEADER, ODD]), "--review", "UPR-3", "--answers", desk.folder / "answers.json")
    again = desk.sheet([HEADER, ["140.4", "Publish data on detention", "MOJ", "Parked", ""]], "later.xlsx")
    assert desk.run("import", again, "--review", "UPR-3", "--yes").code == 0


def test_the_person_who_acts_is_kept(quick_desk, monkeypatch):
    quick_desk.ok("import", quick_desk.sheet([HEADER, LAW]), "--review", "UPR-3", "--as", "Aygün")
    quick_desk.ok("import", quick_desk.sheet([HEADER, SCHOOL]), "--review", "UPR-3")
    assert [batch["who"] for batch in quick_desk.run("batches", "--format", "json").json] == ["Leyla", "Aygün", "test"]


def test_the_plan_shows_what_new_recommendations_keep_only_in_words(desk):
    rows = [
        ["No.", "Recommendation", "Lead agency", "Status", "Deadline"],
        ["138.1", "Open shelters for women", "MOJ", "In progress", "soon"],
        ["138.2", "Train all judges", "MOJ", "Planned", "after the elections"],
        ["138.3", "Register all births", "MOJ", "Planned", "after the elections"],
        ["138.4", "Publish the figures", "MOJ", "Planned", "31.12.2027"],
    ]
    told = desk.ok("import", desk.sheet(rows), "--review", "UPR-4", "--yes")
    assert "    E2 UPR-4/138.1: due date kept in words: 'soon' is not a date\n" in told
    left = "due date left open, kept as written: 'after the elections'"
    assert f"    E3 UPR-4/138.2, E4 UPR-4/138.3: {left}\n" in told
    assert "E5" not in told


def test_the_plan_says_which_value_of_a_known_recommendation_is_left_open(desk):
    heading = ["No.", "Recommendation", "Status"]
    desk.ok("import", desk.sheet([heading, ["138.1", "Open shelters for women", ""]]), "--review", "UPR-4", "--yes")
    sheet = desk.sheet([heading, ["138.1", "Open shelters for women", "Zzz"]], "later.xlsx")
    assert "C2 UPR-4/138.1: status left open, kept as written: 'Zzz'" in desk.ok(
        "import", sheet, "--review", "UPR-4", "--yes"
    )


def test_people_read_the_labels_of_statuses_and_programs_the_codes(desk):
    heading = ["No.", "Recommendation", "Status"]
    desk.ok("import", desk.sheet([heading, ["138.1", "Open shelters", "Not started"]]), "--review", "UPR-4", "--yes")
    sheet = desk.sheet([heading, ["138.1", "Open shelters", "In progress"]], "later.xlsx")
    words = ("import", sheet, "--review", "UPR-4", "--dry-run")
    assert "status Not started -> In progress" in desk.ok(*words)
    (change,) = desk.run(*words, "--format", "json").json["files"][0]["sheets"][0]["changes"]
    assert (change["old"], change["new"]) == ("not_started", "in_progress")
    assert "Not started (secretariat, " in desk.ok("history", "UPR-4/138.1")
    told = desk.run("history", "UPR-4/138.1", "--format", "json").json
    assert any(event["new"].startswith("not_started (secretariat, ") for event in told)
    assert "Not started" in desk.ok("list")
    assert desk.one("UPR-4/138.1")["status"] == "not_started"
