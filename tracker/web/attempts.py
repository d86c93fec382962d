"""Counts attempts to sign on, so that a password cannot be guessed.

They are few and of the last minutes, and one program serves all pages: they are kept in memory. A library for limits
would count the requests of an address; here the attempts on one name from all addresses count as well, and those of a
person who has signed on are forgotten.
"""

import time
from collections.abc import Callable
from ipaddress import IPv6Network, ip_address
from threading import Lock
from typing import NamedTuple

from tracker.folding import fold

_MINUTES = 15
_OF_PAIR, _OF_NAME, _OF_ADDRESS = 5, 20, 60
"""Attempts on one name from one address, on one name from all, and from one address on all names.

The second is higher than the first, so that a stranger does not easily keep a person out by guessing at the name.
"""


class Attempt(NamedTuple):
    """An attempt: when it was, on which name, from which address."""

    at: float
    name: str
    address: str


class Attempts:
    """The attempts of the last quarter of an hour that did not end with a sign-on."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = Lock()
        self._past: list[Attempt] = []

    def allowed(self, name: str, address: str) -> bool:
        """Count an attempt on a name from an address; return False if there were too many."""
        new = Attempt(self._clock(), fold(name), _of_one(address))
        with self._lock:
            self._past = [one for one in self._past if one.at >= new.at - _MINUTES * 60]
            of_name = [one for one in self._past if one.name == new.name]
            of_pair = sum(one.address == new.address for one in of_name)
            of_address = sum(one.address == new.address for one in self._past)
            if of_pair >= _OF_PAIR or len(of_name) >= _OF_NAME or of_address >= _OF_ADDRESS:
                return False
            self._past.append(new)
            return True

    def succeeded(self, name: str, address: str) -> None:
        """Forget the attempts of a person who has signed on; those of strangers on the name still count."""
        mine = fold(name), _of_one(address)
        with self._lock:
            self._past = [one for one in self._past if (one.name, one.address) != mine]


def _of_one(address: str) -> str:
    """The address by which one computer counts: of IPv6 the network, in which it can choose addresses as it likes."""
    try:
        found = ip_address(address)
    except ValueError:
        return address
    if found.version == 4:
        return str(found)
    return str(found.ipv4_mapped or IPv6Network((int(found), 64), strict=False))
