"""``tracker posts``: the focal points, whoever holds them."""

from datetime import date

import click

from tracker.cli.options import a_date, acting, database_option, format_option, now, person_option, reading, today
from tracker.cli.output import show_rows, tell_undo
from tracker.counting import counted

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
    """List the focal points: posts of the agencies, with those who hold them today or stand in.

    Letters go to who holds a post on their day. What a new holder needs: tracker handover AGENCY
    """
    if context.invoked_subcommand is not None:
        return
    from tracker.queries.find import find_agency
    from tracker.queries.posts import posts

    with reading(database) as session:
        rows = posts(session, find_agency(session, agency) if agency else "", today())
    show_rows(rows, form, _COLUMNS, empty='No post yet. Add one: tracker posts add MOJ "Focal point"')


@command.command("add")
@click.argument("agency")
@click.argument("title")
@click.option("--email", default="", help="The address of the post itself.")
@click.option("--phone", default="", help="The telephone of the post itself.")
@database_option
@person_option
def add_command(agency: str, title: str, email: str, phone: str, database: str | None, who: str) -> None:
    """Add a post to an agency: tracker posts add MOJ "Head of the international department"."""
    from tracker.followup.journal import Journal
    from tracker.followup.posts import add_post
    from tracker.queries.find import find_agency
    from tracker.vocabulary import BatchKind

    with acting(database) as session:
        key = find_agency(session, agency)
        journal = Journal(session, BatchKind.COMMAND, f"post of {key}: {title}", who, now())
        add_post(journal, key, title, email, phone)
    click.echo(f"{key}: post '{title}'. Who holds it: tracker posts hold {key} \"{title}\" NAME --from DATE")
    tell_undo(journal.number)


@command.command("hold")
@click.argument("agency")
@click.argument("title")
@click.argument("name")
@click.option("--from", "from_on", required=True, metavar="DATE", callback=a_date, help="The first day.")
@click.option("--until", "until_on", metavar="DATE", callback=a_date, help="The last day, where it is known.")
@click.option("--alternate", is_flag=True, help="Stands in for the holder; several may.")
@click.option("--email", default="", help="The person's own address.")
@click.option("--phone", default="", help="The person's own telephone.")
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
    """Say who holds a post, and from when. The holder until then ends the day before.

    Said again with the same name and day, it puts the last day, the mail or the phone right.

    tracker posts hold MOJ "Head of the international department" "Aysel Məmmədova" --from 2026-03-01
    """
    from tracker.followup.journal import Journal
    from tracker.followup.posts import Term, find_post, hold
    from tracker.queries.find import find_agency
    from tracker.vocabulary import BatchKind

    with acting(database) as session:
        post = find_post(session, find_agency(session, agency), title)
        journal = Journal(session, BatchKind.COMMAND, f"{name} in post '{post.title}'", who, now())
        key = post.agency_key
        done = hold(journal, post, Term(name, from_on, until_on, alternate, email, phone))
        if not journal.wrote:
            session.rollback()
    click.echo(f"{key}: {'; '.join(done)}")
    if journal.wrote:
        tell_undo(journal.number)


@command.command("end")
@click.argument("agency")
@click.argument("title")
@click.argument("name", required=False, default="")
@click.option("--on", required=True, metavar="DATE", callback=a_date, help="The last day.")
@database_option
@person_option
def end_command(agency: str, title: str, name: str, on: date, database: str | None, who: str) -> None:
    """End a person's time in a post whose next holder is not known yet; without a name, that of its holder.

    tracker posts end MOJ "Head of the international department" --on 2026-06-30
    """
    from tracker.followup.journal import Journal
    from tracker.followup.posts import end_holding, find_post
    from tracker.queries.find import find_agency
    from tracker.vocabulary import BatchKind

    with acting(database) as session:
        post = find_post(session, find_agency(session, agency), title)
        journal = Journal(session, BatchKind.COMMAND, f"end of a time in post '{post.title}': {on}", who, now())
        told = post.agency_key, post.title
        ended = end_holding(journal, post, name, on)
    click.echo(f"{told[0]}: {ended} holds '{told[1]}' until {on}")
    tell_undo(journal.number)


@command.command("remove")
@click.argument("agency")
@click.argument("title")
@click.option("--reason", required=True, help="Why, for the history.")
@database_option
@person_option
def remove_command(agency: str, title: str, reason: str, database: str | None, who: str) -> None:
    """Remove a post that should not be there, with all who held it. Undo brings it back.

    tracker posts remove MOJ "Focal point" --reason "the department was dissolved"
    """
    from tracker.followup.journal import Journal
    from tracker.followup.posts import find_post, remove_post
    from tracker.queries.find import find_agency
    from tracker.vocabulary import BatchKind

    with acting(database) as session:
        post = find_post(session, find_agency(session, agency), title)
        told = f"{post.agency_key}: post '{post.title}'"
        journal = Journal(session, BatchKind.COMMAND, f"{told} removed: {reason}", who, now())
        holders = remove_post(journal, post)
    click.echo(f"{told} was removed, with {counted(holders, 'holder')}.")
    tell_undo(journal.number)
