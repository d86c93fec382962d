"""``tracker layouts``: sheets that were imported before and what was settled about them."""

import click

from tracker.cli.options import database_option, format_option, person_option
from tracker.cli.output import show_rows, tell_undo
from tracker.door import acting, now, reading


@click.command()
@click.argument("name", required=False)
@click.option("--rename", metavar="NEW", help="Give the layout another name.")
@click.option("--column", nargs=2, metavar="HEADER FIELD", help="Set the field of a column; '-' leaves it out.")
@click.option("--answer", nargs=2, metavar="QUESTION ANSWER", help="Change a remembered answer; '-' forgets it.")
@click.option("--forget", is_flag=True, help="Forget the layout.")
@format_option
@database_option
@person_option
def command(
    name: str | None,
    rename: str | None,
    column: tuple[str, str] | None,
    answer: tuple[str, str] | None,
    form: str,
    database: str | None,
    who: str,
    *,
    forget: bool,
) -> None:
    """List remembered layouts, show one, or edit it.

    A layout is remembered when a question about a sheet is answered. It is found again by the headings of the sheet.
    """
    from tracker.followup.layouts import layouts

    if name is None:
        with reading(database) as session:
            show_rows(
                layouts(session),
                form,
                {"name": "Layout", "columns": "Columns", "answers": "Answers"},
                empty="No layout is remembered yet.",
            )
        return
    if rename or column or answer or forget:
        from tracker.followup.acts import Person
        from tracker.followup.keeping import edit_layout

        with acting(database) as session:
            person = Person(who, now())
            batch = edit_layout(session, name, person, rename=rename, column=column, answer=answer, forget=forget)
        if forget:
            click.echo(f"Layout '{name}' is forgotten.")
        else:
            _show(rename or name, form, database)
        if form == "table" and batch is not None:
            tell_undo(batch)
        return
    _show(name, form, database)


def _show(name: str, form: str, database: str | None) -> None:
    from tracker.followup.layouts import shown_layout

    with reading(database) as session:
        show_rows(
            shown_layout(session, name),
            form,
            {"kind": "Kind", "what": "Header or question", "value": "Field or answer"},
        )
