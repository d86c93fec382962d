"""Meetings: when the group met, its agenda, who attended, what was decided and what became of it, the minutes."""

from typing import Any

from flask import request

from exports.minutes import KINDS, write_minutes
from tracker.door import texts_of, typed_due
from tracker.errors import Mistyped, NotFound
from tracker.followup import meeting_acts
from tracker.followup.meetings import Resolution, Sitting
from tracker.language.texts import LANGUAGES
from tracker.queries.choices import closed_agencies
from tracker.queries.decisions import decisions, still_open
from tracker.queries.find import find_agency, find_recommendations
from tracker.queries.meeting_meanwhile import MeetingPart, check_decision_unchanged, find_meeting_unchanged
from tracker.queries.meetings import agenda_points, find_meeting, meeting_rows, persons_there
from tracker.vocabulary import MeetingKind
from tracker.web.typed import codes, day_shown, given_day, seen
from tracker.web.visit import Route, Visit


def page(visit: Visit) -> Any:
    """The meetings, the latest first, and the decisions that are open."""
    return visit.page(
        "meetings.html",
        meetings=meeting_rows(visit.session),
        decisions=decisions(visit.session, only_open=True),
        kinds=_kinds(visit),
        form=request.form,
    )


def one(visit: Visit, number: int) -> Any:
    """A meeting: its agenda, who attended, its decisions, and those of earlier ones that are open."""
    meeting = find_meeting(visit.session, number)
    there, closed = persons_there(visit.session, meeting), closed_agencies(visit.session)
    return visit.page(
        "meeting.html",
        meeting=meeting,
        kinds=_kinds(visit),
        points=agenda_points(visit.session, meeting, visit.texts),
        there=there,
        able=[(key, name) for key, name in visit.agencies.items() if key not in closed or key in there],
        taken=decisions(visit.session, meeting=meeting),
        earlier=still_open(visit.session, meeting),
        form=request.form,
        opened=request.endpoint,
    )


def minutes(visit: Visit, number: int, language: str) -> Any:
    """The minutes in Word."""
    meeting = find_meeting(visit.session, number)
    if language not in LANGUAGES:
        raise NotFound(visit.texts("There is no such page."))
    texts = texts_of(language, visit.register.location)
    name = f"minutes-{number}-{language}.docx"
    return visit.file(name, lambda target: write_minutes(visit.session, meeting, target, texts))


def add(visit: Visit) -> Any:
    """Add a meeting."""
    batch, number = meeting_acts.open_meeting(visit.session, _sitting(visit), visit.person)
    return visit.after(batch, [visit.texts("Meeting {number} was added.", number=number)], "meeting", number=number)


def correct(visit: Visit, number: int) -> Any:
    """Correct the day, the kind, what it is about and where it is held."""
    meeting = find_meeting_unchanged(visit.session, number, seen(), [MeetingPart.ITSELF])
    batch = meeting_acts.mend_meeting(visit.session, meeting, _sitting(visit), visit.person)
    return visit.after(batch, [visit.texts("Meeting {number} was corrected.", number=number)], "meeting", number=number)


def _sitting(visit: Visit) -> Sitting:
    """The meeting as the form has it. Raises ``Mistyped``."""
    form = request.form
    kind, on = form.get("kind", ""), given_day(visit.texts, form.get("on", ""))
    if kind not in list(MeetingKind):
        raise Mistyped(visit.texts("This is not a kind of meeting."))
    return Sitting(on, MeetingKind(kind), form.get("title", ""), form.get("venue", ""))


def propose(visit: Visit, number: int) -> Any:
    """Put on the agenda what the register has for it."""
    meeting = find_meeting_unchanged(visit.session, number, seen(), [MeetingPart.AGENDA])
    batch = meeting_acts.put_proposed(visit.session, meeting, visit.today, visit.person)
    return visit.after(batch, [visit.texts("What the register proposes is on the agenda.")], "meeting", number=number)


def add_point(visit: Visit, number: int) -> Any:
    """Put a point on the agenda."""
    meeting = find_meeting_unchanged(visit.session, number, seen(), [MeetingPart.AGENDA])
    text = request.form.get("text", "")
    batch = meeting_acts.put_point(visit.session, meeting, text, visit.person)
    return visit.after(batch, [visit.texts("“{text}” is on the agenda.", text=text.strip())], "meeting", number=number)


def remove_point(visit: Visit, number: int) -> Any:
    """Take a point off the agenda."""
    meeting = find_meeting_unchanged(visit.session, number, seen(), [MeetingPart.AGENDA])
    point = request.form.get("point", 0, type=int)
    batch = meeting_acts.take_point(visit.session, meeting, point, visit.person)
    return visit.after(
        batch, [visit.texts("Point {number} was taken off the agenda.", number=point)], "meeting", number=number
    )


def attendance(visit: Visit, number: int) -> Any:
    """Record which agencies attended, and who spoke for them."""
    form = request.form
    meeting = find_meeting_unchanged(visit.session, number, seen(), [MeetingPart.ATTENDANCE])
    keys = [find_agency(visit.session, name) for name in form.getlist("agency")]
    there = {key: form.get(f"persons {key}", "") for key in keys}
    if unticked := [name for name, text in form.items() if name.startswith("persons ") and text.strip()]:
        _refuse_unticked(visit, [name.removeprefix("persons ") for name in unticked], keys)
    batch = meeting_acts.record_attendance(visit.session, meeting, there, visit.person)
    return visit.after(
        batch, [visit.texts("Attended: {agencies}.", agencies=", ".join(there) or "–")], "meeting", number=number
    )


def _refuse_unticked(visit: Visit, named: list[str], keys: list[str]) -> None:
    """Refuse names that would be dropped, because their agency is not ticked."""
    for key in named:
        if key not in keys:
            raise Mistyped(
                visit.texts("A name is given for {agency}, which is not ticked: tick it as well.", agency=key)
            )


def decide(visit: Visit, number: int) -> Any:
    """Record a decision."""
    form = request.form
    meeting = find_meeting_unchanged(visit.session, number, seen(), [MeetingPart.DECISIONS])
    owner, due = form.get("agency", ""), form.get("due", "").strip()
    made = Resolution(
        form.get("text", ""),
        find_agency(visit.session, owner) if owner else None,
        typed_due(visit.session, due) if due else None,
        find_recommendations(visit.session, codes(form.get("about", ""))),
    )
    batch, decision = meeting_acts.record_decision(visit.session, meeting, made, visit.person)
    return visit.after(
        batch, [visit.texts("Decision {number} was recorded.", number=decision)], "meeting", number=number
    )


def finish(visit: Visit, number: int) -> Any:
    """Record that a decision of this meeting or an earlier one was carried out."""
    form = request.form
    decision, on = form.get("decision", ""), day_shown(visit, "on")
    check_decision_unchanged(visit.session, decision, seen())
    batch = meeting_acts.record_done(visit.session, decision, on, form.get("note", ""), visit.person)
    shown = visit.texts.short_day(on)
    return visit.after(
        batch, [visit.texts("Decision {number}: done on {day}.", number=decision, day=shown)], "meeting", number=number
    )


def remove(visit: Visit, number: int) -> Any:
    """Take out a meeting that was recorded by mistake."""
    meeting = find_meeting_unchanged(visit.session, number, seen())
    batch = meeting_acts.cancel_meeting(visit.session, meeting, visit.person)
    return visit.after(batch, [visit.texts("Meeting {number} was removed.", number=number)], "meetings")


def _kinds(visit: Visit) -> dict[MeetingKind, str]:
    return {kind: visit.texts(label) for kind, label in KINDS.items()}


ROUTES = (
    Route("/meetings", "meetings", page, "minutes"),
    Route("/meetings/<int:number>", "meeting", one, "minutes"),
    Route("/meetings/<int:number>/minutes-<language>.docx", "meeting_minutes", minutes, "minutes"),
    Route("/meetings/add", "add_meeting", add, "meeting", act=True, again=page),
    Route("/meetings/<int:number>/correct", "correct_meeting", correct, "meeting", act=True, again=one),
    Route("/meetings/<int:number>/propose", "propose_agenda", propose, "meeting", act=True, again=one),
    Route("/meetings/<int:number>/point", "add_point", add_point, "meeting", act=True, again=one),
    Route("/meetings/<int:number>/point/remove", "remove_point", remove_point, "meeting", act=True, again=one),
    Route("/meetings/<int:number>/attended", "set_attendance", attendance, "meeting", act=True, again=one),
    Route("/meetings/<int:number>/decide", "decide", decide, "meeting", act=True, again=one),
    Route("/meetings/<int:number>/done", "finish_decision", finish, "meeting", act=True, again=one),
    Route("/meetings/<int:number>/remove", "remove_meeting", remove, "meeting", act=True, again=one),
)
