"""Editing by operations: every editor's one way to change a plan."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.cascade.changing.operations import (
    Add,
    Merge,
    Move,
    Protect,
    Remove,
    Set,
    Settle,
    Split,
    edit,
)
from generator.cascade.changing.tree import Tree
from generator.plan.toml import load_plan
from generator.verbs import edit as verb
from generator.workspace.desk import Desk
from generator.workspace.workspace import Workspace

WARD = Path(__file__).parents[1] / "plans/lang-son-2024/phuong-dong-kinh.toml"
POINT = "md-kl-277"


def ward():
    return load_plan(WARD)[0].plan


def words(plan, node=POINT, field="noi_dung"):
    return getattr(Tree(plan).items[node].node, field)


def test_words_changed_at_two_places_of_a_sentence_are_both_kept() -> None:
    base = words(ward())
    one = edit(ward(), [Set(POINT, "noi_dung", base.replace("Tổ chức", "Chủ động"), base)])
    both = edit(one.plan, [Set(POINT, "noi_dung", base.replace("nội dung", "công việc"), base)])
    assert not both.clashes
    assert both.merged == {0}
    assert words(both.plan).startswith("Chủ động triển khai thực hiện các công việc")


def test_the_same_words_changed_twice_come_back_to_choose_from() -> None:
    base = words(ward())
    one = edit(ward(), [Set(POINT, "noi_dung", base.replace("Tổ chức", "Chủ động"), base)])
    two = edit(one.plan, [Set(POINT, "noi_dung", base.replace("Tổ chức", "Khẩn trương"), base)])
    (clash,) = two.clashes
    assert (clash.why, clash.base, clash.theirs) == ("changed", base, words(one.plan))
    assert two.plan == one.plan


def test_a_new_point_stands_behind_its_neighbour_and_looks_like_it() -> None:
    plan = ward()
    group = Tree(plan).items[POINT].group
    done = edit(plan, [Add(group[0], group[1], POINT, "Một điểm mới\ncủa phường")])
    order = Tree(done.plan).order[group]
    assert order[order.index(POINT) + 1] == done.added[0] == "mot-diem-moi-cua-phuong"
    assert words(done.plan, done.added[0]) == "Một điểm mới của phường"


@pytest.mark.parametrize("field", ["tieu_de", "noi_dung"])
def test_a_new_item_is_a_title_or_a_paragraph_as_its_neighbour_is(field: str) -> None:
    plan = ward()
    items = Tree(plan).items.values()
    near = next(one for one in items if one.group[1] == "khoan" and one.node.danh_so)
    made = edit(plan, [Add(*near.group, near.id, "Trước")]).plan
    first = Tree(made).order[near.group][Tree(made).order[near.group].index(near.id) + 1]
    other = "noi_dung" if field == "tieu_de" else "tieu_de"
    made = edit(made, [Set(first, field, "Lời"), Set(first, other, None)]).plan
    done = edit(made, [Add(*near.group, first, "Sau")])
    assert (words(done.plan, done.added[0], field), words(done.plan, done.added[0], other)) == (
        "Sau",
        None,
    )


def test_a_cut_text_joined_again_is_the_text() -> None:
    base = words(ward())
    at = base.index("theo Kết luận")
    cut = edit(ward(), [Split(POINT, "noi_dung", at, base)])
    assert not cut.clashes
    joined = edit(cut.plan, [Merge(cut.added[0])])
    assert joined.plan == ward()


def test_nothing_is_cut_inside_a_citation() -> None:
    base = words(ward())
    done = edit(ward(), [Split(POINT, "noi_dung", base.index("{") + 3, base)])
    assert [c.why for c in done.clashes] == ["value"]
    assert done.plan == ward()


def test_a_node_is_not_moved_into_itself_nor_among_others_of_another_kind() -> None:
    plan = ward()
    done = edit(plan, [Move("muc-dich", "muc-dich", "khoan"), Move(POINT, "", "muc")])
    assert [c.why for c in done.clashes] == ["place", "place"]
    assert done.plan == plan


def test_removing_takes_what_is_inside_along() -> None:
    plan = ward()
    gone = set(Tree(plan).below("muc-dich"))
    done = edit(plan, [Remove("muc-dich")])
    assert set(Tree(plan).items) - set(Tree(done.plan).items) == gone


def test_a_note_done_and_a_node_protected_are_so_in_the_plan() -> None:
    noted = next(i for i, x in Tree(ward()).items.items() if getattr(x.node, "can_xem", None))
    done = edit(ward(), [Settle(noted), Protect(noted)])
    node = Tree(done.plan).items[noted].node
    assert (node.can_xem, node.bao_ve) == (None, True)


@pytest.mark.parametrize(
    ("operation", "why"),
    [
        (Set("khong-co", "noi_dung", "x"), "gone"),
        (Set(POINT, "nguon", "x"), "value"),
        (Set(POINT, "khong_co", "x"), "value"),
        (Set(POINT, "kieu", "la-gi-day"), "value"),
        (Remove("khong-co"), "gone"),
        (Remove("van_ban"), "place"),
        (Add("", "nhiem_vu", "", "x"), "place"),
        (Merge("muc-dich-yeu-cau"), "place"),
    ],
)
def test_what_cannot_be_done_is_told_and_changes_nothing(operation, why) -> None:
    done = edit(ward(), [operation])
    assert [c.why for c in done.clashes] == [why]
    assert done.plan == ward()


NODES = sorted(Tree(ward()).items)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(NODES), st.sampled_from("smrp"), st.integers(0, 40))))
def test_no_node_is_lost_but_by_removing_it(steps) -> None:
    plan, removed = ward(), set()
    for node, what, at in steps:
        items = Tree(plan).items
        if node not in items or node == "van_ban" or node.startswith("nguoi_ky"):
            continue
        group = items[node].group
        order = Tree(plan).order[group]
        operation = {
            "s": Protect(node),
            "m": Move(node, group[0], group[1], order[at % len(order)]),
            "r": Remove(node),
            "p": Protect(node, on=False),
        }[what]
        below = set(Tree(plan).below(node))
        plan = edit(plan, [operation]).plan
        removed |= below - set(Tree(plan).items)
    assert set(Tree(plan).items) == set(NODES) - removed


def desk(root: Path) -> Desk:
    return Desk(Workspace(root), lambda: datetime(2026, 11, 29, 3, 0, tzinfo=UTC), "Người Soạn Mẫu")


def test_an_edit_changes_its_line_alone_and_is_taken_back(workspace) -> None:
    path = workspace / "plans/lang-son-2024/phuong-dong-kinh.toml"
    before = path.read_text("utf-8")
    base = words(ward())
    done = verb.run(
        desk(workspace), verb.Request(path, [Set(POINT, "noi_dung", f"{base} Thêm.", base)])
    )
    assert done.status == "written"
    after = path.read_text("utf-8")
    pairs = zip(before.splitlines(), after.splitlines(), strict=True)
    assert sum(a != b for a, b in pairs) == 1
    assert verb.entries(desk(workspace), "kh-phuong-dong-kinh-2024")[-1]["who"] == "Người Soạn Mẫu"
    back = verb.run(desk(workspace), verb.Request(path, undo=done.entry))
    assert back.status == "written"
    assert path.read_text("utf-8") == before


def test_taking_back_mine_keeps_what_others_wrote_since(workspace) -> None:
    path = workspace / "plans/lang-son-2024/phuong-dong-kinh.toml"
    base, other = words(ward()), words(ward(), "md-phat-huy")
    mine = verb.run(
        desk(workspace), verb.Request(path, [Set(POINT, "noi_dung", f"{base} Của tôi.", base)])
    )
    verb.run(
        desk(workspace),
        verb.Request(path, [Set("md-phat-huy", "noi_dung", f"{other} Của chị.", other)]),
    )
    verb.run(desk(workspace), verb.Request(path, undo=mine.entry))
    now = load_plan(path)[0].plan
    assert words(now) == base
    assert words(now, "md-phat-huy") == f"{other} Của chị."


def test_an_edit_that_is_not_in_the_store_cannot_be_taken_back(workspace) -> None:
    path = workspace / "plans/lang-son-2024/phuong-dong-kinh.toml"
    done = verb.run(desk(workspace), verb.Request(path, undo="00ff-11aa"))
    assert [d.code for d in done.diagnostics] == ["DX542"]


def test_what_another_machine_is_writing_is_left_alone(workspace, kehoach) -> None:
    folder = workspace / "output/lang-son-2024"
    folder.mkdir(parents=True)
    ended = 2**22 + 1  # beyond all process numbers
    own = folder / f".kehoach-{ended}-1-{os.uname().nodename.replace('-', '_')}-a.docx.tmp"
    other = folder / f".kehoach-{ended}-1-may_khac-a.docx.tmp"
    own.touch()
    other.touch()
    assert kehoach("render").code == 0
    assert (own.exists(), other.exists()) == (False, True)
