"""``tracker posts``: the focal points, whoever holds them."""

from datetime import date

import click

from tracker.cli.options import a_date, database_option, format_option, person_option
from tracker.cli.output import show_rows, tell_undo
from tracker.counting import counted
from tracker.door import acting, now, reading, today

_COLUMNS = {
    "agency": "Agency",
    "post": "Post",
    "holder": "Holder",
    "from": "From",
    "until": "Until",
    "alternates": "Alternates",
    "email": "Mail",
    "phone": "Phone",
}


@click.group(invoke_without_command=True)
@click.option("--agency", metavar="AGENCY", default="", help="Only this agency; key or name.")
@format_option
@database_option
@click.pass_context
def command(context: click.Context, agency: str, form: str, database: str | None) -> None:
    """List the focal points: the posts of the agencies, with their present holders and alternates.

    A letter goes to the person who holds the post on the day of the letter. For a new holder: tracker handover AGENCY
    """
    if context.invoked_subcommand is not None:
        return
    from tracker.queries.find import find_agency
    from tracker.queries.posts import posts

    with reading(database) as session:
        rows = posts(session, find_agency(session, agency) if agency else "", today())
    show_rows(rows, form, _COLUMNS, empty='There are no posts yet. Add one: tracker posts add MOJ "Focal point"')


@command.command("add")
@click.argument("agency")
@click.argument("title")
@click.option("--email", default="", help="The e-mail address of the post.")
@click.option("--phone", default="", help="The telephone number of the post.")
@database_option
@person_option
def add_command(agency: str, title: str, email: str, phone: str, database: str | None, who: str) -> None:
    """Add a post to an agency: tracker posts add MOJ "Head of the international department"."""
    from tracker.followup.acts import Person
    from tracker.followup.keeping import open_post
    from tracker.queries.find import find_agency

    with acting(database) as session:
        key = find_agency(session, agency)
        batch = open_post(session, key, title, email, phone, Person(who, now()))
    click.echo(f"{key}: post '{title}'. Who holds it: tracker posts hold {key} \"{title}\" NAME --from DATE")
    tell_undo(batch)


@command.command("hold")
@click.argument("agency")
@click.argument("title")
@click.argument("name")
@click.option("--from", "from_on", required=True, metavar="DATE", callback=a_date, help="The first day.")
@click.option("--until", "until_on", metavar="DATE", callback=a_date, help="The last day, if it is known.")
@click.option("--alternate", is_flag=True, help="The person is an alternate. A post may have several.")
@click.option("--email", default="", help="The person's own e-mail address.")
@click.option("--phone", default="", help="The person's own telephone number.")
@database_option
@person_option
def hold_command(
    agency: str,
    title: str,
    name: str,
    from_on: date,
    until_on: date | None,
    email: str,
    phone: str,
    database: str | None,
    who: str,
    *,
    alternate: bool,
) -> None:
    """Record who holds a post, and from when. The previous holder's time ends the day before.

    Give the same name and day again to correct the last day, the e-mail address or the telephone number.

    tracker posts hold MOJ "Head of the international department" "Aysel Məmmədova" --from 2026-03-01
    """
    from tracker.followup.acts import Person
    from tracker.followup.keeping import fill_post
    from tracker.followup.posts import Term
    from tracker.queries.find import find_agency

    with acting(database) as session:
        key = find_agency(session, agency)
        term = Term(name, from_on, until_on, alternate, email, phone)
        batch, done = fill_post(session, key, title, term, Person(who, now()))
        if batch is None:
            session.rollback()
    click.echo(f"{key}: {'; '.join(done)}")
    if batch is not None:
        tell_undo(batch)


@command.command("end")
@click.argument("agency")
@click.argument("title")
@click.argument("name", required=False, default="")
@click.option("--on", required=True, metavar="DATE", callback=a_date, help="The last day.")
@database_option
@person_option
def end_command(agency: str, title: str, name: str, on: date, database: str | None, who: str) -> None:
    """End a person's time in a post, if the next holder is not known yet. Without a name, it ends the holder's time.

    tracker posts end MOJ "Head of the international department" --on 2026-06-30
    """
    from tracker.followup.acts import Person
    from tracker.followup.keeping import vacate_post
    from tracker.followup.posts import find_post
    from tracker.queries.find import find_agency

    with acting(database) as session:
        post = find_post(session, find_agency(session, agency), title)
        told = post.agency_key, post.title
        batch, ended = vacate_post(session, *told, name, on, Person(who, now()))
    click.echo(f"{told[0]}: {ended} holds '{told[1]}' until {on}")
    tell_undo(batch)


@command.command("remove")
@click.argument("agency")
@click.argument("title")
@click.option("--reason", required=True, help="The reason, for the history.")
@database_option
@person_option
def remove_command(agency: str, title: str, reason: str, database: str | None, who: str) -> None:
    """Remove a post with all its holders. Undo restores it.

    tracker posts remove MOJ "Focal point" --reason "the department was dissolved"
    """
    from tracker.followup.acts import Person
    from tracker.followup.keeping import close_post
    from tracker.followup.posts import find_post
    from tracker.queries.find import find_agency

    with acting(database) as session:
        post = find_post(session, find_agency(session, agency), title)
        told = post.agency_key, post.title
        batch, holders = close_post(session, *told, reason, Person(who, now()))
    click.echo(f"{told[0]}: post '{told[1]}' was removed, with {counted(holders, 'holder')}.")
    tell_undo(batch)
