"""What the rules demand of a view before it is recorded: who may say it, after what, and with what support.

The secretariat is bound by the ways between statuses and by what each status needs. An agency claims what it sees: the
rules bind the confirmation, so it may say all but what only the secretariat sets. The Ombudsperson and the committees speak
for themselves. Ways, needs and the committees' scales are reference data.
"""

from collections.abc import Iterator, Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.errors import NotFound, RuleBroken
from tracker.followup.view import Proof, View
from tracker.language.phrase import Phrase
from tracker.language.texts import marked
from tracker.models import Assessment, Assignment, Evidence, Grade, Mechanism, Recommendation, Review, Status
from tracker.queries.on_record import OnRecord
from tracker.queries.reply_sheet import reserved_statuses
from tracker.queries.substantiated import GROUP, NEEDS_PROOF, enough
from tracker.vocabulary import Position, Role, StatusKind, Voice

_REASONS = {"remaining": marked("what remains to be done"), "reason": marked("a reason")}
_PROOFS = {"evidence": marked("evidence"), "dated evidence": marked("dated evidence")}
"""What a status needs, by its rule in the reference data."""


def check_view(
    record: OnRecord, recommendation: Recommendation, view: View, earlier: Sequence[Assessment], today: date
) -> None:
    """Raise ``RuleBroken`` or ``NotFound`` with what a view lacks; ``earlier`` are those it follows, the latest first."""
    if recommendation.out_of_mandate:
        raise RuleBroken(
            Phrase("{code} is outside the group's mandate; no status is kept for it.", code=recommendation.code)
        )
    _check_days(view, today)
    if view.voice == Voice.AGENCY:
        _check_agency(record.session, recommendation, view)
    if view.voice == Voice.COMMITTEE:
        _check_verdict(record.session, recommendation, view)
    else:
        _check_named(record, view)
    if view.voice == Voice.SECRETARIAT:
        _check_status(record, recommendation, view, earlier)
    elif view.correction:
        raise RuleBroken(marked("only the secretariat corrects a status."), remedy="Leave out --correct.")
    elif view.voice not in GROUP and (view.measure or view.due):
        raise RuleBroken(
            marked("only the group sets a measure and a due date."),
            remedy="Leave out --measure and --due; what was asked for goes into --note.",
        )


def _check_days(view: View, today: date) -> None:
    if view.dated_on > today:
        raise RuleBroken(
            Phrase("{day} is in the future.", day=view.dated_on),
            remedy=marked("Give the day on which the status was true."),
        )
    to_come = [proof.dated_on for proof in view.proofs if proof.dated_on and proof.dated_on > today]
    if to_come:
        raise RuleBroken(
            Phrase("evidence of {day} proves nothing before that day.", day=to_come[0]),
            remedy=marked("Correct its date."),
        )


def _check_agency(session: Session, recommendation: Recommendation, view: View) -> None:
    agency = view.agency
    part = select(Assignment.role).where(
        Assignment.recommendation_id == recommendation.id,
        Assignment.agency_key == agency,
        Assignment.ended_on.is_(None),
    )
    if agency is None:
        raise RuleBroken("an agency's claim needs the agency.", remedy="Add --agency KEY.")
    roles = session.scalars(part).all()
    if not roles:
        raise RuleBroken(
            Phrase(
                "{agency} is not assigned to {code}, so it cannot speak for it.",
                agency=agency,
                code=recommendation.code,
            ),
            remedy=f'Assign it first: tracker assign "{recommendation.code}" --contributing {agency}',
        )
    if view.due is not None and Role.LEAD not in roles:
        raise RuleBroken(
            marked("only the lead agency says by when it is done."), remedy=marked("Leave out the due date.")
        )
    if view.status in reserved_statuses(session):
        raise RuleBroken(Phrase("only the secretariat can set '{status}'.", status=view.status))


def _check_named(record: OnRecord, view: View) -> None:
    if view.grade:
        raise RuleBroken("only a committee gives a grade.", remedy="Leave out --grade, or add --voice committee.")
    if view.status not in record.statuses:
        raise NotFound(f"there is no status '{view.status}'.", remedy=f"Known: {', '.join(record.statuses)}.")


def _check_verdict(session: Session, recommendation: Recommendation, view: View) -> None:
    """A committee's verdict is a grade on the scale of its time, where one is published."""
    mechanism = session.scalars(
        select(Mechanism).join(Review, Review.mechanism == Mechanism.code).where(Review.id == recommendation.review_id)
    ).one()
    if mechanism.family == "charter":
        raise RuleBroken(
            f"{recommendation.code} was made by States ({mechanism.code}); no committee grades it.",
            remedy="Choose another voice with --voice.",
        )
    if view.status is not None:
        raise RuleBroken("a committee gives a grade, not a status.", remedy=f"Leave out '{view.status}'.")
    if not view.grade:
        raise RuleBroken("a committee's verdict needs its grade.", remedy="Add --grade.")
    known = _grades(session, mechanism, view.dated_on.year)
    if known and view.grade not in known:
        raise RuleBroken(
            f"the committee's scale has no grade '{view.grade}'.", remedy=f"It has: {', '.join(sorted(known))}."
        )


def _grades(session: Session, mechanism: Mechanism, year: int) -> set[str]:
    """The grades of the scales that a mechanism used in a year; in a year of change, of both."""
    scales = [name.strip() for name in mechanism.grading.split(";")]
    found = session.execute(select(Grade.code, Grade.in_force).where(Grade.scale.in_(scales)))
    return {code for code, in_force in found if _covers(in_force, str(year))}


def _covers(in_force: str, year: str) -> bool:
    """Return True if a span of years (``2008-2017``, ``2017-``; empty: always) contains a year."""
    first, _, last = in_force.partition("-")
    return (first or year) <= year <= (last or year)


def _check_status(record: OnRecord, recommendation: Recommendation, view: View, earlier: Sequence[Assessment]) -> None:
    target = record.statuses[view.status or ""]
    if target.kind == StatusKind.OUTSIDE:
        raise RuleBroken(marked("the mechanism decides what is outside the mandate, not a status."))
    if target.kind == StatusKind.NOTED and recommendation.position not in (
        Position.NOTED,
        Position.PARTIALLY_SUPPORTED,
    ):
        raise RuleBroken(Phrase("'{status}' is for UPR recommendations that the State noted.", status=target.code))
    if view.correction:
        earlier = earlier[1:]
    else:
        _check_transition(record, target, earlier[0].status_code if earlier else None)
    lacking = next(_lacking(record, recommendation, view, target, earlier), None)
    if lacking is not None:
        what, option = lacking
        raise RuleBroken(Phrase("'{status}' needs {what}.", status=target.code, what=what), remedy=f"Add {option}.")


def _check_transition(record: OnRecord, target: Status, before: str | None) -> None:
    """From an unknown status every way is open; from a known one only those of the rules."""
    if before is None or before == target.code:
        return
    starts = _starts(record, before)
    if not any(way.to_status == target.code and way.from_status in starts for way in record.ways):
        raise _no_way(record, starts, before, target)


def _starts(record: OnRecord, before: str) -> tuple[str, ...]:
    """What the rules call a status from which another follows: its code, and what it has in common with others."""
    start = record.statuses.get(before)
    return (before, "any open") if start is not None and start.standing == "open" else (before,)


def _no_way(record: OnRecord, starts: tuple[str, ...], before: str, target: Status) -> RuleBroken:
    """The error for a change that the rules do not have, with those that they have, and how a mistake is corrected."""
    onward = {way.to_status for way in record.ways if way.from_status in starts}
    return RuleBroken(
        Phrase(
            "the status cannot change from '{before}' to '{status}'; possible: {statuses}.",
            before=before,
            status=target.code,
            statuses=Phrase.joined(sorted(onward) or ["-"], ", "),
        ),
        remedy=f"If '{before}' was recorded wrongly, correct it: --correct \"the reason\".",
    )


def _lacking(
    record: OnRecord, recommendation: Recommendation, view: View, target: Status, earlier: Sequence[Assessment]
) -> Iterator[tuple[str, str]]:
    """What a status needs and neither the view nor the register has, with the option that gives it."""
    yield from _lacking_proof(record, recommendation, view, target, earlier)
    if target.needs_evidence == "measure" and not _planned(record, recommendation, view):
        yield Phrase("a measure and a due date"), "--measure TEXT --due DATE"
    yield from _lacking_words(view, target)


def _lacking_proof(
    record: OnRecord, recommendation: Recommendation, view: View, target: Status, earlier: Sequence[Assessment]
) -> Iterator[tuple[str, str]]:
    """The evidence that a status needs and has not."""
    if target.needs_evidence not in NEEDS_PROOF:
        return
    rested = _rested(record, target, earlier)
    since = rested.batch_id if rested else 0
    recorded = _recorded(record, recommendation)
    proofs: list[Proof | Evidence] = [*view.proofs, *(proof for proof in recorded if proof.batch_id > since)]
    if not enough(target.needs_evidence, [proof.dated_on for proof in proofs]):
        if not any(proof.batch_id <= since for proof in recorded):
            rested = None
        undated = next((proof.text for proof in proofs if not proof.dated_on), "")
        option = f'--evidence "{undated or "Law No. 12"}, 2024-05-06"'
        yield _proof_needed(target, rested, undated), option


def _lacking_words(view: View, target: Status) -> Iterator[tuple[str, str]]:
    """What a view does not say of a status: what is going on, what remains, why, or which recommendation replaces it."""
    if not view.said and target.needs_evidence == "update":
        yield Phrase("a text that says what is going on"), "--note TEXT"
    if not view.said and target.needs_reason in ("remaining", "reason"):
        yield Phrase(_REASONS[target.needs_reason]), "--note TEXT"
    if not view.newer and target.needs_reason == "newer":
        yield Phrase("the newer recommendation"), "--newer CODE"


def _proof_needed(target: Status, rested: Assessment | None, undated: str) -> Phrase:
    """The proof that a status needs, and why what there is does not do."""
    needed = Phrase(_PROOFS[target.needs_evidence])
    if rested is not None:
        told = {"evidence": needed, "before": rested.status_code, "day": rested.dated_on}
        needed = Phrase("{evidence} newer than that for '{before}' of {day}", **told)
    return Phrase("{evidence}; '{undated}' lacks its date", evidence=needed, undated=undated) if undated else needed


def _rested(record: OnRecord, target: Status, earlier: Sequence[Assessment]) -> Assessment | None:
    """The last view that rested on evidence: what was on record then does not carry a further step or a renewal.

    A status that need not be renewed may be said again on the same evidence.
    """
    if earlier and earlier[0].status_code == target.code and target.stale_after_months is None:
        return None
    codes = {status.code for status in record.statuses.values() if status.needs_evidence in NEEDS_PROOF}
    return next((view for view in earlier if view.status_code in codes), None)


def _recorded(record: OnRecord, recommendation: Recommendation) -> list[Evidence]:
    """The evidence on record of the group's own voices."""
    on_record = record.evidence(recommendation.id)
    return [proof for proof, voice in on_record if proof.assessment_id is None or voice in GROUP]


def _planned(record: OnRecord, recommendation: Recommendation, view: View) -> bool:
    has_measure = bool(view.measure) or bool(record.measures(recommendation.id))
    return has_measure and bool(view.due or recommendation.due_on)
