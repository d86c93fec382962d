"""Cells in which somebody wrote that there is nothing to write: a dash, a row of dots, "none"."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from imports.files import is_dash
from tracker.models import Assignment, Evidence, Measure, Recommendation, RecommendationTheme

HEAD = [
    "No.",
    "Recommendation",
    "Lead",
    "Contributing",
    "Status",
    "Deadline",
    "Measures",
    "Evidence",
    "Remarks",
    "Theme",
]
FULL = ["138.1", "Open a clinic for prisoners", "MOJ", "MIA", "Planned", "2027", "Draft", "Law No. 1", "", "Health"]


def kept(desk, word):
    """All that the register keeps of a row whose cells hold a word."""
    row = ["138.2", "Let independent visitors into all places of detention", *[word] * 8]
    result = desk.take(desk.sheet([HEAD, FULL, row]), review="UPR-4", yes=True)
    with Session(desk.engine) as session:
        found = session.scalars(select(Recommendation).where(Recommendation.reference == "138.2")).one()
        tables = (Assignment, Measure, Evidence, RecommendationTheme)
        beside = [session.scalars(select(table).where(table.recommendation_id == found.id)).all() for table in tables]
        return result.questions, [found.due_text, found.note, *beside]


@pytest.mark.parametrize("word", ["-", "–", "—", "...", "…", "___", "- -"])
def test_a_dash_is_a_blank_cell(quick_desk, word):
    assert kept(quick_desk, word) == ([], ["", "", [], [], [], []])


@pytest.mark.parametrize("word", ["None", "N/A", "Yoxdur", "нет", "Néant", "ninguno"])
def test_none_is_no_agency_no_measure_no_evidence_and_no_theme(quick_desk, word):
    _, (_, note, *beside) = kept(quick_desk, word)
    assert (note, beside) == ("", [[], [], [], []])


def test_a_dash_before_words_is_part_of_a_list():
    assert not is_dash("- Draft law")
    assert not is_dash("0")
