"""Adds and closes accounts, and gives out the one-time codes with which people set their passwords themselves."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from tracker.errors import Mistyped, NotFound, RuleBroken
from tracker.folding import fold, tidy
from tracker.followup.journal import Journal
from tracker.followup.passwords import digest, new_code
from tracker.models import Account, Credential, SignOn
from tracker.roles import roles

CODE_LASTS = timedelta(days=3)
"""How long a one-time code can be used."""

_OF_AGENCY = "agency"
"""The role whose people speak for one agency."""


@dataclass(frozen=True)
class Code:
    """A one-time code: for whom, until when. It is shown once and kept as a hash alone."""

    name: str
    text: str
    until: datetime


def add_account(journal: Journal, name: str, role: str, agency: str = "") -> Code:
    """Add an account, or open a closed one again, with a role; gives the code by which the person sets a password.

    ``agency`` is the key of the agency for which a person of the role ``agency`` speaks; other roles have none.
    Raises ``Mistyped`` for a name or a role that is none, ``RuleBroken`` if the name is taken.
    """
    _check_role(role, agency)
    if not fold(name):
        raise Mistyped(f"'{name}' is not a name.", remedy="Write the person's name with letters.")
    found = account_named(journal.session, name)
    if found is not None and found.closed_on is None:
        raise RuleBroken(
            f"there is an account of {found.name} already.",
            remedy="Write the name in another way, such as with the father's name. To change its role, close it first.",
        )
    if found is not None:
        journal.remove(Account, found.id)
    number = journal.add(Account, name=tidy(name), folded=fold(name), role=role, agency_key=agency or None)
    journal.flush()
    return _give_code(journal.session, number, journal.batch.at)


def close_account(journal: Journal, name: str, on: date) -> str:
    """Close an account: its browsers are signed off, its password is gone. Returns its name. Raises ``NotFound``."""
    account = find_account(journal.session, name)
    number, told = account.id, account.name
    journal.change(Account, number, "closed_on", None, on)
    journal.flush()
    forget(journal.session, number)
    return told


def reset_account(session: Session, name: str, at: datetime) -> Code:
    """Take the password of an account away and sign its browsers off; gives a new code. Raises ``NotFound``.

    It is no act of the journal: nothing of the register changes, and nothing of it can be undone.
    """
    account = find_account(session, name)
    return _give_code(session, account.id, at)


def forget(session: Session, account: int) -> None:
    """Forget how a person proves who they are, and sign their browsers off.

    The password goes first: this waits for a sign-on that is being written with it, which then goes as well.
    """
    session.execute(delete(Credential).where(Credential.account_id == account))
    session.execute(delete(SignOn).where(SignOn.account_id == account))


def account_named(session: Session, name: str) -> Account | None:
    """The account of a name in any spelling, open or closed."""
    return session.scalars(select(Account).where(Account.folded == fold(name))).first()


def find_account(session: Session, name: str) -> Account:
    """The open account of a name in any spelling. Raises ``NotFound``."""
    found = account_named(session, name)
    if found is None or found.closed_on is not None:
        raise NotFound(f"there is no account of {name}.", remedy="See: tracker users list")
    return found


def _give_code(session: Session, account: int, at: datetime) -> Code:
    forget(session, account)
    code = Code(session.get_one(Account, account).name, new_code(), at + CODE_LASTS)
    session.add(Credential(account_id=account, code=digest(code.text), code_expires=code.until))
    session.flush()
    return code


def _check_role(role: str, agency: str) -> None:
    if role not in roles():
        raise Mistyped(f"there is no role '{role}'.", remedy=f"Known: {', '.join(roles())}.")
    if role == _OF_AGENCY and not agency:
        raise Mistyped("a person of the role agency speaks for one agency.", remedy="Name it: --agency MOJ")
    if role != _OF_AGENCY and agency:
        raise Mistyped(f"a person of the role {role} speaks for no agency.", remedy="Leave out --agency.")
