"""Wordings of real offices: openers, titles of appendices, "theo dõi", targets behind a colon."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from generator.workspace.workspace import Workspace
from tests.derived_plan import ALL, HEAD, OWN, derive, item, node, office, under
from tests.plans_apart.office import Office

__all__ = ["office"]


@pytest.mark.parametrize(
    "said",
    [
        "Ủy ban nhân dân tỉnh yêu cầu Thủ trưởng các sở, ngành và Chủ tịch Ủy ban nhân dân các xã,"
        " phường tập trung thực hiện các nhiệm vụ sau:",
        "Chủ tịch UBND tỉnh yêu cầu các sở, ban, ngành; UBND các xã, phường triển khai thực hiện"
        " một số nội dung trọng tâm sau đây:",
    ],
)
def test_a_superior_who_begins_to_order_is_the_unit_that_begins(
    office: Workspace, said: str
) -> None:
    made = derive(office, item("nv", ALL, said, "Lắp biển báo tại các ngầm tràn."))
    first = node(made, "nv-1")
    assert first is not None
    assert first.noi_dung == (
        "Ủy ban nhân dân xã yêu cầu các phòng, đơn vị tập trung thực hiện các nội dung sau:"
    )
    assert first.can_xem is None


def test_what_an_order_is_for_stays_before_it_with_the_place_of_the_unit(office: Workspace) -> None:
    said = (
        "Để chấm dứt tình trạng đổ rác ven suối trên địa bàn tỉnh, Ủy ban nhân dân tỉnh yêu cầu"
        " Giám đốc các sở và Chủ tịch Ủy ban nhân dân các xã, phường thực hiện các việc sau:"
    )
    made = derive(office, item("nv", ALL, said, "Đặt thùng rác tại các bến đò."))
    first = node(made, "nv-1")
    assert first is not None
    assert first.noi_dung == (
        "Để chấm dứt tình trạng đổ rác ven suối trên địa bàn xã, Ủy ban nhân dân xã yêu cầu các"
        " phòng, đơn vị tập trung thực hiện các nội dung sau:"
    )


@pytest.mark.parametrize(
    "said",
    [
        "Theo dõi, đôn đốc UBND các xã, phường thực hiện Kế hoạch này.",
        "Theo dõi, đôn đốc các cơ quan, đơn vị, địa phương thực hiện Kế hoạch này; tổng hợp, báo"
        " cáo Chủ tịch UBND tỉnh.",
    ],
)
def test_who_watches_that_a_plan_is_carried_out_leads_and_no_commune(
    office: Workspace, said: str
) -> None:
    made = derive(office, item("nv", "Sở Nội vụ", said), item("x", OWN, "Dựng biển báo."))
    assert node(made, "nv-1") is None


def test_who_watches_something_himself_acts(office: Workspace) -> None:
    made = derive(office, item("nv", OWN, "Trạm y tế cấp xã theo dõi người già neo đơn."))
    found = node(made, "nv-1")
    assert found is not None
    assert found.noi_dung == "Trạm Y tế xã theo dõi người già neo đơn."


@pytest.mark.parametrize("bound", ["trên", "hơn"])
def test_a_target_behind_a_colon_is_the_superiors(office: Workspace, bound: str) -> None:
    said = f"Diện tích nhà kính dựng thêm: {bound} 2.000 ha."
    made = derive(office, item("nv", "Chỉ tiêu đến năm 2030", said))
    found = node(made, "nv-1")
    assert found is not None
    assert found.can_xem is not None
    assert "Chỉ tiêu bằng số của tỉnh" in found.can_xem
    assert under(made, "nv-1") is not None


ANNEX = """
[[phu_luc]]
id = "pl-1"
tieu_de = "{title}"

[[phu_luc.nhiem_vu]]
id = "nv-9"
noi_dung = "Lắp biển báo tại các ngầm tràn"
chu_tri = ["ubnd-xa-phuong"]
"""


@pytest.mark.parametrize(
    ("title", "becomes"),
    [
        ("NHIỆM VỤ CỦA CÁC SỞ, NGÀNH VÀ ĐỊA PHƯƠNG", "NHIỆM VỤ CỦA UBND XÃ YÊN CHÂU"),
        ("DIỆN TÍCH RỪNG PHÂN THEO TỪNG XÃ, PHƯỜNG", "DIỆN TÍCH RỪNG CỦA UBND XÃ YÊN CHÂU"),
        (
            "Kết quả thực hiện Đề án 08-ĐA/TU của Tỉnh ủy Sơn La ngày 29/12/2025",
            "Kết quả thực hiện Đề án 08-ĐA/TU của Tỉnh ủy Sơn La ngày 29/12/2025",
        ),
        (
            "Việc theo Quyết định số 1242/QĐ-UBND ngày 05/3/2026 của Ủy ban nhân dân tỉnh Sơn La",
            "Việc theo Quyết định số 1242/QĐ-UBND ngày 05/3/2026 của Ủy ban nhân dân tỉnh Sơn La",
        ),
        (
            "Tiến độ giải ngân (Lưu ý: áp dụng đối với các đơn vị được giao quản lý dự án)",
            "Tiến độ giải ngân (Lưu ý: áp dụng đối với các đơn vị được giao quản lý dự án)",
        ),
    ],
)
def test_the_title_of_an_appendix_names_the_unit_where_it_says_whose_list_it_is(
    office: Workspace, title: str, becomes: str
) -> None:
    made = derive(office, item("nv", OWN, "Dựng biển báo."), ANNEX.format(title=title))
    assert made.plan.phu_luc[0].tieu_de == becomes


@pytest.mark.parametrize(
    ("said", "becomes"),
    [
        (
            "Tăng cường công tác thanh tra, kiểm tra, giám sát việc dùng nước giếng.",
            "Tăng cường công tác kiểm tra, giám sát việc dùng nước giếng.",
        ),
        ("Thanh tra, kiểm tra 03 bến bãi trong quý III.", "Kiểm tra 03 bến bãi trong quý III."),
        ("Kiểm tra và thanh tra việc nuôi cá lồng.", "Kiểm tra việc nuôi cá lồng."),
        (
            "Thực hiện nghiêm kết luận thanh tra, kiểm tra.",
            "Thực hiện nghiêm kết luận thanh tra, kiểm tra.",
        ),
        (
            "Phục vụ đoàn thanh tra, kiểm tra của tỉnh.",
            "Phục vụ đoàn thanh tra, kiểm tra của tỉnh.",
        ),
    ],
)
def test_a_commune_checks_and_does_not_inspect(office: Workspace, said: str, becomes: str) -> None:
    found = node(derive(office, item("nv", OWN, said)), "nv-1")
    assert found is not None
    assert found.noi_dung == becomes


def _of_a_department(folder: Path, told: str) -> dict[str, Any]:
    """What a commune's plan below one of Sở Công Thương becomes."""
    home = Office(folder, "xã Yên Châu, Sơn La")
    aims = HEAD.replace("TỔ CHỨC THỰC HIỆN", "MỤC ĐÍCH, YÊU CẦU").format(
        opening="Sở Công Thương xây dựng Kế hoạch như sau:"
    )
    aims = aims.replace('co_quan = "ubnd-tinh-son-la"', 'co_quan = "so-cong-thuong"')
    field = "Cụ thể hóa Đề án thành các việc thuộc chức năng, nhiệm vụ của Sở Công Thương."
    work = f'\n[[muc]]\nid = "lam"\ntieu_de = "TỔ CHỨC THỰC HIỆN"\n{item("nv", *told.split("|"))}'
    text = aims + item("md", "Mục đích", field) + work
    (home.folder / "plans/tren.toml").write_text(text, encoding="utf-8")
    said = home.do("derive", "plans/tren.toml", "--unit", "ubnd-xa-yen-chau", "--json")
    target = home.folder / said.data["results"][0]["target"]
    return tomllib.loads(target.read_text("utf-8"))


def test_what_the_issuing_department_is_for_is_in_an_aim_what_the_commune_is_for(
    tmp_path: Path,
) -> None:
    made = _of_a_department(tmp_path, "UBND các xã, phường|Rà soát các điểm bán gas.")
    aim = made["muc"][0]["khoan"][0]["diem"][0]
    assert aim["noi_dung"] == (
        "Cụ thể hóa Đề án thành các việc thuộc chức năng, nhiệm vụ của UBND xã."
    )
    assert "can_xem" not in made["mo_dau"][-1]


def test_a_plan_that_gives_the_commune_nothing_to_lead_asks_whether_one_is_wanted(
    tmp_path: Path,
) -> None:
    made = _of_a_department(tmp_path, "Phòng Quản lý Thương mại|Lập danh sách kho gas.")
    assert made["mo_dau"][-1]["can_xem"] == (
        "Kế hoạch trên không giao xã chủ trì việc nào: xem có phải lập kế hoạch này không"
    )


def test_the_partys_committee_of_the_province_is_no_thing_of_the_provinces(
    office: Workspace,
) -> None:
    said = "Cụ thể hóa Nghị quyết số 12-NQ/TU của Tỉnh ủy thành các việc làm hằng tuần."
    found = node(derive(office, item("nv", "Mục đích", said)), "nv-1")
    assert found is not None
    assert found.can_xem is None


def test_what_bodies_of_the_province_have_is_asked_about(office: Workspace) -> None:
    said = "Đưa tin lên mạng xã hội chính thống của các cơ quan tỉnh."
    found = node(derive(office, item("nv", ALL, said)), "nv-1")
    assert found is not None
    assert found.can_xem is not None
    assert "“của các cơ quan tỉnh”" in found.can_xem


@pytest.mark.parametrize(
    "tail", [", đơn vị liên quan", " và đơn vị liên quan", ", cơ quan có liên quan"]
)
def test_whoever_else_is_concerned_belongs_to_those_who_are_worked_with(
    office: Workspace, tail: str
) -> None:
    said = f"Chủ trì, phối hợp với các sở, ngành, địa phương{tail} nắm tình hình kho gas."
    found = node(derive(office, item("nv", "Sở Công Thương", said)), "nv-1")
    assert found is not None
    assert found.noi_dung == "Nắm tình hình kho gas."


@pytest.mark.parametrize(
    "said",
    [
        "Các phòng, đơn vị liên quan cử người trực cầu phao.",
        "Các phòng, ban chuyên môn cử người trực cầu phao.",
    ],
)
def test_rooms_of_nobodys_name_are_the_communes_below_its_own_heading(
    office: Workspace, said: str
) -> None:
    made = derive(office, item("nv", OWN, said), item("so", "Sở Y tế", said))
    found = node(made, "nv-1")
    assert found is not None
    assert found.noi_dung == said
    assert node(made, "so-1") is None


def test_what_the_province_is_asked_to_raise_stays_the_provinces(office: Workspace) -> None:
    said = (
        "Khi lũ vượt sức của xã, UBND cấp xã báo cáo Chủ tịch UBND tỉnh để huy động lực lượng,"
        " phương tiện của tỉnh."
    )
    found = node(derive(office, item("nv", ALL, said)), "nv-1")
    assert found is not None
    assert found.noi_dung.endswith("huy động lực lượng, phương tiện của tỉnh.")


def test_the_head_who_answers_to_the_provinces_chairman_is_the_communes_chairman(
    office: Workspace,
) -> None:
    said = (
        "Lập sổ theo dõi lò gạch; người đứng đầu chịu trách nhiệm trước Chủ tịch UBND tỉnh nếu để"
        " lò cũ hoạt động lại."
    )
    made = derive(office, item("nv", "Các sở, ngành và UBND các xã, phường", said))
    chairman = next(one for one in made.plan.muc[0].khoan if one.tieu_de == "Chủ tịch UBND xã")
    assert [point.noi_dung for point in chairman.diem] == [
        "Chịu trách nhiệm trước Chủ tịch UBND tỉnh nếu để lò cũ hoạt động lại."
    ]


def test_what_goes_to_the_state_is_asked_of_the_commune(office: Workspace) -> None:
    said = "Chúc thọ người già; trình Chủ tịch nước tặng quà người 100 tuổi."
    found = node(derive(office, item("nv", ALL, said)), "nv-1")
    assert found is not None
    assert found.can_xem is not None
    assert "thẩm quyền cấp trên" in found.can_xem


@pytest.mark.parametrize("level", ["cấp tỉnh", "cấp thành phố"])
def test_units_of_the_superiors_level_in_a_row_leave_the_communes_their_work(
    office: Workspace, level: str
) -> None:
    said = f"Các sở, ban, ngành, đơn vị {level}, UBND các xã, phường phân công người trực Tết."
    found = node(derive(office, item("nv", ALL, said)), "nv-1")
    assert found is not None
    assert found.noi_dung == "Phân công người trực Tết."


@pytest.mark.parametrize(
    "said",
    [
        "Ngân sách địa phương, Quỹ Bảo hiểm y tế và các nguồn hợp pháp khác.",
        "Kinh phí từ ngân sách địa phương, Bảo hiểm xã hội và đóng góp của doanh nghiệp.",
        "Từ ngân sách địa phương, Bảo hiểm xã hội và đóng góp của doanh nghiệp.",
    ],
)
def test_the_budget_of_the_locality_beside_a_fund_is_no_list_of_bodies(
    office: Workspace, said: str
) -> None:
    found = node(derive(office, item("nv", "Kinh phí thực hiện", said)), "nv-1")
    assert found is not None
    assert found.noi_dung == said


@pytest.mark.parametrize(
    ("heading", "said", "left"),
    [
        (ALL, "Các xã có cầu treo, cầu gỗ: kiểm tra an toàn, cắm biển cấm người đi khi có lũ.",
         "Kiểm tra an toàn cầu treo, cầu gỗ, cắm biển cấm người đi khi có lũ."),
        (ALL, "Các xã chưa đạt số lượng đăng ký theo kế hoạch phải hoàn thành trước ngày 2/4/2026.",
         "Phải hoàn thành số lượng đăng ký theo kế hoạch trước ngày 2/4/2026."),
        ("Sở Nông nghiệp và Môi trường", "Các xã, phường chưa đạt khối lượng trồng dặm theo kế"
         " hoạch phải hoàn thành trước ngày 2/4/2026. Quá thời hạn trên, người đứng đầu địa phương"
         " phải chịu trách nhiệm trước Chủ tịch UBND tỉnh.",
         "Hoàn thành khối lượng trồng dặm theo kế hoạch trước ngày 2/4/2026. Quá thời hạn"
         " trên, Chủ tịch UBND xã phải chịu trách nhiệm trước Chủ tịch UBND tỉnh."),
    ],
)  # fmt: skip
def test_what_a_class_of_communes_lacks_stays_said_in_what_it_has_to_do(
    office: Workspace, heading: str, said: str, left: str
) -> None:
    found = node(derive(office, item("nv", heading, said)), "nv-1")
    assert found is not None
    assert found.noi_dung == left
    assert found.can_xem is not None


@pytest.mark.parametrize(
    "how", ["thuộc tỉnh", "trong tỉnh", "trực thuộc tỉnh", "thuộc tỉnh Sơn La"]
)
def test_communes_said_to_be_the_provinces_are_no_class_of_them(
    office: Workspace, how: str
) -> None:
    said = f"Xác định rõ phần việc của các sở, ngành và UBND các xã, phường {how}."
    aims = node(derive(office, item("nv", "Yêu cầu", said)), "nv-1")
    task = node(
        derive(office, item("nv", ALL, f"UBND các xã, phường {how} rà soát hộ nghèo.")), "nv-1"
    )
    assert aims is not None
    assert task is not None
    assert aims.noi_dung == "Xác định rõ phần việc của các phòng, đơn vị thuộc UBND xã."
    assert (task.noi_dung, task.can_xem) == ("Rà soát hộ nghèo.", None)


def test_who_is_told_to_lead_on_with_the_communes_is_named_once(office: Workspace) -> None:
    said = (
        "Giao Sở Tài chính tiếp tục chủ trì, phối hợp với UBND các xã, phường và các đơn vị liên"
        " quan kiểm kê trụ sở không dùng đến."
    )
    found = node(derive(office, item("nv", "Sở Tài chính", said)), "nv-1")
    assert found is not None
    assert found.noi_dung == "Phối hợp với Sở Tài chính kiểm kê trụ sở không dùng đến."


@pytest.mark.parametrize("who", ["Các đơn vị liên quan", "Các cơ quan, đơn vị"])
def test_what_everybody_reports_to_a_department_is_reported_by_the_committee_and_asked(
    office: Workspace, who: str
) -> None:
    said = f"{who} nếu gặp khó khăn thì báo cáo Sở Tài chính để được hướng dẫn."
    found = node(derive(office, item("nv", "Chế độ báo cáo", said)), "nv-1")
    assert found is not None
    assert found.noi_dung is not None
    assert found.noi_dung.startswith("UBND xã nếu gặp khó khăn thì báo cáo Sở Tài chính")
    assert found.can_xem is not None
    assert who in found.can_xem


def test_a_forecast_of_degrees_hands_no_goods_over(office: Workspace) -> None:
    said = "Thông tin diễn biến thời tiết làm cơ sở dự báo cấp cháy rừng cho từng địa phương."
    made = derive(office, item("nv", "Sở Nông nghiệp và Môi trường", said, "Phối hợp với UBND xã."))
    found = node(made, "nv-1")
    assert found is None or "Tiếp nhận" not in str(found.noi_dung)


def test_those_who_act_behind_a_semicolon_are_none_of_whom_data_are_shared_with(
    office: Workspace,
) -> None:
    said = (
        "Kho dữ liệu được nối với bộ, ngành Trung ương; các cơ quan, đơn vị, địa phương ứng dụng dữ"
        " liệu số trong điều hành."
    )
    found = node(derive(office, item("nv", "Mục tiêu", said)), "nv-1")
    assert found is not None
    assert found.noi_dung is not None
    assert "với bộ, ngành Trung ương; " in found.noi_dung


@pytest.mark.parametrize(
    "said",
    [
        "Sở Xây dựng chỉ đạo Thanh tra Sở và đề nghị UBND các phường, xã ghi sổ cột điện phải"
        " di dời trước ngày 25/02/2027.",
        "Sở Xây dựng ra văn bản hướng dẫn, đề nghị UBND các xã, phường ghi sổ cột điện phải"
        " di dời trước ngày 25/02/2027.",
    ],
)
def test_what_a_department_asks_of_the_communes_behind_its_own_work_stays(
    office: Workspace, said: str
) -> None:
    found = node(derive(office, item("nv", ALL, said)), "nv-1")
    assert found is not None
    assert found.noi_dung == "Ghi sổ cột điện phải di dời trước ngày 25/02/2027."


def test_all_chairmen_are_the_one_chairman_of_the_unit(office: Workspace) -> None:
    said = "Các Chủ tịch UBND xã, phường chịu trách nhiệm nếu bàn giao mặt bằng chậm."
    found = node(derive(office, item("nv", ALL, said)), "nv-1")
    assert found is not None
    assert str(found.noi_dung).startswith("Chủ tịch UBND xã chịu trách nhiệm")


@pytest.mark.parametrize("way", ["xuất, nhập tỉnh", "ra khỏi tỉnh", "từ nơi khác vào tỉnh"])
def test_what_crosses_the_border_of_the_province_is_asked(office: Workspace, way: str) -> None:
    found = node(derive(office, item("nv", "Nhiệm vụ", f"Kiểm soát trâu bò {way}.")), "nv-1")
    assert found is None or "cấp trên" in str(found.can_xem)


@pytest.mark.parametrize(
    ("said", "own"),
    [
        (
            "Cơ sở cai nghiện ma túy tỉnh nhận học viên; phối hợp Công an cấp xã quản lý người về"
            " nơi cư trú.",
            "Công an xã phối hợp với Cơ sở cai nghiện ma túy tỉnh quản lý người về nơi cư trú.",
        ),
        (
            "Bệnh viện Đa khoa tỉnh mổ mắt miễn phí. Phối hợp với Trạm Y tế cấp xã hẹn người bệnh.",
            "Trạm Y tế xã phối hợp với Bệnh viện Đa khoa tỉnh hẹn người bệnh.",
        ),
    ],
)
def test_the_own_body_that_another_works_with_behind_its_own_work_does_its_part(
    office: Workspace, said: str, own: str
) -> None:
    found = node(derive(office, item("nv", ALL, said)), "nv-1")
    assert found is not None
    assert found.noi_dung == own


def test_a_fund_for_development_hands_nothing_over_by_its_name(office: Workspace) -> None:
    said = "Quỹ Bảo vệ và phát triển rừng tỉnh chi trả tiền giữ rừng cho các xã."
    assert node(derive(office, item("nv", ALL, said)), "nv-1") is None


def test_to_share_a_target_out_among_the_communes_is_no_aim_of_one(office: Workspace) -> None:
    said = "Giao chỉ tiêu trồng cây năm 2027 cho các xã, phường theo phụ lục kèm theo."
    assert node(derive(office, item("nv", "Chỉ tiêu", said)), "nv-1") is None


def test_a_session_of_the_council_is_held_with_its_standing_body(office: Workspace) -> None:
    said = "Thường trực HĐND, UBND các xã, phường tổ chức kỳ họp chuyên đề trước ngày 10/02/2027."
    adopt = "Hội đồng nhân dân, Ủy ban nhân dân các xã, phường ban hành nghị quyết về nước sạch."
    made = derive(office, item("nv", ALL, said, adopt))
    held, adopted = node(made, "nv-1"), node(made, "nv-2")
    assert held is not None
    assert adopted is not None
    assert held.noi_dung == (
        "UBND xã phối hợp với Thường trực HĐND xã tổ chức kỳ họp chuyên đề trước ngày 10/02/2027."
    )
    assert adopted.noi_dung == "UBND xã trình HĐND xã ban hành nghị quyết về nước sạch."


def test_a_dated_duty_told_in_a_clause_of_a_department_stands_beside_the_next_and_is_asked(
    office: Workspace,
) -> None:
    said = (
        "Giao Sở Nông nghiệp và Môi trường hướng dẫn UBND các xã, phường lập bản đồ đất, hoàn thành"
        " trong quý II/2027; UBND các xã, phường rà soát nhu cầu sử dụng đất."
    )
    found = node(derive(office, item("nv", ALL, said)), "nv-1")
    assert found is not None
    assert found.noi_dung == (
        "Lập bản đồ đất, hoàn thành trong quý II/2027. UBND xã rà soát nhu cầu sử dụng đất."
    )
    assert found.can_xem is not None


def test_what_the_units_do_serves_nobody_who_only_guides_them(office: Workspace) -> None:
    said = "Sở Y tế hướng dẫn UBND các xã, phường lập sổ trẻ; UBND các xã bố trí người ghi sổ."
    found = node(derive(office, item("nv", ALL, said)), "nv-1")
    assert found is not None
    assert found.noi_dung == "Bố trí người ghi sổ."


@pytest.mark.parametrize("how", ["(gồm: Mường Giôn, Yên Châu)", "(Mường Giôn, Yên Châu)"])
def test_communes_of_an_aim_that_are_all_named_are_these(office: Workspace, how: str) -> None:
    said = f"Các xã đăng ký đạt chuẩn năm 2027 {how} hoàn chỉnh hồ sơ trước ngày 30/9/2027."
    others = "Các xã đăng ký đạt chuẩn năm 2027 (Mường Giôn, Chiềng La) hoàn chỉnh hồ sơ."
    made = derive(office, item("nv", ALL, said, others))
    found = node(made, "nv-1")
    assert found is not None
    assert (found.noi_dung, found.can_xem) == ("Hoàn chỉnh hồ sơ trước ngày 30/9/2027.", None)
    assert node(made, "nv-2") is None


def test_communes_that_aim_at_something_by_a_year_are_a_class_that_is_asked(
    office: Workspace,
) -> None:
    said = "Các xã phấn đấu về đích năm 2027 tập trung hoàn thiện hồ sơ."
    found = node(derive(office, item("nv", ALL, said)), "nv-1")
    assert found is not None
    assert found.noi_dung == "Tập trung hoàn thiện hồ sơ."
    assert "phấn đấu về đích năm 2027" in str(found.can_xem)


@pytest.mark.parametrize(
    "whose",
    ["UBND các xã, phường, thị trấn cũ", "các xã, phường trước sắp xếp", "các xã, thị trấn cũ"],
)
def test_the_communes_that_there_were_are_several_and_stay(office: Workspace, whose: str) -> None:
    said = f"UBND các xã, phường mới tiếp nhận tài liệu của {whose}."
    found = node(derive(office, item("nv", ALL, said)), "nv-1")
    assert found is not None
    assert (found.noi_dung, found.can_xem) == (f"Tiếp nhận tài liệu của {whose}.", None)


def test_a_commune_encourages_its_rooms_and_not_itself(office: Workspace) -> None:
    said = "Khuyến khích các địa phương đặt tủ sách ở nhà văn hóa."
    found = node(derive(office, item("nv", ALL, said)), "nv-1")
    assert found is not None
    assert str(found.noi_dung).startswith("Khuyến khích các phòng, đơn vị thuộc UBND xã đặt tủ")


def test_what_all_are_told_below_a_body_of_above_is_told_to_the_rooms(office: Workspace) -> None:
    watch = "Theo dõi, đôn đốc các đơn vị thực hiện Kết luận này; tổng hợp, báo cáo Chủ tịch."
    told = "Các sở, ngành và UBND các xã, phường nêu cao trách nhiệm, bám sát từng mốc thời gian."
    made = derive(office, item("nv", "Văn phòng UBND tỉnh", watch, told))
    point = node(made, "nv-2")
    assert point is not None
    assert under(made, "nv-2") == "Các phòng, đơn vị thuộc UBND xã"
    assert point.noi_dung == "Nêu cao trách nhiệm, bám sát từng mốc thời gian."


def test_offices_units_and_localities_that_are_told_to_act_are_the_rooms(
    office: Workspace,
) -> None:
    first = "Các cơ quan, đơn vị, địa phương sắp xếp kho hồ sơ."
    later = "Trước ngày 15/3, các cơ quan, đơn vị, địa phương sắp xếp kho hồ sơ."
    made = derive(office, item("nv", "Nhiệm vụ", first, later))
    one, two = node(made, "nv-1"), node(made, "nv-2")
    assert one is not None
    assert two is not None
    assert one.noi_dung == "Các phòng, đơn vị thuộc UBND xã sắp xếp kho hồ sơ."
    assert two.noi_dung == "Trước ngày 15/3, các phòng, đơn vị thuộc UBND xã sắp xếp kho hồ sơ."


def test_a_list_that_communes_propose_is_the_ground_of_anothers_work(office: Workspace) -> None:
    given = "Cấp 900 xe lăn mỗi năm trên cơ sở danh sách do các xã, phường đề nghị."
    own = "Ủy ban nhân dân cấp xã rà soát nhu cầu xe lăn gửi Sở Y tế trước ngày 30/3 hằng năm."
    found = node(derive(office, item("nv", "Sở Y tế", f"{given} {own}")), "nv-1")
    assert found is not None
    assert str(found.noi_dung).startswith("UBND xã rà soát nhu cầu xe lăn")


def test_what_is_received_and_looked_at_is_named_behind_the_second_act(office: Workspace) -> None:
    said = (
        "Sở Nội vụ thẩm định, trình UBND tỉnh quyết định công nhận; UBND các xã tiếp nhận, kiểm"
        " tra hồ sơ và chuyển Sở Nội vụ trong 05 ngày làm việc."
    )
    found = node(derive(office, item("nv", ALL, said)), "nv-1")
    assert found is not None
    assert "Tiếp nhận, kiểm tra hồ sơ và chuyển Sở Nội vụ" in str(found.noi_dung)


def test_a_rooms_name_with_the_level_behind_it_is_said_once(office: Workspace) -> None:
    told = "Trung tâm Phục vụ hành chính công xã, phường kê thêm bàn viết cho người dân."
    made = derive(office, item("nv", OWN, told))
    point = node(made, "nv-1")
    assert point is not None
    assert under(made, "nv-1") == "Trung tâm Phục vụ hành chính công"
    assert point.noi_dung == "Kê thêm bàn viết cho người dân."
