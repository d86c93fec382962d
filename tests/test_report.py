"""The progress report: its figures are those of the register, and a report on nothing says so."""

import json
import zipfile

import pytest
from docx import Document
from reply import reply_of
from rounds import FIRST, SECOND, THIRD, open_round, with_recommendations

ENDINGS = ["xlsx", "docx", "csv", "json"]


def report(desk, *options, ending="json"):
    target = desk.folder / f"progress.{ending}"
    desk.ok("report", "progress", "-o", target, *options)
    return json.loads(target.read_text(encoding="utf-8")) if ending == "json" else target


def silent(desk):
    return {row["Agency"]: row["Not heard of"] for row in report(desk)["has_not_reported"]}


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_report_on_a_new_register_is_empty(desk, ending):
    assert report(desk, ending=ending)


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_report_on_a_review_without_recommendations_is_empty(desk, ending):
    with_recommendations(desk)
    assert report(desk, "--review", "UPR-1", "--since", "2026-01-01", ending=ending)


def test_a_report_on_nothing_says_so(desk):
    lines = [paragraph.text for paragraph in Document(str(report(desk, ending="docx"))).paragraphs]
    assert "No recommendation in the group's mandate matches this report." in lines


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
    assert silent(desk) == {"Ministry of Justice": 1}
    open_round(desk)
    reply = reply_of(desk, "MOJ").fill(THIRD, measures="A concept of the medical service is drafted")
    desk.ok("import", reply.save(desk.folder), "--yes")
    assert silent(desk) == {}


def test_a_status_that_the_secretariat_typed_is_no_report_of_the_agency(desk):
    with_recommendations(desk)
    desk.ok("status", THIRD, "in_progress", "--note", "By telephone")
    assert silent(desk) == {"Ministry of Justice": 1}


def test_what_moved_stands_before_what_was_first_recorded(desk, monkeypatch):
    rows = [
        ["No.", "Recommendation", "Lead agency", "Status"],
        ["138.1", "Let independent visitors into all places of detention", "MOJ", ""],
        ["138.2", "Record every questioning of a detained person on video", "MOJ", "Planned"],
    ]
    desk.take(desk.sheet(rows), review="UPR-4", yes=True)
    monkeypatch.setenv("TRACKER_TODAY", "2026-04-01")
    for code in (FIRST, SECOND):
        desk.ok("status", code, "in_progress", "--note", "A tender is held")
    moved = report(desk, "--since", "2026-03-15")["moved"]
    assert [(row["code"], row["before"]) for row in moved] == [(SECOND, "Planned"), (FIRST, "No status")]


def test_bars_begin_at_nothing(desk):
    with_recommendations(desk)
    with zipfile.ZipFile(report(desk, ending="xlsx")) as book:
        charts = [book.read(name).decode() for name in book.namelist() if name.startswith("xl/charts/chart")]
    assert len(charts) == 2
    assert all('<c:min val="0"/>' in chart for chart in charts)


@pytest.mark.parametrize("ending", ["xlsx", "docx"])
def test_a_report_is_not_taken_for_a_sheet(desk, ending):
    with_recommendations(desk)
    before = desk.everything()
    told = desk.run("import", report(desk, "--since", "2026-01-01", ending=ending), "--yes")
    assert told.code == 1
    assert "this is a progress report that the tracker wrote" in told.err
    assert desk.everything() == before
