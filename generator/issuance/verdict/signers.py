"""Whether those signed who had to, on a PDF and in a .docx alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.issuance.verdict.holders import match
from generator.issuance.verdict.result import Finding, Verdict
from generator.locale import _

if TYPE_CHECKING:
    from generator.issuance.verdict.result import Expected, SignatureReport

INVALID, INDETERMINATE = Verdict.INVALID, Verdict.INDETERMINATE


def check_signers(reports: list[SignatureReport], expected: Expected) -> list[Finding]:
    """Each expected signer signed in its role, and nobody else did."""
    found = []
    left = [r for r in reports if r.role != "timestamp"]
    for wanted in expected.signers:
        own = [r for r in left if r.role in {wanted.role, "other"}]
        fitting = next((r for r in own if match(r.signer, wanted.names) == "same"), None)
        if fitting is not None:
            left.remove(fitting)
        elif any(match(r.signer, wanted.names) == "unaccented" for r in own):
            weak = next(r for r in own if match(r.signer, wanted.names) == "unaccented")
            left.remove(weak)
            message = _("tên không dấu «{co}», chưa chắc là «{can}»")
            found.append(
                Finding("XT211", INDETERMINATE, message.format(co=weak.signer, can=wanted.names[0]))
            )
        else:
            message = _("thiếu chữ ký của «{ten}»").format(ten=wanted.names[0])
            found.append(Finding("XT203", INVALID, message))
    if expected.signers:
        message = _("chữ ký của «{ten}» không có trong kế hoạch")
        found += [Finding("XT211", INVALID, message.format(ten=r.signer)) for r in left]
    return found
