"""What became of a recommendation after a person saw it: nobody overwrites what they have not seen."""

from collections.abc import Collection, Sequence

from sqlalchemy.orm import Session

from tracker.counting import named
from tracker.errors import ChangedMeanwhile
from tracker.language.phrase import Phrase
from tracker.language.texts import marked
from tracker.models import Recommendation
from tracker.queries.as_of import touched_since
from tracker.queries.find import find_recommendation, find_recommendations
from tracker.queries.history import Event, history

_LOOK_ALL = marked("Look at what is there now, and go on if you still want to.")
_LOOK = marked("Look at it as it is now, and save again if you still want to.")


def find_unchanged(session: Session, code: str, seen: int) -> Recommendation:
    """The recommendation of a code, as it was shown after the batch ``seen``.

    Raises ``NotFound``, and ``ChangedMeanwhile`` if it was changed, or a change undone, after that batch.
    """
    item = find_recommendation(session, code)
    check_unchanged(session, [item.id], seen)
    return item


def find_all_unchanged(session: Session, codes: Sequence[str], seen: int) -> list[Recommendation]:
    """The recommendations of some codes, as they were shown after the batch ``seen``.

    Raises ``NotFound``, and ``ChangedMeanwhile`` with the codes of those that were changed after that batch.
    """
    found = find_recommendations(session, codes)
    touched = touched_since(session, seen, [item.id for item in found])
    if touched:
        changed = named([item.code for item in found if item.id in touched])
        raise ChangedMeanwhile(Phrase("{codes}: changed while this page was open.", codes=changed), remedy=_LOOK_ALL)
    return found


def check_unchanged(session: Session, ids: Collection[int], seen: int) -> None:
    """Raise ``ChangedMeanwhile`` with the first of these recommendations that is not as it was after the batch ``seen``."""
    if touched := touched_since(session, seen, ids):
        item = session.get_one(Recommendation, min(touched))
        raise ChangedMeanwhile(_told(session, item, seen), remedy=_LOOK)


def _told(session: Session, item: Recommendation, seen: int) -> str:
    later = [event for event in history(session, item) if event.batch > seen]
    if not later:
        return Phrase("An earlier change of {code} was undone while this page was open.", code=item.code)
    what = Phrase.joined(dict.fromkeys(map(_in_brief, later)))
    return Phrase("{code} was changed while this page was open ({what}).", code=item.code, what=what)


def _in_brief(event: Event) -> str:
    told = Phrase("{who}: {what}", who=event.who, what=Phrase(event.what) if type(event.what) is str else event.what)
    return Phrase.joined(filter(None, (told, event.new)), " ")
