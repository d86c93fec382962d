"""Statuses in sheets whose columns need care: several that ask, headings of other things, dates, and unused forms."""

import pytest

TEXTS = [
    "Ensure access to a lawyer from the outset",
    "Let visitors into all prisons",
    "Record every questioning on video",
]


def taken(desk, headings, *rows):
    """The plan of a sheet with these columns behind number and text."""
    lines = [["No.", "Recommendation", *headings]]
    lines += [[f"140.{at}", TEXTS[at - 1], *row] for at, row in enumerate(rows, 1)]
    return desk.take(desk.sheet(lines), review="UPR-3", yes=True).plans[0].sheets[0]


def entries(desk, headings, *rows):
    return [row.entries[0].entry for row in taken(desk, headings, *rows).rows]


def statuses(found):
    return [says.code if (says := entry.get("status")) else None for entry in found]


@pytest.mark.parametrize(
    ("headings", "rows", "expected"),
    [
        (
            ["Выполнено (да/нет)", "Выполняется (да/нет)"],
            [["нет", "да"], ["да", "нет"], ["нет", "нет"]],
            ["in_progress", "implemented", "not_implemented"],
        ),
        (
            ["Implementation started?", "Completed?"],
            [["Yes", "Yes"], ["Yes", "No"], ["Yes", "Partly"]],
            ["implemented", "in_progress", "partially_implemented"],
        ),
        (["Completed?", "Implementation started?"], [["Yes?", "Yes"], ["", "Yes"]], [None, "in_progress"]),
        (
            ["Implemented?", "Previously implemented?"],
            [["No", "Yes"], ["Yes", "No"]],
            ["not_implemented", "implemented"],
        ),
    ],
)
def test_of_columns_that_ask_the_furthest_yes_is_the_status(quick_desk, headings, rows, expected):
    assert statuses(entries(quick_desk, headings, *rows)) == expected


@pytest.mark.parametrize(
    "heading", ["Status of the report", "Hesabatın statusu", "Статус отчета", "Estado del informe"]
)
def test_the_status_of_a_report_is_not_that_of_the_recommendation(quick_desk, heading):
    assert statuses(entries(quick_desk, [heading], ["Implemented"], ["In progress"])) == [None, None]


def test_words_of_statuses_below_a_heading_of_information_are_statuses(quick_desk):
    heading = ["İcra vəziyyəti barədə məlumat"]
    found = entries(quick_desk, heading, ["İcra olunub"], ["İcra olunur"], ["Qismən icra olunub"])
    assert statuses(found) == ["implemented", "in_progress", "partially_implemented"]


def test_what_was_done_below_that_heading_stays_a_measure(quick_desk):
    heading = ["İcra vəziyyəti barədə məlumat"]
    found = entries(quick_desk, heading, ["Qanun qəbul edilib"], ["3 mərkəz açılıb"], ["Təlim keçirilib"])
    assert [entry.get("measures") for entry in found] == ["Qanun qəbul edilib", "3 mərkəz açılıb", "Təlim keçirilib"]


@pytest.mark.parametrize("written", ["31.12.2027", "2062", "00.00.0000", "13/2025", "Feb 25", "soon"])
def test_a_date_of_a_status_that_is_none_or_to_come_stays_open_with_its_cell(quick_desk, written):
    (entry,) = entries(quick_desk, ["Status", "Status date"], ["Implemented", written])
    assert entry.open_values == [("updated", written, "D2")]
    assert (entry.get("status").code, str(entry.get("status").dated_on)) == ("implemented", "2026-03-02")


@pytest.mark.parametrize(
    ("written", "day"),
    [("31.12.2025", "2025-12-31"), ("2026", "2026-03-02"), ("-", "2026-03-02"), ("n/a", "2026-03-02")],
)
def test_a_date_that_has_begun_and_a_dash_leave_nothing_open(quick_desk, written, day):
    (entry,) = entries(quick_desk, ["Status", "Status date"], ["Implemented", written])
    assert (entry.open_values, str(entry.get("status").dated_on)) == ([], day)


@pytest.mark.parametrize(
    "prompt",
    [
        *("Enter measures here", "Attach document", "Click here", "Please fill in", "Type here", "Add a link"),
        *("Заполнить", "Введите текст рекомендации", "Укажите принятые меры", "Прикрепите документ"),
        *("doldurulsun", "Tədbirləri qeyd edin", "Bura yazın", "Sənədi əlavə edin"),
        *(
            "À remplir",
            "Décrivez les mesures prises",
            "Joignez un document",
            "Escriba aquí las medidas",
            "Por rellenar",
        ),
    ],
)
def test_the_prompts_of_a_form_are_blanks(quick_desk, prompt):
    found = entries(quick_desk, ["Measures", "Evidence", "Note"], [prompt, "", ""], ["", prompt, ""], ["", "", prompt])
    assert [[entry.get(name) for name in ("measures", "evidence", "note")] for entry in found] == [[None] * 3] * 3


def test_words_that_only_begin_like_a_prompt_are_kept(quick_desk):
    written = ["Add judges to the courts", "Enter into talks with the ILO", "Type B prisons closed"]
    found = entries(quick_desk, ["Measures"], *([text] for text in written))
    assert [entry.get("measures") for entry in found] == written
