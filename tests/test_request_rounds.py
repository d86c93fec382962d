"""Rounds by their commands: opened whole or not at all, listed, shown, reminded of, written again, taken back."""

from datetime import date

import pytest
from rounds import FIRST, SECOND, THIRD, answer, file_of, open_round, with_recommendations

from tracker.cli.files import filling
from tracker.errors import TrackerError


@pytest.fixture
def desk_with_round(quick_desk):
    open_round(with_recommendations(quick_desk))
    return quick_desk


def standings(desk, number=1):
    return {
        row["agency"]: row for row in desk.run("request", "show", str(number), "--format", "json").json["standings"]
    }


def files_in(folder):
    return sorted(str(file.relative_to(folder)) for file in folder.rglob("*") if file.is_file())


def test_every_agency_with_a_part_gets_its_folder(desk):
    with_recommendations(desk)
    told = desk.ok("request", "open", "--title", "Spring", "--due", "2026-04-15", "-o", desk.folder / "round")
    assert told.splitlines()[0] == f"Round 1 asks 2 agencies to reply by 2026-04-15: {desk.folder / 'round'}"
    assert files_in(desk.folder / "round") == [
        "MIA - Ministry of Internal Affairs/R1 MIA contributing.xlsx",
        "MIA - Ministry of Internal Affairs/R1 MIA lead.xlsx",
        "MIA - Ministry of Internal Affairs/R1 MIA letter.docx",
        "MIA - Ministry of Internal Affairs/R1 MIA mail.eml",
        "MOJ - Ministry of Justice/R1 MOJ contributing.xlsx",
        "MOJ - Ministry of Justice/R1 MOJ lead.xlsx",
        "MOJ - Ministry of Justice/R1 MOJ letter.docx",
        "MOJ - Ministry of Justice/R1 MOJ mail.eml",
    ]


def test_a_round_asks_about_what_the_filter_chooses(quick_desk):
    folder = open_round(with_recommendations(quick_desk), "--agency", "MOJ", "--role", "lead", "--text", "medical")
    assert files_in(folder) == [
        f"MOJ - Ministry of Justice/R1 MOJ {name}" for name in ("lead.xlsx", "letter.docx", "mail.eml")
    ]
    assert {key: row["asked"] for key, row in standings(quick_desk).items()} == {"MOJ": 1}


def test_folders_have_names_that_every_system_can_keep(quick_desk):
    rows = [
        ["No.", "Recommendation", "Lead agency"],
        ["7", "Publish the figures", "PMG"],
        ["8", "Train the staff", "NGOC"],
    ]
    quick_desk.take(quick_desk.sheet(rows), review="CAT-5", yes=True)
    folder = open_round(quick_desk)
    names = sorted(place.name for place in folder.iterdir())
    assert names == [
        "NGOC - Agency (formerly Council) for State Support to NGOs",
        "PMG - Permanent Mission of Azerbaijan to the UN Office and",
    ]


@pytest.mark.parametrize(
    ("options", "why"),
    [
        (["--title", "A", "--due", "2026-03-01"], "the due date 2026-03-01 is in the past"),
        (["--title", " ", "--due", "2026-04-15"], "the round needs a title"),
        (
            ["--title", "A", "--due", "2026-04-15", "--text", "nothing like it"],
            "no recommendation in the group's mandate matches",
        ),
        (["--title", "A", "--due", "2026-04-15", "--review", "XYZ"], "there is no review 'XYZ'"),
    ],
)
def test_what_cannot_be_asked_is_told_and_nothing_is_written(quick_desk, options, why):
    before = with_recommendations(quick_desk).everything()
    told = quick_desk.run("request", "open", *options, "-o", quick_desk.folder / "round")
    assert (told.code, told.out) == (1, "")
    assert why in told.err
    assert quick_desk.everything() == before
    assert not (quick_desk.folder / "round").exists()


def test_a_day_that_is_none_is_wrong_usage(quick_desk):
    told = quick_desk.run("request", "open", "--title", "A", "--due", "soon", "-o", quick_desk.folder / "round")
    assert told.code == 2


def test_a_round_whose_files_cannot_be_written_is_not_kept(quick_desk):
    before = with_recommendations(quick_desk).everything()
    (quick_desk.folder / "round").write_text("a file in the way")
    told = quick_desk.run(
        "request", "open", "--title", "A", "--due", "2026-04-15", "-o", quick_desk.folder / "round" / "inside"
    )
    assert told.code == 1
    assert "cannot be written" in told.err
    assert quick_desk.everything() == before
    assert not list(quick_desk.folder.glob(".round-*"))


def test_nothing_that_lies_in_the_folder_is_overwritten(desk_with_round):
    folder = desk_with_round.folder / "round"
    letter = file_of(folder, "MOJ", "letter.docx")
    letter.write_bytes(b"edited by hand")
    before = files_in(folder)
    told = desk_with_round.run("request", "write", "1", "-o", folder)
    assert told.code == 1
    assert "8 of the files exist already. Choose another folder" in told.err
    assert letter.read_bytes() == b"edited by hand"
    assert files_in(folder) == before


def fill(target, *, full):
    """Fill a folder on a disk that may be full."""
    with filling(target) as made:
        (made / "one.txt").write_text("one")
        if full:
            raise OSError(28, "No space left on device")


def test_a_folder_is_filled_whole_or_not_at_all(tmp_path):
    target = tmp_path / "deep" / "round"
    with pytest.raises(TrackerError, match="No space left"):
        fill(target, full=True)
    assert list(tmp_path.iterdir()) == []
    fill(target, full=False)
    assert files_in(tmp_path) == ["deep/round/one.txt"]


def test_a_round_written_again_is_the_same_files(desk_with_round):
    desk_with_round.ok("assign", FIRST, "--lead", "MIA")
    desk_with_round.ok("request", "write", "1", "-o", desk_with_round.folder / "again")
    first, again = desk_with_round.folder / "round", desk_with_round.folder / "again"
    assert files_in(first) == files_in(again)
    assert [name for name in files_in(first) if (first / name).read_bytes() != (again / name).read_bytes()] == []


def test_rounds_are_listed_the_latest_first(desk_with_round):
    open_round(desk_with_round, "--language", "az", out="second", title="Yaz sorğusu")
    answer(desk_with_round, "MOJ", FIRST)
    rows = desk_with_round.run("request", "list", "--format", "json").json
    assert rows[0] == {
        "number": 2,
        "title": "Yaz sorğusu",
        "opened": "2026-03-02",
        "due": "2026-04-15",
        "language": "az",
        "agencies": 2,
        "answered": 0,
        "in_part": 1,
        "no_answer": 1,
    }
    assert rows[1]["number"] == 1
    assert "Yaz sorğusu" in desk_with_round.ok("request", "list")


def test_before_the_first_round_the_list_says_how_to_open_one(quick_desk):
    assert quick_desk.ok("request", "list") == "There are no rounds yet. See: tracker request open --help\n"


def test_a_round_shows_who_has_answered_in_part_or_not_at_all(desk_with_round, monkeypatch):
    answer(desk_with_round, "MIA", FIRST, SECOND, on=date(2026, 4, 20))
    answer(desk_with_round, "MOJ", THIRD, on=date(2026, 4, 10))
    monkeypatch.setenv("TRACKER_TODAY", "2026-05-01")
    told = standings(desk_with_round)
    assert {key: (row["answered"], row["asked"], row["state"], row["days_late"]) for key, row in told.items()} == {
        "MOJ": (1, 3, "in part", 16),
        "MIA": (2, 2, "answered", 5),
    }
    assert told["MIA"]["last_answer"] == "2026-04-20"
    assert told["MOJ"]["asked_by"] == "R1 MOJ letter"
    assert list(told) == ["MOJ", "MIA"], "those that owe most come first"
    shown = desk_with_round.ok("request", "show", "1")
    assert shown.startswith("Round 1: Spring review, due 2026-04-15\n")
    assert shown.endswith(f"MOJ has not replied on: {FIRST}, {SECOND}\n")
    assert (told["MOJ"]["missing"], told["MIA"]["missing"]) == ([FIRST, SECOND], [])


def test_a_round_that_is_not_there_is_said_to_be_none(quick_desk):
    for words in (["show", "7"], ["remind", "7", "-o", "x"], ["write", "7", "-o", "x"]):
        told = quick_desk.run("request", *words)
        assert told.code == 1
        assert "there is no round 7. See: tracker request list" in told.err


def test_only_those_who_owe_something_are_reminded(desk_with_round):
    answer(desk_with_round, "MIA", FIRST, SECOND)
    out = desk_with_round.folder / "again"
    told = desk_with_round.did("request", "remind", "1", "-o", out)
    assert told == f"Round 1: reminders to MOJ: {out}\n"
    assert files_in(out) == [
        f"MOJ - Ministry of Justice/R1 MOJ {name}"
        for name in ("contributing.xlsx", "lead.xlsx", "reminder 1 mail.eml", "reminder 1.docx")
    ]
    assert standings(desk_with_round)["MOJ"]["reminders"] == 1


def test_a_reminder_brings_the_workbook_as_it_was_sent(desk_with_round):
    answer(desk_with_round, "MOJ", FIRST)
    desk_with_round.ok("request", "remind", "1", "--agency", "MOJ", "-o", desk_with_round.folder / "again")
    first, again = (file_of(desk_with_round.folder / name, "MOJ", "lead.xlsx") for name in ("round", "again"))
    assert first.read_bytes() == again.read_bytes()


def test_the_second_reminder_has_a_name_of_its_own(desk_with_round):
    for _ in range(2):
        desk_with_round.ok("request", "remind", "1", "--agency", "MOJ", "-o", desk_with_round.folder / f"again {_}")
    assert file_of(desk_with_round.folder / "again 1", "MOJ", "reminder 2.docx").exists()


@pytest.mark.parametrize(
    ("agency", "why"), [("MIA", "MIA has replied to round 1 in full"), ("MOH", "MOH was not asked in round 1")]
)
def test_nobody_is_reminded_who_owes_nothing(desk_with_round, agency, why):
    answer(desk_with_round, "MIA", FIRST, SECOND)
    told = desk_with_round.run("request", "remind", "1", "--agency", agency, "-o", desk_with_round.folder / "again")
    assert told.code == 1
    assert why in told.err
    assert not (desk_with_round.folder / "again").exists()


def test_when_all_have_answered_there_is_nothing_to_remind_of(desk_with_round):
    answer(desk_with_round, "MIA", FIRST, SECOND)
    answer(desk_with_round, "MOJ", FIRST, SECOND, THIRD)
    told = desk_with_round.run("request", "remind", "1", "-o", desk_with_round.folder / "again")
    assert "every agency has replied to round 1 in full" in told.err


def test_a_round_is_taken_back_whole(desk):
    before = with_recommendations(desk).everything()
    told = desk.ok("request", "open", "--title", "A", "--due", "2026-04-15", "-o", desk.folder / "round")
    desk.ok("undo", told.split()[-1])
    after = desk.everything()
    assert {name: rows for name, rows in after.items() if rows != before[name]}.keys() == {"batch", "change"}


def test_reminders_stand_in_the_way_of_taking_a_round_back(desk_with_round):
    desk_with_round.ok("request", "remind", "1", "-o", desk_with_round.folder / "again")
    told = desk_with_round.run("undo", "3")
    assert told.code == 1
    assert "batch 4 (reminder of round 1)" in told.err


def test_a_round_asks_about_open_recommendations_and_leaves_agencies_out(desk):
    with_recommendations(desk)
    desk.ok("status", FIRST, "implemented", "--evidence", "Law No. 12, 12.02.2026")
    desk.ok("assign", SECOND, "--contributing", "MFA")
    told = desk.ok(
        *("request", "open", "--title", "A", "--due", "2026-04-15", "--not-to", "MIA", "-o", desk.folder / "round")
    )
    left_out = "Not asked about, because the status is closed: 1 recommendation (Implemented: 1)."
    assert f"{left_out} To ask about these too: --closed\n" in told
    rows = {
        row["agency"]: row["asked"] for row in desk.run("request", "show", "1", "--format", "json").json["standings"]
    }
    assert "MIA" not in rows
    assert "MFA" not in rows, "the secretariat does not write to itself"
    told = desk.ok(
        *("request", "open", "--title", "B", "--due", "2026-04-15", "--closed", "-o", desk.folder / "second")
    )
    assert "Not asked about" not in told
    closed = {
        row["agency"]: row["asked"] for row in desk.run("request", "show", "2", "--format", "json").json["standings"]
    }
    assert sum(closed.values()) > sum(rows.values())


def test_where_all_is_closed_the_refusal_says_so(desk):
    with_recommendations(desk)
    desk.ok("status", FIRST, "implemented", "--evidence", "Law No. 12, 12.02.2026")
    told = desk.run(
        "request", "open", "--title", "A", "--due", "2026-04-15", "--text", "visitors", "-o", desk.folder / "r"
    )
    assert (told.code, "the status of all that match (1) is closed" in told.err, "--closed" in told.err) == (
        1,
        True,
        True,
    )
