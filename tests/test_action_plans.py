"""Plans of activities: several rows under one recommendation, each with its own agency, day and status."""

from desk import outcomes, problems
from openpyxl import load_workbook

TITLE = ["Action plan for the recommendations of the UPR, fourth cycle"]
HEADER = ["No.", "Recommendation", "Activity", "Responsible", "Deadline", "Status"]
DISABILITY = "Ratify the Optional Protocol to the Convention on the Rights of Persons with Disabilities"
JUDGES = "Strengthen the independence of the judiciary"
DRAFT = ["Prepare the draft law", "Ministry of Justice", "2026-06-30", "Implemented"]
SUBMIT = ["Submit the draft law", "Ministry of Foreign Affairs", "2026-12-31", "Not started"]
TRAIN = ["Train 200 judges", "Ministry of Justice", "2027-12-31", "Not started"]


def notes(result):
    return [note for plan in result.plans for sheet in plan.sheets for note in sheet.notes]


def plan(desk, *rows, header=HEADER):
    return desk.take(desk.sheet([TITLE, header, *rows], "plan.xlsx"), yes=True)


def test_of_different_statuses_of_activities_none_is_the_recommendations(desk):
    rows = [["140.1", DISABILITY, *DRAFT], ["140.1", DISABILITY, *SUBMIT], ["140.2", JUDGES, *TRAIN]]
    done = plan(desk, *rows)
    assert outcomes(done) == {"new": 2, "changed": 1}
    assert "rows of one recommendation state different statuses, so none of them was taken: F3, F4" in notes(done)
    one = desk.one("UPR-4/140.1")
    assert (one["status"], one["lead"], one["due"]) == (None, "MOJ", "2026-12-31")
    assert "Left open:      status 'Implemented' (F3)" in desk.ok("show", "UPR-4/140.1")
    assert desk.one("UPR-4/140.2")["status"] == "not_started"


def test_such_a_plan_changes_nothing_the_second_time(desk):
    rows = [["140.1", DISABILITY, *DRAFT], ["", "", *SUBMIT]]
    plan(desk, *rows)
    before = desk.everything()
    assert outcomes(plan(desk, *rows)) == {"same": 2}
    assert desk.everything() == before


def test_a_status_of_the_group_stays_where_activities_have_others(desk):
    plan(desk, ["140.1", DISABILITY, "", "", "", "Planned"])
    plan(desk, ["140.1", DISABILITY, *DRAFT], ["140.1", DISABILITY, *SUBMIT])
    assert desk.one("UPR-4/140.1")["status"] == "planned"


def test_activities_in_merged_rows_are_all_kept(desk):
    file = desk.sheet([TITLE, HEADER, ["140.1", DISABILITY, *DRAFT], [None, None, *SUBMIT]], "plan.xlsx")
    book = load_workbook(file)
    book.active.merge_cells("A3:A4")
    book.active.merge_cells("B3:B4")
    book.save(file)
    desk.take(file, yes=True)
    told = desk.ok("show", "UPR-4/140.1")
    assert "Prepare the draft law" in told
    assert "Submit the draft law" in told
    assert desk.one("UPR-4/140.1")["status"] is None


def test_rows_numbered_below_a_recommendation_are_its_measures(desk):
    header = ["No.", "Recommendation / activity", "Responsible", "Deadline", "Status"]
    rows = [["140.1", DISABILITY, "", "", ""], ["140.1.1", *DRAFT], ["140.1.2", *SUBMIT], ["140.2", JUDGES, "", "", ""]]
    done = plan(desk, *rows, header=header)
    assert [row["code"] for row in desk.listing()] == ["UPR-4/140.1", "UPR-4/140.2"]
    assert notes(done) == [
        "rows numbered below a recommendation (140.1.2 below 140.1) are its measures, with their statuses: 4, 5"
    ]
    assert desk.one("UPR-4/140.1")["status"] is None
    assert "Prepare the draft law (Implemented)" in desk.ok("show", "UPR-4/140.1")
    assert outcomes(plan(desk, *rows, header=header)) == {"same": 4}


def test_activities_in_a_column_of_their_own_may_be_numbered_so_too(desk):
    plan(desk, ["140.1", DISABILITY, "", "", "", "Planned"], ["140.1.1", "", *DRAFT])
    assert desk.one("UPR-4/140.1")["status"] == "planned"
    assert "Prepare the draft law (Implemented)" in desk.ok("show", "UPR-4/140.1")


def test_a_number_below_another_recommendation_is_no_activity(desk):
    done = plan(desk, ["140.1", DISABILITY, "", "", "", ""], ["140.7.1", "", *DRAFT])
    assert "'140.7.1' is not a number of a recommendation" in problems(done)["A4"]


def test_numbers_of_activities_are_not_those_that_the_texts_begin_with(desk):
    header = ["Recommendation", "No. of activity", *HEADER[2:]]
    plan(
        desk,
        [f"140.1 {DISABILITY}", "1.1", *DRAFT],
        ["", "1.2", *SUBMIT],
        [f"140.2 {JUDGES}", "2.1", *TRAIN],
        header=header,
    )
    assert [row["code"] for row in desk.listing()] == ["UPR-4/140.1", "UPR-4/140.2"]
    assert "Submit the draft law" in desk.ok("show", "UPR-4/140.1")


def test_a_column_may_name_the_agency_and_the_day(desk):
    header = ["No.", "Recommendation", "Responsible / deadline"]
    plan(
        desk,
        ["140.1", DISABILITY, "Ministry of Justice, 2027-03-01"],
        ["140.2", JUDGES, "MFA / June 2027"],
        header=header,
    )
    assert [(row["lead"], row["due"]) for row in desk.listing()] == [("MOJ", "2027-03-01"), ("MFA", "2027-06")]


def test_of_different_positions_none_is_taken(desk):
    header = ["No.", "Recommendation", "Recommending State", "Position"]
    done = plan(
        desk, ["140.1", DISABILITY, "Chile", "Supported"], ["140.1", DISABILITY, "Cuba", "Noted"], header=header
    )
    assert "rows of one recommendation state different positions, so none of them was taken: D3, D4" in notes(done)
    one = desk.one("UPR-4/140.1")
    assert (one["position"], one["states"]) == (None, ["Chile", "Cuba"])


def test_of_one_status_of_two_days_the_later_day_counts(desk):
    header = ["No.", "Recommendation", "Status", "Date of status"]
    rows = [["140.1", DISABILITY, "Planned", day] for day in ("2024-02-01", "2025-02-01")]
    plan(desk, *rows, header=header)
    assert "Status:         Planned, 2025-02-01" in desk.ok("show", "UPR-4/140.1")
