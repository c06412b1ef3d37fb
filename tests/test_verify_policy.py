"""Which answers of the engine are good enough for an office: each rule of the policy at its edge.

The engine's answer is made up here, so that one thing at a time is wrong; that real files lead to
such answers is asked in the other tests of verifying.
"""

from __future__ import annotations

import datetime as dt
from functools import cache
from types import SimpleNamespace
from typing import Any

import pytest
from asn1crypto import x509 as asn1
from cryptography import x509
from cryptography.x509.oid import ExtendedKeyUsageOID
from pyhanko.sign.diff_analysis import ModificationLevel

from generator.issuance.pdf.form_fields import AGENCY, DATE, LEADER, NUMBER
from generator.issuance.pdf.policy import check_order, describe, judge, role_of
from generator.issuance.pdf.question import EngineAnswer, TrustQuestion
from generator.issuance.verdict.fitness import false_claim, odd_days
from generator.issuance.verdict.result import SignatureReport, Verdict, VerdictReason
from generator.issuance.verdict.trust_list import TrustStore
from tests.pki import Holder, Pki, ec_key, rsa_key

INVALID, INDETERMINATE = Verdict.INVALID, Verdict.INDETERMINATE
NOW = dt.datetime(2026, 5, 4, 8, tzinfo=dt.UTC)
SECOND, MINUTE, DAY = dt.timedelta(seconds=1), dt.timedelta(minutes=1), dt.timedelta(days=1)
BEGIN, END = NOW - 100 * DAY, NOW + 100 * DAY
SIGNED = NOW - 2 * DAY


@cache
def pki() -> Pki:
    return Pki("http://khong-co.test")


@cache
def holder(usage: str = "sign", key: str = "leader", name: str = "Người ký") -> Holder:
    organisation = "Ủy ban nhân dân xã A"
    return pki().issue(
        name, ec_key(key), organisation=organisation, usage=usage, start=BEGIN, end=END
    )


def certificate(made: Holder) -> Any:
    return asn1.Certificate.load(made.der)


def stamper(start: dt.datetime = BEGIN, end: dt.datetime = END) -> Any:
    return certificate(pki().issue("Dấu", ec_key("tsa"), usage="tsa", start=start, end=end))


def signature(made: Holder | None = None, name: str = LEADER, **more: Any) -> Any:
    facts = {
        "field_name": name,
        "sig_object_type": "/Sig",
        "signer_cert": certificate(made or holder()),
        "other_embedded_certs": [],
        "md_algorithm": "sha256",
    }
    return SimpleNamespace(**{**facts, **more})


def answer(**more: Any) -> EngineAnswer:
    facts: dict[str, Any] = {
        "intact": True,
        "valid": True,
        "trusted": True,
        "anchor": b"root",
        "claimed": SIGNED,
        "changes": ModificationLevel.NONE,
        "allowed": True,
    }
    return EngineAnswer(**{**facts, **more})


STORE = TrustStore(scopes={b"root": ("gov",)})


def stamped(at: dt.datetime = SIGNED, **more: Any) -> EngineAnswer:
    return answer(**{"stamped": at, "stamp_valid": True, "stamp_certificate": stamper(), **more})


def judged(
    told: EngineAnswer,
    of: Any = None,
    fields: tuple[str, ...] = (LEADER, AGENCY),
    store: TrustStore = STORE,
    fetchers: Any = None,
    **more: Any,
) -> SignatureReport:
    of = of or signature()
    report = describe(of, told, store)
    judge(report, of, told, TrustQuestion(store, fetchers, NOW), fields, **more)
    return report


def told_of(found: list[VerdictReason]) -> list[tuple[str, Verdict]]:
    """Code and verdict of each reason; none is without words."""
    assert all(one.message for one in found)
    return [(one.code, one.verdict) for one in found]


def reasons(report: SignatureReport) -> list[tuple[str, Verdict]]:
    return told_of(report.findings)


# ------------------------------------------------------------------ what is good


@pytest.mark.parametrize("told", [answer, stamped])
def test_nothing_speaks_against_a_good_signature(told: Any) -> None:
    report = judged(told())
    assert reasons(report) == []
    assert (report.valid_at_signing, report.revocation, report.changes) == (True, "good", "none")


def test_a_report_tells_the_facts_of_a_signature() -> None:
    made = holder()
    report = judged(stamped(fields={"b", "a"}, revoked_at=NOW))
    assert (report.field_name, report.role, report.signer) == (LEADER, "leader", "Người ký")
    assert (report.unit, report.issuer) == ("Ủy ban nhân dân xã A", "CA cơ quan thử nghiệm")
    assert (report.scope, report.serial) == (("gov",), f"{made.certificate.serial_number:x}")
    assert (report.claimed_time, report.stamped_time) == (SIGNED, SIGNED)
    assert (report.certificate_from, report.certificate_to) == (BEGIN, END)
    assert (report.revoked_at, report.changed_fields) == (NOW, ("a", "b"))
    assert report.intact


def test_a_root_that_nobody_listed_has_no_scope() -> None:
    assert judged(answer(anchor=b"other")).scope == ()


@pytest.mark.parametrize(
    ("name", "kind", "role"),
    [
        (AGENCY, "/Sig", "agency"),
        (LEADER, "/Sig", "leader"),
        (f"{LEADER}2", "/Sig", "leader"),
        ("Signature1", "/Sig", "other"),
        (LEADER, "/DocTimeStamp", "timestamp"),
        ("DauThoiGian", "/Sig", "other"),
    ],
)
def test_the_field_says_the_role_and_a_time_stamp_is_one_whatever_its_field(
    name: str, kind: str, role: str
) -> None:
    assert role_of(name, kind) == role
    assert describe(signature(name=name, sig_object_type=kind), answer(), STORE).role == role


@pytest.mark.parametrize(
    ("moment", "valid"),
    [
        (BEGIN - SECOND, False),
        (BEGIN, True),
        (END, True),
        (END + SECOND, False),
    ],
)
def test_a_certificate_is_valid_from_its_first_second_to_its_last(
    moment: dt.datetime, valid: bool
) -> None:
    assert judged(answer(claimed=moment)).valid_at_signing is valid


def test_without_any_time_the_certificate_is_judged_by_the_moment_of_asking() -> None:
    report = judged(answer(claimed=None, revoked_at=NOW + SECOND))
    assert (report.valid_at_signing, report.revocation) == (True, "good")
    assert judged(answer(claimed=None, revoked_at=NOW)).revocation == "revoked"


# ------------------------------------------------------------------ bytes and algorithms


@pytest.mark.parametrize("broken", ["intact", "valid"])
def test_changed_bytes_or_a_false_value_are_no_signature(broken: str) -> None:
    report = judged(answer(**{broken: False}))
    assert reasons(report) == [("XT206", INVALID)]
    assert not report.intact


def test_where_the_engine_broke_off_nothing_else_is_said() -> None:
    report = judged(answer(unexpected="KeyError", intact=False, trusted=False))
    assert reasons(report) == [("XT206", INDETERMINATE)]
    assert "KeyError" in report.findings[0].message
    assert report.valid_at_signing is None


@pytest.mark.parametrize("algorithm", ["sha1", "SHA1", "md5"])
def test_a_weak_digest_is_refused_by_its_name(algorithm: str) -> None:
    report = judged(answer(), signature(md_algorithm=algorithm))
    assert reasons(report) == [("XT210", INVALID)]
    assert algorithm in report.findings[0].message


def test_a_short_key_a_weak_digest_and_another_purpose_are_told_all() -> None:
    made = pki().issue("Máy chủ", rsa_key("short", 1024), usage="tls", start=BEGIN, end=END)
    report = judged(answer(), signature(made, md_algorithm="md5"))
    assert reasons(report) == [("XT210", INVALID)] * 3
    assert ["md5" in f.message for f in report.findings] == [True, False, False]


def test_a_time_stamp_of_the_document_may_not_be_made_with_a_signers_certificate() -> None:
    kind = {"name": "DauThoiGian", "sig_object_type": "/DocTimeStamp"}
    good = holder("tsa", "tsa")
    assert reasons(judged(answer(), signature(good, **kind))) == []
    assert reasons(judged(answer(), signature(holder(), **kind))) == [("XT212", INVALID)]
    assert reasons(judged(answer(), signature(good))) == [("XT210", INVALID)]


@pytest.mark.parametrize(
    ("purposes", "critical", "codes"),
    [
        ((ExtendedKeyUsageOID.TIME_STAMPING,), True, []),
        ((ExtendedKeyUsageOID.TIME_STAMPING,), False, [("XT212", INVALID)]),
        (
            (ExtendedKeyUsageOID.TIME_STAMPING, ExtendedKeyUsageOID.EMAIL_PROTECTION),
            True,
            [("XT212", INVALID)],
        ),
        ((ExtendedKeyUsageOID.EMAIL_PROTECTION,), False, [("XT212", INVALID)]),
    ],
)
def test_an_authority_of_time_stamps_has_that_one_purpose_and_says_it_bindingly(
    purposes: tuple[x509.ObjectIdentifier, ...], critical: bool, codes: list[tuple[str, Verdict]]
) -> None:
    extra = ((x509.ExtendedKeyUsage(purposes), critical),)
    made = pki().issue("Dấu", ec_key("tsa"), start=BEGIN, end=END, extra=extra)
    assert reasons(judged(stamped(stamp_certificate=certificate(made)))) == codes


# ------------------------------------------------------------------ changes after a signature

FILLED = ModificationLevel.FORM_FILLING


@pytest.mark.parametrize(
    ("level", "said"),
    [
        (ModificationLevel.NONE, "none"),
        (ModificationLevel.LTA_UPDATES, "proofs"),
        (FILLED, "filled"),
        (ModificationLevel.ANNOTATIONS, "other"),
        (ModificationLevel.OTHER, "other"),
        (None, "other"),
    ],
)
def test_the_kind_of_a_change_is_told(level: Any, said: str) -> None:
    report = judged(answer(changes=level))
    assert report.changes == said
    assert reasons(report) == [("XT204", INVALID)] * (said == "other")


@pytest.mark.parametrize("level", [ModificationLevel.NONE, ModificationLevel.LTA_UPDATES, FILLED])
def test_a_change_that_the_signature_itself_forbids_is_refused(level: ModificationLevel) -> None:
    assert reasons(judged(answer(changes=level, allowed=False))) == [("XT204", INVALID)]


@pytest.mark.parametrize(("name", "kind"), [(AGENCY, "/Sig"), ("DauThoiGian", "/DocTimeStamp")])
def test_nothing_is_filled_in_after_the_agency_or_a_time_stamp(name: str, kind: str) -> None:
    made = holder("tsa", "tsa") if kind == "/DocTimeStamp" else holder()
    of = signature(made, name, sig_object_type=kind)
    told = answer(changes=FILLED, fields={NUMBER})
    assert reasons(judged(told, of)) == [("XT204", INVALID)]
    assert reasons(judged(answer(changes=ModificationLevel.LTA_UPDATES), of)) == []


@pytest.mark.parametrize(
    ("fields", "codes"),
    [
        ({NUMBER, DATE, AGENCY}, []),
        (set(), []),
        ({NUMBER, "YKien"}, [("XT204", INDETERMINATE)]),
    ],
)
def test_after_a_leader_number_day_and_signatures_are_filled_in_and_nothing_else(
    fields: set[str], codes: list[tuple[str, Verdict]]
) -> None:
    report = judged(answer(changes=FILLED, fields=fields))
    assert reasons(report) == codes
    assert ["YKien" in f.message and NUMBER not in f.message for f in report.findings] == [
        True
    ] * len(codes)


def test_what_is_filled_in_before_the_last_signer_signed_all_of_it_is_the_signers() -> None:
    told = answer(changes=FILLED, fields={"YKien"})
    assert reasons(judged(told, sealed=True)) == []
    assert reasons(judged(told, signature(name=AGENCY), sealed=True)) == [("XT204", INVALID)]


# ------------------------------------------------------------------ time-stamps


@pytest.mark.parametrize(
    ("ahead", "codes"), [(5 * MINUTE, []), (5 * MINUTE + SECOND, [("XT213", INVALID)])]
)
def test_a_time_stamp_is_ahead_of_the_clock_by_five_minutes_at_most(
    ahead: dt.timedelta, codes: list[tuple[str, Verdict]]
) -> None:
    assert reasons(judged(stamped(NOW + ahead))) == codes


def test_a_time_stamp_over_something_else_proves_nothing() -> None:
    told = stamped(NOW + DAY, stamp_matches=False)
    assert reasons(judged(told)) == [("XT212", INVALID)]


def test_a_time_stamp_made_with_a_signers_certificate_is_none() -> None:
    told = stamped(stamp_certificate=certificate(holder()))
    assert reasons(judged(told)) == [("XT212", INVALID)]


@pytest.mark.parametrize(
    ("at", "codes"),
    [
        (BEGIN - SECOND, [("XT208", INVALID)]),
        (BEGIN, []),
    ],
)
def test_a_time_stamp_is_not_older_than_the_signers_certificate(
    at: dt.datetime, codes: list[tuple[str, Verdict]]
) -> None:
    told = stamped(at, stamp_certificate=stamper(start=BEGIN - DAY))
    report = judged(told)
    assert reasons(report) == codes
    assert ["người ký" in f.message for f in report.findings] == [True] * len(codes)


@pytest.mark.parametrize(
    ("first", "last", "codes"),
    [
        (SIGNED, SIGNED, []),
        (SIGNED + SECOND, END, [("XT208", INVALID)]),
        (BEGIN, SIGNED - SECOND, [("XT208", INVALID)]),
    ],
)
def test_a_time_stamp_lies_within_the_life_of_its_authoritys_certificate(
    first: dt.datetime, last: dt.datetime, codes: list[tuple[str, Verdict]]
) -> None:
    report = judged(stamped(stamp_certificate=stamper(first, last)))
    assert reasons(report) == codes
    assert ["máy chủ" in f.message for f in report.findings] == [True] * len(codes)


def test_a_time_stamp_lies_before_the_end_of_the_signers_certificate() -> None:
    made = pki().issue("Người ký", ec_key("leader"), start=BEGIN, end=SIGNED)
    assert reasons(judged(stamped(), signature(made))) == []
    assert reasons(judged(stamped(SIGNED + SECOND), signature(made))) == [("XT208", INVALID)]


def test_a_stamp_whose_certificate_is_not_in_the_file_is_measured_by_the_signers() -> None:
    assert reasons(judged(stamped(stamp_certificate=None))) == []


def test_a_time_stamp_that_may_be_revoked_decides_nothing() -> None:
    told = stamped(stamp_unknown=True, stamp_valid=False)
    assert reasons(judged(told)) == [("XT214", INDETERMINATE)]


def test_a_time_stamp_of_an_authority_that_nobody_trusts_decides_nothing() -> None:
    told = stamped(stamp_valid=False)
    report = judged(told)
    assert reasons(report) == [("XT212", INDETERMINATE)]
    assert report.stamped_time is None
    of = signature(holder("tsa", "tsa"), "DauThoiGian", sig_object_type="/DocTimeStamp")
    assert reasons(judged(told, of)) == []


@pytest.mark.parametrize(
    ("covered", "codes"),
    [
        (None, []),
        (BEGIN, []),
        (BEGIN - SECOND, [("XT208", INVALID)]),
    ],
)
def test_a_document_time_stamp_older_than_the_key_it_covers_is_impossible(
    covered: dt.datetime | None, codes: list[tuple[str, Verdict]]
) -> None:
    assert reasons(judged(answer(covered=covered))) == codes


# ------------------------------------------------------------------ trust

PROBLEMS = {
    "NO_CERTIFICATE_CHAIN_FOUND": ("XT207", INDETERMINATE),
    "CERTIFICATE_CHAIN_GENERAL_FAILURE": ("XT207", INVALID),
    "CHAIN_CONSTRAINTS_FAILURE": ("XT207", INVALID),
    "SIG_CONSTRAINTS_FAILURE": ("XT210", INVALID),
    "CRYPTO_CONSTRAINTS_FAILURE": ("XT210", INVALID),
    "CRYPTO_CONSTRAINTS_FAILURE_NO_POE": ("XT210", INVALID),
    "NOT_YET_VALID": ("XT208", INVALID),
    "EXPIRED": ("XT208", INVALID),
    "OUT_OF_BOUNDS_NOT_REVOKED": ("XT215", INDETERMINATE),
    "OUT_OF_BOUNDS_NO_POE": ("XT215", INDETERMINATE),
    "NO_POE": ("XT215", INDETERMINATE),
    "TRY_LATER": ("XT214", INDETERMINATE),
    "REVOCATION_OUT_OF_BOUNDS_NO_POE": ("XT214", INDETERMINATE),
    "SIG_CRYPTO_FAILURE": ("XT206", INVALID),
    "HASH_FAILURE": ("XT206", INVALID),
    "FORMAT_FAILURE": ("XT206", INVALID),
    "SOMETHING_NEW": ("XT214", INDETERMINATE),
}
"""What the engine may call it, and what it is to an office."""


@pytest.mark.parametrize("problem", PROBLEMS)
def test_each_problem_of_the_chain_has_its_verdict(problem: str) -> None:
    told = answer(trusted=False, problem=problem)
    report = judged(told)
    assert reasons(report) == [PROBLEMS[problem]]
    assert report.revocation == "unknown"


@pytest.mark.parametrize(
    ("lacks", "revocation"), [({"trusted": False}, "unknown"), ({"anchor": b""}, "good")]
)
def test_a_chain_to_no_root_decides_nothing(lacks: dict[str, Any], revocation: str) -> None:
    report = judged(answer(**lacks))
    assert reasons(report) == [("XT207", INDETERMINATE)]
    assert report.revocation == revocation


def test_of_a_trusted_chain_with_a_problem_the_revocation_is_unknown() -> None:
    assert judged(answer(problem="TRY_LATER")).revocation == "unknown"


def test_who_could_not_be_asked_about_revocation_is_named_once() -> None:
    deaf = SimpleNamespace(unreachable=["a.vn im", "b.vn im", "a.vn im"])
    told = answer(trusted=False, problem="TRY_LATER")
    report = judged(told, fetchers=deaf)
    assert reasons(report) == [("XT214", INDETERMINATE)]
    assert report.findings[0].message.endswith(": a.vn im; b.vn im")
    of_chain = judged(answer(trusted=False, problem="EXPIRED"), fetchers=deaf)
    assert "a.vn" not in of_chain.findings[0].message
    quiet = judged(told, fetchers=SimpleNamespace(unreachable=[]))
    assert quiet.findings[0].message == judged(told).findings[0].message


@pytest.mark.parametrize("problem", ["REVOKED", "REVOKED_NO_POE", "REVOKED_CA_NO_POE"])
@pytest.mark.parametrize(
    ("after", "verdict", "told"),
    [
        (-SECOND, INVALID, "revoked"),
        (0 * SECOND, INVALID, "revoked"),
        (SECOND, INDETERMINATE, "good"),
    ],
)
def test_revoked_at_the_very_moment_of_signing_is_revoked(
    problem: str, after: dt.timedelta, verdict: Verdict, told: str
) -> None:
    report = judged(stamped(trusted=False, problem=problem, revoked_at=SIGNED + after))
    assert reasons(report) == [("XT209", verdict)]
    assert report.revocation == told


@pytest.mark.parametrize(
    "facts",
    [
        {"revoked_at": SIGNED + DAY, "ca_revoked": True},
        {"revoked_at": None},
        {"revoked_at": SIGNED + DAY, "claimed": None},
    ],
)
def test_a_revocation_that_nothing_proves_to_be_later_counts(facts: dict[str, Any]) -> None:
    report = judged(answer(trusted=False, problem="REVOKED", **facts))
    assert reasons(report) == [("XT209", INVALID)]


def test_a_chain_with_a_trusted_authoritys_name_and_another_key_is_a_forgery() -> None:
    told = answer(trusted=False, problem="NO_CERTIFICATE_CHAIN_FOUND")
    false = pki().authority("CA cơ quan thử nghiệm", "false-ca")
    made = pki().issue("Người ký", ec_key("leader"), false, start=BEGIN, end=END)
    store = TrustStore(intermediates=(certificate(pki().ca),))
    of = signature(made, other_embedded_certs=[certificate(false)])
    assert reasons(judged(told, of, store=store)) == [("XT207", INVALID)]
    assert reasons(judged(told, of)) == [("XT207", INDETERMINATE)]


def test_a_false_authority_is_found_in_whatever_certificate_of_the_chain_names_it() -> None:
    told = answer(trusted=False, problem="NO_CERTIFICATE_CHAIN_FOUND")
    store = TrustStore(signer_roots=(certificate(pki().root),))
    false = pki().authority("CA gốc thử nghiệm", "false-root")
    below = pki().authority("CA lạ", "strange-ca", false)
    made = pki().issue("Người ký", ec_key("leader"), below, start=BEGIN, end=END)
    lone = signature(made)
    whole = signature(made, other_embedded_certs=[certificate(below)])
    assert reasons(judged(told, lone, store=store)) == [("XT207", INDETERMINATE)]
    assert reasons(judged(told, whole, store=store)) == [("XT207", INVALID)]
    known = signature(made, other_embedded_certs=[certificate(below), certificate(pki().root)])
    assert reasons(judged(told, known, store=store)) == [("XT207", INDETERMINATE)]


# ------------------------------------------------------------------ the order of signatures


def report(role: str, at: dt.datetime | None = None, **more: Any) -> SignatureReport:
    return SignatureReport("ô", role, stamped_time=at, **more)


@pytest.mark.parametrize(
    ("roles", "codes"),
    [
        (["leader", "agency"], []),
        (["leader", "leader", "agency", "timestamp"], []),
        (["agency", "other"], []),
        (["leader", "other"], []),
        (["agency", "leader"], [("XT217", INVALID)]),
        (["leader", "agency", "leader"], [("XT217", INVALID)]),
    ],
)
def test_no_leader_signs_after_the_agency(
    roles: list[str], codes: list[tuple[str, Verdict]]
) -> None:
    found = check_order([report(role) for role in roles], list(range(len(roles))))
    assert told_of(found) == codes


def test_the_order_is_that_of_the_revisions_of_the_file() -> None:
    found = check_order([report("agency"), report("leader")], [2, 1])
    assert found == []
    (found_late,) = check_order([report("leader"), report("agency")], [2, 1])
    assert found_late.code == "XT217"


@pytest.mark.parametrize(("back", "codes"), [(MINUTE, []), (MINUTE + SECOND, [("XT213", INVALID)])])
def test_a_later_time_stamp_is_a_minute_earlier_at_most(
    back: dt.timedelta, codes: list[tuple[str, Verdict]]
) -> None:
    pair = [report("leader", SIGNED), report("other"), report("agency", SIGNED - back)]
    found = check_order(pair, [0, 1, 2])
    assert told_of(found) == codes


def test_each_time_stamp_is_measured_by_the_one_before_it() -> None:
    times = [SIGNED, SIGNED - MINUTE, SIGNED - 2 * MINUTE]
    assert check_order([report("leader", at) for at in times], [0, 1, 2]) == []


# ------------------------------------------------------------------ days and claims

ISSUED = dt.date(2026, 5, 4)


def at(day: dt.date, hour: int = 12) -> dt.datetime:
    """An hour of a day in Viet Nam."""
    zone = dt.timezone(dt.timedelta(hours=7))
    return dt.datetime.combine(day, dt.time(hour), zone).astimezone(dt.UTC)


@pytest.mark.parametrize(
    ("role", "days", "fits"),
    [
        ("leader", -61, False),
        ("leader", -60, True),
        ("leader", 3, True),
        ("leader", 4, False),
        ("agency", -1, False),
        ("agency", 0, True),
        ("agency", 3, True),
        ("agency", 4, False),
        ("other", -400, True),
        ("timestamp", 400, True),
    ],
)
@pytest.mark.parametrize("hour", [0, 23])
def test_leader_and_agency_sign_around_the_day_of_issue(
    role: str, days: int, fits: bool, hour: int
) -> None:
    signed = report(role, at(ISSUED + days * DAY, hour))
    found = odd_days([report(role), signed], ISSUED, ISSUED + 3 * DAY)
    assert told_of(found) == [("XT213", INVALID)] * (not fits)


@pytest.mark.parametrize(
    ("stamped_at", "late", "codes"),
    [
        (None, DAY, []),
        (None, DAY + SECOND, [("XT213", INDETERMINATE)]),
        (NOW - 5 * DAY, -4 * DAY, []),
        (NOW - 5 * DAY, -4 * DAY + SECOND, [("XT213", INDETERMINATE)]),
    ],
)
def test_a_claimed_time_is_later_than_its_proof_by_a_day_at_most(
    stamped_at: dt.datetime | None, late: dt.timedelta, codes: list[tuple[str, Verdict]]
) -> None:
    told = report("leader", stamped_at, claimed_time=NOW + late)
    assert told_of(false_claim(told, NOW)) == codes


def test_who_claims_no_time_claims_nothing_false() -> None:
    assert false_claim(report("leader"), NOW) == []
