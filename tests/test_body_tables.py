"""Tables among the words of a plan: own rows are derived, rows of others go and are told."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING, Any

import pytest

from tests.plans_apart.office import Office

if TYPE_CHECKING:
    from pathlib import Path

HEAD = """\
phien_ban = 1

[van_ban]
ma = "kh-tren"
co_quan = "ubnd-tinh-son-la"
so = 7
ngay = 2026-03-02
trich_yeu = "Bảo vệ rừng năm 2026"

[[mo_dau]]
id = "loi-dan"
noi_dung = "Ủy ban nhân dân tỉnh Sơn La ban hành Kế hoạch bảo vệ rừng như sau:"
vai_tro = "loi_dan"

[[muc]]
id = "phan-cong"
tieu_de = "PHÂN CÔNG THỰC HIỆN"

[[muc.khoan]]
id = "bang"
tieu_de = "Các nhiệm vụ cụ thể"

[[muc.khoan.bang]]
"""
FOOT = """

[[nguoi_ky]]
quyen_han = "TM. ỦY BAN NHÂN DÂN"
chuc_vu = "CHỦ TỊCH"
"""
TASKS = """\
cot = ["Số TT", "Việc phải làm", "Đơn vị", "", "Lộ trình"]
hang = [
  ["", "", "**Đầu mối**", "**Cùng phối hợp**", ""],
  ["(1)", "(2)", "(3)", "(4)", "(5)"],
  ["**I**", "**Tuần tra**", "", "", ""],
  ["1", "Mua sắm thiết bị bay cho kiểm lâm", "Sở Tài chính", "Chi cục Kiểm lâm", "Quý II/2026"],
  ["2", "Rà soát chòi canh lửa trên địa bàn tỉnh", "UBND các xã, phường", "Các sở, ngành", "30/5/2026"],
  ["**II**", "**Xử lý vi phạm**", "", "", ""],
  ["3", "Xét xử lưu động", "Tòa án nhân dân tỉnh", "Công an tỉnh", "Hằng năm"],
  ["**III**", "**Tuyên truyền**", "", "", ""],
  ["4", "Phát tờ rơi", "Sở Văn hóa, Thể thao và Du lịch", "UBND các xã, phường", "Tháng 6/2026"],
  ["5", "Ký cam kết với chủ hộ", "Chủ tịch UBND các xã, phường; Sở Tư pháp", "", "Trong năm 2026"],
]"""  # noqa: E501 - a table of TOML
SHARES = """\
cot = ["TT", "Địa phương", "Diện tích trồng (ha)", "", "Ghi chú"]
hang = [
  ["", "", "Keo", "Quế", ""],
  ["1", "Xã Mường Khiêng", "12", "3", ""],
  ["2", "Xã Yên Châu", "9", "4", "Vùng đệm"],
  ["", "Tổng", "21", "7", ""],
]"""
WATCHED = """\
cot = ["TT", "Chỉ tiêu", "ĐVT", "Năm 2026", "Cơ quan theo dõi"]
hang = [["1", "Độ che phủ rừng", "%", "47,5", "Sở Nông nghiệp và Môi trường"]]"""


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office(tmp_path, "xã Yên Châu, Sơn La")


def derived(office: Office, table: str, unit: str = "ubnd-xa-yen-chau") -> dict[str, Any]:
    (office.folder / "plans/tren.toml").write_text(HEAD + table + FOOT, encoding="utf-8")
    said = office.do("derive", "plans/tren.toml", "--unit", unit, "--json", "--sheet", "sheet.json")
    target = office.folder / said.data["results"][0]["target"]
    return said.data | {"plan": tomllib.loads(target.read_text("utf-8"))}


def rows_of(plan: dict[str, Any]) -> list[list[str]]:
    return [
        row["o"] if isinstance(row, dict) else row
        for part in plan["muc"]
        for item in part["khoan"]
        for table in item.get("bang", [])[:1]
        for row in table["hang"]
    ]


def cut_of(data: dict[str, Any]) -> list[str]:
    return [n["said"] for n in data["sheets"][0]["nodes"] if n["id"] == "bang" and not n["now"]]


def test_rows_of_others_go_and_each_is_told_on_the_sheet(office: Office) -> None:
    data = derived(office, TASKS)
    words = str(rows_of(data["plan"]))
    assert "thiết bị bay" not in words
    assert "Xét xử lưu động" not in words
    assert "Xử lý vi phạm" not in words
    cut = cut_of(data)
    assert len(cut) == 2
    assert "Mua sắm thiết bị bay cho kiểm lâm" in cut[0]
    assert "Xét xử lưu động" in cut[1]


def test_own_rows_stay_numbered_anew_in_the_words_of_the_unit(office: Office) -> None:
    rows = rows_of(derived(office, TASKS)["plan"])
    assert rows[1] == ["(1)", "(2)", "(3)", "(4)", "(5)"]
    numbers = [row[0] for row in rows if row[0].isdigit()]
    assert numbers == ["1", "2", "3"]
    own = next(row for row in rows if "chòi canh" in row[1])
    assert own[1] == "Rà soát chòi canh lửa trên địa bàn xã"
    assert "UBND các xã" not in own[2]
    assert own[3] == "Các phòng, đơn vị liên quan thuộc UBND xã"


def test_a_row_led_by_others_in_which_the_unit_helps_becomes_help(office: Office) -> None:
    row = next(r for r in rows_of(derived(office, TASKS)["plan"]) if "tờ rơi" in r[1])
    assert row[1] == "Phối hợp với Sở Văn hóa, Thể thao và Du lịch: phát tờ rơi"
    assert row[3] == "Sở Văn hóa, Thể thao và Du lịch"
    assert "Sở" not in row[2]


def test_the_duty_of_the_chairman_stays_his_and_who_leads_beside_helps(office: Office) -> None:
    row = next(r for r in rows_of(derived(office, TASKS)["plan"]) if "cam kết" in r[1])
    assert row[2] == "Chủ tịch UBND xã"
    assert row[3] == "Sở Tư pháp"


def test_of_a_list_of_units_the_own_row_stays_under_both_rows_of_the_head(office: Office) -> None:
    data = derived(office, SHARES)
    assert rows_of(data["plan"]) == [
        ["", "", "Keo", "Quế", ""],
        ["1", "Xã Yên Châu", "9", "4", "Vùng đệm"],
    ]
    assert [words.split(" | ")[1] for words in cut_of(data)] == ["Xã Mường Khiêng", "21"]


def test_a_table_whose_bodies_only_watch_is_a_question(office: Office) -> None:
    plan = derived(office, WATCHED)["plan"]
    assert plan["muc"][0]["khoan"][0]["can_xem"].startswith("Bảng của tỉnh")


def test_rows_among_the_words_are_listed_as_tasks_with_their_days(office: Office) -> None:
    (office.folder / "plans/tren.toml").write_text(HEAD + TASKS + FOOT, encoding="utf-8")
    tasks = office.do("tasks", "plans/tren.toml", "--json").data["tasks"]
    rows = {t["text"]: t for t in tasks if t["state"] == "row"}
    assert len(rows) == 5
    assert rows["Phát tờ rơi"]["due"] == "2026-06-30"
    assert rows["Phát tờ rơi"]["leads"] == ["Sở Văn hóa, Thể thao và Du lịch"]
    assert rows["Mua sắm thiết bị bay cho kiểm lâm"]["due"] == "2026-06-30"


def test_rows_of_two_levels_are_one_task_only_where_they_say_the_same(office: Office) -> None:
    derived(office, TASKS)
    said = office.do("check", "plans/xa-yen-chau.toml", "--json").data["diagnostics"]
    assert [row for row in said if row["code"] == "LC701"] == []
    ids = [t["id"] for t in office.do("tasks", "plans/tren.toml", "--json").data["tasks"]]
    assert len(ids) == len(set(ids))


OTHER_HEADS = """\
cot = ["Mã số", "Đầu việc", "Trách nhiệm", "", "Khi nào xong", "Đầu ra", "Kinh phí (triệu đồng)"]
hang = [
  ["", "", "Chính", "Hỗ trợ", "", "", ""],
  ["A. TRỒNG CÂY", "", "", "", "", "", ""],
  ["1.1", "Ươm cây giống", "UBND các xã, phường", "Đoàn Thanh niên cấp xã; Sở Xây dựng", "Xong trước 31/3/2026", "Vườn ươm", "1.500"],
  ["1.2", "Thí điểm vườn ươm số", "UBND xã Yên Châu", "Sở Tài chính", "02 lần/quý", "Báo cáo", "240"],
  ["B. BẢO VỆ", "", "", "", "", "", ""],
  ["2.1", "Cắm mốc ranh giới rừng", "Sở Xây dựng", "Công an tỉnh", "Quý I hằng năm", "Mốc", "9.000"],
]"""  # noqa: E501 - a table of TOML
TWO_DAYS = """\
cot = ["TT", "Việc", "Chủ trì", "Hạn"]
hang = [["1", "Kiểm kê cây giống hiện có", "UBND các xã, phường", "30/4/2026"]]

[[muc.khoan]]
id = "xa"
tieu_de = "Ủy ban nhân dân các xã, phường"

[[muc.khoan.diem]]
id = "kiem-ke"
noi_dung = "Kiểm kê cây giống hiện có, xong trước ngày {day}."
"""


def test_heads_in_other_words_and_groups_in_the_first_column_are_understood(office: Office) -> None:
    (office.folder / "plans/tren.toml").write_text(HEAD + OTHER_HEADS + FOOT, encoding="utf-8")
    tasks = office.do("tasks", "plans/tren.toml", "--json").data["tasks"]
    rows = {t["text"]: t for t in tasks if t["state"] == "row"}
    assert rows["Ươm cây giống"]["due"] == "2026-03-30"
    assert rows["Thí điểm vườn ươm số"]["product"] == "Báo cáo"
    assert rows["Cắm mốc ranh giới rừng"]["helpers"] == ["Công an tỉnh"]
    assert rows["Cắm mốc ranh giới rừng"]["due"] == "2026-03-31"


STRANGE_HEADS = """\
cot = ["TT", "Việc phải làm", "Ai đứng ra", "Phải xong", "Thấy được gì", "Tiền ở đâu"]
hang = [
  ["1", "Ươm cây giống", "UBND các xã, phường", "Trước 31/3/2026", "Biên bản kiểm đếm", "Tỉnh"],
  ["2", "Cắm mốc ranh giới", "Sở Xây dựng", "Quý II/2026", "Hồ sơ mốc giới", "Tỉnh"],
  ["3", "Tổng kết", "Sở Tư pháp", "15/11/2026", "Báo cáo", ""],
]"""


def test_columns_under_heads_nobody_knows_are_read_by_what_stands_in_them(office: Office) -> None:
    (office.folder / "plans/tren.toml").write_text(HEAD + STRANGE_HEADS + FOOT, encoding="utf-8")
    tasks = office.do("tasks", "plans/tren.toml", "--json").data["tasks"]
    rows = {t["text"]: t for t in tasks if t["state"] == "row"}
    assert [rows[name]["due"] for name in rows] == ["2026-03-30", "2026-06-30", "2026-11-15"]
    assert rows["Ươm cây giống"]["leads"] == ["UBND các xã, phường"]
    assert rows["Cắm mốc ranh giới"]["product"] == "Hồ sơ mốc giới"


def test_sums_are_the_superiors_but_in_a_row_of_the_unit_by_name(office: Office) -> None:
    data = derived(office, OTHER_HEADS)
    rows = {row[1]: row for row in rows_of(data["plan"])}
    assert rows["Ươm cây giống"][6] == ""
    assert rows["Thí điểm vườn ươm số"][6] == "240"
    assert "Kinh phí (triệu đồng)" in data["plan"]["muc"][0]["khoan"][0]["can_xem"]
    assert rows["Ươm cây giống"][3] == "Đoàn Thanh niên xã; Sở Xây dựng"
    assert "B. BẢO VỆ" not in str(rows_of(data["plan"]))


def test_what_stands_in_rows_of_others_is_not_asked_about(office: Office) -> None:
    only = "\n".join(line for line in OTHER_HEADS.split("\n") if '"1.1"' not in line)
    data = derived(office, only)
    assert "Kinh phí" not in data["plan"]["muc"][0]["khoan"][0].get("can_xem", "")


@pytest.mark.parametrize(("day", "told"), [("15/4/2026", 1), ("01/5/2026", 0)])
def test_two_deadlines_of_one_task_are_both_kept_and_told(
    office: Office, day: str, told: int
) -> None:
    words = HEAD + TWO_DAYS.replace("{day}", day) + FOOT
    (office.folder / "plans/tren.toml").write_text(words, encoding="utf-8")
    found = office.do("check", "plans/tren.toml", "--json").data["diagnostics"]
    assert [one["code"] for one in found].count("LC726") == told
    tasks = office.do("tasks", "plans/tren.toml", "--json").data["tasks"]
    assert len(tasks) == 1 + told


HELPED = """\
cot = ["TT", "Nội dung", "Chủ trì", "Phối hợp", "Thời hạn", "Hạn của từng nơi"]
hang = [
  ["1", "Lập chốt canh lửa tại các xã Mai Sơn, Yên Châu", "UBND các xã, phường", "Trạm Y tế cấp xã, Công an cấp xã", "Trong 20 ngày kể từ ngày Kế hoạch này ban hành", "Sở: 20/4/2026; Xã, phường: 10/4/2026"],
  ["2", "Tra cứu dữ liệu dân cư vùng đệm", "Công an tỉnh", "Công an các xã, phường", "Tháng 6/2026", ""],
  ["3", "Cập nhật bản đồ lô rừng", "Chi cục Kiểm lâm", "Phòng Kinh tế (ở phường: Phòng Kinh tế, Hạ tầng và Đô thị) cấp xã", "Thứ Sáu hằng tuần", ""],
]"""  # noqa: E501 - a table of TOML


def test_bodies_of_the_commune_that_help_keep_their_names(office: Office) -> None:
    row = next(r for r in rows_of(derived(office, HELPED)["plan"]) if "chốt" in r[1])
    assert row[3] == "Trạm Y tế xã; Công an xã"


def test_a_row_in_which_only_a_body_of_the_commune_helps_is_the_communes(office: Office) -> None:
    rows = rows_of(derived(office, HELPED)["plan"])
    police = next(r for r in rows if "dân cư" in r[1])
    assert police[1:4] == [
        "Phối hợp với Công an tỉnh: tra cứu dữ liệu dân cư vùng đệm", "Công an xã", "Công an tỉnh",
    ]  # fmt: skip
    room = next(r for r in rows if "lô rừng" in r[1])
    assert room[2].startswith("Phòng Kinh tế")
    assert room[4] == "Thứ Sáu hằng tuần"


def test_a_cell_names_the_unit_its_own_day_and_the_plan_above(office: Office) -> None:
    row = next(r for r in rows_of(derived(office, HELPED)["plan"]) if "chốt" in r[1])
    assert row[1] == "Lập chốt canh lửa tại xã Yên Châu"
    assert row[4] == "Trong 20 ngày kể từ ngày ban hành {cap_tren:ngay}"
    assert row[5] == "10/4/2026"


SHARED = """\
cot = ["TT", "Nội dung", "Chủ trì", "Phối hợp", "Kết quả", "Thời hạn"]
hang = [
  ["1", "Đặt trạm đo mưa ven suối", "UBND xã Yên Châu, UBND xã Mai Sơn, UBND phường Tô Hiệu", "Sở Xây dựng", "Mỗi nơi ít nhất 02 trạm", "20 ngày sau khi Kế hoạch được ban hành"],
  ["2", "Đếm chim di cư", "Thống kê tỉnh", "UBND các xã, phường cử người dẫn đường", "Sổ đếm", "Tháng 11/2026"],
  ["3", "Chụp ảnh lô rừng; UBND các xã, phường bố trí nơi cất cánh", "Chi cục Kiểm lâm", "Sở Tài chính", "", "Trong 30 ngày kể từ ngày ban hành"],
  ["4", "Phát cây giống", "UBND các xã, phường", "", "7.500 cây, mỗi xã, phường 100 cây", "Quý II"],
  ["5", "Đo lô", "Chi cục Kiểm lâm", "UBND phường Tô Hiệu", "", "Quý II"],
]"""  # noqa: E501 - a table of TOML


def test_units_that_lead_beside_the_unit_do_not_help_it(office: Office) -> None:
    row = next(r for r in rows_of(derived(office, SHARED)["plan"]) if "đo mưa" in r[1])
    assert "Mai Sơn" not in str(row)
    assert "Tô Hiệu" not in str(row)
    assert "Sở Xây dựng" in row[3]
    assert row[4] == "Ít nhất 02 trạm"
    assert row[5] == "20 ngày sau khi ban hành {cap_tren:ngay}"


def test_what_a_row_of_others_tells_the_unit_to_do_is_said(office: Office) -> None:
    data = derived(office, SHARED)
    birds, photos = (next(r for r in rows_of(data["plan"]) if w in str(r)) for w in ("chim", "lô"))
    assert birds[1] == "Cử người dẫn đường, phối hợp với Thống kê tỉnh: đếm chim di cư"
    assert photos[1].startswith("Bố trí nơi cất cánh, phối hợp với Chi cục Kiểm lâm")
    assert photos[3] == "Chi cục Kiểm lâm"
    assert "Kiểm lâm" not in photos[2]
    assert "phối hợp: xem phần việc" in data["plan"]["muc"][0]["khoan"][0]["can_xem"]
    assert "Đo lô" not in str(rows_of(data["plan"]))


def test_a_term_without_its_plan_in_a_cell_runs_from_the_plan_above(office: Office) -> None:
    row = next(r for r in rows_of(derived(office, SHARED)["plan"]) if "cất cánh" in r[1])
    assert row[5] == "Trong 30 ngày kể từ ngày ban hành {cap_tren:ngay}"


def test_of_a_total_in_a_cell_only_the_share_stays(office: Office) -> None:
    row = next(r for r in rows_of(derived(office, SHARED)["plan"]) if "cây giống" in r[1])
    assert row[4] == "100 cây"
