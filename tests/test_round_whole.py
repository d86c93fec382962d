"""A whole round on the sample register: every agency's workbook goes out, comes back as agencies send it, and is merged."""

import csv
import json
import random
from pathlib import Path

import pytest
from desk import outcomes
from openpyxl import Workbook, load_workbook
from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.models import Asked, Assessment, Conflict, Measure
from tracker.stamps import COLUMN, find_stamp

SAMPLES = Path(__file__).parents[1] / "examples"
STATUSES = {"icra olunur": "in_progress", "Qismən icra olunub": "partially_implemented", "İcra olunub": "implemented"}


@pytest.fixture
def sent_out(quick_desk):
    """The sample register, and the folders of a round over all of it."""
    samples = ["followup-2024.xlsx", "followup-2025.xlsx", "icra-veziyyeti-2025.xlsx"]
    quick_desk.take(*(SAMPLES / name for name in samples), yes=True)
    for agency in ("MYS", "MCUL", "MENR"):
        quick_desk.ok("assign", "UPR-4/138.24", "--contributing", agency)
    out = quick_desk.folder / "round"
    quick_desk.ok(
        "request", "open", "--title", "Spring round", "--due", "2026-04-15", "--language", "az", "--closed", "-o", out
    )
    return quick_desk, sorted(out.glob("*/*.xlsx"))


def cells_of(path):
    """The cells of the reply sheet of a workbook."""
    book = load_workbook(path)
    for page in book:
        rows = [list(row) for row in page.iter_rows(values_only=True)]
        if any(isinstance(value, str) and value.startswith(COLUMN) for row in rows for value in row):
            return rows
    raise AssertionError(path)


def filled_in(rows, chance):
    """An agency writes a status, a measure and a date as text into most of its rows; gives what it wrote by identity."""
    named = next(row for row in rows if any(str(value).startswith(COLUMN) for value in row))
    at = {str(value).removeprefix(COLUMN): place for place, value in enumerate(named) if str(value).startswith(COLUMN)}
    written = {}
    for row in rows:
        stamp = find_stamp(str(row[0] or ""))
        if stamp is None or stamp.place is None or chance.random() < 0.2:
            continue
        status = chance.choice(list(STATUSES))
        row[at["status"]], row[at["dated"]] = status, "12.02.2026"
        row[at["measures"]] = f"{chance.randrange(2, 90)} rayonda iş görülüb"
        written[stamp.text] = (STATUSES[status], row[at["measures"]])
    return written


def sent_back(rows, path, number, chance):
    """The sheet as it comes back: columns renamed and moved, a row repeated, or as a bare CSV file."""
    width = max(map(len, rows))
    rows = [[*row, *[None] * (width - len(row))] for row in rows]
    if number % 3 == 1:
        order = chance.sample(range(width), width)
        rows = [[row[place] for place in order] for row in rows]
    if number % 3 == 2:
        rows.append(list(rows[-1]))
    if number % 4 == 3:
        target = path.with_suffix(".csv")
        with target.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, delimiter=";").writerows(rows)
        return target
    book = Workbook()
    for row in rows:
        book.active.append([f"{value} *" if str(value).startswith("Görülmüş") else value for value in row])
    target = path.with_name(f"{path.stem} (cavab).xlsx")
    book.save(target)
    return target


def test_every_agency_is_asked_and_every_edit_of_every_answer_is_found(sent_out):
    desk, paths = sent_out
    assert len({path.parent for path in paths}) == 20, "all but the secretariat, which does not write to itself"
    chance = random.Random(7)
    written = {}
    for number, path in enumerate(paths):
        rows = cells_of(path)
        wrote = filled_in(rows, chance)
        told = desk.take(sent_back(rows, path, number, chance))
        assert told.questions == []
        assert not {"refused", "new"} & set(outcomes(told)), path
        written |= wrote
    with Session(desk.engine) as session:
        asked = {item.key: item for item in session.scalars(select(Asked))}
        claims = {
            (item.recommendation_id, item.agency_key): item.status_code
            for item in session.scalars(select(Assessment).where(Assessment.voice == "agency").order_by(Assessment.id))
        }
        measures = {(item.recommendation_id, item.agency_key): item.text for item in session.scalars(select(Measure))}
        waiting = list(session.scalars(select(Conflict)))
    assert waiting == []
    assert len(written) > 40
    for key, (status, measure) in written.items():
        part = asked[key].recommendation_id, asked[key].agency_key
        assert (claims[part], measures[part]) == (status, measure)


def test_a_claim_is_nowhere_counted_as_confirmed(sent_out):
    desk, paths = sent_out
    before = desk.run("report", "progress", "-o", desk.folder / "before.json", "--since", "2025-01-01")
    assert before.code == 0
    listed = {row["code"]: row["status"] for row in desk.listing()}
    for number, path in enumerate(paths):
        rows = cells_of(path)
        filled_in(rows, random.Random(number))
        desk.take(sent_back(rows, path, 0, random.Random(1)))
    desk.ok("report", "progress", "-o", desk.folder / "after.json", "--since", "2025-01-01")
    assert {row["code"]: row["status"] for row in desk.listing()} == listed
    assert figures(desk.folder / "after.json") == figures(desk.folder / "before.json")


def figures(path):
    """A report without the agencies that have not reported: that they have is the one thing that claims change."""
    told = json.loads(path.read_text(encoding="utf-8"))
    assert told.pop("has_not_reported") is not None
    return told
