"""Agencies: the bodies of the group with their names, spellings, focal points and who holds these; forms to change them."""

from typing import Any

from flask import request

from tracker.errors import Mistyped
from tracker.followup.agencies import LANGUAGES, NewAgency
from tracker.followup.keeping import add_to_group, close, close_post, fill_post, open_post, rename, respell, vacate_post
from tracker.followup.posts import Term
from tracker.language.texts import marked
from tracker.queries.find import find_agency
from tracker.queries.known_meanwhile import find_agency_unchanged
from tracker.queries.posts import posts
from tracker.queries.reference import agencies, spellings
from tracker.web.typed import day, day_shown, given_day, seen
from tracker.web.visit import Route, Visit

_NAMES = {
    "name_en": marked("Name in English"),
    "name_az": marked("Name in Azerbaijani"),
    "name_ru": marked("Name in Russian"),
}
_ANSWERED = ("answer", "added")
"""The kinds of spellings that people gave."""


def page(visit: Visit) -> Any:
    """All agencies."""
    held: dict[str, list[dict[str, Any]]] = {}
    for post in posts(visit.session, "", visit.today):
        held.setdefault(post["agency"], []).append(post)
    return visit.page("agencies.html", found=agencies(visit.session), posts=held, form=request.form)


def agency(visit: Visit, key: str) -> Any:
    """One agency."""
    key = find_agency(visit.session, key)
    found = agencies(visit.session)
    return visit.page(
        "agency.html",
        agency=next(one for one in found if one["key"] == key),
        open_ones=[
            (one["key"], visit.agencies[one["key"]]) for one in found if not one["closed"] and one["key"] != key
        ],
        names={name: visit.texts(label) for name, label in _NAMES.items()},
        spellings=spellings(visit.session, key),
        answered=_ANSWERED,
        posts=posts(visit.session, key, visit.today),
        form=request.form,
        opened=request.endpoint,
    )


def add(visit: Visit) -> Any:
    """Add an agency."""
    form = request.form
    new = NewAgency(form.get("key", ""), form.get("name", ""), form.get("az", ""), form.get("ru", ""))
    batch, key = add_to_group(visit.session, new, visit.person)
    return visit.after(batch, [visit.texts("{agency} was added.", agency=key)], "agency", key=key)


def change_names(visit: Visit, key: str) -> Any:
    """Correct the names; the old ones stay spellings."""
    key = _key(visit, key)
    names = {name: request.form[name] for name in LANGUAGES if request.form.get(name, "").strip()}
    batch, _ = rename(visit.session, key, names, visit.person)
    told = visit.texts("The names of {agency} were changed. The old names stay spellings.", agency=key)
    return _after(visit, batch, told, key)


def shut(visit: Visit, key: str) -> Any:
    """Close it; another agency may take its recommendations over."""
    key, on = _key(visit, key), day_shown(visit, "on")
    batch, done = close(visit.session, key, request.form.get("into", ""), on, visit.today, visit.person)
    lines = [visit.texts("{agency} was closed.", agency=key)]
    if done.moved:
        lines.append(
            visit.texts.many("{number} recommendation moved.", "{number} recommendations moved.", len(done.moved))
        )
    if done.left:
        text = "{number} recommendation has to be reassigned.", "{number} recommendations have to be reassigned."
        lines.append(visit.texts.many(*text, len(done.left)))
    return visit.after(batch, lines, "agency", key=key)


def spell(visit: Visit, key: str) -> Any:
    """Add a spelling that sheets use."""
    key, text = _key(visit, key), request.form.get("text", "").strip()
    batch = respell(visit.session, key, text, visit.person)
    return _after(visit, batch, visit.texts("Sheets that say “{text}” mean {agency}.", text=text, agency=key), key)


def unspell(visit: Visit, key: str) -> Any:
    """Remove a wrong spelling."""
    key, text = _key(visit, key), request.form.get("text", "")
    batch = respell(visit.session, key, text, visit.person, remove=True)
    told = visit.texts("“{text}” is no longer a spelling of {agency}.", text=text, agency=key)
    return _after(visit, batch, told, key)


def add_post(visit: Visit, key: str) -> Any:
    """Add a focal point."""
    key, form = _key(visit, key), request.form
    title = form.get("title", "").strip()
    batch = open_post(visit.session, key, title, form.get("email", ""), form.get("phone", ""), visit.person)
    return _after(visit, batch, visit.texts("{agency} has the post “{post}”.", agency=key, post=title), key)


def hold(visit: Visit, key: str) -> Any:
    """Record who holds a post, and from when."""
    key, form = _key(visit, key), request.form
    post, until = form.get("post", ""), day(form.get("until", ""))
    person = form.get("name", ""), given_day(visit.texts, form.get("from", ""))
    term = Term(*person, until, "alternate" in form, form.get("email", ""), form.get("phone", ""))
    batch, _ = fill_post(visit.session, key, post, term, visit.person)
    shown = visit.texts.short_day(term.from_on)
    told = visit.texts("{name}: “{post}” from {day}.", name=term.name.strip(), post=post, day=shown)
    return _after(visit, batch, told, key)


def vacate(visit: Visit, key: str) -> Any:
    """End the time of a person in a post."""
    key, form = _key(visit, key), request.form
    on = given_day(visit.texts, form.get("on", ""))
    batch, name = vacate_post(visit.session, key, form.get("post", ""), form.get("name", ""), on, visit.person)
    told = visit.texts("{name}: “{post}” until {day}.", name=name, post=form["post"], day=visit.texts.short_day(on))
    return _after(visit, batch, told, key)


def remove_post(visit: Visit, key: str) -> Any:
    """Remove a post with all its holders."""
    key = _key(visit, key)
    title, reason = request.form.get("post", ""), request.form.get("reason", "").strip()
    if not reason:
        raise Mistyped(visit.texts("Say why the post is removed: the history keeps it."))
    batch, _ = close_post(visit.session, key, title, reason, visit.person)
    return _after(visit, batch, visit.texts("The post “{post}” was removed.", post=title), key)


def _key(visit: Visit, name: str) -> str:
    """The key of the agency that a form changes. Raises ``ChangedMeanwhile`` if it is not as the form showed it."""
    return find_agency_unchanged(visit.session, name, seen())


def _after(visit: Visit, batch: int | None, told: str, key: str) -> Any:
    return visit.after(batch, [told], "agency", key=key)


ROUTES = (
    Route("/agencies", "agencies", page, "reference"),
    Route("/agency/<key>", "agency", agency, "reference"),
    Route("/agencies/add", "add_agency", add, "reference", act=True, again=page),
    Route("/agency/<key>/names", "rename_agency", change_names, "reference", act=True, again=agency),
    Route("/agency/<key>/close", "close_agency", shut, "reference", act=True, again=agency),
    Route("/agency/<key>/spelling", "add_spelling", spell, "reference", act=True, again=agency),
    Route("/agency/<key>/spelling/remove", "remove_spelling", unspell, "reference", act=True, again=agency),
    Route("/agency/<key>/post", "add_post", add_post, "reference", act=True, again=agency),
    Route("/agency/<key>/post/hold", "hold_post", hold, "reference", act=True, again=agency),
    Route("/agency/<key>/post/end", "end_post", vacate, "reference", act=True, again=agency),
    Route("/agency/<key>/post/remove", "remove_post", remove_post, "reference", act=True, again=agency),
)
