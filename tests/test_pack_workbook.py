"""The pack as a workbook: figures are numbers that lead to the codes they count; it prints and reads as Excel's own."""

import zipfile
from dataclasses import replace
from datetime import date, datetime

import pytest
from openpyxl import load_workbook
from pack_sample_web import MARKUP, WORDS, sample_pack

from exports.pack import workbook_figures
from exports.pack.blocks import Column, Figure, Kind, Lines, Notes, Pack, Section, Table
from exports.pack.codes import ungrouped
from exports.pack.workbook import write_workbook
from tracker.language.texts import Texts

COUNTS = ["By mechanism", "By agency", "Has not reported"]


@pytest.fixture
def written(tmp_path):
    def path_of(pack):
        target = tmp_path / "pack.xlsx"
        write_workbook(pack, target)
        return target

    return path_of


def parts_of(path, beginning):
    with zipfile.ZipFile(path) as book:
        return [book.read(name).decode() for name in sorted(book.namelist()) if name.startswith(beginning)]


def linked(page):
    return [cell for row in page.iter_rows() for cell in row if cell.hyperlink]


def pack_of(*sections, figures=()):
    day, first = date(2026, 3, 2), Section("first", "First", (Notes(()),))
    return Pack(Texts("en"), "Pack", "As at today", "Chile", "Group", day, None, first, sections, tuple(figures), {})


@pytest.mark.parametrize("annex", [True, False], ids=["with the annex", "short form"])
def test_every_figure_leads_to_the_codes_that_it_counts(written, annex):
    pack = sample_pack(annex=annex)
    book = load_workbook(written(pack), data_only=True)
    led = set()
    for page in book:
        for cell in linked(page):
            name, _, address = cell.hyperlink.location.partition("!")
            number, said, value, codes = [at.value for at in book[name.strip("'")][int(address[1:])]]
            assert (cell.value, cell.hyperlink.tooltip) == (value, said)
            assert len(ungrouped(codes)) == value
            led.add(number)
    assert led == {figure.number for figure in pack.figures}


def test_the_figures_are_listed_with_their_codes(written):
    pack = sample_pack()
    rows = load_workbook(written(pack))["Figures"].iter_rows(min_row=5, values_only=True)
    listed = [(number, name, value, ungrouped(codes)) for number, name, value, codes in rows]
    assert listed == [(figure.number, figure.name, figure.value, figure.rows) for figure in pack.figures]


def test_figures_are_numbers_and_totals_are_sums(written):
    book, values = (load_workbook(written(sample_pack()), data_only=given) for given in (False, True))
    assert [cell.value for cell in book["By mechanism"][10]][:3] == ["Total", "=SUM(B5:B9)", "=SUM(C5:C9)"]
    assert [cell.value for cell in values["By mechanism"][10]] == ["Total", 24, 6, 6, 6, 6]
    assert {type(cell.value) for name in COUNTS for cell in linked(values[name])} == {int}


def test_a_total_that_is_no_sum_is_a_number(written):
    figures = [Figure(name, rows, number=at) for at, (name, rows) in enumerate([("A", ("x", "y")), ("All", ("x",))], 1)]
    columns = (Column("Theme", 8), Column("Total", 9, Kind.FIGURE))
    table = Table("by_theme", columns, (("A", figures[0]), ("B", Figure("B", ()))), ("Total", figures[1]))
    page = load_workbook(written(pack_of(Section("by_theme", "By theme", (table,)), figures=figures)))["By theme"]
    assert [cell.value for cell in page["B"]][4:] == [2, 0, 1]


def test_days_are_dates_and_other_words_stay_words(written):
    page = load_workbook(written(sample_pack()))["Recommendations"]
    dated, due = page["F5"], page["G5"]
    assert (dated.value, due.value) == (datetime(2026, 1, 15), datetime(2026, 2, 1))
    assert {dated.number_format, due.number_format} == {"dd.mm.yyyy"}
    assert page["G6"].value == "2026-Q4"
    assert page["B7"].value == MARKUP


def test_statuses_have_their_colours(written):
    page = load_workbook(written(sample_pack()))["Recommendations"]
    assert (page["E5"].value, page["E5"].fill.fgColor.rgb) == ("Implemented", "FF3C9D5B")


def test_the_annex_can_be_filtered_and_keeps_its_headings(written):
    page = load_workbook(written(sample_pack()))["Recommendations"]
    assert (page.auto_filter.ref, page.freeze_panes, page.print_title_rows) == ("A4:G28", "B5", "$1:$4")


@pytest.mark.parametrize("name", ["By mechanism", "Overdue", "Recommendations", "Decisions that are open"])
def test_a_list_without_rows_says_none(written, name):
    assert load_workbook(written(sample_pack(count=0)))[name]["A5"].value == "None."


def test_every_sheet_prints_one_page_wide_on_a4(written):
    for page in load_workbook(written(sample_pack())):
        assert page.sheet_properties.pageSetUpPr.fitToPage
        assert (page.page_setup.orientation, page.page_setup.paperSize) == ("landscape", 9)
        assert page.page_setup.fitToWidth in (None, 1)


def test_page_one_is_one_page(written):
    page = load_workbook(written(sample_pack()))["Summary"]
    assert page.page_setup.fitToHeight in (None, 1)
    assert page["A1"].value == WORDS["en"]["title"]


def test_bars_begin_at_nothing_and_have_their_numbers(written):
    charts = parts_of(written(sample_pack()), "xl/charts/chart")
    assert len(charts) == 2
    assert all('<c:min val="0"/>' in chart for chart in charts)
    assert all(f"<c:v>{value}</c:v>" in charts[1] for value in ("UPR-4", "Implemented", "3"))


def test_the_day_in_the_foot_does_not_become_its_size(written):
    (summary,) = parts_of(written(sample_pack()), "xl/worksheets/sheet1.xml")
    assert "&amp;R&amp;8 2 March 2026</oddFooter>" in summary


def test_the_workbook_says_what_it_is(written):
    properties = load_workbook(written(sample_pack())).properties
    assert properties.title == "Progress on UN recommendations, Azerbaijan"
    assert properties.subject == WORDS["en"]["group"]
    assert properties.category == "progress report of the tracker"


def test_the_same_pack_gives_the_same_file(written):
    assert written(sample_pack()).read_bytes() == written(sample_pack()).read_bytes()


@pytest.mark.parametrize("language", ["en", "az"])
def test_the_sheets_are_named_in_the_language(written, language):
    words = WORDS[language]
    names = load_workbook(written(sample_pack(language))).sheetnames
    assert names[:2] == [words["summary"], words["by mechanism"]]
    assert names[-2:] == [words["annex"], {"en": "Figures", "az": "Göstəricilər"}[language]]


def test_sheets_with_the_same_heading_are_told_apart(written):
    headings = ["Moved", "moved", "Moved since the last meeting of the group in Baku", "Figures"]
    sections = [Section(f"part{at}", heading, (Notes(("Note",)),)) for at, heading in enumerate(headings)]
    figure = Figure("All", ("A-1",), number=1)
    names = load_workbook(written(pack_of(*sections, figures=[figure]))).sheetnames
    assert names == ["Summary", "Moved", "moved 2", "Moved since the last meeting of", "Figures", "Figures 2"]


def test_tables_of_page_one_have_a_sheet(written):
    table = Table("posts", (Column("Post", 17),), (("Head",),))
    pack = replace(pack_of(), first=Section("first", "Posts", (table,)))
    assert load_workbook(written(pack))["Posts"]["A5"].value == "Head"


def test_lists_and_notes_of_a_section_stand_below_each_other(written):
    lists = Lines("Late", Figure("Late", ()), (), ""), Lines("Silent", None, ("=A1",), "and 3 more")
    page = load_workbook(written(pack_of(Section("lists", "Lists", (*lists, Notes(("1 < 2",)))))))["Lists"]
    said = [cell.value for cell in page["A"]][3:]
    assert said == ["Late (0)", "None.", None, "Silent", " =A1", "and 3 more", None, "1 < 2"]


def test_codes_of_a_very_large_figure_go_on_in_further_cells(written):
    codes = tuple(f"UPR-4/{number}" for number in range(10000, 16000))
    pack = pack_of(figures=[Figure("All", codes, number=1)])
    cells = [cell.value for cell in load_workbook(written(pack))["Figures"][5]][3:]
    assert len(cells) == 2
    assert all(len(cell) <= 32000 for cell in cells)
    assert ungrouped(cells[0]) + ungrouped(cells[1]) == codes


def test_a_very_long_name_is_shortened_beside_the_link_alone(written):
    name = "Ministry " * 40
    figure = Figure(name, ("A-1",), number=1)
    table = Table("by_agency", (Column("Total", 17, Kind.FIGURE),), ((figure,),))
    book = load_workbook(written(pack_of(Section("by_agency", "By agency", (table,)), figures=[figure])))
    assert book["Figures"]["B5"].value == name
    assert len(book["By agency"]["A5"].hyperlink.tooltip) == 255


def test_more_figures_than_excel_has_links_are_plain_numbers(written, monkeypatch):
    monkeypatch.setattr(workbook_figures, "_LINKS", 3)
    page = load_workbook(written(sample_pack()))["By mechanism"]
    assert len(linked(page)) == 3
    assert page["F9"].value == 0
    assert page["B9"].value == 3
