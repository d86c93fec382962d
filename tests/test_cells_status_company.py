"""Words and days beside a status: what may stand there without changing it, and what makes it a question."""

import pytest

from imports.cells.readers import Readers

DONE_BUT = [
    *("Poorly implemented", "Scarcely implemented", "If implemented", "Once implemented", "as good as implemented"),
    *("Implemented mostly", "Implemented if funded", "Implemented, subject to approval", "Implemented elsewhere"),
    *("Implemented (draft)", "Implemented - draft law", "Implemented next year", "Soon implemented", "Done/not done"),
    *("Az icra olunub", "Təqribən icra olunub", "Əvvəl icra olunub", "İcra olunub/olunmayıb", "Pis icra olunub"),
    *("İcra olunmuş sayılır", "İcra olunmuş hesab edilsin", "İcra olunub (layihə)", "Tezliklə icra olunub"),
    *("Вроде выполнено", "Слабо выполнено", "Плохо выполнено", "Выполнено бы", "п.1 выполнено", "Скоро выполнено"),
    *("Выполнено (проект)", "Исполнено в части обучения", "Выполнено/не выполнено", "Если выполнено"),
    *(
        "Peu réalisée",
        "Mal réalisée",
        "Bientôt réalisée",
        "Réalisée (projet)",
        "Une fois réalisée",
        "Réalisée ailleurs",
    ),
    *("Poco cumplida", "Mal cumplida", "Antes cumplida", "Pronto cumplida", "Cumplida (borrador)", "Apenas cumplida"),
]


@pytest.mark.parametrize("text", DONE_BUT)
def test_an_unknown_word_beside_done_leaves_it_open(readers, text):
    reading = readers.status.read(text)
    assert (reading.code, reading.clear, reading.blank) == (None, False, False)
    assert "implemented" in reading.candidates


@pytest.mark.parametrize(
    "text",
    [
        *("Already implemented", "It has been implemented", "Successfully implemented", "Fully implemented in 2022"),
        *("Implemented by MOJ", "Implemented through Law No. 5", "Implemented via training", "Implemented during 2023"),
        *("Artıq icra olunub", "Tövsiyə artıq icra edilmişdir", "Уже выполнено", "Выполнено Министерством юстиции"),
        *("Yes, implemented", "Status: implemented", "Да, выполнено", "Implemented jointly with UNICEF"),
        *("Выполнено МВД", "Déjà réalisée", "A été réalisée", "Réalisée par le Ministère de la Justice", "Ya cumplida"),
    ],
)
def test_words_that_change_nothing_may_stand_beside_done(readers, text):
    assert readers.status.read(text).code == "implemented"


@pytest.mark.parametrize(
    "text",
    [
        *("Implemented in 2027", "Implemented 31.12.2027", "Implemented (31.12.2027)", "Implemented from 2028"),
        *("Implemented in December 2026", "Implemented 12/2026", "Implemented 2023-2027", "Implemented. In 2028."),
        *("2028-ci ildə icra olunub", "İcra olunub (2028)", "Выполнено в 2028 году", "Réalisée en 2028"),
        *("Cumplida en 2028", "2023: planned; 2028: implemented", "Planned → implemented (2028)"),
    ],
)
def test_nothing_is_done_at_a_time_to_come(readers, text):
    reading = readers.status.read(text)
    assert (reading.code, reading.clear) == (None, False)


@pytest.mark.parametrize(
    "text",
    [
        *("Implemented in 2023", "Implemented in January 2026", "Implemented 31.12.2025", "Implemented in 2026"),
        *("Implemented (National Strategy 2022-2030)", "In progress until 2027", "Planned for 2028"),
    ],
)
def test_a_time_that_has_begun_and_the_years_of_a_strategy_leave_a_status(readers, text):
    assert readers.status.read(text).code is not None


def test_without_a_day_nothing_is_to_come(vocabulary):
    assert Readers(vocabulary).status.read("Implemented in 2028").code == "implemented"


@pytest.mark.parametrize("text", ["Implemented by Georgia", "Implemented (by Turkey)", "Réalisée par la Géorgie"])
def test_what_another_state_did_is_a_question(readers, text):
    assert readers.status.read(text).code is None
    assert readers.status.read("Implemented by Azerbaijan").code == "implemented"


def test_no_longer_under_way_is_not_taken_for_a_typing_error_of_done(readers):
    reading = readers.status.read("Artıq icra olunmur")
    assert (reading.code, reading.candidates[0], reading.clear) == (None, "not_implemented", False)


@pytest.mark.parametrize(
    "text",
    [
        *("Started but stopped", "Was in progress", "In progress until 2023", "In progress (suspended)"),
        *("Commencée puis arrêtée", "Plus en cours", "En cours jusqu'en 2023", "Начато, но остановлено"),
        *("Daimi (2020-ci ilədək)", "In progress from 2028", "Partially implemented until 2020"),
        *("Выполняется до 2023 года", "Больше не выполняется", "Daha icra edilmir", "Iniciada pero detenida"),
        *("En curso hasta 2023", "Почти не выполняется", "Almost not implemented", "Demək olar ki icra olunmayıb"),
    ],
)
def test_what_was_given_up_and_what_is_nearly_not_done_is_a_question(readers, text):
    reading = readers.status.read(text)
    assert (reading.code, reading.clear, reading.blank) == (None, False, False)
    assert reading.candidates


@pytest.mark.parametrize(
    "text", ["Not completed", "Не завершено", "Tamamlanmayıb", "Non achevée", "No completada", "Pendiente de completar"]
)
def test_what_is_not_completed_may_be_under_way(readers, text):
    reading = readers.status.read(text)
    assert (reading.code, reading.clear) == (None, False)
    assert {"in_progress", "partially_implemented"} <= set(reading.candidates)


def test_of_what_is_nearly_finished_the_likeliest_is_a_part(readers):
    reading = readers.status.read("nearly finished, two prisons remain")
    assert (reading.code, reading.candidates) == (None, ("partially_implemented", "implemented"))


def test_without_object_is_a_question(readers):
    assert readers.status.read("Sans objet").candidates == ("superseded", "out_of_mandate")
