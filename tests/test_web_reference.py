"""Agencies, reviews and words on their pages: shown, changed, told in the reader's language, undone."""

import html
import re

import pytest
from desk import content

from tracker.web import agencies, reviews, words

POST = "Head of the department"


def undo(pages, shown):
    """Undo what a page tells, by the form that it has for it."""
    number = re.search(r'action="/undo/(\d+)"', shown)[1]
    return pages.act(f"/undo/{number}", f"/activity/{number}").status_code


ACTS = {
    "add": ("/agencies", "/agencies/add", {"key": "mot", "name": "Ministry of Tourism"}, "MOT was added."),
    "names": ("/agency/MOJ", "/agency/MOJ/names", {"name_az": "Hüquq Nazirliyi"}, "The names of MOJ were changed."),
    "spelling": ("/agency/MOJ", "/agency/MOJ/spelling", {"text": "Min. Law"}, "Sheets that say “Min. Law” mean MOJ."),
    "no spelling": (
        *("/agency/MOJ", "/agency/MOJ/spelling/remove", {"text": "Ministry of Justice"}),
        "“Ministry of Justice” is no longer a spelling of MOJ.",
    ),
    "close": ("/agency/MOJ", "/agency/MOJ/close", {"into": "MIA"}, "1 recommendation moved."),
    "post": ("/agency/MOJ", "/agency/MOJ/post", {"title": POST}, f"MOJ has the post “{POST}”."),
    "review": ("/reviews", "/reviews/add", {"mechanism": "CCPR", "cycle": "5"}, "CCPR-5 was added."),
    "review corrected": (
        *("/review/CAT-5", "/review/CAT-5/correct", {"symbol": "CAT/C/AZE/CO/5", "adopted": "2024-05"}),
        "CAT-5 was corrected.",
    ),
}


@pytest.mark.parametrize("act", ACTS)
def test_reference_data_are_changed_and_undone(kept, pages, act):
    page, address, fields, told = ACTS[act]
    before = content(kept)
    done = pages.act(address, page, **fields)
    assert done.status_code == 303, done.text
    shown = pages.read(done.headers["Location"])
    assert told in html.unescape(shown)
    assert content(kept) != before
    assert undo(pages, shown) == 303
    assert content(kept) == before


def test_a_post_and_its_holders(kept, pages):
    page, given = "/agency/MOJ", {"post": POST}
    pages.act("/agency/MOJ/post", page, title=POST, email="international@example.org")
    pages.act("/agency/MOJ/post/hold", page, **given, name="Elçin Quliyev", **{"from": "2024-01-01"})
    pages.act("/agency/MOJ/post/hold", page, **given, name="Aysel Məmmədova", **{"from": "2026-03-01"})
    shown = html.unescape(pages.read(page))
    assert f"Aysel Məmmədova: “{POST}” from 2026-03-01." in shown
    assert ("<b>Aysel Məmmədova</b>" in shown, "Elçin Quliyev (2024-01-01 – 2026-02-28)" in shown) == (True, True)
    assert "Aysel Məmmədova" in pages.read("/agencies")
    pages.act("/agency/MOJ/post/end", page, **given, on="2026-03-31")
    assert "2026-03-31" in kept.ok("posts", "--agency", "MOJ")
    assert pages.act("/agency/MOJ/post/remove", page, **given).status_code == 422
    pages.act("/agency/MOJ/post/remove", page, **given, reason="dissolved")
    assert "No posts yet." in (shown := pages.read(page))
    assert undo(pages, shown) == 303
    assert "Aysel Məmmədova" in pages.read(page)


def test_what_was_learned_is_corrected_and_forgotten(kept, pages):
    rows = [["No.", "Recommendation", "Lead agency"], ["138.9", "Build a school", "The school people"]]
    sheet = kept.sheet(rows, "asked.xlsx")
    (question,) = kept.take(sheet, review="UPR-4").questions
    kept.take(sheet, review="UPR-4", answers={question.id: "MSE"}, yes=True)
    shown = html.unescape(pages.read("/words"))
    assert ("The school people" in shown, '<option value="MSE" selected>' in shown) == (True, True)
    (word,) = [row for row in kept.run("words", "--format", "json").json if row["kind"] == "agency"]
    given = {"kind": "agency", "text": word["text"]}
    done = pages.act("/words/correct", "/words", **given, meaning="MOH")
    assert (done.status_code, done.headers["Location"]) == (303, "/words")
    assert kept.run("words", "--format", "json").json[0]["meaning"] == "MOH"
    assert pages.act("/words/correct", "/words", **given, meaning="MOH").status_code == 422
    pages.act("/words/forget", "/words", **given)
    assert word["text"] not in [row["text"] for row in kept.run("words", "--format", "json").json]
    refused = pages.act("/words/forget", "/words?language=az", **given, seen="99")
    assert (refused.status_code, "yadda saxlanılmış cavab yoxdur" in refused.text) == (404, True)


def test_what_the_rules_refuse_is_said_with_what_was_typed(kept, pages):
    before = kept.everything()
    refused = pages.act("/agencies/add", "/agencies?language=az", key="MOJ", name="Ministry of Tourism")
    assert (refused.status_code, "MOJ artıq başqa qurumun kodudur." in refused.text) == (422, True)
    assert 'value="Ministry of Tourism"' in refused.text
    refused = pages.act("/review/CAT-5/correct", "/review/CAT-5", symbol="a paper")
    assert (refused.status_code, 'value="a paper"' in refused.text) == (422, True)
    assert pages.get("/agency/NOBODY").status_code == 404
    assert kept.everything() == before


@pytest.mark.parametrize("symbol", ["CEDAW/C/AZE/CO/6", "CAT/C/GEO/CO/5", "CAT/C/AZE/CO/4"])
def test_a_review_takes_no_document_of_another(kept, symbol):
    refused = kept.run("reviews", "correct", "CAT-5", "--symbol", symbol)
    assert (refused.code, "document of" in refused.err) == (1, True)


JUSTICE, HOLDS = "/agency/MOJ", {"post": POST, "name": "Elçin", "from": "2026-02-01"}
WORD = {"kind": "agency", "text": "The school people"}
SHEET = {"name": "known.xlsx / Sheet1"}
SECOND = {
    "rename_agency": (JUSTICE, f"{JUSTICE}/names", {"name_az": "Ədliyyə"}, ("agencies", "rename", "MOJ", "--ru", "X")),
    "close_agency": (JUSTICE, f"{JUSTICE}/close", {}, ("agencies", "alias", "MOJ", "Min. Law")),
    "add_spelling": (JUSTICE, f"{JUSTICE}/spelling", {"text": "Law"}, ("agencies", "alias", "MOJ", "Min. Law")),
    "remove_spelling": (
        *(JUSTICE, f"{JUSTICE}/spelling/remove", {"text": "Ministry of Justice"}),
        ("agencies", "alias", "MOJ", "--remove", "Ministry of Justice"),
    ),
    "add_post": (JUSTICE, f"{JUSTICE}/post", {"title": "Second"}, ("posts", "add", "MOJ", "Second")),
    "hold_post": (JUSTICE, f"{JUSTICE}/post/hold", HOLDS, ("posts", "hold", "MOJ", POST, "Aysel", "--from", "2026-01-01")),
    "end_post": (JUSTICE, f"{JUSTICE}/post/end", {"post": POST, "on": "2026-03-01"}, ("undo", "the post")),
    "remove_post": (JUSTICE, f"{JUSTICE}/post/remove", {"post": POST, "reason": "r"}, ("undo", "the post")),
    "correct_review": (
        *("/review/CAT-5", "/review/CAT-5/correct", {"adopted": "2024-05"}),
        ("reviews", "correct", "CAT-5", "--adopted", "2024"),
    ),
    "correct_word": ("/words", "/words/correct", {**WORD, "meaning": "MOH"}, ("words", "correct", *WORD.values(), "MIA")),
    "forget_word": ("/words", "/words/forget", WORD, ("words", "forget", *WORD.values())),
    "forget_answer": ("/words", "/words/answer/forget", {**SHEET, "question": "q"}, ("layouts", SHEET["name"], "--forget")),
    "forget_layout": ("/words", "/words/sheet/forget", SHEET, ("layouts", SHEET["name"], "--forget")),
}  # fmt: skip
"""Acts on reference data: the page of the form, the form, and what a colleague does while it is open."""

ADDS = {"add_agency", "add_review"}
"""Acts that only add, and are refused where it is there already."""


def test_every_form_of_the_reference_data_is_tried(pages):
    acts = {route.name for module in (agencies, reviews, words) for route in module.ROUTES if route.act}
    assert acts == {*SECOND, *ADDS, "place_review"}


@pytest.mark.parametrize("act", SECOND)
def test_the_second_saver_of_reference_data_is_told_who_did_what_meanwhile(kept, pages, act):
    page, address, fields, meanwhile = SECOND[act]
    rows = [["No.", "Recommendation", "Lead agency"], ["138.9", "Build a school", "The school people"]]
    (question,) = kept.take(kept.sheet(rows, "asked.xlsx"), review="UPR-4").questions
    kept.take(kept.sheet(rows, "asked.xlsx"), review="UPR-4", answers={question.id: "MSE"}, yes=True)
    again = kept.sheet([rows[0], ["138.10", "Build a court", "MOJ"]], "known.xlsx")
    kept.ok("import", again, "--review", "UPR-4", "--yes", "--column", "Lead agency", "lead")
    post = re.search(r"tracker undo (\d+)", kept.ok("posts", "add", "MOJ", POST))[1]
    hidden = pages.hidden(page)
    kept.ok(*(post if word == "the post" else word for word in meanwhile), *(("--as", "Rauf")))
    before = kept.everything()
    refused = pages.post(address, **hidden, **fields)
    assert refused.status_code == 409, refused.text
    assert "was changed while this page was open (Rauf: " in html.unescape(refused.text)
    assert kept.everything() == before


def test_what_others_do_to_other_agencies_is_no_hindrance(kept, pages):
    hidden = pages.hidden(JUSTICE)
    kept.ok("agencies", "alias", "MIA", "Min. Int.")
    kept.ok("posts", "add", "MIA", POST)
    assert pages.post(f"{JUSTICE}/names", **hidden, name_az="Ədliyyə").status_code == 303


def test_rows_that_a_colleague_has_placed_are_not_placed_again(kept, pages):
    rows = [["No.", "Recommendation", "Lead agency"], ["138.9", "Build a school", "MSE"]]
    kept.take(kept.sheet(rows, "loose.xlsx"), yes=True)
    waiting = html.unescape(re.search(r'name="waiting" value="([^"]+)"', pages.read("/reviews"))[1])
    first, second = pages.hidden("/reviews"), pages.hidden("/reviews")
    assert pages.post("/reviews/place", **first, waiting=waiting, target="UPR-4").status_code == 303
    refused = pages.post("/reviews/place", **second, waiting=waiting, target="UPR-3")
    assert (refused.status_code, "they were moved or taken out" in refused.text) == (422, True)
