import pytest
from hypothesis import given
from hypothesis import strategies as st

from imports.cells.symbols import Symbol, base_symbol, read_symbol


@pytest.mark.parametrize(
    ("text", "symbol"),
    [
        ("CCPR/C/AZE/CO/4", Symbol("CCPR/C/AZE/CO/4", "CCPR", "AZE", "CO", "4")),
        ("CERD/C/AZE/CO/10-12", Symbol("CERD/C/AZE/CO/10-12", "CERD", "AZE", "CO", "10-12")),
        ("CRC/C/OPAC/AZE/CO/1", Symbol("CRC/C/OPAC/AZE/CO/1", "CRC-OPAC", "AZE", "CO", "1")),
        ("CRC/C/OPSC/AZE/CO/1", Symbol("CRC/C/OPSC/AZE/CO/1", "CRC-OPSC", "AZE", "CO", "1")),
        ("CCPR/C/AZE/Q/4/Add.1", Symbol("CCPR/C/AZE/Q/4/Add.1", "CCPR", "AZE", "Q", "4")),
        ("CERD/C/AZE/CO/4/Add.1", Symbol("CERD/C/AZE/CO/4/Add.1", "CERD", "AZE", "CO", "4")),
        ("CAT/C/AZE/QPR/5", Symbol("CAT/C/AZE/QPR/5", "CAT", "AZE", "QPR", "5")),
        ("CAT/C/AZE/5", Symbol("CAT/C/AZE/5", "CAT", "AZE", "", "5")),
        ("E/C.12/AZE/FCO/4", Symbol("E/C.12/AZE/FCO/4", "CESCR", "AZE", "FCO", "4")),
        ("CAT/OP/AZE/1", Symbol("CAT/OP/AZE/1", "SPT", "AZE")),
        ("A/HRC/WG.6/30/AZE/1", Symbol("A/HRC/WG.6/30/AZE/1", "UPR", "AZE", session="30")),
        ("A/HRC/WG.6/30/AZE/2/Corr.1", Symbol("A/HRC/WG.6/30/AZE/2/Corr.1", "UPR", "AZE", session="30")),
        ("A/HRC/WG.6/30/L.12", Symbol("A/HRC/WG.6/30/L.12", "UPR", session="30")),
    ],
)
def test_a_symbol_tells_body_state_kind_and_cycle(text, symbol):
    assert read_symbol(text) == symbol


@pytest.mark.parametrize("text", ["A/HRC/39/14", "A/HRC/39/14/Add.1", "A/HRC/55/52"])
def test_a_council_symbol_alone_names_no_mechanism(text):
    assert read_symbol(text) == Symbol(text, council=text.split("/")[2])


@pytest.mark.parametrize(
    ("text", "normal"),
    [
        ("E/C.12/AZE /CO/4", "E/C.12/AZE/CO/4"),
        ("CAT / C / AZE / CO / 5", "CAT/C/AZE/CO/5"),
        ("CAT/C/AZE/CO/5*", "CAT/C/AZE/CO/5"),
        ("cedaw/c/aze/co/6", "CEDAW/C/AZE/CO/6"),
        ("CEDAW/C/\u00adAZE/CO/6", "CEDAW/C/AZE/CO/6"),
        ("CEDAW/C/AZE\u00a0/CO/6", "CEDAW/C/AZE/CO/6"),
        ("САТ/С/АZЕ/СО/5", "CAT/C/AZE/CO/5"),
        ("CERD/C/AZE/CO/10–12", "CERD/C/AZE/CO/10-12"),
        ("a/hrc/39/14/add.1", "A/HRC/39/14/Add.1"),
        ("CCPR/C/AZE/CO/4, para. 12", "CCPR/C/AZE/CO/4"),
        ("Concluding observations (CRC/C/AZE/CO/5-6).", "CRC/C/AZE/CO/5-6"),
        ("- CEDAW/C/AZE/CO/6", "CEDAW/C/AZE/CO/6"),
        ("CRC/C/83/Add.13", "CRC/C/83/Add.13"),
        ("E/C.12/1/Add.104", "E/C.12/1/Add.104"),
        ("HRI/CORE/AZE/2008", "HRI/CORE/AZE/2008"),
    ],
)
def test_odd_typing_is_put_right(text, normal):
    symbol = read_symbol(text)
    assert symbol is not None
    assert symbol.text == normal


def test_an_older_form_keeps_its_text_and_claims_nothing_more():
    assert read_symbol("CRC/C/83/Add.13") == Symbol("CRC/C/83/Add.13")


@pytest.mark.parametrize(
    "text", ["", "CEDAW", "UPR 3rd cycle", "and/or", "n/a", "MFA/MoJ", "12/05/2025", "Комитет/орган"]
)
def test_other_texts_hold_no_symbol(text):
    assert read_symbol(text) is None


@pytest.mark.parametrize(
    ("text", "base"),
    [
        ("A/HRC/39/14/Add.1", "A/HRC/39/14"),
        ("A/HRC/WG.6/30/AZE/2/Corr.1", "A/HRC/WG.6/30/AZE/2"),
        ("CCPR/C/AZE/CO/4/Add.1/Rev.2", "CCPR/C/AZE/CO/4"),
        ("CAT/C/AZE/CO/5", "CAT/C/AZE/CO/5"),
    ],
)
def test_the_recommendations_stand_in_the_document_without_its_addenda(text, base):
    assert base_symbol(text) == base


def test_every_symbol_of_the_register_reads_back_to_itself(vocabulary):
    symbols = [symbol for review in vocabulary.reviews.values() for symbol in review.symbols]
    assert [symbol for symbol in symbols if getattr(read_symbol(symbol), "text", None) != symbol] == []


@pytest.mark.parametrize(
    ("recommends", "texts"),
    [
        (True, ["CEDAW/C/AZE/CO/6", "CRC/C/OPAC/AZE/CO/1", "A/HRC/39/14", "A/HRC/WG.6/30/L.12", "CAT/OP/AZE/1"]),
        (False, ["CEDAW/C/AZE/6", "CAT/C/AZE/QPR/5", "CCPR/C/AZE/Q/4", "CCPR/C/AZE/RQ/4", "A/HRC/WG.6/44/AZE/1"]),
    ],
)
def test_recommendations_stand_in_documents_of_the_bodies_not_of_the_state(recommends, texts):
    told = {text: (read_symbol(text).recommends, read_symbol(text).reports) for text in texts}
    assert told == dict.fromkeys(texts, (recommends, not recommends))


@given(
    st.sampled_from(["CCPR", "CERD", "CEDAW", "CAT", "CRC", "CRPD", "CMW", "CED"]),
    st.sampled_from(["CO", "Q", "QPR", "RQ", "FCO"]),
    st.integers(1, 30),
)
def test_every_treaty_body_symbol_reads_back_to_its_parts(body, kind, cycle):
    text = f"{body}/C/AZE/{kind}/{cycle}"
    assert read_symbol(f"see {text}, p. 2") == Symbol(text, body, "AZE", kind, str(cycle))


@given(st.text())
def test_no_text_breaks_the_reader(text):
    read_symbol(text)
    read_symbol(f"CAT/C/{text}")
