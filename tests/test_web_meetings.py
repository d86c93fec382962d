"""A meeting on the pages, from the invitation to the minutes and what became of its decisions; and who may do it."""

import html
import re

import pytest
from desk import content
from office import office_of, with_people
from pages import FIRST, ROWS
from rounds import words_of

SECOND = "UPR-4/138.2"
MARKUP = "<b>Send</b> <script>alert(1)</script> it"


def added(pages, on="2026-03-02", **fields):
    """Add a meeting by the form; the address of its page."""
    done = pages.act("/meetings/add", "/meetings", **{"on": on, "kind": "ordinary", **fields})
    assert done.status_code == 303, done.text
    return done.headers["Location"]


def told(pages, page, act, **fields):
    """Send a form of a meeting's page; the page that it leads to, as people read it."""
    done = pages.act(f"{page}/{act}", page, **fields)
    assert (done.status_code, done.headers.get("Location")) == (303, page), done.text
    return html.unescape(pages.read(page))


def undone(pages, shown):
    """Undo what a page tells, by the form that it has for it; the page that this leads to."""
    form = re.search(r'action="/undo/(\d+)">(.*?)</form>', shown, re.DOTALL)
    hidden = dict(re.findall(r'name="(back|meeting|code)" value="([^"]*)"', form[2]))
    return pages.act(f"/undo/{form[1]}", "/meetings", **hidden).headers["Location"]


def minutes(desk, pages, page, language):
    """The words of the minutes, as they are saved from the page."""
    found = pages.get(f"{page}/minutes-{language}.docx")
    assert found.headers["Content-Disposition"] == f"attachment; filename=minutes-{page[-1]}-{language}.docx"
    target = desk.folder / "minutes.docx"
    target.write_bytes(found.data)
    return words_of(target)


def test_a_meeting_from_the_agenda_to_the_minutes_and_back(kept, pages, monkeypatch):
    before = content(kept)
    assert "There are no meetings yet." in pages.read("/meetings")
    page = added(pages, title="Progress in 2025", venue="Baku")
    assert page == "/meetings/1"
    shown = pages.read(page)
    assert ("Meeting 1 was added." in shown, "Ordinary meeting; 2 March 2026; Baku" in shown) == (True, True)

    shown = told(pages, page, "propose")
    assert ("1. Overdue recommendations: 2" in shown, "2. Recommendations without a status: 1" in shown) == (True, True)
    shown = told(pages, page, "point", text="Plan for 2027")
    assert "Plan for 2027</span>" in shown
    assert "Point 1 was taken off the agenda." in (shown := told(pages, page, "point/remove", point="1"))
    assert ("Overdue recommendations: 2" in shown, "1. Recommendations without a status: 1" in shown) == (False, True)
    assert undone(pages, shown) == page
    assert "1. Overdue recommendations: 2" in pages.read(page)

    shown = told(pages, page, "attended", agency=["MOJ", "MIA"], **{"persons MOJ": "Elçin Quliyev"})
    assert ("Attended: MOJ, MIA." in shown, "<small>Elçin Quliyev</small>" in shown) == (True, True)
    shown = told(pages, page, "attended", agency=["MOJ"], **{"persons MOJ": "Elçin Quliyev"})
    assert ("Attended: MOJ." in shown, "<li>Ministry of Internal Affairs" in shown) == (True, False)

    decision = {"text": "Send the draft law", "agency": "MOJ", "due": "2026-03-31", "about": f"{FIRST},\n{SECOND}"}
    shown = told(pages, page, "decide", **decision)
    assert "Decision 1.1 was recorded." in shown
    assert [kept.run("meeting", "decisions", "--format", "json").json[0][name] for name in ("due", "agency", "codes")] == [
        "2026-03-31", "MOJ", [FIRST, SECOND],
    ]  # fmt: skip
    assert "1 of 1 open" in pages.read("/meetings")
    for language, words in (("en", "Minutes of meeting 1"), ("az", "1 nömrəli iclasın protokolu")):
        read = minutes(kept, pages, page, language)
        assert (words in read, "1.1 | Send the draft law" in read, "(Elçin Quliyev)" in read) == (True, True, True)

    # The next meeting goes through what is open: it is late, and then it is done.
    monkeypatch.setenv("TRACKER_TODAY", "2026-06-09")
    following = added(pages, "2026-06-09")
    assert '<span class="late">2026-03-31</span>' in pages.read(following)
    home = html.unescape(pages.read("/"))
    assert ('href="/meetings/1#decisions">Decision 1.1</a>' in home, "MOJ: 'Send the draft law'" in home) == (
        True,
        True,
    )
    assert 'href="/meetings/1#decisions">Decision 1.1</a>' in pages.read(f"/recommendation/{FIRST}")
    assert "open, due 2026-03-31" in pages.read(f"/recommendation/{FIRST}")
    shown = told(pages, following, "done", decision="1.1", on="2026-05-28", note="The Cabinet has it")
    assert "Decision 1.1: done on 2026-05-28." in shown
    assert "done on 2026-05-28" in pages.read(f"/recommendation/{SECOND}")
    shown = pages.read(page)
    assert ("The Cabinet has it" in shown, "Mark as done" in shown) == (True, False)
    assert "0 of 1 open" in pages.read("/meetings")

    # All of it is undone, on the pages.
    for row in kept.run("batches", "--format", "json").json[:-2]:
        if row["kind"] != "undo" and not row["undone_by"]:
            assert pages.act(f"/undo/{row['batch']}", "/meetings").status_code == 303, row
    assert content(kept) == before


def test_the_undo_of_a_new_meeting_leads_to_the_list(kept, pages):
    shown = pages.read(added(pages))
    assert undone(pages, shown) == "/meetings"
    assert "Undone: meeting of 2026-03-02." in pages.read("/meetings")


def test_a_meeting_by_mistake_is_removed_but_not_one_that_decided(kept, pages):
    page = added(pages)
    told(pages, page, "propose")
    assert pages.act(f"{page}/remove", page).headers["Location"] == "/meetings"
    assert ("Meeting 1 was removed." in pages.read("/meetings"), pages.get(page).status_code) == (True, 404)
    page = added(pages)
    assert "Remove this meeting" in pages.read(page)
    assert "Remove this meeting" not in told(pages, page, "decide", text="Send the draft law")
    refused = pages.act(f"{page}/remove", page)
    assert (refused.status_code, "meeting 1 has decided 1.1." in refused.text) == (422, True)


@pytest.mark.parametrize(
    ("act", "fields", "code", "said"),
    [
        ("decide", {"text": " ", "due": "2027"}, 422, "qərarın mətni yoxdur. Nəyin icra ediləcəyini yazın."),
        ("decide", {"text": "Send it", "due": "soon"}, 422, "'soon' tarix deyil."),
        ("decide", {"text": "Send it", "due": "2025"}, 422, "son tarix (31.12.2025) iclasın tarixindən"),
        ("decide", {"text": "Send it", "about": "UPR-4/999"}, 404, "UPR-4/999"),
        ("decide", {"text": "Send it", "agency": "NOBODY"}, 404, "NOBODY"),
        ("done", {"decision": "1.9"}, 404, "'1.9' nömrəli qərar yoxdur."),
        ("done", {"decision": "1.1", "on": "2026-02-27"}, 422, "27.02.2026 tarixində icra oluna bilməz"),
        ("point", {"text": " "}, 422, "gündəlik məsələsinin mətni yoxdur."),
        ("point/remove", {"point": "4"}, 404, "gündəliyində 4 nömrəli məsələ yoxdur"),
        ("attended", {}, 422, "Heç nə dəyişdirilmədi"),
        ("attended", {"persons MOJ": "Elçin"}, 422, "MOJ üçün ad yazılıb"),
    ],
)
def test_what_the_rules_refuse_is_said_with_what_was_typed(kept, pages, act, fields, code, said):
    page = added(pages)
    told(pages, page, "decide", text="Send the draft law")
    before = kept.everything()
    refused = pages.act(f"{page}/{act}", f"{page}?language=az", **fields)
    assert (refused.status_code, said in html.unescape(refused.text)) == (code, True), refused.text
    for name in {"text", "due", "about", "note", "persons MOJ"} & set(fields):
        assert html.escape(fields[name]) in refused.text
    assert kept.everything() == before


def test_a_meeting_that_was_put_off_is_corrected(kept, pages):
    page = added(pages, "2026-03-01", title="Progress")
    added(pages, "2026-03-17")
    put_off = {"on": "2026-03-02", "kind": "extraordinary", "title": "Progress in 2025", "venue": "Gəncə"}
    shown = told(pages, page, "correct", **put_off)
    assert "Meeting 1 was corrected." in shown
    assert ("Extraordinary meeting; 2 March 2026; Gəncə" in shown, "Meeting 1: Progress in 2025" in shown) == (
        True,
        True,
    )
    told(pages, page, "decide", text="Send the draft law")
    told(pages, page, "done", decision="1.1")
    for fields, said in (
        ({}, "Nothing was changed: it is so already."),
        ({"on": "2026-03-17", "kind": "ordinary"}, "meeting 2 is of 2026-03-17 already."),
        ({"on": "2026-03-03"}, "decision 1.1 was done on 2026-03-02. A meeting cannot be later"),
    ):
        refused = pages.act(f"{page}/correct", page, **{**put_off, **fields})
        assert (refused.status_code, said in html.unescape(refused.text)) == (422, True), said
    seen = pages.hidden(page)
    kept.ok("meeting", "correct", "1", "--title", "", "--venue", "Baku", "--as", "Rauf")
    refused = pages.post(f"{page}/correct", **seen, **put_off)
    assert (refused.status_code, "Rauf: correct meeting 1" in refused.text) == (409, True)
    assert kept.run("meeting", "list", "--format", "json").json[1]["venue"] == "Baku"


def test_a_day_that_has_its_meeting_and_a_kind_that_is_none_are_refused(kept, pages):
    added(pages)
    for fields, said in (
        ({"on": "2026-03-02", "kind": "ordinary"}, "meeting 1 is of 2026-03-02 already."),
        ({"on": "2026-03-03", "kind": "secret"}, "This is not a kind of meeting."),
        ({"kind": "ordinary"}, "The day is missing."),
    ):
        refused = pages.act("/meetings/add", "/meetings", title="Again", **fields)
        assert (refused.status_code, said in refused.text, 'value="Again"' in refused.text) == (422, True, True)
    added(pages, kind="extraordinary")
    assert [pages.get(f"/meetings/{number}").status_code for number in (1, 2, 3, 10**30)] == [200, 200, 404, 404]
    assert pages.get("/meetings/1/minutes-ru.docx").status_code == 404


CHANGES = {
    "attended": (["attend", "1", "MOJ"], {"agency": "MIA"}),
    "point": (["agenda", "1", "--add", "Plan for 2027"], {"text": "Figures"}),
    "point/remove": (["agenda", "1", "--remove", "1"], {"point": "1"}),
    "correct": (["correct", "1", "--venue", "Baku"], {"on": "2026-03-02", "kind": "ordinary", "venue": "Gəncə"}),
    "propose": (["agenda", "1", "--propose"], {}),
    "decide": (["decide", "1", "Open a shelter"], {"text": "Open a shelter"}),
    "done": (["done", "1.1"], {"decision": "1.1"}),
    "remove": (["attend", "1", "MOJ"], {}),
}


@pytest.mark.parametrize("act", CHANGES)
def test_a_second_saver_is_told_what_changed_and_by_whom(kept, pages, act):
    command, fields = CHANGES[act]
    page = added(pages)
    told(pages, page, "point", text="Progress")
    told(pages, page, "decide", text="Send the draft law")
    seen = pages.hidden(page)
    kept.ok("meeting", *command, "--as", "Rauf")
    before = kept.everything()
    refused = pages.post(f"{page}/{act}", **seen, **fields)
    assert (refused.status_code, "was changed while this page was open (Rauf: " in refused.text) == (409, True)
    assert kept.everything() == before
    kept.ok("undo", str(kept.run("batches", "--format", "json").json[0]["batch"]))
    refused = pages.post(f"{page}/{act}", **seen, **fields)
    assert refused.status_code == 409, "an undo is a change as well"


def test_who_counts_heads_and_who_keeps_the_agenda_do_not_wait_for_each_other(kept, pages):
    page = added(pages)
    seen = pages.hidden(page)
    kept.ok("meeting", "attend", "1", "MOJ", "--as", "Rauf")
    assert pages.post(f"{page}/point", **seen, text="Progress").status_code == 303
    assert pages.post(f"{page}/decide", **seen, text="Send the draft law").status_code == 303
    assert pages.post(f"{page}/attended", **seen, agency="MIA").status_code == 409


def test_the_report_for_a_meeting_has_its_agenda(kept, pages):
    added(pages, "2026-01-15")
    page = added(pages, "2026-03-10")
    told(pages, page, "point", text="Plan for 2027")
    (link,) = re.findall(r'href="(/reports\?meeting=2)"', pages.read(page))
    form = pages.read(link)
    assert ("For meeting 2, 10 March 2026" in form, 'name="since" value="2026-01-15"' in form) == (True, True)
    assert 'name="kind" value="pack" checked' in form
    report = pages.get("/report?kind=pack&form=.html&in=en&meeting=2").text
    assert ("Plan for 2027" in report, "changes since 15 January 2026" in report) == (True, True)
    assert "Plan for 2027" not in pages.get("/report?kind=pack&form=.html&in=en").text
    assert pages.get("/reports?meeting=9").status_code == 404


def test_texts_of_meetings_are_shown_as_text(kept, pages):
    page = added(pages, title=MARKUP, venue=MARKUP)
    told(pages, page, "point", text=MARKUP)
    told(pages, page, "attended", agency="MOJ", **{"persons MOJ": MARKUP})
    told(pages, page, "decide", text=MARKUP, agency="MOJ", about=FIRST)
    addresses = ("/meetings", page, f"/recommendation/{FIRST}", "/my?agency=MOJ")
    for address in addresses:
        shown = pages.read(address)
        assert ("&lt;script&gt;" in shown, "<script" in shown, "<b>Send" in shown) == (True, False, False), address
    told(pages, page, "done", decision="1.1", note=MARKUP)
    assert "<script" not in pages.read(page)
    assert MARKUP in minutes(kept, pages, page, "az")


def test_an_agency_sees_what_it_has_to_carry_out_and_no_other_decision(quick_desk):
    quick_desk.take(quick_desk.sheet(ROWS), yes=True)
    quick_desk.ok("meeting", "add", "--on", "2026-03-02")
    quick_desk.ok("meeting", "decide", "1", "Send the draft law", FIRST, "--owner", "MOJ")
    quick_desk.ok("meeting", "decide", "1", "Ask Zanzibar", FIRST, "--owner", "MIA")
    with office_of(with_people(quick_desk)) as office:
        pages = office.at("agency")
        for address in ("/my", f"/recommendation/{FIRST}"):
            shown = pages.read(address)
            assert ("Send the draft law" in shown, "Zanzibar" in shown, "/meetings" in shown) == (True, False, False)
        for address in ("/meetings", "/meetings/1", "/meetings/1/minutes-en.docx"):
            assert pages.get(address).status_code == 403
        for role in ("observer", "ombudsperson"):
            pages = office.at(role)
            shown = pages.read("/meetings/1")
            assert ("Zanzibar" in shown, '<form method="post" action="/meetings' in shown) == (True, False)
            assert "Ask Zanzibar" in minutes(quick_desk, pages, "/meetings/1", "en")
            assert pages.act("/meetings/1/decide", "/help", text="Mine").status_code == 403
