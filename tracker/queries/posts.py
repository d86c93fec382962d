"""Posts as the group asks about them: the focal points, who holds them, who stands in, who held them before."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.models import Agency, Holder, Post, Register


def posts_of(session: Session, agency: str = "") -> Sequence[Post]:
    """The posts of an agency, or of all in the group's order."""
    query = select(Post).join(Agency, Agency.key == Post.agency_key).order_by(Agency.place, Post.id)
    return session.scalars(query.where(Post.agency_key == agency) if agency else query).all()


def holders_of(session: Session, post: Post) -> Sequence[Holder]:
    """Everybody who held a post or stood in, the latest first."""
    query = select(Holder).where(Holder.post_id == post.id)
    return session.scalars(query.order_by(Holder.alternate, Holder.from_on.desc(), Holder.id.desc())).all()


def in_office(holder: Holder, day: date) -> bool:
    """Return True if the person holds the post on the day."""
    return holder.from_on <= day and (holder.until_on is None or holder.until_on >= day)


def posts(session: Session, agency: str, day: date) -> list[dict[str, Any]]:
    """The posts with their holders on a day; a holder's own address goes before that of the post."""
    return [_shown(post, holders_of(session, post), day) for post in posts_of(session, agency)]


def secretariat_mail(session: Session, day: date) -> list[str]:
    """The e-mail addresses of the group's secretariat on a day; none where it has no post with one."""
    register = session.scalars(select(Register)).first()
    found = posts(session, register.secretariat, day) if register is not None and register.secretariat else []
    return list(dict.fromkeys(row["email"] for row in found if row["email"]))


def _shown(post: Post, holders: Sequence[Holder], day: date) -> dict[str, Any]:
    present = [holder for holder in holders if in_office(holder, day)]
    holder = next((one for one in present if not one.alternate), None)
    return {
        "agency": post.agency_key,
        "post": post.title,
        **(_vacant(post) if holder is None else _held(post, holder)),
        "alternates": [one.name for one in present if one.alternate],
        "before": [f"{one.name} ({one.from_on} to {one.until_on})" for one in holders if _past(one, day)],
    }


def _vacant(post: Post) -> dict[str, str | None]:
    """A post that nobody holds, with its own address."""
    return {"holder": None, "from": None, "until": None, "email": post.email, "phone": post.phone}


def _held(post: Post, holder: Holder) -> dict[str, str | None]:
    """Who holds a post, since when and until when, and how that person is reached."""
    return {
        "holder": holder.name,
        "from": holder.from_on.isoformat(),
        "until": holder.until_on.isoformat() if holder.until_on else None,
        "email": holder.email or post.email,
        "phone": holder.phone or post.phone,
    }


def _past(holder: Holder, day: date) -> bool:
    return not holder.alternate and holder.until_on is not None and holder.until_on < day
