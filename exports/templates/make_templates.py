"""Writes the Word templates beside it: `python exports/templates/make_templates.py`. The words are the project's own."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import docx
from docx.enum.section import WD_SECTION
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

HERE = Path(__file__).parent
_FONT = "Times New Roman"
_ACCENT = "1F4E79"
_WIDTHS = (0.9, 2.7, 3.5, 7.0, 2.4)
_CELLS = ("{{ item.no }}", "{{ item.code }}", "{{ item.source }}", "{{ item.text }}", "{{ item.part }}")

_INK, _GREY = "1F2A44", "5B6370"
_PACK_STYLES = (
    ("Normal", 9.5, 0, 4, _INK),
    ("Title", 20, 0, 2, _ACCENT),
    ("Subtitle", 10, 0, 4, _GREY),
    ("Heading 1", 13, 10, 5, _ACCENT),
    ("Heading 2", 10.5, 7, 2, _ACCENT),
    ("List Bullet", 9.5, 0, 0, _INK),
    ("Note", 8.5, 1, 2, _GREY),
    ("Codes", 7.5, 0, 4, _INK),
    ("Footer", 7.5, 0, 0, _GREY),
)
"""The styles of the pack: letters and the space before and after a paragraph (points), colour."""

WORDS: Mapping[str, Mapping[str, Any]] = {
    "request_en": {
        "number": "No. {{ number }}",
        "date": "Date: {{ date }}",
        "subject": ("Subject: ", "{{ subject }}"),
        "basis": ("Legal basis: ", "{{ basis }}"),
        "opening": "Dear colleagues,",
        "text": [
            "The {{ group }} follows the implementation of the recommendations addressed to {{ state }}. Those below were "
            "made by: {{ bodies }}.",
            "We kindly ask you to inform us by {{ deadline }} of the implementation of the {{ count }} "
            "recommendation{% if count != 1 %}s{% endif %} listed below"
            "{% if lead_count and contributing_count %}. You lead on {{ lead_count }} of them and contribute to "
            "{{ contributing_count }}{% endif %}.",
            "For each recommendation, please enter in the annexed workbook the present status and the day to which it "
            "applies, the measures taken, new evidence with its number and date, and, where you lead, the date by which "
            "implementation is expected.",
            "The status that you give is recorded as the position of your agency. It is not shown as confirmed until the "
            "secretariat has examined it.",
        ],
        "headings": ("No.", "Code", "Document, paragraph", "Recommendation", "Your part"),
        "contact": ("Contact: ", "{{ contact }}"),
        "annexes": "Annexes:",
        "closing": "Yours sincerely,",
        "signature": "(signature, name, post)",
        "reference": "Reference: {{ reference }}",
    },
    "request_az": {
        "number": "№ {{ number }}",
        "date": "Tarix: {{ date }}",
        "subject": ("Mövzu: ", "{{ subject }}"),
        "basis": ("Hüquqi əsas: ", "{{ basis }}"),
        "opening": "Hörmətli həmkarlar,",
        "text": [
            "{{ group }} ölkəmizə ünvanlanmış tövsiyələrin icrasını izləyir. Aşağıdakı tövsiyələri verən qurumlar: "
            "{{ bodies }}.",
            "Aşağıda göstərilən {{ count }} tövsiyənin icrası barədə məlumatı {{ deadline }} tarixinədək təqdim etməyiniz "
            "xahiş olunur{% if lead_count and contributing_count %}. Onlardan {{ lead_count }} tövsiyə üzrə qurumunuz "
            "əsas icraçı, {{ contributing_count }} tövsiyə üzrə birgə icraçıdır{% endif %}.",
            "Hər tövsiyə üzrə əlavə olunan faylda hazırkı vəziyyəti və onun aid olduğu tarixi, görülmüş tədbirləri, "
            "nömrəsi və tarixi göstərilməklə yeni sübutları, əsas icraçı olduğunuz halda isə gözlənilən icra tarixini "
            "qeyd edin.",
            "Verdiyiniz qiymətləndirmə qurumunuzun mövqeyi kimi qeydə alınır və katiblik onu nəzərdən keçirənədək "
            "təsdiqlənmiş hesab olunmur.",
        ],
        "headings": ("№", "Kod", "Sənəd, bənd", "Tövsiyə", "Sizin rolunuz"),
        "contact": ("Əlaqə: ", "{{ contact }}"),
        "annexes": "Əlavələr:",
        "closing": "Hörmətlə,",
        "signature": "(imza, ad, vəzifə)",
        "reference": "İstinad: {{ reference }}",
    },
    "reminder_en": {
        "subject": ("Reminder: ", "{{ subject }}"),
        "text": [
            "By our letter No. {{ first_number }} of {{ first_date }} we asked you to inform us by {{ deadline }} of the "
            "implementation of recommendations."
            "{% if days_overdue %} The answer is {{ days_overdue }} day{% if days_overdue != 1 %}s{% endif %} "
            "overdue.{% endif %}",
            "{% if answered_count %}You have answered on {{ answered_count }} of {{ asked_count }} recommendations, for "
            "which we thank you. {% endif %}We have no answer yet on the {{ count }} "
            "recommendation{% if count != 1 %}s{% endif %} below.",
            "Please send us the missing information as soon as possible. The workbook is annexed once more; what you have "
            "sent already need not be repeated.",
        ],
    },
    "reminder_az": {
        "subject": ("Xatırlatma: ", "{{ subject }}"),
        "text": [
            "{{ first_date }} tarixli, {{ first_number }} nömrəli məktubumuzla tövsiyələrin icrası barədə məlumatı "
            "{{ deadline }} tarixinədək təqdim etməyiniz xahiş olunmuşdu."
            "{% if days_overdue %} Müddətin bitməsindən {{ days_overdue }} gün keçib.{% endif %}",
            "{% if answered_count %}{{ asked_count }} tövsiyədən {{ answered_count }} üzrə cavab daxil olub, buna görə "
            "təşəkkür edirik. {% endif %}Aşağıdakı {{ count }} tövsiyə üzrə cavab hələ daxil olmayıb.",
            "Çatışmayan məlumatı ən qısa müddətdə göndərməyiniz xahiş olunur. Fayl bir daha əlavə olunur; əvvəl "
            "göndərdiyiniz məlumatı təkrar etməyə ehtiyac yoxdur.",
        ],
    },
}
"""The words of each letter. A reminder says with the words of the request what it does not say in its own."""


def make(folder: Path = HERE) -> list[Path]:
    """Write all templates into a folder."""
    made = []
    for name, words in WORDS.items():
        made.append(folder / f"letter_{name}.docx")
        letter({**WORDS[f"request_{name[-2:]}"], **words}).save(str(made[-1]))
    made.append(folder / "pack.docx")
    pack().save(str(made[-1]))
    return made


def pack() -> Any:
    """The template of the pack of a meeting. Its words come from the register: it serves each language."""
    document = _pack_page()
    document.add_paragraph("{{ title }}", style="Title")
    document.add_paragraph("{{ subtitle }}", style="Subtitle")
    document.add_paragraph("{%p for section in sections %}")
    document.add_paragraph("{%p if section.new_page %}")
    document.add_heading("{{ section.heading }}", 1).paragraph_format.page_break_before = True
    document.add_paragraph("{%p elif section.heading %}")
    document.add_heading("{{ section.heading }}", 1)
    document.add_paragraph("{%p endif %}")
    document.add_paragraph("{%p for block in section.blocks %}")
    _pack_block(document)
    for end in ("{%p endfor %}", "{%p endfor %}"):
        document.add_paragraph(end)
    _pack_codes(document)
    return document


def _pack_block(document: Any) -> None:
    for text, style in (
        ('{%p if block.kind == "lines" %}', None),
        ("{{ block.heading }}", "Heading 2"),
        ("{%p for line in block.lines %}", None),
        ("{{ line }}", "List Bullet"),
        ("{%p else %}", None),
        ("{{ nothing }}", "Normal"),
        ("{%p endfor %}", None),
        ("{%p if block.rest %}", None),
        ("{{ block.rest }}", "Note"),
        ("{%p endif %}", None),
        ('{%p elif block.kind == "notes" %}', None),
        ("{%p for note in block.notes %}", None),
        ("{{ note }}", "Note"),
        ("{%p endfor %}", None),
        ('{%p elif block.kind == "empty" %}', None),
        ("{{ nothing }}", "Normal"),
        ("{%p else %}", None),
        ("{{p block.xml }}", None),
        ("{%p endif %}", None),
    ):
        document.add_paragraph(text, style=style)


def _pack_codes(document: Any) -> None:
    """The codes behind the figures, in two columns."""
    document.add_section(WD_SECTION.NEW_PAGE)
    document.add_heading("{{ codes.heading }}", 1).paragraph_format.space_before = Pt(0)
    document.add_paragraph("{{ codes.note }}", style="Note")
    columns = document.add_section(WD_SECTION.CONTINUOUS)._sectPr.xpath("./w:cols")[0]
    columns.set(qn("w:num"), "2")
    columns.set(qn("w:space"), "400")
    document.add_paragraph("{{p codes.entries }}")


def _pack_page() -> Any:
    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2)
    section.top_margin, section.bottom_margin, section.footer_distance = Cm(1.6), Cm(1.7), Cm(0.8)
    for name, size, before, after, colour in _PACK_STYLES:
        _style(document, name, size, (before, after), colour)
    bullet = document.styles["List Bullet"].paragraph_format
    bullet.left_indent, bullet.first_line_indent = Cm(0.45), Cm(-0.45)
    _pack_footer(document, section.page_width - section.left_margin - section.right_margin)
    return document


def _style(document: Any, name: str, size: float, space: tuple[float, float], colour: str) -> None:
    styles = document.styles
    style = styles[name] if name in styles else styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    font, shape = style.font, style.paragraph_format
    font.size, font.italic, font.bold = Pt(size), False, name in {"Title", "Heading 1", "Heading 2"}
    shape.keep_with_next = name in {"Heading 1", "Heading 2", "Note"}  # a note stands before its table
    font.color.rgb = RGBColor.from_string(colour)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for key in list(fonts.attrib):
        del fonts.attrib[key]
    for key in ("w:ascii", "w:hAnsi", "w:cs"):
        fonts.set(qn(key), "Calibri")
    shape.space_before, shape.space_after = Pt(space[0]), Pt(space[1])
    shape.line_spacing = 1
    for tracking in style.element.rPr.xpath("./w:spacing"):
        style.element.rPr.remove(tracking)


def _pack_footer(document: Any, width: int) -> None:
    """The group and the day at the left, the number of the page and of all pages at the right edge of the text."""
    stops = document.styles["Footer"].paragraph_format.tab_stops
    stops.clear_all()
    stops.add_tab_stop(width, WD_TAB_ALIGNMENT.RIGHT)
    paragraph = document.sections[0].footer.paragraphs[0]
    paragraph.add_run("{{ group }} · {{ day }}\t")
    _mark(paragraph._p, "w:fldSimple", instr="PAGE")
    paragraph.add_run(" / ")
    _mark(paragraph._p, "w:fldSimple", instr="NUMPAGES")


def letter(words: Mapping[str, Any]) -> Any:
    """One template."""
    document = _page()
    _letterhead(document)
    _addressing(document, words)
    for part in ("subject", "basis"):
        _labelled(document, *words[part])
    _line(document, words["opening"], before=10)
    for text in words["text"]:
        _line(document, text)
    _recommendations(document, words["headings"])
    _line(document, "{%p if contact %}")
    _labelled(document, *words["contact"], before=10)
    _line(document, "{%p endif %}")
    _line(document, words["annexes"], before=6, after=2, keep=True).runs[0].bold = True
    _repeated(document, "annex", "annexes", "{{ loop.index }}. {{ annex }}")
    _line(document, words["closing"], before=14, after=26, keep=True)
    _line(document, "_" * 34, after=0, keep=True)
    _line(document, words["signature"]).runs[0].font.size = Pt(9)
    _footer(document, words["reference"])
    return document


def _page() -> Any:
    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin, section.right_margin = Cm(2.5), Cm(2)
    section.top_margin, section.bottom_margin = Cm(1.8), Cm(1.8)
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = _FONT, Pt(11.5)
    normal.paragraph_format.space_after = Pt(6)
    return document


def _letterhead(document: Any) -> None:
    name = _line(document, "{{ secretariat }}", after=2)
    name.runs[0].bold, name.runs[0].font.size = True, Pt(16)
    name.runs[0].font.color.rgb = RGBColor.from_string(_ACCENT)
    group = _line(document, "{{ group }}", after=14)
    group.runs[0].font.size = Pt(9.5)
    for paragraph in (name, group):
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _rule_under(group)


def _addressing(document: Any, words: Mapping[str, Any]) -> None:
    """Number and date at the left, the addressee at the right."""
    left, right = document.add_table(rows=1, cols=2).rows[0].cells
    left.width, right.width = Cm(7.5), Cm(9)
    left.paragraphs[0].add_run(words["number"])
    left.add_paragraph(words["date"])
    right.paragraphs[0].add_run("{{ agency }}").bold = True
    _repeated(right, "line", "addressee", "{{ line }}", after=2)
    _line(document, "", after=0)


def _recommendations(document: Any, headings: Sequence[str]) -> None:
    """The table: a row of headings that is repeated on each page, and a row for each recommendation."""
    table = document.add_table(rows=4, cols=len(_WIDTHS), style="Table Grid")
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    heading, opening, row, closing = table.rows
    opening.cells[0].paragraphs[0].add_run("{%tr for item in recommendations %}")
    closing.cells[0].paragraphs[0].add_run("{%tr endfor %}")
    for cells, texts in ((heading.cells, headings), (row.cells, _CELLS)):
        for cell, text in zip(cells, texts, strict=True):
            paragraph = cell.paragraphs[0]
            paragraph.paragraph_format.space_after = Pt(2)
            paragraph.add_run(text).font.size = Pt(9.5)
    for cell in heading.cells:
        cell.paragraphs[0].runs[0].bold = True
        _mark(cell._tc.get_or_add_tcPr(), "w:shd", val="clear", color="auto", fill="E8EEF5")
    _mark(heading._tr.get_or_add_trPr(), "w:cantSplit")
    _mark(heading._tr.get_or_add_trPr(), "w:tblHeader")
    _mark(row._tr.get_or_add_trPr(), "w:cantSplit")
    for column, width in zip(table.columns, _WIDTHS, strict=True):
        column.width = Cm(width)
        for cell in column.cells:
            cell.width = Cm(width)


def _repeated(place: Any, name: str, names: str, text: str, *, after: float = 2) -> None:
    """A paragraph for each of several."""
    for part in (f"{{%p for {name} in {names} %}}", text, "{%p endfor %}"):
        place.add_paragraph(part).paragraph_format.space_after = Pt(after)


def _labelled(document: Any, label: str, text: str, *, before: float = 0) -> None:
    paragraph = _line(document, label, before=before)
    paragraph.runs[0].bold = True
    paragraph.add_run(text)


def _line(document: Any, text: str, *, before: float = 0, after: float = 6, keep: bool = False) -> Any:
    paragraph = document.add_paragraph()
    paragraph.add_run(text)
    shape = paragraph.paragraph_format
    shape.space_before, shape.space_after, shape.keep_with_next = Pt(before), Pt(after), keep
    return paragraph


def _rule_under(paragraph: Any) -> None:
    border = OxmlElement("w:pBdr")
    _mark(border, "w:bottom", val="single", sz="8", space="6", color=_ACCENT)
    paragraph._p.get_or_add_pPr().insert_element_before(border, "w:spacing", "w:jc")


def _footer(document: Any, text: str) -> None:
    paragraph = document.sections[0].footer.paragraphs[0]
    document.styles["Footer"].font.size = Pt(9)
    paragraph.add_run(f"{text}\t\t")
    _mark(paragraph._p, "w:fldSimple", instr="PAGE")


def _mark(parent: Any, name: str, **values: str) -> None:
    element = OxmlElement(name)
    for key, value in values.items():
        element.set(qn(f"w:{key}"), value)
    parent.append(element)


if __name__ == "__main__":
    make()
