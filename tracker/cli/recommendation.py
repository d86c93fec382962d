"""``tracker recommendation``: add one, correct what the UN document says, place, merge or remove one."""

import click

from tracker.cli.options import database_option, person_option
from tracker.cli.output import tell_undo
from tracker.counting import counted
from tracker.door import acting, now

_REASON = click.option("--reason", required=True, help="The reason, for the history.")
_POSITIONS = click.Choice(["supported", "noted", "partially_supported", "pending"])


@click.group()
def command() -> None:
    """Add, correct, place, merge or remove a recommendation.

    Follow-up has commands of its own: assign, status, due, evidence.
    """


@command.command("add")
@click.argument("review")
@click.argument("number")
@click.argument("text")
@click.option("--state", "states", multiple=True, help="A State that made it (UPR); may be given several times.")
@click.option("--position", type=_POSITIONS, help="The State's position (UPR).")
@click.option("--document", default="", help="The document, if it is not that of the review.")
@database_option
@person_option
def add_command(
    review: str,
    number: str,
    text: str,
    states: tuple[str, ...],
    position: str | None,
    document: str,
    database: str | None,
    who: str,
) -> None:
    """Add a recommendation: tracker recommendation add UPR-4 138.12 "Ratify the Convention" --state Spain."""
    from imports.cells.references import read_reference
    from tracker.errors import RuleBroken
    from tracker.followup.journal import Journal
    from tracker.followup.recommendations import Source, add_recommendation
    from tracker.vocabulary import BatchKind

    reference = read_reference(number)
    if reference is None:
        raise RuleBroken(f"'{number}' is not a number of a recommendation.", remedy="Write it as 138.12, or 13(b).")
    with acting(database) as session:
        journal = Journal(session, BatchKind.COMMAND, f"add {review}/{reference.text}", who, now())
        code = add_recommendation(journal, Source(review, reference.text, text, states, position, document))
        click.echo(f'{code} was added. To assign it: tracker assign "{code}" --lead AGENCY')
        tell_undo(journal.number)


@command.command("correct")
@click.argument("code")
@click.option("--text", help="The right text.")
@click.option("--number", help="The right number or paragraph.")
@click.option("--position", type=_POSITIONS, help="The right position.")
@click.option("--document", help="The right document.")
@_REASON
@database_option
@person_option
def correct_command(
    code: str,
    text: str | None,
    number: str | None,
    position: str | None,
    document: str | None,
    reason: str,
    database: str | None,
    who: str,
) -> None:
    """Correct what was taken from the UN document. The history keeps the old value and the reason.

    tracker recommendation correct UPR-4/138.12 --text "Ratify the Optional Protocol" --reason "misprint in the sheet"
    """
    from imports.cells.references import read_reference
    from tracker.errors import RuleBroken
    from tracker.followup.correct import correct_text, renumber
    from tracker.followup.journal import Journal
    from tracker.followup.values import set_value
    from tracker.queries.find import find_recommendation
    from tracker.vocabulary import BatchKind

    if not any((text, number, position, document)):
        raise click.UsageError("The correction is missing. Give --text, --number, --position or --document.")
    reference = read_reference(number) if number else None
    if number and reference is None:
        raise RuleBroken(f"'{number}' is not a number of a recommendation.", remedy="Write it as 138.12, or 13(b).")
    with acting(database) as session:
        item = find_recommendation(session, code)
        journal = Journal(session, BatchKind.COMMAND, f"correct {item.code}: {reason}", who, now())
        for name, value in (("position", position), ("document", document)):
            if value:
                set_value(journal, item, name, value, now().date())
        if text:
            correct_text(journal, item, text)
        journal.flush()
        if reference is not None:
            renumber(journal, item, reference.text, reference.sub)
            journal.flush()
        click.echo(f"{item.code} was corrected.")
        tell_undo(journal.number)


@command.command("place")
@click.argument("codes", nargs=-1, required=True)
@click.argument("review")
@database_option
@person_option
def place_command(codes: tuple[str, ...], review: str, database: str | None, who: str) -> None:
    """Place recommendations that wait for their review: tracker recommendation place TBC-X1/U1 TBC-X1/U2 CAT-5.

    To place all that wait together: tracker reviews --place
    """
    from tracker.followup.journal import Journal
    from tracker.followup.place import place
    from tracker.queries.find import find_recommendation
    from tracker.vocabulary import BatchKind

    with acting(database) as session:
        items = list(dict.fromkeys(find_recommendation(session, code) for code in codes))
        names = [item.code for item in items]
        journal = Journal(session, BatchKind.COMMAND, f"place {', '.join(names)} in {review}", who, now())
        for name, code in zip(names, place(journal, items, review), strict=True):
            click.echo(f"{name} is now {code}.")
        tell_undo(journal.number)


@command.command("merge")
@click.argument("code")
@click.argument("into")
@_REASON
@database_option
@person_option
def merge_command(code: str, into: str, reason: str, database: str | None, who: str) -> None:
    """Merge a recommendation into another that is the same. Its statuses, measures, evidence and the rest move there.

    tracker recommendation merge TBC-X1/40 CAT-5/40 --reason "the same paragraph"
    """
    from tracker.followup.journal import Journal
    from tracker.followup.merge import merge_recommendations
    from tracker.queries.find import find_recommendation
    from tracker.queries.reasons import merger
    from tracker.vocabulary import BatchKind

    with acting(database) as session:
        one, other = find_recommendation(session, code), find_recommendation(session, into)
        names = one.code, other.code
        journal = Journal(session, BatchKind.COMMAND, merger(*names, reason), who, now())
        merged = merge_recommendations(journal, one, other)
        click.echo(f"{names[0]} is now part of {names[1]}: {counted(merged.moved, 'row')} moved.")
        for change in merged.changes:
            click.echo(change)
        tell_undo(journal.number)


@command.command("remove")
@click.argument("code")
@_REASON
@database_option
@person_option
def remove_command(code: str, reason: str, database: str | None, who: str) -> None:
    """Remove a recommendation. The journal keeps all of it, and undo restores it."""
    from tracker.followup.journal import Journal
    from tracker.followup.recommendations import remove_recommendation
    from tracker.queries.find import find_recommendation
    from tracker.queries.reasons import removal
    from tracker.vocabulary import BatchKind

    with acting(database) as session:
        item = find_recommendation(session, code)
        name = item.code
        journal = Journal(session, BatchKind.COMMAND, removal(name, reason), who, now())
        rows = remove_recommendation(journal, item)
        click.echo(f"{name} was removed, with {counted(rows, 'row')}.")
        tell_undo(journal.number)
