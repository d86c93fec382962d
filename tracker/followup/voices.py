"""Names who speaks: the agency that is the group's secretariat, and the institution that speaks independently."""

from sqlalchemy import select

from tracker.errors import NotFound, RuleBroken
from tracker.followup.journal import Journal
from tracker.models import Agency, Register
from tracker.queries.find import find_agency


def name_voices(journal: Journal, secretariat: str = "", independent: str = "") -> list[str]:
    """Name the secretariat and the independent voice by a key or any spelling; a line on each that is new.

    Raises ``NotFound`` for an unknown agency and where the group has none yet, ``RuleBroken`` where one agency would be
    both or nothing would change.
    """
    session = journal.session
    register = session.scalars(select(Register)).one()
    if session.scalars(select(Agency.key).limit(1)).first() is None:
        raise NotFound(
            f"{register.state_name}'s group has no agencies yet.",
            remedy="Add the agency first; see: tracker agencies --help",
        )
    named = {"secretariat": secretariat, "independent": independent}
    keys = {field: find_agency(session, name) for field, name in named.items() if name}
    after = {"secretariat": register.secretariat, "independent": register.independent, **keys}
    if after["secretariat"] == after["independent"]:
        raise RuleBroken(
            f"{after['secretariat']} cannot be both the secretariat and the independent voice.",
            remedy="Name two agencies: --secretariat KEY --independent-voice KEY",
        )
    said = []
    for field, key in keys.items():
        if key != getattr(register, field):
            journal.change(Register, register.id, field, getattr(register, field), key)
            said.append(f"{session.get_one(Agency, key).name_en} ({key}) is now {_PARTS[field]}.")
    if not said:
        raise RuleBroken(f"{' and '.join(f'{key} is {_PARTS[field]}' for field, key in keys.items())} already.")
    journal.flush()
    return said


_PARTS = {"secretariat": "the secretariat", "independent": "the independent voice"}
