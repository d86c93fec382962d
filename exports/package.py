"""Files of Office as what they are, zip archives: some parts replaced, every other one byte for byte as it was."""

import copy
import io
import zipfile
from collections.abc import Iterator, Mapping
from typing import Any

from lxml import etree

_PARSER = {"resolve_entities": False, "no_network": True, "huge_tree": True, "remove_blank_text": False}


def parts(data: bytes) -> Iterator[str]:
    """The names of the parts of a file."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        yield from archive.namelist()


def part(data: bytes, name: str) -> bytes:
    """A part of a file."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(name)


def parsed(data: bytes) -> Any:
    """The root of a part; entities are never resolved, nothing is fetched."""
    return etree.fromstring(data, etree.XMLParser(**_PARSER))


def serialised(root: Any) -> bytes:
    """A part again, in the form that Office writes."""
    text: bytes = etree.tostring(root.getroottree(), xml_declaration=True, encoding="UTF-8", standalone=True)
    return text


def with_parts(data: bytes, changed: Mapping[str, bytes]) -> bytes:
    """A file with some parts replaced, in the order and with the dates that they had."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(target, "w") as archive:
        archive.comment = source.comment
        for item in source.infolist():
            archive.writestr(copy.copy(item), changed.get(item.filename) or source.read(item), item.compress_type)
    return target.getvalue()
