"""``tracker show``: everything about one recommendation."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import click

from tracker.cli.options import as_of_option, database_option
from tracker.cli.output import show_json
from tracker.csv_rows import as_csv
from tracker.door import reading
from tracker.language.texts import Texts


@click.command()
@click.argument("code")
@click.option(
    "--format", "form", type=click.Choice(["table", "json", "csv"]), default="table", help="The form of the output."
)
@click.option("--sources", is_flag=True, help="Also the cell that every value came from.")
@as_of_option
@database_option
def command(code: str, form: str, as_of: date | None, database: str | None, *, sources: bool) -> None:
    """Show everything about one recommendation, such as UPR-3/140.12 or CAT-5/13(b)."""
    from tracker.queries.detail import details
    from tracker.queries.find import find_recommendation
    from tracker.queries.reference import status_words

    with reading(database, as_of) as session:
        found = details(session, find_recommendation(session, code))
        statuses = status_words(session, Texts())
    if form == "json":
        show_json(found)
    elif form == "csv":
        click.echo(as_csv([found]), nl=False)
    else:
        _show(found, statuses, sources=sources)


def _show(found: dict[str, Any], statuses: Mapping[str, str], *, sources: bool) -> None:
    _show_words(found)
    _show_work(found)
    for unread in found["unread_claims"]:
        told = (
            f"{unread['agency']}: '{unread['words']}' was not understood; see: tracker conflicts ({unread['conflict']})"
        )
        _line("Claim", told)
    for voice, view in found["voices"].items():
        if view:
            _line(_VOICES[voice], _view(view, statuses))
    _show_lists(found)
    _show_independent([said for said in found["contributions"] if not said["agency"]])
    if sources:
        _show_sources(found["sources"])


def _show_words(found: dict[str, Any]) -> None:
    """The words of the recommendation, in all its languages."""
    click.secho(f"{found['code']}  {found['document']}", bold=True)
    if found["out_of_mandate"]:
        click.secho(f"Outside the group's mandate: {found['out_reason']}", fg="yellow")
    if found["lead_in"]:
        click.echo(f"{found['lead_in']} ...")
    click.echo(found["text"])
    for translation in found["translations"]:
        click.echo(f"  [{translation}]")
    click.echo()


def _show_work(found: dict[str, Any]) -> None:
    """Who recommends, who carries it out and by when, what a meeting decided, and what the committee asks."""
    position = found["position"] and (
        found["position"] + (f" ('{found['position_word']}')" if found["position_word"] else "")
    )
    _line("States", ", ".join(found["states"]))
    _line("Position", position)
    _line("Lead", found["lead"] or "none")
    _line("Contributing", ", ".join(found["contributing"]))
    _line("Due", found["due"])
    if found["priority"]:
        _line("Priority", f"{found['priority']}: {found['priority_reason']}")
    for decision in found["decisions"]:
        _line(f"Decision {decision['number']}", _decision(decision))
    _line("Committee", found["committee_followup"])


def _decision(decision: dict[str, Any]) -> str:
    """What was decided, by whom it is carried out, and where it stands."""
    due = f"due {decision['due']}" if decision["due"] else "open"
    done = f"done on {decision['done']}" if decision["done"] else due
    return f"{decision['text']} ({decision['agency'] or 'the group'}, {done})"


_VOICES = {
    "agency": "Agency claims",
    "secretariat": "Status",
    "ombudsperson": "Ombudsperson",
    "committee": "Committee grade",
}


def _view(view: dict[str, Any], statuses: Mapping[str, str]) -> str:
    told = statuses.get(view["status"], view["status"]) or view["grade"]
    by = f" by {view['newer']}" if view["newer"] else ""
    parts = [f"{told}{by}, {view['dated']}"]
    parts += [view["agency"]] if view["agency"] else []
    parts += ["not yet substantiated"] if not view["substantiated"] else []
    parts += [view["note"]] if view["note"] else []
    parts += [_refused(view["refused"])] if view["refused"] else []
    return "; ".join(parts)


def _refused(refused: Mapping[str, str]) -> str:
    by = ", ".join(filter(None, (refused["who"], refused["at"])))
    return f"not confirmed: {refused['reason']}" + (f" ({by})" if by else "")


def _show_lists(found: dict[str, Any]) -> None:
    for measure in found["measures"]:
        _line("Measure", f"{measure['agency'] + ': ' if measure['agency'] else ''}{measure['text']}")
    for proof in found["evidence"]:
        _line("Evidence", _evidence(proof))
    for said in found["contributions"]:
        if said["agency"]:
            _line("Agency's note", f"{said['agency']}: {said['text']} ({said['date']})")
    _line("Note", found["note"])
    _line("Themes", "; ".join(found["themes"]))
    _line("Affected", "; ".join(found["affected"]))
    _line("SDGs", "; ".join(found["sdg"]))
    for comment in found["comments"]:
        _line("Comment", f"{comment['text']} ({comment['author'] or 'no author'}, {comment['cell']})")
    for waiting in found["open"]:
        _line("Left open", f"{waiting['field']} '{waiting['text']}' ({waiting['cell']})")


def _evidence(proof: dict[str, Any]) -> str:
    day = proof["date"] or "no date"
    told = [part for part in (day if not _says(proof["text"], proof["date"]) else "", proof["place"]) if part]
    return f"{proof['text']} ({', '.join(told)})" if told else proof["text"]


def _says(text: str, day: str | None) -> bool:
    """Return True if the text of a proof contains its date."""
    from tracker.dates import days_in

    return day is not None and day in [found.isoformat() for found in days_in(text)]


def _show_independent(said: list[dict[str, Any]]) -> None:
    """What others than the State say, apart from it."""
    if said:
        click.echo()
        click.secho("Independent contributions, not counted with the State's replies:", bold=True)
    for words in said:
        author = f", {words['author']}" if words["author"] else ""
        click.echo(f"{_SPEAKERS[words['from']]}{author} ({words['date']}):")
        for line in words["text"].split("\n"):
            click.echo(f"  {line}")


_SPEAKERS = {"ombudsperson": "Ombudsperson", "civil_society": "Civil society"}


def _show_sources(sources: list[dict[str, Any]]) -> None:
    click.echo()
    for source in sources:
        click.echo(f"From {source['file']}, sheet '{source['sheet']}', row {source['row']}:")
        click.echo("  " + ", ".join(f"{name} {cell}" for name, cell in source["cells"].items()))
        for name, text in source["other_columns"].items():
            click.echo(f"  {name}: {text}")


def _line(name: str, text: str | None) -> None:
    if text:
        lines = text.split("\n")
        click.echo(f"{name + ':':<15} {lines[0]}")
        for more in lines[1:]:
            click.echo(f"{'':<16}{more}")
