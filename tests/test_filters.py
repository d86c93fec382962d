"""One filter for listings, reports and acts on many: every condition, alone and together."""

import json

import pytest

HEADER = ["No.", "Recommendation", "Recommending State", "Lead agency", "Status", "Deadline", "SDG", "Affected persons"]
ROWS = [
    ["138.1", "Open shelters", "Chile; Czechia", "MOJ", "In progress", "31.12.2025", "5.2", "Women"],
    ["138.2", "Train judges", "Norway", "MIA", "Implemented", "30.06.2026", "16.3", "Children"],
    ["138.3", "Register births", "Chile", "MOJ", "", "31.12.2027", "16", ""],
]
ONE, TWO, THREE = "UPR-4/138.1", "UPR-4/138.2", "UPR-4/138.3"


@pytest.fixture
def filled(desk, monkeypatch):
    monkeypatch.setenv("TRACKER_TODAY", "2026-03-02")
    desk.ok("import", desk.sheet([HEADER, *ROWS]), "--review", "UPR-4", "--yes")
    return desk


def codes(desk, *options):
    return [row["code"] for row in desk.listing(*options)]


@pytest.mark.parametrize(
    ("options", "wanted"),
    [
        (["--status", "in_progress", "--status", "implemented"], [ONE, TWO]),
        (["--status", "unknown", "--status", "Implemented"], [TWO, THREE]),
        (["--open"], [ONE, THREE]),
        (["--state", "Czechia"], [ONE]),
        (["--state", "chl"], [ONE, THREE]),
        (["--sdg", "16"], [TWO, THREE]),
        (["--sdg", "16.3"], [TWO]),
        (["--group", "women"], [ONE]),
        (["--cycle", "4"], [ONE, TWO, THREE]),
        (["--cycle", "3"], []),
        (["--due-before", "2026-07-01"], [ONE, TWO]),
        (["--due-after", "2026-06-30"], [THREE]),
        (["--due-after", "2025-12-31", "--due-before", "2027-01-01"], [TWO]),
        (["--agency", "MOJ", "--open", "--state", "Chile"], [ONE, THREE]),
    ],
)
def test_a_condition_restricts_the_list(filled, options, wanted):
    assert codes(filled, *options) == wanted


def test_what_changed_since_a_day(filled, monkeypatch):
    assert codes(filled, "--changed-since", "2026-03-02") == [ONE, TWO, THREE]
    monkeypatch.setenv("TRACKER_TODAY", "2026-04-01")
    assert codes(filled, "--changed-since", "2026-04-01") == []
    filled.did("due", THREE, "--to", "2028")
    filled.did("evidence", "add", ONE, "https://example.org/law", "--text", "Law No. 14", "--date", "2026-03-20")
    assert codes(filled, "--changed-since", "2026-04-01") == [ONE, THREE]


def test_a_lead_agency_is_silent_until_it_speaks_of_the_recommendation(filled):
    assert codes(filled, "--silent", "2025-01-01") == [ONE, THREE]
    filled.did("status", ONE, "in_progress", "--voice", "agency", "--agency", "MOJ", "--note", "Begun")
    filled.did("assign", THREE, "--contributing", "MIA")
    filled.did("status", THREE, "in_progress", "--voice", "agency", "--agency", "MIA", "--note", "A draft")
    assert codes(filled, "--silent", "2026-03-02") == [THREE]
    assert codes(filled, "--silent", "2026-03-03") == [ONE, THREE]
    filled.did(
        "evidence", "add", THREE, "https://example.org", "--text", "Law", "--date", "2025-01-01", "--agency", "MOJ"
    )
    assert codes(filled, "--silent", "2026-03-02", "--agency", "MOJ") == []


def test_the_silent_of_the_list_are_those_that_the_report_counts(filled):
    filled.did("status", ONE, "in_progress", "--voice", "agency", "--agency", "MOJ", "--note", "Begun")
    for day in ("2026-03-02", "2026-03-03"):
        target = filled.folder / f"{day}.json"
        filled.ok("report", "progress", "--since", day, "-o", target)
        silent = json.loads(target.read_text(encoding="utf-8"))["has_not_reported"]
        assert sum(len(row["not_heard_of"]) for row in silent) == len(codes(filled, "--silent", day))


def test_priority_is_set_for_a_filter_and_filtered(filled):
    filled.did("priority", "--state", "Chile", "--set", "high", "--reason", "The report is due")
    assert codes(filled, "--priority", "high") == [ONE, THREE]
    assert codes(filled, "--priority", "low") == []


def test_a_report_says_what_it_is_restricted_to(filled):
    filled.ok(
        "report", "progress", "--open", "--sdg", "16", "--due-after", "2026-12-31", "-o", filled.folder / "p.json"
    )
    text = (filled.folder / "p.json").read_text(encoding="utf-8")
    assert "open only, SDG 16, due after 2026-12-31" in text


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--state", "Atlantis"], "there is no State 'Atlantis'"),
        (["--sdg", "sixteen"], "there is no goal 'sixteen'. Write a goal as 16, a target as 16.3."),
        (["--status", "almost"], "there is no status 'almost'"),
    ],
)
def test_a_name_that_nobody_knows_is_refused(filled, options, said):
    told = filled.run("list", *options)
    assert (told.code, said in told.err) == (1, True), told.err


def test_a_long_list_is_shown_in_pages(quick_desk):
    rows = [[f"{140 + at // 50}.{at % 50 + 1}", f"Adopt law number {at}", "", "", "", "", "", ""] for at in range(230)]
    quick_desk.take(quick_desk.sheet([HEADER, *rows]), review="UPR-4", yes=True)
    first = quick_desk.ok("list")
    assert "UPR-4/140.1 " in first
    assert "UPR-4/142.1 " not in first
    assert "230 recommendations." in first
    assert "Rows 1 to 100 of 230. tracker list --page 2, --all" in first
    last = quick_desk.ok("list", "--page", "3")
    assert "Rows 201 to 230 of 230. --all" in last
    assert "UPR-4/144.30 " in last
    assert "Rows" not in quick_desk.ok("list", "--all")
    assert len(quick_desk.listing()) == 230
