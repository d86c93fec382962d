"""Focal points are posts: people hold them from one day to another, and letters go to who holds them on their day."""

from datetime import date

import pytest
from sqlalchemy.orm import Session

from tracker.queries.addressees import addressee

POST = "Head of the international department"
HOLD = ["posts", "hold", "MOJ", POST]
AYSEL, ELCHIN, NIGAR = "Aysel Məmmədova", "Elçin Quliyev", "Nigar Əliyeva"


def with_post(desk):
    desk.ok("posts", "add", "MOJ", POST, "--email", "international@justice.example", "--phone", "+994 12 555 01 01")
    return desk


@pytest.fixture
def post(desk):
    return with_post(desk)


@pytest.fixture
def quick(quick_desk):
    return with_post(quick_desk)


def shown(desk, *words):
    return desk.run("posts", "--format", "json", *words).json


def held(desk):
    """Who holds the only post, who stands in, who held it before."""
    (row,) = shown(desk)
    return row["holder"], row["alternates"], row["before"]


def test_a_post_is_there_before_anybody_holds_it(post):
    assert shown(post) == [
        {
            "agency": "MOJ",
            "post": POST,
            "holder": None,
            "from": None,
            "until": None,
            "email": "international@justice.example",
            "phone": "+994 12 555 01 01",
            "alternates": [],
            "before": [],
        }
    ]


def test_a_new_holder_ends_the_former_one_s_time_the_day_before(post):
    assert post.did(*HOLD, ELCHIN, "--from", "2024-09-01") == (f"MOJ: {ELCHIN} holds '{POST}' from 1 September 2024\n")
    assert post.did(*HOLD, AYSEL, "--from", "01.03.2026", "--email", "aysel@justice.example") == (
        f"MOJ: {ELCHIN} until 2026-02-28; {AYSEL} holds '{POST}' from 1 March 2026\n"
    )
    assert held(post) == (AYSEL, [], [f"{ELCHIN} (2024-09-01 to 2026-02-28)"])
    (row,) = shown(post)
    assert (row["from"], row["until"], row["email"]) == ("2026-03-01", None, "aysel@justice.example")


def test_letters_go_to_who_holds_the_post_on_their_day(quick):
    quick.ok(*HOLD, ELCHIN, "--from", "2024-09-01")
    quick.ok(*HOLD, AYSEL, "--from", "2026-03-01")
    with Session(quick.engine) as session:
        assert [addressee(session, "MOJ", day).name for day in (date(2026, 2, 28), date(2026, 3, 1))] == [ELCHIN, AYSEL]


def test_alternates_may_be_several_and_end_nobody_s_time(quick):
    quick.ok(*HOLD, ELCHIN, "--from", "2024-09-01")
    quick.ok(*HOLD, AYSEL, "--from", "2025-01-01", "--alternate")
    assert quick.did(*HOLD, NIGAR, "--from", "2025-06-01", "--until", "2026-12-31", "--alternate") == (
        f"MOJ: {NIGAR} stands in for '{POST}' from 1 June 2025 until 31 December 2026\n"
    )
    assert held(quick) == (ELCHIN, [NIGAR, AYSEL], [])


def test_a_holder_who_is_still_to_come_is_not_yet_shown(quick):
    quick.ok(*HOLD, ELCHIN, "--from", "2024-09-01")
    quick.ok(*HOLD, AYSEL, "--from", "2026-06-01")
    assert held(quick) == (ELCHIN, [], [])
    assert shown(quick)[0]["until"] == "2026-05-31"


def test_former_holders_can_be_told_later(quick):
    quick.ok(*HOLD, AYSEL, "--from", "2026-03-01")
    quick.ok(*HOLD, ELCHIN, "--from", "2024-09-01", "--until", "2026-02-28")
    assert held(quick) == (AYSEL, [], [f"{ELCHIN} (2024-09-01 to 2026-02-28)"])


def test_said_again_from_the_same_day_a_term_is_put_right(quick):
    quick.ok(*HOLD, NIGAR, "--from", "2025-06-01", "--alternate")
    assert quick.did(*HOLD, "NIGAR  ƏLIYEVA", "--from", "2025-06-01", "--alternate", "--until", "2026-02-01") == (
        f"MOJ: {NIGAR}: until 2026-02-01\n"
    )
    assert held(quick) == (None, [], [])
    again = [*HOLD, NIGAR, "--from", "2025-06-01", "--alternate"]
    assert quick.ok(*again) == f"MOJ: {NIGAR}: nothing to change\n"


def test_the_mail_of_a_former_holder_is_put_right_and_nobody_s_days_change(post):
    post.ok(*HOLD, ELCHIN, "--from", "2024-09-01")
    post.ok(*HOLD, AYSEL, "--from", "2026-03-01")
    told = post.did(*HOLD, ELCHIN, "--from", "2024-09-01", "--email", "elchin@justice.example")
    assert told == f"MOJ: {ELCHIN}: email elchin@justice.example\n"
    assert held(post) == (AYSEL, [], [f"{ELCHIN} (2024-09-01 to 2026-02-28)"])


def test_who_held_a_post_twice_is_known_by_the_first_day(quick):
    quick.ok(*HOLD, ELCHIN, "--from", "2020-01-01", "--until", "2022-12-31")
    quick.ok(*HOLD, ELCHIN, "--from", "2025-01-01")
    assert "email" in quick.ok(*HOLD, ELCHIN, "--from", "2020-01-01", "--email", "elchin@justice.example")
    assert held(quick) == (ELCHIN, [], [f"{ELCHIN} (2020-01-01 to 2022-12-31)"])


def test_saying_what_is_known_leaves_no_trace(post):
    post.ok(*HOLD, ELCHIN, "--from", "2024-09-01")
    before = post.everything()
    assert "nothing to change" in post.ok(*HOLD, ELCHIN, "--from", "2024-09-01")
    assert post.everything() == before


def test_undo_gives_the_former_holder_the_post_back(post):
    post.ok(*HOLD, ELCHIN, "--from", "2024-09-01")
    before = post.everything()
    post.ok(*HOLD, AYSEL, "--from", "2026-03-01")
    newest = post.run("batches", "--format", "json").json[0]
    assert newest["what"] == f"{AYSEL} in post '{POST}'"
    post.ok("undo", str(newest["batch"]))
    assert post.everything()["holder"] == before["holder"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([ELCHIN, "--from", "2024-09-01"], f"{AYSEL} holds this post from 2025-01-01 on. End before that day"),
        ([ELCHIN, "--from", "2025-01-01"], "give a later day with --from"),
        ([AYSEL, "--from", "2025-05-01"], f"{AYSEL} holds this post from 2025-01-01 on. To put that right"),
        ([ELCHIN, "--from", "2026-03-01", "--until", "2026-02-01"], "2026-02-01 is before 2026-03-01"),
        ([" ", "--from", "2026-03-01"], "a post is held by somebody"),
    ],
)
def test_what_cannot_be_is_told_and_nothing_is_written(quick, words, said):
    quick.ok(*HOLD, AYSEL, "--from", "2025-01-01")
    before = quick.everything()
    told = quick.run(*HOLD, *words)
    assert (told.code, said in told.err) == (1, True), told.err
    assert quick.everything() == before


def test_a_post_is_found_by_its_title_whatever_its_letters(quick):
    quick.ok("posts", "hold", "Ministry of Justice", POST.upper(), AYSEL, "--from", "2026-03-01")
    assert held(quick)[0] == AYSEL


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["posts", "add", "MOJ", POST.lower()], "MOJ has a post"),
        (["posts", "add", "MOJ", " "], "a post needs a title"),
        (["posts", "hold", "MOJ", "Adviser", AYSEL, "--from", "2026-03-01"], f"It has: '{POST}'."),
        (["posts", "hold", "MIA", "Adviser", AYSEL, "--from", "2026-03-01"], 'tracker posts add MIA "Adviser"'),
        (["posts", "--agency", "MOX"], "there is no agency 'MOX'"),
    ],
)
def test_posts_that_are_there_already_or_not_at_all_are_named(quick, words, said):
    told = quick.run(*words)
    assert (told.code, said in told.err) == (1, True), told.err


def test_posts_are_listed_by_agency_in_the_group_s_order(quick):
    quick.ok("posts", "add", "MFA", "Desk officer")
    assert [row["agency"] for row in shown(quick)] == ["MFA", "MOJ"]
    assert [row["agency"] for row in shown(quick, "--agency", "Ədliyyə Nazirliyi")] == ["MOJ"]
    assert "No post yet" in quick.ok("posts", "--agency", "MIA")
