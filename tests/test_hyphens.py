"""Every hyphen and dash is read as one, whatever a word processor makes of it."""

import pytest

from imports.cells.symbols import read_symbol
from tests.desk import questions

TEXT = "Ensure that all children have access to justice and to free legal aid"
OTHER = "Investigate all allegations of ill-treatment and prosecute those responsible"
HYPHENS = ["5-6", "5‑6", "5‐6", "5–6", "5—6", "5−6", "5 - 6", "5 – 6", "5 & 6", "5&6", "5 and 6", "5 и 6", "5 və 6"]


@pytest.mark.parametrize("reports", HYPHENS)
def test_reports_taken_up_together_are_one_examination(reports):
    symbol = read_symbol(f"CRC/C/AZE/CO/{reports}")
    assert (symbol.text, symbol.cycle) == ("CRC/C/AZE/CO/5-6", "5-6")


@pytest.mark.parametrize("reports", ["5~6", "5/6", "5_6", "5-13"])
def test_a_symbol_with_a_rest_that_nobody_understands_counts_no_examination(reports):
    assert read_symbol(f"CRC/C/AZE/CO/{reports}").cycle == ""


def test_a_paragraph_behind_a_symbol_is_no_part_of_it():
    assert read_symbol("CAT/C/AZE/CO/5 - 13").text == "CAT/C/AZE/CO/5"


@pytest.mark.parametrize("symbol", ["CRC/C/AZE/CO/5‑6", "CRC/C/AZE/CO/5 & 6", "CRC/C/AZE/CO/5"])
def test_no_review_is_made_up_by_a_hyphen(desk, symbol):
    desk.take(desk.sheet([(f"Concluding observations {symbol}",), ("Para", "Recommendation"), (13, TEXT)]))
    desk.take(desk.sheet([("Para", "Recommendation", "Document"), (14, OTHER, symbol)], "row.xlsx"))
    assert {row["code"] for row in desk.listing()} == {"CRC-5-6/13", "CRC-5-6/14"}


def test_a_symbol_that_is_not_understood_is_asked_about(desk):
    rows = [("Para", "Recommendation", "Document"), (14, OTHER, "CRC/C/AZE/CO/5~6")]
    assert len(questions(desk.take(desk.sheet(rows)))) == 1


def test_numbers_and_dates_have_the_hyphen_of_word(desk):
    rows = [("Para", "Recommendation", "Due date"), ("13‑15", TEXT, "31‑12‑2026")]
    desk.take(desk.sheet(rows), review="CAT-5")
    assert [(row["reference"], row["due"]) for row in desk.listing()] == [("13, 14, 15", "2026-12-31")]
