"""An identity provider (OpenID Connect Core 1.0): its addresses, its keys, and what it says.

Code flow with PKCE (RFC 7636) alone. Nothing that comes from the provider is believed before
its signature, issuer, audience, nonce and times are seen to be right; joserfc judges the
signature, authlib the claims.
"""

from __future__ import annotations

import base64
import time
from threading import Lock
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import urlencode, urlsplit

import msgspec

from generator.issuance.network import Web, WebError, speaks_safely
from generator.locale import N_

if TYPE_CHECKING:
    from joserfc.jwk import KeySet
    from joserfc.jwt import Token

    from generator.workspace.workspace import LoginSettings

ALGORITHMS = ("RS256", "PS256", "ES256", "EdDSA", "Ed25519")
"""Signatures with a public key; a shared secret or "none" proves nothing of the provider."""
KNOWN_FOR = 3600
"""Seconds for which addresses and keys are not asked again."""
LEEWAY = 60
"""Seconds by which two clocks may differ."""
LONGEST = 100_000
"""Bytes of an answer that are looked at."""

REASONS = {
    "settings": N_("Nhà cung cấp đăng nhập phải ở https (http chỉ trên chính máy này)"),
    "unreachable": N_("Không hỏi được nhà cung cấp đăng nhập"),
    "metadata": N_("Nhà cung cấp đăng nhập tự mô tả sai hoặc thiếu"),
    "declined": N_("Nhà cung cấp không cho đăng nhập"),
    "code": N_("Nhà cung cấp không nhận mã đăng nhập"),
    "signature": N_("Chữ ký trên lời của nhà cung cấp không đúng"),
    "claims": N_("Lời của nhà cung cấp không dành cho máy chủ này, lượt này hoặc lúc này"),
    "state": N_("Lượt đăng nhập không có, đã dùng hoặc quá lâu"),
    "browser": N_("Lượt đăng nhập do trình duyệt khác bắt đầu"),
    "issuer": N_("Câu trả lời đến từ nhà cung cấp khác"),
    "unknown": N_("Người này chưa có tài khoản ở máy chủ; hãy báo người quản trị"),
    "taken": N_("Tài khoản ấy đã gắn với người khác của nhà cung cấp"),
    "closed": N_("Tài khoản đã bị khóa"),
}
"""Why somebody did not come in."""


class LoginRefused(Exception):  # noqa: N818 - leaves a login that is refused
    """A login ends here; `reason` is one of REASONS, `detail` is for the log."""

    def __init__(self, reason: str, detail: str = "") -> None:
        super().__init__(reason)
        self.reason, self.detail = reason, detail[:200]


class Metadata(msgspec.Struct):
    """What a provider says of itself (OpenID Connect Discovery 1.0, section 3)."""

    issuer: str
    authorization_endpoint: str
    token_endpoint: str
    jwks_uri: str
    authorization_response_iss_parameter_supported: bool = False


class TokenAnswer(msgspec.Struct):
    """What the token endpoint gives."""

    id_token: str
    access_token: str = ""


class Login(NamedTuple):
    """A login that was begun: kept until the browser comes back."""

    state: str
    nonce: str
    verifier: str
    address: str
    """Where the browser is sent."""


class Provider:
    """One provider, with what was asked of it lately."""

    def __init__(self, settings: LoginSettings, secret: str) -> None:
        self.settings, self._secret = settings, secret
        self.back = settings.dia_chi.rstrip("/") + "/login/callback"
        """Where it sends the browser: an address the office wrote down, never one it was told."""
        self._lock = Lock()
        self._known: tuple[float, Metadata, KeySet] | None = None

    def begin(self, state: str, nonce: str, verifier: str) -> Login:
        """Where to send a browser. Raises Refused."""
        from authlib.oauth2.rfc7636 import create_s256_code_challenge

        told, _keys = self._asked()
        values = {
            "response_type": "code",
            "client_id": self.settings.ma_khach,
            "redirect_uri": self.back,
            "scope": " ".join(("openid", *self.settings.pham_vi)),
            "state": state,
            "nonce": nonce,
            "code_challenge": create_s256_code_challenge(verifier),
            "code_challenge_method": "S256",
        }
        joint = "&" if urlsplit(told.authorization_endpoint).query else "?"
        address = told.authorization_endpoint + joint + urlencode(values)
        return Login(state, nonce, verifier, address)

    def redeem(
        self, code: str, verifier: str, nonce: str, issuer: str | None, now: float
    ) -> dict[str, Any]:
        """Who came back with a code, as the provider swears. Raises Refused.

        `issuer`: what the browser brought as `iss` (RFC 9207), against a mix-up of providers.
        """
        from joserfc import jwt
        from joserfc.errors import JoseError

        told, keys = self._asked()
        named = issuer if issuer is not None else ""
        if (issuer is not None or told.authorization_response_iss_parameter_supported) and (
            named != told.issuer
        ):
            raise LoginRefused("issuer", named)
        answer = self._token(told, code, verifier)
        try:
            token = jwt.decode(answer.id_token, keys, algorithms=ALGORITHMS)
        except (JoseError, ValueError, TypeError):
            _told, keys = self._asked(anew=True)  # its keys change from time to time
            try:
                token = jwt.decode(answer.id_token, keys, algorithms=ALGORITHMS)
            except (JoseError, ValueError, TypeError) as fault:
                raise LoginRefused("signature", str(fault)) from fault
        return self._checked(told, token, answer, nonce, now)

    def _checked(
        self, told: Metadata, token: Token, answer: TokenAnswer, nonce: str, now: float
    ) -> dict[str, Any]:
        from authlib.oidc.core import CodeIDToken
        from joserfc.errors import JoseError

        mine = self.settings.ma_khach
        claims = CodeIDToken(
            token.claims,
            token.header,
            options={
                "iss": {"essential": True, "value": told.issuer},
                "aud": {"essential": True, "value": mine},
                "nonce": {"essential": True, "value": nonce},
                "sub": {"essential": True},
            },
            params={"nonce": nonce, "client_id": mine, "access_token": answer.access_token},
        )
        try:
            claims.validate(now=int(now), leeway=LEEWAY)
        except (JoseError, ValueError, TypeError) as fault:
            raise LoginRefused("claims", str(fault)) from fault
        subject = claims["sub"]
        if not isinstance(subject, str) or not 0 < len(subject) <= 255:
            raise LoginRefused("claims", "sub")
        return dict(claims)

    def _token(self, told: Metadata, code: str, verifier: str) -> TokenAnswer:
        form = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": self.back,
            "client_id": self.settings.ma_khach,
            "code_verifier": verifier,
        }
        headers = {}
        if self._secret:
            pair = f"{self.settings.ma_khach}:{self._secret}".encode()
            headers["Authorization"] = "Basic " + base64.b64encode(pair).decode()
        try:
            body = self._web(told).post(
                told.token_endpoint,
                urlencode(form).encode(),
                "application/x-www-form-urlencoded",
                headers=headers,
            )
            return msgspec.json.decode(body[:LONGEST], type=TokenAnswer)
        except WebError as fault:
            raise LoginRefused("code", str(fault)) from fault
        except msgspec.MsgspecError as fault:
            raise LoginRefused("code", "id_token") from fault

    # ------------------------------------------------------------------ what it says of itself

    def _asked(self, *, anew: bool = False) -> tuple[Metadata, KeySet]:
        from joserfc.errors import JoseError
        from joserfc.jwk import KeySet

        with self._lock:
            kept = self._known
            if kept is not None and not anew and time.monotonic() - kept[0] < KNOWN_FOR:
                return kept[1], kept[2]
        told = self._metadata()
        try:
            data = msgspec.json.decode(self._web(told).get(told.jwks_uri)[:LONGEST])
            keys = KeySet.import_key_set(data)
        except WebError as fault:
            raise LoginRefused("unreachable", str(fault)) from fault
        except (JoseError, ValueError, TypeError, KeyError) as fault:
            raise LoginRefused("metadata", "jwks") from fault
        with self._lock:
            self._known = (time.monotonic(), told, keys)
        return told, keys

    def _metadata(self) -> Metadata:
        issuer = self.settings.nha_cung_cap
        if not speaks_safely(issuer) or not speaks_safely(self.settings.dia_chi):
            raise LoginRefused("settings", issuer)
        address = issuer.rstrip("/") + "/.well-known/openid-configuration"
        try:
            body = Web((urlsplit(issuer).netloc,)).get(address)
            told = msgspec.json.decode(body[:LONGEST], type=Metadata)
        except WebError as fault:
            raise LoginRefused("unreachable", str(fault)) from fault
        except msgspec.MsgspecError as fault:
            raise LoginRefused("metadata", str(fault)) from fault
        places = (told.authorization_endpoint, told.token_endpoint, told.jwks_uri)
        if told.issuer != issuer or not all(speaks_safely(place) for place in places):
            raise LoginRefused("metadata", told.issuer)
        return told

    def _web(self, told: Metadata) -> Web:
        """Only the provider's own hosts are asked."""
        places = (told.token_endpoint, told.jwks_uri)
        return Web(tuple(urlsplit(place).netloc for place in places), redirects=0)
