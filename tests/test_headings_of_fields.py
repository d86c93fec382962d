"""A heading as offices write it, over cells of its kind, is taken for its field without a question, in five languages."""

import pytest

from imports.files import Sheet, Workbook
from imports.tables.find import find_tables

TEXTS = (
    "Ratify the Optional Protocol to the Convention against Torture",
    "Adopt a comprehensive law against discrimination",
    "Continue efforts to improve access of girls to education",
    "Strengthen the independence of the judiciary",
    "Train the police on human rights",
)
CELLS = {
    "status": ("Implemented", "In progress", "Not started", "In progress", "Planned"),
    "lead": ("MOJ", "MIA", "MSE", "MOJ", "MIA"),
    "due": ("2027-06-01", "2027-06-30", "2026-12-31", "2027-01-31", "2026-10-05"),
    "updated": ("2024-06-01", "2025-06-30", "2024-12-31", "2025-01-31", "2025-10-05"),
    "position": ("Supported", "Noted", "Supported", "Supported", "Noted"),
    "evidence": ("Law No. 12", "Decree 5", "Order 7", "Law No. 3", "Decision 8"),
    "measures": (
        "Draft law prepared",
        "Seminar held in Baku",
        "Budget is needed",
        "Working group met twice",
        "Guidelines were printed",
    ),
    "states": ("Chile", "Peru", "Cuba", "Spain", "Brazil"),
    "document": ("CAT/C/AZE/CO/5", "A/HRC/39/14", "CEDAW/C/AZE/CO/6", "CAT/C/AZE/CO/5", "A/HRC/39/14"),
    "theme": ("Torture", "Education", "Health", "Women", "Children"),
    "affected": ("Women", "Children", "Persons with disabilities", "Migrants", "Women"),
}
HEADINGS = {
    "status": """
        Status; Implementation status; Status of implementation; State of implementation; Level of
        implementation; Current status; Implementation; Progress; Status (2026); Status of the recommendation;
        Follow-up status; Status of execution; Stage of implementation; Degree of implementation; Assessment
        of implementation; Self-assessment of status; Overall status; Status (secretariat); MFA status; İcra
        vəziyyəti; İcra statusu; Vəziyyət; Tövsiyənin icra vəziyyəti; İcra səviyyəsi; Cari vəziyyət; Статус;
        Статус исполнения; Статус выполнения рекомендации; Ход выполнения; Степень выполнения; Текущее
        состояние; État de mise en œuvre; Niveau de mise en œuvre; Statut; Estado; Estado de cumplimiento;
        Grado de cumplimiento; Estado de implementación; Status update; Implementation progress; Latest
        status; Group's assessment; Status as of today; State of play
    """,
    "lead": """
        Lead; Lead agency; Responsible; Responsible agency; Responsible ministry; Responsible institution;
        Lead institution; Implementing agency; Implementing body; Competent authority; Ministry; Agency; Lead
        ministry / agency; Main responsible; Coordinating ministry; Coordinating agency; Lead (ministry);
        Responsible state body; Responsible authority; Focal ministry; Məsul qurum; Məsul icraçı; İcraçı; Əsas
        icraçı; İcraçı qurum; Aidiyyəti qurum; Cavabdeh qurum; Məsul dövlət orqanı; Ответственный;
        Ответственный орган; Ответственное ведомство; Исполнитель; Ответственный исполнитель; Головной
        исполнитель; Ministère responsable; Institution responsable; Autorité compétente; Chef de file;
        Institución responsable; Entidad responsable; Responsable; Ministerio responsable; Owner; Lead entity
    """,
    "due": """
        Deadline; Due date; Due; Time frame; Timeframe; Timeline; Target date; By when; Deadline for
        implementation; Implementation deadline; Period of implementation; To be completed by; Expected
        completion; Expected completion date; Planned completion; Term; Timing; Completion date; End date;
        Revised deadline; New deadline; Deadline (2026); İcra müddəti; Müddət; Son tarix; İcra tarixi; Müəyyən
        edilmiş müddət; Срок; Срок исполнения; Сроки; Сроки реализации; Срок выполнения; Крайний срок;
        Échéance; Délai; Date limite; Date butoir; Plazo; Fecha límite; Plazo de cumplimiento; Vencimiento
    """,
    "updated": """
        Date of status; Status date; Last update; Updated; As of; Date of update; Last updated on; Date;
        Yenilənmə tarixi; Дата обновления; Дата; Date de mise à jour; Fecha de actualización; Status / date;
        Date (status); Reporting date; Date of last information
    """,
    "position": """
        Position; State's position; Position of Azerbaijan; Response; Government response; Government's
        position; Accepted/Noted; Supported/Noted; Position of the State; Position of the Government; State
        response; Decision; Reply of the State; Mövqe; Azərbaycanın mövqeyi; Dövlətin mövqeyi; Hökumətin
        mövqeyi; Позиция; Позиция государства; Позиция Азербайджана; Ответ государства; Position de l'État;
        Réponse; Posición; Posición del Estado; Position (A/HRC/39/14/Add.1); UPR position; Status of
        acceptance; Acceptance
    """,
    "evidence": """
        Evidence; Supporting documents; Links; Means of verification; Source of verification; Proof; Evidence
        / link; Link; Evidence of implementation; Supporting evidence; Sübut; Təsdiqedici sənədlər;
        Подтверждающие документы; Preuves; Evidencia; Legal acts
    """,
    "measures": """
        Measures; Measures taken; Actions taken; Actions; Progress made; What was done; Activities; Steps
        taken; Implementation measures; Information on implementation; Reply of the ministry; Response of the
        agency; Answer of the ministry; Information from the agency; Measures taken by the State; Follow-up
        actions; Görülmüş tədbirlər; Görülmüş işlər; İcra barədə məlumat; Принятые меры; Меры; Проделанная
        работа; Mesures prises; Medidas adoptadas; Achievements; Results; Update
    """,
    "states": """
        Recommending State; Recommending country; State; Country; Recommended by; From; By; States;
        Recommending States; Author State; Tövsiyə edən dövlət; Dövlət; Ölkə; Рекомендующее государство;
        Страна; Государство; État recommandant; Estado recomendante; País que recomienda; Source country
    """,
    "document": """
        Document; Source; Symbol; Source document; UN document; Report; Reference document; Sənəd; Mənbə;
        Документ; Источник; Cote; Documento; Document symbol; Link to document
    """,
    "theme": """
        Theme; Themes; Topic; Issue; Cluster; Subject; Area; Thematic area; Right; Mövzu; Tema; Тема; Thème;
        Category; Sector
    """,
    "affected": """
        Affected group; Target group; Affected persons; Beneficiaries; Rights holders; Vulnerable group;
        Həssas qrup; Уязвимые группы; Groupe cible
    """,
}


def fields_of(readers, heading, cells):
    """The fields of the third column of a small table."""
    rows = [["No.", "Recommendation", heading]]
    rows += [[f"140.{at}", text, cell] for at, (text, cell) in enumerate(zip(TEXTS, cells, strict=True), 1)]
    (found,) = find_tables(Workbook(file="x.xlsx", sha256="", sheets=[Sheet(name="Sheet1", rows=rows)]), readers, {})
    return {name for block in found.blocks for name, columns in block.columns.items() if 2 in columns}


@pytest.mark.parametrize("name", HEADINGS)
def test_usual_headings(readers, name):
    headings = [heading.strip() for heading in " ".join(HEADINGS[name].split()).split(";")]
    found = {heading: fields_of(readers, heading, CELLS[name]) for heading in headings}
    assert found == {key: {name} for key in headings}
