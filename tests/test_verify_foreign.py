"""Signatures as other programs make them, on a document that says nothing of who must sign."""

from __future__ import annotations

import io
import re
import subprocess
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pikepdf
import pytest
from asn1crypto import algos, cms
from asn1crypto import keys as asn1_keys
from asn1crypto import x509 as asn1
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import MDPPerm, SigFieldSpec, SigSeedSubFilter, append_signature_field
from pyhanko.sign.signers.pdf_cms import SimpleSigner
from pyhanko.sign.signers.pdf_signer import PdfSignatureMetadata, PdfSigner
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.registry import SimpleCertificateStore

from generator.issuance.verdict.result import Verdict
from tests.desk import Stamps, desk
from tests.pki import DAY, Holder, ec_key, now
from tests.test_trust_edges import against, neutral

if TYPE_CHECKING:
    from collections.abc import Callable

JARS = ("pdfbox2", "fontbox2", "commons-logging", "bcprov", "bcpkix", "bcutil")
ROOM = 12_000
"""Bytes kept for a signature that openssl makes."""


@cache
def jane() -> Holder:
    return desk().pki.issue("Jane Signer", "jane")


@cache
def elliptic() -> Holder:
    return desk().pki.issue("Jane Elliptic", ec_key("jane"))


@cache
def elliptic_384() -> Holder:
    return desk().pki.issue("Jane 384", ec.generate_private_key(ec.SECP384R1()))


def signer(holder: Holder, *, pss: bool = False, chain: bool = True) -> SimpleSigner:
    key = holder.key.private_bytes(
        serialization.Encoding.DER,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    store = SimpleCertificateStore()
    store.register_multiple([asn1.Certificate.load(h.der) for h in holder.chain if chain])
    return SimpleSigner(
        asn1.Certificate.load(holder.der), asn1_keys.PrivateKeyInfo.load(key), store, prefer_pss=pss
    )


def signed(
    data: bytes,
    holder: Holder,
    field: str = "Signature1",
    *,
    spec: SigFieldSpec | None = None,
    by: SimpleSigner | None = None,
    stamped: bool = False,
    **meta: Any,
) -> bytes:
    """Sign as pyHanko does when nobody tells it otherwise."""
    writer = IncrementalPdfFileWriter(io.BytesIO(data), strict=False)
    if spec is not None:
        append_signature_field(writer, spec)
    stamper = Stamps(desk().pki.tsa, None) if stamped else None
    out = io.BytesIO()
    PdfSigner(
        PdfSignatureMetadata(field, **meta), by or signer(holder), timestamper=stamper
    ).sign_pdf(writer, output=out)
    return out.getvalue()


def archived(subfilter: SigSeedSubFilter) -> bytes:
    roots = [asn1.Certificate.load(h.der) for h in (desk().pki.root, desk().pki.tsa_root)]
    return signed(
        neutral(),
        jane(),
        stamped=True,
        subfilter=subfilter,
        embed_validation_info=True,
        use_pades_lta=True,
        validation_context=ValidationContext(trust_roots=roots, allow_fetching=True),
    )


def saved(data: bytes, **how: Any) -> bytes:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        out = io.BytesIO()
        pdf.save(out, **how)
    return out.getvalue()


def form() -> bytes:
    """A page with a text field."""
    with pikepdf.open(io.BytesIO(neutral())) as pdf:
        field = pdf.make_indirect(
            pikepdf.Dictionary(
                Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Widget, FT=pikepdf.Name.Tx,
                T="Name", V="", F=4, Rect=[100, 600, 300, 620], DA="/Helv 12 Tf 0 g",
                P=pdf.pages[0].obj,
            )
        )  # fmt: skip
        pdf.pages[0].Annots = pdf.make_indirect(pikepdf.Array([field]))
        pdf.Root.AcroForm = pdf.make_indirect(pikepdf.Dictionary(Fields=pikepdf.Array([field])))
        out = io.BytesIO()
        pdf.save(out)
    return out.getvalue()


def filled(data: bytes) -> bytes:
    writer = IncrementalPdfFileWriter(io.BytesIO(data))
    field = writer.root["/AcroForm"]["/Fields"][0].get_object()
    field["/V"] = generic.pdf_string("Alice")
    writer.update_container(field)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def hybrid() -> bytes:
    """A file with an index for old readers and one for new ones, as Word writes it."""
    with pikepdf.open(io.BytesIO(neutral())) as pdf:
        out = io.BytesIO()
        pdf.save(out, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    plain = out.getvalue()
    at = int(re.findall(rb"startxref\s+(\d+)", plain)[-1])
    size = int(re.search(rb"/Size (\d+)", plain[at:])[1])  # type: ignore[index]
    rows = b"\x00" * 4
    stream = (
        b"%d 0 obj\n<< /Type /XRef /Size %d /W [1 2 1] /Index [0 1] /Length 4 >>\nstream\n"
        % (size, size + 1)
        + rows
        + b"\nendstream\nendobj\n"
    )
    rest = plain[at:].replace(b"/Size %d" % size, b"/Size %d /XRefStm %d" % (size, at))
    return (
        plain[:at]
        + stream
        + re.sub(rb"startxref\s+\d+", b"startxref\n%d" % (at + len(stream)), rest)
    )


def with_cms(data: bytes, change: Callable[[cms.SignedData], None]) -> bytes:
    """What stands in the container beside the signature, changed as another producer has it."""
    first, second = (
        int(n)
        for n in re.search(rb"/ByteRange \[0 (\d+) (\d+)", data).groups()  # type: ignore[union-attr]
    )
    content = cms.ContentInfo.load(bytes.fromhex(data[first + 1 : second - 1].decode()))
    change(content["content"])
    made = content.dump(force=True).hex().encode()
    room = second - first - 2
    assert len(made) <= room
    return data[: first + 1] + made.ljust(room, b"0") + data[second - 1 :]


def more_algorithms(value: cms.SignedData) -> None:
    value["digest_algorithms"].append(algos.DigestAlgorithm({"algorithm": "sha512"}))


def null_parameters(value: cms.SignedData) -> None:
    from asn1crypto.core import Null

    value["digest_algorithms"][0]["parameters"] = Null()


def another_certificate(value: cms.SignedData) -> None:
    """One that no chain needs, of an issuer nobody here knows."""
    root = desk().pki.authority("CA nơi khác", "other-root")
    leaf = desk().pki.issue("Ai đó", "somebody", root)
    value["certificates"].append(
        cms.CertificateChoices("certificate", asn1.Certificate.load(leaf.der))
    )


def issuer_of_the_same_name(value: cms.SignedData) -> None:
    """A certificate whose issuer bears the name of a CA here, with another key."""
    twin = desk().pki.authority("CA cơ quan thử nghiệm", "twin-ca", desk().pki.root)
    leaf = desk().pki.issue("Ai đó", "somebody", twin)
    value["certificates"].append(
        cms.CertificateChoices("certificate", asn1.Certificate.load(leaf.der))
    )


def by_openssl(holder: Holder, *more: str, scratch: Path, date: Any = None) -> bytes:
    """A detached CMS value of openssl in a PDF that pikepdf wrote."""
    (scratch / "c.pem").write_bytes(holder.pem)
    (scratch / "ca.pem").write_bytes(desk().pki.ca.pem)
    (scratch / "k.pem").write_bytes(
        holder.key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    data = _with_room(date)
    first = data.index(b"<" + b"0" * 2 * ROOM + b">")
    second = first + 2 * ROOM + 2
    blank = re.search(rb"\[ 0 1{10} 2{10} 3{10} \]", data)
    assert blank is not None
    told = b"[ 0 %d %d %d ]" % (first, second, len(data) - second)
    data = data[: blank.start()] + told.ljust(len(blank[0])) + data[blank.end() :]
    (scratch / "in").write_bytes(data[:first] + data[second:])
    subprocess.run(
        ["openssl", "cms", "-sign", "-binary", "-in", scratch / "in", "-signer", scratch / "c.pem",
         "-inkey", scratch / "k.pem", "-certfile", scratch / "ca.pem", "-outform", "DER",
         "-out", scratch / "out", "-md", "sha256", *more],
        check=True, capture_output=True,
    )  # fmt: skip
    value = (scratch / "out").read_bytes().hex().encode()
    return data[: first + 1] + value.ljust(2 * ROOM, b"0") + data[second - 1 :]


def _with_room(date: Any = None) -> bytes:
    name = pikepdf.Name
    with pikepdf.open(io.BytesIO(neutral())) as pdf:
        value = pdf.make_indirect(
            pikepdf.Dictionary(
                Type=name.Sig, Filter=name("/Adobe.PPKLite"),
                SubFilter=name("/adbe.pkcs7.detached"),
                ByteRange=[0, 1111111111, 2222222222, 3333333333], Contents=b"\0" * ROOM,
            )
        )  # fmt: skip
        if date is not None:
            value.M = date
        field = pdf.make_indirect(
            pikepdf.Dictionary(
                Type=name.Annot, Subtype=name.Widget, FT=name.Sig, T="Sig", V=value, F=132,
                Rect=[0, 0, 0, 0], P=pdf.pages[0].obj,
            )
        )  # fmt: skip
        pdf.pages[0].Annots = pikepdf.Array([field])
        pdf.Root.AcroForm = pikepdf.Dictionary(Fields=pikepdf.Array([field]), SigFlags=3)
        out = io.BytesIO()
        pdf.save(out, object_stream_mode=pikepdf.ObjectStreamMode.disable, compress_streams=False)
    return out.getvalue()


def twice() -> bytes:
    return signed(signed(neutral(), jane()), elliptic(), "Signature2", stamped=True)


GOOD: dict[str, Callable[[], bytes]] = {
    "pyHanko's defaults": lambda: signed(neutral(), jane()),
    "adbe.pkcs7.detached": lambda: signed(
        neutral(), jane(), subfilter=SigSeedSubFilter.ADOBE_PKCS7_DETACHED
    ),
    "ETSI.CAdES.detached": lambda: signed(neutral(), jane(), subfilter=SigSeedSubFilter.PADES),
    "PSS": lambda: signed(neutral(), jane(), by=signer(jane(), pss=True), md_algorithm="sha512"),
    "ECDSA": lambda: signed(neutral(), elliptic()),
    "ECDSA P-384": lambda: signed(neutral(), elliptic_384(), md_algorithm="sha384"),
    "without its chain": lambda: signed(neutral(), jane(), by=signer(jane(), chain=False)),
    "two of them": twice,
    "visible": lambda: signed(
        neutral(), jane(), spec=SigFieldSpec("Signature1", on_page=0, box=(50, 50, 250, 120))
    ),
    "certified": lambda: signed(
        neutral(), jane(), certify=True, docmdp_permissions=MDPPerm.FILL_FORMS
    ),
    "a field left empty": lambda: signed(neutral(), jane(), spec=SigFieldSpec("Other")),
    "archived": lambda: archived(SigSeedSubFilter.PADES),
    "a form filled before": lambda: signed(filled(form()), jane()),
    "a form filled between": lambda: signed(
        filled(signed(form(), jane())), elliptic(), "Signature2"
    ),
    "an index in a stream": lambda: signed(
        saved(neutral(), object_stream_mode=pikepdf.ObjectStreamMode.generate), jane()
    ),
    "linearized": lambda: signed(saved(neutral(), linearize=True), jane()),
    "two indexes": lambda: signed(hybrid(), jane()),
    "more algorithms listed": lambda: with_cms(signed(neutral(), jane()), more_algorithms),
    "a NULL parameter": lambda: with_cms(signed(neutral(), jane()), null_parameters),
    "a certificate too many": lambda: with_cms(_roomy(), another_certificate),
    "a CA of the same name": lambda: with_cms(_roomy(), issuer_of_the_same_name),
}


def _roomy() -> bytes:
    """Signed with room left in the container."""
    out = io.BytesIO()
    PdfSigner(PdfSignatureMetadata("Signature1"), signer(jane())).sign_pdf(
        IncrementalPdfFileWriter(io.BytesIO(neutral())), bytes_reserved=30_000, output=out
    )
    return out.getvalue()


@pytest.mark.parametrize("name", GOOD)
def test_a_good_signature_of_another_program_is_valid(name: str) -> None:
    report = desk().verify(GOOD[name]())
    assert report.verdict is Verdict.VALID, report.as_dict()


@pytest.mark.parametrize(
    "more", [(), ("-cades",), ("-keyopt", "rsa_padding_mode:pss"), ("-noattr",), ("-keyid",)]
)
def test_what_openssl_signs_is_valid(more: tuple[str, ...], tmp_path: Path) -> None:
    report = desk().verify(by_openssl(jane(), *more, scratch=tmp_path))
    assert report.verdict is Verdict.VALID, report.as_dict()


@pytest.mark.parametrize("date", ["D:20261129162345Z'", "D:2026112916Z00'00'", "D:20261399", "", 7])
def test_a_date_that_nobody_can_read_says_nothing_against_a_signature(
    date: str | int, tmp_path: Path
) -> None:
    report = desk().verify(by_openssl(jane(), "-noattr", scratch=tmp_path, date=date))
    assert report.verdict is Verdict.VALID, report.as_dict()
    assert report.signatures[0].claimed_time is None


def test_what_pdfbox_signs_is_valid(tmp_path: Path) -> None:
    """Its CMS values are written in indefinite length, as BouncyCastle does."""
    jars = ":".join(f"/usr/share/java/{name}.jar" for name in JARS)
    source = Path(__file__).parent / "verifiers/PdfBoxSign.java"
    subprocess.run(["javac", "-nowarn", "-cp", jars, "-d", tmp_path, source], check=True)
    data = neutral()
    for holder in (jane(), elliptic()):
        (tmp_path / "k.p12").write_bytes(holder.pkcs12("abc"))
        (tmp_path / "in.pdf").write_bytes(data)
        subprocess.run(
            ["java", "-Xshare:auto", "-Dfile.encoding=UTF-8", "-cp", f"{jars}:{tmp_path}",
             "PdfBoxSign", tmp_path / "k.p12", tmp_path / "in.pdf", tmp_path / "out.pdf"],
            check=True, capture_output=True, input=b"abc",
        )  # fmt: skip
        data = (tmp_path / "out.pdf").read_bytes()
        report = desk().verify(data)
        assert report.verdict is Verdict.VALID, report.as_dict()
    assert [s.signer for s in report.signatures] == ["Jane Signer", "Jane Elliptic"]


# --- what stays refused, and what stays open


def listed_other(value: cms.SignedData) -> None:
    value["digest_algorithms"][0]["algorithm"] = "sha384"


def altered_ca(value: cms.SignedData) -> None:
    """The CA's certificate beside the signer's, with one letter of its issuer changed."""
    ca = desk().pki.ca.der.replace("CA gốc".encode(), "CA gớc".encode(), 1)
    assert ca != desk().pki.ca.der
    choices = [cms.CertificateChoices("certificate", asn1.Certificate.load(ca))]
    choices += [c for c in value["certificates"] if c.chosen.subject.native != _name()]
    value["certificates"] = cms.CertificateSet(choices)


def _name() -> Any:
    return asn1.Certificate.load(desk().pki.ca.der).subject.native


@pytest.mark.parametrize("change", [listed_other, altered_ca])
def test_a_container_that_was_altered_is_refused(change: Callable[[cms.SignedData], None]) -> None:
    assert against(desk().verify(with_cms(_roomy(), change)))["XT206"] is Verdict.INVALID


def test_a_form_filled_after_the_last_signature_is_open() -> None:
    report = desk().verify(filled(signed(form(), jane())))
    assert report.verdict is Verdict.INDETERMINATE
    assert against(report)["XT205"] is Verdict.INDETERMINATE


def test_a_second_index_after_the_signature_is_open() -> None:
    """Of two indexes a reader may follow either: what came after cannot be judged."""
    data = signed(neutral(), jane())
    at, size = len(data), 60
    last = int(re.findall(rb"startxref\s+(\d+)", data)[-1])
    stream = (
        b"%d 0 obj\n<< /Type /XRef /Size %d /W [1 2 1] /Index [0 1] /Length 4 >>\nstream\n"
        b"\0\0\0\0\nendstream\nendobj\n" % (size, size + 1)
    )
    table = (
        b"xref\n0 1\n0000000000 65535 f \ntrailer\n"
        b"<< /Size %d /Root 1 0 R /Prev %d /XRefStm %d >>\n"
        b"startxref\n%d\n%%%%EOF\n" % (size, last, at, at + len(stream))
    )
    report = desk().verify(data + stream + table)
    assert report.verdict is not Verdict.VALID
    assert "XT201" in against(report)


def test_at_another_time_a_certificate_is_judged_as_it_was_then() -> None:
    ended = desk().pki.issue("Jane Before", "jane", start=now() - 100 * DAY, end=now() - 10 * DAY)
    data = signed(neutral(), ended)
    assert against(desk().verify(data)) == {"XT215": Verdict.INDETERMINATE}
    assert desk().verify(data, moment=now() - 20 * DAY).verdict is Verdict.VALID
    desk().pki.revoke(ended, when=now() - 30 * DAY)
    assert "XT209" in against(desk().verify(data, moment=now() - 20 * DAY))


def test_a_certificate_revoked_later_was_good_before() -> None:
    holder = desk().pki.issue("Jane Later", "jane")
    data = signed(neutral(), holder)
    desk().pki.revoke(holder, when=now() - 10 * DAY)
    assert "XT209" in against(desk().verify(data))
    assert desk().verify(data, moment=now() - 20 * DAY).verdict is Verdict.VALID
