"""Help: what each page is for, in a few words."""

from typing import Any

from tracker.web.visit import Route, Visit


def page(visit: Visit) -> Any:
    """The page."""
    return visit.page("help.html")


ROUTES = (Route("/help", "help", page, "help"),)
