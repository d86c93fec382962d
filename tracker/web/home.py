"""Home: how many, by status and by mechanism, what is late, and what needs attention; each figure leads to its rows."""

import time
from collections import defaultdict
from datetime import date
from threading import Lock
from typing import Any, NamedTuple
from weakref import WeakKeyDictionary

from flask import redirect, url_for
from markupsafe import Markup

from exports.pack.blocks import Chart
from exports.pack.chart import drawn
from exports.pack.overview import Overview, overview
from tracker.door import Register
from tracker.queries.as_of import acted_since, last_batch
from tracker.queries.checks import KINDS, Finding, check
from tracker.web.filtering import address_of
from tracker.web.visit import Route, Visit

_WIDTH = 420
"""The width of a chart, in units of which a letter has 11."""

Found = tuple[Overview, list[tuple[str, list[Finding]]]]
"""The figures, and what needs attention by its heading."""

_SECONDS = 20
"""For so long figures may leave out what others did meanwhile: in a large register it takes a second to count them."""


class Counted(NamedTuple):
    """What was counted, after which batch, on which day, and when on the clock of the program."""

    batch: int
    day: date
    at: float
    found: Found


_kept: WeakKeyDictionary[Register, dict[str, Counted]] = WeakKeyDictionary()
"""What was counted last, by register and language."""

_counting = Lock()
"""Whoever counts holds it: others wait for the figures, and do not count them as well."""


def page(visit: Visit) -> Any:
    """The page; whoever may see one agency's recommendations alone is led to these."""
    if visit.only:
        return redirect(url_for("my_agency"))
    figures, findings = _found(visit)
    return visit.page("home.html", overview=figures, drawn=_drawn, address_of=address_of, findings=findings)


def _found(visit: Visit) -> Found:
    """What the page shows, counted anew after each act."""
    kept, language = _kept.setdefault(visit.register, {}), visit.texts.language
    if language not in kept or not _good(visit, kept[language]):
        with _counting:
            if language not in kept or not _good(visit, kept[language]):
                found = overview(visit.session, visit.today, visit.texts), _by_kind(visit)
                kept[language] = Counted(last_batch(visit.session), visit.today, time.monotonic(), found)
    return kept[language].found


def _good(visit: Visit, counted: Counted) -> bool:
    """Whether figures can be shown to a person, who expects to see at once what they did themselves."""
    if counted.day != visit.today or counted.batch == last_batch(visit.session):
        return counted.day == visit.today
    new = time.monotonic() - counted.at < _SECONDS
    return new and not acted_since(visit.session, counted.batch, visit.visitor.name)


def _by_kind(visit: Visit) -> list[tuple[str, list[Finding]]]:
    kinds: dict[str, list[Finding]] = defaultdict(list)
    for finding in check(visit.session, visit.today, visit.texts):
        kinds[finding.kind].append(finding)
    return [(visit.texts(KINDS[kind]), found) for kind, found in kinds.items()]


def _drawn(chart: Chart) -> Markup:
    return Markup(drawn(chart, _WIDTH))  # noqa: S704 - the drawing has escaped its words


ROUTES = (Route("/", "home", page, "read", limits=True),)
