import pytest
from hypothesis import given
from hypothesis import strategies as st


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (
            "supported",
            ["Supported", "- Supported", "ACCEPTED", "Enjoys the support of Azerbaijan", "acceptée", "apoyada"],
        ),
        ("supported", ["Qəbul edilib", "dəstəklənir", "Поддержано", "принята"]),
        ("noted", ["Noted", "- Noted", "Rejected", "notée", "tomada nota", "Qeydə alınıb", "Принято к сведению"]),
        ("noted", ["Not accepted", "Not supported", "Qəbul edilməyib", "не принято", "non acceptée", "no apoyada"]),
        ("partially_supported", ["Partially accepted", "supported in part", "qismən dəstəklənib", "принято частично"]),
        ("pending", ["Pending", "Under examination", "Baxılır", "на рассмотрении"]),
    ],
)
def test_positions_of_five_languages(readers, code, words):
    assert {word: readers.position.read(word).code for word in words} == dict.fromkeys(words, code)
    assert all(readers.position.is_position(word.lstrip("- ")) for word in words)


def test_every_word_of_the_register_reads_as_its_position(readers, vocabulary):
    for word, (code, *_) in vocabulary.words["position"].items():
        reading = readers.position.read(word)
        assert (word, reading.code, reading.blank) == (word, None if code == "none" else code, code == "none")


@pytest.mark.parametrize(
    ("text", "code"), [("Yes", "supported"), ("bəli", "supported"), ("No", "noted"), ("нет", "noted")]
)
def test_yes_and_no_are_positions_but_do_not_tell_the_column(readers, text, code):
    assert readers.position.read(text).code == code
    assert not readers.position.is_position(text)


def test_considered_already_implemented_is_still_supported(readers):
    text = "Accepted, considered already implemented or in the process of implementation"
    assert readers.position.read(text).code == "supported"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Recommendation is supported", "supported"),
        ("Does not enjoy the support of Azerbaijan", "noted"),
        ("Azərbaycan tərəfindən qəbul edilməyib", "noted"),
        ("Noted - not supported", "noted"),
        ("Accepted and noted", None),
        ("Noted (supported in principle)", None),
    ],
)
def test_a_position_in_a_short_sentence_counts_where_it_is_the_only_one(readers, text, code):
    assert readers.position.read(text).code == code


@pytest.mark.parametrize(
    "text",
    [
        "Supported?",
        "Accepted in principle",
        "Supported, with reservations",
        "Принято за исключением п. 2",
        "Apoyada, salvo (b)",
    ],
)
def test_a_position_with_a_reserve_is_not_guessed(readers, text):
    assert readers.position.read(text).code is None


@pytest.mark.parametrize("text", ["Apoyada en parte", "Acceptée en partie", "Qismən qəbul olunur", "Принято в части"])
def test_a_part_is_supported_in_part(readers, text):
    assert readers.position.read(text).code == "partially_supported"


@pytest.mark.parametrize("text", ["n/a", "-", "–", "not applicable", "tətbiq olunmur", "не применимо", "treaty body"])
def test_not_applicable_is_blank(readers, text):
    reading = readers.position.read(text)
    assert (reading.blank, reading.code) == (True, None)


@pytest.mark.parametrize("text", ["banana", "", "unacceptable", "unsupported"])
def test_an_unknown_word_stays_unknown(readers, text):
    reading = readers.position.read(text)
    assert (reading.code, reading.blank) == (None, False)
    assert not readers.position.is_position(text)


def test_the_word_of_the_source_is_kept(readers):
    assert readers.position.read("- Qəbul edilib ").word == "Qəbul edilib"


def test_a_long_text_is_no_position(readers):
    assert readers.position.read("The Government noted the concern. " * 5).code is None


@given(text=st.text())
def test_no_text_breaks_the_reader(readers, text):
    for cell in (text, f"Supported {text}"):
        readers.position.read(cell)
        readers.position.is_position(cell)


@pytest.mark.parametrize("text", ["Supported; noted after review", "Initially noted, later supported"])
def test_two_positions_one_after_the_other_are_a_question(readers, text):
    assert readers.position.read(text).code is None


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("supported", ["Recueille l'adhésion", "Пользуется поддержкой", "Goza del apoyo", "Dəstəklənib"]),
        ("noted", ["N'a pas recueilli l'adhésion", "Не пользуется поддержкой", "No cuenta con el apoyo", "Dəstəklənməyib"]),
    ],
)  # fmt: skip
def test_what_un_documents_say_of_support_is_known_in_five_languages(readers, code, words):
    assert {word: readers.position.read(word).code for word in words} == dict.fromkeys(words, code)


@pytest.mark.parametrize(
    "text",
    [
        *("Not noted", "Not rejected", "не отклонена", "non rejetée", "no rechazada", "rədd edilməyib"),
        *("Maybe supported", "Tacitly accepted", "Likely noted", "Supported (maybe)", "Accepted, apparently"),
        *("Вероятно принята", "Молчаливо принята", "Bəlkə dəstəklənir", "Peut-être acceptée", "Tácitamente aceptada"),
        *("Supported/Noted", "Поддержана/Отмечена", "Acceptée/Notée", "Apoyada/Tomada nota", "Supported/unknown"),
    ],
)
def test_a_word_that_may_change_a_position_leaves_it_open(readers, text):
    reading = readers.position.read(text)
    assert (reading.code, reading.blank) == (None, False)


@pytest.mark.parametrize(
    "text",
    [
        *("Fully supported", "Supported in 2023", "Supported (A/HRC/39/14)", "Supported / Поддержана", "1. Supported"),
        *("Response: supported", "The Government accepted", "Полностью поддержана", "Pleinement acceptée"),
    ],
)
def test_words_that_change_nothing_may_stand_beside_a_position(readers, text):
    assert readers.position.read(text).code == "supported"
