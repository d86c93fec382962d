"""The command 'tracker web' as a program of its own: it shows an address of this computer alone, which opens the pages."""

import http.cookiejar
import re
import signal
import socket
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

PROJECT = Path(__file__).parents[1]


@pytest.fixture
def served(quick_desk):
    """The program, started, and the address that it shows."""
    words = [sys.executable, "-u", "-m", "tracker", "web", "--no-browser"]
    program = subprocess.Popen(words, cwd=PROJECT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    yield program, re.search(r"http://\S+", program.stdout.readline())[0]
    program.kill()
    program.wait()
    program.stdout.close()


def test_the_address_opens_the_pages(served):
    program, address = served
    assert re.fullmatch(r"http://127\.0\.0\.1:\d+/sign-on\?token=[\w-]{43}", address)
    jar = urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
    with urllib.request.build_opener(jar).open(address) as page:
        assert "Where the group stands" in page.read().decode()
        assert page.headers.get("Server") is None
    program.send_signal(signal.SIGINT)
    said = program.communicate(timeout=60)[0]
    assert (program.returncode, "Traceback" in said) == (0, False)


def test_a_port_that_is_taken_is_an_error_with_a_remedy(quick_desk):
    with socket.create_server(("127.0.0.1", 0)) as other:
        told = quick_desk.run("web", "--no-browser", "--port", str(other.getsockname()[1]))
    assert (told.code, "cannot be used" in told.err, "Leave out --port" in told.err) == (1, True, True)


def test_without_a_register_nothing_is_opened(quick_desk):
    told = quick_desk.run("web", "--database", str(quick_desk.folder / "none.db"))
    assert (told.code, "tracker init" in told.err) == (1, True)
