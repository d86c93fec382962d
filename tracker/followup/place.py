"""Says where waiting rows belong: moves the recommendations of a provisional review to the review they are of."""

from collections import Counter
from collections.abc import Sequence

from sqlalchemy import select

from tracker.codes import code_of
from tracker.errors import RuleBroken
from tracker.followup.journal import Journal
from tracker.language.phrase import Phrase
from tracker.language.texts import marked
from tracker.models import Mechanism, Recommendation, Review
from tracker.queries.find import find_review
from tracker.vocabulary import Mandate

_MOST_NAMED = 8


def place_review(journal: Journal, waiting: str, target: str) -> int:
    """Move every recommendation of a provisional review to another; gives how many were moved.

    Raises ``NotFound`` for a review that the register does not have, and ``RuleBroken`` as ``place`` does,
    or where no row waits any more.
    """
    source = find_review(journal.session, waiting)
    query = select(Recommendation).where(Recommendation.review_id == source.id).order_by(Recommendation.id)
    items = journal.session.scalars(query).all()
    if not source.provisional:
        raise RuleBroken(f"{source.code} is a review; its rows do not wait for one.")
    if not items:
        raise RuleBroken(
            Phrase("no row waits in {code}: they were moved or taken out.", code=source.code),
            remedy=marked("Look at the list of reviews again."),
        )
    return len(place(journal, items, target))


def place(journal: Journal, items: Sequence[Recommendation], target: str) -> list[str]:
    """Move recommendations that wait for their review to it; gives their new codes.

    Raises ``RuleBroken`` when one does not wait or the review has its number already, and moves nothing then.
    """
    session = journal.session
    goal = find_review(session, target)
    if goal.provisional:
        raise RuleBroken(f"{goal.code} is not a review: its own rows wait for one.", remedy="See: tracker reviews")
    taken = set(session.scalars(select(Recommendation.code).where(Recommendation.review_id == goal.id)))
    free = _free_number(taken, goal.code)
    moves = []
    for item in items:
        source = session.get_one(Review, item.review_id)
        if not source.provisional:
            raise RuleBroken(f"{item.code} does not wait: it belongs to {source.code}.")
        code = code_of(goal.code, item.reference, item.sub) if item.reference else f"{goal.code}/U{free}"
        free += not item.reference
        moves.append((item, source, code))
    _check_free(moves, taken, goal)
    for item, source, code in moves:
        journal.change(Recommendation, item.id, "review_id", source.id, goal.id, recommendation_id=item.id)
        journal.change(Recommendation, item.id, "code", item.code, code, recommendation_id=item.id)
        _keep_apart(journal, item, source, goal)
    journal.flush()
    return [code for _, _, code in moves]


def _check_free(moves: Sequence[tuple[Recommendation, Review, str]], taken: set[str], goal: Review) -> None:
    """Raise ``RuleBroken`` where the review has one of the numbers, or two of the rows have the same."""
    times = Counter(code for _, _, code in moves)
    clash = [code for code in times if code in taken or times[code] > 1]
    if clash:
        raise RuleBroken(
            f"{goal.code} has {len(clash)} of these numbers already: {', '.join(clash[:_MOST_NAMED])}.",
            remedy="Merge those that are the same: tracker recommendation merge. Or undo the import, and import the sheet "
            "again with --review, so that the rows are compared.",
        )


def _keep_apart(journal: Journal, item: Recommendation, source: Review, goal: Review) -> None:
    """What a mechanism outside the group's mandate asks for is kept apart, and no longer once it is another's."""
    before, after = (journal.session.get_one(Mechanism, review.mechanism) for review in (source, goal))
    outside = after.mandate == Mandate.OUT
    if not outside and not (item.out_of_mandate and item.out_reason == before.name):
        return
    for name, new in (("out_of_mandate", outside), ("out_reason", after.name if outside else "")):
        if new != getattr(item, name):
            journal.change(Recommendation, item.id, name, getattr(item, name), new, recommendation_id=item.id)


def _free_number(taken: set[str], review: str) -> int:
    numbers = [
        int(code.removeprefix(f"{review}/U"))
        for code in taken
        if code.startswith(f"{review}/U") and code.removeprefix(f"{review}/U").isdigit()
    ]
    return max(numbers, default=0) + 1
