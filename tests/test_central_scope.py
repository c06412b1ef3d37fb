"""A province takes a ministry's plan: regions, the whole country, the ministry's own powers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from generator.grammar.named_bodies import bodies
from generator.grammar.regions import in_region
from tests.plans_apart.office import Node, Office, nodes

if TYPE_CHECKING:
    from pathlib import Path

HEAD = """\
phien_ban = 1

[[co_quan_moi]]
id = "bo"
ten = "Bộ Nội vụ"
ky_hieu = "BNV"
dia_danh = "Hà Nội"

[van_ban]
ma = "tren"
loai = "KH"
co_quan = "bo"
so = 12
ngay = 2026-03-02
trich_yeu = "{about}"
{opening}
[[muc]]
id = "nhiem-vu"
tieu_de = "NHIỆM VỤ"
"""
SIGNED = '\n[[nguoi_ky]]\nchuc_vu = "BỘ TRƯỞNG"\n'
ABOUT = "Tổng điều tra nhu cầu học nghề trên phạm vi toàn quốc năm 2026"


class Taken:
    """The plan of a province, by the nodes of the ministry's plan."""

    def __init__(self, folder: Path, unit: str, *texts: str, opening: str = "") -> None:
        self.office = Office(folder, unit)
        assert self.office.knows_unit, self.office.unknown
        below = "".join(
            f'\n[[muc.khoan]]\nid = "k{n}"\nnoi_dung = "{text}"\n'
            for n, text in enumerate(texts, 1)
        )
        text = HEAD.format(about=ABOUT, opening=opening) + below + SIGNED
        (folder / "plans" / "tren.toml").write_text(text, encoding="utf-8")
        kept = self.office.derive("tren")
        assert not isinstance(kept, str), kept
        self.plan: dict[str, Any] = kept[0]
        self.nodes: dict[str, Node] = {n.source: n for n in nodes(kept[0]) if n.source}


def test_provinces_of_a_region_are_a_class_and_no_province_of_that_name() -> None:
    for words in ("Tây Nguyên", "Trung du và miền núi phía Bắc", "vùng Đông Nam Bộ"):
        (named, *_more) = bodies(f"Các tỉnh {words} rà soát danh mục nghề.")
        assert (named.place, named.only) == ("", words)


@pytest.mark.parametrize(
    ("words", "unit", "inside"),
    [
        ("Tây Nguyên", "tỉnh Đắk Lắk", True),
        ("Đồng bằng sông Cửu Long", "tỉnh Lào Cai", False),
        ("Tây Nguyên và Đông Nam Bộ", "tỉnh Đồng Nai", True),
        ("Tây Nguyên", "tỉnh Quảng Ngãi", None),
        ("ven biển", "tỉnh Nghệ An", None),
    ],
)
def test_data_say_which_provinces_a_region_has_where_that_is_certain(
    words: str, unit: str, inside: bool | None
) -> None:
    assert in_region(words, unit) is inside


def test_a_regions_work_is_taken_left_out_or_asked_by_where_the_province_lies(
    tmp_path: Path,
) -> None:
    found = Taken(
        tmp_path, "tỉnh Lâm Đồng",
        "Các tỉnh Tây Nguyên mở lớp nghề dệt cho 500 phụ nữ.",
        "Các tỉnh đồng bằng sông Hồng mở lớp nghề đúc đồng.",
        "Các tỉnh ven biển mở lớp nghề sửa máy tàu.",
        "Các tỉnh có hầm lò mở lớp nghề cứu hộ mỏ.",
    ).nodes  # fmt: skip
    assert found["k1"].words == "Mở lớp nghề dệt cho 500 phụ nữ."
    assert "k2" not in found
    assert found["k3"].words == "Mở lớp nghề sửa máy tàu."  # it has a coast since 2025
    assert not found["k3"].marked
    assert "hầm lò" in found["k4"].marked


def test_the_area_of_the_whole_country_becomes_the_provinces(tmp_path: Path) -> None:
    found = Taken(
        tmp_path, "tỉnh Lâm Đồng",
        "Tổ chức ngày hội việc làm trên phạm vi cả nước.",
        "Dữ liệu học nghề được liên thông trên phạm vi cả nước.",
    )  # fmt: skip
    title = found.plan["van_ban"]["trich_yeu"]
    assert title == "Tổng điều tra nhu cầu học nghề trên địa bàn tỉnh Lâm Đồng năm 2026"
    assert found.nodes["k1"].words == "Tổ chức ngày hội việc làm trên địa bàn tỉnh."
    assert "trên phạm vi cả nước" in found.nodes["k2"].words


@pytest.mark.parametrize(
    ("basis", "stays"),
    [
        ("quy định chức năng, nhiệm vụ, quyền hạn và cơ cấu tổ chức của Bộ Nội vụ", False),
        ("quy định về chính sách hỗ trợ đào tạo nghề", True),
    ],
)
def test_a_basis_on_the_superiors_own_functions_is_no_basis_below(
    basis: str, stays: bool, tmp_path: Path
) -> None:
    first = "Căn cứ Luật Việc làm số 74/2025/QH15 ngày 16 tháng 6 năm 2025;"
    second = f"Căn cứ Nghị định số 25/2025/NĐ-CP của Chính phủ {basis};"
    opening = "".join(
        f'\n[[can_cu]]\nid = "c{n}"\nnoi_dung = "{text}"\n'
        for n, text in enumerate((first, second))
    )
    found = Taken(tmp_path, "tỉnh Lâm Đồng", "Mở 20 lớp nghề.", opening=opening).nodes
    assert "c0" in found
    assert ("c1" in found) is stays


def test_a_bracket_falls_with_the_name_that_stood_in_it(tmp_path: Path) -> None:
    text = "Sở Văn hóa, Thể thao và Du lịch (Sở Văn hóa và Thể thao) mở 02 lớp nghề."
    words = Taken(tmp_path, "tỉnh Gia Lai", text).nodes["k1"].words
    assert "()" not in words.replace(" ", "")
    assert words == "Sở Văn hóa, Thể thao và Du lịch mở 02 lớp nghề."


def test_every_department_among_the_recipients_means_each_that_has_work(tmp_path: Path) -> None:
    found = Taken(
        tmp_path, "tỉnh Gia Lai",
        "Ủy ban nhân dân các tỉnh, thành phố chỉ đạo Sở Tài chính cân đối kinh phí.",
    )  # fmt: skip
    assert "Các sở, ban, ngành tỉnh" in [line["noi_dung"] for line in found.plan["noi_nhan"]]
    path = next((tmp_path / "plans" / "duoi").glob("*.toml"))
    given = path.read_text("utf-8").replace(
        'tieu_de = "NHIỆM VỤ"',
        'tieu_de = "NHIỆM VỤ"\n\n[[muc.khoan]]\nid = "viec"\ntieu_de = "Sở Tài chính"\n'
        'noi_dung = "Cân đối kinh phí."\nco_quan = ["so-tai-chinh"]',
        1,
    )
    path.write_text(given, encoding="utf-8")
    said = found.office.do("check", str(path), "--json")
    assert "LC705" not in said.out
    path.write_text(given.replace("Các sở, ban, ngành tỉnh", "Lưu trữ"), encoding="utf-8")
    assert "LC705" in found.office.do("check", str(path), "--json").out


def test_of_a_sentence_about_a_class_nothing_is_cut_and_the_class_is_asked(tmp_path: Path) -> None:
    said = "ỉnh có làng nghề ven đô đủ tuổi đời, hội làng, lễ tế tổ, nghề cổ."
    node = Taken(tmp_path, "tỉnh Lâm Đồng", f"Các t{said}").nodes["k1"]
    assert node.words == f"T{said}"
    assert node.marked
