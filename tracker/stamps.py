"""Stamps: how sheets that the tracker wrote, and each of their rows, are known again when they come back.

A stamp is plain text, so that it survives Excel, LibreOffice, copying and sorting: ``R3-MOJ-017-QK`` is row 17 of what the
Ministry of Justice was asked in round 3, ``S27-33554439-QKXA`` is a recommendation as it was after batch 27. The letters at
the end tell a mistyped stamp from a real one.
"""

import hashlib
import re
from base64 import b32encode
from dataclasses import dataclass

COLUMN = "field:"
"""How a cell of the hidden row of a reply sheet begins that names the field of its column."""

REPORT = "progress report of the tracker"
"""The category that a progress report has among its properties, so that it is not taken for a sheet to import."""

AGENCY_KEY = r"[A-Z][A-Z0-9_]*"
"""The form of an agency's key, so that a stamp with it can be read again."""

_STAMP = re.compile(rf"\bR(\d{{1,5}})-({AGENCY_KEY})(?:-(\d{{1,5}}))?-([A-Z2-7]{{2}})\b")


@dataclass(frozen=True)
class Stamp:
    """A stamp that was read: the round, the agency, and the row's place (``None`` for a whole sheet)."""

    text: str
    request: int
    agency: str
    place: int | None
    genuine: bool


def can_name(agency: str) -> bool:
    """Whether a stamp with this key of an agency can be read again."""
    return re.fullmatch(AGENCY_KEY, agency) is not None


def row_stamp(request: int, agency: str, place: int) -> str:
    """The identity of a row: round, agency, and its place in what the agency was asked."""
    return _signed(f"R{request}-{agency}-{place:03}")


def sheet_stamp(request: int, agency: str) -> str:
    """The reference of an agency's whole sheet in a round."""
    return _signed(f"R{request}-{agency}")


def find_stamp(text: str) -> Stamp | None:
    """The first stamp in a text; one whose letters do not fit is not ``genuine``."""
    found = _STAMP.search(text)
    if found is None:
        return None
    body = found[0].rpartition("-")[0]
    place = int(found[3]) if found[3] else None
    return Stamp(found[0], int(found[1]), found[2], place, _signed(body) == found[0])


def _signed(body: str) -> str:
    return f"{body}-{_letters(body)[:2]}"


def _letters(text: str) -> str:
    return b32encode(hashlib.blake2b(text.encode(), digest_size=5).digest()).decode()


_STATE = re.compile(r"\bS(\d{1,9})-(\d{1,18})-([A-Z2-7]{4})\b")


@dataclass(frozen=True)
class StateStamp:
    """The stamp of a row of an exported sheet: the last batch that its author saw, and the recommendation's row."""

    batch: int
    row: int
    own: bool
    """False if another register wrote it, or if it was changed."""


def state_stamp(register: str, batch: int, row: int) -> str:
    """The stamp of a row of an exported sheet, such as ``S27-33554439-QKXA``; ``register`` tells this one from others."""
    body = f"S{batch}-{row}"
    return f"{body}-{_letters(register + body)[:4]}"


def is_state_stamp(text: str) -> bool:
    """Return True if a cell holds the stamp of an exported row and nothing else."""
    return _STATE.fullmatch(text.strip()) is not None


def find_state(text: str, register: str) -> StateStamp | None:
    """The stamp of an exported row in a text; ``None`` if there is none."""
    found = _STATE.search(text)
    if found is None:
        return None
    batch, row = int(found[1]), int(found[2])
    return StateStamp(batch, row, state_stamp(register, batch, row) == found[0])
