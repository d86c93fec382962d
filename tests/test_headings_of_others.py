"""A heading that speaks of another time's or another's value: its column is asked about or kept, never taken silently."""

import csv

import pytest
from desk import outcomes
from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.models import Measure

TEXTS = (
    "Ratify the Optional Protocol to the Convention against Torture",
    "Adopt a comprehensive law against discrimination",
    "Continue efforts to improve access of girls to education in rural areas",
    "Strengthen the independence of the judiciary",
)
STATUSES = ("Implemented", "In progress", "Not started", "In progress")
LAWS = ("Law No. 12", "Decree of 5 May 2024", "https://acts.az/7", "Order No. 3")
STATES = ("Chile", "Peru", "Cuba", "Spain")
POSITIONS = ("Supported", "Noted", "Supported", "Supported")
SCORES = ("1", "3", "2", "2")
YES_NO = ("N", "Y", "N", "N")
FUNDS = ("State budget", "UNDP", "State budget", "EU project")
AGENCIES = ("MOJ", "MIA", "MSE", "MOJ")
DAYS = ("2027-06-01", "2027-06-30", "2026-12-31", "2027-01-31")


def columns(desk, heading, values):
    """The fields of a small sheet with a column under a heading, and whether that column is asked about or kept."""
    path = desk.folder / "headed.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        lines = csv.writer(file)
        lines.writerow(["No.", "Recommendation", "Remarks", heading])
        lines.writerows((f"140.{at}", text, "Seen", values[at - 1]) for at, text in enumerate(TEXTS, 1))
    sheet = desk.take(path, review="UPR-3", yes=False).plans[0].sheets[0]
    fields = {name for block in sheet.blocks for name, places in block.columns.items() if 3 in places}
    asked = any(heading in question.text for question in sheet.questions)
    return fields, asked or any(heading in note for note in sheet.notes)


@pytest.mark.parametrize(
    ("values", "headings"),
    [
        (STATUSES, ("Previous status", "Target status", "Status (old)", "Status by NGOs", "Əvvəlki vəziyyət")),
        (STATUSES, ("Предыдущий статус", "Statut précédent", "Estado anterior", "Status last year", "Baseline status")),
        (STATUSES, ("Alternative report (NGO coalition)", "QHT-lərin hesabatı", "Status (planned for 31.12.2099)")),
        (
            STATUSES,
            ("Status of the law", "Status of project", "Qanunun statusu", "Статус закона", "Status to be confirmed"),
        ),
        (STATUSES, ("Assessment by OHCHR", "Ombudsman's assessment", "Committee assessment", "Will be implemented?")),
        (
            AGENCIES,
            ("Former lead agency", "Proposed lead", "Consulted agencies", "Funding agency", "Təklif olunan icraçı"),
        ),
        (
            AGENCIES,
            ("Your agency", "Agency of the respondent", "Sizin qurum", "Ваше ведомство", "Deputy lead", "New lead"),
        ),
        (AGENCIES, ("Nəzarətçi qurum", "Göndərilən qurum", "Organe de suivi", "Órgano supervisor", "Keçmiş icraçı")),
        (AGENCIES, ("Supervising body", "Órgano de control", "Agency that disagrees", "Reporting ministry")),
        (TEXTS[::-1], ("Previous recommendation", "Recommendation of the previous cycle", "Short text")),
        (DAYS, ("Initial deadline", "Əvvəlki müddət", "Прежний срок", "Original deadline", "Deadline (original)")),
        (
            DAYS,
            ("Deadline of report", "Next report due", "Hesabatın təqdim olunma müddəti", "Срок представления доклада"),
        ),
        (
            DAYS,
            ("Response due", "Report submitted", "Actual completion", "Project end date", "Valid until", "Next review"),
        ),
        (DAYS, ("Date of adoption", "Session date", "Qəbul tarixi", "Дата принятия", "Date d'adoption", "Date of law")),
        (DAYS, ("Training date", "Milestone 1 (date)", "Sorğunun tarixi", "Дата семинара", "Date du séminaire")),
        (DAYS, ("Verification date", "Date of evidence")),
        (FUNDS, ("Source of funding", "Mənbə (maliyyələşmə)", "Source de financement", "Annual report", "Target")),
        (LAWS, ("Planned evidence", "Evidence required", "Link to the recommendation", "UN link")),
        (YES_NO, ("Follow-up within one year (Y/N)", "Needs translation", "Cavab alınıb?")),
        (STATES, ("Tərəfdaş ölkə", "Страна-партнер", "Pays donateur", "País socio")),
        (STATES, ("Donor country", "Partner country", "Country of experience", "Similar recommendation by")),
        (
            POSITIONS,
            ("Position of the ministry", "Позиция министерства", "Position de la société civile", "Mövqe (ilkin)"),
        ),
        (SCORES, ("Category", "Priority", "Level")),
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


@pytest.mark.parametrize("heading", ["Observation", "Concluding observation", "Concern"])
def test_what_the_committee_observes_is_not_what_it_recommends(quick_desk, heading):
    head = ["No.", heading, "Recommendation", "Status"]
    rows = [
        [f"140.{at}", f"The Committee is concerned about matter {at}", text, "Planned"]
        for at, text in enumerate(TEXTS, 1)
    ]
    quick_desk.take(quick_desk.sheet([head, *rows]), review="UPR-3", yes=True)
    assert [row["text"] for row in quick_desk.listing()] == list(TEXTS)


def test_a_lead_of_another_year_is_kept_as_it_is_beside_the_present_one(quick_desk):
    rows = [["No.", "Recommendation", "Lead agency", "Lead 2023"], ["140.1", TEXTS[0], "MOJ", "MIA"]]
    result = quick_desk.take(quick_desk.sheet(rows), review="UPR-3", yes=True)
    assert any("Lead 2023" in note for note in result.plans[0].sheets[0].notes)
    assert quick_desk.one("UPR-3/140.1")["contributing"] in ("", [], None)


@pytest.mark.parametrize("heading", ["Planned activities", "Nəzərdə tutulan tədbirlər", "Планируемые меры"])
def test_what_is_only_planned_says_so_among_the_measures(quick_desk, heading):
    head = ["No.", "Recommendation", "Position", heading]
    rows = [["140.1", TEXTS[0], "Supported", "Train 300 judges"], ["140.2", TEXTS[1], "Supported", f"{heading}: A law"]]
    sheet = quick_desk.sheet([head, *rows])
    quick_desk.take(sheet, review="UPR-3", yes=True)
    with Session(quick_desk.engine) as session:
        told = session.scalars(select(Measure.text).order_by(Measure.id)).all()
    assert told == [f"{heading}: Train 300 judges", f"{heading}: A law"]
    assert outcomes(quick_desk.take(sheet, review="UPR-3", yes=True)) == {"same": 2}


@pytest.mark.parametrize(
    "heading",
    [
        "No. of activity",
        "Paragraph of national report",
        "Old number",
        "Number of the linked recommendation",
        "Ministry's number",
        "Köhnə nömrə",
        "№ мероприятия",
        "Пункт плана",
        "№ activité",
        "Número de actividad",
    ],
)
@pytest.mark.parametrize("values", [("1.1", "1.2", "2.1", "2.2"), ("12(a)", "12(b)", "13", "14(a)")])
def test_numbers_of_something_else_are_not_those_of_the_recommendations(quick_desk, heading, values):
    rows = [(text, "Planned", value) for text, value in zip(TEXTS, values, strict=True)]
    file = quick_desk.sheet([("Recommendation", "Status", heading), *rows])
    sheet = quick_desk.take(file, review="CAT-5").plans[0].sheets[0]
    fields = {name for block in sheet.blocks for name, places in block.columns.items() if 2 in places}
    assert fields == set()
    assert any(heading in text for text in [*sheet.notes, *(question.text for question in sheet.questions)])


@pytest.mark.parametrize("heading", ["Paragraph of national report", "Пункт плана", "Reference of ministry"])
def test_nor_do_they_take_the_place_of_the_numbers(quick_desk, heading):
    rows = [(f"{12 + at}", text, "Planned", f"{40 + at}") for at, text in enumerate(TEXTS)]
    quick_desk.take(quick_desk.sheet([("No.", "Recommendation", "Status", heading), *rows]), review="CAT-5", yes=True)
    assert [row["reference"] for row in quick_desk.listing()] == ["12", "13", "14", "15"]


@pytest.mark.parametrize("years", [("2024", "2025"), ("2025", "2024")])
def test_of_leads_of_two_years_the_newer_leads(quick_desk, years):
    rows = [["No.", "Recommendation", f"Responsible {years[0]}", f"Responsible {years[1]}"]]
    rows.append(["140.1", TEXTS[0], *(("MIA", "MOJ") if years[0] == "2024" else ("MOJ", "MIA"))])
    quick_desk.take(quick_desk.sheet(rows), review="UPR-3", yes=True)
    one = quick_desk.one("UPR-3/140.1")
    assert (one["lead"], one["contributing"]) == ("MOJ", [])
