"""Whose turn it is, and whether those signed who had to, on a PDF and in a .docx alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.diagnostics import Diagnostic, Place, error
from generator.issuance.verdict.holders import match, plain
from generator.issuance.verdict.printed import names_body
from generator.issuance.verdict.result import Verdict, VerdictReason
from generator.locale import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.issuance.verdict.printed import PrintedFacts
    from generator.issuance.verdict.result import ExpectedDocument, SignatureReport

STATE = "gov"
"""The scope of roots under which agencies and officials sign (Decree 68/2024/NĐ-CP)."""
INVALID, INDETERMINATE = Verdict.INVALID, Verdict.INDETERMINATE


def check_signers(
    reports: list[SignatureReport], expected: ExpectedDocument
) -> list[VerdictReason]:
    """Each expected signer signed in its role, under roots of the State, and nobody else did."""
    found = []
    left = [r for r in reports if r.role != "timestamp"]
    for wanted in expected.signers:
        own = [r for r in left if r.role in {wanted.role, "other"}]
        fitting = next((r for r in own if match(r.signer, wanted.names) == "same"), None)
        if fitting is not None:
            left.remove(fitting)
            if not _official(fitting):
                found.append(_unofficial(fitting))
        elif any(match(r.signer, wanted.names) == "unaccented" for r in own):
            weak = next(r for r in own if match(r.signer, wanted.names) == "unaccented")
            left.remove(weak)
            message = _("tên không dấu «{co}», chưa chắc là «{can}»")
            found.append(
                VerdictReason(
                    "XT211", INDETERMINATE, message.format(co=weak.signer, can=wanted.names[0])
                )
            )
        else:
            message = _("thiếu chữ ký của «{ten}»").format(ten=wanted.names[0])
            found.append(VerdictReason("XT203", INVALID, message))
    if expected.signers:
        message = _("chữ ký của «{ten}» không có trong kế hoạch")
        found += [VerdictReason("XT211", INVALID, message.format(ten=r.signer)) for r in left]
    return found


def check_printed(reports: list[SignatureReport], printed: PrintedFacts) -> list[VerdictReason]:
    """That those whom a document prints have signed it; and who vouches for what.

    For a document of which nothing better is known than what its pages say. That an agency
    printed on it did not sign is no proof of forgery, but no signature of another makes it
    that agency's document.
    """
    signed = [r for r in reports if r.role != "timestamp"]
    if not signed:
        return []
    if not printed.readable:
        message = _("không đọc được chữ trên trang, chưa biết văn bản in tên cơ quan, người ký nào")
        return [VerdictReason("XT221", INDETERMINATE, message)]
    if printed.other_head:
        message = _("trang đầu cho thấy «{thay}», lời đọc được trong tệp lại là «{doc}»")
        message = message.format(thay=printed.other_head, doc=printed.agency)
        return [VerdictReason("XT221", INDETERMINATE, message)]
    if printed.agency and (against := [*_agency(signed, printed), *_leaders(signed, printed)]):
        return against
    if printed.doubtful and not any(_official(r) and r.scope for r in signed):
        message = _("có trang là hình, nét vẽ hay chữ bị che; chưa biết văn bản in tên cơ quan nào")
        return [VerdictReason("XT221", INDETERMINATE, message)]
    if printed.of_the_state and printed.nameless and not _by_a_person(signed, printed):
        message = _("văn bản không in tên người ký, và chỉ cơ quan đã ký")
        return [VerdictReason("XT221", INDETERMINATE, message)]
    if not printed.agency:
        names = ", ".join(f"«{r.signer}»" for r in signed)
        message = _("văn bản không in tên cơ quan; chữ ký là của {ten}").format(ten=names)
        return [VerdictReason("XT222", Verdict.VALID, message)]
    message = _("cơ quan in trên văn bản («{ten}») đã ký").format(ten=printed.agency)
    return [VerdictReason("XT222", Verdict.VALID, message)]


def _by_a_person(signed: list[SignatureReport], printed: PrintedFacts) -> bool:
    """Whether somebody of the agency signed beside it, where no name says who had to."""
    return any(
        _official(r) and not names_body(r.signer, printed.agency) and _belongs(r, printed)
        for r in signed
    )


def _agency(signed: list[SignatureReport], printed: PrintedFacts) -> Iterator[VerdictReason]:
    """That the printed agency signed, under the roots of the State where it is of the State."""
    own = [r for r in signed if names_body(r.signer, printed.agency)]
    if not own:
        message = _("chữ ký của {co} không phải của cơ quan in trên văn bản («{can}»)")
        names = ", ".join(f"«{r.signer}»" for r in signed)
        yield VerdictReason("XT221", INDETERMINATE, message.format(co=names, can=printed.agency))
    elif printed.of_the_state and not any(_official(r) for r in own):
        yield _unofficial(own[0])


def _leaders(signed: list[SignatureReport], printed: PrintedFacts) -> Iterator[VerdictReason]:
    """That each printed signer signed, as somebody of that agency."""
    for name in printed.signers:
        bare = _without_title(name)
        own = [r for r in signed if match(r.signer, (name, bare)) == "same"]
        if not own:
            message = _("chưa có chữ ký của «{ten}», người ký in trên văn bản").format(ten=name)
            yield VerdictReason("XT221", INDETERMINATE, message)
        elif printed.of_the_state and not any(_official(r) for r in own):
            yield _unofficial(own[0])
        elif not any(_belongs(r, printed) for r in own):
            message = _("chứng thư của «{ten}» thuộc «{co}», không phải «{can}»")
            message = message.format(ten=name, co=own[0].unit, can=printed.agency)
            yield VerdictReason("XT221", INDETERMINATE, message)


def _belongs(report: SignatureReport, printed: PrintedFacts) -> bool:
    """Whether a person's certificate names the printed agency, or names no body at all."""
    units = [u for u in report.unit.split(", ") if u]
    return not units or any(
        names_body(unit, printed.agency) or names_body(printed.agency, unit)
        for unit in (*units, report.unit)
    )


_TITLES = ("ths.", "ts.", "pgs.", "gs.", "bs.", "thạc sĩ", "tiến sĩ", "bác sĩ", "kỹ sư")


def _without_title(name: str) -> str:
    """A printed name without rank and degree before it, as certificates have it."""
    text = plain(name)
    for title in _TITLES:
        text = text.removeprefix(title).strip()
    return text


def _official(report: SignatureReport) -> bool:
    """Under a root of the State; of a chain to no root at all other findings tell."""
    return not report.scope or STATE in report.scope


def _unofficial(report: SignatureReport) -> VerdictReason:
    message = _("chứng thư của «{ten}» không do nơi cấp chứng thư công vụ cấp")
    return VerdictReason("XT221", INDETERMINATE, message.format(ten=report.signer))


def already_signed(file: str) -> Diagnostic:
    """A signer who signs a second time."""
    return error(
        "KY308",
        _("Văn bản đã có chữ ký này rồi"),
        Place(file, _("chữ ký")),
        _("Xem bằng kehoach verify; mỗi văn bản chỉ ký một lần cho mỗi người."),
    )


def leaders_first(file: str, count: int) -> Diagnostic:
    """The agency before so many leaders who are still to sign."""
    return error(
        "KY309",
        _("Còn {so} lãnh đạo chưa ký; cơ quan ký sau cùng").format(so=count),
        Place(file, _("chữ ký")),
        _("Ký trước bằng kehoach sign … --as leader."),
    )
