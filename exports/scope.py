"""A filter in words, as titles of reports say what they are restricted to."""

from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from exports.register_frame import NO_STATUS
from exports.texts import ROLE_NAMES
from tracker.language.texts import Texts, marked
from tracker.queries.filter import UNKNOWN, Filter
from tracker.queries.reference import position_word, status_words

_CONDITIONS = {
    "mechanism": marked("mechanism {value}"),
    "review": marked("review {value}"),
    "cycle": marked("cycle {value}"),
    "agency": marked("agency {value}"),
    "role": marked("role {value}"),
    "status": marked("status {value}"),
    "open": marked("open only"),
    "position": marked("position {value}"),
    "state": marked("recommended by {value}"),
    "theme": marked("theme {value}"),
    "group": marked("affected persons {value}"),
    "sdg": marked("SDG {value}"),
    "priority": marked("priority {value}"),
    "text": marked("text {value}"),
    "due_before": marked("due before {value}"),
    "due_after": marked("due after {value}"),
    "changed_since": marked("changed since {value}"),
    "silent": marked("lead agency silent since {value}"),
    "overdue": marked("overdue only"),
    "waiting": marked("waiting for their review only"),
}
_VALUES = {
    "in": marked("in the mandate"),
    "out": marked("outside the mandate"),
    UNKNOWN: NO_STATUS,
    "high": marked("high"),
    "medium": marked("medium"),
    "low": marked("low"),
    **{str(role): name for role, name in ROLE_NAMES.items()},
}
_IN_WORDS = ("role", "mandate", "priority")


def scope_of(session: Session, wanted: Filter, texts: Texts) -> str:
    """The conditions of a filter in words; nothing for one that takes all."""
    return ", ".join(conditions(session, wanted, texts).values())


def conditions(session: Session, wanted: Filter, texts: Texts) -> dict[str, str]:
    """The conditions of a filter, each in words, by the names of the filter's parts."""
    labels = status_words(session, texts)

    def shown(name: str, value: Any) -> str:
        if name == "status":
            return ", ".join(labels.get(code) or texts(_VALUES.get(code, code)) for code in value)
        if name == "position":
            return position_word(value, texts)
        if isinstance(value, date):
            return texts.short_day(value)
        return texts(_VALUES[value]) if name in _IN_WORDS else str(value)

    said = {name: value for name, value in wanted.__dict__.items() if value}
    return {name: texts(_CONDITIONS.get(name, "{value}"), value=shown(name, value)) for name, value in said.items()}
