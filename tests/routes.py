"""Every address of the pages, with sample values in its gaps: what holds for all pages is tried on each of them.

A route that is added later is tried as well; if it has a gap that is not known here, it needs a value in ``VALUES``.
"""

import io
import re
import zipfile
from collections.abc import Iterator
from typing import NamedTuple

from flask import Flask
from pages import FIRST

VALUES = {
    "code": FIRST,
    "number": "2",
    "meeting_minutes.number": "1",
    "meeting.number": "1",
    "key": "MOJ",
    "name": "CAT-5",
    "role": "lead",
    "language": "en",
    "guide_picture.name": "home.png",
}
"""The values of the gaps, by name; of one page alone by "page.gap"."""

OUTSIDE = (
    "static", "sign_on", "sign_on_act", "set_password", "set_password_act", "ask_directory", "back_from_directory",
)  # fmt: skip
"""What needs no sign-on."""


class Address(NamedTuple):
    """A page or an act with its address; ``gaps`` are the names in the address that a browser can choose."""

    name: str
    path: str
    gaps: frozenset[str]
    acts: bool


def addresses(app: Flask, **values: str) -> Iterator[Address]:
    """The addresses of all routes behind the sign-on; ``values`` stand before the samples."""
    for rule in app.url_map.iter_rules():
        if rule.endpoint in OUTSIDE:
            continue

        def sample(gap: re.Match[str], page: str = rule.endpoint) -> str:
            known = {**VALUES, **values}
            assert {gap[1], f"{page}.{gap[1]}"} & set(known), f"give '{gap[1]}' of {page} a value in tests/routes.py"
            return known.get(f"{page}.{gap[1]}") or known[gap[1]]

        path = re.sub(r"<(?:\w+(?:\([^)]*\))?:)?(\w+)>", sample, rule.rule)
        yield Address(rule.endpoint, path, frozenset(rule.arguments), "POST" in (rule.methods or ()))


def words_of(content: bytes) -> str:
    """The words of a page or a file; of a workbook, a document or an archive those of its parts."""
    if not content.startswith(b"PK"):
        return content.decode("utf-8", "replace")
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        return "\n".join(words_of(parts.read(name)) for name in parts.namelist())
