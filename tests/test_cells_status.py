import pytest
from hypothesis import given
from hypothesis import strategies as st


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("implemented", ["Implemented", "İCRA OLUNUB", "icra olunub.", "Выполнено", "- Completed", "mise en œuvre"]),
        ("in_progress", ["In progress", "İcra olunur", "Выполняется", "en cours", "en proceso", "being done"]),
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


@pytest.mark.parametrize(
    "text",
    [
        "Implemented? to be checked with the court",
        "Implemented (tbc)",
        "Possibly implemented",
        "Implemented, probably",
        "Claimed as completed",
        "Reportedly done",
        "Completed according to the ministry",
        "Implemented until 2023, since suspended",
        "Implemented, but the decree was never published",
        "Completed (?)",
        "Said to be implemented",
        "Fully implemented on paper",
        "Implemented in theory",
        "Was implemented but repealed",
        "Implemented. To be verified.",
        "Implemented - evidence needed",
        "Implemented by 2030",
        "Implemented ✗",
        "In progress, unverified",
        "İcra olunub? yoxlanılmalıdır",
        "Ehtimal ki, icra olunub",
        "İcra olunub (təsdiqlənməyib)",
        "Nazirliyin məlumatına görə icra olunub",
        "İcra olunub, lakin sonradan ləğv edilib",
        "Kağız üzərində icra edilib",
        "Yerinə yetirilib, bəlkə",
        "Guya tamamlanıb",
        "Вероятно, исполнено",
        "Выполнено (проверить)",
        "Якобы выполнено",
        "По данным министерства выполнено",
        "Выполнено, но затем отменено",
        "Выполнено на бумаге",
        "Реализовано (требует подтверждения)",
        "Исполнено формально",
        "Probablement mise en œuvre",
        "Réalisée (à vérifier)",
        "Mise en œuvre selon le ministère",
        "Exécutée jusqu'en 2022, puis suspendue",
        "Achevée, mais la loi a été abrogée",
        "Mise en œuvre en théorie",
        "Peut-être achevée",
        "Cumplida (por confirmar)",
        "Posiblemente cumplida",
        "Cumplida según el ministerio",
        "Implementada hasta 2022, luego suspendida",
        "Cumplida, pero derogada",
        "Implementada en teoría",
        "¿Cumplida?",
        "Supuestamente cumplida",
    ],
)
def test_a_status_in_doubt_is_a_question(readers, text):
    reading = readers.status.read(text)
    assert (reading.code, reading.clear, reading.blank) == (None, False, False)
    assert reading.candidates


@pytest.mark.parametrize(
    "text",
    [
        "Implemented in 2024",
        "Implemented (Law No. 5)",
        "Implemented by the Ministry of Justice",
        "Implemented in May 2024",
        "Implemented on 12.03.2024",
        "Completed; 12 centres opened",
        "Implemented by Law No. 5",
        "Implemented since 2020",
        "İcra olunub (5 saylı Qanun)",
        "İcra olunub (Nazirlər Kabinetinin 118 №-li qərarı)",
        "İcra olunub (2024)",
        "Выполнено (Закон № 5)",
        "Выполнено в 2024 году",
        "Mise en œuvre (loi n° 5)",
        "Mise en œuvre en 2024",
        "Cumplida (Ley núm. 5)",
        "Cumplida en 2024",
    ],
)
def test_words_behind_a_status_that_leave_no_doubt_do_not_take_it_back(readers, text):
    assert readers.status.read(text).code == "implemented"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("2023: planned; 2024: in progress; 2025: implemented", "implemented"),
        ("03/2024: Not started\n09/2024: In progress", "in_progress"),
        ("in progress → implemented", "implemented"),
        ("planned => in progress", "in_progress"),
        ("In progress (as of 15.01.2025); was: Not started", "in_progress"),
        ("Implemented (2025); in progress (2024)", "implemented"),
        ("Planned (2023), in progress (2024)", "in_progress"),
        ("March 2024: planned, June 2024: in progress", "in_progress"),
        ("Mart 2024: başlanmayıb\nSentyabr 2024: icra olunur", "in_progress"),
        ("2024: icra olunur; 2025: icra olunub", "implemented"),
        ("Было: не начато; стало: выполняется", "in_progress"),
        ("2023 - запланировано, 2024 - выполняется", "in_progress"),
        ("2023 : prévue ; 2024 : en cours", "in_progress"),
        ("2023: prevista; 2024: en curso; 2025: cumplida", "implemented"),
        ("Not started (2023) > In progress (2024) > Implemented (2025)", "implemented"),
        ("Planned (Q1) > In progress (Q2)", "in_progress"),
        ("Planned (Q1) -> In progress (Q2)", "in_progress"),
        ("Planned (Q1) » In progress (Q2)", "in_progress"),
        ("Planned>In progress", "in_progress"),
        ("2023 planned > 2024 in progress", "in_progress"),
        ("Başlanmayıb (2023) > İcra olunur (2024)", "in_progress"),
        ("Prevista (2023) => En curso (2024)", "in_progress"),
        ("Not started (2023)/In progress (2024)/Implemented (2025)", "implemented"),
        ("Implemented (2025) > In progress (2024)", None),
        ("2024: in progress; 2026: planned", None),
        ("2024: planned; 2024: in progress", None),
        ("in progress → implemented (tbc)", None),
        ("2023: planned; 2024: possibly implemented", None),
    ],
)
def test_a_history_is_its_latest_status(readers, text, code):
    reading = readers.status.read(text)
    assert (reading.code, reading.clear) == (code, False)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("☐ Not started ☒ In progress ☐ Implemented", "in_progress"),
        ("[x] Implemented [ ] Planned", "implemented"),
        ("( ) Planned (X) In progress", "in_progress"),
        ("☑\nIn progress\n☐\nImplemented", "in_progress"),
        ("In progress ☒ Implemented ☐", "in_progress"),
        ("\uf0fe Implemented \uf0a8 Planned", "implemented"),
        ("þ Implemented ¨ Planned", "implemented"),
        ("☐ icra olunub ☒ icra olunur", "in_progress"),
        ("☒ Выполнено ☐ Не выполнено", "implemented"),
        ("[Х] Частично выполнено\n[ ] Выполнено", "partially_implemented"),
        ("◉ en cours ○ achevée", "in_progress"),
        ("■ en curso □ cumplida", "in_progress"),
        ("✓ Implemented", "implemented"),
    ],
)
def test_of_boxes_in_a_cell_the_ticked_one_is_the_status(readers, text, code):
    assert readers.status.read(text).code == code


@pytest.mark.parametrize("text", ["☐ Planned ☐ In progress", "[ ] Выполнено [ ] Не выполнено", "☐ Cumplida"])
def test_where_no_box_is_ticked_there_is_no_status(readers, text):
    reading = readers.status.read(text)
    assert (reading.code, reading.blank, reading.rest) == (None, True, "")


def test_two_ticked_boxes_are_a_question(readers):
    reading = readers.status.read("☒ In progress ☒ Implemented ☐ Planned")
    assert (reading.code, reading.candidates, reading.clear) == (None, ("in_progress", "implemented"), False)


@pytest.mark.parametrize(
    ("heading", "text", "code"),
    [
        ("Implemented?", "Yes", "implemented"),
        ("Implemented?", "N", "not_implemented"),
        ("Implemented?", "Partly", "partially_implemented"),
        ("Implemented?", "In progress", "in_progress"),
        ("Implemented (Y/N)", "Y", "implemented"),
        ("Implementation (Yes/No)", "Yes (Law No. 5)", "implemented"),
        ("Implemented (fully / partially / no)", "fully", "implemented"),
        ("Implemented (fully / partially / no)", "partially", "partially_implemented"),
        ("Implemented (fully / partially / no)", "no", "not_implemented"),
        ("Выполнено (полностью/частично/нет)", "полностью", "implemented"),
        ("Is the recommendation implemented?", "No.", "not_implemented"),
        ("İcra olunub?", "Bəli", "implemented"),
        ("İcra (bəli/xeyr)", "Xeyr", "not_implemented"),
        ("İcra olunubmu?", "Qismən", "partially_implemented"),
        ("Выполнено (да/нет)", "да", "implemented"),
        ("Выполнение (да/нет)", "нет", "not_implemented"),
        ("Выполнено?", "частично", "partially_implemented"),
        ("Mise en œuvre ?", "oui", "implemented"),
        ("Mise en œuvre (oui/non)", "Non", "not_implemented"),
        ("Réalisée ?", "en partie", "partially_implemented"),
        ("¿Cumplida?", "Sí", "implemented"),
        ("Cumplimiento (sí/no)", "No", "not_implemented"),
        ("Implemented?", "Yes?", None),
        ("Implemented?", "?", None),
        ("Implemented?", "No, in progress", None),
        ("Status", "Yes", None),
        ("Accepted?", "Yes", None),
        ("Статус", "да", None),
    ],
)
def test_yes_and_no_are_statuses_below_a_heading_that_asks(readers, heading, text, code):
    reading = readers.status.read(text, heading)
    assert (reading.code, reading.blank, reading.clear) == (code, False, False)


@pytest.mark.parametrize("text", ["-", "n/a", "no information", "нет данных", "Select"])
def test_below_such_a_heading_what_is_no_answer_is_blank(readers, text):
    assert readers.status.read(text, "Implemented?").blank


@pytest.mark.parametrize(
    "text",
    [
        *("Choose an item.", "Select", "-- Select --", "<select>", "Click or tap to enter a date."),
        *("Seçin", "Выберите элемент", "Choisissez un élément.", "Elija un elemento."),
    ],
)
def test_a_drop_down_that_nobody_used_is_blank(readers, text):
    reading = readers.status.read(text)
    assert (reading.blank, reading.rest) == (True, "")


@pytest.mark.parametrize("text", ["Open", "Closed", "Stalled", "Overdue", "Cancelled", "закрыто", "close", "cerrada"])
def test_what_does_not_say_how_far_it_is_stays_open(readers, text):
    reading = readers.status.read(text)
    assert (reading.code, reading.clear, reading.blank) == (None, False, False)
