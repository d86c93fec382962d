"""``tracker list``: which recommendations, in which order, with which keys."""

import pytest

HEADER = [
    *("Mechanism", "Document", "No.", "Recommendation", "States", "Position", "Lead agency", "Contributing agencies"),
    *("Status", "Due", "Themes"),
]
ROWS = [
    ["UPR", "A/HRC/39/14", "140.2", "Ensure inclusive education for all children", "Chile; Türkiye", "Supported", "MSE",
     "MOH; MLSPP", "In progress", "2025-12-31", "Right to education"],
    ["UPR", "A/HRC/39/14", "140.10", "Lift the limits on peaceful assembly", "France", "Noted", "MIA", "", "", "", ""],
    ["UPR", "A/HRC/24/13", "109.5", "İşgəncənin qarşısını almaq", "Norway", "Supported in part", "PGO", "MIA",
     "Implemented", "2025-06", "Torture\nDetention"],
    ["Special procedures", "A/HRC/36/1", "5", "Adopt a strategy for housing", "", "", "", "", "", "2024-01-01", ""],
    ["CAT", "CAT/C/AZE/CO/5", "13(b)", "Investigate every allegation of torture", "", "", "PGO", "", "Planned",
     "2026-H1", "Torture"],
]  # fmt: skip


@pytest.fixture
def filled(desk):
    desk.take(desk.sheet([HEADER, *ROWS]), yes=True)
    return desk


def codes(desk, *options):
    return [row["code"] for row in desk.listing(*options)]


def test_a_row_has_the_keys_that_other_programs_rely_on(filled):
    first, *_ = filled.listing()
    assert first == {
        "code": "UPR-3/140.2",
        "mechanism": "UPR",
        "review": "UPR-3",
        "reference": "140.2",
        "text": "Ensure inclusive education for all children",
        "position": "supported",
        "states": ["Chile", "Türkiye"],
        "lead": "MSE",
        "contributing": ["MOH", "MLSPP"],
        "status": "in_progress",
        "due": "2025-12-31",
        "themes": ["Right to education"],
        "out_of_mandate": False,
        "waiting": False,
        "priority": None,
        "source": {"file": "follow-up.xlsx", "sheet": "Sheet1", "cell": "D2"},
    }


def test_what_a_row_does_not_have_is_null_or_an_empty_list(filled):
    row = filled.one("SP-1/5")
    empty = {"position": None, "states": [], "lead": None, "contributing": [], "status": None, "themes": []}
    assert {name: row[name] for name in empty} == empty


def test_rows_stand_in_the_order_of_mechanism_review_and_number_with_those_outside_the_mandate_last(filled):
    assert codes(filled) == ["UPR-3/140.2", "UPR-3/140.10", "UPR-2/109.5", "CAT-5/13(b)", "SP-1/5"]


@pytest.mark.parametrize(
    ("options", "found"),
    [
        (["--mechanism", "UPR"], ["UPR-3/140.2", "UPR-3/140.10", "UPR-2/109.5"]),
        (["--review", "UPR-3"], ["UPR-3/140.2", "UPR-3/140.10"]),
        (["--agency", "PGO"], ["UPR-2/109.5", "CAT-5/13(b)"]),
        (["--agency", "MIA"], ["UPR-3/140.10", "UPR-2/109.5"]),
        (["--agency", "MIA", "--role", "lead"], ["UPR-3/140.10"]),
        (["--agency", "MIA", "--role", "contributing"], ["UPR-2/109.5"]),
        (["--role", "contributing"], ["UPR-3/140.2", "UPR-2/109.5"]),
        (["--status", "planned"], ["CAT-5/13(b)"]),
        (["--status", "unknown"], ["UPR-3/140.10", "SP-1/5"]),
        (["--position", "noted"], ["UPR-3/140.10"]),
        (["--position", "partially_supported"], ["UPR-2/109.5"]),
        (["--theme", "torture"], ["UPR-2/109.5", "CAT-5/13(b)"]),
        (["--theme", "educ"], ["UPR-3/140.2"]),
        (["--theme", "EDUCATION"], ["UPR-3/140.2"]),
        (["--position", "Noted", "--role", "LEAD"], ["UPR-3/140.10"]),
        (["--text", "Education INCLUSIVE"], ["UPR-3/140.2"]),
        (["--text", "iskencenin"], []),
        (["--text", "isgencenin qarsisini"], ["UPR-2/109.5"]),
        (["--text", "140.10"], ["UPR-3/140.10"]),
        (["--text", "100%"], []),
        (["--text", "inclusive/children"], ["UPR-3/140.2"]),
        (["--overdue"], ["UPR-3/140.2"]),
        (["--mandate", "out"], ["SP-1/5"]),
        (["--mandate", "in", "--mechanism", "SP"], []),
        (["--mechanism", "UPR", "--status", "implemented", "--theme", "detention"], ["UPR-2/109.5"]),
    ],
    ids=lambda value: " ".join(value) if value and value[0].startswith("--") else None,
)
def test_a_filter_finds_exactly_its_rows(filled, options, found):
    assert codes(filled, *options) == found


def test_what_is_due_today_is_not_overdue_yet_and_is_tomorrow(filled, monkeypatch):
    monkeypatch.setenv("TRACKER_TODAY", "2025-12-31")
    assert codes(filled, "--overdue") == []
    monkeypatch.setenv("TRACKER_TODAY", "2026-01-01")
    assert codes(filled, "--overdue") == ["UPR-3/140.2"]


def test_a_period_is_overdue_once_it_is_over(filled, monkeypatch):
    monkeypatch.setenv("TRACKER_TODAY", "2026-06-30")
    assert codes(filled, "--overdue", "--mechanism", "CAT") == []
    monkeypatch.setenv("TRACKER_TODAY", "2026-07-01")
    assert codes(filled, "--overdue", "--mechanism", "CAT") == ["CAT-5/13(b)"]


def test_the_table_keeps_rows_outside_the_mandate_apart_and_counts_the_others(filled):
    inside, _, outside = filled.ok("list").partition("Outside the group's mandate, kept apart and not counted:")
    assert "\n4 recommendations.\n" in inside
    assert [line.split()[0] for line in inside.splitlines()[1:5]] == codes(filled, "--mandate", "in")
    assert "SP-1/5" not in inside
    assert "SP-1/5" in outside


def test_one_recommendation_is_counted_in_the_singular(filled):
    assert "\n1 recommendation.\n" in filled.ok("list", "--mechanism", "CAT")


def test_a_table_without_rows_says_so(filled):
    told = filled.ok("list", "--text", "nothing of the kind")
    assert told == "No recommendation in the group's mandate matches.\n"


def test_a_long_text_is_cut_in_the_table_only(quick_desk):
    text = "Ensure that every child in every district goes to school " * 4
    quick_desk.take(quick_desk.sheet([["Document", "No.", "Recommendation"], ["A/HRC/39/14", "140.1", text]]))
    assert "…" in quick_desk.ok("list")
    assert quick_desk.one("UPR-3/140.1")["text"] == text.strip()
    assert "…" not in quick_desk.ok("list", "--format", "csv")


@pytest.mark.parametrize(
    "text",
    [
        "Adopt the law [red]and[/red] publish it",
        "Train [bold] judges [/]",
        "Report under items :a: and :b: of the list",
    ],
)
def test_signs_of_a_text_are_shown_as_they_are(quick_desk, text):
    quick_desk.take(quick_desk.sheet([["Document", "No.", "Recommendation"], ["A/HRC/39/14", "140.1", text]]))
    assert text in quick_desk.ok("list")


@pytest.mark.parametrize(
    ("words", "codes"),
    [
        (["--text", "138.1"], ["UPR-4/138.1"]),
        (["--text", "13 (b)"], ["CAT-5/13(b)"]),
        (["--text", "cat-5/13(b)"], ["CAT-5/13(b)"]),
        (["--agency", "Ministry of Justice"], ["UPR-4/138.1"]),
        (["--agency", "moj"], ["UPR-4/138.1"]),
        (["--review", "upr-4"], ["UPR-4/138.1", "UPR-4/138.10"]),
        (["--mechanism", "Committee against Torture"], ["CAT-5/13(b)"]),
        (["--status", "Icra olunub"], ["UPR-4/138.10"]),
        (["--status", "in progress"], ["UPR-4/138.1"]),
    ],
)
def test_a_filter_takes_what_people_type(desk, words, codes):
    header = ["Code", "Recommendation", "Lead agency", "Status"]
    rows = [
        ["UPR-4/138.1", "Let independent visitors into all places of detention", "MOJ", "In progress"],
        ["UPR-4/138.10", "Train judges on complaints of ill-treatment in prisons", "MIA", "Implemented"],
        ["CAT-5/13(b)", "Look into every complaint of torture within 138.1 hours", "MIA", "Planned"],
    ]
    desk.take(desk.sheet([header, *rows]), yes=True)
    assert [row["code"] for row in desk.listing(*words)] == codes


def test_a_theme_is_found_by_its_other_spellings(desk):
    rows = [["No.", "Recommendation", "Themes"], ["140.1", "Ask for help with statistics", "Technical assistance"]]
    desk.take(desk.sheet(rows), review="UPR-3")
    assert codes(desk, "--theme", "technical assistance and COOPERATION") == ["UPR-3/140.1"]


@pytest.mark.parametrize(
    ("theme", "remedy"),
    [("Right to educaton", "Similar: Right to education"), ("xyzzy", "Check the spelling, or give a part of it.")],
)
def test_a_theme_that_is_not_known_is_answered_with_the_nearest(filled, theme, remedy):
    told = filled.run("list", "--theme", theme)
    assert (told.code, f"there is no theme '{theme}'. {remedy}" in told.err) == (1, True)
