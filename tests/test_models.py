from datetime import date, timedelta

import pytest
from sqlalchemy import delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from tracker import vocabulary
from tracker.models import (
    Assessment,
    Assignment,
    Base,
    Batch,
    Evidence,
    Mechanism,
    Recommendation,
    RecommendingState,
    Register,
    Review,
)

DAY = date(2026, 3, 2)
UNIT = {"code": "CAT-5/13(b)", "reference": "13(b)", "sub": 0, "text": "Let detainees see a lawyer", "sort_key": "13"}
PART = {"recommendation_id": 1, "agency_key": "MOJ", "role": "lead", "began_on": DAY}
SAID = {
    "recommendation_id": 1,
    "voice": "secretariat",
    "status_code": "planned",
    "dated_on": DAY,
    "date_basis": "stated",
    "substantiated": True,
}


@pytest.fixture
def at_work(desk):
    """A connection to a register with one recommendation; nothing is kept."""
    with desk.engine.connect() as connection:
        review = connection.scalar(select(Review.id).where(Review.code == "CAT-5"))
        common = {"batch_id": 1, "review_id": review, "search_text": "", "text_key": ""}
        connection.execute(insert(Recommendation).values(id=1, **common, **UNIT))
        yield connection
        connection.rollback()


def put(connection, model, **values):
    connection.execute(insert(model).values(batch_id=1, **values))


def refused(connection, model, **values):
    with pytest.raises(IntegrityError), connection.begin_nested():
        put(connection, model, **values)


def unit(connection, **other):
    review = connection.scalar(select(Review.id).where(Review.code == "CAT-5"))
    return {"id": 2, "review_id": review, "search_text": "", "text_key": "", **UNIT, "code": "CAT-5/14", **other}


@pytest.mark.parametrize(
    ("model", "values"),
    [
        (Assignment, {**PART, "agency_key": "NOBODY"}),
        (Assignment, {**PART, "recommendation_id": 99}),
        (Assessment, {**SAID, "status_code": "done"}),
        (Assessment, {**SAID, "newer_id": 99}),
        (Evidence, {"recommendation_id": 1, "text": "Law No. 12", "assessment_id": 99}),
        (Evidence, {"recommendation_id": 1, "text": "Law No. 12", "origin_id": 99}),
    ],
)
def test_nothing_refers_to_what_is_not_there(at_work, model, values):
    refused(at_work, model, id=1, **values)


def test_a_batch_that_is_not_there_put_nothing_in(at_work):
    with pytest.raises(IntegrityError), at_work.begin_nested():
        at_work.execute(insert(Assignment).values(id=1, batch_id=99, **PART))


def test_what_others_refer_to_is_not_deleted(at_work):
    with pytest.raises(IntegrityError), at_work.begin_nested():
        at_work.execute(delete(Review).where(Review.code == "CAT-5"))


@pytest.mark.parametrize(
    ("model", "values"),
    [
        (Assignment, {**PART, "role": "helping"}),
        (Assessment, {**SAID, "voice": "press"}),
        (Assessment, {**SAID, "date_basis": "guess"}),
    ],
)
def test_a_word_outside_its_vocabulary_is_refused(at_work, model, values):
    refused(at_work, model, id=1, **values)


@pytest.mark.parametrize(("column", "word"), [("position", "rejected"), ("due_precision", "soon")])
def test_a_recommendation_keeps_to_its_vocabularies(at_work, column, word):
    refused(at_work, Recommendation, **unit(at_work, reference="14", **{column: word}))


@pytest.mark.parametrize(("model", "column"), [(Mechanism, "mandate"), (Batch, "kind")])
def test_mandates_and_kinds_of_acts_are_closed(at_work, model, column):
    with pytest.raises(IntegrityError), at_work.begin_nested():
        at_work.execute(update(model).values({column: "perhaps"}))


@pytest.mark.parametrize(
    ("model", "column", "kind", "values"),
    [
        (Assignment, "role", vocabulary.Role, PART),
        (Assessment, "date_basis", vocabulary.DateBasis, SAID),
    ],
)
def test_every_word_of_a_vocabulary_is_taken(at_work, model, column, kind, values):
    for number, word in enumerate(kind, start=1):
        with at_work.begin_nested() as kept:
            put(at_work, model, id=number, **{**values, column: word.value})
            kept.rollback()


def test_every_voice_is_taken_and_only_an_agency_names_itself(at_work):
    for number, voice in enumerate(vocabulary.Voice, start=1):
        speaker = {"agency_key": "MOJ"} if voice == vocabulary.Voice.AGENCY else {}
        put(at_work, Assessment, id=number, **{**SAID, "voice": voice.value, **speaker})
        refused(at_work, Assessment, id=99, **{**SAID, "voice": voice.value, "agency_key": None if speaker else "MOJ"})


def test_a_view_says_a_status_or_a_grade(at_work):
    refused(at_work, Assessment, id=1, **{**SAID, "status_code": None})
    put(at_work, Assessment, id=1, **{**SAID, "voice": "committee", "status_code": None, "grade": "C"})


def test_two_agencies_never_lead_at_once(at_work):
    put(at_work, Assignment, id=1, **PART)
    refused(at_work, Assignment, id=2, **{**PART, "agency_key": "MIA"})
    at_work.execute(update(Assignment).where(Assignment.id == 1).values(ended_on=DAY))
    put(at_work, Assignment, id=2, **{**PART, "agency_key": "MIA"})


def test_an_agency_has_one_part_at_a_time(at_work):
    put(at_work, Assignment, id=1, **PART)
    refused(at_work, Assignment, id=2, **{**PART, "role": "contributing"})


def test_any_number_of_agencies_contribute(at_work):
    for number, agency in enumerate(["MOJ", "MIA", "PGO", "MLSPP"], start=1):
        put(at_work, Assignment, id=number, **{**PART, "role": "contributing", "agency_key": agency})


def test_a_part_does_not_end_before_it_began(at_work):
    refused(at_work, Assignment, id=1, **PART, ended_on=DAY - timedelta(days=1))
    put(at_work, Assignment, id=1, **PART, ended_on=DAY)


def test_a_unit_stands_once_in_a_review(at_work):
    refused(at_work, Recommendation, **unit(at_work))
    put(at_work, Recommendation, **unit(at_work, sub=1))


def test_a_code_stands_once_in_the_register(at_work):
    other = at_work.scalar(select(Review.id).where(Review.code == "CAT-4"))
    refused(at_work, Recommendation, **unit(at_work, code="CAT-5/13(b)", review_id=other))


def test_units_without_numbers_stand_side_by_side(at_work):
    put(at_work, Recommendation, **unit(at_work, reference=None))
    put(at_work, Recommendation, **unit(at_work, reference=None, id=3, code="CAT-5/U2"))


def test_a_recommendation_has_a_text(at_work):
    refused(at_work, Recommendation, **unit(at_work, reference="14", text=""))


def test_a_state_recommends_a_thing_once(at_work):
    put(at_work, RecommendingState, id=1, recommendation_id=1, name="Slovenia", place=0)
    refused(at_work, RecommendingState, id=2, recommendation_id=1, name="Slovenia", place=1)


def test_a_register_is_of_one_state(at_work):
    other = {"state": "GEO", "state_name": "Georgia", "group_name": "", "group_basis": "", "secretariat": "MFA"}
    with pytest.raises(IntegrityError), at_work.begin_nested():
        at_work.execute(insert(Register).values(id=2, **other))


def test_every_constraint_has_a_name():
    unnamed = [
        (name, type(rule).__name__)
        for name, table in Base.metadata.tables.items()
        for rule in table.constraints
        if not rule.name
    ]
    assert unnamed == []
