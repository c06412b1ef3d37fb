"""Time-stamps that came into a signature later: no signature covers the place where they stand."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from functools import cache
from typing import TYPE_CHECKING, Any

import pytest
from asn1crypto import cms, tsp

from generator.issuance.verdict.result import Verdict
from tests.desk import desk, forge, forged
from tests.pki import now
from tests.test_trust_edges import against

if TYPE_CHECKING:
    from collections.abc import Callable

INVALID, INDETERMINATE = Verdict.INVALID, Verdict.INDETERMINATE
STAMP = "signature_time_stamp_token"


@cache
def good() -> bytes:
    return forged()


def signer_in(data: bytes) -> tuple[Any, Any]:
    """The last container of a PDF, and its one signer."""
    container = cms.ContentInfo.load(bytes.fromhex(place(data)[1].decode()))
    return container, container["content"]["signer_infos"][0]


def place(data: bytes) -> re.Match[bytes]:
    return list(re.finditer(rb"/Contents\s*<([0-9A-Fa-f]+)>", data))[-1]


def stamped_with(*tokens: Any) -> bytes:
    """The good document with these tokens in the place of the agency's time-stamp."""
    data = good()
    container, signer = signer_in(data)
    signer["unsigned_attrs"] = cms.CMSAttributes(
        [cms.CMSAttribute({"type": STAMP, "values": list(tokens)})]
    )
    start, end = place(data).span(1)
    made = container.dump(force=True).hex().encode()
    return data[:start] + made.ljust(end - start, b"0") + data[end:]


def token_of(data: bytes) -> Any:
    _container, signer = signer_in(data)
    return next(a["values"][0] for a in signer["unsigned_attrs"] if a["type"].native == STAMP)


def token_at(time: dt.datetime | None) -> Any:
    """A token of the trusted authority over the agency's signature, at the time it is told."""
    value = signer_in(good())[1]["signature"].native
    imprint = {
        "hash_algorithm": {"algorithm": "sha256"},
        "hashed_message": hashlib.sha256(value).digest(),
    }
    asked = tsp.TimeStampReq({"version": 1, "message_imprint": imprint, "cert_req": True})
    pki = desk().pki
    before, pki.time = pki.time, (lambda: time) if time else None
    try:
        return tsp.TimeStampResp.load(pki.stamp(asked.dump()))["time_stamp_token"]
    finally:
        pki.time = before


def of_another_file() -> Any:
    return token_of(forge(desk().draft, desk().pki.agency, "X"))


TRICKS: dict[str, tuple[Callable[[], bytes], tuple[str, Verdict]]] = {
    "another document's alone": (lambda: stamped_with(of_another_file()), ("XT212", INVALID)),
    "another document's behind the good one": (
        lambda: stamped_with(token_at(None), of_another_file()),
        ("XT212", INVALID),
    ),
    "two that tell two times": (
        lambda: stamped_with(token_at(None), token_at(now() + dt.timedelta(minutes=9))),
        ("XT213", INDETERMINATE),
    ),
    "an empty place": (stamped_with, ("XT212", INDETERMINATE)),
}


@pytest.mark.parametrize("name", TRICKS)
def test_a_time_stamp_that_came_later_is_refused_for_its_own_reason(name: str) -> None:
    make, reason = TRICKS[name]
    assert against(desk().verify(make())) == dict([reason])


def test_two_true_time_stamps_of_one_moment_are_no_contradiction() -> None:
    assert against(desk().verify(stamped_with(token_at(None), token_at(None)))) == {}
