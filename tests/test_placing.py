"""Which review rows go into, where a document beside them names another than the table."""

import pytest
from desk import questions

HEADER = ["No.", "Recommendation", "Recommending State", "Position", "Document"]
TEXTS = ["Adopt a law on shelters", "Ratify the Optional Protocol", "Train judges on the rights of the child"]


def reviews(desk):
    """How many rows each review has."""
    found = [row["review"] for row in desk.listing()]
    return {code: found.count(code) for code in found}


def upr_sheet(desk, documents, name="upr.xlsx", title="Sheet1"):
    rows = [
        [f"140.{number}", text, "Chile", "Supported", document]
        for number, (text, document) in enumerate(zip(TEXTS, documents, strict=True), start=1)
    ]
    return desk.sheet([HEADER, *rows], name, title)


def committee_sheet(desk, documents, header="Document"):
    rows = [
        [f"{number}(b)", text, document]
        for number, (text, document) in enumerate(zip(TEXTS, documents, strict=True), start=11)
    ]
    return desk.sheet([["Para.", "Recommendation", header], *rows], "committee.xlsx")


@pytest.mark.parametrize(
    "documents",
    [
        ["CAT/C/AZE/CO/5, para. 13", "CCPR/C/AZE/CO/4, para. 28", "CEDAW/C/AZE/CO/6, para. 33"],
        ["CEDAW/C/AZE/CO/6", None, None],
        ["A/HRC/WG.6/44/AZE/1, para. 16", "A/HRC/WG.6/44/AZE/2", "CEDAW/C/AZE/6"],
        ["CAT/C/AZE/QPR/6", "CCPR/C/AZE/RQ/4", "CRPD/C/AZE/Q/2/Add.1"],
        ["CEDAW/C/AZE/CO/9", "CEDAW/C/AZE/9", "CEDAW 9"],
    ],
)
def test_documents_beside_rows_of_the_upr_move_none_of_them(quick_desk, documents):
    quick_desk.take(upr_sheet(quick_desk, documents), review="UPR-3", yes=True)
    assert reviews(quick_desk) == {"UPR-3": 3}
    codes = {line["code"] for line in quick_desk.run("reviews", "--format", "json").json}
    assert not {code for code in codes if code.startswith("CEDAW")} - {"CEDAW-5", "CEDAW-6"}


def test_nor_where_only_a_title_names_the_review(quick_desk):
    sheet = upr_sheet(quick_desk, ["CAT/C/AZE/CO/5", None, "CEDAW/C/AZE/CO/6"], title="UPR 3rd cycle")
    quick_desk.take(sheet, yes=True)
    assert reviews(quick_desk) == {"UPR-3": 3}


def test_another_document_beside_rows_of_a_committee_is_asked_about_once(quick_desk):
    sheet = committee_sheet(quick_desk, ["CEDAW/C/AZE/CO/6", "CRC/C/AZE/CO/5-6", None])
    told = quick_desk.take(sheet, review="CAT-5", yes=True)
    assert reviews(quick_desk) == {"CAT-5": 3}
    (asked,) = questions(told)
    assert "Do they belong to CAT-5, or as the rows say?" in asked


def test_the_answer_moves_the_rows(quick_desk):
    sheet = committee_sheet(quick_desk, ["CEDAW/C/AZE/CO/6", "CRC/C/AZE/CO/5-6", "CAT/C/AZE/CO/5"])
    answer = {"review:committee.xlsx/Sheet1/documents": "as the rows say"}
    quick_desk.take(sheet, review="CAT-5", answers=answer)
    assert reviews(quick_desk) == {"CEDAW-6": 1, "CRC-5-6": 1, "CAT-5": 1}


def test_a_document_of_the_rows_places_them_where_nothing_else_does(quick_desk):
    quick_desk.take(committee_sheet(quick_desk, ["CEDAW/C/AZE/CO/6", "CEDAW/C/AZE/CO/6", "CRC/C/AZE/CO/5-6"]), yes=True)
    assert reviews(quick_desk) == {"CEDAW-6": 2, "CRC-5-6": 1}


def test_a_report_of_the_state_places_nothing(quick_desk):
    quick_desk.take(committee_sheet(quick_desk, ["CEDAW/C/AZE/6", "CEDAW/C/AZE/6", "CEDAW/C/AZE/6"]), yes=True)
    assert all("-X" in review for review in reviews(quick_desk))


def test_rows_that_name_their_own_committee_go_there_and_the_plan_says_so(quick_desk):
    rows = [["13(b)", TEXTS[0], "CAT"], ["140.7", TEXTS[1], "UPR"]]
    sheet = quick_desk.sheet([["Para.", "Recommendation", "Mechanism"], *rows])
    told = quick_desk.run("import", sheet, "--review", "UPR-3", "--yes")
    assert reviews(quick_desk) == {"CAT-5": 1, "UPR-3": 1}
    assert "Assumed without asking: " in told.out


def test_a_document_of_another_mechanism_moves_no_row_that_names_its_own(quick_desk):
    sources = ("A/HRC/39/14", "CRC/C/AZE/CO/5-6", "CEDAW/C/AZE/CO/6")
    rows = [
        [f"{at}(a)", text, "CEDAW", source] for at, (text, source) in enumerate(zip(TEXTS, sources, strict=True), 12)
    ]
    quick_desk.take(quick_desk.sheet([["Para.", "Recommendation", "Treaty body", "Source"], *rows]), yes=True)
    assert reviews(quick_desk) == {"CEDAW-6": 3}
