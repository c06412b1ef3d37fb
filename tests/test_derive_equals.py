"""A department among its equals, a province among its own bodies, a commune beside another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.derived_plan import derive, item, node, office
from tests.plans_apart.office import Office, nodes
from tests.test_derive_levels import MINISTRY, items
from tests.test_derive_ways import REPORTS, below, department, made

if TYPE_CHECKING:
    from pathlib import Path

    from generator.workspace.workspace import Workspace

__all__ = ["office"]

BOTH = "Sở Công Thương, Sở Xây dựng"
ROWS = """
[[phu_luc]]
id = "pl"
tieu_de = "PHÂN CÔNG NHIỆM VỤ"

[[phu_luc.nhiem_vu]]
id = "r1"
noi_dung = "Kiểm kê kho hàng theo nguy cơ cháy"
chu_tri = ["so-xay-dung", "so-cong-thuong"]
phoi_hop = ["cong-an-tinh"]
"""


def test_what_two_departments_are_told_each_does_with_the_other(tmp_path: Path) -> None:
    derived = department(
        tmp_path, below("cung", BOTH, "Kiểm tra 12 kho xăng.", "Phối hợp lập bản đồ kho hàng.")
    )
    assert derived.words("cung-1") == "Chủ trì, phối hợp với Sở Xây dựng kiểm tra 12 kho xăng."
    assert derived.words("cung-2") == "Chủ trì, phối hợp với Sở Xây dựng lập bản đồ kho hàng."
    assert any("Sở Xây dựng" in line for line in derived.receivers)


def test_who_is_named_second_does_it_with_the_first(tmp_path: Path) -> None:
    derived = department(
        tmp_path,
        below("cung", BOTH, "Theo chức năng, kiểm tra 12 kho xăng."),
        "Sở Xây dựng, tỉnh Thái Nguyên",
    )
    assert derived.words("cung-1") == (
        "Theo chức năng, phối hợp với Sở Công Thương kiểm tra 12 kho xăng."
    )


def test_before_the_superior_the_head_of_a_department_answers_and_no_room(tmp_path: Path) -> None:
    stands = "Là cơ quan thường trực; chịu trách nhiệm trước Chủ tịch UBND tỉnh về kết quả."
    derived = department(tmp_path, below("so", "Sở Công Thương", stands, "Lập sổ kho hàng."))
    assert "chịu trách nhiệm" not in derived.words("so-1")
    answers = [n.words for n in nodes(derived.plan) if "chịu trách nhiệm trước" in n.words]
    assert answers == [
        "Giám đốc Sở Công Thương chịu trách nhiệm trước Chủ tịch UBND tỉnh về kết quả."
    ]


def test_a_department_gives_no_lead_to_its_equals(tmp_path: Path) -> None:
    row = department(tmp_path, below("so", "Sở Công Thương", "Lập sổ kho hàng.") + ROWS).found["r1"]
    assert row.row["chu_tri"] == ["so-cong-thuong"]
    assert row.row["phoi_hop"] == ["so-xay-dung", "cong-an-tinh"]


def test_the_room_that_is_answered_leads_the_rows_of_the_table_too(tmp_path: Path) -> None:
    derived = department(tmp_path, below("so", "Sở Công Thương", "Lập sổ kho hàng.") + ROWS)
    asked = next(n.marked for n in nodes(derived.plan) if "phòng, đơn vị nào" in n.marked)
    file = next((tmp_path / "plans" / "duoi").glob("*.toml"))
    room = "Phòng Quản lý thương mại"
    there = Office.__new__(Office)  # the office that was made
    there.folder = tmp_path
    said = there.do("answer", str(file.relative_to(tmp_path)), "--set", f"{asked}={room}")
    assert "Traceback" not in said.err
    text = file.read_text("utf-8")
    assert f'loi_chu_tri = "{room}"' in text
    assert f'tieu_de = "{room} chủ trì' in text


def test_what_is_said_behind_a_report_to_the_department_leaves_it_gathered(tmp_path: Path) -> None:
    text = (
        "Các sở, ngành báo cáo kết quả về Sở Công Thương trước ngày 25/11 hằng năm để tổng hợp, "
        "báo cáo UBND tỉnh. Biểu mẫu tại Phụ lục kèm theo."
    )
    assert department(tmp_path, REPORTS + items(text)).words("k1") == (
        "Tổng hợp kết quả của các sở, ngành (gửi trước ngày 25/11 hằng năm), báo cáo UBND tỉnh. "
        "Biểu mẫu tại Phụ lục kèm theo."
    )


def test_what_is_handed_to_the_committee_by_a_day_is_submitted_once(tmp_path: Path) -> None:
    text = "Tham mưu UBND tỉnh ban hành Quy chế kho hàng, trình trong quý III/2026."
    derived = department(tmp_path, below("so", "Sở Công Thương", text, "Lập sổ kho hàng."))
    assert derived.words("so-1") == (
        "Tham mưu Lãnh đạo Sở Công Thương trình UBND tỉnh ban hành Quy chế kho hàng, trong quý "
        "III/2026."
    )


def test_several_bodies_of_a_province_that_its_item_tells_are_an_item(tmp_path: Path) -> None:
    told = "Giao Công an tỉnh, Bộ Chỉ huy Quân sự tỉnh kiểm tra xe chở lao động ban đêm."
    derived = made(
        tmp_path, "tỉnh Gia Lai", MINISTRY,
        below("ubnd", "Ủy ban nhân dân các tỉnh, thành phố", "Mở sàn việc làm.", told),
    )  # fmt: skip
    assert derived.words("ubnd-2") == "Kiểm tra xe chở lao động ban đêm."
    heads = [n.heading for n in nodes(derived.plan) if n.source == "ubnd-2"]
    assert heads[0].endswith("Công an tỉnh, Bộ Chỉ huy Quân sự tỉnh")


def test_localities_beside_the_ministrys_units_are_the_provinces_communes(tmp_path: Path) -> None:
    text = "Các cơ quan, đơn vị thuộc Bộ và các địa phương xác định rõ người, rõ việc."
    words = made(tmp_path, "tỉnh Gia Lai", MINISTRY, items(text)).words("k1")
    assert words.startswith("Các sở, ban, ngành")
    assert "UBND cấp xã xác định" in words


def test_archives_are_of_home_affairs_in_a_province(tmp_path: Path) -> None:
    above = MINISTRY | {"about": "Số hóa tài liệu lưu trữ giai đoạn 2026 - 2030"}
    points = below("kho", "Kho lưu trữ", "Sửa kho lưu trữ.", "Lập hồ sơ tài liệu lưu trữ.")
    derived = made(tmp_path, "tỉnh Gia Lai", above, points)
    led = [n.id for n in nodes(derived.plan) if n.id.startswith("chu-tri-")]
    assert led[0] == "chu-tri-so-noi-vu"


def test_an_item_about_another_commune_is_that_communes(office: Workspace) -> None:
    derived = derive(
        office,
        item("a", "Về kiến nghị của UBND xã Mộc Sơn", "Đồng ý bổ sung 3 tỷ đồng sửa đập tràn."),
        item("b", "Về đê kè", "UBND các xã, phường phát quang mái đê."),
    )  # fmt: skip
    assert node(derived, "a") is None
    assert node(derived, "a-1") is None
    assert node(derived, "b-1") is not None


def test_what_names_all_under_a_heading_about_another_stays(office: Workspace) -> None:
    told = "UBND các xã, phường rà soát hồ sơ đập tràn."
    derived = derive(office, item("a", "Về kiến nghị của UBND xã Mộc Sơn", "Đồng ý chi.", told))
    assert node(derived, "a-2") is not None


def test_behind_a_topic_the_unit_gives_itself_no_order(office: Workspace) -> None:
    text = "Khu tái định cư bản Pha: giao UBND xã Yên Châu kiểm đếm xong 9 hộ trong tháng 5."
    derived = derive(office, item("a", "Đối với các dự án cụ thể", text))
    assert node(derived, "a-1").noi_dung.startswith("Khu tái định cư bản Pha: kiểm đếm xong 9 hộ")


def test_whoever_is_asked_in_a_heading_is_not_asked_again(tmp_path: Path) -> None:
    derived = made(
        tmp_path, "tỉnh Gia Lai", MINISTRY,
        below("hoi", "Đề nghị Hội Nông dân Việt Nam", "Đề nghị tham gia tuyên truyền về nghề."),
    )  # fmt: skip
    assert derived.words("hoi-1") == "Tham gia tuyên truyền về nghề."


def test_a_plan_before_which_the_issuer_gives_its_short_name_stays_a_basis(
    office: Workspace,
) -> None:
    opening = (
        "Thực hiện Kế hoạch số 12/KH-BNNMT ngày 05/01/2026 của Bộ Nông nghiệp và Môi trường về đê; "
        "Ủy ban nhân dân tỉnh Sơn La (sau đây viết tắt là UBND tỉnh) ban hành Kế hoạch phòng, "
        "chống thiên tai như sau:"
    )
    derived = derive(office, item("a", "Về đê kè", "Phát quang mái đê."), opening=opening)
    assert "Thực hiện Kế hoạch số 12/KH-BNNMT" in (derived.plan.mo_dau[0].noi_dung or "")


def test_two_classes_that_are_singled_out_together_are_asked_together(tmp_path: Path) -> None:
    text = "Phấn đấu 95% số xã, phường có sàn việc làm; riêng các xã biên giới, xã đảo đạt 100%."
    derived = made(tmp_path, "tỉnh Gia Lai", MINISTRY, items(text))
    assert "“riêng các xã biên giới, xã đảo”" in derived.found["k1"].marked
