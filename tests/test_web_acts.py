"""What a person does on the pages: it is journaled as that person's act, told, undone, and never over what was not seen."""

import pytest
from desk import last
from pages import FIRST

PAGE = f"/recommendation/{FIRST}"
PROOF = "Law No. 12, 6 May 2025"


ACTS = {
    "status": (f"/status/{FIRST}", {"status": "implemented", "evidence": PROOF}, "Status: In progress → Implemented."),
    "due date": (f"/due/{FIRST}", {"due": "end of 2027"}, "Due date: end of 2027."),
    "no due date": (f"/due/{FIRST}", {"due": ""}, "Due date: none."),
    "agencies": (f"/agencies/{FIRST}", {"lead": "MIA", "contributing": ["MOJ", "MOH"]}, "Agencies: MIA, MOJ, MOH."),
    "priority": (f"/priority/{FIRST}", {"priority": "high", "reason": "CAT asks"}, "Priority: high."),
}


@pytest.mark.parametrize("act", ACTS)
def test_an_act_is_told_and_can_be_undone(kept, pages, act):
    address, fields, told = ACTS[act]
    before = kept.one(FIRST)
    done = pages.act(address, PAGE, **fields)
    assert (done.status_code, done.headers["Location"]) == (303, PAGE)
    page = pages.read(PAGE)
    batch = last(kept)
    assert (told in page, f'action="/undo/{batch["batch"]}"' in page, batch["who"]) == (True, True, "Leyla")
    assert told not in pages.read(PAGE)
    assert kept.one(FIRST) != before
    undone = pages.act(f"/undo/{batch['batch']}", PAGE, code=FIRST)
    assert (undone.status_code, undone.headers["Location"]) == (303, PAGE)
    assert "Undone: " in pages.read(PAGE)
    assert kept.one(FIRST) == before


def test_a_status_has_what_supports_it(kept, pages):
    pages.act(
        f"/status/{FIRST}", PAGE, status="partially_implemented", date="2026-03-02", evidence=f"{PROOF}\nOrder, 2025-06-01",
        note="The by-laws remain", measure="By-laws", due="2027-Q2",
    )  # fmt: skip
    found = kept.run("show", FIRST, "--format", "json").json
    voice = found["voices"]["secretariat"]
    assert (voice["status"], voice["dated_on"], voice["note"]) == (
        "partially_implemented",
        "2026-03-02",
        "The by-laws remain",
    )
    assert [(proof["text"], proof["date"]) for proof in found["evidence"]] == [
        (PROOF, "2025-05-06"),
        ("Order, 2025-06-01", "2025-06-01"),
    ]
    assert ("By-laws" in [measure["text"] for measure in found["measures"]], found["due"]) == (True, "2027-Q2")


@pytest.mark.parametrize(
    ("address", "fields", "words"),
    [
        (f"/status/{FIRST}", {"status": "implemented", "note": "All of it"}, "needs dated evidence"),
        (
            f"/status/{FIRST}",
            {"status": "implemented", "evidence": "Law, 2027-01-01"},
            "proves nothing before that day",
        ),
        (f"/status/{FIRST}", {"status": "nothing"}, "there is no status"),
        (f"/status/{FIRST}", {"status": "in_progress", "date": "soon"}, "is not a date"),
        (f"/due/{FIRST}", {"due": "when funds allow"}, "is not a date"),
        (f"/due/{FIRST}", {"due": "2025-12-31"}, "it is so already"),
        (f"/agencies/{FIRST}", {"lead": "NOBODY"}, "there is no agency"),
        (f"/agencies/{FIRST}", {"lead": "MOJ"}, "it is so already"),
    ],
)
def test_what_the_rules_refuse_is_said_on_the_page_with_what_was_typed(kept, pages, address, fields, words):
    hidden = pages.hidden(PAGE)
    before = kept.everything()
    refused = pages.post(address, **hidden, **fields)
    assert (refused.status_code in (404, 422), words in refused.text) == (True, True)
    assert kept.everything() == before
    if typed := fields.get("note") or fields.get("due"):
        assert typed in refused.text


def test_a_refusal_speaks_as_pages_do_and_in_their_language(pages):
    refused = pages.act(f"/status/{FIRST}", PAGE, status="implemented").text
    assert "&#39;Implemented&#39; needs dated evidence.</p>" in refused
    onward = pages.act(f"/status/{FIRST}", PAGE, status="not_started").text
    assert "from &#39;In progress&#39; to &#39;Not started&#39;; possible: Implemented, " in onward
    pages.read("/help?language=az")
    refused = pages.act(f"/status/{FIRST}", PAGE, status="implemented").text
    assert "&#39;İcra olunub&#39; üçün lazımdır: tarixli sübut.</p>" in refused


def test_the_second_saver_is_told_what_changed_meanwhile(kept, pages):
    hidden = pages.hidden(PAGE)
    kept.ok("due", FIRST, "--to", "2028-01-31", "--as", "Rauf")
    before = kept.everything()
    refused = pages.post(f"/due/{FIRST}", **hidden, due="2027")
    assert refused.status_code == 409
    assert "was changed while this page was open (Rauf: due date 2028-01-31" in refused.text
    assert 'name="due" value="2027"' in refused.text
    assert kept.everything() == before
    assert pages.act(f"/due/{FIRST}", PAGE, due="2027").status_code == 303
    assert kept.one(FIRST)["due"] == "2027"


DATED = {
    f"/status/{FIRST}": {"status": "in_progress", "note": "n", "date": ""},
    f"/claim/{FIRST}": {"status": "in_progress", "note": "n", "date": "", "agency": "MOJ"},
    f"/voice/{FIRST}": {"status": "in_progress", "date": " "},
    "/selection/check": {"codes": FIRST, "status": "in_progress", "note": "n", "date": ""},
    "/selection/apply": {"codes": FIRST, "status": "in_progress", "note": "n", "date": ""},
    "/agency/MOJ/close": {"on": ""},
}
"""Forms with a day that the page fills in with today, which somebody emptied."""


@pytest.mark.parametrize("address", DATED)
def test_a_day_that_was_emptied_is_not_taken_for_today(kept, pages, address):
    before = kept.everything()
    refused = pages.act(address, "/agency/MOJ" if "agency" in address else PAGE, **DATED[address])
    assert (refused.status_code, "The day is missing." in refused.text) == (422, True)
    assert 'value="" max="2026-03-02"' in refused.text
    assert kept.everything() == before


def test_an_undo_meanwhile_is_a_change_too(kept, pages):
    kept.ok("due", FIRST, "--to", "2028-01-31")
    hidden = pages.hidden(PAGE)
    kept.ok("undo", str(last(kept)["batch"]))
    refused = pages.post(f"/due/{FIRST}", **hidden, due="2027")
    assert (refused.status_code, "was undone while this page was open" in refused.text) == (409, True)


def test_what_others_do_to_other_recommendations_is_no_hindrance(kept, pages):
    hidden = pages.hidden(PAGE)
    kept.ok("due", "UPR-4/138.2", "--to", "2028-01-31")
    assert pages.post(f"/due/{FIRST}", **hidden, due="2027").status_code == 303


def test_an_act_on_which_others_build_names_them_and_stays(kept, pages):
    pages.act(f"/due/{FIRST}", PAGE, due="2027")
    first = last(kept)["batch"]
    pages.act(f"/due/{FIRST}", PAGE, due="2028")
    story = pages.read(f"/activity/{first}")
    assert "What stands in the way of an undo" in story
    assert f"Batch {first + 1}</a>" in story
    assert "Undo this batch" not in story
    before = kept.everything()
    refused = pages.act(f"/undo/{first}", PAGE)
    assert (refused.status_code, "later changes build on it" in refused.text) == (422, True)
    assert kept.everything() == before


def test_activity_says_what_was_undone(kept, pages):
    pages.act(f"/due/{FIRST}", PAGE, due="2027")
    number = last(kept)["batch"]
    undone = pages.act(f"/undo/{number}", f"/activity/{number}")
    assert undone.headers["Location"] == "/activity"
    page = pages.read("/activity")
    assert f"due date of {FIRST}: 2027" in page
    assert f"by batch {number + 1}" in page
    assert "Undo this batch" not in pages.read(f"/activity/{number}")
