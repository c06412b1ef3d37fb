"""What `check` says where another speaks, or others are meant, in a commune's own plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.plans_apart.office import Office
from tests.test_own_laws import PLAN, RIGHT

if TYPE_CHECKING:
    from pathlib import Path

CODES = {"LC718", "LC719", "LC721", "LC727", "LC728", "LC729", "LC730"}
ROW = """
[[phu_luc]]
id = "phu-luc"
tieu_de = "NHIỆM VỤ"
[[phu_luc.nhiem_vu]]
id = "nv-1"
noi_dung = "Tổng kết"
chu_tri = ["phong-van-hoa-xa-hoi"]
loi_chu_tri = "{lead}"
"""


@pytest.fixture(scope="module")
def commune(tmp_path_factory: pytest.TempPathFactory) -> Office:
    return Office(tmp_path_factory.mktemp("don-vi"), "xã Mường Hum, Lào Cai")


def told(office: Office, more: str = "", **wrong: str) -> set[str]:
    path: Path = office.folder / "plans/don-vi.toml"
    words = {**RIGHT, "office": "ubnd-xa-muong-hum", **wrong}
    path.write_text(PLAN.format(**words) + more, encoding="utf-8")
    rows = office.do("check", "plans/don-vi.toml", "--json").data["diagnostics"]
    return {row["code"] for row in rows} & CODES


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("UBND các xã, phường tổ chức trồng cây trên các tuyến đường.", "LC727"),
        ("Các cấp, các ngành tổ chức trồng cây trên các tuyến đường.", "LC727"),
        ("Hội Liên hiệp Phụ nữ các cấp vận động hội viên trồng cây.", "LC727"),
        ("Đối với các xã vùng cao: trồng cây chịu hạn.", "LC727"),
        ("Đối với phường: cắt tỉa cây trong hẻm.", "LC727"),
        ("Trồng cây bóng mát tại các phường và các xã.", "LC727"),
        ("Trồng cây. Cơ quan thực hiện: Trạm Y tế các xã, phường.", "LC727"),
        ("Đồng chí Phó Chủ tịch UBND tỉnh yêu cầu các cơ quan, đơn vị trồng cây.", "LC728"),
        ("UBND tỉnh giao Phòng Kinh tế lập danh sách cây cổ thụ.", "LC728"),
        ("Kế hoạch này thay thế Chỉ thị số 18/CT-UBND của Chủ tịch UBND tỉnh.", "LC728"),
        ("Sửa đổi, bổ sung Thông tư về cây xanh, trình Bộ trưởng.", "LC728"),
        ("Thực hiện các nội dung tại khoản 5 Mục này.", "LC729"),
        ("Thực hiện như Mục IX Kế hoạch này.", "LC729"),
        ("Phòng Kinh tế, Hạ tầng và Đô thị cắt tỉa cây trước mùa mưa.", "LC730"),
        ("Cử 03 người tham dự.", "LC718"),
        ("Mỗi xã cử 01 đội tham gia trong năm 2026.", "LC718"),
        ("Phối hợp với đề nghị Đoàn Thanh niên trồng cây.", "LC718"),
        ("Ghi số cây đã trồng vào sổ. Phòng Kinh tế ghi số cây đã trồng vào sổ.", "LC719"),
        ("Lập đề án cây xanh, trình Hội đồng nhân dân xã quyết định.", "LC721"),
    ],
)
def test_words_of_others_in_a_communes_plan_are_told(
    commune: Office, words: str, code: str
) -> None:
    assert code in told(commune, words=words)


@pytest.mark.parametrize(
    "words",
    [
        "Phối hợp với UBND các xã, phường giáp ranh trồng cây ven đường.",
        "Báo cáo UBND tỉnh giao thêm cây giống cho xã.",
        "Vận động hội viên các tổ chức chính trị - xã hội xã trồng cây.",
        "Kế hoạch này thay thế Kế hoạch số 12/KH-UBND của UBND xã Mường Hum.",
        "Góp ý dự thảo Thông tư về cây xanh khi được lấy ý kiến.",
        "Thực hiện các nội dung tại khoản 1 Mục này; xem thêm Mục I Kế hoạch này.",
        "Cử 03 người tham dự lớp tập huấn trồng cây do Sở Xây dựng tổ chức trong tháng 6.",
        "Tham mưu UBND xã lập đề án cây xanh, trình Hội đồng nhân dân xã quyết định.",
        "Ghi số cây đã trồng vào sổ. Phòng Kinh tế báo cáo số cây đã trồng.",
    ],
)
def test_what_a_commune_says_of_itself_is_left_alone(commune: Office, words: str) -> None:
    assert told(commune, words=words) == set()


def test_a_row_of_all_units_is_told_and_its_own_room_is_not(commune: Office) -> None:
    assert told(commune, ROW.format(lead="Trạm Y tế các xã, phường")) == {"LC727"}
    assert told(commune, ROW.format(lead="Phòng Văn hóa - Xã hội xã")) == set()


def test_a_heading_of_all_communes_or_of_two_requests_is_told(commune: Office) -> None:
    assert told(commune, other="Ủy ban nhân dân các xã, phường") == {"LC727"}
    assert told(commune, other="Phối hợp với đề nghị Công an tỉnh") == {"LC718"}


def test_what_a_clerk_is_asked_about_already_is_not_told_twice(commune: Office) -> None:
    words = 'Đối với các xã vùng cao: trồng cây chịu hạn."\ncan_xem = "Xem lại'
    assert told(commune, words=words) == set()


BY_ORDER = "Thừa lệnh Chủ tịch UBND xã, Văn phòng thông báo để các thôn biết."


@pytest.mark.parametrize(("signs", "wrong"), [("TL. CHỦ TỊCH", set()), ("KT. CHỦ TỊCH", {"LC728"})])
def test_who_signs_by_order_may_speak_by_order(
    commune: Office, signs: str, wrong: set[str]
) -> None:
    more = f'\n[[nguoi_ky]]\nquyen_han = "{signs}"\nchuc_vu = "CHÁNH VĂN PHÒNG"\n'
    assert told(commune, more, words=BY_ORDER) & {"LC728"} == wrong
