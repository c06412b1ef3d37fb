"""What a message says of a place, a number, a body is true."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING

import pytest

from generator.cascade.tasks.promised_figures import targets
from tests.plans_apart.office import Office

if TYPE_CHECKING:
    from pathlib import Path

PLAN = """\
phien_ban = 1

[van_ban]
ma = "kh-tren"
co_quan = "ubnd-tinh-son-la"
so = 7
ngay = 2026-03-02
trich_yeu = "Bảo vệ rừng năm 2026"

[[muc]]
id = "so-lieu"
tieu_de = "SỐ LIỆU"

[[muc.bang]]
cot = ["Loại", "Diện tích"]
hang = [{rows}]

[[muc.khoan]]
id = "diem"
noi_dung = "Phấn đấu 40% hộ dân ký cam kết bảo vệ rừng trong năm 2026."

[[nguoi_ky]]
quyen_han = "TM. ỦY BAN NHÂN DÂN"
chuc_vu = "CHỦ TỊCH"
"""


@pytest.mark.parametrize("rows", [1, 2, 9])
def test_each_thing_to_do_is_told_on_its_line_below_a_table_of_any_size(
    rows: int, tmp_path: Path
) -> None:
    office = Office(tmp_path, "xã Yên Châu, Sơn La")
    table = ", ".join(f'["Rừng loại {n}", "{n} ha"]' for n in range(rows))
    (tmp_path / "plans/tren.toml").write_text(PLAN.format(rows=table), encoding="utf-8")
    said = office.do("derive", "plans/tren.toml", "--unit", "ubnd-xa-yen-chau", "--json").data
    lines = (tmp_path / said["results"][0]["target"]).read_text("utf-8").split("\n")
    places = {d["code"]: lines[d["line"] - 1] for d in said["diagnostics"]}
    assert places["DX510"].startswith(("noi_dung = ", "tieu_de = "))  # what has to be read
    assert "ho_ten" in places["DX513"]
    assert tomllib.loads("\n".join(lines))["muc"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Phân công 02 đồng chí phụ trách", []),
        ("Báo cáo hằng ngày trước 16 giờ 00 về Trung tâm", []),
        ("Trồng 30 ha rừng", [30.0]),
        ("Đạt 85% số hộ", [85.0]),
    ],
)
def test_only_a_number_of_things_is_a_target(text: str, found: list[float]) -> None:
    assert [target.value for target in targets(text)] == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Các xã có vùng nguyên liệu từ 200 ha trở lên quy hoạch đất xây kho lạnh.", []),
        ("Hộ có người từ đủ 75 tuổi; tổng đài 19001006 trực 24 giờ.", []),
        ("Mỗi xã có sản phẩm 4 sao cử ít nhất 01 chủ thể; 100% hộ ký cam kết.", [1, 100]),
        ("Thành lập mới 120 câu lạc bộ, trồng 2,5 ha cây ăn quả.", [120, 2.5]),
    ],
)
def test_only_figures_that_bind_are_added_up(text: str, found: list[float]) -> None:
    assert [target.value for target in targets(text)] == found
