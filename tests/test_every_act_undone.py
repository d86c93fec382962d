"""Every command that changes the register ends with how to undo it, and that gives the register back as it was."""

import re

import pytest
from rounds import FIRST, SECOND, SHEET, THIRD, open_round, with_recommendations

from tracker.cli.main import COMMANDS, main
from tracker.language.phrase import Phrase
from tracker.queries.summaries import summary_in_words

POST = "Focal point"
PAGE = "https://example.org/law"
TOLD = ("batch", "change", "imported_sheet", "origin")
"""Tables that tell of acts and files: they keep what was undone as well."""

SECRET = ("credential", "sign_on")
"""Tables of passwords and sign-ons: no undo may bring these back."""

ACTS = {
    "import": ("import", "{sheet}", "--review", "UPR-4", "--yes"),
    "recommendation add": ("recommendation", "add", "UPR-4", "138.12", "Ratify the Protocol", "--state", "Spain"),
    "recommendation correct": ("recommendation", "correct", FIRST, "--text", "Let them in", "--reason", "misprint"),
    "recommendation merge": ("recommendation", "merge", "UPR-4/138.4", SECOND, "--reason", "the same"),
    "recommendation place": ("recommendation", "place", "{waiting}/99", "CAT-5"),
    "recommendation remove": ("recommendation", "remove", "UPR-4/138.4", "--reason", "not ours"),
    "due": ("due", FIRST, "--to", "end of 2027"),
    "assign": ("assign", "--filter", "mechanism=UPR", "--lead", "PGO", "--contributing", "MOH"),
    "status": ("status", FIRST, "implemented", "--evidence", "Law No. 12, 2025-05-06", "--measure", "A new law"),
    "status of an agency": ("status", SECOND, "in_progress", "--voice", "agency", "--agency", "MIA", "--note", "Begun"),
    "evidence add": ("evidence", "add", FIRST, PAGE, "--text", "Law No. 14", "--date", "2025-05-06"),
    "evidence remove": ("evidence", "remove", FIRST, "1", "--reason", "another law"),
    "contribution add": (
        *("contribution", "add", FIRST, "Visitors are still refused", "--from", "civil_society"),
        *("--author", "Prison Watch", "--date", "2025-11-10"),
    ),
    "request open": ("request", "open", "--title", "Summer", "--due", "2026-07-01", "-o", "{folder}/summer"),
    "request remind": ("request", "remind", "1", "-o", "{folder}/reminders"),
    "letters number": ("letters", "number", "R1 MOJ letter", "05/3-1204", "--date", "2026-03-01"),
    "letters received": ("letters", "received", "MIA", "--request", "1", "--number", "9/2", "--date", "2026-03-01"),
    "letters remove": ("letters", "remove", "7/1-33", "--reason", "it answers another request"),
    "resolve": ("resolve", "--field", "due", "--theirs", "--agency", "MOJ"),
    "confirm": ("confirm", THIRD),
    "confirm refused": ("confirm", THIRD, "--refuse", "The order is missing"),
    "agencies add": ("agencies", "add", "MOT", "Ministry of Tourism", "--ru", "Министерство туризма"),
    "agencies rename": ("agencies", "rename", "MOJ", "--name", "Ministry of Law"),
    "agencies close": ("agencies", "close", "MOJ"),
    "agencies close into": ("agencies", "close", "MOJ", "--into", "MIA"),
    "agencies alias": ("agencies", "alias", "MOJ", "Min. Justice"),
    "agencies alias removed": ("agencies", "alias", "MOJ", "--remove", "Ministry of Justice"),
    "posts add": ("posts", "add", "MOJ", "Head of the department"),
    "posts hold": ("posts", "hold", "MOJ", POST, "Aysel Məmmədova", "--from", "2026-03-01"),
    "posts end": ("posts", "end", "MOJ", POST, "--on", "2026-02-28"),
    "posts remove": ("posts", "remove", "MOJ", POST, "--reason", "dissolved"),
    "reviews add": ("reviews", "add", "CCPR", "5", "--symbol", "CCPR/C/AZE/CO/5", "--examined", "2026-11"),
    "reviews place": ("reviews", "--place", "{waiting}", "CAT-5"),
    "priority": ("priority", FIRST, "--set", "high", "--reason", "The committee asks for it"),
    "meeting add": ("meeting", "add", "--on", "2026-06-09"),
    "meeting correct": ("meeting", "correct", "1", "--on", "2026-02-12", "--kind", "extraordinary", "--venue", "Baku"),
    "meeting agenda": ("meeting", "agenda", "1", "--propose"),
    "meeting attend": ("meeting", "attend", "1", "MOJ", "--persons", "Elçin Quliyev"),
    "meeting attend not": ("meeting", "attend", "1", "MIA", "--remove"),
    "meeting decide": ("meeting", "decide", "1", "Send the draft law", FIRST, "--owner", "MOJ", "--due", "2027"),
    "meeting done": ("meeting", "done", "1.1", "--note", "Sent"),
    "meeting remove": ("meeting", "remove", "2"),
    "view saved": ("list", "--agency", "MOJ", "--save", "Justice"),
    "view changed": ("list", "--agency", "MIA", "--save", "old ones", "--force"),
    "views remove": ("views", "remove", "old ones"),
    "pack issued": ("report", "meeting", "-o", "{folder}/pack", "--issue"),
    "users add": ("users", "add", "Aysel Məmmədova", "--role", "agency", "--agency", "MOJ"),
    "users add again": ("users", "add", "Orxan", "--role", "agency", "--agency", "MOJ"),
    "users close": ("users", "close", "Günel"),
    "reviews correct": ("reviews", "correct", "CAT-5", "--adopted", "2024-05-09", "--next-report", "2028"),
    "words correct": ("words", "correct", "agency", "Min. Law", "MIA"),
    "words forget": ("words", "forget", "agency", "Min. Law"),
    "layouts rename": ("layouts", "{layout}", "--rename", "Matrix"),
    "layouts column": ("layouts", "{layout}", "--column", "Lead agency", "-"),
    "layouts forget": ("layouts", "{layout}", "--forget"),
}


WITHOUT_ACTS = {
    *("where", "show", "history", "conflicts", "check", "batches", "handover", "export"),
    *("issued", "init", "undo", "web"),
}
"""Commands that read, write files, or are no act of their own: an update of the program, and the undo itself."""


@pytest.fixture
def year(desk):
    """A register in which every command finds something to act on."""
    open_round(with_recommendations(desk))
    desk.ok("recommendation", "add", "UPR-4", "138.4", "Teach the police to record every questioning")
    desk.ok("evidence", "add", FIRST, PAGE, "--text", "Law No. 13", "--date", "2025-05-06")
    desk.ok("posts", "add", "MOJ", POST)
    desk.ok("agencies", "alias", "MOJ", "Min. Law")
    desk.ok("posts", "hold", "MOJ", POST, "Elçin Quliyev", "--from", "2025-01-01")
    desk.ok("letters", "received", "MOJ", "--request", "1", "--number", "7/1-33", "--date", "2026-03-01")
    desk.ok("list", "--due-before", "2026-01-01", "--save", "Old ones")
    desk.ok("meeting", "add", "--on", "2026-02-10")
    desk.ok("meeting", "attend", "1", "MIA")
    desk.ok("meeting", "decide", "1", "Name a lead agency")
    desk.ok("meeting", "add", "--on", "2026-02-20")
    for name in ("Günel", "Orxan"):
        desk.ok("users", "add", name, "--role", "observer")
    desk.ok("users", "close", "Orxan")
    heading = ["No.", "Recommendation", "Status", "Deadline", "Measures"]
    reply = [heading, [*SHEET[1][:2], "", "31.12.2028", ""], [*SHEET[3][:2], "In progress", "", "Two doctors began"]]
    desk.run("import", desk.sheet(reply, "reply.xlsx"), "--review", "UPR-4", "--from", "MOJ", "--yes")
    lost = [["No.", "Recommendation", "Lead agency"], ["99", "Give every detainee a doctor at once", "MOH"]]
    desk.ok("import", desk.sheet(lost, "lost.xlsx", "Notes"), "--column", "Lead agency", "lead", "--yes")
    return desk


def content(desk):
    return {name: rows for name, rows in desk.everything().items() if name not in (*TOLD, *SECRET)}


def typed(desk, words):
    """The words of a command line with their gaps filled in from the register."""
    codes = [row["code"] for row in desk.run("reviews", "--format", "json").json if row["provisional"]]
    (layout,) = desk.run("layouts", "--format", "json").json
    rows = [SHEET[0], [*SHEET[1][:4], "Implemented in part", "30.06.2027", "A bill"], ["138.9", "Sign it", "MOJ"]]
    gaps = {"waiting": codes[0], "layout": layout["name"], "folder": desk.folder}
    if "{sheet}" in words:
        gaps["sheet"] = desk.sheet(rows, "next.xlsx")
    return [word.format(**gaps) for word in words]


@pytest.mark.parametrize("act", ACTS)
def test_an_act_ends_with_how_to_undo_it_and_that_undoes_it(year, act):
    words = typed(year, ACTS[act])
    before, acts = content(year), year.run("batches", "--format", "json").json
    told = year.ok(*words)
    assert content(year) != before
    (number,) = re.findall(r"To undo it: tracker undo (\d+)$", told, re.MULTILINE)
    last, *others = year.run("batches", "--format", "json").json
    assert (str(last["batch"]), others) == (number, acts[: len(others)])
    assert isinstance(summary_in_words(last["what"]), Phrase), last["what"]
    assert summary_in_words(last["what"]) == last["what"]
    year.ok("undo", number)
    assert content(year) == before


def test_every_command_that_acts_is_in_the_table():
    assert {words[0] for words in ACTS.values()} == set(COMMANDS) - WITHOUT_ACTS


def test_every_part_of_a_command_that_acts_is_in_the_table():
    """A part acts if it says in whose name."""
    found = {
        f"{name} {part}"
        for name in COMMANDS
        for part, command in getattr(main.get_command(None, name), "commands", {}).items()
        if any(option.name == "who" for option in command.params)
    }
    assert found <= {" ".join(words[:2]) for words in ACTS.values()}
