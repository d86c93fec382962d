import pytest

UNIT = "CAT-5/13(b)"
COMMITTEE = ["--voice", "committee"]


@pytest.fixture
def quick(quick_desk):
    rows = [["No.", "Recommendation", "Lead agency"], ["13 (b)", "Let every detainee see a lawyer", "MOJ"]]
    quick_desk.take(quick_desk.sheet(rows), review="CAT-5", yes=True)
    return quick_desk


@pytest.mark.parametrize(
    ("review", "grade", "known"),
    [
        ("CCPR-4", "C", True),
        ("CCPR-4", "implemented", False),
        ("CEDAW-6", "substantially_implemented", True),
        ("CESCR-4", "no_response", True),
        ("CESCR-4", "E", False),
        ("CERD-10-12", "partially satisfactory", True),
        ("CRPD-2-3", "not yet", True),
    ],
)
def test_a_committee_grades_on_its_own_scale_where_it_has_one(quick_desk, review, grade, known):
    sheet = quick_desk.sheet([["No.", "Recommendation"], ["15 (a)", "Adopt a law against discrimination"]])
    quick_desk.take(sheet, review=review, yes=True)
    assert (quick_desk.run("status", f"{review}/15(a)", *COMMITTEE, "--grade", grade).code == 0) == known


def test_an_older_verdict_is_on_the_scale_of_its_time(quick_desk):
    quick_desk.take(
        quick_desk.sheet([["No.", "Recommendation"], ["9", "Ensure fair trials"]]), review="CCPR-4", yes=True
    )
    told = quick_desk.run("status", "CCPR-4/9", *COMMITTEE, "--grade", "B2", "--date", "2017-03-01")
    assert told.code == 0


@pytest.mark.parametrize("status", ["implemented", "done"])
def test_a_committee_says_a_grade_and_no_status(quick, status):
    assert quick.run("status", UNIT, status, *COMMITTEE, "--grade", "implemented").code == 1


@pytest.mark.parametrize("words", [[], ["--voice", "ombudsperson"], ["--voice", "agency", "--agency", "MOJ"]])
def test_only_a_committee_grades(quick, words):
    assert quick.run("status", UNIT, "not_started", *words, "--grade", "C").code == 1


def test_no_committee_grades_a_recommendation_of_the_upr(quick_desk):
    quick_desk.take(quick_desk.sheet([["No.", "Recommendation"], ["140.1", "Abolish it"]]), review="UPR-3", yes=True)
    assert quick_desk.run("status", "UPR-3/140.1", *COMMITTEE, "--grade", "C").code == 1


def test_every_grade_of_a_scale_is_taken_and_shown_as_the_committee_wrote_it(quick):
    for day, grade in enumerate(["not_implemented", "partially_implemented", "implemented"], start=1):
        quick.ok("status", UNIT, *COMMITTEE, "--grade", grade, "--date", f"2026-02-0{day}", "--note", "CAT/C/AZE/FCO/5")
        shown = quick.run("show", UNIT, "--format", "json").json["voices"]["committee"]
        assert (shown["grade"], shown["status"], shown["note"]) == (grade, None, "CAT/C/AZE/FCO/5")
