from datetime import date

import pytest
from desk import NOW
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from tracker.dates import typed_period
from tracker.errors import RuleBroken, StandsInTheWay, TrackerError
from tracker.followup.assess import record_view
from tracker.followup.assign import Wish, assign
from tracker.followup.journal import Journal
from tracker.followup.layouts import change_layout
from tracker.followup.place import place_review
from tracker.followup.spellings import add_spelling, remove_spelling
from tracker.followup.undo import undo
from tracker.followup.view import Proof, View
from tracker.models import Layout
from tracker.queries.find import find_recommendation
from tracker.vocabulary import BatchKind

TODAY = date(2026, 3, 2)
HEADER = ["No.", "Recommendation", "Lead agency", "Status", "Deadline", "Theme"]
FIRST = [
    HEADER,
    ["13", "Let every detainee see a lawyer", "MOJ", "Planned", "31.12.2026", "Detention"],
    ["21", "Investigate every allegation of torture", "", "", "", ""],
]
SECOND = [
    HEADER,
    ["13", "Let every detainee see a lawyer", "PGO", "Implemented", "30.06.2027", "Torture"],
    ["23", "Compensate the victims of torture", "MIA", "Continuous", "", ""],
]
WAITING = [["No.", "Recommendation"], ["40", "Publish the report of the visit"]]


@pytest.fixture
def laid(desk):
    desk.take(desk.sheet(FIRST), review="CAT-5", yes=True)
    desk.take(desk.sheet(WAITING, "waiting.xlsx"), yes=True)
    desk.sheet(SECOND, "second.xlsx")  # saved once: a workbook saved again is another file, and read anew
    with Session(desk.engine) as session, session.begin():
        journal = Journal(session, BatchKind.COMMAND, "layout kept", "Leyla", NOW)
        journal.add(Layout, name="Ministries", header="no recommendation", columns={"no": "reference"}, answers={})
        journal.flush()
    return desk


CODES = st.sampled_from(["CAT-5/13", "CAT-5/21", "TBC-X1/40", "CAT-5/40"])
AGENCIES = st.sampled_from(["MOJ", "MIA", "PGO"])
SOME = st.lists(AGENCIES, max_size=2).map(tuple)
VIEWS = st.builds(
    View,
    voice=st.sampled_from(["secretariat", "agency", "ombudsperson"]),
    status=st.sampled_from(["planned", "in_progress", "implemented", "superseded"]),
    dated_on=st.dates(date(2026, 1, 1), TODAY),
    agency=AGENCIES,
    note=st.sampled_from(["", "Before the Cabinet"]),
    proofs=st.lists(st.just(Proof("Law No. 12", date(2025, 5, 6))), max_size=1),
    measure=st.sampled_from(["", "Amend the law"]),
    due=st.one_of(
        st.none(), st.sampled_from([typed_period("2026-06-01"), typed_period("2026-Q2"), typed_period("2026")])
    ),
    newer=st.sampled_from(["", "CAT-5/21"]),
)
ACTS = st.one_of(
    st.tuples(st.just("assign"), CODES, st.builds(Wish, st.one_of(st.just(""), AGENCIES), SOME, SOME)),
    st.tuples(st.just("state"), CODES, VIEWS),
    st.tuples(st.just("spell"), AGENCIES, st.sampled_from(["Justice Ministry", "The Ministry", "Прокуратура"])),
    st.tuples(st.just("unspell"), AGENCIES, st.sampled_from(["Justice Ministry", "The Ministry", "Прокуратура"])),
    st.tuples(
        st.just("name"), st.sampled_from(["Ministries", "Agencies"]), st.sampled_from(["Ministries", "Agencies"])
    ),
    st.tuples(st.just("forget"), st.sampled_from(["Ministries", "Agencies"]), st.none()),
    st.tuples(st.just("place"), st.just("TBC-X1"), st.sampled_from(["CAT-5", "CAT-4"])),
    st.tuples(st.just("import"), st.just("second.xlsx"), st.none()),
)


def perform(journal, kind, subject, words):
    session = journal.session
    match kind:
        case "assign":
            assign(journal, find_recommendation(session, subject), words, TODAY)
        case "state":
            record_view(journal, find_recommendation(session, subject), words, TODAY)
        case "spell":
            add_spelling(journal, subject, words)
        case "unspell":
            remove_spelling(journal, subject, words)
        case "name":
            change_layout(journal, subject, rename=words, column=("Status", "status"), answer=("which review", words))
        case "forget":
            change_layout(journal, subject, forget=True)
        case "place":
            place_review(journal, subject, words)


def act(desk, kind, subject, words):
    """The batch of an act; none when the rules did not allow it."""
    if kind == "import":
        return desk.take(desk.folder / subject, review="CAT-5", yes=True).batch
    try:
        with Session(desk.engine) as session, session.begin():
            journal = Journal(session, BatchKind.COMMAND, kind, "Leyla", NOW)
            perform(journal, kind, subject, words)
            return journal.number
    except TrackerError:
        return None


def take_back(desk, batch):
    with Session(desk.engine) as session, session.begin():
        undo(session, batch, "Leyla", NOW)


def kept(desk):
    trail = {"batch", "change", "imported_sheet", "origin"}
    return {name: rows for name, rows in desk.everything().items() if name not in trail}


@settings(max_examples=20)
@given(acts=st.lists(ACTS, max_size=7))
def test_any_acts_taken_back_from_the_last_to_the_first_leave_nothing(laid, acts):
    before = kept(laid)
    done = [batch for batch in (act(laid, *words) for words in acts) if batch is not None]
    for batch in reversed(done):
        take_back(laid, batch)
    assert kept(laid) == before


@settings(max_examples=20)
@given(acts=st.lists(ACTS, min_size=1, max_size=4))
def test_an_act_that_the_rules_forbid_leaves_nothing(laid, acts):
    done = []
    for words in acts:
        before = laid.everything()
        batch = act(laid, *words)
        if batch is None:
            assert laid.everything() == before
        else:
            done.append(batch)
    for batch in reversed(done):
        take_back(laid, batch)


@settings(max_examples=40, derandomize=True, report_multiple_bugs=False)
@given(acts=st.lists(ACTS, min_size=2, max_size=6), order=st.randoms(use_true_random=False))
def test_in_any_order_an_act_is_taken_back_or_what_stands_in_its_way_is_named(laid, acts, order):
    before = kept(laid)
    left = [batch for batch in (act(laid, *words) for words in acts) if batch is not None]
    try:
        while left:
            batch = order.choice(left)
            try:
                take_back(laid, batch)
            except StandsInTheWay as said:
                named = {other for other in left if f"batch {other} (" in said.what}
                assert named
                assert min(named) > batch
                batch = max(left)
                take_back(laid, batch)
            left.remove(batch)
    finally:
        for batch in sorted(left, reverse=True):
            take_back(laid, batch)
    assert kept(laid) == before


def test_every_kind_of_act_is_among_those_tried(laid):
    tried = [
        ("assign", "CAT-5/13", Wish("MIA", ("PGO",))),
        ("state", "CAT-5/13", View("secretariat", "in_progress", TODAY, note="Before the Cabinet")),
        ("spell", "MOJ", "The Ministry"),
        ("unspell", "MOJ", "Justice Ministry"),
        ("name", "Ministries", "Agencies"),
        ("forget", "Agencies", None),
        ("place", "TBC-X1", "CAT-5"),
        ("import", "second.xlsx", None),
    ]
    assert all(act(laid, *words) for words in tried)
    with pytest.raises(RuleBroken), Session(laid.engine) as session, session.begin():
        place_review(Journal(session, BatchKind.COMMAND, "place", "Leyla", NOW), "CAT-5", "CAT-4")
