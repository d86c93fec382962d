"""``tracker confirm``: the secretariat confirms what the lead agencies claim."""

from typing import TYPE_CHECKING, Any

import click

from tracker.cli.filters import filter_options, wanted_with_waiting
from tracker.cli.options import database_option, person_option
from tracker.cli.output import tell_undo
from tracker.door import acting, now, today
from tracker.language.texts import Texts

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from tracker.models import Recommendation


@click.command()
@click.argument("codes", nargs=-1)
@click.option("--all", "everything", is_flag=True, help="Confirm all claims that are not confirmed yet.")
@filter_options
@database_option
@person_option
def command(codes: tuple[str, ...], database: str | None, who: str, *, everything: bool, **options: Any) -> None:
    """Confirm claims: the status that the lead agency claims becomes the group's status, where the rules allow it.

    Examples: tracker confirm UPR-4/138.2; tracker confirm --agency MOJ --mechanism CAT
    """
    if not (codes or everything or any(options.values())):
        raise click.UsageError("Which claims? Give codes, a filter such as --agency MOJ, or --all.")
    from tracker.followup.acts import Person, confirm_claims
    from tracker.queries.reference import status_words

    with acting(database) as session:
        words = status_words(session, Texts())
        items = _items(session, codes, options)
        batch, done = confirm_claims(session, items, Person(who, now()), today())
        if batch is None:
            session.rollback()
    for item in done:
        change = f"{words.get(item.before or '', 'no status')} -> {words.get(item.status or '')}"
        click.echo(
            f"{item.code}: {change if item.wrong is None else f'stays a claim of {item.agency}: {item.problem}'}"
        )
    kept = sum(item.wrong is None for item in done)
    click.echo(f"{kept} confirmed, {len(done) - kept} not." if done else "There is no claim to confirm.")
    if batch is not None:
        tell_undo(batch)


def _items(session: "Session", codes: tuple[str, ...], options: dict[str, Any]) -> "list[Recommendation]":
    from tracker.models import Recommendation
    from tracker.queries.find import find_recommendation
    from tracker.queries.register import listing

    if codes:
        return [find_recommendation(session, code) for code in codes]
    found = listing(session, wanted_with_waiting(session, options), today())
    return [session.get_one(Recommendation, item.id) for item in found if not item.out_of_mandate]
