"""``tracker undo``: take an import or a command back whole."""

import click

from tracker.cli.options import acting, database_option, now, person_option
from tracker.counting import counted


@click.command()
@click.argument("batch", type=int)
@database_option
@person_option
def command(batch: int, database: str | None, who: str) -> None:
    """Take an import or a command back whole, or say which later changes stand in the way.

    The numbers are those of: tracker batches
    """
    from tracker.followup.undo import undo

    with acting(database) as session:
        done = undo(session, batch, who, now())
    out, back = counted(done.removed, "entry", "entries"), counted(done.restored, "value")
    click.echo(f"Batch {done.batch} ({done.summary}) was taken back: {out} taken out, {back} put back.")
