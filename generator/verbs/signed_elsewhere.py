"""A PDF that came back signed by another tool: judged by `verify`, never by what the tool says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.diagnostics import Diagnostic, Place, error
from generator.locale import _

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from generator.issuance.signing_job import SignedElsewhere
    from generator.workspace.workspace import Workspace

OTHERS = "XT203"
"""Others have not signed yet."""
LATER = {"XT212", "XT214", "XT215", "XT221"}
"""Undecided until the network is asked, proofs are added, the agency has signed."""


def judged(
    workspace: Workspace,
    signed: SignedElsewhere,
    leaders: Sequence[tuple[str, ...]],
    agency: tuple[str, ...],
    now: datetime,
) -> list[Diagnostic]:
    """Why the signatures in a file do not count; [] when each is good and of who may sign.

    What only time or the network can tell (revocation, proofs) stays for later.
    """
    from generator.issuance.network import Web, allowed
    from generator.issuance.pdf.verify_pdf import verify_pdf
    from generator.issuance.verdict.means import VerdictMeans
    from generator.issuance.verdict.result import (
        ExpectedDocument,
        ExpectedSigner,
        Verdict,
        VerdictReason,
    )
    from generator.issuance.verdict.trust_list import load_trust

    store, problems = load_trust(workspace.trust_file)
    if store is None:
        return problems
    settings = workspace.settings.ky_so
    roles = [("leader", names) for names in leaders] + ([("agency", agency)] if agency else [])
    expected = ExpectedDocument(signers=tuple(ExpectedSigner(*one) for one in roles))
    means = VerdictMeans(store, Web(allowed(settings.may_chu, *settings.tsa)), now)
    report = verify_pdf(signed.data, signed.name, means, expected=expected)
    against = [*report.findings, *(f for s in report.signatures for f in s.findings)]
    wrong = [
        f
        for f in against
        if f.code != OTHERS and (f.verdict is Verdict.INVALID or f.code not in LATER)
    ]
    signed_by = [s.signer for s in report.signatures if s.role != "timestamp"]
    if not wrong and _too_early(signed_by, leaders, agency):
        wrong = [VerdictReason("XT217", Verdict.INVALID, _("cơ quan ký trước lãnh đạo"))]
    if not wrong:
        return []
    first = wrong[0]
    message = _("Chữ ký trong tệp không được nhận: {ly_do} ({ma})")
    hints = [_("Ký lại bằng đúng chứng thư; kehoach verify nói rõ từng chữ ký.")]
    if first.code == "XT211":
        hints.append(_("Chứng thư viết tên cách khác thì ghi thêm vào ten_khac của [ky_so]."))
    where = Place(signed.name, "PDF")
    return [error("KY326", message.format(ly_do=first.message, ma=first.code), where, *hints)]


def _too_early(
    signed_by: Sequence[str], leaders: Sequence[tuple[str, ...]], agency: tuple[str, ...]
) -> bool:
    """Whether the agency has signed while a leader has not."""
    from generator.issuance.verdict.holders import match

    def has(names: tuple[str, ...]) -> bool:
        return any(match(one, names) == "same" for one in signed_by)

    return bool(agency) and has(agency) and not all(has(names) for names in leaders)
