"""What is altered, forged or signed by the wrong people is never called valid."""

from __future__ import annotations

import datetime as dt
import warnings
from typing import TYPE_CHECKING, Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import rsa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.issuance.verdict.means import Means
from generator.issuance.verdict.result import Expected, ExpectedSigner, Verdict
from generator.issuance.word import vocabulary
from tests.pki import AGENCY, DAY, LEADER, OTHER_AGENCY, Holder, now, subject
from tests.word_attacks import ATTACKS, edited, swap
from tests.word_desk import Stamps, expected, packed, parts_of, rendered, word_desk

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.word_desk import WordDesk


@pytest.fixture(scope="module")
def desk() -> WordDesk:
    return word_desk()


@pytest.fixture(scope="module")
def good(desk: WordDesk) -> bytes:
    one = desk.sign(rendered(), "leader", stamped=True, comment="Đồng ý ban hành")
    return desk.sign(one, "agency", stamped=True)


@pytest.fixture(scope="module")
def other(desk: WordDesk) -> bytes:
    draft = edited(rendered(), {"word/document.xml": swap("Kế hoạch", "Ke hoach")})
    return desk.both(draft, stamped=True)


def test_the_file_that_the_attacks_start_from_is_valid(desk: WordDesk, good: bytes) -> None:
    assert desk.verify(good).verdict is Verdict.VALID
    assert desk.verify(good, expected=expected()).verdict is Verdict.VALID
    assert desk.verify(packed(parts_of(good))).verdict is Verdict.VALID


@pytest.mark.parametrize("name", ATTACKS)
def test_an_altered_file_is_refused(name: str, desk: WordDesk, good: bytes, other: bytes) -> None:
    bad = ATTACKS[name](good, other)
    for wanted in (None, expected()):
        report = desk.verify(bad, expected=wanted)
        assert report.verdict is Verdict.INVALID, report.as_dict()


@settings(
    max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.data())
def test_a_flipped_byte_never_changes_a_document_that_is_called_valid(
    desk: WordDesk, good: bytes, data: st.DataObject
) -> None:
    """Dates in the archive's headers and the two parts of metadata are nobody's signature."""
    at = data.draw(st.integers(0, len(good) - 1))
    bad = bytearray(good)
    bad[at] ^= data.draw(st.integers(1, 255))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        if desk.verify(bytes(bad), offline=True).verdict is Verdict.INVALID:
            return
        free = {"docProps/core.xml", "docProps/app.xml"}
        before, after = parts_of(good), parts_of(bytes(bad))
    assert set(before) == set(after)
    assert {n for n in before if before[n] != after[n]} <= free


SIGNERS: dict[str, Callable[[WordDesk], Holder]] = {
    "expired": lambda d: d.pki.issue(
        LEADER, "leader", start=now() - 900 * DAY, end=now() - 30 * DAY
    ),
    "not yet valid": lambda d: d.pki.issue(LEADER, "leader", start=now() + DAY),
    "revoked": lambda d: d.pki.revoke(d.pki.issue(LEADER, "leader")),
    "on hold": lambda d: d.pki.revoke(
        d.pki.issue(LEADER, "leader"), x509.ReasonFlags.certificate_hold
    ),
    "for web servers": lambda d: d.pki.issue(LEADER, "leader", usage="tls"),
    "for no signatures": lambda d: d.pki.issue(LEADER, "leader", usage="none"),
    "of 1024 bits": lambda d: d.pki.issue(LEADER, _short_key()),
    "of another root by the same name": lambda d: _other_root(d),
    "issued by a person": lambda d: d.pki.issue(LEADER, "leader-2", d.pki.agency),
    "self-made": lambda d: d.pki.issue(LEADER, "leader-3", self_signed=True, ocsp=False),
}


def _short_key() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(public_exponent=65537, key_size=1024)


def _other_root(desk: WordDesk) -> Holder:
    pki = desk.pki
    root = pki.authority("CA gốc thử nghiệm", "forged-root")
    ca = pki.issue("", "forged-ca", root, usage="ca", names=subject("CA cơ quan thử nghiệm"))
    return pki.issue(LEADER, "leader", ca)


@pytest.mark.parametrize("name", SIGNERS)
@pytest.mark.parametrize("stamped", [False, True], ids=["plain", "stamped"])
def test_a_certificate_that_may_not_sign_is_not_accepted(
    name: str, desk: WordDesk, stamped: bool
) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        holder = SIGNERS[name](desk)
    one = desk.sign(rendered(), "leader", holder, stamped=stamped, moment=now())
    report = desk.verify(desk.sign(one, "agency", stamped=stamped))
    assert report.verdict is not Verdict.VALID, report.as_dict()
    assert report.signatures[0].verdict is not Verdict.VALID
    assert report.signatures[1].verdict is Verdict.VALID


def test_a_signature_of_before_the_revocation_stands_only_with_a_time_stamp(
    desk: WordDesk,
) -> None:
    holder = desk.pki.issue(LEADER, "leader")
    files = {}
    for stamped in (False, True):
        one = desk.sign(rendered(), "leader", holder, stamped=stamped)
        files[stamped] = desk.sign(one, "agency", stamped=stamped)
    desk.pki.revoke(holder, when=now() + dt.timedelta(seconds=30))
    assert desk.verify(files[False]).verdict is Verdict.INVALID
    report = desk.verify(files[True])
    assert report.verdict is Verdict.VALID, report.as_dict()
    assert report.signatures[0].revoked_at is not None


def test_a_certificate_that_expired_since_leaves_the_verdict_open(desk: WordDesk) -> None:
    holder = desk.pki.issue(LEADER, "leader", end=now() + 2 * DAY)
    one = desk.sign(rendered(), "leader", holder, stamped=True)
    report = desk.verify(desk.sign(one, "agency", stamped=True), moment=now() + 3 * DAY)
    assert report.signatures[0].verdict is Verdict.INDETERMINATE
    assert [f.code for f in report.signatures[0].findings] == ["XT215"]


STAMPS: dict[str, Callable[[WordDesk], Stamps]] = {
    "self-made": lambda d: Stamps(
        d.pki, d.pki.issue("TSA", "forged-tsa", usage="tsa", self_signed=True, ocsp=False)
    ),
    "of 2020": lambda d: Stamps(d.pki, time=dt.datetime(2020, 1, 1, tzinfo=dt.UTC)),
    "of 2031": lambda d: Stamps(d.pki, time=dt.datetime(2031, 1, 1, tzinfo=dt.UTC)),
    "of a revoked authority": lambda d: Stamps(
        d.pki,
        d.pki.revoke(d.pki.issue("TSA", "tsa-2", d.pki.tsa_root, usage="tsa", ocsp=False)),
    ),
    "of one who is no authority": lambda d: Stamps(d.pki, d.pki.agency),
}


@pytest.mark.parametrize("name", STAMPS)
def test_a_time_stamp_that_does_not_fit_is_not_accepted(name: str, desk: WordDesk) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        stamper = STAMPS[name](desk)
    one = desk.sign(rendered(), "leader", stamped=stamper)
    report = desk.verify(desk.sign(one, "agency", stamped=True))
    assert report.signatures[0].verdict is not Verdict.VALID, report.as_dict()
    assert report.signatures[0].stamped_time is None


def test_an_agency_that_signed_first_is_found_by_its_stamp(desk: WordDesk) -> None:
    early = Stamps(desk.pki, time=now() - DAY)
    one = desk.sign(rendered(), "leader", stamped=True)
    report = desk.verify(desk.sign(one, "agency", stamped=early))
    assert "XT217" in {f.code for f in report.findings}


def test_keys_exchanged_between_leader_and_agency_are_found(desk: WordDesk) -> None:
    one = desk.sign(rendered(), "leader", desk.pki.agency)
    report = desk.verify(desk.sign(one, "agency", desk.pki.leader), expected=expected())
    assert report.verdict is Verdict.INVALID


def test_another_agency_is_found(desk: WordDesk) -> None:
    holder = desk.pki.issue(OTHER_AGENCY, "other-agency", organisation=OTHER_AGENCY)
    one = desk.sign(rendered(), "leader")
    report = desk.verify(desk.sign(one, "agency", holder), expected=expected())
    assert {"XT203", "XT211"} <= {f.code for f in report.findings}


def test_two_leaders_are_both_expected(desk: WordDesk, good: bytes) -> None:
    two = Expected(
        signers=(
            ExpectedSigner("leader", (LEADER,)),
            ExpectedSigner("leader", ("Trần Thị B",)),
            ExpectedSigner("agency", (AGENCY,)),
        )
    )
    assert desk.verify(good, expected=two).verdict is Verdict.INVALID


@pytest.mark.parametrize("what", ["digests", "signature", "certificate digest"])
def test_sha1_is_refused(what: str, desk: WordDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    """A forger's program that still uses SHA-1; the signature itself is right."""
    with monkeypatch.context() as forger:
        _teach_sha1(forger, what)
        hashed = "sha256" if what == "certificate digest" else "sha1"
        bad = desk.sign(rendered(), "", hashed=hashed)
    report = desk.verify(bad)
    assert report.verdict is Verdict.INVALID
    assert {f.code for s in report.signatures for f in s.findings} == {"XT210"}


def _teach_sha1(forger: pytest.MonkeyPatch, what: str) -> None:
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.asymmetric import padding

    import generator.issuance.word.markup as markup
    from generator.issuance.verdict.keys import KeySigner
    from generator.issuance.word.canonical import digest

    weak = "http://www.w3.org/2000/09/xmldsig#sha1"
    if what == "certificate digest":
        real = markup._digest

        def lie(parent: Any, name: str, value: bytes) -> None:
            if parent.tag.endswith("CertDigest"):
                markup.add(parent, markup.d("DigestMethod"), Algorithm=weak)
                markup.add(parent, markup.d("DigestValue"), "AAAA")
            else:
                real(parent, name, value)

        forger.setattr(markup, "_digest", lie)
        return
    del digest
    algorithm = weak if what == "digests" else "http://www.w3.org/2001/04/xmlenc#sha256"
    forger.setattr(markup, "algorithm_of", lambda _name: algorithm)
    own = "http://www.w3.org/2000/09/xmldsig#rsa-sha1"
    if what == "digests":
        own = "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256"
    forger.setattr(markup, "METHODS", {own: ("rsa", "sha1")})
    forger.setattr(
        KeySigner,
        "async_sign_raw",
        lambda self, data, _name: _async(self._key.sign(data, padding.PKCS1v15(), hashes.SHA1())),
    )
    assert vocabulary.DIGESTS


async def _async(value: bytes) -> bytes:
    return value


def test_without_a_trust_list_nothing_is_valid(desk: WordDesk, good: bytes) -> None:
    from generator.issuance.word.verify_word import verify_word

    report = verify_word(good, "x.docx", Means(None, desk.web, now()))
    assert report.verdict is not Verdict.VALID
    assert "XT101" in {f.code for f in report.findings}


def test_offline_the_revocation_stays_open(desk: WordDesk, good: bytes) -> None:
    report = desk.verify(good, offline=True)
    assert report.verdict is Verdict.INDETERMINATE
    assert {f.code for s in report.signatures for f in s.findings} == {"XT214"}
