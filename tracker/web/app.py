"""The pages as one program (WSGI): its routes, and what it says when something goes wrong."""

import re
import secrets
from typing import Any

from flask import Flask, Response, render_template, request
from werkzeug.exceptions import HTTPException

from exports.register_frame import status_colours
from tracker.door import Register, texts_of
from tracker.errors import TrackerError
from tracker.language.texts import marked
from tracker.web import activity, guide, home, importing, recommendation, register, reports
from tracker.web.session import Gate
from tracker.web.visit import Route, Visit, code_of, language, opened, told

_LARGEST = 1_000_000
"""Bytes of a form: texts that people type are far smaller."""

_PAGES = (home, register, recommendation, importing, activity, reports, guide)

_LARGER = {route.name: route.largest for module in _PAGES for route in module.ROUTES if route.largest}
"""Bytes that routes may be sent that take more than what people type."""

MOST_BYTES = 2 * max(_LARGER.values())
"""Bytes that the server lets in: more than any route takes, so that a page says what is too large."""

_SAID = {
    "host": marked("This address is not one of the tracker."),
    "sign-on": marked("You are not signed on. Open the address that 'tracker web' shows in its window."),
    "token": marked("This address works once, and was used already. Start 'tracker web' again to get a new one."),
    "form": marked("This form is not valid any more. Go back, reload the page, and try again."),
    "role": marked("This is not for your role. Ask the secretariat if you need it."),
    "404": marked("There is no such page."),
    "405": marked("This address only takes forms of the tracker."),
    "413": marked("This is too large."),
    "413 send_sheets": marked("These files are too large to be sent together. Send them one by one, or split them."),
    "500": marked("Something went wrong, and nothing was changed. Details are in the window of 'tracker web'."),
}
"""What the pages say, by what was refused or by the code of HTTP."""

_COLOUR = re.compile(r"[0-9A-Fa-f]{6}")


def create_app(place: Register, token: str, hosts: frozenset[str]) -> Flask:
    """The pages of a register; ``token`` signs on one browser, ``hosts`` are the names by which they may be asked for."""
    app = Flask(__name__)
    app.config.update(
        SECRET_KEY=secrets.token_bytes(32),
        SESSION_COOKIE_NAME=f"tracker-{secrets.token_hex(4)}",  # programs on other ports of a machine share its cookies
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        MAX_CONTENT_LENGTH=_LARGEST,
    )
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.before_request(_bounded)
    Gate(token, hosts).guard(app)
    for module in _PAGES:
        for route in module.ROUTES:
            _add(app, place, route)
    _add(app, place, Route("/colours.css", "colours", _colours, "help"))
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
    return render_template("error.html", texts=texts, told=told(wrong, texts)), code


def _refused(place: Register, wrong: HTTPException) -> tuple[str, int]:
    texts, code = texts_of(language(), place.location), wrong.code or 500
    named = (str(wrong.description), f"{code} {request.endpoint}", str(code))
    said = next((_SAID[name] for name in named if name in _SAID), _SAID["500"])
    return render_template("error.html", texts=texts, told=texts(said)), code


def _broken(app: Flask, place: Register, wrong: Exception) -> Any:
    app.logger.error("%s %s", request.method, request.path, exc_info=wrong)
    texts = texts_of(language(), place.location)
    return render_template("error.html", texts=texts, told=texts(_SAID["500"])), 500
