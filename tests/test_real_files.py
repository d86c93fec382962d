"""Real files that nobody here made: lists of the OHCHR, an export of UPR Info, CSV files. Skipped where they are absent."""

from collections import Counter
from pathlib import Path

import pytest
from desk import outcomes

FOLDER = Path(__file__).parents[2] / "shared" / "data"

pytestmark = pytest.mark.skipif(not FOLDER.is_dir(), reason="the real files are not part of the project")


def the_only_sheet(result):
    (plan,) = result.plans
    assert plan.error is None
    (sheet,) = [sheet for sheet in plan.sheets if sheet.blocks]
    return sheet


def takes_twice(desk, name):
    """Import a file, and again: the second import has nothing to say. Gives the first."""
    result = desk.take(FOLDER / name, yes=True)
    sheet = the_only_sheet(result)
    assert sum(sheet.outcomes().values()) == len(sheet.rows)
    before = desk.everything()
    again = the_only_sheet(desk.take(FOLDER / name, yes=True))
    assert again.outcomes() == {**sheet.outcomes(), "new": 0, "same": sheet.outcomes()["new"]}
    assert desk.everything() == before
    return result


@pytest.mark.parametrize(
    ("name", "supported", "noted", "series"),
    [
        ("UPR20__Slovenia_ThematicListRecommendations_E.docx", 142, 21, {"115"}),
        ("UPR34_Slovenia_Thematic_list_of_Recommendations.docx", 182, 33, {"121", "122"}),
    ],
)
def test_a_thematic_list_gives_exactly_its_recommendations(desk, name, supported, noted, series):
    sheet = the_only_sheet(takes_twice(desk, name))
    assert sheet.outcomes() == {
        **dict.fromkeys(("changed", "same", "conflict", "refused", "left_out"), 0),
        "new": supported + noted,
    }
    listed = desk.listing("--mandate", "out")
    assert Counter(row["position"] for row in listed) == {"supported": supported, "noted": noted}
    assert {row["reference"].partition(".")[0] for row in listed} == series
    assert all(row["themes"] and row["states"] and row["text"] for row in listed)
    assert not any(row["text"].startswith(row["reference"]) for row in listed)
    assert {row["status"] for row in listed} == {None}


def test_the_list_of_the_third_cycle_gives_its_goals_too(quick_desk):
    quick_desk.take(FOLDER / "UPR34_Slovenia_Thematic_list_of_Recommendations.docx", yes=True)
    shown = quick_desk.everything()
    with_goals = {row[0] for row in shown["recommendation_goal"]}
    assert len(with_goals) > 100


def test_every_row_of_the_upr_info_export_is_accounted_for(desk):
    result = takes_twice(desk, "upr_info_sessions_1-5.xls")
    assert outcomes(result) == {"new": 91, "left_out": 6003}
    reasons = Counter(row.reason.partition(" (")[0] for row in the_only_sheet(result).rows if row.reason)
    assert reasons == {"concerns another State": 6003}
    assert len(desk.listing("--review", "UPR-1")) == 91


def test_a_csv_of_another_state_s_review_is_kept_apart(desk):
    assert outcomes(takes_twice(desk, "namibia_upr_recommendations.csv")) == {"new": 289}
    assert desk.listing("--mandate", "in") == []
    listed = desk.listing("--mandate", "out")
    assert len(listed) == 289
    assert listed[0]["reference"] == "6.1"
    assert listed[0]["states"] == ["Ukraine"]


def test_a_tracker_of_promises_from_outside_the_field_is_read_like_any_sheet(desk):
    result = takes_twice(desk, "promises_nz_cc0.csv")
    assert outcomes(result) == {"new": 347}
    assert [question.id.partition(":")[0] for question in result.questions] == ["review", "status"]
