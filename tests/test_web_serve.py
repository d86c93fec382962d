"""The command 'tracker web' as a program of its own: it shows an address of this computer alone, which opens the pages."""

import http.cookiejar
import re
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from pathlib import Path
from urllib.parse import urlencode

import pytest

PROJECT = Path(__file__).parents[1]


@pytest.fixture
def served(quick_desk):
    """The program, started, and the address that it shows."""
    words = [sys.executable, "-u", "-m", "tracker", "web", "--no-browser"]
    before = signal.signal(
        signal.SIGINT, signal.default_int_handler
    )  # a run in the background has it ignored, and hands that on
    program = subprocess.Popen(words, cwd=PROJECT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    signal.signal(signal.SIGINT, before)
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


def test_an_office_is_served_at_its_addresses_to_people_with_accounts(quick_desk):
    quick_desk.ok("users", "add", "Sevda", "--role", "secretariat")
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = str(free.getsockname()[1])
    words = [sys.executable, "-u", "-m", "tracker", "web", "--port", port, "--proxy", "127.0.0.1"]
    program = subprocess.Popen(
        [*words, "--address", "https://tracker.example.gov/"],
        cwd=PROJECT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
    )  # fmt: skip
    try:
        assert "with accounts at: https://tracker.example.gov\n" in program.stdout.readline()
        asked = urllib.request.Request(f"http://127.0.0.1:{port}/sign-on", headers={"Host": "tracker.example.gov"})
        with urllib.request.urlopen(asked) as page:
            cookie, form = page.headers["Set-Cookie"], page.read().decode()
        assert "Secure" in cookie
        guess = {"name": "Nobody", "csrf": re.search(r'name="csrf" value="([^"]+)"', form)[1]}
        head = {"Host": "tracker.example.gov", "Cookie": cookie.partition(";")[0]}

        def guess_from(address):
            told = {**head, "X-Forwarded-For": address}
            asked = urllib.request.Request(f"http://127.0.0.1:{port}/sign-on", urlencode(guess).encode(), told)
            with pytest.raises(urllib.error.HTTPError) as refused:
                urllib.request.urlopen(asked)
            refused.value.close()
            return refused.value.code

        assert [guess_from("10.1.1.1") for _ in range(6)] == [403] * 5 + [429]
        assert guess_from("10.1.1.2") == 403
        with pytest.raises(urllib.error.HTTPError, match="400"):
            urllib.request.urlopen(f"http://127.0.0.1:{port}/sign-on")
    finally:
        program.kill()
        program.communicate()


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--address", "https://tracker.example.gov"), "unless a proxy with TLS stands before it. Name the proxy with"),
        (("--address", "https://tracker.example.gov", "--proxy", "127.0.0.1"), ""),
        (("--address", "http://tracker.example.gov"), "Passwords are not encrypted on their way there."),
    ],
)
def test_what_an_office_server_needs_before_it_is_said_when_it_starts(quick_desk, monkeypatch, words, told):
    monkeypatch.setattr("waitress.server.BaseWSGIServer.run", lambda _: None)
    quick_desk.ok("users", "add", "Sevda", "--role", "secretariat")
    said = quick_desk.run("web", *words, "--port", "0")
    assert said.out.startswith(f"The pages are open to people with accounts at: {words[1]}\n")
    assert (told in said.err, bool(said.err)) == (True, bool(told))


def test_a_proxy_without_an_office_is_refused(quick_desk):
    told = quick_desk.run("web", "--no-browser", "--proxy", "127.0.0.1")
    assert (told.code, "Give the address that people open: --address" in told.err) == (2, True)


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("--host", "0.0.0.0"), 2, "--address https://tracker.example.gov"),
        (("--address", "tracker.example.gov"), 2, "is not an address"),
        (("--address", "https://tracker.example.gov/register"), 2, "is not an address"),
        (("--address", "https://a.example", "--address", "http://b.example"), 2, "with https alone"),
    ],
)
def test_what_is_no_address_of_an_office_is_said(quick_desk, words, code, said):
    assert "tracker users add" in quick_desk.run("web", *words).err
    quick_desk.ok("users", "add", "Sevda", "--role", "secretariat")
    told = quick_desk.run("web", *words)
    assert (told.code, said in told.err) == (code, True)
