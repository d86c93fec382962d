"""``tracker meeting``: when the group met, its agenda, who attended, what was decided."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tracker.cli.files import a_document, force_option, writing
from tracker.cli.filters import chosen, filter_options
from tracker.cli.options import a_date, database_option, format_option, language_option, person_option
from tracker.cli.output import show_json, show_rows, tell_undo
from tracker.door import acting, now, reading, texts_of, today, typed_due
from tracker.vocabulary import MeetingKind

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from tracker.followup.acts import Person

_MEETINGS = {
    "number": "No.",
    "date": "Date",
    "kind": "Kind",
    "title": "Title",
    "venue": "Venue",
    "attended": "Agencies",
    "decisions": "Decisions",
    "open": "Open",
}
_DECISIONS = {
    "number": "No.",
    "date": "Of",
    "text": "Decision",
    "agency": "Agency",
    "due": "Due",
    "done": "Done",
    "codes": "About",
}


_KIND = click.Choice([kind.value for kind in MeetingKind])


@click.group()
def command() -> None:
    """Keep the meetings of the group: day, agenda, who attended, decisions and what became of them."""


@command.command("add")
@click.option("--on", "on", required=True, metavar="DATE", callback=a_date, help="The day of the meeting.")
@click.option("--kind", type=_KIND, default="ordinary", show_default=True)
@click.option("--title", default="", help="What the meeting is about.")
@click.option("--venue", default="", help="Where it is held.")
@database_option
@person_option
def add_command(on: date, kind: str, title: str, venue: str, database: str | None, who: str) -> None:
    """Add a meeting: tracker meeting add --on 2026-12-10 --title "Progress in 2026"."""
    from tracker.followup.meeting_acts import open_meeting
    from tracker.followup.meetings import Sitting

    with acting(database) as session:
        batch, number = open_meeting(session, Sitting(on, MeetingKind(kind), title, venue), _person(who))
    click.echo(f"Meeting {number}, {on}. Its agenda: tracker meeting agenda {number} --propose")
    tell_undo(batch)


@command.command("correct")
@click.argument("number", type=int)
@click.option("--on", "on", metavar="DATE", callback=a_date, help="The day of the meeting.")
@click.option("--kind", type=_KIND, help="The kind of meeting.")
@click.option("--title", help="What the meeting is about.")
@click.option("--venue", help="Where it is held.")
@database_option
@person_option
def correct_command(
    number: int, on: date | None, kind: str | None, title: str | None, venue: str | None, database: str | None, who: str
) -> None:
    """Correct a meeting, such as one that was put off: tracker meeting correct 3 --on 2026-12-17."""
    from tracker.followup.meeting_acts import mend_meeting
    from tracker.followup.meetings import Sitting
    from tracker.queries.meetings import find_meeting

    with acting(database) as session:
        meeting = find_meeting(session, number)
        wanted = Sitting(
            on or meeting.held_on,
            MeetingKind(kind or meeting.kind),
            meeting.title if title is None else title,
            meeting.venue if venue is None else venue,
        )
        batch = mend_meeting(session, meeting, wanted, _person(who))
        _end(session, batch)
    click.echo(f"Meeting {number} is on {wanted.on}.")
    _tell(batch)


@command.command("list")
@format_option
@database_option
def list_command(form: str, database: str | None) -> None:
    """List the meetings, the latest first."""
    from tracker.queries.meetings import meeting_rows

    with reading(database) as session:
        rows = meeting_rows(session)
    show_rows(rows, form, _MEETINGS, empty="No meeting yet. Add one: tracker meeting add --on DATE")


@command.command("show")
@click.argument("number", type=int)
@format_option
@language_option
@database_option
def show_command(number: int, form: str, language: str, database: str | None) -> None:
    """Show a meeting: its agenda, who attended, its decisions."""
    from tracker.queries.meetings import meeting_shown

    texts = texts_of(language, database)
    with reading(database) as session:
        found = meeting_shown(session, number, texts)
    if form == "json":
        show_json(found)
        return
    if form == "csv":
        show_rows(found["decisions"], form, _DECISIONS)
        return
    click.secho(
        " ".join(filter(None, (f"Meeting {number}, {found['date']}:", found["title"], found["venue"]))), bold=True
    )
    for at, point in enumerate(found["agenda"], start=1):
        click.echo(f"  {at}. {point}")
    if found["attended"]:
        click.echo(f"Attended: {', '.join(found['attended'])}")
    show_rows(found["decisions"], "table", _DECISIONS, empty="No decisions yet.")


@command.command("agenda")
@click.argument("number", type=int)
@click.option("--propose", is_flag=True, help="Put on it what the register has: overdue, conflicts, open decisions ...")
@click.option("--add", "text", default="", metavar="TEXT", help="Add a point of your own.")
@click.option("--remove", "point", type=int, help="Take a point off, by its number.")
@language_option
@database_option
@person_option
def agenda_command(
    number: int, text: str, point: int | None, language: str, database: str | None, who: str, *, propose: bool
) -> None:
    """Put points on the agenda of a meeting, or take one off."""
    from tracker.followup.meeting_acts import put_point, put_proposed, take_point
    from tracker.queries.meetings import agenda_points, find_meeting

    if sum((propose, bool(text), point is not None)) != 1:
        raise click.UsageError("Give one of --propose, --add and --remove.")
    with acting(database) as session:
        meeting, person = find_meeting(session, number), _person(who)
        batch: int | None
        if point is not None:
            batch = take_point(session, meeting, point, person)
        elif text:
            batch = put_point(session, meeting, text, person)
        else:
            batch = put_proposed(session, meeting, today(), person)
        points = agenda_points(session, meeting, texts_of(language, database))
        _end(session, batch)
    for at, told in enumerate(points, start=1):
        click.echo(f"  {at}. {told}")
    _tell(batch)


@command.command("attend")
@click.argument("number", type=int)
@click.argument("agencies", nargs=-1, required=True)
@click.option("--persons", default="", metavar="NAMES", help="Who spoke for the agency.")
@click.option("--remove", is_flag=True, help="They did not attend: take them off the record.")
@database_option
@person_option
def attend_command(
    number: int, agencies: tuple[str, ...], persons: str, database: str | None, who: str, *, remove: bool
) -> None:
    """Record which agencies attended: tracker meeting attend 3 MOJ MIA; with names for one of them."""
    from tracker.followup.meeting_acts import record_attendance
    from tracker.queries.find import find_agency
    from tracker.queries.meetings import find_meeting, persons_there

    if persons and (remove or len(agencies) > 1):
        raise click.UsageError("--persons names who spoke for one agency: give one agency with it.")
    with acting(database) as session:
        keys = [find_agency(session, name) for name in agencies]
        meeting = find_meeting(session, number)
        there = {key: names for key, names in persons_there(session, meeting).items() if key not in keys}
        if not remove:
            there |= dict.fromkeys(keys, persons)
        batch = record_attendance(session, meeting, there, _person(who))
        _end(session, batch)
    click.echo(f"Meeting {number}: {'not attended' if remove else 'attended'} by {', '.join(keys)}.")
    _tell(batch)


@command.command("decide")
@click.argument("number", type=int)
@click.argument("decision")
@click.argument("codes", nargs=-1)
@click.option("--owner", default="", metavar="AGENCY", help="The agency that is to do it.")
@click.option("--due", default="", metavar="DATE", help='By when: a day, 2027-05, or "end of 2027".')
@filter_options
@database_option
@person_option
def decide_command(
    number: int,
    decision: str,
    codes: tuple[str, ...],
    owner: str,
    due: str,
    database: str | None,
    who: str,
    **options: Any,
) -> None:
    """Record a decision of a meeting, about recommendations by code or filter, or about none.

    Example: tracker meeting decide 3 "Send the draft law to the Cabinet" --owner MOJ --due 2027-03-01 UPR-4/138.1
    """
    from tracker.followup.meeting_acts import record_decision
    from tracker.followup.meetings import Resolution
    from tracker.queries.find import find_agency
    from tracker.queries.meetings import find_meeting

    with acting(database) as session:
        meeting = find_meeting(session, number)
        about = chosen(session, codes, options) if codes or any(options.values()) else []
        key = find_agency(session, owner) if owner else None
        period = typed_due(session, due) if due else None
        resolution = Resolution(decision, key, period, about)
        batch, made = record_decision(session, meeting, resolution, _person(who))
    click.echo(f"Decision {made}{f', {key}' if key else ''}{f', due {period.text}' if period else ''}: {decision}")
    tell_undo(batch)


@command.command("done")
@click.argument("decision")
@click.option("--on", "on", metavar="DATE", callback=a_date, help="The day. Default: today.")
@click.option("--note", default="", help="What was done.")
@database_option
@person_option
def done_command(decision: str, on: date | None, note: str, database: str | None, who: str) -> None:
    """Record that a decision was carried out: tracker meeting done 3.1 --note "Sent on 12 February"."""
    from tracker.followup.meeting_acts import record_done

    with acting(database) as session:
        batch = record_done(session, decision, on or today(), note, _person(who))
    click.echo(f"Decision {decision}: done on {on or today()}.")
    tell_undo(batch)


@command.command("decisions")
@click.option("--open", "only_open", is_flag=True, help="Only those that are not done.")
@click.option("--agency", default="", metavar="AGENCY", help="Only those of this agency; key or name.")
@format_option
@database_option
def decisions_command(agency: str, form: str, database: str | None, *, only_open: bool) -> None:
    """List the decisions of all meetings, and what became of them."""
    from tracker.queries.decisions import decision_rows, decisions
    from tracker.queries.find import find_agency

    with reading(database) as session:
        key = find_agency(session, agency) if agency else ""
        rows = decision_rows(decisions(session, agency=key, only_open=only_open))
    show_rows(rows, form, _DECISIONS, empty="No decisions.")


@command.command("minutes")
@click.argument("number", type=int)
@click.option(
    *("-o", "--output", "target"),
    required=True,
    type=click.Path(path_type=Path, dir_okay=False),
    callback=a_document,
    help="The .docx file to write.",
)
@force_option
@language_option
@database_option
def minutes_command(number: int, target: Path, language: str, database: str | None) -> None:
    """Write the minutes of a meeting in Word."""
    from exports.minutes import write_minutes
    from tracker.queries.meetings import find_meeting

    with reading(database) as session, writing(target):
        write_minutes(session, find_meeting(session, number), target, texts_of(language, database))
    click.echo(f"Minutes of meeting {number}: {target}")


@command.command("remove")
@click.argument("number", type=int)
@database_option
@person_option
def remove_command(number: int, database: str | None, who: str) -> None:
    """Take out a meeting that was recorded by mistake; one that has decided something stays."""
    from tracker.followup.meeting_acts import cancel_meeting
    from tracker.queries.meetings import find_meeting

    with acting(database) as session:
        batch = cancel_meeting(session, find_meeting(session, number), _person(who))
    click.echo(f"Meeting {number}: removed.")
    tell_undo(batch)


def _person(who: str) -> "Person":
    from tracker.followup.acts import Person

    return Person(who, now())


def _end(session: "Session", batch: int | None) -> None:
    """Keep no act that changed nothing."""
    if batch is None:
        session.rollback()


def _tell(batch: int | None) -> None:
    if batch is not None:
        tell_undo(batch)
    else:
        click.echo("Nothing to change.")
