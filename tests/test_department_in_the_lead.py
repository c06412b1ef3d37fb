"""The department that leads its province's plan: its head, its figures, its rows, its partners."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING, Any

import pytest

from generator.cascade.deriving.rulebook.answered_here import as_of_all
from generator.cascade.deriving.wording.over_all import said_over_all
from tests.plans_apart.office import Office
from tests.test_department_units import HEAD, HEALTH, SIGNED, Taken, items, rooms

if TYPE_CHECKING:
    from pathlib import Path

AIMS = '\n[[muc]]\nid = "chi-tieu"\ntieu_de = "CHỈ TIÊU"\n'
REPORTS = (
    "Các sở, ban, ngành, UBND các xã, phường báo cáo kết quả về Sở Y tế trước ngày 15 tháng cuối"
    " quý; Sở Y tế tổng hợp, báo cáo UBND tỉnh trước ngày 25 tháng cuối quý."
)
ROWS = """
[[phu_luc]]
id = "phu-luc"
tieu_de = "DANH MỤC NHIỆM VỤ"

[[phu_luc.nhiem_vu]]
id = "a"
noi_dung = "Công khai thủ tục khám bệnh"
chu_tri = ["so-y-te", "so-noi-vu"]
phoi_hop = ["so-tai-chinh"]
thoi_han = { thuong_xuyen = true }

[[phu_luc.nhiem_vu]]
id = "b"
noi_dung = "Báo cáo kết quả thực hiện"
chu_tri = ["so-ban-nganh", "cac-xa-phuong"]
thoi_han = { dinh_ky = ["quy"], ngay_ky = "15/3", loi = "Trước ngày 15 tháng cuối quý" }

[[co_quan_moi]]
id = "so-ban-nganh"
ten = "Các sở, ban, ngành"
cap = "tinh"
loai = "chuyen-mon"

[[co_quan_moi]]
id = "cac-xa-phuong"
ten = "UBND các xã, phường"
cap = "tinh"
loai = "chuyen-mon"
"""


@pytest.fixture(scope="module")
def led(tmp_path_factory: pytest.TempPathFactory) -> Taken:
    tasks = items(
        "Giám đốc các Sở: Y tế, Tài chính họp giao ban vào thứ Hai do Phó Chủ tịch UBND tỉnh"
        " chủ trì.",
        "Công an tỉnh chủ trì, phối hợp với Sở Y tế kiểm tra cơ sở thẩm mỹ; xử lý nghiêm cơ sở vi"
        " phạm, kiến nghị đình chỉ hoạt động.",
        "Công an tỉnh chủ trì, phối hợp với Sở Y tế kiểm tra nhà thuốc; thu giữ tang vật.",
        "Chủ phòng khám không được thu tiền cao hơn giá niêm yết; giao Sở Tài chính kiểm tra.",
        "Không cấp phép phòng khám chui; giao Công an tỉnh kiểm tra.",
    )
    aims = AIMS + items("Năm 2026 tiêm phòng cho 45.000 trẻ; xây mới 12 trạm.").replace(
        "k1", "muc-tieu"
    )
    own = rooms(
        "Là cơ quan thường trực của Kế hoạch.",
        "Tham mưu UBND tỉnh trình HĐND tỉnh nghị quyết hỗ trợ y tế thôn.",
        "Kiểm tra ít nhất 25 phòng khám; kịp thời báo cáo Chủ tịch UBND tỉnh xử lý việc khó.",
        "Phối hợp với Liên đoàn Lao động tỉnh khám cho công nhân.",
    ).replace('id = "k', 'id = "d')
    last = f'\n[[muc]]\nid = "bao-cao"\ntieu_de = "CHẾ ĐỘ BÁO CÁO"\n{items(REPORTS)}'
    body = tasks + aims + own + last.replace("k1", "gui") + ROWS
    return Taken(tmp_path_factory.mktemp("so"), HEALTH, body)


def test_the_head_comes_to_what_heads_of_several_hold_together(led: Taken) -> None:
    said = led.nodes["k1"].words
    assert said.startswith("Giám đốc Sở Y tế dự họp giao ban vào thứ Hai do Phó Chủ tịch UBND tỉnh")


def test_what_comes_of_an_inspection_is_done_by_who_inspects_and_no_more(led: Taken) -> None:
    assert led.nodes["k2"].words == (
        "Phối hợp với Công an tỉnh kiểm tra cơ sở thẩm mỹ; xử lý nghiêm cơ sở vi phạm theo thẩm"
        " quyền, kiến nghị đình chỉ hoạt động."
    )
    assert led.nodes["k3"].words == "Phối hợp với Công an tỉnh kiểm tra nhà thuốc."


def test_what_another_department_watches_is_none_of_its_work(led: Taken) -> None:
    assert "k4" not in led.nodes
    assert led.nodes["k5"].words == "Không cấp phép phòng khám chui."


def test_a_target_of_its_province_says_over_what_it_counts(led: Taken) -> None:
    assert led.nodes["muc-tieu"].words == (
        "Năm 2026, toàn tỉnh tiêm phòng cho 45.000 trẻ; xây mới 12 trạm."
    )


def test_its_rooms_report_and_submit_through_its_head(led: Taken) -> None:
    assert led.nodes["d2"].words == (
        "Tham mưu Lãnh đạo Sở Y tế trình UBND tỉnh xem xét, trình HĐND tỉnh nghị quyết hỗ trợ"
        " y tế thôn."
    )
    assert "; kịp thời tham mưu Lãnh đạo Sở Y tế báo cáo Chủ tịch" in led.nodes["d3"].words


def test_who_works_with_it_gets_its_plan_whatever_kind_of_body_it_is(led: Taken) -> None:
    lines = [line["noi_dung"] for line in led.plan["noi_nhan"]]
    assert any("Liên đoàn Lao động tỉnh" in line for line in lines)


def rows_of(plan: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {row["id"]: row for row in plan["phu_luc"][0]["nhiem_vu"]}


def test_a_row_led_with_another_department_is_its_own_with_that_one(led: Taken) -> None:
    """A department gives no lead to its equal in a table of its own plan."""
    row = rows_of(led.plan)["a"]
    assert row["chu_tri"] == ["so-y-te"]
    assert set(row["phoi_hop"]) == {"so-noi-vu", "so-tai-chinh"}


def test_a_row_of_reports_to_it_is_what_it_gathers_by_its_own_day(led: Taken) -> None:
    row = rows_of(led.plan)["b"]
    assert row["noi_dung"] == "Tổng hợp, báo cáo kết quả thực hiện"
    assert row["chu_tri"] == ["so-y-te"]
    assert row["phoi_hop"] == ["so-ban-nganh", "cac-xa-phuong"]
    assert row["thoi_han"] == {
        "dinh_ky": ["quy"], "ngay_ky": "25/3", "loi": "Trước ngày 25 tháng cuối quý"
    }  # fmt: skip


AREAS = {
    "Đến năm 2030, có 45 làng nghề.": "Đến năm 2030, toàn tỉnh có 45 làng nghề.",
    "Tỷ lệ hộ dùng nước sạch đạt 95%.": "Trên địa bàn tỉnh, tỷ lệ hộ dùng nước sạch đạt 95%.",
    "Mỗi năm dạy nghề cho 200 thợ.": "Mỗi năm, toàn tỉnh dạy nghề cho 200 thợ.",
    "Trồng 3.000 ha rừng.": "Toàn tỉnh trồng 3.000 ha rừng.",
    "Đến năm 2028: 60 bến cóc được xóa.":
        "Đến năm 2028: trên địa bàn tỉnh, 60 bến cóc được xóa.",
    "Phấn đấu đến năm 2030 toàn tỉnh có 20 trường.":
        "Phấn đấu đến năm 2030 toàn tỉnh có 20 trường.",
    "Mỗi xã có 02 sân chơi.": "Mỗi xã có 02 sân chơi.",
}  # fmt: skip


@pytest.mark.parametrize(("text", "new"), AREAS.items())
def test_the_area_of_a_figure_stands_behind_its_time_and_only_once(text: str, new: str) -> None:
    assert said_over_all(text, "tỉnh") == new
    assert said_over_all(new, "tỉnh") == new


TARGET = "Chỉ tiêu bằng số của tỉnh: xác định chỉ tiêu của {0}"


@pytest.mark.parametrize("said", ["toàn tỉnh", "Cả tỉnh", "của tỉnh"])
def test_a_department_may_say_that_a_figure_is_the_provinces(said: str) -> None:
    text = "Mở 12 lớp dạy bơi."
    assert as_of_all(TARGET.format("Sở Nội vụ"), said, text) == "Toàn tỉnh mở 12 lớp dạy bơi."
    assert as_of_all(TARGET.format("xã"), said, text) is None
    assert as_of_all(TARGET.format("Sở Nội vụ"), "12 lớp", text) is None


def beside_the_lead(folder: Path) -> tuple[Office, Path]:
    """An office of a department that does not lead, and its plan with a target asked about."""
    office = Office(folder, "Sở Nội vụ tỉnh Gia Lai")
    own = '\n[[muc.khoan]]\nid = "viec"\nnoi_dung = "Sở Y tế là cơ quan thường trực."\n'
    body = f"{AIMS}{items('Tiêm phòng cho 45.000 trẻ.')}{own}"
    (folder / "plans" / "tren.toml").write_text(HEAD + body + SIGNED, encoding="utf-8")
    unit = tomllib.loads((folder / "kehoach.toml").read_text("utf-8"))["co_quan"]
    assert office.do("derive", "plans/tren.toml", "--unit", unit, "-o", "plans/duoi").code == 0
    (made,) = (folder / "plans" / "duoi").glob("*.toml")
    assert TARGET.format("Sở Nội vụ") in made.read_text("utf-8")
    return office, made


def test_its_answer_settles_the_question(tmp_path: Path) -> None:
    office, made = beside_the_lead(tmp_path)
    said = office.do("answer", str(made), "--set", f"{TARGET.format('Sở Nội vụ')}=toàn tỉnh")
    assert said.code == 0, said.err
    assert 'noi_dung = "Toàn tỉnh tiêm phòng cho 45.000 trẻ."' in made.read_text("utf-8")
    assert TARGET.format("Sở Nội vụ") not in made.read_text("utf-8")


def test_who_answers_something_else_is_told_that_it_may_be_the_provinces(tmp_path: Path) -> None:
    office, made = beside_the_lead(tmp_path)
    said = office.do("answer", str(made), "--set", f"{TARGET.format('Sở Nội vụ')}=mọi nơi")
    assert said.code == 2
    assert "toàn tỉnh" in said.err + said.out
