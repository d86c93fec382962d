"""The door of an office server: people sign on with a password that they set by a one-time code, or by their directory."""

import hashlib
import hmac
import re
from contextlib import suppress
from functools import partial
from typing import Any

from flask import Flask, current_app, g, redirect, render_template, request, session, url_for
from werkzeug.urls import iri_to_uri

from tracker.door import Register, now, texts_of
from tracker.errors import RuleBroken, TrackerError
from tracker.followup import sign_on
from tracker.language.phrase import Phrase
from tracker.language.texts import LANGUAGES, marked
from tracker.web.attempts import Attempts
from tracker.web.openid import OpenId, Unreachable
from tracker.web.session import same
from tracker.web.visit import Route, Visit, Visitor, code_of, language, told

_WRONG = marked("The name or the password is not right.")
_WRONG_CODE = marked(
    "The name or the code is not right, or the code was used or is too old. Ask the secretariat for a new one."
)
_TOO_MANY = marked("Too many attempts. Wait a quarter of an hour, and try again.")
_SET = marked("Your password is set. Sign on with it.")
_NOT_BEGUN = marked("This sign-on was not begun in this browser, or it has ended. Try again.")

BACK = "/sign-on/back"
"""Where the directory leads back to; it has to be told of this address."""

_OWN = re.compile(r"/(?![/\\])[!-~]*")
"""An address of our own: a path, and nothing that a browser could take for another server."""

_LONGEST = 1000
"""Characters of what is compared with a password: to hash a longer one is only work."""

_LONGEST_NAME = 200

_LONGEST_ONWARD = 1500
"""Characters of an address that the cookie of the browser can keep beside the rest."""

_BEGUN = "begun"
"""The part of a browser's session that keeps what has to come back from the directory."""


class Office:
    """Lets in who has an account, as long as the row of the sign-on is there."""

    outside = ("sign_on", "sign_on_act", "set_password", "set_password_act", "ask_directory", "back_from_directory")

    def __init__(self, register: Register, openid: OpenId | None = None) -> None:
        self._register = register
        self._openid = openid
        self._attempts = Attempts()
        self._attempts_by_directory = Attempts()
        self.routes = (
            Route("/sign-off", "sign_off", _sign_off, "help", act=True),
            Route("/password", "password", _password, "help"),
            Route("/password", "change_password", self._change_password, "help", act=True, again=_password),
        )

    def guard(self, app: Flask) -> None:
        """Add the pages by which people sign on and set their passwords."""
        app.add_url_rule("/sign-on", "sign_on", self._sign_on_page)
        app.add_url_rule("/sign-on", "sign_on_act", self._sign_on, methods=["POST"])
        app.add_url_rule("/set-password", "set_password", lambda: self._page("set_password"))
        app.add_url_rule("/set-password", "set_password_act", self._set_password, methods=["POST"])
        app.jinja_env.globals["accounts"] = True
        if self._openid:
            app.add_url_rule("/sign-on/directory", "ask_directory", partial(self._ask_directory, self._openid))
            app.add_url_rule(BACK, "back_from_directory", partial(self._back_from_directory, self._openid))
            app.jinja_env.globals["directory"] = self._openid.directory.label

    def visitor(self) -> Visitor | None:
        """The person of the browser's sign-on, who is noted to be there from time to time."""
        g.token = token = request.cookies.get(_cookie(), "")
        if not token:
            return None
        with self._register.reading() as found:
            person = sign_on.signed_on(found, token, now())
        if person is None:
            return None
        if not person.noted:
            with suppress(TrackerError), self._register.noting() as found:  # a file that is in use hinders no reader
                sign_on.note_seen(found, token, now())
        return Visitor(person.name, person.role, person.agency)

    def turn_away(self) -> Any:
        """Lead to the page that signs on, and from there to the page that was asked for."""
        asked = iri_to_uri(request.full_path.removesuffix("?"))
        onward = asked if request.method == "GET" and request.path != "/" else None
        return redirect(url_for("sign_on", onward=onward), 303)

    def mark(self) -> str:
        """The mark of the forms of a sign-on, which ends with it."""
        if g.visitor is None:
            return ""
        return hmac.new(g.token.encode(), b"forms", hashlib.sha256).hexdigest()

    def _sign_on_page(self) -> Any:
        return self._page("sign_on") if g.visitor is None else redirect(url_for("home"), 303)

    def _sign_on(self) -> Any:
        name, password = _name(), request.form.get("password", "")[:_LONGEST]
        if not self._attempts.allowed(name, _asker()):
            return self._refused("sign_on", _TOO_MANY, 429)
        with self._register.reading() as found:
            proven = sign_on.right_password(found, name, password)
        if proven is None:
            return self._refused("sign_on", _WRONG, 403)
        with self._register.noting() as found:
            token = sign_on.sign_on(found, proven, now())
        if not token:
            return self._refused("sign_on", _WRONG, 403)
        self._attempts.succeeded(name, _asker())
        return _let_in(token, request.form.get("onward", ""))

    def _ask_directory(self, openid: OpenId) -> Any:
        """Lead to the directory. Nothing is done here but to keep in this browser what has to come back with it."""
        if g.visitor is not None:
            return redirect(url_for("home"), 303)
        try:
            address, kept = openid.begin(_back())
        except TrackerError as wrong:
            return self._refused("sign_on", wrong, _code_of(wrong))
        onward = request.args.get("onward", "")
        session[_BEGUN] = {**kept, "onward": onward if len(onward) <= _LONGEST_ONWARD else ""}
        return redirect(address, 303)

    def _back_from_directory(self, openid: OpenId) -> Any:
        """Sign on whom the directory names, if this browser began it; each beginning leads to one end at most."""
        if g.visitor is not None:
            return redirect(url_for("home"), 303)
        state, kept = request.args.get("state", ""), session.get(_BEGUN)
        if kept is None or not same(state, kept["state"]):
            return self._refused("sign_on", _NOT_BEGUN, 403)
        del session[_BEGUN]
        if not self._attempts_by_directory.allowed(state, _asker()):  # each has a name of its own: the address counts
            return self._refused("sign_on", _TOO_MANY, 429)
        try:
            token = self._token_of(openid, kept)
        except TrackerError as wrong:
            return self._refused("sign_on", wrong, _code_of(wrong))
        self._attempts_by_directory.succeeded(state, _asker())
        return _let_in(token, kept["onward"])

    def _token_of(self, openid: OpenId, kept: dict[str, str]) -> str:
        """The token of the person whom the directory names. Raises ``TrackerError`` for whoever has no account."""
        label = openid.directory.label
        if "code" not in request.args:
            reason = request.args.get("error", "")[:_LONGEST_NAME]
            raise RuleBroken(Phrase("{label} did not sign you on. Try again.", label=label)) from ValueError(reason)
        name = openid.finish(request.args["code"], kept, _back())
        with self._register.noting() as found:
            vouched = sign_on.vouched_for(found, name)
            token = sign_on.sign_on(found, vouched, now()) if vouched else ""
        if not token:
            raise RuleBroken(
                Phrase("You have no account here. Ask the secretariat for one with the name {name}.", name=name)
            )
        return token

    def _set_password(self) -> Any:
        form, name = request.form, _name()
        passwords = form.get("password", ""), form.get("again", "")
        if not self._attempts.allowed(name, _asker()):
            return self._refused("set_password", _TOO_MANY, 429)
        try:
            with self._register.noting() as found:
                done = sign_on.set_password(found, name, form.get("code", ""), passwords, now())
        except TrackerError as wrong:
            return self._page("set_password", wrong, code_of(wrong))
        if not done:
            return self._refused("set_password", _WRONG_CODE, 403)
        self._attempts.succeeded(name, _asker())
        return self._page("sign_on", done=_SET)

    def _change_password(self, visit: Visit) -> Any:
        """Set another password; all browsers of the person are signed off, and this one is signed on anew."""
        form, name = request.form, visit.visitor.name
        passwords = form.get("password", ""), form.get("again", "")
        if not self._attempts.allowed(name, _asker()):
            raise TrackerError(_TOO_MANY)
        proven = sign_on.change_password(visit.session, name, form.get("old", "")[:_LONGEST], passwords)
        self._attempts.succeeded(name, _asker())
        token = sign_on.sign_on(visit.session, proven, visit.person.at)
        done = visit.texts("Your password was changed. Your other browsers are signed off.")
        return _with_token(visit.after(0, [done], "password"), token)

    def _refused(self, page: str, why: "str | TrackerError", code: int) -> Any:
        """Say why somebody is not let in, to them and to whoever keeps the server, who is told the cause as well."""
        current_app.logger.warning("refused at %s: %r from %s: %s", request.path, _name(), _asker(), why)
        if isinstance(why, TrackerError) and why.__cause__:
            current_app.logger.warning("because: %r", str(why.__cause__))
        return self._page(page, why, code)

    def _page(self, name: str, wrong: "str | TrackerError" = "", code: int = 200, done: str = "") -> Any:
        """A page for somebody who is not signed on."""
        texts = texts_of(language(), self._register.location)
        said = told(wrong, texts) if isinstance(wrong, TrackerError) else texts(wrong)
        page = render_template(
            f"{name}.html",
            texts=texts,
            languages=LANGUAGES,
            here=name,
            wrong=said,
            done=texts(done),
            name=_name(),
            onward=request.values.get("onward", ""),
        )
        return page, code


def _password(visit: Visit) -> Any:
    """The form for another password."""
    return visit.page("password.html")


def _sign_off(visit: Visit) -> Any:
    """Sign this browser off: its cookie is worthless from now on."""
    sign_on.sign_off(visit.session, g.token)
    session.clear()
    return _with_token(redirect(url_for("sign_on"), 303), "")


def _let_in(token: str, onward: str) -> Any:
    """Lead a browser that is signed on to where it wanted to go; what it kept before is of no use to it any more."""
    session.clear()
    return _with_token(redirect(onward if _OWN.fullmatch(onward) else url_for("home"), 303), token)


def _back() -> str:
    """The address to which the directory leads back, at the name of ours where the browser is: the gate knows no other."""
    scheme = "https" if current_app.config["SESSION_COOKIE_SECURE"] else "http"
    return f"{scheme}://{request.host}{BACK}"


def _code_of(wrong: TrackerError) -> int:
    return 503 if isinstance(wrong, Unreachable) else 403


def _name() -> str:
    """The name that was typed."""
    return request.form.get("name", "")[:_LONGEST_NAME]


def _asker() -> str:
    return request.remote_addr or ""


def _cookie() -> str:
    """The name of the cookie; with ``__Host-`` a browser takes it from this very server and by TLS alone."""
    return "__Host-tracker" if current_app.config["SESSION_COOKIE_SECURE"] else "tracker-sign-on"


def _with_token(answer: Any, token: str) -> Any:
    """An answer that brings the token of a sign-on, or takes it away."""
    secure = bool(current_app.config["SESSION_COOKIE_SECURE"])
    if token:
        answer.set_cookie(_cookie(), token, httponly=True, samesite="Lax", secure=secure)
    else:
        answer.delete_cookie(_cookie(), httponly=True, samesite="Lax", secure=secure)
    return answer
