"""Damaged files: one plain error, whatever the libraries that read them do."""

import contextlib
import io
import zipfile
from pathlib import Path

import pytest
from openpyxl import Workbook

from imports.files import read_workbook
from imports.files.values import Broken, _without_panic
from tracker.errors import BadFile

OLD = next((Path(__file__).parent / "sheets" / "cmw-xls").glob("*.xls"))
DAMAGED = "the file is damaged or incomplete"


@pytest.mark.parametrize("start", range(512, 8192, 512))
@pytest.mark.parametrize("byte", [b"\x01", b"\xff"])
def test_an_old_workbook_with_wrong_bytes_is_read_or_refused(tmp_path, capfd, start, byte):
    data = OLD.read_bytes()
    path = tmp_path / "old.xls"
    path.write_bytes(data[:start] + byte * 48 + data[start + 48 :])
    with contextlib.suppress(BadFile):
        read_workbook(path)
    assert capfd.readouterr().err == ""


def test_a_panic_is_a_plain_error_and_other_ends_of_the_process_are_not():
    panic = type("PanicException", (BaseException,), {})
    with pytest.raises(Broken), _without_panic():
        raise panic("index out of bounds")
    with pytest.raises(KeyboardInterrupt), _without_panic():
        raise KeyboardInterrupt


@pytest.mark.parametrize(
    ("part", "old", "new"),
    [
        ("xl/worksheets/sheet1.xml", b's="1"', b's="99"'),
        ("xl/worksheets/sheet1.xml", b"<v>1</v>", b"<v>77</v>"),
        ("xl/worksheets/sheet1.xml", b'r="2"', b'r="-2"'),
        ("xl/styles.xml", b'fontId="1"', b'fontId="many"'),
        ("xl/workbook.xml", b"rId1", b"rId9"),
        ("xl/comments/comment1.xml", b'authorId="0"', b'authorId="5"'),
    ],
)
def test_a_workbook_with_a_wrong_number_inside_is_read_or_refused(tmp_path, part, old, new):
    with contextlib.suppress(BadFile):
        read_workbook(changed(tmp_path, part, old, new))


def test_an_archive_made_by_a_version_that_nobody_has_is_damaged(tmp_path):
    path = changed(tmp_path, "xl/workbook.xml", b"", b"")
    data = bytearray(path.read_bytes())
    central = data.index(b"PK\x01\x02")
    data[central + 6 : central + 8] = b"\xb8\x00"
    path.write_bytes(data)
    with pytest.raises(BadFile, match=DAMAGED):
        read_workbook(path)


def changed(folder, part, old, new):
    """A small workbook in which a part says something else."""
    from openpyxl.comments import Comment
    from openpyxl.styles import Font

    book = Workbook()
    book.active.append(["No.", "Recommendation"])
    book.active.append(["140.1", "Ratify the convention"])
    book.active["A1"].font = Font(bold=True)
    book.active["A2"].comment = Comment("by whom?", "Leyla")
    whole = io.BytesIO()
    book.save(whole)
    path = folder / "changed.xlsx"
    with zipfile.ZipFile(whole) as source, zipfile.ZipFile(path, "w") as target:
        for name in source.namelist():
            data = source.read(name)
            target.writestr(name, data.replace(old, new) if name == part else data)
    return path
