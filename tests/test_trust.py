"""What no sheet may do, over all cases: make a review up, guess without a word, or confirm an agency's claim."""

import json
import re
import shutil
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session
from test_cases_of_kinds import SHARED, TRUTH
from test_import_sheets import CASES, SHEETS, copied

from imports.files import read_workbook
from tracker.errors import TrackerError
from tracker.models import Assessment, ImportedSheet, Mechanism, Origin, Review
from tracker.vocabulary import Mandate, Voice


@pytest.mark.parametrize("name", CASES)
def test_a_case_of_this_folder(quick_desk, name):
    case = json.loads((SHEETS / name / "case.json").read_text(encoding="utf-8"))
    files = [copied(quick_desk.folder, SHEETS / name / file) for file in case["files"]]
    check(quick_desk, files, [word for word in case["args"] if word not in ("--yes", "--dry-run")])


@pytest.mark.skipif(not TRUTH, reason="the shared cases are not here")
@pytest.mark.parametrize("name", sorted(TRUTH))
def test_a_shared_case(quick_desk, name):
    check(quick_desk, [Path(shutil.copy(SHARED / name, quick_desk.folder))], TRUTH[name]["options"])


def check(desk, files, options):
    known = reviews(desk)
    asked = {question["id"] for sheet in plan(desk, files, options, "--dry-run") for question in sheet["questions"]}
    sheets = plan(desk, files, options, "--yes")
    guessed = {item["id"] for sheet in sheets for item in sheet["answered"] if item["guessed"]}
    still_open = {question["id"] for sheet in sheets for question in sheet["questions"]}
    assert asked <= guessed | still_open
    check_reviews(reviews(desk)[len(known) :], mandates(desk), files, options)
    assert confirmed(desk, {sheet["name"] for sheet in sheets if sheet["speaker"]}) == []


def plan(desk, files, options, *more):
    told = desk.run("import", *files, *options, *more, "--format", "json")
    return [sheet for file in told.json["files"] for sheet in file["sheets"]]


def reviews(desk):
    with Session(desk.engine) as session:
        return list(session.scalars(select(Review).order_by(Review.id)))


def mandates(desk):
    with Session(desk.engine) as session:
        return {item.code: item.mandate for item in session.scalars(select(Mechanism))}


def check_reviews(new, mandate_of, files, options):
    """A new review is one that a document's symbol in the file names, or rows that wait for theirs.

    What mechanisms outside the mandate ask for is kept apart, without a document.
    """
    told = letters_of(" ".join([*options, *(file.name for file in files), *texts(files)]))
    for review in new:
        apart = mandate_of[review.mechanism] == Mandate.OUT
        assert apart or review.provisional or (review.symbol and letters_of(review.symbol) in told), review.code


def texts(files):
    for file in files:
        try:
            yield from (text for sheet in read_workbook(file).sheets for text in sheet.texts)
        except TrackerError:
            continue


def letters_of(text):
    return re.sub(r"[\W_]+", "", text).casefold()


def confirmed(desk, names):
    """Confirmed statuses that come from sheets in which an agency speaks."""
    query = (
        select(Assessment.id)
        .join(Origin, Origin.id == Assessment.origin_id)
        .join(ImportedSheet, ImportedSheet.id == Origin.imported_sheet_id)
        .where(ImportedSheet.sheet.in_(names), Assessment.voice == Voice.SECRETARIAT)
    )
    with Session(desk.engine) as session:
        return list(session.scalars(query))
