"""``tracker list``: list recommendations."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tracker.cli.files import a_new_file, force_option, writing
from tracker.cli.filters import filter_options, wanted_with_waiting
from tracker.cli.options import as_of_option, database_option, format_option, language_option
from tracker.cli.output import as_json, cut, show_rows, show_table, tell_waiting
from tracker.door import reading, texts_of, today
from tracker.language.texts import Texts, marked

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from tracker.queries.filter import Filter
    from tracker.queries.register import Counts, Page

_COLUMNS = {
    "code": marked("Code"),
    "text": marked("Recommendation"),
    "position": marked("Position"),
    "lead": marked("Lead"),
    "status": marked("Status"),
    "due": marked("Due"),
}
_ENDINGS = (".csv", ".docx", ".json")
_PAGE = 100
"""Rows of a table on the screen at a time."""


_WAITING = {**{name: _COLUMNS[name] for name in ("code", "text", "lead")}, "from": marked("Source")}


@click.command()
@click.option(
    "-o",
    "--output",
    "target",
    type=click.Path(path_type=Path, dir_okay=False),
    callback=a_new_file,
    help="Write a file: .csv, which Excel opens with all letters right, .docx (Word), or .json.",
)
@force_option
@filter_options
@click.option("--waiting", is_flag=True, help="Only those that wait for their review.")
@click.option("--page", "number", type=click.IntRange(1), default=1, help=f"Show this page of {_PAGE} rows.")
@click.option("--all", "whole", is_flag=True, help="Show all rows.")
@as_of_option
@format_option
@language_option
@database_option
def command(
    target: Path | None,
    database: str | None,
    form: str,
    language: str,
    as_of: date | None,
    number: int,
    *,
    whole: bool,
    waiting: bool,
    **options: Any,
) -> None:
    """List recommendations. Those outside the group's mandate are listed last and counted separately.

    Rows of sheets that do not name their review wait for it and are in no total. JSON and CSV mark them as "waiting".

    Examples: tracker list --agency MOJ --overdue; tracker list --review UPR-3 --status unknown
    """
    from tracker.queries.register import Page, listing

    if target is not None and target.suffix.lower() not in _ENDINGS:
        raise click.UsageError("The file name must end in .csv, .docx or .json.")
    texts, day = texts_of(language, database), as_of or today()
    with reading(database, as_of) as session:
        wanted = wanted_with_waiting(session, options)
        wanted = replace(wanted, waiting=True) if waiting else wanted
        if target is not None:
            _write(session, wanted, day, texts, target)
        elif form == "table":
            page = None if whole else Page((number - 1) * _PAGE, _PAGE)
            _show(session, wanted, day, texts, page)
        else:
            show_rows([item.as_json() for item in listing(session, wanted, day)], form, _COLUMNS)


def _write(session: "Session", wanted: "Filter", day: date, texts: Texts, target: Path) -> None:
    """Write the list to a file, as the end of its name says, and tell how many there are."""
    with writing(target):
        if target.suffix.lower() == ".docx":
            from exports.listing_document import write_listing_document

            count = write_listing_document(session, wanted, day, texts, target)
        else:
            count = _write_rows(session, wanted, day, texts, target)
    click.echo(texts.many("{number} recommendation: {file}", "{number} recommendations: {file}", count, file=target))


def _write_rows(session: "Session", wanted: "Filter", day: date, texts: Texts, target: Path) -> int:
    """Write rows as JSON, or as CSV with the mark by which Excel knows how its letters are stored; gives their number."""
    from tracker.queries.listed_words import in_words
    from tracker.queries.register import listing

    rows = [item.as_json() for item in listing(session, wanted, day)]
    if target.suffix.lower() == ".json":
        target.write_text(as_json(rows) + "\n", encoding="utf-8")
    else:
        from exports.listing import listing_csv

        worded = rows if texts.language == "en" else in_words(session, rows, texts)
        target.write_bytes(listing_csv(worded, texts))
    return len(rows)


def _show(session: "Session", wanted: "Filter", day: date, texts: Texts, page: "Page | None") -> None:
    """Show the list, or a page of it, to people; rows that wait are shown apart, where they were asked for."""
    from tracker.queries.listed_words import in_words
    from tracker.queries.register import counts, listing

    rows = in_words(session, [item.as_json() for item in listing(session, wanted, day, page)], texts)
    found = counts(session, wanted, day)
    if wanted.waiting or (rows and wanted.review and rows[0]["waiting"]):
        _show_waiting(rows, texts)
    else:
        _show_table(rows, found, texts)
    _tell_page(page, found.all, texts)


def _tell_page(page: "Page | None", count: int, texts: Texts) -> None:
    """Say which part of a long table is shown, and how to see more."""
    if page is None or count <= page.size:
        return
    last = min(page.start + page.size, count)
    told = texts("Rows {first} to {last} of {count}.", first=page.start + 1, last=last, count=texts.number(count))
    more = f" tracker list --page {page.start // page.size + 2}," if last < count else ""
    click.echo(f"{told}{more} --all")


def _show_table(rows: list[dict[str, Any]], found: "Counts", texts: Texts) -> None:
    """Show a table for people, with how many there are in all; rows that wait only where they were asked for."""
    _cut(rows)
    inside = [row for row in rows if not row["out_of_mandate"] and not row["waiting"]]
    outside = [row for row in rows if row["out_of_mandate"]]
    columns = {name: texts(heading) for name, heading in _COLUMNS.items()}
    if inside or not found.inside:
        show_rows(inside, "table", columns, empty=texts("No recommendation in the group's mandate matches."))
    if found.inside:
        click.echo("\n" + texts.many("{number} recommendation.", "{number} recommendations.", found.inside))
    tell_waiting(found.waiting, texts)
    if outside:
        click.echo("\n" + texts("Outside the group's mandate, kept apart and not counted:"))
        show_table(outside, {name: columns[name] for name in ("code", "text")})


def _cut(rows: list[dict[str, Any]]) -> None:
    for row in rows:
        row["text"] = cut(row["text"].replace("\n", " "), 110)


def _show_waiting(rows: list[dict[str, Any]], texts: Texts) -> None:
    """Show rows that wait, with the sheets that they come from, and how to place them."""
    rows = [row for row in rows if not row["out_of_mandate"]]
    _cut(rows)
    for row in rows:
        row["from"] = " / ".join(filter(None, (row["source"]["file"], row["source"]["sheet"], row["source"]["cell"])))
    columns = {name: texts(heading) for name, heading in _WAITING.items()}
    show_rows(rows, "table", columns, empty=texts("No recommendation waits for its review."))
    if rows:
        told = texts.many(
            "{number} recommendation, not counted with the others. To place it:",
            "{number} recommendations, not counted with the others. To place them:",
            len(rows),
        )
        click.echo(f"\n{told}")
        for review in dict.fromkeys(row["review"] for row in rows):
            click.echo("  " + texts("all of {review}:", review=review) + f" tracker reviews --place {review} REVIEW")
        click.echo("  " + texts("some:") + " tracker recommendation place CODE... REVIEW")
