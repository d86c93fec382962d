import pytest
from hypothesis import given
from hypothesis import strategies as st

from imports.cells.units import Unit, split_units

LEAD = "The Committee recommends that the State party:"


@pytest.mark.parametrize(
    "text",
    [
        f"{LEAD} (a) Adopt a law; (b) Train judges; and (c) Report back.",
        f"{LEAD}\n(a)\tAdopt a law;\n(b)\tTrain judges;\nand\n(c)\tReport back.",
        f"{LEAD} a) Adopt a law; b) Train judges; c) Report back.",
        f"{LEAD} (a) Adopt a law, (b) Train judges, (c) Report back.",
        f"{LEAD} (\u0430) Adopt a law; (b) Train judges; (\u0441) Report back.",  # Cyrillic letters
    ],
)
def test_each_lettered_item_is_a_unit_under_the_lead_sentence(text):
    assert split_units(text) == [
        Unit("(a)", LEAD, "Adopt a law"),
        Unit("(b)", LEAD, "Train judges"),
        Unit("(c)", LEAD, "Report back."),
    ]


def test_roman_items_are_units_of_their_letter():
    text = f"{LEAD} (a) Take measures to: (i) Adopt a law; (ii) Train judges; and (iii) Report; (b) Publish data."
    assert split_units(text) == [
        Unit("(a)(i)", f"{LEAD} (a) Take measures to:", "Adopt a law"),
        Unit("(a)(ii)", f"{LEAD} (a) Take measures to:", "Train judges"),
        Unit("(a)(iii)", f"{LEAD} (a) Take measures to:", "Report"),
        Unit("(b)", LEAD, "Publish data."),
    ]


@pytest.mark.parametrize(
    ("text", "units"),
    [
        (
            "Komitə tövsiyə edir: (a) Qanun; (b) Təlim; (c) Hesabat; (ç) Məlumat; (d) Baxış",
            {"(a)": "Qanun", "(b)": "Təlim", "(c)": "Hesabat", "(d)": "Məlumat", "(e)": "Baxış"},
        ),
        ("Комитет: а) Принять; б) Обучить; и в) Доложить", {"(a)": "Принять", "(b)": "Обучить", "(c)": "Доложить"}),
        ("Le Comité : a) Adopter ; b) Former ; et c) Publier", {"(a)": "Adopter", "(b)": "Former", "(c)": "Publier"}),
    ],
)
def test_items_of_a_translation_have_the_letters_of_the_original(text, units):
    assert {unit.letters: unit.text for unit in split_units(text)} == units


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Ensure access (art. 2 (a)) and equality.",
        "Ensure equality (e.g. By law) for all.",
        "(a) Only one item here.",
        "The State party should: (a) Adopt; (c) Skip a letter.",
        "The State party should: (b) Start late; (c) Go on.",
        "The State party should: (a) adopt; (b) train.",
        "The State party should: (i) Adopt; (ii) Train.",
    ],
)
def test_a_paragraph_without_items_in_order_stays_whole(text):
    assert split_units(text) == [Unit("", "", text)]


def test_a_letter_out_of_turn_belongs_to_the_item():
    text = "(a) Adopt laws under articles 2 (d) and 3 (a) of the Convention; (b) Train judges"
    assert [unit.text for unit in split_units(text)] == [
        "Adopt laws under articles 2 (d) and 3 (a) of the Convention",
        "Train judges",
    ]


@pytest.mark.parametrize("tail", [";", "; and", "; or", "; və", "; и", "; et", ";  and ", ","])
def test_what_joins_two_items_belongs_to_none(tail):
    assert [unit.text for unit in split_units(f"(a) Adopt a law{tail} (b) Train judges.")] == [
        "Adopt a law",
        "Train judges.",
    ]


@given(st.lists(st.from_regex(r"[A-Z][a-z]{2,8}( [a-z]{2,8}){0,3}", fullmatch=True), min_size=2, max_size=26))
def test_as_many_items_as_letters(items):
    letters = [f"({letter})" for letter in "abcdefghijklmnopqrstuvwxyz"[: len(items)]]
    text = "; ".join(f"{letter} {item}" for letter, item in zip(letters, items, strict=True))
    assert split_units(f"{LEAD} {text}") == [
        Unit(letter, LEAD, item) for letter, item in zip(letters, items, strict=True)
    ]


@given(st.text())
def test_no_text_breaks_splitting(text):
    assert split_units(text)
    assert split_units(f"(a) A {text}; (b) B {text}")
