"""Rounds: open one, save its folders, see who has replied and who is late, remind those who have not."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from flask import request

from exports.letter_words import Sending
from exports.round_sent import (
    Round,
    send_reminders,
    send_round,
    write_again,
    write_reminders_again,
    zip_folders,
)
from tracker.errors import Mistyped, TrackerError
from tracker.followup.acts import receive_letter, seal_letter
from tracker.followup.letters import Seal, find_letter
from tracker.followup.requests import Leaving, Plan, find_request, plan_request
from tracker.language.texts import LANGUAGES, marked
from tracker.queries.choices import choices
from tracker.queries.filter import UNKNOWN, Filter
from tracker.queries.find import find_agency, known_filter
from tracker.queries.letters import letters
from tracker.queries.rounds import round_rows, rounds, to_decide
from tracker.vocabulary import Position, Role
from tracker.web.filtering import address_of, filter_of
from tracker.web.recommendation import LETTERS
from tracker.web.typed import chosen_agency, day, given_day
from tracker.web.visit import Route, Visit, templates_beside

STATES = {
    "answered": marked("replied"),
    "in part": marked("replied in part"),
    "no answer": marked("no reply yet"),
}
"""Where an agency stands in a round, in words."""


def page(visit: Visit) -> Any:
    """The rounds, the latest first."""
    return visit.page(
        "rounds.html", rounds=rounds(visit.session, visit.today), to_decide=to_decide(visit.session, visit.today)
    )


def new(visit: Visit) -> Any:
    """The form by which a round is opened: which recommendations, and whom that asks about how many."""
    wanted, closed = _wanted(visit), bool(request.values.get("closed"))
    try:
        plan, nothing = plan_request(visit.session, wanted, visit.today, Leaving(closed=closed)), ""
    except TrackerError as wrong:
        plan, nothing = Plan({}), visit.told(wrong)
    return visit.page(
        "round_new.html",
        wanted=wanted,
        closed=closed,
        asked=plan.agencies,
        left_out=plan.closed,
        nothing=nothing,
        choices=choices(visit.session),
        positions=[(one, visit.position(one)) for one in Position],
        unknown=UNKNOWN,
        address=address_of(wanted),
        roles=Role,
        zip=zip,
        form=request.form,
    )


def open_round(visit: Visit) -> Any:
    """Open a round; the files are written once to see that they can be, and are saved from its page."""
    form = request.form
    due_on = given_day(visit.texts, form.get("due", ""))
    leaving = Leaving(
        tuple(find_agency(visit.session, name) for name in form.getlist("not_to")), bool(form.get("closed"))
    )
    chosen = form.get("in", "")
    language = chosen if chosen in LANGUAGES else visit.texts.language
    wish = Round(form.get("title", ""), due_on, _wanted(visit), language, form.get("prefix", "").strip(), leaving)
    with TemporaryDirectory() as folder:
        sent = send_round(visit.session, wish, Path(folder), _sending(visit), visit.person)
    told = visit.texts.many(
        "Round {round} was opened: {number} agency is asked.",
        "Round {round} was opened: {number} agencies are asked.",
        len(sent.agencies),
        round=sent.number,
    )
    lines = [told, visit.texts("Save the folders and send them: the tracker sends nothing by itself.")]
    return visit.after(sent.batch, lines, "round", number=sent.number)


def one(visit: Visit, number: int) -> Any:
    """A round: where each agency stands."""
    found = find_request(visit.session, number)
    rows = round_rows(visit.session, found, visit.today)
    return visit.page(
        "round.html",
        asked=found,
        rows=rows,
        states={state: visit.texts(label) for state, label in STATES.items()},
        owing=[row["agency"] for row in rows if row["state"] != "answered"],
        reminded=any(row["reminders"] and row["state"] != "answered" for row in rows),
        letters=letters(visit.session, request=number),
        kinds={kind: visit.texts(label) for kind, label in LETTERS.items()},
        form=request.form,
        opened=request.endpoint,
    )


def folders(visit: Visit, number: int) -> Any:
    """The folders of a round, of all agencies or of one."""
    return _zipped(
        visit,
        f"round-{number}.zip",
        lambda folder: write_again(visit.session, number, folder, _sending(visit), chosen_agency(visit)),
    )


def reminders(visit: Visit, number: int) -> Any:
    """The last reminders of those who still owe a reply, with their workbooks."""
    return _zipped(
        visit,
        f"round-{number}-reminders.zip",
        lambda folder: write_reminders_again(visit.session, number, folder, _sending(visit), chosen_agency(visit)),
    )


def remind(visit: Visit, number: int) -> Any:
    """Record a reminder to those who owe a reply, or to one of them."""
    with TemporaryDirectory() as folder:
        sent = send_reminders(visit.session, number, chosen_agency(visit), Path(folder), _sending(visit), visit.person)
    lines = [
        visit.texts("A reminder was recorded for: {agencies}.", agencies=", ".join(sent.agencies)),
        visit.texts("Save the reminders and send them: the tracker sends nothing by itself."),
    ]
    return visit.after(sent.batch, lines, "round", number=number)


def letter_number(visit: Visit, number: int) -> Any:
    """Set the number and date that the chancellery gave to a letter of the round."""
    form, (sealed, dated_on) = request.form, _seal()
    letter = find_letter(visit.session, form.get("letter", ""))
    batch = seal_letter(visit.session, letter, Seal(sealed, dated_on), visit.person, replace=bool(form.get("replace")))
    told = visit.texts("{agency}: the letter has the number {number}.", agency=letter.agency_key, number=sealed)
    return visit.after(batch, [told], "round", number=number)


def received(visit: Visit, number: int) -> Any:
    """Record a letter by which an agency replied."""
    (sealed, dated_on), agency = _seal(), chosen_agency(visit)
    asked = find_request(visit.session, number)
    batch, _ = receive_letter(visit.session, asked, agency, Seal(sealed, dated_on), visit.today, visit.person)
    told = visit.texts("{agency}: the letter {number} was recorded.", agency=agency, number=sealed)
    return visit.after(batch, [told], "round", number=number)


def _seal() -> tuple[str, date]:
    """The number and date of a letter, as typed."""
    sealed, dated_on = request.form.get("sealed", "").strip(), day(request.form.get("date", ""))
    if not sealed or dated_on is None:
        raise Mistyped(marked("A letter needs its number and its date."), remedy=marked("Give both."))
    return sealed, dated_on


def _zipped(visit: Visit, name: str, write: Callable[[Path], object]) -> Any:
    with TemporaryDirectory() as folder:
        write(Path(folder))
        return visit.file(name, lambda target: zip_folders(Path(folder), target))


def _sending(visit: Visit) -> Sending:
    given = request.values
    own = templates_beside(visit.register)
    return Sending(visit.today, given.get("contact", "").strip(), given.get("sender", "").strip(), own)


def _wanted(visit: Visit) -> Filter:
    return known_filter(visit.session, filter_of(request.values))


ROUTES = (
    Route("/rounds", "rounds", page, "round"),
    Route("/rounds/new", "new_round", new, "round"),
    Route("/rounds/open", "open_round", open_round, "round", act=True, again=new),
    Route("/rounds/<int:number>", "round", one, "round"),
    Route("/rounds/<int:number>/folders.zip", "round_folders", folders, "round"),
    Route("/rounds/<int:number>/reminders.zip", "round_reminders", reminders, "round"),
    Route("/rounds/<int:number>/remind", "remind", remind, "round", act=True, again=one),
    Route("/rounds/<int:number>/letter", "number_letter", letter_number, "round", act=True, again=one),
    Route("/rounds/<int:number>/received", "letter_received", received, "round", act=True, again=one),
)
