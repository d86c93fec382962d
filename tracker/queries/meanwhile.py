"""What became of a recommendation after a person saw it: nobody overwrites what they have not seen."""

from collections.abc import Callable, Collection, Sequence

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
LOOK = marked("Look at it as it is now, and save again if you still want to.")


def find_unchanged(session: Session, code: str, seen: int, who: Callable[[str], str] = str) -> Recommendation:
    """The recommendation of a code, as it was shown after the batch ``seen``.

    Raises ``NotFound``, and ``ChangedMeanwhile`` if it was changed, or a change undone, after that batch: the error
    says who did what, and ``who`` gives a name as the reader may see it, blank for none.
    """
    item = find_recommendation(session, code)
    check_unchanged(session, [item.id], seen, who)
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


def check_unchanged(session: Session, ids: Collection[int], seen: int, who: Callable[[str], str] = str) -> None:
    """Raise ``ChangedMeanwhile`` with the first of these recommendations that is not as it was after the batch ``seen``."""
    if touched := touched_since(session, seen, ids):
        item = session.get_one(Recommendation, min(touched))
        raise ChangedMeanwhile(_told(session, item, seen, who), remedy=LOOK)


def _told(session: Session, item: Recommendation, seen: int, who: Callable[[str], str]) -> str:
    later = [event for event in history(session, item) if event.batch > seen]
    if not later:
        return Phrase("An earlier change of {code} was undone while this page was open.", code=item.code)
    what = Phrase.joined(dict.fromkeys(_in_brief(event, who(event.who)) for event in later))
    return Phrase("{code} was changed while this page was open ({what}).", code=item.code, what=what)


def _in_brief(event: Event, who: str) -> str:
    """What happened, and who did it where the reader may know."""
    what = Phrase(event.what) if type(event.what) is str else event.what
    told = Phrase("{who}: {what}", who=who, what=what) if who else what
    return Phrase.joined(filter(None, (told, event.new)), " ")
