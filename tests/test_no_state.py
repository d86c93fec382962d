"""What is no State is left open in a column of States, and prompts are blanks."""

import pytest

from tests.desk import questions

TEXT = "Ensure that all persons deprived of liberty have prompt access to a lawyer"
OTHER = "Investigate all allegations of torture and prosecute those responsible"
HEADER = ("No", "Recommending State", "Recommendation")


def told(desk, text):
    sheet = desk.sheet([HEADER, ("140.1", text, TEXT), ("140.2", "Peru", OTHER)])
    said = desk.ok("import", sheet, "--review", "UPR-3", "--yes")
    return desk.one("UPR-3/140.1")["states"], "recommending States left open" in said


@pytest.mark.parametrize(
    "text",
    [
        "MOJ",
        "МЮ",
        "Ədliyyə Nazirliyi",
        "Various",
        "140.3",
        "In progress",
        "CEDAW",
        "Chile (not Peru)",
        "Chile?",
        "Not Chile",
    ],
)
def test_what_is_no_state_is_left_open(desk, text):
    assert told(desk, text) == ([], True)


@pytest.mark.parametrize("text", ["Select State", "Dövləti seçin", "Выберите государство", "нет данных", "-"])
def test_prompts_and_words_for_nothing_are_blanks(desk, text):
    assert told(desk, text) == ([], False)


@pytest.mark.parametrize("text", ["Norwey", "Bosnia and Herzegovina", "Iran (Islamic Republic of)", "Turkey"])
def test_a_state_with_a_typing_error_is_one(desk, text):
    assert told(desk, text) == ([text], False)


def test_the_states_beside_what_is_none_are_taken(desk):
    assert told(desk, "Chile, MOJ") == (["Chile"], True)


def test_every_name_of_a_state_may_be_one(readers, vocabulary):
    assert [name for name in vocabulary.states if not readers.states.may_be_state(name)] == []


@pytest.mark.parametrize(
    "heading",
    [
        "Зарубежный опыт",
        "Опыт стран",
        "País de referencia",
        "Pays de référence",
        "Model country",
        "Peer State",
        "Country visit",
        "Neighbouring State",
        "Host country",
        "Country of origin",
        "Страна происхождения",
        "Pays d'origine",
        "Objecting State",
        "Assistance from",
    ],
)
def test_states_of_something_else_recommend_nothing(desk, heading):
    rows = [("No", "Recommendation", heading), ("140.1", TEXT, "Norway"), ("140.2", OTHER, "Peru")]
    found = desk.take(desk.sheet(rows), review="UPR-3", yes=True)
    assert [row["states"] for row in desk.listing()] == [[], []]
    assert questions(found) or any(sheet.notes for plan in found.plans for sheet in plan.sheets)


@pytest.mark.parametrize("heading", ["État", "Estado", "Recommandée par", "Recomendado por"])
def test_headings_that_mean_a_state_above_names_of_states(desk, heading):
    rows = [("No", "Recommendation", heading), ("« 140.1 »", TEXT, "Chile"), ("140.2", OTHER, "Perú")]
    found = desk.take(desk.sheet(rows), review="UPR-3", yes=True)
    assert [row["states"] for row in desk.listing()] == [["Chile"], ["Perú"]]
    assert questions(found) == []


def test_the_same_heading_above_statuses_is_the_status(desk):
    rows = [("No", "Recommendation", "Estado"), ("140.1", TEXT, "Cumplido"), ("140.2", OTHER, "En curso")]
    desk.take(desk.sheet(rows), review="UPR-3", yes=True)
    assert [(row["states"], row["status"] is None) for row in desk.listing()] == [([], False), ([], False)]
