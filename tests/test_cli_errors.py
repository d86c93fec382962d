"""What goes wrong at a terminal is one message with a remedy and exit code 1; wrong usage is exit code 2."""

import pytest

HEADER = ["Document", "No.", "Recommendation", "Lead agency", "Status"]
RATIFY = ["A/HRC/39/14", "140.1", "Ratify the Optional Protocol", "MOJ", "Planned"]


@pytest.fixture
def filled(quick_desk):
    quick_desk.take(quick_desk.sheet([HEADER, RATIFY]))
    return quick_desk


def is_one_message(told):
    assert (told.code, told.out) == (1, "")
    assert told.err.startswith("Error: ")
    assert told.err.count("\n") == 1
    return True


@pytest.mark.parametrize(
    ("words", "named", "remedy"),
    [
        (["show", "UPR-3/9"], "'UPR-3/9'", "Similar: UPR-3/140.1"),
        (["show", "nothing"], "'nothing'", "tracker list"),
        (["history", "UPR-9/1"], "'UPR-9/1'", "tracker list"),
        (["assign", "UPR-3/140.1", "--lead", "Ministry of Magic"], "'Ministry of Magic'", "tracker agencies"),
        (["assign", "UPR-3/140.9"], "'UPR-3/140.9'", "Similar"),
        (["status", "UPR-3/140.1", "done"], "'done'", "in_progress"),
        (["status", "UPR-3/140.1", "in_progress"], "'in_progress'", "--note"),
        (["status", "UPR-3/140.1", "in_progress", "--note", "x", "--date", "2026-03-03"], "2026-03-03", "day"),
        (["status", "UPR-3/140.1", "--voice", "committee"], "no committee", "--voice"),
        (["agencies", "alias", "Ministry of Magic"], "'Ministry of Magic'", "tracker agencies"),
        (["agencies", "alias", "MOJ", "--remove", "Min. Magic"], "'Min. Magic'", "tracker agencies alias MOJ"),
        (["agencies", "alias", "MOJ", "MINISTRY OF JUSTICE"], "'MINISTRY OF JUSTICE'", "already"),
        (["undo", "99"], "batch 99", "tracker batches"),
        (["undo", "1"], "batch 1", "Only imports and commands can be undone"),
        (["reviews", "--place", "UPR-X1", "UPR-3"], "'UPR-X1'", "tracker reviews"),
        (["reviews", "--place", "UPR-3", "UPR-4"], "UPR-3", "UPR-3 is a review"),
        (["layouts", "MOJ form"], "'MOJ form'", "None is remembered yet"),
        (["list", "--review", "UPR-9"], "'UPR-9'", "UPR-3"),
        (["list", "--mechanism", "CAD"], "'CAD'", "CAT"),
        (["list", "--agency", "MAGIC"], "'MAGIC'", "tracker agencies"),
        (["list", "--status", "done"], "'done'", "implemented"),
        (["report", "progress", "-o", "p.json", "--review", "UPR-9"], "'UPR-9'", "UPR-3"),
        (["export", "sheet", "-o", "s.xlsx", "--agency", "MAGIC"], "'MAGIC'", "tracker agencies"),
        (["import", "follow-up.xlsx", "--review", "UPR-9"], "'UPR-9'", "UPR-3"),
        (["import", "follow-up.xlsx", "--answers", "none.json"], "none.json", "JSON or CSV"),
        (["import", "follow-up.xlsx", "--column", "Status", "mood"], "'mood'", "status"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else None,
)
def test_an_error_is_one_message_that_names_the_thing_and_the_remedy(filled, monkeypatch, words, named, remedy):
    monkeypatch.chdir(filled.folder)
    before = filled.everything()
    told = filled.run(*words)
    assert is_one_message(told)
    assert named in told.err
    assert remedy in told.err
    assert filled.everything() == before


@pytest.mark.parametrize(
    ("words", "named"),
    [
        (["lst"], "lst"),
        (["list", "--colour", "red"], "--colour"),
        (["list", "--format", "xml"], "xml"),
        (["list", "--role", "boss"], "boss"),
        (["show"], "CODE"),
        (["import"], "FILES"),
        (["assign"], "CODES"),
        (["assign", "UPR-3/140.1", "--lead", "MOJ", "--date", "yesterday"], "yesterday"),
        (["status", "UPR-3/140.1"], "Which status"),
        (["status", "UPR-3/140.1", "planned", "--due", "31.02.2026"], "31.02.2026"),
        (["status", "UPR-3/140.1", "planned", "--voice", "press"], "press"),
        (["check", "--kind", "rubbish"], "unassigned"),
        (["agencies", "rename", "MOJ"], "The new name is missing"),
        (["batches", "--last", "0"], "0"),
        (["undo", "last"], "last"),
        (["reviews", "--place", "UPR-X1"], "--place"),
        (["report"], "progress"),
        (["report", "progress"], "--output"),
        (["report", "progress", "-o", "p.txt"], ".docx, .pdf, .xlsx, .html, .csv, .json"),
        (["report", "progress", "-o", "p"], ".docx, .pdf, .xlsx, .html, .csv, .json"),
        (["report", "progress", "-o", "p.xlsx", "--since", "spring"], "spring"),
        (["export", "sheet", "-o", "s.csv"], ".xlsx"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else None,
)
def test_wrong_usage_is_two_and_says_what_is_wrong(filled, words, named):
    told = filled.run(*words)
    assert (told.code, told.out) == (2, "")
    assert named in told.err


@pytest.mark.parametrize(
    "words",
    [
        ["list"],
        ["show", "UPR-3/140.1"],
        ["history", "UPR-3/140.1"],
        ["assign", "UPR-3/140.1", "--lead", "MOJ"],
        ["status", "UPR-3/140.1", "planned"],
        ["check"],
        ["agencies"],
        ["reviews"],
        ["report", "progress", "-o", "p.json"],
        ["export", "sheet", "-o", "s.xlsx"],
        ["batches"],
        ["undo", "2"],
        ["layouts"],
        ["import", "sheet.xlsx"],
    ],
    ids=" ".join,
)
def test_without_a_register_every_command_says_how_to_make_one(quick_desk, monkeypatch, words):
    monkeypatch.setenv("TRACKER_DATABASE", str(quick_desk.folder / "none.db"))
    monkeypatch.chdir(quick_desk.folder)
    told = quick_desk.run(*words)
    assert is_one_message(told)
    assert "none.db" in told.err
    assert "tracker init" in told.err
    assert list(quick_desk.folder.iterdir()) == []


@pytest.mark.parametrize("name", ["p.docx", "p.csv", "p.json", "p.xlsx", "s.xlsx"])
def test_a_file_that_cannot_be_written_is_one_message(filled, name):
    target = filled.folder / "closed" / name
    told = filled.run(*(["export", "sheet"] if name == "s.xlsx" else ["report", "progress"]), "-o", target)
    assert is_one_message(told)
    assert str(target) in told.err
    assert "choose another place" in told.err


def test_a_day_that_is_none_is_one_message(filled, monkeypatch):
    monkeypatch.setenv("TRACKER_TODAY", "tomorrow")
    told = filled.run("list")
    assert is_one_message(told)
    assert "TRACKER_TODAY" in told.err
