"""Odd values in the column of statuses: dashes, lists, sentences, typing errors, and words for what another column says."""

import pytest


@pytest.mark.parametrize("text", ["–", "—", "--", "...", "…", "_", "No aplica", "сведений нет", "н/д", "TBC"])
def test_a_dash_and_words_for_nothing_known_are_blank(readers, text):
    reading = readers.status.read(text)
    assert (reading.blank, reading.code, reading.candidates) == (True, None, ())


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("1. Implemented", "implemented"),
        ("(3) Not implemented", "not_implemented"),
        ("2 – In progress", "in_progress"),
        ("A. Planned", "planned"),
        ("The recommendation has been implemented", "implemented"),
        ("La recommandation est mise en œuvre", "implemented"),
        ("Рекомендация выполнена", "implemented"),
    ],
)
def test_a_status_with_its_number_or_as_a_sentence_is_read(readers, text, code):
    assert readers.status.read(text).code == code


@pytest.mark.parametrize("text", ["1", "A", "12. Ongoing", "3 – see the minutes", "The recommendation is under review"])
def test_a_number_alone_and_a_doubtful_word_behind_one_stay_open(readers, text):
    assert readers.status.read(text).code is None


@pytest.mark.parametrize("text", ["İcra olunur (in progress)", "Icra edilib (tam)", "Implemented (fully)"])
def test_words_in_brackets_that_say_the_same_are_no_remark(readers, text):
    assert readers.status.read(text).rest == ""


@pytest.mark.parametrize(
    ("text", "candidates"),
    [
        ("Ongoing; implemented in Baku", {"in_progress", "ongoing_continuous", "implemented"}),
        ("Noted, no action", {"not_started"}),
        ("n/a – planned", {"planned"}),
        ("Implemented, ongoing", {"partially_implemented", "implemented", "in_progress", "ongoing_continuous"}),
    ],
)
def test_only_statuses_are_offered_for_two_words_in_a_cell(readers, text, candidates):
    reading = readers.status.read(text)
    assert (reading.code, set(reading.candidates)) == (None, candidates)


@pytest.mark.parametrize("text", ["Implented", "Implemeted"])
def test_lost_letters_do_not_deny_a_status(readers, text):
    reading = readers.status.read(text)
    assert (reading.candidates[0], reading.clear) == ("implemented", True)


@pytest.mark.parametrize("text", ["скорее выполнено", "pratiquement réalisé", "prácticamente cumplida"])
def test_almost_done_is_a_question(readers, text):
    assert readers.status.read(text).code is None


@pytest.mark.parametrize("text", ["Baxılır", "на рассмотрении", "рассматривается", "En examen", "en examen"])
def test_what_is_under_examination_is_no_position_in_the_column_of_statuses(readers, text):
    reading = readers.status.read(text)
    assert (reading.position, set(reading.candidates)) == (None, {"planned", "in_progress"})


def test_more_and_less_than_a_half_are_two_questions(quick_desk):
    lines = [["No.", "Recommendation", "Status"]]
    lines += [[f"140.{at}", f"Ensure access to a lawyer in district {at}", word] for at, word in enumerate("<>", 1)]
    for line in lines[1:]:
        line[2] += "50%"
    result = quick_desk.take(quick_desk.sheet(lines), review="UPR-3")
    assert [question.text for question in result.questions] == ["Which status is '<50%'?", "Which status is '>50%'?"]


@pytest.mark.parametrize("words", ["вне компетенции", "Səlahiyyətə aid deyil"])
def test_an_agency_does_not_take_a_recommendation_out_of_the_mandate(quick_desk, words):
    lines = [["Reply of the Ministry of Justice"], ["No.", "Recommendation", "Status"]]
    lines += [["140.1", "Ensure access to a lawyer from the outset of detention", words]]
    result = quick_desk.take(quick_desk.sheet(lines), review="UPR-3", yes=True)
    entry = result.plans[0].sheets[0].rows[0].entries[0].entry
    assert (entry.get("out_of_mandate"), entry.open_values) == (None, [("status", words, "C3")])


def test_a_person_who_says_out_of_mandate_is_understood_as_a_sheet_that_says_so(quick_desk):
    lines = [["No.", "Recommendation", "Status"], ["140.1", "Ensure access to a lawyer from the outset", "Not for us"]]
    (asked,) = quick_desk.take(quick_desk.sheet(lines), review="UPR-3").questions
    result = quick_desk.take(
        quick_desk.sheet(lines, "again.xlsx"), review="UPR-2", answers={asked.id: "out_of_mandate"}
    )
    entry = result.plans[0].sheets[0].rows[0].entries[0].entry
    assert (entry.get("status"), entry.get("out_of_mandate")) == (None, "the sheet says 'Not for us'")
