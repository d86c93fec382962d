"""Who may do what on the pages: the permissions of each role, from ``reference/roles.csv``."""

import csv
from enum import StrEnum
from functools import cache
from pathlib import Path

_FILE = Path(__file__).parent / "reference" / "roles.csv"


class Scope(StrEnum):
    """How far a permission goes: for everything, for one's own alone, or not at all."""

    ALL = "all"
    OWN = "own"
    NONE = ""


def role_rows() -> list[dict[str, str]]:
    """The rows of the file: each permission, what it is, and the scope that each role has."""
    with _FILE.open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines))


@cache
def permissions() -> dict[str, dict[str, Scope]]:
    """The scopes by permission and role. Raises ``ValueError`` for a word of the file that is no scope."""
    return {
        row["permission"]: {role: Scope(scope) for role, scope in row.items() if role not in ("permission", "what")}
        for row in role_rows()
    }


def roles() -> tuple[str, ...]:
    """The roles, in the order of the file."""
    return tuple(next(iter(permissions().values())))


def scope(role: str, permission: str) -> Scope:
    """How far a role has a permission. Raises ``KeyError`` for one that the file does not have."""
    return permissions()[permission].get(role, Scope.NONE)
