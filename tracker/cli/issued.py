"""``tracker issued``: the packs that were issued."""

from pathlib import Path
from typing import Any

import click

from tracker.cli.files import filling, folder_option, force_option
from tracker.cli.options import database_option, format_option
from tracker.cli.output import show_rows
from tracker.door import reading, templates_of, texts_of

_COLUMNS = {
    "number": "No.", "meeting": "Meeting", "as_at": "As at", "since": "Since", "language": "Language",
    "who": "By", "when": "Issued on", "files": "Files",
}  # fmt: skip


@click.group(invoke_without_command=True)
@format_option
@database_option
@click.pass_context
def command(context: click.Context, form: str, database: str | None) -> None:
    """List the packs that were issued: who, when, for which meeting, the files with their SHA-256."""
    if context.invoked_subcommand is not None:
        return
    from tracker.queries.issued import issued_rows

    with reading(database) as session:
        rows = issued_rows(session)
    _show(rows, form, "No pack was issued yet. Issue one: tracker report meeting -o DIR --issue")


def _show(rows: list[dict[str, Any]], form: str, empty: str) -> None:
    if form == "table":
        rows = [
            {**row, "files": "\n".join(f"{name} {digest[:12]}" for name, digest in row["files"].items())}
            for row in rows
        ]
    show_rows(rows, form, _COLUMNS, empty=empty)


@command.command("find")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@format_option
@database_option
def find_command(file: Path, form: str, database: str | None) -> None:
    """Find the pack that a file belongs to: it must be the file as it was issued, to the letter."""
    from exports.pack.digest import file_digest
    from tracker.queries.issued import issued_with

    with reading(database) as session:
        rows = issued_with(session, file_digest(file))
    _show(rows, form, f"{file}: no pack was issued with this file as it is now.")


@command.command("again")
@click.argument("number", type=int)
@folder_option
@force_option
@database_option
def again_command(number: int, target: Path, database: str | None) -> None:
    """Make a pack again as it was issued, from what the register knew then."""
    from exports.pack.content import meeting_pack
    from exports.pack.digest import figures_digest
    from exports.pack.forms import write_forms
    from tracker.models import Meeting
    from tracker.queries.filter import Filter
    from tracker.queries.issued import find_issued
    from tracker.queries.saved_views import conditions_of
    from tracker.queries.snapshot import register_after

    with reading(database) as session:
        item = find_issued(session, number)
        texts, wanted = texts_of(item.language, database), Filter(**conditions_of(item.conditions))
        with register_after(session, item.state_batch) as then:
            meeting = then.get(Meeting, item.meeting_id) if item.meeting_id is not None else None
            pack = meeting_pack(then, wanted, item.as_at, item.since, texts, meeting)
        figures, issued = item.figures, dict(item.files)
    with filling(target) as folder:
        files = write_forms(pack, folder, templates_of(database))
    same = "the same figures" if figures_digest(pack) == figures else "OTHER FIGURES than those that were issued"
    click.echo(f"Pack {number} made again, with {same}: {target}")
    for name, digest in files.items():
        told = (
            "the same file"
            if issued.get(name) == digest
            else "the same content, written by another version or template"
        )
        click.echo(f"  {name}: {told if same.startswith('the') else 'another file'}")
