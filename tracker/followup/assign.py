"""Assigns agencies: one lead, any number contributing; ended, never deleted."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.errors import RuleBroken
from tracker.followup.journal import Journal
from tracker.models import Assignment, Mechanism, Recommendation, Review
from tracker.queries.agencies import heirs
from tracker.vocabulary import Role


@dataclass(frozen=True)
class Wish:
    """What is wanted for a recommendation: a lead, further contributing agencies, agencies to take off."""

    lead: str = ""
    contributing: tuple[str, ...] = ()
    off: tuple[str, ...] = ()


@dataclass
class Assigned:
    """What was done, in words."""

    code: str
    done: list[str] = field(default_factory=list)


def proposed_lead(session: Session, recommendation: Recommendation) -> tuple[str, str] | None:
    """The agency that leads on the mechanism, or took that over, and whether that is given or to confirm."""
    query = (
        select(Mechanism.lead_agency, Mechanism.lead_basis)
        .join(Review, Review.mechanism == Mechanism.code)
        .where(Review.id == recommendation.review_id)
    )
    agency, basis = session.execute(query).one()
    agency = heirs(session).get(agency, agency) if agency else ""
    return (agency, basis) if agency else None


def wish_for(session: Session, recommendation: Recommendation, lead: str, contributing: Sequence[str]) -> Wish:
    """The wish that brings a recommendation to these agencies and no others."""
    active = session.scalars(
        select(Assignment.agency_key).where(
            Assignment.recommendation_id == recommendation.id, Assignment.ended_on.is_(None)
        )
    )
    return Wish(lead, tuple(contributing), tuple(key for key in active if key not in (lead, *contributing)))


def assign(journal: Journal, recommendation: Recommendation, wish: Wish, on: date) -> Assigned:
    """Bring the assignments of a recommendation to a wish; the agencies' keys must be known.

    Raises ``RuleBroken`` for one outside the mandate, and for a closed agency.
    """
    if recommendation.out_of_mandate:
        raise RuleBroken(
            f"{recommendation.code} is outside the group's mandate ({recommendation.out_reason}) and is never assigned."
        )
    _refuse_closed(journal.session, wish)
    result = Assigned(recommendation.code)
    active = journal.session.scalars(
        select(Assignment).where(Assignment.recommendation_id == recommendation.id, Assignment.ended_on.is_(None))
    ).all()
    for item in active:
        if reason := _ends(item, wish):
            end_assignment(journal, item.id, on)
            result.done.append(f"{item.agency_key} no longer {_part(item.role)}{reason}")
    kept = {(item.agency_key, item.role) for item in active if not _ends(item, wish)}
    for agency, role in _wanted(wish, kept):
        journal.add(Assignment, recommendation_id=recommendation.id, agency_key=agency, role=role, began_on=on)
        result.done.append(f"{agency} {_part(role)}")
    journal.flush()
    return result


def _refuse_closed(session: Session, wish: Wish) -> None:
    closed = heirs(session)
    for agency in filter(closed.__contains__, (wish.lead, *wish.contributing)):
        heir = closed[agency]
        remedy = f"Its work went to {heir}." if heir else "Name another agency. See: tracker agencies"
        raise RuleBroken(f"{agency} was closed, so it cannot be assigned.", remedy=remedy)


def _ends(item: Assignment, wish: Wish) -> str:
    """Why a present assignment ends; empty when it goes on."""
    if item.agency_key in wish.off:
        return " (removed)"
    if item.role == Role.LEAD and wish.lead and item.agency_key != wish.lead:
        return f" ({wish.lead} leads now)"
    if item.role == Role.CONTRIBUTING and item.agency_key == wish.lead:
        return " (it leads now)"
    return ""


def _wanted(wish: Wish, kept: set[tuple[str, str]]) -> Sequence[tuple[str, Role]]:
    new: list[tuple[str, Role]] = []
    if wish.lead and (wish.lead, Role.LEAD) not in kept:
        new.append((wish.lead, Role.LEAD))
    present = {agency for agency, _ in kept} | {wish.lead}
    new += [(agency, Role.CONTRIBUTING) for agency in dict.fromkeys(wish.contributing) if agency not in present]
    return new


def end_assignment(journal: Journal, assignment_id: int, on: date, origin_id: int | None = None) -> None:
    """End an assignment on a day, but not before it began."""
    item = journal.session.get_one(Assignment, assignment_id)
    ended = max(on, item.began_on)
    journal.change(
        *(Assignment, item.id, "ended_on", None, ended), recommendation_id=item.recommendation_id, origin_id=origin_id
    )


def _part(role: str) -> str:
    return "leads" if role == Role.LEAD else "contributes"
