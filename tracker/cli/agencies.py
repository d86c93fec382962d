"""``tracker agencies``: the bodies of the group and the spellings by which sheets name them."""

from datetime import date

import click

from tracker.cli.options import a_date, database_option, format_option, person_option
from tracker.cli.output import show_rows, tell_undo
from tracker.counting import counted
from tracker.door import acting, now, reading, today

_COLUMNS = {
    "key": "Key",
    "name": "Name",
    "membership": "In the group",
    "leads": "Leads",
    "contributes": "Contributes",
    "closed": "Closed",
}
_SPELLINGS = {"text": "Spelling", "language": "Language", "kind": "Kind"}
_MOST_NAMED = 12


@click.group(invoke_without_command=True)
@format_option
@database_option
@click.pass_context
def command(context: click.Context, form: str, database: str | None) -> None:
    """List the agencies with the number of recommendations that they lead or contribute to."""
    if context.invoked_subcommand is not None:
        return
    from tracker.queries.reference import agencies

    with reading(database) as session:
        rows = agencies(session)
    empty = 'There are no agencies yet. Add one: tracker agencies add MOJ "Ministry of Justice"'
    show_rows(rows, form, _COLUMNS, empty=empty)


@command.command("add")
@click.argument("key")
@click.argument("name")
@click.option("--az", default="", metavar="NAME", help="Its name in Azerbaijani.")
@click.option("--ru", default="", metavar="NAME", help="Its name in Russian.")
@click.option("--kind", default="", help="What it is: ministry, state_committee, court ...")
@database_option
@person_option
def add_command(key: str, name: str, az: str, ru: str, kind: str, database: str | None, who: str) -> None:
    """Add an agency with a short key of its own: tracker agencies add MOT "Ministry of Tourism"."""
    from tracker.followup.acts import Person
    from tracker.followup.agencies import NewAgency
    from tracker.followup.keeping import add_to_group

    with acting(database) as session:
        batch, added = add_to_group(session, NewAgency(key, name, az, ru, kind), Person(who, now()))
    click.echo(f"{added} was added: {name}. Other spellings: tracker agencies alias {added} SPELLING")
    tell_undo(batch)


@command.command("rename")
@click.argument("agency")
@click.option("--name", "name_en", metavar="NAME", help="The new name in English.")
@click.option("--az", "name_az", metavar="NAME", help="The new name in Azerbaijani.")
@click.option("--ru", "name_ru", metavar="NAME", help="The new name in Russian.")
@database_option
@person_option
def rename_command(agency: str, database: str | None, who: str, **names: str | None) -> None:
    """Rename an agency. The old name stays a spelling, so that old sheets are understood.

    tracker agencies rename MYS --name "Ministry of Sport" --az "İdman Nazirliyi"
    """
    from tracker.followup.acts import Person
    from tracker.followup.keeping import rename
    from tracker.queries.find import find_agency

    given = {column: name for column, name in names.items() if name is not None}
    if not given:
        raise click.UsageError("The new name is missing. Give --name, --az or --ru.")
    with acting(database) as session:
        batch, done = rename(session, agency, given, Person(who, now()))
        key = find_agency(session, agency)
        if batch is None:
            session.rollback()
    click.echo(f"{key}: {'; '.join(done) or 'nothing to change'}")
    if batch is not None:
        tell_undo(batch)


@command.command("close")
@click.argument("agency")
@click.option("--on", metavar="DATE", callback=a_date, help="The day on which it was closed. Default: today.")
@click.option("--into", metavar="AGENCY", default="", help="The agency that takes over its recommendations.")
@database_option
@person_option
def close_command(agency: str, on: date | None, into: str, database: str | None, who: str) -> None:
    """Close an agency that no longer exists, or that became part of another.

    It gets no more letters and no more recommendations. Its history stays, and sheets that name it are still
    understood.

    tracker agencies close SMPCC --on 2026-03-01 --into MSE
    """
    from tracker.followup.acts import Person
    from tracker.followup.keeping import close
    from tracker.queries.find import find_agency

    with acting(database) as session:
        key, heir = find_agency(session, agency), find_agency(session, into) if into else ""
        batch, done = close(session, key, heir, on or today(), today(), Person(who, now()))
    click.echo(f"{key} was closed on {on or today()}.")
    if done.moved:
        click.echo(f"{counted(len(done.moved), 'recommendation')} moved to {heir}: {_named(done.moved)}")
    if done.left:
        click.echo(f"{counted(len(done.left), 'recommendation')} left to be reassigned: {_named(done.left)}")
        click.echo(f"To move them: tracker assign --filter agency={key} --filter role=lead --lead AGENCY --off {key}")
    tell_undo(batch)


@command.command("alias")
@click.argument("agency")
@click.argument("spelling", required=False)
@click.option("--remove", metavar="SPELLING", help="The wrong spelling to remove.")
@format_option
@database_option
@person_option
def alias_command(
    agency: str, spelling: str | None, remove: str | None, form: str, database: str | None, who: str
) -> None:
    """Add a spelling of an agency that sheets use, remove a wrong one, or list them.

    tracker agencies alias MOJ "Min. Justice"; tracker agencies alias MOJ --remove "Min. Justice"
    """
    from tracker.queries.find import find_agency
    from tracker.queries.reference import spellings

    if spelling and remove:
        raise click.UsageError("Give a new spelling or --remove, not both.")
    if spelling or remove:
        _respell(agency, spelling, remove, database, who)
        return
    with reading(database) as session:
        rows = [{name: row[name] for name in _SPELLINGS} for row in spellings(session, find_agency(session, agency))]
    show_rows(rows, form, _SPELLINGS)


def _respell(agency: str, spelling: str | None, remove: str | None, database: str | None, who: str) -> None:
    from tracker.followup.acts import Person
    from tracker.followup.keeping import respell
    from tracker.queries.find import find_agency

    with acting(database) as session:
        key = find_agency(session, agency)
        batch = respell(session, key, remove or spelling or "", Person(who, now()), remove=bool(remove))
    told = f"'{remove}' is no longer a spelling of {key}." if remove else f"Sheets that say '{spelling}' mean {key}."
    click.echo(told)
    tell_undo(batch)


def _named(codes: list[str]) -> str:
    more = f" and {len(codes) - _MOST_NAMED} more" if len(codes) > _MOST_NAMED else ""
    return ", ".join(codes[:_MOST_NAMED]) + more
