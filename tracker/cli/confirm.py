"""``tracker confirm``: the secretariat confirms what the lead agencies claim."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from tracker.cli.filters import filter_options, wanted_with_waiting
from tracker.cli.options import database_option, person_option
from tracker.cli.output import tell_undo
from tracker.door import acting, now, today
from tracker.language.texts import Texts

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from tracker.followup.acts import Person
    from tracker.models import Recommendation


@click.command()
@click.argument("codes", nargs=-1)
@click.option("--all", "everything", is_flag=True, help="All claims that wait.")
@click.option("--refuse", "reason", metavar="REASON", help="Do not confirm the claims, for this reason.")
@filter_options
@database_option
@person_option
def command(
    codes: tuple[str, ...], reason: str | None, database: str | None, who: str, *, everything: bool, **options: Any
) -> None:
    """Confirm claims: the status that the lead agency claims becomes the group's status, where the rules allow it.

    With --refuse the group's status stays as it is. The claim waits no longer; the agency sees the reason, and may claim
    again.

    Examples: tracker confirm UPR-4/138.2; tracker confirm --agency MOJ --mechanism CAT;
    tracker confirm UPR-4/138.2 --refuse "the law is not in force yet"
    """
    if not (codes or everything or any(options.values())):
        raise click.UsageError("Which claims? Give codes, a filter such as --agency MOJ, or --all.")
    from tracker.followup.acts import Person
    from tracker.queries.reference import status_words

    with acting(database) as session:
        words = status_words(session, Texts())
        items, person = _items(session, codes, options), Person(who, now())
        act = (
            _confirm(session, items, words, person)
            if reason is None
            else _refuse(session, items, reason, words, person)
        )
        if act.batch is None:
            session.rollback()
    for line in act.lines:
        click.echo(line)
    if act.batch is not None:
        tell_undo(act.batch)


class _Act(NamedTuple):
    """The batch, if anything was done, and what is told."""

    batch: int | None
    lines: list[str]


def _confirm(session: "Session", items: "list[Recommendation]", words: Mapping[str, str], person: "Person") -> _Act:
    from tracker.followup.acts import confirm_claims

    batch, done = confirm_claims(session, items, person, today())
    lines = []
    for item in done:
        change = f"{words.get(item.before or '', 'no status')} -> {words.get(item.status or '')}"
        lines.append(
            f"{item.code}: {change if item.wrong is None else f'stays a claim of {item.agency}: {item.problem}'}"
        )
    kept = sum(item.wrong is None for item in done)
    return _Act(batch, [*lines, f"{kept} confirmed, {len(done) - kept} not." if done else _NONE])


def _refuse(
    session: "Session", items: "list[Recommendation]", reason: str, words: Mapping[str, str], person: "Person"
) -> _Act:
    from tracker.followup.acts import refuse_claims

    batch, done = refuse_claims(session, items, reason, person)
    lines = [f"{one.code}: {words[one.status]}, a claim of {one.agency}, is not confirmed." for one in done]
    return _Act(batch, lines or [_NONE])


_NONE = "There is no claim to confirm."


def _items(session: "Session", codes: tuple[str, ...], options: dict[str, Any]) -> "list[Recommendation]":
    from tracker.models import Recommendation
    from tracker.queries.find import find_recommendation
    from tracker.queries.register import listing

    if codes:
        return [find_recommendation(session, code) for code in codes]
    found = listing(session, wanted_with_waiting(session, options), today())
    return [session.get_one(Recommendation, item.id) for item in found if not item.out_of_mandate]
