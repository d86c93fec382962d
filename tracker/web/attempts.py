"""Counts attempts to sign on, so that a password cannot be guessed.

They are few and of the last minutes, and one program serves all pages: they are kept in memory. A library for limits
would count the requests of an address; here the attempts on one name from all addresses count as well.
"""

import time
from collections import Counter, deque
from collections.abc import Callable
from threading import Lock

from tracker.folding import fold

_MINUTES = 15
_OF_PAIR, _OF_NAME, _OF_ADDRESS = 5, 20, 60
"""Attempts on one name from one address, on one name from all, and from one address on all names.

The second is higher than the first, so that a stranger does not easily keep a person out by guessing at the name.
"""

Key = tuple[str, str]


class Attempts:
    """The attempts of the last quarter of an hour."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = Lock()
        self._past: deque[tuple[float, tuple[Key, ...]]] = deque()
        self._counts: Counter[Key] = Counter()

    def allowed(self, name: str, address: str) -> bool:
        """Count an attempt on a name from an address; return False if there were too many."""
        most = {(fold(name), address): _OF_PAIR, (fold(name), ""): _OF_NAME, ("", address): _OF_ADDRESS}
        with self._lock:
            self._forget()
            if any(self._counts[key] >= number for key, number in most.items()):
                return False
            self._past.append((self._clock(), tuple(most)))
            self._counts.update(tuple(most))
            return True

    def succeeded(self, name: str, address: str) -> None:
        """Forget the attempts of a person who has signed on; those from the address on other names still count."""
        with self._lock:
            for key in ((fold(name), address), (fold(name), "")):
                del self._counts[key]

    def _forget(self) -> None:
        while self._past and self._past[0][0] < self._clock() - _MINUTES * 60:
            for key in self._past.popleft()[1]:
                self._counts[key] -= 1
                if self._counts[key] <= 0:
                    del self._counts[key]
