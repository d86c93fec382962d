"""Who may do what on the pages: the file of roles, and that no route is without a permission."""

import pytest

from tracker.roles import Scope, permissions, roles, scope
from tracker.web.visit import Route, opened


def _answer(**words):
    return words


def test_the_file_names_the_four_roles():
    assert roles() == ("secretariat", "agency", "ombudsperson", "observer")
    assert {scope("secretariat", permission) for permission in permissions()} == {Scope.ALL}
    assert {scope("observer", permission) for permission in ("read", "report")} == {Scope.ALL}
    assert scope("observer", "status") == scope("agency", "status") == Scope.NONE
    assert scope("agency", "claim") == Scope.OWN


@pytest.mark.parametrize("needs", ["", "fly"])
def test_a_route_that_names_no_permission_fails_the_start(needs):
    with pytest.raises(ValueError, match="who may use it"):
        opened(None, Route("/new", "new", _answer, needs))


def test_a_route_that_does_not_say_how_it_keeps_to_ones_own_fails_the_start():
    with pytest.raises(ValueError, match="for what"):
        opened(None, Route("/new", "new", _answer, "read"))
    assert opened(None, Route("/new/<path:code>", "new", _answer, "read"))
    assert opened(None, Route("/new", "new", _answer, "read", limits=True))
