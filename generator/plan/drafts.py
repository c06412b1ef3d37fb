"""Drafts of the papers around a plan. Facts of the plan are cited by its id, not copied.

Only the title is copied (into the subject, which the register shows); `papers` compares it.
What no data say is left to the clerk with `can_xem`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, get_args

from generator.plan.families import DECISION, LETTER
from generator.plan.model import Diem, Doan, KeHoach, Khoan, Muc, NguoiKy, NoiNhan, VanBan
from generator.plan.wording import deadline, plain, type_name, uncapital

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from generator.plan.agencies import Registry
    from generator.plan.model import NhiemVu

PaperKind = Literal["submission", "decision", "letter", "reminder", "report"]
KINDS: tuple[PaperKind, ...] = get_args(PaperKind)
_TYPES: dict[PaperKind, str] = {
    "submission": "TTr",
    "decision": DECISION,
    "letter": LETTER,
    "reminder": LETTER,
    "report": "BC",
}
UNKNOWN = "…………"
"""What the clerk writes."""
END = "./."
SEE = "Xem lại, điền chỗ trống rồi xóa dòng can_xem"

NAMES = "Sửa chữ hoa của tên riêng, chữ viết tắt trong tiêu đề; điền nội dung"


def draft(kind: PaperKind, ma: str, plan: KeHoach, registry: Registry, day: date) -> KeHoach:
    """The paper of a kind with the id `ma`; `day` is today, for the agencies of today.

    Where the plan's own agency is gone by then, the day of the plan applies.
    """
    own = plan.van_ban
    cited = f"{{{own.ma}:ngay}}" if own.so else f"{{{own.ma}:ten}}"
    named = f"{type_name(own.loai) or own.loai} {uncapital(plain(own.trich_yeu))}"
    paper = KeHoach(
        phien_ban=1,
        van_ban=VanBan(
            ma=ma,
            loai=_TYPES[kind],
            co_quan=own.co_quan,
            ngay_xet=day if registry.get(own.co_quan, day) else plan.day(),
            trich_yeu=_SUBJECTS[kind].format(named),
            ban_hanh=own.ma,
            luu=own.luu,
        ),
        noi_nhan=[NoiNhan(id="nhu-tren", noi_dung="Như trên")],
        nguoi_ky=[
            NguoiKy(
                quyen_han=s.quyen_han, chuc_vu=s.chuc_vu, ho_ten=s.ho_ten, chuc_danh=s.chuc_danh
            )
            for s in plan.nguoi_ky
        ],
    )
    _BODIES[kind](paper, plan, registry, cited)
    return paper


_SUBJECTS: dict[PaperKind, str] = {
    "submission": "Về việc ban hành {}",
    "decision": "Ban hành {}",
    "letter": "gửi {}",
    "reminder": "đôn đốc thực hiện {}",
    "report": "Kết quả thực hiện {}",
}


def _submission(paper: KeHoach, plan: KeHoach, registry: Registry, cited: str) -> None:
    agency = registry.get(plan.van_ban.co_quan, paper.day())
    paper.van_ban.can_xem = "Điền cơ quan trình (co_quan) và người ký tờ trình"
    paper.kinh_gui = [agency.ten if agency else UNKNOWN]
    paper.mo_dau = [
        *_bases(plan),
        Doan(id="trinh", noi_dung=f"Kính trình xem xét, ban hành {cited} với các nội dung sau:"),
    ]
    paper.muc = [
        Muc(id="su-can-thiet", tieu_de="SỰ CẦN THIẾT", khoan=[_blank("su-can-thiet-1")]),
        Muc(
            id="noi-dung",
            tieu_de="NỘI DUNG CHÍNH",
            khoan=[
                Khoan(
                    id="noi-dung-1",
                    danh_so=False,
                    kieu_diem="gach",
                    noi_dung="Dự thảo gồm các phần:",
                    diem=[Diem(id=f"phan-{m.id}", noi_dung=plain(m.tieu_de)) for m in plan.muc],
                )
            ],
        ),
    ]
    paper.ket_thuc = [Doan(id="ket", noi_dung="Kính trình xem xét, quyết định./.")]


def _decision(paper: KeHoach, plan: KeHoach, _registry: Registry, _cited: str) -> None:
    own = plan.van_ban
    paper.can_cu = [
        Doan(id="can-cu", noi_dung=f"Căn cứ {UNKNOWN};", can_xem="Ghi căn cứ thẩm quyền"),
        Doan(id="de-nghi", noi_dung=f"Theo đề nghị của {UNKNOWN}.", can_xem=SEE),
    ]
    texts = (
        f"Ban hành kèm theo Quyết định này {{{own.ma}:ten}}.",
        "Quyết định này có hiệu lực kể từ ngày ký.",
        f"{UNKNOWN} chịu trách nhiệm thi hành Quyết định này./.",
    )
    paper.muc = [
        Muc(id=f"dieu-{i}", kieu="dieu", tieu_de=text, can_xem=SEE if UNKNOWN in text else None)
        for i, text in enumerate(texts, 1)
    ]
    paper.noi_nhan = [
        NoiNhan(id="nhu-dieu", noi_dung="Như Điều 3"),
        *(NoiNhan(id=n.id, noi_dung=n.noi_dung, co_quan=n.co_quan) for n in plan.noi_nhan
          if not plain(n.noi_dung).startswith("Như ")),
    ]  # fmt: skip


def _letter(paper: KeHoach, plan: KeHoach, registry: Registry, cited: str) -> None:
    paper.van_ban.can_xem = "Điền đơn vị soạn thảo (don_vi_soan)"
    paper.kinh_gui = _leads(plan, registry)
    paper.mo_dau = [
        Doan(id="gui", noi_dung=f"Gửi kèm theo văn bản này {cited} để tổ chức thực hiện./.")
    ]


def _reminder(paper: KeHoach, plan: KeHoach, registry: Registry, cited: str) -> None:
    paper.van_ban.can_xem = "Điền đơn vị soạn thảo (don_vi_soan)"
    paper.kinh_gui = _leads(plan, registry)
    rows = [
        Diem(id=f"viec-{task.id}", noi_dung=_row(task, plan, registry))
        for appendix in plan.phu_luc
        for task in appendix.nhiem_vu
        if task.thoi_han is not None
    ]
    paper.mo_dau = [Doan(id="thuc-hien", noi_dung=f"Thực hiện {cited}, đề nghị các cơ quan:")]
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
        Muc(id="bao-cao", kieu="so", tieu_de="Báo cáo kết quả", khoan=[_blank("bao-cao-1", END)]),
    ]


def _report(paper: KeHoach, plan: KeHoach, registry: Registry, cited: str) -> None:
    agency = registry.get(plan.van_ban.co_quan, paper.day())
    above = registry.get(agency.chu_quan, paper.day()) if agency and agency.chu_quan else None
    paper.kinh_gui = [above.ten if above else UNKNOWN]
    count = sum(len(appendix.nhiem_vu) for appendix in plan.phu_luc)
    tasks = f" ({count} nhiệm vụ)" if count else ""
    paper.van_ban.can_xem = "Điền nơi kính gửi, kỳ báo cáo"
    paper.mo_dau = [
        Doan(id="thuc-hien", noi_dung=f"Thực hiện {cited}{tasks}, kết quả đạt được như sau:")
    ]
    titles = ("KẾT QUẢ THỰC HIỆN", "TỒN TẠI, HẠN CHẾ VÀ NGUYÊN NHÂN", "NHIỆM VỤ THỜI GIAN TỚI")
    paper.muc = [
        Muc(
            id=f"phan-{i}",
            tieu_de=title,
            khoan=[_blank(f"phan-{i}-1", END if i == len(titles) else "")],
        )
        for i, title in enumerate(titles, 1)
    ]
    results = [
        Khoan(id=f"kq-{m.id}", tieu_de=plain(m.tieu_de).capitalize(), can_xem=NAMES)
        for m in plan.muc
    ]
    paper.muc[0].khoan = [_with_blank(item) for item in results] or paper.muc[0].khoan


_BODIES: dict[PaperKind, Callable[[KeHoach, KeHoach, Registry, str], None]] = {
    "submission": _submission,
    "decision": _decision,
    "letter": _letter,
    "reminder": _reminder,
    "report": _report,
}


def _blank(id_: str, end: str = "") -> Khoan:
    return Khoan(id=id_, danh_so=False, noi_dung=UNKNOWN + end, can_xem=SEE)


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


def _leads(plan: KeHoach, registry: Registry) -> list[str]:
    """The bodies that lead tasks of the plan, in the order in which it names them; not its own."""
    tasks = [task for appendix in plan.phu_luc for task in appendix.nhiem_vu]
    given = [*(t.chu_tri for t in tasks), *(g.chu_tri for g in plan.giao_viec)]
    ids = dict.fromkeys(id_ for one in given for id_ in one)
    ids.pop(plan.van_ban.co_quan, None)
    known = [registry.get(id_, plan.day()) for id_ in ids]
    return [agency.ten for agency in known if agency is not None] or [UNKNOWN]


def _row(task: NhiemVu, plan: KeHoach, registry: Registry) -> str:
    known = [registry.get(id_, plan.day()) for id_ in task.chu_tri]
    who = ", ".join(agency.ten_ngan for agency in known if agency is not None)
    when = deadline(task.thoi_han) if task.thoi_han else ""
    words = task.noi_dung.rstrip(" .;")
    return f"{who + ': ' if who else ''}{words} (thời hạn: {uncapital(when)})."
