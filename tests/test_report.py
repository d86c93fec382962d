"""The progress report: its figures are those of the register, and a report on nothing says so."""

import csv
import json
import zipfile
from datetime import datetime

import pytest
from openpyxl import load_workbook
from own_reference import own, shipped
from reply import reply_of
from rounds import FIRST, SECOND, THIRD, open_round, with_recommendations, words_of

from exports.pack.first_page import shares_of_room

OF_STATUSES = ("statuses", "status_transitions", "status_words")
ENDINGS = ["xlsx", "docx", "pdf", "html", "csv", "json"]


def report(desk, *options, ending="json"):
    target = desk.folder / f"progress.{ending}"
    desk.ok("report", "progress", "-o", target, *options)
    return json.loads(target.read_text(encoding="utf-8")) if ending == "json" else target


def silent(desk):
    return {row["agency"]: len(row["not_heard_of"]) for row in report(desk)["has_not_reported"]}


def annex(desk, ending):
    """The pack of a meeting in one form: it has every recommendation."""
    desk.ok("report", "meeting", "-o", desk.folder / "pack")
    return desk.folder / "pack" / f"progress-2026-03-02-en.{ending}"


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_report_on_a_new_register_is_empty(desk, ending):
    assert report(desk, ending=ending)


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_report_on_a_review_without_recommendations_is_empty(desk, ending):
    with_recommendations(desk)
    assert report(desk, "--review", "UPR-1", "--since", "2026-01-01", ending=ending)


def test_a_report_on_nothing_says_so(desk):
    said = words_of(report(desk, ending="docx"))
    assert "No recommendation in the group's mandate matches this report." in said
    assert "By mechanism" not in said


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_report_on_recommendations_outside_the_mandate_alone_is_written(quick_desk, ending):
    rows = [["Mechanism", "No.", "Recommendation"], ["Special Rapporteur", "5", "Let the members of the press go"]]
    quick_desk.take(quick_desk.sheet(rows), yes=True)
    assert [row["out_of_mandate"] for row in quick_desk.listing()] == [True]
    assert report(quick_desk, "--since", "2026-01-01", ending=ending)


def test_the_figures_are_those_of_the_list(desk):
    with_recommendations(desk)
    figures = report(desk)["figures"]
    listed = [row["status"] for row in desk.listing()]
    assert (figures["Recommendations"], figures["Under way"], figures["Not begun"], figures["No status"]) == (
        len(listed),
        listed.count("in_progress"),
        listed.count("planned"),
        listed.count(None),
    )


def test_an_agency_whose_sheet_came_back_has_reported(desk):
    with_recommendations(desk)
    open_round(desk)
    reply = reply_of(desk, "MOJ").fill(THIRD, measures="A concept of the medical service is drafted")
    desk.ok("import", reply.save(desk.folder), "--yes")
    assert silent(desk) == {"Ministry of Internal Affairs": 1, "Ministry of Justice": 1}


def test_an_answer_that_says_nothing_is_no_report(desk):
    with_recommendations(desk)
    open_round(desk)
    desk.ok("import", reply_of(desk, "MOJ").save(desk.folder), "--yes")
    assert silent(desk) == {"Ministry of Internal Affairs": 1, "Ministry of Justice": 2}


def test_a_claim_of_an_agency_is_a_report(desk):
    with_recommendations(desk)
    desk.ok("status", THIRD, "in_progress", "--voice", "agency", "--agency", "MOJ", "--note", "By letter")
    assert silent(desk) == {"Ministry of Internal Affairs": 1, "Ministry of Justice": 1}


def test_evidence_that_an_agency_gave_is_a_report(desk):
    with_recommendations(desk)
    page = "https://e-qanun.az/framework/1"
    desk.ok("evidence", "add", SECOND, page, "--text", "Order No. 3", "--date", "2024-02-01", "--agency", "MIA")
    assert silent(desk) == {"Ministry of Justice": 2}


def test_a_sheet_of_the_group_is_no_report_of_an_agency(desk):
    with_recommendations(desk)
    assert silent(desk) == {"Ministry of Internal Affairs": 1, "Ministry of Justice": 2}


def test_a_status_that_the_secretariat_typed_is_no_report_of_the_agency(desk):
    with_recommendations(desk)
    desk.ok("status", THIRD, "in_progress", "--note", "By telephone")
    assert silent(desk) == {"Ministry of Internal Affairs": 1, "Ministry of Justice": 2}


def test_a_status_is_substantiated_only_where_the_rules_ask_for_evidence(desk):
    rows = [
        ["No.", "Recommendation", "Status", "Evidence"],
        ["138.1", "Let independent visitors into all places of detention", "In progress", ""],
        ["138.2", "Record every questioning of a detained person on video", "Implemented", ""],
        ["138.3", "Open a medical service for prisoners", "", ""],
        ["138.4", "Teach the police to record every questioning", "Implemented", "Law No. 12, 06.05.2025"],
    ]
    desk.take(desk.sheet(rows), review="UPR-4", yes=True)

    def proofs():
        told = report(desk, "--force")
        return [row["substantiated"] for row in told["recommendations"]], told["figures"]["Not substantiated"]

    assert proofs() == ([None, False, None, True], 1)
    table = report(desk, "--force", ending="csv").read_text(encoding="utf-8-sig")
    assert [row["substantiated"] for row in csv.DictReader(table.splitlines())] == ["", "False", "", "True"]
    desk.ok("evidence", "add", SECOND, "https://example.org", "--text", "Law No. 13", "--date", "2025-05-06")
    assert proofs() == ([None, True, None, True], 0)


def test_a_first_status_is_no_movement_and_is_told_apart(desk, monkeypatch):
    rows = [
        ["No.", "Recommendation", "Lead agency", "Status"],
        ["138.1", "Let independent visitors into all places of detention", "MOJ", ""],
        ["138.2", "Record every questioning of a detained person on video", "MOJ", "Planned"],
    ]
    desk.take(desk.sheet(rows), review="UPR-4", yes=True)
    monkeypatch.setenv("TRACKER_TODAY", "2026-04-01")
    for code in (FIRST, SECOND):
        desk.ok("status", code, "in_progress", "--note", "A tender is held")
    told = report(desk, "--since", "2026-03-15")
    assert told["moved"] == [
        {"code": SECOND, "before": "Planned", "first_on": None, "now": "In progress", "why": "A tender is held"}
    ]
    assert (told["figures"]["Moved"], told["first_status"]) == (1, 1)
    note = "Stated for the first time since 15 March 2026 and not changed after it, not counted as moved: 1."
    assert note in words_of(report(desk, "--since", "2026-03-15", ending="docx"))


def test_a_status_that_follows_the_first_one_has_moved_from_it(desk, monkeypatch):
    rows = [["No.", "Recommendation", "Lead agency"], ["138.1", "Let independent visitors into all prisons", "MOJ"]]
    desk.take(desk.sheet(rows), review="UPR-4", yes=True)
    monkeypatch.setenv("TRACKER_TODAY", "2026-04-01")
    desk.ok("status", FIRST, "planned", "--measure", "A draft", "--due", "2026-12-31")
    monkeypatch.setenv("TRACKER_TODAY", "2026-05-04")
    desk.ok("status", FIRST, "in_progress", "--note", "A tender is held")
    told = report(desk, "--since", "2026-03-15")
    moved = {
        "code": FIRST,
        "before": "Planned",
        "first_on": "2026-04-01",
        "now": "In progress",
        "why": "A tender is held",
    }
    assert (told["moved"], told["first_status"]) == ([moved], 0)
    words = words_of(report(desk, "--since", "2026-03-15", ending="docx"))
    assert f"{FIRST}, Planned (the first) → In progress: Let" in words
    assert "not counted as moved" not in words
    book = load_workbook(report(desk, "--since", "2026-03-15", ending="xlsx"))
    assert "Planned\nthe first status, 1 April 2026" in [cell.value for row in book["Moved"] for cell in row]
    assert report(desk, "--since", "2026-04-01", "--force")["moved"] == [{**moved, "first_on": None}]


def test_statuses_of_a_group_of_its_own_count_by_their_standing(quick_desk, monkeypatch):
    said = {name: [(row, "|".join(row.values()).split("|")) for row in shipped(name)] for name in OF_STATUSES}
    without = {name: [row for row, values in rows if "not_implemented" not in values] for name, rows in said.items()}
    studied = {**without["statuses"][0], "code": "studied", "label_en": "Being studied", "counts_as_action": "yes"}
    for name, rows in {**without, "statuses": [*without["statuses"], studied]}.items():
        folder = own(quick_desk.folder, name, rows)
    monkeypatch.setenv("TRACKER_DATABASE", str(quick_desk.folder / "own.db"))
    quick_desk.ok("init", "--reference", folder)
    rows = [["No.", "Recommendation", "Status"], ["138.1", "Open a shelter in each region", "Being studied"]]
    quick_desk.ok("import", quick_desk.sheet(rows), "--review", "UPR-4", "--yes")
    figures = report(quick_desk)["figures"]
    assert (figures["Under way"], figures["Not begun"], figures["No status"]) == (1, 0, 0)


def test_days_are_dates_of_one_form_and_periods_stay_words(quick_desk):
    with_recommendations(quick_desk)
    book = load_workbook(annex(quick_desk, "xlsx"))
    status, due = ([cell.value for cell in book["Recommendations"][4]].index(name) for name in ("Status date", "Due"))
    first, second, third = ([row[status], row[due]] for row in book["Recommendations"].iter_rows(5, 7))
    assert [cell.value for cell in first] == [datetime(2026, 3, 2), datetime(2026, 12, 31)]
    assert {cell.number_format for cell in first} == {"dd.mm.yyyy"}
    assert (second[1].value, third[1].value) == ("2026-Q4", None)


def test_due_dates_in_the_document_are_in_words_by_their_precision(quick_desk):
    with_recommendations(quick_desk)
    told = words_of(annex(quick_desk, "docx"))
    assert "In progress | 31 December 2026" in told
    assert "Planned | 4th quarter of 2026" in told


def test_other_programs_get_days_in_their_own_form(quick_desk):
    with_recommendations(quick_desk)
    assert [row["due"] for row in report(quick_desk)["recommendations"]] == ["2026-12-31", "2026-Q4", ""]
    assert ",2026-12-31," in report(quick_desk, ending="csv").read_text(encoding="utf-8-sig")


@pytest.mark.parametrize("name", ["Overdue", "Has not reported", "Moved", "Decisions that are open"])
def test_a_list_without_rows_says_none(quick_desk, name):
    row = ["138.1", "Let independent visitors into all places of detention"]
    quick_desk.take(quick_desk.sheet([["No.", "Recommendation"], row]), review="UPR-4", yes=True)
    book = load_workbook(report(quick_desk, "--since", "2026-01-01", ending="xlsx"))
    assert "None." in [cell.value for cell in book[name]["A"]]


def test_the_lists_behind_the_tracking_sheet_print_on_one_page_in_width(quick_desk):
    path = quick_desk.folder / "register.xlsx"
    quick_desk.ok("export", "sheet", "-o", path)
    lists = load_workbook(path)["Lists"]
    assert (lists.page_setup.fitToWidth or 1, lists.page_setup.fitToHeight) == (1, 0)
    assert lists.sheet_properties.pageSetUpPr.fitToPage
    assert lists.page_setup.orientation == "portrait"
    assert lists.column_dimensions["B"].width > max(len(cell.value) for cell in lists["B"] if cell.value)


def test_the_first_page_says_how_many_more_there_are_and_where(quick_desk):
    rows = [[f"138.{number}", f"Open shelter {number} for women", "MLSPP", "01.02.2026"] for number in range(1, 41)]
    header = ["No.", "Recommendation", "Lead agency", "Deadline"]
    quick_desk.take(quick_desk.sheet([header, *rows]), review="UPR-4", yes=True)
    first_page = words_of(report(quick_desk, ending="docx")).partition("Mechanism | Total")[0]
    lines = [line for line in first_page.splitlines() if ", due " in line]
    assert lines[0] == "UPR-4/138.1, due 1 February 2026, MLSPP: Open shelter 1 for women"
    assert len(lines) > 10
    assert f"and {40 - len(lines)} more; all 40 are in the table “Overdue” below" in first_page


@pytest.mark.parametrize(
    ("counts", "room", "shares"),
    [
        ([13, 2, 30], 20, [9, 2, 9]),
        ([1, 0, 2], 20, [1, 0, 2]),
        ([10, 10], 18, [10, 10]),
        ([5, 5], 0, [0, 0]),
    ],
)
def test_lists_share_the_room_of_the_page(counts, room, shares):
    assert shares_of_room(counts, room) == shares


def test_bars_begin_at_nothing(desk):
    with_recommendations(desk)
    with zipfile.ZipFile(report(desk, ending="xlsx")) as book:
        charts = [book.read(name).decode() for name in book.namelist() if name.startswith("xl/charts/chart")]
    assert len(charts) == 2
    assert all('<c:min val="0"/>' in chart for chart in charts)


def test_the_day_in_the_foot_does_not_become_its_size(quick_desk):
    with zipfile.ZipFile(report(quick_desk, ending="xlsx")) as book:
        summary = book.read("xl/worksheets/sheet1.xml").decode()
    assert "&amp;R&amp;8 2 March 2026</oddFooter>" in summary


@pytest.mark.parametrize("ending", ["xlsx", "docx"])
def test_a_report_is_not_taken_for_a_sheet(desk, ending):
    with_recommendations(desk)
    before = desk.everything()
    told = desk.run("import", report(desk, "--since", "2026-01-01", ending=ending), "--yes")
    assert told.code == 1
    assert "this is a progress report that the tracker wrote" in told.err
    assert desk.everything() == before


def test_a_report_is_restricted_to_what_changed(desk):
    with_recommendations(desk)
    assert report(desk, "--changed-since", "2026-01-01")["figures"]["Recommendations"] == len(desk.listing())
    assert report(desk, "--changed-since", "2027-01-01", "--force")["figures"]["Recommendations"] == 0


@pytest.mark.parametrize("ending", ["csv", "json"])
def test_a_large_register_is_reported_like_a_small_one(desk, monkeypatch, ending):
    with_recommendations(desk)
    desk.ok("status", FIRST, "in_progress", "--note", "Offices were visited")
    small = report(desk, "--since", "2026-01-01", ending=ending)
    small = small.read_bytes() if ending == "csv" else small
    monkeypatch.setattr("tracker.queries.pieces._MANY", 1)
    large = report(desk, "--since", "2026-01-01", "--force", ending=ending)
    assert (large.read_bytes() if ending == "csv" else large) == small


@pytest.mark.parametrize("ending", ["docx", "html"])
def test_a_report_cuts_long_lists_and_names_the_pack(desk, monkeypatch, ending):
    with_recommendations(desk)
    desk.ok("due", FIRST, SECOND, "--to", "2025-01-31")
    told = "The first 1 of 2. The pack of tracker report meeting has all of them."

    def words():
        path = report(desk, "--force", ending=ending)
        return words_of(path) if ending == "docx" else path.read_text(encoding="utf-8")

    assert told not in words()
    monkeypatch.setattr("exports.pack.progress._MOST", 1)
    monkeypatch.setattr("exports.pack.first_page.LINES", 1)  # the first page shows fewer lines than lists do
    assert told in words()


def test_a_report_on_a_large_register_has_no_codes(desk, monkeypatch):
    with_recommendations(desk)
    told = "The pack of tracker report meeting has the codes of a large register."
    assert told not in words_of(report(desk, ending="docx"))
    monkeypatch.setattr("exports.pack.content._WITH_CODES", 2)
    said = words_of(report(desk, "--force", ending="docx"))
    assert told in said
    assert "UPR | 3 | 1 | 1 | 1" in said
    assert ">3</" in report(desk, "--force", ending="html").read_text(encoding="utf-8")
