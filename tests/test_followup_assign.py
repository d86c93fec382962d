from datetime import date

import pytest
from desk import NOW
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.followup.assign import Wish, assign, proposed_lead
from tracker.followup.journal import Journal
from tracker.models import Assignment, Change
from tracker.queries.find import find_recommendation
from tracker.vocabulary import BatchKind

UNIT = "CAT-5/13(b)"


def lay(desk):
    rows = [
        ["No.", "Recommendation"],
        ["13 (b)", "Let every detainee see a lawyer from the first hour"],
        ["21", "Investigate every allegation of torture"],
    ]
    desk.take(desk.sheet(rows), review="CAT-5", yes=True)
    return desk


@pytest.fixture
def laid(desk):
    return lay(desk)


@pytest.fixture
def quick(quick_desk):
    return lay(quick_desk)


def parts(desk):
    """Every part that an agency ever had, in the order in which it was given."""
    with Session(desk.engine) as session:
        query = select(Assignment.agency_key, Assignment.role, Assignment.began_on, Assignment.ended_on)
        return [tuple(row) for row in session.execute(query.order_by(Assignment.id))]


def answering(desk, code=UNIT):
    row = desk.one(code)
    return row["lead"], row["contributing"]


def test_one_leads_and_others_contribute(laid):
    told = laid.did("assign", UNIT, "--lead", "MOJ", "--contributing", "MIA", "--contributing", "PGO")
    assert told == "CAT-5/13(b): MOJ leads; MIA contributes; PGO contributes\n"
    assert answering(laid) == ("MOJ", ["MIA", "PGO"])


def test_a_second_lead_ends_the_first_ones_part(laid):
    laid.ok("assign", UNIT, "--lead", "MOJ", "--date", "2026-01-10")
    told = laid.did("assign", UNIT, "--lead", "MIA", "--date", "2026-02-20")
    assert told == "CAT-5/13(b): MOJ no longer leads (MIA leads now); MIA leads\n"
    assert parts(laid) == [
        ("MOJ", "lead", date(2026, 1, 10), date(2026, 2, 20)),
        ("MIA", "lead", date(2026, 2, 20), None),
    ]


def test_who_contributed_and_leads_now_no_longer_contributes(laid):
    laid.ok("assign", UNIT, "--lead", "MOJ", "--contributing", "MIA")
    laid.ok("assign", UNIT, "--lead", "MIA")
    assert answering(laid) == ("MIA", [])


def test_the_former_lead_may_contribute(laid):
    laid.ok("assign", UNIT, "--lead", "MOJ")
    laid.ok("assign", UNIT, "--lead", "MIA", "--contributing", "MOJ")
    assert answering(laid) == ("MIA", ["MOJ"])


def test_who_is_taken_off_stays_in_the_history(laid):
    laid.ok("assign", UNIT, "--lead", "MOJ", "--contributing", "MIA", "--date", "2026-01-10")
    laid.ok("assign", UNIT, "--off", "MIA", "--off", "MOJ", "--date", "2026-02-20")
    assert answering(laid) == (None, [])
    assert [(agency, ended) for agency, _, _, ended in parts(laid)] == [
        ("MOJ", date(2026, 2, 20)),
        ("MIA", date(2026, 2, 20)),
    ]
    with Session(laid.engine) as session:
        told = session.execute(select(Change.table_name, Change.field, Change.new).order_by(Change.id)).all()
    assert list(map(tuple, told)) == [("assignment", "ended_on", "2026-02-20")] * 2


def test_a_part_ends_no_earlier_than_it_began(laid):
    laid.ok("assign", UNIT, "--lead", "MOJ", "--date", "2026-02-20")
    laid.ok("assign", UNIT, "--off", "MOJ", "--date", "2026-01-10")
    assert parts(laid) == [("MOJ", "lead", date(2026, 2, 20), date(2026, 2, 20))]


@pytest.mark.parametrize(
    "words",
    [
        ["--lead", "MOJ"],
        ["--contributing", "MIA"],
        ["--contributing", "MOJ"],
        ["--off", "PGO"],
        ["--lead", "MOJ", "--contributing", "MIA", "--contributing", "MIA"],
    ],
)
def test_what_is_so_already_changes_nothing(quick, words):
    quick.ok("assign", UNIT, "--lead", "MOJ", "--contributing", "MIA")
    before = parts(quick)
    assert quick.ok("assign", UNIT, *words) == "CAT-5/13(b): nothing to change\n"
    assert parts(quick) == before


def test_several_recommendations_are_assigned_in_one_act(quick):
    quick.ok("assign", UNIT, "CAT-5/21", "--lead", "MOJ")
    assert [answering(quick, code)[0] for code in (UNIT, "CAT-5/21")] == ["MOJ", "MOJ"]
    assert quick.run("batches", "--format", "json").json[0]["what"] == "assign CAT-5/13(b), CAT-5/21"


def test_the_same_recommendation_named_twice_is_assigned_once(quick):
    quick.ok("assign", UNIT, "cat-5/13 (B)", "--lead", "MOJ")
    assert len(parts(quick)) == 1


def test_if_one_of_several_cannot_be_assigned_none_is(quick):
    before = quick.everything()
    told = quick.run("assign", UNIT, "CAT-5/99", "--lead", "MOJ")
    assert (told.code, quick.everything()) == (1, before)


def test_what_is_outside_the_mandate_is_never_assigned(quick_desk):
    rows = [
        ["Mechanism", "No.", "Recommendation"],
        ["Special Rapporteur on torture", "5", "Close the detention centre"],
    ]
    quick_desk.take(quick_desk.sheet(rows), yes=True)
    code = quick_desk.listing()[0]["code"]
    for words in (["assign", code, "--lead", "MOJ"], ["status", code, "not_started"]):
        told = quick_desk.run(*words)
        assert (told.code, "outside the group's mandate" in told.err) == (1, True)
    assert parts(quick_desk) == []


@pytest.mark.parametrize(
    ("review", "proposed"),
    [("CAT-5", ("MFA", "given")), ("CRPD-2-3", ("MLSPP", "given")), ("UPR-3", ("MFA", "to confirm"))],
)
def test_the_lead_on_the_mechanism_is_proposed(quick_desk, review, proposed):
    quick_desk.take(
        quick_desk.sheet([["No.", "Recommendation"], ["7", "Ratify the Convention"]]), review=review, yes=True
    )
    with Session(quick_desk.engine) as session:
        assert proposed_lead(session, find_recommendation(session, f"{review}/7")) == proposed
    assert f"proposed lead {proposed[0]}" in quick_desk.ok("assign", f"{review}/7")
    assert answering(quick_desk, f"{review}/7") == (None, [])
    quick_desk.ok("assign", f"{review}/7", "--proposed")
    assert answering(quick_desk, f"{review}/7") == (proposed[0], [])


def test_no_lead_is_proposed_where_nobody_leads_on_the_mechanism(quick_desk):
    quick_desk.take(quick_desk.sheet([["No.", "Recommendation"], ["7", "Ratify the Convention"]]), yes=True)
    with Session(quick_desk.engine) as session:
        assert proposed_lead(session, find_recommendation(session, "TBC-X1/7")) is None


AGENCIES = st.sampled_from(["MOJ", "MIA", "PGO", "MFA"])
WISHES = st.builds(
    Wish,
    lead=st.one_of(st.just(""), AGENCIES),
    contributing=st.lists(AGENCIES, max_size=2).map(tuple),
    off=st.lists(AGENCIES, max_size=1).map(tuple),
)


@settings(max_examples=20)
@given(wishes=st.lists(st.tuples(WISHES, st.dates(date(2026, 1, 1), date(2026, 1, 9))), max_size=6))
def test_after_any_wishes_one_leads_at_most_and_nothing_was_deleted(laid, wishes):
    with Session(laid.engine) as session, session.begin() as attempt:
        journal = Journal(session, BatchKind.COMMAND, "assign", "Leyla", NOW)
        ever: set[int] = set()
        for wish, day in wishes:
            assign(journal, find_recommendation(session, UNIT), wish, day)
            rows = session.scalars(select(Assignment)).all()
            active = [row for row in rows if row.ended_on is None]
            leads = [row.agency_key for row in active if row.role == "lead"]
            assert len(leads) <= 1
            assert len(active) == len({row.agency_key for row in active})
            assert ever <= {row.id for row in rows}
            ever = {row.id for row in rows}
            if wish.lead:
                assert leads == [wish.lead]
            assert not {row.agency_key for row in active} & ({*wish.off} - {wish.lead, *wish.contributing})
        attempt.rollback()
