"""Rows that are parts of others by their numbers: 1a of 1, 2.1 of 2, "a" of the number before."""

from __future__ import annotations

import pytest

from generator.cascade.tasks.all_tasks import tasks_of
from generator.plan.appendix_rows import row_mistakes
from generator.plan.model import NhiemVu, Nhom, PhuLuc
from generator.plan.row_parts import (
    NumberedRow,
    heads_groups,
    parts_by_number,
    renumbered,
    whole_rows,
)
from tests.derived_plan import derive, node, office  # noqa: F401 - a fixture
from tests.test_import_tasks import PLAN, appendix

TABLE = """
[[phu_luc]]
id = "pl"
tieu_de = "NHIỆM VỤ"

[[phu_luc.nhiem_vu]]
id = "mot"
tt = "1"
noi_dung = "Làm sạch dữ liệu minh họa"
thoi_han = { truoc = 2026-08-30 }

[[phu_luc.nhiem_vu]]
id = "mot-a"
tt = "1a"
thuoc = "mot"
noi_dung = "Dữ liệu của tỉnh"
chu_tri = ["so-tai-chinh"]

[[phu_luc.nhiem_vu]]
id = "mot-b"
tt = "1b"
thuoc = "mot"
noi_dung = "Dữ liệu hộ tịch"
chu_tri = ["ubnd-xa-phuong"]

[[phu_luc.nhiem_vu]]
id = "hai"
tt = "2"
noi_dung = "Truyền thông minh họa"
chu_tri = ["ubnd-xa-phuong"]
thoi_han = { truoc = 2026-10-10 }

[[phu_luc.nhiem_vu]]
id = "hai-a"
tt = "2a"
thuoc = "hai"
noi_dung = "Phát tin minh họa"
"""


def rows(numbers: str) -> list[NumberedRow]:
    """Rows by their numbers; a bar begins a group."""
    groups = numbers.split("|")
    said = [(n, str(g)) for g, part in enumerate(groups) for n in part.split()]
    return [NumberedRow(f"{at}:{n}", n, g) for at, (n, g) in enumerate(said)]


@pytest.mark.parametrize(
    ("numbers", "parts"),
    [
        ("1 1a 1b 2", {"1:1a": "0:1", "2:1b": "0:1"}),
        ("1 1.1 1.1.1 1.2", {"1:1.1": "0:1", "2:1.1.1": "1:1.1", "3:1.2": "0:1"}),
        ("1 a b 2 -", {"1:a": "0:1", "2:b": "0:1", "4:-": "3:2"}),
        ("I 1 II 1", {"1:1": "0:I", "3:1": "2:II"}),
        ("1 2 10 11", {}),
        ("1 2|1 2", {}),
        ("I 1 a II a", {"1:1": "0:I", "2:a": "1:1"}),
        ("IX. 1. X. 1.", {"1:1.": "0:IX.", "3:1.": "2:X."}),
    ],
)
def test_numbers_say_which_rows_are_parts_of_which(numbers: str, parts: dict[str, str]) -> None:
    assert parts_by_number(rows(numbers)) == parts


@pytest.mark.parametrize(
    ("numbers", "kept", "now"),
    [
        ("1 1a 1b 2 2a", "1 1b 2 2a", "1 1a 2 2a"),
        ("1 1a 2 2a 2b", "2 2b", "1 1a"),
        ("1 2|1 2", "2", "1 1"),
        ("I 1 2 II 1", "II", "I"),
        ("1 a b 2 a", "1 b", "1 a"),
        ("1. 2. 3.", "2. 3.", "1. 2."),
        ("1. 1.1. 2. 2.1. 2.2.", "2. 2.2.", "1. 1.1."),
        ("1) 1a) 2) 2a)", "2) 2a)", "1) 1a)"),
        ("1 2|1 2|1 2", "2", "1 1 1"),
        ("1 1a 1b 2", "1b", "a"),
    ],
)
def test_what_stays_goes_on_in_the_numbers_of_its_source(numbers: str, kept: str, now: str) -> None:
    every = rows(numbers)
    stay = [row.id for row in every if row.number in kept.split()]
    made = renumbered(every, parts_by_number(every), stay)
    assert [made[id_] for id_ in stay] == now.split()


def test_a_part_has_of_its_row_only_what_it_does_not_say_itself() -> None:
    row = NhiemVu(id="mot", noi_dung="Làm sạch dữ liệu", chu_tri=["so-a"], phoi_hop=["so-b"])
    bare, ids, words = (
        NhiemVu(id="a", noi_dung="Dữ liệu của tỉnh", thuoc="mot"),
        NhiemVu(id="b", noi_dung="Dữ liệu hộ tịch", thuoc="mot", chu_tri=["so-c"]),
        NhiemVu(id="c", noi_dung="Dữ liệu đất đai", thuoc="mot", loi_chu_tri="Tổ công tác"),
    )
    table = PhuLuc(id="pl", tieu_de="NHIỆM VỤ", nhiem_vu=[row, bare, ids, words])
    said = [(one.chu_tri, one.loi_chu_tri, one.phoi_hop) for one in whole_rows(table)]
    assert said == [
        (["so-a"], None, ["so-b"]),
        (["so-a"], None, ["so-b"]),
        (["so-c"], None, ["so-b"]),
        ([], "Tổ công tác", ["so-b"]),
    ]


@pytest.mark.parametrize(
    ("numbers", "over"),
    [
        ("I 1 2 II 1", {1: 0, 2: 0, 4: 3}),
        ("I. 1.1. 10 X. 1)", {1: 0, 2: 0, 4: 3}),
        ("I a 1", {}),
        ("I ? 1", {}),
        ("1 I", {}),
    ],
)
def test_groups_with_figures_stand_under_the_capital_or_roman_one_before_them(
    numbers: str, over: dict[int, int]
) -> None:
    groups = [
        Nhom(id=str(at), tieu_de="Nhóm", tt=None if tt == "?" else tt)
        for at, tt in enumerate(numbers.split())
    ]
    assert heads_groups(groups) == {str(low): str(high) for low, high in over.items()}


def test_a_unit_takes_its_parts_with_what_they_have_of_their_rows(office) -> None:  # noqa: F811
    derived = derive(office, TABLE)
    head, own, more = (node(derived, id_) for id_ in ("mot", "mot-b", "hai-a"))
    assert node(derived, "mot-a") is None
    assert (head.tt, head.chu_tri, own.tt, own.thuoc, more.tt) == ("1", [], "1a", "mot", "2a")
    assert more.chu_tri == node(derived, "hai").chu_tri
    found = {task.id: task for task in tasks_of(derived.plan)}
    assert "mot" not in found  # it says what its parts have in common
    assert found["mot-b"].when == head.thoi_han
    assert found["hai-a"].when == node(derived, "hai").thoi_han


def test_numbers_of_a_table_are_printed_and_read_again(workspace, kehoach) -> None:
    head = PLAN[: PLAN.index("[[phu_luc]]")]
    table = TABLE.replace("so-tai-chinh", "so-noi-vu")
    found = appendix(workspace, kehoach, head + table).nhiem_vu
    assert [row.tt for row in found] == ["1", "1a", "1b", "2", "2a"]
    assert [row.thuoc for row in found] == [None, found[0].id, found[0].id, None, found[3].id]


GROUPS = """
[[phu_luc]]
id = "pl"
tieu_de = "NHIỆM VỤ"

[[phu_luc.nhom]]
id = "i"
tieu_de = "THỂ CHẾ"
tt = "I"

[[phu_luc.nhom]]
id = "i-1"
tieu_de = "Rà soát"
tt = "1"

[[phu_luc.nhom]]
id = "ii"
tieu_de = "TRUYỀN THÔNG"
tt = "II"

[[phu_luc.nhom]]
id = "ii-1"
tieu_de = "Tin bài"
tt = "1"

[[phu_luc.nhom]]
id = "ii-2"
tieu_de = "Hội nghị"
tt = "2"

[[phu_luc.nhiem_vu]]
id = "cua-so"
nhom = "i-1"
noi_dung = "Rà soát quy định của tỉnh"
chu_tri = ["so-tai-chinh"]

[[phu_luc.nhiem_vu]]
id = "bai-so"
nhom = "ii-1"
noi_dung = "Viết bài cho báo của tỉnh"
chu_tri = ["so-tai-chinh"]

[[phu_luc.nhiem_vu]]
id = "hoi-nghi"
nhom = "ii-2"
noi_dung = "Họp dân ở các thôn"
chu_tri = ["ubnd-xa-phuong"]
"""


def test_groups_stand_under_groups_and_go_with_the_last_row_of_theirs(office) -> None:  # noqa: F811
    derived = derive(office, GROUPS)
    heads = [(group.tt, group.tieu_de) for group in derived.plan.phu_luc[0].nhom]
    assert heads == [("I", "TRUYỀN THÔNG"), ("1", "Hội nghị")]
    mistakes = row_mistakes((), derived.plan.phu_luc[0])
    assert list(mistakes) == []
