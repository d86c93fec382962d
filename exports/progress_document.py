"""The progress report as a Word document: one page for the chair, then tables, then every recommendation."""

from collections.abc import Callable, Iterator, Sequence
from math import ceil
from pathlib import Path
from typing import TYPE_CHECKING, Any

from exports.charts import bars, stacked
from exports.minutes import decision_table
from exports.progress import OVERDUE, SILENT, TILES, TOTAL, Progress, first_page_notes, subtitle
from exports.register_frame import each
from exports.texts import day, shortened
from exports.word import bullets, new_document, small, tiles, write_table
from tracker.language.texts import Texts
from tracker.stamps import REPORT

if TYPE_CHECKING:
    import pandas as pd

_LINES = 31
"""Lines under the pictures of the first page."""
_AROUND = 3
"""Lines that a list takes beside its own: its heading, and how many more there are."""
_LINE, _NOTE = 104, 120
"""Letters on a line of a list, and on one of a note."""
_MOST = 1000
"""Rows of a list in a document, about fifty pages; nobody reads on, and the workbook has them all."""
_ALL = 5000
"""Up to so many recommendations, as a State has in all from some cycles, the document lists every one."""


def write_progress_document(report: Progress, target: Path) -> None:
    """Write the report as .docx."""
    document = new_document(report.group)
    _first_page(document, report)
    if len(report.rows):
        _tables(document, report)
    if len(report.apart):
        texts = report.texts
        document.add_heading(texts("Outside the group's mandate"), 1)
        rows = [[item.code, item.text, item.out_reason] for item in _first(document, report.apart, texts)]
        write_table(
            document, [texts("Code"), texts("Recommendation"), texts("Why it is kept apart")], rows, [2.6, 10.2, 4.2]
        )
    document.core_properties.category = REPORT
    document.save(str(target))


def _tables(document: Any, report: Progress) -> None:
    """The counts, the lists and every recommendation, from a new page on."""
    texts = report.texts
    for name, first, table in (
        (texts("By mechanism"), texts("Mechanism"), report.by_mechanism),
        (texts("By agency"), texts("Lead agency"), report.by_agency),
        (texts("By theme"), texts("Theme"), report.by_theme),
    ):
        heading = document.add_heading(name, 1)
        heading.paragraph_format.page_break_before = table is report.by_mechanism
        _counts(document, first, table, report)
    _lists(document, report)
    document.add_heading(texts("Recommendations"), 1)
    _recommendations(document, report.rows, texts)


def _first_page(document: Any, report: Progress) -> None:
    from docx.shared import Cm, Pt

    title = document.add_paragraph(report.texts("Progress on UN recommendations"), style="Title")
    title.paragraph_format.space_after = Pt(2)
    line = document.add_paragraph(subtitle(report))
    line.paragraph_format.space_after = Pt(8)
    texts = report.texts
    figures = [(texts(label), report.figures[name], name == "Overdue") for name, label in TILES.items()]
    tiles(document, figures, texts)
    colours = dict(report.statuses)
    if len(report.rows):
        pictures = document.add_table(rows=1, cols=2).rows[0].cells
        pictures[0].paragraphs[0].add_run().add_picture(bars(report.by_status, colours), width=Cm(8.3))
        pictures[1].paragraphs[0].add_run().add_picture(stacked(report.by_mechanism, colours), width=Cm(8.3))
    notes = first_page_notes(report)
    _first_lists(document, report, room=_LINES - sum(ceil(len(note) / _NOTE) for note in notes))
    for note in notes:
        small(document, note)


def _first_lists(document: Any, report: Progress, room: int) -> None:
    """The first of each list, as many as the page has room for, and where the others are."""
    texts = report.texts
    lists: dict[str, tuple[pd.DataFrame, Callable[[Any, Texts], str]]] = {
        texts("Overdue"): (report.overdue, _overdue),
        texts("Has not reported"): (report.silent, _silent),
    }
    if report.since is not None:
        lists[texts("Moved")] = (report.moved, _moved)
    shares = shares_of_room([len(table) for table, _ in lists.values()], room - _AROUND * len(lists))
    for (name, (table, words)), share in zip(lists.items(), shares, strict=True):
        document.add_heading(f"{name} ({len(table)})", 2)
        bullets(document, [_one_line(words(item, texts)) for item in each(table.head(share))])
        if table.empty:
            document.add_paragraph(texts("None."))
        elif share < len(table):
            small(document, _rest(name, len(table), share, texts))


def _rest(name: str, count: int, shown: int, texts: Texts) -> str:
    """How many more a list has than the first page shows, and where all are."""
    if count > _MOST:
        return texts(
            "and {number} more; all {all} are in the workbook of this report (.xlsx)", number=count - shown, all=count
        )
    return texts(
        "and {number} more; all {all} are in the table “{table}” below", number=count - shown, all=count, table=name
    )


def shares_of_room(counts: Sequence[int], room: int) -> list[int]:
    """How many lines each list gets: the short ones all of theirs, the long ones the same number each.

    A last line takes the place of the words that one more is left.
    """
    shares = [0] * len(counts)
    for _ in range(room):
        unfinished = [at for at, count in enumerate(counts) if shares[at] < count]
        if unfinished:
            shares[min(unfinished, key=shares.__getitem__)] += 1
    return [count if share == count - 1 else share for share, count in zip(shares, counts, strict=True)]


def _one_line(words: str) -> str:
    """Words cut to a line of the page; Cyrillic letters are wider."""
    wide = sum("\u0400" <= letter <= "\u04ff" for letter in words[:_LINE])
    return shortened(words, _LINE - wide // 4)


def _overdue(item: Any, texts: Texts) -> str:
    due = texts("due {day}", day=day(item.due, texts))
    return f"{item.code}, {due}, {item.lead_key or texts('no lead')}: {item.text}"


def _moved(item: Any, _texts: Texts) -> str:
    return f"{item.code}, {item.before} → {item.status}: {item.text}"


def _silent(item: Any, texts: Texts) -> str:
    name, open_, silent, last = item
    counts = texts("{number} of {all} open recommendations", number=silent, all=open_)
    return f"{name}: {counts}, {_heard(last, texts)}"


def _heard(last: Any, texts: Texts) -> str:
    known = last is not None and last == last  # noqa: PLR0124 - pandas' missing value
    return texts("last report {day}", day=day(last, texts)) if known else texts("no report yet")


def _counts(document: Any, first: str, table: "pd.DataFrame", report: Progress) -> None:
    """A table of counts by stage, so that it fits the page; the workbook has every status."""
    stages = {name: [label for label in labels if label in table] for name, labels in report.stages.items()}
    stages = {name: labels for name, labels in stages.items() if labels}
    rows = [
        [
            index,
            *(
                int(count) or "–"
                for count in (row[TOTAL], *(sum(row[labels]) for labels in stages.values()), row[OVERDUE])
            ),
        ]
        for index, row in table.iterrows()
    ]
    columns = [report.texts(name) for name in (TOTAL, *stages, OVERDUE)]
    widths = [_room(name) for name in columns]
    write_table(document, [first, *columns], rows, [17 - sum(widths), *widths])


def _room(heading: str) -> float:
    """The width of a column of figures (cm) in which no word of its heading is broken."""
    return max(1.5, 0.4 + 0.2 * max(map(len, heading.split())))


def _lists(document: Any, report: Progress) -> None:
    texts = report.texts
    code, recommendation, lead = texts("Code"), texts("Recommendation"), texts("Lead agency")
    if report.since is not None and len(report.moved):
        document.add_heading(texts("Moved"), 1)
        since = small(document, texts("Since {day}", day=texts.day_in_words(report.since)))
        since.paragraph_format.keep_with_next = True
        rows = [
            [item.code, item.text, item.before, item.status, item.why] for item in _first(document, report.moved, texts)
        ]
        headings = [code, recommendation, texts("Before"), texts("Now"), texts("Why")]
        write_table(document, headings, rows, [2.4, 5.6, 2.1, 2.1, 4.8])
    if len(report.overdue):
        document.add_heading(texts("Overdue"), 1)
        rows = [
            [item.code, item.text, item.lead, day(item.due, texts)] for item in _first(document, report.overdue, texts)
        ]
        write_table(document, [code, recommendation, lead, texts("Due")], rows, [2.6, 8.4, 3.8, 2.2])
    if len(report.silent):
        document.add_heading(texts("Has not reported"), 1)
        columns = [lead, *(texts(name) for name in SILENT[1:])]
        rows = [[name, open_, silent, _heard(last, texts)] for name, open_, silent, last in each(report.silent)]
        write_table(document, columns, rows, [8.0, 2.8, 2.4, 3.8])
    if report.decisions:
        document.add_heading(texts("Decisions that are open"), 1)
        write_table(document, *decision_table(report.decisions, report.agencies, texts), [1.2, 7.4, 3.6, 2.2, 2.6])


def _first(document: Any, table: "pd.DataFrame", texts: Texts) -> Iterator[Any]:
    """The rows that the document has of a list; above a cut one it says where all of them are."""
    if len(table) > _MOST:
        told = texts(
            "The first {number} of {all}. The workbook of this report (.xlsx) has all of them.",
            number=texts.number(_MOST),
            all=texts.number(len(table)),
        )
        small(document, told)
    return each(table.head(_MOST))


def _recommendations(document: Any, rows: "pd.DataFrame", texts: Texts) -> None:
    if len(rows) > _ALL:
        told = texts(
            "{number} recommendations are too many for a document. The workbook of this report (.xlsx) has all of them.",
            number=texts.number(len(rows)),
        )
        small(document, told)
        return
    values = [
        [
            item.code,
            f"{item.text}{f' ({item.states})' if item.states else ''}",
            item.lead if item.lead_key else "",
            item.status,
            day(item.due, texts),
        ]
        for item in each(rows)
    ]
    write_table(
        document,
        [texts("Code"), texts("Recommendation"), texts("Lead agency"), texts("Status"), texts("Due")],
        values,
        [2.5, 7.5, 3.0, 2.1, 1.9],
        compact=True,
    )
