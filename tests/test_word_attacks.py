"""What is altered, forged or signed by the wrong people is never called valid."""

from __future__ import annotations

import datetime as dt
import re
import warnings
from typing import TYPE_CHECKING, Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import rsa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.issuance.verdict.means import VerdictMeans
from generator.issuance.verdict.result import ExpectedDocument, ExpectedSigner, Verdict
from generator.issuance.word import standard_names
from tests.pki import AGENCY, DAY, LEADER, OTHER_AGENCY, Holder, now, subject
from tests.word_attacks import ATTACKS, edited, swap
from tests.word_desk import Stamps, expected, packed, parts_of, rendered, word_desk

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.word_desk import WordDesk


REASONS: dict[str, tuple[str, str]] = {
    "byte_of_a_part_flipped": ("XT302", "phần word/document.xml bị thay đổi"),
    "white_space_added_to_a_part": ("XT302", "phần word/styles.xml bị thay đổi"),
    "text_replaced": ("XT302", "phần word/document.xml bị thay đổi"),
    "part_removed": ("XT302", "thiếu phần word/settings.xml"),
    "hyperlink_relation_added": (
        "XT302",
        "có quan hệ không được ký trong word/_rels/document.xml.rels",
    ),
    "attached_template_added": ("XT302", "phần word/_rels/settings.xml.rels không được ký"),
    "unknown_relation_with_a_part": ("XT302", "phần word/tuy-chinh.xml không được ký"),
    "second_main_part": ("XT301", "tệp không có đúng một phần chính"),
    "main_part_exchanged": ("XT302", "phần word/hai.xml không được ký"),
    "macros_added": ("XT201", "Tệp chứa macro (.docm), nên không mở"),
    "macros_added_under_another_name": ("XT302", "phần word/a.bin không được ký"),
    "content_type_changed": ("XT302", "phần word/styles.xml bị đổi loại"),
    "content_type_of_the_main_part_changed": ("XT302", "phần word/document.xml bị đổi loại"),
    "orphan_part": ("XT302", "phần word/mo-coi.xml không được ký"),
    "orphan_part_without_a_type": ("XT302", "phần mo-coi không được ký"),
    "main_part_twice_in_another_case": ("XT201", "Tệp chứa hai phần trùng tên: word/Document.xml"),
    "main_part_twice_in_escapes": ("XT301", "hai phần của tệp trùng tên"),
    "main_part_twice_by_one_name": ("XT201", "Tệp chứa hai phần trùng tên: word/document.xml"),
    "relation_led_elsewhere": ("XT302", "phần word/_rels/document.xml.rels bị thay đổi"),
    "relation_removed": ("XT302", "thiếu quan hệ trong word/_rels/document.xml.rels"),
    "relation_made_external": ("XT302", "phần word/_rels/document.xml.rels bị thay đổi"),
    "core_properties_led_to_the_text": ("XT301", "quan hệ tới phần mô tả sai"),
    "core_properties_with_relations": ("XT302", "phần docprops/_rels/core.xml.rels không được ký"),
    "second_signature_dropped": ("XT203", "chưa có chữ ký của cơ quan, hoặc đã bị cắt bỏ"),
    "first_signature_dropped": ("XT203", "chưa có chữ ký của lãnh đạo, hoặc đã bị cắt bỏ"),
    "second_signature_kept_but_not_related": (
        "XT302",
        "phần _xmlsignatures/sig2.xml không được ký",
    ),
    "all_signatures_dropped": ("XT202", "tệp không có chữ ký số"),
    "one_signature_shown_twice": ("XT303", "một người ký hai lần với cùng tư cách"),
    "one_signature_related_twice": ("XT301", "quan hệ tới phần chữ ký sai"),
    "signature_part_of_another_document": ("XT302", "phần word/document.xml bị thay đổi"),
    "signature_part_elsewhere": ("XT301", "quan hệ tới phần chữ ký sai"),
    "id_duplicated": ("XT303", "một định danh đứng hai lần trong chữ ký"),
    "id_duplicated_in_another_spelling": ("XT303", "một định danh đứng hai lần trong chữ ký"),
    "wrapped_original_object_in_a_new_one": ("XT303", "một định danh đứng hai lần trong chữ ký"),
    "wrapped_manifest_beside_the_signed_one": ("XT303", "một định danh đứng hai lần trong chữ ký"),
    "wrapped_in_an_unsigned_property": ("XT303", "một định danh đứng hai lần trong chữ ký"),
    "wrapped_in_a_new_root": ("XT303", "chữ ký có cấu trúc lạ"),
    "wrapped_signature_inside_a_signature": ("XT303", "chữ ký có cấu trúc lạ"),
    "reference_led_to_the_properties_twice": ("XT303", "chữ ký có cấu trúc lạ"),
    "manifest_shortened": ("XT302", "phần word/theme/theme1.xml không được ký"),
    "digest_adapted_to_a_changed_text": (
        "XT206",
        "đối tượng idPackageObject trong chữ ký bị thay đổi",
    ),
    "transform_added": ("XT303", "chữ ký có cấu trúc lạ"),
    "value_flipped": ("XT206", "giá trị chữ ký sai"),
    "certificate_exchanged": ("XT206", "chứng thư trong chữ ký bị thay"),
    "time_of_signing_changed": ("XT303", "hai giờ ký trong chữ ký khác nhau"),
    "comment_of_the_signer_changed": ("XT206", "đối tượng idOfficeObject trong chữ ký bị thay đổi"),
    "time_stamp_of_the_other_signature": ("XT212", "dấu thời gian không thuộc chữ ký này"),
    "time_stamp_twice": ("XT212", "chữ ký có hơn một dấu thời gian"),
    "entity_in_the_signature": (
        "XT201",
        "Phần _xmlsignatures/sig1.xml khai báo DTD",
    ),
    "entity_in_the_relations": (
        "XT201",
        "Phần word/_rels/document.xml.rels khai báo DTD",
    ),
    "comment_in_a_signed_value": ("XT303", "_xmlsignatures/sig1.xml chứa DTD hoặc chú thích"),
    "inherited_attribute": ("XT303", "chữ ký có cấu trúc lạ"),
    "second_key": ("XT303", "chữ ký có cấu trúc lạ"),
    "origin_with_content": ("XT301", "phần gốc chữ ký không rỗng"),
    "signature_with_relations": ("XT302", "phần _xmlsignatures/_rels/sig1.xml.rels không được ký"),
    "bytes_behind_the_end": ("XT301", "có dữ liệu lạ sau mục lục của tệp nén"),
    "bytes_before_the_beginning": (
        "XT201",
        "Tệp này là tệp nhị phân không rõ loại, không phải .docx",
    ),
    "comment_of_the_archive": ("XT301", "có dữ liệu lạ sau mục lục của tệp nén"),
    "name_differs_in_the_local_header": ("XT201", "Phần word/document.xml trong tệp bị hỏng"),
    "member_hidden_between_members": ("XT301", "có dữ liệu lạ giữa các phần của tệp nén"),
    "cut_off": ("XT201", "Tệp .docx bị hỏng hoặc tải về thiếu, không mở được"),
}
"""Attack → code and words of the reason it is refused for, not any other."""


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
    report = desk.verify(bad)
    assert report.verdict is Verdict.INVALID, report.as_dict()
    found = [*report.findings, *(f for s in report.signatures for f in s.findings)]
    against = [(f.code, f.message) for f in found if f.verdict is Verdict.INVALID]
    wanted, words = REASONS[name]
    assert any(code == wanted and words in message for code, message in against), against
    assert desk.verify(bad, expected=expected()).verdict is Verdict.INVALID


@settings(
    max_examples=120,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
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


PX = re.compile(rb"<xd:SignatureTimeStamp>.*?</xd:SignatureTimeStamp>", re.DOTALL)
FOREIGN = b'<q:ArchiveTimeStamp xmlns:q="http://uri.etsi.org/01903/v1.4.1#"/>'
BESIDE: dict[str, tuple[bytes, str]] = {
    "a place without a stamp": (b"<xd:SignatureTimeStamp/>", "XT212"),
    "a stamp of another kind": (b"<xd:RefsOnlyTimeStamp/>", "XT303"),
    "a stamp of another namespace": (FOREIGN, "XT303"),
    "a signature over the signature": (b"<xd:CounterSignature/>", "XT303"),
    "words of nobody": (b'<o:SignatureComments xmlns:o="urn:o">Huy</o:SignatureComments>', "XT303"),
}


@pytest.mark.parametrize("name", BESIDE)
def test_what_nobody_signed_and_nobody_can_judge_is_not_passed_over(
    name: str, desk: WordDesk, good: bytes
) -> None:
    more, code = BESIDE[name]
    part = "_xmlsignatures/sig1.xml"
    bad = edited(good, {part: lambda data: PX.sub(lambda hit: hit[0] + more, data)})
    report = desk.verify(bad)
    assert report.verdict is not Verdict.VALID
    assert code in {f.code for f in report.signatures[0].findings}


@pytest.mark.parametrize("stamped", [False, True], ids=["plain", "stamped"])
def test_a_time_of_signing_that_cannot_be_true_leaves_the_verdict_open(
    desk: WordDesk, stamped: bool
) -> None:
    one = desk.sign(rendered(), "leader", stamped=stamped, moment=now() + 30 * DAY)
    report = desk.verify(desk.sign(one, "agency", stamped=True))
    assert report.verdict is Verdict.INDETERMINATE
    assert {f.code for f in report.signatures[0].findings} == {"XT213"}


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
    two = ExpectedDocument(
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
    assert standard_names.DIGESTS


async def _async(value: bytes) -> bytes:
    return value


def test_without_a_trust_list_nothing_is_valid(desk: WordDesk, good: bytes) -> None:
    from generator.issuance.word.verify_word import verify_word

    report = verify_word(good, "x.docx", VerdictMeans(None, desk.web, now()))
    assert report.verdict is not Verdict.VALID
    assert "XT101" in {f.code for f in report.findings}


def test_offline_the_revocation_stays_open(desk: WordDesk, good: bytes) -> None:
    report = desk.verify(good, offline=True)
    assert report.verdict is Verdict.INDETERMINATE
    assert {f.code for s in report.signatures for f in s.findings} == {"XT214"}
