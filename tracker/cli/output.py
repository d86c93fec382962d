"""Listings in three forms: a table for people, JSON and CSV for programs."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

import click

from tracker.csv_rows import as_csv
from tracker.language.texts import Texts


def show_rows(
    rows: Sequence[Mapping[str, Any]], form: str, columns: Mapping[str, str], *, empty: str = "Nothing found."
) -> None:
    """Show rows: ``columns`` are the fields of a table and their headings; JSON and CSV have all fields."""
    if form == "json":
        show_json(list(rows))
    elif form == "csv":
        click.echo(as_csv(rows), nl=False)
    elif rows:
        show_table(rows, columns)
    else:
        click.echo(empty)


def show_json(value: Any) -> None:
    """Show a value as JSON."""
    click.echo(as_json(value))


def as_json(value: Any) -> str:
    """A value as JSON, with letters of all alphabets as they are."""
    return json.dumps(value, ensure_ascii=False, indent=2, default=str)


def show_table(rows: Sequence[Mapping[str, Any]], columns: Mapping[str, str]) -> None:
    """Show rows as a table that fits the terminal; a long text takes the room that the others leave."""
    from rich.console import Console
    from rich.table import Table

    console = Console(highlight=False, markup=False, emoji=False)
    if not console.is_terminal:
        console.width = 140
    table = Table(box=None, header_style="bold", pad_edge=False, show_edge=False)
    for name, heading in columns.items():
        wide = name in ("text", "what", "summary", "name")
        table.add_column(heading, overflow="fold", no_wrap=name in ("code", "due", "cell"), ratio=1 if wide else None)
    for row in rows:
        table.add_row(*(_shown(row.get(name)) for name in columns))
    console.print(table)


def _shown(value: Any) -> str:
    if isinstance(value, (list, tuple)):
        value = ", ".join(str(part) for part in value)
    return "" if value is None else str(value)


def cut(text: str, length: int) -> str:
    """A text shortened for a table."""
    return text if len(text) <= length else text[: length - 1].rstrip() + "…"


def tell_undo(batch: int, *, err: bool = False) -> None:
    """Say how to undo what was done; with ``err`` beside an output that programs read."""
    click.echo(f"To undo it: tracker undo {batch}", err=err)


def tell_waiting(count: int, texts: Texts | None = None) -> None:
    """Say how many recommendations are counted nowhere, because their review is not known; nothing if there are none."""
    if count:
        told = (texts or Texts()).many(
            "{number} recommendation waits for its review and is not counted. See: tracker list --waiting",
            "{number} recommendations wait for their review and are not counted. See: tracker list --waiting",
            count,
        )
        click.echo(told)
