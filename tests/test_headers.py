import pytest
from hypothesis import given
from hypothesis import strategies as st

from imports.cells.headers import SURE


def field(readers, text):
    best = readers.headers.best(text)
    return best.field if best and best.score >= SURE else None


@pytest.mark.parametrize(
    ("name", "headers"),
    [
        ("ordinal", ["№", "No.", "#", "S/N", "Sıra", "п/п"]),
        ("reference", ["Paragraph", "Para.", "Recommendation no.", "Bənd", "Номер рекомендации", "párrafo"]),
        ("text", ["Recommendation", "TÖVSİYƏ", "Tövsiyənin mətni", "Текст рекомендации", "recommandation"]),
        ("states", ["Recommending State(s)", "UPR Reccomending States", "Tövsiyə verən dövlət"]),
        ("mechanism", ["Reccomending Body", "Recommending body", "Komitə", "Договорный орган"]),
        ("position", ["UPR Position", "Mövqe", "Позиция государства"]),
        ("status", ["Implementation status", "İcra vəziyyəti", "Icra veziyyeti", "Статус исполнения"]),
        ("lead", ["Responsible agency", "Məsul qurum", "Ответственный орган", "institución responsable"]),
        ("contributing", ["Supporting agencies", "Birgə icraçılar", "Соисполнители"]),
        ("due", ["Deadline", "İcra müddəti", "Срок исполнения", "échéance", "plazo"]),
        ("measures", ["Measures taken", "Görülmüş tədbirlər", "Принятые меры"]),
        ("affected", ["Affected Persons", "Groups of persons"]),
        ("sdg", ["SDGs", "Sdgs", "DİM", "ЦУР"]),
        ("annotation", ["OHCHR Annotation Id"]),
    ],
)
def test_headers_of_five_languages_name_their_field(readers, name, headers):
    assert {header: field(readers, header) for header in headers} == dict.fromkeys(headers, name)


def test_every_header_word_names_its_field(readers, vocabulary):
    for word, fields in vocabulary.words["header"].items():
        match = readers.headers.best(word)
        assert (word, match.field in fields) == (word, True)
        assert match.score == (0.7 if match.weak else 1.0)


@pytest.mark.parametrize(
    ("header", "name"),
    [
        ("Status / Vəziyyət", "status"),
        ("How far", "status"),
        ("Till when", "due"),
        ("Together with", "contributing"),
        ("What we did", "measures"),
        ("Lead agency / Məsul qurum", "lead"),
        ("Deadline\nSon tarix", "due"),
        ("Deadline (icra müddəti)", "due"),
        ("Tövsiyə | Recommendation", "text"),
    ],
)
def test_a_header_in_two_languages_names_one_field(readers, header, name):
    assert field(readers, header) == name


@pytest.mark.parametrize(
    ("header", "name"),
    [
        ("Status 2024", "status"),
        ("Measures taken and planned", "measures"),
        ("Progress (%)", "percent"),
        ("Assessment/comments on level of implementation", "status"),
        ("Position of the State under review on the recommendation", "position"),
    ],
)
def test_a_longer_header_names_the_field_of_its_words(readers, header, name):
    assert field(readers, header) == name


@pytest.mark.parametrize(
    ("header", "name"),
    [("Recomendation", "text"), ("Staus", "status"), ("Dedline", "due"), ("Mesures taken", "measures")],
)
def test_a_typing_error_scores_less_than_the_word(readers, header, name):
    match = readers.headers.best(header)
    assert match.field == name
    assert SURE <= match.score < 1


def test_a_weak_word_alone_is_not_sure(readers):
    match = readers.headers.best("Text")
    assert (match.field, match.weak) == ("text", True)
    assert match.score < SURE


def test_a_header_that_may_name_two_fields_keeps_both(readers):
    assert {match.field for match in readers.headers.read("Responsible agency and deadline")} >= {"lead", "due"}


@pytest.mark.parametrize("text", ["", "  ", "Banana", "12", "2024", "Ratify the Convention", "x" * 121])
def test_other_texts_name_no_field(readers, text):
    assert field(readers, text) is None


@given(text=st.text())
def test_no_text_breaks_the_reader_and_scores_stay_between_nothing_and_one(readers, text):
    for header in (text, f"Status {text}", f"Recommendation ({text})"):
        matches = readers.headers.read(header)
        assert all(0 < match.score <= 1 for match in matches)
        assert list(matches) == sorted(matches, key=lambda match: -match.score)
