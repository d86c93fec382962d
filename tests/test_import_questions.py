"""What only a person can know: questions, answers, and what is remembered of them."""

import json
from datetime import datetime

import pytest
from desk import outcomes, questions
from openpyxl import Workbook

from tracker.errors import BadFile, NotFound

TEXT = "Let journalists work without being registered by the State"


def sheet_with(desk, header, *rows, name="follow-up.xlsx"):
    return desk.sheet([header, *rows], name)


def agencies(desk, *names):
    rows = [[f"140.{number}", f"{TEXT} in district {number}", name] for number, name in enumerate(names, start=1)]
    return sheet_with(desk, ["No.", "Recommendation", "Lead agency"], *rows)


def test_an_unknown_name_is_a_question_with_candidates(desk):
    (question,) = desk.take(agencies(desk, "Minstry of Youth and Sports"), review="UPR-3").questions
    assert question.text == "Is 'Minstry of Youth and Sports' the Ministry of Youth and Sports?"
    assert (question.candidates[0], question.clear, question.cells) == ("MYS", True, ["C2"])


def test_an_answer_is_remembered_as_a_spelling(desk):
    desk.take(
        agencies(desk, "Minstry of Youth and Sports"),
        review="UPR-3",
        answers={"agency:minstry of youth and sports": "MYS"},
    )
    assert desk.one("UPR-3/140.1")["lead"] == "MYS"
    again = sheet_with(
        desk, ["No.", "Recommendation", "Lead agency"], ["140.2", TEXT, "MINSTRY OF YOUTH AND SPORTS"], name="b.xlsx"
    )
    assert questions(desk.take(again, review="UPR-3")) == []
    assert desk.one("UPR-3/140.2")["lead"] == "MYS"


def test_yes_takes_what_is_clear_and_leaves_the_rest_open_and_listed(desk):
    told = desk.run("import", agencies(desk, "Minstry of Youth and Sports", "The Bureau"), "--review", "UPR-3", "--yes")
    assert told.code == 0
    assert [desk.one(f"UPR-3/140.{number}")["lead"] for number in (1, 2)] == ["MYS", None]
    shown = desk.run("show", "UPR-3/140.2", "--format", "json").json
    assert shown["open"] == [{"field": "lead", "text": "The Bureau", "cell": "C3"}]


def test_without_an_answer_nothing_is_written(desk):
    before = desk.everything()
    told = desk.run("import", agencies(desk, "Minstry of Youth and Sports"), "--review", "UPR-3")
    assert (told.code, desk.everything()) == (1, before)
    assert "--answers" in told.out


@pytest.mark.parametrize("form", ["json", "csv"])
def test_answers_may_come_from_a_file(desk, form):
    answers = desk.folder / f"answers.{form}"
    answers.write_text(
        json.dumps({"agency:minstry of youth and sports": "MYS"})
        if form == "json"
        else "question,answer\nagency:minstry of youth and sports,MYS\n",
        encoding="utf-8",
    )
    assert (
        desk.run(
            "import", agencies(desk, "Minstry of Youth and Sports"), "--review", "UPR-3", "--answers", answers
        ).code
        == 0
    )
    assert desk.one("UPR-3/140.1")["lead"] == "MYS"


@pytest.mark.parametrize("text", ["{not json", b"\xff\xfe\x00"])
def test_answers_that_cannot_be_read_are_one_clear_error(quick_desk, text):
    answers = quick_desk.folder / "answers.json"
    answers.write_bytes(text if isinstance(text, bytes) else text.encode())
    told = quick_desk.run("import", agencies(quick_desk, "MOJ"), "--answers", answers)
    assert told.code == 1
    assert "answers.json" in told.err


def test_a_dash_leaves_a_value_as_it_is_written(desk):
    told = desk.take(agencies(desk, "The Bureau"), review="UPR-3", answers={"agency:the bureau": "-"})
    assert (questions(told), desk.one("UPR-3/140.1")["lead"]) == ([], None)


def test_a_sheet_that_names_no_review_asks_for_it(desk):
    (question,) = desk.take(agencies(desk, "MOJ")).questions
    assert question.id.startswith("review")
    assert {"UPR-3", "UPR-4"} <= set(question.candidates)


def test_a_sheet_is_not_asked_twice_for_its_review(desk):
    sheet = agencies(desk, "MOJ")
    desk.take(sheet, answers={desk.take(sheet).questions[0].id: "UPR-3"})
    assert questions(desk.take(sheet)) == []
    assert desk.one("UPR-3/140.1")["lead"] == "MOJ"


def test_a_colour_without_a_key_is_a_question(desk):
    from openpyxl import load_workbook
    from openpyxl.styles import PatternFill

    path = sheet_with(desk, ["No.", "Recommendation", "Status"], ["140.1", TEXT, None], ["140.2", f"{TEXT} too", None])
    book = load_workbook(path)
    for cell in ("C2", "C3"):
        book.active[cell].fill = PatternFill("solid", fgColor="FFFF00")
    book.save(path)
    (question,) = desk.take(path, review="UPR-3").questions
    assert question.text == "What does yellow (FFFF00) mean in column C?"
    desk.take(path, review="UPR-3", answers={question.id: "in_progress"})
    assert [desk.one(f"UPR-3/140.{number}")["status"] for number in (1, 2)] == ["in_progress", "in_progress"]


def test_ongoing_is_ambiguous_and_asked(desk):
    path = sheet_with(desk, ["No.", "Recommendation", "Status"], ["140.1", TEXT, "Ongoing"])
    (question,) = desk.take(path, review="UPR-3").questions
    assert question.candidates == ("in_progress", "ongoing_continuous")


def test_a_person_may_say_what_a_column_holds_and_the_layout_is_remembered(desk):
    header = ["No.", "Recommendation", "Where are we with this"]
    path = sheet_with(desk, header, ["140.1", TEXT, "Planned"], ["140.2", f"{TEXT} too", "Implemented"])
    desk.ok("import", path, "--review", "UPR-3", "--column", "Where are we with this", "note")
    assert desk.run("show", "UPR-3/140.1", "--format", "json").json["note"] == "Planned"
    assert desk.run("layouts", "--format", "json").json[0]["name"] == "follow-up.xlsx / Sheet1"
    later = sheet_with(desk, header, ["140.3", f"{TEXT} again", "Planned"], name="later.xlsx")
    desk.ok("import", later, "--review", "UPR-3")
    assert desk.run("show", "UPR-3/140.3", "--format", "json").json["note"] == "Planned"


def test_a_column_may_be_left_out(desk):
    path = sheet_with(desk, ["No.", "Recommendation", "Status"], ["140.1", TEXT, "Planned"])
    desk.ok("import", path, "--review", "UPR-3", "--column", "Status", "-")
    assert desk.one("UPR-3/140.1")["status"] is None


def test_a_field_that_does_not_exist_is_named(desk):
    path = sheet_with(desk, ["No.", "Recommendation", "Status"], ["140.1", TEXT, "Planned"])
    with pytest.raises(NotFound, match="there is no field 'stattus'"):
        desk.take(path, review="UPR-3", answers={"column:Status": "stattus"})


def test_a_review_that_does_not_exist_is_named(desk):
    with pytest.raises(NotFound, match="there is no review 'UPR-9'"):
        desk.take(agencies(desk, "MOJ"), review="UPR-9")


def test_a_percentage_is_asked_once_for_the_whole_sheet(desk):
    header = ["No.", "Recommendation", "Progress, %"]
    rows = [["140.1", TEXT, 0], ["140.2", f"{TEXT} too", 60], ["140.3", f"{TEXT} again", 100]]
    path = sheet_with(desk, header, *rows)
    (question,) = desk.take(path, review="UPR-3").questions
    assert question.id == "percentages"
    desk.take(path, review="UPR-3", answers={"percentages": "yes"})
    assert [desk.one(f"UPR-3/140.{n}")["status"] for n in (1, 2, 3)] == ["not_started", "in_progress", "implemented"]


def test_several_agencies_in_the_lead_column_are_a_question_of_who_leads(desk):
    path = agencies(desk, "MOJ, MIA")
    (question,) = desk.take(path, review="UPR-3").questions
    assert question.candidates == ("first leads", "all contribute")
    desk.take(path, review="UPR-3", answers={question.id: "all contribute"})
    row = desk.one("UPR-3/140.1")
    assert (row["lead"], row["contributing"]) == (None, ["MOJ", "MIA"])


def test_answers_from_a_file_that_is_not_there(quick_desk):
    from imports.reading.questions import read_answers

    with pytest.raises(BadFile, match=r"answers\.json"):
        read_answers(quick_desk.folder / "answers.json")


def test_outcomes_are_counted_also_while_questions_are_open(desk):
    assert outcomes(desk.take(agencies(desk, "The Bureau"), review="UPR-3")) == {"new": 1}


def test_rows_that_name_their_committee_are_placed_each_with_its_own(desk):
    rows = [
        ["Committee", "Para", "Recommendation", "Lead"],
        ["CAT", "13(a)", "Look into every complaint of torture at once and through a body of its own", "MIA"],
        ["CEDAW", "23(b)", "Fund shelters for women in every district of the country", "SCFWCA"],
        ["CRC", "22", "Teach the rights of the child in every school of the country", "MSE"],
    ]
    desk.take(desk.sheet(rows), yes=True)
    assert {row["code"] for row in desk.listing()} == {"CAT-5/13(a)", "CEDAW-6/23(b)", "CRC-5-6/22"}


def test_a_review_that_was_named_is_not_that_of_rows_of_another_committee(desk):
    rows = [
        ["Para", "Recommendation", "Lead"],
        ["CEDAW", None, None],
        ["23(b)", "Fund shelters for women in every district of the country", "SCFWCA"],
        ["CAT", None, None],
        ["13(a)", "Look into every complaint of torture at once and through a body of its own", "MIA"],
    ]
    desk.take(desk.sheet(rows), review="CAT-5", yes=True)
    assert {row["code"] for row in desk.listing()} == {"CEDAW-6/23(b)", "CAT-5/13(a)"}


def test_what_a_doubtful_word_means_is_asked_once(desk):
    header = ["No.", "Recommendation", "Status"]
    desk.take(
        desk.sheet([header, ["140.1", TEXT, "Ongoing"]]), review="UPR-3", answers={"status:ongoing": "in_progress"}
    )
    told = desk.take(desk.sheet([header, ["140.2", "Teach it in schools", "Ongoing"]], "next.xlsx"), review="UPR-3")
    assert questions(told) == []
    assert desk.one("UPR-3/140.2")["status"] == "in_progress"


def test_the_same_file_is_read_anew_when_a_person_says_what_a_column_holds(desk):
    path = desk.sheet([["No.", "Recommendation", "Zhurnal"], ["140.1", TEXT, "Judges were trained"]])
    desk.ok("import", path, "--review", "UPR-3", "--yes")
    desk.ok("import", path, "--review", "UPR-3", "--column", "Zhurnal", "measures")
    assert desk.run("show", "UPR-3/140.1", "--format", "json").json["measures"][0]["text"] == "Judges were trained"


def test_a_day_in_the_measures_of_another_sheet_dates_no_status(desk):
    book = Workbook()
    for title, number, measure in (
        ("A", "140.1", ""),
        ("B", "140.2", "As of 12 March 2019, 41 police offices have cameras"),
    ):
        page = book.create_sheet(title)
        page.append(["No.", "Recommendation", "Status", "Measures"])
        page.append([number, f"{TEXT} {title}", "Planned", measure])
    book.remove(book.worksheets[0])
    book.properties.modified = datetime(2025, 5, 1)
    book.save(desk.folder / "two.xlsx")
    desk.take(desk.folder / "two.xlsx", review="UPR-3", yes=True)
    assert "2019" not in json.dumps(desk.run("show", "UPR-3/140.1", "--format", "json").json)


def dated(desk, *due):
    rows = [[f"140.{number}", f"{TEXT} in district {number}", day] for number, day in enumerate(due, start=1)]
    return sheet_with(desk, ["No.", "Recommendation", "Deadline"], *rows)


def test_one_due_date_shows_the_order_of_all(desk):
    desk.take(dated(desk, "05/06/2026", "12/25/2026", "00.01.1900", "46203"), review="UPR-3")
    assert [desk.one(f"UPR-3/140.{number}")["due"] for number in (1, 2, 3, 4)] == [
        *("2026-05-06", "2026-12-25", None, "2026-06-30")
    ]


def test_a_due_date_that_cannot_be_meant_is_asked(desk):
    sheet = dated(desk, "31.12.2202", "30.06.2026")
    (question,) = desk.take(sheet, review="UPR-3").questions
    assert (question.id, question.cells) == ("due:31.12.2202", ["C2"])
    assert "the year 2202 is too far off" in question.text
    assert [desk.one(f"UPR-3/140.{number}")["due"] for number in (1, 2)] == [None, "2026-06-30"]


def test_the_answer_is_the_due_date(desk):
    desk.take(dated(desk, "31.12.2202"), review="UPR-3", answers={"due:31.12.2202": "31.12.2026"})
    assert desk.one("UPR-3/140.1")["due"] == "2026-12-31"


def test_a_number_that_became_a_date_is_asked(desk):
    numbers = [datetime(2024, 5, 13), "13 (b)", "17 (a)", "21"]
    rows = [[number, f"{TEXT} in district {place}"] for place, number in enumerate(numbers)]
    sheet = sheet_with(desk, ["Paragraph", "Recommendation"], *rows)
    (question,) = desk.take(sheet, review="CAT-5").questions
    assert "turned into a date" in question.text
    assert question.cells == ["A2"]
    assert sorted(filter(None, (row["reference"] for row in desk.listing()))) == ["13(b)", "17(a)", "21"]


def test_a_body_that_leads_is_not_the_mechanism(desk):
    for heading in ("Main body", "Body", "Орган", "Main institution"):
        rows = [["No.", "Recommendation", heading, "Status"], ["138.1", "Adopt the law", "MOJ", "Planned"]]
        desk.take(desk.sheet(rows, f"{heading}.xlsx"), review="UPR-4", yes=True)
        assert desk.one("UPR-4/138.1")["lead"] == "MOJ", heading
        desk.ok("undo", str(desk.run("batches", "--format", "json").json[0]["batch"]))


def test_an_answer_that_is_not_a_date_is_refused(desk):
    rows = [["No.", "Recommendation", "Deadline"], ["138.1", "Adopt the law", "31.06.2026"]]
    sheet = desk.sheet(rows)
    answers = desk.folder / "answers.json"
    for said in ("31 iyun 2026", "ongoing_continuous"):
        answers.write_text(json.dumps({"due:31.06.2026": said}), encoding="utf-8")
        told = desk.run("import", sheet, "--review", "UPR-4", "--answers", answers)
        assert (told.code, f"'{said}' is not a date such as 2027-05-31" in told.err) == (1, True), told.err
    answers.write_text(json.dumps({"due:31.06.2026": "30.06.2026"}), encoding="utf-8")
    desk.ok("import", sheet, "--review", "UPR-4", "--answers", answers)
    assert desk.one("UPR-4/138.1")["due"] == "2026-06-30"


def test_no_review_is_proposed_from_the_number_of_a_paragraph(desk):
    rows = [["Reference", "Recommendation", "Status"], ["CAT 13(b)", "Let every detainee see a doctor", "Planned"]]
    told = desk.ok("import", desk.sheet(rows), "--dry-run")
    assert "CAT-13" not in told


def test_what_was_not_understood_is_settled_once_it_is_set_by_hand(desk):
    rows = [["No.", "Recommendation", "Lead agency", "Deadline"], ["138.1", "Adopt the law", "Parliamentary club", "?"]]
    desk.take(desk.sheet(rows), review="UPR-4", yes=True)
    before = desk.run("show", "UPR-4/138.1", "--format", "json").json["open"]
    assert {value["field"] for value in before} == {"lead", "due"}
    desk.did("due", "UPR-4/138.1", "--to", "2027-05-01")
    desk.did("assign", "UPR-4/138.1", "--lead", "MOJ")
    assert desk.run("show", "UPR-4/138.1", "--format", "json").json["open"] == []
    desk.ok("undo", str(desk.run("batches", "--format", "json").json[0]["batch"]))
    assert [value["field"] for value in desk.run("show", "UPR-4/138.1", "--format", "json").json["open"]] == ["lead"]


def test_what_was_assumed_is_not_remembered_as_an_answer(desk):
    rows = [["No.", "Recommendation", "Status"], ["140.1", "Adopt a law on legal aid", "implmented"]]
    desk.take(desk.sheet(rows), review="UPR-3", yes=True)
    assert desk.one("UPR-3/140.1")["status"] == "implemented"
    later = [rows[0], ["140.2", "Train all judges on legal aid", "implmented"]]
    assert questions(desk.take(desk.sheet(later, "later.xlsx"), review="UPR-3"))
