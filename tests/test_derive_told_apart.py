"""Several bodies of the unit told in one point, its own body beside a superior's, means of work."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING

import pytest

from generator.grammar.class_ends import class_end
from generator.grammar.regions import lies_so
from generator.plan.model import walk
from tests.derived_plan import derive, item, node, office, titles
from tests.plans_apart.office import Office, nodes

if TYPE_CHECKING:
    from pathlib import Path

    from generator.workspace.workspace import Workspace

__all__ = ["office"]

OURS = "Ủy ban nhân dân các xã, phường"


def test_each_body_that_one_point_tells_has_a_point_of_its_own(office: Workspace) -> None:
    told = (
        "Chỉ đạo Phòng Kinh tế lập hồ sơ cầu treo; Phòng Văn hóa - Xã hội vận động hiến đất; lực"
        " lượng Công an xã, phường giữ gìn trật tự."
    )
    derived = derive(office, item("a", OURS, told))
    points = {k.tieu_de: [d.noi_dung for d in k.diem] for m in derived.plan.muc for k in m.khoan}
    assert points["Phòng Văn hóa - Xã hội"] == ["Vận động hiến đất."]
    assert points["Công an xã"] == ["Giữ gìn trật tự."]
    assert ["Lập hồ sơ cầu treo."] in points.values()


def test_a_body_of_which_the_next_clause_only_says_something_is_told_nothing(
    office: Workspace,
) -> None:
    told = "Giao Phòng Kinh tế lập danh sách hộ; Phòng Văn hóa - Xã hội và các bản cùng rà soát."
    derived = derive(office, item("a", OURS, told))
    assert "Phòng Văn hóa - Xã hội" not in titles(derived)


@pytest.mark.parametrize(
    ("above", "here"),
    [
        ("Công an tỉnh chủ trì, phối hợp với Công an cấp xã tuần tra khu nhà trọ.",
         "Công an xã phối hợp với Công an tỉnh tuần tra khu nhà trọ."),
        ("Sở Y tế phối hợp với trạm y tế xã tẩy giun cho học sinh.",
         "Trạm y tế xã phối hợp với Sở Y tế tẩy giun cho học sinh."),
        ("Bộ Chỉ huy Quân sự tỉnh phối hợp với Ban Chỉ huy Quân sự cấp xã diễn tập.",
         "Ban Chỉ huy Quân sự xã phối hợp với Bộ Chỉ huy Quân sự tỉnh diễn tập."),
    ],
)  # fmt: skip
def test_a_body_of_the_unit_does_what_a_superiors_does_with_it(
    above: str, here: str, office: Workspace
) -> None:
    assert node(derive(office, item("a", "Nhiệm vụ", above)), "a-1").noi_dung == here


def test_what_a_superiors_body_does_with_others_stays_theirs(office: Workspace) -> None:
    said = "Công an tỉnh chủ trì, phối hợp với Sở Y tế kiểm tra nhà thuốc."
    derived = derive(office, item("a", "Nhiệm vụ", said, "UBND các xã dọn kênh."))
    assert "a-1" not in [n.nguon.nut for _at, n in walk(derived.plan) if n.nguon is not None]


def test_how_many_a_body_of_the_unit_trains_with_a_superiors_is_asked(office: Workspace) -> None:
    said = "Sở Y tế chủ trì, phối hợp với trạm y tế xã khám cho 900 người."
    marked = node(derive(office, item("a", "Nhiệm vụ", said)), "a-1").can_xem
    assert marked is not None
    assert marked.startswith("Số liệu giao chung cho nhiều đơn vị")


@pytest.mark.parametrize(
    ("above", "here"),
    [
        ("Nâng thu nhập cho người dân nông thôn tỉnh Sơn La.",
         "Nâng thu nhập cho người dân nông thôn của xã."),
        ("Phối hợp với Hội Nông dân, Hội Liên hiệp Phụ nữ cùng cấp trồng rau sạch.",
         "Phối hợp với Hội Nông dân, Hội Liên hiệp Phụ nữ xã trồng rau sạch."),
    ],
)  # fmt: skip
def test_people_and_organisations_of_the_level_are_those_of_the_unit(
    above: str, here: str, office: Workspace
) -> None:
    assert node(derive(office, item("a", OURS, above)), "a-1").noi_dung == here


@pytest.mark.parametrize("bids", ["không", "phải", "chưa được", "cần", "ưu tiên"])
def test_a_class_ends_before_a_word_that_bids(bids: str) -> None:
    low = f"xã ven đầm sam chuồn {bids} để cơ sở chế biến xả thải ra đầm."
    end = class_end(low, low.index(" ven"))
    assert low[: end.at] == "xã ven đầm sam chuồn"
    assert end.verb


@pytest.mark.parametrize(
    ("words", "unit", "so"),
    [
        ("có đường biên giới trên đất liền", "tỉnh Đồng Tháp", True),
        ("có đường biên giới trên đất liền", "tỉnh Ninh Bình", False),
        ("ven biển", "tỉnh Đồng Tháp", True),
        ("ven biển", "tỉnh Lạng Sơn", False),
        ("biên giới", "thành phố Hải Phòng", None),  # perhaps that at sea
        ("ven biển miền Trung", "tỉnh Quảng Trị", None),  # more than the map's own words
        ("có làng nghề", "tỉnh Quảng Trị", None),
    ],
)
def test_how_a_province_lies_is_read_from_the_map_for_its_own_words_alone(
    words: str, unit: str, so: bool | None
) -> None:
    assert lies_so(words, unit) is so


MINISTRY = """\
phien_ban = 1

[van_ban]
ma = "tren"
loai = "KH"
co_quan = "bo-vh"
so = 61
ngay = 2026-02-03
trich_yeu = "Phát triển thư viện công cộng giai đoạn 2026 - 2030"

[[co_quan_moi]]
id = "bo-vh"
ten = "Bộ Văn hóa, Thể thao và Du lịch"
cap = "trung-uong"
loai = "chuyen-mon"

[[nguoi_ky]]
chuc_vu = "BỘ TRƯỞNG"

[[muc]]
id = "nhiem-vu"
tieu_de = "NHIỆM VỤ"

[[muc.khoan]]
id = "lop"
noi_dung = "Cục Thư viện chủ trì, phối hợp với Sở Tài chính các tỉnh, thành phố rà soát định mức."

[[muc.khoan]]
id = "so-lieu"
noi_dung = "Các tỉnh, thành phố cập nhật số liệu lên hệ thống của Bộ hằng tháng."

[[muc.khoan]]
id = "viec-bo"
noi_dung = "Xác định rõ việc của Bộ và thời hạn hoàn thành."

[[muc]]
id = "to-chuc"
tieu_de = "TỔ CHỨC THỰC HIỆN"

[[muc.khoan]]
id = "tinh"
tieu_de = "Ủy ban nhân dân các tỉnh, thành phố trực thuộc trung ương"

[[muc.khoan.diem]]
id = "nguon"
noi_dung = "Bố trí kinh phí, quỹ đất và nhân lực để xây dựng thư viện."

[[muc.khoan.diem]]
id = "tien"
noi_dung = "Bố trí kinh phí trong dự toán hằng năm."
"""


def test_a_province_is_told_by_whom_means_are_found_and_whose_system_is_meant(
    tmp_path: Path,
) -> None:
    office = Office(tmp_path, "tỉnh Gia Lai")
    (tmp_path / "plans" / "tren.toml").write_text(MINISTRY, encoding="utf-8")
    unit = tomllib.loads((tmp_path / "kehoach.toml").read_text("utf-8"))["co_quan"]
    said = office.do("derive", "plans/tren.toml", "--unit", unit, "-o", "plans/duoi")
    assert said.code == 0, said.err
    (made,) = (tmp_path / "plans" / "duoi").glob("*.toml")
    found = {n.source: n for n in nodes(tomllib.loads(made.read_text("utf-8"))) if n.source}
    words = {source: one.words for source, one in found.items()}
    assert "“Bộ” không nói rõ" in found["viec-bo"].marked
    assert words["lop"] == "Sở Tài chính phối hợp với Cục Thư viện rà soát định mức."
    assert words["so-lieu"].endswith("hệ thống của Bộ Văn hóa, Thể thao và Du lịch hằng tháng.")
    assert words["nguon"].startswith(
        "Phối hợp với Sở Tài chính, Sở Nông nghiệp và Môi trường, Sở Nội vụ tham mưu UBND tỉnh"
    )
    assert words["tien"].startswith("Tham mưu UBND tỉnh bố trí kinh phí")


def test_an_organisation_by_its_name_is_none_of_the_people_of_a_place(office: Workspace) -> None:
    said = "Gửi danh sách về Hội Nông dân tỉnh Sơn La, Hội Liên hiệp Phụ nữ tỉnh Sơn La."
    made = node(derive(office, item("a", OURS, said)), "a-1").noi_dung
    assert "Hội Nông dân tỉnh Sơn La, Hội Liên hiệp Phụ nữ tỉnh Sơn La" in made


@pytest.mark.parametrize(
    ("above", "here"),
    [
        ("Tăng cường sự lãnh đạo của cấp ủy, sự quản lý của chính quyền",
         "Tăng cường sự quản lý của chính quyền"),
        ("Nâng cao vai trò lãnh đạo, chỉ đạo của cấp ủy đảng, chính quyền trong giữ rừng",
         "Nâng cao sự chỉ đạo, điều hành của chính quyền trong giữ rừng"),
        ("Phát huy vai trò lãnh đạo của tổ chức đảng",
         "Phát huy vai trò lãnh đạo của tổ chức đảng"),
    ],
)  # fmt: skip
def test_a_heading_of_party_and_government_is_the_governments_half(
    above: str, here: str, office: Workspace
) -> None:
    assert titles(derive(office, item("a", above, "UBND các xã, phường dọn kênh.")))[0] == here


@pytest.mark.parametrize(
    ("said", "event"),
    [
        ("Tổ chức Tuần hàng nông sản tỉnh Sơn La tại Hà Nội.", "Tuần hàng nông sản tỉnh Sơn La"),
        ("Tổ chức giải bóng chuyền thanh niên tỉnh Sơn La.",
         "giải bóng chuyền thanh niên tỉnh Sơn La"),
        ("Tổ chức lễ hưởng ứng Tuần hàng tỉnh Sơn La.", ""),
        ("Tổ chức ngày hội đọc sách tại nhà văn hóa.", ""),
        ("Tổ chức hội thi nấu ăn trên địa bàn tỉnh Sơn La.", ""),
        ("Cử 02 hộ tham gia Tuần hàng tỉnh Sơn La.", ""),
    ],
)  # fmt: skip
def test_an_event_with_the_superiors_name_is_asked_about_under_any_heading(
    said: str, event: str, office: Workspace
) -> None:
    asked = node(derive(office, item("a", OURS, said)), "a-1").can_xem or ""
    assert (f"(“{event}”)" in asked) == bool(event)
    assert ("chỉ cấp trên" in asked) == bool(event)
