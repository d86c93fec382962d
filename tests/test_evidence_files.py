"""Files and pages in evidence: kept once under the hash of their content, found again, told of when they are gone."""

import hashlib
import json
import stat
from pathlib import Path

import click
import pytest

from tracker.database import evidence_folder
from tracker.errors import BadFile
from tracker.followup import archive
from tracker.followup.archive import Archive

UNIT, OTHER = "CAT-5/13(b)", "CAT-5/23(a)"
ORDER = b"Order No. 114: a lawyer is called within the first hour."
HASH = hashlib.sha256(ORDER).hexdigest()
TOLD = ["--text", "Order No. 114 of the Minister", "--date", "2025-03-12"]


def lay(desk):
    rows = [
        ["No.", "Recommendation", "Lead agency", "Contributing"],
        ["13 (b)", "Let every detainee see a lawyer from the first hour", "MOJ", "MIA"],
        ["23 (a)", "Compensate the victims of torture", "MOJ", ""],
    ]
    desk.take(desk.sheet(rows), review="CAT-5", yes=True)
    (desk.folder / "Order 114.PDF").write_bytes(ORDER)
    return desk


@pytest.fixture
def laid(quick_desk):
    return lay(quick_desk)


@pytest.fixture
def order(laid):
    return laid.folder / "Order 114.PDF"


def listed(desk, code=UNIT):
    return desk.run("evidence", "list", code, "--format", "json").json


def files(desk):
    folder = Path(desk.place).parent / "evidence"
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def test_on_both_databases_a_file_is_recorded_and_kept(desk, monkeypatch):
    monkeypatch.setenv("TRACKER_EVIDENCE", str(desk.folder / "kept"))
    lay(desk)
    assert desk.did(
        "evidence", "add", UNIT, desk.folder / "Order 114.PDF", *TOLD, "--agency", "Ministry of Justice"
    ) == (f"{UNIT}: evidence 1, Order 114.PDF, saved\n")
    assert listed(desk) == [
        {
            "number": 1,
            "text": "Order No. 114 of the Minister",
            "date": "2025-03-12",
            "kind": "",
            "agency": "MOJ",
            "place": "Order 114.PDF",
            "sha256": HASH,
        }
    ]
    assert (desk.folder / "kept" / HASH[:2] / f"{HASH}.pdf").read_bytes() == ORDER


def test_the_copy_lies_beside_the_register_and_cannot_be_saved_over(laid, order):
    laid.ok("evidence", "add", UNIT, order, *TOLD)
    assert files(laid) == [f"{HASH[:2]}/{HASH}.pdf"]
    copy = Path(laid.place).parent / "evidence" / files(laid)[0]
    assert stat.S_IMODE(copy.stat().st_mode) == 0o444
    assert order.read_bytes() == ORDER


def test_the_same_content_is_stored_once_whatever_its_name(laid, order):
    scan = laid.folder / "scan of the order"
    scan.write_bytes(ORDER)
    laid.ok("evidence", "add", UNIT, order, *TOLD)
    laid.ok("evidence", "add", OTHER, scan, *TOLD)
    assert files(laid) == [f"{HASH[:2]}/{HASH}.pdf"]
    assert [row["place"] for row in listed(laid, OTHER)] == ["scan of the order"]


def test_a_page_is_recorded_by_its_address(laid):
    page = "https://e-qanun.az/framework/12345"
    assert laid.did("evidence", "add", UNIT, page, *TOLD) == f"{UNIT}: evidence 1, {page}\n"
    assert listed(laid)[0]["sha256"] is None
    assert f"(2025-03-12, {page})" in laid.ok("show", UNIT)
    assert laid.ok("evidence", "open", UNIT, "--print") == f"{page}\n"


def test_dated_evidence_is_what_implemented_asks_for(laid, order):
    assert laid.run("status", UNIT, "implemented").code == 1
    laid.ok("evidence", "add", UNIT, order, *TOLD)
    laid.ok("status", UNIT, "implemented")


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("order.pdf", None, "there is no such file"),
        ("ftp://e-qanun.az/12345", None, "there is no such file"),
        ("https:///12345", None, "there is no such file"),
        ("order.pdf", b"", "the file is empty"),
        ("", None, "this is a folder"),
    ],
)
def test_what_is_no_evidence_is_named_and_nothing_is_written(laid, name, content, said):
    if content is not None:
        (laid.folder / name).write_bytes(content)
    before = laid.everything()
    told = laid.run("evidence", "add", UNIT, name if "://" in name else laid.folder / name, *TOLD)
    assert (told.code, said in told.err) == (1, True), told.err
    assert laid.everything() == before
    assert files(laid) == []


def test_a_very_large_file_is_refused_with_its_size(laid, order, monkeypatch):
    with (laid.folder / "hearing.mp4").open("wb") as film:
        film.truncate(201 * 1024 * 1024)
    told = laid.run("evidence", "add", UNIT, laid.folder / "hearing.mp4", *TOLD)
    assert told.err == (
        f"Error: {laid.folder / 'hearing.mp4'}: the file has 201 MB; evidence may have up to 200 MB. "
        "Store it in another place and give its address.\n"
    )


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--text", "  ", "--date", "2025-03-12"], "needs a description"),
        (["--text", "Order No. 114", "--date", "2026-03-03"], "2026-03-03 is in the future"),
        ([*TOLD, "--agency", "MOX"], "there is no agency 'MOX'"),
    ],
)
def test_evidence_that_cannot_be_recorded_is_told_why(laid, order, words, said):
    before = laid.everything()
    told = laid.run("evidence", "add", UNIT, order, *words)
    assert (told.code, said in told.err) == (1, True), told.err
    assert laid.everything() == before


def test_the_same_evidence_twice_is_refused(laid, order):
    laid.ok("evidence", "add", UNIT, order, *TOLD)
    told = laid.run("evidence", "add", UNIT, order, "--text", "Order  No. 114 of the Minister", "--date", "2025-03-12")
    assert told.err == f"Error: this is evidence 1 of {UNIT} already. Nothing was added.\n"


def test_a_crash_while_copying_leaves_no_file(laid, order, monkeypatch):
    def full(_handle):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(archive.os, "fsync", full)
    before = laid.everything()
    told = laid.run("evidence", "add", UNIT, order, *TOLD)
    assert (told.code, "No space left on device" in told.err) == (1, True)
    assert files(laid) == []
    assert laid.everything() == before


def test_a_folder_that_cannot_be_written_to_is_named(tmp_path):
    (tmp_path / "order.pdf").write_bytes(ORDER)
    (tmp_path / "taken").write_text("a file where the folder should be")
    with pytest.raises(BadFile) as said:
        Archive(tmp_path / "taken").keep(tmp_path / "order.pdf")
    assert said.value.where == str(tmp_path / "taken")


def test_undo_takes_the_record_back(laid, order):
    laid.ok("evidence", "add", UNIT, order, *TOLD)
    batch = laid.run("batches", "--format", "json").json[0]
    assert batch["what"] == f"evidence of {UNIT}: Order 114.PDF"
    laid.ok("undo", str(batch["batch"]))
    assert listed(laid) == []
    assert "evidence file" not in {finding["kind"] for finding in found(laid)}


def found(desk, *words):
    return desk.run("check", "--format", "json", *words).json


def spoil(desk):
    copy = Path(desk.place).parent / "evidence" / files(desk)[0]
    copy.chmod(0o644)
    copy.write_bytes(ORDER + b" Or later.")
    return copy


def test_check_finds_what_is_missing_or_was_altered(laid, order):
    laid.ok("evidence", "add", UNIT, order, *TOLD)
    assert found(laid, "--kind", "evidence file") == []
    told = {"kind": "evidence file", "code": UNIT, "count": 1}
    what = "Order 114.PDF (Order No. 114 of the Minister)"
    copy = spoil(laid)
    assert found(laid, "--kind", "evidence file") == [{**told, "what": f"{what}: altered, SHA-256 {HASH}"}]
    copy.unlink()
    assert found(laid)[-1] == {**told, "what": f"{what}: missing, SHA-256 {HASH}"}


def test_what_is_missing_or_altered_is_not_opened(laid, order):
    laid.ok("evidence", "add", UNIT, order, *TOLD)
    copy = spoil(laid)
    told = laid.run("evidence", "open", UNIT, "--print")
    assert (told.code, told.out) == (1, "")
    assert f"{copy}: the file 'Order 114.PDF' was altered since it was kept." in told.err
    copy.unlink()
    assert "is missing from the register's evidence" in laid.run("evidence", "open", UNIT, "--print").err


def test_the_original_puts_an_altered_copy_right(laid, order):
    laid.ok("evidence", "add", UNIT, order, *TOLD)
    copy = spoil(laid)
    assert laid.run("evidence", "add", UNIT, order, *TOLD).code == 1
    assert copy.read_bytes() == ORDER
    assert laid.ok("evidence", "open", UNIT, "--print") == f"{copy}\n"


def test_evidence_is_opened_by_its_number(laid, order, monkeypatch):
    opened = []
    monkeypatch.setattr(click, "launch", lambda path: opened.append(path) or 0)
    laid.ok("status", UNIT, "ongoing_continuous", "--evidence", "Seminar for police officers")
    laid.ok("evidence", "add", UNIT, order, *TOLD)
    laid.ok("evidence", "add", UNIT, "https://e-qanun.az/framework/12345", *TOLD)
    copy = str(Path(laid.place).parent / "evidence" / files(laid)[0])
    assert laid.ok("evidence", "open", UNIT, "2") == f"{copy}\n"
    laid.ok("evidence", "open", UNIT, "3")
    assert opened == [copy, "https://e-qanun.az/framework/12345"]
    assert laid.run("evidence", "open", UNIT).err == (
        f'Error: which evidence of {UNIT}? Those with a file or a page: 2, 3. See: tracker evidence list "{UNIT}"\n'
    )
    assert "there is no evidence 4" in laid.run("evidence", "open", UNIT, "4").err
    assert "has neither file nor page" in laid.run("evidence", "open", UNIT, "1").err


def test_where_no_program_opens_it_the_path_is_still_told(laid, order, monkeypatch):
    monkeypatch.setattr(click, "launch", lambda _path: 1)
    laid.ok("evidence", "add", UNIT, order, *TOLD)
    told = laid.run("evidence", "open", UNIT)
    assert (told.code, told.err) == (0, "No program was found that can open it.\n")
    assert told.out.strip().endswith(f"{HASH}.pdf")


def test_a_list_without_evidence_says_so(laid):
    assert laid.ok("evidence", "list", UNIT) == "There is no evidence yet.\n"


def test_the_folder_goes_with_the_register(tmp_path, monkeypatch):
    monkeypatch.delenv("TRACKER_EVIDENCE", raising=False)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "home"))
    assert evidence_folder(str(tmp_path / "register.db")) == tmp_path / "evidence"
    assert evidence_folder(f"sqlite:///{tmp_path}/register.db") == tmp_path / "evidence"
    server = "postgresql://office/register"
    assert evidence_folder(server) == tmp_path / "home" / "recommendation-tracker" / "evidence"
    monkeypatch.setenv("TRACKER_EVIDENCE", str(tmp_path / "shared"))
    assert evidence_folder(server) == tmp_path / "shared"


def test_a_sheet_with_kept_evidence_imports_back_unchanged(laid, order):
    laid.ok("evidence", "add", UNIT, order, *TOLD)
    laid.ok("export", "sheet", "-o", laid.folder / "sheet.xlsx")
    before = listed(laid)
    told = json.loads(laid.ok("import", laid.folder / "sheet.xlsx", "--yes", "--format", "json"))
    assert told is not None
    assert listed(laid) == before
