"""The two real plans say what their sources say: each paragraph, in order, once, no more.

The sources (`tests/seeds/`) are text that a machine took from the pages. Here they are
put back into paragraphs; every correction of a fault of that extraction is in the tables
below, so that nothing else can differ without a test failing.
"""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest

from generator.document.compose import compose
from generator.plan.agencies import Registry
from generator.plan.citations import Citations
from generator.plan.cited_list import load_citations
from generator.plan.model import Khoan, NhiemVu, NoiNhan, walk
from generator.plan.registry import load_registry
from generator.plan.toml import load_plan

if TYPE_CHECKING:
    from generator.document.blocks import Document
    from generator.plan.model import KeHoach

ROOT = Path(__file__).parents[1]
PLANS = ROOT / "plans"
SEEDS = ROOT / "tests" / "seeds"

CORRECTIONS = {
    "tinh": [
        ("Số: /KH-UBND", "Số: 126/KH-UBND"),  # cited so by the city's plan
        ("Lạng Sơn, ngày tháng 6 năm 2024", "Lạng Sơn, ngày 03 tháng 6 năm 2024"),
    ],
    "thanh-pho": [
        ("Hồ Tiên Thiệu", "Hồ Tiến Thiệu"),
        ("Đề góp phần", "Để góp phần"),
    ],
}
"""What the source shows → what the plan says. Each occurs exactly once."""

LOST = {"thanh-pho": ("CHỦ TỊCH", "TM. ỦY BAN NHÂN DÂN")}
"""A line the extraction lost, by the line it stood before (Decree 30, Art. 13.2)."""

PAGE_BREAKS = {
    "thanh-pho": ("chính quyền các cấp đối với", "Luật Tiếp công dân; Luật Tiếp cận"),
}
"""Beginnings of lines that go on with the paragraph of the page before. (The province's
text is broken at every line, so it needs no such list.)"""

LABEL = re.compile(r"(?:[IVX]+|\d)\. |[a-eghiklđ]\) |- ")
UNLABELLED = (
    "Số:", "Lạng Sơn, ngày", "KẾ HOẠCH", "Nâng cao Chỉ số", "Năm 2023, Chỉ số", "Để nâng cao",
    "(Chi tiết", "Chủ trì, phối hợp Sở", "Yêu cầu các Sở", "Nơi nhận:", "TM.",
    "CHỦ TỊCH", "Hồ Tiến",
)  # fmt: skip
"""How the paragraphs of the province's text begin that carry no label."""


def seed_paragraphs(name: str) -> list[str]:
    """The source's paragraphs, joined, without marks of Markdown, corrected."""
    text = (SEEDS / f"{name}.txt").read_text(encoding="utf-8")
    lines = [" ".join(re.sub(r"[#*]", "", line).split()) for line in text.splitlines()]
    paragraphs: list[str] = []
    for line in filter(None, lines):
        if name == "tinh":
            goes_on = not (LABEL.match(line) or line.startswith(UNLABELLED))
        else:
            goes_on = line.startswith(PAGE_BREAKS[name])
        if goes_on:
            paragraphs[-1] += f" {line}"
        else:
            paragraphs.append(line)
    if name in LOST:
        before, lost = LOST[name]
        paragraphs.insert(paragraphs.index(before), lost)
    for shown, meant in CORRECTIONS[name]:
        assert sum(p.count(shown) for p in paragraphs) == 1, f"{shown!r} is not there once"
        paragraphs = [p.replace(shown, meant) for p in paragraphs]
    return paragraphs


class Data(NamedTuple):
    """All that the repository says about Lạng Sơn, read through the public doors."""

    plans: dict[str, KeHoach]
    registry: Registry
    citations: Citations
    documents: dict[str, Document]


@pytest.fixture(scope="module")
def data() -> Data:
    """Read the plans and the registries and compose both documents, without a complaint."""
    registry, of_registry = load_registry(PLANS / "danh-muc" / "co-quan.toml")
    citations, of_citations = load_citations(PLANS / "danh-muc" / "van-ban.toml")
    assert [*of_registry, *of_citations] == []
    plans: dict[str, KeHoach] = {}
    for name in CORRECTIONS:
        loaded, found = load_plan(PLANS / "lang-son-2024" / f"{name}.toml")
        assert found == []
        assert loaded is not None
        plans[name] = loaded.plan
    documents = {}
    by_id = {plan.van_ban.ma: plan for plan in plans.values()}
    for name, plan in plans.items():
        documents[name], found = compose(plan, registry, citations, by_id.get)
        assert found == []
    return Data(plans, registry, citations, documents)


@pytest.mark.parametrize("name", CORRECTIONS)
def test_every_paragraph_of_the_source_is_printed_in_order_once_and_nothing_else_is(
    data: Data, name: str
) -> None:
    document = data.documents[name]
    seed = seed_paragraphs(name)
    start = seed.index("KẾ HOẠCH")
    printed = [document.ten_loai, document.trich_yeu]
    printed += [block.text for block in document.noi_dung]
    printed += ["Nơi nhận:", *(line.chu for line in document.noi_nhan)]
    for signer in document.nguoi_ky:
        printed += [signer.quyen_han, signer.chuc_vu, signer.ho_ten]
    assert printed == seed[start:]


def test_the_number_place_and_date_are_those_of_the_sources(data: Data) -> None:
    province, city = data.documents["tinh"], data.documents["thanh-pho"]
    assert seed_paragraphs("tinh")[:2] == [
        f"Số: {province.so}/{province.ky_hieu}",
        f"{province.dia_danh}, {province.thoi_gian}",
    ]
    number, place_and_date = seed_paragraphs("thanh-pho")[:2]
    assert number == f"Số: /{city.ky_hieu}"
    assert data.plans["thanh-pho"].van_ban.so is None
    assert place_and_date == f"{city.dia_danh}, {city.thoi_gian}"


def test_the_heads_lost_in_the_sources_are_those_of_the_issuing_committees(data: Data) -> None:
    province, city = data.documents["tinh"], data.documents["thanh-pho"]
    assert province.co_quan == ("ỦY BAN NHÂN DÂN", "TỈNH LẠNG SƠN")
    assert city.co_quan == ("ỦY BAN NHÂN DÂN", "THÀNH PHỐ LẠNG SƠN")
    assert province.co_quan_chu_quan == city.co_quan_chu_quan == ()


def test_only_the_words_emphasised_in_the_source_are_emphasised(data: Data) -> None:
    def emphasised(name: str) -> list[tuple[str, bool, bool]]:
        blocks = [b for b in data.documents[name].noi_dung if b.kieu not in ("muc", "khoan")]
        return [(c.chu, c.dam, c.nghieng) for b in blocks for c in b.chu if c.dam or c.nghieng]

    quotation = "Siết chặt kỷ cương, tăng cường trách nhiệm, quyết liệt hành động, sáng tạo bứt phá"
    note = "(Chi tiết các nội dung cần triển khai, thực hiện tại Phụ lục kèm theo)"
    assert emphasised("tinh") == []
    assert emphasised("thanh-pho") == [
        (quotation, False, True),
        (note, False, True),
        ("trước ngày 15/6/2024.", True, False),
    ]


# ------------------------------------------------------------------- the appendices

PRODUCTS_FROM_ABOVE = {"nv-bao-cao": "Báo cáo CCHC"}
"""Of the city: the plan says "báo cáo kết quả … đúng thời gian quy định"; which report and
when is in point III.1.d of the province's plan."""


def words(text: str) -> set[str]:
    """The words of a text, in lower case."""
    return set(re.findall(r"\w+", text.lower()))


def sentences(plan: KeHoach) -> dict[str, str]:
    """What each node says, with the title of the item it stands in."""
    texts: dict[str, str] = {}
    title = ""
    for _loc, node in walk(plan):
        if isinstance(node, Khoan):
            title = node.tieu_de or ""
        texts[node.id] = f"{title} {getattr(node, 'noi_dung', None) or ''}"
    return texts


def tasks(plan: KeHoach) -> list[tuple[NhiemVu, str]]:
    """The tasks of the appendix, each with the text of the paragraphs it points to."""
    texts = sentences(plan)
    rows = [node for _loc, node in walk(plan) if isinstance(node, NhiemVu)]
    return [(row, " ".join(texts[origin] for origin in row.tu_doan)) for row in rows]


@pytest.mark.parametrize("name", CORRECTIONS)
def test_the_appendix_is_marked_as_illustrative_and_grouped_by_index(data: Data, name: str) -> None:
    (appendix,) = data.plans[name].phu_luc
    assert appendix.minh_hoa
    groups = [group.id for group in appendix.nhom]
    expected = ["chung", "par-index", "sipas", "papi"]
    assert groups == (expected if name == "thanh-pho" else expected[:3])
    assert {task.nhom for task in appendix.nhiem_vu} == set(groups)
    assert 15 <= len(appendix.nhiem_vu) <= 25


@pytest.mark.parametrize("name", CORRECTIONS)
def test_a_task_says_no_word_that_its_paragraphs_do_not_say(data: Data, name: str) -> None:
    for task, origin in tasks(data.plans[name]):
        assert task.tu_doan, task.id
        assert words(task.noi_dung) <= words(origin), task.id


@pytest.mark.parametrize("name", CORRECTIONS)
def test_deadlines_and_products_are_those_the_paragraphs_state(data: Data, name: str) -> None:
    stated = {"6-thang": "6 tháng", "9-thang": "9 tháng", "nam": "năm"}
    for task, origin in tasks(data.plans[name]):
        if name == "thanh-pho" and task.id in PRODUCTS_FROM_ABOVE:
            assert task.san_pham == PRODUCTS_FROM_ABOVE[task.id]
            continue
        assert words(task.san_pham or "") <= words(origin), task.id
        if task.thoi_han is None:
            continue
        if when := task.thoi_han.truoc:
            assert f"trước ngày {when.day}/{when.month}/{when.year}" in origin
        assert task.thoi_han.ngay is None
        assert task.thoi_han.nam is None or f"năm {task.thoi_han.nam}" in origin
        assert not task.thoi_han.thuong_xuyen or "thường xuyên" in origin
        assert all(stated[period] in origin for period in task.thoi_han.dinh_ky)
        assert (task.thoi_han.ghi_chu or "").lower() in origin


# ------------------------------------------------------------------- the registries


@pytest.mark.parametrize("name", CORRECTIONS)
def test_every_agency_a_plan_names_is_in_the_registry_on_its_day(data: Data, name: str) -> None:
    plan = data.plans[name]
    named = {plan.van_ban.co_quan}
    for _loc, node in walk(plan):
        if isinstance(node, Khoan | NoiNhan):
            named |= set(node.co_quan)
        elif isinstance(node, NhiemVu):
            named |= {*node.chu_tri, *node.phoi_hop}
    unknown = [id_ for id_ in sorted(named) if data.registry.get(id_, plan.day()) is None]
    assert unknown == []


def test_the_city_of_2024_has_five_wards_and_three_communes_with_their_codes(data: Data) -> None:
    below = data.registry.children("ubnd-tp-lang-son", date(2024, 6, 7))
    wards = {agency.don_vi: agency.ma for agency in below if agency.cap == "phuong"}
    communes = {agency.don_vi: agency.ma for agency in below if agency.cap == "xa"}
    assert wards == {
        "Phường Hoàng Văn Thụ": "05971",
        "phường Tam Thanh": "05974",
        "phường Vĩnh Trại": "05977",
        "phường Đông Kinh": "05980",
        "phường Chi Lăng": "05983",
    }
    assert communes == {"xã Hoàng Đồng": "05986", "xã Quảng Lạc": "05989", "xã Mai Pha": "05992"}


def test_from_1_july_2025_the_province_has_4_wards_and_61_communes_below_it(data: Data) -> None:
    day = date(2025, 7, 1)
    below = data.registry.children("ubnd-tinh-lang-son", day)
    levels = [agency.cap for agency in below]
    assert (levels.count("phuong"), levels.count("xa")) == (4, 61)
    assert not {"huyen", "thanh-pho"} & set(levels)
    assert data.registry.get("ubnd-tp-lang-son", day) is None


def test_the_day_before_the_province_had_ten_districts_and_the_city_below_it(data: Data) -> None:
    below = data.registry.children("ubnd-tinh-lang-son", date(2025, 6, 30))
    levels = [agency.cap for agency in below]
    assert (levels.count("huyen"), levels.count("thanh-pho")) == (10, 1)
    assert not {"phuong", "xa"} & set(levels)


def test_one_id_and_one_code_mean_different_wards_before_and_after(data: Data) -> None:
    before = data.registry.get("ubnd-phuong-dong-kinh", date(2024, 6, 7))
    after = data.registry.get("ubnd-phuong-dong-kinh", date(2025, 7, 1))
    vinh_trai = data.registry.get("ubnd-phuong-vinh-trai", date(2024, 6, 7))
    assert before is not None
    assert after is not None
    assert vinh_trai is not None
    assert (before.truc_thuoc, after.truc_thuoc) == ("ubnd-tp-lang-son", "ubnd-tinh-lang-son")
    assert before.ma != after.ma == vinh_trai.ma


def test_a_unit_named_after_a_person_is_written_with_a_capital_and_its_full_name(
    data: Data,
) -> None:
    ward = data.registry.get("ubnd-phuong-hoang-van-thu", date(2024, 6, 7))
    other = data.registry.get("ubnd-phuong-dong-kinh", date(2024, 6, 7))
    assert ward is not None
    assert other is not None
    assert (ward.don_vi, ward.dia_danh) == ("Phường Hoàng Văn Thụ",) * 2
    assert (other.don_vi, other.dia_danh) == ("phường Đông Kinh", "Đông Kinh")
