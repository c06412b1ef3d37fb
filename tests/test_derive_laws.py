"""Laws of deriving and of writing, over plans that nobody has thought of."""

from __future__ import annotations

import hashlib
import tomllib
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.cascade.deriving.derive import Cascade
from generator.cascade.deriving.level_text import Derived
from generator.cascade.deriving.rulebook.rules import Rules, load_rules
from generator.cascade.origin import node_digest
from generator.plan.agencies import Agency, Registry
from generator.plan.citations import Citations
from generator.plan.cited_list import load_citations
from generator.plan.emit import certify, emit, is_unedited, write
from generator.plan.made import DanXuat, Nguon
from generator.plan.model import (
    Diem,
    Doan,
    KeHoach,
    Khoan,
    Muc,
    NguoiKy,
    NhiemVu,
    Nhom,
    NoiNhan,
    PhuLuc,
    ThoiHan,
    VanBan,
    walk,
    words_key,
)
from generator.plan.registry import load_registry
from generator.plan.source import TomlSource
from generator.plan.toml import Loaded

REGISTRIES = Path(__file__).parent.parent / "plans/danh-muc"
DAY = date(2024, 6, 7)
UNITS = ("ubnd-phuong-hoang-van-thu", "ubnd-phuong-dong-kinh", "ubnd-xa-mai-pha")
TEXT_FIELDS = ("tieu_de", "noi_dung", "san_pham")


@cache
def known() -> tuple[Registry, Citations, Rules]:
    registry, _ = load_registry(REGISTRIES / "co-quan.toml")
    citations, _ = load_citations(REGISTRIES / "van-ban.toml")
    rules, _ = load_rules(REGISTRIES / "quy-tac.toml")
    assert rules is not None
    return registry, citations, rules


# ------------------------------------------------------------------ plans

PHRASES = (
    "của thành phố", "thành phố Lạng Sơn", "UBND thành phố", "UBND các phường, xã", "phường, xã",
    "tại các cơ quan, đơn vị, UBND các phường, xã", "Sở Nội vụ", "gửi về Sở Nội vụ", "đạt 85%",
    "UBND thành phố (qua Phòng Nội vụ)", "Tham mưu UBND thành phố", "{cap_tren}", "{tb-277}",
    "{{ 7*7 }}", "<w:p> & ]]>", "\\{don_vi}", "{don_vi}", "**đậm**", '"', "\\", "…", "\ue000",
    "Tổ chức triển khai thực hiện các nội dung theo", "Kế hoạch của UBND phường, xã", ".", ";",
)  # fmt: skip
surrogates: Any = ("Cs",)
anything = st.text(st.characters(exclude_categories=surrogates), min_size=1, max_size=12)
line = st.lists(st.sampled_from(PHRASES) | anything, min_size=1, max_size=3).map(" ".join)
agencies = st.lists(
    st.sampled_from(
        [
            "ubnd-phuong-xa", "phong-noi-vu-tp", "van-phong-tp", "thanh-tra-tp", "tt-vhtt-tp",
            "mttq-tp", "co-quan-don-vi", "so-noi-vu", "ubnd-tp-lang-son", "cong-an-tp",
        ]
    ),
    max_size=3,
    unique=True,
)  # fmt: skip
levels = st.lists(st.sampled_from(["tinh", "thanh-pho", "phuong", "xa"]), max_size=2, unique=True)
dates = st.dates(date(1945, 9, 2), date(2200, 1, 1))
maybe = st.none() | line
origin = st.none() | st.builds(
    Nguon, ke_hoach=line, nut=line, ma_bam=line, quy_tac=st.lists(line, max_size=2)
)
node: dict[str, Any] = {
    "ap_dung": levels,
    "can_xem": maybe,
    "bao_ve": st.booleans(),
    "minh_hoa": st.booleans(),
}
node |= {"id": st.just("x"), "nguon": origin}
deadline = st.builds(
    ThoiHan,
    truoc=st.none() | dates,
    ngay=st.none() | dates,
    nam=st.none() | st.integers(1945, 2200),
    dinh_ky=st.lists(st.sampled_from(["thang", "quy", "nam"]), max_size=2),
    thuong_xuyen=st.booleans(),
    ghi_chu=maybe,
)
style = st.sampled_from(["chu", "gach", "cong", "khong"])
roles = st.sampled_from([None, "can_cu", "boi_canh", "loi_dan", "ket_thuc"])
paragraphs = st.lists(st.builds(Doan, noi_dung=line, vai_tro=roles, **node), max_size=2)
leaf = st.builds(Diem, noi_dung=line, kieu=st.none() | style, **node)
point = st.builds(Diem, noi_dung=line, diem=st.lists(leaf, max_size=1), **node)
item = st.builds(
    Khoan,
    tieu_de=maybe,
    noi_dung=maybe,
    danh_so=st.booleans(),
    kieu_diem=style,
    co_quan=agencies,
    diem=st.lists(point, max_size=2),
    **node,
)
section = st.builds(Muc, tieu_de=line, khoan=st.lists(item, max_size=2), **node)
task = st.builds(
    NhiemVu,
    noi_dung=line,
    nhom=st.none(),
    chu_tri=agencies,
    phoi_hop=agencies,
    san_pham=maybe,
    thoi_han=st.none() | deadline,
    tu_doan=st.just([]),
    **node,
)
appendix = st.builds(
    PhuLuc,
    tieu_de=line,
    nhom=st.lists(st.builds(Nhom, tieu_de=line, **node), max_size=2),
    nhiem_vu=st.lists(task, max_size=3),
    **node,
)
document = st.builds(
    VanBan,
    ma=st.just("kh-tp-lang-son-2024"),
    co_quan=st.just("ubnd-tp-lang-son"),
    so=st.none() | st.integers(1, 9999),
    ky_hieu=maybe,
    ngay=st.just(DAY),
    ngay_xet=st.none() | dates,
    trich_yeu=line,
    cap_tren=st.sampled_from([None, "kh-126-lang-son-2024"]),
    luu=line,
    minh_hoa=st.booleans(),
    nguon=origin,
    can_xem=maybe,
)
mark = st.builds(DanXuat, ke_hoach=line, ma_bam_cap_tren=line, ma_bam_quy_tac=line, ma_bam=line)


def _name(plan: KeHoach) -> KeHoach:
    """Give every node its own id, and let tasks refer to groups and paragraphs."""
    nodes = [n for _loc, n in walk(plan)]
    for i, one in enumerate(nodes):
        one.id = f"n{i}"
    for part in plan.phu_luc:
        for i, one in enumerate(part.nhiem_vu):
            if part.nhom:
                one.nhom = part.nhom[i % len(part.nhom)].id
            one.tu_doan = [n.id for n in nodes if isinstance(n, Diem)][i : i + 2]
    return plan


plans = st.builds(
    KeHoach,
    phien_ban=st.just(1),
    dan_xuat=st.none() | mark,
    van_ban=document,
    can_cu=paragraphs,
    mo_dau=paragraphs,
    muc=st.lists(section, max_size=2),
    ket_thuc=paragraphs,
    noi_nhan=st.lists(st.builds(NoiNhan, noi_dung=line, co_quan=agencies, **node), max_size=2),
    nguoi_ky=st.lists(st.builds(NguoiKy, quyen_han=maybe, chuc_vu=line, ho_ten=maybe), max_size=2),
    phu_luc=st.lists(appendix, max_size=2),
).map(_name)


def _cascade(plan: KeHoach) -> Cascade:
    registry, citations, rules = known()
    text = emit(plan)
    source = TomlSource("tren.toml", text, {}, hashlib.sha256(text.encode()).hexdigest())
    return Cascade(Loaded(plan, source), registry, citations, rules)


def _agency(unit: str) -> Agency:
    found = known()[0].get(unit, DAY)
    assert found is not None
    return found


def _derive(plan: KeHoach, unit: str) -> Derived:
    derived, _ = _cascade(plan).derive(_agency(unit))
    assert derived is not None
    return derived


def _read(text: str) -> KeHoach:
    return msgspec.convert(tomllib.loads(text), KeHoach)


# ------------------------------------------------------------------ writing


@given(plans)
@settings(max_examples=30, deadline=None)
def test_what_is_written_reads_back_the_same(plan: KeHoach) -> None:
    assert _read(emit(plan)) == plan
    assert _read(emit(plan, ["Đầu tệp", "#:schema x.json"])) == plan


@given(plans)
@settings(max_examples=30, deadline=None)
def test_the_line_of_every_node_is_known(plan: KeHoach) -> None:
    written = write(plan)
    lines = written.text.split("\n")
    for loc, _node in walk(plan):
        path = ".".join(str(step) for step in loc if isinstance(step, str))
        number = written.lines[loc]
        assert lines[number - 1] == f"[[{path}]]"
        if _node.can_xem is not None:
            assert lines[written.lines[*loc, "can_xem"] - 1].startswith("can_xem = ")


@given(plans, st.data())
@settings(max_examples=30, deadline=None)
def test_any_edit_breaks_the_certificate(plan: KeHoach, data: st.DataObject) -> None:
    plan.dan_xuat = DanXuat(ke_hoach="a", ma_bam_cap_tren="b", ma_bam_quy_tac="c", ma_bam="")
    text, digest = certify(emit(plan))
    assert is_unedited(text)
    assert f'ma_bam = "{digest}"' in text
    at = data.draw(st.integers(0, len(text) - 1))
    edited = f"{text[:at]}x{text[at:]}"
    assert not is_unedited(edited)


# ------------------------------------------------------------------ deriving


@given(plans, st.sampled_from(UNITS))
@settings(max_examples=25, deadline=None)
def test_deriving_twice_gives_the_same_bytes(plan: KeHoach, unit: str) -> None:
    before = msgspec.json.encode(plan)
    first = _derive(plan, unit)
    assert msgspec.json.encode(plan) == before  # the plan above is not touched
    assert _derive(plan, unit).text == first.text
    assert _read(first.text) == first.plan
    assert is_unedited(first.text)


@given(plans, st.sampled_from(UNITS))
@settings(max_examples=25, deadline=None)
def test_no_node_above_is_lost_without_being_reported(plan: KeHoach, unit: str) -> None:
    derived = _derive(plan, unit)
    rules = known()[2]
    kept = {n.nguon.nut for _loc, n in walk(derived.plan) if n.nguon is not None}
    dropped = {d.id for d in derived.dropped}
    for _loc, above in walk(plan):
        assert (above.id in kept) != (above.id in dropped)
    assert all(rules.why(d.rule) for d in derived.dropped)


@given(plans, st.sampled_from(UNITS))
@settings(max_examples=25, deadline=None)
def test_a_node_no_rule_touched_says_what_it_said(plan: KeHoach, unit: str) -> None:
    above = {n.id: n for _loc, n in walk(plan)}
    for _loc, below in walk(_derive(plan, unit).plan):
        assert below.nguon is not None
        if not below.nguon.nut:
            continue
        origin = above[below.nguon.nut]
        assert below.nguon.ma_bam == node_digest(origin)
        if not below.nguon.quy_tac:
            for name in TEXT_FIELDS:
                assert getattr(below, name, None) == getattr(origin, name, None)


@given(plans, st.sampled_from(UNITS))
@settings(max_examples=25, deadline=None)
def test_no_deadline_is_later_than_the_one_above(plan: KeHoach, unit: str) -> None:
    above = {n.id: n for _loc, n in walk(plan)}
    for _loc, below in walk(_derive(plan, unit).plan):
        if not isinstance(below, NhiemVu):
            continue
        given_above = above[below.id]
        assert isinstance(given_above, NhiemVu)
        assert (below.thoi_han is None) == (given_above.thoi_han is None)
        if below.thoi_han and given_above.thoi_han:
            for name in ("truoc", "ngay", "nam"):
                own, limit = getattr(below.thoi_han, name), getattr(given_above.thoi_han, name)
                assert own == limit or own < limit


@given(plans, st.sampled_from(UNITS))
@settings(max_examples=25, deadline=None)
def test_ids_stay_unique_and_references_hold(plan: KeHoach, unit: str) -> None:
    derived = _derive(plan, unit).plan
    ids = [n.id for _loc, n in walk(derived)]
    assert len(ids) == len(set(ids))
    for part in derived.phu_luc:
        for one in part.nhiem_vu:
            assert set(one.tu_doan) <= set(ids)
            assert one.nhom is None or one.nhom in {g.id for g in part.nhom}


@given(plans, st.sampled_from(UNITS))
@settings(max_examples=30, deadline=None)
def test_every_mark_is_in_the_todo_list_at_its_line(plan: KeHoach, unit: str) -> None:
    derived = _derive(plan, unit)
    marked = [n for _loc, n in walk(derived.plan) if n.can_xem]
    head = derived.plan.van_ban
    expected = [words_key(node) or "can_xem" for node in marked]  # an item may have no words
    expected += ["trich_yeu"] if head.can_xem else []
    found = [d.span.text.partition(" = ")[0] for d in derived.todo if d.code == "DX510" and d.span]
    assert sorted(found) == sorted(expected)  # the words to look at, not the mark


@given(plans)
@settings(max_examples=30, deadline=None)
def test_units_of_one_level_differ_in_names_only(plan: KeHoach) -> None:
    one, other = (_derive(plan, unit).plan for unit in UNITS[:2])
    assert [n.id for _loc, n in walk(one)] == [n.id for _loc, n in walk(other)]
    for (_a, left), (_b, right) in zip(walk(one), walk(other), strict=True):
        assert left.nguon == right.nguon
        for name in TEXT_FIELDS:
            text = getattr(left, name, None)
            if text is not None:
                swapped = text.replace("Phường Hoàng Văn Thụ", "phường Đông Kinh")
                assert swapped == getattr(right, name).replace(
                    "Phường Hoàng Văn Thụ", "phường Đông Kinh"
                )


@given(plans)
@settings(max_examples=30, deadline=None)
def test_the_digest_of_a_node_follows_what_it_says(plan: KeHoach) -> None:
    for _loc, one in walk(plan):
        digest = node_digest(one)
        one.bao_ve = not one.bao_ve
        one.can_xem, one.nguon, one.id = "khác", None, "khac"
        assert node_digest(one) == digest
        one.minh_hoa = not one.minh_hoa
        assert node_digest(one) != digest


@given(st.integers(0, 400))
@settings(max_examples=20, deadline=None)
def test_a_later_deadline_above_moves_the_one_below(days: int) -> None:
    when = DAY + timedelta(days=days)
    plan = KeHoach(
        phien_ban=1,
        van_ban=VanBan(ma="kh-tren", co_quan="ubnd-tp-lang-son", ngay=DAY, trich_yeu="Việc"),
        phu_luc=[
            PhuLuc(
                id="pl",
                tieu_de="PHỤ LỤC",
                nhiem_vu=[
                    NhiemVu(
                        id="nv",
                        noi_dung="Báo cáo",
                        chu_tri=["ubnd-phuong-xa"],
                        thoi_han=ThoiHan(truoc=when),
                    )
                ],
            )
        ],
    )
    (below,) = _derive(plan, UNITS[1]).plan.phu_luc[0].nhiem_vu
    assert below.thoi_han == ThoiHan(truoc=when)


# ------------------------------------------------------------------ one after another

NAMES = st.sampled_from(
    ["Phường Một", "Xã “Hai”", 'Phường "Ba"', "Xã \\Bốn", "Xã {don_vi}", "\ue001", ""]
)


@given(plans, st.lists(st.tuples(NAMES, NAMES), min_size=2, max_size=4))
@settings(max_examples=50)
def test_a_plan_made_after_others_is_the_one_made_alone(
    plan: KeHoach, named: list[tuple[str, str]]
) -> None:
    one = _agency("ubnd-phuong-dong-kinh")
    units = [
        msgspec.structs.replace(one, id=f"ubnd-{number}", don_vi=name, dia_danh=place)
        for number, (name, place) in enumerate(named)
    ]
    many = _cascade(plan)
    for unit in units:
        together, told = many.derive(unit)
        alone, as_told = _cascade(plan).derive(unit)
        assert together is not None
        assert alone is not None
        assert (together.text, together.digest, told) == (alone.text, alone.digest, as_told)
        assert (together.ma, together.name, together.plan) == (alone.ma, alone.name, alone.plan)
        assert emit(together.plan) in together.text
