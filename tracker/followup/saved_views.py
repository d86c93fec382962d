"""Saves the conditions of a filter under a name, and removes them."""

from tracker.errors import TrackerError
from tracker.folding import fold, tidy
from tracker.followup.journal import Journal
from tracker.models import SavedView
from tracker.queries.filter import Filter
from tracker.queries.saved_views import find_view, stored, view_named


def save_view(journal: Journal, name: str, wanted: Filter) -> None:
    """Save the conditions of a filter as a view; one of that name gets the new conditions.

    Raises ``TrackerError`` for a name without letters and figures, and where there is no condition to save.
    """
    conditions = stored(wanted)
    if not fold(name):
        raise TrackerError(f"'{name}' is not a name.", remedy='Write it with letters, such as --save "MOJ overdue".')
    if not conditions:
        raise TrackerError("there is nothing to save.", remedy="Give conditions, such as --agency MOJ --overdue.")
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
