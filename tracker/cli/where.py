"""``tracker where``: show where the register is stored."""

import click

from tracker.cli.options import database_option


@click.command()
@database_option
def command(database: str | None) -> None:
    """Show where the register is stored."""
    from tracker.database import default_location, shown

    click.echo(shown(database or default_location()))
