"""Whom a sentence means by a name, and what goes on about him: others' wards, forces, fronts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from generator.cascade.deriving.rulebook.answered_here import as_ours
from generator.grammar.named_units import named_units
from generator.grammar.topics import topics
from generator.places.dashed import tie
from tests.derived_plan import ALL, office, said
from tests.plans_apart.office import Office, nodes
from tests.plans_apart.typist import typed
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


# ------------------------------------------------------------------ what the Party issues

PROGRAMME = """\
@agency: ĐẢNG BỘ TỈNH GIA LAI / TỈNH ỦY
@number: Số: 31-CTr/TU
@place: Gia Lai, ngày 12 tháng 01 năm 2026
@type: CHƯƠNG TRÌNH HÀNH ĐỘNG
@title: thực hiện Nghị quyết số 18-NQ/TW về phát triển kinh tế rừng
----
Ban Thường vụ Tỉnh ủy ban hành Chương trình hành động với những nội dung sau:
I. NHIỆM VỤ
1. Ủy ban nhân dân các xã, phường trồng 02 ha rừng phòng hộ.
@recipients
- Lưu: Văn phòng Tỉnh ủy.
@sign: T/M BAN THƯỜNG VỤ / BÍ THƯ ;; Người Ký Mẫu
"""


def test_a_programme_of_action_of_the_party_is_cited_by_its_type_and_its_committee(
    tmp_path: Path,
) -> None:
    made = Office(tmp_path, "xã Ia Grai, Gia Lai")
    (tmp_path / "t.txt").write_text(PROGRAMME, "utf-8")
    (tmp_path / "tren.docx").write_bytes(typed("t", tmp_path))
    assert made.do("import", "tren.docx", "-o", "plans/tren.toml").code == 0
    kept = made.derive("tren")
    assert not isinstance(kept, str), kept
    subject = kept[0]["van_ban"]["trich_yeu"]
    assert subject.startswith("Thực hiện Chương trình hành động số 31-CTr/TU ngày 12/01/2026 của")
    assert "của Tỉnh ủy Gia Lai thực hiện Nghị quyết số 18-NQ/TW" in subject


@pytest.mark.parametrize(
    "text",
    [
        "Các cấp ủy trực thuộc Tỉnh ủy mở lớp học tập Nghị quyết trong tháng 12/2026.",
        "Các cấp ủy, tổ chức đảng trực thuộc Tỉnh ủy mở lớp học tập Nghị quyết trong tháng"
        " 12/2026.",
    ],
)
def test_a_communes_party_committee_is_one_right_below_the_provinces(
    text: str, tmp_path: Path
) -> None:
    found = taken(tmp_path, "xã Ia Grai, Gia Lai", PARTY, text)
    assert found["k1"].words == (
        "Đề nghị Đảng ủy xã mở lớp học tập Nghị quyết trong tháng 12/2026."
    )


# ------------------------------------------------------------------ areas, classes, rooms


@pytest.mark.parametrize(
    ("point", "words"),
    [
        ("Thống nhất hành động trong toàn Đảng bộ tỉnh về giữ rừng.",
         "Thống nhất hành động trong toàn Đảng bộ xã về giữ rừng."),
        ("Quán triệt trong toàn Đảng bộ, chính quyền và Nhân dân tỉnh Sơn La.",
         "Quán triệt trong toàn Đảng bộ, chính quyền và Nhân dân xã Yên Châu."),
    ],
)  # fmt: skip
def test_all_of_its_people_are_the_units(point: str, words: str, office: Workspace) -> None:
    assert said(office, point, ALL)[0] == words


@pytest.mark.parametrize(
    ("point", "about"),
    [
        ("UBND các xã, phường kiểm tra kho hàng khu vực biên giới trước ngày 30/4/2026.",
         "biên giới"),
        ("UBND các xã, phường rà soát nhà hàng ven biển.", "ven biển"),
    ],
)  # fmt: skip
def test_what_only_some_have_is_asked_about_where_all_are_told(
    point: str, about: str, office: Workspace
) -> None:
    assert f"Chỉ giao nơi “{about}”" in said(office, point, ALL)[1]


@pytest.mark.parametrize(
    ("title", "words"),
    [
        ("Riêng UBND các xã vùng cao (Mường La, Chiềng Lao):", ""),
        ("Riêng UBND các xã vùng cao (Yên Châu, Chiềng Lao):", "Lập danh sách hộ neo đơn."),
    ],
)
def test_a_list_of_names_answers_for_whom_a_title_is(
    title: str, words: str, office: Workspace
) -> None:
    found, asked = said(office, "Lập danh sách hộ neo đơn.", title)
    assert found == words
    assert "vùng cao" not in asked


def test_loudspeakers_are_no_field_of_work_done_before() -> None:
    work = "Phân công cán bộ trực, đo gió, công khai trên hệ thống truyền thanh"
    assert "van-hoa" not in topics(work)
    assert "van-hoa" in topics("Tuyên truyền trên hệ thống truyền thanh cơ sở")
