import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.folding import fold, latin, tidy
from tracker.textkey import compared, text_key

LETTERS = "abcçdeəfgğhxıijkqlmnoöprsştuüvyzABCÇDEƏFGĞHXIİJKQLMNOÖPRSŞTUÜVYZабвёйъэяАБВЁЙЪЭЯàâæéèêñóÀÆÉÑœŒß"
TYPED = st.text(alphabet=LETTERS + "0123456789 .,;:-–/()'’\n\u00a0\u00ad", max_size=40)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("HÜQUQLARI", "huquqlari"),
        ("hüquqları", "huquqlari"),
        ("huquqlari", "huquqlari"),
        ("İCRA OLUNUB", "icra olunub"),
        ("ICRA OLUNUB", "icra olunub"),
        ("Ədliyyə Nazirliyi", "edliyye nazirliyi"),
        ("Müvəkkil", "muvekkil"),
        ("Ещё", "еще"),
        ("Министерство молодёжи", "министерство молодежи"),
        ("Mise en œuvre", "mise en oeuvre"),
        ("Órgano", "organo"),
        ("Straße", "strasse"),
        ("Łódź", "lodz"),
    ],
)
def test_letters_of_four_alphabets_fold_to_plain_ones(text, folded):
    assert fold(text) == folded


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("  Ministry\tof \n Justice ", "ministry of justice"),
        ("Ministry\u00a0of\u00a0Justice", "ministry of justice"),
        ("Judicial-Legal Council", "judicial legal council"),
        ("snake_case_header", "snake case header"),
        ("imple\u00admented", "implemented"),
        ("\ufeffNo", "no"),
        ("Prosecutor General’s Office", "prosecutor generals office"),
        ("Prosecutor General's Office", "prosecutor generals office"),
        ("№", "no"),
        ("% complete", "% complete"),
        ("#", "#"),
        ("...", ""),
        ("", ""),
    ],
)
def test_spaces_and_punctuation_do_not_matter(text, folded):
    assert fold(text) == folded


def test_different_words_stay_different():
    assert fold("İN") != fold("ƏN")
    assert fold("выполнено") != fold("не выполнено")


@given(TYPED)
def test_folding_twice_changes_nothing(text):
    assert fold(fold(text)) == fold(text)


@given(TYPED)
def test_case_does_not_matter(text):
    assert fold(text.upper()) == fold(text) == fold(text.lower())


@given(TYPED)
def test_accents_do_not_matter(text):
    apart = unicodedata.normalize("NFD", text)
    bare = "".join(char for char in apart if not unicodedata.combining(char))
    assert fold(apart) == fold(bare) == fold(text)


@given(st.text())
def test_no_text_breaks_folding(text):
    for change in (fold, tidy, latin, compared, text_key):
        change(text)


@pytest.mark.parametrize(
    ("text", "tidied"),
    [
        ("  plain text ", "plain text"),
        ("two  spaces", "two spaces"),
        ("hard\u00a0space", "hard space"),
        ("soft\u00adhyphen", "softhyphen"),
        ("one \r\n\r\n two\vthree", "one\ntwo\nthree"),
        ("tab\there", "tab here"),
        ("e\u0301tat", "état"),
        ("bell\x07", "bell"),
        ("İcra olunub", "İcra olunub"),
    ],
)
def test_tidy_keeps_words_and_lines(text, tidied):
    assert tidy(text) == tidied


@given(TYPED)
def test_tidying_twice_changes_nothing(text):
    assert tidy(tidy(text)) == tidy(text)


def test_cyrillic_lookalikes_become_latin():
    assert latin("САТ/С/AZE/СО/5") == "CAT/C/AZE/CO/5"


def test_texts_compare_by_their_words():
    assert compared("Ratify OPCAT; and (quickly)!") == "ratify opcat and quickly"
    assert text_key("Ratify the Protocol.") == text_key("ratify  the\nprotocol")
    assert text_key("Ratify the Protocol") != text_key("Ratify this Protocol")
