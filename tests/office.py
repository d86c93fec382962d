"""An office of the tests: the pages of a server with accounts, and people of every role who are signed on there."""

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count

from desk import Desk
from flask import Flask
from pages import HOST, Pages
from sqlalchemy.orm import Session

from tracker.door import Register, now
from tracker.followup.accounts import account_named
from tracker.followup.sign_on import Proven, sign_on
from tracker.models import Credential
from tracker.roles import roles
from tracker.web.app import create_office
from tracker.web.openid import OpenId

PASSWORD = "four words of the tests"
NAMES = {"secretariat": "Sevda", "agency": "Murad", "ombudsperson": "Günel", "observer": "Orxan"}
"""A person of every role; that of the role agency is of the Ministry of Justice."""

_stranger = count(1)


class Office:
    """The server, and the people of the office."""

    def __init__(self, desk: Desk, app: Flask) -> None:
        self.desk = desk
        self.app = app

    def browser(self) -> Pages:
        """A browser at which nobody is signed on, of an address of its own."""
        client = self.app.test_client()
        client.environ_base["REMOTE_ADDR"] = f"10.0.0.{next(_stranger) % 250}"
        return Pages(client)

    def at(self, role: str) -> Pages:
        """A browser at which the person of a role is signed on, as if by the password."""
        with Session(self.desk.engine) as session, session.begin():
            account = account_named(session, NAMES[role]).id
            token = sign_on(session, Proven(account, session.get(Credential, account).password), now())
        pages = self.browser()
        pages.client.set_cookie("tracker-sign-on", token, domain=HOST.partition(":")[0])
        return pages


def with_people(desk: Desk) -> Desk:
    """A desk with an account for every role."""
    assert set(NAMES) == set(roles()), "give the new role a name in tests/office.py"
    for role, name in NAMES.items():
        desk.ok("users", "add", name, "--role", role, *(("--agency", "MOJ") if role == "agency" else ()))
    return desk


@contextmanager
def office_of(desk: Desk, *, secure: bool = False, openid: OpenId | None = None) -> Iterator[Office]:
    """The server of a desk's register."""
    register = Register(desk.place)
    yield Office(desk, create_office(register, frozenset({HOST}), secure=secure, openid=openid))
    register.close()
