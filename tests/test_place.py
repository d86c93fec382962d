"""Rows that waited for their review are placed into it."""

from sqlalchemy.orm import Session

from tracker.models import Recommendation


def waiting(desk):
    """A sheet of which nobody knows the review; gives the code under which its rows wait."""
    desk.take(
        desk.sheet([["Recommendation", "Lead"], ["Publish the results of every inspection of a prison", "MOJ"]]),
        yes=True,
    )
    return desk.listing()[0]["review"]


def review_of(desk, mechanism):
    """A review of a mechanism, by a sheet that names it."""
    rows = [["Body", "Recommendation"], [mechanism, "Let every visitor of the mandate into the country without delay"]]
    desk.take(desk.sheet(rows, "other.xlsx"), yes=True)
    return next(row["review"] for row in desk.listing() if row["text"].startswith("Let every visitor"))


def test_rows_that_turn_out_to_be_outside_the_mandate_are_kept_apart(desk):
    wait = waiting(desk)
    target = review_of(desk, "Special Rapporteur on torture")
    desk.ok("reviews", "--place", wait, target)
    placed = next(row for row in desk.listing() if row["text"].startswith("Publish"))
    assert (placed["review"], placed["out_of_mandate"]) == (target, True)
    with Session(desk.engine) as session:
        assert all(item.out_reason for item in session.query(Recommendation))


def test_rows_of_the_group_s_own_mechanisms_stay_in_its_mandate(desk):
    desk.ok("reviews", "--place", waiting(desk), "CAT-5")
    assert [(row["review"], row["out_of_mandate"]) for row in desk.listing()] == [("CAT-5", False)]
