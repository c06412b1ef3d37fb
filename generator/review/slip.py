"""The slip that goes with a draft to its reviewer: what changed, what was checked, what was not."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from generator.diagnostics import Severity
from generator.locale import _

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.diagnostics import Diagnostic
    from generator.plan.model import KeHoach

MOST = 12
"""Findings told one by one."""


class Slip(NamedTuple):
    """What a slip says."""

    plan: KeHoach
    title: str
    versions: tuple[str, str]
    changes: list[str]
    """The summary of the difference; its first line counts."""
    findings: list[Diagnostic]
    pages: int = 0
    """Of the new version when it is printed; 0 where they were not counted."""


def message(slip: Slip) -> str:
    """The summary as a commit message: a first line, an empty one, the changes."""
    first, *rest = slip.changes or [_("Không có thay đổi.")]
    head = f"{slip.plan.van_ban.ma}: {first[:1].lower()}{first[1:].rstrip('.')}"
    return "\n".join([head, *(["", *rest] if rest else [])]) + "\n"


def markdown(slip: Slip) -> str:
    """The slip as Markdown, with blanks for names."""
    out: list[str] = []
    for kind, text in _lines(slip):
        if kind == "title":
            out += [f"# {text}", ""]
        elif kind == "head":
            out += ["", f"## {text}", ""]
        elif kind == "item":
            out.append(f"- {text}")
        else:
            out += [text, ""]
    return "\n".join(out).rstrip() + "\n"


def _lines(slip: Slip) -> Iterator[tuple[str, str]]:
    """The parts of a slip in order: (kind, text)."""
    yield "title", _("PHIẾU TRÌNH")
    yield "text", slip.title
    old, new = slip.versions
    yield "text", _("So bản {moi} với bản {cu}.").format(moi=new, cu=old)
    if slip.pages:
        yield "text", _("Số trang in: {so}.").format(so=slip.pages)
    yield "head", _("Thay đổi")
    first, *rest = slip.changes or [_("Không có thay đổi.")]
    yield "text", first
    yield from (("item", line.removeprefix("- ")) for line in rest)
    yield "head", _("Đã kiểm tra")
    yield from (("item", line) for line in checked(slip))
    yield "head", _("Còn phải xử lý")
    yield from (("item", line) for line in still_open(slip.findings))
    yield "head", _("Chưa kiểm tra được bằng chương trình")
    yield from (("item", line) for line in unchecked(slip))
    yield "head", _("Ý kiến, chữ ký")
    for who in (_("Người soạn thảo"), _("Người kiểm tra"), _("Người duyệt")):
        yield "text", f"{who}: ……………………………………    " + _("Ngày: ……/……/………")


def checked(slip: Slip) -> list[str]:
    """The groups of checks that found nothing wrong."""
    groups = {
        "DL": _("Dữ liệu và lược đồ"),
        "CQ": _("Cơ quan có trong danh mục vào ngày của kế hoạch"),
        "VB": _("Văn bản trích dẫn"),
        "KH": _("Nội dung kế hoạch: nhiệm vụ, thời hạn, cơ quan"),
    }
    if slip.plan.van_ban.cap_tren:
        groups["LC"] = _("Khớp với kế hoạch cấp trên")
    if slip.pages:
        groups["TT"] = _("Trang in: chữ ký, tiêu đề, trang cuối, bảng")
    wrong = {d.code[:2] for d in slip.findings if d.severity is Severity.ERROR}
    return [
        _("{nhom}: đạt").format(nhom=name)
        if family not in wrong
        else _("{nhom}: CÓ LỖI, xem dưới").format(nhom=name)
        for family, name in groups.items()
    ]


def still_open(findings: Sequence[Diagnostic]) -> list[str]:
    """Errors, then warnings, so many as a slip has room for."""
    told = [d for d in findings if d.severity is not Severity.INFO]
    told.sort(key=lambda d: d.severity is not Severity.ERROR)
    lines = [f"{d.code}: {d.message}" for d in told[:MOST]]
    if len(told) > MOST:
        lines.append(_("… và {so} chỗ khác: kehoach check").format(so=len(told) - MOST))
    return lines or [_("Không có.")]


def unchecked(slip: Slip) -> list[str]:
    """What only people can say, and what no run of this command looks at."""
    lines = [
        _("Sự đúng đắn của nội dung, tính khả thi của nhiệm vụ và thời hạn"),
        _("Thẩm quyền ký, thể thức của bản in sau khi sinh văn bản"),
    ]
    if not slip.plan.van_ban.cap_tren:
        lines.append(_("Khớp với kế hoạch cấp trên: kế hoạch này không ghi cap_tren"))
    return lines


# ------------------------------------------------------------------------------ Word


def docx(slip: Slip) -> bytes:
    """The slip as a Word file on A4; the same bytes for the same slip."""
    from generator.review.word_page import word_page

    return word_page(_lines(slip))
