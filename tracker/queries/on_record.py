"""What is on record of recommendations, read together: what every voice said, the evidence, the measures, the comments."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from tracker.models import Assessment, Contribution, Evidence, Measure, Recommendation, Status, Transition
from tracker.queries.latest import current_first
from tracker.queries.pieces import pieces
from tracker.vocabulary import Speaker, Voice


class OnRecord:
    """What a claim or a new status is held against: each kind is read when first asked for, for all recommendations."""

    def __init__(self, session: Session, ids: Sequence[int]) -> None:
        self.session = session
        self._ids = ids

    @cached_property
    def items(self) -> dict[int, Recommendation]:
        """The recommendations by their identifiers."""
        return {item.id: item for (item,) in self._rows(select(Recommendation), Recommendation.id)}

    @cached_property
    def statuses(self) -> dict[str, Status]:
        """The statuses by their codes, in their order."""
        return {status.code: status for status in self.session.scalars(select(Status).order_by(Status.place))}

    @cached_property
    def ways(self) -> Sequence[Transition]:
        """The changes of status that the rules allow."""
        return self.session.scalars(select(Transition).order_by(Transition.from_status, Transition.to_status)).all()

    def said_by(self, recommendation_id: int, voice: Voice, agency: str | None = None) -> Sequence[Assessment]:
        """The views of a voice on a recommendation, the latest first; ``agency`` restricts them to one agency."""
        said = [view for view in self._views[recommendation_id] if view.voice == voice]
        return said if agency is None else [view for view in said if view.agency_key == agency]

    def evidence(self, recommendation_id: int) -> Sequence[tuple[Evidence, str | None]]:
        """The evidence of a recommendation in the order in which it came, with the voice whose view brought it."""
        return self._evidence[recommendation_id]

    def measures(self, recommendation_id: int) -> Sequence[Measure]:
        """The measures of a recommendation, the newest first."""
        return self._measures[recommendation_id]

    def words_of(self, recommendation_id: int, agency: str) -> str:
        """What an agency says beside its claim: its comment, else its measures."""
        own: list[Contribution | Measure] = [*self._comments[recommendation_id], *self._measures[recommendation_id]]
        return next((row.text for row in own if row.agency_key == agency), "")

    @cached_property
    def _views(self) -> dict[int, list[Assessment]]:
        return self._grouped(select(Assessment).order_by(*current_first()), Assessment.recommendation_id)

    @cached_property
    def _measures(self) -> dict[int, list[Measure]]:
        return self._grouped(select(Measure).order_by(Measure.id.desc()), Measure.recommendation_id)

    @cached_property
    def _comments(self) -> dict[int, list[Contribution]]:
        query = select(Contribution).where(Contribution.speaker == Speaker.AGENCY).order_by(Contribution.id.desc())
        return self._grouped(query, Contribution.recommendation_id)

    @cached_property
    def _evidence(self) -> dict[int, list[tuple[Evidence, str | None]]]:
        query = select(Evidence, Assessment.voice).outerjoin(Assessment, Assessment.id == Evidence.assessment_id)
        found: dict[int, list[tuple[Evidence, str | None]]] = defaultdict(list)
        for row, voice in self._rows(query.order_by(Evidence.id), Evidence.recommendation_id):
            found[row.recommendation_id].append((row, voice))
        return found

    def _grouped(self, query: Select[Any], key: Any) -> dict[int, list[Any]]:
        """The rows of a query by their recommendation, in the order of the query."""
        found: dict[int, list[Any]] = defaultdict(list)
        for (row,) in self._rows(query, key):
            found[row.recommendation_id].append(row)
        return found

    def _rows(self, query: Select[*tuple[Any, ...]], key: Any) -> Iterator[Any]:
        for some in pieces(self._ids):
            yield from self.session.execute(query.where(key.in_(some)))
