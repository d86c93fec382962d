"""Serves the pages: on a laptop to its own browser, on an office server to people with accounts."""

import os
import secrets
import socket
import sys
import webbrowser
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from flask import Flask
from waitress.server import create_server

from tracker.door import Register
from tracker.errors import Mistyped, TrackerError
from tracker.queries.accounts import has_accounts
from tracker.web.app import create_app, create_office
from tracker.web.openid import OpenId

_HERE = "127.0.0.1"
_EVERYWHERE = ("0.0.0.0", "::", "")  # noqa: S104 - the administrator says so
_THREADS = 8
_LARGEST = 256 * 1024 * 1024
"""Bytes of a request that the server takes at all; what a page takes is far less, and is checked there."""

_TURN = 0.001
"""Seconds after which a long page, such as a report, lets another one go on: five times as often as is usual."""


@dataclass(frozen=True)
class Place:
    """Where an office server listens: ``addresses`` are those that people open, ``proxy`` what stands before it.

    ``openid`` asks the directory of the ministry who people are.
    """

    host: str
    port: int
    addresses: Sequence[str] = ()
    proxy: str = ""
    openid: OpenId | None = None


def serve(register: Register, port: int, tell: Callable[[str], None], *, browser: bool) -> None:
    """Serve the pages to this machine until the program is ended; ``tell`` is given the address, which works once.

    With port 0 a free one is taken. Raises ``TrackerError`` where the port is taken.
    """
    own = _listening(_HERE, port)
    hosts = frozenset(f"{name}:{own.getsockname()[1]}" for name in (_HERE, "localhost"))
    token = secrets.token_urlsafe(32)
    address = f"http://{_HERE}:{own.getsockname()[1]}/sign-on?token={token}"
    with _server(create_app(register, token, hosts), own) as server:
        tell(address)
        if browser:
            webbrowser.open(address)
        server.run()


def serve_office(register: Register, where: Place, tell: Callable[[str], None]) -> None:
    """Serve the pages to people with accounts until the program is ended; ``tell`` is given each address.

    Raises ``TrackerError`` while there is no account, for an address that is none, and where the port is taken.
    """
    with register.reading() as session:
        if not has_accounts(session):
            raise TrackerError(
                "there is no account yet, and nobody could sign on.",
                remedy='Add one: tracker users add "NAME" --role secretariat',
            )
    addresses = [_checked(address) for address in where.addresses or _addresses_of(where)]
    if len({urlsplit(address).scheme for address in addresses}) > 1:
        raise Mistyped("some addresses are http, some https.", remedy="Give those with https alone.")
    own = _listening(where.host, where.port)
    hosts = frozenset(urlsplit(address).netloc for address in addresses)
    app = create_office(register, hosts, secure=addresses[0].startswith("https:"), openid=where.openid)
    with _server(app, own, **_trusting(where.proxy)) as server:
        for address in addresses:
            tell(address)
        server.run()


@contextmanager
def _server(app: Flask, own: socket.socket, **options: Any) -> Iterator[Any]:
    """A server that takes requests already, and answers them once it runs."""
    sys.setswitchinterval(_TURN)
    options |= {"threads": _THREADS, "ident": "", "max_request_body_size": _LARGEST}
    server = create_server(app, sockets=[own], **options)
    try:
        yield server
    finally:
        server.close()


def _trusting(proxy: str) -> dict[str, Any]:
    """The options by which the server takes from its proxy, and from nobody else, who asks."""
    told = {"trusted_proxy_headers": {"x-forwarded-for"}, "trusted_proxy_count": 1} if proxy else {}
    return {"trusted_proxy": proxy or None, "clear_untrusted_proxy_headers": True, **told}


def _addresses_of(where: Place) -> list[str]:
    if where.host in _EVERYWHERE:
        raise Mistyped(
            "the pages are for every name of this machine, and people open one.",
            remedy="Name it: --address https://tracker.example.gov",
        )
    host = f"[{where.host}]" if ":" in where.host else where.host
    return [f"http://{host}:{where.port}"]


def _checked(address: str) -> str:
    """An address that people open. Raises ``Mistyped`` if it is none, or has a path."""
    parts = urlsplit(address.rstrip("/"))
    if parts.scheme not in ("http", "https") or not parts.netloc or parts.path or parts.query or "@" in parts.netloc:
        raise Mistyped(f"'{address}' is not an address.", remedy="Write it as https://tracker.example.gov")
    usual = {"http": ":80", "https": ":443"}[parts.scheme]  # browsers leave it out
    return f"{parts.scheme}://{parts.netloc.lower().removesuffix(usual)}"


def _listening(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    own = socket.socket(family, socket.SOCK_STREAM)
    if os.name == "posix":  # else a server that starts anew waits for the connections of the last one
        own.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        own.bind((host, port))
    except OSError as wrong:
        own.close()
        raise TrackerError(
            f"port {port} of {host} cannot be used ({wrong.strerror}).", remedy="Leave out --port, or give another."
        ) from wrong
    return own
