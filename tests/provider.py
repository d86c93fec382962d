"""A directory of the tests that speaks OpenID Connect on this machine: what it says can be bent in every way."""

import base64
import hashlib
import json
import re
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import OctKey, RSAKey
from pages import HOST

from tracker.web.directory import Directory
from tracker.web.openid import OpenId

CLIENT, SECRET = "tracker", "the secret of the tests, with signs: +%&:ə"


@cache
def key_of(kid: str) -> RSAKey:
    """A key of the name; it takes a moment to make one."""
    return RSAKey.generate_key(2048, {"kid": kid})


class Provider:
    """The directory: ``person`` is who is there, ``claims`` is what an ID token says instead of the truth.

    ``silent`` has the seconds for which it is silent at a path, ``moved`` the paths that lead elsewhere.
    """

    def __init__(self, address: str) -> None:
        self.issuer = address
        self.person: dict[str, Any] = {"preferred_username": "sevda"}
        self.claims: dict[str, Any] = {}
        self.metadata: dict[str, Any] = {}
        self.header = {"alg": "RS256", "kid": "one"}
        self.signs: RSAKey | OctKey = key_of("one")
        self.silent: dict[str, float] = {}
        self.moved: set[str] = set()
        self.refuses = ""
        self.asked: list[str] = []
        self._codes: dict[str, dict[str, str]] = {}

    def agree(self, address: str) -> str:
        """What happens when the person signs on there: the address to which the browser is led back."""
        assert address.startswith(f"{self.issuer}/authorize?")
        asked = {name: value for name, (value,) in parse_qs(urlsplit(address).query).items()}
        assert (asked["client_id"], asked["response_type"], asked["code_challenge_method"]) == (CLIENT, "code", "S256")
        assert "openid" in asked["scope"].split()
        if self.refuses:
            return f"{asked['redirect_uri']}?{urlencode({'error': self.refuses, 'state': asked['state']})}"
        code = f"code-{len(self._codes)}"
        self._codes[code] = asked
        return f"{asked['redirect_uri']}?{urlencode({'code': code, 'state': asked['state']})}"

    def answer(self, path: str, form: dict[str, str]) -> tuple[int, Any]:
        """The answer to a program: its code, and what is in it."""
        self.asked.append(path)
        time.sleep(self.silent.get(path, 0))
        match path:
            case "/.well-known/openid-configuration":
                return 200, self._described()
            case "/jwks":
                return 200, {"keys": [key_of(kid).as_dict(private=False) for kid in ("other", "one")]}
            case "/token":
                return self._token(form)
        return 404, {}

    def _described(self) -> Any:
        known = {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "jwks_uri": f"{self.issuer}/jwks",
            "id_token_signing_alg_values_supported": ["RS256", "HS256", "none"],
            "token_endpoint_auth_methods_supported": ["client_secret_basic", "client_secret_post"],
        }
        return without_none(known | self.metadata)

    def _token(self, form: dict[str, str]) -> tuple[int, Any]:
        asked = self._codes.get(form.get("code", ""), {})
        proof = base64.urlsafe_b64encode(hashlib.sha256(form["code_verifier"].encode()).digest()).decode().rstrip("=")
        if (form["client_id"], form["client_secret"]) != (CLIENT, SECRET):
            return 401, {"error": "invalid_client", "error_description": "the secret has expired"}
        if (asked.get("code_challenge"), asked.get("redirect_uri")) != (proof, form["redirect_uri"]):
            return 400, {"error": "invalid_grant"}
        self._codes[form["code"]] = {}
        now = int(time.time())
        true = {"iss": self.issuer, "aud": CLIENT, "sub": "1", "iat": now, "exp": now + 300, "nonce": asked["nonce"]}
        claims = without_none(true | self.person | self.claims)
        algorithms = ["RS256", "HS256", "none"]
        token = jwt.encode(self.header, claims, self.signs, algorithms=algorithms)
        return 200, {"access_token": "x", "token_type": "Bearer", "id_token": token}


def without_none(values: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value is not None}


@contextmanager
def provider_of() -> Iterator[Provider]:
    """A directory that answers on a port of this machine."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            if self.path.startswith("/authorize?"):  # a browser
                self.send_response(302)
                self.send_header("Location", provider.agree(provider.issuer + self.path))
                self.end_headers()
            else:
                self._tell({})

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            self._tell({name: value for name, (value,) in parse_qs(body).items()})

        def _tell(self, form: dict[str, str]) -> None:
            code, said = provider.answer(urlsplit(self.path).path, form)
            moved = urlsplit(self.path).path in provider.moved
            self.send_response(307 if moved else code)
            if moved:
                self.send_header("Location", f"{provider.issuer}/elsewhere")
            self.send_header("Content-Type", "application/json")
            self.end_headers()
            with suppress(BrokenPipeError, ConnectionResetError):  # nobody waits any more
                self.wfile.write(json.dumps(said).encode())

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    provider = Provider(f"http://127.0.0.1:{server.server_port}")
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    try:
        yield provider
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def openid_of(issuer: str, **more: str) -> OpenId:
    """The office's side of a directory."""
    return OpenId(Directory(issuer, CLIENT, SECRET, "Entra ID", **more))


def begin(pages, onward="/"):
    """Follow the link on the page; the address at the directory to which it leads."""
    page = pages.read(pages.get(onward).headers["Location"])
    link = re.search(r'href="(/sign-on/directory[^"]*)">Sign on with Entra ID<', page)[1].replace("&amp;", "&")
    found = pages.get(link)
    assert found.status_code == 303
    return found.headers["Location"]


def come_back(pages, address):
    """Come back from the directory to one of our addresses."""
    home = f"http://{HOST}"
    assert address.startswith(f"{home}/sign-on/back?")
    return pages.get(address.removeprefix(home))


def sign_on(pages, provider, onward="/"):
    return come_back(pages, provider.agree(begin(pages, onward)))


def turned_away(pages, provider, *words, code=403):
    """Try to sign on; nobody is, and these words are said. Gives the page."""
    found = sign_on(pages, provider)
    assert (found.status_code, [one for one in words if one not in found.text]) == (code, [])
    assert pages.get("/").status_code == 303
    assert 'name="password"' in found.text
    return found.text
