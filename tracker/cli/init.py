"""``tracker init``: make a register, or bring an existing one up to date."""

from pathlib import Path

import click

from tracker.cli.options import database_option, now, person_option


@click.command()
@database_option
@click.option(
    "--reference",
    type=click.Path(path_type=Path),
    metavar="FOLDER",
    help="Reference data of your own group; see docs/reference-data.md.",
)
@person_option
def command(database: str | None, reference: Path | None, who: str) -> None:
    """Make a register, or bring an existing one up to date without losing anything.

    Loads the mechanisms with their follow-up rules, statuses, themes, the group's bodies with their spellings and the
    known reviews. On a register that exists, what is missing is added and blanks are filled; files of your own folder
    correct it as well.
    """
    from tracker.database import default_location, shown
    from tracker.followup.setup import set_up

    location = database or default_location()
    done = set_up(location, reference, who, now())
    done.engine.dispose()
    if done.created:
        click.echo(f"A register for {done.state_name} was made: {shown(location)}")
        click.echo(
            f"It knows {done.added['agency']} bodies, {done.reviews} reviews and {done.added['mechanism']} mechanisms."
        )
        click.echo("Next: tracker import FILE")
        return
    click.echo(f"The register is up to date: {shown(location)}")
    for said, rows in (("Added", done.added), ("Corrected", done.corrected)):
        if counted := [f"{count} {name.replace('_', ' ')}" for name, count in rows.items() if count]:
            click.echo(f"{said}: {', '.join(counted)}")
