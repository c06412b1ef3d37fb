"""A small identity provider of the tests' own, that speaks OpenID Connect and can lie."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import secrets
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import KeySet, RSAKey

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

CLIENT, SECRET = "kehoach", "bí mật của máy chủ"


class FakeProvider:
    """Knows one client and one person; what it says can be changed before it is signed."""

    def __init__(self, address: str, now: Callable[[], float]) -> None:
        self.issuer, self.now = address, now
        self.key = RSAKey.generate_key(2048, {"kid": "1", "use": "sig"})
        self.shown = [self.key]
        self.person: dict[str, Any] = {"sub": "nguoi-1", "preferred_username": "soan"}
        self.codes: dict[str, dict[str, str]] = {}
        self.asked: list[str] = []
        self.metadata: dict[str, Any] = {}
        self.token: Callable[[dict[str, Any]], str] = self.signed
        self.lie: Callable[[dict[str, Any]], None] = lambda _claims: None

    def about(self) -> dict[str, Any]:
        return {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "jwks_uri": f"{self.issuer}/jwks",
            **self.metadata,
        }

    def signed(self, claims: dict[str, Any]) -> str:
        return jwt.encode({"alg": "RS256", "kid": "1"}, claims, self.key)

    def with_secret(self, claims: dict[str, Any]) -> str:
        """A signature that anybody makes who has read the public key."""
        head = ".".join(map(_part, ({"alg": "HS256", "kid": "1"}, claims)))
        key = self.key.as_pem(private=False)
        return f"{head}.{_encoded(hmac.digest(key, head.encode(), 'sha256'))}"

    def unsigned(self, claims: dict[str, Any]) -> str:
        return ".".join(map(_part, ({"alg": "none"}, claims))) + "."

    def authorized(self, asked: dict[str, str]) -> str:
        """Where the browser goes after the person has said yes."""
        assert asked["response_type"] == "code"
        assert "openid" in asked["scope"].split()
        assert asked["code_challenge_method"] == "S256"
        code = secrets.token_urlsafe(8)
        self.codes[code] = asked
        values = {"code": code, "state": asked["state"], "iss": self.issuer}
        return f"{asked['redirect_uri']}?{urlencode(values)}"

    def redeemed(self, form: dict[str, str], authorization: str) -> dict[str, Any] | None:
        """The tokens for a code, once; None where anything is not as it was."""
        asked = self.codes.pop(form.get("code", ""), None)
        pair = base64.b64encode(f"{CLIENT}:{SECRET}".encode()).decode()
        digest = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
        challenge = _encoded(digest)
        if asked is None or authorization != f"Basic {pair}":
            return None
        if asked["code_challenge"] != challenge or asked["redirect_uri"] != form["redirect_uri"]:
            return None
        moment = int(self.now())
        claims = {
            "iss": self.issuer,
            "aud": CLIENT,
            "iat": moment,
            "exp": moment + 300,
            "nonce": asked["nonce"],
            **self.person,
        }
        self.lie(claims)
        return {"id_token": self.token(claims), "access_token": "x", "token_type": "Bearer"}


def _part(value: dict[str, Any]) -> str:
    return _encoded(json.dumps(value).encode())


def _encoded(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


@contextmanager
def provider(now: Callable[[], float]) -> Iterator[FakeProvider]:
    """A provider that listens on loopback."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            made.asked.append(self.path)
            path, asked = urlsplit(self.path), parse_qs(urlsplit(self.path).query)
            if path.path.endswith("/openid-configuration"):
                self.tell(made.about())
            elif path.path == "/jwks":
                self.tell(KeySet(made.shown).as_dict(private=False))
            else:
                self.send_response(303)
                self.send_header(
                    "Location", made.authorized({name: value[0] for name, value in asked.items()})
                )
                self.end_headers()

        def do_POST(self) -> None:
            made.asked.append(self.path)
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            form = {name: value[0] for name, value in parse_qs(body).items()}
            told = made.redeemed(form, self.headers.get("Authorization", ""))
            self.tell(told or {"error": "invalid_grant"}, 200 if told else 400)

        def tell(self, value: object, status: int = 200) -> None:
            data = json.dumps(value).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *_words: object) -> None:
            """Nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    made = FakeProvider(f"http://127.0.0.1:{server.server_port}", now)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield made
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
