"""My agency with many recommendations: what is owed first, in pages, with a filter that stays in the address."""

import re

import pytest
from office import office_of, with_people
from pages import signed_on
from rounds import answer, open_round

HEADER = ["Mechanism", "No.", "Recommendation", "Lead agency", "Contributing", "Status", "Due date"]
CAT = [
    ["CAT/C/AZE/CO/5", "13(b)", "Let doctors examine persons in custody", "MOJ", "", "", "06.2025"],
    ["CAT/C/AZE/CO/5", "17(a)", "Investigate every allegation", "MIA", "MOJ", "Planned", "2027"],
]
UPR = [
    ["UPR 4th cycle", f"140.{number}", f"Build court {number}", "MOJ", "", "In progress", ""] for number in range(1, 61)
]


def asked(desk):
    """MOJ was asked about two recommendations of CAT, and has 60 of the UPR about which it was not asked."""
    desk.take(desk.sheet([HEADER, *CAT]), yes=True)
    open_round(desk)
    desk.take(desk.sheet([HEADER, *UPR], "upr.xlsx"), yes=True)
    return desk


@pytest.fixture
def pages(quick_desk):
    with signed_on(asked(quick_desk)) as pages:
        yield pages


def codes(page):
    """The recommendations that the page shows, in their order."""
    return re.findall(r'<h3><a class="code" href="[^"]+">([^<]+)</a>', page)


def kinds(page):
    """What can be shown, with how many there are."""
    return dict(re.findall(r'<li><a href="/my[^>]*>([\w ]+) \((\d+)\)</a></li>', page))


def test_what_is_owed_stands_first_and_the_rest_is_in_pages(desk):
    with signed_on(asked(desk)) as pages:
        page = pages.read("/my?agency=MOJ")
        assert codes(page)[:3] == ["CAT-5/13(b)", "CAT-5/17(a)", "UPR-4/140.1"]
        assert ("62 recommendations" in page, len(codes(page)), "Page 1 of 2" in page) == (True, 50, True)
        assert kinds(page) == {"All": "62", "To be replied to": "2", "Overdue": "1"}
        assert ("To be replied to (2)</h2>" in page, "The others (60)</h2>" in page) == (True, True)

        page = pages.read("/my?agency=MOJ&page=2")
        assert codes(page) == [f"UPR-4/140.{number}" for number in range(49, 61)]
        assert ("Round 1" in page, "The others (60)</h2>" in page, "To be replied to (2)</h2>" in page) == (
            False,
            True,
            False,
        )
        assert codes(pages.read("/my?agency=MOJ&page=99")) == codes(page)


def test_what_was_replied_to_is_owed_no_more(quick_desk, pages):
    answer(quick_desk, "MOJ", "CAT-5/13(b)")
    page = pages.read("/my?agency=MOJ")
    assert codes(page)[:2] == ["CAT-5/17(a)", "UPR-4/140.1"]
    assert kinds(page)["To be replied to"] == "1"
    assert "CAT-5/13(b)" in codes(pages.read("/my?agency=MOJ&mechanism=CAT"))


def test_a_later_round_is_what_counts(quick_desk, pages):
    answer(quick_desk, "MOJ", "CAT-5/13(b)", "CAT-5/17(a)")
    assert kinds(pages.read("/my?agency=MOJ"))["To be replied to"] == "0"
    quick_desk.ok(
        "request",
        "open",
        "--title",
        "Autumn",
        "--due",
        "2026-09-30",
        "--mechanism",
        "CAT",
        "-o",
        quick_desk.folder / "r2",
    )
    assert kinds(pages.read("/my?agency=MOJ"))["To be replied to"] == "2"


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("mechanism=CAT", ["CAT-5/13(b)", "CAT-5/17(a)"]),
        ("review=CAT-5&status=planned", ["CAT-5/17(a)"]),
        ("status=unknown", ["CAT-5/13(b)"]),
        ("asked=1", ["CAT-5/13(b)", "CAT-5/17(a)"]),
        ("overdue=1", ["CAT-5/13(b)"]),
        ("asked=1&status=planned", ["CAT-5/17(a)"]),
        ("asked=1&mechanism=UPR", []),
        ("text=court", [*("CAT-5/13(b)", "CAT-5/17(a)"), *(f"UPR-4/140.{number}" for number in range(1, 49))]),
    ],
)
def test_the_address_says_what_is_shown(pages, words, shown):
    page = pages.read(f"/my?agency=MOJ&{words}")
    assert codes(page) == shown
    assert ("No recommendation matches these filters." in page) == (not shown)


def test_the_filter_stays_from_page_to_page_and_after_an_act(pages):
    page = pages.read("/my?agency=MOJ&mechanism=UPR&page=2")
    assert 'href="/my?agency=MOJ&amp;mechanism=UPR&amp;page=1#list"' in page
    (way,) = set(re.findall(r'name="way" value="([^"]*)"', page))
    said = {"agency": "MOJ", "status": "in_progress", "note": "The site is cleared", "from": "my_agency"}
    done = pages.act("/claim/UPR-4/140.60", "/my?agency=MOJ", **said, way=way.replace("&amp;", "&"))
    assert done.headers["Location"] == "/my?agency=MOJ&mechanism=UPR&page=2"
    strange = "_external=1&_scheme=ftp&agency=MIA&status=planned&status=in_progress"
    done = pages.act("/claim/UPR-4/140.60", "/my?agency=MOJ", **said, way=strange)
    assert done.headers["Location"] == "/my?agency=MOJ&status=planned&status=in_progress"


def test_a_filter_that_is_not_known_is_told(pages):
    assert pages.get("/my?agency=MOJ&mechanism=NONE").status_code == 404


def test_a_focal_point_filters_its_own_alone(quick_desk, pages):
    with office_of(with_people(quick_desk)) as office:
        page = office.at("agency").read("/my?agency=MIA&mechanism=CAT&asked=1")
        assert codes(page) == ["CAT-5/13(b)", "CAT-5/17(a)"]
        assert (kinds(page)["All"], "agency=" in page.partition('id="list"')[2]) == ("2", False)


def test_the_page_says_where_the_workbook_is_sent(quick_desk, pages):
    assert "send it by e-mail to the secretariat. This page takes no workbook." in pages.read("/my?agency=MOJ")
    quick_desk.ok("posts", "add", "MFA", "Head of the secretariat", "--email", "tracker@mfa.example")
    assert "by e-mail to the secretariat (tracker@mfa.example)." in pages.read("/my?agency=MOJ")
