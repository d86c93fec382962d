"""``tracker evidence``: files and pages that prove what was done."""

from datetime import date

import click

from tracker.cli.options import a_date, database_option, format_option, person_option
from tracker.cli.output import show_rows, tell_undo
from tracker.door import acting, archive_of, now, reading, today

_COLUMNS = {"number": "No.", "text": "What", "date": "Date", "agency": "From", "place": "File or page"}


@click.group()
def command() -> None:
    """Store the files and web pages that prove what was done.

    Files are copied into the folder 'evidence' beside the register, or into the folder that TRACKER_EVIDENCE names. The
    same file is stored once. 'tracker check' reports files that are missing or were altered.
    """


@command.command("add")
@click.argument("code")
@click.argument("place", metavar="FILE|URL")
@click.option("--text", required=True, metavar="WHAT", help='What it is, such as "Law No. 12 on the bar".')
@click.option("--date", "on", required=True, metavar="DATE", callback=a_date, help="The date of the document.")
@click.option("--agency", metavar="AGENCY", help="The agency that gave it; key or name.")
@database_option
@person_option
def add_command(code: str, place: str, text: str, on: date, agency: str | None, database: str | None, who: str) -> None:
    """Add a file or a web page as evidence of a recommendation.

    tracker evidence add "CAT-5/13(b)" order-114.pdf --text "Order No. 114 of the Minister" --date 2025-03-12
    """
    from tracker.followup.acts import Person, prove
    from tracker.followup.evidence import Exhibit, kept
    from tracker.queries.find import find_agency, find_recommendation

    with acting(database) as session:
        item = find_recommendation(session, code)
        giver = find_agency(session, agency) if agency else None
        exhibit = Exhibit(text, on, *kept(archive_of(database), place), agency=giver)
        batch, number = prove(session, item, exhibit, Person(who, now()), today())
        told = f"{item.code}: evidence {number}, {exhibit.place}{', saved' if exhibit.sha256 else ''}"
    click.echo(told)
    tell_undo(batch)


@command.command("remove")
@click.argument("code")
@click.argument("number", type=int)
@click.option("--reason", required=True, help="The reason, for the history.")
@database_option
@person_option
def remove_command(code: str, number: int, reason: str, database: str | None, who: str) -> None:
    """Remove evidence of a recommendation. Its file stays in the evidence folder.

    tracker evidence remove "CAT-5/13(b)" 2 --reason "another order"
    """
    from tracker.followup.evidence import remove_evidence
    from tracker.followup.journal import Journal
    from tracker.queries.find import find_recommendation
    from tracker.vocabulary import BatchKind

    with acting(database) as session:
        item = find_recommendation(session, code)
        journal = Journal(session, BatchKind.COMMAND, f"evidence {number} of {item.code} removed: {reason}", who, now())
        text = remove_evidence(journal, item, number)
        click.echo(f"{item.code}: evidence {number} ('{text}') was removed.")
        tell_undo(journal.number)


@command.command("list")
@click.argument("code")
@format_option
@database_option
def list_command(code: str, form: str, database: str | None) -> None:
    """List the evidence of a recommendation."""
    from tracker.queries.evidence import evidence_of
    from tracker.queries.find import find_recommendation

    with reading(database) as session:
        rows = evidence_of(session, find_recommendation(session, code))
    show_rows(rows, form, _COLUMNS, empty="There is no evidence yet.")


@command.command("open")
@click.argument("code")
@click.argument("number", type=click.IntRange(1), required=False)
@click.option("--print", "only_print", is_flag=True, help="Only print the path or the address.")
@database_option
def open_command(code: str, number: int | None, database: str | None, *, only_print: bool) -> None:
    """Open a file or page of evidence, by its number in: tracker evidence list."""
    from tracker.followup.evidence import find_evidence, location
    from tracker.queries.find import find_recommendation

    with reading(database) as session:
        row = find_evidence(session, find_recommendation(session, code), number)
    path = location(archive_of(database), row)
    click.echo(path)
    if not only_print and click.launch(path):
        click.echo("No program was found that can open it.", err=True)
