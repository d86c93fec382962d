"""Asks a ministry's directory who is at a browser: OpenID Connect, the code flow with PKCE, state and nonce."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from threading import BoundedSemaphore
from typing import TYPE_CHECKING, Any

from tracker.errors import Mistyped, RuleBroken, TrackerError
from tracker.language.phrase import Phrase
from tracker.web.directory import Directory, is_safe

if TYPE_CHECKING:
    from authlib.integrations.flask_client import FlaskOAuth2App

_SECONDS = 5
"""How long the directory may be silent."""

_AT_ONCE = 4
"""Threads of the server that may wait for the directory: the others are for those who do not need it."""

_SIGNED_BY = tuple(f"{kind}{bits}" for kind in ("RS", "PS", "ES") for bits in (256, 384, 512))
"""Signatures by a key that the directory alone has: not those that need none, or need what we have as well."""

_ENDPOINTS = ("authorization_endpoint", "token_endpoint", "jwks_uri")
_LONGEST_NAME = 200


class Unreachable(TrackerError):
    """The directory does not answer, which may pass by itself."""


class OpenId:
    """Asks a directory. It is asked anew for its addresses and keys each time, so what changes there is known at once."""

    def __init__(self, directory: Directory) -> None:
        self.directory = directory
        self._free = BoundedSemaphore(_AT_ONCE)

    def check(self) -> None:
        """Try whether the directory can be asked, for whoever keeps the server.

        Raises ``Unreachable`` if it does not answer now, ``TrackerError`` for what does not pass by itself.
        """
        try:
            import authlib.integrations.flask_client  # noqa: F401
            import joserfc  # noqa: F401
        except ImportError as wrong:
            raise TrackerError(
                "the library for OpenID Connect is not installed.",
                remedy='Install it: pip install "recommendation-tracker[openid]"',
            ) from wrong
        self._metadata()

    def begin(self, back: str) -> tuple[str, dict[str, str]]:
        """The address to which a browser is led, and what it has to keep until it comes back to the address ``back``.

        Raises ``Unreachable`` or ``TrackerError`` in the words of the person who wants to sign on.
        """
        with self._asking():
            made = self._client().create_authorization_url(back)
        return made["url"], {name: made[name] for name in ("state", "nonce", "code_verifier")}

    def finish(self, code: str, kept: Mapping[str, str], back: str) -> str:
        """The name of the person for whom the directory gave a code to the browser that has kept what it had to.

        Raises ``Unreachable``, ``RuleBroken`` for somebody who is not named, ``TrackerError`` for a false answer.
        """
        must_be = {
            "iss": {"essential": True, "value": self.directory.issuer},
            "aud": {"essential": True, "value": self.directory.client_id},
        }
        with self._asking():
            client = self._client()
            token = client.fetch_access_token(back, code=code, code_verifier=kept["code_verifier"])
            claims = client.parse_id_token(token, kept["nonce"], must_be)
            if claims is None:
                raise ValueError("no ID token")
        return self._name_in(claims)

    def _name_in(self, claims: Mapping[str, Any]) -> str:
        """The name of a person. Raises ``RuleBroken`` if there is none, or it is an address that was not proven."""
        label, name = self.directory.label, claims.get(self.directory.claim)
        if not isinstance(name, str) or not name.isprintable() or not 0 < len(name) <= _LONGEST_NAME:
            raise RuleBroken(Phrase("{label} does not say who you are. Tell the secretariat.", label=label))
        is_address = "@" in name or self.directory.claim == "email"
        if is_address and str(claims.get("email_verified")).lower() == "false":
            raise RuleBroken(Phrase("Your e-mail address is not verified in {label}. Verify it there.", label=label))
        return name

    @contextmanager
    def _asking(self) -> Iterator[None]:
        """Ask the directory; what goes wrong is said to the person who wants to sign on, with its cause for the log."""
        from authlib.common.errors import AuthlibBaseError
        from joserfc.errors import JoseError
        from requests import RequestException

        label = self.directory.label
        down = Unreachable(
            Phrase("{label} cannot be reached. Sign on with your password, or try again later.", label=label)
        )
        if not self._free.acquire(blocking=False):
            raise down
        try:
            yield
        except (Unreachable, RequestException) as wrong:
            raise down from wrong
        except (TrackerError, AuthlibBaseError, JoseError, ValueError, TypeError, LookupError) as wrong:
            raise TrackerError(
                Phrase("The answer of {label} is not valid. You are not signed on. Tell the secretariat.", label=label)
            ) from wrong
        finally:
            self._free.release()

    def _client(self) -> "FlaskOAuth2App":
        from authlib.integrations.flask_client import FlaskOAuth2App

        known = self._metadata()
        proving = known.get("token_endpoint_auth_methods_supported") or ["client_secret_basic"]
        signing = [name for name in known.get("id_token_signing_alg_values_supported", ()) if name in _SIGNED_BY]
        return FlaskOAuth2App(
            None,
            client_id=self.directory.client_id,
            client_secret=self.directory.client_secret,
            client_kwargs={
                "scope": "openid profile email",
                "code_challenge_method": "S256",
                # In the header Authlib writes the secret as it is, and directories differ in how they read signs there.
                "token_endpoint_auth_method": next(
                    (name for name in ("client_secret_post", "client_secret_basic") if name in proving), None
                ),
                "default_timeout": _SECONDS,
                "max_redirects": 0,
            },
            # These alone: whatever else is in the metadata would become an option of the requests.
            issuer=self.directory.issuer,
            id_token_signing_alg_values_supported=signing or ["RS256"],
            **{name: known[name] for name in _ENDPOINTS},
        )

    def _metadata(self) -> dict[str, Any]:
        """What the directory says of itself. Raises ``Unreachable``, or ``Mistyped`` if it is not the one of the file."""
        import requests

        issuer = self.directory.issuer
        address = f"{issuer.rstrip('/')}/.well-known/openid-configuration"
        try:
            answer = requests.get(address, timeout=_SECONDS, allow_redirects=False)
            code, known = answer.status_code, answer.json() if answer.status_code == 200 else None
        except requests.JSONDecodeError:
            code, known = 200, None
        except requests.RequestException as wrong:
            raise Unreachable(f"{address} cannot be reached ({_reason(wrong)}).") from wrong
        if code >= 500:
            raise Unreachable(f"{address} cannot be reached (error {code}).")
        if not isinstance(known, dict):
            raise Mistyped(f"{address} does not describe a directory.", remedy="Correct the issuer in the file.")
        if known.get("issuer") != issuer:
            raise Mistyped(
                f"the issuer is '{issuer}' in the file, and '{known.get('issuer')}' at {address}.",
                remedy="Write it in the file exactly as it is there, if that is your directory.",
            )
        for name in _ENDPOINTS:
            if not is_safe(str(known.get(name, ""))):
                raise Mistyped(f"the {name} at {address} is not an address with https.", remedy="Correct it there.")
        return known


def _reason(wrong: Exception) -> str:
    """Why a server was not reached, in a few words."""
    import requests

    if isinstance(wrong, requests.exceptions.SSLError):
        return (
            "its certificate is not trusted; if it is the ministry's own, set REQUESTS_CA_BUNDLE to the file of its CA"
        )
    if isinstance(wrong, requests.Timeout):
        return f"no answer in {_SECONDS} seconds"
    return "no connection"
