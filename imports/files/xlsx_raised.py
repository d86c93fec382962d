"""Figures that are set above the line in a cell of an .xlsx workbook, as the marks of footnotes are."""

import io
import re
import zipfile

from imports.files.invisible import raised

_TEXTS = "xl/sharedStrings.xml"
_FIGURES = re.compile(rb'(<vertAlign val="superscript"\s*/>(?:(?!</r>).)*?<t(?:\s[^>]*)?>)(\d{1,2})(?=</t>)', re.DOTALL)


def with_raised_figures(data: bytes) -> bytes:
    """The workbook with the letters for such figures ("Implemented²"), which would be read as "Implemented2" otherwise."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        texts = archive.read(_TEXTS) if _TEXTS in archive.namelist() else b""
        if b'"superscript"' not in texts:
            return data
        copy = io.BytesIO()
        with zipfile.ZipFile(copy, "w") as written:
            for item in archive.namelist():
                written.writestr(item, _FIGURES.sub(_raised, texts) if item == _TEXTS else archive.read(item))
    return copy.getvalue()


def _raised(match: re.Match[bytes]) -> bytes:
    return match[1] + raised(match[2].decode()).encode()
