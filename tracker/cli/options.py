"""Options that several commands share."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import click

from tracker.door import acting_person, today
from tracker.errors import TrackerError
from tracker.language.texts import LANGUAGES

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from tracker.dates import Period
    from tracker.models import Recommendation
    from tracker.queries.filter import Filter

Command = Callable[..., Any]


def database_option(command: Command) -> Command:
    """``--database``: where the register lies."""
    help_text = (
        "The register: a file, or the address of a PostgreSQL database. "
        "Default: TRACKER_DATABASE, else your data folder."
    )
    return click.option("--database", metavar="PLACE", help=help_text)(command)


def person_option(command: Command) -> Command:
    """``--as``: who acts, for the history."""
    help_text = "Your name for the history. Default: TRACKER_USER, else your login name."
    return click.option("--as", "who", metavar="NAME", help=help_text, default=acting_person, show_default=False)(
        command
    )


def format_option(command: Command) -> Command:
    """``--format``: table for people, json and csv for programs."""
    choice = click.Choice(["table", "json", "csv"])
    return click.option(
        "--format", "form", type=choice, default="table", show_default=True, help="The form of the output."
    )(command)


def as_of_option(command: Command) -> Command:
    """``--as-of``: what the register knew on an earlier day."""
    help_text = "Show the register as it was at the end of this day. Default: today."
    return click.option("--as-of", metavar="DATE", callback=a_past_date, help=help_text)(command)


def language_option(command: Command) -> Command:
    """``--language``: in which language an output is written; an office sets its own once."""
    return click.option(
        "--language",
        type=click.Choice(LANGUAGES),
        default="en",
        envvar="TRACKER_LANGUAGE",
        help="The language of the output. Default: TRACKER_LANGUAGE, else en.",
    )(command)


def filter_options(command: Command) -> Command:
    """The options by which recommendations are chosen."""
    options = [
        click.option("--mechanism", metavar="CODE", default="", help="UPR, CAT, CEDAW, CRC ..."),
        click.option("--review", metavar="CODE", default="", help="One review, such as UPR-3 or CAT-5."),
        click.option("--agency", metavar="KEY", default="", help="Assigned to this agency, in any role."),
        click.option("--role", type=_one_of("lead", "contributing"), default=None, help="The agency's role."),
        click.option("--cycle", metavar="NUMBER", default="", help="The cycle of the review, such as 4 for UPR-4."),
        click.option(
            "--status",
            metavar="CODE",
            multiple=True,
            help="The group's status; 'unknown' for none. May be given several times: one of them is enough.",
        ),
        click.option("--open", is_flag=True, help="Not closed: something is left to do."),
        click.option(
            "--position",
            type=_one_of("supported", "noted", "partially_supported", "pending"),
            default=None,
            help="The State's position (UPR).",
        ),
        click.option("--state", metavar="NAME", default="", help="Recommended by this State (UPR)."),
        click.option("--group", metavar="WORDS", default="", help="Affected persons, or a part of their name."),
        click.option("--sdg", metavar="NUMBER", default="", help="A goal or target of the SDGs: 16 or 16.3."),
        click.option("--priority", type=_one_of("high", "medium", "low"), default=None, help="The priority."),
        click.option("--theme", metavar="WORDS", default="", help="A theme, or a part of its name."),
        click.option(
            "--text",
            metavar="WORDS",
            default="",
            help="Words in the text or the number; accents and case do not matter.",
        ),
        click.option("--due-before", metavar="DATE", callback=a_date, help="Due before this day."),
        click.option("--due-after", metavar="DATE", callback=a_date, help="Due after this day."),
        click.option("--changed-since", metavar="DATE", callback=a_date, help="Changed on this day or later."),
        click.option("--overdue", is_flag=True, help="Past their due date and not closed."),
        click.option("--mandate", type=_one_of("in", "out"), default=None, help="In, or outside, the group's mandate."),
    ]
    for option in reversed(options):
        command = option(command)
    return command


def many_option(command: Command) -> Command:
    """``--filter``: all recommendations that meet some conditions, for acts on many."""
    help_text = (
        "All recommendations with this value, such as mechanism=CAT; may be given several times. "
        f"Names: {', '.join(_FILTERED)}."
    )
    return click.option("--filter", "conditions", multiple=True, metavar="NAME=VALUE", help=help_text)(command)


_FILTERED = (
    *("mechanism", "review", "cycle", "agency", "role", "status", "position", "state", "group", "sdg", "priority"),
    *("theme", "text"),
)


def many(session: "Session", codes: Sequence[str], conditions: Sequence[str]) -> "list[Recommendation]":
    """The recommendations of some codes, or those that meet all conditions."""
    options: dict[str, Any] = {}
    for condition in conditions:
        name, _, value = condition.partition("=")
        if name.strip() not in _FILTERED or not value.strip():
            raise click.BadParameter(f"'{condition}' is not NAME=VALUE. The names are: {', '.join(_FILTERED)}.")
        if name.strip() == "status":
            options["status"] = (*options.get("status", ()), value.strip())
        else:
            options[name.strip()] = value.strip()
    return chosen(session, codes, options)


def _one_of(*words: str) -> click.Choice[str]:
    return click.Choice(words, case_sensitive=False)


def wanted_from(session: "Session", options: dict[str, Any]) -> "Filter":
    """The filter that the options of a command describe; raises ``NotFound`` for a name that the register does not know."""
    from tracker.queries.filter import Filter
    from tracker.queries.find import known_filter

    return known_filter(session, Filter(**{name: value for name, value in options.items() if value}))


def wanted_with_waiting(session: "Session", options: dict[str, Any]) -> "Filter":
    """The same, with the rows that wait for their review: for lists of single values, which count nothing."""
    return replace(wanted_from(session, options), waiting=None)


def chosen(session: "Session", codes: Sequence[str], options: dict[str, Any]) -> "list[Recommendation]":
    """The recommendations of some codes, or else of a filter. Raises ``UsageError`` where neither is given."""
    from sqlalchemy import select

    from tracker.models import Recommendation, Review
    from tracker.queries.filter import restricted
    from tracker.queries.find import find_recommendation

    if codes:
        return [find_recommendation(session, code) for code in codes]
    if not any(options.values()):
        raise click.UsageError("Which recommendations? Give their codes, or a filter such as --mechanism CAT.")
    query = select(Recommendation).join(Review, Review.id == Recommendation.review_id)
    wanted = wanted_from(session, options)
    wanted = replace(wanted, waiting=None) if wanted.review else wanted  # who names a waiting review means its rows
    found = list(session.scalars(restricted(query, wanted, today())))
    if not found:
        raise TrackerError("no recommendation matches this filter.", remedy="See: tracker list, with the same filter.")
    return found


def a_period(_context: click.Context, _parameter: click.Parameter, value: str | None) -> "Period | None":
    """A date that was typed, as exact as it is: 2025-05-31, 31.05.2025, 2025-05, 2025-Q2, 2025-H1 or 2025."""
    if value is None:
        return None
    from tracker.dates import typed_period

    found = typed_period(value)
    if found is None:
        raise click.BadParameter(f"'{value}' is not a date; write 2025-05-31, 31.05.2025, 2025-05, 2025-Q2 or 2025.")
    return found


def a_past_date(_context: click.Context, _parameter: click.Parameter, value: str | None) -> date | None:
    """A day that is not to come."""
    found = a_date(_context, _parameter, value)
    if found is not None and found > today():
        raise click.BadParameter(f"{found} is in the future.")
    return found


def a_date(_context: click.Context, _parameter: click.Parameter, value: str | None) -> date | None:
    """The day of a date that was typed: of a month, a quarter, a half or a year the last one."""
    found = a_period(_context, _parameter, value)
    return found.on if found else None
