"""The pack as a page: every number leads to the rows that it counts, and the file needs nothing but itself."""

from datetime import date

import pytest
from lxml import html
from pack_sample_web import MARKUP, WORDS, sample_pack

from exports.pack.blocks import Column, Figure, Notes, Pack, Section, Table
from exports.pack.codes import ungrouped
from exports.pack.page import write_page
from tracker.language.texts import Texts


@pytest.fixture
def page(tmp_path):
    def written(pack):
        target = tmp_path / "pack.html"
        write_page(pack, target)
        return html.fromstring(target.read_text(encoding="utf-8"))

    return written


def numbers_of(ranges):
    ends = [part.split("-") for part in ranges.split(",")]
    return [number for first, *last in ends for number in range(int(first), int((last or [first])[0]) + 1)]


def rows_of(tree, key):
    return [row.xpath("string(th)") for row in tree.xpath(f"//div[@id='table-{key}']//tbody[1]/tr")]


def codes_of(tree, link):
    return tree.get_element_by_id(link.get("href")[1:]).xpath("p/a")


def pack_of(*tables, figures=(), colours=None):
    sections = tuple(Section(table.key, table.key.capitalize(), (table,)) for table in tables)
    first = Section("first", "First", (Notes(()),))
    day = date(2026, 3, 2)
    return Pack(Texts("en"), "Pack", "", "Chile", "Group", day, None, first, sections, tuple(figures), colours or {})


@pytest.mark.parametrize("language", ["en", "az"])
def test_every_figure_names_the_rows_that_it_counts(page, language):
    pack = sample_pack(language)
    tree = page(pack)
    links = tree.xpath("//a[@class='figure']")
    assert {link.get("href") for link in links} == {f"#figure-{figure.number}" for figure in pack.figures}
    for link in links:
        figure = pack.figures[int(link.get("href").removeprefix("#figure-")) - 1]
        rows = rows_of(tree, link.get("data-table", "annex"))
        assert link.text_content() == str(figure.value)
        assert [rows[number - 1] for number in numbers_of(link.get("data-rows"))] == sorted(figure.rows, key=rows.index)


def test_the_codes_behind_a_figure_are_as_many_as_it_says_and_lead_to_their_rows(page):
    tree = page(sample_pack())
    for link in tree.xpath("//a[@class='figure']"):
        codes = codes_of(tree, link)
        assert len(codes) == int(link.text_content())
        for code in codes:
            row = tree.get_element_by_id(code.get("href")[1:])
            assert row.xpath("string(th)") == code.text_content()


def test_without_an_annex_the_codes_are_plain(page):
    pack = sample_pack(annex=False)
    tree = page(pack)
    for figure in pack.figures:
        entry = tree.get_element_by_id(f"figure-{figure.number}")
        if figure.of == "annex":
            assert ungrouped(entry.xpath("string(p)")) == figure.rows
            assert not entry.xpath("p/a")
    assert not tree.xpath("//a[@class='figure'][@data-rows][not(@data-table)]")


def test_texts_with_marks_of_html_stay_texts(page):
    tree = page(sample_pack())
    assert MARKUP in tree.xpath("//div[@id='table-annex']//td[1]/text()")
    assert len(tree.xpath("//script")) == 1
    assert "UPR-4/138.1, → <i>" in tree.xpath("//div[@class='list']//li/text()")


def test_codes_with_unusual_letters_are_found(page):
    code = "UPR-4/13 8.1<ə>%"
    figure = Figure("All", (code,), number=1)
    annex = Table("annex", (Column("Code", 17),), ((code,),))
    (link,) = page(pack_of(annex, figures=[figure])).xpath("//ul[@class='codes']//a")
    assert link.text == code
    assert link.get("href") == "#UPR-4/13_8.1%3C%C9%99%3E%25"


def test_a_table_without_rows_says_none(page):
    assert (
        page(pack_of(Table("moved", (Column("Code", 17),), ()))).xpath("string(//div[@id='table-moved']/p)") == "None."
    )


def test_the_page_needs_no_other_file(page):
    tree = page(sample_pack())
    assert not tree.xpath("//link | //*[@src] | //iframe | //object")
    assert {href[0] for href in tree.xpath("//@href")} == {"#"}
    assert "url(" not in tree.xpath("string(//style)")
    assert "@import" not in tree.xpath("string(//style)")


def test_every_link_of_the_page_leads_somewhere(page):
    tree = page(sample_pack())
    ids = set(tree.xpath("//@id"))
    assert len(ids) == len(tree.xpath("//@id"))
    assert {href[1:] for href in tree.xpath("//@href")} <= ids


@pytest.mark.parametrize("language", ["en", "az"])
def test_the_page_is_in_its_language(page, language):
    tree = page(sample_pack(language))
    assert tree.get("lang") == language
    assert tree.xpath("string(//title)") == f"{WORDS[language]['title']}, {WORDS[language]['state']}"
    contents = {"en": "The codes behind the figures", "az": "Göstəricilər üzrə kodlar"}
    assert tree.xpath("string(//nav//li[last()])") == contents[language]


def test_tables_name_their_rows_and_columns(page):
    tree = page(sample_pack())
    for table in tree.xpath("//table"):
        assert table.get("aria-label")
        assert set(table.xpath("thead//th/@scope")) == {"col"}
        assert set(table.xpath("tbody/tr/*[1]/@scope")) == {"row"}


def test_charts_say_in_words_what_they_show(page):
    pack = sample_pack()
    said = [svg.xpath("string(*[local-name()='desc'])") for svg in page(pack).xpath("//*[@role='img']")]
    assert said == [block.words for block in pack.first.blocks if hasattr(block, "words")]


def test_days_and_missing_cells(page):
    tree = page(sample_pack())
    days = tree.xpath("//div[@id='table-annex']//tbody/tr[1]/td[@class='day']")
    assert [day.text_content() for day in days] == ["15.01.2026", "01.02.2026"]
    empty = page(pack_of(Table("moved", (Column("Code", 8), Column("Why", 9)), (("A-1", None),))))
    assert empty.xpath("string(//td)") == ""
