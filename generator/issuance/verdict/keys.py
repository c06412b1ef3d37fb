"""Keys that sign: a PKCS#12 file or a PKCS#11 token. A wrong password is never tried twice."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, unquote

from asn1crypto import x509
from pyhanko.sign.signers import Signer
from pyhanko_certvalidator.registry import SimpleCertificateStore

from generator.diagnostics import Diagnostic, Place, error
from generator.locale import _
from generator.surroundings import surroundings
from generator.workspace.confirmed import LIBRARIES, is_allowed, owned_well

if TYPE_CHECKING:
    from collections.abc import Iterator

ADMINISTRATORS = Path("/etc/kehoach") / LIBRARIES
"""The list of token libraries that whoever runs the machine has set."""
LIMIT = 1_000_000
"""Bytes of a PKCS#12 file."""


class KeySigner(Signer):
    """Signs with a key of pyca/cryptography, loaded once."""

    def __init__(self, key: Any, certificate: x509.Certificate, others: list[x509.Certificate]):
        store = SimpleCertificateStore()
        store.register_multiple(others)
        super().__init__(signing_cert=certificate, cert_registry=store, embed_roots=False)
        self._key = key

    async def async_sign_raw(
        self, data: bytes, digest_algorithm: str, dry_run: bool = False
    ) -> bytes:
        """RSA PKCS#1 v1.5 or ECDSA over the data."""
        from cryptography.hazmat.primitives import hashes
        from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa

        if dry_run:
            return bytes(1024)
        digest: dict[str, Any] = {
            "sha256": hashes.SHA256,
            "sha384": hashes.SHA384,
            "sha512": hashes.SHA512,
        }
        algorithm = digest[digest_algorithm]()
        if isinstance(self._key, rsa.RSAPrivateKey):
            return self._key.sign(data, padding.PKCS1v15(), algorithm)
        signed: bytes = self._key.sign(data, ec.ECDSA(algorithm))
        return signed


@dataclass
class FileKey:
    """A PKCS#12 file: its certificate is seen only with the password."""

    data: bytes
    name: str
    """As the person calls it."""
    certificate: x509.Certificate | None = None

    @contextlib.contextmanager
    def unlock(self, password: str) -> Iterator[tuple[Signer | None, list[Diagnostic]]]:
        """The signer, or the reason."""
        yield self._signer(password)

    def _signer(self, password: str) -> tuple[Signer | None, list[Diagnostic]]:
        from cryptography.hazmat.primitives.asymmetric import ec, rsa
        from cryptography.hazmat.primitives.serialization import Encoding, pkcs12

        secret = password.encode()
        try:
            key, certificate, others = pkcs12.load_key_and_certificates(self.data, secret)
        except (ValueError, TypeError):
            return None, [_wrong_password(self.name)]
        if certificate is None or not isinstance(
            key, rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey
        ):
            return None, [_unreadable(self.name)]
        own, *more = (
            x509.Certificate.load(c.public_bytes(Encoding.DER)) for c in (certificate, *others)
        )
        return KeySigner(key, own, more), []


def _is_pkcs12(data: bytes) -> bool:
    from asn1crypto.pkcs12 import Pfx

    try:
        pfx = Pfx.load(data, strict=True)
        return len(data) <= LIMIT and str(pfx["version"].native) == "v3"
    except (ValueError, TypeError):
        return False


@dataclass
class TokenKey:
    """A key on a PKCS#11 token; its certificate is public and read before the PIN is asked for."""

    module: str
    token: str
    label: str
    certificate: x509.Certificate | None = None
    others: list[x509.Certificate] = field(default_factory=list)

    def look(self) -> list[Diagnostic]:
        """Read the certificate from the token, without PIN."""
        import pkcs11
        from pkcs11 import Attribute, ObjectClass, TokenFlag

        try:
            token = self._token()
            if TokenFlag.USER_PIN_LOCKED in token.flags:
                return [_locked(self.token)]
            with token.open() as session:
                for found in session.get_objects({Attribute.CLASS: ObjectClass.CERTIFICATE}):
                    made = x509.Certificate.load(found[Attribute.VALUE])
                    if found[Attribute.LABEL] == self.label or not self.label:
                        self.label = self.label or found[Attribute.LABEL]
                        self.certificate = self.certificate or made
                    else:
                        self.others.append(made)
        except (pkcs11.PKCS11Error, RuntimeError, OSError, ValueError) as fault:
            return [_no_token(self, fault)]
        return [] if self.certificate else [_no_object(self)]

    def _token(self) -> Any:
        import pkcs11

        # loading the library again forgets slots that were seen: tokens may have been put in
        library = pkcs11.lib(self.module)
        tokens = [t for t in library.get_tokens() if not self.token or t.label == self.token]
        if len(tokens) != 1:
            raise pkcs11.exceptions.TokenNotPresent
        return tokens[0]

    @contextlib.contextmanager
    def unlock(self, password: str) -> Iterator[tuple[Signer | None, list[Diagnostic]]]:
        """The signer while the session is open, or the reason."""
        import pkcs11
        from pyhanko.sign.pkcs11 import PKCS11Signer

        try:
            session = self._token().open(user_pin=password)
        except pkcs11.exceptions.PinLocked:
            yield None, [_locked(self.token)]
            return
        except (
            pkcs11.exceptions.PinIncorrect,
            pkcs11.exceptions.PinInvalid,
            pkcs11.exceptions.PinLenRange,
        ):
            yield None, [_wrong_password(_("thiết bị «{ten}»").format(ten=self.token))]
            return
        except (pkcs11.PKCS11Error, RuntimeError) as fault:
            yield None, [_no_token(self, fault)]
            return
        with session:
            yield (
                PKCS11Signer(
                    session,
                    cert_label=self.label,
                    signing_cert=self.certificate,
                    ca_chain=self.others,
                    embed_roots=False,
                    other_certs_to_pull=(),
                ),
                [],
            )


Key = FileKey | TokenKey


def open_key(spec: str | bytes, module: str = "") -> tuple[Key | None, list[Diagnostic]]:
    """The key behind a file name or a `pkcs11:token=…;object=…?module-path=…` address (RFC 7512).

    Bytes are those of a PKCS#12 file that a person chose; they are kept nowhere.
    `module` is the library of the settings, used when the address names none. Loading a
    library runs it, and settings can come with a letter: theirs must stand on the list of
    the person or of the administrator, outside of all workspaces. Code KY107.
    """
    if isinstance(spec, bytes) or not spec.startswith("pkcs11:"):
        return _file_key(spec)
    path_part, _q, query = spec[len("pkcs11:") :].partition("?")
    parts = dict(p.partition("=")[::2] for p in path_part.split(";") if p)
    named = parse_qs(query).get("module-path", [module])[0]
    if not named or "pin-value" in parts or "pin-value" in query:
        return None, [_bad_address(spec, has_module=bool(named))]
    refused = refused_library(Path(named), typed="module-path" in query)
    if refused is not None:
        return None, [refused]
    key = TokenKey(named, unquote(parts.get("token", "")), unquote(parts.get("object", "")))
    problems = key.look()
    return (None, problems) if problems else (key, [])


def _file_key(spec: str | bytes) -> tuple[FileKey | None, list[Diagnostic]]:
    name, data = (_("tệp chứng thư"), spec) if isinstance(spec, bytes) else (spec, b"")
    if isinstance(spec, str):
        path = Path(spec)
        if not path.is_file():
            message = _("Không có tệp khóa ký {tep}").format(tep=path)
            hint = _("Xem lại tên tệp .p12/.pfx và thư mục đang đứng.")
            return None, [error("KY103", message, None, hint)]
        try:
            with path.open("rb") as file:
                data = file.read(LIMIT + 1)
        except OSError:
            data = b""
    return (FileKey(data, name), []) if _is_pkcs12(data) else (None, [_unreadable(name)])


def refused_library(library: Path, *, typed: bool) -> Diagnostic | None:
    """Why a token library is not loaded; `typed`: the person named it in this very command."""
    own = surroundings().state / LIBRARIES
    if not library.is_absolute():
        return _not_loaded(library, _("phải là đường dẫn đầy đủ"), own)
    if not typed and not is_allowed(library, (own, ADMINISTRATORS)):
        return _not_loaded(library, _("chưa có trong danh sách của bạn hay của quản trị"), own)
    try:
        if not owned_well(library):
            return _not_loaded(library, _("người khác sửa được tệp hoặc thư mục chứa nó"), own)
    except OSError:
        return None  # it is not there, which who tries to load it says
    return None


def _not_loaded(library: Path, reason: str, own: Path) -> Diagnostic:
    return error(
        "KY107",
        _("Không nạp thư viện của thiết bị ký «{tep}»: {ly_do}").format(tep=library, ly_do=reason),
        None,
        _("Nếu đúng là thư viện của thiết bị: thêm đường dẫn thành một dòng trong {tep}.").format(
            tep=own
        ),
    )


def _wrong_password(what: str) -> Diagnostic:
    return error(
        "KY101",
        _("Mật khẩu (mã PIN) của {noi} không đúng").format(noi=what),
        None,
        _("Chạy lại và nhập cẩn thận; nhập sai nhiều lần, thiết bị sẽ tự khóa."),
    )


def _locked(token: str) -> Diagnostic:
    return error(
        "KY102",
        _("Thiết bị ký «{ten}» đã khóa vì nhập sai mã PIN").format(ten=token),
        None,
        _("Liên hệ đơn vị cấp chứng thư số để mở khóa; chương trình không thử lại."),
    )


def _unreadable(name: str) -> Diagnostic:
    return error(
        "KY103",
        _("Không đọc được khóa ký PKCS#12"),
        Place(name, _("khóa ký")),
        _("Cần tệp .p12/.pfx có cả khóa và chứng thư, hoặc pkcs11:token=…;object=…"),
    )


def _no_token(key: TokenKey, fault: Exception) -> Diagnostic:
    return error(
        "KY104",
        _("Không thấy thiết bị ký «{ten}» ({loi})").format(
            ten=key.token or "?", loi=str(fault) or type(fault).__name__
        ),
        None,
        _("Cắm thiết bị, kiểm tra thư viện PKCS#11 «{tep}», rồi chạy lại.").format(tep=key.module),
    )


def _no_object(key: TokenKey) -> Diagnostic:
    return error(
        "KY105",
        _("Thiết bị «{ten}» không có chứng thư «{nhan}»").format(ten=key.token, nhan=key.label),
    )


def _bad_address(spec: str, *, has_module: bool) -> Diagnostic:
    hint = _("Mã PIN không được ghi trong địa chỉ; chương trình sẽ hỏi.")
    if not has_module:
        hint = _("Thêm ?module-path=/đường/dẫn.so, hoặc đặt pkcs11 trong [ky_so] của kehoach.toml.")
    shown = spec.partition("pin-value")[0]
    return error("KY106", _("Địa chỉ khóa «{dc}» không dùng được").format(dc=shown), None, hint)
