"""Says where waiting rows belong: moves the recommendations of a provisional review to the review they are of."""

from sqlalchemy import select

from tracker.errors import NotFound, RuleBroken
from tracker.followup.journal import Journal
from tracker.models import Mechanism, Recommendation, Review
from tracker.vocabulary import Mandate

_MOST_NAMED = 8


def place_review(journal: Journal, waiting: str, target: str) -> int:
    """Move every recommendation of a provisional review to another; gives how many were moved.

    Raises ``RuleBroken`` when the target has one of the numbers already, and moves nothing then.
    """
    session = journal.session
    source, goal = _review(journal, waiting), _review(journal, target)
    if not source.provisional:
        raise RuleBroken(f"{waiting} is a review of its own, not rows that wait for one.")
    items = session.scalars(
        select(Recommendation).where(Recommendation.review_id == source.id).order_by(Recommendation.id)
    ).all()
    taken = set(session.scalars(select(Recommendation.code).where(Recommendation.review_id == goal.id)))
    free = _free_number(taken, goal.code)
    moves = []
    for item in items:
        code = item.code.replace(f"{source.code}/", f"{goal.code}/", 1)
        if item.reference is None:
            code = f"{goal.code}/U{free}"
            free += 1
        moves.append((item, code))
    if clash := [code for _, code in moves if code in taken]:
        raise RuleBroken(
            f"{target} has {len(clash)} of these numbers already: {', '.join(clash[:_MOST_NAMED])}.",
            remedy="Undo the import and import the sheet again with --review, so that the rows are compared.",
        )
    for item, code in moves:
        journal.change(Recommendation, item.id, "review_id", source.id, goal.id, recommendation_id=item.id)
        journal.change(Recommendation, item.id, "code", item.code, code, recommendation_id=item.id)
        _keep_apart(journal, item, source, goal)
    journal.flush()
    return len(moves)


def _keep_apart(journal: Journal, item: Recommendation, source: Review, goal: Review) -> None:
    """What a mechanism outside the group's mandate asks for is kept apart, and no longer once it is another's."""
    before, after = (journal.session.get_one(Mechanism, review.mechanism) for review in (source, goal))
    outside = after.mandate == Mandate.OUT
    if not outside and not (item.out_of_mandate and item.out_reason == before.name):
        return
    for name, new in (("out_of_mandate", outside), ("out_reason", after.name if outside else "")):
        if new != getattr(item, name):
            journal.change(Recommendation, item.id, name, getattr(item, name), new, recommendation_id=item.id)


def _review(journal: Journal, code: str) -> Review:
    found = journal.session.scalars(select(Review).where(Review.code == code)).first()
    if found is None:
        raise NotFound(f"there is no review '{code}'.", remedy="See: tracker reviews")
    return found


def _free_number(taken: set[str], review: str) -> int:
    numbers = [
        int(code.removeprefix(f"{review}/U"))
        for code in taken
        if code.startswith(f"{review}/U") and code.removeprefix(f"{review}/U").isdigit()
    ]
    return max(numbers, default=0) + 1
