"""How people lay out their tables: columns of agencies, texts that go on below, cards, sheets of a year each."""

from desk import outcomes

PROTOCOL = "Ratify the Optional Protocol to the Convention against Torture"
LAW = "Adopt a comprehensive law against discrimination"
SHELTERS = "Strengthen the protection of victims of domestic violence"


def others(desk, code):
    """The columns without a field of a recommendation, as the sheet has them."""
    (source,) = desk.run("show", code, "--format", "json").json["sources"]
    return source["other_columns"]


def test_what_an_agency_says_in_a_column_of_its_own_is_not_the_status_of_the_group(desk):
    header = ["No", "Recommendation", "MOJ", "MIA", "MOH"]
    rows = [["140.1", PROTOCOL, "In progress", "Implemented", ""], ["140.2", LAW, "Not started", "", "Implemented"]]
    desk.take(desk.sheet([header, *rows]), review="UPR-4", yes=True)
    assert [row["status"] for row in desk.listing()] == [None, None]
    assert others(desk, "UPR-4/140.1") == {"MOJ": "In progress", "MIA": "Implemented"}


def test_remarks_below_the_names_of_agencies_are_no_names_of_agencies(desk):
    header = ["No", "Recommendation", "Ministry of Justice", "Ministry of Health", "Status"]
    rows = [
        ["140.1", PROTOCOL, "Draft law prepared", "", "In progress"],
        ["140.2", LAW, "Experts met", "Staff trained", "Planned"],
    ]
    result = desk.take(desk.sheet([header, *rows]), review="UPR-4", yes=True)
    assert outcomes(result) == {"new": 2}
    assert result.questions == []
    assert others(desk, "UPR-4/140.2") == {"Ministry of Justice": "Experts met", "Ministry of Health": "Staff trained"}
