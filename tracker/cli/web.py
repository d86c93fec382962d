"""``tracker web``: the pages in the browser, on this computer or for an office."""

import gc
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tracker.cli.options import database_option
from tracker.door import Register

if TYPE_CHECKING:
    from tracker.web.openid import OpenId

_LEFT = 50_000
"""Objects that pages leave behind until Python looks which of them nobody needs: a large page makes so many."""

_PORT = 8000
"""The port of an office server, where none is given."""


@click.command()
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    metavar="NUMBER",
    help=f"The port. Default: a free one; {_PORT} on an office server.",
)
@click.option("--no-browser", is_flag=True, help="Only show the address.")
@click.option(
    "--host",
    metavar="NAME",
    help="Serve an office: the name or IP address of this machine at which it listens, or 0.0.0.0 for all of them.",
)
@click.option(
    "--address",
    "addresses",
    metavar="ADDRESS",
    multiple=True,
    help="The address that people of the office open, such as https://tracker.example.gov. Repeat it for several.",
)
@click.option(
    "--proxy",
    metavar="IP",
    default="",
    help="The IP address of the proxy with TLS, which then says from where people come.",
)
@click.option(
    "--openid",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="Let people sign on with the ministry's own directory, by OpenID Connect. The file, which is TOML, has its "
    "issuer, client_id, client_secret and label, and the claim that names a person if it is not preferred_username.",
)
@database_option
def command(
    port: int | None,
    host: str | None,
    addresses: tuple[str, ...],
    proxy: str,
    openid: Path | None,
    database: str | None,
    *,
    no_browser: bool,
) -> None:
    """Open the pages of the tracker in the browser, on this computer alone. No account is needed.

    The address that the command shows signs one browser on, once. To end it, close this window or press Ctrl+C.

    With --host or --address the pages are for an office: people sign on with accounts, which 'tracker users' keeps.
    Put a proxy with TLS before it, so that nobody can read the passwords on their way:

    tracker web --host 127.0.0.1 --proxy 127.0.0.1 --address https://tracker.example.gov
    """
    from tracker.web.serve import Place, serve, serve_office

    office = host is not None or bool(addresses)
    if proxy and not office:
        raise click.UsageError(
            "A proxy stands before an office server, and without --host or --address the pages are for this computer "
            "alone. Give the address that people open: --address https://tracker.example.gov"
        )
    if openid and not office:
        raise click.UsageError(
            "On this computer alone nobody signs on with a directory. Leave out --openid, or give --address."
        )
    # Unlike other commands this one goes on for hours. The program itself stays, and is not looked through: that stops
    # all pages for a tenth of a second, and a page that counts the register would make it happen again and again.
    gc.freeze()
    gc.set_threshold(_LEFT)
    gc.enable()
    place = Register(database)
    try:
        if office:
            asked = _asked(openid) if openid else None
            where = Place(host or "127.0.0.1", _PORT if port is None else port, addresses, proxy, asked)
            serve_office(place, where, partial(_tell_office, proxy, asked))
        else:
            serve(place, port or 0, _tell, browser=not no_browser)
    finally:
        place.close()


def _tell(address: str) -> None:
    click.echo(f"The pages are open at: {address}")
    click.echo("This address works once: after you close the browser, start 'tracker web' again. To end, press Ctrl+C.")


def _asked(file: Path) -> "OpenId":
    """The directory of a file. One that is down does not keep those out who sign on with a password."""
    from tracker.web.directory import read_directory
    from tracker.web.openid import OpenId, Unreachable

    asked = OpenId(read_directory(file))
    try:
        asked.check()
    except Unreachable as down:
        click.echo(f"{down.message} Until it can be reached, people sign on with passwords alone.", err=True)
    return asked


def _tell_office(proxy: str, asked: "OpenId | None", address: str) -> None:
    from tracker.web.office import BACK

    click.echo(f"The pages are open to people with accounts at: {address}")
    if asked:
        click.echo(f"Enter in {asked.directory.label} as the redirect URI: {address}{BACK}")
    if address.startswith("http:"):
        click.echo("Passwords are not encrypted on their way there. Put a proxy with TLS before it.", err=True)
    elif not proxy:
        click.echo(
            "The tracker has no TLS of its own. Browsers send the cookie of the sign-on by TLS alone (it is marked "
            "Secure), so nobody can sign on unless a proxy with TLS stands before it. Name the proxy with --proxy: else "
            "all people seem to come from one address, and the wrong passwords of a few keep all of them out.",
            err=True,
        )
