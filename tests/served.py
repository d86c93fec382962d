"""Pages that a browser can open, served as 'tracker web' does."""

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from desk import Desk
from flask import Flask
from waitress.server import create_server

from tracker.door import Register


@contextmanager
def served(desk: Desk, make: Callable[[Register, frozenset[str]], Flask]) -> Iterator[str]:
    """The address of the pages that ``make`` gives for a desk's register and the names by which it may be asked for."""
    own = socket.create_server(("127.0.0.1", 0))
    host = f"127.0.0.1:{own.getsockname()[1]}"
    register = Register(desk.place)
    server = create_server(make(register, frozenset({host})), sockets=[own])
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        yield f"http://{host}"
    finally:
        server.trigger.pull_trigger(server.close)  # its own thread closes it, which may be waiting for its sockets
        thread.join()
        register.close()
