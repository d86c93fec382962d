"""Importing at a terminal: questions are asked one by one, the plan is shown, and a person says whether it goes in."""

import sys
from types import SimpleNamespace

import pytest

HEADER = ["No.", "Recommendation", "Lead agency", "Status"]
CLEAR = ["140.1", "Adopt a law on domestic violence", "Minstry of Youth and Sports", "Planned"]
DOUBTFUL = ["140.2", "Ensure inclusive education for all children", "MSE", "Ongoing"]
UNKNOWN = ["140.3", "Lift the limits on peaceful assembly", "The Bureau", "Planned"]


@pytest.fixture
def terminal(desk, monkeypatch):
    """A desk whose commands are typed at a terminal; what is said is the lines that a person types."""
    at_terminal = SimpleNamespace(isatty=lambda: True)
    monkeypatch.setattr("tracker.cli.import_.sys", SimpleNamespace(stdin=at_terminal, stderr=sys.stderr, exit=sys.exit))

    def said(*lines, rows, options=()):
        sheet = desk.sheet([HEADER, *rows])
        typed = "".join(f"{line}\n" for line in lines)
        return desk.run("import", sheet, "--review", "UPR-3", *options, stdin=typed)

    desk.said = said
    return desk


def test_a_plan_without_questions_is_shown_and_confirmed(terminal):
    told = terminal.said("y", rows=[[*CLEAR[:2], "MYS", "Planned"]])
    assert told.code == 0
    plan, _, after = told.out.partition("Put this into the register? [Y/n]: ")
    assert "1 row: 1 new" in plan
    assert "Done: batch" in after
    assert len(terminal.listing()) == 1


def test_enter_puts_it_in(terminal):
    assert terminal.said("", rows=[[*CLEAR[:2], "MYS", "Planned"]]).code == 0
    assert len(terminal.listing()) == 1


def test_no_leaves_the_register_as_it_was(terminal):
    before = terminal.everything()
    told = terminal.said("n", rows=[[*CLEAR[:2], "MYS", "Planned"]])
    assert "Nothing was changed." in told.out
    assert terminal.everything() == before


def test_enter_takes_the_answer_that_is_clearly_best(terminal):
    told = terminal.said("", "y", rows=[CLEAR])
    assert "Is 'Minstry of Youth and Sports' the Ministry of Youth and Sports?" in told.out
    assert "Number, another code, or - (? for help) [1]: " in told.out
    assert terminal.one("UPR-3/140.1")["lead"] == "MYS"


def test_a_number_takes_the_answer_of_the_list(terminal):
    told = terminal.said("2", "y", rows=[DOUBTFUL])
    assert "  1  in_progress  In progress\n  2  ongoing_continuous  Continuous\n" in told.out
    assert terminal.one("UPR-3/140.2")["status"] == "ongoing_continuous"


def test_where_nothing_is_clear_enter_leaves_the_value_as_it_is_written(terminal):
    told = terminal.said("", "y", rows=[DOUBTFUL])
    assert "Number, another code, or - (? for help) [-]: " in told.out
    assert terminal.one("UPR-3/140.2")["status"] is None
    shown = terminal.run("show", "UPR-3/140.2", "--format", "json").json
    assert shown["open"] == [{"field": "status", "text": "Ongoing", "cell": "D2"}]


def test_another_code_may_be_typed(terminal):
    terminal.said("MOJ", "y", rows=[UNKNOWN])
    assert terminal.one("UPR-3/140.3")["lead"] == "MOJ"


def test_a_dash_leaves_the_value_as_it_is_written(terminal):
    terminal.said("-", "y", rows=[CLEAR])
    assert terminal.one("UPR-3/140.1")["lead"] is None


def test_each_question_is_asked_once_with_the_cells_that_wait(terminal):
    rows = [[f"140.{number}", f"Do the thing number {number}", "The Bureau", ""] for number in range(1, 9)]
    told = terminal.said("MOJ", "y", rows=rows)
    assert told.out.count("Which agency is 'The Bureau'?") == 1
    assert "(in C2, C3, C4, C5, C6, C7 ...)" in told.out
    assert {row["lead"] for row in terminal.listing()} == {"MOJ"}


def test_an_answer_is_not_asked_for_again(terminal):
    terminal.said("1", "y", rows=[CLEAR])
    told = terminal.said(
        "y", rows=[["140.4", "Build a stadium in every district", "Minstry of Youth and Sports", "Planned"]]
    )
    assert "Which agency" not in told.out
    assert terminal.one("UPR-3/140.4")["lead"] == "MYS"


def test_the_review_is_asked_for_where_nobody_says_it(terminal):
    sheet = terminal.sheet([HEADER, [*CLEAR[:2], "MYS", "Planned"]])
    told = terminal.run("import", sheet, stdin="2\ny\n")
    assert "Which review is sheet 'Sheet1' of follow-up.xlsx about?\n  1  UPR-4\n  2  UPR-3\n" in told.out
    assert [row["code"] for row in terminal.listing()] == ["UPR-3/140.1"]


def test_a_question_about_the_whole_sheet_names_its_cell_once(terminal):
    told = terminal.run("import", terminal.sheet([HEADER, DOUBTFUL, UNKNOWN]), stdin="2\n\n\ny\n")
    assert "(in A1)" in told.out


def test_nothing_is_asked_where_everything_is_known_already(terminal):
    terminal.said("y", rows=[[*CLEAR[:2], "MYS", "Planned"]])
    told = terminal.said(rows=[[*CLEAR[:2], "MYS", "Planned"]])
    assert (told.code, "Put this into the register?" in told.out) == (0, False)
    assert "Nothing to do" in told.out


@pytest.mark.parametrize("options", [["--yes"], ["--format", "json"], ["--dry-run"]], ids=" ".join)
def test_nobody_is_asked_where_it_was_said_not_to(terminal, options):
    told = terminal.said(rows=[DOUBTFUL], options=options)
    assert "Number, another code" not in told.out
    assert "Put this into the register?" not in told.out


def test_who_walks_away_changes_nothing(terminal):
    before = terminal.everything()
    told = terminal.said("2", rows=[DOUBTFUL, UNKNOWN])
    assert (told.code, terminal.everything()) == (1, before)
    assert "Aborted!" in told.err


@pytest.mark.parametrize("answer", ["9", "0", "nonsense"])
def test_an_answer_that_does_not_exist_is_asked_for_again(terminal, answer):
    terminal.said(answer, "1", "y", rows=[DOUBTFUL])
    assert terminal.one("UPR-3/140.2")["status"] == "in_progress"


def test_the_plan_is_told_once(terminal):
    told = terminal.said("y", rows=[[*CLEAR[:2], "MYS", "Planned"]])
    assert told.out.count("Sheet 'Sheet1': 1 row: 1 new") == 1


def test_a_file_that_cannot_be_read_is_told_once(terminal):
    told = terminal.run("import", terminal.folder / "none.xlsx", stdin="")
    assert told.code == 1
    assert told.err.count("there is no such file") == 1


def test_what_another_person_put_in_meanwhile_is_planned_and_shown_again(terminal, monkeypatch):
    row = [*CLEAR[:2], "MYS", "Planned"]

    def thinking(*_args, **_options):
        terminal.take(terminal.sheet([HEADER, row], "by a colleague.xlsx"), review="UPR-3", yes=True)
        return True

    monkeypatch.setattr("click.confirm", thinking)
    told = terminal.run("import", terminal.sheet([HEADER, row]), "--review", "UPR-3", stdin="")
    assert "1 new" in told.out
    assert "The register was changed in the meantime" in told.out
    assert "1 same" in told.out


def test_questions_are_counted_and_one_can_go_back(terminal):
    told = terminal.said("1", "<", "2", "1", "y", rows=[DOUBTFUL, CLEAR])
    assert "(1 of 2)" in told.out
    assert "(2 of 2)" in told.out
    assert len(terminal.listing()) == 2


def test_a_name_is_an_answer_and_a_question_mark_explains(terminal):
    told = terminal.said("?", "Ministry of Youth and Sports", "y", rows=[CLEAR])
    assert "'<' goes back to the previous question" in told.out
    assert terminal.one("UPR-3/140.1")["lead"] == "MYS"


def test_a_known_spelling_of_an_agency_is_an_answer(terminal):
    terminal.said("ministry of labour", "y", rows=[UNKNOWN])
    assert terminal.one("UPR-3/140.3")["lead"] == "MLSPP"


def test_a_wrong_answer_is_told_the_first_ones_with_their_names_and_where_the_others_are(terminal):
    told = terminal.said("nonsense", "?", "MOJ", "y", rows=[UNKNOWN])
    (wrong,) = [line for line in told.out.splitlines() + told.err.splitlines() if "'nonsense' is not an answer" in line]
    assert "MFA – Ministry of Foreign Affairs; " in wrong
    assert " more, or '-' to leave the value as it is written. All of them: ?" in wrong
    assert wrong.count(" – ") == 10
    assert "Further answers:\n" in told.out
    assert "\n  MOJ – Ministry of Justice\n" in told.out


def test_a_question_for_a_date_says_that_a_date_is_typed(terminal):
    sheet = terminal.sheet([[*HEADER, "Deadline"], [*CLEAR[:2], "MYS", "Planned", "31.02.2027"]])
    told = terminal.run("import", sheet, "--review", "UPR-3", stdin="?\nsoon\n28.02.2027\ny\n")
    assert "A date such as 2027-05-31 or - (? for help) [-]: " in told.out
    assert "its key or its name, or a date such as 2027-05-31." in told.out
    assert terminal.one("UPR-3/140.1")["due"] == "2027-02-28"


def test_answers_are_kept_when_a_person_breaks_off(terminal):
    told = terminal.said("1", rows=[CLEAR, DOUBTFUL])
    kept = terminal.folder / "follow-up - answers.json"
    assert f'To use them: --answers "{kept}"' in told.out
    assert '"MYS"' in kept.read_text(encoding="utf-8") or "in_progress" in kept.read_text(encoding="utf-8")
    assert terminal.listing() == []


def test_a_sheet_of_another_state_alone_does_not_end_as_known(terminal):
    rows = [["Text", "Countries Concerned"], ["Adopt a law on domestic violence", "Georgia"]]
    told = terminal.run("import", terminal.sheet(rows, "georgia.xlsx"), "--review", "UPR-3", "--yes")
    assert (
        "Nothing was imported: all 1 row were left out" in told.out
        or "were left out, for the reasons above" in told.out
    )


def test_a_file_that_is_there_is_not_written_over_without_a_word(desk):
    target = desk.folder / "report.xlsx"
    desk.ok("report", "progress", "-o", target)
    told = desk.run("report", "progress", "-o", target)
    assert (told.code, "the file exists already. Choose another name, or add --force." in told.err) == (1, True)
    desk.ok("report", "progress", "-o", target, "--force")
