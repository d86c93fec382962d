import csv
import re

import pytest
from desk import NOW
from own_reference import own, shipped
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tracker.database import engine_for, schema_of
from tracker.errors import BadReference
from tracker.followup.reference.files import GROUPS, SHIPPED, ReferenceFolder
from tracker.followup.setup import set_up
from tracker.models import Agency


def load(tmp_path, folder):
    done = set_up(str(tmp_path / "register.db"), folder, "Leyla", NOW)
    done.engine.dispose()
    return done


def refused(tmp_path, folder):
    with pytest.raises(BadReference) as said:
        load(tmp_path, folder)
    assert said.value.remedy
    return said.value


FILES = sorted(SHIPPED.rglob("*.csv"))
"""All shipped files: the common ones and those of each group."""


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(SHIPPED)))
def test_every_file_and_column_is_told_of_in_the_documentation(path):
    page = (SHIPPED.parents[1] / "docs" / "reference-data.md").read_text(encoding="utf-8")
    told = next((line for line in page.splitlines() if line.startswith(f"| `{path.name}` |")), "")
    with path.open(encoding="utf-8-sig", newline="") as file:
        assert [column for column in next(csv.reader(file)) if f"`{column}`" not in told] == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(SHIPPED)))
def test_the_shipped_files_have_a_heading_over_every_cell(path):
    with path.open(encoding="utf-8-sig", newline="") as file:
        heading, *rows = csv.reader(file, strict=True)
    assert [number for number, row in enumerate(rows, start=2) if len(row) != len(heading)] == []
    assert all(re.fullmatch(r"[a-z0-9_]+", column) for column in heading)


@pytest.mark.parametrize(
    ("name", "column"),
    [
        ("agencies", "name_az"),
        ("mechanisms", "mandate"),
        ("reviews", "symbol"),
        ("statuses", "needs_evidence"),
        ("status_transitions", "who"),
        ("followup_grades", "label"),
        ("header_words", "term"),
    ],
)
def test_a_missing_column_is_named_with_its_file(tmp_path, name, column):
    rows = [{key: value for key, value in row.items() if key != column} for row in shipped(name)]
    said = refused(tmp_path, own(tmp_path, name, rows))
    assert said.message == f"{tmp_path / 'own' / name}.csv: column {column} is missing. Add it to the first line."


@pytest.mark.parametrize(
    ("name", "column"),
    [
        ("states", "iso2"),
        ("agencies", "membership"),
        ("mechanisms", "instrument"),
        ("mechanisms", "followup_months"),
        ("statuses", "label_ru"),
        ("statuses", "terminal"),
        ("followup_grades", "in_force"),
        ("national_plans", "adopted"),
    ],
)
def test_every_column_that_cannot_be_left_out_is_named(tmp_path, name, column):
    rows = [{key: value for key, value in row.items() if key != column} for row in shipped(name)]
    said = refused(tmp_path, own(tmp_path, name, rows))
    assert (said.where, column in said.what) == (f"{tmp_path / 'own' / name}.csv", True)


@pytest.mark.parametrize(
    "content",
    ["mechanism,agency,basis\nUPR,MFA,дано\n".encode("cp1251"), b'mechanism,agency,basis\nUPR,MFA,"given\n'],
)
def test_a_file_that_cannot_be_read_is_named_with_the_way_to_save_it(tmp_path, content):
    (tmp_path / "leads.csv").write_bytes(content)
    said = refused(tmp_path, tmp_path)
    assert said.where == str(tmp_path / "leads.csv")
    assert said.remedy == "Save it as CSV (UTF-8), comma separated."


@pytest.mark.parametrize("separator", [";", "\t"])
def test_a_file_is_read_with_the_separator_of_the_country(tmp_path, separator):
    with (tmp_path / "leads.csv").open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, delimiter=separator)
        writer.writerows([["mechanism", "agency", "basis"], ["UPR", "MFA", "given; by the order, 2018"]])
    row = {"mechanism": "UPR", "agency": "MFA", "basis": "given; by the order, 2018"}
    assert ReferenceFolder(tmp_path).rows("leads") == [row]


def test_a_file_that_excel_saved_as_utf_8_is_read(tmp_path):
    text = (GROUPS / "AZE" / "leads.csv").read_text(encoding="utf-8").replace("\n", "\r\n")
    (tmp_path / "leads.csv").write_text(text, encoding="utf-8-sig", newline="")
    assert ReferenceFolder(tmp_path).rows("leads") == shipped("leads")


def test_a_spelling_of_an_agency_that_is_not_there_is_named_with_its_line(tmp_path):
    rows = shipped("agency_aliases")
    rows[3]["agency"] = "MINFIN"
    said = refused(tmp_path, own(tmp_path, "agency_aliases", rows))
    assert said.message == (
        f"{tmp_path / 'own'}/agency_aliases.csv, line 5: agency 'MINFIN' is not in agencies.csv. "
        "Correct the key or add it there."
    )


@pytest.mark.parametrize("above", ["\n\n", 'MFA,"Foreign\nMinistry"\n'])
def test_the_line_is_the_one_that_an_editor_shows(tmp_path, above):
    (tmp_path / "agency_aliases.csv").write_text(f"agency,alias\n{above}MINFIN,Finance\n", encoding="utf-8")
    assert refused(tmp_path, tmp_path).where.endswith("agency_aliases.csv, line 4")


@pytest.mark.parametrize("key", ["state", "state_name", "group_name", "secretariat"])
def test_what_a_register_cannot_do_without_is_named(tmp_path, key):
    rows = [row for row in shipped("register") if row["key"] != key]
    said = refused(tmp_path, own(tmp_path, "register", rows))
    assert (said.what, "register.csv" in said.where) == (f"'{key}' is missing.", True)


@pytest.mark.parametrize(
    ("name", "column", "value"),
    [
        ("mechanisms", "followup_months", "one year"),
        ("mechanisms", "mandate", "yes"),
        ("sdgs", "goal", "one"),
        ("statuses", "stale_after_months", "yearly"),
        ("reviews", "mechanism", "CEDAV"),
        ("reviews", "adopted", "06.05.2024"),
        ("reviews", "cycle", "03-Apr"),
        ("national_plans", "adopted", "Dec-11"),
        ("reviews", "symbol", "A/HRC/11/20"),
        ("leads", "agency", "MINFIN"),
        ("status_transitions", "to", "done"),
    ],
)
def test_a_cell_that_cannot_be_used_is_named(tmp_path, name, column, value):
    rows = shipped(name)
    rows[2][column] = value
    said = refused(tmp_path, own(tmp_path, name, rows))
    assert said.where == f"{tmp_path / 'own' / name}.csv, line 4"
    assert column in said.what
    assert value in said.what


@pytest.mark.parametrize(
    ("name", "column", "value"),
    [
        ("leads", "mechanism", "CEDAV"),
        ("status_transitions", "from", "begun"),
        ("status_transitions", "who", "everybody"),
        ("status_words", "status", "done"),
        ("statuses", "standing", "half open"),
        ("reviews", "code", "UPR-1"),
    ],
)
def test_a_cell_that_means_nothing_is_named(tmp_path, name, column, value):
    rows = shipped(name)
    rows[2][column] = value
    assert refused(tmp_path, own(tmp_path, name, rows)).where == f"{tmp_path / 'own' / name}.csv, line 4"


@pytest.mark.parametrize(
    ("name", "column"), [("agencies", "key"), ("mechanisms", "code"), ("reviews", "code"), ("followup_grades", "scale")]
)
def test_a_row_without_its_key_is_named(tmp_path, name, column):
    rows = shipped(name)
    rows[2][column] = ""
    assert refused(tmp_path, own(tmp_path, name, rows)).what == f"{column} is missing."


def test_a_yes_in_another_language_is_not_taken_for_a_no(tmp_path):
    rows = shipped("statuses")
    rows[2]["terminal"] = "да"
    assert refused(tmp_path, own(tmp_path, "statuses", rows)).remedy == "Write one of: no, yes."


def test_a_comma_too_many_is_named(tmp_path):
    text = (GROUPS / "AZE" / "leads.csv").read_text(encoding="utf-8")
    (tmp_path / "leads.csv").write_text(text + "CED,Foreign Affairs, Ministry of,given\n", encoding="utf-8")
    assert refused(tmp_path, tmp_path).where.endswith("leads.csv, line 13")


def test_empty_rows_at_the_end_are_passed_over(tmp_path):
    text = (GROUPS / "AZE" / "agencies.csv").read_text(encoding="utf-8")
    (tmp_path / "agencies.csv").write_text(f"{text},,,,,,,\n,,,,,,,\n", encoding="utf-8")
    done = load(tmp_path, tmp_path)
    with Session(done.engine) as session:
        found = session.scalar(select(func.count()).select_from(Agency))
    done.engine.dispose()
    assert found == 41


def test_a_group_without_the_agencies_it_names_is_told_so(tmp_path):
    said = refused(tmp_path, own(tmp_path, "register", shipped("register")))
    assert "agencies.csv" in said.message


def test_a_broken_folder_leaves_no_register_behind(tmp_path):
    rows = shipped("agency_aliases")
    rows[3]["agency"] = "MINFIN"
    refused(tmp_path, own(tmp_path, "agency_aliases", rows))
    engine = engine_for(str(tmp_path / "register.db"))
    assert schema_of(engine, str(tmp_path / "register.db")) is None
    engine.dispose()


def test_a_broken_folder_changes_nothing_in_a_register_that_is_there(quick_desk, tmp_path):
    rows = shipped("agency_aliases")
    rows[-1]["agency"] = "MINFIN"
    folder = own(tmp_path, "agency_aliases", rows)
    before = quick_desk.everything()
    told = quick_desk.run("init", "--reference", folder)
    assert (told.code, "agency_aliases.csv, line" in told.err) == (1, True)
    assert quick_desk.everything() == before


@pytest.mark.parametrize("key", ["labour", "Foreign-1", "ƏN", "M O J", "1MOJ"])
def test_a_key_that_a_round_could_not_read_again_is_refused(tmp_path, key):
    first, *others = shipped("agencies")
    said = refused(tmp_path, own(tmp_path, "agencies", [{**first, "key": key}, *others]))
    assert (said.what, said.where.rpartition(", ")[2]) == (f"key '{key}' is not a key.", "line 2")


def meaning(desk, number, word="under way"):
    """The status that a sheet states with a word."""
    sheet = [["No.", "Recommendation", "Status"], [f"140.{number}", f"Publish inspection no. {number}", word]]
    desk.take(desk.sheet(sheet, f"{number}.xlsx"), review="UPR-3", yes=True)
    return desk.one(f"UPR-3/140.{number}")["status"]


def says(tmp_path, status):
    """A folder in which ``under way`` means a status."""
    rows = [row if row["term"] != "under way" else {**row, "status": status} for row in shipped("status_words")]
    return own(tmp_path, "status_words", rows)


def test_a_corrected_word_means_what_the_group_says_now(tmp_path, desk):
    assert meaning(desk, 1) == "in_progress"
    for number, status in enumerate(("planned", "implemented", "in_progress"), start=2):
        told = desk.ok("init", "--reference", says(tmp_path, status))
        assert ("Added" in told, "Corrected: 1 word" in told) == (False, True)
        assert meaning(desk, number) == status


def test_a_corrected_word_stays_corrected_when_the_programs_own_files_are_loaded_again(tmp_path, quick_desk):
    quick_desk.ok("init", "--reference", says(tmp_path, "planned"))
    told = quick_desk.ok("init")
    assert ("Added" in told, "Corrected" in told, meaning(quick_desk, 1)) == (False, False, "planned")


def test_an_answer_about_a_word_goes_before_the_groups_own_file(tmp_path, quick_desk):
    sheet = [["No.", "Recommendation", "Status"], ["140.1", "Publish the results of every inspection", "Ongoing"]]
    quick_desk.take(quick_desk.sheet(sheet), review="UPR-3", answers={"status:ongoing": "in_progress"})
    rows = [{**row, "status": "planned"} for row in shipped("status_words") if row["term"] == "ongoing"]
    quick_desk.ok("init", "--reference", own(tmp_path, "status_words", rows))
    assert meaning(quick_desk, 2, "Ongoing") == "in_progress"
