"""``--filter NAME=VALUE``: recommendations for acts on many, where the filter options mean something else."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from tracker.cli.filters import chosen
from tracker.cli.options import Command, a_date

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from tracker.models import Recommendation

_NAMES = (
    *("mechanism", "review", "cycle", "agency", "role", "status", "position", "state", "group", "sdg", "priority"),
    *("theme", "text"),
)
_DAYS = ("due-before", "due-after", "changed-since", "silent")
_ALONE = ("open", "overdue")
_KNOWN = (*_NAMES, *_DAYS, *_ALONE, "view")


def many_option(command: Command) -> Command:
    """``--filter``: all recommendations that meet some conditions, for acts on many."""
    help_text = (
        "All recommendations with this value, such as mechanism=CAT; may be given several times. "
        f"Names: {', '.join(_KNOWN)}. {' and '.join(_ALONE)} have no value; view is the name of a saved view."
    )
    return click.option("--filter", "conditions", multiple=True, metavar="NAME=VALUE", help=help_text)(command)


def many(session: "Session", codes: Sequence[str], conditions: Sequence[str]) -> "list[Recommendation]":
    """The recommendations of some codes, or those that meet all conditions."""
    options: dict[str, Any] = {}
    for condition in conditions:
        name, value = _parts(condition)
        options[name] = (*options.get(name, ()), value) if name == "status" else value
    if view := options.pop("view", ""):
        from tracker.queries.saved_views import with_view

        options = with_view(session, view, options)
    return chosen(session, codes, options)


def _parts(condition: str) -> tuple[str, Any]:
    """The name and the value of a condition. Raises ``BadParameter`` for what is none."""
    name, _, value = (part.strip() for part in condition.partition("="))
    if name in _ALONE and not value:
        return name, True
    if name not in _KNOWN or name in _ALONE or not value:
        raise click.BadParameter(f"'{condition}' is not NAME=VALUE. The names are: {', '.join(_KNOWN)}.")
    if name in _DAYS:
        return name.replace("-", "_"), a_date(click.get_current_context(), click.Option(["--filter"]), value)
    return name, value
