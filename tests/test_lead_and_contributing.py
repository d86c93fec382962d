"""The agency that leads does not contribute, whatever a sheet says and whatever of it waits for a person."""

from itertools import count

import pytest
from desk import outcomes
from hypothesis import given, settings
from hypothesis import strategies as st
from register import REGISTER, taken

HEADER = REGISTER[1]
AGENCIES = ("MOJ", "MIA", "MOH")
LEADS = st.sampled_from(AGENCIES)
OTHERS = st.lists(st.sampled_from(AGENCIES), unique=True)
DAYS = st.sampled_from((", as of 1 March 2025", ", as of 1 March 2026", ""))


def parts(desk, code):
    row = desk.one(code)
    return row["lead"], row["contributing"]


def test_a_lead_that_waits_does_not_make_the_present_lead_contribute(desk):
    taken(desk)
    desk.ok("assign", "138.1", "--lead", "MIA")
    again = taken(desk, "other.xlsx")
    assert outcomes(again) == {"conflict": 1, "same": 2}
    assert parts(desk, "UPR-4/138.1") == ("MIA", [])
    desk.ok("resolve", "--field", "lead", "--mechanism", "UPR", "--theirs")
    assert parts(desk, "UPR-4/138.1") == ("MOJ", [])


def test_an_agency_goes_on_contributing_while_its_lead_waits(desk):
    taken(desk)
    desk.ok("assign", "138.1", "--lead", "MIA", "--contributing", "MOJ")
    assert outcomes(taken(desk, "other.xlsx")) == {"conflict": 1, "same": 2}
    assert parts(desk, "UPR-4/138.1") == ("MIA", ["MOJ"])


def test_a_new_lead_that_a_colleague_made_contribute_later_leads_alone(desk):
    """The day of the sheet is after that of the lead, and before that of the contributing agency."""
    taken(desk)
    desk.ok("assign", "138.1", "--contributing", "MOH")
    rows = [REGISTER[0], HEADER, ["138.1", "Ratify the Optional Protocol", "MOH", "MIA", "", ""]]
    desk.take(desk.sheet(rows, "other.xlsx"), review="UPR-4", yes=True)
    assert parts(desk, "UPR-4/138.1") == ("MOH", ["MIA"])
    assert desk.run("conflicts", "--format", "json").json == []


@pytest.fixture
def numbers():
    return count(1)


@given(
    before=st.tuples(LEADS, OTHERS),
    typed=st.none() | st.tuples(LEADS, OTHERS),
    said=st.tuples(LEADS, OTHERS),
    day=DAYS,
)
@settings(max_examples=20)
def test_an_agency_never_leads_and_contributes(desk, numbers, before, typed, said, day):
    number = f"140.{next(numbers)}"

    def take(title, lead, others, name):
        row = [number, f"Give every court in district {number} a library", lead, "; ".join(others), "", ""]
        return desk.take(desk.sheet([[title], HEADER, row], name), review="UPR-4", yes=True)

    take("Matrix, as of 1 December 2025", *before, f"{number}.xlsx")
    if typed is not None:
        lead, others = typed
        adds = [word for agency in others if agency != lead for word in ("--contributing", agency)]
        desk.ok("assign", number, "--lead", lead, *adds)
    take(f"Matrix{day}", *said, f"{number} again.xlsx")
    leads, contribute = parts(desk, f"UPR-4/{number}")
    assert leads in AGENCIES
    assert leads not in contribute
