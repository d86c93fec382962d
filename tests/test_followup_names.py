import pytest
from desk import NOW
from sqlalchemy.orm import Session

from tracker.errors import NotFound
from tracker.followup.journal import Journal
from tracker.models import Alias
from tracker.queries.find import find_agency, find_recommendation
from tracker.vocabulary import BatchKind

UNIT = "CAT-5/13(b)"


@pytest.fixture
def laid(desk):
    rows = [
        ["No.", "Recommendation"],
        ["13 (b)", "Let every detainee see a lawyer from the first hour"],
        ["21", "Investigate every allegation of torture"],
    ]
    desk.take(desk.sheet(rows), review="CAT-5", yes=True)
    return desk


@pytest.mark.parametrize("typed", ["CAT-5/13(b)", "cat-5/13(b)", " CAT-5/13 (b) ", "Cat-5/13(B)"])
def test_a_code_is_found_whatever_its_case_and_spaces(laid, typed):
    with Session(laid.engine) as session:
        assert find_recommendation(session, typed).code == UNIT


@pytest.mark.parametrize(
    ("typed", "remedy"),
    [
        ("CAT-5/22", "Similar: CAT-5/21."),
        ("CAT-5/2", "Similar: CAT-5/13(b), CAT-5/21."),
        ("UPR-9/1", "See: tracker list"),
        ("CAT-5/13(c)", "Similar: CAT-5/13(b)."),
    ],
)
def test_a_code_that_is_not_there_is_answered_with_similar_ones(laid, typed, remedy):
    with Session(laid.engine) as session, pytest.raises(NotFound) as said:
        find_recommendation(session, typed)
    assert (said.value.what, said.value.remedy) == (f"there is no recommendation '{typed}'.", remedy)


@pytest.mark.parametrize("typed", ["CAT-5/%", "CAT-5/2_", "%"])
def test_a_code_is_no_pattern(laid, typed):
    with Session(laid.engine) as session, pytest.raises(NotFound):
        find_recommendation(session, typed)


@pytest.mark.parametrize("typed", ["MOJ", "moj", " MoJ ", "Ministry of Justice", "ƏDLİYYƏ NAZİRLİYİ", "минюст"])
def test_an_agency_is_found_by_its_key_and_every_spelling(laid, typed):
    with Session(laid.engine) as session:
        assert find_agency(session, typed) == "MOJ"


def test_an_agency_that_is_not_known_is_said(laid):
    with Session(laid.engine) as session, pytest.raises(NotFound, match="there is no agency 'Ministry of Magic'"):
        find_agency(session, "Ministry of Magic")


@pytest.mark.parametrize("typed", ["Min. Justice", "MIN  JUSTICE"])
def test_a_spelling_belongs_to_one_agency(laid, typed):
    laid.ok("agencies", "alias", "MOJ", "Min. Justice")
    before = laid.everything()
    told = laid.run("agencies", "alias", "MIA", typed)
    assert told.code == 1
    assert f"'{typed}' is a spelling of MOJ" in told.err
    assert f'tracker agencies alias MOJ --remove "{typed}"' in told.err
    assert laid.run("agencies", "alias", "MOJ", typed).code == 1
    assert laid.everything() == before


@pytest.mark.parametrize("typed", ["...", " ", "MOJ", "moj"])
def test_a_spelling_that_says_nothing_or_is_a_key_is_refused(laid, typed):
    before = laid.everything()
    assert laid.run("agencies", "alias", "MIA", typed).code == 1
    assert laid.everything() == before


def test_a_spelling_of_two_agencies_is_not_settled(laid):
    with Session(laid.engine) as session, session.begin():
        journal = Journal(session, BatchKind.COMMAND, "from the reference data", "Leyla", NOW)
        for agency in ("MIA", "MOJ"):
            journal.add(Alias, agency_key=agency, text="The Ministry", folded="the ministry", kind="name")
        journal.flush()
    with Session(laid.engine) as session, pytest.raises(NotFound, match="may be MIA or MOJ") as said:
        find_agency(session, "the ministry")
    assert said.value.remedy == "Use the key."
