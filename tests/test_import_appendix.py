"""Tables and appendices of every form come back from Word as they were printed."""

from __future__ import annotations

from datetime import date

from generator.plan.model import (
    Diem,
    Doan,
    KeHoach,
    Khoan,
    Muc,
    NguoiKy,
    NhiemVu,
    NoiNhan,
    PhuLuc,
    ThoiHan,
    VanBan,
)
from generator.plan.ruled import Bang, Hang
from tests.test_import_laws import document, read_back


def test_free_tables_sections_tasks_and_notes_of_appendices_read_back() -> None:
    plan = KeHoach(
        phien_ban=1,
        van_ban=VanBan(
            ma="kh-7-tinh-lang-son-2024",
            co_quan="ubnd-tinh-lang-son",
            ngay=date(2024, 1, 5),
            so=7,
            trich_yeu="Cải cách năm 2024",
            kem_theo="(Kèm theo Quyết định số 5/QĐ-UBND ngày 05/01/2024)",
        ),
        kinh_gui=["Bộ Nội vụ", "Bộ Tài chính"],
        muc=[
            Muc(
                id="a",
                tieu_de="NỘI DUNG",
                khoan=[
                    Khoan(
                        id="b",
                        danh_so=False,
                        noi_dung="Chi tiết như bảng sau:",
                        bang=[
                            Bang(
                                cot=["TT", "Chỉ tiêu", "Số"],
                                hang=[
                                    Hang(id="h-ty-le-cao", o=["1", "Tỷ lệ **cao**", "10"]),
                                    ["Tổng cộng"],
                                    Hang(
                                        id="h-doan-mot-doan-hai",
                                        o=["2", ["đoạn một", "đoạn hai"], ""],
                                    ),
                                ],
                            )
                        ],
                    ),
                    Khoan(id="c", danh_so=False, noi_dung="Hết bảng."),
                ],
            )
        ],
        noi_nhan=[NoiNhan(id="n", noi_dung="Như trên")],
        nguoi_ky=[
            NguoiKy(quyen_han="TM. ỦY BAN NHÂN DÂN", chuc_vu="CHỦ TỊCH", ho_ten="Nguyễn Văn A")
        ],
        phu_luc=[
            PhuLuc(
                id="p1",
                tieu_de="DANH MỤC CÔNG VIỆC",
                khoan=[
                    Khoan(
                        id="x",
                        danh_so=False,
                        noi_dung="Danh mục gồm các việc sau:",
                        bang=[Bang(cot=["Việc", "Kinh phí (đồng)"], hang=[["Một", "100"]])],
                    )
                ],
                muc=[
                    Muc(
                        id="m",
                        tieu_de="GHI CHÚ",
                        khoan=[
                            Khoan(
                                id="k",
                                tieu_de="Một điều",
                                diem=[Diem(id="d", noi_dung="Điểm một.")],
                            )
                        ],
                    )
                ],
            ),
            PhuLuc(
                id="p2",
                tieu_de="NHIỆM VỤ",
                nhiem_vu=[
                    NhiemVu(
                        id="v",
                        noi_dung="Việc một",
                        chu_tri=["so-noi-vu"],
                        thoi_han=ThoiHan(truoc=date(2024, 6, 15)),
                    )
                ],
                ket_thuc=[Doan(id="e", noi_dung="Ghi chú: các mốc tính từ ngày ký.")],
            ),
        ],
    )
    said, data = document(plan)
    again = read_back(data)
    assert document(again)[0] == said
    again.phu_luc[1].ket_thuc[0].vai_tro = None
    assert again == plan
