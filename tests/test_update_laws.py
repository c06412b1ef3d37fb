"""Laws of updating, over plans and edits that nobody has thought of."""

from __future__ import annotations

import copy
import re
from datetime import date
from typing import Any

import msgspec
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from generator.cascade.changing.edits import rewrite
from generator.cascade.changing.merge import merge_list, merge_order, merge_text
from generator.cascade.changing.tree import Tree
from generator.cascade.changing.update import content, update
from generator.plan.emit import emit
from generator.plan.model import KeHoach, NhiemVu, ThoiHan, walk
from generator.plan.toml import parse_plan
from tests.test_derive_laws import _derive, plans

WORDS = (
    "phường",
    "xã",
    "đạt",
    "85%",
    "trước",
    "ngày",
    "15/6/2024",
    "{tb-277}",
    "và",
    ",",
    "**đậm**",
)
sentence = st.lists(st.sampled_from(WORDS), min_size=1, max_size=14).map(" ".join)
REPORTED = {"removed", "conflict", "kept", "left_out", "not_taken"}


# ------------------------------------------------------------------ edits of a plan


def lists_of(plan: KeHoach) -> list[list[Any]]:
    """Every list of nodes of a plan."""
    found: list[list[Any]] = [plan.can_cu, plan.mo_dau, plan.muc, plan.ket_thuc, plan.noi_nhan]
    found.append(plan.phu_luc)
    for _loc, node in walk(plan):
        for name in ("khoan", "diem", "nhom", "nhiem_vu"):
            inside = getattr(node, name, None)
            if isinstance(inside, list):
                found.append(inside)
    return found


@st.composite
def edits(draw: st.DrawFn, side: str) -> Any:
    """A function that edits a plan: rewords, deletes, moves, adds."""
    steps = draw(
        st.lists(
            st.tuples(
                st.sampled_from(["reword", "replace", "delete", "move", "add", "deadline"]),
                st.integers(0, 10_000),
                st.integers(0, 10_000),
                sentence,
            ),
            max_size=5,
        )
    )

    def apply(plan: KeHoach) -> KeHoach:
        new = copy.deepcopy(plan)
        for number, step in enumerate(steps):
            _edit(new, *step, f"{side}{number}")
        return new

    return apply


def _edit(plan: KeHoach, what: str, at: int, to: int, words: str, name: str) -> None:
    full = [inside for inside in lists_of(plan) if inside]
    if not full:
        return
    inside = full[at % len(full)]
    place = to % len(inside)
    node = inside[place]
    key = "tieu_de" if hasattr(node, "tieu_de") else "noi_dung"
    if what == "reword":
        said = (getattr(node, key) or "không").split(" ")
        said[to % len(said)] = words
        setattr(node, key, " ".join(said))
    elif what == "replace":
        setattr(node, key, words)
    elif what == "delete":
        del inside[place]
    elif what == "move":
        inside.insert(at % len(inside), inside.pop(place))
    elif what == "deadline" and isinstance(node, NhiemVu):
        node.thoi_han = ThoiHan(truoc=date(2024, 6, 1 + to % 28))
    elif what == "add":
        new = copy.deepcopy(node)
        for one in _all(new):
            one.id = f"{name}-{one.id}"
        inside.insert(place, new)


def _all(node: Any) -> list[Any]:
    found = [node]
    for name in ("khoan", "diem", "nhom", "nhiem_vu"):
        for child in getattr(node, name, None) or ():
            if not isinstance(child, str):
                found += _all(child)
    return found


def tidy(plan: KeHoach) -> KeHoach:
    """The plan with texts as reading leaves them: visible letters, single blanks."""
    return msgspec.convert(_tidy(msgspec.to_builtins(plan)), KeHoach, strict=False)


def _tidy(value: Any) -> Any:
    if isinstance(value, str):
        return " ".join(ODD.sub("x", value).split()) or "x"
    if isinstance(value, dict):
        return {key: _tidy(item) for key, item in value.items()}
    return [_tidy(item) for item in value] if isinstance(value, list) else value


ODD = re.compile(r"[^\x20-\x7e\u00a1-\u00ac\u00ae-\u02ff\u1e00-\u1eff…“”]")
parents = plans.map(tidy)
bases = parents.map(lambda plan: _derive(plan, "ubnd-phuong-dong-kinh").plan)
laws = settings(max_examples=40, deadline=None)


def _ids(plan: KeHoach) -> set[str]:
    return set(Tree(plan).items)


def _plain(plan: KeHoach) -> KeHoach:
    """Without the marks that tell which side was above."""
    plan = copy.deepcopy(plan)
    plan.dan_xuat = None
    return plan


# ------------------------------------------------------------------ laws of plans


@given(bases, edits("mine"))
@laws
def test_without_a_change_above_nothing_changes(base: KeHoach, mine_of: Any) -> None:
    mine = mine_of(base)
    done = update(base, copy.deepcopy(base), mine)
    assert done.plan == mine
    text = emit(mine) + "# cuối\n"
    loaded, _ = parse_plan(text.encode(), "x.toml")
    assume(loaded is not None)
    assert rewrite(text, mine, done.plan) == text


@given(bases, edits("above"), edits("mine"))
@laws
def test_the_file_says_what_was_merged_and_updating_twice_is_updating_once(
    base: KeHoach, above_of: Any, mine_of: Any
) -> None:
    above, mine = above_of(base), mine_of(base)
    text = "# đầu tệp\n\n" + emit(mine).replace("\n\n[[", "\n\n# ghi chú\n[[") + "# cuối\n"
    loaded, _ = parse_plan(text.encode(), "x.toml")
    assume(loaded is not None)
    assert loaded is not None
    done = update(base, above, loaded.plan)
    new = rewrite(text, loaded.plan, done.plan)
    again, problems = parse_plan(new.encode(), "x.toml")
    assert again is not None, problems
    assert again.plan == done.plan
    assert new.count("# ghi chú") == text.count("# ghi chú")  # no comment of the clerk is lost
    second = update(above, copy.deepcopy(above), again.plan)
    assert second.plan == again.plan
    taken = ("changed", "merged", "added", "removed", "moved")
    assert not [c for c in second.changes if c.kind in taken]


@given(bases, edits("above"), edits("mine"))
@laws
def test_no_node_is_lost_without_being_reported(base: KeHoach, above_of: Any, mine_of: Any) -> None:
    above, mine = above_of(base), mine_of(base)
    done = update(base, above, mine)
    told = {c.node for c in done.changes if c.kind in REPORTED}
    left = _ids(done.plan)
    assert _ids(mine) - left <= told
    new_above = _ids(above) - _ids(base)
    assert new_above - left <= told
    for id_ in _ids(above) - left - new_above:  # the clerk took it out
        assert id_ not in _ids(mine)
    # and no words of the clerk are lost: they stand, were merged, or nobody had edited them
    old, own, final = Tree(base).items, Tree(mine).items, Tree(done.plan).items
    merged = {(c.node, c.field) for c in done.changes if c.kind == "merged"}
    for id_, item in own.items():
        before = content(old[id_].node) if id_ in old else {}
        for key, value in content(item.node).items():
            edited = id_ not in old or value != before[key]
            if edited and (id_, key) not in merged:
                assert content(final[id_].node)[key] == value


@given(bases, edits("above"), edits("mine"), st.integers(0, 10_000))
@laws
def test_what_is_protected_never_moves_or_changes(
    base: KeHoach, above_of: Any, mine_of: Any, number: int
) -> None:
    mine = mine_of(base)
    nodes = [node for _loc, node in walk(mine)]
    assume(nodes)
    nodes[number % len(nodes)].bao_ve = True
    id_ = nodes[number % len(nodes)].id
    done = update(base, above_of(base), mine)
    before, after = Tree(mine), Tree(done.plan)
    assert after.items[id_].node == before.items[id_].node
    assert after.items[id_].group == before.items[id_].group


@given(bases, edits("above"), edits("mine"))
@laws
def test_merging_without_conflict_does_not_depend_on_the_side(
    base: KeHoach, above_of: Any, mine_of: Any
) -> None:
    above, mine = above_of(base), mine_of(base)
    one, other = update(base, above, mine), update(base, mine, above)
    assume(not any(c.kind in REPORTED - {"removed"} for c in (*one.changes, *other.changes)))
    assume(not _contested(base, above, mine))
    first, second = _plain(one.plan), _plain(other.plan)
    assert first == second


def _contested(base: KeHoach, above: KeHoach, mine: KeHoach) -> bool:
    """Whether both sides put something of their own into one list: above comes first then."""
    trees = [Tree(p) for p in (base, above, mine)]
    return any(
        trees[1].order.get(group) != order and trees[2].order.get(group) != order
        for group, order in trees[0].order.items()
    ) or any(group not in trees[0].order and group in trees[2].order for group in trees[1].order)


def lost_groups(plan: KeHoach) -> set[str]:
    """Groups that tasks name and the plan does not have."""
    groups = {n.id for a in plan.phu_luc for n in a.nhom}
    return {t.nhom for a in plan.phu_luc for t in a.nhiem_vu if t.nhom} - groups


@given(parents, edits("above"))
@laws
def test_an_unedited_child_updated_is_the_new_derivation(parent: KeHoach, above_of: Any) -> None:
    above = above_of(parent)
    assume(not lost_groups(above))  # a plan that `check` refuses
    old = _derive(parent, "ubnd-phuong-dong-kinh")
    new = _derive(above, "ubnd-phuong-dong-kinh")
    done = update(old.plan, new.plan, copy.deepcopy(old.plan))
    assert done.plan == new.plan
    assert msgspec.json.encode(done.plan) == msgspec.json.encode(new.plan)


# ------------------------------------------------------------------ laws of values


@given(sentence, sentence, sentence)
def test_a_text_merges_to_the_same_from_both_sides(base: str, one: str, other: str) -> None:
    assert merge_text(base, one, other) == merge_text(base, other, one)
    assert merge_text(base, base, other) == other
    assert merge_text(base, one, one) == one


@given(st.lists(sentence, min_size=6, max_size=9), sentence, sentence)
def test_far_changes_of_one_text_both_arrive(parts: list[str], one: str, other: str) -> None:
    base = " giữa ".join(parts)
    first = " giữa ".join([one, *parts[1:]])
    second = " giữa ".join([*parts[:-1], other])
    merged = merge_text(base, first, second)
    if merged is not None:
        assert merged == " giữa ".join([one, *parts[1:-1], other])


orders = st.permutations(["a", "b", "c", "d", "e", "f"])


@given(orders, orders, orders, st.integers(0, 6), st.integers(0, 6))
def test_an_order_holds_every_item_once(
    base: list[str], above: list[str], mine: list[str], i: int, j: int
) -> None:
    above, mine = [*above[:i], "x", *above[i:]], [*mine[:j], "y", *mine[j:]]
    order = merge_order(base, above, mine).items
    assert sorted(order) == sorted({*base, "x", "y"})
    assert merge_order(base, base, mine).items == mine
    assert merge_order(base, above, base).items == above


@given(st.lists(st.sampled_from("abcdef"), unique=True), st.data())
def test_a_list_takes_what_either_side_added_and_took_out(base: list[str], data: Any) -> None:
    side = st.lists(st.sampled_from("abcdefxy"), unique=True)
    above, mine = data.draw(side), data.draw(side)
    merged, clash = merge_list(base, above, mine)
    if not clash:
        assert set(merged) == (set(above) & set(mine)) | ((set(above) | set(mine)) - set(base))
