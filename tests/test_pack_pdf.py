"""The pack as PDF: what a screen reader finds, what stands on its pages, and figures that can be counted again."""

import re
from dataclasses import replace

import pytest
from pack_sample import figures_of, sample
from pdf_words import elements, words_of
from pikepdf import Pdf

from exports.pack.blocks import Chart, Lines
from exports.pack.codes import ungrouped
from exports.pack.pdf import write_pdf
from exports.pack.shown import CODES, CODES_NOTE
from exports.template import SHIPPED
from tracker.errors import BadFile


def written(pack, target, templates=None):
    write_pdf(pack, target / "pack.pdf", templates)
    return Pdf.open(target / "pack.pdf")


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


def text_of(pdf):
    return " ".join(" ".join(words_of(page).split()) for page in pdf.pages)


def tight(text):
    """Lines break where there is room: a text is the same without its spaces."""
    return re.sub(r"\s", "", text)


def test_a_screen_reader_is_told_what_the_document_is(both):
    pack, pdf = both
    assert pdf.Root.MarkInfo.Marked == True  # noqa: E712 - an object of the PDF
    assert pdf.Root.ViewerPreferences.DisplayDocTitle == True  # noqa: E712
    assert str(pdf.Root.Lang) == pack.texts.language
    with pdf.open_metadata() as about:
        assert about["pdfuaid:part"] == "1"
        assert about["dc:title"] == pack.title
        assert list(about["dc:creator"]) == [pack.group]


def test_charts_are_said_in_words(both):
    pack, pdf = both
    charts = [block for block in pack.first.blocks if isinstance(block, Chart)]
    assert [str(figure.Alt) for figure in elements(pdf, "Figure")] == [chart.words for chart in charts]


def test_headings_are_headings_and_bookmarks(both):
    pack, pdf = both
    headings = [section.heading for section in (pack.first, *pack.sections)]
    with pdf.open_outline() as outline:
        assert [item.title for item in outline.root][:-1] == headings
        lists = [block for block in pack.first.blocks if isinstance(block, Lines)]
        assert [item.title.split(" (")[0] for item in outline.root[0].children] == [part.heading for part in lists]
    assert len(elements(pdf, "H1")) == len(headings) + 1


def test_a_title_that_is_the_heading_of_page_one_is_said_once(tmp_path):
    pack = sample(recommendations=3)
    pdf = written(replace(pack, title=pack.first.heading), tmp_path)
    assert words_of(pdf.pages[0]).count(pack.first.heading) == 1
    assert len(elements(pdf, "H1")) == 6


def test_tables_have_headings(both):
    pack, pdf = both
    shown = [table for table in pack.tables() if table.rows and table is not pack.annex]
    assert len(elements(pdf, "Table")) == len(shown)
    assert len(elements(pdf, "TH")) == sum(len(table.columns) for table in shown)


def test_every_page_is_upright_a4_and_says_where_it_is(both):
    pack, pdf = both
    assert {(round(page.mediabox[2]), round(page.mediabox[3])) for page in pdf.pages} == {(595, 842)}
    foot = pack.texts("Page {page} of {pages}")
    for number, page in enumerate(pdf.pages, 1):
        words = words_of(page)
        assert foot.format(page=number, pages=len(pdf.pages)) in words
        assert tight(pack.group) in tight(words)


@pytest.mark.parametrize("lines", [0, 5, 15, 25])
def test_page_one_is_one_page(lines, tmp_path):
    pack = sample(lines=lines)
    pdf = written(pack, tmp_path)
    first, second = (words_of(page) for page in pdf.pages[:2])
    assert first.count(pack.first.blocks[-1].notes[0]) == 2
    assert second.startswith(pack.sections[0].heading)


def test_every_figure_can_be_counted_again_from_its_codes(both):
    pack, pdf = both
    text = tight(text_of(pdf)).rpartition(tight(pack.texts(CODES_NOTE)))[2]
    text = re.sub(tight(f"{pack.group} · {pack.texts.day_in_words(pack.as_at)}") + r"\D+\d+\D+\d+", "", text)
    for figure in pack.figures:
        begin = tight(f"[{figure.number}] {figure.name}: {pack.texts.number(figure.value)}")
        assert text.startswith(begin)
        codes, mark, text = text.removeprefix(begin).partition(f"[{figure.number + 1}]")
        assert ungrouped(codes) == tuple(map(tight, figure.rows))
        text = mark + text
    assert text == ""


def test_figures_lead_to_their_codes(both):
    pack, pdf = both
    codes = next(at for at, page in enumerate(pdf.pages) if pack.texts(CODES) in words_of(page))
    pages = {page.objgen: at for at, page in enumerate(pdf.pages)}
    links = [pages[link.Dest[0].objgen] for page in pdf.pages for link in page.get("/Annots", [])]
    shown = sum(figure.number > 0 for table in pack.tables() for figure in figures_of(table))
    assert len(links) > shown > 0
    assert min(links) == codes


def test_texts_are_never_markup(tmp_path):
    odd = '#panic("x") *bold* $x$ <label> @ref \\u{41} // `code` \x00\x1b "quotes"'
    pack = replace(sample(recommendations=3), subtitle=odd)
    expected = odd.replace("\x00\x1b", "")
    assert tight(expected) in tight(text_of(written(pack, tmp_path)))


def test_a_letter_that_no_font_has_does_not_stop_the_pack(tmp_path):
    pack = replace(sample(recommendations=3), subtitle="nobody's letter \u0378.")
    assert len(elements(written(pack, tmp_path), "H1")) == 6


def test_a_pack_without_rows_is_written(tmp_path):
    pack = sample(recommendations=0, lines=0)
    pdf = written(pack, tmp_path)
    assert text_of(pdf).count("None.") >= 4


def test_the_group_s_own_template_stands_before_the_shipped_one(tmp_path):
    shipped = (SHIPPED / "pack.typ").read_text(encoding="utf-8")
    (tmp_path / "pack.typ").write_text(shipped.replace('paper: "a4"', 'paper: "us-letter"'), encoding="utf-8")
    pdf = written(sample(recommendations=3), tmp_path, tmp_path)
    assert round(pdf.pages[0].mediabox[3]) == 792


def test_a_template_that_cannot_be_used_is_said_to_be(tmp_path):
    (tmp_path / "pack.typ").write_text("#nobody", encoding="utf-8")
    with pytest.raises(BadFile, match="unknown variable: nobody") as told:
        written(sample(recommendations=3), tmp_path, tmp_path)
    assert str(tmp_path / "pack.typ") in str(told.value)


def test_a_pack_that_is_written_again_is_the_same_file(tmp_path):
    for name in ("one.pdf", "two.pdf"):
        write_pdf(sample(recommendations=9), tmp_path / name)
    assert (tmp_path / "one.pdf").read_bytes() == (tmp_path / "two.pdf").read_bytes()
