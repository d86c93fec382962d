"""Signs people on and off: what is right is compared here, and every browser that is signed on has a row of its own."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from tracker.errors import RuleBroken
from tracker.followup.accounts import account_named
from tracker.followup.passwords import check_new, digest, hashed, matches
from tracker.language.texts import marked
from tracker.models import Account, Credential, SignOn

LASTS = timedelta(hours=12)
"""How long a browser stays signed on, whatever is done there."""

IDLE = timedelta(hours=4)
"""How long it stays signed on if nothing is done there."""

_NOTED = timedelta(minutes=5)
"""How exactly it is noted when a person was last there: a page that only reads seldom has to write."""


@dataclass(frozen=True)
class SignedOn:
    """The person of a browser that is signed on; ``noted`` is False if it is time to note that they are there."""

    name: str
    role: str
    agency: str
    noted: bool


class Proven(NamedTuple):
    """An account whose password was right, and the hash by which it was: that password may be replaced meanwhile.

    There is no password if the directory of the ministry has said who it is.
    """

    account: int
    password: str | None


def right_password(session: Session, name: str, password: str) -> Proven | None:
    """The open account of a name, if the password is its own; this takes the same time if there is none."""
    account = account_named(session, name)
    known = account if account is not None and account.closed_on is None else None
    credential = session.get(Credential, known.id) if known else None
    kept = credential.password if credential else ""
    right = matches(kept, password)
    return Proven(known.id, kept) if known and right else None


def vouched_for(session: Session, name: str) -> Proven | None:
    """The open account of the name by which a directory knows a person, who needs no password.

    Here the name alone decides. It may differ in capitals, but not in signs or accents as a name that is typed may: in a
    directory ``a.aliyev`` and ``a-aliyev`` are two people. An account that is open again by an undo alone is not opened to
    them either: it needs a new code, which need not be used.
    """
    account = account_named(session, name)
    if account is None or account.closed_on is not None:
        return None
    # Signs such as the Kelvin sign become plain letters when they lose their capitals.
    alike = account.name.casefold() == name.casefold() and account.name.isascii() == name.isascii()
    return Proven(account.id, None) if alike else None


def sign_on(session: Session, proven: Proven, at: datetime) -> str:
    """Sign a browser on for an account that is proven; gives the token for its cookie.

    Blank if the password was replaced or the account closed meanwhile. Sign-ons that have ended are tidied away.
    """
    session.execute(delete(SignOn).where((SignOn.expires < at) | (SignOn.seen < at - IDLE)))
    if not _still_proven(session, proven):
        return ""
    token = secrets.token_hex(32)
    session.add(SignOn(token=digest(token), account_id=proven.account, began=at, seen=at, expires=at + LASTS))
    session.flush()
    return token


def signed_on(session: Session, token: str, at: datetime) -> SignedOn | None:
    """The person of a token; ``None`` if it is of no browser that is signed on now."""
    query = select(Account, SignOn.seen).join(SignOn, SignOn.account_id == Account.id)
    query = query.where(SignOn.token == digest(token), SignOn.expires > at, SignOn.seen > at - IDLE)
    found = session.execute(query.where(Account.closed_on.is_(None))).first()
    if found is None:
        return None
    account, seen = found
    return SignedOn(account.name, account.role, account.agency_key or "", at - seen < _NOTED)


def note_seen(session: Session, token: str, at: datetime) -> None:
    """Note that a person is there."""
    session.execute(update(SignOn).where(SignOn.token == digest(token)).values(seen=at))


def sign_off(session: Session, token: str) -> None:
    """Sign a browser off: its cookie is worthless from now on."""
    session.execute(delete(SignOn).where(SignOn.token == digest(token)))


def set_password(session: Session, name: str, code: str, passwords: tuple[str, str], at: datetime) -> bool:
    """Set the password of an account by its one-time code, which is used up; return False if the code is not right.

    Raises ``Mistyped`` for a password that is easy to guess or was not typed twice alike: the code stays good then.
    """
    check_new(*passwords, name)
    account = account_named(session, name)
    if account is None or account.closed_on is not None:
        return False
    good = select(Credential.account_id).where(Credential.account_id == account.id, Credential.code == digest(code))
    if session.scalar(good.where(Credential.code_expires > at).with_for_update()) is None:
        return False  # whoever comes with it at the same moment waits for the row, and finds it used
    _keep_password(session, account.id, passwords[0])
    return True


def change_password(session: Session, name: str, old: str, passwords: tuple[str, str]) -> Proven:
    """Set another password for a person who is signed on, whose browsers are all signed off; gives what it proves now.

    Raises ``RuleBroken`` if the old password is not right, ``Mistyped`` for a new one that is none.
    """
    check_new(*passwords, name)
    proven = right_password(session, name, old)
    if proven is None or not _still_proven(session, proven):
        raise RuleBroken(marked("The current password is not right."))
    return _keep_password(session, proven.account, passwords[0])


def _still_proven(session: Session, proven: Proven) -> bool:
    """Return True if the account is open and has that password still; it keeps it to the end of the transaction."""
    query = select(Credential.account_id).join(Account, Account.id == Credential.account_id)
    query = query.where(Account.id == proven.account, Account.closed_on.is_(None))
    if proven.password is not None:
        query = query.where(Credential.password == proven.password)
    return session.scalar(query.with_for_update(of=Credential)) is not None


def _keep_password(session: Session, account: int, password: str) -> Proven:
    """Keep a new password, use up the code, and end all sign-ons that the old one has opened."""
    proven = Proven(account, hashed(password))
    new = {"password": proven.password, "code": "", "code_expires": None}
    session.execute(update(Credential).where(Credential.account_id == account).values(new))
    session.execute(delete(SignOn).where(SignOn.account_id == account))
    return proven
