"""The progress report as a Word document: one page for the chair, then tables, then every recommendation."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from exports.charts import bars, stacked
from exports.progress import Progress
from exports.progress_workbook import first_page_notes, subtitle
from exports.register_frame import each
from exports.word import bullets, new_document, small, tiles, write_table
from tracker.dates import in_words
from tracker.stamps import REPORT

if TYPE_CHECKING:
    import pandas as pd

_TILES = ("Recommendations", "Implemented", "Under way", "Not begun", "No status", "Overdue")
_SHOWN = 7


def write_progress_document(report: Progress, target: Path) -> None:
    """Write the report as .docx."""
    document = new_document(report.group)
    _first_page(document, report)
    for name, first, table in (
        ("By mechanism", "Mechanism", report.by_mechanism),
        ("By agency", "Lead agency", report.by_agency),
        ("By theme", "Theme", report.by_theme),
    ):
        heading = document.add_heading(name, 1)
        heading.paragraph_format.page_break_before = name == "By mechanism"
        _counts(document, first, table, report)
    _lists(document, report)
    document.add_heading("Recommendations", 1)
    _recommendations(document, report.rows)
    if len(report.apart):
        document.add_heading("Outside the group's mandate", 1)
        rows = [[item.code, item.text, item.out_reason] for item in each(report.apart)]
        write_table(document, ["Code", "Recommendation", "Why it is kept apart"], rows, [2.6, 10.2, 4.2])
    document.core_properties.category = REPORT
    document.save(str(target))


def _first_page(document: Any, report: Progress) -> None:
    from docx.shared import Cm, Pt

    title = document.add_paragraph("Progress on UN recommendations", style="Title")
    title.paragraph_format.space_after = Pt(2)
    line = document.add_paragraph(subtitle(report))
    line.paragraph_format.space_after = Pt(8)
    tiles(document, [(name.lower(), report.figures[name], name == "Overdue") for name in _TILES])
    colours = dict(report.statuses)
    if len(report.rows):
        pictures = document.add_table(rows=1, cols=2).rows[0].cells
        pictures[0].paragraphs[0].add_run().add_picture(bars(report.by_status, colours), width=Cm(8.3))
        pictures[1].paragraphs[0].add_run().add_picture(stacked(report.by_mechanism, colours), width=Cm(8.3))
    for name, lines, count in (
        (
            "Overdue",
            [
                f"{item.code}, due {item.due}, {item.lead_key or 'no lead'}: {_short(item.text)}"
                for item in each(report.overdue.head(_SHOWN))
            ],
            len(report.overdue),
        ),
        (
            "Has not reported",
            [_silent(item) for item in each(report.silent.head(_SHOWN))],
            len(report.silent),
        ),
        (
            "Moved",
            [
                f"{item.code}, {item.before} → {item.status}: {_short(item.text, 50)}"
                for item in each(report.moved.head(_SHOWN))
            ],
            len(report.moved),
        ),
    ):
        if name == "Moved" and report.since is None:
            continue
        _bullets(document, f"{name} ({count})", lines, count)
    for note in first_page_notes(report):
        small(document, note)


def _silent(item: Any) -> str:
    name, open_, silent, last = item
    heard = f"last report {last:%Y-%m-%d}" if last is not None and last == last else "no report yet"  # noqa: PLR0124 - pandas' missing value
    return f"{name}: {silent} of {open_} open recommendations, {heard}"


def _bullets(document: Any, heading: str, lines: Sequence[str], count: int) -> None:
    document.add_heading(heading, 2)
    if lines:
        bullets(document, lines)
    else:
        document.add_paragraph("none")
    if count > len(lines) > 0:
        small(document, f"and {count - len(lines)} more, listed below")


def _short(text: str, length: int = 64) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= length else plain[: length - 1].rstrip() + "…"


def _counts(document: Any, first: str, table: "pd.DataFrame", report: Progress) -> None:
    """A table of counts by stage, so that it fits the page; the workbook has every status."""
    stages = {name: [label for label in labels if label in table] for name, labels in report.stages.items()}
    stages = {name: labels for name, labels in stages.items() if labels}
    rows = [
        [
            index,
            *(
                int(count) or "–"
                for count in (row["Total"], *(sum(row[labels]) for labels in stages.values()), row["Overdue"])
            ),
        ]
        for index, row in table.iterrows()
    ]
    columns = ["Total", *stages, "Overdue"]
    write_table(document, [first, *columns], rows, [17 - 2.05 * len(columns), *([2.05] * len(columns))])


def _lists(document: Any, report: Progress) -> None:
    if report.since is not None and len(report.moved):
        document.add_heading(f"Moved since {in_words(report.since)}", 1)
        rows = [[item.code, item.text, item.before, item.status] for item in each(report.moved)]
        write_table(document, ["Code", "Recommendation", "Before", "Now"], rows, [2.6, 8.6, 2.9, 2.9])
    if len(report.overdue):
        document.add_heading("Overdue", 1)
        rows = [[item.code, item.text, item.lead, item.due] for item in each(report.overdue)]
        write_table(document, ["Code", "Recommendation", "Lead agency", "Due"], rows, [2.6, 8.4, 3.8, 2.2])


def _recommendations(document: Any, rows: "pd.DataFrame") -> None:
    values = [
        [
            item.code,
            f"{item.text}{f' ({item.states})' if item.states else ''}",
            item.lead if item.lead_key else "",
            item.status,
            item.due,
        ]
        for item in each(rows)
    ]
    write_table(
        document,
        ["Code", "Recommendation", "Lead agency", "Status", "Due"],
        values,
        [2.5, 7.5, 3.0, 2.1, 1.9],
        compact=True,
    )
