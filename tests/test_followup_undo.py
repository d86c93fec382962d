import pytest
from desk import outcomes
from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.followup.undo import touched_codes
from tracker.models import Assignment

HEADER = ["No.", "Recommendation", "Lead agency", "Status", "Measures", "Deadline", "Theme"]
UNIT = "CAT-5/13(b)"
TRAIL = {"batch", "change", "imported_sheet", "origin"}


def first_sheet(desk):
    lawyer = ["13 (b)", "Let every detainee see a lawyer", "MOJ", "Planned", "Draft law", "31.12.2026", "Detention"]
    return desk.sheet([HEADER, lawyer, ["21", "Investigate every allegation of torture", *[""] * 5]], "first.xlsx")


def second_sheet(desk):
    lawyer = ["13 (b)", "Let every detainee see a lawyer", "PGO", "In progress", "Law passed", "30.06.2027", "Torture"]
    return desk.sheet([HEADER, lawyer, ["23 (a)", "Compensate victims of torture", *[""] * 5]], "second.xlsx")


@pytest.fixture
def laid(desk):
    desk.take(first_sheet(desk), review="CAT-5", yes=True)
    return desk


def kept(desk):
    """The register without the trail of acts."""
    return {name: rows for name, rows in desk.everything().items() if name not in TRAIL}


def last(desk):
    return str(desk.run("batches", "--format", "json").json[0]["batch"])


def do(desk, *words):
    desk.ok(*words)
    return last(desk)


def test_an_import_is_taken_back_whole(desk):
    before = kept(desk)
    desk.take(first_sheet(desk), review="CAT-5", yes=True)
    told = desk.ok("undo", last(desk))
    assert "(import of first.xlsx) was undone" in told
    assert kept(desk) == before
    assert desk.listing() == []


def test_what_an_import_changed_returns(laid):
    before = kept(laid)
    assert outcomes(laid.take(second_sheet(laid), review="CAT-5", yes=True)) == {"changed": 1, "new": 1}
    assert kept(laid) != before
    laid.ok("undo", last(laid))
    assert kept(laid) == before


def test_a_sheet_that_was_taken_back_can_be_imported_again(laid):
    laid.take(second_sheet(laid), review="CAT-5", yes=True)
    laid.ok("undo", last(laid))
    assert outcomes(laid.take(second_sheet(laid), review="CAT-5", yes=True)) == {"changed": 1, "new": 1}


@pytest.mark.parametrize(
    "words",
    [
        ["assign", UNIT, "--lead", "MIA", "--contributing", "PGO"],
        ["assign", UNIT, "CAT-5/21", "--off", "MOJ"],
        ["status", UNIT, "in_progress", "--note", "Before the Cabinet"],
        ["status", UNIT, "planned", "--measure", "Amend the law", "--due", "2027-03-01"],
        [
            "status",
            UNIT,
            "in_progress",
            "--voice",
            "agency",
            "--agency",
            "MOJ",
            "--note",
            "Draft",
            "--evidence",
            "Bill",
        ],
        ["agencies", "alias", "MOJ", "Min. of Justice"],
        ["agencies", "alias", "MOJ", "--remove", "Justice Ministry"],
    ],
)
def test_a_command_is_taken_back_whole(laid, words):
    before = kept(laid)
    act = do(laid, *words)
    assert kept(laid) != before
    laid.ok("undo", act)
    assert kept(laid) == before


def test_the_trail_of_what_was_taken_back_stays(laid):
    act = do(laid, "assign", UNIT, "--lead", "MIA")
    laid.ok("undo", act)
    undone, done, *_ = laid.run("batches", "--format", "json").json
    assert (done["what"], done["undone_by"]) == (f"assign {UNIT}", undone["batch"])
    assert (undone["what"], undone["kind"], undone["who"]) == (f"undo batch {act}", "undo", "Leyla")


def test_what_was_taken_back_is_said_in_numbers(laid):
    told = laid.ok("undo", do(laid, "assign", UNIT, "--lead", "MIA", "--contributing", "PGO"))
    assert "2 entries removed, 1 value restored" in told


def test_what_later_acts_build_on_is_not_taken_back(laid):
    imported = last(laid)
    assigned = do(laid, "assign", UNIT, "--lead", "MIA")
    stated = do(laid, "status", "CAT-5/21", "in_progress", "--note", "Under way")
    before = laid.everything()
    told = laid.run("undo", imported)
    assert told.code == 1
    assert f"batch {stated} (status CAT-5/21 in_progress (secretariat)); batch {assigned} (assign {UNIT})" in told.err
    assert f"the latest first: {stated}, {assigned}." in told.err
    assert laid.everything() == before


def test_once_the_later_acts_are_taken_back_the_earlier_one_can_be(laid):
    imported, act = last(laid), do(laid, "assign", UNIT, "--lead", "MIA")
    assert laid.run("undo", imported).code == 1
    laid.ok("undo", act)
    laid.ok("undo", imported)
    assert laid.listing() == []


def test_a_value_changed_twice_is_taken_back_from_the_end(laid):
    first = do(laid, "status", UNIT, "planned", "--due", "2027-03-01")
    second = do(laid, "status", UNIT, "planned", "--due", "2027-09-01")
    assert (laid.run("undo", first).code, laid.one(UNIT)["due"]) == (1, "2027-09-01")
    laid.ok("undo", second)
    assert laid.one(UNIT)["due"] == "2027-03-01"
    laid.ok("undo", first)
    assert laid.one(UNIT)["due"] == "2026-12-31"


def test_acts_on_different_things_are_taken_back_in_any_order(laid):
    before = kept(laid)
    first, second = do(laid, "assign", UNIT, "--lead", "MIA"), do(laid, "assign", "CAT-5/21", "--lead", "PGO")
    laid.ok("undo", first)
    laid.ok("undo", second)
    assert kept(laid) == before


def test_of_many_later_acts_the_latest_eight_are_described_and_all_numbered(laid):
    imported = last(laid)
    later = [do(laid, "status", UNIT, "planned", "--note", f"Round {number}") for number in range(10)]
    told = laid.run("undo", imported)
    assert "and 2 more" in told.err
    assert f"the latest first: {', '.join(reversed(later))}." in told.err


@pytest.mark.parametrize(
    ("batch", "said"), [("99", "See: tracker batches"), ("1", "Only imports and commands can be undone.")]
)
def test_what_cannot_be_taken_back_is_said(laid, batch, said):
    before = laid.everything()
    told = laid.run("undo", batch)
    assert (told.code, said in told.err, laid.everything()) == (1, True, before)


def test_an_act_is_taken_back_once_and_an_undo_never(laid):
    act = do(laid, "assign", UNIT, "--lead", "MIA")
    undone = do(laid, "undo", act)
    assert f"undone already (by batch {undone})" in laid.run("undo", act).err
    assert "cannot be undone" in laid.run("undo", undone).err


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (["assign", UNIT, "--off", "MOJ"], ["assign", UNIT, "--lead", "MIA"]),
        (["assign", UNIT, "--off", "MOJ"], ["assign", UNIT, "--contributing", "MOJ"]),
        (
            ["agencies", "alias", "MOJ", "--remove", "Justice Ministry"],
            ["agencies", "alias", "MOJ", "Justice Ministry"],
        ),
    ],
)
def test_what_returns_must_find_its_place_free(laid, first, second):
    act, later = do(laid, *first), do(laid, *second)
    told = laid.run("undo", act)
    assert (told.code, f"batch {later}" in told.err) == (1, True)


def test_a_sheet_that_was_taken_back_is_no_source_any_more(laid):
    laid.take(second_sheet(laid), review="CAT-5", yes=True)
    laid.ok("undo", last(laid))
    assert [source["file"] for source in laid.run("show", UNIT, "--format", "json").json["sources"]] == ["first.xlsx"]


def test_the_recommendations_that_an_act_touched_are_known(laid):
    imported = int(last(laid))
    changed = laid.take(second_sheet(laid), review="CAT-5", yes=True).batch
    with Session(laid.engine) as session:
        assert touched_codes(session, imported) == [UNIT, "CAT-5/21"]
        assert touched_codes(session, changed) == [UNIT, "CAT-5/23(a)"]
        assert session.scalar(select(Assignment.batch_id).where(Assignment.agency_key == "PGO")) == changed
