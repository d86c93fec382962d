"""``tracker check``: what needs attention."""

from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING

import click

from tracker.cli.options import as_of_option, database_option, format_option, language_option
from tracker.cli.output import show_rows
from tracker.door import archive_of, reading, texts_of, today

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tracker.language.texts import Texts
    from tracker.queries.checks import Finding

_SHOWN = 10


@click.command()
@click.option(
    "--kind", multiple=True, help="Only this kind: unassigned, 'no status', stale, contradiction, duplicate ..."
)
@click.option("--all", "everything", is_flag=True, help="Show every finding, not the first ten of each kind.")
@as_of_option
@format_option
@language_option
@database_option
def command(
    kind: tuple[str, ...], form: str, as_of: date | None, language: str, database: str | None, *, everything: bool
) -> None:
    """Find what needs attention: unassigned, without status, stale, conflicts, claims, late decisions, contradictions ...

    It also finds evidence files that are missing or were altered. They are checked as they are today only, not for an
    earlier day.
    """
    from tracker.followup.evidence import check_files
    from tracker.queries.checks import KINDS, check

    if unknown := [name for name in kind if name not in KINDS]:
        raise click.UsageError(f"There is no kind '{unknown[0]}'. Kinds: {', '.join(KINDS)}.")
    texts = texts_of(language, database)
    look = as_of is None and (not kind or "evidence file" in kind)
    with reading(database, as_of) as session:
        files = check_files(session, archive_of(database), texts) if look else []
        findings = [*check(session, as_of or today(), texts, kind or KINDS), *files]
        if form != "table":
            show_rows([finding.as_json() for finding in findings], form, {})
            return
        _tell(findings, texts, everything=everything)


def _tell(findings: "Sequence[Finding]", texts: "Texts", *, everything: bool) -> None:
    from tracker.queries.checks import KINDS

    if not findings:
        click.echo(texts("Nothing needs attention."))
    for name, group in groupby(findings, key=lambda finding: finding.kind):
        found = list(group)
        click.secho(f"\n{texts(KINDS[name])}: {sum(finding.count for finding in found)}", bold=True)
        for finding in found if everything else found[:_SHOWN]:
            click.echo(f"  {finding.code:<20} {finding.what}")
        if len(found) > _SHOWN and not everything:
            click.echo(f"  {texts('... and {number} more (--all)', number=len(found) - _SHOWN)}")
