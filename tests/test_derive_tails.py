"""What a derived plan adds of its own: contacts, rows of others, the funds of all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.derived_plan import OWN, derive, item, node, office, titles, under

if TYPE_CHECKING:
    from generator.plan.model import NhiemVu
    from generator.workspace.workspace import Workspace

__all__ = ["office"]

HEALTH = "Sở Y tế, Sở Nông nghiệp và Môi trường"


def test_each_department_that_is_met_has_its_room_before_the_reports(office: Workspace) -> None:
    derived = derive(
        office,
        item("s", HEALTH, "Chủ trì, phối hợp với UBND các xã kiểm tra các cơ sở giết mổ."),
        item("x", OWN, "Vận động hộ dân gia cố nhà cửa."),
        item("z", "Chế độ báo cáo", "UBND các xã báo cáo Sở Y tế khi có yêu cầu."),
    )
    said = {one: node(derived, f"dau-moi-phong-{one}-1").noi_dung
            for one in ("van-hoa-xa-hoi", "kinh-te")}  # fmt: skip
    assert "Sở Y tế" in said["van-hoa-xa-hoi"]
    assert "Sở Nông nghiệp và Môi trường" in said["kinh-te"]
    assert titles(derived)[-1] == "Chế độ báo cáo"
    assert under(derived, "dau-moi-phong-kinh-te-1") == "Phòng Kinh tế"


def test_of_the_funds_of_all_and_the_superiors_sum_the_first_stays(office: Workspace) -> None:
    general = "Kinh phí thực hiện từ ngân sách nhà nước theo phân cấp và các nguồn hợp pháp khác."
    theirs = "Năm 2026, ngân sách tỉnh bố trí 12,8 tỷ đồng thông qua Sở Y tế."
    part = (
        '\n[[muc]]\nid = "kp"\ntieu_de = "KINH PHÍ"\n\n[[muc.khoan]]\nid = "kp-1"\n'
        f'danh_so = false\nnoi_dung = "{general} {theirs}"\n'
    )
    derived = derive(office, item("x", OWN, "Trực ban 24/24 giờ tại trụ sở."), part)
    assert node(derived, "kp-1").noi_dung == general


ROW = """
[[phu_luc]]
id = "pl-1"
tieu_de = "PHÂN CÔNG NHIỆM VỤ"

[[phu_luc.nhiem_vu]]
id = "r1"
noi_dung = "{work}"
chu_tri = ["so-xay-dung"]
phoi_hop = {helpers}
"""


def row(office: Workspace, work: str, helpers: str = '["ubnd-xa-phuong"]') -> NhiemVu:
    text = ROW.format(work=work, helpers=helpers)
    return derive(office, item("nv", OWN, "Dựng biển báo."), text).plan.phu_luc[0].nhiem_vu[0]


def test_what_a_department_sums_up_and_reports_is_served_with_figures(office: Workspace) -> None:
    made = row(office, "Tổng hợp kết quả rà soát, báo cáo UBND tỉnh")
    assert made.noi_dung.startswith("Cung cấp thông tin, số liệu phục vụ Sở Xây dựng tổng hợp")


def test_who_helps_beside_the_commune_stays_in_the_row(office: Workspace) -> None:
    made = row(office, "Lắp đặt biển báo", '["ubnd-xa-phuong", "to-chuc-ctxh-xa"]')
    assert "to-chuc-ctxh-xa" in made.phoi_hop
