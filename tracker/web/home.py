"""Home: how many, by status and by mechanism, what is late, and what needs attention; each figure leads to its rows."""

from collections import defaultdict
from typing import Any
from weakref import WeakKeyDictionary

from flask import current_app, redirect, url_for
from markupsafe import Markup

from exports.pack.blocks import Chart
from exports.pack.chart import drawn
from exports.pack.overview import Overview, overview
from tracker.door import Register
from tracker.queries.as_of import last_batch
from tracker.queries.checks import KINDS, Finding, check
from tracker.web.filtering import address_of
from tracker.web.visit import Route, Visit

_WIDTH = 420
"""The width of a chart, in units of which a letter has 11."""

Found = tuple[Overview, list[tuple[str, list[Finding]]]]
"""The figures, and what needs attention by its heading."""

_kept: WeakKeyDictionary[Register, dict[str, tuple[Any, Found]]] = WeakKeyDictionary()
"""What was counted last, by register and language: it stays right until the next act or the next day."""


def page(visit: Visit) -> Any:
    """The page; whoever may see one agency's recommendations alone is led to these."""
    if visit.only:
        return redirect(url_for("my_agency" if "my_agency" in current_app.view_functions else "register"))
    figures, findings = _found(visit)
    return visit.page("home.html", overview=figures, drawn=_drawn, address_of=address_of, findings=findings)


def _found(visit: Visit) -> Found:
    """What the page shows, counted anew after each act: in a large register that takes a second."""
    kept, state = _kept.setdefault(visit.register, {}), (last_batch(visit.session), visit.today)
    language = visit.texts.language
    if language not in kept or kept[language][0] != state:
        kept[language] = state, (overview(visit.session, visit.today, visit.texts), _by_kind(visit))
    return kept[language][1]


def _by_kind(visit: Visit) -> list[tuple[str, list[Finding]]]:
    kinds: dict[str, list[Finding]] = defaultdict(list)
    for finding in check(visit.session, visit.today, visit.texts):
        kinds[finding.kind].append(finding)
    return [(visit.texts(KINDS[kind]), found) for kind, found in kinds.items()]


def _drawn(chart: Chart) -> Markup:
    return Markup(drawn(chart, _WIDTH))  # noqa: S704 - the drawing has escaped its words


ROUTES = (Route("/", "home", page, "read", limits=True),)
