"""Serves the pages on this machine alone, and opens them in the browser."""

import secrets
import socket
import webbrowser
from collections.abc import Callable

from waitress.server import create_server

from tracker.door import Register
from tracker.errors import TrackerError
from tracker.web.app import MOST_BYTES, create_app

_HERE = "127.0.0.1"
_THREADS = 8


def serve(place: Register, port: int, tell: Callable[[str], None], *, browser: bool) -> None:
    """Serve the pages until the program is ended; ``tell`` is given the address, which works once.

    With port 0 a free one is taken. Raises ``TrackerError`` where the port is taken.
    """
    own = _listening(port)
    hosts = frozenset(f"{name}:{own.getsockname()[1]}" for name in (_HERE, "localhost"))
    token = secrets.token_urlsafe(32)
    address = f"http://{_HERE}:{own.getsockname()[1]}/sign-on?token={token}"
    server = create_server(
        create_app(place, token, hosts), sockets=[own], threads=_THREADS, ident="", max_request_body_size=MOST_BYTES
    )
    tell(address)
    if browser:
        webbrowser.open(address)
    try:
        server.run()
    finally:
        server.close()


def _listening(port: int) -> socket.socket:
    own = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        own.bind((_HERE, port))
    except OSError as wrong:
        own.close()
        raise TrackerError(
            f"port {port} cannot be used ({wrong.strerror}).", remedy="Leave out --port, and a free one is taken."
        ) from wrong
    return own
