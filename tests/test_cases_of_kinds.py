"""Kinds of tables that are hard to read, with what a desk officer expects of each."""

import json
import shutil
from pathlib import Path

import pytest
from shared_cases import faults_of

SHARED = Path(__file__).parents[2] / "shared" / "cases"
TRUTH = json.loads((SHARED / "truth.json").read_text(encoding="utf-8")) if SHARED.exists() else {}


@pytest.mark.skipif(not TRUTH, reason="the shared cases are not here")
@pytest.mark.parametrize("name", sorted(TRUTH))
def test_shared_case(quick_desk, name):
    case = TRUTH[name]
    file = shutil.copy(SHARED / name, quick_desk.folder)
    told = quick_desk.run("import", file, "--yes", *case["options"], "--format", "json")
    assert faults_of(case, told, quick_desk.listing()) == []
