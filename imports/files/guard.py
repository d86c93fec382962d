"""Checks a file before it is opened: that it is of the kind that it claims to be, and that it is safe to open."""

import io
import zipfile
import zlib
from pathlib import Path

from tracker.errors import BadFile
from tracker.language.phrase import Phrase
from tracker.language.texts import marked
from tracker.stamps import REPORT

MOST_UNZIPPED = 500 * 2**20
"""Bytes a spreadsheet or document may unzip to: an export of 250,000 rows with long texts needs about 350 MB."""
_SMALL = 150 * 2**20
"""Bytes that any file may unzip to: a sheet of 100,000 rows needs about half of it."""
_MOST_TIMES = 40
"""How many times larger than itself a file may become: sheets become 5 to 15 times larger, bombs 100 to 1,000 times."""
MOST_BYTES = 100 * 2**20
MOST_CELLS = 10_000_000
"""Cells of the rectangle from A1 to the last used cell: an export of 250,000 rows up to column Z has 6,500,000."""

_PROPERTIES = "docProps/core.xml"
_READ_AT_ONCE = 2**20
_BROKEN = (
    zipfile.BadZipFile,
    EOFError,
    LookupError,
    NotImplementedError,
    RuntimeError,
    OSError,
    ValueError,
    zlib.error,
)
"""What the reader of archives raises for a broken one."""

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENDINGS = {
    ".xlsx": "xlsx", ".xlsm": "xlsx", ".xltx": "xlsx", ".xls": "xls", ".ods": "ods", ".docx": "docx",
    ".csv": "text", ".tsv": "text", ".txt": "text", ".json": "json", ".jsonl": "json", ".ndjson": "json",
}  # fmt: skip
_NAMES = {
    "xlsx": marked("an Excel workbook (.xlsx)"),
    "xls": marked("an old Excel workbook (.xls)"),
    "ods": marked("a LibreOffice sheet (.ods)"),
    "docx": marked("a Word document (.docx)"),
    "doc": marked("an old Word document (.doc)"),
    "text": marked("plain text, such as a CSV file"),
    "json": marked("a list (.json)"),
    "pdf": marked("a PDF document"),
    "picture": marked("a picture"),
    "html": marked("a web page"),
    "zip": marked("a zip archive"),
    "unknown": marked("something else"),
}
_RIGHT_ENDING = {"xlsx": ".xlsx", "xls": ".xls", "ods": ".ods", "docx": ".docx", "text": ".csv", "json": ".json"}


def recognise(path: Path, data: bytes) -> str:
    """The kind of a file by its name and its bytes: ``xlsx``, ``xls``, ``ods``, ``docx``, ``text`` or ``json``.

    Raises ``BadFile`` with what is wrong and what to do for everything that cannot be read as sheets.
    """
    claimed = _ENDINGS.get(path.suffix.lower())
    kind = _kind(data)
    if kind == "text" and claimed == "json":
        kind = "json"
    if kind == "locked":
        raise locked(path)
    if kind == "broken":
        raise damaged(path)
    if kind not in _RIGHT_ENDING:
        raise BadFile(
            Phrase("this is {kind}, which has no sheets that can be read.", kind=Phrase(_NAMES[kind])),
            where=path.name,
            remedy=marked("Save the table as .xlsx, .docx or .csv and import that."),
        )
    if claimed is None:
        raise BadFile(
            Phrase(
                "files that end in '{ending}' have no sheets; this one may be a link or a shortcut.", ending=path.suffix
            ),
            where=path.name,
            remedy=marked("Open the file that it leads to, save the table as .xlsx, .docx or .csv, and import that."),
        )
    if claimed != kind:
        raise BadFile(
            Phrase(
                "the name ends in '{ending}', but the file is {kind}.", ending=path.suffix, kind=Phrase(_NAMES[kind])
            ),
            where=path.name,
            remedy=Phrase(
                "If that is right, rename it to end in '{ending}'; else ask the sender for the real file.",
                ending=_RIGHT_ENDING[kind],
            ),
        )
    if kind in ("xlsx", "ods", "docx"):
        _bounded(path, data)
    if kind in ("xlsx", "docx"):
        _no_report_of_ours(path, data)
    return kind


def bytes_of(path: Path, name: str) -> bytes:
    """The bytes of a file that has a name. Raises ``BadFile`` for one that is not there, empty or too large."""
    if name.startswith(("~$", ".~lock.")):
        raise BadFile(
            marked("this is the lock file that Excel or LibreOffice keeps while a workbook is open, not the workbook."),
            where=name,
            remedy=Phrase("Close the workbook and import '{name}' itself.", name=name.removeprefix("~$")),
        )
    if not path.exists():
        raise BadFile("there is no such file.", where=str(path), remedy="Check the name and the folder.")
    if path.is_dir():
        raise BadFile("this is a folder.", where=str(path), remedy="Name the files in it.")
    if path.stat().st_size > MOST_BYTES:
        raise BadFile(
            Phrase("the file is larger than {size} MB.", size=MOST_BYTES >> 20),
            where=name,
            remedy=marked("Split it into smaller files."),
        )
    try:
        data = path.read_bytes()
    except OSError as wrong:
        raise BadFile(
            Phrase("the file cannot be opened ({reason}).", reason=wrong.strerror),
            where=name,
            remedy=marked("Close it in other programs and try again."),
        ) from wrong
    if not data.strip(b"\x00 \t\r\n\xef\xbb\xbf"):
        raise BadFile(marked("the file is empty."), where=name, remedy=marked("Ask the sender for it again."))
    return data


def _kind(data: bytes) -> str:
    if data.startswith(b"PK"):
        return _zipped(data)
    if data.startswith(_OLE):
        return _compound(data)
    if data.startswith(b"%PDF"):
        return "pdf"
    if data.startswith((b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM\x00")):
        return "picture"
    head = data[:2048].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith((b"<!doctype html", b"<html", b"<table")):
        return "html"
    return "text" if _looks_like_text(data) else "unknown"


def _zipped(data: bytes) -> str:
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        names = set(archive.namelist())
        manifest = archive.read("META-INF/manifest.xml") if "META-INF/manifest.xml" in names else b""
    except _BROKEN:
        return "broken"
    if b"encryption-data" in manifest:
        return "locked"
    if "word/document.xml" in names:
        return "docx"
    if "content.xml" in names:
        return "ods"
    return "xlsx" if any(name.lower().startswith("xl/") for name in names) else "zip"


def _compound(data: bytes) -> str:
    """Old Office files and encrypted new ones share one container; the names of its streams tell them apart."""
    if _stream(b"EncryptedPackage", data):
        return "locked"
    if _stream(b"WordDocument", data):
        return "doc"
    return "xls" if _stream(b"Workbook", data) or _stream(b"Book", data) else "broken"


def _stream(name: bytes, data: bytes) -> bool:
    return name.decode().encode("utf-16-le") in data


def _looks_like_text(data: bytes) -> bool:
    if data.startswith((b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")):
        return True
    sample = data[:65536].rstrip(b"\x00\x1a")
    zeros = sample.count(0)
    if zeros:
        return zeros > len(sample) // 4 and (not any(sample[1::2]) or sample[1::2].count(0) > len(sample) // 4)
    return sum(byte < 9 or 13 < byte < 32 for byte in sample) == 0


def _bounded(path: Path, data: bytes) -> None:
    """Refuse archives that are broken or that unzip to more than a sheet can need, before any library opens them."""
    unzipped = 0
    most = min(MOST_UNZIPPED, max(_SMALL, _MOST_TIMES * len(data)))
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if sum(part.file_size for part in archive.infolist()) > most:
                raise _too_large(path, most)
            for part in archive.infolist():
                with archive.open(part) as stream:
                    while piece := stream.read(_READ_AT_ONCE):
                        unzipped += len(piece)
                        if unzipped > most:
                            raise _too_large(path, most)
    except _BROKEN as wrong:
        raise damaged(path) from wrong


def _no_report_of_ours(path: Path, data: bytes) -> None:
    """Refuse the tracker's own progress reports: they hold statuses of the past."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        told = archive.read(_PROPERTIES) if _PROPERTIES in archive.namelist() else b""
    if f">{REPORT}<".encode() in told:
        raise BadFile(
            marked("this is a progress report that the tracker wrote, not a sheet to fill in."),
            where=path.name,
            remedy="For a sheet that can be edited and imported again: tracker export sheet -o FILE.xlsx",
        )


def _too_large(path: Path, most: int) -> BadFile:
    return BadFile(
        Phrase(
            "the file unzips to more than {size} MB, far more than a sheet of recommendations needs.", size=most >> 20
        ),
        where=path.name,
        remedy=marked("Copy the rows that are needed into a new workbook and import that."),
    )


def locked(path: Path) -> BadFile:
    """The error for a file that asks for a password."""
    return BadFile(
        marked("the file is protected by a password."),
        where=path.name,
        remedy=marked("Open it, save it without a password (File > Info > Protect Workbook), and import that."),
    )


def damaged(path: Path) -> BadFile:
    """The error for a file that is cut short or broken inside."""
    return BadFile(
        marked("the file is damaged or incomplete."),
        where=path.name,
        remedy=marked("Open it in Excel and save it again, or ask the sender for it once more."),
    )
