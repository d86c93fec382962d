"""The register page: sorted by a column, kept as a view, saved as Word, and acts on a selection."""

import html
import io
import re

import docx
import pytest
from desk import last, outcomes
from openpyxl import load_workbook
from pages import FIRST

from tracker.queries.filter import Filter
from tracker.queries.order import SORTED_BY, Order
from tracker.queries.register import Page, codes_of, listing

SECOND, THIRD = "UPR-4/138.2", "CAT-5/13(b)"
CHOSEN = f"/selection?code={FIRST}&code={SECOND}&mechanism=UPR&sort=due"


def codes(page):
    return re.findall(r'<a class="code"[^>]*>([^<]*)</a>', page)


def test_the_list_is_sorted_by_its_columns_and_stays_so(kept, pages):
    assert codes(pages.read("/register")) == [FIRST, SECOND, THIRD]
    assert codes(pages.read("/register?down=1")) == [THIRD, SECOND, FIRST]
    assert codes(pages.read("/register?sort=due")) == [THIRD, FIRST, SECOND]
    assert codes(pages.read("/register?sort=due&down=1")) == [SECOND, FIRST, THIRD]
    assert codes(pages.read("/register?sort=status")) == [SECOND, FIRST, THIRD]
    assert codes(pages.read("/register?sort=status&down=1")) == [FIRST, SECOND, THIRD]  # without a status: last
    assert codes(pages.read("/register?sort=lead")) == [SECOND, THIRD, FIRST]
    assert codes(pages.read("/register?sort=nothing")) == [FIRST, SECOND, THIRD]
    page = html.unescape(pages.read("/register?mechanism=UPR&sort=due"))
    assert 'aria-sort="ascending"><a href="/register?mechanism=UPR&sort=due&down=1">Due' in page
    assert '<a href="/register?mechanism=UPR&sort=status">Status' in page
    assert '<input type="hidden" name="sort" value="due">' in page
    csv = pages.get("/register.csv?sort=due").data.decode("utf-8-sig").splitlines()
    assert [row.split(",")[0] for row in csv[1:]] == [THIRD, FIRST, SECOND]


def test_pages_of_an_order_put_together_are_the_whole_list(kept):
    from sqlalchemy.orm import Session

    rows = [["Mechanism", "No.", "Recommendation", "Lead agency", "Status", "Due date"]]
    rows += [
        ["UPR 4th cycle", f"139.{n}", f"School {n}", ("MOJ", "MIA", "")[n % 3], ("planned", "")[n % 2], f"{2026 + n % 4}"]
        for n in range(1, 24)
    ]  # fmt: skip
    kept.take(kept.sheet(rows, "more.xlsx"), yes=True)
    with Session(kept.engine) as session:
        for order in [Order(column, down) for column in SORTED_BY for down in (False, True)]:
            whole = codes_of(session, Filter(), kept_day(), order)
            parts = [listing(session, Filter(), kept_day(), Page(start, 7), order) for start in range(0, 28, 7)]
            assert [item.code for part in parts for item in part] == whole, order
            assert len(set(whole)) == 26


def kept_day():
    from tracker.door import today

    return today()


def test_a_filter_is_saved_opened_replaced_and_removed(kept, pages):
    page = "/register?mechanism=CAT&overdue=1"
    view = "mechanism=CAT&overdue=1"
    assert pages.act("/views/save", page, name="Torture", view=view).headers["Location"] == f"/register?{view}"
    shown = html.unescape(pages.read("/register"))
    assert ("Saved as “Torture”." in shown, f'<a href="/register?{view}">Torture</a>' in shown) == (True, True)
    assert "Torture" in kept.ok("views")
    refused = pages.act("/views/save", "/register", name="torture", view="mechanism=UPR")
    assert (refused.status_code, "there is a saved view &#39;Torture&#39; already" in refused.text) == (422, True)
    assert codes(refused.text) == [FIRST, SECOND]
    assert pages.act("/views/save", "/register", name="torture", view="mechanism=UPR", replace="1").status_code == 303
    assert 'href="/register?mechanism=UPR">Torture</a>' in pages.read("/register")
    assert pages.act("/views/remove", "/register", name="Torture", view=view).status_code == 303
    assert "No view is saved yet." in pages.read("/register")
    assert pages.act(f"/undo/{last(kept)['batch']}", CHOSEN).status_code == 303
    assert "Torture</a>" in pages.read("/register")


def test_the_tracking_sheet_is_in_the_order_of_the_page_and_imports_back_with_no_changes(kept, pages):
    target, before = kept.folder / "sorted.xlsx", kept.listing()
    for order in ("sort=due", "down=1", "sort=lead&mechanism=UPR"):
        target.write_bytes(pages.get(f"/register.xlsx?{order}").data)
        page = load_workbook(target).worksheets[0]
        shown = [page.cell(row, 1).value for row in range(5, page.max_row + 1)]
        assert [code for code in shown if code] == codes(pages.read(f"/register?{order}")), order
    assert set(outcomes(kept.take(target, yes=True))) == {"same"}
    assert kept.listing() == before


def test_the_list_is_saved_as_word(kept, pages):
    found = docx.Document(io.BytesIO(pages.get("/register.docx?mechanism=UPR&sort=due&down=1&language=az").data))
    (table,) = found.tables
    assert [cell.text for cell in table.rows[0].cells][:2] == ["Kod", "Tövsiyə"]
    assert [row.cells[0].text for row in table.rows[1:]] == [SECOND, FIRST]
    assert table.rows[0]._tr.xpath("w:trPr/w:tblHeader")
    assert (found.sections[0].orientation, found.core_properties.language) == (1, "az")
    target = kept.folder / "list.docx"
    assert kept.ok("list", "--mechanism", "CAT", "-o", target).startswith("1 recommendation: ")
    assert docx.Document(str(target)).tables[0].rows[1].cells[0].text == THIRD


def test_a_selection_gets_several_values_in_one_act_that_is_undone(kept, pages):
    before = kept.listing()
    given = {
        "codes": f"{FIRST} {SECOND}", "view": "mechanism=UPR&sort=due",
        "status": "implemented", "evidence": "Law No. 12, 6 May 2025", "note": "Adopted",
        "lead": "MOH", "contributing": ["MIA"], "off": ["MOJ"], "due": "2027-Q2", "priority": "high", "reason": "CAT",
    }  # fmt: skip
    asked = pages.act("/selection/check", CHOSEN, **given).text
    assert "2 recommendations will get it. Nothing is changed yet." in asked
    told = [re.sub(r"<[^>]*>", "", line) for line in re.findall(r"<p>(.*?)</p>", html.unescape(asked))]
    assert "Status: Not started → Implemented" in told
    assert "Lead: MOJ → MOH" in told
    assert (kept.listing(), "Law No. 12" in asked) == (before, True)
    done = pages.act("/selection/apply", CHOSEN, **given)
    assert (done.status_code, done.headers["Location"]) == (303, "/register?mechanism=UPR&sort=due")
    assert "2 recommendations were changed." in pages.read("/register")
    for code in (FIRST, SECOND):
        row = kept.one(code)
        assert [row[name] for name in ("status", "lead", "contributing", "due", "priority")] == [
            *("implemented", "MOH", ["MIA"], "2027-Q2", "high")
        ]
    assert kept.one(THIRD) == before[2]
    pages.act(f"/undo/{last(kept)['batch']}", CHOSEN)
    assert kept.listing() == before


def test_a_whole_filter_is_selected_and_what_changed_meanwhile_is_not_overwritten(kept, pages):
    page = pages.read("/selection?all=1&agency=MIA")
    assert f'name="codes" value="{SECOND} {THIRD}"' in page
    hidden = pages.hidden("/selection?all=1&agency=MIA")
    given = {**hidden, "codes": f"{SECOND} {THIRD}", "view": "agency=MIA", "due": "2029"}
    kept.ok("due", THIRD, "--to", "2028-01-31", "--as", "Rauf")
    before = kept.everything()
    for step in ("check", "apply"):
        refused = pages.post(f"/selection/{step}", **given)
        assert refused.status_code == 409
        assert f"{THIRD}: changed while this page was open." in refused.text
        assert 'name="due" value="2029"' in refused.text
    assert kept.everything() == before


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({}, "Nothing is chosen yet"),
        ({"status": "implemented"}, f"{FIRST}: &#39;Implemented&#39; needs dated evidence."),
        ({"priority": "high"}, "a priority needs a reason"),
        ({"due": "soon"}, "is not a date"),
    ],
)
def test_what_the_rules_refuse_for_one_is_done_for_none(kept, pages, given, words):
    before = kept.everything()
    for step in ("check", "apply"):
        refused = pages.act(f"/selection/{step}", CHOSEN, codes=f"{FIRST} {SECOND}", view="", **given)
        assert (refused.status_code, words in refused.text) == (422, True), refused.text
    assert kept.everything() == before


def test_nothing_is_selected(pages):
    refused = pages.get("/selection")
    assert (refused.status_code, "No recommendation is selected. Tick their boxes first." in refused.text) == (
        422,
        True,
    )


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"lead": "MOH", "note": "Adopted"}, "belong to a status"),
        ({"lead": "MOH", "reason": "CAT asks"}, "belongs to a priority"),
        ({"no_due": "1", "due": "2027"}, "choose one of both"),
    ],
)
def test_nothing_that_was_typed_is_dropped_without_a_word(kept, pages, fields, words):
    before = kept.listing()
    for address in ("/selection/check", "/selection/apply"):
        refused = pages.act(address, CHOSEN, codes=FIRST, **fields)
        assert (refused.status_code, words in refused.text) == (422, True)
    assert kept.listing() == before
