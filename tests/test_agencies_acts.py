"""An agency is added, renamed, closed, or gets another spelling: each shown and undone; sheets that name it by an old
name are understood."""

import pytest
from desk import outcomes, questions

TEXTS = (
    "Let independent visitors into all places of detention",
    "Record every questioning of a detained person on video",
    "Open a shelter for women in each district",
)


def rows(lead, *more):
    header = ["No.", "Recommendation", "Lead agency", "Contributing"]
    return [header, *([f"138.{number}", text, lead, *more] for number, text in enumerate(TEXTS, start=1))]


@pytest.fixture
def kept(desk):
    desk.take(desk.sheet(rows("Ministry of Justice", "MIA")), review="UPR-4", yes=True)
    return desk


def agencies(desk):
    return {row["key"]: row for row in desk.run("agencies", "--format", "json").json}


def undo(desk, told):
    return desk.ok("undo", told.strip().rpartition(" ")[2])


def content(desk):
    """All rows but those of the journal itself."""
    return {name: found for name, found in desk.everything().items() if name not in ("batch", "change")}


ACTS = {
    "add": ("agencies", "add", "MOT", "Ministry of Tourism", "--az", "Turizm Nazirliyi", "--kind", "ministry"),
    "rename": ("agencies", "rename", "MOJ", "--name", "Ministry of Law", "--az", "Hüquq Nazirliyi"),
    "close": ("agencies", "close", "MOJ"),
    "merge": ("agencies", "close", "MOJ", "--on", "2026-02-01", "--into", "MIA"),
    "alias": ("agencies", "alias", "MOJ", "The Minister of Justice's office"),
    "wrong alias": ("agencies", "alias", "MOJ", "--remove", "Ministry of Justice"),
}


@pytest.mark.parametrize("act", ACTS)
def test_an_act_is_done_kept_in_the_journal_and_undone(kept, act):
    before = content(kept)
    told = kept.ok(*ACTS[act])
    number = told.strip().rpartition(" ")[2]
    assert content(kept) != before
    assert f"To undo it: tracker undo {number}" in told
    last = kept.run("batches", "--format", "json").json[0]
    assert (str(last["batch"]), last["who"]) == (number, "Leyla")
    kept.ok("undo", number)
    assert content(kept) == before


def test_an_added_agency_is_one_like_the_others(kept):
    kept.ok(*ACTS["add"])
    assert agencies(kept)["MOT"]["name_az"] == "Turizm Nazirliyi"
    kept.ok("assign", "UPR-4/138.1", "--lead", "turizm nazirliyi")
    assert kept.one("UPR-4/138.1")["lead"] == "MOT"
    assert questions(kept.take(kept.sheet(rows("Ministry of Tourism"), "next.xlsx"), review="UPR-4")) == []
    assert kept.one("UPR-4/138.2")["lead"] == "MOT"


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("add", "MOJ", "Another ministry"), "MOJ is another agency already"),
        (("add", "mot-1", "Ministry of Tourism"), "'mot-1' is not a key"),
        (("add", "MOT", "Ministry of Justice"), "'Ministry of Justice' means MOJ already"),
        (("add", "MINJUST", "Ministry of Tourism", "--az", "Ədliyyə Nazirliyi"), "means MOJ already"),
        (("add", "MOT", "  "), "needs a name"),
        (("rename", "MOJ", "--name", "Ministry of Internal Affairs"), "means MIA already"),
        (("rename", "MOJ", "--az", "..."), "has no letter or digit"),
        (("close", "MFA"), "the secretariat of the group"),
        (("close", "MOJ", "--on", "2026-03-03"), "2026-03-03 is in the future"),
        (("close", "MOJ", "--into", "moj"), "cannot take over from itself"),
        (("alias", "MOJ", "MIA"), "is a spelling of MIA"),
    ],
)
def test_what_cannot_be_is_refused_and_changes_nothing(kept, words, why):
    before = kept.everything()
    refused = kept.run("agencies", *words)
    assert (refused.code, why in refused.err) == (1, True), refused.err
    assert kept.everything() == before


def test_a_renamed_agency_is_known_by_both_names(kept):
    kept.ok(*ACTS["rename"])
    assert agencies(kept)["MOJ"]["name"] == "Ministry of Law"
    for number, name in enumerate(("Ministry of Law", "Ministry of Justice", "Hüquq Nazirliyi", "Ədliyyə Nazirliyi")):
        found = kept.take(kept.sheet(rows(name, "MIA"), f"{number}.xlsx"), review="UPR-4", yes=True)
        assert (outcomes(found), name) == ({"same": 3}, name)
    assert kept.ok("agencies", "rename", "MOJ", "--name", "Ministry of Law") == "MOJ: nothing to change\n"


def test_the_recommendations_of_a_merged_agency_move_and_its_past_stays(kept):
    kept.ok("assign", "UPR-4/138.3", "--lead", "MIA", "--contributing", "MOJ")
    told = kept.ok("agencies", "close", "MOJ", "--into", "MIA")
    assert "3 recommendations moved to MIA: UPR-4/138.1, UPR-4/138.2, UPR-4/138.3" in told
    assert [(row["lead"], row["contributing"]) for row in kept.listing()] == [("MIA", [])] * 3
    assert "MOJ" in kept.ok("history", "UPR-4/138.1")
    assert agencies(kept)["MOJ"]["closed"] == "2026-03-02, into MIA"
    undo(kept, told)
    assert [row["lead"] for row in kept.listing()] == ["MOJ", "MOJ", "MIA"]


def test_a_sheet_that_names_a_merged_agency_means_its_successor(kept):
    kept.ok("agencies", "add", "MIS", "Ministry of the Interior and Security")
    kept.ok("agencies", "close", "MOJ", "--into", "MIA")
    kept.ok("agencies", "close", "MIA", "--into", "MIS")
    again = kept.take(kept.sheet(rows("Ministry of Justice"), "old.xlsx"), review="UPR-4", yes=True)
    assert outcomes(again) == {"same": 3}
    assert {row["lead"] for row in kept.listing()} == {"MIS"}


def test_a_closed_agency_without_a_successor_is_understood_and_listed(kept):
    told = kept.ok("agencies", "close", "MOJ")
    assert "3 recommendations left to be reassigned: UPR-4/138.1, UPR-4/138.2, UPR-4/138.3" in told
    assert outcomes(kept.take(kept.sheet(rows("MOJ", "MIA"), "old.xlsx"), review="UPR-4", yes=True)) == {"same": 3}
    found = kept.run("check", "--kind", "closed agency", "--format", "json").json
    assert {row["what"] for row in found} == {"MOJ was closed on 2026-03-02; assign another agency"}
    assert "MOJ was closed" in kept.run("assign", "UPR-4/138.1", "--contributing", "MOJ").err
    kept.ok("assign", "--filter", "agency=MOJ", "--filter", "role=lead", "--lead", "PGO", "--off", "MOJ")
    assert kept.run("check", "--kind", "closed agency", "--format", "json").json == []


def test_a_closed_agency_gets_no_letters(kept):
    kept.ok("request", "open", "--title", "Spring", "--due", "2026-04-01", "-o", kept.folder / "spring")
    kept.ok("agencies", "close", "MOJ")
    kept.ok("request", "open", "--title", "May", "--due", "2026-05-01", "-o", kept.folder / "may")
    kept.ok("request", "remind", "1", "-o", kept.folder / "reminders")
    sent = [row["agency"] for row in kept.run("letters", "--format", "json").json]
    assert sent == ["MIA", "MOJ", "MIA", "MIA"]
    refused = kept.run("request", "remind", "1", "--agency", "MOJ", "-o", kept.folder / "more")
    assert (refused.code, "MOJ was closed" in refused.err) == (1, True)


def test_a_closed_agency_is_not_proposed(kept):
    misspelt = kept.sheet(rows("Ministry of Justise"), "misspelt.xlsx")
    (question,) = kept.take(misspelt, review="UPR-4").questions
    assert question.candidates[0] == "MOJ"
    kept.ok("agencies", "close", "MOJ")
    (question,) = kept.take(misspelt, review="UPR-4").questions
    assert "MOJ" not in question.possible


def test_the_lead_of_a_mechanism_that_was_merged_is_its_successor(kept):
    table = [["No.", "Recommendation"], ["22", "Teach the rights of the child in every school"]]
    kept.take(kept.sheet(table, "crc.xlsx"), review="CRC-5-6", yes=True)
    assert "SCFWCA" in kept.ok("assign", "CRC-5-6/22")
    kept.ok("agencies", "close", "SCFWCA", "--into", "MLSPP")
    assert "MLSPP" in kept.ok("assign", "CRC-5-6/22")


def test_a_closed_agency_is_closed_once_and_takes_nothing_over(kept):
    kept.ok("agencies", "close", "MOJ", "--into", "MIA")
    assert "MOJ was closed on 2026-03-02, into MIA" in kept.run("agencies", "close", "MOJ").err
    assert "MOJ was closed on 2026-03-02" in kept.run("agencies", "close", "PGO", "--into", "MOJ").err


@pytest.mark.parametrize(
    "later",
    [
        ("agencies", "alias", "MOT", "Tourism"),
        ("posts", "add", "MOT", "Focal point"),
        ("assign", "UPR-4/138.1", "--lead", "MOT"),
        ("agencies", "close", "MOJ", "--into", "MOT"),
        ("agencies", "rename", "MOT", "--name", "Ministry of Travel"),
    ],
)
def test_what_refers_to_an_added_agency_stands_in_the_way_of_its_undo(kept, later):
    told = kept.ok(*ACTS["add"])
    number = told.strip().rpartition(" ")[2]
    kept.ok(*later)
    before = kept.everything()
    refused = kept.run("undo", number)
    assert (refused.code, "later changes build on it" in refused.err) == (1, True)
    assert kept.everything() == before
    kept.ok("undo", str(int(number) + 1))
    kept.ok("undo", number)
    assert "MOT" not in agencies(kept)


def test_an_agency_that_the_reference_data_name_stays(kept):
    folder = kept.folder / "own"
    folder.mkdir()
    told = kept.ok(*ACTS["add"])
    (folder / "leads.csv").write_text("mechanism,agency,basis\nCED,MFA,given\n", encoding="utf-8")
    with kept.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE mechanism SET lead_agency = 'MOT' WHERE code = 'CED'")
    refused = kept.run("undo", told.strip().rpartition(" ")[2])
    assert (refused.code, "the reference data of the register (mechanism) build on it" in refused.err) == (1, True)


def test_agencies_that_people_added_survive_an_update_of_the_reference_data(kept):
    kept.ok(*ACTS["add"])
    kept.ok(*ACTS["rename"])
    kept.ok("init")
    found = agencies(kept)
    assert (found["MOT"]["name"], found["MOJ"]["name"]) == ("Ministry of Tourism", "Ministry of Law")


def test_the_spellings_of_an_agency_are_listed(kept):
    kept.ok("agencies", "alias", "MOJ", "Min. Justice")
    assert "Min. Justice" in kept.ok("agencies", "alias", "MOJ")
    assert "not both" in kept.run("agencies", "alias", "MOJ", "A", "--remove", "B").err
    assert "What is the new name?" in kept.run("agencies", "rename", "MOJ").err
