"""The page of a pack in a browser: figures filter the table, everybody can read it, also without a script and on a phone."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from pack_sample_web import sample_pack

from exports.pack.page import write_page

DESK, PHONE = {"width": 1366, "height": 768}, {"width": 375, "height": 800}
IN_SIGHT = (
    "element => { const {top, bottom} = element.getBoundingClientRect(); return bottom > 0 && top < innerHeight }"
)
WIDTH = "document.documentElement.scrollWidth"


@pytest.fixture
def opened(browser, tmp_path):
    contexts = []

    def page_of(pack, *, size=DESK, script=True):
        target = tmp_path / "pack.html"
        write_page(pack, target)
        contexts.append(browser.new_context(viewport=size, java_script_enabled=script))
        page = contexts[-1].new_page()
        page.goto(target.as_uri())
        return page

    yield page_of
    for context in contexts:
        context.close()


def shown(page, key="annex"):
    return page.locator(f"#table-{key} tbody:first-of-type tr:visible").count()


def figure_of(pack, name, key="annex"):
    return next(figure for figure in pack.figures if figure.name == name and figure.of == key)


def link_to(page, figure):
    return page.locator(f"a.figure[href='#figure-{figure.number}']").first


@pytest.mark.parametrize("language", ["en", "az"])
@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_everybody_can_read_the_page(opened, language, size):
    results = Axe().run(opened(sample_pack(language), size=size))
    assert results.violations_count == 0, results.generate_report()


def test_everybody_can_read_a_long_table_in_part(opened):
    page = opened(sample_pack(count=700))
    page.locator(".tiles .alarm a").click()
    assert page.locator("#table-annex [role=status]").inner_text() == "140 of 700: Overdue"
    results = Axe().run(page)
    assert results.violations_count == 0, results.generate_report()


def test_the_columns_of_a_long_table_stand_under_their_headings(opened):
    page = opened(sample_pack(count=150))
    page.locator("#table-annex").scroll_into_view_if_needed()
    left = "elements => elements.map(element => Math.round(element.getBoundingClientRect().left))"
    headings = page.locator("#table-annex thead th").evaluate_all(left)
    assert page.locator("#table-annex tbody tr:first-child > *").evaluate_all(left) == headings


def test_large_numbers_have_the_signs_of_the_language(opened):
    page = opened(sample_pack("az", 1002))
    assert page.locator(".tiles a").first.inner_text() == "1.002"
    page.locator(".tiles a").first.click()
    assert page.locator("#table-annex [role=status]").inner_text() == "1.002 / 1.002: Tövsiyələr"


def test_a_figure_shows_its_rows_alone(opened):
    pack = sample_pack()
    page, overdue = opened(pack), figure_of(pack, "Overdue")
    link_to(page, overdue).click()
    rows = page.locator("#table-annex tbody:first-of-type tr:visible th")
    assert tuple(rows.all_inner_texts()) == overdue.rows
    bar = page.locator("#table-annex [role=status]")
    assert bar.inner_text() == "5 of 24: Overdue"
    assert bar.evaluate(IN_SIGHT)


def test_all_rows_come_back(opened):
    page = opened(sample_pack())
    page.locator(".tiles .alarm a").click()
    page.get_by_role("button", name="Show all").click()
    assert shown(page) == 24
    assert page.locator("#table-annex [role=status]").inner_text() == ""


def test_the_way_back_to_the_figure(opened):
    pack = sample_pack()
    page = opened(pack)
    link = link_to(page, figure_of(pack, "CAT-5: Total"))
    link.click()
    page.get_by_role("button", name="Back to the figure").click()
    assert link.evaluate("element => element === document.activeElement")
    assert link.evaluate(IN_SIGHT)
    assert shown(page) == 24


def test_a_figure_of_another_table_shows_rows_of_that_table(opened):
    pack = sample_pack()
    page = opened(pack)
    link_to(page, figure_of(pack, "Has not reported", "silent")).click()
    assert page.locator("#table-silent [role=status]").inner_text() == "3 of 3: Has not reported"
    assert shown(page) == 24


def test_the_rows_can_be_searched_within_a_figure(opened):
    pack = sample_pack()
    page = opened(pack)
    link_to(page, figure_of(pack, "Recommendations")).click()
    page.get_by_label("Search").fill("<B>bold")
    assert shown(page) == 1
    assert page.locator("#table-annex [role=status]").inner_text() == "1 of 24: Recommendations, “<B>bold”"


def test_large_and_small_letters_are_those_of_the_language(opened):
    page = opened(sample_pack("az"))
    page.get_by_label("Axtarış").fill("DAXİLİ İŞLƏR")
    assert shown(page) == 8


def test_a_code_leads_to_its_row_though_it_was_not_shown(opened):
    pack = sample_pack()
    page = opened(pack)
    link_to(page, figure_of(pack, "Overdue")).click()
    page.locator("#codes").get_by_role("link", name="UPR-4/138.2", exact=True).first.click()
    row = page.locator("[id='UPR-4/138.2']")
    assert row.is_visible()
    assert row.evaluate(IN_SIGHT)


def test_without_a_script_a_figure_leads_to_its_codes(opened):
    pack = sample_pack()
    page, overdue = opened(pack, script=False), figure_of(pack, "Overdue")
    link_to(page, overdue).click()
    assert page.url.endswith(f"#figure-{overdue.number}")
    assert page.locator(f"#figure-{overdue.number} p").inner_text() == ", ".join(overdue.rows)
    assert not page.locator(".search").first.is_visible()
    assert shown(page) == 24


@pytest.mark.parametrize("language", ["en", "az"])
def test_nothing_is_wider_than_a_phone(opened, language):
    page = opened(sample_pack(language), size=PHONE)
    assert page.evaluate(WIDTH) == PHONE["width"]


def test_a_wide_table_is_moved_with_the_keyboard(opened):
    page = opened(sample_pack(), size=PHONE)
    box = page.locator("#table-annex .wide")
    box.focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_function("document.querySelector('#table-annex .wide').scrollLeft > 0")


def test_a_pack_without_an_annex_leads_to_its_codes(opened):
    pack = sample_pack(annex=False)
    page, overdue = opened(pack), figure_of(pack, "Overdue")
    link_to(page, overdue).click()
    assert page.url.endswith(f"#figure-{overdue.number}")
