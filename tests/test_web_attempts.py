"""Attempts to sign on: who guesses is slowed down, and an office behind one address is not."""

import pytest

from tracker.web.attempts import Attempts


class Clock:
    now = 1000.0

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return Clock()


def test_a_hundred_people_of_one_address_sign_on(clock):
    attempts = Attempts(clock)
    for number in range(100):
        assert attempts.allowed(f"Person {number}", "10.0.0.1")
        attempts.succeeded(f"Person {number}", "10.0.0.1")


def test_a_sign_on_gives_a_guesser_no_more_attempts(clock):
    attempts = Attempts(clock)
    assert attempts.allowed("Sevda", "10.0.0.1")
    attempts.succeeded("Sevda", "10.0.0.1")
    clock.now += 14 * 60
    passed = sum(attempts.allowed("Sevda", f"10.0.1.{number}") for number in range(20))
    clock.now += 2 * 60
    passed += sum(attempts.allowed("Sevda", f"10.0.2.{number}") for number in range(40))
    assert passed == 20


def test_a_name_and_an_address_have_few_attempts_until_they_are_old(clock):
    attempts = Attempts(clock)
    assert [attempts.allowed("Sevda", "10.0.0.9") for _ in range(6)] == [True] * 5 + [False]
    assert attempts.allowed("SEVDA", "10.0.0.8")
    clock.now += 15 * 60 + 1
    assert attempts.allowed("Sevda", "10.0.0.9")


def test_a_computer_has_no_more_attempts_by_another_address_of_its_network(clock):
    attempts = Attempts(clock)
    mine = [f"2001:db8:0:1::{number:x}" for number in range(61)]
    assert [attempts.allowed(f"Name {number}", address) for number, address in enumerate(mine)] == [True] * 60 + [False]
    assert attempts.allowed("Sevda", "2001:db8:0:2::1")
    attempts.succeeded("Name 1", mine[2])
    assert attempts.allowed("Name 1", mine[1])
    assert not attempts.allowed("Name 1", mine[1])


def test_people_of_ipv4_are_told_apart_where_the_server_listens_by_ipv6(clock):
    attempts = Attempts(clock)
    assert all(attempts.allowed(f"Name {number}", f"::ffff:10.0.0.{number}") for number in range(100))
    assert all(attempts.allowed(f"Name {number}", "10.0.0.9") for number in range(59))
    assert not attempts.allowed("Sevda", "::ffff:10.0.0.9")
