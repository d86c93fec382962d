from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from imports.cells.references import (
    Reference,
    may_have_lost_zero,
    prefix_of,
    read_reference,
    shown_number,
    split_after_heading,
    split_reference,
    trailing_reference,
    turned_into_date,
)
from tracker.codes import sort_key

NUMBERS = st.integers(1, 399)
ITEMS = st.builds("{}.{}".format, NUMBERS, NUMBERS)
LETTERED = st.builds("{}({})".format, NUMBERS, st.sampled_from("abcdefghijklmnopqrstuvwxyz"))
SUB_ITEMS = st.builds("{}({})".format, LETTERED, st.sampled_from(["i", "ii", "iii", "iv", "v", "vi"]))
NORMAL = NUMBERS.map(str) | ITEMS | LETTERED | SUB_ITEMS | LETTERED.map("{}-(z)".format)
PARAGRAPHS = st.integers(1, 59).map(str)  # from 60 on "140, 12" is the UPR number 140.12
LISTS = st.one_of(st.lists(kind, min_size=2, max_size=4).map(", ".join) for kind in (PARAGRAPHS, ITEMS, LETTERED))


@pytest.mark.parametrize(
    ("normal", "spellings"),
    [
        ("140.1", ["140.1", "140.1.", " 140.1 "]),
        ("140.10", ["140.10", "140. 10", "140,10", "140.10)", "No. 140.10", "№ 140.10", "Recommendation 140.10"]),
        ("13", ["13", "13.", "013", "para. 13", "Paragraph 13", "§ 13", "п. 13", "пункт 13", "bənd 13", "párrafo 13"]),
        ("13(b)", ["13 (b)", "13(B)", "13b", "13 b)", "13.b)", "13\u00a0(b)", "para. 13 (b)"]),
        ("13(a)", ["13 (a)", "13 (\u0430)"]),  # the second letter is Cyrillic
        ("13(b)(ii)", ["13 (b) (ii)", "13(b)(II)"]),
        ("24(a)-(c)", ["24 (a)-(c)", "24 (a) to (c)", "24 (a)–(c)"]),
        ("9, 11, 13", ["paras. 9, 11 and 13", "9; 11; 13", "9, 11 və 13", "9, 11 и 13"]),
        ("15, 16, 17", ["15-17", "paras. 15–17", "15 to 17"]),
        ("13(b), 17(a), 21, 23(a)", ["13 (b), 17 (a), 21 and 23 (a)"]),
        ("12", ["CCPR/C/AZE/CO/4, para. 12", "CCPR/C/AZE/CO/4 paragraph 12"]),
    ],
)
def test_references_are_read_in_every_spelling(normal, spellings):
    assert {text: read_reference(text) for text in spellings} == dict.fromkeys(spellings, Reference(normal))


@pytest.mark.parametrize(
    "text", ["", "-", "2025", "12.05.2025", "1234", "Ratify", "13 countries", "Article 2 (a)", "(b)"]
)
def test_other_texts_are_no_references(text):
    assert read_reference(text) is None


def test_an_item_of_a_bundle_has_its_own_number():
    assert read_reference("96.5#2") == Reference("96.5", 2)


@given(NORMAL | LISTS)
def test_a_normal_form_reads_back_to_itself(text):
    assert read_reference(text) == Reference(text)


@pytest.mark.parametrize(
    ("text", "paragraph", "lettered", "numbered_by_item"),
    [("140.12", "140.12", False, True), ("13(b)", "13", True, False), ("9-11", "9", False, False)],
)
def test_a_reference_says_what_it_names(text, paragraph, lettered, numbered_by_item):
    read = Reference(text)
    assert (read.paragraph, read.lettered, read.numbered_by_item) == (paragraph, lettered, numbered_by_item)


@given(st.lists(st.tuples(NUMBERS, NUMBERS, NUMBERS)))
def test_numbers_sort_as_people_count(numbers):
    in_order = [(f"{paragraph}.{item}", sub) for paragraph, item, sub in sorted(numbers)]
    assert sorted(in_order, key=lambda number: sort_key(*number)) == in_order


@pytest.mark.parametrize(
    ("before", "behind"),
    [("140.2", "140.10"), ("13(b)", "21"), ("13", "13(a)"), ("13(a)", "13(b)"), ("13(b)(iii)", "13(c)"), ("999", None)],
)
def test_units_sort_as_they_stand_in_the_document(before, behind):
    assert sort_key(before) < sort_key(behind)


@pytest.mark.parametrize(
    ("value", "number_format", "shown", "doubtful"),
    [(140.1, "0.00", "140.10", False), (140.1, "General", "140.1", True), (13, "General", "13", False)],
)
def test_a_number_is_read_as_its_cell_shows_it(value, number_format, shown, doubtful):
    assert shown_number(value, number_format) == shown
    assert may_have_lost_zero(value, number_format) is doubtful


@pytest.mark.parametrize(
    ("normal", "openings"),
    [
        ("140.12", ["140.12. ", "140.12 ", "140.12 – ", "140.12: ", "Recommendation 140.12. "]),
        ("13", ["13. ", "13.", "13) ", "Para. 13: ", "Bənd 13. ", "Пункт 13. "]),
        ("13(b)(ii)", ["13 (b) (ii) ", "13(b)(ii). ", "para. 13(b)(ii): "]),
    ],
)
def test_a_reference_may_open_a_text(normal, openings):
    split = {opening: split_reference(f"{opening}The State party") for opening in openings}
    assert split == dict.fromkeys(openings, (Reference(normal), "The State party"))


@pytest.mark.parametrize("text", ["Ratify", "2030 Agenda", "15 new shelters", "Article 13. The", "5 per cent", "13."])
def test_other_numbers_stay_in_the_text(text):
    assert split_reference(text) is None


def test_a_heading_that_runs_into_the_number_is_taken_apart():
    assert split_after_heading("Rural women 49.The Committee") == ("Rural women", Reference("49"), "The Committee")
    assert split_after_heading("Ratify it by 2025. Then report") is None


@given(st.text())
def test_no_text_breaks_the_readers(text):
    for read in (read_reference, split_reference, split_after_heading, sort_key):
        read(text)


@pytest.mark.parametrize(
    ("text", "reference"),
    [
        ("13-cü bəndin", "13"),
        ("15-ci bəndi", "15"),
        ("19 və 20-ci bəndlər", "19, 20"),
        ("13-14-cü bəndlər", "13, 14"),
        ("21-ci bənd üzrə", "21"),
        ("23-cü bəndin b) hissəsi", "23(b)"),
        ("28-ci bəndin (a) yarımbəndi", "28(a)"),
    ],
)
def test_azerbaijani_endings_are_no_letters_of_items(text, reference):
    assert read_reference(text).text == reference


@pytest.mark.parametrize(
    ("text", "reference"),
    [
        ("13, b)", "13(b)"),
        ("13.c", "13(c)"),
        ("17-a", "17(a)"),
        ("19/b", "19(b)"),
        ("19 (a, b)", "19(a), 19(b)"),
        ("par. 15, al. b)", "15(b)"),
        ("párr. 13, inciso b)", "13(b)"),
        ("p. 17", "17"),
        ("Nº 23", "23"),
        ("band 25", "25"),
        ("Параграф 27", "27"),
        ("14 а)", "14(a)"),
        ("14 б)", "14(b)"),
        ("14 е)", "14(f)"),
        ("21*", "21"),
        ("138.2*", "138.2"),
        ("138.3[1]", "138.3"),
        ("138.1 (France, Spain)", "138.1"),
        ("138.1 (Iran (Islamic Republic of))", "138.1"),
        ("R138.5", "138.5"),
        ("138.7/138.8", "138.7, 138.8"),
    ],
)
def test_a_number_is_read_however_it_is_dressed(text, reference):
    assert read_reference(text).text == reference


@pytest.mark.parametrize("text", ["138.4 (a)", "138-6", "25 (ç)", "2025", "12 of 20"])
def test_what_may_be_another_number_is_none(text):
    assert read_reference(text) is None


@pytest.mark.parametrize(
    ("text", "reference", "prefix"),
    [
        ("UPR/3/140.1", "140.1", "UPR/3"),
        ("UPR-4/138.71", "138.71", "UPR-4"),
        ("upr 4 138.71", "138.71", "upr 4"),
        ("UPR4 138.71", "138.71", "UPR4"),
        ("UPR III - 140.1", "140.1", "UPR III"),
        ("AZE-UPR3-138.71", "138.71", "AZE-UPR3"),
        ("УПО 140.1", "140.1", "УПО"),
        ("EPU, rec. 140.1", "140.1", "EPU"),
        ("140.7 (UPR)", "140.7", "UPR"),
        ("140.7 [UPR-3]", "140.7", "UPR-3"),
        ("UPR 96.1, 97.2", "96.1, 97.2", "UPR"),
        ("A/HRC/39/14, 140.2", "140.2", "A/HRC/39/14"),
        ("A/HRC/39/14/140.2", "140.2", "A/HRC/39/14"),
        ("CEDAW/C/AZE/CO/6, 13 (b)", "13(b)", "CEDAW/C/AZE/CO/6"),
        ("CAT 13(b)", "13(b)", "CAT"),
        ("CAT-13 (b)", "13(b)", "CAT"),
        ("CAT-5/13(b)", "13(b)", "CAT-5"),
        ("CAT/5/13", "13", "CAT/5"),
        ("CEDAW 22 b", "22(b)", "CEDAW"),
        ("CEDAW para. 22 (b)", "22(b)", "CEDAW"),
        ("CAT 9, 11 and 13", "9, 11, 13", "CAT"),
        ("13 (CAT)", "13", "CAT"),
        ("CRC-OPSC 13 (b)", "13(b)", "CRC-OPSC"),
        ("140.1", "140.1", ""),
        ("R138.5", "138.5", ""),
    ],
)
def test_a_number_may_name_its_review(text, reference, prefix):
    assert (read_reference(text).text, prefix_of(text)) == (reference, prefix)


@pytest.mark.parametrize(
    "text",
    [
        "UPR-3",
        "CAT-5",
        "UPR 3",
        "CAT 13",
        "A/HRC/39/14",
        "CRC/C/15/Add.1",
        "CCPR/79",
        "SDG 5.2",
        "UPR",
        "",
        "CAT mark 12",
    ],
)
def test_a_review_alone_is_no_number(text):
    assert (read_reference(text), prefix_of(text)) == (None, "")


@pytest.mark.parametrize(
    ("text", "reference"),
    [
        ("140/15", "140.15"),
        ("140,12", "140.12"),
        ("140·1", "140.1"),
        ("140.05", "140.5"),
        ("140.1;", "140.1"),
        ("(140.1)", "140.1"),
        ("- 140.1", "140.1"),
        ("#140.1", "140.1"),
        ("n° 140.1", "140.1"),
        ("Rec. No 140.12", "140.12"),
        ("Recommandation 140.1", "140.1"),
        ("Recomendación núm. 140.1", "140.1"),
        ("Рекомендация № 140.1", "140.1"),
        ("tövsiyə № 140.1", "140.1"),
        ("140.1-ci tövsiyə", "140.1"),
        ("Rec 140.1 (France)", "140.1"),
        ("１４０．１", "140.1"),
        ("140.\u200b3", "140.3"),
        ("\u200e140.2\u00a0", "140.2"),
        ("140.1²", "140.1"),
        ("140.1 [2]", "140.1"),
        ("p. 13 (b)", "13(b)"),
        ("13 b) ii)", "13(b)(ii)"),
        ("para 13 (b) (ii)", "13(b)(ii)"),
        ("paragraph 13, subparagraph (b)", "13(b)"),
        ("item (b) of paragraph 13", "13(b)"),
        ("пункт 13 б)", "13(b)"),
        ("подпункт b) пункта 13", "13(b)"),
        ("bənd 13 (b)", "13(b)"),
        ("n.º 13 b)", "13(b)"),
        ("párrafo 13, apartado b)", "13(b)"),
        ("paragraphe 13, alinéa b)", "13(b)"),
    ],
)
def test_numbers_of_offices_in_five_languages(text, reference):
    assert read_reference(text).text == reference


@pytest.mark.parametrize(
    "text", ["0", "0.5", "140.0", "85/100", "12/25", "140/141", "12%", "5 of 10", "2023", "13 bis", "(13)"]
)
def test_scores_shares_and_years_are_no_numbers(text):
    assert read_reference(text) is None


@pytest.mark.parametrize(
    "value",
    [
        date(2024, 5, 6),
        datetime(2024, 5, 13),
        "13-May",
        "May-13",
        "6 May 2024",
        "13.мая",
        "13-may-24",
        "06.05.2024",
        "2024-05-06",
    ],
)
def test_a_number_that_became_a_date_is_told_and_not_guessed(value):
    assert turned_into_date(value)
    assert read_reference(str(value)) is None


@pytest.mark.parametrize("value", ["13 (b)", "140.1", "13", 13.5, None, "13 a", "May", "2024", True])
def test_other_cells_did_not_become_dates(value):
    assert not turned_into_date(value)


@pytest.mark.parametrize(
    ("text", "reference"),
    [
        ("UPR (3rd cycle), 140.12", "140.12"),
        ("CEDAW/C/AZE/CO/6, para. 13 (b)", "13(b)"),
        ("CAT, 13", "13"),
        ("CO/6", None),
    ],
)
def test_a_number_behind_a_document(text, reference):
    found = trailing_reference(text)
    assert (found and found.text) == reference


@pytest.mark.parametrize("opening", ["Рекомендация 140.1. ", "Tövsiyə 140.1: ", "No. 140.1 "])
def test_a_number_with_its_word_may_open_a_text(opening):
    found = split_reference(f"{opening}Ratify the Protocol")
    assert found == (Reference("140.1"), "Ratify the Protocol")


@pytest.mark.parametrize(
    ("text", "reference"),
    [
        ("12.a.i", "12(a)(i)"),
        ("12(a)i", "12(a)(i)"),
        ("12 (a) ii", "12(a)(ii)"),
        ("12a-c", "12(a)-(c)"),
        ("12 (a–c)", "12(a)-(c)"),
        ("12 a/b", "12(a), 12(b)"),
        ("48 (İ)", "48(i)"),
        ("48 (ı)", "48(i)"),
        ("140.1+140.2", "140.1, 140.2"),
    ],
)
def test_items_of_items_and_items_from_to_are_read(text, reference):
    assert read_reference(text).text == reference


@pytest.mark.parametrize("text", ["12 c-a", "12 ai", "12.a.l", "140.1.a"])
def test_what_is_no_item_of_an_item_stays_unread(text):
    assert read_reference(text) is None
