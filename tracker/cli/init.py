"""``tracker init``: make a register, or bring an existing one up to date."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from tracker.cli.options import database_option, person_option
from tracker.cli.output import tell_undo
from tracker.counting import counted
from tracker.door import acting, now

if TYPE_CHECKING:
    from tracker.followup.setup import Setup


@click.command()
@database_option
@click.option(
    "--state",
    default="",
    metavar="STATE",
    help="The State: its name in English, French, Spanish, Russian or Azerbaijani, or a code such as NAM. "
    "Default: Azerbaijan for a new register.",
)
@click.option(
    "--reference",
    type=click.Path(path_type=Path),
    metavar="FOLDER",
    help="Reference data of your own group; see docs/reference-data.md.",
)
@click.option("--secretariat", default="", metavar="AGENCY", help="The agency that is the group's secretariat.")
@click.option(
    "--independent-voice",
    default="",
    metavar="AGENCY",
    help="The agency that is the Ombudsperson or a similar independent institution.",
)
@person_option
def command(
    database: str | None, state: str, reference: Path | None, secretariat: str, independent_voice: str, who: str
) -> None:
    """Create a register, or update an existing one without losing anything.

    It loads the mechanisms with their follow-up rules, the statuses, the themes, the group's agencies with their
    spellings and the known reviews. In an existing register, missing data are added and blanks are filled; files of
    your own folder also correct it. A group whose data do not ship with the tracker starts without agencies. Import its
    first sheet, then name its secretariat. Example:

    tracker init --state Namibia
    """
    from tracker.database import default_location, shown
    from tracker.followup.setup import set_up

    location = database or default_location()
    done = set_up(location, reference, who, now(), state)
    done.engine.dispose()
    if done.created:
        click.echo(f"A register for {done.state_name} was created: {shown(location)}")
        _tell_new(done)
    else:
        click.echo(f"The register of {done.state_name} is up to date: {shown(location)}")
        _tell_changed(done)
    if secretariat or independent_voice:
        _name_voices(secretariat, independent_voice, database, who)
    elif not done.secretariat:
        click.echo(
            "The secretariat is not named yet. When its agency is in the register: tracker init --secretariat AGENCY"
        )
    if done.created:
        click.echo("Next: tracker import FILE")


def _tell_new(done: "Setup") -> None:
    agencies = counted(done.agencies, "agency", "agencies") if done.agencies else "no agencies yet"
    click.echo(
        f"It has {agencies}, {counted(done.reviews, 'review')} and {counted(done.added['mechanism'], 'mechanism')}."
    )
    if done.assumed:
        click.echo("For another State's group: tracker init --state NAME --database FILE")


def _tell_changed(done: "Setup") -> None:
    for said, rows in (("Added", done.added), ("Corrected", done.corrected)):
        if told := [f"{count} {name.replace('_', ' ')}" for name, count in rows.items() if count]:
            click.echo(f"{said}: {', '.join(told)}")


def _name_voices(secretariat: str, independent: str, database: str | None, who: str) -> None:
    from tracker.followup.journal import Journal
    from tracker.followup.voices import name_voices
    from tracker.vocabulary import BatchKind

    with acting(database) as session:
        named = " and ".join(filter(None, (secretariat, independent)))
        journal = Journal(
            session, BatchKind.COMMAND, f"name the secretariat or the independent voice: {named}", who, now()
        )
        said = name_voices(journal, secretariat, independent)
    for line in said:
        click.echo(line)
    tell_undo(journal.number)
