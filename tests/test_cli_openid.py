"""The option '--openid' of 'tracker web': what is wrong with its file or its directory is told in plain words."""

import socket
import subprocess
import sys

import pytest
from provider import CLIENT, SECRET, provider_of

GOOD = {"issuer": "https://login.example.gov", "client_id": "tracker", "client_secret": "s3cret", "label": "Entra ID"}


@pytest.fixture
def kept(quick_desk, monkeypatch):
    monkeypatch.setenv("NO_PROXY", "*")
    monkeypatch.setattr("waitress.server.BaseWSGIServer.run", lambda _: None)
    quick_desk.ok("users", "add", "Sevda", "--role", "secretariat")
    return quick_desk


def file_of(desk, lines):
    file = desk.folder / "openid.toml"
    file.write_bytes(lines if isinstance(lines, bytes) else as_toml(lines).encode())
    return file


def as_toml(keys):
    return "".join(f'{key} = "{value}"\n' for key, value in keys.items() if value is not None)


def start(desk, lines):
    """Start the server of an office with a file of these lines."""
    file = lines if isinstance(lines, str) else file_of(desk, lines)
    told = desk.run(
        "web", "--address", "https://tracker.example.gov", "--proxy", "::1", "--port", "0", "--openid", file
    )
    assert "Traceback" not in told.err
    assert "s3cret" not in told.out + told.err
    return told


WRONG = {
    "no file": ("none.toml", "cannot be read (No such file or directory)"),
    "a folder": (".", "cannot be read (Is a directory)"),
    "not TOML": (b"issuer: https://login.example.gov", "the file is not TOML"),
    "not UTF-8": (b"label = \"\xff\"", "the file is not TOML"),
    "a key is missing": (GOOD | {"client_secret": None}, "the key 'client_secret' is missing. Add a line: client_secret ="),
    "a key is misspelt": (
        GOOD | {"issuer": None, "isuer": "https://login.example.gov"},
        "there is no key 'isuer'. Known: issuer, client_id, client_secret, label, claim.",
    ),
    "nothing in it": (GOOD | {"client_id": " "}, "'client_id' is not a text"),
    "a number": (as_toml(GOOD).replace('"tracker"', "7").encode(), "'client_id' is not a text"),
    "no TLS": (GOOD | {"issuer": "http://login.example.gov"}, "'http://login.example.gov' is not an address with https"),
    "no address": (GOOD | {"issuer": "https://[login"}, "is not an address with https"),
    "a password in the address": (GOOD | {"issuer": "https://me@login.example.gov"}, "is not an address with https"),
    "the name of several": (GOOD | {"claim": "name"}, "the claim 'name' can be the same for two people"),
    "a long label": (GOOD | {"label": "Entra ID " * 9}, "the label is too long"),
}  # fmt: skip


@pytest.mark.parametrize(("lines", "said"), WRONG.values(), ids=WRONG)
def test_what_is_wrong_in_the_file_is_told(kept, lines, said):
    told = start(kept, lines)
    assert (told.code in (1, 2), said in told.err, told.out) == (True, True, "")


def test_the_file_may_come_from_the_notepad_of_windows(kept):
    with provider_of() as provider:
        lines = as_toml(GOOD | {"issuer": provider.issuer, "label": "Nazirliyin kataloqu"})
        told = start(kept, b"\xef\xbb\xbf" + lines.replace("\n", "\r\n").encode())
    assert (told.code, "Enter in Nazirliyin kataloqu as the redirect URI" in told.out) == (0, True)


def test_the_address_to_be_entered_at_the_directory_is_told(kept):
    with provider_of() as provider:
        told = start(
            kept, {"issuer": provider.issuer, "client_id": CLIENT, "client_secret": SECRET, "label": "Entra ID"}
        )
    assert (told.code, told.err) == (0, "")
    assert told.out.endswith("Enter in Entra ID as the redirect URI: https://tracker.example.gov/sign-on/back\n")


def test_without_the_library_its_installation_is_told(kept, monkeypatch):
    monkeypatch.setitem(sys.modules, "authlib.integrations.flask_client", None)
    told = start(kept, GOOD)
    assert (told.code, 'pip install "recommendation-tracker[openid]"' in told.err, told.out) == (1, True, "")


def test_without_the_option_the_library_is_not_loaded():
    words = "import sys, tracker.web.app, tracker.web.serve; print({'authlib', 'requests'} & set(sys.modules))"
    assert subprocess.check_output([sys.executable, "-c", words], text=True) == "set()\n"


def test_a_directory_that_is_down_does_not_keep_the_server_from_starting(kept):
    with socket.create_server(("127.0.0.1", 0)) as free:
        issuer = f"http://127.0.0.1:{free.getsockname()[1]}"
    told = start(kept, GOOD | {"issuer": issuer})
    assert (told.code, "The pages are open" in told.out) == (0, True)
    assert f"{issuer}/.well-known/openid-configuration cannot be reached (no connection). Until" in told.err


@pytest.mark.parametrize(
    ("metadata", "path", "said"),
    [
        ({"issuer": "https://evil.example"}, "", "and 'https://evil.example' at"),
        ({}, "/", "Write it in the file exactly as it is there"),
        ({}, "/realms/none", "does not describe a directory. Correct the issuer in the file."),
        ({"token_endpoint": "http://login.example.gov/token"}, "", "the token_endpoint at"),
        ({"jwks_uri": None}, "", "the jwks_uri at"),
    ],
)
def test_a_directory_that_is_not_the_one_of_the_file_is_refused(kept, metadata, path, said):
    with provider_of() as provider:
        provider.metadata = metadata
        told = start(kept, GOOD | {"issuer": provider.issuer + path})
    assert (told.code, said in told.err, told.out) == (2, True, "")


def test_on_this_computer_alone_nobody_signs_on_with_a_directory(kept):
    told = kept.run("web", "--no-browser", "--openid", file_of(kept, GOOD))
    assert (told.code, "Leave out --openid" in told.err) == (2, True)
