from dataclasses import replace
from datetime import date

import pytest
from desk import NOW
from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.dates import Period
from tracker.errors import RuleBroken
from tracker.followup.assess import record_view
from tracker.followup.journal import Journal
from tracker.followup.view import Proof, View
from tracker.models import Assessment, Status, Transition
from tracker.queries.find import find_recommendation
from tracker.queries.on_record import OnRecord
from tracker.vocabulary import BatchKind, Precision

TODAY = date(2026, 3, 2)
RULES = [
    ("not_started", "planned", "agency"),
    ("not_started", "in_progress", "agency"),
    ("planned", "in_progress", "agency"),
    ("in_progress", "partially_implemented", "either"),
    ("in_progress", "implemented", "either"),
    ("partially_implemented", "implemented", "either"),
    ("in_progress", "ongoing_continuous", "secretariat"),
    ("ongoing_continuous", "implemented", "secretariat"),
    ("not_started", "implemented", "secretariat"),
    ("any open", "not_implemented", "secretariat"),
    ("any open", "superseded", "secretariat"),
    ("implemented", "in_progress", "secretariat"),
    ("not_accepted", "in_progress", "secretariat"),
    ("superseded", "in_progress", "secretariat"),
    ("not_implemented", "planned", "agency"),
]
OPEN = ["not_started", "planned", "in_progress", "partially_implemented", "ongoing_continuous", "not_implemented"]
STATUSES = [*OPEN, "implemented", "not_accepted", "superseded", "out_of_mandate"]
ENTERED_BY_THE_SECRETARIAT_ALONE = {"ongoing_continuous", "not_implemented", "superseded"}
EVERYTHING_NEEDED = {
    "note": "The law is in force; the courts still have to be trained",
    "proofs": [Proof("Law No. 12 of 6 May 2025", date(2025, 5, 6))],
    "measure": "Train the judges",
    "due": Period(date(2026, 12, 31), Precision.DAY, "2026-12-31"),
    "newer": "UPR-3/140.2",
}


@pytest.fixture
def session(quick_desk):
    """A register with a recommendation that the State noted; nothing is kept."""
    sheet = quick_desk.sheet(
        [
            ["No.", "Recommendation", "Position", "Lead agency"],
            ["140.1", "Abolish the provisions on defamation in the Criminal Code", "Noted", "MOJ"],
            ["140.2", "Decriminalise defamation", "Noted", "MOJ"],
        ]
    )
    quick_desk.take(sheet, review="UPR-3", yes=True)
    with Session(quick_desk.engine) as session:
        yield session
        session.rollback()


def stand_at(session, status):
    journal = Journal(session, BatchKind.COMMAND, "status", "Leyla", NOW)
    item = find_recommendation(session, "UPR-3/140.1")
    if status is not None:
        journal.add(
            Assessment,
            recommendation_id=item.id,
            voice="secretariat",
            status_code=status,
            dated_on=date(2025, 3, 1),
            date_basis="stated",
            substantiated=True,
        )
        journal.flush()
    return journal, item


def say(session, start, target, voice):
    """What is recorded when a voice says a status with everything that it could need."""
    with session.begin_nested() as attempt:
        journal, item = stand_at(session, start)
        agency = "MOJ" if voice == "agency" else None
        support = {} if voice == "ombudsperson" else EVERYTHING_NEEDED
        view = View(voice=voice, status=target, dated_on=TODAY, agency=agency, **support)
        done = record_view(journal, item, view, TODAY)
        attempt.rollback()
        return done


def reached(session, start, voice):
    found = set()
    for target in STATUSES:
        try:
            say(session, start, target, voice)
        except RuleBroken:
            continue
        found.add(target)
    return found


def ways(start, *who):
    starts = (start, "any open") if start in OPEN else (start,)
    return {target for origin, target, by in RULES if origin in starts and by in who}


def test_the_shipped_ways_are_those_of_the_rules(session):
    shipped = session.execute(select(Transition.from_status, Transition.to_status, Transition.who)).all()
    assert sorted(map(tuple, shipped)) == sorted(RULES)


def test_the_shipped_statuses_are_open_closed_or_outside(session):
    standing = dict(session.execute(select(Status.code, Status.standing)).all())
    outside = {"not_accepted": "outside", "out_of_mandate": "outside"}
    assert standing == {**dict.fromkeys(OPEN, "open"), "implemented": "closed", "superseded": "closed", **outside}


@pytest.mark.parametrize(("start", "target"), [rule[:2] for rule in RULES if rule[0] != "any open"])
def test_a_way_of_the_rules_is_open_to_the_secretariat(session, start, target):
    assert say(session, start, target, "secretariat").after == target


@pytest.mark.parametrize("target", ["not_implemented", "superseded"])
@pytest.mark.parametrize("start", OPEN)
def test_what_is_open_can_end_without_action_or_be_superseded(session, start, target):
    assert say(session, start, target, "secretariat").after == target
    with pytest.raises(RuleBroken, match=f"only the secretariat can set '{target}'"):
        say(session, start, target, "agency")


@pytest.mark.parametrize("start", STATUSES)
def test_no_other_way_is_open_to_the_secretariat(session, start):
    renewed = {start} - {"out_of_mandate"}
    assert reached(session, start, "secretariat") == ways(start, "agency", "either", "secretariat") | renewed


def test_from_an_unknown_status_every_way_is_open_to_the_secretariat(session):
    assert reached(session, None, "secretariat") == set(STATUSES) - {"out_of_mandate"}


@pytest.mark.parametrize("start", [None, *STATUSES])
def test_an_agency_claims_what_it_sees_whatever_the_status_is(session, start):
    reserved = ENTERED_BY_THE_SECRETARIAT_ALONE | {"not_accepted", "out_of_mandate"}
    assert reached(session, start, "agency") == {*STATUSES} - reserved


def test_a_claim_may_lack_what_its_confirmation_needs(session):
    journal, item = stand_at(session, "planned")
    record_view(journal, item, View(voice="agency", agency="MOJ", status="implemented", dated_on=TODAY), TODAY)
    (claim,) = session.scalars(select(Assessment).where(Assessment.voice == "agency"))
    assert (claim.status_code, claim.substantiated) == ("implemented", False)


def test_a_status_that_was_recorded_wrongly_is_corrected_with_a_reason(session):
    journal, item = stand_at(session, "implemented")
    view = View(voice="secretariat", status="partially_implemented", dated_on=TODAY, correction="the sheet was misread")
    with pytest.raises(RuleBroken, match="'partially_implemented' needs evidence"):
        record_view(journal, item, view, TODAY)
    record_view(journal, item, replace(view, status="planned", measure="Train", due=EVERYTHING_NEEDED["due"]), TODAY)
    assert OnRecord(session, [item.id]).said_by(item.id, "secretariat")[0].note == "the sheet was misread"
    with pytest.raises(RuleBroken, match="only the secretariat corrects a status"):
        record_view(journal, item, replace(view, voice="agency", agency="MOJ"), TODAY)


@pytest.mark.parametrize("start", [None, *STATUSES])
def test_the_ombudsperson_is_bound_to_no_way(session, start):
    assert reached(session, start, "ombudsperson") == set(STATUSES)


def test_a_refusal_says_which_ways_there_are(session):
    with pytest.raises(RuleBroken, match="from 'planned' to 'implemented'; possible: in_progress, not_impl") as said:
        say(session, "planned", "implemented", "secretariat")
    assert said.value.remedy == "If 'planned' was recorded wrongly, correct it: --correct \"the reason\"."


def test_what_is_outside_the_mandate_is_no_status_to_set(session):
    with pytest.raises(RuleBroken, match="the mechanism decides what is outside"):
        say(session, None, "out_of_mandate", "secretariat")


def test_a_status_of_an_earlier_day_is_measured_by_what_stood_then(session):
    journal, item = stand_at(session, "implemented")
    view = View(voice="secretariat", status="planned", dated_on=date(2023, 5, 1), **EVERYTHING_NEEDED)
    assert record_view(journal, item, view, TODAY).after == "planned"


def test_an_agency_whose_claim_was_reopened_goes_on_from_there(session):
    journal, item = stand_at(session, "in_progress")
    for voice, status, day in (
        ("agency", "implemented", date(2025, 6, 1)),
        ("secretariat", "implemented", date(2025, 7, 1)),
        ("secretariat", "in_progress", date(2025, 9, 1)),
        ("agency", "partially_implemented", date(2025, 12, 1)),
    ):
        agency = "MOJ" if voice == "agency" else None
        record_view(
            journal, item, View(voice=voice, status=status, dated_on=day, agency=agency, **EVERYTHING_NEEDED), TODAY
        )
    said = session.scalars(select(Assessment.status_code).where(Assessment.agency_key == "MOJ")).all()
    assert sorted(said) == ["implemented", "partially_implemented"]
