"""A department takes its province's plan: its own units are its rooms, it never meets itself."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING, Any

import pytest

from generator.cascade.deriving.rulebook.questions import asked_of
from generator.grammar.named_bodies import bodies
from generator.grammar.named_units import named_units
from generator.grammar.subordinates import belongs_to
from tests.plans_apart.office import Node, Office, nodes

if TYPE_CHECKING:
    from pathlib import Path

HEALTH = "Sở Y tế"
FARMING = "Sở Nông nghiệp và Môi trường"
HEAD = """\
phien_ban = 1

[van_ban]
ma = "tren"
loai = "KH"
co_quan = "ubnd-tinh-gia-lai"
so = 61
ngay = 2026-02-03
trich_yeu = "Phòng, chống dịch bệnh mùa mưa"

[[muc]]
id = "nhiem-vu"
tieu_de = "NHIỆM VỤ"
"""
TABLE = """
[[muc.khoan]]
id = "bang"
tieu_de = "Phân công"

[[muc.khoan.bang]]
hang = [
  ["STT", "Nội dung", "Chủ trì", "Phối hợp", "Thời gian"],
{rows}
]
"""
ROOMS = '\n[[muc]]\nid = "thuc-hien"\ntieu_de = "TỔ CHỨC THỰC HIỆN"\n'
SIGNED = '\n[[nguoi_ky]]\nchuc_vu = "CHỦ TỊCH"\n'


class Taken:
    """The plan of a department, by the nodes of its province's plan."""

    def __init__(self, folder: Path, department: str, body: str, answers: str = "") -> None:
        office = Office(folder, f"{department} tỉnh Gia Lai")
        assert office.knows_unit, office.unknown
        (folder / "plans" / "tren.toml").write_text(HEAD + body + SIGNED, encoding="utf-8")
        if answers:
            (folder / "plans" / "danh-muc" / "tra-loi.toml").write_text(answers, encoding="utf-8")
        unit = tomllib.loads((folder / "kehoach.toml").read_text("utf-8"))["co_quan"]
        said = office.do("derive", "plans/tren.toml", "--unit", unit, "-o", "plans/duoi")
        assert said.code == 0, said.err
        self.plan: dict[str, Any] = tomllib.loads(
            next((folder / "plans" / "duoi").glob("*.toml")).read_text("utf-8")
        )
        self.nodes: dict[str, Node] = {n.source: n for n in nodes(self.plan) if n.source}

    @property
    def rows(self) -> list[list[str]]:
        """The rows of its tables, without the heads."""
        found = [
            row
            for part in self.plan["muc"]
            for item in part.get("khoan", [])
            for table in item.get("bang", [])
            for row in table["hang"]
        ]
        return [row["o"] for row in found if isinstance(row, dict)]


def items(*texts: str) -> str:
    return "".join(
        f'\n[[muc.khoan]]\nid = "k{n}"\nnoi_dung = "{text}"\n' for n, text in enumerate(texts, 1)
    )


def rooms(*texts: str, department: str = HEALTH) -> str:
    points = items(*texts).replace("[[muc.khoan]]", "[[muc.khoan.diem]]")
    return f'{ROOMS}\n[[muc.khoan]]\nid = "so"\ntieu_de = "{department}"\n{points}'


@pytest.mark.parametrize(
    ("department", "unit"),
    [
        (HEALTH, "Bệnh viện Nhi tỉnh"),
        (HEALTH, "Trung tâm Kiểm soát bệnh tật"),
        (HEALTH, "Trung tâm Pháp y tỉnh"),
        (FARMING, "Chi cục Chăn nuôi và Thú y"),
        (FARMING, "Chi cục Thủy lợi tỉnh"),
        (FARMING, "Văn phòng Đăng ký đất đai"),
    ],
)
def test_the_work_of_a_departments_own_unit_is_its_plans_with_that_unit_as_the_lead(
    department: str, unit: str, tmp_path: Path
) -> None:
    text = f"{unit} trực 24/24 giờ trong các đợt mưa lớn, báo cáo nhanh trước 16 giờ hằng ngày."
    node = Taken(tmp_path, department, items(text)).nodes["k1"]
    assert node.words == text
    assert "xem có phải việc của" not in node.marked


@pytest.mark.parametrize(
    ("department", "unit"),
    [
        (HEALTH, "Chi cục Kiểm lâm"),
        (HEALTH, "Bảo tàng tỉnh"),
        (HEALTH, "Bệnh viện Quân y 13"),
        (FARMING, "Trung tâm Kiểm soát bệnh tật tỉnh"),
        (FARMING, "Chi cục Hải quan khu vực XIV"),
    ],
)
def test_the_unit_of_another_body_stays_anothers(
    department: str, unit: str, tmp_path: Path
) -> None:
    others = f"{unit} bố trí 02 xe ô tô phục vụ công tác vận chuyển."
    found = Taken(tmp_path, department, items(others, f"{department} lập tổ trực."))
    assert "k1" not in found.nodes
    assert "k2" in found.nodes


@pytest.mark.parametrize("unit", ["Trung tâm Hỗ trợ cộng đồng", "Trung tâm Y tế khu vực An Khê"])
def test_a_unit_that_no_data_place_is_asked_about_and_never_left_out_in_silence(
    unit: str, tmp_path: Path
) -> None:
    node = Taken(tmp_path, HEALTH, items(f"{unit} tiếp nhận người bệnh chuyển đến.")).nodes["k1"]
    assert "có phải đơn vị thuộc Sở Y tế không" in node.marked
    asked = asked_of(node.marked)
    assert asked is not None
    assert asked.about == unit


@pytest.mark.parametrize("belongs", [True, False])
def test_the_offices_answer_about_a_unit_settles_it(belongs: bool, tmp_path: Path) -> None:
    unit = "Trung tâm Hỗ trợ cộng đồng"
    said = "true" if belongs else "false"
    answers = f'phien_ban = 1\n\n[[thuoc_dien]]\ndien = "{unit}"\nthuoc = {said}\n'
    body = items(f"{unit} tiếp nhận người bệnh chuyển đến.", "Sở Y tế lập tổ trực.")
    found = Taken(tmp_path, HEALTH, body, answers).nodes
    assert ("k1" in found) is belongs
    assert not any("có phải đơn vị thuộc" in node.marked for node in found.values())


def test_rows_of_own_units_stay_and_who_stands_behind_the_departments_name_does_the_work(
    tmp_path: Path,
) -> None:
    rows = (
        '["1", "Giám sát véc tơ", "Trung tâm Kiểm soát bệnh tật tỉnh", "Công an tỉnh", "Quý II"],\n'
        '["2", "Kiểm tra nguồn nước", "Sở Y tế (Chi cục Dân số)", "Sở Xây dựng", "Quý III"],\n'
        '["3", "Thu gom rác", "Sở Xây dựng", "Sở Y tế, Sở Nội vụ", "Quý IV"],\n'
        '["4", "Cấp phát vở", "Liên đoàn Lao động tỉnh", "Sở Nội vụ", "Quý IV"],'
    )
    found = Taken(tmp_path, HEALTH, TABLE.format(rows=rows)).rows
    assert [row[2] for row in found] == [
        "Trung tâm Kiểm soát bệnh tật tỉnh", "Chi cục Dân số", "Sở Xây dựng"
    ]  # fmt: skip
    assert found[2][3] == "Sở Y tế, Sở Nội vụ"
    assert "UBND tỉnh" not in str(found)


@pytest.mark.parametrize(
    ("above", "own"),
    [
        (
            "Công an tỉnh: bảo vệ kho thuốc; phối hợp chặt chẽ với Sở Y tế.",
            "Phối hợp với Công an tỉnh bảo vệ kho thuốc.",
        ),
        (
            "Chi cục Dân số phối hợp với Sở Y tế, Tỉnh đoàn mở 03 lớp tư vấn.",
            "Chi cục Dân số phối hợp với Tỉnh đoàn mở 03 lớp tư vấn.",
        ),
    ],
)
def test_no_department_coordinates_with_itself(above: str, own: str, tmp_path: Path) -> None:
    assert Taken(tmp_path, HEALTH, items(above)).nodes["k1"].words == own


def test_what_communes_do_stays_out_of_a_departments_plan(tmp_path: Path) -> None:
    theirs = (
        "Ban Quản lý dự án sửa kênh; xã nào có kênh bị bồi lấp thì huy động dân nạo vét.",
        "Phường nào có chợ thì mở sổ theo dõi nguồn thịt.",
        "Xã, phường tổ chức dọn vệ sinh khu tập kết.",
        "Xã có rừng phải cắm biển cấm lửa.",
        "Thôn nào còn hộ nuôi nhốt trong khu dân cư thì vận động di dời.",
        "Mỗi xã lập 01 tổ phun hóa chất.",
    )
    mixed = (
        f"{FARMING} cấp giống. Xã, phường giao giống cho từng hộ.",
        f"{FARMING} in tờ rơi; xã nào có ổ dịch thì phát tận nhà.",
        f"{FARMING} kiểm tra kho. Các xã phối hợp với {FARMING} mở cửa kho.",
    )
    found = Taken(tmp_path, FARMING, items(*theirs, *mixed)).nodes
    assert not {f"k{n}" for n in range(1, 7)} & set(found)
    assert [found[f"k{n}"].words for n in (7, 8)] == [
        f"{FARMING} cấp giống.", f"{FARMING} in tờ rơi."
    ]  # fmt: skip
    assert "mở cửa kho" in found["k9"].words


def test_a_plan_that_names_no_room_asks_once_who_leads(tmp_path: Path) -> None:
    body = (
        items().replace("k1", "k9")
        + '\n[[muc.khoan]]\nid = "phong"\ntieu_de = "Phòng chống muỗi"\n'
        + items("Sở Y tế phun hóa chất 02 đợt.").replace("[[muc.khoan]]", "[[muc.khoan.diem]]")
        + rooms("Dự trữ 500 lít hóa chất.").replace("k1", "r1")
    )
    found = Taken(tmp_path, HEALTH, body)
    asked = [row for row in found.nodes.values() if "phân công cho từng nhóm" in row.marked]
    titles = {row.source for row in asked if row.row.get("can_xem")}
    assert titles == {"so"}


def test_rooms_advise_the_head_who_submits_to_the_committee(tmp_path: Path) -> None:
    body = rooms("Tham mưu UBND tỉnh thành lập 02 đoàn kiểm tra trong tháng 3.")
    node = Taken(tmp_path, HEALTH, body).nodes["k1"]
    assert node.words.startswith("Tham mưu Lãnh đạo Sở Y tế trình UBND tỉnh thành lập 02 đoàn")


def test_money_given_to_the_department_is_not_its_rooms(tmp_path: Path) -> None:
    body = items("Ngân sách tỉnh cấp, giao Sở Y tế: 3,5 tỷ đồng mua hóa chất.")
    assert "các phòng" not in Taken(tmp_path, HEALTH, body).nodes["k1"].words


@pytest.mark.parametrize("words", ["UBND tỉnh 6 tháng", "UBND tỉnh 02 lần", "UBND tỉnh 12 báo cáo"])
def test_a_number_behind_a_province_is_no_name(words: str) -> None:
    (body, *_rest) = bodies(f"Tổng hợp, báo cáo {words} theo quy định.")
    assert body.place == ""
    assert named_units(f"báo cáo {words}") == ()


def test_a_numbered_ward_keeps_its_name() -> None:
    (ward,) = bodies("UBND phường 7 tổ chức tổng vệ sinh.")
    assert ward.place == "phường 7"


def test_the_owner_that_a_text_says_goes_before_the_data() -> None:
    (named,) = bodies("Trung tâm Khuyến nông tỉnh")
    assert belongs_to(named, FARMING) == "own"
    assert belongs_to(named, HEALTH) == "no"
