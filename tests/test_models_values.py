from datetime import datetime, timedelta, timezone
from itertools import islice

import pytest
from sqlalchemy import delete, insert, select, text
from sqlalchemy.exc import StatementError
from sqlalchemy.orm import Session

from tracker.database import engine_for
from tracker.followup.journal import Journal
from tracker.models import Batch, Change, Layout
from tracker.textkey import compared, text_key
from tracker.vocabulary import BatchKind

IN_BAKU = datetime(2026, 3, 2, 14, 30, tzinfo=timezone(timedelta(hours=4)))


@pytest.fixture
def at_work(desk):
    """A connection to a register; nothing is kept."""
    with desk.engine.connect() as connection:
        yield connection
        connection.rollback()


def test_a_moment_keeps_its_instant_whatever_the_zone_it_was_given_in(at_work):
    at_work.execute(insert(Batch).values(id=50, kind="command", summary="", who="Leyla", at=IN_BAKU))
    found = at_work.scalar(select(Batch.at).where(Batch.id == 50))
    assert (found, found.utcoffset()) == (IN_BAKU, timedelta(0))


def test_a_moment_is_given_back_in_utc_by_a_server_of_another_zone(postgres):
    engine = engine_for(postgres())
    with engine.connect() as connection:
        connection.execute(text("SET TIME ZONE 'Asia/Baku'"))
        found = connection.scalar(select(Batch.at).where(Batch.id == 1))
    engine.dispose()
    assert found.utcoffset() == timedelta(0)


def test_a_moment_without_a_zone_is_refused(at_work):
    with pytest.raises(StatementError, match="a moment needs its time zone"):
        at_work.execute(insert(Batch).values(kind="command", summary="", who="Leyla", at=IN_BAKU.replace(tzinfo=None)))


def test_words_of_all_alphabets_and_lists_come_back_as_they_were(at_work):
    columns = {"tövsiyə": "text", "статус": "status"}
    at_work.execute(
        insert(Layout).values(id=1, batch_id=1, name="Nazirlik cədvəli", header="№", columns=columns, answers={})
    )
    assert at_work.execute(select(Layout.name, Layout.columns, Layout.answers)).one() == (
        "Nazirlik cədvəli",
        columns,
        {},
    )


def test_empty_values_of_many_rows_come_back_as_they_were(desk):
    """A column that is empty in all rows stands in the statement itself; one whose values are only equal does not."""
    with Session(desk.engine) as session, session.begin():
        journal = Journal(session, BatchKind.COMMAND, "", "Leyla", IN_BAKU)
        numbers = list(islice(journal.numbers, 2))
        columns = {"id": numbers, "row_id": (0, 0), "field": ("due", "due"), "old": (0, False), "new": (None, None)}
        journal.add_columns(Change, columns, table_name="it's 100 %")
        journal.flush()
        names = Change.table_name, Change.row_id, Change.old, Change.new
        found = session.execute(select(*names).where(Change.id.in_(numbers)).order_by(Change.id)).all()
        session.rollback()
    assert [repr(tuple(row)) for row in found] == ['("it\'s 100 %", 0, 0, None)', '("it\'s 100 %", 0, False, None)']


def test_texts_that_differ_in_signs_and_case_alone_are_the_same_text():
    same = ["Ratify the OP-CAT.", "ratify   the op CAT", "«Ratify» the OP/CAT;"]
    assert {text_key(form) for form in same} == {text_key(same[0])}
    assert text_key("Do not ratify the OP-CAT") != text_key(same[0])
    assert compared("İşgəncəyə qarşı: mübarizə!") == "isgenceye qarsi mubarize"


def test_the_numbers_of_acts_are_never_used_again(at_work):
    at_work.execute(insert(Batch).values(kind="command", summary="", who="Leyla", at=IN_BAKU))
    last = at_work.scalar(text("SELECT max(id) FROM batch"))
    at_work.execute(delete(Batch).where(Batch.id == last))
    at_work.execute(insert(Batch).values(kind="command", summary="", who="Leyla", at=IN_BAKU))
    assert at_work.scalar(text("SELECT max(id) FROM batch")) > last
