"""Who may ask: signed on by a token that works once, from this machine's own pages, with a form of ours for every act."""

import secrets
from threading import Lock
from typing import Any

from flask import Flask, Response, abort, redirect, request, session, url_for

from tracker.language.texts import LANGUAGES

HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
"""What every answer says of itself: nothing but our own stylesheet and forms, in no frame, read as what it says it is."""

_OPEN = ("static", "sign_on")
"""The routes that need no sign-on."""

_YEAR = 365 * 24 * 3600


class Gate:
    """Lets in who has the token, once, and turns away what comes from elsewhere."""

    def __init__(self, token: str, hosts: frozenset[str]) -> None:
        self._token = token
        self._hosts = hosts
        self._lock = Lock()

    def guard(self, app: Flask) -> None:
        """Put the gate before all routes of a program."""
        app.before_request(self._check)
        app.after_request(_with_headers)
        app.add_url_rule("/sign-on", "sign_on", self._sign_on)
        app.jinja_env.globals["csrf"] = csrf

    def _check(self) -> None:
        if request.host not in self._hosts:
            abort(400, "host")
        if request.endpoint in _OPEN:
            return
        if "person" not in session:
            abort(403, "sign-on")
        if request.method == "POST" and not _same(request.form.get("csrf", ""), csrf()):
            abort(403, "form")

    def _sign_on(self) -> Any:
        with self._lock:
            good = bool(self._token) and _same(request.args.get("token", ""), self._token)
            if good:
                self._token = ""
        if good:
            session.clear()
            session["person"] = secrets.token_urlsafe(16)
        elif "person" not in session:
            abort(403, "token")
        return redirect(url_for("home"))


def _same(given: str, known: str) -> bool:
    """Compare in a time that tells nothing of how much is right."""
    return secrets.compare_digest(given.encode(), known.encode())


def csrf() -> str:
    """The mark of this browser's forms: a page elsewhere cannot know it."""
    if "csrf" not in session:
        session["csrf"] = secrets.token_urlsafe(32)
    return str(session["csrf"])


def _with_headers(response: Response) -> Response:
    for name, value in HEADERS.items():
        response.headers[name] = value
    if request.endpoint != "static":
        response.headers["Cache-Control"] = "no-store"
    if (chosen := request.args.get("language")) in LANGUAGES:
        response.set_cookie("language", str(chosen), max_age=_YEAR, httponly=True, samesite="Lax")
    return response
