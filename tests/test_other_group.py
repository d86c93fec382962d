"""Another State's group begins: one command, a first sheet, its agencies, its secretariat, its first round.

Ndapewa keeps the follow-up of Namibia, whose group does not ship with the tracker.
"""

import shutil
from pathlib import Path

import pytest
from conftest import MADE_AT
from docx import Document
from openpyxl import load_workbook
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from tracker.followup.setup import set_up
from tracker.models import Agency, Alias, Mechanism, NationalPlan, Register, Review

JUSTICE, GENDER = "Ministry of Justice", "Ministry of Gender Equality and Child Welfare"
HOME = "Ministry of Home Affairs, Immigration, Safety and Security"

UPR = [
    ["Republic of Namibia: implementation of the recommendations of the Universal Periodic Review (third cycle)"],
    [],
    ["No.", "Recommendation", "Recommending State", "Position", "Lead agency", "Status", "Due date"],
    ["138.1", "Ratify the Convention against Enforced Disappearance", "Norway", "Supported", JUSTICE, "Planned", "2027"],
    ["138.2", "Adopt a law on the prevention of torture", "Ghana", "Supported", JUSTICE, "In progress", "31.12.2026"],
    ["138.3", "Extend birth registration to remote areas", "Kenya", "Noted", HOME, "Not started", ""],
]  # fmt: skip
CEDAW = [
    ["CEDAW/C/NAM/CO/6"],
    [],
    ["Para.", "Recommendation", "Lead agency", "Status"],
    ["13 (a)", "Adopt the bill on gender equality without delay", GENDER, "In progress"],
    ["13 (b)", "Train judges on the Convention", JUSTICE, "Not started"],
]
AGENCIES = (
    "key,kind,name_en,name_az,name_ru,membership,role,usual_themes\n"
    f'MOJ,ministry,"{JUSTICE}",,,given,,\n'
    f'MGECW,ministry,"{GENDER}",,,given,,\n'
    "MIRCO,ministry,Ministry of International Relations and Cooperation,,,given,,\n"
    "OMBUD,nhri,Office of the Ombudsman,,,given,,\n"
)


@pytest.fixture(scope="session")
def namibias_file(tmp_path_factory):
    """Namibia's register as a file, to be copied."""
    file = tmp_path_factory.mktemp("namibia") / "register.db"
    set_up(str(file), None, "Ndapewa", MADE_AT, "Namibia").engine.dispose()
    return file


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request, tmp_path, namibias_file):
    """The place of Namibia's register, just made, on each database in turn."""
    if request.param == "sqlite":
        return str(shutil.copy(namibias_file, tmp_path / "register.db"))
    return request.getfixturevalue("postgres")("namibia", "Namibia")


@pytest.fixture
def namibia(desk):
    """The desk of Namibia's group."""
    return desk


@pytest.fixture
def bare(desk):
    """A desk at which no register is yet, on each database in turn."""
    if desk.engine.dialect.name == "sqlite":
        Path(desk.place).unlink()
    else:
        with desk.engine.begin() as connection:
            connection.execute(text("DROP SCHEMA public CASCADE"))
            connection.execute(text("CREATE SCHEMA public"))
    desk.engine.dispose()
    return desk


@pytest.fixture
def taken(namibia):
    """Both sheets were imported without a person to answer."""
    namibia.ok("import", namibia.sheet(UPR, "upr.xlsx"), namibia.sheet(CEDAW, "cedaw.xlsx"), "--yes")
    return namibia


@pytest.fixture
def staffed(taken, tmp_path):
    """The group told the tracker its agencies, in a file of its own."""
    (tmp_path / "group").mkdir()
    (tmp_path / "group" / "agencies.csv").write_text(AGENCIES, encoding="utf-8")
    taken.ok("init", "--reference", tmp_path / "group")
    taken.ok("assign", "CEDAW-6/13(a)", "--lead", "MGECW")
    taken.ok("assign", "UPR-3/138.2", "--lead", "MOJ")
    return taken


def register(desk):
    with Session(desk.engine) as session:
        return session.scalars(select(Register)).one()


@pytest.mark.parametrize("name", ["NA", "NAM", "Намибия", "Namibie", "Namibiya"])
def test_the_state_is_a_code_or_a_name_in_any_language(bare, name):
    told = bare.ok("init", "--state", name)
    assert "A register for Namibia was created" in told
    assert "no agencies yet, 4 reviews and 17 mechanisms" in told
    assert (register(bare).state, register(bare).state_name) == ("NAM", "Namibia")


def test_the_four_cycles_of_the_upr_are_known_and_nothing_is_made_up_about_them(namibia):
    rows = namibia.run("reviews", "--format", "json").json
    assert [row["code"] for row in rows] == ["UPR-1", "UPR-2", "UPR-3", "UPR-4"]
    assert {(row["confidence"], row["symbol"], row["examined"]) for row in rows} == {("to confirm", None, "")}
    assert all("to confirm" in row["note"] for row in rows)


def test_nothing_of_another_group_is_in_it(namibia):
    held = register(namibia)
    assert (held.secretariat, held.independent, held.group_basis) == (None, None, "")
    assert namibia.run("agencies", "--format", "json").json == []
    with Session(namibia.engine) as session:
        assert set(session.scalars(select(Review.state))) == {"NAM"}
        assert set(session.scalars(select(Mechanism.lead_agency))) == {None}
        assert session.scalars(select(NationalPlan)).all() == []
        assert session.scalars(select(Alias)).all() == []


def test_the_first_sheets_go_in_and_their_agencies_wait_for_a_person(taken):
    rows = {row["code"]: row for row in taken.listing()}
    assert set(rows) == {"UPR-3/138.1", "UPR-3/138.2", "UPR-3/138.3", "CEDAW-6/13(a)", "CEDAW-6/13(b)"}
    assert rows["UPR-3/138.2"]["status"] == "in_progress"
    assert rows["UPR-3/138.2"]["due"] == "2026-12-31"
    assert {row["lead"] for row in rows.values()} == {None}
    with Session(taken.engine) as session:
        assert session.scalars(select(Agency)).all() == []
        new = session.scalars(select(Review).where(Review.code == "CEDAW-6")).one()
        assert (new.symbol, new.state, new.provisional) == ("CEDAW/C/NAM/CO/6", "NAM", False)
    waiting = taken.ok("check")
    assert all(f"lead agency '{name}'" in waiting for name in (JUSTICE, GENDER, HOME))


def test_each_unknown_agency_is_asked_about_once(namibia):
    told = namibia.ok("import", namibia.sheet(UPR), "--dry-run")
    assert told.count(f"Which agency is '{JUSTICE}'? (E4, E5)") == 1
    assert told.count(f"Which agency is '{HOME}'?") == 1


def test_importing_them_again_changes_nothing(taken):
    before = taken.listing()
    told = taken.ok("import", taken.folder / "upr.xlsx", "--yes")
    assert "Nothing to do" in told
    assert taken.listing() == before


@pytest.mark.parametrize("symbol", ["CAT/C/AZE/CO/5", "CCPR/C/AGO/CO/2"])
def test_a_list_about_another_state_is_kept_apart(taken, symbol):
    rows = [[symbol], ["Para.", "Recommendation"], ["13(a)", "Look into every complaint of torture at once"]]
    taken.take(taken.sheet(rows, "other.xlsx"), yes=True)
    row = next(row for row in taken.listing() if row["text"].startswith("Look into every complaint"))
    assert row["out_of_mandate"]
    assert row["review"].endswith(f"-{symbol.split('/')[2]}")


def test_a_document_of_namibia_makes_a_review_of_namibia(taken):
    rows = [["CCPR/C/NAM/CO/2"], ["Para.", "Recommendation"], ["10", "Criminalize torture in law"]]
    taken.take(taken.sheet(rows, "ccpr.xlsx"), yes=True)
    assert taken.one("CCPR-2/10")["text"] == "Criminalize torture in law"


@pytest.mark.parametrize("file", ["report.docx", "report.xlsx"])
def test_its_report_is_namibias(taken, file):
    taken.ok("report", "progress", "-o", taken.folder / file)
    words = said_in(taken.folder / file)
    assert "Namibia" in words
    assert "Azerbaijan" not in words


def test_setting_up_again_keeps_the_state_and_what_was_done(taken):
    before = taken.everything()
    assert "The register of Namibia is up to date" in taken.ok("init")
    after = taken.everything()
    assert all(after[name] == rows for name, rows in before.items() if name != "batch")


def test_it_stays_namibias(taken):
    before = taken.everything()
    told = taken.run("init", "--state", "Azerbaijan")
    assert (told.code, "this register is for Namibia; the reference data are for Azerbaijan" in told.err) == (1, True)
    assert taken.everything() == before


def test_a_new_register_is_azerbaijans_unless_another_state_is_named(bare):
    told = bare.ok("init")
    assert "A register for Azerbaijan was created" in told
    assert "For another State's group: tracker init --state NAME" in told
    assert register(bare).secretariat == "MFA"


def test_azerbaijans_group_is_used_by_its_name_as_well(bare):
    told = bare.ok("init", "--state", "Азербайджан")
    assert "It has 41 agencies, 22 reviews" in told
    assert "For another State's group" not in told


@pytest.mark.parametrize("name", ["Korea", "Nambia", "Atlantis"])
def test_a_state_that_is_not_clear_leaves_no_register_behind(bare, name):
    assert bare.run("init", "--state", name).code == 1
    assert "there is no register here yet" in bare.run("list").err


def test_the_state_and_the_folder_have_to_agree(bare, tmp_path):
    (tmp_path / "register.csv").write_text(
        "key,value\nstate,GEO\nstate_name,Georgia\ngroup_name,Council\nsecretariat,MOJ\n", encoding="utf-8"
    )
    (tmp_path / "agencies.csv").write_text(AGENCIES, encoding="utf-8")
    told = bare.run("init", "--state", "Namibia", "--reference", tmp_path)
    assert (told.code, "--state is Namibia, but the folder is of Georgia's group" in told.err) == (1, True)
    assert "A register for Georgia was created" in bare.ok("init", "--state", "GE", "--reference", tmp_path)


def test_letters_wait_until_the_secretariat_is_named(staffed):
    words = ["request", "open", "--title", "Spring", "--due", "2026-04-30", "-o", staffed.folder / "round"]
    before = staffed.everything()
    told = staffed.run(*words)
    assert told.code == 1
    assert "the secretariat is not named" in told.err
    assert "tracker init --secretariat AGENCY" in told.err
    assert staffed.everything() == before
    assert not (staffed.folder / "round").exists()

    assert "(MIRCO) is now the secretariat" in staffed.ok("init", "--secretariat", "MIRCO")
    staffed.ok(*words)
    letters = sorted((staffed.folder / "round").rglob("*letter.docx"))
    assert len(letters) == 2
    assert all("Ministry of International Relations and Cooperation" in said_in(letter) for letter in letters)
    assert all("Namibia" in said_in(letter) and "Azerbaijan" not in said_in(letter) for letter in letters)


def test_a_round_whose_secretariat_was_taken_back_writes_no_letters(staffed):
    staffed.ok("init", "--secretariat", "MIRCO")
    staffed.ok("request", "open", "--title", "Spring", "--due", "2026-04-30", "-o", staffed.folder / "round")
    with staffed.engine.begin() as connection:
        connection.execute(text("UPDATE register SET secretariat = NULL"))
    for words in (["remind", "1"], ["write", "1"]):
        told = staffed.run("request", *words, "-o", staffed.folder / "again")
        assert (told.code, "tracker init --secretariat AGENCY" in told.err) == (1, True)
        assert not (staffed.folder / "again").exists()


def test_who_speaks_for_the_group_is_named_and_undone(staffed):
    told = staffed.ok("init", "--secretariat", "mirco", "--independent-voice", "Office of the Ombudsman")
    held = register(staffed)
    assert (held.secretariat, held.independent) == ("MIRCO", "OMBUD")
    staffed.ok("undo", told.split("tracker undo ")[1].split()[0])
    held = register(staffed)
    assert (held.secretariat, held.independent) == (None, None)


def test_the_independent_voice_speaks_with_and_without_a_name(staffed):
    words = ["contribution", "add", "CEDAW-6/13(a)", "The bill waits since 2021.", "--from", "ombudsperson"]
    staffed.ok(*words, "--date", "2026-01-10")
    staffed.ok("init", "--independent-voice", "OMBUD")
    staffed.ok(*words, "--date", "2026-02-10")
    assert "2026-02-10" in staffed.ok("show", "CEDAW-6/13(a)")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--secretariat", "MFA"], "there is no agency 'MFA'"),
        (["--secretariat", "MOJ", "--independent-voice", "MOJ"], "cannot be both"),
        (["--independent-voice", "MIRCO"], "cannot be both"),
        (["--secretariat", "MIRCO"], "MIRCO is the secretariat already"),
    ],
)
def test_a_voice_that_cannot_be_is_refused(staffed, words, said):
    staffed.ok("init", "--secretariat", "MIRCO")
    told = staffed.run("init", *words)
    assert (told.code, said in told.err) == (1, True)
    assert (register(staffed).secretariat, register(staffed).independent) == ("MIRCO", None)


def test_a_group_without_agencies_is_told_so(namibia):
    told = namibia.run("init", "--secretariat", "MFA")
    assert (told.code, "Namibia's group has no agencies yet" in told.err) == (1, True)


def test_what_the_secretariat_sends_is_the_groups_own_once_it_is_named(staffed):
    rows = [
        ["Reply of the Ministry of International Relations and Cooperation"],
        ["No.", "Recommendation", "Status"],
        ["138.2", "Adopt a law on the prevention of torture", "Planned"],
    ]
    staffed.ok("init", "--secretariat", "MIRCO")
    staffed.run("import", staffed.sheet(rows, "reply.xlsx"), "--yes")
    assert staffed.one("UPR-3/138.2")["status"] == "planned"
    assert staffed.run("show", "UPR-3/138.2", "--format", "json").json["voices"]["agency"] is None


def said_in(path):
    """All words of a document or a workbook."""
    if path.suffix == ".xlsx":
        return "\n".join(str(cell.value or "") for page in load_workbook(path) for row in page.rows for cell in row)
    document = Document(str(path))
    cells = [cell for table in document.tables for row in table.rows for cell in row.cells]
    footers = [line for part in document.sections for line in (*part.header.paragraphs, *part.footer.paragraphs)]
    return "\n".join(line.text for line in (*document.paragraphs, *cells, *footers))
