"""``tracker assign``: one lead, any number of contributing agencies."""

from typing import TYPE_CHECKING

import click

from tracker.cli.many import many, many_option
from tracker.cli.options import a_date, database_option, person_option
from tracker.cli.output import tell_undo
from tracker.door import acting, now, today

if TYPE_CHECKING:
    from datetime import date

    from sqlalchemy.orm import Session

    from tracker.followup.assign import Assigned, Wish
    from tracker.models import Recommendation


@click.command()
@click.argument("codes", nargs=-1)
@many_option
@click.option("--lead", metavar="AGENCY", default="", help="The lead agency; key or name.")
@click.option("--proposed", is_flag=True, help="Assign the agency that leads on the mechanism.")
@click.option(
    "--contributing", metavar="AGENCY", multiple=True, help="A contributing agency; may be given several times."
)
@click.option(
    "--off", metavar="AGENCY", multiple=True, help="An agency to remove. Its assignment ends; the history stays."
)
@click.option("--date", "on", metavar="DATE", callback=a_date, help="The first day of the assignment. Default: today.")
@database_option
@person_option
def command(
    codes: tuple[str, ...],
    conditions: tuple[str, ...],
    lead: str,
    contributing: tuple[str, ...],
    off: tuple[str, ...],
    on: "date | None",
    database: str | None,
    who: str,
    *,
    proposed: bool,
) -> None:
    """Assign agencies to recommendations, named by their codes or by a filter.

    With a code alone, the command shows the proposed lead: the agency that leads on the mechanism.
    """
    if proposed and lead:
        raise click.UsageError("Give --lead or --proposed, not both.")
    if not (codes or conditions):
        raise click.UsageError("Which recommendations? Give their CODES, or --filter NAME=VALUE.")
    if not (lead or proposed or contributing or off):
        _propose(codes, database)
        return
    from tracker.followup.acts import Person, set_agencies

    with acting(database) as session:
        wish = _wish(session, lead, contributing, off)
        wishes = _of_each(session, many(session, codes, conditions), wish, proposed=proposed)
        batch, done = set_agencies(session, wishes, on or today(), Person(who, now()))
        _tell(done)
        if batch is None:
            session.rollback()
        else:
            tell_undo(batch)


def _tell(done: "list[Assigned]") -> None:
    for result in done:
        click.echo(f"{result.code}: {'; '.join(result.done) or 'nothing to change'}")


def _wish(session: "Session", lead: str, contributing: tuple[str, ...], off: tuple[str, ...]) -> "Wish":
    """The agencies that were named. Raises ``NotFound`` for a name that none has."""
    from tracker.followup.assign import Wish
    from tracker.queries.find import find_agency

    return Wish(
        lead=find_agency(session, lead) if lead else "",
        contributing=tuple(find_agency(session, name) for name in contributing),
        off=tuple(find_agency(session, name) for name in off),
    )


def _of_each(
    session: "Session", found: "list[Recommendation]", wish: "Wish", *, proposed: bool
) -> "list[tuple[Recommendation, Wish]]":
    """The agencies of each recommendation: with the proposed lead, where that was asked for."""
    return [(item, _with_proposal(session, item, wish) if proposed else wish) for item in found]


def _with_proposal(session: "Session", item: "Recommendation", wish: "Wish") -> "Wish":
    from dataclasses import replace

    from tracker.errors import NotFound
    from tracker.followup.assign import proposed_lead

    proposal = proposed_lead(session, item)
    if proposal is None:
        raise NotFound(f"no agency is known to lead on the mechanism of {item.code}.", remedy="Name it with --lead.")
    return replace(wish, lead=proposal[0])


def _propose(codes: tuple[str, ...], database: str | None) -> None:
    from tracker.door import reading
    from tracker.followup.assign import proposed_lead
    from tracker.queries.find import find_recommendation
    from tracker.queries.units import agencies_of
    from tracker.vocabulary import Role

    with reading(database) as session:
        for code in codes:
            item = find_recommendation(session, code)
            leads = "".join(agencies_of(session, [item.id], Role.LEAD).get(item.id, ()))
            click.echo(f"{item.code}: {_proposal(item, leads, proposed_lead(session, item))}")


def _proposal(item: "Recommendation", leads: str, proposal: tuple[str, str] | None) -> str:
    """Who leads on a recommendation, who is proposed, and what to type for it."""
    if item.out_of_mandate:
        return f"outside the group's mandate ({item.out_reason}); it is never assigned."
    now_leads = f"{leads} leads; " if leads else ""
    if proposal is None:
        return f"{now_leads}no agency is known to lead on this mechanism; name it with --lead."
    agency, basis = proposal
    if agency == leads:
        return f"{leads} leads already, as proposed."
    doubt = "" if basis == "given" else f", {basis}"
    return f'{now_leads}proposed lead {agency}{doubt}. To assign it: tracker assign "{item.code}" --proposed'
