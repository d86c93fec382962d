"""Claims that the secretariat does not confirm: the group's status stays, the agency reads why, and may claim again."""

import json
import re

import pytest
from desk import last, outcomes
from office import office_of, with_people
from pages import signed_on
from reply import reply_of
from rounds import FIRST, THIRD, answers_of, fields_of, file_of, open_round, with_recommendations

REASON = "The order has not come yet"
CLAIM = ("--voice", "agency", "--agency", "MOJ")


@pytest.fixture
def claimed(desk):
    """MOJ claims a status where the group has one (FIRST), and where it has none (THIRD)."""
    return _claimed(desk)


@pytest.fixture
def quick(quick_desk):
    return _claimed(quick_desk)


def _claimed(desk):
    with_recommendations(desk)
    desk.ok("status", FIRST, "implemented", *CLAIM, "--evidence", "Order No. 5, 2026-02-01")
    desk.ok("status", THIRD, "in_progress", *CLAIM, "--note", "Doctors are being hired")
    return desk


def waiting(desk, *options):
    """How many claims wait, as the check tells it."""
    found = desk.run("check", "--kind", "claim", "--format", "json", *options).json
    return sum(finding["count"] for finding in found)


def voice(desk, code):
    """What the agency says of a recommendation, with what the secretariat made of it."""
    return desk.run("show", code, "--format", "json").json["voices"]["agency"]


def test_a_refused_claim_waits_no_longer_and_the_status_stays(claimed):
    assert waiting(claimed) == 2
    told = claimed.did("confirm", FIRST, "--refuse", REASON, "--as", "Leyla")
    assert told == f"{FIRST}: Implemented, a claim of MOJ, is not confirmed.\n"
    assert (waiting(claimed), claimed.one(FIRST)["status"]) == (1, "in_progress")
    assert FIRST not in claimed.ok("check", "--kind", "contradiction")
    refused = voice(claimed, FIRST)["refused"]
    assert (refused["reason"], refused["who"], bool(refused["at"])) == (REASON, "Leyla", True)
    assert re.search(rf"not confirmed: {REASON} \(Leyla, 20..-", claimed.ok("show", FIRST))
    assert "There is no claim to confirm." in claimed.ok("confirm", FIRST)


def test_where_there_was_no_status_there_is_none(claimed):
    claimed.ok("confirm", THIRD, "--refuse", REASON)
    assert (claimed.one(THIRD)["status"], waiting(claimed)) == (None, 1)


def test_nothing_else_of_the_register_changes(claimed):
    before = claimed.everything()
    claimed.ok("confirm", "--all", "--refuse", REASON)
    after = claimed.everything()
    assert {name for name, rows in after.items() if rows != before[name]} == {"assessment", "batch", "change"}
    assert [len(after["assessment"]), waiting(claimed)] == [len(before["assessment"]), 0]


def test_an_undo_gives_back_the_claim_that_waits(claimed):
    batch = re.search(r"tracker undo (\d+)", claimed.ok("confirm", FIRST, "--refuse", REASON))[1]
    claimed.ok("undo", batch)
    assert (waiting(claimed), voice(claimed, FIRST)["refused"]) == (2, None)
    assert "-> Implemented" in claimed.ok("confirm", FIRST)


def test_the_agency_may_claim_again_and_that_waits_again(claimed):
    claimed.ok("confirm", FIRST, "--refuse", REASON)
    claimed.ok("status", FIRST, "implemented", *CLAIM, "--evidence", "Order No. 6, 2026-02-20")
    assert (waiting(claimed), voice(claimed, FIRST)["refused"]) == (2, None)
    claimed.ok("confirm", FIRST)
    assert claimed.one(FIRST)["status"] == "implemented"


def test_a_claim_of_a_former_day_stays_refused_beside_the_new_one(claimed):
    claimed.ok("confirm", FIRST, "--refuse", REASON)
    claimed.ok("status", FIRST, "partially_implemented", *CLAIM, "--note", "The rest follows", "--date", "2026-01-10")
    assert (waiting(claimed), voice(claimed, FIRST)["status"]) == (1, "implemented")


@pytest.mark.parametrize(
    ("cells", "waits"),
    [
        ({"measures": "Visits are let in"}, 0),
        ({"dated": "01.03.2026", "evidence": "Order No. 9, 28.02.2026"}, 1),
        ({"status": "partially_implemented"}, 1),
    ],
)
def test_a_workbook_claims_again_with_another_day_or_status(quick_desk, cells, waits):
    with_recommendations(quick_desk)
    quick_desk.ok(
        "status", FIRST, "implemented", *CLAIM, "--evidence", "Order No. 5, 2026-02-01", "--date", "2026-02-10"
    )
    quick_desk.ok("confirm", FIRST, "--refuse", REASON)
    open_round(quick_desk)
    quick_desk.take(reply_of(quick_desk, "MOJ").fill(FIRST, **cells).save(quick_desk.folder), yes=True)
    assert waiting(quick_desk) == waits


@pytest.mark.parametrize("reason", ["", "  "])
def test_without_a_reason_no_claim_is_refused(quick, reason):
    before = quick.everything()
    told = quick.run("confirm", FIRST, "--refuse", reason)
    assert (told.code, "A claim is refused with a reason." in told.err) == (1, True)
    assert quick.everything() == before


def test_where_no_claim_waits_nothing_is_refused(quick):
    quick.ok("confirm", FIRST)
    before = quick.everything()
    assert quick.ok("confirm", FIRST, "--refuse", REASON) == "There is no claim to confirm.\n"
    assert quick.everything() == before


def test_the_history_says_who_refused_and_why(quick):
    quick.ok("confirm", FIRST, "--refuse", REASON, "--as", "Leyla")
    told = quick.ok("history", FIRST)
    assert f"claim not confirmed MOJ: {REASON}" in " ".join(told.split())
    assert f"refuse claims of {FIRST}: {REASON}" in quick.ok("batches")


def test_before_that_day_the_claim_waits(desk, monkeypatch):
    with_recommendations(desk)
    monkeypatch.setenv("TRACKER_TODAY", "2026-03-05")
    desk.ok("status", FIRST, "implemented", *CLAIM, "--evidence", "Order No. 5, 2026-02-01")
    monkeypatch.setenv("TRACKER_TODAY", "2026-03-20")
    desk.ok("confirm", FIRST, "--refuse", REASON)
    assert waiting(desk) == 0
    assert waiting(desk, "--as-of", "2026-03-10") == 1
    assert REASON not in desk.ok("show", FIRST, "--as-of", "2026-03-10")


def test_a_report_counts_as_before(quick):
    def reported(name):
        path = quick.folder / name
        quick.ok("report", "progress", "--since", "2025-01-01", "-o", path)
        return json.loads(path.read_text(encoding="utf-8"))

    before = reported("before.json")
    quick.ok("confirm", "--all", "--refuse", REASON)
    assert reported("after.json") == before


def test_a_claim_is_refused_on_the_page(quick):
    with signed_on(quick) as pages:
        page = pages.read("/claims?agency=MOJ")
        assert page.count("Do not confirm") == 4
        refused = pages.act("/claims/refuse", "/claims", refused=THIRD, reason=" ")
        assert (refused.status_code, "A claim is refused with a reason." in refused.text) == (422, True)
        done = pages.act("/claims/refuse", "/claims", refused=THIRD, reason=REASON, agency="MOJ")
        assert (done.status_code, done.headers["Location"]) == (303, "/claims?agency=MOJ")
        page = pages.read("/claims?agency=MOJ")
        assert (f"{THIRD}: the claim of MOJ is not confirmed." in page, page.count(f'value="{THIRD}"')) == (True, 0)
        again = pages.act("/claims/refuse", "/claims", refused=THIRD, reason=REASON)
        assert (again.status_code, "There is no claim to confirm" in again.text) == (422, True)
    assert (quick.one(THIRD)["status"], waiting(quick)) == (None, 1)


def test_what_was_typed_stays_when_somebody_was_quicker(quick):
    with signed_on(quick) as pages:
        hidden = pages.hidden("/claims")
        quick.ok("due", FIRST, "--to", "2029")
        refused = pages.post("/claims/refuse", **hidden, refused=FIRST, reason=REASON)
        assert (refused.status_code, f">{REASON}</textarea>" in refused.text) == (409, True)
    assert waiting(quick) == 2


def test_the_agency_reads_why_but_not_the_name_of_the_officer(quick):
    quick.ok("confirm", FIRST, "--refuse", REASON, "--as", "Leyla")
    with office_of(with_people(quick)) as office:
        mine = office.at("agency").read("/my")
        assert (f"Not confirmed: {REASON}" in mine, "the secretariat, 20" in mine, "Leyla" in mine) == (
            True,
            True,
            False,
        )
        assert mine.count("waits for the secretariat") == 1
        page = office.at("agency").read(f"/recommendation/{FIRST}")
        assert (REASON in page, "Leyla" in page) == (True, False)
        assert "Leyla, 20" in office.at("secretariat").read("/my?agency=MOJ")
        pages = office.at("agency")
        refused = pages.post("/claims/refuse", **pages.hidden("/my"), refused=THIRD, reason=REASON)
        assert refused.status_code == 403


def test_a_claim_that_was_confirmed_after_all_is_confirmed(quick):
    quick.ok("confirm", FIRST, "--refuse", REASON)
    quick.ok("status", FIRST, "implemented", "--evidence", "Order No. 6, 2026-02-20")
    with signed_on(quick) as pages:
        assert REASON not in pages.read("/my?agency=MOJ")


def test_the_next_workbook_shows_why_beside_the_status(quick_desk):
    with_recommendations(quick_desk)
    quick_desk.ok("status", FIRST, "implemented", *CLAIM, "--evidence", "Order No. 5, 2026-02-01")
    quick_desk.ok("confirm", FIRST, "--refuse", REASON)
    folder = open_round(quick_desk)
    page = answers_of(file_of(folder, "MOJ", "lead.xlsx"))
    at = fields_of(page)
    assert [page.cell(row, at["refusal"]).value for row in (4, 6, 7)] == [
        "Why your status is not confirmed",
        REASON,
        None,
    ]
    assert (at["status"], page.cell(6, at["refusal"]).protection.locked) == (at["refusal"] + 1, True)
    assert "refusal" not in fields_of(answers_of(file_of(folder, "MIA", "lead.xlsx")))
    assert outcomes(quick_desk.take(file_of(folder, "MOJ", "lead.xlsx"))) == {"same": 2}
    assert waiting(quick_desk) == 0


def test_a_status_that_was_confirmed_after_all_has_no_reason_beside_it(quick_desk):
    with_recommendations(quick_desk)
    quick_desk.ok("status", FIRST, "implemented", *CLAIM, "--evidence", "Order No. 5, 2026-02-01")
    quick_desk.ok("confirm", FIRST, "--refuse", REASON)
    quick_desk.ok("status", FIRST, "implemented", "--evidence", "Order No. 6, 2026-02-20")
    page = answers_of(file_of(open_round(quick_desk), "MOJ", "lead.xlsx"))
    assert "refusal" not in fields_of(page)


@pytest.mark.parametrize(("gone", "stays"), [(THIRD, FIRST), (FIRST, THIRD)])
def test_a_merger_keeps_who_refused_and_when(quick, gone, stays):
    quick.ok("confirm", FIRST, "--refuse", REASON, "--as", "Leyla")
    refused = voice(quick, FIRST)["refused"]
    quick.ok("status", THIRD, "planned", *CLAIM, "--date", "2025-01-01", "--measure", "A plan", "--due", "2027")
    quick.ok("recommendation", "merge", gone, stays, "--reason", "same thing", "--as", "Murad")
    if stays == FIRST:
        assert voice(quick, stays)["refused"] == refused
    told = [(row["who"], row["new"]) for row in quick.run("history", stays, "--format", "json").json]
    assert told.count(("Leyla", f"MOJ: {REASON}")) == 1
    quick.ok("undo", str(last(quick)["batch"]))
    assert voice(quick, FIRST)["refused"] == refused
