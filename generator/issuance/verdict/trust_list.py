"""Whom we trust: certificates in the workspace, each pinned by its SHA-256; failing closed.

`tin-cay.toml` in the folder of registries lists files beside it. One entry that is not
what it says makes the whole list void: an anchor that someone swapped must not be
used, nor silently left out. The program ships no certificate.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Annotated, Literal

from msgspec import Meta, Struct

from generator.diagnostics import Diagnostic, Place, error
from generator.locale import _

if TYPE_CHECKING:
    from pathlib import Path

    from asn1crypto.x509 import Certificate

NAME = "tin-cay.toml"
Scope = Literal["gov", "public", "tsa"]
Role = Literal["goc", "trung_gian"]
LIMIT = 200_000
"""Bytes of a certificate file; real ones have 2,000."""


class TrustedCertificate(Struct, forbid_unknown_fields=True):
    """One certificate of the list."""

    tep: Annotated[str, Meta(description="Tệp chứng thư (DER hoặc PEM), tính từ tin-cay.toml")]
    sha256: Annotated[str, Meta(description="SHA-256 của chứng thư dạng DER, 64 chữ số hex")]
    pham_vi: Annotated[
        Scope | list[Scope], Meta(description="gov: công vụ; public: công cộng; tsa: dấu thời gian")
    ]
    vai_tro: Annotated[Role, Meta(description="goc: gốc tin cậy; trung_gian: CA cấp dưới")] = "goc"
    ghi_chu: str = ""


class TrustList(Struct, forbid_unknown_fields=True):
    """`tin-cay.toml`."""

    chung_thu: list[TrustedCertificate] = []


@dataclass(frozen=True)
class TrustStore:
    """Anchors by scope, and CA certificates that signers do not send along."""

    signer_roots: tuple[Certificate, ...] = ()
    tsa_roots: tuple[Certificate, ...] = ()
    intermediates: tuple[Certificate, ...] = ()
    scopes: dict[bytes, tuple[str, ...]] = field(default_factory=dict)
    """SHA-256 of an anchor → its scopes."""

    @property
    def certificates(self) -> tuple[Certificate, ...]:
        """All of them, as material for building chains."""
        return self.signer_roots + self.tsa_roots + self.intermediates


def load_trust(path: Path) -> tuple[TrustStore | None, list[Diagnostic]]:
    """The trust store of a `tin-cay.toml`; None with the reasons when any entry is wrong."""
    from generator.plan.toml import decode, read

    if not path.is_file():
        return None, [_no_store(path)]
    source, problems = read(path)
    if source is None:
        return None, problems
    listed, more = decode(source, TrustList)
    if listed is None:
        return None, problems + more
    if not listed.chung_thu:
        return None, [_no_store(path)]
    found: list[tuple[TrustedCertificate, Certificate]] = []
    wrong: list[Diagnostic] = []
    seen: set[bytes] = set()
    for entry in listed.chung_thu:
        certificate, reason = _read_entry(path, entry)
        if certificate is not None and certificate.sha256 in seen:
            reason = _("chứng thư được kê hai lần")
        if certificate is None or reason:
            wrong.append(_bad(path, entry, reason))
            continue
        seen.add(certificate.sha256)
        found.append((entry, certificate))
    return (None, wrong) if wrong else (_store(found), [])


def _read_entry(path: Path, entry: TrustedCertificate) -> tuple[Certificate | None, str]:
    """The certificate of an entry, or why it is refused."""
    file = path.parent / entry.tep
    scopes = _scopes(entry)
    if not scopes:
        return None, _("không nêu phạm vi (pham_vi)")
    try:
        with file.open("rb") as opened:
            data = opened.read(LIMIT + 1)
    except OSError:
        return None, _("không đọc được tệp")
    certificate = read_certificate(data)
    if certificate is None:
        return None, _("tệp không phải một chứng thư X.509")
    if certificate.sha256 != _hex(entry.sha256):
        return None, _("SHA-256 của chứng thư khác giá trị đã ghim: {ma}").format(
            ma=certificate.sha256.hex()
        )
    if not certificate.ca:
        return None, _("chứng thư không phải của một tổ chức chứng thực (CA)")
    if entry.vai_tro == "goc" and not _self_signed(certificate):
        return None, _("chứng thư cấp dưới không được làm gốc; ghi vai_tro = «trung_gian»")
    return certificate, ""


def read_certificate(data: bytes) -> Certificate | None:
    """One certificate from DER or PEM (UTF-16 and text around it allowed), or None."""
    from asn1crypto import pem
    from asn1crypto.x509 import Certificate

    if data[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        data = data.decode("utf-16", "replace").encode()
    if len(data) > LIMIT:
        return None
    try:
        at = data.find(b"-----BEGIN CERTIFICATE")
        if at >= 0:
            data = pem.unarmor(data[at:])[2]
        certificate = Certificate.load(data, strict=True)
        certificate.native  # noqa: B018 - asn1crypto parses lazily: find what is broken now
        _ready = (certificate.ca, certificate.sha256)
    except (ValueError, TypeError, KeyError, AttributeError):
        return None
    return certificate


def _self_signed(certificate: Certificate) -> bool:
    """Tell whether the certificate's own key signed it, by cryptography and not by name."""
    from cryptography import x509

    own = x509.load_der_x509_certificate(certificate.dump())
    try:
        own.verify_directly_issued_by(own)
    except Exception:
        return False
    return True


def _scopes(entry: TrustedCertificate) -> list[str]:
    return [entry.pham_vi] if isinstance(entry.pham_vi, str) else list(entry.pham_vi)


def _hex(text: str) -> bytes:
    try:
        return bytes.fromhex(text.replace(":", ""))
    except ValueError:
        return b""


def _store(found: list[tuple[TrustedCertificate, Certificate]]) -> TrustStore:
    roots = [(e, c) for e, c in found if e.vai_tro == "goc"]
    return TrustStore(
        tuple(c for e, c in roots if {"gov", "public"} & set(_scopes(e))),
        tuple(c for e, c in roots if "tsa" in _scopes(e)),
        tuple(c for e, c in found if e.vai_tro != "goc"),
        {c.sha256: tuple(_scopes(e)) for e, c in roots},
    )


def _no_store(path: Path) -> Diagnostic:
    return error(
        "XT101",
        _("Chưa có danh sách chứng thư tin cậy, nên không kết luận được chữ ký của ai"),
        Place(str(path), _("danh sách tin cậy")),
        _("Lấy chứng thư gốc từ nơi phát hành chính thức, kê tệp và SHA-256 vào {tep}.").format(
            tep=path.name
        ),
    )


def _bad(path: Path, entry: TrustedCertificate, reason: str) -> Diagnostic:
    return error(
        "XT102",
        _("Danh sách tin cậy không dùng được: {tep}: {ly_do}").format(
            tep=entry.tep or "?", ly_do=reason
        ),
        Place(str(path), entry.tep),
        _("Đối chiếu chứng thư với bản công bố chính thức rồi sửa mục này."),
    )


def fingerprint(data: bytes) -> str:
    """SHA-256 in hex."""
    return hashlib.sha256(data).hexdigest()
