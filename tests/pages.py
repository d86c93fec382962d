"""A browser of the tests: the pages of a register, signed on, with forms filled in as a person does."""

import html
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from desk import Desk
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tracker.door import Register
from tracker.web.app import create_app

HOST = "127.0.0.1:8100"
TOKEN = "the-token-of-the-tests"
FIRST = "UPR-4/138.1"
ROWS = [
    ["Mechanism", "No.", "Recommendation", "Position", "Country", "Lead agency", "Status", "Due date", "Measures"],
    ["UPR 4th cycle", "138.1", "Ratify the Protocol", "Supported", "Chile", "MOJ", "in progress", "31.12.2025", "Draft law"],
    ["UPR 4th cycle", "138.2", "Record every questioning", "Noted", "Denmark", "MIA", "not started", "2027", ""],
    ["CAT/C/AZE/CO/5", "13(b)", "Let doctors examine persons in custody", "", "", "MIA", "", "06.2025", ""],
]  # fmt: skip

HEADER = ["No.", "Recommendation", "Lead agency", "Status"]
ASKING = [
    HEADER,
    ["140.1", "Adopt a law on domestic violence", "Minstry of Youth and Sports", "Planned"],
    ["140.2", "Ensure inclusive education for all children", "MSE", "Ongoing"],
    ["140.3", "Lift the limits on peaceful assembly", "The Bureau", "Planned"],
]
"""A sheet of which the import has to ask."""


class Pages:
    """What a person at the pages can do."""

    def __init__(self, client: FlaskClient) -> None:
        self.client = client

    def get(self, address: str, **words: Any) -> TestResponse:
        return self.client.get(address, base_url=f"http://{HOST}", buffered=True, **words)

    def read(self, address: str) -> str:
        """A page as text; it has to be there."""
        found = self.get(address)
        assert found.status_code == 200, (address, found.status_code)
        return found.text

    def post(self, address: str, **fields: Any) -> TestResponse:
        return self.client.post(address, base_url=f"http://{HOST}", data=fields)

    def hidden(self, address: str) -> dict[str, str]:
        """The hidden fields of the forms of a page."""
        found = dict(re.findall(r'<input type="hidden" name="(csrf|seen)" value="([^"]*)">', self.read(address)))
        return {name: html.unescape(value) for name, value in found.items()}

    def act(self, address: str, page: str, **fields: Any) -> TestResponse:
        """Fill in a form of a page and send it."""
        return self.post(address, **self.hidden(page), **fields)


@contextmanager
def pages_of(desk: Desk, token: str = TOKEN) -> Iterator[Pages]:
    """The pages of a desk's register; nobody is signed on yet."""
    register = Register(desk.place)
    yield Pages(create_app(register, token, frozenset({HOST})).test_client())
    register.close()


@contextmanager
def signed_on(desk: Desk) -> Iterator[Pages]:
    """The pages of a desk's register, signed on."""
    with pages_of(desk) as pages:
        assert pages.get(f"/sign-on?token={TOKEN}").status_code == 302
        yield pages
