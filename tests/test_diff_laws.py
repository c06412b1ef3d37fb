"""Laws of comparing and of taking changes, over plans and edits that nobody has thought of."""

from __future__ import annotations

import copy
from datetime import date
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from generator.cascade.changing.rewrite import rewritten
from generator.document.compose import compose
from generator.plan.emit import emit
from generator.plan.model import KeHoach, KhongThucHien, walk
from generator.plan.toml import Loaded, parse_plan
from generator.review.changes import ComparedSide, PlanDifference, compare, side_of
from generator.review.decisions import CircleError, missing, take
from generator.review.levels import ExpectedPlan, by_level
from generator.review.sentences import KnownNames, Sentences
from generator.review.words import segments
from tests.test_derive_laws import _derive, known, plans
from tests.test_update_laws import edits, tidy

laws = settings(max_examples=60, deadline=None)
originals = plans.map(tidy)
words = st.lists(
    st.sampled_from(["hoà", "hòa", "xã", "phường", ",", "15/6/2024", "và", "{tb-277}", "**", "é"]),
    max_size=20,
).map(" ".join)


def difference(old: KeHoach, new: KeHoach) -> PlanDifference:
    return compare(ComparedSide(old, "cu.toml"), ComparedSide(new, "moi.toml"))


def keys(found: PlanDifference) -> set[str]:
    return {c.key for c in found.changes}


def read(plan: KeHoach) -> tuple[bytes, Loaded]:
    data = emit(plan).encode()
    loaded, _ = parse_plan(data, "a.toml")
    assert loaded is not None
    return data, loaded


@laws
@given(originals)
def test_a_plan_does_not_differ_from_itself(plan) -> None:
    assert difference(plan, copy.deepcopy(plan)).changes == ()


@laws
@given(originals, edits("b"))
def test_all_changes_taken_give_the_new_plan(old, edit) -> None:
    new = edit(old)
    found = difference(old, new)

    assert not missing(found, keys(found))
    made = take(found, keys(found))

    assert printed(made) == printed(new)
    assert difference(made, new).changes == ()


def printed(plan: KeHoach) -> list[str]:
    """The composed document; nodes may be called otherwise where an id was taken."""
    registry, citations, _rules = known()
    document, _ = compose(plan, registry, citations, lambda _ma: None)
    return [text for _node, text in document.texts()]


@laws
@given(originals, edits("b"))
def test_no_change_taken_leaves_every_byte(plan, edit) -> None:
    data, loaded = read(plan)
    found = difference(loaded.plan, edit(loaded.plan))

    made = rewritten(data, loaded, take(found, ()))

    assert made.data == data


@laws
@given(originals, edits("b"), st.randoms(use_true_random=False))
def test_any_choice_that_lacks_nothing_gives_a_plan_that_can_be_written(old, edit, luck) -> None:
    data, loaded = read(old)
    found = difference(loaded.plan, edit(loaded.plan))
    chosen = {key for key in keys(found) if luck.random() < 0.5}
    while lacking := missing(found, chosen):
        chosen -= {one.change.key for one in lacking}
    try:
        plan = take(found, chosen)
    except CircleError:
        return

    made = rewritten(data, loaded, plan)

    assert made.data is not None
    ids = [node.id for _loc, node in walk(plan)]
    assert len(ids) == len(set(ids))
    if not lost_groups(loaded.plan) and not lost_groups(found.new.side.plan):
        assert not lost_groups(plan)


def lost_groups(plan: KeHoach) -> set[str]:
    """Groups that tasks name and the plan does not have; random edits make such plans, too."""
    groups = {n.id for a in plan.phu_luc for n in a.nhom}
    named = {t.nhom for a in plan.phu_luc for t in a.nhiem_vu if t.nhom}
    return named - groups


@laws
@given(originals, edits("b"))
def test_the_order_of_changes_is_that_of_the_text_and_always_the_same(old, edit) -> None:
    new = edit(old)

    found = difference(old, new)

    assert [c.key for c in found.changes] == [c.key for c in difference(old, new).changes]
    assert len(keys(found)) == len(found.changes)
    places = {id_: i for i, (id_, _a, after) in reversed(list(enumerate(found.rows())))
              if after or id_ not in found.new.items}  # fmt: skip
    ranks = [places[c.node] for c in found.changes if c.node in places]
    assert ranks == sorted(ranks)


@laws
@given(originals, edits("b"))
def test_every_change_can_be_said(old, edit) -> None:
    registry, citations, _rules = known()
    found = difference(old, edit(old))
    sentences = Sentences(found, KnownNames(registry, citations, lambda _ma: None))

    for change in found.changes:
        assert sentences.say(change)


@laws
@given(originals, st.integers(0, 3))
def test_a_section_put_in_before_renumbers_without_changes(plan, at) -> None:
    new = copy.deepcopy(plan)
    if not new.muc:
        return
    section = copy.deepcopy(new.muc[0])
    section.id, section.khoan = "muc-moi-tinh", []
    new.muc.insert(min(at, len(new.muc)), section)

    assert [(c.kind, c.node) for c in difference(plan, new).changes] == [("added", "muc-moi-tinh")]


@laws
@given(originals)
def test_an_untouched_derived_plan_differs_by_its_level_only(plan) -> None:
    derived = _derive(plan, "ubnd-phuong-dong-kinh")
    found = difference(plan, derived.plan)
    dropped = {one.id: one.rule for one in derived.dropped}

    told = by_level(found, ExpectedPlan(copy.deepcopy(derived.plan), dropped))

    assert {c.nature for c in told.changes} <= {"level"}


@laws
@given(words, words)
def test_pieces_always_give_back_both_texts(old, new) -> None:
    pieces = segments(old, new)

    assert "".join(p.old for p in pieces) == old
    assert "".join(p.new for p in pieces) == new
    assert all(p.old == p.new for p in pieces if p.same)
    assert all(p.old != p.new for p in pieces if not p.same)


def test_tasks_left_out_are_taken_one_by_one() -> None:
    text = (
        'phien_ban = 1\n\n[van_ban]\nma = "a"\nco_quan = "ubnd-tp-lang-son"\ntrich_yeu = "Việc"\n'
        '\n# lý do của phường\n[[khong_thuc_hien]]\nnut = "nv-1"\nly_do = "Không có chợ"\n'
    )
    loaded, _ = parse_plan(text.encode(), "a.toml")
    assert loaded is not None
    new = copy.deepcopy(loaded.plan)
    new.khong_thuc_hien = [KhongThucHien(nut="nv-2", ly_do="Không có bến xe")]
    new.van_ban.ngay = date(2024, 6, 7)
    found = compare(side_of(loaded), ComparedSide(new, "b.toml"))

    one = rewritten(text.encode(), loaded, take(found, {"sua:khong_thuc_hien.nv-2"}))
    both = rewritten(text.encode(), loaded, take(found, keys(found)))

    assert one.data is not None
    assert both.loaded is not None
    assert [x.nut for x in one.loaded.plan.khong_thuc_hien] == ["nv-1", "nv-2"]
    assert "# lý do của phường" in one.data.decode()
    assert both.loaded.plan == new


def _scattered(plan: KeHoach, luck: Any) -> KeHoach:
    """The plan with nodes carried to other lists of their kind, and some parents gone."""
    new = copy.deepcopy(plan)
    for _ in range(luck.randint(1, 5)):
        items = [k for m in new.muc for k in m.khoan]
        lists = [
            [k.diem for k in items] + [p.diem for k in items for p in k.diem],
            [m.khoan for m in new.muc],
            [new.can_cu, new.mo_dau, new.ket_thuc],
            [a.nhiem_vu for a in new.phu_luc],
        ][luck.randrange(4)]
        full = [one for one in lists if one]
        if not full:
            continue
        source = luck.choice(full)
        node = source.pop(luck.randrange(len(source)))
        target = luck.choice(lists)
        inside = [node, *getattr(node, "diem", ())]
        if any(target is getattr(one, "diem", None) for one in inside):
            target = source
        target.insert(luck.randint(0, len(target)), node)
        if luck.random() < 0.3 and items:
            gone = luck.choice(items)
            for section in new.muc:
                section.khoan = [k for k in section.khoan if k is not gone]
    return new


@settings(max_examples=150, deadline=None)
@given(originals, st.randoms(use_true_random=False))
def test_nodes_carried_anywhere_are_taken_all_none_or_some(old, luck) -> None:
    new = _scattered(old, luck)
    data, loaded = read(old)
    found = difference(loaded.plan, new)

    everything = take(found, keys(found))
    assert len(keys(found)) == len(found.changes)
    assert printed(everything) == printed(new)
    assert rewritten(data, loaded, everything).data is not None
    assert rewritten(data, loaded, take(found, ())).data == data
    chosen = {key for key in keys(found) if luck.random() < 0.5}
    while lacking := missing(found, chosen):
        chosen -= {one.change.key for one in lacking}
    try:
        some = take(found, chosen)
    except CircleError:
        return
    assert rewritten(data, loaded, some).data is not None
