"""The register as it was: what it knew after an act, whatever was done since."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session
from test_returned_properties import ACTS, Office, fresh  # noqa: F401

from tracker.models import Base
from tracker.queries.as_of import last_batch
from tracker.queries.snapshot import register_after


def dump(session):
    """All rows of all tables, in a fixed order."""
    return {
        name: sorted(repr(sorted(row.items())) for row in session.execute(select(table)).mappings())
        for name, table in Base.metadata.tables.items()
    }


@given(acts=st.lists(ACTS, min_size=2, max_size=10), at=st.integers(0, 9))
@settings(max_examples=15)
def test_what_the_register_knew_is_read_back_whatever_was_done_since(fresh, acts, at):  # noqa: F811
    office = Office(fresh)
    states = {}
    for act in (("export",), *acts):
        office.act(*act)
        with Session(fresh.engine) as session:
            states[last_batch(session)] = dump(session)
    batch = sorted(states)[at % len(states)]
    with Session(fresh.engine) as session, register_after(session, batch) as copy:
        found = dump(copy)
    assert {name: rows for name, rows in found.items() if rows != states[batch][name]} == {}


def test_an_import_that_was_undone_later_is_there(desk):
    rows = [["No.", "Recommendation", "Lead agency", "Status"], ["138.1", "Adopt the law", "MOJ", "Planned"]]
    desk.take(desk.sheet(rows), review="UPR-4", yes=True)
    with Session(desk.engine) as session:
        before, number = dump(session), last_batch(session)
    desk.ok("undo", str(number))
    with Session(desk.engine) as session, register_after(session, number) as copy:
        assert dump(copy) == before
    with Session(desk.engine) as session, register_after(session, number - 1) as copy:
        assert dump(copy)["recommendation"] == []


@pytest.fixture
def march(desk, monkeypatch):
    """A register that was filled in January and changed in February; now it is March."""
    monkeypatch.setenv("TRACKER_TODAY", "2026-01-12")
    rows = [
        ["No.", "Recommendation", "Lead agency", "Status", "Deadline"],
        ["138.1", "Adopt the law", "MOJ", "Planned", "2026-02-01"],
    ]
    desk.ok("import", desk.sheet(rows), "--review", "UPR-4", "--yes")
    monkeypatch.setenv("TRACKER_TODAY", "2026-02-10")
    desk.ok("status", "UPR-4/138.1", "in_progress", "--note", "Work has begun")
    desk.ok("recommendation", "correct", "UPR-4/138.1", "--text", "Adopt the law on visits", "--reason", "misprint")
    monkeypatch.setenv("TRACKER_TODAY", "2026-03-02")
    return desk


def test_list_show_and_check_tell_what_the_register_knew(march):
    (then,) = march.listing("--as-of", "2026-02-09")
    assert (then["status"], then["text"]) == ("planned", "Adopt the law")
    assert "Planned" in march.ok("show", "UPR-4/138.1", "--as-of", "2026-01-31")
    assert "planned for 2026-02-01, which is past" in march.ok("check", "--as-of", "2026-02-05")
    assert "which is past" not in march.ok("check", "--as-of", "2026-01-31")
    (now,) = march.listing("--as-of", "2026-02-10")
    assert (now["status"], now["text"]) == ("in_progress", "Adopt the law on visits")


def test_a_report_of_an_earlier_day_counts_as_it_did_then(march):
    march.ok("report", "progress", "--as-of", "2026-02-05", "-o", march.folder / "then.json")
    then = json.loads((march.folder / "then.json").read_text(encoding="utf-8"))
    assert (then["figures"]["Under way"], then["figures"]["Overdue"]) == (0, 1)


def test_a_day_before_the_register_or_still_to_come_is_refused(march):
    told = march.run("list", "--as-of", "2025-01-01")
    assert (told.code, "the register did not exist on that day. It was created on 2026-01-05." in told.err) == (1, True)
    told = march.run("list", "--as-of", "2026-04-01")
    assert (told.code, "2026-04-01 is in the future" in told.err) == (2, True)
