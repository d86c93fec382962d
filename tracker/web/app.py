"""The pages as one program (WSGI): its routes, and what it says when something goes wrong."""

import re
import secrets
from collections.abc import Collection, Mapping
from typing import Any

from flask import Flask, Response, request
from werkzeug.exceptions import HTTPException

from exports.register_frame import status_colours
from tracker.door import Register, texts_of
from tracker.errors import TrackerError
from tracker.language.texts import Texts, marked
from tracker.web import (
    activity,
    agencies,
    claims,
    conflicts,
    guide,
    home,
    importing,
    meetings,
    my_agency,
    recommendation,
    recommendation_acts,
    register,
    reports,
    reviews,
    rounds,
    selection,
    speaking,
    words,
)
from tracker.web.laptop import Laptop
from tracker.web.office import Office
from tracker.web.openid import OpenId
from tracker.web.session import Door, Gate
from tracker.web.visit import BROKEN, Route, Visit, code_of, here, language, opened, rendered, told

_LARGEST = 1_000_000
"""Bytes of a form: texts that people type are far smaller."""

_SAID = {
    "host": marked("This address is not one of the tracker."),
    "sign-on": marked("You are not signed on. Open the address that 'tracker web' shows in its window."),
    "token": marked("This address was used already. Press Ctrl+C in the window of 'tracker web', and start it again."),
    "form": marked("This form is not valid any more. Go back, reload the page, and try again."),
    "role": marked("This is not for your role. Ask the secretariat if you need it."),
    "404": marked("There is no such page."),
    "405": marked("This address only takes forms of the tracker."),
    "413": marked("This is too large."),
    "413 send_sheets": marked("These files are too large to be sent together. Send them one by one, or split them."),
}
"""What the pages say, by what was refused or by the code of HTTP."""

_COLOUR = re.compile(r"[0-9A-Fa-f]{6}")


_TABS = {
    "home": (home,),
    "register": (register, selection, recommendation, recommendation_acts, speaking),
    "import": (importing,),
    "rounds": (rounds, conflicts, claims),
    "meetings": (meetings,),
    "my_agency": (my_agency,),
    "reports": (reports,),
    "agencies": (agencies, reviews, words),
    "activity": (activity,),
    "help": (guide,),
}
"""The tabs above the pages, by the page to which each leads, with the modules of its pages."""

_PAGES = [(tab, route) for tab, modules in _TABS.items() for module in modules for route in module.ROUTES]

_LARGER = {route.name: route.largest for _, route in _PAGES if route.largest}
"""Bytes that routes may be sent that take more than what people type."""


def create_app(place: Register, token: str, hosts: Collection[str]) -> Flask:
    """The pages of a laptop; ``token`` signs on one browser, ``hosts`` are the names by which they may be asked for."""
    # Programs on other ports of a machine share its cookies.
    return _app(place, Laptop(token), hosts, {"SESSION_COOKIE_NAME": f"tracker-{secrets.token_hex(4)}"})


def create_office(place: Register, hosts: Collection[str], *, secure: bool, openid: OpenId | None = None) -> Flask:
    """The pages of an office server, for people with accounts; ``secure`` if they are asked for by TLS alone.

    With ``openid`` the directory of the ministry can say who they are.
    """
    name = "__Host-tracker-page" if secure else "tracker-page"
    return _app(place, Office(place, openid), hosts, {"SESSION_COOKIE_NAME": name, "SESSION_COOKIE_SECURE": secure})


def routes_of(door: Door) -> list[Route]:
    """All pages behind a door, each with the permission that it needs."""
    return [*(route for _, route in _PAGES), Route("/colours.css", "colours", _colours, "help"), *door.routes]


def _app(place: Register, door: Door, hosts: Collection[str], cookies: Mapping[str, Any]) -> Flask:
    app = Flask(__name__)
    app.config.update(
        SECRET_KEY=secrets.token_bytes(32),
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        MAX_CONTENT_LENGTH=_LARGEST,
        **cookies,
    )
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    routes = routes_of(door)
    app.before_request(_bounded)
    Gate(door, hosts).guard(app)
    app.jinja_env.globals["needs"] = {route.name: route.needs for route in routes}
    app.jinja_env.globals["tabs"] = {route.name: tab for tab, route in _PAGES}
    for route in routes:
        _add(app, place, route)
    app.register_error_handler(TrackerError, lambda wrong: _told(place, wrong, code_of(wrong)))
    app.register_error_handler(HTTPException, lambda wrong: _refused(place, wrong))
    app.register_error_handler(Exception, lambda wrong: _broken(app, place, wrong))
    return app


def _add(app: Flask, place: Register, route: Route) -> None:
    app.add_url_rule(route.path, route.name, opened(place, route), methods=["POST"] if route.act else ["GET"])


def _bounded() -> None:
    """Let the routes that take files be sent as much as they take; this comes before anything reads the form."""
    if largest := _LARGER.get(request.endpoint or ""):
        request.max_content_length = largest + _LARGEST


def _colours(visit: Visit) -> Response:
    """The colours of the statuses, which are the group's own data, as a stylesheet."""
    rules = [
        f".status-{place} {{ --colour: #{colour}; }}"
        for place, colour in enumerate(status_colours(visit.session).values())
        if _COLOUR.fullmatch(colour)
    ]
    return Response("\n".join(rules), mimetype="text/css")


def _told(place: Register, wrong: TrackerError, code: int) -> tuple[str, int]:
    texts = texts_of(language(), place.location)
    return _error(texts, told(wrong, texts), code)


def _refused(place: Register, wrong: HTTPException) -> tuple[str, int]:
    texts, code = texts_of(language(), place.location), wrong.code or 500
    named = (str(wrong.description), f"{code} {request.endpoint}", str(code))
    said = next((_SAID[name] for name in named if name in _SAID), BROKEN)
    return _error(texts, texts(said), code)


def _broken(app: Flask, place: Register, wrong: Exception) -> Any:
    app.logger.error("%s %r", request.method, request.path, exc_info=wrong)
    texts = texts_of(language(), place.location)
    return _error(texts, texts(BROKEN), 500)


def _error(texts: Texts, words: str, code: int) -> tuple[str, int]:
    return rendered("error.html", "main", texts=texts, told=words, here=here), code
