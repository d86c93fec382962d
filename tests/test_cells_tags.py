import pytest
from hypothesis import given
from hypothesis import strategies as st

from imports.cells.tags import read_goals


@pytest.mark.parametrize(
    ("text", "goals"),
    [
        ("16 - PEACE, JUSTICE AND STRONG INSTITUTIONS", [(16, "")]),
        ("- 5 - GENDER EQUALITY\n- 16 - PEACE", [(5, ""), (16, "")]),
        ("SDG 5.2", [(5, "5.2")]),
        ("SDG5", [(5, "")]),
        ("5; 16.3", [(5, ""), (16, "16.3")]),
        ("SDG 1, 2 and 3", [(1, ""), (2, ""), (3, "")]),
        ("Target 16.a", [(16, "16.a")]),
        ("16.10", [(16, "16.10")]),
        ("DİM 5", [(5, "")]),
        ("ЦУР 5", [(5, "")]),
        ("5.2, 5.2", [(5, "5.2")]),
    ],
)
def test_goals_and_targets_are_read_in_every_form(text, goals):
    assert read_goals(text) == goals


def test_numbers_in_the_name_of_a_goal_are_no_goals():
    assert read_goals("SDG 4: Quality education in 12 years of school") == [(4, "")]


@pytest.mark.parametrize("text", ["", "Goal 18", "Goal 0", "2030 Agenda", "Education"])
def test_other_numbers_are_no_goals(text):
    assert read_goals(text) == []


@given(st.lists(st.integers(1, 17), unique=True))
def test_any_list_of_goals_is_read_in_order(numbers):
    assert read_goals(", ".join(map(str, numbers))) == [(number, "") for number in numbers]


@pytest.mark.parametrize(
    ("text", "themes"),
    [
        ("Racial discrimination", ("Racial discrimination",)),
        ("- Racial discrimination\n- Reservations", ("Racial discrimination", "Reservations")),
        ("Racial discrimination; Reservations", ("Racial discrimination", "Reservations")),
        ("Racial discrimination, Reservations", ("Racial discrimination", "Reservations")),
        ("Reservations; Reservations", ("Reservations",)),
        ("Rule of law &amp; impunity", ("Rule of law & impunity",)),
        ("- Racial&nbsp;discrimination", ("Racial discrimination",)),
        ("Rural roads, unknown so far", ("Rural roads, unknown so far",)),
        ("", ()),
    ],
)
def test_themes_are_told_apart(readers, text, themes):
    assert readers.tags.read_themes(text) == themes


def test_a_comma_inside_a_theme_stays(readers):
    label = "Human rights education, trainings & awareness raising"
    assert readers.tags.read_themes(label) == (label,)
    assert readers.tags.read_themes(f"Reservations, {label}") == ("Reservations", label)


def test_every_theme_and_group_of_the_register_reads_as_one(readers, vocabulary):
    for label in vocabulary.themes.values():
        assert readers.tags.read_themes(label) == (label,)
        assert readers.tags.knows_theme(label)
    for label in set(vocabulary.groups.values()) - {"general"}:
        assert readers.tags.read_groups(label) == (label,)
        assert readers.tags.knows_group(label)


@pytest.mark.parametrize(
    ("text", "groups"),
    [
        ("- Women & girls\n- Children", ("Women & girls", "Children")),
        ("Children, Women & girls", ("Children", "Women & girls")),
        ("Judges, lawyers and prosecutors, Media", ("Judges, lawyers and prosecutors", "Media")),
        ("general", ()),
        ("- General", ()),
    ],
)
def test_groups_of_persons_are_told_apart(readers, text, groups):
    assert readers.tags.read_groups(text) == groups


@pytest.mark.parametrize(
    ("cell", "themes", "groups", "goals"),
    [
        (
            "Reservations\nAffected persons:\n- Women & girls\n- Children",
            ["Reservations"],
            ["Women & girls", "Children"],
            [],
        ),
        ("Reservations\nGroups of Persons: Children; Media", ["Reservations"], ["Children", "Media"], []),
        (
            "Reservations\nSDGs:\n5 - GENDER EQUALITY\n16 - PEACE\nAffected persons:\n- Children",
            ["Reservations"],
            ["Children"],
            [(5, ""), (16, "")],
        ),
        ("Reservations\nAffected persons: general", ["Reservations"], [], []),
    ],
)
def test_goals_and_groups_under_the_themes_are_read_as_what_they_are(readers, cell, themes, groups, goals):
    tags = readers.tags.read(cell)
    assert (tags.themes, tags.groups, tags.goals) == (themes, groups, goals)


@given(text=st.text())
def test_no_text_breaks_the_reader(readers, text):
    for cell in (text, f"Reservations\nSDGs: {text}", f"Affected persons: {text}"):
        readers.tags.read(cell)
        read_goals(cell)


@pytest.mark.parametrize(
    ("text", "goals"),
    [
        ("SDG: 5; 16", [(5, ""), (16, "")]),
        ("ЦУР 1-3", [(1, ""), (2, ""), (3, "")]),
        ("16.0", [(16, "")]),
        ("5.2.1", [(5, "5.2")]),
        ("DİM 5; hədəf 5.1", [(5, ""), (5, "5.1")]),
        ("SDG 18", []),
    ],
)
def test_goals_as_people_write_them(text, goals):
    assert read_goals(text) == goals


def test_words_for_a_goal_that_are_not_understood_stay_open(quick_desk):
    lines = [["No.", "Recommendation", "SDG"], ["140.1", "Reduce the gender pay gap", "Gender equality"]]
    lines += [["140.2", "Investigate all allegations of torture", "n/a"]]
    rows = quick_desk.take(quick_desk.sheet(lines), review="UPR-3", yes=True).plans[0].sheets[0].rows
    entries = [row.entries[0].entry for row in rows]
    assert [entry.open_values for entry in entries] == [[("sdg", "Gender equality", "C2")], []]


@pytest.mark.parametrize("text", ["n/a", "–", "yoxdur", "нет"])
def test_words_for_nothing_are_no_theme_and_no_group(readers, text):
    assert (readers.tags.read_themes(text), readers.tags.read_groups(text)) == ((), ())
