"""The pack in Word: from a template that the group can edit, readable aloud, with figures that can be counted again."""

from dataclasses import replace
from zipfile import ZipFile

import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.shared import Pt
from pack_sample import figures_of, sample

from exports.pack.blocks import Chart, Kind
from exports.pack.codes import ungrouped
from exports.pack.word import write_word
from exports.template import SHIPPED
from tracker.errors import BadFile
from tracker.stamps import REPORT


def written(pack, target, templates=None):
    write_word(pack, target / "pack.docx", templates)
    return Document(str(target / "pack.docx"))


@pytest.fixture(scope="module")
def packs(tmp_path_factory):
    made = {}
    for language in ("en", "az"):
        pack = sample(language)
        made[language] = pack, written(pack, tmp_path_factory.mktemp(language))
    return made


@pytest.fixture(params=["en", "az"])
def both(packs, request):
    return packs[request.param]


def of_style(document, name):
    return [paragraph for paragraph in document.paragraphs if paragraph.style.name == name]


def tables_of(document):
    """The tables with headings: tiles and charts stand in tables without."""
    return [table for table in document.tables if table.rows[0]._tr.xpath("./w:trPr/w:tblHeader")]


def test_word_and_screen_readers_are_told_what_the_document_is(both):
    pack, document = both
    about = document.core_properties
    assert (about.title, about.author, about.category) == (pack.title, pack.group, REPORT)
    spelling = {"en": "en-GB", "az": "az-Latn-AZ"}[pack.texts.language]
    assert about.language == spelling
    languages = document.styles.element.xpath("./w:docDefaults//w:lang")
    assert [language.get(qn("w:val")) for language in languages] == [spelling]


def test_headings_lists_and_notes_are_in_the_template_s_styles(both):
    pack, document = both
    headings = [section.heading for section in (pack.first, *pack.sections)]
    assert [heading.text for heading in of_style(document, "Heading 1")][:-1] == headings
    overdue = of_style(document, "Heading 2")[0].text
    assert overdue == f"{pack.first.blocks[3].heading} (7) [6]"
    assert [line.text for line in of_style(document, "List Bullet")][:8] == list(pack.first.blocks[3].lines)
    assert [note.text for note in of_style(document, "Note")][:3] == ["+ 12", *pack.first.blocks[-1].notes]


def test_a_title_that_is_the_heading_of_page_one_is_said_once(tmp_path):
    pack = sample(recommendations=3)
    document = written(replace(pack, title=pack.first.heading), tmp_path)
    assert [paragraph.text for paragraph in document.paragraphs].count(pack.first.heading) == 1


def test_charts_are_said_in_words(both):
    pack, document = both
    charts = [block for block in pack.first.blocks if isinstance(block, Chart)]
    pictures = document.element.xpath("//wp:docPr")
    assert [(one.get("name"), one.get("descr")) for one in pictures] == [(one.title, one.words) for one in charts]
    assert len({one.get("id") for one in pictures}) == len(charts)


def test_tables_repeat_their_headings_and_keep_their_rows_whole(both):
    pack, document = both
    shown = [table for table in pack.tables() if table.rows]
    assert len(tables_of(document)) == len(shown)
    for made, table in zip(tables_of(document), shown, strict=True):
        assert [cell.text for cell in made.rows[0].cells] == [column.heading for column in table.columns]
        assert len(made.rows) == 1 + len(table.rows) + bool(table.total)
        assert len(made._tbl.xpath("./w:tr/w:trPr/w:tblHeader")) == 1
        assert len(made._tbl.xpath("./w:tr/w:trPr/w:cantSplit")) == len(made.rows)


def test_the_cells_of_a_table_say_what_the_pack_says(both):
    pack, document = both
    annex = tables_of(document)[-1]
    code, text, lead, status, due, measures = (cell.text for cell in annex.rows[1].cells)
    assert (code, text, status) == pack.annex.rows[0][:2] + pack.annex.rows[0][3:4]
    assert (lead, due, measures) == ("", "", pack.annex.rows[0][5])
    at = [column.kind for column in pack.annex.columns].index(Kind.STATUS)
    edge = annex.rows[1].cells[at]._tc.xpath("./w:tcPr/w:tcBorders/w:left")[0]
    assert edge.get(qn("w:color")) == pack.colours[status]


def test_every_figure_can_be_counted_again_from_its_codes(both):
    pack, document = both
    entries = [entry.text.split("\n") for entry in of_style(document, "Codes")]
    assert [(name, ungrouped(codes)) for name, codes in entries] == [
        (f"[{figure.number}] {figure.name}: {figure.value}", figure.rows) for figure in pack.figures
    ]


def test_figures_lead_to_their_codes(both):
    pack, document = both
    anchors = [link.get(qn("w:anchor")) for link in document.element.xpath("//w:tbl//w:hyperlink")]
    places = [place.get(qn("w:name")) for place in document.element.xpath("//w:bookmarkStart")]
    assert places == [f"figure{figure.number}" for figure in pack.figures]
    in_tables = [f"figure{one.number}" for table in pack.tables() for one in figures_of(table) if one.number]
    assert [anchor for anchor in anchors if anchor in in_tables] == in_tables
    assert set(anchors) <= set(places)


def sizes_of_page_one(document):
    lines = of_style(document, "List Bullet")[:-1]
    return {line.runs[0].font.size for line in lines}


def test_the_letters_of_a_full_page_one_are_smaller_and_only_there(tmp_path):
    assert sizes_of_page_one(written(sample(lines=8), tmp_path)) == {None}
    (full,) = sizes_of_page_one(written(sample(lines=17), tmp_path))
    crowded = written(sample(lines=20), tmp_path)
    (smaller,) = sizes_of_page_one(crowded)
    assert Pt(6) < smaller < full < Pt(9.5)
    assert of_style(crowded, "List Bullet")[-1].runs[0].font.size is None


def test_texts_are_never_markup(tmp_path):
    odd = "{{ title }} {% if %} <w:p/> & \x00\x1b<?ready 0?>"
    pack = replace(sample(recommendations=3), subtitle=odd)
    assert of_style(written(pack, tmp_path), "Subtitle")[0].text == odd.replace("\x00\x1b", "")


def test_a_pack_without_rows_is_written(tmp_path):
    document = written(sample(recommendations=0, lines=0), tmp_path)
    assert [paragraph.text for paragraph in document.paragraphs].count("None.") == 5


def test_the_group_s_own_template_stands_before_the_shipped_one(tmp_path):
    own = Document(str(SHIPPED / "pack.docx"))
    own.sections[0].header.paragraphs[0].text = "{{ state }}"
    own.save(str(tmp_path / "pack.docx"))
    document = written(sample(recommendations=3), tmp_path, tmp_path)
    assert document.sections[0].header.paragraphs[0].text == "Azerbaijan"


def test_a_template_that_cannot_be_used_is_said_to_be_with_its_line(tmp_path):
    own = Document(str(SHIPPED / "pack.docx"))
    own.paragraphs[1].text = "{{ subtitel }}"
    own.save(str(tmp_path / "pack.docx"))
    with pytest.raises(BadFile, match=r"'subtitel' is undefined, in '\{\{ subtitel \}\}") as told:
        written(sample(recommendations=3), tmp_path, tmp_path)
    assert "pack.docx, line 2" in str(told.value)


def test_a_pack_that_is_written_again_is_the_same_file(tmp_path):
    for name in ("one.docx", "two.docx"):
        write_word(sample(recommendations=9), tmp_path / name)
    with ZipFile(tmp_path / "one.docx") as one, ZipFile(tmp_path / "two.docx") as two:
        assert one.namelist() == two.namelist()
        assert [name for name in one.namelist() if one.read(name) != two.read(name)] == []
