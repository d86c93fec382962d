"""Kinds of tables that are hard to read: those not read right yet, and the shared ones with what a desk officer expects."""

import json
import shutil
from pathlib import Path

import pytest
from shared_cases import faults_of
from test_import_sheets import check_case

WAITING = Path(__file__).parent / "sheets_waiting"
"""Cases in the form of ``tests/sheets`` that are not read right yet; they move there when they are."""

SHARED = Path(__file__).parents[2] / "shared" / "cases"
TRUTH = json.loads((SHARED / "truth.json").read_text(encoding="utf-8")) if SHARED.exists() else {}


@pytest.mark.xfail(strict=False, reason="not read right yet")
@pytest.mark.parametrize("name", sorted(path.parent.name for path in WAITING.glob("*/case.json")))
def test_waiting_sheet(quick_desk, name):
    check_case(quick_desk, WAITING / name)


@pytest.mark.skipif(not TRUTH, reason="the shared cases are not here")
@pytest.mark.xfail(strict=False, reason="not all read right yet")
@pytest.mark.parametrize("name", sorted(TRUTH))
def test_shared_case(quick_desk, name):
    case = TRUTH[name]
    file = shutil.copy(SHARED / name, quick_desk.folder)
    told = quick_desk.run("import", file, "--yes", *case["options"], "--format", "json")
    assert faults_of(case, told, quick_desk.listing()) == []
