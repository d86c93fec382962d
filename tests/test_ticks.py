"""Columns of ticks: what counts as a tick, what as none, and what is left open."""

import pytest

PROTOCOL = "Ratify the Optional Protocol to the Convention against Torture"
LAW = "Adopt a comprehensive law against discrimination"
VISITS = "Let independent visitors into all places of detention"
STATUSES = ["No.", "Recommendation", "Implemented", "In progress", "Not started"]


def read(desk, header, *rows):
    """The rows of the register after an import, and what the import said."""
    told = desk.run("import", desk.sheet([header, *rows]), "--yes", "--review", "UPR-4")
    return desk.listing(), told.out


def ticked(desk, mark):
    """The statuses of a sheet with an X, with the mark under "Implemented", and with it beside an X."""
    found, told = read(
        desk,
        STATUSES,
        ["140.1", PROTOCOL, "X", None, None],
        ["140.2", LAW, mark, None, None],
        ["140.3", VISITS, mark, "X", None],
    )
    return [row["status"] for row in found], told


@pytest.mark.parametrize(
    "mark",
    ["no", "N", "нет", "Н", "non", "yox", "xeyr", "N/A", "none", "н/д", "tbd", "✗", "❌", "☐", "-", 0, False],
)
def test_a_word_for_no_is_no_tick(quick_desk, mark):
    found, told = ticked(quick_desk, mark)
    assert found == ["implemented", None, "in_progress"]
    assert "left open" not in told


@pytest.mark.parametrize("mark", ["?", "x?", "+/-", "2024", "50%", "O"])
def test_a_mark_in_doubt_is_left_open_with_its_cell(quick_desk, mark):
    found, told = ticked(quick_desk, mark)
    assert found == ["implemented", None, None]
    assert f"C3 UPR-4/140.2: status left open, kept as written: 'Implemented: {mark}'" in told


@pytest.mark.parametrize("mark", ["x", "х", "✓", "да", "Bəli", "oui", "sí", "yes", "+", "1", True])
def test_marks_of_all_languages_are_ticks(quick_desk, mark):
    found, _ = ticked(quick_desk, mark)
    assert found == ["implemented", "implemented", None]


@pytest.mark.parametrize(("yes", "no"), [("oui", "non"), ("да", "нет"), ("Bəli", "Xeyr"), ("sí", "no"), ("O", "N")])
def test_every_column_may_be_answered(quick_desk, yes, no):
    rows = [["140.1", PROTOCOL, yes, no, no], ["140.2", LAW, no, yes, no], ["140.3", VISITS, no, no, yes]]
    found, told = read(quick_desk, STATUSES, *rows)
    assert [row["status"] for row in found] == ["implemented", "in_progress", "not_started"]
    assert "Open" not in told


def test_a_person_says_what_crosses_mean_that_stand_beside_no_tick(quick_desk):
    rows = [["140.1", PROTOCOL, "✗", None, None], ["140.2", LAW, None, "✗", None]]
    found, told = read(quick_desk, STATUSES, *rows)
    assert [row["status"] for row in found] == [None, None]
    assert "Open: Does '✗' in a column of ticks say yes? (C2, D3)" in told
    quick_desk.take(quick_desk.sheet([STATUSES, *rows]), review="UPR-4", answers={"tick:✗": "yes"})
    assert [row["status"] for row in quick_desk.listing()] == ["implemented", "in_progress"]


def test_a_no_under_a_position_is_no_position(quick_desk):
    header = ["№", "Рекомендация", "Поддержана", "Принята к сведению"]
    rows = [["140.1", PROTOCOL, "нет", None], ["140.2", LAW, "нет", "да"], ["140.3", VISITS, "x?", None]]
    found, told = read(quick_desk, header, *rows)
    assert [row["position"] for row in found] == [None, "noted", None]
    assert "C4 UPR-4/140.3: State's position left open, kept as written: 'Поддержана: x?'" in told


def test_a_no_under_an_agency_names_none(quick_desk):
    header = ["No.", "Recommendation", "MOJ", "MIA"]
    rows = [["140.1", PROTOCOL, "нет", None], ["140.2", LAW, "нет", "X"], ["140.3", VISITS, "x?", None]]
    found, told = read(quick_desk, header, *rows)
    assert [(row["lead"], row["contributing"]) for row in found] == [(None, []), ("MIA", []), (None, [])]
    assert "C4 UPR-4/140.3: contributing agencies left open, kept as written: 'MOJ: x?'" in told


def goals_of(desk, code):
    """The line of a recommendation's goals."""
    lines = [line.strip() for line in desk.ok("show", code).splitlines()]
    return next((line for line in lines if line.startswith("SDGs:")), "")


@pytest.mark.parametrize(("yes", "no", "name"), [(1, 0, "SDG"), ("x", None, "ЦУР"), ("bəli", "xeyr", "DİM")])
def test_columns_of_goals_with_ticks(quick_desk, yes, no, name):
    header = ["No.", "Recommendation", f"{name} 3", f"{name} 5", f"{name} 16"]
    read(
        quick_desk,
        header,
        ["140.1", PROTOCOL, no, no, yes],
        ["140.2", LAW, yes, yes, no],
        ["140.3", VISITS, no, "?", no],
    )
    assert "16 Peace" in goals_of(quick_desk, "UPR-4/140.1")
    assert "3 Good Health and Well-being; 5 Gender Equality" in goals_of(quick_desk, "UPR-4/140.2")
    assert goals_of(quick_desk, "UPR-4/140.3") == ""


def test_one_column_of_a_goal_with_ones_and_zeros(quick_desk):
    read(quick_desk, ["No.", "Recommendation", "SDG 5"], ["140.1", PROTOCOL, 1], ["140.2", LAW, 0])
    assert goals_of(quick_desk, "UPR-4/140.1").endswith("5 Gender Equality")
    assert goals_of(quick_desk, "UPR-4/140.2") == ""


def test_columns_of_a_first_and_a_second_goal_hold_goals(quick_desk):
    rows = [["140.1", PROTOCOL, 5, 1], ["140.2", LAW, 16, None]]
    read(quick_desk, ["No.", "Recommendation", "SDG 1", "SDG 2"], *rows)
    assert goals_of(quick_desk, "UPR-4/140.1").endswith("1 No Poverty; 5 Gender Equality")


def test_a_goal_with_a_question_mark_is_left_open(quick_desk):
    _, told = read(quick_desk, ["No.", "Recommendation", "SDG"], ["140.1", PROTOCOL, "16?"], ["140.2", LAW, "16"])
    assert goals_of(quick_desk, "UPR-4/140.1") == ""
    assert "C2 UPR-4/140.1: Sustainable Development Goals left open, kept as written: '16?'" in told


def agencies_of(desk, header, *rows):
    """Lead and contributing agencies of each row, and what the import said."""
    found, told = read(desk, ["No.", "Recommendation", *header], *rows)
    return [(row["lead"], row["contributing"]) for row in found], told


def test_ticks_beside_a_column_of_leads_contribute(quick_desk):
    rows = [["140.1", PROTOCOL, "MOH", "x", None], ["140.2", LAW, "MOJ", "x", "x"], ["140.3", VISITS, None, "x", None]]
    found, told = agencies_of(quick_desk, ["Lead", "MOJ", "MIA"], *rows)
    assert found == [("MOH", ["MOJ"]), ("MOJ", ["MIA"]), (None, ["MOJ"])]
    assert "left open" not in told


def test_a_lead_that_is_ticked_beside_another_lead_is_left_open(quick_desk):
    rows = [["140.1", PROTOCOL, "MOH", "Lead", "Support"], ["140.2", LAW, None, "Lead", "Support"]]
    found, told = agencies_of(quick_desk, ["Lead", "MOJ", "MIA"], *rows)
    assert found == [("MOH", ["MIA"]), ("MOJ", ["MIA"])]
    assert "D2 UPR-4/140.1: lead agency left open, kept as written: 'MOJ: Lead'" in told


def test_one_agency_that_supports_does_not_lead(quick_desk):
    rows = [["140.1", PROTOCOL, "Support", None], ["140.2", LAW, None, "Lead"]]
    assert agencies_of(quick_desk, ["MOJ", "MIA"], *rows)[0] == [(None, ["MOJ"]), ("MIA", [])]


def test_a_person_says_what_letters_below_agencies_mean(quick_desk):
    rows = [["140.1", PROTOCOL, "L", "S"], ["140.2", LAW, "S", "L"], ["140.3", VISITS, "S", None]]
    found, told = agencies_of(quick_desk, ["MOJ", "MIA"], *rows)
    assert found == [(None, []), (None, []), (None, [])]
    assert "Open: What does 'L' below an agency say? (C2, D3)" in told
    said = {"tick of agency:l": "lead", "tick of agency:s": "contributing"}
    page = quick_desk.sheet([["No.", "Recommendation", "MOJ", "MIA"], *rows])
    quick_desk.take(page, review="UPR-4", answers=said)
    found = [(row["lead"], row["contributing"]) for row in quick_desk.listing()]
    assert found == [("MOJ", ["MIA"]), ("MIA", ["MOJ"]), (None, ["MOJ"])]


def test_a_word_for_a_status_and_a_position_is_what_stands_beside_it(quick_desk):
    header = ["No.", "Recommendation", "Implemented", "Partly", "Not started"]
    rows = [["140.1", PROTOCOL, 1, 0, 0], ["140.2", LAW, 0, 1, 0], ["140.3", VISITS, 0, 0, 1]]
    found, told = read(quick_desk, header, *rows)
    assert [row["status"] for row in found] == ["implemented", "partially_implemented", "not_started"]
    assert "Open" not in told
