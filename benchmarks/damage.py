"""Damaged files to try the import with: bytes, parts of archives, elements and attributes changed at random."""

import io
import json
import random
import re
import zipfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

KINDS = ("xlsx", "xls", "ods", "docx", "csv", "json")
SHEETS = Path(__file__).parents[1] / "tests" / "sheets"
LARGEST = 200_000
"""Bytes of a source: larger ones would take longer and show nothing else."""

_ODD = (
    b"", b"0", b"-1", b"1", b"7", b"65536", b"1048577", b"4294967295", b"99999999999999999999", b"1e309", b"nan",
    b"true", b"s", b"XFD1048576", b"A1:XFD1048576", b"A0", b"ZZZZ99", b"D4:B2", b"rId99", b"../../x.xml", b"#REF!",
    "١٢".encode(), b"\xff\xfe", b"FFGGHH", b"2026-13-45", b"PT99999999999H",
)  # fmt: skip
"""Values that no writer gives an attribute: too large, negative, of another kind, pointing nowhere."""
_ATTRIBUTE = re.compile(rb'[\w:]+="([^"]*)"')
_NUMBER = re.compile(rb">(-?\d[\d.]*)<")
_ELEMENT = re.compile(rb"<[\w:]+[^<>]*>")
_ENCODINGS = ("utf-16", "utf-8-sig", "cp1251", "mac_roman", "cp1252", "cp866", "utf-32", "utf-16-be")

Change = Callable[[random.Random, bytes], bytes]


def damaged_file(kind: str, number: int, folder: Path) -> Path:
    """The file of a kind that has this number."""
    chance = random.Random(f"{kind}:{number}")
    data = chance.choice(_sources(kind))
    for _ in range(chance.choice((1, 1, 1, 2, 4))):
        data = chance.choice(_CHANGES[kind])(chance, data)
    path = folder / f"damaged-{number}.{kind}"
    path.write_bytes(data)
    return path


@cache
def _sources(kind: str) -> list[bytes]:
    found = [_records()] if kind == "json" else [_workbook()] if kind == "xlsx" else []
    paths = sorted(path for path in SHEETS.rglob(f"*.{kind}") if not path.parent.name.startswith("bad-"))
    return found * max(1, len(paths) // 8) + [path.read_bytes() for path in paths if path.stat().st_size <= LARGEST]


def _rows() -> list[tuple[str, str, str, str]]:
    return [
        (f"140.{number}", f"Ensure access to a lawyer in district {number}", "Planned", "2027-12-31")
        for number in range(1, 12)
    ]


def _records() -> bytes:
    heads = ("Reference", "Recommendation", "Status", "Due date")
    return json.dumps([dict(zip(heads, row, strict=True)) for row in _rows()], indent=1).encode()


def _workbook() -> bytes:
    """A small workbook with all that a sheet can have beside its values."""
    from openpyxl import Workbook
    from openpyxl.comments import Comment
    from openpyxl.styles import Font, PatternFill
    from openpyxl.worksheet.datavalidation import DataValidation

    book = Workbook()
    page = book.worksheets[0]
    page.append(("Recommendations of the third cycle",))
    page.append(("No.", "Recommendation", "Status", "Due date"))
    for row in _rows():
        page.append(row)
    page.merge_cells("A1:D1")
    page["A3"].fill = PatternFill("solid", fgColor="FF0000")
    page["B4"].font = Font(strike=True, bold=True)
    page["C5"].comment = Comment("to be confirmed", "Leyla")
    page["D6"] = "=1/0"
    page["D7"].number_format = "0.00"
    page.row_dimensions[8].hidden = True
    page.column_dimensions["D"].hidden = True
    rule = DataValidation(type="list", formula1='"Planned,Implemented"')
    page.add_data_validation(rule)
    rule.add("C3:C20")
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


# Changes of bytes


def _some_bytes(chance: random.Random, data: bytes) -> bytes:
    changed = bytearray(data)
    for _ in range(chance.choice((1, 3, 20, 200)) if changed else 0):
        changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


def _cut(chance: random.Random, data: bytes) -> bytes:
    return data[: chance.randrange(len(data) + 1)]


def _block(chance: random.Random, data: bytes) -> bytes:
    """A run of bytes lost, given twice, or overwritten."""
    start = chance.randrange(len(data) + 1)
    end = min(len(data), start + chance.choice((1, 8, 64, 512, 4096)))
    new = chance.choice((b"", data[start:end] * 2, b"\x00" * (end - start), b"\xff" * (end - start)))
    return data[:start] + new + data[end:]


# Changes of the parts of an archive


def _in_part(change: Change) -> Change:
    """The same change within one part of an archive."""

    def changed(chance: random.Random, data: bytes) -> bytes:
        parts = _parts(data)
        telling = [name for name in parts if name.endswith((".xml", ".rels"))]
        if not telling:
            return _some_bytes(chance, data)
        name = chance.choice(telling)
        return _zipped({**parts, name: change(chance, parts[name])})

    return changed


def _other_parts(chance: random.Random, data: bytes) -> bytes:
    """A part lost, emptied, or replaced by another."""
    parts = _parts(data)
    if not parts:
        return data
    name, other = chance.choice(list(parts)), chance.choice(list(parts))
    how = chance.randrange(3)
    if how == 0:
        del parts[name]
    else:
        parts[name] = b"" if how == 1 else parts[other]
    return _zipped(parts)


def _parts(data: bytes) -> dict[str, bytes]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return {name: archive.read(name) for name in archive.namelist()}
    except Exception:
        return {}


def _zipped(parts: dict[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return target.getvalue()


# Changes of XML


def _attribute(chance: random.Random, data: bytes) -> bytes:
    return _put(chance, data, _ATTRIBUTE, chance.choice(_ODD))


def _number(chance: random.Random, data: bytes) -> bytes:
    """A number between tags, such as the index of a shared text."""
    return _put(chance, data, _NUMBER, chance.choice(_ODD))


def _element(chance: random.Random, data: bytes) -> bytes:
    """A tag lost, given twice, or renamed."""
    found = list(_ELEMENT.finditer(data))
    if not found:
        return data
    tag = chance.choice(found)
    new = chance.choice((b"", tag.group() * 2, tag.group().replace(b"<", b"<x", 1), tag.group()[:-1] + b"/>"))
    return data[: tag.start()] + new + data[tag.end() :]


def _put(chance: random.Random, data: bytes, pattern: re.Pattern[bytes], value: bytes) -> bytes:
    found = list(pattern.finditer(data))
    for place in sorted(chance.sample(found, min(len(found), chance.choice((1, 1, 5)))), key=lambda one: -one.start()):
        data = data[: place.start(1)] + value + data[place.end(1) :]
    return data


# Changes of text


def _encoded(chance: random.Random, data: bytes) -> bytes:
    return data.decode("utf-8", errors="replace").encode(chance.choice(_ENCODINGS), errors="replace")


def _marks(chance: random.Random, data: bytes) -> bytes:
    """A quotation mark, separator, bracket or control character where none belongs, or one of them lost."""
    start = chance.randrange(len(data) + 1)
    new = chance.choice(
        (b'"', b";", b",", b"\t", b"\x00", b"\x1a", b"\n", b"\r", b"[", b"]", b"{", b"}", b":", b"\\u12")
    )
    return data[:start] + new * chance.choice((1, 1, 3, 3000)) + data[start + chance.randrange(2) :]


def _mark_lost(chance: random.Random, data: bytes) -> bytes:
    places = [place.start() for place in re.finditer(rb"[\",;:\n\[\]{}]", data)]
    for place in sorted(chance.sample(places, min(len(places), chance.choice((1, 5)))), reverse=True):
        data = data[:place] + data[place + 1 :]
    return data


_BYTES: tuple[Change, ...] = (_some_bytes, _cut, _block)
_XML: tuple[Change, ...] = (_attribute, _attribute, _number, _element, _cut, _block, _some_bytes)
_ARCHIVE: tuple[Change, ...] = (*_BYTES, *map(_in_part, _XML * 2), _other_parts)
_TEXT: tuple[Change, ...] = (*_BYTES, _encoded, _marks, _mark_lost)
_CHANGES: dict[str, tuple[Change, ...]] = {
    "xlsx": _ARCHIVE, "ods": _ARCHIVE, "docx": _ARCHIVE, "xls": _BYTES, "csv": _TEXT, "json": _TEXT,
}  # fmt: skip
