"""Whom a sentence means by a name, and what goes on about him: others' wards, forces, fronts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from generator.cascade.deriving.rulebook.answered_here import as_ours
from generator.grammar.named_units import named_units
from generator.places.dashed import tie
from tests.derived_plan import ALL, office, said
from tests.plans_apart.office import Office, nodes
from tests.test_department_units import FARMING, Taken
from tests.test_department_units import items as points
from tests.test_derive_levels import MINISTRY, PARTY, taken

if TYPE_CHECKING:
    from pathlib import Path

    from generator.workspace.workspace import Workspace

__all__ = ["office"]
OF_LAM_DONG = """\
phien_ban = 1

[van_ban]
ma = "tren"
loai = "KH"
co_quan = "ubnd-tinh-lam-dong"
so = 61
ngay = 2026-02-03
trich_yeu = "Chỉnh trang đô thị năm 2026"

[[muc]]
id = "nhiem-vu"
tieu_de = "NHIỆM VỤ"
"""
SIGNED = '\n[[nguoi_ky]]\nchuc_vu = "CHỦ TỊCH"\n'


def of_ward(folder: Path, ward: str, *texts: str) -> dict[str, str]:
    """Id → words of what a ward of Lâm Đồng takes of points of its province's plan."""
    made = Office(folder, f"{ward}, Lâm Đồng")
    (folder / "plans" / "tren.toml").write_text(OF_LAM_DONG + points(*texts) + SIGNED, "utf-8")
    kept = made.derive("tren")
    assert not isinstance(kept, str), kept
    return {node.source: node.words for node in nodes(kept[0]) if node.source}


# ------------------------------------------------------------------ names with a dash


def test_a_name_with_a_dash_is_one_name() -> None:
    text = "Tại phường Xuân Hương - Đà Lạt, xã Mai Sơn - Sở Y tế; tỉnh Bà Rịa - Vũng Tàu"
    assert [one.name for one in named_units(text)] == [
        "Xuân Hương - Đà Lạt", "Mai Sơn", "Bà Rịa - Vũng Tàu"
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text", ["xã Chân Mây – Lăng Cô, xã Phú Lộc", "tuyến Mai Sơn - Bắc Hà", "Sở Y tế - Sở Nội vụ"]
)
def test_names_tied_are_loosened_as_they_were(text: str) -> None:
    tied = tie(text)
    assert tied.loosened(tied.text) == text


@pytest.mark.parametrize(
    ("ward", "words"),
    [
        ("phường Mũi Né", "Dựng nhà chờ xe buýt tại phường Mũi Né."),
        ("phường Cam Ly - Đà Lạt", "Dựng nhà chờ xe buýt tại phường Cam Ly - Đà Lạt."),
    ],
)
def test_of_wards_in_a_row_each_has_its_own_name_whole(
    ward: str, words: str, tmp_path: Path
) -> None:
    found = of_ward(
        tmp_path, ward,
        "Dựng nhà chờ xe buýt tại phường Mũi Né, phường Cam Ly - Đà Lạt, phường Phú Thủy.",
    )  # fmt: skip
    assert found["k1"] == words


def test_what_a_ward_with_a_dash_is_told_by_name_is_its_own(tmp_path: Path) -> None:
    found = of_ward(
        tmp_path, "phường Lâm Viên - Đà Lạt",
        "UBND phường Lâm Viên - Đà Lạt lắp 12 bồn hoa trước ngày 30/4/2026.",
        "UBND phường Cam Ly - Đà Lạt lắp 15 bồn hoa trước ngày 30/4/2026.",
    )  # fmt: skip
    assert found["k1"] == "Lắp 12 bồn hoa trước ngày 30/4/2026."
    assert "k2" not in found


# ------------------------------------------------------------------ what goes on about another


@pytest.mark.parametrize(
    ("point", "words"),
    [
        ("UBND xã Mường La dỡ 12 ki ốt trước ngày 15/3/2026; Công an xã giữ trật tự.", ""),
        ("UBND xã Mường La lập sơ đồ; công khai; Trạm Y tế xã phun khử khuẩn.", ""),
        ("UBND xã Mường La bắc cầu tạm. Công an xã phân luồng.", ""),
        ("Hội Nông dân xã Mường La mở 02 lớp nuôi ong.", ""),
        ("Công an xã tuần tra; UBND xã Mường La làm mẫu 02 tổ.", "Công an xã tuần tra."),
        ("UBND xã Yên Châu dỡ 03 lều; Công an xã giữ trật tự.",
         "Dỡ 03 lều; Công an xã giữ trật tự."),
        ("UBND xã Mường La cắm biển; Công an các xã tuần tra đêm.", "Công an xã tuần tra đêm."),
        ("UBND xã Mường La lắp camera; Công an cấp xã dùng chung.", "Công an xã dùng chung."),
    ],
)  # fmt: skip
def test_behind_another_commune_its_own_bodies_are_meant(
    point: str, words: str, office: Workspace
) -> None:
    assert said(office, point, ALL)[0] == words


def test_behind_another_province_its_departments_are_meant(tmp_path: Path) -> None:
    found = taken(
        tmp_path, "tỉnh Gia Lai", MINISTRY,
        "UBND tỉnh Lào Cai mở hội chợ việc làm; Công an tỉnh phân luồng; Sở Y tế trực cấp cứu.",
        "UBND tỉnh Gia Lai mở hội chợ việc làm; Công an tỉnh phân luồng.",
    )  # fmt: skip
    assert "k1" not in found
    assert found["k2"].words == "Mở hội chợ việc làm; Công an tỉnh phân luồng."


# ------------------------------------------------------------------ every unit, forces, fronts


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Phấn đấu 100% đơn vị hành chính cấp tỉnh có sàn việc làm.",
         "Phấn đấu tỉnh có sàn việc làm."),
        ("Mỗi đơn vị hành chính cấp tỉnh có ít nhất 02 điểm tư vấn lưu động.",
         "Tỉnh có ít nhất 02 điểm tư vấn lưu động."),
        ("Sở Y tế khám cho lao động về nước; các đồn biên phòng cử quân y tham gia.",
         "Sở Y tế khám cho lao động về nước; các đồn biên phòng trên địa bàn tỉnh cử quân y tham"
         " gia."),
    ],
)  # fmt: skip
def test_a_province_is_meant_and_forces_are_no_committees(
    text: str, words: str, tmp_path: Path
) -> None:
    assert taken(tmp_path, "tỉnh Gia Lai", MINISTRY, text)["k1"].words == words


def test_the_party_over_the_fronts_is_of_the_province_its_work_is_asked_of_the_communes_fronts(
    tmp_path: Path,
) -> None:
    found = taken(
        tmp_path, "xã Ia Grai, Gia Lai", PARTY,
        "Đảng ủy Mặt trận Tổ quốc, các đoàn thể tỉnh lãnh đạo vận động hội viên trồng cây.",
    )  # fmt: skip
    assert found["k1"].words == (
        "Đề nghị Ủy ban Mặt trận Tổ quốc Việt Nam xã, các tổ chức chính trị - xã hội xã"
        " vận động hội viên trồng cây."
    )


# ------------------------------------------------------------------ a department


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Công an tỉnh phối hợp Chi cục Kiểm lâm kiểm tra xưởng gỗ; Sở Tài chính cấp kinh phí.",
         "Chi cục Kiểm lâm phối hợp với Công an tỉnh kiểm tra xưởng gỗ."),
        ("UBND các xã chủ trì, phối hợp với Chi cục Thủy lợi cắm mốc đê trong Quý II/2026.",
         "Chi cục Thủy lợi phối hợp với UBND các xã cắm mốc đê trong Quý II/2026."),
    ],
)  # fmt: skip
def test_what_another_does_with_a_departments_own_unit_is_that_units_work(
    text: str, words: str, tmp_path: Path
) -> None:
    found = Taken(tmp_path, FARMING, points(text, f"{FARMING} lập tổ trực."))
    assert found.nodes["k1"].words == words


@pytest.mark.parametrize(
    "text",
    [
        "Các địa phương ven biển dọn rong trôi dạt hằng tuần.",
        "Chính quyền cơ sở rà soát chuồng nuôi trong khu dân cư.",
        "Văn phòng Tỉnh ủy chủ trì theo dõi việc thực hiện.",
    ],
)
def test_what_localities_and_the_partys_offices_do_is_no_departments(
    text: str, tmp_path: Path
) -> None:
    found = Taken(tmp_path, FARMING, points(text, f"{FARMING} lập tổ trực."))
    assert "k1" not in found.nodes
    assert "k2" in found.nodes


def test_a_row_in_which_a_departments_own_unit_helps_is_its_plans(tmp_path: Path) -> None:
    rows = """
[[phu_luc]]
id = "phu-luc"
tieu_de = "DANH MỤC"

[[phu_luc.nhiem_vu]]
id = "kho"
noi_dung = "Phương án giữ kho giống"
chu_tri = ["ubnd-xa-phuong"]
phoi_hop = ["tram-giong"]
thoi_han = { truoc = 2026-03-15 }

[[co_quan_moi]]
id = "ubnd-xa-phuong"
ten = "UBND các xã, phường"

[[co_quan_moi]]
id = "tram-giong"
ten = "Trung tâm Giống nông nghiệp"
"""
    found = Taken(tmp_path, FARMING, points(f"{FARMING} lập tổ trực.") + rows)
    assert "phối hợp" in found.nodes["kho"].marked


# ------------------------------------------------------------------ what an answer makes


@pytest.mark.parametrize(
    ("cited", "text", "left"),
    [
        ("riêng vùng đồng bằng", "Đường cứng hóa của cả nước đạt 80%; riêng vùng đồng bằng đạt"
         " 98%.", "Đường cứng hóa của vùng đồng bằng đạt 98%."),
        ("riêng khu vực miền núi", "Che phủ rừng trên địa bàn toàn tỉnh đạt 42%, riêng khu vực miền"
         " núi đạt 60%.", "Che phủ rừng ở khu vực miền núi đạt 60%."),
        ("riêng các xã vùng cao", "Tỷ lệ hộ nghèo toàn tỉnh giảm 1,5%/năm; riêng các xã vùng cao"
         " giảm 3%/năm.", "Tỷ lệ hộ nghèo giảm 3%/năm."),
    ],
)  # fmt: skip
def test_a_figure_of_some_is_not_said_of_the_area_of_all(cited: str, text: str, left: str) -> None:
    asked = f"Chỉ nói riêng một phần (“{cited}”): xem xã Yên Châu có thuộc phần ấy không"
    assert as_ours(asked, text) == left


def test_what_a_class_cannot_do_is_asked_whole(tmp_path: Path) -> None:
    found = taken(
        tmp_path, "tỉnh Gia Lai", MINISTRY,
        "Các tỉnh chưa bố trí được quỹ đất được trung ương hỗ trợ thuê trụ sở.",
    )  # fmt: skip
    assert "“chưa bố trí được quỹ đất”" in found["k1"].marked
