"""Rows and sheets about another State never become ours."""

import pytest

from tests.desk import problems, questions

TEXT = "Ensure that all persons deprived of liberty have prompt access to a lawyer"
OTHER = "Investigate all allegations of torture and prosecute those responsible"


def taken(desk):
    return {row["code"]: row["states"] for row in desk.listing()}


@pytest.mark.parametrize(
    "header",
    [
        ("Country", "Treaty body", "Para", "Recommendation"),
        ("State party", "Treaty body", "Para", "Recommendation"),
        ("State", "Treaty body", "Para", "Recommendation"),
        ("Страна", "Комитет", "Пункт", "Рекомендация"),
        ("Ölkə", "Komitə", "Bənd", "Tövsiyə"),
        ("País", "Comité", "Párrafo", "Recomendación"),
    ],
)
@pytest.mark.parametrize("others", [("Georgia",), ("Georgia", "Armenia"), ("Georgia", "Georgia")])
def test_rows_of_a_treaty_body_about_another_state_are_left_out(desk, header, others):
    rows = [(state, "CAT", 13 + at, f"{TEXT} {at}") for at, state in enumerate(others)]
    found = desk.take(desk.sheet([header, *rows, ("Azerbaijan", "CAT", 20, OTHER)]), yes=True)
    assert taken(desk) == {"CAT-5/20": []}
    assert all("concerns another State" in reason for reason in problems(found).values())
    assert len(problems(found)) == len(others)


def test_a_column_of_states_beside_a_treaty_body_holds_the_states_under_review(desk):
    rows = [("State", "Para", "Recommendation"), ("Georgia", 13, TEXT), ("Norway", 14, OTHER)]
    found = desk.take(desk.sheet(rows), review="CAT-5", yes=True)
    assert taken(desk) == {}
    assert len(problems(found)) == 2


def test_a_recommending_state_of_a_treaty_body_is_left_open(desk):
    rows = [("Recommending State", "Para", "Recommendation"), ("Georgia", 13, TEXT), ("Norway", 14, OTHER)]
    said = desk.ok("import", desk.sheet(rows), "--review", "CAT-5", "--yes")
    assert taken(desk) == {"CAT-5/13": [], "CAT-5/14": []}
    assert "CAT-5/13: recommending States left open, kept as written: 'Georgia'" in said


def test_a_column_of_states_of_the_upr_recommends(desk):
    rows = [("State", "Para", "Recommendation"), ("Georgia", "140.1", TEXT), ("Norway", "140.2", OTHER)]
    desk.take(desk.sheet(rows), review="UPR-3", yes=True)
    assert taken(desk) == {"UPR-3/140.1": ["Georgia"], "UPR-3/140.2": ["Norway"]}


@pytest.mark.parametrize(
    "title", ["Concluding observations on Georgia (CAT/C/GEO/CO/3)", "Concluding observations of CAT on Georgia"]
)
def test_a_title_about_another_state_is_weighed_against_the_named_review(desk, title):
    sheet = desk.sheet([(title,), ("Para", "Recommendation"), (13, TEXT), (14, OTHER)])
    assert ["about Georgia" in text for text in questions(desk.take(sheet, review="CAT-5"))] == [True]
    assert not [code for code in taken(desk) if code.startswith("CAT-5/")]


def test_a_document_of_another_state_keeps_a_row_out_of_the_named_review(desk):
    rows = [("Para", "Recommendation", "Document"), (13, TEXT, "CAT/C/GEO/CO/3"), (14, OTHER, "CAT/C/AZE/CO/5")]
    desk.take(desk.sheet(rows), review="CAT-5", yes=True)
    assert "CAT-5/14" in taken(desk)
    assert "CAT-5/13" not in taken(desk)
