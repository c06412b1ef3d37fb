"""Tables of tasks as offices type them: their own heads and columns, read, printed, read again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.plan.toml import load_plan
from tests.test_import import SEEDS, read, rendered

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from generator.plan.model import PhuLuc
    from tests.conftest import Outcome

PLAN = """
phien_ban = 1

[van_ban]
ma = "kh-thu-2026"
co_quan = "ubnd-tinh-lang-son"
so = 12
ngay = 2026-03-02
trich_yeu = "Kế hoạch minh họa về chăm sóc cây xanh"
minh_hoa = true

[[muc]]
id = "m1"
tieu_de = "TỔ CHỨC THỰC HIỆN"

[[muc.khoan]]
id = "k1"
danh_so = false
noi_dung = "(Chi tiết tại Phụ lục kèm theo)."

[[nguoi_ky]]
quyen_han = "TM. ỦY BAN NHÂN DÂN"
chuc_vu = "CHỦ TỊCH"
ho_ten = "Người Ký Mẫu"

[[phu_luc]]
id = "phu-luc"
tieu_de = "NHIỆM VỤ CHĂM SÓC CÂY XANH"
cot = [
  { khoa = "tt", tieu_de = "STT" },
  { khoa = "noi_dung", tieu_de = "Nhiệm vụ, giải pháp", so = "(1)" },
  { khoa = "chu_tri", tieu_de = "Sở, ngành chủ trì tham mưu", so = "(2)" },
  { khoa = "thoi_han", tieu_de = "Lộ trình", so = "(3)" },
  { tieu_de = "Kinh phí", so = "(4)" },
]

[[phu_luc.nhiem_vu]]
id = "nv-1"
noi_dung = "Trồng cây bóng mát trên các tuyến đường"
chu_tri = ["so-noi-vu", "ubnd-xa-phuong"]
loi_chu_tri = "Sở Nội vụ và UBND các xã, phường"
thoi_han = { tu = 2026-04-01, den = 2026-06-30, loi = "Xong trong Quý II/2026" }
cot_them = { "Kinh phí" = "120 triệu đồng" }

[[phu_luc.nhiem_vu]]
id = "nv-2"
noi_dung = "Tưới cây mùa khô"
chu_tri = ["ubnd-xa-phuong"]
thoi_han = { dinh_ky = ["nam"], loi = "Hàng năm" }

[[phu_luc.nhiem_vu]]
id = "nv-3"
noi_dung = "Báo cáo kết quả trồng cây"
chu_tri = ["so-noi-vu"]
thoi_han = { dinh_ky = ["thang"], ngay_ky = "25", loi = "Trước ngày 25 hằng tháng" }
"""
"""An appendix with columns of its own; invented."""


def appendix(workspace: Path, kehoach: Callable[..., object], text: str = PLAN) -> PhuLuc:
    """The appendix of a plan that was printed and read again."""
    source = workspace / "plans" / "thu.toml"
    source.write_text(text, "utf-8")
    return read(rendered(kehoach, source), workspace).phu_luc[0]


def test_own_columns_deadlines_and_bodies_come_back_as_they_were(workspace, kehoach) -> None:
    found = appendix(workspace, kehoach)
    loaded, _problems = load_plan(workspace / "plans" / "thu.toml")
    assert loaded is not None
    wanted = loaded.plan.phu_luc[0]
    assert found.cot == wanted.cot
    fields = ("noi_dung", "chu_tri", "loi_chu_tri", "thoi_han", "cot_them")
    for mine, theirs in zip(found.nhiem_vu, wanted.nhiem_vu, strict=True):
        assert {f: getattr(mine, f) for f in fields} == {f: getattr(theirs, f) for f in fields}


def test_an_unknown_column_makes_no_free_table_of_a_table_of_tasks(workspace, kehoach) -> None:
    found = appendix(workspace, kehoach, PLAN.replace("Kinh phí", "Ý kiến chỉ đạo riêng"))
    assert found.bang == []
    assert found.nhiem_vu[0].cot_them == {"Ý kiến chỉ đạo riêng": "120 triệu đồng"}


def test_a_body_that_nobody_lists_gets_an_id_of_all_its_words(workspace, kehoach) -> None:
    text = PLAN.replace('loi_chu_tri = "Sở Nội vụ và', 'loi_chu_tri = "Bộ Cây xanh và Suối;')
    found = appendix(workspace, kehoach, text)
    assert found.nhiem_vu[0].chu_tri == ["bo-cay-xanh-va-suoi", "ubnd-xa-phuong"]


def test_a_plan_is_joined_to_the_one_whose_number_and_day_its_opening_names(
    workspace: Path, kehoach: Callable[..., Outcome]
) -> None:
    told = kehoach("import", str(SEEDS / "thanh-pho.txt"), "-o", "plans/nhap.toml")
    assert "NH043" in told.err
    loaded, _found = load_plan(workspace / "plans/nhap.toml")
    assert loaded is not None
    assert loaded.plan.van_ban.cap_tren == "kh-126-lang-son-2024"
