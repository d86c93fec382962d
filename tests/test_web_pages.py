"""Every page in both languages: what it shows, what its filters and files give, and that no text becomes markup."""

import html
import io
import re

import pytest
from markupsafe import escape
from openpyxl import load_workbook
from pages import FIRST, ROWS, signed_on
from reply import reply_of
from routes import addresses, words_of

from tracker.language.texts import Texts
from tracker.web.recommendation import VOICES

MARKUP = "<script>alert('x')</script> & \"more\""
PAGES = {
    "/": ("Where the group stands", "Qrup üzrə vəziyyət"),
    "/register": ("Remove all", "Hamısını götür"),
    f"/recommendation/{FIRST}": ("Where it stands", "İcra vəziyyəti"),
    "/recommendation/CAT-5/13(b)": ("Where it comes from", "Mənbəyi"),
    "/activity": ("Every import and every act", "Bütün idxallar"),
    "/activity/2": ("Undo this batch", "Bu əməliyyatı geri qaytar"),
    "/reports": ("Make the report", "Hesabatı hazırla"),
    "/agencies": ("Add an agency", "Qurum əlavə et"),
    "/agency/MOJ": ("Spellings in sheets", "Cədvəllərdəki yazılış variantları"),
    "/reviews": ("Add a review", "İcmal əlavə et"),
    "/review/CAT-5": ("Save the review", "İcmalı yadda saxla"),
    "/words": ("Sheets that are remembered", "Yadda saxlanılmış cədvəllər"),
    "/help": ("The first quarter of an hour", "İlk on beş dəqiqə"),
}


@pytest.mark.parametrize("address", PAGES)
def test_every_page_is_there_in_both_languages(pages, address):
    filtered = f"{address}?mechanism=UPR&" if address == "/register" else f"{address}?"
    for language, words in zip(("en", "az"), PAGES[address], strict=True):
        page = pages.read(f"{filtered}language={language}")
        assert f'<html lang="{language}">' in page
        assert words in page


def test_the_language_is_the_one_chosen_last_else_the_browser_s(pages):
    assert '<html lang="az">' in pages.get("/help", headers={"Accept-Language": "az, en;q=0.5"}).text
    assert '<html lang="en">' in pages.get("/help", headers={"Accept-Language": "fi"}).text
    pages.read("/help?language=az")
    assert '<html lang="az">' in pages.get("/help", headers={"Accept-Language": "en"}).text


def test_a_figure_of_home_leads_to_as_many_rows_in_the_register(pages):
    found = re.findall(r'<a href="(/register[^"]*)">(\d+)\s*<span>', pages.read("/"))
    assert [number for _, number in found] == ["3", "1", "1", "1", "2"]
    for address, number in found:
        noun = "recommendation" if number == "1" else "recommendations"
        assert f"{number} {noun}</p>" in pages.read(html.unescape(address)), address


@pytest.mark.parametrize(
    ("filtered", "codes"),
    [
        ("mechanism=CAT", {"CAT-5/13(b)"}),
        ("review=UPR-4&position=noted", {"UPR-4/138.2"}),
        ("agency=MIA&role=lead", {"UPR-4/138.2", "CAT-5/13(b)"}),
        ("status=in_progress&status=unknown", {FIRST, "CAT-5/13(b)"}),
        ("overdue=1", {FIRST, "CAT-5/13(b)"}),
        ("state=Chile", {FIRST}),
        ("text=doctors", {"CAT-5/13(b)"}),
        ("due_after=2026-01-01", {"UPR-4/138.2"}),
        ("cycle=4&open=1&mandate=in", {FIRST, "UPR-4/138.2"}),
        ("waiting=1", set()),
    ],
)
def test_the_address_of_the_register_is_the_view(pages, filtered, codes):
    page = pages.read(f"/register?{filtered}")
    assert {code for code in (FIRST, "UPR-4/138.2", "CAT-5/13(b)") if f">{code}</a>" in page} == codes


def test_a_filter_in_use_is_named_and_can_be_removed(pages):
    page = pages.read("/register?mechanism=CAT&overdue=1")
    assert 'href="/register?overdue=1">mechanism CAT' in page
    assert 'href="/register?mechanism=CAT">overdue only' in page


def test_a_long_list_comes_in_pages(quick_desk):
    rows = [["Mechanism", "No.", "Recommendation"]]
    rows += [["UPR 4th cycle", f"139.{number}", f"Build school number {number}"] for number in range(1, 61)]
    quick_desk.take(quick_desk.sheet(rows), yes=True)
    with signed_on(quick_desk) as pages:
        first, second = pages.read("/register"), pages.read("/register?page=2")
    assert (first.count('<tr id="UPR-4/139.'), second.count('<tr id="UPR-4/139.')) == (50, 10)
    assert "Page 2 of 2" in second


def test_the_list_is_saved_as_it_is_shown(pages):
    sheet = pages.get("/register.xlsx?mechanism=CAT")
    assert sheet.headers["Content-Disposition"].startswith("attachment")
    assert sheet.mimetype == "application/octet-stream"
    cells = [cell.value for row in load_workbook(io.BytesIO(sheet.data)).active for cell in row]
    assert "CAT-5/13(b)" in cells
    assert FIRST not in cells
    csv = pages.get("/register.csv?mechanism=CAT&language=az").data.decode("utf-8-sig")
    assert csv.startswith("Kod;")
    assert ("CAT-5/13(b)" in csv, FIRST in csv) == (True, False)


@pytest.mark.parametrize(
    ("kind", "form", "begins"),
    [
        ("progress", ".docx", b"PK"),
        ("progress", ".json", b"{"),
        ("pack", ".html", b"<!DOCTYPE html>"),
        ("pack", ".xlsx", b"PK"),
    ],
)
def test_reports_are_made_in_their_forms_and_languages(pages, kind, form, begins):
    for language in ("en", "az"):
        found = pages.get(f"/report?kind={kind}&form={form}&in={language}")
        assert (found.status_code, found.data[: len(begins)]) == (200, begins)
        name = f"{kind}-2026-03-02-{language}{form}"
        assert found.headers["Content-Disposition"] == f"attachment; filename={name}"


def test_a_report_has_no_form_that_it_has_not(pages):
    assert pages.get("/report?kind=pack&form=.csv").status_code == 422
    assert pages.get("/report?kind=pack&form=../x").status_code == 422
    assert pages.get("/report?kind=pack&form=.pdf&since=soon").status_code == 422


def test_texts_of_sheets_and_people_never_become_markup(quick_desk):
    desk = quick_desk
    rows = [[*ROWS[0], "Themes", "Note", "Other <b>"], [*ROWS[1], MARKUP, MARKUP, MARKUP]]
    rows[1][2], rows[1][4], rows[1][8] = f"Ratify {MARKUP}", MARKUP, MARKUP
    desk.take(desk.sheet(rows, f"<i>{'x' * 9}.xlsx", title="<b>Sheet"), yes=True, who=MARKUP)
    day = ("--date", "2025-11-10")
    proof = desk.folder / "<i>proof.html"
    proof.write_text(MARKUP, encoding="utf-8")
    for words in (
        ("contribution", "add", FIRST, MARKUP, "--from", "civil_society", "--author", "<i>", *day),
        ("evidence", "add", FIRST, proof, "--text", MARKUP, *day),
        ("status", FIRST, "in_progress", "--voice", "agency", "--agency", "MOJ", "--note", MARKUP, "--measure", MARKUP),
        ("status", FIRST, "not_started", "--voice", "ombudsperson", "--note", MARKUP),
        ("agencies", "add", "EVIL", MARKUP),
        ("agencies", "rename", "MOJ", "--name", f"Justice {MARKUP}"),
        ("posts", "add", "MOJ", MARKUP, "--email", MARKUP),
        ("posts", "hold", "MOJ", MARKUP, MARKUP, "--from", "2025-01-01"),
        ("reviews", "add", "CCPR", "5", "--symbol", "<i>CCPR/C/5"),
        ("request", "open", "--title", MARKUP, "--due", "2026-05-01", "-o", desk.folder / "round"),
        ("letters", "received", "MOJ", "--request", "1", "--number", "<i>7/1", "--date", "2026-03-01"),
        ("priority", FIRST, "--set", "high", "--reason", MARKUP),
        ("meeting", "add", "--on", "2026-06-09"),
        ("meeting", "decide", "1", MARKUP, FIRST, "--owner", "MOJ"),
        ("list", "--agency", "MOJ", "--save", MARKUP),
        ("users", "add", MARKUP, "--role", "agency", "--agency", "MOJ"),
    ):
        assert desk.run(*words).code in (0, 2), words
    with signed_on(desk) as pages:
        known = [address.path for address in addresses(pages.client.application) if not address.acts]
        reports = [
            f"/report?kind={kind}&form={form}" for kind in ("progress", "pack") for form in (".html", ".xlsx", ".docx")
        ]
        for address in (*known, *reports, f"/register?text={MARKUP}", f"/{MARKUP}", f"/recommendation/{MARKUP}"):
            found = pages.get(address)
            assert found.status_code in (200, 404, 422), address
            if found.mimetype == "text/html" or found.data[:1] in (b"<", b"P"):
                assert re.findall(r"<script>alert|<i>|<b>Sheet", words_of(found.data)) == [], address
        page = pages.read(f"/recommendation/{FIRST}")
    assert page.count("&lt;script&gt;") > 12
    assert "alert(&#39;x&#39;)&lt;/script&gt; &amp; &#34;more&#34;" in page


def test_everything_of_a_recommendation_is_on_its_page(quick_desk):
    quick_desk.take(quick_desk.sheet(ROWS), yes=True)
    quick_desk.ok("status", FIRST, "partially_implemented", "--voice", "agency", "--agency", "MOJ", "--note", "Half done",
                  "--evidence", "Law No. 12, 2025-05-06")  # fmt: skip
    quick_desk.ok("status", FIRST, "not_started", "--voice", "ombudsperson", "--note", "Nothing was seen")
    proof = quick_desk.folder / "order <114>.txt"
    proof.write_text("the order", encoding="utf-8")
    quick_desk.ok("evidence", "add", FIRST, proof, "--text", "Order No. 114", "--date", "2025-03-12")
    with signed_on(quick_desk) as pages:
        page = pages.read(f"/recommendation/{FIRST}")
        file = pages.get(f"/evidence/2/{FIRST}")
    for words in ("In progress", "Half done", "Nothing was seen", "Draft law", "Law No. 12", "Order No. 114", "Chile",
                  "Supported", "2025-12-31", "follow-up.xlsx, Sheet1, G2", "Leyla"):  # fmt: skip
        assert words in page
    for voice in VOICES.values():
        assert f"<h3>{escape(voice)}</h3>" in page
    assert (file.data, file.mimetype) == (b"the order", "application/octet-stream")
    assert file.headers["Content-Disposition"].startswith("attachment")


def test_the_letters_of_rounds_that_asked_about_it_are_on_its_page(quick_desk):
    quick_desk.take(quick_desk.sheet(ROWS), yes=True)
    quick_desk.ok("request", "open", "--title", "Spring", "--due", "2026-05-01", "-o", quick_desk.folder / "round")
    quick_desk.ok("letters", "received", "MOJ", "--request", "1", "--number", "7/1-33", "--date", "2026-03-01")
    quick_desk.take(reply_of(quick_desk, "MOJ").fill(FIRST, note="We are at it").save(quick_desk.folder), yes=True)
    with signed_on(quick_desk) as pages:
        assert "7/1-33" in pages.read(f"/recommendation/{FIRST}")
        assert "7/1-33" not in pages.read("/recommendation/UPR-4/138.2")


@pytest.mark.parametrize(
    ("address", "code", "words"),
    [
        ("/nothing", 404, "There is no such page."),
        ("/recommendation/UPR-9/1", 404, "there is no recommendation"),
        ("/activity/99", 404, "there is no batch 99."),
        ("/register?due_before=soon", 422, "is not a date"),
        ("/register?mechanism=NONE", 404, "there is no mechanism"),
        ("/undo/2", 405, "This address only takes forms of the tracker."),
    ],
)
def test_what_goes_wrong_is_said_in_plain_words(pages, address, code, words):
    found = pages.get(address)
    assert (found.status_code, words in found.text) == (code, True)
    assert "Traceback" not in found.text


def test_a_fault_of_the_program_is_no_traceback(pages, monkeypatch):
    monkeypatch.setattr("tracker.web.home.overview", lambda *_: 1 / 0)
    found = pages.get("/")
    assert (found.status_code, "Something went wrong" in found.text) == (500, True)
    assert "division" not in found.text


def test_an_empty_register_has_its_pages_too(quick_desk):
    with signed_on(quick_desk) as pages:
        for address in ("/", "/activity", "/reports"):
            pages.read(address)
        assert "The register is empty" in pages.read("/register")
        assert Texts("az")("Home") in pages.read("/?language=az")


def test_home_counts_anew_after_each_own_act_each_day_and_soon_after_others(quick_desk, monkeypatch):
    quick_desk.take(quick_desk.sheet(ROWS), yes=True)
    with signed_on(quick_desk) as pages:
        figures = re.compile(r">(\d+)\s*<span>")
        before = figures.findall(pages.read("/"))
        assert figures.findall(pages.read("/")) == before
        quick_desk.ok("due", FIRST, "--to", "2027")
        assert figures.findall(pages.read("/"))[-1] == "1"
        quick_desk.ok("due", FIRST, "--to", "2024", "--as", "Rauf")
        assert figures.findall(pages.read("/"))[-1] == "1"
        monkeypatch.setattr("tracker.web.home._SECONDS", 0)
        assert figures.findall(pages.read("/"))[-1] == "2"
        quick_desk.ok("due", FIRST, "--to", "2027", "--as", "Rauf")
        monkeypatch.setenv("TRACKER_TODAY", "2028-01-01")
        assert figures.findall(pages.read("/"))[-1] == "3"


def test_each_line_of_what_needs_a_decision_leads_to_its_rows(pages):
    page = pages.read("/")
    led = re.findall(r'<li><a href="([^"]+)">([^<]+)</a>: (\d+)</li>', page)
    assert "Recommendations without a status" in {words for _, words, _ in led}
    silent = re.search(r'<li><a href="(/register\?[^"]+)">Ministry of Internal Affairs</a>: (\d) of', page).groups()
    for address, number in [*((address, number) for address, _, number in led), silent]:
        if address.startswith("#"):
            assert f'<ul class="plain" id="{address[1:]}">' in page
        else:
            assert len(re.findall('<tr id="', pages.read(html.unescape(address)))) == int(number), address


def test_a_change_of_a_due_date_is_one_line_and_days_are_written_as_the_language_has_them(pages):
    pages.act("/due/UPR-4/138.2", "/recommendation/UPR-4/138.2", due="2027-05-31")
    page = pages.read("/recommendation/UPR-4/138.2")
    assert re.findall(r"<b>(due date[^<]*)</b>\s*<del>([^<]*)</del>\s*→\s*([^<]*)</p>", page) == [
        ("due date", "2027", "2027-05-31")
    ]
    page = pages.read("/recommendation/UPR-4/138.2?language=az")
    assert re.findall(r"<del>2027</del>\s*→\s*([^<]*)</p>", page) == ["31.05.2027"]
    for address, shown in (
        ("/activity", "<tbody>(.*)</tbody>"),
        ("/recommendation/UPR-4/138.2", 'class="history">(.*?)</ol>'),
    ):
        told = re.search(shown, pages.read(f"{address}?language=az"), re.DOTALL)[1]
        assert re.search(r"\d\d\.\d\d\.20\d\d \d\d:\d\d", told)
        assert not re.search(r"\b20\d\d-\d\d-\d\d\b", told), address


def test_the_first_page_says_how_the_pages_are_opened_again(pages):
    assert "press Ctrl+C in the window of &#39;tracker web&#39; and start it again" in pages.read("/")
