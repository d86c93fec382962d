"""The door of a laptop: a token that works once signs on the browser of whoever works at the computer. No account."""

import secrets
from threading import Lock
from typing import Any

from flask import Flask, abort, redirect, request, session, url_for

from tracker.door import acting_person
from tracker.web.session import same
from tracker.web.visit import Route, Visitor


class Laptop:
    """Lets in who has the token, once."""

    outside = ("sign_on",)
    routes: tuple[Route, ...] = ()

    def __init__(self, token: str) -> None:
        self._token = token
        self._lock = Lock()

    def guard(self, app: Flask) -> None:
        """Add the address that signs on."""
        app.add_url_rule("/sign-on", "sign_on", self._sign_on)

    def visitor(self) -> Visitor | None:
        """The person who is signed in to the computer, who does the secretariat's work."""
        return Visitor(acting_person(), "secretariat") if "person" in session else None

    def turn_away(self) -> Any:
        """Say where the address is."""
        abort(403, "sign-on")

    def mark(self) -> str:
        """None: the browser has one of its own."""
        return ""

    def _sign_on(self) -> Any:
        with self._lock:
            good = bool(self._token) and same(request.args.get("token", ""), self._token)
            if good:
                self._token = ""
        if good:
            session.clear()
            session["person"] = secrets.token_urlsafe(16)
        elif "person" not in session:
            abort(403, "token")
        return redirect(url_for("home"))
