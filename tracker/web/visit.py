"""One visit of a page: the register open for it, the language and the person; and the routes that lead to pages."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryDirectory
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import urlencode

from flask import Response, abort, g, redirect, render_template, request, session, url_for
from jinja2_fragments.flask import render_block

from exports.register_frame import agency_names
from tracker import __version__
from tracker.dates import shown_moment
from tracker.door import Register, now, templates_of, texts_of, today
from tracker.errors import ChangedMeanwhile, NotFound, TrackerError
from tracker.followup.acts import Person
from tracker.language.phrase import Phrase, Term
from tracker.language.texts import LANGUAGES, Texts, marked
from tracker.queries.as_of import last_batch
from tracker.queries.find import find_own
from tracker.queries.reference import position_word, status_words
from tracker.queries.summaries import summary_in_words
from tracker.roles import Scope, permissions, scope
from tracker.web.labels import PRIORITIES, TERMS

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_NO_NAME = re.compile(r"[\x00-\x1f\x7f/\\]+")
"""What a name of a file has only to lead elsewhere."""

_NOBODY = "-"
"""An agency that there is not: a key has letters."""

_DONE = "done"
"""The part of a browser's session that keeps what was done until the next page tells it."""


BROKEN = marked("Something went wrong, and nothing was changed. Details are in the window of 'tracker web'.")
"""What is said of an error that no person can put right."""


class Visitor(NamedTuple):
    """Who is signed on, in which role, and for which agency (its key; blank for those who are of none)."""

    name: str
    role: str
    agency: str = ""

    def scope(self, permission: str) -> Scope:
        """How far this person has a permission."""
        return scope(self.role, permission)


@dataclass
class Visit:
    """What a page needs to answer: ``wrong`` is why the act before it was refused."""

    session: "Session"
    register: Register
    texts: Texts
    visitor: Visitor
    wrong: TrackerError | None = None
    today: date = field(default_factory=today)
    _afterwards: list[Callable[[], object]] = field(default_factory=list)

    @property
    def person(self) -> Person:
        """Who acts, at this moment."""
        return Person(self.visitor.name, now())

    def may(self, permission: str) -> bool:
        """Whether the person may do it at all, for everything or for their own: what a page offers depends on it."""
        return self.visitor.scope(permission) != Scope.NONE

    def may_undo(self, who: str) -> bool:
        """Whether the person may undo an act of somebody: a role may do so for its own alone."""
        scope = self.visitor.scope("undo")
        return scope == Scope.ALL or (scope == Scope.OWN and who == self.visitor.name)

    def who(self, name: str) -> str:
        """The name of somebody who acted; blank for those who may not see who did what, save for their own name."""
        return name if self.may("activity") or name == self.visitor.name else ""

    @property
    def only(self) -> str:
        """The agency whose recommendations alone the person may see; blank for one who may see all."""
        return (self.visitor.agency or _NOBODY) if self.visitor.scope("read") == Scope.OWN else ""

    def keep_to_own(self, permission: str, code: str) -> None:
        """Refuse a recommendation of others to whoever has a permission for their own alone. Raises ``NotFound``."""
        if self.visitor.scope(permission) == Scope.OWN:
            find_own(self.session, code, self.visitor.agency)

    @cached_property
    def version(self) -> int:
        """The last act on what the page shows: its forms carry it, and whoever saves later is told of acts after it."""
        return last_batch(self.session)

    @cached_property
    def statuses(self) -> dict[str, str]:
        """The labels of the statuses by their codes, in their order."""
        return status_words(self.session, self.texts)

    @cached_property
    def agencies(self) -> dict[str, str]:
        """The names of the agencies by their keys."""
        return agency_names(self.session, self.texts)

    @cached_property
    def priorities(self) -> dict[str, str]:
        """The priorities in words."""
        return {one: self.texts(label) for one, label in PRIORITIES.items()}

    def position(self, code: str | None) -> str:
        """The State's position in words."""
        return position_word(code, self.texts)

    def look(self, status: str | None) -> str:
        """The class of a status, by which the stylesheet gives it its colour."""
        return f"status-{list(self.statuses).index(status)}" if status else "status-none"

    def said(self, words: str) -> str:
        """A phrase from below in the person's language, with labels in place of codes; other words as they are."""
        if not isinstance(words, Phrase):
            return words
        return self.texts(_labelled(words, self.statuses, self._terms))

    def act(self, summary: str) -> str:
        """What a batch did, by its summary, in the person's language."""
        return self.said(summary_in_words(summary))

    @cached_property
    def _terms(self) -> dict[str, str]:
        """The names of terms by their codes."""
        return self.agencies | {name: self.texts(label) for name, label in TERMS.items()}

    def told(self, wrong: TrackerError) -> str:
        """What is wrong and what to do; advice on commands is of no use on a page."""
        return told(wrong, self.texts, self.statuses, self._terms)

    def page(self, template: str, *, part: str = "", **values: Any) -> Any:
        """A page from its template; to a script that asks for a part, the block ``part``, or word to load the whole page."""
        if for_script() and not part:
            return Response(headers={"HX-Redirect": here()})
        return rendered(
            template,
            part,
            visit=self,
            texts=self.texts,
            person=self.visitor.name,
            version=__version__,
            languages=LANGUAGES,
            done=session.pop(_DONE, None),
            here=here,
            moment=lambda at: self.texts.period(shown_moment(at)),
            **values,
        )

    def file(self, name: str, write: Callable[[Path], object]) -> Response:
        """A file to be saved: ``write`` writes it to the path that it is given."""
        with TemporaryDirectory() as folder:
            target = Path(folder) / name
            write(target)
            return attachment(name, target.read_bytes())

    def after(self, batch: int | None, lines: list[str], endpoint: str, **values: Any) -> Any:
        """The way on to a page that says what was done, if there is something to say, and can undo it.

        ``batch`` is 0 for what is no act of the journal. Raises ``TrackerError`` for ``None``, an act that changed nothing.
        """
        if batch is None:
            raise TrackerError(marked("Nothing was changed: it is so already."))
        if lines:
            session[_DONE] = {"batch": batch, "lines": lines}
        return redirect(url_for(endpoint, **values), 303)

    def once_kept(self, do: Callable[[], object]) -> None:
        """Do what cannot be taken back, such as removing files, once the act is kept; not at all if it is not."""
        self._afterwards.append(do)

    def follow_up(self) -> None:
        """Do what had to wait until the act was kept."""
        for do in self._afterwards:
            do()


def rendered(template: str, part: str = "", **values: Any) -> str:
    """What a template makes of values: the whole, or, for a script that asks for a part of a page, the block ``part``."""
    if part and for_script():
        return render_block(template, part, alone=True, **values)
    return render_template(template, **values)


def for_script() -> bool:
    """Whether htmx asks, to put a part of a page in place; not where it wants the whole page again."""
    return "HX-Request" in request.headers and "HX-History-Restore-Request" not in request.headers


def here(**words: str) -> str:
    """The address of this page with other words, blank ones left out; of a form that was refused, of the first page."""
    path, asked = url_for("home"), {}
    if request.method == "GET" and request.endpoint:
        path, asked = url_for(request.endpoint, **(request.view_args or {})), request.args.to_dict(flat=False)
    named = {name: value for name, value in {**asked, **words}.items() if value}
    return f"{path}?{urlencode(named, doseq=True)}" if named else path


def attachment(name: str, content: bytes) -> Response:
    """A file that the browser saves and does not open, whatever is in it; its name leads to no folder."""
    response = Response(content, mimetype="application/octet-stream")
    response.headers.set("Content-Disposition", "attachment", filename=_NO_NAME.sub("_", name))
    return response


class Route(NamedTuple):
    """An address, its name, and the page that answers.

    ``needs`` is the permission without which it is refused. Where a role has it for its own alone, the address names a
    ``code``, which is looked up, or ``limits`` says that the view itself shows and changes nothing else.
    One that acts changes the register; ``again`` is the page that says why an act was refused. ``largest`` is the number
    of bytes that it may be sent, where that is more than people type.
    """

    path: str
    name: str
    view: Callable[..., Any]
    needs: str
    limits: bool = False
    act: bool = False
    again: Callable[..., Any] | None = None
    largest: int = 0


def opened(register: Register, route: Route) -> Callable[..., Any]:
    """The view of a route with the register open: one session a request; an act is kept whole or not at all.

    Raises ``ValueError`` for a route that does not say who may use it, or not how it keeps to a person's own.
    """
    scopes = permissions().get(route.needs, {}).values()
    if not scopes or (Scope.OWN in scopes and not route.limits and ":code>" not in route.path):
        raise ValueError(f"Route {route.name} does not say who may use it, and for what.")

    def view(**words: Any) -> Any:
        texts, visitor = texts_of(language(), register.location), signed_on()
        if visitor.scope(route.needs) == Scope.NONE:
            abort(403, "role")
        if not route.act:
            with register.reading() as found:
                return _answer(route, route.view, Visit(found, register, texts, visitor), words)
        try:
            with register.acting() as found:
                visit = Visit(found, register, texts, visitor)
                answer = _answer(route, route.view, visit, words)
            visit.follow_up()
            return answer
        except TrackerError as wrong:
            if route.again is None:
                raise
            with register.reading() as found:
                visit = Visit(found, register, texts, visitor, wrong)
                return _answer(route, route.again, visit, words), code_of(wrong)

    return view


def _answer(route: Route, view: Callable[..., Any], visit: Visit, words: dict[str, Any]) -> Any:
    """The answer of a route by one of its views; what is not one's own is not there."""
    if "code" in words:
        visit.keep_to_own(route.needs, words["code"])
    return view(visit, **words)


def signed_on() -> Visitor:
    """Who is signed on: the gate lets nobody else through to a page."""
    visitor: Visitor = g.visitor
    return visitor


def language() -> str:
    """The language that the person chose, else the browser's, else English."""
    chosen = request.args.get("language") or request.cookies.get("language")
    if chosen in LANGUAGES:
        return str(chosen)
    return request.accept_languages.best_match(LANGUAGES) or "en"


def told(
    wrong: TrackerError,
    texts: Texts,
    labels: Mapping[str, str] = MappingProxyType({}),
    terms: Mapping[str, str] = MappingProxyType({}),
) -> str:
    """What is wrong and what to do, in a language; advice on commands is of no use on a page.

    ``labels`` are those of the statuses, which pages show in place of the codes, ``terms`` the names of terms.
    """
    advice = "" if "--" in wrong.remedy or "tracker " in wrong.remedy else wrong.remedy
    return " ".join(texts(_labelled(words, labels, terms)) for words in (wrong.what, advice) if words)


def _labelled(words: str, statuses: Mapping[str, str], terms: Mapping[str, str] = MappingProxyType({})) -> str:
    """A sentence with the labels of statuses in place of their codes, and the names of terms in place of the English."""
    if not isinstance(words, Phrase):
        return words

    def label(value: Any) -> Any:
        if isinstance(value, Phrase):
            return _labelled(value, statuses, terms)
        if isinstance(value, Term):
            return statuses.get(value.code) or terms.get(value.code, value)
        return statuses.get(str(value), value)

    return Phrase(words.english, **{name: label(value) for name, value in words.values.items()})


def code_of(wrong: TrackerError) -> int:
    """The code of HTTP by which programs know what went wrong."""
    match wrong:
        case NotFound():
            return 404
        case ChangedMeanwhile():
            return 409
    return 422


def templates_beside(register: Register) -> Path | None:
    """The group's own templates of reports."""
    return templates_of(register.location)
