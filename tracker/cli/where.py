"""``tracker where``: say where the register lies."""

import click

from tracker.cli.options import database_option


@click.command()
@database_option
def command(database: str | None) -> None:
    """Say where the register lies."""
    from tracker.database import default_location, shown

    click.echo(shown(database or default_location()))
