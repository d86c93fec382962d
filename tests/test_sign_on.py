"""What ends while it is compared opens nothing: a password by a reset, a closed account or a change of it."""

import re
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from office import PASSWORD, with_people
from sqlalchemy.orm import Session

from tracker.door import Register, now
from tracker.followup.sign_on import change_password, right_password, set_password, sign_on, vouched_for


def proven(desk, name):
    """A person's password, set by a code and found right."""
    code = re.search(r"^  (\S+)$", desk.ok("users", "reset", name), re.MULTILINE)[1]
    with Session(desk.engine) as session, session.begin():
        assert set_password(session, name, code, (PASSWORD,) * 2, now())
    with Session(desk.engine) as session:
        return right_password(session, name, PASSWORD)


@pytest.mark.parametrize("ends", ["reset", "close", "changed"])
def test_a_password_that_ends_while_it_is_compared_signs_nobody_on(desk, ends):
    with_people(desk)
    right = proven(desk, "Sevda")
    if ends == "changed":
        with Session(desk.engine) as session, session.begin():
            change_password(session, "Sevda", PASSWORD, ("four quite other words",) * 2)
    else:
        desk.ok("users", ends, "Sevda")
    with Session(desk.engine) as session, session.begin():
        assert sign_on(session, right, now()) == ""
    assert desk.everything()["sign_on"] == []


def test_a_reset_waits_for_a_sign_on_that_is_being_written_and_ends_it(desk):
    with_people(desk)
    right = proven(desk, "Sevda")
    register = Register(desk.place)
    with ThreadPoolExecutor(1) as administrator:
        with register.noting() as session:
            assert sign_on(session, right, now())
            reset = administrator.submit(desk.ok, "users", "reset", "Sevda")
            time.sleep(0.3)
            assert not reset.done()
        assert "Code for Sevda" in reset.result()
    register.close()
    assert desk.everything()["sign_on"] == []


def test_an_account_that_is_closed_while_the_directory_speaks_for_it_signs_nobody_on(desk):
    with_people(desk)
    with Session(desk.engine) as session:
        vouched = vouched_for(session, "SEVDA")
    desk.ok("users", "close", "Sevda")
    with Session(desk.engine) as session, session.begin():
        assert (sign_on(session, vouched, now()), vouched_for(session, "Sevda")) == ("", None)


def test_a_close_waits_for_a_sign_on_by_the_directory_that_is_being_written_and_ends_it(desk):
    with_people(desk)
    register = Register(desk.place)
    with ThreadPoolExecutor(1) as administrator:
        with register.noting() as session:
            assert sign_on(session, vouched_for(session, "Sevda"), now())
            close = administrator.submit(desk.ok, "users", "close", "Sevda")
            time.sleep(0.3)
            assert not close.done()
        assert "was closed" in close.result()
    register.close()
    assert desk.everything()["sign_on"] == []
