"""``tracker check``: each kind of finding, and nothing where nothing is wrong."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.queries.likeness import Demand, alike
from tracker.queries.views import months_before, months_since
from tracker.textkey import compared, text_key

HEADER = ["No.", "Recommendation", "Lead agency", "Status", "Deadline", "Evidence"]
SHELTERS = "Open a shelter for women who suffer violence in every district of the country"


def findings(desk, kind):
    rows = desk.run("check", "--kind", kind, "--format", "json").json
    return {row["code"]: row["what"] for row in rows}


@pytest.fixture
def filled(desk, monkeypatch):
    monkeypatch.setenv("TRACKER_TODAY", "2026-03-02")
    upr = [
        ["Status as at 1 February 2025"],
        HEADER,
        ["138.1", SHELTERS, "MOJ", "In progress", "", ""],
        ["138.2", "Adopt the law on visits", "", "Planned", "31.12.2025", ""],
        ["138.3", "Train all judges every year", "MOJ", "Implemented", "", ""],
        ["138.4", "Publish the figures on prisons", "MOJ", "", "", ""],
    ]
    cat = [
        ["Status as at 1 February 2026"],
        HEADER,
        ["13(b)", f"{SHELTERS}, and in Baku", "MOH", "In progress", "", ""],
        ["21", "Train all judges every year", "MOJ", "In progress", "", ""],
    ]
    desk.take(desk.sheet(upr, "upr.xlsx"), review="UPR-4", yes=True)
    desk.take(desk.sheet(cat, "cat.xlsx"), review="CAT-5", yes=True)
    return desk


def test_each_kind_of_finding(filled):
    assert findings(filled, "unassigned") == {"UPR-4/138.2": "no agency leads"}
    assert findings(filled, "no status") == {"UPR-4/138.4": "nobody has stated a status"}
    assert findings(filled, "not substantiated") == {"UPR-4/138.3": "'Implemented' of 2025-02-01 lacks evidence"}
    assert findings(filled, "stale") == {
        "UPR-4/138.1": "'In progress' since 2025-02-01, 13 months ago; to be renewed every 12",
        "UPR-4/138.2": "planned for 2025-12-31, which is past",
    }


def test_evidence_of_a_claim_that_nobody_confirmed_does_not_carry_the_status_of_the_group(filled):
    code, claim = "UPR-4/138.3", ("--voice", "agency", "--agency", "MOJ")
    lacks = "'Implemented' of 2025-02-01 lacks evidence"
    filled.ok(
        "status", code, "partially_implemented", *claim, "--note", "Some", "--evidence", "Order No. 5, 2026-02-01"
    )
    assert findings(filled, "not substantiated") == {code: lacks}
    filled.ok("confirm", code, "--refuse", "the order is a draft")
    assert findings(filled, "not substantiated") == {code: lacks}
    filled.ok("status", code, "implemented", *claim, "--evidence", "Order No. 6, 2026-02-20")
    assert findings(filled, "not substantiated") == {}


def test_decisions_that_are_late_until_they_are_done(filled):
    filled.ok("meeting", "add", "--on", "2026-01-10")
    filled.ok("meeting", "decide", "1", "Send the draft law", "--owner", "MOJ", "--due", "2026-01")
    filled.ok("meeting", "decide", "1", "Meet again", "--due", "2026-02-28")
    filled.ok("meeting", "decide", "1", "Open a shelter", "--due", "2026-03-02")
    filled.ok("meeting", "decide", "1", "Go on")
    assert findings(filled, "late decision") == {
        "1.1": "MOJ: 'Send the draft law', due 2026-01-31",
        "1.2": "'Meet again', due 2026-02-28",
    }
    filled.ok("meeting", "done", "1.1", "--on", "2026-02-27")
    assert list(findings(filled, "late decision")) == ["1.2"]


def test_texts_of_two_mechanisms_that_ask_for_the_same(filled):
    assert findings(filled, "duplicate") == {
        "UPR-4/138.1": "nearly the same as CAT-5/13(b)",
        "UPR-4/138.3": "nearly the same as CAT-5/21",
    }


def test_an_agency_that_says_something_else_contradicts_the_group(filled):
    reply = [["Ministry of Justice"], HEADER[:4], ["138.1", SHELTERS, "", "Not started"]]
    filled.take(filled.sheet(reply, "reply.xlsx"), review="UPR-4", yes=True)
    said = findings(filled, "contradiction")
    assert said == {"UPR-4/138.1": "MOJ says 'Not started' (2026-03-02), the group 'In progress'"}


def test_conflicts_and_claims_that_wait_are_counted_by_agency(filled):
    assert findings(filled, "conflict") == findings(filled, "claim") == {}
    filled.ok("due", "UPR-4/138.1", "UPR-4/138.4", "--to", "2026-12-31")
    reply = [
        ["Ministry of Justice"],
        HEADER[:5],
        ["138.1", SHELTERS, "", "Not started", "31.12.2027"],
        ["138.4", "Publish the figures on prisons", "", "In progress", "31.12.2028"],
    ]
    filled.take(filled.sheet(reply, "reply.xlsx"), review="UPR-4", yes=True)
    assert findings(filled, "conflict") == {"MOJ": "2 values wait; see: tracker conflicts --agency MOJ"}
    assert len(filled.run("conflicts", "--agency", "MOJ", "--format", "json").json) == 2
    seen = "tracker check --kind contradiction"
    assert findings(filled, "claim") == {
        "MOJ": f"2 claims; see: {seen}; to confirm: tracker confirm --agency MOJ",
    }
    assert "Claims of agencies that wait to be confirmed: 2" in filled.ok("check")
    filled.did("status", "UPR-4/138.4", "in_progress", "--note", "The figures are collected")
    filled.did("resolve", "--agency", "MOJ", "--theirs")
    assert findings(filled, "conflict") == {}
    assert list(findings(filled, "contradiction")) == ["UPR-4/138.1"]
    assert findings(filled, "claim")["MOJ"].startswith("1 claim; ")


WORDS = st.sampled_from(
    [
        "adopt",
        "a",
        "law",
        "on",
        "visits",
        "to",
        "all",
        "prisons",
        "and",
        "train",
        "judges",
        "police",
        "doctors",
        "every",
        "year",
    ]
)
TEXTS = st.lists(st.tuples(st.sampled_from(("UPR", "CAT")), st.lists(WORDS, min_size=1, max_size=8)), max_size=12)


@given(TEXTS)
def test_equal_texts_of_two_mechanisms_are_always_found(drawn):
    texts = {f"{place}": " ".join(words) for place, (_, words) in enumerate(drawn)}
    demands = [
        Demand(f"{place}", mechanism, text_key(texts[f"{place}"]), compared(texts[f"{place}"]))
        for place, (mechanism, _) in enumerate(drawn)
    ]
    found = {later for later, _ in alike(demands, lambda codes: {code: texts[code] for code in codes})}
    for place, one in enumerate(demands):
        if any(other.key == one.key and other.mechanism != one.mechanism for other in demands[:place]):
            assert one.code in found


@given(st.dates(), st.integers(1, 60), st.integers(-40, 40))
def test_months_are_counted_the_same_way_forwards_and_back(today, months, days):
    try:
        limit = months_before(today, months)
        day = limit.replace(year=limit.year) if days == 0 else limit.fromordinal(limit.toordinal() + days)
    except (ValueError, OverflowError):
        return
    assert (months_since(day, today) >= months) == (day <= limit)
