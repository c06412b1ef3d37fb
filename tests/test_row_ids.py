"""Rows of tables among the words have ids: derived, updated, compared and told by them."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.plan.model import Diem, KeHoach, Khoan, Muc, VanBan, walk
from generator.plan.ruled import Bang, Hang, rows_with_ids
from generator.read.rebuild.ids import slug
from generator.verbs.keep_ids import keep_ids
from tests.plans_apart.office import Office
from tests.test_body_tables import FOOT, HEAD

if TYPE_CHECKING:
    from pathlib import Path

ROWS = """\
cot = ["TT", "Nhiệm vụ", "Chủ trì", "Phối hợp", "Thời hạn"]
hang = [
  { id = "h-mua-sam", o = ["1", "Mua sắm thiết bị bay cho kiểm lâm", "Sở Tài chính", "", "Quý II/2026"] },
  { id = "h-chan-lua", o = ["2", "Làm 05 km đường băng cản lửa", "UBND các xã, phường", "Sở Xây dựng", "30/5/2026"] },
  { id = "h-chan-lua-2", o = ["3", "Làm 05 km đường băng cản lửa giai đoạn 2", "UBND các xã, phường", "Sở Xây dựng", "30/9/2026"] },
  { id = "h-to-roi", o = ["4", "Phát tờ rơi phòng cháy rừng", "UBND các xã, phường", "", "Tháng 6/2026"] },
]"""  # noqa: E501 - a table of TOML
SHARES = """\
cot = ["TT", "Xã", "Diện tích (ha)", "Kinh phí (triệu đồng)"]
hang = [["1", "Mường Khiêng", "12", "1.100"], ["2", "Yên Châu", "9", "850"], ["3", "Yên Châu Hạ", "4", "90"]]"""  # noqa: E501 - a table of TOML
BY_COLUMN = """\
cot = ["Chỉ tiêu", "Xã Mường Khiêng", "Xã Yên Châu", "Xã Phiêng Khoài", "Toàn tỉnh"]
hang = [["Trồng rừng (ha)", "12", "9", "7", "28"], ["Vườn ươm", "1", "0", "2", "3"]]"""
NOBODY = """\
cot = ["TT", "Nội dung công việc", "Chủ trì", "Hoàn thành"]
hang = [["1", "Tổ chức ngày hội xanh", "UBND các xã, phường", "Tháng 8/2026"]]"""


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office(tmp_path, "xã Yên Châu, Sơn La")


def write(office: Office, table: str, words: str = "") -> None:
    head = HEAD.replace('tieu_de = "Các nhiệm vụ cụ thể"', words) if words else HEAD
    (office.folder / "plans/tren.toml").write_text(head + table + FOOT, encoding="utf-8")


def derive(office: Office) -> dict[str, Any]:
    said = office.do(
        "derive", "plans/tren.toml", "--unit", "ubnd-xa-yen-chau", "--json", "--sheet", "s"
    )
    return said.data


def item(office: Office) -> dict[str, Any]:
    plan = tomllib.loads((office.folder / "plans/xa-yen-chau.toml").read_text("utf-8"))
    found: dict[str, Any] = plan["muc"][0]["khoan"][0]
    return found


def rows(office: Office) -> dict[str, list[str]]:
    hang = item(office)["bang"][0]["hang"]
    return {row["id"]: row["o"] for row in hang if isinstance(row, dict)}


def test_a_derived_row_says_from_which_row_it_comes(office: Office) -> None:
    write(office, ROWS)
    derive(office)
    hang = item(office)["bang"][0]["hang"]
    assert [row["nguon"]["nut"] for row in hang] == ["h-chan-lua", "h-chan-lua-2", "h-to-roi"]
    assert {row["nguon"]["ke_hoach"] for row in hang} == {"kh-tren"}


def test_rows_that_sound_alike_are_not_late_for_each_other(office: Office) -> None:
    write(office, ROWS)
    derive(office)
    file = office.folder / "plans/xa-yen-chau.toml"
    text = file.read_text("utf-8").replace(
        "05 km đường băng cản lửa giai đoạn 2", "5 km băng trắng"
    )
    file.write_text(text, encoding="utf-8")
    told = office.do("check", "plans/xa-yen-chau.toml", "--json").data["diagnostics"]
    assert [one for one in told if one["code"] == "LC701"] == []
    file.write_text(text.replace('"30/9/2026"', '"30/11/2026"'), encoding="utf-8")
    told = office.do("check", "plans/xa-yen-chau.toml", "--json").data["diagnostics"]
    assert [one["severity"] for one in told if one["code"] == "LC701"] == ["error"]


def test_an_update_changes_the_row_that_changed_above_and_keeps_the_clerks_row(
    office: Office,
) -> None:
    write(office, ROWS)
    derive(office)
    file = office.folder / "plans/xa-yen-chau.toml"
    text = file.read_text("utf-8")
    file.write_text(text.replace("Phát tờ rơi", "Phát 500 tờ rơi"), encoding="utf-8")
    write(
        office,
        ROWS.replace("Làm 05 km đường băng cản lửa giai đoạn 2", "Làm thêm 07 km đường băng"),
    )
    assert office.do("update", "plans/xa-yen-chau.toml").code == 0
    said = rows(office)
    assert said["h-chan-lua-2"][1] == "Làm thêm 07 km đường băng"
    assert said["h-to-roi"][1] == "Phát 500 tờ rơi phòng cháy rừng"
    assert [cells[0] for cells in said.values()] == ["1", "2", "3"]


def test_an_update_takes_in_a_new_row_and_leaves_out_one_that_is_gone(office: Office) -> None:
    write(office, ROWS)
    derive(office)
    file = office.folder / "plans/xa-yen-chau.toml"
    text = file.read_text("utf-8")
    file.write_text(text.replace("Phát tờ rơi", "Phát 500 tờ rơi"), encoding="utf-8")
    lines = ROWS.splitlines()
    new = lines[3].replace("h-chan-lua", "h-ky").replace("Làm 05 km đường băng", "Dọn 5 khu dân cư")
    write(office, "\n".join([*lines[:3], new, *lines[4:]]))
    assert office.do("update", "plans/xa-yen-chau.toml").code == 0
    said = rows(office)
    assert list(said) == ["h-ky", "h-chan-lua-2", "h-to-roi"]
    assert said["h-to-roi"][1] == "Phát 500 tờ rơi phòng cháy rừng"


def test_a_row_that_both_sides_changed_is_a_conflict_and_the_clerks_stays(office: Office) -> None:
    write(office, ROWS)
    derive(office)
    file = office.folder / "plans/xa-yen-chau.toml"
    text = file.read_text("utf-8")
    file.write_text(text.replace("Phát tờ rơi phòng cháy rừng", "Dán áp phích"), encoding="utf-8")
    write(office, ROWS.replace("Phát tờ rơi phòng cháy rừng", "Mở chuyên mục trên loa"))
    office.do("update", "plans/xa-yen-chau.toml")
    assert rows(office)["h-to-roi"][1] == "Dán áp phích"
    assert [one["truong"] for one in item(office)["xung_dot"]] == ["bang"]


def test_a_plan_of_before_rows_had_ids_is_updated_all_the_same(office: Office) -> None:
    plain = [["1", "Việc một"], ["2", "Việc hai"]]
    named = Bang(hang=[Hang(id="a", o=["1", "Việc một"]), Hang(id="b", o=["2", "Việc hai"])])
    assert rows_with_ids(named, plain) == named.hang
    inserted = rows_with_ids(named, [plain[0], ["2", "Việc chen vào"], ["3", "Việc hai"]])
    assert inserted[0] == named.hang[0]
    assert inserted[1:] == [["2", "Việc chen vào"], ["3", "Việc hai"]]


def test_coverage_knows_a_reworded_row_by_where_it_comes_from(office: Office) -> None:
    write(office, ROWS)
    derive(office)
    file = office.folder / "plans/xa-yen-chau.toml"
    text = file.read_text("utf-8")
    file.write_text(text.replace("Phát tờ rơi phòng cháy rừng", "Dán áp phích"), encoding="utf-8")
    data = office.do("coverage", "plans/tren.toml", "--json").data
    task = next(i for i, one in enumerate(data["tasks"]) if one["id"] == "h-to-roi")
    own = next(row for row in data["units"] if row["unit"] == "ubnd-xa-yen-chau")
    assert own["cells"][task]["state"] == "adapted"
    assert {why["kind"] for why in own["cells"][task]["reasons"]} == {"text"}
    assert [one["state"] for one in own["cells"][1:3]] == ["taken", "taken"]


def test_each_row_that_stays_has_its_line_on_the_sheet(office: Office) -> None:
    write(office, ROWS)
    nodes = derive(office)["sheets"][0]["nodes"]
    told = [(one["what"], one["said"].split(" | ")[1]) for one in nodes if " | " in one["said"]]
    assert ("left_out", "Mua sắm thiết bị bay cho kiểm lâm") in told
    assert ("taken", "Phát tờ rơi phòng cháy rừng") in told


# ------------------------------------------------------------------------------ the unit's own


def test_the_own_share_stays_though_the_words_before_are_the_superiors_alone(
    office: Office,
) -> None:
    write(office, SHARES, 'noi_dung = "Tổng kinh phí của tỉnh là 2.040 triệu đồng."')
    derive(office)
    own = item(office)
    assert own["noi_dung"] == "Phần giao cho xã Yên Châu tại {cap_tren}:"
    assert "can_xem" not in own
    assert [row["o"] for row in own["bang"][0]["hang"]] == [["1", "Yên Châu", "9", "850"]]


def test_of_a_table_with_a_column_for_each_unit_the_own_column_stays(office: Office) -> None:
    write(office, BY_COLUMN)
    derive(office)
    table = item(office)["bang"][0]
    assert table["cot"] == ["Chỉ tiêu", "Xã Yên Châu"]
    assert [row["o"] for row in table["hang"]] == [["Trồng rừng (ha)", "9"], ["Vườn ươm", "0"]]


def test_a_row_for_which_no_body_is_named_is_asked_about(office: Office) -> None:
    write(office, NOBODY)
    file = office.folder / "plans/tren.toml"
    subject = "Nhiệm vụ trọng tâm năm 2026"
    text = file.read_text("utf-8").replace("Bảo vệ rừng năm 2026", subject)
    file.write_text(text, encoding="utf-8")
    derive(office)
    assert "chưa rõ bộ phận" in item(office)["can_xem"]


# ------------------------------------------------------------------------------ read anew


def plan_of(*sentences: str) -> KeHoach:
    """A plan whose points have the ids that an import gives to these words."""
    points = [Diem(id=slug(said), noi_dung=said) for said in sentences]
    item = Khoan(id="viec", tieu_de="Ủy ban nhân dân các xã", diem=points)
    rows: list[Hang | list[str | list[str]]] = [
        Hang(id=slug(said), o=[str(n), said]) for n, said in enumerate(sentences, 1)
    ]
    part = Muc(id="phan", tieu_de="NHIỆM VỤ", khoan=[item], bang=[Bang(hang=rows)])
    return KeHoach(
        phien_ban=1, van_ban=VanBan(ma="kh", co_quan="ubnd", trich_yeu="Thử"), muc=[part]
    )


def test_a_plan_read_anew_keeps_the_ids_of_what_was_reworded() -> None:
    old = plan_of("Trồng 500 cây phân tán ở ven đường", "Dọn rãnh thoát nước", "Sơn lại trụ sở")
    new = plan_of("Trồng 700 cây phân tán ở ven đường liên thôn", "Mở lớp bơi", "Sơn lại trụ sở")
    again = keep_ids(old, new)
    was, now = old.muc[0].khoan[0].diem, again.muc[0].khoan[0].diem
    assert [point.id for point in now] == [was[0].id, "mo-lop-boi", was[2].id]
    assert [point.noi_dung for point in now] == [p.noi_dung for p in new.muc[0].khoan[0].diem]
    assert again.muc[0].bang[0].row_ids()[2] == was[2].id
    assert keep_ids(new, new) == new


@given(st.permutations(["Một việc dài", "Hai việc khác", "Ba điều mới"]), st.integers(0, 3))
def test_ids_stay_unique_and_no_word_changes(order: list[str], cut: int) -> None:
    old, new = plan_of("Một việc dài", "Hai việc khác", "Ba điều mới"), plan_of(*order[cut:])
    again = keep_ids(old, new)
    ids = [node.id for _loc, node in walk(again)]
    assert len(ids) == len(set(ids))
    texts = [getattr(n, "noi_dung", None) for _l, n in walk(new)]
    assert [getattr(n, "noi_dung", None) for _l, n in walk(again)] == texts
