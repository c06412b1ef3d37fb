"""The summary of a round of opinions as the variables of its template."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from msgspec import Struct

from generator.cascade.changing.tree import DOCUMENT
from generator.locale import N_
from generator.plan.wording import long_date, number, short_date

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.plan.agencies import Agency
    from generator.plan.model import KeHoach
    from generator.review.opinions import Counts, Dot, Proven

NAME = "tong-hop-y-kien.docx"
VERDICTS = {
    "": N_("Chưa có kết quả"),
    "tiep-thu": N_("Tiếp thu"),
    "mot-phan": N_("Tiếp thu một phần"),
    "khong": N_("Không tiếp thu"),
}


class DongGopY(Struct, frozen=True):
    """A row: a remark. Cells are lists of paragraphs."""

    tt: str
    noi_dung: list[str]
    noi: list[str]
    gop_y: list[str]
    tiep_thu: list[str]


class TongHopYKien(Struct, frozen=True):
    """The variables of the template."""

    co_quan_chu_quan: list[str]
    co_quan: list[str]
    ten_co_quan: str
    dia_danh: str
    thoi_gian: str
    tieu_de: str
    ma: str
    du_thao: str
    """The draft in words: "Kế hoạch Nâng cao …"."""
    tom_tat: str
    """When it was sent, to how many, how they answered."""
    khac: list[str]
    """Who agrees, who does not, who was silent, by name."""
    gop_y: list[DongGopY]
    chuc_vu: str
    ho_ten: str


class PrintingOffice(Struct, frozen=True):
    """The office that prints the table: itself, what stands above it in the head."""

    agency: Agency | None
    above: list[str]
    type_name: str
    """Of the draft: "Kế hoạch"."""


def context(
    plan: KeHoach,
    dot: Dot,
    proven: Sequence[Proven],
    told: Counts,
    issuer: PrintingOffice,
    day: date,
    subject: str,
) -> TongHopYKien:
    """The variables of a round; the words of the table are Vietnamese, as all that is printed."""
    agency, signer = issuer.agency, plan.nguoi_ky[0] if plan.nguoi_ky else None
    kinds = (
        ("dong-y", "Đồng ý"), ("khong-dong-y", "Không đồng ý"), ("", "Không trả lời")
    )  # fmt: skip
    named = ((word, [one.ten for one in dot.noi if one.tra_loi == kind]) for kind, word in kinds)
    draft = f"{issuer.type_name} {subject}".strip()
    return TongHopYKien(
        co_quan_chu_quan=issuer.above,
        co_quan=list(agency.ten_tieu_de) if agency else [plan.van_ban.co_quan],
        ten_co_quan=agency.ten if agency else plan.van_ban.co_quan,
        dia_danh=plan.van_ban.dia_danh or (agency.dia_danh if agency else ""),
        thoi_gian=long_date(day),
        tieu_de=f"Bảng tổng hợp, tiếp thu, giải trình ý kiến: {draft}"[:250],
        ma=plan.van_ban.ma,
        du_thao=draft,
        tom_tat=(
            f"Gửi lấy ý kiến đợt {dot.so}, ngày {_day(dot.luc)}, hạn trả lời "
            f"{short_date(dot.han)}: {number(told.asked)} nơi; đồng ý "
            f"{number(told.agree)}, có ý kiến {number(told.remarks)}, không đồng ý "
            f"{number(told.against)}, không trả lời {number(told.silent)}. "
            f"Tổng số ý kiến: {number(len(proven))}."
        ),
        khac=[f"{word}: {'; '.join(names)}." for word, names in named if names],
        gop_y=[_row(i, one, dot) for i, one in enumerate(proven, 1)],
        chuc_vu=signer.chuc_vu if signer else "",
        ho_ten=(signer.ho_ten or "") if signer else "",
    )


def _row(at: int, one: Proven, dot: Dot) -> DongGopY:
    said = one.remark
    letter = next((x.van_ban for x in dot.noi if x.ten == said.noi and x.van_ban), "")
    where = said.cho or one.place
    then = "Cả văn bản" if said.nut == DOCUMENT else one.then
    result = VERDICTS[said.ket_qua]
    if one.false:
        result += " (dự thảo chưa sửa ở nội dung này)"
    changed = (
        [f"Nay là: {one.now}"]
        if said.nut != DOCUMENT and one.proof == "changed" and said.ket_qua and one.now
        else []
    )
    if said.ket_qua == "khong":
        changed = []
    elif said.ket_qua and one.proof == "gone":
        changed = ["Nội dung này đã bỏ khỏi dự thảo."]
    return DongGopY(
        tt=str(at),
        noi_dung=[text for text in (where, then) if text],
        noi=[text for text in (said.noi, f"({letter})" if letter else "") if text],
        gop_y=_paragraphs(said.loi),
        tiep_thu=[f"{result}.", *_paragraphs(said.giai_trinh), *changed],
    )


def _paragraphs(text: str) -> list[str]:
    return [line.strip() for line in text.split("\n") if line.strip()]


def _day(moment: str) -> str:
    return short_date(date.fromisoformat(moment[:10]))
