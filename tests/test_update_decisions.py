"""What an update takes, keeps, merges and asks: one small plan, one change at a time."""

from __future__ import annotations

from datetime import date
from itertools import combinations
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.cascade.changing.edits import rewrite
from generator.cascade.changing.merge import (
    longest_rising,
    merge_list,
    merge_order,
    merge_records,
    merge_text,
)
from generator.cascade.changing.tree import Tree
from generator.cascade.changing.update import (
    NODE,
    PLACE,
    Late,
    MismatchError,
    UpdateChange,
    UpdatedPlan,
    content,
    kept_fields,
    late_deadlines,
    merge_field,
    place_of,
    said,
    summary,
    update,
)
from generator.plan.emit import emit
from generator.plan.made import Nguon, XungDot
from generator.plan.model import (
    Diem,
    Doan,
    KeHoach,
    Khoan,
    Muc,
    NguoiKy,
    NhiemVu,
    Nhom,
    PhuLuc,
    ThoiHan,
    VanBan,
)
from generator.plan.toml import parse_plan

if TYPE_CHECKING:
    from collections.abc import Sequence


def points(*texts: str, **fields: Any) -> list[Diem]:
    """Points a, b, c …, each of its text; fields as `b={...}`."""
    return [
        Diem(id=text.split()[0], noi_dung=text, **fields.get(text.split()[0], {})) for text in texts
    ]


def plan(*items: Khoan, tasks: Sequence[NhiemVu] = (), groups: Sequence[Nhom] = ()) -> KeHoach:
    return KeHoach(
        phien_ban=1,
        van_ban=VanBan(ma="kh", co_quan="ubnd", trich_yeu="Làm"),
        muc=[Muc(id="m", tieu_de="MỤC", khoan=list(items))],
        phu_luc=[PhuLuc(id="pl", tieu_de="Phụ lục", nhom=list(groups), nhiem_vu=list(tasks))],
    )


def item(*texts: str, id_: str = "k", **fields: Any) -> Khoan:
    return Khoan(id=id_, tieu_de="Khoản", diem=points(*texts, **fields))


def task(id_: str, text: str = "Việc", **fields: Any) -> NhiemVu:
    return NhiemVu(id=id_, noi_dung=text, **fields)


def merged(base: KeHoach, above: KeHoach, mine: KeHoach) -> UpdatedPlan:
    return update(base, above, mine)


def texts(done: UpdatedPlan, id_: str = "k") -> list[str]:
    """The points of an item, in order."""
    return list(Tree(done.plan).order.get((id_, "diem"), ()))


# ----------------------------------------------------------------------- what nodes say


def test_what_only_the_plan_above_changed_is_taken_and_told() -> None:
    done = merged(plan(item("a một")), plan(item("a hai")), plan(item("a một")))
    assert Tree(done.plan).items["a"].node.noi_dung == "a hai"
    assert done.changes == [UpdateChange("changed", "a", "noi_dung", "a một", "a hai")]


def test_what_only_the_clerk_changed_stays_and_nothing_is_told() -> None:
    done = merged(plan(item("a một")), plan(item("a một")), plan(item("a của tôi")))
    assert Tree(done.plan).items["a"].node.noi_dung == "a của tôi"
    assert done.changes == []


def test_words_changed_apart_are_merged() -> None:
    base = "a một hai ba bốn năm"
    done = merged(
        plan(item(base)), plan(item("a một hai ba bốn SÁU")), plan(item("a MỘT hai ba bốn năm"))
    )
    assert done.changes == [
        UpdateChange("merged", "a", "noi_dung", "a MỘT hai ba bốn năm", "a MỘT hai ba bốn SÁU")
    ]


def test_the_same_word_changed_twice_is_a_conflict_with_three_readings_and_mine_stands() -> None:
    done = merged(
        plan(item("a làm 5 việc")), plan(item("a làm 6 việc")), plan(item("a làm 7 việc"))
    )
    node = Tree(done.plan).items["a"].node
    assert node.noi_dung == "a làm 7 việc"
    assert node.xung_dot == [
        XungDot(truong="noi_dung", goc="a làm 5 việc", tren="a làm 6 việc", cua_toi="a làm 7 việc")
    ]
    assert done.changes == [
        UpdateChange("conflict", "a", "noi_dung", "a làm 7 việc", "a làm 6 việc")
    ]


def test_an_older_conflict_keeps_its_first_base_and_the_others_of_the_node() -> None:
    older = [XungDot(truong="noi_dung", goc="đầu", tren="x", cua_toi="y"),
             XungDot(truong=PLACE, goc="p", tren="q", cua_toi="r")]  # fmt: skip
    mine = plan(item("a làm 7 việc", a={"xung_dot": older}))
    done = merged(plan(item("a làm 5 việc")), plan(item("a làm 6 việc")), mine)
    assert Tree(done.plan).items["a"].node.xung_dot == [
        older[1],
        XungDot(truong="noi_dung", goc="đầu", tren="a làm 6 việc", cua_toi="a làm 7 việc"),
    ]


def test_a_conflict_is_over_when_both_say_the_same() -> None:
    older = [XungDot(truong="noi_dung", goc="x", tren="y", cua_toi="z"),
             XungDot(truong=PLACE, goc="p", tren="q", cua_toi="r")]  # fmt: skip
    done = merged(
        plan(item("a một")), plan(item("a hai")), plan(item("a hai", a={"xung_dot": older}))
    )
    assert Tree(done.plan).items["a"].node.xung_dot == older[1:]
    assert done.changes == []


def test_a_whole_node_protected_keeps_its_words_and_the_change_above_is_told() -> None:
    done = merged(plan(item("a một")), plan(item("a hai")), plan(item("a một", a={"bao_ve": True})))
    assert Tree(done.plan).items["a"].node.noi_dung == "a một"
    assert done.changes == [UpdateChange("kept", "a", after="a hai")]


def test_what_stands_in_a_protected_node_is_protected_too() -> None:
    mine = plan(Khoan(id="k", tieu_de="Khoản", bao_ve=True, diem=points("a một", "b một")))
    done = merged(plan(item("a một", "b một")), plan(item("b một", "a hai", "c mới")), mine)
    assert texts(done) == ["a", "b"]
    assert done.changes == [
        UpdateChange("not_taken", "c", after="c mới"),
        UpdateChange("kept", "a", after="a hai"),
    ]


def test_a_protected_node_that_nobody_changed_above_is_not_told() -> None:
    mine = plan(item("a của tôi", a={"bao_ve": True}))
    assert merged(plan(item("a một")), plan(item("a một")), mine).changes == []


def test_a_protected_field_keeps_what_it_says_and_the_other_fields_are_taken() -> None:
    old, new = ThoiHan(truoc=date(2024, 6, 1)), ThoiHan(truoc=date(2024, 7, 1))
    done = merged(
        plan(tasks=[task("t", thoi_han=old, san_pham="Báo cáo")]),
        plan(tasks=[task("t", thoi_han=new, san_pham="Tờ trình")]),
        plan(tasks=[task("t", thoi_han=old, san_pham="Báo cáo", bao_ve=["thoi_han"])]),
    )
    node = Tree(done.plan).items["t"].node
    assert (node.thoi_han, node.san_pham) == (old, "Tờ trình")
    assert done.changes == [
        UpdateChange("changed", "t", "san_pham", "Báo cáo", "Tờ trình"),
        UpdateChange("kept", "t", "thoi_han", "{ truoc = 2024-06-01 }", "{ truoc = 2024-07-01 }"),
    ]


def test_a_protected_field_that_says_the_same_as_above_is_not_told() -> None:
    new = ThoiHan(truoc=date(2024, 7, 1))
    done = merged(
        plan(tasks=[task("t")]),
        plan(tasks=[task("t", thoi_han=new)]),
        plan(tasks=[task("t", thoi_han=new, bao_ve=["thoi_han"])]),
    )
    assert done.changes == []


def test_where_a_node_comes_from_is_taken_without_a_word() -> None:
    sources = [Nguon(ke_hoach="tren", nut="a", ma_bam=digest) for digest in ("1", "2")]
    base, above = (plan(item("a một", a={"nguon": source})) for source in sources)
    done = merged(base, above, plan(item("a của tôi", a={"nguon": sources[0]})))
    assert Tree(done.plan).items["a"].node.nguon == sources[1]
    assert done.changes == []


# ----------------------------------------------------------------------- which nodes stay


def test_what_is_new_above_comes_in_at_its_place() -> None:
    done = merged(plan(item("a", "c")), plan(item("a", "b mới", "c")), plan(item("a", "c")))
    assert texts(done) == ["a", "b", "c"]
    assert done.changes == [UpdateChange("added", "b", after="b mới")]


def test_what_went_above_goes_with_all_that_stands_in_it() -> None:
    base = plan(item("a", "b"), item("x", id_="k2"))
    done = merged(base, plan(item("a", "b")), base)
    assert done.changes == [
        UpdateChange("removed", "k2", before="Khoản"), UpdateChange("removed", "x", before="x"),
    ]  # fmt: skip
    assert "x" not in Tree(done.plan).items


def test_what_went_above_but_was_changed_here_stays_as_a_conflict() -> None:
    done = merged(plan(item("a", "b cũ")), plan(item("a")), plan(item("a", "b của tôi")))
    assert texts(done) == ["a", "b"]
    node = Tree(done.plan).items["b"].node
    assert node.xung_dot == [XungDot(truong=NODE, goc="b cũ", tren=None, cua_toi="b của tôi")]
    assert done.changes == [UpdateChange("conflict", "b", NODE, "b của tôi", None)]


def test_an_item_that_went_above_stays_for_a_point_of_the_clerks_in_it() -> None:
    base = plan(item("a"), item("x", id_="k2"))
    done = merged(base, plan(item("a")), plan(item("a"), item("x", "moi riêng", id_="k2")))
    assert texts(done, "k2") == ["x", "moi"]
    assert [(c.kind, c.node) for c in done.changes] == [("conflict", "k2")]


def test_what_went_above_but_is_protected_stays_and_is_told() -> None:
    mine = plan(item("a", "b", b={"bao_ve": True}))
    done = merged(plan(item("a", "b")), plan(item("a")), mine)
    assert texts(done) == ["a", "b"]
    assert done.changes == [UpdateChange("kept", "b", after="b")]


def test_what_went_above_but_has_a_protected_field_is_a_conflict() -> None:
    mine = plan(item("a", "b", b={"bao_ve": ["noi_dung"]}))
    done = merged(plan(item("a", "b")), plan(item("a")), mine)
    assert [(c.kind, c.node) for c in done.changes] == [("conflict", "b")]


def test_what_went_above_but_was_moved_here_is_a_conflict() -> None:
    base = plan(item("a", "b"), item("x", id_="k2"))
    mine = plan(item("a"), item("x", "b", id_="k2"))
    done = merged(base, plan(item("a"), item("x", id_="k2")), mine)
    assert [(c.kind, c.node) for c in done.changes] == [("conflict", "b")]
    assert texts(done, "k2") == ["x", "b"]


def test_what_the_clerk_took_out_stays_out_and_is_told_only_when_it_changed_above() -> None:
    base = plan(item("a", "b", "c"))
    done = merged(base, plan(item("a", "b mới", "c")), plan(item("a")))
    assert texts(done) == ["a"]
    assert done.changes == [UpdateChange("left_out", "b", after="b mới")]


def test_what_is_new_above_in_an_item_that_the_clerk_took_out_is_told() -> None:
    base = plan(item("a"), item("x", id_="k2"))
    done = merged(base, plan(item("a"), item("x", "y mới", id_="k2")), plan(item("a")))
    assert done.changes == [UpdateChange("not_taken", "y", after="y mới")]


def test_a_group_that_went_above_stays_while_a_task_of_the_clerks_belongs_to_it() -> None:
    groups = [Nhom(id="g", tieu_de="Nhóm")]
    base = plan(groups=groups, tasks=[task("t", nhom="g")])
    mine = plan(groups=groups, tasks=[task("t", nhom="g"), task("rieng", nhom="g")])
    done = merged(base, plan(), mine)
    assert {"g", "rieng"} <= set(Tree(done.plan).items)
    assert "t" not in Tree(done.plan).items
    assert done.changes == [
        UpdateChange("removed", "t", before="Việc"), UpdateChange("kept", "g", after="Nhóm"),
    ]  # fmt: skip


def test_a_group_goes_when_the_plan_above_put_its_task_elsewhere() -> None:
    groups = [Nhom(id="g", tieu_de="Nhóm"), Nhom(id="h", tieu_de="Nhóm khác")]
    base = plan(groups=groups, tasks=[task("t", nhom="g")])
    done = merged(base, plan(groups=groups[1:], tasks=[task("t", nhom="h")]), base)
    assert "g" not in Tree(done.plan).items
    assert Tree(done.plan).items["t"].node.nhom == "h"


def test_one_id_of_two_kinds_of_nodes_is_refused() -> None:
    above = plan(tasks=[task("a")])
    with pytest.raises(MismatchError) as caught:
        merged(plan(), above, plan(item("a")))
    assert caught.value.args == ("a",)


def test_what_nobody_edited_and_is_of_another_kind_above_is_put_in_anew() -> None:
    base, above = plan(item("x"), item(id_="a")), plan(item("x", "a"))
    text = emit(plan(item("x"), item(id_="a")))
    mine = parse_plan(text.encode(), "t.toml")[0]
    assert mine is not None
    done = merged(base, above, mine.plan)
    assert texts(done) == ["x", "a"]
    assert [(c.kind, c.node) for c in done.changes] == [("removed", "a"), ("added", "a")]
    again = parse_plan(rewrite(text, mine.plan, done.plan).encode(), "t.toml")[0]
    assert again is not None
    assert again.plan == done.plan


@pytest.mark.parametrize("own", [
    Khoan(id="a", tieu_de="Khoản", bao_ve=True), item("y", id_="a"), Khoan(id="a", tieu_de="Tên"),
])  # fmt: skip
def test_what_a_clerk_did_to_it_is_not_lost_for_another_kind_above(own: Khoan) -> None:
    with pytest.raises(MismatchError):
        merged(plan(item(id_="a")), plan(item("a")), plan(own))


# ----------------------------------------------------------------------- where nodes stand


def test_what_moved_above_moves_here_and_says_from_where_to_where() -> None:
    base = plan(item("a", "b", "c"))
    done = merged(base, plan(item("b", "c", "a")), base)
    assert texts(done) == ["b", "c", "a"]
    assert done.changes == [UpdateChange("moved", "a", PLACE, "k/", "k/c")]


def test_what_moved_above_into_another_item_moves_here() -> None:
    base = plan(item("a", "b"), item("x", id_="k2"))
    done = merged(base, plan(item("a"), item("x", "b", id_="k2")), base)
    assert texts(done, "k2") == ["x", "b"]
    assert done.changes == [UpdateChange("moved", "b", PLACE, "k/a", "k2/x")]


def test_what_both_moved_to_different_items_stays_with_a_conflict_about_its_place() -> None:
    base = plan(item("a", "b"), item("x", id_="k2"), item("y", id_="k3"))
    above = plan(item("a"), item("x", "b", id_="k2"), item("y", id_="k3"))
    mine = plan(item("a"), item("x", id_="k2"), item("y", "b", id_="k3"))
    done = merged(base, above, mine)
    assert texts(done, "k3") == ["y", "b"]
    assert Tree(done.plan).items["b"].node.xung_dot == [
        XungDot(truong=PLACE, goc="k/a", tren="k2/x", cua_toi="k3/y")
    ]


def test_what_moved_above_into_a_protected_item_does_not() -> None:
    base = plan(item("a", "b"), item("x", id_="k2"))
    mine = plan(item("a", "b"), Khoan(id="k2", tieu_de="Khoản", bao_ve=True, diem=points("x")))
    done = merged(base, plan(item("a"), item("x", "b", id_="k2")), mine)
    assert texts(done) == ["a", "b"]
    assert [(c.kind, c.node) for c in done.changes if c.node == "b"] == [("not_taken", "b")]


def test_two_items_each_put_into_the_other_stand_as_the_clerk_has_them() -> None:
    base = plan(Khoan(id="p", tieu_de="P"), Khoan(id="q", tieu_de="Q"))
    above = plan(Khoan(id="q", tieu_de="Q", khoan=[Khoan(id="p", tieu_de="P")]))
    mine = plan(Khoan(id="p", tieu_de="P", khoan=[Khoan(id="q", tieu_de="Q")]))
    done = merged(base, above, mine)
    assert Tree(done.plan).order[("p", "khoan")] == ["q"]
    assert [(c.kind, c.node, c.field) for c in done.changes] == [("conflict", "p", PLACE)]


def test_places_read_around_and_before() -> None:
    tree = Tree(plan(item("a", "b")))
    assert [place_of(tree, id_) for id_ in ("a", "b", "m", "khong")] == [
        "k/", "k/a", "muc/", None,
    ]  # fmt: skip


# ----------------------------------------------------------------------- single values


JUNE, JULY = date(2024, 6, 1), date(2024, 7, 1)


@pytest.mark.parametrize(
    ("name", "base", "above", "mine", "result"),
    [
        ("chu_tri", ["a"], ["a", "b"], ["c", "a"], (["c", "a", "b"], False)),
        ("noi_dung", "một hai", "một", "hai", ("hai", True)),
        ("chuc_vu", "một hai ba", "MỘT hai ba", "một hai BA", ("một hai BA", True)),
        ("so", 1, 2, 3, (3, True)),
        ("can_xem", None, "xem B", "xem A", ("xem A; xem B", False)),
        ("can_xem", "cũ", None, "xem A", ("xem A", False)),
        ("can_xem", "hỏi 1; hỏi 2", "hỏi 2", "hỏi 1", (None, False)),
        ("can_xem", "hỏi 1; hỏi 2", "hỏi 2; mới", "hỏi 1; riêng", ("riêng; mới", False)),
        ("nguon", 1, 2, 3, (3, False)),
        ("thoi_han", ThoiHan(truoc=JUNE), ThoiHan(truoc=JULY), ThoiHan(truoc=JUNE, ghi_chu="x"),
         (ThoiHan(truoc=JULY, ghi_chu="x"), False)),
        ("thoi_han", ThoiHan(truoc=JUNE), ThoiHan(truoc=JULY), ThoiHan(ngay=JUNE),
         (ThoiHan(ngay=JUNE), True)),
        ("thoi_han", ThoiHan(truoc=JUNE, ghi_chu="a"), ThoiHan(truoc=JUNE, ghi_chu="b"),
         ThoiHan(truoc=JUNE, ghi_chu="c"), (ThoiHan(truoc=JUNE, ghi_chu="c"), True)),
        ("thoi_han", None, ThoiHan(truoc=JULY), ThoiHan(truoc=JUNE), (ThoiHan(truoc=JUNE), True)),
    ],
)  # fmt: skip
def test_a_field_is_merged_by_what_it_is(
    name: str, base: Any, above: Any, mine: Any, result: tuple[Any, bool]
) -> None:
    assert merge_field(name, base, above, mine) == result


def test_a_value_is_said_as_it_stands_in_the_file() -> None:
    assert [said(None), said("chữ"), said(["a", "b"]), said(7)] == [None, "chữ", '["a", "b"]', "7"]


def test_a_node_is_known_again_by_its_first_words() -> None:
    assert summary(Khoan(id="k", noi_dung="Đoạn")) == "Đoạn"
    assert summary(Khoan(id="k", tieu_de="Tên", noi_dung="Đoạn")) == "Tên"
    assert summary(VanBan(ma="x", co_quan="y", trich_yeu="Về việc")) == "Về việc"
    assert summary(NguoiKy(chuc_vu="CHỦ TỊCH")) == "CHỦ TỊCH"
    assert summary(Khoan(id="k")) == ""


def test_notes_about_a_node_are_not_what_it_says() -> None:
    noted = Doan(id="d", noi_dung="Đoạn", can_xem="hỏi", bao_ve=True)
    assert content(noted) == content(Doan(id="d", noi_dung="Đoạn"))
    assert kept_fields(noted) == ()
    assert kept_fields(Doan(id="d", noi_dung="Đoạn", bao_ve=["noi_dung"])) == ("noi_dung",)


# ----------------------------------------------------------------------- deadlines


def due(id_: str, day: date | None) -> NhiemVu:
    return task(id_, thoi_han=ThoiHan(ngay=day) if day else None)


def test_a_task_later_than_the_plan_above_allows_is_late_and_one_on_its_day_is_not() -> None:
    above = plan(tasks=[due("t", JUNE), due("u", JUNE), due("v", None)])
    mine = plan(tasks=[due("t", JULY), due("u", JUNE), due("v", JULY), due("w", JULY)])
    assert late_deadlines(mine, above) == [Late("t", JULY, JUNE)]


def test_a_day_without_a_year_above_is_of_the_year_that_the_plan_above_is_for() -> None:
    above = plan(tasks=[task("t", thoi_han=ThoiHan(ghi_chu="trước 10/12"))])
    above.van_ban.ngay, above.van_ban.trich_yeu = date(2026, 11, 20), "Làm năm 2027"
    in_time, late = date(2027, 12, 5), date(2027, 12, 15)
    assert late_deadlines(plan(tasks=[due("t", in_time)]), above) == []
    assert late_deadlines(plan(tasks=[due("t", late)]), above) == [
        Late("t", late, date(2027, 12, 9))
    ]


def test_a_task_whose_day_had_passed_at_the_issue_is_late() -> None:
    mine = plan(tasks=[due("t", JUNE), due("u", JULY), due("v", None)])
    mine.van_ban.ngay = JULY
    assert late_deadlines(mine, plan()) == [Late("t", JULY, JUNE)]


# ----------------------------------------------------------------------- texts, lists, orders


@pytest.mark.parametrize(
    ("base", "above", "mine", "result"),
    [
        ("a b c d", "A b c d", "a b c D", "A b c D"),
        ("a b c d", "A b c d", "a B c d", None),
        ("đạt 85 % trong năm", "đạt 90 % trong năm", "đạt 85 phần trăm trong năm", None),
        ("a b c d", "a b c d e", "a b c d f", None),
        ("a b c d", "a b c d e", "a b c d e", "a b c d e"),
        ("trước ngày 15/6/2024 tới", "trước ngày 20/6/2024 tới", "trước ngày 15/6/2025 tới", None),
        ("a b c d e f", "a c d e f", "a b c d f", "a c d f"),
        ("theo {tb-1} mà làm", "theo {tb-2} mà làm", "theo {tb-1} mà bàn", "theo {tb-2} mà bàn"),
    ],
)  # fmt: skip
def test_words_changed_on_both_sides(base: str, above: str, mine: str, result: str | None) -> None:
    assert merge_text(base, above, mine) == result
    assert merge_text(base, mine, above) == result


@pytest.mark.parametrize(
    ("base", "above", "mine", "result"),
    [
        ("ab", "abc", "xab", (list("xabc"), False)),
        ("abc", "ac", "abcd", (list("acd"), False)),
        ("abc", "bac", "acb", (list("acb"), True)),
        ("ab", "ab", "b", (["b"], False)),
        ("ab", "aab", "abc", (list("abc"), True)),
        ("ab", "abx", "abyx", (list("abyx"), False)),
    ],
)
def test_lists_of_both_sides(
    base: str, above: str, mine: str, result: tuple[list[str], bool]
) -> None:
    assert merge_list(list(base), list(above), list(mine)) == result


def test_both_additions_at_one_place_stand_with_the_one_above_first() -> None:
    assert merge_order(list("ab"), list("axb"), list("ayb")).items == list("axyb")
    assert merge_order(list("ab"), list("xab"), list("yab")).items == list("xyab")


def test_a_pinned_item_stays_where_the_clerk_has_it() -> None:
    assert merge_order(list("abc"), list("bca"), list("abc"), {"a"}).items == list("abc")
    assert merge_order(list("abc"), list("bca"), list("abc")).items == list("bca")


def test_what_both_moved_alike_moves_once() -> None:
    order = merge_order(list("abcd"), list("bcda"), list("bcda"))
    assert (order.items, order.contested) == (list("bcda"), frozenset())


def test_what_each_moved_elsewhere_is_contested_and_stands_as_the_clerk_has_it() -> None:
    order = merge_order(list("abcd"), list("bcad"), list("dabc"))
    assert (order.items, order.contested) == (list("dbca"), frozenset())
    order = merge_order(list("abcde"), list("bcade"), list("bcdea"))
    assert (order.items, order.contested) == (list("bcdea"), frozenset("a"))


def test_an_order_of_two_that_a_side_made_is_contested_where_it_cannot_stand() -> None:
    order = merge_order(list("abc"), list("bac"), list("acb"))
    assert order.items == list("acb")
    assert order.contested >= {"b"}


@given(*[st.permutations("abcdef")] * 2)
@settings(deadline=None, max_examples=300)
def test_no_side_loses_an_order_without_a_word(above: list[str], mine: list[str]) -> None:
    base = list("abcdef")
    order = merge_order(base, above, mine)
    assert sorted(order.items) == base
    for one, other in combinations(base, 2):
        turned = [s.index(one) > s.index(other) for s in (above, mine)]
        now = order.items.index(one) > order.items.index(other)
        assert now or not any(turned) or order.contested & {one, other}


@pytest.mark.parametrize(
    ("ranks", "chosen"),
    [([], ""), ([0, 1, 2], "abc"), ([2, 0, 1], "bc"), ([1, 0], "b"), ([0, 3, 1, 2, 4], "acde")],
)
def test_the_longest_rising_choice(ranks: list[int], chosen: str) -> None:
    assert longest_rising("abcde"[: len(ranks)], ranks) == list(chosen)


class Row:
    """A record with a key, equal by what it says."""

    def __init__(self, key: str, says: str) -> None:
        self.id, self.says = key, says

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Row) and (self.id, self.says) == (other.id, other.says)

    __hash__ = None  # type: ignore[assignment]


def rows(*said_: str) -> list[Row]:
    return [Row(one[0], one) for one in said_]


@pytest.mark.parametrize(
    ("base", "above", "mine", "result", "clash"),
    [
        ("a b", "a1 b", "a b1", "a1 b1", False),
        ("a b", "a1 b", "a2 b", "a2 b", True),
        ("a b", "a", "a b", "a", False),
        ("a b", "a", "a b1", "a b1", True),
        ("a", "a b", "a c", "a b c", False),
        ("a b", "a b", "b", "b", False),
    ],
)
def test_records_are_merged_one_by_one(
    base: str, above: str, mine: str, result: str, clash: bool
) -> None:
    sides = [rows(*side.split()) for side in (base, above, mine)]
    found, clashed = merge_records("id", *sides)
    assert ([row.says for row in found], clashed) == (result.split(), clash)


def test_records_without_a_key_are_lines() -> None:
    assert merge_records("", ["a"], ["a", "b"], ["a"]) == (["a", "b"], False)
