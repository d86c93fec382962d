"""A text of one number that says the opposite, or another figure, is never taken for the same text."""

import pytest
from desk import outcomes, problems
from register import REGISTER, THIRD, taken

from imports.merging.wording import same_text

LONG = "Take all measures that are needed so that the courts hear cases of domestic violence in good time"


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Adopt a law on domestic violence", "Adopt no law on domestic violence"),
        (f"{LONG} and do so", f"{LONG} and do not do so"),
        (f"{LONG}, never in public", f"{LONG}, even in public"),
        (f"{LONG} with delay", f"{LONG} without delay"),
        (f"{LONG} by 2026", f"{LONG} by 2028"),
        (f"{LONG}, as articles 12 and 13 ask", f"{LONG}, as articles 12 and 14 ask"),
        (f"Do not let the police and the courts wait: {LONG}", f"Do let the police and not the courts wait: {LONG}"),
        ("Məişət zorakılığı haqqında qanunu qəbul edin", "Məişət zorakılığı haqqında qanunu qəbul etməyin"),
        ("Принять закон о насилии в семье в ближайшее время", "Не принять закон о насилии в семье в ближайшее время"),
        ("Adopter une loi sur la violence au foyer avec délai", "Adopter une loi sur la violence au foyer sans délai"),
        (
            "Aprobar una ley sobre la violencia en casa con demora",
            "Aprobar una ley sobre la violencia en casa sin demora",
        ),
    ],
)
def test_a_denial_or_another_figure_makes_another_text(one, two):
    assert not same_text(one, two)
    assert not same_text(two, one)


@pytest.mark.parametrize(
    ("one", "two"),
    [
        (LONG, LONG.replace("domestic", "domestc") + "."),
        (f"{LONG}, as Law No. 12 asks", f"{LONG}, as Law 12 asks"),
        (f"{LONG} for 1,000 families", f"{LONG} for 1000 families"),
        (f"{LONG} by 2026", f"{LONG}¹ by 2026"),
        (f"{LONG} by 2026", f"{LONG[:60]}..."),
        (f"{LONG} and do not wait until 2030", f"{LONG} and do"),
        (f"{LONG} and do not wait", f"{LONG}, and do not wait!"),
    ],
)
def test_small_differences_make_no_other_text(one, two):
    assert same_text(one, two)
    assert same_text(two, one)


def test_a_text_turned_into_its_opposite_is_a_conflict_and_nothing_is_taken(desk):
    taken(desk)
    row = ["138.3", "Adopt no law on domestic violence", "SCFWCA", "MOJ", "Implemented", "2026-06-30"]
    before = desk.everything()
    result = desk.take(desk.sheet([*REGISTER[:2], row], "next.xlsx"), yes=True)
    assert outcomes(result) == {"conflict": 1}
    assert list(problems(result).values()) == [
        f"the text says 'Adopt no law', that of {THIRD} in the register 'Adopt a law'; correct the text, or the number"
    ]
    assert desk.everything() == before


def test_two_rows_of_one_number_of_which_one_denies_are_both_conflicts(desk):
    rows = [*REGISTER[:2], REGISTER[4], ["138.3", "Adopt no law on domestic violence"]]
    assert outcomes(desk.take(desk.sheet(rows, "twice.xlsx"), yes=True)) == {"conflict": 2}
