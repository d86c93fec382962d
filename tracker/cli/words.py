"""``tracker words``: what was learned of the words of sheets, to be corrected or forgotten."""

import click

from tracker.cli.options import database_option, format_option, person_option
from tracker.cli.output import show_rows, tell_undo
from tracker.door import acting, now, reading

_COLUMNS = {"kind": "Kind", "text": "Word", "meaning": "Means", "who": "Answered by", "at": "When"}
_KIND = click.Choice(["agency", "status", "position"])
_FORGOTTEN = click.Choice(["agency", "status", "position", "same"])


@click.group(invoke_without_command=True)
@format_option
@database_option
@click.pass_context
def command(context: click.Context, form: str, database: str | None) -> None:
    """List the words that people explained: spellings of agencies, words for statuses and positions.

    What is remembered of whole sheets: tracker layouts
    """
    if context.invoked_subcommand is not None:
        return
    from tracker.dates import shown_moment
    from tracker.queries.learned import learned

    with reading(database) as session:
        rows = [{**one._asdict(), "at": shown_moment(one.at)} for one in learned(session)]
    show_rows(rows, form, _COLUMNS, empty="No word was learned yet. Imports ask about words that they do not know.")


@command.command("correct")
@click.argument("kind", type=_KIND)
@click.argument("word")
@click.argument("meaning")
@database_option
@person_option
def correct_command(kind: str, word: str, meaning: str, database: str | None, who: str) -> None:
    """Correct what a word means: tracker words correct agency "Min. of Sport" MYS."""
    from tracker.followup.acts import Person
    from tracker.followup.keeping import teach

    with acting(database) as session:
        batch = teach(session, kind, word, meaning, Person(who, now()))
        if batch is None:
            session.rollback()
            click.echo("Nothing to change.")
            return
    click.echo(f"'{word}' means {meaning} from now on.")
    tell_undo(batch)


@command.command("forget")
@click.argument("kind", type=_FORGOTTEN)
@click.argument("word")
@database_option
@person_option
def forget_command(kind: str, word: str, database: str | None, who: str) -> None:
    """Forget what a word means. The next sheet that has it is asked about: tracker words forget agency "Min. of Sport"."""
    from tracker.followup.acts import Person
    from tracker.followup.keeping import forget

    with acting(database) as session:
        batch = forget(session, kind, word, Person(who, now()))
    click.echo(f"'{word}' is forgotten.")
    tell_undo(batch)
