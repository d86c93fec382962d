"""Focal points are posts: adds them, and says who holds one from which day, as holder or as an alternate."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from sqlalchemy.orm import Session

from tracker.dates import in_words
from tracker.errors import NotFound, RuleBroken
from tracker.folding import fold
from tracker.followup.journal import Journal
from tracker.language.phrase import Phrase
from tracker.models import Holder, Post
from tracker.queries.posts import holders_of, in_office, posts_of


@dataclass(frozen=True)
class Term:
    """A person in a post from one day on, until another where it is known."""

    name: str
    from_on: date
    until_on: date | None = None
    alternate: bool = False
    email: str = ""
    phone: str = ""


def add_post(journal: Journal, agency: str, title: str, email: str = "", phone: str = "") -> None:
    """Add a focal point to an agency. Raises ``RuleBroken`` where it has one of that title."""
    title = " ".join(title.split())
    if not title:
        raise RuleBroken(Phrase("a post needs a title."), remedy='Such as "Head of the international department".')
    if _post_named(journal.session, agency, title) is not None:
        raise RuleBroken(
            Phrase("{agency} has a post '{title}' already.", agency=agency, title=title), remedy="See: tracker posts"
        )
    journal.add(Post, agency_key=agency, title=title, email=email.strip(), phone=phone.strip())
    journal.flush()


def find_post(session: Session, agency: str, title: str) -> Post:
    """The post of a title, whatever its case and accents. Raises ``NotFound`` with the posts that there are."""
    found = _post_named(session, agency, title)
    if found is None:
        known = ", ".join(f"'{post.title}'" for post in posts_of(session, agency))
        raise NotFound(
            Phrase("{agency} has no post '{title}'.", agency=agency, title=title),
            remedy=f"It has: {known}." if known else f'Add it: tracker posts add {agency} "{title}"',
        )
    return found


def hold(journal: Journal, post: Post, term: Term) -> list[str]:
    """Record that a person holds a post; returns what was done, in words.

    The holder until then ends the day before; alternates may be several. The same person from the same day is the same
    term, put right. Raises ``RuleBroken`` when the days cannot be, or overlap a later holder's.
    """
    term = _tidy(term)
    others = [other for other in holders_of(journal.session, post) if other.alternate == term.alternate]
    same = _same(others, term)
    if same is not None and same.from_on == term.from_on and term.until_on is None:
        term = replace(term, until_on=same.until_on)
    rivals = [other for other in others if other is not same and not term.alternate]
    done = []
    for other in rivals:
        if _overlap(other, term):
            done.append(_end(journal, other, term))
    if same is None:
        journal.add(Holder, post_id=post.id, **term.__dict__)
        done.append(f"{term.name} {_part(term)} '{post.title}'{_days(term)}")
    else:
        done.append(_correct(journal, same, term))
    journal.flush()
    return done


def end_holding(journal: Journal, post: Post, name: str, on: date) -> str:
    """End the time of a person in a post, or of its holder where no name is given; gives the name.

    Raises ``NotFound`` when nobody of that name holds it on that day.
    """
    present = [one for one in holders_of(journal.session, post) if in_office(one, on)]
    found = [one for one in present if (fold(one.name) == fold(name) if name else not one.alternate)]
    if not found:
        nobody, other = Phrase("nobody holds"), Phrase("{name} does not hold", name=name)
        told = {"who": other if name else nobody, "post": post.title, "day": on}
        raise NotFound(
            Phrase("{who} '{post}' on {day}.", **told), remedy=f"See: tracker posts --agency {post.agency_key}"
        )
    if found[0].until_on == on:
        raise RuleBroken(Phrase("{name} ends on {day} already.", name=found[0].name, day=on))
    journal.change(Holder, found[0].id, "until_on", found[0].until_on, on)
    journal.flush()
    return found[0].name


def remove_post(journal: Journal, post: Post) -> int:
    """Remove a post with all who held it; gives how many. Letters keep the names that were written on them."""
    holders = holders_of(journal.session, post)
    for holder in holders:
        journal.remove(Holder, holder.id)
    journal.remove(Post, post.id)
    journal.flush()
    return len(holders)


def _same(others: Sequence[Holder], term: Term) -> Holder | None:
    """The term that is meant: the person's own of that day, else one that overlaps."""
    own = [other for other in others if fold(other.name) == fold(term.name) and _overlap(other, term)]
    return next((other for other in own if other.from_on == term.from_on), own[0] if own else None)


def _post_named(session: Session, agency: str, title: str) -> Post | None:
    return next((post for post in posts_of(session, agency) if fold(post.title) == fold(title)), None)


def _tidy(term: Term) -> Term:
    name = " ".join(term.name.split())
    if not name:
        raise RuleBroken(Phrase("a holder needs a name."), remedy="Give the name.")
    if term.until_on is not None and term.until_on < term.from_on:
        raise RuleBroken(
            Phrase("{day} is before {other}.", day=term.until_on, other=term.from_on),
            remedy="Give a later day with --until.",
        )
    return Term(name, term.from_on, term.until_on, term.alternate, term.email.strip(), term.phone.strip())


def _overlap(other: Holder, term: Term) -> bool:
    begins_in_time = term.until_on is None or other.from_on <= term.until_on
    return begins_in_time and (other.until_on is None or other.until_on >= term.from_on)


def _end(journal: Journal, other: Holder, term: Term) -> str:
    """Let the holder until then end the day before; one who begins later stands in the way."""
    if other.from_on >= term.from_on:
        raise RuleBroken(
            Phrase("{name} holds this post from {day} on.", name=other.name, day=other.from_on),
            remedy="End before that day with --until, or give a later day with --from.",
        )
    last = term.from_on - timedelta(days=1)
    journal.change(Holder, other.id, "until_on", other.until_on, last)
    return f"{other.name} until {last}"


def _correct(journal: Journal, same: Holder, term: Term) -> str:
    """Put right what is known of a term; what is not said again stays."""
    if same.from_on != term.from_on:
        raise RuleBroken(
            f"{same.name} {_part(term)} this post from {same.from_on} on.",
            remedy=f"To correct that, give the same day: --from {same.from_on}.",
        )
    changed = []
    for name in ("until_on", "email", "phone"):
        old, new = getattr(same, name), getattr(term, name)
        if new and new != old:
            journal.change(Holder, same.id, name, old, new)
            changed.append(f"{name.removesuffix('_on')} {new}")
    return f"{same.name}: {', '.join(changed) or 'nothing to change'}"


def _part(term: Term) -> str:
    return "stands in for" if term.alternate else "holds"


def _days(term: Term) -> str:
    return f" from {in_words(term.from_on)}" + (f" until {in_words(term.until_on)}" if term.until_on else "")
