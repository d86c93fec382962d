"""``tracker undo``: undo an import or a command."""

import click

from tracker.cli.options import database_option, person_option
from tracker.counting import counted
from tracker.door import acting, now


@click.command()
@click.argument("batch", type=int)
@database_option
@person_option
def command(batch: int, database: str | None, who: str) -> None:
    """Undo an import or a command. If later changes build on it, the command names them and changes nothing.

    The numbers are those of: tracker batches
    """
    from tracker.followup.undo import undo

    with acting(database) as session:
        done = undo(session, batch, who, now())
    out, back = counted(done.removed, "entry", "entries"), counted(done.restored, "value")
    click.echo(f"Batch {done.batch} ({done.summary}) was undone: {out} removed, {back} restored.")
