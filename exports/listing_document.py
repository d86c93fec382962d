"""The list of recommendations as a Word document: one table on a wide page, its headings repeated on each."""

from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from exports.register_frame import NO_STATUS
from exports.scope import scope_of
from exports.word import new_document, small, write_table
from tracker.language.texts import Texts, marked
from tracker.models import Register
from tracker.queries.filter import Filter
from tracker.queries.order import NATURAL, Order
from tracker.queries.reference import position_word, status_words
from tracker.queries.register import Listed, listing

_HEADINGS = (
    marked("Code"),
    marked("Recommendation"),
    marked("Position"),
    marked("Lead"),
    marked("Contributing"),
    marked("Status"),
    marked("Due"),
)
_CENTIMETRES = (2.9, 9.9, 2.3, 2.3, 2.7, 3.0, 2.6)


def write_listing_document(
    session: Session, wanted: Filter, today: date, texts: Texts, target: Path, order: Order = NATURAL
) -> int:
    """Write the recommendations of a filter as .docx; returns how many there are. ``OSError`` where it cannot be."""
    found = listing(session, wanted, today, order=order)
    register = session.scalars(select(Register)).one()
    document = new_document(texts(register.group_name), wide=True)
    title = texts("Recommendations")
    document.core_properties.title = title
    document.core_properties.language = texts.language
    document.add_paragraph(title, style="Title")
    document.add_paragraph(texts("{state}, as at {day}", state=texts(register.state_name), day=texts.day(today)))
    many = texts.many("{number} recommendation", "{number} recommendations", len(found))
    small(document, ". ".join(filter(None, [many, scope_of(session, wanted, texts)])))
    labels = status_words(session, texts)
    rows = [_row(item, labels, texts) for item in found]
    write_table(document, [texts(heading) for heading in _HEADINGS], rows, _CENTIMETRES)
    document.save(str(target))
    return len(found)


def _row(item: Listed, labels: dict[str, str], texts: Texts) -> list[Any]:
    remarks = [
        texts("Waits for its review") if item.waiting else "",
        f"{texts('outside the mandate')}: {item.out_reason}" if item.out_of_mandate else "",
    ]
    return [
        item.code,
        "\n".join(filter(None, [item.text, ", ".join(item.states), *remarks])),
        position_word(item.position, texts),
        item.lead or "",
        ", ".join(item.contributing),
        labels[item.status] if item.status else texts(NO_STATUS),
        texts.due_in_words(item.due or item.due_text),
    ]
