"""``tracker reviews``: the reviews, new ones, and where waiting rows belong."""

from typing import TYPE_CHECKING

import click

from tracker.cli.options import a_period, database_option, format_option, person_option
from tracker.cli.output import show_rows, tell_undo
from tracker.counting import counted
from tracker.dates import Period
from tracker.door import acting, now, reading

if TYPE_CHECKING:
    from tracker.followup.reviews import Document

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
@click.option("--examined", metavar="DATE", callback=a_period, help="When the State was examined.")
@click.option("--adopted", metavar="DATE", callback=a_period, help="When the recommendations were adopted.")
@database_option
@person_option
def add_command(
    mechanism: str,
    cycle: str,
    symbol: str,
    examined: Period | None,
    adopted: Period | None,
    database: str | None,
    who: str,
) -> None:
    """Add a review of the State: tracker reviews add CCPR 5 --examined 2026-11.

    CYCLE is the number of the examination, or two numbers if two were held together (5-6).
    """
    from tracker.followup.journal import Journal
    from tracker.followup.reviews import Examination, add_review
    from tracker.queries.find import find_mechanism
    from tracker.vocabulary import BatchKind

    with acting(database) as session:
        code = find_mechanism(session, mechanism)
        journal = Journal(session, BatchKind.COMMAND, f"add review {code}-{cycle}", who, now())
        added = add_review(
            journal, Examination(code, cycle.strip(), _document(symbol), _known(examined), _known(adopted))
        )
    click.echo(f"{added} was added. Its recommendations: tracker import FILE --review {added}")
    tell_undo(journal.number)


def _document(symbol: str) -> "Document":
    from imports.cells.symbols import read_symbol
    from tracker.followup.reviews import Document

    if not symbol:
        return Document()
    found = read_symbol(symbol)
    if found is None:
        raise click.BadParameter(f"'{symbol}' is not a UN symbol. Write it as CCPR/C/AZE/CO/5 or A/HRC/56/12.")
    return Document(found.text, found.mechanism, found.state, found.cycle)


def _known(date: Period | None) -> str:
    """A date as exactly as it is known: 2024, 2024-05 or 2024-05-06."""
    if date is None:
        return ""
    from tracker.vocabulary import Precision

    length = {Precision.YEAR: 4, Precision.MONTH: 7, Precision.DAY: 10}.get(date.precision)
    if length is None:
        raise click.BadParameter(f"'{date.text}' is not a day, a month or a year.")
    return date.on.isoformat()[:length]


def _place(place: tuple[str, str], database: str | None, who: str) -> None:
    from tracker.followup.journal import Journal
    from tracker.followup.place import place_review
    from tracker.vocabulary import BatchKind

    with acting(database) as session:
        journal = Journal(session, BatchKind.COMMAND, f"rows of {place[0]} placed in {place[1]}", who, now())
        moved = place_review(journal, *place)
    click.echo(f"{counted(moved, 'recommendation')} moved from {place[0]} to {place[1]}.")
    tell_undo(journal.number)
