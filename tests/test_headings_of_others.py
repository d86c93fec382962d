"""A heading that speaks of another time's or another's value: its column is asked about or kept, never taken silently."""

import csv

import pytest

TEXTS = (
    "Ratify the Optional Protocol to the Convention against Torture",
    "Adopt a comprehensive law against discrimination",
    "Continue efforts to improve access of girls to education in rural areas",
    "Strengthen the independence of the judiciary",
)
STATUSES = ("Implemented", "In progress", "Not started", "In progress")
YES_NO = ("N", "Y", "N", "N")
FUNDS = ("State budget", "UNDP", "State budget", "EU project")
AGENCIES = ("MOJ", "MIA", "MSE", "MOJ")
DAYS = ("2027-06-01", "2027-06-30", "2026-12-31", "2027-01-31")


def columns(desk, heading, values):
    """The fields of a small sheet with a column under a heading, and whether that column is asked about or kept."""
    path = desk.folder / "headed.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        lines = csv.writer(file)
        lines.writerow(["No.", "Recommendation", "Position", heading])
        lines.writerows((f"140.{at}", text, "Supported", values[at - 1]) for at, text in enumerate(TEXTS, 1))
    sheet = desk.take(path, review="UPR-3", yes=False).plans[0].sheets[0]
    fields = {name for block in sheet.blocks for name, places in block.columns.items() if 3 in places}
    asked = any(heading in question.text for question in sheet.questions)
    return fields, asked or any(heading in note for note in sheet.notes)


@pytest.mark.parametrize(
    ("values", "headings"),
    [
        (STATUSES, ("Previous status", "Target status", "Status (old)", "Status by NGOs", "Əvvəlki vəziyyət")),
        (STATUSES, ("Предыдущий статус", "Statut précédent", "Estado anterior")),
        (STATUSES, ("Alternative report (NGO coalition)", "QHT-lərin hesabatı", "Status (planned for 31.12.2099)")),
        (FUNDS, ("Source of funding", "Mənbə (maliyyələşmə)", "Source de financement", "Annual report")),
        (
            AGENCIES,
            ("Former lead agency", "Proposed lead", "Consulted agencies", "Funding agency", "Təklif olunan icraçı"),
        ),
        (AGENCIES, ("Your agency", "Agency of the respondent", "Sizin qurum", "Ваше ведомство")),
        (YES_NO, ("Follow-up within one year (Y/N)",)),
        (TEXTS[::-1], ("Previous recommendation", "Recommendation of the previous cycle", "Short text")),
        (DAYS, ("Initial deadline", "Əvvəlki müddət", "Прежний срок")),
        (
            DAYS,
            ("Deadline of report", "Next report due", "Hesabatın təqdim olunma müddəti", "Срок представления доклада"),
        ),
        (DAYS, ("Date of adoption", "Session date", "Qəbul tarixi", "Дата принятия", "Date d'adoption")),
    ],
)
def test_it_is_asked_about_or_kept(quick_desk, values, headings):
    assert {heading: columns(quick_desk, heading, values) for heading in headings} == dict.fromkeys(
        headings, (set(), True)
    )


@pytest.mark.parametrize(
    ("values", "heading", "field"),
    [
        (STATUSES, "Status (planned, in progress, implemented)", "status"),
        (STATUSES, "Current status", "status"),
        (AGENCIES, "Lead agency", "lead"),
        (DAYS, "Expected completion", "due"),
        (DAYS, "Target date", "due"),
        (DAYS, "When", "due"),
    ],
)
def test_words_that_only_explain_do_not_turn_a_heading(quick_desk, values, heading, field):
    assert columns(quick_desk, heading, values)[0] == {field}


def test_a_text_in_another_language_is_a_translation(quick_desk):
    values = (
        "Ratifier le Protocole facultatif se rapportant à la Convention contre la torture",
        "Adopter une loi générale contre la discrimination",
        "Poursuivre les efforts visant à améliorer l'accès des filles à l'éducation",
        "Renforcer l'indépendance de la magistrature",
    )
    assert columns(quick_desk, "Recommendation (French)", values)[0] == {"translation"}
