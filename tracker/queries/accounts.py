"""The accounts of an office server: who may sign on, in which role, and who was there last."""

from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tracker.dates import shown_moment
from tracker.models import Account, Credential, SignOn


def accounts(session: Session, at: datetime) -> list[dict[str, Any]]:
    """All accounts by name: role, agency, and whether a password is set; closed ones are last."""
    last = select(SignOn.account_id, func.max(SignOn.seen).label("seen")).group_by(SignOn.account_id).subquery()
    query = select(Account, Credential, last.c.seen)
    query = query.outerjoin(Credential, Credential.account_id == Account.id)
    query = query.outerjoin(last, last.c.account_id == Account.id)
    return [
        {
            "name": account.name,
            "role": account.role,
            "agency": account.agency_key,
            "state": _state(account, credential, at),
            "seen": shown_moment(seen) if seen else "",
        }
        for account, credential, seen in session.execute(query.order_by(Account.closed_on.is_not(None), Account.folded))
    ]


def has_accounts(session: Session) -> bool:
    """Return True if at least one person may sign on."""
    return session.scalars(select(Account.id).where(Account.closed_on.is_(None)).limit(1)).first() is not None


def _state(account: Account, credential: Credential | None, at: datetime) -> str:
    """How far an account can be used, in words."""
    if account.closed_on is not None:
        return f"closed on {account.closed_on}"
    if credential is None:
        return "needs a code: tracker users reset"
    if credential.password:
        return "in use"
    good = credential.code_expires is not None and credential.code_expires > at
    return f"code until {shown_moment(credential.code_expires)}" if good and credential.code_expires else "code expired"
