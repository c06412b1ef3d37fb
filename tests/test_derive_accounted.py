"""A sentence stands unmarked only where who acts, what is named, and what it leans on is known."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.derived_plan import HEAD, OPENING, PLACE, derive, item, node, office, said, said_by_us
from tests.plans_apart.office import Office

if TYPE_CHECKING:
    from pathlib import Path

    from generator.workspace.workspace import Workspace

__all__ = ["office"]


@pytest.mark.parametrize(
    ("point", "asked"),
    [
        ("Cấm thu hoạch quả non; thương lái ký cam kết trước khi vào vụ.", "Câu nói thương lái"),
        ("Trạm Y tế sơ cứu; các bệnh viện ưu tiên cấp cứu trẻ em.", "Câu nói các bệnh viện"),
        ("Bố trí máy chiếu; với xã có khu công nghiệp thì mở thêm lớp tối.", "có khu công nghiệp"),
        ("Công khai danh sách, gửi lên tỉnh trong 10 ngày tiếp theo.", "10 ngày tiếp theo"),
        ("Ghi hình theo mẫu tại Phụ lục.", "Dẫn “Phụ lục”"),
        ("Lập tổ tại nơi đủ điều kiện tại khoản 9 Mục I.", "Dẫn “khoản 9"),
        ("Sửa kho tại số thứ tự 5, 6 của bảng trên.", "Dẫn “số thứ tự 5"),
        ("Bố trí kho theo mục III.2 Kế hoạch này.", "Dẫn “mục III.2”"),
        ("Dọn vệ sinh tại Quảng trường Hùng Vương.", "địa danh"),
        ("Bố trí kho hóa chất, giao Công an xã trông coi.", "xem ai làm"),
    ],
)
def test_what_is_not_accounted_for_is_asked_about(
    point: str, asked: str, office: Workspace
) -> None:
    assert asked in said_by_us(office, point)[1]


@pytest.mark.parametrize(
    "point",
    [
        "Tuyên truyền Luật Trẻ em, Nghị quyết của Đảng đến Nhân dân.",
        "Hội nghị tổng kết tổ chức trong tháng 12/2026.",
        "Báo cáo kết quả trước ngày 15/12/2026.",
        "Giải tỏa dứt điểm lều quán lấn đường.",
        "Phổ biến ứng dụng VNeID đến người dân.",
        "Trưởng thôn đến từng nhà hướng dẫn hộ dân.",
    ],
)
def test_what_is_accounted_for_stands_without_a_question(point: str, office: Workspace) -> None:
    words, question = said(office, point, "Nhiệm vụ, giải pháp")
    assert words
    assert question == ""


def test_a_question_stands_at_the_heading_and_not_again_below_it(office: Workspace) -> None:
    derived = derive(
        office, item("nv", "UBND các xã có hồ chứa nước", "Cắm mốc quanh hồ.", "Đo mực nước.")
    )
    assert [node(derived, f"nv-{n}").can_xem for n in (1, 2)] == [None, None]
    assert "có hồ chứa nước" in derived.text


def test_what_is_left_out_though_it_names_the_unit_is_listed(tmp_path: Path) -> None:
    office = Office(tmp_path, PLACE)
    points = ("Hướng dẫn UBND các xã lập sổ theo dõi.", "Cân đối vốn đầu tư công trung hạn.")
    text = HEAD.format(opening=OPENING) + item("nv", "Sở Tài chính", *points)
    (tmp_path / "plans" / "tren.toml").write_text(text, encoding="utf-8")
    office.do("derive", "plans/tren.toml", "--sheet", str(tmp_path / "bang.json"))
    (sheet,) = json.loads((tmp_path / "bang.json").read_text(encoding="utf-8"))
    out = {fate["id"] for fate in sheet["nodes"] if fate["what"] == "left_out"}
    assert {"nv-1", "nv-2"} <= out
    assert [fate["id"] for fate in sheet["mentioned"]] == ["nv-1"]


def test_how_much_is_left_out_that_may_be_the_units_is_told_with_where_to_look(
    tmp_path: Path,
) -> None:
    office = Office(tmp_path, PLACE)
    points = ("Hướng dẫn UBND các xã lập sổ theo dõi.", "Cân đối vốn đầu tư công trung hạn.")
    text = HEAD.format(opening=OPENING) + item("nv", "Sở Tài chính", *points)
    (tmp_path / "plans" / "tren.toml").write_text(text, encoding="utf-8")
    told = office.do("derive", "plans/tren.toml").err
    assert "có thể là việc của ta: 1 nội dung" in told
    assert "--sheet" in told
    (made,) = office.do("derive", "plans/tren.toml", "--json").data["results"]
    assert made["perhaps_ours"] == 1
    own = HEAD.format(opening=OPENING) + item("nv", "Sở Tài chính", points[1])
    (tmp_path / "plans" / "tren.toml").write_text(own, encoding="utf-8")
    assert "việc của ta" not in office.do("derive", "plans/tren.toml", "-o", "plans/duoi").err


def test_work_taken_out_of_a_derived_plan_is_told(tmp_path: Path) -> None:
    office = Office(tmp_path, PLACE)
    points = ("Lập sổ theo dõi hồ chứa trước ngày 30/6/2026.", "Cắm biển cảnh báo tại bến đò.")
    text = HEAD.format(opening=OPENING) + item("nv", "Ủy ban nhân dân các xã", *points)
    (tmp_path / "plans" / "tren.toml").write_text(text, encoding="utf-8")
    made = office.do("derive", "plans/tren.toml", "-o", "plans/duoi", "--json").data["results"]
    file = tmp_path / made[0]["target"]

    def lost() -> list[str]:
        said = office.do("check", made[0]["target"], "--json").data["diagnostics"]
        return [row["message"] for row in said if row["code"] == "LC737"]

    assert lost() == []
    blocks = file.read_text("utf-8").split("\n[[muc.khoan.diem]]")
    file.write_text("\n[[muc.khoan.diem]]".join(b for b in blocks if "nv-1" not in b), "utf-8")
    (told,) = lost()
    assert "Lập sổ theo dõi hồ chứa" in told


# ------------------------------------------------------------------ what was cut, what is shared


@pytest.mark.parametrize(
    ("point", "rest"),
    [("Công an tỉnh kiểm tra các cơ sở từ 07 tầng; UBND các xã kiểm tra các cơ sở còn lại.",
      "các cơ sở từ 07 tầng do Công an tỉnh kiểm tra"),
     ("Sở Y tế khám cho trẻ mồ côi; UBND các xã, phường khám cho số trẻ còn lại.",
      "trẻ mồ côi do Sở Y tế khám"),
     ("Sở Xây dựng tiêm phòng bò của trại; UBND các xã tiêm phòng bò còn lại.",
      "bò của trại do Sở Xây dựng tiêm phòng"),
     ("Công an tỉnh xử lý các vụ cháy chết người; UBND các xã xử lý các vụ việc phát sinh khác.",
      "các vụ cháy chết người do Công an tỉnh xử lý")],
)  # fmt: skip
def test_a_remainder_says_of_what_it_is_one(point: str, rest: str, office: Workspace) -> None:
    made = node(derive(office, item("x", "Nhiệm vụ, giải pháp", point)), "x-1")
    assert made.noi_dung.endswith(f", ngoài {rest}.")
    assert made.can_xem is None


def test_work_of_others_too_long_to_be_cited_is_asked_about(office: Workspace) -> None:
    long = ", ".join(f"kho vật tư của công ty thứ {n}" for n in range(12))
    point = f"Công an tỉnh kiểm tra {long}; UBND các xã kiểm tra các cơ sở còn lại."
    assert node(derive(office, item("x", "Nhiệm vụ, giải pháp", point)), "x-1").can_xem


@pytest.mark.parametrize(
    "point",
    ["Kiểm tra 20 hộ nuôi cá trong quý I, các hộ còn lại trong quý II.",
     "Tiêm phòng hai đợt cho đàn trâu bò trong thời gian còn lại của năm.",
     "Mỗi xã lắp 20 biển cảnh báo tại các bản.", "Các xã, phường ra quân 12 đợt.",
     "Các xã cử 02 cán bộ, tổ chức ít nhất 10 buổi."],
)  # fmt: skip
def test_a_remainder_whose_whole_is_said_and_what_each_has_is_not(
    point: str, office: Workspace
) -> None:
    derived = derive(office, item("x", "Ủy ban nhân dân các xã, phường", point))
    assert node(derived, "x-1").can_xem is None


@pytest.mark.parametrize(
    "point",
    ["Sở Công Thương và UBND các xã, phường đồng chủ trì tổ chức 06 phiên chợ nông sản.",
     "Sở Xây dựng, UBND các xã, phường cùng chủ trì dựng 30 biển chỉ dẫn trên toàn tỉnh.",
     "Sở Y tế và UBND các xã, phường cùng chủ trì khám cho 4.000 người cao tuổi.",
     "UBND các xã, phường trồng 500 ha rừng trên toàn tỉnh.",
     "UBND các xã, phường lắp 1.200 biển cảnh báo tại các ngã ba.",
     "Tổ chức 350 buổi truyền thông tại các thôn, bản.", "Tập huấn cho 300 cán bộ các xã."],
)  # fmt: skip
def test_a_total_of_all_units_is_not_the_unit_s_without_a_question(
    point: str, office: Workspace
) -> None:
    asked = node(derive(office, item("x", "Nhiệm vụ, giải pháp", point)), "x-1").can_xem
    assert asked.startswith("Số liệu giao chung")


def test_each_figure_is_asked_at_its_own_point_and_all_of_them_are_one_question(
    office: Workspace,
) -> None:
    points = (
        "Trồng mới 3.000 ha rừng.",
        "Toàn tỉnh xây dựng 45 mô hình điểm.",
        "Giảm từ 3 đến 5% số cặp tảo hôn; đối với các xã có tỷ lệ trên 20% giảm ít nhất 7%/năm.",
        "Mở 60 lớp xóa mù chữ; xã có trên 50 người chưa biết chữ tổ chức ít nhất 02 lớp.",
        "Nạo vét 300 km kênh.",
    )
    derived = derive(office, item("x", "Mục tiêu cụ thể", *points))
    assert node(derived, "x").can_xem is None
    asked = [node(derived, f"x-{n}").can_xem for n in range(1, 6)]
    assert all(asked)
    assert len({asked[0], asked[4]}) == 1


def test_a_part_of_a_total_is_not_asked_about_beside_the_total(office: Workspace) -> None:
    point = "Toàn tỉnh có thêm 20 bể bơi, trong đó ít nhất 12 bể đặt tại các xã miền núi."
    asked = node(derive(office, item("x", "Mục tiêu cụ thể", point)), "x-1").can_xem
    assert asked.startswith("Số liệu giao chung")
    assert "miền núi" not in asked


# ------------------------------------------------------------------ what needs no answer


@pytest.mark.parametrize(
    ("heading", "point"),
    [("Mục đích", "Giữ gìn nghề dệt, tạo sinh kế cho người dân trong bản."),
     ("Nhiệm vụ, giải pháp", "Đối tượng: 100% nhà trọ có từ 10 phòng trở lên."),
     ("Mục tiêu", "100% chủ nhà trọ được tập huấn về phòng cháy."),
     ("Ủy ban nhân dân các xã", "Gửi danh sách về Sở Công Thương và Đội Quản lý điện khu vực."),
     ("Ủy ban nhân dân các xã", "Phối hợp với các trường mở 02 lớp bơi từ 01/6 đến 31/8/2026."),
     ("Nhiệm vụ", "Bộ Chỉ huy Quân sự tỉnh kiểm tra kho; các đồn biên phòng phối hợp với UBND các"
      " xã tuần tra 02 lần mỗi tháng tại đường mòn."),
     ("Ủy ban nhân dân các xã", "Lập tổ tự quản nơi đủ điều kiện tại khoản 1 Mục I."),
     ("Ủy ban nhân dân các xã", "Lắp thí điểm 20 trụ đèn trước ngày 31/7/2026."),
     ("Ủy ban nhân dân các xã", "Điều tra ca bệnh trong 24 giờ kể từ khi nhận thông báo."),
     ("Sở Công Thương", "Phối hợp với UBND các xã kiểm tra chợ trước ngày 30/6/2026."),
     ("Chính sách hỗ trợ", "Hộ nghèo được hỗ trợ một lần 02 triệu đồng để sửa chuồng."),
     ("Chính sách hỗ trợ", "Người lao động được vay tối đa 100 triệu đồng để làm nghề."),
     ("Ủy ban nhân dân các xã", "Gửi danh sách cho Phòng Cảnh sát điều tra tội phạm về ma túy."),
     ("Ủy ban nhân dân các xã", "Báo cáo Công an tỉnh (qua Phòng PC07) trước ngày 30/6/2026."),
     ("Ủy ban nhân dân các xã", "Công chức Phòng Văn hóa - Xã hội trực tiếp nhận hồ sơ."),
     ("Ủy ban nhân dân các xã", "Danh sách do UBND xã lập, Bảo hiểm xã hội cơ sở đối chiếu."),
     ("Ủy ban nhân dân các xã", "Hồ sơ do Công an xã lập, Tòa án nhân dân khu vực quyết định."),
     ("Ủy ban nhân dân các xã", "Rà soát kho giống vụ Đông Xuân."),
     ("Ủy ban nhân dân các xã", "Bố trí kinh phí lấy mẫu tối thiểu 20 triệu đồng mỗi năm."),
     ("Kinh phí", "Ngân sách tỉnh hỗ trợ xe; ngân sách xã bảo đảm tiền nước."),
     ("Ủy ban nhân dân các xã", "Chủ nhà trọ không tự dọn rác bị lập biên bản.")],
)  # fmt: skip
def test_what_no_clerk_could_answer_is_not_asked(
    heading: str, point: str, office: Workspace
) -> None:
    made = node(derive(office, item("x", heading, point)), "x-1")
    assert made.noi_dung
    assert made.can_xem is None
