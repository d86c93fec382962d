"""Words of the register that pages show in place of its codes."""

from tracker.language.texts import marked
from tracker.vocabulary import Priority

PRIORITIES = {Priority.HIGH: marked("high"), Priority.MEDIUM: marked("medium"), Priority.LOW: marked("low")}
"""How urgent the group holds a recommendation."""
