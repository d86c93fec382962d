"""Rows of a list in words, as people read them."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy.orm import Session

from tracker.language.texts import Texts
from tracker.queries.reference import position_word, status_words


def in_words(session: Session, rows: Sequence[dict[str, Any]], texts: Texts) -> list[dict[str, Any]]:
    """Rows with words for the codes of statuses and positions: people read the words, programs the codes."""
    labels = status_words(session, texts)
    return [
        {
            **row,
            "status": labels.get(row["status"], ""),
            "position": position_word(row["position"], texts),
            "due": texts.period(row["due"] or ""),
        }
        for row in rows
    ]
