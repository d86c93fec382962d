"""The progress report as a Word document: one page for the chair, then tables, then every recommendation."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from exports.charts import bars, stacked
from exports.progress import Progress
from exports.progress_workbook import first_page_notes, subtitle
from exports.register_frame import each
from tracker.dates import in_words

if TYPE_CHECKING:
    import pandas as pd

_ACCENT = "1F4E79"
_PALE = "E8EEF5"
_TILES = ("Recommendations", "Implemented", "Under way", "Not begun", "No status", "Overdue")
_SHOWN = 6


def write_progress_document(report: Progress, target: Path) -> None:
    """Write the report as .docx."""
    import docx

    document = docx.Document()
    _set_up(document, report)
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
        _table(document, ["Code", "Recommendation", "Why it is kept apart"], rows, [2.6, 10.2, 4.2])
    document.save(str(target))


def _set_up(document: Any, report: Progress) -> None:
    from docx.shared import Cm, Pt, RGBColor

    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2)
    section.top_margin, section.bottom_margin = Cm(1.8), Cm(1.6)
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = "Calibri", Pt(10)
    normal.paragraph_format.space_after = Pt(4)
    for name, size in (("Title", 22), ("Heading 1", 14), ("Heading 2", 11)):
        style = document.styles[name]
        style.font.name, style.font.size, style.font.bold = "Calibri", Pt(size), True
        style.font.color.rgb = RGBColor.from_string(_ACCENT)
        _plain_font(style)
    footer = section.footer.paragraphs[0]
    footer.text = f"{report.group}\t\tpage "
    _page_number(footer)
    for run in footer.runs:
        run.font.size = Pt(8)


def _plain_font(style: Any) -> None:
    """Headings take the document's font, not the theme's."""
    from docx.oxml.ns import qn

    fonts = style.element.rPr.rFonts
    for name in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
        fonts.attrib.pop(qn(name), None)
    fonts.set(qn("w:ascii"), "Calibri")
    fonts.set(qn("w:hAnsi"), "Calibri")


def _page_number(paragraph: Any) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    run = OxmlElement("w:r")
    text = OxmlElement("w:t")
    text.text = "1"
    run.append(text)
    field.append(run)
    paragraph._p.append(field)


def _first_page(document: Any, report: Progress) -> None:
    from docx.shared import Cm, Pt

    title = document.add_paragraph("Progress on UN recommendations", style="Title")
    title.paragraph_format.space_after = Pt(2)
    line = document.add_paragraph(subtitle(report))
    line.paragraph_format.space_after = Pt(8)
    _tiles(document, report)
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
            [f"{item.code}: {item.before} → {item.status}" for item in each(report.moved.head(_SHOWN))],
            len(report.moved),
        ),
    ):
        if name == "Moved" and report.since is None:
            continue
        _bullets(document, f"{name} ({count})", lines, count)
    for note in first_page_notes(report):
        _small(document, note)


def _tiles(document: Any, report: Progress) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt, RGBColor

    table = document.add_table(rows=1, cols=len(_TILES))
    for cell, name in zip(table.rows[0].cells, _TILES, strict=True):
        alarm = name == "Overdue" and report.figures[name] > 0
        _narrow(cell)
        _shade(cell, "FBEDED" if alarm else _PALE)
        number = cell.paragraphs[0]
        number.alignment = WD_ALIGN_PARAGRAPH.CENTER
        run = number.add_run(str(report.figures[name]))
        run.bold, run.font.size = True, Pt(20)
        run.font.color.rgb = RGBColor.from_string("9C2F2F" if alarm else _ACCENT)
        label = cell.add_paragraph(name.lower())
        label.alignment = WD_ALIGN_PARAGRAPH.CENTER
        label.runs[0].font.size = Pt(8)
        label.paragraph_format.space_after = Pt(2)
    document.add_paragraph().paragraph_format.space_after = Pt(0)


def _silent(item: Any) -> str:
    name, open_, silent, last = item
    heard = f"last report {last:%Y-%m-%d}" if last is not None and last == last else "no report yet"  # noqa: PLR0124 - pandas' missing value
    return f"{name}: {silent} of {open_} open recommendations, {heard}"


def _bullets(document: Any, heading: str, lines: Sequence[str], count: int) -> None:
    from docx.shared import Pt

    document.add_heading(heading, 2)
    for line in lines or ["none"]:
        paragraph = document.add_paragraph(line, style="List Bullet" if lines else None)
        paragraph.paragraph_format.space_after = Pt(1)
    if count > len(lines) > 0:
        _small(document, f"and {count - len(lines)} more, listed below")


def _small(document: Any, text: str) -> None:
    from docx.shared import Pt, RGBColor

    run = document.add_paragraph().add_run(text)
    run.font.size, run.font.color.rgb = Pt(8.5), RGBColor.from_string("6B7280")


def _short(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= 64 else plain[:63].rstrip() + "…"


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
    _table(document, [first, *columns], rows, [17 - 2.05 * len(columns), *([2.05] * len(columns))])


def _lists(document: Any, report: Progress) -> None:
    if report.since is not None and len(report.moved):
        document.add_heading(f"Moved since {in_words(report.since)}", 1)
        rows = [[item.code, item.text, item.before, item.status] for item in each(report.moved)]
        _table(document, ["Code", "Recommendation", "Before", "Now"], rows, [2.6, 8.6, 2.9, 2.9])
    if len(report.overdue):
        document.add_heading("Overdue", 1)
        rows = [[item.code, item.text, item.lead, item.due] for item in each(report.overdue)]
        _table(document, ["Code", "Recommendation", "Lead agency", "Due"], rows, [2.6, 8.4, 3.8, 2.2])


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
    _table(
        document,
        ["Code", "Recommendation", "Lead agency", "Status", "Due"],
        values,
        [2.5, 7.5, 3.0, 2.1, 1.9],
        small=True,
    )


def _table(
    document: Any,
    headings: Sequence[str],
    rows: Sequence[Sequence[Any]],
    widths: Sequence[float],
    *,
    small: bool = False,
) -> None:
    """A table with a repeated header, written straight to the document's XML: thousands of cells in a moment."""
    from docx.oxml import parse_xml

    size = 16 if small else 18
    narrow = '<w:tblCellMar><w:left w:w="60" w:type="dxa"/><w:right w:w="60" w:type="dxa"/></w:tblCellMar>'
    grid = "".join(f'<w:gridCol w:w="{round(width * 567)}"/>' for width in widths)
    body = _row(headings, widths, size - 2 if small else size, header=True) + "".join(
        _row(row, widths, size) for row in rows
    )
    borders = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:color="C9D3E0"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    table = parse_xml(
        '<w:tbl xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:tblPr>'
        f'<w:tblBorders>{borders}</w:tblBorders><w:tblLayout w:type="fixed"/>{narrow}</w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{body}</w:tbl>"
    )
    document.element.body.insert_element_before(table, "w:sectPr")
    document.add_paragraph()


def _row(values: Sequence[Any], widths: Sequence[float], size: int, *, header: bool = False) -> str:
    cells = "".join(_cell(value, width, size, header=header) for value, width in zip(values, widths, strict=True))
    marks = "<w:trPr><w:cantSplit/>" + ("<w:tblHeader/>" if header else "") + "</w:trPr>"
    return f"<w:tr>{marks}{cells}</w:tr>"


def _cell(value: Any, width: float, size: int, *, header: bool) -> str:
    from xml.sax.saxutils import escape

    shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{_ACCENT}"/>' if header else ""
    bold, colour = ("<w:b/>", "FFFFFF") if header else ("", "1F2A44")
    look = f'<w:rPr>{bold}<w:color w:val="{colour}"/><w:sz w:val="{size}"/></w:rPr>'
    text = "" if value is None or value != value else str(value)  # noqa: PLR0124 - pandas' missing value
    runs = "<w:br/>".join(f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in text.split("\n"))
    align = '<w:jc w:val="right"/>' if isinstance(value, int) or text == "–" else ""
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{round(width * 567)}" w:type="dxa"/>{shade}</w:tcPr>'
        f'<w:p><w:pPr><w:spacing w:before="20" w:after="20"/>{align}</w:pPr><w:r>{look}{runs}</w:r></w:p></w:tc>'
    )


def _narrow(cell: Any) -> None:
    """Take the side margins out of a cell, so that its label stays on one line."""
    from docx.oxml import parse_xml

    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    cell._tc.get_or_add_tcPr().append(
        parse_xml(f'<w:tcMar {space}><w:left w:w="30" w:type="dxa"/><w:right w:w="30" w:type="dxa"/></w:tcMar>')
    )


def _shade(cell: Any, colour: str) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    shade = OxmlElement("w:shd")
    shade.set(qn("w:val"), "clear")
    shade.set(qn("w:color"), "auto")
    shade.set(qn("w:fill"), colour)
    cell._tc.get_or_add_tcPr().append(shade)
