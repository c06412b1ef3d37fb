"""A whole test PKI: roots, CAs, people, agencies; OCSP, CRL, AIA and RFC 3161 on loopback.

Nothing here is anybody's real certificate. Keys are made once per process and shared:
which key a certificate holds matters only where two of them must differ.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import itertools
import threading
import warnings
from dataclasses import dataclass, field
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509 import ocsp
from cryptography.x509.oid import (
    AuthorityInformationAccessOID,
    ExtendedKeyUsageOID,
    NameOID,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Key = rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey

PASSWORD = "mật khẩu thử"
LEADER = "Nguyễn Văn A"
AGENCY = "Ủy ban nhân dân thành phố Lạng Sơn"
OTHER_AGENCY = "Ủy ban nhân dân huyện Cao Lộc"
DAY = dt.timedelta(days=1)
_numbers = itertools.count(1000)


@cache
def rsa_key(name: str, bits: int = 2048) -> rsa.RSAPrivateKey:
    """One key for each name and size in this process."""
    del name
    return rsa.generate_private_key(public_exponent=65537, key_size=bits)


@cache
def ec_key(name: str) -> ec.EllipticCurvePrivateKey:
    del name
    return ec.generate_private_key(ec.SECP256R1())


def now() -> dt.datetime:
    return dt.datetime.now(dt.UTC).replace(microsecond=0)


def subject(common: str, organisation: str | None = None) -> x509.Name:
    parts = [x509.NameAttribute(NameOID.COUNTRY_NAME, "VN")]
    if organisation:
        parts.append(x509.NameAttribute(NameOID.ORGANIZATION_NAME, organisation))
    return x509.Name([*parts, x509.NameAttribute(NameOID.COMMON_NAME, common)])


@dataclass
class Holder:
    """A certificate, its key, and the one who issued it."""

    certificate: x509.Certificate
    key: Key
    issuer: Holder | None = None

    @property
    def der(self) -> bytes:
        return self.certificate.public_bytes(serialization.Encoding.DER)

    @property
    def pem(self) -> bytes:
        return self.certificate.public_bytes(serialization.Encoding.PEM)

    @property
    def chain(self) -> list[Holder]:
        """The issuers below the root."""
        above = self.issuer
        return [above, *above.chain] if above and above.issuer else []

    def pkcs12(self, password: str = PASSWORD) -> bytes:
        safe = serialization.PrivateFormat.PKCS12.encryption_builder().kdf_rounds(1000)
        return pkcs12.serialize_key_and_certificates(
            b"ky",
            self.key,
            self.certificate,
            [h.certificate for h in self.chain],
            safe.build(password.encode()),
        )


@dataclass
class Pki:
    """The CAs and people; `url` is where their services answer."""

    url: str
    revoked: dict[int, tuple[dt.datetime, x509.ReasonFlags]] = field(default_factory=dict)
    holders: dict[int, Holder] = field(default_factory=dict)
    time: Callable[[], dt.datetime] | None = None
    """What the time-stamp authority says; None: the truth."""
    clock: dt.timedelta = field(default_factory=dt.timedelta)
    """How far in the future OCSP and CRLs are answered."""
    ocsp_life: dt.timedelta = dt.timedelta(hours=1)
    ocsp_age: dt.timedelta = dt.timedelta()
    """How old OCSP answers are: of what was revoked since they say nothing."""
    refuse: set[str] = field(default_factory=set)
    """Services that answer 503: "ocsp", "crl", "ca", "tsa"."""
    asked: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.root = self.authority("CA gốc thử nghiệm", "root")
        self.ca = self.authority("CA cơ quan thử nghiệm", "ca", self.root)
        self.tsa_root = self.authority("CA gốc dấu thời gian thử nghiệm", "tsa-root")
        self.tsa = self.issue(
            "Dấu thời gian thử nghiệm", "tsa", self.tsa_root, usage="tsa", ocsp=False
        )
        self.leader = self.issue(LEADER, "leader", organisation=AGENCY)
        self.agency = self.issue(AGENCY, "agency", organisation=AGENCY)

    # --- making certificates

    def authority(self, name: str, key: str, issuer: Holder | None = None) -> Holder:
        return self.issue(name, key, issuer, usage="ca", self_signed=issuer is None, ocsp=False)

    def issue(
        self,
        name: str,
        key: str | Key,
        issuer: Holder | None = None,
        *,
        organisation: str | None = None,
        usage: str = "sign",
        start: dt.datetime | None = None,
        end: dt.datetime | None = None,
        self_signed: bool = False,
        ocsp: bool = True,
        names: x509.Name | None = None,
        extra: tuple[tuple[x509.ExtensionType, bool], ...] = (),
    ) -> Holder:
        """Issue a certificate; `usage` is sign, ca, tsa, ocsp, tls or none."""
        own = rsa_key(key) if isinstance(key, str) else key
        by = issuer or (None if self_signed else self.ca)
        start = start or now() - 400 * DAY
        number = next(_numbers)
        builder = (
            x509.CertificateBuilder()
            .subject_name(names or subject(name, organisation))
            .issuer_name(by.certificate.subject if by else (names or subject(name, organisation)))
            .public_key(own.public_key())
            .serial_number(number)
            .not_valid_before(start)
            .not_valid_after(end or start + 1500 * DAY)
            .add_extension(x509.BasicConstraints(usage == "ca", None), critical=True)
            .add_extension(x509.SubjectKeyIdentifier.from_public_key(own.public_key()), False)
            .add_extension(_key_usage(usage), critical=True)
        )
        if by:
            identifier = x509.AuthorityKeyIdentifier.from_issuer_public_key(by.key.public_key())
            where = f"{self.url}/crl/{by.certificate.serial_number}.crl"
            point = x509.DistributionPoint(
                [x509.UniformResourceIdentifier(where)], None, None, None
            )
            builder = builder.add_extension(identifier, False)
            builder = builder.add_extension(x509.CRLDistributionPoints([point]), False)
            builder = builder.add_extension(self._services(by, ocsp=ocsp), False)
        for oid in {"tsa": [ExtendedKeyUsageOID.TIME_STAMPING]}.get(usage, []):
            builder = builder.add_extension(x509.ExtendedKeyUsage([oid]), critical=True)
        if usage == "tls":
            builder = builder.add_extension(
                x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), False
            )
        for extension, critical in extra:
            builder = builder.add_extension(extension, critical)
        made = Holder(builder.sign((by.key if by else own), hashes.SHA256()), own, by)
        self.holders[number] = made
        return made

    def _services(self, by: Holder, *, ocsp: bool) -> x509.AuthorityInformationAccess:
        ca = f"{self.url}/ca/{by.certificate.serial_number}.crt"
        found = [
            x509.AccessDescription(
                AuthorityInformationAccessOID.CA_ISSUERS, x509.UniformResourceIdentifier(ca)
            )
        ]
        if ocsp:
            at = x509.UniformResourceIdentifier(f"{self.url}/ocsp")
            found.append(x509.AccessDescription(AuthorityInformationAccessOID.OCSP, at))
        return x509.AuthorityInformationAccess(found)

    def revoke(
        self,
        holder: Holder,
        reason: x509.ReasonFlags = x509.ReasonFlags.key_compromise,
        when: dt.datetime | None = None,
    ) -> Holder:
        self.revoked[holder.certificate.serial_number] = (when or now() - DAY, reason)
        return holder

    # --- what the services answer

    def crl(self, by: Holder) -> bytes:
        at = now() + self.clock
        builder = (
            x509.CertificateRevocationListBuilder()
            .issuer_name(by.certificate.subject)
            .last_update(at)
            .next_update(at + 7 * DAY)
            .add_extension(
                x509.AuthorityKeyIdentifier.from_issuer_public_key(by.key.public_key()), False
            )
            .add_extension(x509.CRLNumber(int(at.timestamp())), False)
        )
        for number, (when, reason) in self.revoked.items():
            entry = (
                x509.RevokedCertificateBuilder()
                .serial_number(number)
                .revocation_date(when)
                .add_extension(x509.CRLReason(reason), False)
            )
            builder = builder.add_revoked_certificate(entry.build())
        return builder.sign(by.key, hashes.SHA256()).public_bytes(serialization.Encoding.DER)

    def ocsp(self, data: bytes) -> bytes:
        request = ocsp.load_der_ocsp_request(data)
        holder = self.holders.get(request.serial_number)
        if holder is None or holder.issuer is None:
            unknown = ocsp.OCSPResponseBuilder.build_unsuccessful(
                ocsp.OCSPResponseStatus.UNAUTHORIZED
            )
            return unknown.public_bytes(serialization.Encoding.DER)
        when, reason = self.revoked.get(request.serial_number, (None, None))
        at = now() + self.clock - self.ocsp_age
        if self.ocsp_age and when and when > at:
            when = reason = None
        by = holder.issuer
        builder = (
            ocsp.OCSPResponseBuilder()
            .add_response(
                holder.certificate,
                by.certificate,
                hashes.SHA1(),
                ocsp.OCSPCertStatus.REVOKED if when else ocsp.OCSPCertStatus.GOOD,
                at,
                at + self.ocsp_life,
                when,
                reason,
            )
            .responder_id(ocsp.OCSPResponderEncoding.HASH, by.certificate)
        )
        for extension in request.extensions:
            if isinstance(extension.value, x509.OCSPNonce):
                builder = builder.add_extension(extension.value, False)
        return builder.sign(by.key, hashes.SHA256()).public_bytes(serialization.Encoding.DER)

    def stamp(self, data: bytes, by: Holder | None = None) -> bytes:
        from asn1crypto import keys, tsp
        from asn1crypto import x509 as asn1
        from pyhanko.sign.timestamps import DummyTimeStamper

        by = by or self.tsa
        key = by.key.private_bytes(
            serialization.Encoding.DER,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        stamper = DummyTimeStamper(
            asn1.Certificate.load(by.der),
            keys.PrivateKeyInfo.load(key),
            certs_to_embed=[asn1.Certificate.load(h.der) for h in by.chain],
            fixed_dt=self.time() if self.time else now(),
        )
        request = tsp.TimeStampReq.load(data)
        answer: Any = asyncio.run(stamper.async_request_tsa_response(request))
        made: bytes = answer.dump()
        return made

    def answer(self, path: str, body: bytes) -> tuple[int, str, bytes]:
        """Status, content type and body for a request."""
        service, _, name = path.strip("/").partition("/")
        self.asked.append(service)
        if service in self.refuse:
            return 503, "text/plain", b"busy"
        if service == "ocsp":
            return 200, "application/ocsp-response", self.ocsp(body)
        if service == "tsa":
            by = self.holders[int(name)] if name else None
            return 200, "application/timestamp-reply", self.stamp(body, by)
        if service in {"crl", "ca"}:
            holder = self.holders.get(int(name.partition(".")[0]))
            if holder and service == "crl":
                return 200, "application/pkix-crl", self.crl(holder)
            if holder:
                return 200, "application/pkix-cert", holder.der
        return 404, "text/plain", b"nothing here"

    # --- what the tests hand to the program

    def trust(self, folder: Path) -> Path:
        """`tin-cay.toml` in a folder that trusts this PKI."""
        import hashlib

        store = folder / "tin-cay"
        store.mkdir(parents=True, exist_ok=True)
        lines = []
        for name, holder, scope, role in (
            ("goc", self.root, "gov", "goc"),
            ("ca", self.ca, "gov", "trung_gian"),
            ("tsa", self.tsa_root, "tsa", "goc"),
        ):
            (store / f"{name}.crt").write_bytes(holder.pem)
            digest = hashlib.sha256(holder.der).hexdigest()
            lines += ["[[chung_thu]]", f'tep = "tin-cay/{name}.crt"', f'sha256 = "{digest}"']
            lines += [f'pham_vi = "{scope}"', f'vai_tro = "{role}"', ""]
        (folder / "tin-cay.toml").write_text("\n".join(lines), "utf-8")
        return folder / "tin-cay.toml"


def _key_usage(usage: str) -> x509.KeyUsage:
    flags = dict.fromkeys(
        [
            "digital_signature",
            "content_commitment",
            "key_encipherment",
            "data_encipherment",
            "key_agreement",
            "key_cert_sign",
            "crl_sign",
            "encipher_only",
            "decipher_only",
        ],
        False,
    )
    on = {
        "ca": ("key_cert_sign", "crl_sign"),
        "sign": ("digital_signature", "content_commitment"),
        "tsa": ("digital_signature", "content_commitment"),
        "tls": ("key_encipherment",),
        "none": ("key_agreement",),
    }
    return x509.KeyUsage(**{**flags, **dict.fromkeys(on[usage], True)})


class Server:
    """The services of a `Pki` on loopback."""

    def __init__(self) -> None:
        outer = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def reply(self, body: bytes) -> None:
                found = outer.extra.get(self.path)
                status, kind, content = found() if found else outer.pki.answer(self.path, body)
                self.send_response(status)
                if status in {301, 302, 307}:
                    self.send_header("Location", content.decode())
                self.send_header("Content-Type", kind)
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                self.wfile.write(content)

            def do_GET(self) -> None:
                self.reply(b"")

            def do_POST(self) -> None:
                self.reply(self.rfile.read(int(self.headers.get("Content-Length", 0))))

            def log_message(self, *_: object) -> None:
                """Say nothing."""

        self.http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.http.daemon_threads = True
        self.host = f"127.0.0.1:{self.http.server_port}"
        self.extra: dict[str, Callable[[], tuple[int, str, bytes]]] = {}
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            self.pki = Pki(f"http://{self.host}")
        self.thread = threading.Thread(target=self.http.serve_forever, daemon=True)
        self.thread.start()

    def close(self) -> None:
        self.http.shutdown()
        self.http.server_close()
        self.thread.join()
