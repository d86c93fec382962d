"""What was registered by mistake is removed with a reason: a post, a letter; and a review is added by hand."""

import pytest
from rounds import open_round, with_recommendations

POST = "Head of the international department"
ENDED = ("posts", "end", "MOJ", POST)


@pytest.fixture
def kept(desk):
    open_round(with_recommendations(desk))
    desk.ok("posts", "add", "MOJ", POST)
    desk.ok("posts", "hold", "MOJ", POST, "Elçin Quliyev", "--from", "2025-01-01")
    desk.ok("posts", "hold", "MOJ", POST, "Nigar Əliyeva", "--from", "2025-06-01", "--alternate")
    desk.ok("letters", "received", "MOJ", "--request", "1", "--number", "7/1-33", "--date", "2026-03-01")
    return desk


def last(desk):
    return desk.run("batches", "--format", "json").json[0]["what"]


def test_a_post_goes_with_those_who_held_it_and_the_reason_stays(kept):
    told = kept.did("posts", "remove", "moj", POST.upper(), "--reason", "the department was dissolved")
    assert told == f"MOJ: post '{POST}' was removed, with 2 holders.\n"
    assert kept.run("posts", "--format", "json").json == []
    assert last(kept) == f"MOJ: post '{POST}' removed: the department was dissolved"
    assert kept.run("posts", "remove", "MOJ", POST, "--reason", "twice").code == 1


def test_the_time_of_a_holder_ends_on_a_day(kept):
    assert kept.did(*ENDED, "--on", "2026-02-28") == f"MOJ: Elçin Quliyev holds '{POST}' until 2026-02-28\n"
    (row,) = kept.run("posts", "--format", "json").json
    assert (row["holder"], row["before"]) == (None, ["Elçin Quliyev (2025-01-01 to 2026-02-28)"])
    assert kept.did(*ENDED, "nigar əliyeva", "--on", "2026-01-31").startswith("MOJ: Nigar Əliyeva")
    assert "nobody holds" in kept.run(*ENDED, "--on", "2026-03-01").err
    assert "Aysel does not hold" in kept.run(*ENDED, "Aysel", "--on", "2026-01-01").err
    assert "ends on 2026-02-28 already" in kept.run(*ENDED, "--on", "2026-02-28").err


def test_a_letter_goes_by_its_number(kept):
    told = kept.did("letters", "remove", "7/1-33", "--reason", "it answers another request")
    assert told == "Letter No. 7/1-33 of 2026-03-01 of MOJ was removed.\n"
    assert [row["direction"] for row in kept.run("letters", "--format", "json").json] == ["out", "out"]
    assert last(kept).endswith("removed: it answers another request")


def test_a_letter_that_others_answer_or_that_belongs_to_a_round_stays(kept):
    before = kept.everything()
    refused = kept.run("letters", "remove", "R1 MOJ letter", "--reason", "mistake")
    assert "is answered or reminded of by No. 7/1-33 of 2026-03-01 of MOJ" in refused.err
    refused = kept.run("letters", "remove", "R1 MIA letter", "--reason", "mistake")
    assert (refused.code, "belongs to the round that it asks in" in refused.err) == (1, True)
    assert kept.everything() == before


def test_a_number_of_two_letters_is_asked_about(kept):
    kept.ok("letters", "received", "MIA", "--request", "1", "--number", "7/1-33", "--date", "2026-03-01")
    refused = kept.run("letters", "remove", "7/1-33", "--reason", "mistake")
    assert (refused.code, "several letters have the number '7/1-33'" in refused.err) == (1, True)


def test_a_review_is_added_and_takes_a_sheet(kept):
    told = kept.did("reviews", "add", "ccpr", "5", "--symbol", "ccpr/c/aze/co/5", "--examined", "2026-11")
    assert told == "CCPR-5 was added. Its recommendations: tracker import FILE --review CCPR-5\n"
    rows = {row["code"]: row for row in kept.run("reviews", "--format", "json").json}
    assert (rows["CCPR-5"]["symbol"], rows["CCPR-5"]["examined"]) == ("CCPR/C/AZE/CO/5", "2026-11")
    sheet = kept.sheet([["No.", "Recommendation"], ["22", "Let everyone assemble in peace"]], "covenant.xlsx")
    kept.ok("import", sheet, "--review", "CCPR-5")
    assert "CCPR-5/22" in {row["code"] for row in kept.listing()}
    refused = kept.run("undo", last_number(kept, "add review"))
    assert "later changes build on it" in refused.err


def last_number(desk, what):
    found = desk.run("batches", "--format", "json").json
    return str(next(row["batch"] for row in found if row["what"].startswith(what)))


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("CCPR", "4"), "CCPR-4 is in the register already"),
        (("CRC", "6"), "CRC-5-6 is in the register already"),
        (("CCPR", "fifth"), "'fifth' is not a cycle"),
        (("Magic", "5"), "there is no mechanism 'Magic'"),
        (("TBC", "1"), "has no reviews that the group follows up"),
        (("CCPR", "5", "--symbol", "CCPR/C/GEO/CO/5"), "is a document of GEO, not of AZE"),
        (("CCPR", "5", "--symbol", "CAT/C/AZE/CO/9"), "is a document of CAT, not of CCPR"),
        (("CCPR", "6", "--symbol", "CCPR/C/AZE/CO/5"), "is a document of 5, not of 6"),
        (("UPR", "5", "--symbol", "A/HRC/39/14"), "A/HRC/39/14 is the document of UPR-3"),
        (("CCPR", "5", "--symbol", "a paper"), "'a paper' is not a UN symbol"),
        (("CCPR", "5", "--adopted", "2026-Q2"), "is not a day, a month or a year"),
    ],
)
def test_a_review_that_cannot_be_is_refused(quick_desk, words, why):
    before = quick_desk.everything()
    refused = quick_desk.run("reviews", "add", *words)
    assert refused.code != 0
    assert why in refused.err
    assert quick_desk.everything() == before


def test_a_review_into_which_waiting_rows_were_placed_is_not_undone_under_them(kept):
    lost = kept.sheet([["No.", "Recommendation"], ["99", "Give every detainee a doctor at once"]], "lost.xlsx", "Notes")
    kept.ok("import", lost, "--yes")
    kept.ok("reviews", "add", "CCPR", "5")
    added = last_number(kept, "add review")
    (waiting,) = [row["code"] for row in kept.run("reviews", "--format", "json").json if row["provisional"]]
    kept.ok("reviews", "--place", waiting, "CCPR-5")
    before = kept.everything()
    refused = kept.run("undo", added)
    assert (refused.code, "later changes build on it" in refused.err) == (1, True)
    assert kept.everything() == before
