"""The file that names a ministry's own directory of people, such as Entra ID, Keycloak or AD FS."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from tracker.errors import BadFile, Mistyped

_HERE = ("localhost", "127.0.0.1", "::1")
"""Names of this machine, to which nobody listens on the way."""

_OF_SEVERAL = ("name", "given_name", "family_name", "nickname")
"""What two people of a ministry may have alike, or choose for themselves."""

_LONGEST_LABEL = 60


@dataclass(frozen=True)
class Directory:
    """A directory that says who people are; pages call it by its label.

    ``claim`` is what names a person there. It is the name with which people sign on to their computers, because
    administrators give it and it is one person's alone; an e-mail address is often missing, or one's own to change.
    """

    issuer: str
    client_id: str
    client_secret: str = field(repr=False)
    label: str
    claim: str = "preferred_username"


_KEYS = tuple(one.name for one in fields(Directory))
_NEEDED = _KEYS[:-1]


def read_directory(file: Path) -> Directory:
    """The directory that a file names. Raises ``BadFile`` if it cannot be read, ``Mistyped`` for what is wrong in it."""
    found = _read(file)
    for key in found:
        if key not in _KEYS:
            raise Mistyped(f"there is no key '{key}'.", where=str(file), remedy=f"Known: {', '.join(_KEYS)}.")
    for key in _NEEDED:
        if key not in found:
            raise Mistyped(f"the key '{key}' is missing.", where=str(file), remedy=f'Add a line: {key} = "..."')
    for key, value in found.items():
        if not isinstance(value, str) or not value.strip():
            raise Mistyped(f"'{key}' is not a text.", where=str(file), remedy=f'Write it as {key} = "..."')
    directory = Directory(**{key: value.strip() for key, value in found.items()})
    _check(directory, str(file))
    return directory


def is_safe(address: str) -> bool:
    """Return True for an address that nobody can listen to on the way: one with https, or of this machine."""
    try:
        parts = urlsplit(address)
        return "@" not in parts.netloc and (
            (parts.scheme == "https" and bool(parts.hostname)) or (parts.scheme == "http" and parts.hostname in _HERE)
        )
    except ValueError:
        return False


def _read(file: Path) -> Mapping[str, Any]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8-sig"))
    except OSError as wrong:
        raise BadFile(
            f"the file cannot be read ({wrong.strerror}).", where=str(file), remedy="See: tracker web --help"
        ) from wrong
    except ValueError as wrong:  # not UTF-8, or not TOML
        raise Mistyped(
            f"the file is not TOML ({wrong}).",
            where=str(file),
            remedy='Write each line as label = "Entra ID", in UTF-8.',
        ) from wrong


def _check(directory: Directory, file: str) -> None:
    if not is_safe(directory.issuer) or set(directory.issuer) & set("?#"):
        raise Mistyped(
            f"the issuer '{directory.issuer}' is not an address with https.",
            where=file,
            remedy="Write it as https://login.example.gov/realms/ministry",
        )
    if directory.claim in _OF_SEVERAL:
        raise Mistyped(
            f"the claim '{directory.claim}' can be the same for two people.",
            where=file,
            remedy='Leave the line out, or name one that is one person\'s alone: claim = "email" or claim = "upn"',
        )
    if len(directory.label) > _LONGEST_LABEL:
        raise Mistyped("the label is too long.", where=file, remedy=f"Write at most {_LONGEST_LABEL} letters.")
