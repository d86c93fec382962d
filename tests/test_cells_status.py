import pytest
from hypothesis import given
from hypothesis import strategies as st


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("implemented", ["Implemented", "İCRA OLUNUB", "icra olunub.", "Выполнено", "- Completed", "mise en œuvre"]),
        ("in_progress", ["In progress", "İcra olunur", "Выполняется", "en cours", "en proceso"]),
        ("ongoing_continuous", ["Continuous", "Daimi", "Постоянно", "Ongoing (continuous)", "Ongoing, continuous"]),
        ("planned", ["Planned", "nəzərdə tutulur", "Планируется", "To be implemented"]),
        ("implemented", ["İcra olunub / Implemented", "Implemented | Выполнено", "İcra olunub - Implemented"]),
        ("not_implemented", ["Not implemented", "icra olunmayıb", "не выполнено", "no cumplida", "Not done"]),
        ("partially_implemented", ["Not fully implemented", "Tam icra olunmayıb", "выполнено не полностью"]),
        ("not_started", ["Not started", "başlanmayıb", "не начато", "Not started yet"]),
        ("superseded", ["Superseded", "Əvəz edilib", "Заменено"]),
    ],
)
def test_status_words_of_five_languages_with_their_negations(readers, code, words):
    assert {word: readers.status.read(word).code for word in words} == dict.fromkeys(words, code)


def test_every_word_of_one_meaning_reads_as_that_status(readers, vocabulary):
    for word, values in vocabulary.words["status"].items():
        if set(values) <= vocabulary.statuses.keys():
            assert (word, readers.status.read(word).code) == (word, values[0])
            assert readers.status.is_status(word)


def test_every_word_of_several_meanings_is_a_question(readers, vocabulary):
    for word, (value, *_) in vocabulary.words["status"].items():
        if "|" in value:
            reading = readers.status.read(word)
            assert (word, reading.code, reading.candidates) == (word, None, tuple(value.split("|")))


@pytest.mark.parametrize(
    ("text", "candidates"),
    [
        ("Ongoing", {"in_progress", "ongoing_continuous"}),
        ("Already implemented or in the process of implementation", {"implemented", "in_progress"}),
        ("Implemented / Not implemented", {"implemented", "not_implemented"}),
    ],
)
def test_an_ambiguous_word_is_never_settled(readers, text, candidates):
    reading = readers.status.read(text)
    assert (reading.code, set(reading.candidates), reading.clear) == (None, candidates, False)


@pytest.mark.parametrize("text", ["not yet implemented", "never implemented", "icra olunub deyil"])
def test_a_negated_word_is_not_that_status(readers, text):
    reading = readers.status.read(text)
    assert (reading.code, reading.clear) == (None, False)
    assert "implemented" not in reading.candidates


@pytest.mark.parametrize(
    ("text", "position"),
    [("Noted", "noted"), ("Accepted", "supported"), ("Not supported", "noted"), ("Принято к сведению", "noted")],
)
def test_a_position_in_the_wrong_column_is_no_status(readers, text, position):
    reading = readers.status.read(text)
    assert (reading.position, reading.code, reading.candidates) == (position, None, ())


@pytest.mark.parametrize("text", ["-", "?", "n/a", "TBD", "no information", "məlumat yoxdur", "нет данных"])
def test_a_word_for_nothing_known_is_blank(readers, text):
    reading = readers.status.read(text)
    assert (reading.blank, reading.code, reading.candidates) == (True, None, ())


@pytest.mark.parametrize(("text", "percent"), [("75%", 75), ("100 %", 100), ("0%", 0), ("~50%", 50), ("75 faiz", 75)])
def test_a_percentage_stays_a_percentage(readers, text, percent):
    reading = readers.status.read(text)
    assert (reading.percent, reading.code) == (percent, None)


@given(percent=st.integers(0, 100))
def test_only_none_and_all_are_more_than_progress(readers, percent):
    ends = {0: "not_started", 100: "implemented"}
    assert readers.status.from_percent(percent) == ends.get(percent, "in_progress")


@pytest.mark.parametrize(
    ("text", "code", "rest"),
    [
        ("Implemented. The law was adopted.", "implemented", "The law was adopted."),
        ("Not implemented; no funds", "not_implemented", "no funds"),
        ("In progress (draft law)", "in_progress", "draft law"),
        ("Выполнено (частично)", "partially_implemented", ""),
    ],
)
def test_an_explanation_behind_the_status_is_kept(readers, text, code, rest):
    reading = readers.status.read(text)
    assert (reading.code, reading.rest) == (code, rest)


@pytest.mark.parametrize(("text", "code"), [("Implementd", "implemented"), ("not implmented", "not_implemented")])
def test_a_typing_error_is_only_proposed(readers, text, code):
    reading = readers.status.read(text)
    assert (reading.code, reading.candidates[0], reading.clear) == (None, code, True)


def test_a_long_text_is_no_status(readers):
    text = "The ministries report that the work on this is considered implemented by all the agencies involved"
    reading = readers.status.read(text)
    assert (reading.blank, reading.rest, readers.status.is_status(text)) == (True, text, False)


@given(text=st.text())
def test_no_text_breaks_the_reader(readers, text):
    for cell in (text, f"Implemented {text}"):
        readers.status.read(cell)
        readers.status.meanings(cell)
        readers.status.is_status(cell)


@pytest.mark.parametrize(
    ("word", "percent"),
    [
        ("75 % completed", 75),
        ("0% implemented", 0),
        ("Implemented: 45%", 45),
        ("выполнено на 80%", 80),
        ("50% icra olunub", 50),
        ("achevée à 60 %", 60),
        ("cumplida al 60 %", 60),
    ],
)
def test_a_percentage_says_how_much_of_it_is_implemented(readers, word, percent):
    reading = readers.status.read(word)
    assert (reading.code, reading.percent) == (None, percent)


@pytest.mark.parametrize(
    ("word", "code"),
    [
        ("Implemented (100%)", "implemented"),
        ("In progress (40 %)", "in_progress"),
        ("Partially implemented, 60 %", "partially_implemented"),
        ("Implemented. The share of women in the police rose to 12 % by 2024", "implemented"),
    ],
)
def test_a_percentage_that_fits_the_word_leaves_it(readers, word, code):
    assert readers.status.read(word).code == code


@pytest.mark.parametrize(
    "word",
    [
        "in progress 100%",
        "half implemented",
        "yarımçıq icra olunub",
        "to be completed",
        "to be started",
        "icra olunmalıdır",
        "nəzərdə tutulmur",
        "planlaşdırılmır",
        "hazırlanmır",
        "uncompleted",
        "Completed?",
        "done ???",
        "implemented only in Baku",
        "Implemented in 2 of 10 regions",
    ],
)
def test_what_takes_a_status_back_leaves_it_open(readers, word):
    reading = readers.status.read(word)
    assert (reading.code, reading.clear) == (None, False)
