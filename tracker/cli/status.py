"""``tracker status``: record a status in one of the four voices."""

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

import click

from tracker.cli.many import many, many_option
from tracker.cli.options import a_date, database_option, person_option
from tracker.cli.output import tell_undo
from tracker.door import acting, now, today, typed_due, typed_proofs
from tracker.language.texts import Texts

if TYPE_CHECKING:
    from tracker.followup.assess import Recorded
    from tracker.followup.view import View


@click.command()
@click.argument("code")
@click.argument("status", required=False)
@many_option
@click.option(
    "--voice",
    type=click.Choice(["secretariat", "agency", "ombudsperson", "committee"]),
    default="secretariat",
    show_default=True,
    help="Who says it.",
)
@click.option("--agency", metavar="AGENCY", help="The agency that claims it (voice agency).")
@click.option("--grade", default="", help="The committee's grade (voice committee).")
@click.option("--date", "on", metavar="DATE", callback=a_date, help="The day on which it was true. Default: today.")
@click.option("--note", default="", help="A note: what is going on, what remains, or the reason.")
@click.option(
    "--evidence",
    multiple=True,
    metavar='"WHAT, DATE"',
    help="What proves it, with its date; may be given several times.",
)
@click.option("--measure", default="", help="A measure that is planned or was taken.")
@click.option("--due", metavar="DATE", default="", help='The due date: a day, 2027-05, 2027-Q1, 2027 or "end of 2027".')
@click.option("--newer", metavar="CODE", default="", help="The newer recommendation (status superseded).")
@click.option("--correct", default="", metavar="REASON", help="Correct a status that was recorded wrongly.")
@database_option
@person_option
def command(
    code: str,
    status: str | None,
    conditions: tuple[str, ...],
    voice: str,
    agency: str | None,
    grade: str,
    on: date | None,
    note: str,
    evidence: tuple[str, ...],
    measure: str,
    due: str,
    newer: str,
    correct: str,
    database: str | None,
    who: str,
) -> None:
    """Record a status: not_started, planned, in_progress, partially_implemented, implemented, ongoing_continuous ...

    The rules of the statuses apply: "implemented" needs dated evidence, and an agency's claim does not count until the
    secretariat confirms it. Example:

    tracker status UPR-3/140.12 implemented --evidence "Law No. 12, 2024-05-06"

    A status that was recorded wrongly is corrected with a reason: tracker status "CAT 21" in_progress --correct "misread"

    For many at once: tracker status in_progress --filter mechanism=CAT --filter agency=MOJ
    """
    from tracker.followup.acts import Person, set_status
    from tracker.followup.view import View
    from tracker.queries.find import find_agency, find_status
    from tracker.queries.reference import status_words
    from tracker.vocabulary import Voice

    if conditions and status is None:
        code, status = "", code
    if status is None and voice != "committee":
        raise click.UsageError("Which status? For example: in_progress.")
    with acting(database) as session:
        found = many(session, [code] if code else [], conditions)
        view = View(
            voice=Voice(voice),
            status=find_status(session, status) if status else None,
            dated_on=on or today(),
            agency=find_agency(session, agency) if agency else None,
            grade=grade,
            note=note,
            proofs=typed_proofs(session, evidence),
            measure=measure,
            due=typed_due(session, due) if due else None,
            newer=newer,
            correction=correct.strip(),
        )
        batch, recorded = set_status(session, found, view, Person(who, now()), today())
        words = status_words(session, Texts())
        for done in recorded:
            _tell(done, view, words)
        tell_undo(batch)


def _tell(done: "Recorded", view: "View", words: Mapping[str, str]) -> None:
    """Tell the status before and now, and what a reader should know about it."""
    before, after = (words.get(code or "") for code in (done.before, done.after))
    click.echo(f"{done.code}: {before or 'no status'} -> {after or view.grade} ({view.voice}, {view.dated_on})")
    for remark in done.remarks:
        click.echo(f"  {remark}")
