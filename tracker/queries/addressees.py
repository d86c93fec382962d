"""Addressees: the post of an agency that letters go to, and who holds it on a day."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from tracker.models import Holder, Post


@dataclass(frozen=True)
class Addressee:
    """Who a letter is for. Parts that the register does not know are empty."""

    post: str = ""
    name: str = ""
    email: str = ""
    phone: str = ""


def addressee(session: Session, agency: str, on: date) -> Addressee:
    """The focal point of an agency on a day: its first post with a holder, else its first post, else nobody."""
    found = list(_posts(session, agency, on))
    return next((item for item in found if item.name), found[0] if found else Addressee())


def _posts(session: Session, agency: str, on: date) -> Iterator[Addressee]:
    for post in session.scalars(select(Post).where(Post.agency_key == agency).order_by(Post.id)):
        holder = _holder(session, post, on)
        name, email, phone = (holder.name, holder.email, holder.phone) if holder else ("", "", "")
        yield Addressee(post.title, name, post.email or email, post.phone or phone)


def _holder(session: Session, post: Post, on: date) -> Holder | None:
    """Who holds a post; alternates stand in only where nobody does."""
    query = select(Holder).where(Holder.post_id == post.id, Holder.from_on <= on)
    query = query.where(or_(Holder.until_on.is_(None), Holder.until_on >= on))
    return session.scalars(query.order_by(Holder.alternate, Holder.from_on.desc(), Holder.id.desc())).first()
