"""What became of reference data after a person saw them: agencies, posts, reviews, learned words, remembered sheets."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from sqlalchemy import Table, select
from sqlalchemy.orm import Session

from tracker.errors import ChangedMeanwhile
from tracker.folding import fold
from tracker.language.phrase import Phrase
from tracker.models import Agency, Alias, Base, Batch, Change, Holder, Layout, Post, Review, Word
from tracker.models.batch import REMOVED, REMOVED_ROWS, ROW_BITS
from tracker.queries.as_of import content_table
from tracker.queries.find import find_agency, find_review
from tracker.queries.learned import AGENCY
from tracker.queries.meanwhile import LOOK
from tracker.queries.summaries import summary_in_words

Row = dict[str, Any]
Belongs = Callable[[Row], bool]
"""Says of a row, as it is or as it was, whether it is a part of what a form shows."""


def find_agency_unchanged(session: Session, name: str, seen: int) -> str:
    """The key of an agency that is, with its spellings, posts and holders, as it was shown after the batch ``seen``.

    Raises ``NotFound``, and ``ChangedMeanwhile`` with who did what after that batch.
    """
    key = find_agency(session, name)
    posts = set(session.scalars(select(Post.id).where(Post.agency_key == key)))
    parts: dict[type[Base], Belongs] = {
        Agency: lambda row: bool(row["key"] == key),
        Alias: lambda row: bool(row["agency_key"] == key),
        Post: lambda row: bool(row["agency_key"] == key),
        Holder: lambda row: row["post_id"] in posts,
    }
    check_rows_unchanged(session, key, parts, seen)
    return key


def find_review_unchanged(session: Session, name: str, seen: int) -> str:
    """The code of a review that is as it was shown. Raises as ``find_agency_unchanged`` does."""
    item = find_review(session, name)
    check_rows_unchanged(session, item.code, {Review: lambda row: bool(row["code"] == item.code)}, seen)
    return item.code


def check_word_unchanged(session: Session, kind: str, text: str, seen: int) -> None:
    """Raise ``ChangedMeanwhile`` if what was learned of a word is not as it was shown."""
    folded = fold(text)
    if kind == AGENCY:
        check_rows_unchanged(session, f"“{text}”", {Alias: lambda row: bool(row["folded"] == folded)}, seen)
    else:
        same: Belongs = lambda row: row["kind"] == kind and (row["text"] == text or row["folded"] == folded)  # noqa: E731
        check_rows_unchanged(session, f"“{text}”", {Word: same}, seen)


def check_layout_unchanged(session: Session, name: str, seen: int) -> None:
    """Raise ``ChangedMeanwhile`` if what is remembered of a sheet is not as it was shown."""
    check_rows_unchanged(session, f"“{name}”", {Layout: lambda row: bool(row["name"] == name)}, seen)


def check_rows_unchanged(session: Session, what: str, parts: Mapping[type[Base], Belongs], seen: int) -> None:
    """Raise ``ChangedMeanwhile`` with who did what, if a row that belongs to the parts was changed after ``seen``."""
    later = {
        number
        for model, belongs in parts.items()
        for number, row in _touched(session, content_table(model), seen)
        if belongs(row)
    }
    if not later:
        return
    acts = session.execute(select(Batch.who, Batch.summary).where(Batch.id.in_(later)).order_by(Batch.id))
    told = Phrase.joined(
        dict.fromkeys(Phrase("{who}: {what}", who=who, what=summary_in_words(summary)) for who, summary in acts)
    )
    raise ChangedMeanwhile(
        Phrase("{code} was changed while this page was open ({what}).", code=what, what=told), remedy=LOOK
    )


def _touched(session: Session, table: Table, seen: int) -> Iterator[tuple[int, Row]]:
    """The rows of a table that acts after a batch added, changed, removed or brought back: the act, and the row."""
    for row in session.execute(select(table).where(table.c.id >= (seen + 1) << ROW_BITS)).mappings():
        yield row["id"] >> ROW_BITS, dict(row)
    changes = select(Change, Batch.undone_by).join(Batch, Batch.id == Change.batch_id)
    later = (Change.batch_id > seen) | (Batch.undone_by > seen)
    for change, undone_by in session.execute(changes.where(Change.table_name == table.name, later)).all():
        act = change.batch_id if change.batch_id > seen else undone_by or 0
        yield from ((act, row) for row in _rows(session, table, change))


def _rows(session: Session, table: Table, change: Change) -> Iterator[Row]:
    """The rows that a change is about: those that it took out, else the row as it is and as it was before."""
    old: Any = change.old
    if change.field == REMOVED:
        yield old
    elif change.field == REMOVED_ROWS:
        yield from (dict(zip(old["names"], values, strict=True)) for values in old["rows"])
    else:
        for row in session.execute(select(table).where(table.c.id == change.row_id)).mappings():
            yield dict(row)
            yield {**row, change.field: old}
