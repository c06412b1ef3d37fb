"""What a signature is worth when its certificate has ended or was revoked since."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Literal

import pytest

from generator.issuance.pdf.sign_pdf import finish
from generator.issuance.verdict.result import Verdict
from tests.desk import desk, forged
from tests.pki import AGENCY, DAY, LEADER, Holder, now

VALID, INDETERMINATE, INVALID = Verdict.VALID, Verdict.INDETERMINATE, Verdict.INVALID
Level = Literal["B-B", "B-T"]
LIFE = dt.timedelta(days=30)


def signed_by_short_lived(level: str) -> bytes:
    """Signed by a leader whose certificate ends in a month."""
    holder = desk().pki.issue(LEADER, "leader", organisation=AGENCY, end=now() + LIFE)
    two = desk().act(
        desk().act(desk().prepared(), holder, "leader", level), desk().pki.agency, "agency", level
    )
    done, problems = finish(two, "x.pdf", desk().office(), level=level)
    assert done is not None, problems
    return done


@pytest.mark.parametrize(
    ("level", "later"),
    [("B-B", INDETERMINATE), ("B-T", INDETERMINATE), ("B-LT", INDETERMINATE), ("B-LTA", VALID)],
)
def test_only_the_archive_level_outlives_the_certificate(level, later) -> None:
    data = signed_by_short_lived(level)
    today = desk().verify(data)
    assert today.verdict is VALID, today.as_dict()
    try:
        # the proofs of the last time-stamp's own certificate are asked anew then
        desk().pki.clock = dt.timedelta(days=40)
        report = desk().verify(data, moment=now() + 40 * DAY + dt.timedelta(minutes=5))
    finally:
        desk().pki.clock = dt.timedelta()
    assert report.verdict is later, report.as_dict()


def leader_without_stamp(holder: Holder, agency: Level = "B-T") -> bytes:
    """The leader's signature at B-B, the agency's above it, all of it kept for the archive."""
    one = desk().act(desk().prepared(), holder, "leader", "B-B")
    two = desk().act(one, desk().pki.agency, "agency", agency)
    done, problems = finish(two, "x.pdf", desk().office(), level="B-LTA")
    assert done is not None, problems
    return done


@pytest.mark.parametrize(
    ("agency", "offline", "verdict"),
    [
        ("B-T", False, VALID),
        ("B-T", True, VALID),
        ("B-B", False, VALID),
        # the only time-stamp is the last one: the file cannot hold proofs of its certificate
        ("B-B", True, INDETERMINATE),
    ],
)
def test_the_documents_time_stamp_covers_a_signature_without_one(agency, offline, verdict) -> None:
    report = desk().verify(leader_without_stamp(desk().pki.leader, agency), offline=offline)
    assert report.verdict is verdict, report.as_dict()
    assert [s.verdict for s in report.signatures] == [VALID, VALID, verdict]
    assert report.signatures[0].level == "B-B"


def test_what_the_documents_time_stamp_covers_outlives_the_certificate() -> None:
    holder = desk().pki.issue(LEADER, "leader", organisation=AGENCY, end=now() + LIFE)
    data = leader_without_stamp(holder)
    try:
        desk().pki.clock = dt.timedelta(days=40)
        report = desk().verify(data, moment=now() + 40 * DAY + dt.timedelta(minutes=5))
    finally:
        desk().pki.clock = dt.timedelta()
    assert report.verdict is VALID, report.as_dict()


@pytest.mark.parametrize(("hours", "verdict"), [(1, VALID), (-1, INVALID)])
def test_a_covered_signature_stands_only_if_the_revocation_came_later(hours, verdict) -> None:
    holder = desk().pki.issue(LEADER, "leader", organisation=AGENCY)
    data = leader_without_stamp(holder)
    desk().pki.revoke(holder, when=now() + dt.timedelta(hours=hours))
    try:
        desk().pki.clock = dt.timedelta(hours=2)
        report = desk().verify(data, moment=now() + dt.timedelta(hours=2, minutes=5))
    finally:
        desk().pki.clock = dt.timedelta()
    assert report.verdict is verdict, report.as_dict()


def test_a_document_time_stamp_that_nobody_trusts_proves_nothing() -> None:
    holder = desk().pki.issue(LEADER, "leader", organisation=AGENCY, end=now() + LIFE)
    data = leader_without_stamp(holder)
    unknown = replace(desk().store, tsa_roots=())
    assert desk().verify(data, store=unknown).verdict is not VALID
    later = desk().verify(data, store=unknown, moment=now() + 40 * DAY)
    assert later.signatures[0].verdict is not VALID, later.as_dict()


def test_a_revocation_after_signing_does_not_touch_the_archive_level() -> None:
    holder = desk().pki.issue(LEADER, "leader", organisation=AGENCY)
    two = desk().act(desk().act(desk().prepared(), holder, "leader"), desk().pki.agency, "agency")
    done, _problems = finish(two, "x.pdf", desk().office(), level="B-LTA")
    assert done is not None
    desk().pki.revoke(holder, when=now() + dt.timedelta(hours=1))
    try:
        desk().pki.clock = dt.timedelta(hours=2)
        moment = now() + dt.timedelta(hours=2, minutes=5)
        assert desk().verify(two, moment=moment).verdict is INDETERMINATE
        assert desk().verify(done, moment=moment).verdict is VALID
    finally:
        desk().pki.clock = dt.timedelta()


def test_an_old_answer_does_not_hide_a_revocation_that_the_list_of_today_knows() -> None:
    holder = desk().pki.issue(LEADER, "leader", organisation=AGENCY)
    data = forged(leader=holder)
    desk().pki.revoke(holder)
    kept = desk().pki.ocsp_life
    desk().pki.ocsp_age, desk().pki.ocsp_life = 2 * DAY, 10 * DAY
    try:
        report = desk().verify(data)
    finally:
        desk().pki.ocsp_age, desk().pki.ocsp_life = dt.timedelta(), kept
    assert report.signatures[0].verdict is INVALID, report.as_dict()


def test_with_nobody_to_ask_and_stale_proofs_nothing_is_decided() -> None:
    data = desk().signed("B-LTA")
    report = desk().verify(data, offline=True, moment=now() + 60 * DAY)
    assert report.verdict is INDETERMINATE


def test_a_yearly_time_stamp_keeps_a_file_alive() -> None:
    data = desk().signed("B-LTA")
    again, problems = finish(data, "x.pdf", desk().office(), level="B-LTA")
    assert again is not None, problems
    assert again.startswith(data)
    report = desk().verify(again, offline=True)
    assert report.verdict is VALID, report.as_dict()
    assert [s.role for s in report.signatures].count("timestamp") == 2
