"""The options by which recommendations are chosen, and by which a choice is saved and used again."""

import sys
from collections.abc import Sequence
from dataclasses import replace
from functools import wraps
from typing import TYPE_CHECKING, Any

import click

from tracker.cli.files import forced
from tracker.cli.options import Command, a_date
from tracker.cli.output import tell_undo
from tracker.door import acting, acting_person, now, reading, today
from tracker.errors import TrackerError

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from tracker.models import Recommendation
    from tracker.queries.filter import Filter


def filter_options(command: Command) -> Command:
    """The options by which recommendations are chosen, and by which a choice is saved and used again."""
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
        click.option(
            "--silent",
            metavar="DATE",
            callback=a_date,
            help="Open, and the lead agency has said nothing since this day.",
        ),
        click.option("--overdue", is_flag=True, help="Past their due date and not closed."),
        click.option("--mandate", type=_one_of("in", "out"), default=None, help="In, or outside, the group's mandate."),
    ]
    command = view_options(command)
    for option in reversed(options):
        command = option(command)
    return command


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


def view_options(command: Command) -> Command:
    """``--view`` puts the conditions of a saved view in; ``--save`` saves those of the command when it is done."""

    @click.option(
        "--view",
        metavar="NAME",
        default="",
        help="Use a saved view. Conditions given beside it are added, or replace its own. See: tracker views",
    )
    @click.option(
        "--save",
        metavar="NAME",
        default="",
        help="Save these conditions as a view, to use them again with --view.",
    )
    @wraps(command)
    def with_views(*words: Any, view: str, save: str, **options: Any) -> Any:
        if view:
            options.update(_viewed(view, options))
        if not save:
            return command(*words, **options)
        wanted = _to_save(save, options)
        result = command(*words, **options)
        _save(save, wanted, options)
        return result

    return with_views


def _given(options: dict[str, Any]) -> dict[str, Any]:
    """The conditions among the options of a command."""
    from tracker.queries.saved_views import CONDITIONS

    return {name: options[name] for name in CONDITIONS if name in options}


def _viewed(view: str, options: dict[str, Any]) -> dict[str, Any]:
    """The conditions of a view and of a command together."""
    from tracker.queries.saved_views import with_view

    with reading(options["database"]) as session:
        return with_view(session, view, _given(options))


def _to_save(name: str, options: dict[str, Any]) -> "Filter":
    """The conditions to save, with the names of the register. A view of that name is replaced only if a person says so."""
    with reading(options["database"]) as session:
        _ask_before_change(session, name)
        return wanted_from(session, _given(options))


def _ask_before_change(session: "Session", name: str) -> None:
    from tracker.queries.saved_views import view_named

    view = view_named(session, name)
    if view is None or forced(click.get_current_context()):
        return
    if not sys.stdin.isatty():
        raise TrackerError(
            f"there is a saved view '{view.name}' already.",
            remedy=f'Choose another name, or change it: tracker list ... --save "{view.name}" --force',
        )
    click.confirm(f"There is a saved view '{view.name}' already. Change it?", abort=True)


def _save(name: str, wanted: "Filter", options: dict[str, Any]) -> None:
    from tracker.followup.acts import Person
    from tracker.followup.saved_views import keep_view

    beside = options.get("form", "table") != "table"  # JSON and CSV stay what programs read
    with acting(options["database"]) as session:
        person = Person(options.get("who") or acting_person(), now())
        batch = keep_view(session, name, wanted, person, replace=True)
        if batch is None:
            session.rollback()
            click.echo(f"The view '{name.strip()}' has these conditions already.", err=beside)
            return
    click.echo(f'Saved as a view. To use it: --view "{name.strip()}"', err=beside)
    tell_undo(batch, err=beside)
