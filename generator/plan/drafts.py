"""Drafts of the papers around a plan. Facts of the plan are cited by its id, not copied.

Only the title is copied (into the subject, which the register shows); `papers` compares it.
What no data say is left to the clerk with `can_xem`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal, get_args

from generator.plan.attaching import attachment_of
from generator.plan.draft_meetings import conclusion, invitation, minutes
from generator.plan.draft_parts import END, SEE, UNKNOWN, PaperSubject, blank, with_deadline
from generator.plan.draft_slip import SlipFacts, slip
from generator.plan.families import DECISION, LETTER, SLIP, SUBMISSION, attached
from generator.plan.model import (
    CotBang,
    Diem,
    Doan,
    KeHoach,
    Khoan,
    Muc,
    NguoiKy,
    NhiemVu,
    Nhom,
    NoiNhan,
    PhuLuc,
    VanBan,
)
from generator.plan.wording import plain, type_name, uncapital

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from generator.plan.agencies import Registry

PaperKind = Literal[
    "submission", "slip", "decision", "letter", "reminder", "report", "conclusion",
    "invitation", "minutes", "programme",
]  # fmt: skip
KINDS: tuple[PaperKind, ...] = get_args(PaperKind)
_TYPES: dict[PaperKind, str] = {
    "submission": SUBMISSION,
    "slip": SLIP,
    "decision": DECISION,
    "letter": LETTER,
    "reminder": LETTER,
    "report": "BC",
    "conclusion": "TB",
    "invitation": "GM",
    "minutes": "BB",
    "programme": "CTr",
}
NAMES = "Sửa chữ hoa của tên riêng, chữ viết tắt trong tiêu đề; điền nội dung"
PERSON = "Cá nhân phụ trách"
"""The column that a programme has beside those of a plan."""
_CITED = re.compile(r"\{([a-z0-9-]+)")


def draft(
    kind: PaperKind,
    ma: str,
    plan: KeHoach,
    registry: Registry,
    day: date,
    facts: SlipFacts = SlipFacts(),  # noqa: B008 - immutable
    issuer: str = "",
) -> KeHoach:
    """The paper of a kind with the id `ma`; `day` is today, for the agencies of today.

    `issuer` makes it, as the department that drafted a plan submits it; "": whoever issues the
    plan, which signs then as it signs the plan.

    Where the plan's own agency is gone by then, the day of the plan applies. `facts` are what a
    slip tells of the file.
    """
    own = plan.van_ban
    # one attached to a decision is cited by that decision's number
    cited = f"{{{own.ma}:ngay}}" if own.so or attached(plan) else f"{{{own.ma}:ten}}"
    named = f"{type_name(own.loai) or own.loai} {uncapital(plain(own.trich_yeu))}"
    on = day if registry.get(own.co_quan, day) else plan.day()
    paper = _paper(kind, ma, issuer or own.co_quan, on, named)
    paper.van_ban.ban_hanh, paper.van_ban.luu = own.ma, own.luu
    paper.nguoi_ky = [
        NguoiKy(quyen_han=s.quyen_han, chuc_vu=s.chuc_vu, ho_ten=s.ho_ten, chuc_danh=s.chuc_danh)
        for s in plan.nguoi_ky
    ]
    if paper.van_ban.co_quan != own.co_quan:  # it has its own files and its own head
        paper.van_ban.luu = "VT"
        paper.nguoi_ky = [NguoiKy(chuc_vu=UNKNOWN)]
    about = PaperSubject(plan, registry, cited, f"{{{own.ma}:ten}}")
    _fill(kind, paper, about, facts)
    if kind == "decision":
        paper.dinh_kem = attachment_of(plan)
    if paper.van_ban.co_quan != own.co_quan:
        _ask_of_another(paper, registry)
    _bring_along(paper, plan)
    return paper


def _ask_of_another(paper: KeHoach, registry: Registry) -> None:
    """What the plan does not say of the body that makes its paper: who signs, its abbreviation."""
    agency = registry.get(paper.van_ban.co_quan, paper.day())
    missing = "người ký" if agency is None or agency.ky_hieu else "người ký, ký hiệu của cơ quan"
    asked = paper.van_ban.can_xem
    paper.van_ban.can_xem = f"{asked}; điền {missing}" if asked else f"Điền {missing}"


def draft_alone(kind: PaperKind, ma: str, agency: str, registry: Registry, day: date) -> KeHoach:
    """The paper of a kind with no plan behind it: its parts, and blanks for what they say."""
    paper = _paper(kind, ma, agency, day, UNKNOWN)
    paper.nguoi_ky = [NguoiKy(chuc_vu=UNKNOWN)]
    nothing = KeHoach(
        phien_ban=1, van_ban=VanBan(ma=ma, co_quan=agency, ngay_xet=day, trich_yeu=UNKNOWN)
    )
    _fill(kind, paper, PaperSubject(nothing, registry, UNKNOWN, UNKNOWN), SlipFacts())
    paper.van_ban.can_xem = paper.van_ban.can_xem or SEE
    for paragraph in (*paper.can_cu, *paper.mo_dau):
        paragraph.can_xem = SEE if UNKNOWN in paragraph.noi_dung else paragraph.can_xem
    return paper


def _paper(kind: PaperKind, ma: str, agency: str, day: date | None, named: str) -> KeHoach:
    return KeHoach(
        phien_ban=1,
        van_ban=VanBan(
            ma=ma,
            loai=_TYPES[kind],
            co_quan=agency,
            ngay_xet=day,
            trich_yeu=_SUBJECTS[kind].format(named),
        ),
        noi_nhan=[NoiNhan(id="nhu-tren", noi_dung="Như trên")],
    )


def _fill(kind: PaperKind, paper: KeHoach, about: PaperSubject, facts: SlipFacts) -> None:
    if kind == "slip":
        slip(paper, about, facts)
    else:
        _BODIES[kind](paper, about)


def _bring_along(paper: KeHoach, plan: KeHoach) -> None:
    """Bodies and cited documents that only the plan knows, where its words stand in the paper."""
    from generator.plan.emit import emit

    words = emit(paper)
    cited = set(_CITED.findall(words))
    paper.van_ban_moi = [one for one in plan.van_ban_moi if one.id in cited]
    paper.co_quan_moi = [one for one in plan.co_quan_moi if f'"{one.id}"' in words]


_SUBJECTS: dict[PaperKind, str] = {
    "submission": "Về việc ban hành {}",
    "slip": "Về việc ký ban hành {}",
    "decision": "Ban hành {}",
    "letter": "gửi {}",
    "reminder": "đôn đốc thực hiện {}",
    "report": "Kết quả thực hiện {}",
    "conclusion": "Kết luận tại cuộc họp về {}",
    "invitation": "Dự họp về {}",
    "minutes": "Cuộc họp về {}",
    "programme": "Thực hiện {}",
}


def _submission(paper: KeHoach, about: PaperSubject) -> None:
    plan = about.plan
    same = paper.van_ban.co_quan == plan.van_ban.co_quan
    paper.van_ban.can_xem = "Điền cơ quan trình (co_quan) và người ký tờ trình" if same else None
    decider = about.decider(paper)
    paper.kinh_gui = [decider]
    who = "Kính trình" if same else f"{about.issuer(paper)} kính trình {decider}"
    paper.mo_dau = [
        *_bases(plan),
        Doan(id="trinh", noi_dung=f"{who} xem xét, ban hành {about.title} với các nội dung sau:"),
    ]
    paper.muc = [
        Muc(id="su-can-thiet", tieu_de="SỰ CẦN THIẾT", khoan=[blank("su-can-thiet-1")]),
        Muc(
            id="noi-dung",
            tieu_de="NỘI DUNG CHÍNH",
            khoan=[
                Khoan(
                    id="noi-dung-1",
                    danh_so=False,
                    kieu_diem="gach",
                    noi_dung="Dự thảo gồm các phần:" if plan.muc else UNKNOWN,
                    diem=[Diem(id=f"phan-{m.id}", noi_dung=plain(m.tieu_de)) for m in plan.muc],
                    can_xem=None if plan.muc else SEE,
                )
            ],
        ),
    ]
    paper.ket_thuc = [Doan(id="ket", noi_dung="Kính trình xem xét, quyết định./.")]


def _decision(paper: KeHoach, about: PaperSubject) -> None:
    paper.can_cu = [
        Doan(id="can-cu", noi_dung=f"Căn cứ {UNKNOWN};", can_xem="Ghi căn cứ thẩm quyền"),
        Doan(id="de-nghi", noi_dung=f"Theo đề nghị của {UNKNOWN}.", can_xem=SEE),
    ]
    texts = (
        f"Ban hành kèm theo Quyết định này {about.title}.",
        "Quyết định này có hiệu lực kể từ ngày ký.",
        f"{UNKNOWN} chịu trách nhiệm thi hành Quyết định này./.",
    )
    paper.muc = [
        Muc(id=f"dieu-{i}", kieu="dieu", tieu_de=text, can_xem=SEE if UNKNOWN in text else None)
        for i, text in enumerate(texts, 1)
    ]
    paper.noi_nhan = [
        NoiNhan(id="nhu-dieu", noi_dung="Như Điều 3"),
        *(NoiNhan(id=n.id, noi_dung=n.noi_dung, co_quan=n.co_quan) for n in about.plan.noi_nhan
          if not plain(n.noi_dung).startswith("Như ")),
    ]  # fmt: skip


def _letter(paper: KeHoach, about: PaperSubject) -> None:
    paper.van_ban.can_xem = "Điền đơn vị soạn thảo (don_vi_soan)"
    paper.kinh_gui = list(about.leads(paper).values()) or [UNKNOWN]
    paper.mo_dau = [
        Doan(id="gui", noi_dung=f"Gửi kèm theo văn bản này {about.cited} để tổ chức thực hiện./.")
    ]


def _reminder(paper: KeHoach, about: PaperSubject) -> None:
    paper.van_ban.can_xem = "Điền đơn vị soạn thảo (don_vi_soan)"
    paper.kinh_gui = list(about.leads(paper).values()) or [UNKNOWN]
    rows = [
        Diem(id=f"viec-{task.id}", noi_dung=_row(task, about))
        for task in about.tasks()
        if task.thoi_han is not None
    ]
    rows += [
        Diem(id=f"viec-{task.id}", noi_dung=f"{task.text}.")
        for task in about.said()
        if task.record.thoi_han is not None
    ]
    paper.mo_dau = [Doan(id="thuc-hien", noi_dung=f"Thực hiện {about.cited}, đề nghị các cơ quan:")]
    paper.muc = [
        Muc(
            id="khan-truong",
            kieu="so",
            tieu_de="Hoàn thành các nhiệm vụ sau đúng thời hạn",
            khoan=[
                Khoan(
                    id="cac-viec",
                    danh_so=False,
                    kieu_diem="gach",
                    diem=rows,
                    noi_dung=None if rows else UNKNOWN,
                    can_xem="Bỏ nhiệm vụ đã xong, giữ nhiệm vụ phải đôn đốc",
                )
            ],
        ),
        Muc(id="bao-cao", kieu="so", tieu_de="Báo cáo kết quả", khoan=[blank("bao-cao-1", END)]),
    ]


def _report(paper: KeHoach, about: PaperSubject) -> None:
    plan = about.plan
    known = paper.van_ban.co_quan != plan.van_ban.co_quan  # who issued the plan asks for reports
    paper.kinh_gui = [about.decider(paper) if known else _superior(paper, about.registry)]
    count = len(about.tasks()) + len(about.said())
    tasks = f" ({count} nhiệm vụ)" if count else ""
    paper.van_ban.can_xem = "Điền kỳ báo cáo" if known else "Điền nơi kính gửi, kỳ báo cáo"
    paper.mo_dau = [
        Doan(id="thuc-hien", noi_dung=f"Thực hiện {about.cited}{tasks}, kết quả đạt được như sau:")
    ]
    titles = ("KẾT QUẢ THỰC HIỆN", "TỒN TẠI, HẠN CHẾ VÀ NGUYÊN NHÂN", "NHIỆM VỤ THỜI GIAN TỚI")
    paper.muc = [
        Muc(
            id=f"phan-{i}",
            tieu_de=title,
            khoan=[blank(f"phan-{i}-1", END if i == len(titles) else "")],
        )
        for i, title in enumerate(titles, 1)
    ]
    results = [
        Khoan(id=f"kq-{m.id}", tieu_de=plain(m.tieu_de).capitalize(), can_xem=NAMES)
        for m in plan.muc
    ]
    paper.muc[0].khoan = [_with_blank(item) for item in results] or paper.muc[0].khoan


def _superior(paper: KeHoach, registry: Registry) -> str:
    """The body printed above the one that makes the paper."""
    agency = registry.get(paper.van_ban.co_quan, paper.day())
    above = registry.get(agency.chu_quan, paper.day()) if agency and agency.chu_quan else None
    return above.ten if above else UNKNOWN


def _programme(paper: KeHoach, about: PaperSubject) -> None:
    """The plan's tasks with the person who answers for each."""
    opening = f"Thực hiện {about.cited}, {about.issuer(paper)} ban hành Chương trình như sau:"
    paper.mo_dau = [Doan(id="thuc-hien", noi_dung=opening)]
    paper.phu_luc = _with_persons(about)
    where = (
        "Nhiệm vụ, cơ quan chủ trì, cá nhân phụ trách và thời hạn nêu tại Phụ lục."
        if paper.phu_luc
        else ""
    )
    paper.muc = [
        Muc(id="muc-dich", tieu_de="MỤC ĐÍCH, YÊU CẦU", khoan=[blank("muc-dich-1")]),
        Muc(
            id="noi-dung",
            tieu_de="NỘI DUNG",
            khoan=[
                Khoan(id="noi-dung-1", danh_so=False, noi_dung=where)
                if where
                else blank("noi-dung-1")
            ],
        ),
        Muc(id="to-chuc", tieu_de="TỔ CHỨC THỰC HIỆN", khoan=[blank("to-chuc-1", END)]),
    ]
    paper.noi_nhan = [
        NoiNhan(id=n.id, noi_dung=n.noi_dung, co_quan=n.co_quan)
        for n in about.plan.noi_nhan
        if not plain(n.noi_dung).startswith("Như ")
    ] or [NoiNhan(id="nn-1", noi_dung=UNKNOWN)]


def _with_persons(about: PaperSubject) -> list[PhuLuc]:
    """The tables of tasks, with one column more; ids and groups stay the plan's."""
    columns = [
        CotBang(khoa="tt", tieu_de="TT"),
        CotBang(khoa="noi_dung", tieu_de="Nội dung nhiệm vụ"),
        CotBang(khoa="chu_tri", tieu_de="Cơ quan chủ trì"),
        CotBang(tieu_de=PERSON),
        CotBang(khoa="san_pham", tieu_de="Sản phẩm"),
        CotBang(khoa="thoi_han", tieu_de="Thời gian hoàn thành"),
    ]
    return [
        PhuLuc(
            id=appendix.id,
            tieu_de=appendix.tieu_de,
            cot=columns,
            can_xem=f"Điền cột {PERSON}",
            nhom=[Nhom(id=group.id, tieu_de=group.tieu_de) for group in appendix.nhom],
            nhiem_vu=[_with_person(task) for task in appendix.nhiem_vu],
        )
        for appendix in about.plan.phu_luc
        if appendix.nhiem_vu
    ]


def _with_person(task: NhiemVu) -> NhiemVu:
    return NhiemVu(
        id=task.id, noi_dung=task.noi_dung, nhom=task.nhom, chu_tri=task.chu_tri,
        loi_chu_tri=task.loi_chu_tri, san_pham=task.san_pham, thoi_han=task.thoi_han,
        cot_them={PERSON: UNKNOWN},
    )  # fmt: skip


_BODIES: dict[PaperKind, Callable[[KeHoach, PaperSubject], None]] = {
    "submission": _submission,
    "decision": _decision,
    "letter": _letter,
    "reminder": _reminder,
    "report": _report,
    "conclusion": conclusion,
    "invitation": invitation,
    "minutes": minutes,
    "programme": _programme,
}


def _with_blank(item: Khoan) -> Khoan:
    item.noi_dung = UNKNOWN
    return item


def _bases(plan: KeHoach) -> list[Doan]:
    """The legal bases of the plan, which its submission has, too."""
    return [
        Doan(id=p.id, noi_dung=p.noi_dung, vai_tro="can_cu")
        for p in (*plan.can_cu, *plan.mo_dau)
        if (p in plan.can_cu or p.vai_tro == "can_cu") and "{cap_tren" not in p.noi_dung
    ]


def _row(task: NhiemVu, about: PaperSubject) -> str:
    who = about.names(task.chu_tri)
    return f"{who + ': ' if who else ''}{with_deadline(task)}."
