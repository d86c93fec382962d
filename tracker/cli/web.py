"""``tracker web``: the pages in the browser."""

import gc

import click

from tracker.cli.options import database_option
from tracker.door import Register


@click.command()
@click.option(
    "--port", type=click.IntRange(0, 65535), default=0, metavar="NUMBER", help="The port. Default: a free one."
)
@click.option("--no-browser", is_flag=True, help="Only show the address.")
@database_option
def command(port: int, database: str | None, *, no_browser: bool) -> None:
    """Open the pages of the tracker in the browser, on this computer alone. No account is needed.

    The address that the command shows signs one browser on, once. To end it, close this window or press Ctrl+C.
    """
    from tracker.web.serve import serve

    gc.enable()  # unlike other commands this one goes on for hours
    place = Register(database)
    try:
        serve(place, port, _tell, browser=not no_browser)
    finally:
        place.close()


def _tell(address: str) -> None:
    click.echo(f"The pages are open at: {address}")
    click.echo("This address works once. To end, press Ctrl+C.")
