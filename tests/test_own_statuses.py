"""A group whose statuses have other codes than the shipped ones: all that the program needs is in their columns."""

import pytest
from desk import Desk
from own_reference import own, shipped

CODES = {
    "not_started": "S0",
    "planned": "S1",
    "in_progress": "S2",
    "partially_implemented": "S3",
    "implemented": "S4",
    "not_implemented": "S5",
    "not_accepted": "S6",
    "out_of_mandate": "S9",
}


@pytest.fixture
def desk_of_its_own(tmp_path, monkeypatch):
    """A desk with a new register of a group that has eight statuses of its own, and no file of words for them."""
    rows = [{**row, "code": CODES[row["code"]]} for row in shipped("statuses") if row["code"] in CODES]
    monkeypatch.setenv("TRACKER_DATABASE", str(tmp_path / "own.db"))
    monkeypatch.setenv("TRACKER_USER", "Leyla")
    monkeypatch.setenv("TRACKER_TODAY", "2026-03-02")
    desk = Desk(str(tmp_path / "own.db"), tmp_path)
    desk.ok("init", "--reference", own(tmp_path, "statuses", rows))
    yield desk
    desk.close()


def test_a_group_with_its_own_statuses_imports_records_and_reports(desk_of_its_own):
    desk = desk_of_its_own
    sheet = desk.sheet(
        [
            ["No.", "Recommendation", "Lead", "Status"],
            ["140.1", "Ratify the Convention on enforced disappearance", "MOJ", "Implemented"],
            ["140.2", "Train judges on the rights of the child", "MOJ", "40 %"],
            ["140.3", "Open shelters in every region", "MOH", "начато"],
            ["140.4", "Collect data on violence against women", "MOH", "Not fully implemented"],
            ["140.5", "Adopt a law on legal aid", "MOJ", "will be implemented"],
            ["140.6", "Extend social housing to families", "MOH", "not implemented, not started"],
            ["140.7", "Follow the decisions of the Council of Europe", "MOJ", "Out of mandate"],
        ]
    )
    desk.take(sheet, review="UPR-3", yes=True)
    statuses = [row["status"] for row in desk.listing()]
    assert statuses == ["S4", "S2", "S2", "S3", "S1", None, None]
    assert desk.one("UPR-3/140.7")["out_of_mandate"]
    desk.ok("status", "UPR-3/140.3", "S4", "--evidence", "Decree No. 7, 2025-05-06")
    assert desk.one("UPR-3/140.3")["status"] == "S4"
    assert "S6" in desk.run("status", "UPR-3/140.5", "S6").err
    assert "outside the mandate" in desk.run("status", "UPR-3/140.5", "S9").err
    desk.ok("check")
    desk.ok("report", "progress", "-o", desk.folder / "report.xlsx")
    assert (desk.folder / "report.xlsx").exists()
