"""The paragraphs on which a committee asks for follow-up, and its verdict on them, as the review has them."""

import pytest
from sqlalchemy import update

from tracker.models import Review

VERDICT = "19 (a) and (b): C; 29: C; 37: one grade C in the total, text not read; to confirm against the document"
TOLD = f"due 2017-11 (derived), verdict: {VERDICT} (CCPR/C/127/2/Add.3)"
ROWS = [
    ["Para.", "Recommendation"],
    ["19 (a)", "Investigate every complaint of torture"],
    ["19 (b)", "Prosecute those responsible"],
    ["29", "Protect lawyers from interference"],
    ["30", "Guarantee fair trials"],
    ["3", "Publish the Covenant"],
]


@pytest.fixture
def ccpr(desk):
    desk.take(desk.sheet(ROWS), review="CCPR-4", yes=True)
    return desk


def review(desk, code):
    return next(row for row in desk.run("reviews", "--format", "json").json if row["code"] == code)


def test_the_review_has_the_paragraphs_the_date_and_the_verdict(quick_desk):
    found = review(quick_desk, "CCPR-4")
    assert found["followup"] == "19, 29, 37"
    assert found["followup_due"] == "2017-11 (derived)"
    assert found["verdict"] == f"{VERDICT} (CCPR/C/127/2/Add.3)"
    assert "Verdict" in quick_desk.ok("reviews")


@pytest.mark.parametrize(
    ("reference", "told"), [("19(a)", TOLD), ("19(b)", TOLD), ("29", TOLD), ("30", None), ("3", None)]
)
def test_a_recommendation_tells_the_follow_up_that_covers_it(ccpr, reference, told):
    assert ccpr.run("show", f"CCPR-4/{reference}", "--format", "json").json["committee_followup"] == told
    assert ("to confirm against the document" in ccpr.ok("show", f"CCPR-4/{reference}")) == bool(told)


def test_an_item_asked_about_alone_does_not_cover_its_paragraph(quick_desk):
    rows = [["Para.", "Recommendation"], ["13 (a)", "Train the police"], ["13 (b)", "Let detainees see a lawyer"]]
    quick_desk.take(quick_desk.sheet(rows), review="CAT-5", yes=True)
    told = {
        item: quick_desk.run("show", f"CAT-5/13({item})", "--format", "json").json["committee_followup"]
        for item in "ab"
    }
    assert told == {"a": None, "b": "due 2025-05 (derived), reply received 2025-11-18"}


def test_what_the_group_calls_done_is_compared_with_the_verdict(ccpr):
    proof = ["implemented", "--evidence", "Law No. 12, 2024-05-06"]
    for reference in ("19(a)", "29", "30"):
        ccpr.ok("status", f"CCPR-4/{reference}", *proof)
    ccpr.ok("status", "CCPR-4/29", "--voice", "committee", "--grade", "C", "--date", "2019-11-01")
    found = {
        row["code"]: row["what"] for row in ccpr.run("check", "--format", "json").json if row["kind"] == "contradiction"
    }
    assert found == {
        "CCPR-4/19(a)": "the group says 'Implemented'; compare the committee's verdict: "
        f"{VERDICT} (CCPR/C/127/2/Add.3)",
        "CCPR-4/29": "the committee graded it C (2019-11-01), the group says 'Implemented'",
    }


def test_an_older_register_gets_them_when_it_is_brought_up_to_date(desk):
    blank = {"followup_paragraphs": [], "followup_due": "", "followup_basis": "", "followup_symbol": ""}
    with desk.engine.begin() as connection:
        connection.execute(
            update(Review).where(Review.code == "CCPR-4").values(**blank, followup_verdict="", note="checked by Leyla")
        )
    assert "Corrected: 1 review" in desk.ok("init")
    found = review(desk, "CCPR-4")
    assert (found["followup"], found["verdict"]) == ("19, 29, 37", f"{VERDICT} (CCPR/C/127/2/Add.3)")
    assert found["note"] == "checked by Leyla"
