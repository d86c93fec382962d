"""Passwords and one-time codes: how they are made, kept and compared. Nothing is kept that could be read back."""

import hashlib
import secrets
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error, InvalidHashError

from tracker.errors import Mistyped
from tracker.folding import fold
from tracker.language.texts import marked

_SHORTEST, _LONGEST = 12, 200
_SIGNS = "23456789abcdefghjkmnpqrstuvwxyz"
"""The signs of codes: none that is taken for another when it is read aloud or copied by hand."""

_GROUPS, _IN_GROUP = 4, 5
_HASHER = PasswordHasher()


def hashed(password: str) -> str:
    """The hash of a password, by Argon2id."""
    return _HASHER.hash(password)


def matches(kept: str, password: str) -> bool:
    """Return True if a password is the one that was kept. It takes the same time where there is none to compare with."""
    try:
        return _HASHER.verify(kept or _of_nobody(), password) and bool(kept)
    except (Argon2Error, InvalidHashError):
        return False


@cache
def _of_nobody() -> str:
    return hashed(secrets.token_urlsafe(32))


def check_new(password: str, again: str, name: str) -> None:
    """Refuse a password that is easy to guess, or was not typed twice alike. Raises ``Mistyped``."""
    if password != again:
        raise Mistyped(marked("The two passwords differ."), remedy=marked("Type the same password twice."))
    if not _SHORTEST <= len(password) <= _LONGEST:
        raise Mistyped(
            marked("A password has 12 to 200 characters."), remedy=marked("Take four or more words that you remember.")
        )
    if len(set(password)) < 5 or fold(password).replace(" ", "") in fold(name).replace(" ", "") * 3:
        raise Mistyped(
            marked("This password is easy to guess."), remedy=marked("Take four or more words that you remember.")
        )


def new_code() -> str:
    """A one-time code that nobody can guess: 20 signs of 31, in groups."""
    return "-".join("".join(secrets.choice(_SIGNS) for _ in range(_IN_GROUP)) for _ in range(_GROUPS))


def digest(secret: str) -> str:
    """The hash of a code or a token, however it is written. A quick one is enough: nobody can try them all."""
    return hashlib.sha256("".join(secret.lower().replace("-", " ").split()).encode()).hexdigest()
