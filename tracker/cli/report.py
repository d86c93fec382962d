"""``tracker report``: the pack of a meeting, and its short form."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tracker.cli.files import a_new_file, filling, folder_option, force_option, writing
from tracker.cli.filters import filter_options, wanted_from
from tracker.cli.options import a_date, as_of_option, database_option, language_option, person_option
from tracker.cli.output import tell_undo, tell_waiting
from tracker.counting import counted
from tracker.door import acting, now, reading, templates_of, texts_of, today

if TYPE_CHECKING:
    from tracker.followup.issued import Made
    from tracker.models import Meeting

since_option = click.option(
    "--since", metavar="DATE", callback=a_date, help="Show what changed since this day. Default: the last meeting."
)


@click.group()
def command() -> None:
    """Write reports for meetings."""


@command.command("progress")
@click.option(
    "-o",
    "--output",
    "target",
    required=True,
    type=click.Path(path_type=Path, dir_okay=False),
    callback=a_new_file,
    help="The file to write: .xlsx, .docx, .pdf, .html, .csv or .json.",
)
@force_option
@since_option
@language_option
@filter_options
@as_of_option
@database_option
def progress_command(
    target: Path, since: date | None, as_of: date | None, language: str, database: str | None, **options: Any
) -> None:
    """Write a progress report: the short form of the pack. The ending of the file name sets the format.

    The first page has what a meeting needs: totals by status, changes, overdue recommendations, agencies without a
    report. The report of tracker report meeting has every recommendation, and what was done, as well.
    """
    from exports.pack.facts import facts_of
    from exports.pack.progress import ENDINGS, most_of, write_progress
    from tracker.queries.meetings import meeting_before

    if target.suffix.lower() not in ENDINGS:
        raise click.UsageError(f"The ending '{target.suffix}' is not known. Use one of: {', '.join(ENDINGS)}.")
    day, texts = as_of or today(), texts_of(language, database)
    with reading(database, as_of) as session:
        wanted = wanted_from(session, options)
        since = since or meeting_before(session, day)
        facts = facts_of(session, wanted, day, since, texts, most=most_of(target))
    with writing(target):
        write_progress(facts, target, templates_of(database))
    click.echo(f"Progress report on {counted(len(facts.rows), 'recommendation')}: {target}")
    tell_waiting(facts.without_review)


@command.command("meeting")
@folder_option
@force_option
@click.option("--meeting", "number", type=int, help="The meeting that the pack is for: its agenda is in it.")
@click.option("--issue", is_flag=True, help="Record that this pack is what the members are given: see tracker issued.")
@since_option
@language_option
@filter_options
@as_of_option
@database_option
@person_option
def meeting_command(
    target: Path,
    number: int | None,
    since: date | None,
    as_of: date | None,
    language: str,
    database: str | None,
    who: str,
    *,
    issue: bool,
    **options: Any,
) -> None:
    """Write the pack of a meeting: Word, PDF, workbook and web page, with the same figures.

    Every figure leads to its recommendations: by a link in the workbook and on the page, by the codes at the end of the
    Word document and the PDF.

    Example: tracker report meeting --meeting 3 --language az -o "Meeting 3" --issue
    """
    from exports.pack.content import meeting_pack
    from exports.pack.digest import figures_digest
    from exports.pack.forms import write_forms
    from tracker.followup.issued import Made
    from tracker.queries.as_of import last_batch
    from tracker.queries.meetings import find_meeting, meeting_before

    day, texts = as_of or today(), texts_of(language, database)
    with reading(database, as_of) as session:
        wanted = wanted_from(session, options)
        meeting = find_meeting(session, number) if number is not None else None
        since = since or meeting_before(session, day, meeting)
        pack = meeting_pack(session, wanted, day, since, texts, meeting)
        state = last_batch(session)
    with filling(target) as folder:
        files = write_forms(pack, folder, templates_of(database))
    made = Made(day, since, language, wanted, state, figures_digest(pack), files)
    click.echo(f"Pack as at {day}, {counted(len(pack.figures), 'figure')}: {target}")
    for name in files:
        click.echo(f"  {name}")
    if issue:
        _issue(database, who, made, number)


def _issue(database: str | None, who: str, made: "Made", number: int | None) -> None:
    from tracker.followup.issued import issue
    from tracker.followup.journal import Journal
    from tracker.queries.meetings import find_meeting
    from tracker.vocabulary import BatchKind

    with acting(database) as session:
        meeting: Meeting | None = find_meeting(session, number) if number is not None else None
        journal = Journal(session, BatchKind.COMMAND, f"pack as at {made.as_at}", who, now())
        told = issue(journal, made, meeting)
    click.echo(f"It is on record as pack {told}. To make it again: tracker issued again {told} -o DIR")
    tell_undo(journal.number)
