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
    known reviews. What people corrected since stays as it is.
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
    added = {name.replace("_", " "): count for name, count in done.added.items() if count}
    click.echo(f"The register is up to date: {shown(location)}")
    if added:
        click.echo("Added: " + ", ".join(f"{count} {name}" for name, count in added.items()))
