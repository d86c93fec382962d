"""Two recommendations become one: what the one that stays says goes on, and what changes in it is told."""

import re

import pytest
from register import FIRST, SECOND, THIRD, taken

MERGE = ("recommendation", "merge")
WHY = ("--reason", "same thing")


@pytest.fixture
def kept(desk):
    taken(desk)
    return desk


def told(desk, one, into):
    """What the command says beside how many rows moved."""
    return desk.did(*MERGE, one, into, *WHY).splitlines()[1:]


@pytest.mark.parametrize(("gone", "stays", "status"), [(SECOND, FIRST, "in_progress"), (FIRST, SECOND, "planned")])
def test_of_two_statuses_of_one_day_that_of_the_one_that_stays_goes_on(kept, gone, stays, status):
    assert told(kept, gone, stays) == []
    assert kept.one(stays)["status"] == status
    taken(kept)
    assert kept.one(stays)["status"] == status


def test_a_newer_status_is_taken_and_told(kept):
    kept.ok("status", THIRD, "planned", "--measure", "A bill", "--due", "2027", "--date", "2026-03-02")
    assert told(kept, THIRD, FIRST) == [f"status of {FIRST}: in_progress -> planned (2026-03-02, from {THIRD})"]
    assert kept.one(FIRST)["status"] == "planned"


def test_an_older_status_goes_into_the_history_alone(kept):
    kept.ok("status", FIRST, "implemented", "--evidence", "Law No. 12, 2026-02-12", "--date", "2026-03-02")
    assert told(kept, SECOND, FIRST) == []
    assert kept.one(FIRST)["status"] == "implemented"
    assert "Planned" in kept.ok("history", FIRST)


def test_evidence_still_proves_the_status_that_is_recorded_anew(kept):
    kept.ok("status", FIRST, "implemented", "--evidence", "Law No. 12, 2026-02-12", "--date", "2026-03-02")
    kept.ok("status", SECOND, "in_progress", "--note", "Begun", "--measure", "New cells", "--date", "2026-03-02")
    before = kept.one(FIRST)
    assert told(kept, SECOND, FIRST) == []
    after = kept.one(FIRST)
    assert (after["status"], after["lead"], after["due"]) == (before["status"], before["lead"], before["due"])
    assert "not yet substantiated" not in kept.ok("history", FIRST)


def test_due_date_and_lead_are_taken_where_there_are_none(kept):
    kept.ok("recommendation", "add", "UPR-4", "138.9", "Ratify the Optional Protocol soon")
    kept.ok("assign", "138.9", "--contributing", "MOJ")
    assert told(kept, FIRST, "138.9") == [
        f"due date of UPR-4/138.9: - -> 2026-12-31 (from {FIRST})",
        f"lead of UPR-4/138.9: - -> MOJ (from {FIRST})",
        f"status of UPR-4/138.9: - -> in_progress (2026-03-01, from {FIRST})",
    ]
    one = kept.one("UPR-4/138.9")
    assert (one["lead"], one["due"], "MOJ" in one["contributing"]) == ("MOJ", "2026-12-31", False)


def test_due_date_and_lead_of_the_one_that_stays_go_on(kept):
    told(kept, THIRD, FIRST)
    one = kept.one(FIRST)
    assert (one["lead"], one["contributing"], one["due"]) == ("MOJ", ["MIA"], "2026-12-31")


def test_the_history_tells_a_merger_in_one_line(kept):
    told(kept, THIRD, FIRST)
    rows = [row["what"] for row in kept.run("history", FIRST, "--format", "json").json]
    assert [what for what in rows if "merged" in what] == [f"merged with {THIRD}: same thing"]
    assert not re.search(r"recommendation.id|\d{7}", kept.ok("history", FIRST))


def test_a_merger_of_which_nothing_moves_is_told_as_well(kept):
    for number in ("138.8", "138.9"):
        kept.ok("recommendation", "add", "UPR-4", number, "Sign the Optional Protocol")
    told(kept, "138.8", "138.9")
    assert "merged with UPR-4/138.8: same thing" in kept.ok("history", "138.9")


@pytest.mark.parametrize(("gone", "stays"), [(SECOND, FIRST), (FIRST, SECOND), (FIRST, "UPR-4/138.9")])
def test_a_merger_is_undone_whole(kept, gone, stays):
    kept.ok("recommendation", "add", "UPR-4", "138.9", "Ratify the Optional Protocol soon")
    kept.ok("assign", "138.9", "--contributing", "MOJ")
    before = {name: rows for name, rows in kept.everything().items() if name not in ("batch", "change")}
    number = re.findall(r"tracker undo (\d+)", kept.ok(*MERGE, gone, stays, *WHY))[-1]
    kept.ok("undo", number)
    assert {name: rows for name, rows in kept.everything().items() if name not in ("batch", "change")} == before
