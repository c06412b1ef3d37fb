"""Slips of an office in its own document: who signs as what, days that cannot be, words left over.

Each is certain from the plan alone and its issuer; nothing here is a matter of taste.
"""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import tomli

from generator.diagnostics import Diagnostic, error, warning
from generator.locale import _
from generator.plan import families
from generator.text.normal import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from generator.plan.agencies import Agency
    from generator.plan.gaps import PrintedText
    from generator.plan.model import NguoiKy
    from generator.plan.toml import Loaded

_SHORT_FORM = re.compile(r"^(TM|KT|TL|TUQ|Q)\s+\w")
_DEPUTY = re.compile(r"^pho\b")
_COLLECTIVES = ("uy ban nhan dan", "hoi dong nhan dan")
_DEGREE = re.compile(r"^(PGS|GS|TSKH|TS|ThS|BS|KS|CN)\s*\.")
_ANNEX = re.compile(
    r"phụ lục(?: (?:số )?[IVX\d]+)? (?:được )?(?:gửi |đính )?kèm theo(?! (?:kế hoạch|quyết định"
    r"|công văn|thông báo|hướng dẫn|nghị quyết|tờ trình|văn bản|nghị định|thông tư|chương trình))",
    re.IGNORECASE,
)
_LEFT_OVER = re.compile(
    r"\[(?:điền|nhập|ghi|chèn|bổ sung|thêm|tên|nêu)\b[^\]]*\]"
    r"|\((?:cần|chờ|sẽ|đề nghị) bổ sung[^)]*\)"
    r"|(?<!khóa )(?<!chương )(?<!phần )(?<!mục )(?<!thứ )(?<!lần )\bX{3,}\b|\?{3,}",
    re.IGNORECASE,
)
_UNTIL = re.compile(
    r"(?:trước|chậm nhất|xong trước|đến hết|hoàn thành trước|muộn nhất)"
    r"(?: ngày| vào ngày| là ngày)? (\d{1,2})[/.](\d{1,2})[/.](\d{4})",
    re.IGNORECASE,
)
_ISSUED = re.compile(
    r"số \d+[^\s,;]*/[\w\-]+,? ngày (\d{1,2})(?:[/.]| tháng )(\d{1,2})(?:[/.]| năm )(\d{4})",
    re.IGNORECASE,
)
_ANY = re.compile(r"ngày (\d{1,2})[/.](\d{1,2})[/.](\d{4})\b")
_ISSUER = re.compile(
    r"(?<!cua )(?:uy ban nhan dan|ubnd) "
    r"((?:tinh|thanh pho|xa|phuong|dac khu|huyen|thi xa) [^,;.:]{2,40}?) "
    r"(?:ban hanh|xay dung) ke hoach"
)


def find_slips(
    loaded: Loaded, issuer: Agency | None, texts: Sequence[PrintedText]
) -> list[Diagnostic]:
    """Codes KH451 - KH457, in no particular order."""
    return [
        *_signers(loaded, issuer),
        *_recipients(loaded),
        *_symbol(loaded),
        *_words(loaded, texts),
        *_days(loaded, texts),
        *_other_issuer(loaded, issuer, texts),
    ]


def _signers(loaded: Loaded, issuer: Agency | None) -> Iterator[Diagnostic]:
    """What capacity, function and name cannot be together (Decree 30/2020, Art. 13)."""
    for number, signer in enumerate(loaded.plan.nguoi_ky):
        for message in _against(signer, issuer):
            hint = _("Ví dụ: TM. ỦY BAN NHÂN DÂN / KT. CHỦ TỊCH / PHÓ CHỦ TỊCH (Điều 13).")
            yield warning("KH451", message, loaded.source.span(("nguoi_ky", number)), hint)


def _against(signer: NguoiKy, issuer: Agency | None) -> Iterator[str]:
    lines = signer.capacity()
    for line in lines:
        if _SHORT_FORM.match(line.strip()):
            yield _("Quyền hạn ký “{dong}” thiếu dấu chấm sau chữ viết tắt").format(dong=line)
    folded = [fold(line) for line in lines]
    deputy = _is_deputy(fold(signer.chuc_vu), folded)
    stands_in = any(line.startswith("kt") for line in folded)
    if stands_in and not deputy:
        yield _("Ký thay (KT.) nhưng chức vụ “{chuc_vu}” không phải cấp phó").format(
            chuc_vu=signer.chuc_vu
        )
    if deputy and lines and not any(line.startswith(("kt", "tl", "tuq", "q.")) for line in folded):
        yield _("Cấp phó “{chuc_vu}” ký mà không ghi KT.").format(chuc_vu=signer.chuc_vu)
    own = fold(issuer.ten) if issuer is not None else ""
    body = next((c for c in _COLLECTIVES if own.startswith(c)), "")
    for line in folded:
        other = next((c for c in _COLLECTIVES if line.startswith("tm") and c in line), "")
        if body and other and other != body:
            yield _("Ký thay mặt (TM.) một cơ quan khác cơ quan ban hành")
    if body and signer.ho_ten and _DEGREE.match(signer.ho_ten):
        yield _("Trước họ tên người ký không ghi học hàm, học vị: “{ten}”").format(
            ten=signer.ho_ten
        )


def _is_deputy(function: str, capacity: list[str]) -> bool:
    """Whether a function is "Phó …", or the deputy by another name of the head signed for."""
    if _DEPUTY.match(function):
        return True
    heads = [head for head, deputies in _other_deputies() if function in deputies]
    return any(line.startswith("kt") and line.endswith(tuple(heads)) for line in capacity)


@cache
def _other_deputies() -> list[tuple[str, list[str]]]:
    """Heads whose deputies are called otherwise than "Phó …", and these (cap-pho.toml)."""
    read = tomli.loads(Path(__file__).with_name("cap-pho.toml").read_text("utf-8"))
    return [(fold(one["dung_dau"]), [fold(ten) for ten in one["ten"]]) for one in read["cap_pho"]]


def _recipients(loaded: Loaded) -> Iterator[Diagnostic]:
    """That a plan goes nowhere; asked once it has its day, its sections and its signer."""
    plan = loaded.plan
    signer = any(s.ho_ten for s in plan.nguoi_ky)
    if plan.van_ban.ngay is None or len(plan.muc) < 2 or not signer:
        return
    if plan.noi_nhan or families.attached(plan) or families.numberless(plan.van_ban):
        return
    message = _("Văn bản không có nơi nhận nào")
    hint = _("Thêm [[noi_nhan]] cho mỗi nơi nhận (Nghị định 30/2020/NĐ-CP, Phụ lục I.II.9b).")
    yield warning("KH452", message, loaded.source.span(("van_ban",)), hint)


def _symbol(loaded: Loaded) -> Iterator[Diagnostic]:
    """A typed symbol that is of another type of document."""
    head = loaded.plan.van_ban
    if not head.ky_hieu or not re.fullmatch(r"[A-ZĐ][A-Za-zĐ]{0,3}", head.loai):
        return
    first = head.ky_hieu.split("-")[0]
    if first.upper() != head.loai.upper() and "-" in head.ky_hieu:
        message = _("Ký hiệu “{ky_hieu}” không phải của loại văn bản {loai}")
        message = message.format(ky_hieu=head.ky_hieu, loai=head.loai)
        hint = _("Bỏ khóa ky_hieu để chương trình tính, hoặc sửa loai.")
        yield error("KH453", message, loaded.source.span(("van_ban", "ky_hieu")), hint)


def _words(loaded: Loaded, texts: Iterable[PrintedText]) -> Iterator[Diagnostic]:
    """Annexes that are not there, and words that a clerk meant to replace."""
    for printed in texts:
        span = loaded.source.span
        if not loaded.plan.phu_luc and (found := _ANNEX.search(printed.text)):
            message = _("Nhắc “{chu}” mà văn bản không có phụ lục nào").format(chu=found[0])
            hint = _("Thêm [[phu_luc]], hoặc bỏ lời nhắc.")
            yield warning("KH454", message, span(printed.loc), hint)
        if found := _LEFT_OVER.search(printed.text):
            message = _("Còn chỗ chưa điền: “{chu}”").format(chu=found[0])
            yield warning("KH455", message, span(printed.loc), _("Điền, hoặc bỏ chỗ ấy."))


def _days(loaded: Loaded, texts: Iterable[PrintedText]) -> Iterator[Diagnostic]:
    """Days that no calendar has, deadlines already past, documents not yet issued."""
    issued = loaded.plan.van_ban.ngay
    for printed in texts:
        span = loaded.source.span(printed.loc)
        for found in _ANY.finditer(printed.text):
            if _day(found) is None:
                message = _("Không có ngày này trong lịch: “{chu}”").format(chu=found[0])
                yield warning("KH456", message, span, _("Sửa ngày."))
        if issued is None:
            continue
        for pattern, told in ((_UNTIL, True), (_ISSUED, False)):
            for found in pattern.finditer(printed.text):
                day = _day(found)
                if day is None or (day >= issued if told else day <= issued):
                    continue
                message = (
                    _("Thời hạn “{chu}” đã qua trước ngày ban hành {ngay}")
                    if told
                    else _("Dẫn “{chu}”, ban hành sau ngày của văn bản này ({ngay})")
                )
                message = message.format(chu=found[0], ngay=f"{issued:%d/%m/%Y}")
                yield warning("KH456", message, span, _("Sửa ngày."))


def _day(found: re.Match[str]) -> date | None:
    try:
        return date(int(found[3]), int(found[2]), int(found[1]))
    except ValueError:
        return None


def _other_issuer(
    loaded: Loaded, issuer: Agency | None, texts: Iterable[PrintedText]
) -> Iterator[Diagnostic]:
    """An opening in which another committee makes this plan: taken over with an old text."""
    if issuer is None or not fold(issuer.ten).startswith(_COLLECTIVES[0]) or not issuer.don_vi:
        return
    for printed in texts:
        if printed.loc[:1] != ("mo_dau",) or getattr(printed.node, "vai_tro", "") == "can_cu":
            continue
        found = _ISSUER.search(fold(printed.text))
        if found is not None and fold(issuer.don_vi) not in found[1]:
            message = _("Lời dẫn nói một Ủy ban nhân dân khác ban hành kế hoạch này")
            hint = _("Cơ quan ban hành là {ten}.").format(ten=issuer.ten)
            yield warning("KH457", message, loaded.source.span(printed.loc), hint)
