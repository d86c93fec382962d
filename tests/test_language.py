"""The catalogue: every text that the outputs say is in it, with its words in Azerbaijani; days and numbers by language."""

import re
import runpy
from datetime import date
from pathlib import Path

import pytest

from tracker.errors import BadReference
from tracker.language.catalogue import HERE, read_catalogue
from tracker.language.texts import Texts

PROJECT = Path(__file__).parents[1]
LABELS = runpy.run_path(str(PROJECT / "docs" / "make_labels.py"))


@pytest.fixture(scope="module")
def catalogue():
    return [message for message in read_catalogue(HERE / "az.po", "az") if message.id]


def forms(words):
    return (words,) if isinstance(words, str) else tuple(words)


def gaps(text):
    return sorted(set(re.findall(r"\{\w*\}?", text)))


def test_every_text_that_is_used_is_in_the_catalogue_and_no_other(catalogue):
    in_it = {(message.context or "", message.id) for message in catalogue}
    assert in_it == set(LABELS["used"]()), "run: make docs"


def test_every_text_has_its_words_in_all_forms(catalogue):
    assert [message.id for message in catalogue if not all(forms(message.string))] == []
    assert all(len(forms(message.string)) == len(forms(message.id)) for message in catalogue)
    assert not any(message.fuzzy for message in catalogue)


def test_words_have_the_gaps_of_their_text(catalogue):
    wrong = [
        (text, words)
        for message in catalogue
        for text, words in zip(forms(message.id), forms(message.string), strict=True)
        if gaps(text) != gaps(words)
    ]
    assert wrong == []


def test_nothing_was_left_in_english(catalogue):
    same = [message.id for message in catalogue for text in forms(message.id) if text in forms(message.string)]
    assert [text for text in same if re.search(r"[a-z]{2}", re.sub(r"\{\w+\}", "", str(text)))] == []


def test_the_page_of_labels_is_what_the_catalogue_says():
    assert LABELS["PAGE"].read_text(encoding="utf-8") == LABELS["page"](), "run: make docs"


def test_the_register_s_own_words_are_translated_as_well(quick_desk):
    texts = Texts("az")
    assert texts("Azerbaijan") == "Azərbaycan Respublikası"
    assert texts("Committee against Torture") == "İşgəncələr əleyhinə Komitə"
    assert texts("Working group of Namibia") == "Working group of Namibia"
    assert texts("") == ""


def test_a_number_of_things_has_its_own_form(tmp_path):
    (tmp_path / "en.po").write_text(
        'msgid "{number} row"\nmsgid_plural "{number} rows"\nmsgstr[0] "just one"\nmsgstr[1] "all {number}"\n',
        encoding="utf-8",
    )
    texts = Texts("en", tmp_path)
    assert [texts.many("{number} row", "{number} rows", number) for number in (0, 1, 2)] == [
        "all 0",
        "just one",
        "all 2",
    ]
    assert Texts("en").many("{number} sheet", "{number} sheets", 1) == "1 sheet"


def test_own_words_stand_before_the_shipped_ones_and_these_before_english(tmp_path):
    (tmp_path / "az.po").write_text('\ufeffmsgid "Code"\nmsgstr "Şifrə"\n', encoding="utf-8")
    texts = Texts("az", tmp_path)
    assert (texts("Code"), texts("Recommendation"), texts("Brand new")) == ("Şifrə", "Tövsiyə", "Brand new")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('msgid "Code"\nmsgstr "Kod', 'line 2: this is not a line of a catalogue: msgstr "Kod'),
        ('msgid "Code"\nmsgstr “Kod”', "line 2: this is not a line of a catalogue: msgstr “Kod”"),
        ('msgid "Code"\nmsgstr "the "new" code"', "line 2: this is not a line"),
        ('msgid "Code"\n\nmsgid "Due"\nmsgstr "Son tarix"', "line 1: the text has no words after msgstr."),
        ('msgid "Code"\nmsgstr "A"\n\n\nmsgid "Code"\nmsgstr "B"', "line 5: 'Code' is in line 1 already."),
        ('# Words\nmsgid "Code"\nmsgstr[7] "A"', "line 3: this is not a line"),
        ("key,en,az\nmail_subject,One,", "line 1: this is not a line of a catalogue: key,en,az"),
    ],
)
def test_a_mistake_in_own_words_is_told_with_its_line(tmp_path, text, told):
    (tmp_path / "az.po").write_text(text, encoding="utf-8")
    with pytest.raises(BadReference) as wrong:
        Texts("az", tmp_path)
    assert f"az.po, {told}" in str(wrong.value)


def test_own_words_in_another_encoding_are_told(tmp_path):
    (tmp_path / "az.po").write_bytes('msgid "Code"\nmsgstr "Şifrə"\n'.encode("cp1254", "replace"))
    with pytest.raises(BadReference, match="Save it with the encoding UTF-8"):
        Texts("az", tmp_path)


@pytest.mark.parametrize(
    ("on", "english", "azerbaijani"),
    [
        (date(2026, 11, 24), "24 November 2026", "24 noyabr 2026-cı il"),
        (date(2018, 9, 20), "20 September 2018", "20 sentyabr 2018-ci il"),
        (date(2030, 1, 1), "1 January 2030", "1 yanvar 2030-cu il"),
        (date(2023, 5, 9), "9 May 2023", "9 may 2023-cü il"),
        (date(2000, 2, 29), "29 February 2000", "29 fevral 2000-ci il"),
        (date(1900, 12, 31), "31 December 1900", "31 dekabr 1900-cü il"),
    ],
)
def test_a_day_in_words(on, english, azerbaijani):
    assert (Texts("en").day_in_words(on), Texts("az").day_in_words(on)) == (english, azerbaijani)


@pytest.mark.parametrize(
    ("shown", "azerbaijani"),
    [
        ("2026-12-31", "31.12.2026"),
        ("2026-05", "may 2026"),
        ("2026-Q4", "2026, IV rüb"),
        ("2026-H1", "2026, I yarımil"),
        ("2026", "2026"),
        ("by the next review", "by the next review"),
        ("", ""),
    ],
)
def test_a_period_in_a_cell(shown, azerbaijani):
    assert (Texts("en").period(shown), Texts("az").period(shown)) == (shown, azerbaijani)


def test_letters_say_days_in_words_or_in_figures():
    assert (Texts("en").day(date(2026, 4, 5)), Texts("az").day(date(2026, 4, 5))) == ("5 April 2026", "05.04.2026")


def test_numbers_have_the_signs_of_the_language():
    assert (Texts("en").number(12345.5), Texts("az").number(12345.5)) == ("12,345.5", "12.345,5")
    assert (Texts("en").share(1, 4), Texts("az").share(1, 4)) == ("25%", "25%")


@pytest.mark.parametrize(
    ("due", "english", "azerbaijani"),
    [
        ("2026-06-30", "30 June 2026", "30 iyun 2026-cı il"),
        ("2026-06", "June 2026", "2026-cı ilin iyun ayı"),
        ("2026-Q3", "3rd quarter of 2026", "2026-cı ilin III rübü"),
        ("2025-H1", "1st half of 2025", "2025-ci ilin I yarımili"),
        ("2030", "2030", "2030-cu il"),
        ("before the next review", "before the next review", "before the next review"),
    ],
)
def test_a_due_date_in_words_is_as_exact_as_it_is(due, english, azerbaijani):
    assert (Texts("en").due_in_words(due), Texts("az").due_in_words(due)) == (english, azerbaijani)
