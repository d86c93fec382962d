"""Behind every figure of a pack stand the recommendations that it counts: the list finds the same ones."""

import json
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy.orm import Session
from test_returned_properties import ACTS, Office, fresh  # noqa: F401

from exports.pack.blocks import ANNEX, Figure, Table
from exports.pack.content import meeting_pack
from tracker.language.texts import Texts
from tracker.queries.as_of import last_batch
from tracker.queries.filter import Filter
from tracker.queries.snapshot import register_after

HEADER = ["No.", "Recommendation", "Lead agency", "Status", "Deadline", "Theme", "Affected persons", "SDG", "Measures"]
ROWS = [
    [
        "138.1",
        "Let visitors into all places of detention",
        "MOJ",
        "Planned",
        "31.12.2025",
        "Torture",
        "Detainees",
        "16",
        "Draft",
    ],
    ["138.2", "Record every questioning on video", "MIA", "In progress", "", "Torture", "Detainees", "16", ""],
    [
        "138.3",
        "Build schools for all children",
        "MOF",
        "Implemented",
        "31.12.2025",
        "Education",
        "Children",
        "4",
        "Law No. 12",
    ],
    [
        "138.4",
        "Teach girls in all villages",
        "MOF",
        "Planned",
        "31.01.2026",
        "Education",
        "Children; Women",
        "4; 5",
        "",
    ],
    ["138.5", "Ratify the convention", "", "", "", "", "", "", ""],
]
TODAY = date(2026, 3, 2)


@pytest.fixture
def filled(desk, monkeypatch):
    monkeypatch.setenv("TRACKER_TODAY", str(TODAY))
    desk.take(desk.sheet([HEADER, *ROWS]), review="UPR-4", yes=True)
    return desk


def made(session, texts=None, since=date(2026, 1, 1), wanted=None):
    return meeting_pack(session, wanted or Filter(), TODAY, since, texts or Texts())


def pack_of(desk, **said):
    with Session(desk.engine) as session:
        return made(session, **said)


def figures(pack):
    return {figure.name: list(figure.rows) for figure in pack.figures}


def codes(desk, *options):
    return [row["code"] for row in desk.listing(*options)]


STAGES = {
    "Implemented": ["implemented"],
    "Under way": ["in_progress", "partially_implemented"],
    "Not begun": ["not_started", "planned"],
    "No status": ["unknown"],
}


def statuses(stage):
    return [word for code in STAGES[stage] for word in ("--status", code)]


@pytest.mark.parametrize("stage", STAGES)
def test_the_tiles_count_what_the_list_finds(filled, stage):
    assert figures(pack_of(filled))[stage] == codes(filled, *statuses(stage))


@pytest.mark.parametrize(
    ("table", "rows"),
    [
        ("By mechanism", {"UPR": ("--mechanism", "UPR")}),
        ("By agency", {name: ("--agency", key, "--role", "lead") for name, key in (("Ministry of Justice", "MOJ"),)}),
        ("By theme", {"Education": ("--theme", "Education")}),
        ("By group of persons", {"Children": ("--group", "Children")}),
        ("By Sustainable Development Goal", {"4. Quality Education": ("--sdg", "4")}),
    ],
)
def test_each_table_counts_what_the_list_finds(filled, table, rows):
    found = figures(pack_of(filled))
    for row, options in rows.items():
        assert found[f"{table}, {row}: Total"] == codes(filled, *options)
        for stage in STAGES:
            assert found.get(f"{table}, {row}: {stage}", []) == codes(filled, *options, *statuses(stage))
        assert sorted(found.get(f"{table}, {row}: Overdue", [])) == sorted(codes(filled, *options, "--overdue"))


def test_every_figure_leads_to_rows_that_are_there(filled):
    pack = pack_of(filled)
    there = {table.key: {str(row[0]) for row in table.rows} for table in pack.tables()}
    assert len(pack.figures) > 30
    for figure in pack.figures:
        assert figure.value == len(set(figure.rows)) > 0
        assert set(figure.rows) <= there[figure.of], figure.name


def test_totals_are_the_sums_of_their_columns(filled):
    for table in pack_of(filled).tables():
        for at, cell in enumerate(table.total):
            if isinstance(cell, Figure):
                assert cell.value == sum(row[at].value for row in table.rows)


def test_the_figures_of_both_languages_are_the_same(filled):
    english, own = pack_of(filled), pack_of(filled, texts=Texts("az"))
    told = [sorted(figure.rows for figure in pack.figures if figure.of == ANNEX) for pack in (english, own)]
    assert told[0] == told[1]
    assert english.title != own.title


def test_a_pack_of_a_filter_has_its_recommendations_alone(filled):
    pack = pack_of(filled, wanted=Filter(agency="MOF"))
    assert [row[0] for row in pack.annex.rows] == ["UPR-4/138.3", "UPR-4/138.4"]
    assert "agency MOF" in pack.subtitle


def test_a_pack_on_nothing_says_so(desk):
    pack = pack_of(desk)
    assert pack.figures == ()
    assert "No recommendation in the group's mandate matches this report." in pack.first.blocks[-1].notes


def table(pack, key) -> Table:
    return next(table for table in pack.tables() if table.key == key)


def test_the_pack_says_what_was_done_and_why_a_status_moved(filled, monkeypatch):
    monkeypatch.setenv("TRACKER_TODAY", "2026-03-05")
    said = ("--note", "The law is with the Cabinet", "--evidence", "Order No. 7, 1 March 2026", "--date", "2026-03-04")
    filled.did("status", "UPR-4/138.1", "in_progress", *said)
    pack = pack_of(filled, since=TODAY)
    assert table(pack, "done").rows == (
        ("UPR-4/138.1", "Draft", "Order No. 7, 1 March 2026"),
        ("UPR-4/138.3", "Law No. 12", ""),
    )
    ((code, _, before, now, why),) = table(pack, "moved").rows
    assert (code, before, now) == ("UPR-4/138.1", "Planned", "In progress\n4 March 2026")
    assert why == "The law is with the Cabinet\nOrder No. 7, 1 March 2026"


@given(acts=st.lists(ACTS, min_size=2, max_size=8), at=st.integers(0, 7))
@settings(max_examples=10)
def test_the_pack_made_again_is_equal_whatever_was_done_since(fresh, acts, at):  # noqa: F811
    office = Office(fresh)
    for number, act in enumerate((("export",), *acts)):
        office.act(*act)
        if number == at % (len(acts) + 1):
            with Session(fresh.engine) as session:
                batch, pack = last_batch(session), made(session)
    with Session(fresh.engine) as session, register_after(session, batch) as then:
        assert made(then) == pack


def test_an_issued_pack_is_on_record_and_is_made_again_with_the_same_figures(filled):
    filled.did("meeting", "add", "--on", "2026-03-10")
    told = filled.ok("report", "meeting", "--meeting", "1", "-o", filled.folder / "pack", "--issue", "--as", "Leyla")
    assert "It is on record as pack 1." in told
    filled.did("status", "UPR-4/138.2", "implemented", "--note", "Done", "--evidence", "Order No. 5, 1 March 2026")
    (row,) = filled.run("issued", "--format", "json").json
    assert (row["number"], row["meeting"], row["who"], row["as_at"]) == (1, 1, "Leyla", str(TODAY))
    told = filled.ok("issued", "again", "1", "-o", filled.folder / "again")
    assert "with the same figures" in told
    for name in row["files"]:
        assert f"{name}: the same file" in told
        found = filled.run("issued", "find", filled.folder / "again" / name, "--format", "json").json
        assert [item["number"] for item in found] == [1]
    filled.ok("report", "meeting", "-o", filled.folder / "now")
    changed = filled.folder / "now" / next(iter(row["files"]))
    assert "no pack was issued with this file" in filled.ok("issued", "find", changed)


def test_an_issued_pack_keeps_its_filter_and_its_day(filled):
    filled.did(
        "report", "meeting", "-o", filled.folder / "a", "--agency", "MOF", "--due-before", "2027-01-01", "--issue"
    )
    filled.did("due", "UPR-4/138.4", "--clear")
    assert "with the same figures" in filled.ok("issued", "again", "1", "-o", filled.folder / "b")


def test_files_of_a_pack_are_not_written_over_without_a_word(filled):
    folder = filled.folder / "pack"
    filled.ok("report", "meeting", "-o", folder)
    told = filled.run("report", "meeting", "-o", folder)
    assert (told.code, "exist already" in told.err) == (1, True)
    filled.ok("report", "meeting", "-o", folder, "--force")


def test_the_report_for_programs_has_the_figures_of_the_pack(filled):
    filled.ok("report", "progress", "-o", filled.folder / "now.json", "--since", "2026-01-01")
    told = json.loads((filled.folder / "now.json").read_text(encoding="utf-8"))
    found = figures(pack_of(filled))
    assert told["figures"]["Overdue"] == len(found["Overdue"])
    assert told["by_theme"]["Education"]["Total"] == len(found["By theme, Education: Total"])


def test_a_report_and_the_check_give_one_finding_one_name_and_one_number(desk):
    sheet = [HEADER[:5], ["138.1", "Let visitors into all places of detention", "Some Odd Body", "Zzz", "someday"]]
    desk.take(desk.sheet(sheet), review="UPR-4", yes=True)
    told = desk.ok("check", "--kind", "not understood")
    topics = next(table for table in pack_of(desk).tables() if table.key == "waiting")
    found = {topic: figure.value for topic, figure in topics.rows}
    assert found["Values of sheets that were left open"] == 3
    assert "Values of sheets that were left open: 3" in told
