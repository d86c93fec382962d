"""A meeting from its agenda to the decisions that the next one asks about; all of it undone again."""

import json

import pytest
from openpyxl import load_workbook
from rounds import file_of, open_round, words_of

HEADER = ["No.", "Recommendation", "Lead agency", "Status", "Deadline"]
VISITS, VIDEO = "UPR-4/138.1", "UPR-4/138.2"


@pytest.fixture
def filled(desk, monkeypatch):
    monkeypatch.setenv("TRACKER_TODAY", "2026-03-02")
    rows = [
        ["138.1", "Let independent visitors into all places of detention", "MOJ", "In progress", "31.12.2025"],
        ["138.2", "Record every questioning of a detained person on video", "", "In progress", "31.12.2026"],
    ]
    desk.take(desk.sheet([HEADER, *rows]), review="UPR-4", yes=True)
    return desk


def meeting(desk, number=1):
    return desk.run("meeting", "show", str(number), "--format", "json").json


def test_a_meeting_from_agenda_to_decisions(filled, monkeypatch):
    before = kept(filled)
    filled.did("meeting", "add", "--on", "2026-03-10", "--title", "Progress in 2025", "--venue", "Baku")
    told = filled.did("meeting", "agenda", "1", "--propose")
    assert "1. Overdue recommendations: 1" in told
    assert "Recommendations without a lead agency: 1" in told
    filled.did("meeting", "agenda", "1", "--add", "Plan of the group for 2027")
    assert meeting(filled)["agenda"][-1] == "Plan of the group for 2027"

    monkeypatch.setenv("TRACKER_TODAY", "2026-03-10")
    filled.did("meeting", "attend", "1", "MOJ", "Ministry of Internal Affairs")
    filled.did("meeting", "attend", "1", "MOJ", "--persons", "Elçin Quliyev")
    filled.did("meeting", "attend", "1", "MSE")
    assert filled.did("meeting", "attend", "1", "MSE", "--remove") == "Meeting 1: not attended by MSE.\n"
    told = filled.did(
        "meeting", "decide", "1", "Send the draft law", VISITS, "--owner", "MOJ", "--due", "end of May 2026"
    )
    assert told == "Decision 1.1, MOJ, due end of May 2026: Send the draft law\n"
    filled.did("meeting", "decide", "1", "Name a lead agency", "--review", "UPR-4")
    (listed,) = filled.run("meeting", "list", "--format", "json").json
    counted = {name: listed[name] for name in ("date", "attended", "decisions", "open")}
    assert counted == {"date": "2026-03-10", "attended": 2, "decisions": 2, "open": 2}
    shown = meeting(filled)
    assert shown["attended"] == ["MIA", "MOJ (Elçin Quliyev)"]
    assert [row["codes"] for row in shown["decisions"]] == [[VISITS], [VISITS, VIDEO]]

    monkeypatch.setenv("TRACKER_TODAY", "2026-06-02")
    filled.did("meeting", "add", "--on", "2026-06-09")
    assert "1. Decisions of earlier meetings that are open: 2" in filled.did("meeting", "agenda", "2", "--propose")
    filled.did("meeting", "done", "1.1", "--note", "Sent to the Cabinet on 28 May")
    rows = filled.run("meeting", "decisions", "--open", "--format", "json").json
    assert [row["number"] for row in rows] == ["1.2"]
    (row,) = filled.run("meeting", "decisions", "--agency", "MOJ", "--format", "json").json
    assert (row["done"], row["note"]) == ("2026-06-02", "Sent to the Cabinet on 28 May")

    acts = filled.run("batches", "--format", "json").json
    assert {"decision 1.1 of meeting 1", "decision 1.2 of meeting 1"} <= {row["what"] for row in acts}
    acts = [row["batch"] for row in acts if "meeting" in row["what"] or "decision" in row["what"]]
    for batch in acts:
        filled.ok("undo", str(batch))
    assert kept(filled) == before


def kept(desk):
    trail = {"batch", "change", "imported_sheet", "origin"}
    return {name: rows for name, rows in desk.everything().items() if name not in trail}


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["meeting", "show", "7"], "there is no meeting 7. See: tracker meeting list"),
        (["meeting", "add", "--on", "2026-03-10"], "meeting 1 is of 2026-03-10 already"),
        (["meeting", "decide", "1", "  "], "the decision has no text"),
        (
            ["meeting", "decide", "1", "Send the draft law", "--due", "2026-03-01"],
            "the due date 2026-03-01 is before the meeting of 2026-03-10. Correct the due date",
        ),
        (["meeting", "done", "1.9"], "there is no decision '1.9'"),
        (["meeting", "done", "1.1", "--on", "2026-03-01"], "it cannot be done on 2026-03-01"),
        (["meeting", "agenda", "1", "--remove", "4"], "has no point 4"),
        (["meeting", "remove", "1"], "meeting 1 has decided 1.1"),
    ],
)
def test_what_cannot_be_is_refused(filled, words, said):
    filled.did("meeting", "add", "--on", "2026-03-10")
    filled.did("meeting", "decide", "1", "Send the draft law")
    before = filled.everything()
    told = filled.run(*words)
    assert (told.code, said in told.err) == (1, True), told.err
    assert filled.everything() == before


def test_a_meeting_by_mistake_and_a_point_are_taken_out(filled):
    filled.did("meeting", "add", "--on", "2026-03-10")
    filled.did("meeting", "agenda", "1", "--propose")
    points = meeting(filled)["agenda"]
    filled.did("meeting", "agenda", "1", "--remove", "1")
    assert meeting(filled)["agenda"] == points[1:]
    filled.did("meeting", "remove", "1")
    assert filled.run("meeting", "list", "--format", "json").json == []


def test_a_priority_has_a_reason_and_a_history(filled):
    told = filled.run("priority", VISITS, "--set", "high")
    assert (told.code, "a priority needs a reason" in told.err) == (1, True)
    filled.did("priority", VISITS, "--set", "high", "--reason", "The committee asks for it in 2027")
    assert "high" in filled.ok("history", VISITS)
    assert "high" in filled.ok("show", VISITS)
    filled.did("priority", "--review", "UPR-4", "--clear")
    assert filled.one(VISITS)["priority"] is None


def test_the_decisions_of_a_meeting_are_in_the_next_report_workbook_and_minutes(filled, monkeypatch):
    filled.did("meeting", "add", "--on", "2026-03-02", "--title", "Progress in 2025", "--venue", "Baku")
    filled.did("meeting", "agenda", "1", "--propose")
    filled.did("meeting", "attend", "1", "MOJ", "--persons", "Elçin Quliyev")
    filled.did("meeting", "decide", "1", "Send the draft law", VISITS, "--owner", "MOJ", "--due", "2026-06-01")
    filled.ok("meeting", "minutes", "1", "-o", filled.folder / "minutes.docx")
    words = words_of(filled.folder / "minutes.docx")
    for part in (
        "Minutes of meeting 1",
        "Ordinary meeting; 2 March 2026; Baku",
        "Ministry of Justice (Elçin Quliyev)",
        "Overdue recommendations: 1",
        f"1.1 | Send the draft law | Ministry of Justice | 1 June 2026 | {VISITS}",
    ):
        assert part in words
    filled.ok("meeting", "minutes", "1", "--language", "az", "-o", filled.folder / "protokol.docx")
    assert "Növbəti iclas; 2 mart 2026-cı il; Baku" in words_of(filled.folder / "protokol.docx")

    monkeypatch.setenv("TRACKER_TODAY", "2026-04-01")
    filled.did(
        "status", VISITS, "partially_implemented", "--evidence", "Order No. 7, 2026-03-20", "--note", "Half is done"
    )
    filled.ok("report", "progress", "-o", filled.folder / "report.json")
    told = json.loads((filled.folder / "report.json").read_text(encoding="utf-8"))
    assert told["since"] == "2026-03-02"
    assert [(row["code"], row["why"]) for row in told["moved"]] == [(VISITS, "Half is done; Order No. 7, 2026-03-20")]
    assert [row["number"] for row in told["open_decisions"]] == ["1.1"]
    filled.ok("report", "progress", "-o", filled.folder / "report.docx")
    assert "1.1 | Send the draft law" in words_of(filled.folder / "report.docx")
    filled.ok("report", "progress", "-o", filled.folder / "report.xlsx")
    assert "Decisions that are open" in load_workbook(filled.folder / "report.xlsx").sheetnames

    folder = open_round(filled, "--agency", "MOJ", out="next")
    page = load_workbook(file_of(folder, "MOJ", "lead.xlsx")).worksheets[0]
    told = [cell.value for row in page.iter_rows() for cell in row if cell.value]
    assert f"Send the draft law; {VISITS}; due 2026-06-01" in told
