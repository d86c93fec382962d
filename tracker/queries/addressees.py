"""Addressees: the post of an agency that letters go to, and who holds it on a day."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from tracker.models import Post
from tracker.queries.posts import holders_of, in_office, posts_of


@dataclass(frozen=True)
class Addressee:
    """Who a letter is for. Parts that the register does not know are empty."""

    post: str = ""
    name: str = ""
    email: str = ""
    phone: str = ""


def addressee(session: Session, agency: str, on: date) -> Addressee:
    """The focal point of an agency on a day: its first post that somebody holds, else its first post, else nobody."""
    found = [_addressee(session, post, on) for post in posts_of(session, agency)]
    return next((item for item in found if item.name), found[0] if found else Addressee())


def _addressee(session: Session, post: Post, on: date) -> Addressee:
    """A post with its holder; a stand-in is named only where nobody holds it. The post's own address goes first."""
    holder = next((item for item in holders_of(session, post) if in_office(item, on)), None)
    name, email, phone = (holder.name, holder.email, holder.phone) if holder else ("", "", "")
    return Addressee(post.title, name, post.email or email, post.phone or phone)
