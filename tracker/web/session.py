"""Who may ask: a person who is signed on, at a name of ours, with a form of ours for every act; headers on every answer."""

import secrets
from collections.abc import Collection
from typing import Any, Protocol

from flask import Flask, Response, abort, current_app, g, request, session

from tracker.language.texts import LANGUAGES
from tracker.web.visit import Route, Visitor, for_script

HEADERS = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self'; "
    "img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
"""What every answer says of itself: only our own scripts, styles and forms, in no frame, read as what it says it is."""

_YEAR = 365 * 24 * 3600


class Door(Protocol):
    """The way in: how people sign on, on a laptop or at an office server."""

    @property
    def outside(self) -> Collection[str]:
        """The names of the addresses that need no sign-on."""

    @property
    def routes(self) -> Collection[Route]:
        """The pages of its own for those who are signed on."""

    def guard(self, app: Flask) -> None:
        """Add the addresses by which people sign on."""

    def visitor(self) -> Visitor | None:
        """Who is signed on at the browser that asks; nobody if there is none."""

    def turn_away(self) -> Any:
        """The answer to a browser at which nobody is signed on."""

    def mark(self) -> str:
        """The mark of the forms of whoever is signed on, which a page elsewhere cannot know; blank if there is none."""


class Gate:
    """Stands before all routes: turns away what comes from elsewhere, and whoever is not signed on."""

    def __init__(self, door: Door, hosts: Collection[str]) -> None:
        self._door = door
        self._hosts = hosts

    def guard(self, app: Flask) -> None:
        """Put the gate before all routes of a program."""
        app.before_request(self._check)
        app.after_request(_with_headers)
        self._door.guard(app)
        app.jinja_env.globals["csrf"] = self._mark

    def _check(self) -> Any:
        if request.host not in self._hosts:
            abort(400, "host")
        if request.endpoint == "static":
            return None
        g.visitor = self._door.visitor()
        if g.visitor is None and request.endpoint not in self._door.outside:
            return _as_a_whole(self._door.turn_away())
        if request.method == "POST" and not same(request.form.get("csrf", ""), self._mark()):
            abort(403, "form")
        return None

    def _mark(self) -> str:
        """The mark of the forms of this browser: of the person who is signed on, else of the browser alone."""
        return self._door.mark() or _mark_of_browser()


def _mark_of_browser() -> str:
    if "csrf" not in session:
        session["csrf"] = secrets.token_urlsafe(32)
    return str(session["csrf"])


def _as_a_whole(answer: Any) -> Any:
    """The way to the page that signs on; a script that asks for a part of a page is told to leave the page for it."""
    if for_script():
        return Response(status=401, headers={"HX-Redirect": answer.headers["Location"]})
    return answer


def same(given: str, known: str) -> bool:
    """Compare in a time that tells nothing of how much is right."""
    return secrets.compare_digest(given.encode(), known.encode())


def _with_headers(response: Response) -> Response:
    for name, value in HEADERS.items():
        response.headers[name] = value
    if request.endpoint != "static":
        response.headers["Cache-Control"] = "no-store"
        response.vary.update(("HX-Request", "HX-History-Restore-Request"))
    if (chosen := request.args.get("language")) in LANGUAGES:
        secure = bool(current_app.config["SESSION_COOKIE_SECURE"])
        response.set_cookie("language", str(chosen), max_age=_YEAR, httponly=True, samesite="Lax", secure=secure)
    return response
