"""``tracker agencies``: the bodies of the group and the spellings by which sheets name them."""

import click

from tracker.cli.options import acting, database_option, format_option, now, person_option, reading
from tracker.cli.output import show_rows

_COLUMNS = {"key": "Key", "name": "Name", "membership": "In the group", "leads": "Leads", "contributes": "Contributes"}


@click.command()
@click.argument("agency", required=False)
@click.option("--add", metavar="SPELLING", help="A further spelling by which sheets name the agency.")
@click.option("--remove", metavar="SPELLING", help="A spelling that is wrong.")
@format_option
@database_option
@person_option
def command(agency: str | None, add: str | None, remove: str | None, form: str, database: str | None, who: str) -> None:
    """List the agencies, or the spellings of one: tracker agencies MOJ --add "Min. Justice"."""
    from tracker.queries.find import find_agency
    from tracker.queries.reference import agencies, spellings

    if (add or remove) and agency is None:
        raise click.UsageError("Say which agency: tracker agencies MOJ --add ...")
    if agency is None:
        with reading(database) as session:
            show_rows(agencies(session), form, _COLUMNS)
        return
    if add or remove:
        _change(agency, add, remove, database, who)
    with reading(database) as session:
        rows = [
            {name: row[name] for name in ("text", "language", "kind")}
            for row in spellings(session, find_agency(session, agency))
        ]
    show_rows(rows, form, {"text": "Spelling", "language": "Language", "kind": "Kind"})


def _change(agency: str, add: str | None, remove: str | None, database: str | None, who: str) -> None:
    from tracker.followup.journal import Journal
    from tracker.followup.spellings import add_spelling, remove_spelling
    from tracker.queries.find import find_agency
    from tracker.vocabulary import BatchKind

    with acting(database) as session:
        key = find_agency(session, agency)
        journal = Journal(session, BatchKind.COMMAND, f"spelling of {key}: {add or remove}", who, now())
        if add:
            add_spelling(journal, key, add)
        if remove:
            remove_spelling(journal, key, remove)
