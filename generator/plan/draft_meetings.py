"""Drafts of what a meeting needs: the invitation, the minutes, the conclusion.

Their parts are those of Decree 30/2020/NĐ-CP, Annex III: samples 1.7, 1.9 and 1.4.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.plan.draft_parts import END, SEE, UNKNOWN, blank, with_deadline
from generator.plan.model import Diem, Doan, Khoan, Muc, NguoiKy, NoiNhan

if TYPE_CHECKING:
    from generator.plan.draft_parts import PaperSubject
    from generator.plan.model import KeHoach


def invitation(paper: KeHoach, about: PaperSubject) -> None:
    """Who is invited to what, who chairs, when and where, what to bring (sample 1.7)."""
    guests = "; ".join(about.leads(paper).values()) or UNKNOWN
    lines = (
        ("kinh-moi", f"{about.issuer(paper)} trân trọng kính mời: {guests}."),
        ("toi-du", f"Tới dự cuộc họp về {about.cited}."),
        ("chu-tri", f"Chủ trì: {UNKNOWN}."),
        ("thoi-gian", f"Thời gian: {UNKNOWN}."),
        ("dia-diem", f"Địa điểm: {UNKNOWN}."),
        (
            "chuan-bi",
            "Đề nghị các đại biểu chuẩn bị ý kiến về phần việc được giao, dự họp đúng thành phần, "
            f"thời gian{END}",
        ),
    )
    paper.mo_dau = [
        Doan(id=id_, noi_dung=text, can_xem=SEE if UNKNOWN in text else None) for id_, text in lines
    ]


def minutes(paper: KeHoach, about: PaperSubject) -> None:
    """The meeting in the order of sample 1.9; signed by its secretary and its chair."""
    guests = "; ".join(about.leads(paper).values()) or UNKNOWN
    lines = (
        ("bat-dau", f"Thời gian bắt đầu: {UNKNOWN}."),
        ("dia-diem", f"Địa điểm: {UNKNOWN}."),
        ("thanh-phan", f"Thành phần tham dự: {guests}."),
        ("chu-tri", f"Chủ trì (chủ tọa): {UNKNOWN}."),
        ("thu-ky", f"Thư ký (người ghi biên bản): {UNKNOWN}."),
        ("noi-dung", f"Nội dung: cuộc họp về {about.cited}, diễn biến như sau:"),
    )
    paper.mo_dau = [
        Doan(id=id_, noi_dung=text, can_xem=SEE if UNKNOWN in text else None) for id_, text in lines
    ]
    paper.muc = [
        Muc(id=id_, kieu="so", tieu_de=title, khoan=[blank(f"{id_}-1")])
        for id_, title in (("y-kien", "Ý kiến thảo luận"), ("ket-luan", "Kết luận của chủ tọa"))
    ]
    end = f"Cuộc họp kết thúc vào {UNKNOWN} giờ {UNKNOWN}, ngày {UNKNOWN}{END}"
    paper.ket_thuc = [Doan(id="ket-thuc", noi_dung=end, can_xem=SEE)]
    paper.van_ban.can_xem = "Biên bản không lấy số thì thêm khong_so = true"
    paper.van_ban.luu = "VT, Hồ sơ"
    paper.noi_nhan = [NoiNhan(id="nhu-thanh-phan", noi_dung="Các thành phần dự họp")]
    paper.nguoi_ky = [NguoiKy(chuc_vu="THƯ KÝ"), NguoiKy(chuc_vu="CHỦ TỌA")]


def conclusion(paper: KeHoach, about: PaperSubject) -> None:
    """What the chair found, and the tasks of each body with their deadlines."""
    opening = (
        f"Ngày {UNKNOWN}, {about.issuer(paper)} tổ chức cuộc họp về {about.cited}. Dự họp có "
        f"{UNKNOWN}. Sau khi nghe {UNKNOWN} báo cáo và ý kiến của các đại biểu, {UNKNOWN} kết luận "
        "như sau:"
    )
    paper.mo_dau = [Doan(id="hop", noi_dung=opening, can_xem=SEE)]
    paper.muc = [
        Muc(id="danh-gia", tieu_de="ĐÁNH GIÁ CHUNG", khoan=[blank("danh-gia-1")]),
        Muc(id="nhiem-vu", tieu_de="NHIỆM VỤ, GIẢI PHÁP", khoan=_by_lead(paper, about)),
        Muc(id="thuc-hien", tieu_de="TỔ CHỨC THỰC HIỆN", khoan=[blank("thuc-hien-1", END)]),
    ]
    paper.noi_nhan = [
        NoiNhan(id=f"nn-{i}", noi_dung=name, co_quan=[id_])
        for i, (id_, name) in enumerate(about.leads(paper).items(), 1)
    ] or [NoiNhan(id="nn-1", noi_dung=UNKNOWN)]


def _by_lead(paper: KeHoach, about: PaperSubject) -> list[Khoan]:
    """One item for each body that leads tasks, with its tasks."""
    found = []
    for id_, name in about.leads(paper).items():
        own = [task for task in about.tasks() if id_ in task.chu_tri]
        said = [task for task in about.said() if id_ in task.record.chu_tri]
        if own or said:
            texts = [(task.id, with_deadline(task)) for task in own]
            texts += [(task.id, task.text) for task in said]
            points = [
                Diem(id=f"viec-{id_}-{task}"[:100].strip("-"), noi_dung=f"{text}.")
                for task, text in texts
            ]
            found.append(
                Khoan(
                    id=f"viec-{id_}", tieu_de=name, co_quan=[id_], kieu_diem="gach", diem=points,
                    can_xem="Giữ việc mà cuộc họp kết luận, bỏ việc khác",
                )
            )  # fmt: skip
    return found or [blank("nhiem-vu-1")]
