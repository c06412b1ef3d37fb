"""A signature counts only from the right person, with a good certificate, at a possible time."""

from __future__ import annotations

import datetime as dt

import pytest
from cryptography import x509

from generator.issuance.pdf import form_fields
from generator.issuance.verdict.means import VerdictMeans
from generator.issuance.verdict.result import Verdict
from tests.desk import desk, expected, forge, forged
from tests.pki import AGENCY, DAY, LEADER, OTHER_AGENCY, Holder, ec_key, now, rsa_key, subject

VALID, INDETERMINATE, INVALID = Verdict.VALID, Verdict.INDETERMINATE, Verdict.INVALID


def leader(**how) -> Holder:
    return desk().pki.issue(LEADER, "leader", organisation=AGENCY, **how)


def expired() -> bytes:
    ended = leader(start=now() - 100 * DAY, end=now() - 10 * DAY)
    return forged(ended)


def expired_with_a_claimed_time() -> bytes:
    return forged(leader(start=now() - 100 * DAY, end=now() - 10 * DAY), stamped=False)


def not_yet_valid() -> bytes:
    return forged(leader(start=now() + 10 * DAY, end=now() + 100 * DAY))


def revoked() -> bytes:
    return forged(desk().pki.revoke(leader()))


def on_hold() -> bytes:
    return forged(desk().pki.revoke(leader(), x509.ReasonFlags.certificate_hold))


def wrong_key_usage() -> bytes:
    return forged(leader(usage="none"))


def tls_certificate() -> bytes:
    return forged(leader(usage="tls"))


def short_key() -> bytes:
    return forged(desk().pki.issue(LEADER, rsa_key("short", 1024), organisation=AGENCY))


def other_root_of_the_same_name() -> bytes:
    pki = desk().pki
    root = pki.authority("CA gốc thử nghiệm", "false-root")
    ca = pki.authority("CA cơ quan thử nghiệm", "false-ca", root)
    return forged(pki.issue(LEADER, "leader", ca, organisation=AGENCY))


def a_false_ca_beside_a_strangers_leaf() -> bytes:
    """A certificate of nobody known, and in the file a CA that says a trusted one issued it."""
    pki = desk().pki
    named_alike = pki.authority("CA gốc thử nghiệm", "false-root")
    own = pki.issue(LEADER, "leader", pki.authority("CA lạ", "false-ca"), organisation=AGENCY)
    own.issuer = pki.authority("CA khác", "root", named_alike)
    return forged(own)


def leaf_used_as_ca() -> bytes:
    pki = desk().pki
    return forged(pki.issue(LEADER, "leader", pki.agency, organisation=AGENCY))


def other_agency() -> bytes:
    pki = desk().pki
    return forged(agency=pki.issue(OTHER_AGENCY, "agency", organisation=OTHER_AGENCY))


def keys_exchanged() -> bytes:
    return forged(desk().pki.agency, desk().pki.leader)


def agency_before_leader() -> bytes:
    one = forge(desk().prepared(), desk().pki.agency, form_fields.AGENCY)
    return forge(one, desk().pki.leader, form_fields.LEADER)


def self_made_time_stamp() -> bytes:
    own = desk().pki.issue("TSA tự tạo", "own-tsa", usage="tsa", self_signed=True, ocsp=False)
    return forged(tsa=own)


def time_stamp_of_2020() -> bytes:
    return forged(time=dt.datetime(2020, 11, 22, tzinfo=dt.UTC))


def time_stamp_of_2031() -> bytes:
    return forged(time=dt.datetime(2031, 11, 22, tzinfo=dt.UTC))


def time_stamp_of_last_week() -> bytes:
    pki = desk().pki
    one = forge(desk().prepared(), pki.leader, form_fields.LEADER)
    return forge(one, pki.agency, form_fields.AGENCY, time=now() - 7 * DAY)


def sha1() -> bytes:
    return forged(digest="sha1")


def hidden_layer_switched_on() -> bytes:
    from pyhanko.pdf_utils import generic
    from pyhanko.pdf_utils.generic import pdf_name, pdf_string

    from tests.forgeries import update

    def layer(on: bool):
        def change(writer) -> None:
            group = writer.add_object(
                generic.DictionaryObject(
                    {pdf_name("/Type"): pdf_name("/OCG"), pdf_name("/Name"): pdf_string("x")}
                )
            )
            state = pdf_name("/ON") if on else pdf_name("/OFF")
            writer.root["/OCProperties"] = generic.DictionaryObject(
                {
                    pdf_name("/OCGs"): generic.ArrayObject([group]),
                    pdf_name("/D"): generic.DictionaryObject({pdf_name("/BaseState"): state}),
                }
            )
            writer.update_root()

        return change

    pki = desk().pki
    one = forge(update(desk().prepared(), layer(False)), pki.leader, form_fields.LEADER)
    return update(forge(one, pki.agency, form_fields.AGENCY), layer(True))


def only_the_leader() -> bytes:
    return desk().by_leader()


def another_documents_signature() -> bytes:
    """The whole file is good, but it is not the one that was registered."""
    return desk().signed("B-T")


ATTACKS = [
    expired,
    expired_with_a_claimed_time,
    not_yet_valid,
    revoked,
    on_hold,
    wrong_key_usage,
    tls_certificate,
    short_key,
    other_root_of_the_same_name,
    a_false_ca_beside_a_strangers_leaf,
    leaf_used_as_ca,
    other_agency,
    keys_exchanged,
    agency_before_leader,
    self_made_time_stamp,
    time_stamp_of_2020,
    time_stamp_of_2031,
    time_stamp_of_last_week,
    sha1,
    hidden_layer_switched_on,
    only_the_leader,
    another_documents_signature,
]
REASONS = {
    "expired": ({"XT208"}, "nằm ngoài hạn chứng thư của người ký"),
    "not_yet_valid": ({"XT207", "XT208"}, "nằm ngoài hạn chứng thư của người ký"),
    "revoked": ({"XT209"}, "đã bị thu hồi hoặc tạm dừng khi ký"),
    "on_hold": ({"XT209"}, "đã bị thu hồi hoặc tạm dừng khi ký"),
    "wrong_key_usage": ({"XT207", "XT210"}, "chứng thư không dùng để ký văn bản"),
    "tls_certificate": ({"XT207", "XT210"}, "chứng thư không dùng để ký văn bản"),
    "short_key": ({"XT210"}, "khóa của người ký quá ngắn"),
    "other_root_of_the_same_name": ({"XT207"}, "chuỗi chứng thư sai"),
    "a_false_ca_beside_a_strangers_leaf": ({"XT207"}, "mạo tên một CA tin cậy"),
    "leaf_used_as_ca": ({"XT207"}, "chuỗi chứng thư sai"),
    "other_agency": ({"XT203", "XT211"}, f"chữ ký của «{OTHER_AGENCY}» không có trong kế hoạch"),
    "keys_exchanged": ({"XT203", "XT211"}, f"thiếu chữ ký của «{LEADER}»"),
    "agency_before_leader": ({"XT204", "XT217"}, "cơ quan ký trước lãnh đạo"),
    "time_stamp_of_2020": ({"XT208", "XT213"}, "không khớp ngày ban hành"),
    "time_stamp_of_2031": ({"XT213"}, "dấu thời gian ở tương lai"),
    "time_stamp_of_last_week": ({"XT213"}, "dấu thời gian sau lại có giờ sớm hơn"),
    "sha1": ({"XT210"}, "thuật toán băm sha1 không còn an toàn"),
    "hidden_layer_switched_on": ({"XT204", "XT205"}, "văn bản bị sửa sau khi ký"),
    "only_the_leader": ({"XT203"}, f"thiếu chữ ký của «{AGENCY}»"),
    "another_documents_signature": ({"XT216"}, "không phải nội dung đã vào sổ"),
}
"""Attack → the codes of all that proves it, and words of the decisive one."""
UNDECIDED = {"expired_with_a_claimed_time": "XT215", "self_made_time_stamp": "XT212"}
"""Nothing proves them wrong; they are told as undecided, for this reason, and never accepted."""
BY_NAME = {attack.__name__: attack for attack in ATTACKS}


def reasons(report, verdict: Verdict) -> list:
    every = [*report.findings, *(f for s in report.signatures for f in s.findings)]
    return [f for f in every if f.verdict is verdict]


def test_every_attack_has_its_reason() -> None:
    assert set(REASONS) | set(UNDECIDED) == set(BY_NAME)


@pytest.mark.parametrize("name", REASONS)
def test_a_signature_of_the_wrong_kind_is_refused_for_its_own_reason(name) -> None:
    other = name == "another_documents_signature"
    wanted = expected(prefix=(1000, "0" * 64)) if other else expected()
    report = desk().verify(BY_NAME[name](), expected=wanted)
    assert report.verdict is INVALID, report.as_dict()
    wrong = reasons(report, INVALID)
    assert {f.code for f in wrong} == REASONS[name][0]
    assert REASONS[name][1] in "; ".join(f.message for f in wrong)


@pytest.mark.parametrize("name", UNDECIDED)
def test_what_nothing_proves_wrong_is_undecided_for_its_own_reason(name) -> None:
    report = desk().verify(BY_NAME[name](), expected=expected())
    assert report.verdict is INDETERMINATE, report.as_dict()
    assert UNDECIDED[name] in {f.code for f in reasons(report, INDETERMINATE)}


def test_a_layer_that_can_hide_is_told_beside_the_change() -> None:
    report = desk().verify(hidden_layer_switched_on(), expected=expected())
    assert "XT218" in {f.code for f in reasons(report, INDETERMINATE)}


def test_a_forgers_tool_with_good_keys_makes_a_good_file() -> None:
    # the attacks above differ from this one in one thing each
    report = desk().verify(forged(), expected=expected())
    assert report.verdict is VALID, report.as_dict()


def test_an_elliptic_key_is_as_good() -> None:
    holder = desk().pki.issue(LEADER, ec_key("leader"), organisation=AGENCY)
    one = desk().act(desk().prepared(), holder, "leader")
    two = desk().act(one, desk().pki.agency, "agency")
    assert desk().verify(two, expected=expected()).verdict is VALID


def test_names_are_compared_as_people_read_them() -> None:
    import unicodedata

    from generator.issuance.verdict.holders import match

    assert match("nguyễn  văn a", [LEADER]) == "same"
    assert match(unicodedata.normalize("NFD", LEADER), [LEADER]) == "same"
    assert (
        match("Uỷ ban nhân dân thành phố Hoà Bình", ["Ủy ban nhân dân thành phố Hòa Bình"])
        == "same"
    )
    assert match("NGUYEN VAN A", [LEADER]) == "unaccented"
    assert match("Nguyễn Văn Α", [LEADER]) == "other"  # a Greek Alpha
    assert match("Nguyễn Vân A", [LEADER]) == "other"


def test_a_name_with_hidden_letters_is_shown_with_their_codes() -> None:
    from asn1crypto import x509 as asn1

    from generator.issuance.verdict.holders import holder_of

    made = desk().pki.issue("x", "x", names=subject("Nguyễn\u202e Văn A"))
    assert "\\u202e" in holder_of(asn1.Certificate.load(made.der)).name


def test_a_certificate_without_accents_is_not_taken_for_the_signer_at_once() -> None:
    plain = desk().pki.issue("NGUYEN VAN A", "leader", organisation=AGENCY)
    report = desk().verify(forged(plain), expected=expected())
    assert report.verdict is INDETERMINATE


@pytest.mark.parametrize("how", ["offline", "refused"])
def test_where_revocation_cannot_be_asked_nothing_is_decided(how) -> None:
    data = desk().signed("B-T")
    try:
        desk().pki.refuse |= {"ocsp", "crl"} if how == "refused" else set()
        report = desk().verify(data, offline=how == "offline")
    finally:
        desk().pki.refuse.clear()
    assert report.verdict is INDETERMINATE
    codes = {f.code for s in report.signatures for f in s.findings}
    assert codes == {"XT214"}


def test_without_a_list_of_trust_nothing_is_decided() -> None:
    from generator.issuance.pdf.verify_pdf import verify_pdf

    report = verify_pdf(desk().signed("B-LTA"), "x.pdf", VerdictMeans(None, None, now()))
    assert report.verdict is INDETERMINATE
    assert report.findings[0].code == "XT101"
