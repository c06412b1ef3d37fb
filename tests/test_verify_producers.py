"""Signatures made by the programs of others: good ones are VALID, a byte changed is INVALID."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from generator.issuance.verdict.result import Verdict
from tests.desk import desk
from tests.forgeries import poke
from tests.test_trust_edges import against, neutral
from tests.test_verify_foreign import elliptic, elliptic_384, filled, form, jane, signed

if TYPE_CHECKING:
    from tests.pki import Holder

JARS = ":".join(f"/usr/share/java/{name}.jar" for name in ("itext", "bcprov", "bcpkix", "bcutil"))
DETACHED, CADES = "adbe.pkcs7.detached", "ETSI.CAdES.detached"
PIN = "abc"


def run(*command: object, told: str = "", **environment: str) -> str:
    done = subprocess.run(
        [str(part) for part in command],
        check=True, capture_output=True, input=told, text=True, timeout=600,
        env={**os.environ, **environment},
    )  # fmt: skip
    return done.stdout


def is_good_and_a_byte_makes_it_bad(data: bytes, *signers: str) -> None:
    report = desk().verify(data)
    assert against(report) == {}
    assert report.verdict is Verdict.VALID
    assert [s.signer for s in report.signatures] == list(signers)
    at = data.index(b"stream") + 40
    changed = desk().verify(poke(data, at, data[at] ^ 1))
    assert changed.verdict is Verdict.INVALID
    assert "XT206" in against(changed)


@pytest.fixture(scope="module")
def itext(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the compiled signer."""
    folder = tmp_path_factory.mktemp("itext")
    source = Path(__file__).parent / "verifiers/ItextSign.java"
    run("javac", "-nowarn", "-Xlint:none", "-cp", JARS, "-d", folder, source)
    return folder


def by_itext(
    folder: Path, data: bytes, holder: Holder, *how: str, field: str = "Signature1"
) -> bytes:
    (folder / "k.p12").write_bytes(holder.pkcs12(PIN))
    (folder / "in.pdf").write_bytes(data)
    subfilter, algorithm, *visible = how
    run(
        "java", "-Xshare:auto", "-Dfile.encoding=UTF-8", "-cp", f"{JARS}:{folder}", "ItextSign",
        folder / "k.p12", folder / "in.pdf", folder / "out.pdf", subfilter, algorithm, field,
        *visible, told=PIN,
    )  # fmt: skip
    return (folder / "out.pdf").read_bytes()


@pytest.mark.parametrize(
    ("holder", "how"),
    [
        (jane, (DETACHED, "SHA256withRSA")),
        (jane, (DETACHED, "SHA512withRSA", "visible")),
        (jane, (DETACHED, "SHA256withRSAandMGF1")),
        (jane, (CADES, "SHA256withRSA")),
        (elliptic, (CADES, "SHA256withECDSA", "visible")),
        (elliptic_384, (DETACHED, "SHA384withECDSA")),
    ],
)
def test_what_itext_signs_is_valid(holder, how: tuple[str, ...], itext: Path) -> None:  # type: ignore[no-untyped-def]
    by = holder()
    data = by_itext(itext, neutral(), by, *how)
    is_good_and_a_byte_makes_it_bad(data, by.certificate.subject.rdns[-1].rfc4514_string()[3:])


def test_two_sign_with_itext_and_fill_the_form_between(itext: Path) -> None:
    one = by_itext(itext, form(), jane(), DETACHED, "SHA256withRSA", "visible")
    two = by_itext(
        itext, filled(one), elliptic(), CADES, "SHA256withECDSA", "visible", field="Signature2"
    )
    is_good_and_a_byte_makes_it_bad(two, "Jane Signer", "Jane Elliptic")


def test_what_itext_signs_with_sha1_is_refused_for_that(itext: Path) -> None:
    report = desk().verify(by_itext(itext, neutral(), jane(), DETACHED, "SHA1withRSA"))
    assert report.verdict is Verdict.INVALID
    assert against(report)["XT210"] is Verdict.INVALID


@pytest.mark.parametrize(("holder", "name"), [(jane, "Jane Signer"), (elliptic, "Jane Elliptic")])
def test_what_libreoffice_signs_is_valid(holder, name: str, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    """From the certificates of Firefox, as its dialogue offers them."""
    store = f"sql:{tmp_path / 'nss'}"
    (tmp_path / "nss").mkdir()
    (tmp_path / "k.p12").write_bytes(holder().pkcs12(PIN))
    (tmp_path / "root.pem").write_bytes(desk().pki.root.pem)
    run("certutil", "-N", "-d", store, "--empty-password")
    run("pk12util", "-i", tmp_path / "k.p12", "-d", store, "-W", PIN, "-K", "")
    run("certutil", "-A", "-n", "root", "-t", "C,C,C", "-i", tmp_path / "root.pem", "-d", store)
    (tmp_path / "a.txt").write_text("A letter to a friend.\n")
    options = json.dumps(
        {
            "SignPDF": {"type": "boolean", "value": "true"},
            "SignCertificateSubjectName": {"type": "string", "value": f"CN={name},C=VN"},
        }
    )
    profile = (tmp_path / "profile").as_uri()
    run(
        "soffice", f"-env:UserInstallation={profile}", "--headless",
        "--convert-to", f"pdf:writer_pdf_Export:{options}",
        "--outdir", tmp_path, tmp_path / "a.txt",
        MOZILLA_CERTIFICATE_FOLDER=store,
    )  # fmt: skip
    data = (tmp_path / "a.pdf").read_bytes()
    is_good_and_a_byte_makes_it_bad(data, name)
    again = signed(data, elliptic_384(), "Signature2", md_algorithm="sha384")
    is_good_and_a_byte_makes_it_bad(again, name, "Jane 384")
