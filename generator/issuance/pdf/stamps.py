"""All time-stamps that a signature carries, not only the one that the engine takes.

They stand in attributes that no signature covers: whoever passes the file on can add, replace and
reorder them, and the engine takes the first that is trusted.
"""

from __future__ import annotations

import hashlib
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from pyhanko.sign.validation.generic_cms import extract_tst_data_iter

from generator.issuance.verdict.result import Verdict, VerdictReason
from generator.locale import _

if TYPE_CHECKING:
    from datetime import datetime

APART = timedelta(minutes=5)
"""Authorities asked one after the other tell times that are no further apart."""
SIGNATURE_STAMP = "signature_time_stamp_token"


def check_stamps(signature: Any) -> list[VerdictReason]:
    """What the time-stamps of one signature say against it and against each other."""
    signer = signature.signer_info
    attributes = [
        attribute
        for attribute in signer["unsigned_attrs"] or ()
        if attribute["type"].native == SIGNATURE_STAMP
    ]
    if any(not len(attribute["values"]) for attribute in attributes):
        message = _("chỗ của dấu thời gian để trống")
        return [VerdictReason("XT212", Verdict.INDETERMINATE, message)]
    told = [_told(token) for token in extract_tst_data_iter(signer, signed=False)]
    found = []
    if len(told) > 1 and not all(_is_of(stamp, signer["signature"].native) for stamp in told):
        message = _("dấu thời gian không thuộc chữ ký này")
        found.append(VerdictReason("XT212", Verdict.INVALID, message))
    times: list[datetime] = [stamp["gen_time"].native for stamp in told]
    if times and max(times) - min(times) > APART:
        message = _("các dấu thời gian của một chữ ký nói những giờ khác nhau")
        found.append(VerdictReason("XT213", Verdict.INDETERMINATE, message))
    before = [_told(t)["gen_time"].native for t in extract_tst_data_iter(signer, signed=True)]
    if times and before and max(before) > min(times) + APART:
        message = _("dấu thời gian sau lại có giờ sớm hơn")
        found.append(VerdictReason("XT213", Verdict.INVALID, message))
    return found


def _told(token: Any) -> Any:
    return token["encap_content_info"]["content"].parsed


def _is_of(stamp: Any, value: bytes) -> bool:
    """Whether a time-stamp is over this signature's value (RFC 5126, 6.1.1)."""
    imprint = stamp["message_imprint"]
    try:
        digest = hashlib.new(imprint["hash_algorithm"]["algorithm"].native, value).digest()
    except ValueError:
        return False
    return bool(imprint["hashed_message"].native == digest)
