import pytest
from hypothesis import given
from hypothesis import strategies as st

from imports.reading.context import ContextReader, Hints, NewReview


@pytest.fixture(scope="module")
def context(vocabulary):
    return ContextReader(vocabulary)


def told(hints):
    return hints.mechanism, hints.cycle, hints.session, hints.years, hints.state


@pytest.mark.parametrize(
    ("said", "texts"),
    [
        (("CEDAW", "6", "", (), "AZE"), ["CEDAW/C/AZE/CO/6", "Recommendations of CEDAW/C/AZE/CO/6"]),
        (("", "", "", (), ""), ["A/HRC/39/14", "", "Category", "certificate", "Location", "Education"]),
        (("UPR", "3", "", (), ""), ["UPR 3rd cycle", "UPR III dövr", "УПО, 3-й цикл", "UPR 3", "UPR_3_AZE.xlsx"]),
        (("UPR", "", "34", (), ""), ["34th Session of the UPR Working Group", "UPR 34", "34-cü sessiya, UPR"]),
        (("CAT", "5", "", (), ""), ["CAT 5", "CAT5", "Fifth periodic report of Azerbaijan (CAT)"]),
        (("CRC", "5-6", "", (), ""), ["CRC 5-6", "CRC combined fifth and sixth reports"]),
        (("CERD", "10-12", "", (), ""), ["CERD combined tenth to twelfth periodic reports"]),
        (("CRPD", "", "", ("2024",), ""), ["CRPD 2024", "CRPD_2024.xlsx"]),
        (("CAT", "", "", (), ""), ["İşgəncə əleyhinə Komitənin tövsiyələri", "Рекомендации Комитета против пыток"]),
    ],
)
def test_titles_and_names_hint_at_a_review(context, said, texts):
    assert {text: told(context.read(text)) for text in texts} == dict.fromkeys(texts, said)


@pytest.mark.parametrize(
    ("mechanism", "names"),
    [
        ("CEDAW", ["CEDAW", "- CEDAW", "Committee on the Elimination of Discrimination against Women"]),
        ("CAT", ["CAT", "Комитет против пыток", "İşgəncə əleyhinə Komitə"]),
        ("CRC-OPAC", ["CRC-OP-AC", "OPAC"]),
        ("CCPR", ["CCPR", "ICCPR", "Human Rights Committee"]),
        ("SP", ["SR HR Defenders", "IE older persons", "WG Arbitrary detention", "Special Rapporteur on torture"]),
        ("", ["banana", "Human Rights Council", "Ministry of Justice"]),
    ],
)
def test_a_cell_names_its_mechanism(context, mechanism, names):
    assert {name: context.mechanism_of(name) for name in names} == dict.fromkeys(names, mechanism)


@pytest.mark.parametrize(
    ("text", "state"),
    [("UPR_Slovenia.xlsx", "SVN"), ("UPR: Türkiye to Azerbaijan", "AZE"), ("Slovenia", ""), ("UPR of Peru, Chad", "")],
)
def test_a_title_is_about_a_state_where_it_names_a_mechanism_too(context, text, state):
    assert context.about_state(text) == state


@pytest.mark.parametrize(
    ("code", "texts"),
    [
        ("UPR-3", ["A/HRC/39/14", "A/HRC/39/14/Add.1", "A/HRC/WG.6/30/AZE/1", "UPR 3rd cycle", "UPR 30", "UPR 2018"]),
        ("CEDAW-6", ["CEDAW/C/AZE/CO/6", "CEDAW/C/AZE/6", "CEDAW 6", "CEDAW 2022"]),
        ("CERD-10-12", ["CERD/C/AZE/CO/10-12", "CERD combined tenth to twelfth reports"]),
        ("CRPD-1", ["CRPD initial report", "Əlilliyi olan Şəxslərin Hüquqları Komitəsi, ilkin məruzə"]),
        ("CMW-3", ["CMW"]),
    ],
)
def test_symbol_cycle_session_or_year_place_rows(context, code, texts):
    assert {text: context.place(context.read(text), upr=False).code for text in texts} == dict.fromkeys(texts, code)


def test_every_symbol_of_a_review_places_rows_there(context, vocabulary):
    for review in vocabulary.reviews.values():
        for symbol in review.symbols:
            assert (symbol, context.place(context.read(symbol), upr=False).code) == (symbol, review.code)


def test_a_council_symbol_is_a_report_of_the_review_only_where_rows_look_like_it(context):
    hints = context.read("A/HRC/55/12")
    assert context.place(hints, upr=True).code == "UPR-4"
    assert not context.place(hints, upr=False).sure


@pytest.mark.parametrize(
    ("text", "new", "foreign"),
    [
        ("CEDAW/C/AZE/CO/7", NewReview("CEDAW", "7", "CEDAW/C/AZE/CO/7", "AZE"), ""),
        ("Council of Europe", NewReview("REG", state="AZE", found_in="Council of Europe"), ""),
        ("CEDAW/C/SVN/CO/6", NewReview("CEDAW", "6", "CEDAW/C/SVN/CO/6", "SVN"), "SVN"),
        ("A/HRC/WG.6/30/SVN/1", NewReview("UPR", "3", "A/HRC/WG.6/30/SVN/1", "SVN"), "SVN"),
    ],
)
def test_an_unknown_review_would_be_added_unless_it_is_of_another_state(context, text, new, foreign):
    placing = context.place(context.read(text), upr=False)
    assert (placing.new, placing.foreign, placing.sure) == (new, foreign, not foreign)


@pytest.mark.parametrize(
    ("text", "candidates"),
    [
        ("CEDAW 7", ("CEDAW-6", "CEDAW-5")),
        ("CEDAW/C/AZE/7", ("CEDAW-6", "CEDAW-5")),
        ("CEDAW/C/AZE/QPR/7", ("CEDAW-6", "CEDAW-5")),
        ("CMW 4", ("CMW-3",)),
    ],
)
def test_no_review_is_made_of_a_short_text_or_a_report_of_the_state(context, text, candidates):
    placing = context.place(context.read(text), upr=False)
    assert (placing.new, placing.candidates, placing.clear) == (None, candidates, False)


@pytest.mark.parametrize(
    ("mechanism", "candidates", "clear"),
    [("CEDAW", ("CEDAW-6", "CEDAW-5"), True), ("UPR", ("UPR-4", "UPR-3", "UPR-2", "UPR-1"), False)],
)
def test_only_a_treaty_bodys_latest_examination_is_proposed(context, mechanism, candidates, clear):
    placing = context.place(Hints(mechanism=mechanism), upr=False)
    assert (placing.candidates, placing.clear, placing.sure) == (candidates, clear, False)


@pytest.mark.parametrize("text", ["UPR: second and third cycles", "CERD 2016 and 2022", "UPR, 30th and 44th sessions"])
def test_a_text_that_names_several_reviews_means_none_of_them(context, text):
    placing = context.place(context.read(text), upr=False)
    assert (placing.code, placing.clear) == ("", False)


def test_gaps_are_filled_from_a_farther_text_of_the_same_mechanism():
    assert Hints(mechanism="CAT").filled_from(Hints(mechanism="CAT", cycle="5")) == Hints(mechanism="CAT", cycle="5")
    assert Hints(cycle="5").filled_from(Hints(mechanism="CAT", cycle="4")) == Hints(mechanism="CAT", cycle="5")
    assert Hints(mechanism="CAT").filled_from(Hints(mechanism="UPR", cycle="3")) == Hints(mechanism="CAT")


@given(text=st.text())
def test_no_text_breaks_the_reader(context, text):
    for title in (text, f"UPR {text}", f"CAT/C/{text}"):
        context.place(context.read(title), upr=True)
        context.mechanism_of(title)
        context.about_state(title)
