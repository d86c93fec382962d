"""What an agency says on its own paper, or in a round, of a day before that of its last words never takes their place."""

import pytest
from desk import outcomes
from reply import reply_of
from rounds import FIRST, open_round, with_recommendations

VISITS = "Let independent visitors into all places of detention"
NEWER, OLDER = "Visitors come twice a year", "Rules on visits are drafted"


def paper(desk, day, status, words, name):
    """A ministry's own sheet that speaks of a day."""
    title = [f"Reply of the Ministry of Justice, as of {day}"]
    rows = [["No.", "Recommendation", "Status", "Measures"], ["138.1", VISITS, status, words]]
    return desk.take(desk.sheet([title, *rows], name), review="UPR-4", yes=True)


def said(desk):
    """The status that MOJ claims, and its measures."""
    found = desk.run("show", FIRST, "--format", "json").json
    return found["voices"]["agency"]["status"], [one["text"] for one in found["measures"] if one["agency"] == "MOJ"]


def told(result):
    """What a plan says of changed statuses."""
    changes = (change for sheet in result.plans[0].sheets for row in sheet.rows for _, change in row.changes())
    return [change.shown() for change in changes if change.field.startswith("status")]


@pytest.fixture
def replied(quick_desk):
    with_recommendations(quick_desk)
    paper(quick_desk, "1 February 2026", "Implemented", NEWER, "february.xlsx")
    return quick_desk


@pytest.mark.parametrize(("choice", "stays"), [("--ours", NEWER), ("--theirs", OLDER)])
def test_older_words_wait_for_a_person(replied, choice, stays):
    result = paper(replied, "1 June 2025", "In progress", OLDER, "june.xlsx")
    assert outcomes(result) == {"conflict": 1}
    assert told(result) == [("implemented", "implemented (in_progress of 2025-06-01 is added as an earlier view)")]
    assert said(replied) == ("implemented", [NEWER])
    before = replied.everything()
    paper(replied, "1 June 2025", "In progress", OLDER, "june.xlsx")
    assert replied.everything() == before
    (conflict,) = replied.run("conflicts", "--format", "json").json
    assert (conflict["what"], conflict["held"]) == ("the register is newer", NEWER)
    replied.ok("resolve", conflict["number"], choice)
    assert said(replied) == ("implemented", [stays])
    assert "Draft rules on visits" in replied.ok("show", FIRST)


def test_newer_words_take_the_place_of_older_ones(replied):
    assert outcomes(paper(replied, "1 March 2026", "Implemented", OLDER, "march.xlsx")) == {"changed": 1}
    assert said(replied) == ("implemented", [OLDER])


def test_a_reply_of_an_older_day_goes_into_the_history(replied):
    open_round(replied)
    reply = reply_of(replied, "MOJ").fill(FIRST, status="Planned", dated="01.06.2025").save(replied.folder)
    assert told(replied.take(reply)) == [
        ("implemented (2026-02-01)", "implemented (planned of 2025-06-01 is added as an earlier view)")
    ]
    assert said(replied)[0] == "implemented"
    assert "Planned" in replied.ok("history", FIRST)
