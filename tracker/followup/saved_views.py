"""Saves the conditions of a filter under a name, and removes them."""

from sqlalchemy.orm import Session

from tracker.errors import TrackerError
from tracker.folding import fold, tidy
from tracker.followup.acts import Person
from tracker.followup.journal import Journal
from tracker.language.phrase import Phrase
from tracker.language.texts import marked
from tracker.models import SavedView
from tracker.queries.filter import Filter
from tracker.queries.saved_views import find_view, stored, view_named
from tracker.vocabulary import BatchKind


def keep_view(session: Session, name: str, wanted: Filter, person: Person, *, replace: bool) -> int | None:
    """Save the conditions of a filter under a name in a batch of its own, which is returned.

    ``None`` where the view has these conditions already: whoever opened the transaction rolls it back. Raises
    ``TrackerError`` as below, and where there is a view of that name that is not to be replaced.
    """
    there = view_named(session, name)
    if there is not None and not replace and there.conditions != stored(wanted):
        raise TrackerError(
            Phrase("there is a saved view '{name}' already.", name=there.name),
            remedy=marked("Choose another name, or say that it is to be replaced."),
        )
    journal = Journal(session, BatchKind.COMMAND, f"saved view '{name.strip()}'", person.name, person.at)
    save_view(journal, name, wanted)
    return journal.number if journal.wrote else None


def drop_view(session: Session, name: str, person: Person) -> tuple[int, str]:
    """Remove a saved view; returns the batch and the view's name. Raises ``NotFound`` with the names that there are."""
    journal = Journal(session, BatchKind.COMMAND, f"saved view '{name.strip()}' removed", person.name, person.at)
    told = remove_view(journal, name)
    return journal.number, told


def save_view(journal: Journal, name: str, wanted: Filter) -> None:
    """Save the conditions of a filter as a view; one of that name gets the new conditions.

    Raises ``TrackerError`` for a name without letters and figures, and where there is no condition to save.
    """
    conditions = stored(wanted)
    if not fold(name):
        raise TrackerError(
            Phrase("'{name}' is not a name.", name=name), remedy='Write it with letters, such as --save "MOJ overdue".'
        )
    if not conditions:
        raise TrackerError(
            marked("there is nothing to save."), remedy="Give conditions, such as --agency MOJ --overdue."
        )
    view = view_named(journal.session, name)
    if view is None:
        journal.add(SavedView, name=tidy(name), folded=fold(name), conditions=conditions)
    elif view.conditions != conditions:
        journal.change(SavedView, view.id, "conditions", view.conditions, conditions)
    journal.flush()


def remove_view(journal: Journal, name: str) -> str:
    """Remove a saved view; return its name. Raises ``NotFound`` with the names that there are."""
    view = find_view(journal.session, name)
    told = view.name
    journal.remove(SavedView, view.id)
    journal.flush()
    return told
