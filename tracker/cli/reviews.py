"""``tracker reviews``: the reviews, new and corrected ones, and where waiting rows belong."""

import click

from tracker.cli.options import database_option, format_option, person_option
from tracker.cli.output import show_rows, tell_undo
from tracker.counting import counted
from tracker.door import acting, now, reading, typed_document, typed_known

_COLUMNS = {
    "code": "Review", "symbol": "Document", "examined": "Examined", "followup": "Follow-up on", "followup_due": "Reply due",
    "verdict": "Verdict", "recommendations": "Recs", "note": "Note",
}  # fmt: skip


@click.group(invoke_without_command=True)
@click.option(
    "--place",
    nargs=2,
    metavar="WAITING REVIEW",
    help="Move rows that wait for their review, such as: --place UPR-X1 UPR-4",
)
@format_option
@database_option
@person_option
@click.pass_context
def command(context: click.Context, place: tuple[str, str] | None, form: str, database: str | None, who: str) -> None:
    """List the reviews with their documents, follow-up and number of recommendations."""
    if context.invoked_subcommand is not None:
        return
    from tracker.queries.reference import reviews

    if place:
        _place(place, database, who)
        return
    with reading(database) as session:
        show_rows(reviews(session), form, _COLUMNS)


@command.command("add")
@click.argument("mechanism")
@click.argument("cycle")
@click.option("--symbol", default="", metavar="SYMBOL", help="The document with its recommendations: CCPR/C/AZE/CO/5.")
@click.option("--examined", metavar="DATE", default="", help="When the State was examined.")
@click.option("--adopted", metavar="DATE", default="", help="When the recommendations were adopted.")
@database_option
@person_option
def add_command(
    mechanism: str,
    cycle: str,
    symbol: str,
    examined: str,
    adopted: str,
    database: str | None,
    who: str,
) -> None:
    """Add a review of the State: tracker reviews add CCPR 5 --examined 2026-11.

    CYCLE is the number of the examination, or two numbers if two were held together (5-6).
    """
    from tracker.followup.acts import Person
    from tracker.followup.keeping import open_review
    from tracker.followup.reviews import Examination
    from tracker.queries.find import find_mechanism

    with acting(database) as session:
        code = find_mechanism(session, mechanism)
        new = Examination(code, cycle.strip(), typed_document(symbol), typed_known(examined), typed_known(adopted))
        batch, added = open_review(session, new, Person(who, now()))
    click.echo(f"{added} was added. Its recommendations: tracker import FILE --review {added}")
    tell_undo(batch)


@command.command("correct")
@click.argument("review")
@click.option("--symbol", metavar="SYMBOL", help="The document with its recommendations.")
@click.option("--examined", "examined_to", metavar="DATE", help="When the State was examined.")
@click.option("--adopted", metavar="DATE", help="When the recommendations were adopted.")
@click.option("--next-report", "next_report_due", metavar="DATE", help="When the State's next report is due.")
@click.option("--reply-due", "followup_due", metavar="DATE", help="When the reply on follow-up is due.")
@database_option
@person_option
def correct_command(review: str, symbol: str | None, database: str | None, who: str, **days: str | None) -> None:
    """Correct the document or the dates of a review: tracker reviews correct CAT-5 --adopted 2024-05-08.

    A date may be a day, a month or a year. "" empties a field.
    """
    from tracker.followup.acts import Person
    from tracker.followup.keeping import mend_review

    values = {name: typed_known(text) for name, text in days.items() if text is not None}
    document = typed_document(symbol) if symbol is not None else None
    if not values and document is None:
        raise click.UsageError("What is to be corrected? Give --symbol, --examined, --adopted ...")
    with acting(database) as session:
        batch, done = mend_review(session, review, values, document, Person(who, now()))
        if batch is None:
            session.rollback()
    click.echo(f"{review}: {'; '.join(done) or 'nothing to change'}")
    if batch is not None:
        tell_undo(batch)


def _place(place: tuple[str, str], database: str | None, who: str) -> None:
    from tracker.followup.acts import Person
    from tracker.followup.keeping import place_waiting

    with acting(database) as session:
        batch, moved = place_waiting(session, *place, Person(who, now()))
    click.echo(f"{counted(moved, 'recommendation')} moved from {place[0]} to {place[1]}.")
    tell_undo(batch)
