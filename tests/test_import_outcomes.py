"""What becomes of a row: new, changed, same, conflict, refused or left out."""

from desk import outcomes

HEADER = ["No.", "Recommendation", "Lead agency", "Status"]


def test_first_import_is_new_second_is_the_same(desk):
    sheet = desk.sheet(
        [HEADER, ["140.1", "Ratify the Optional Protocol to the Convention against Torture", "MOJ", "Ongoing"]]
    )
    assert outcomes(desk.take(sheet, review="UPR-3", yes=True)) == {"new": 1}
    before = desk.everything()
    assert outcomes(desk.take(sheet, review="UPR-3", yes=True)) == {"same": 1}
    assert desk.everything() == before
