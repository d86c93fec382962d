"""``tracker reviews``: the reviews, and where waiting rows belong."""

import click

from tracker.cli.options import acting, database_option, format_option, now, person_option, reading
from tracker.cli.output import show_rows
from tracker.counting import counted

_COLUMNS = {
    "code": "Review", "symbol": "Document", "examined": "Examined", "followup": "Follow-up on", "followup_due": "Reply due",
    "verdict": "Verdict", "recommendations": "Recs", "note": "Note",
}  # fmt: skip


@click.command()
@click.option(
    "--place",
    nargs=2,
    metavar="WAITING REVIEW",
    help="Move rows that wait for their review, such as: --place UPR-X1 UPR-4",
)
@format_option
@database_option
@person_option
def command(place: tuple[str, str] | None, form: str, database: str | None, who: str) -> None:
    """List the reviews with their documents, follow-up and number of recommendations."""
    from tracker.queries.reference import reviews

    if place:
        _place(place, database, who)
        return
    with reading(database) as session:
        show_rows(reviews(session), form, _COLUMNS)


def _place(place: tuple[str, str], database: str | None, who: str) -> None:
    from tracker.followup.journal import Journal
    from tracker.followup.place import place_review
    from tracker.vocabulary import BatchKind

    with acting(database) as session:
        journal = Journal(session, BatchKind.COMMAND, f"rows of {place[0]} placed in {place[1]}", who, now())
        moved = place_review(journal, *place)
        click.echo(f"{counted(moved, 'recommendation')} moved from {place[0]} to {place[1]}.")
        click.echo(f"To undo it: tracker undo {journal.number}")
