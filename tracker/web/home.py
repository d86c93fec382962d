"""Home: how many, by status and by mechanism, what is late, and what needs attention; each figure leads to its rows."""

from collections import defaultdict
from typing import Any

from markupsafe import Markup

from exports.pack.blocks import Chart
from exports.pack.chart import drawn
from exports.pack.overview import overview
from tracker.queries.checks import KINDS, Finding, check
from tracker.web.filtering import address_of
from tracker.web.visit import Route, Visit

_WIDTH = 420
"""The width of a chart, in units of which a letter has 11."""


def page(visit: Visit) -> Any:
    """The page."""
    found = overview(visit.session, visit.today, visit.texts)
    return visit.page("home.html", overview=found, drawn=_drawn, address_of=address_of, findings=_by_kind(visit))


def _by_kind(visit: Visit) -> list[tuple[str, list[Finding]]]:
    """What needs attention, by its heading."""
    kinds: dict[str, list[Finding]] = defaultdict(list)
    for finding in check(visit.session, visit.today, visit.texts):
        kinds[finding.kind].append(finding)
    return [(visit.texts(KINDS[kind]), found) for kind, found in kinds.items()]


def _drawn(chart: Chart) -> Markup:
    return Markup(drawn(chart, _WIDTH))  # noqa: S704 - the drawing has escaped its words


ROUTES = (Route("/", "home", page),)
