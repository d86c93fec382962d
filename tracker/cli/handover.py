"""``tracker handover``: what somebody needs who takes over the follow-up in an agency."""

from pathlib import Path

import click

from tracker.cli.files import a_workbook_or_document, force_option, writing
from tracker.cli.options import database_option, language_option
from tracker.cli.output import tell_waiting
from tracker.door import reading, texts_of, today


@click.command()
@click.argument("agency")
@click.option(
    "-o",
    "--output",
    "target",
    required=True,
    type=click.Path(path_type=Path, dir_okay=False),
    callback=a_workbook_or_document,
    help="The file to write: .docx, or .xlsx with the full texts.",
)
@force_option
@language_option
@database_option
def command(agency: str, target: Path, language: str, database: str | None) -> None:
    """Write a handover for a new focal point of an agency.

    It lists who holds and held the posts, the replies that are due, the open conflicts, the agency's open decisions of
    meetings, and the open recommendations with the group's status and the agency's last claim. Overdue recommendations
    come first. The handover of the secretariat lists what waits for it: the rounds without all replies, the claims to
    confirm, and the conflicts and decisions of all agencies.
    """
    from exports.handover import handover
    from exports.handover_document import write_handover_document
    from exports.handover_workbook import write_handover_workbook
    from tracker.queries.filter import Filter, count_waiting
    from tracker.queries.find import find_agency

    texts = texts_of(language, database)
    with reading(database) as session:
        key = find_agency(session, agency)
        found = handover(session, key, today(), texts)
        waiting = count_waiting(session, Filter(agency=key), today())
    write = write_handover_workbook if target.suffix.lower() == ".xlsx" else write_handover_document
    with writing(target):
        write(found, target)
    click.echo(f"{found.title}: {target}")
    tell_waiting(waiting)
