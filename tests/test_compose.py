"""From plan to document: everything printed that the plan does not say itself."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.document.blocks import RULES, Chu, Document
from generator.document.compose import MAX_TITLE, compose
from generator.document.strokes import rule_length
from generator.plan.agencies import Cap, CoQuan, LoaiCoQuan, Registry
from generator.plan.citations import Citations
from generator.plan.cited_list import load_citations
from generator.plan.model import KeHoach, PhuLuc, walk
from generator.plan.wording import plain
from generator.text.measure import line_width, wrap
from generator.workspace.workspace import Workspace

ROOT = Path(__file__).parent.parent

REGISTRY = Registry.from_structs(
    [Cap(id="tinh", ten="tỉnh", bac=1), Cap(id="phuong", ten="phường", bac=3)],
    [
        LoaiCoQuan(
            id="ubnd",
            ten="Ủy ban nhân dân {don_vi}",
            ten_ngan="UBND {don_vi}",
            ten_tieu_de=["ỦY BAN NHÂN DÂN", "{DON_VI}"],
            ky_hieu="UBND",
        )
    ],
    [
        CoQuan(id="tinh", loai="ubnd", cap="tinh", don_vi="tỉnh Lạng Sơn", dia_danh="Lạng Sơn"),
        CoQuan(
            id="phuong", loai="ubnd", cap="phuong", don_vi="phường Đông Kinh",
            dia_danh="Đông Kinh", truc_thuoc="tinh", den=date(2025, 6, 30), ma="05980",
        ),
        CoQuan(
            id="phuong", loai="ubnd", cap="phuong", don_vi="phường Đông Kinh (mới)",
            dia_danh="Đông Kinh", truc_thuoc="tinh", tu=date(2025, 7, 1), ma="05977",
        ),
        CoQuan(
            id="so-noi-vu", cap="tinh", ten="Sở Nội vụ tỉnh Lạng Sơn", ten_ngan="Sở Nội vụ",
            ten_tieu_de=["SỞ NỘI VỤ"], ky_hieu="SNV", chu_quan="tinh", dia_danh="Lạng Sơn",
        ),
    ],
)  # fmt: skip


@pytest.fixture(scope="session")
def citations(tmp_path_factory: pytest.TempPathFactory) -> Citations:
    file = tmp_path_factory.mktemp("danh-muc") / "van-ban.toml"
    file.write_text(
        """phien_ban = 1
[[van_ban]]
id = "kh-1"
loai = "KH"
so = 1
ky_hieu = "KH-UBND"
ngay = 2024-01-05
co_quan = "tinh"
trich_yeu = "cải cách hành chính năm 2024"
""",
        encoding="utf-8",
    )
    found, problems = load_citations(file)
    assert problems == []
    return found


def plan(**parts: Any) -> KeHoach:
    """A plan of the province with the given parts over a least one."""
    base: dict[str, Any] = {
        "phien_ban": 1,
        "van_ban": {"ma": "kh", "co_quan": "tinh", "trich_yeu": "Cải cách hành chính"},
    }
    base["van_ban"] |= parts.pop("van_ban", {})
    return msgspec.convert(base | parts, KeHoach)


@pytest.fixture
def made(citations: Citations) -> Any:
    """Compose a plan that has nothing wrong."""

    def make(**parts: Any) -> Document:
        document, problems = compose(plan(**parts), REGISTRY, citations, lambda _: None)
        assert problems == []
        return document

    return make


def points(*texts: str, **more: Any) -> list[dict[str, Any]]:
    return [{"id": f"d{i}", "noi_dung": t, **more} for i, t in enumerate(texts)]


# --- labels


def test_sections_items_and_points_are_numbered_as_in_sample_1_4(made: Any) -> None:
    document = made(
        muc=[
            {
                "id": "m1", "tieu_de": "MỤC ĐÍCH", "khoan": [
                    {"id": "k1", "tieu_de": "Một", "diem": points("x", "y", "z", "t", "u", "v")},
                    {"id": "k2", "noi_dung": "đoạn không tiêu đề"},
                    {"id": "k3", "noi_dung": "không đánh số", "danh_so": False},
                    {"id": "k4", "tieu_de": "Bốn", "noi_dung": "lời", "kieu_diem": "gach",
                     "diem": points("gạch")},
                ],
            },
            {"id": "m2", "tieu_de": "YÊU CẦU", "khoan": [{"id": "k5", "tieu_de": "Lại từ 1"}]},
        ]
    )  # fmt: skip
    assert [(b.kieu, b.text) for b in document.noi_dung] == [
        ("muc", "I. MỤC ĐÍCH"),
        ("khoan", "1. Một"),
        ("diem", "a) x"), ("diem", "b) y"), ("diem", "c) z"), ("diem", "d) t"),
        ("diem", "đ) u"), ("diem", "e) v"),
        ("doan", "2. đoạn không tiêu đề"),
        ("doan", "không đánh số"),
        ("khoan", "3. Bốn"), ("doan", "lời"), ("diem", "- gạch"),
        ("muc", "II. YÊU CẦU"),
        ("khoan", "1. Lại từ 1"),
    ]  # fmt: skip


def test_points_below_points_get_the_next_mark_unless_they_name_one(made: Any) -> None:
    deep = [{
        "id": "a", "noi_dung": "a", "diem": [
            {"id": "b", "noi_dung": "b", "diem": [{"id": "c", "noi_dung": "c"}]},
            {"id": "d", "noi_dung": "d", "kieu": "khong"},
        ],
    }, {"id": "e", "noi_dung": "e", "kieu": "gach"}, {"id": "f", "noi_dung": "f"}]  # fmt: skip
    document = made(muc=[{"id": "m", "tieu_de": "M", "khoan": [{"id": "k", "diem": deep}]}])
    assert [(b.kieu, b.text) for b in document.noi_dung[1:]] == [
        ("diem", "a) a"), ("diem_con", "- b"), ("diem_con", "+ c"), ("diem_con", "d"),
        ("diem", "- e"), ("diem", "b) f"),
    ]  # fmt: skip


def test_every_paragraph_names_its_node_and_the_last_two_stay_with_the_signature(
    made: Any,
) -> None:
    document = made(
        can_cu=[{"id": "cc", "noi_dung": "Căn cứ Luật;"}],
        mo_dau=[{"id": "md", "noi_dung": "Mở đầu:"}],
        ket_thuc=[{"id": "kt", "noi_dung": "Thực hiện./."}],
    )
    assert [(b.kieu, b.nut, b.cuoi) for b in document.noi_dung] == [
        ("can_cu", "cc", False),
        ("mo_dau", "md", True),
        ("ket_thuc", "kt", True),
    ]


# --- header


def test_a_draft_prints_dots_for_number_and_date(made: Any) -> None:
    document = made(van_ban={"ngay_xet": date(2024, 6, 1)})
    assert (document.so, document.ky_hieu) == ("……", "KH-UBND")
    assert document.thoi_gian == "ngày … tháng … năm 2024"
    assert made().thoi_gian == "ngày … tháng … năm …"
    assert document.tieu_de == "Kế hoạch: Cải cách hành chính"


def test_an_issued_plan_prints_number_and_date_as_the_decree_writes_them(made: Any) -> None:
    document = made(van_ban={"so": 5, "ngay": date(2024, 2, 7)})
    assert dict(document.texts())["so"] == "Số: 05/KH-UBND"
    assert dict(document.texts())["dia_danh"] == "Lạng Sơn, ngày 07 tháng 02 năm 2024"
    assert document.ten_loai == "KẾ HOẠCH"
    assert document.tieu_de == "Kế hoạch số 05/KH-UBND: Cải cách hành chính"
    assert document.ten_co_quan == "Ủy ban nhân dân tỉnh Lạng Sơn"


def test_names_are_those_of_the_day_of_the_plan(made: Any) -> None:
    old = made(van_ban={"co_quan": "phuong", "ngay": date(2025, 6, 30)})
    new = made(van_ban={"co_quan": "phuong", "ngay": date(2025, 7, 1)})
    assert old.co_quan == ("ỦY BAN NHÂN DÂN", "PHƯỜNG ĐÔNG KINH")
    assert new.co_quan[1] == "PHƯỜNG ĐÔNG KINH (MỚI)"


def test_a_department_prints_its_superior_body_above_its_name(made: Any) -> None:
    document = made(van_ban={"co_quan": "so-noi-vu"})
    assert document.co_quan_chu_quan == ("ỦY BAN NHÂN DÂN", "TỈNH LẠNG SƠN")
    assert document.co_quan == ("SỞ NỘI VỤ",)
    assert document.ky_hieu == "KH-SNV"
    assert made().co_quan_chu_quan == ()


def test_an_agency_without_a_symbol_prints_a_blank_to_fill_in(citations: Citations) -> None:
    bare = Registry.from_structs([], [], [CoQuan(id="tinh", cap="tinh", ten="Ban Quản lý")])
    document, problems = compose(plan(), bare, citations, lambda _: None)
    assert problems == []
    assert document.ky_hieu == "KH-…"
    assert document.co_quan == ("BAN QUẢN LÝ",)


def test_an_unknown_agency_is_reported_and_the_document_is_still_whole(
    citations: Citations,
) -> None:
    unknown = plan(van_ban={"co_quan": "khong-co"})
    document, problems = compose(unknown, REGISTRY, citations, lambda _: None)
    assert [d.code for d in problems] == ["KH402"]
    assert "khong-co" in problems[0].message
    assert list(document.texts())


# --- text


def test_a_document_is_cited_in_full_once_and_in_short_after(made: Any) -> None:
    document = made(
        mo_dau=[{"id": "a", "noi_dung": "Theo {kh-1};"}, {"id": "b", "noi_dung": "tại **{kh-1}**."}]
    )
    full = (
        "Kế hoạch số 01/KH-UBND ngày 05/01/2024 của UBND tỉnh Lạng Sơn cải cách hành chính năm 2024"
    )
    assert [b.text for b in document.noi_dung] == [
        f"Theo {full};",
        "tại Kế hoạch số 01/KH-UBND.",
    ]
    assert document.noi_dung[1].chu[1] == Chu("Kế hoạch số 01/KH-UBND", dam=True)


def test_an_unknown_citation_is_reported_and_printed_as_written(citations: Citations) -> None:
    bad = plan(mo_dau=[{"id": "a", "noi_dung": "Theo {khong-co}."}])
    document, problems = compose(bad, REGISTRY, citations, lambda _: None)
    assert len(problems) == 1
    assert problems[0].code.startswith("VB3")
    assert document.noi_dung[0].text == "Theo {khong-co}."


def test_emphasis_becomes_runs_and_escapes_print_the_character(made: Any) -> None:
    (block,) = made(
        mo_dau=[{"id": "a", "noi_dung": r"x **đậm** *nghiêng* \*y\{z} {{ 7*7 }}"}]
    ).noi_dung
    assert block.chu == (
        Chu("x "), Chu("đậm", dam=True), Chu(" "), Chu("nghiêng", nghieng=True),
        Chu(" *y{z} {{ 7*7 }}"),
    )  # fmt: skip


def test_a_line_end_in_the_file_is_a_space_in_the_document(made: Any) -> None:
    (block,) = made(mo_dau=[{"id": "a", "noi_dung": "một\nhai"}]).noi_dung
    assert block.text == "một hai"


def test_recipients_get_dashes_semicolons_and_a_last_full_stop(made: Any) -> None:
    people = [{"id": "a", "noi_dung": "Như trên"}, {"id": "b", "noi_dung": "Sở Nội vụ;"}]
    lines = [n.chu for n in made(noi_nhan=people, van_ban={"luu": "VT, NC"}).noi_nhan]
    assert lines == ["- Như trên;", "- Sở Nội vụ;", "- Lưu: VT, NC."]


def test_titles_of_properties_are_cut_at_a_word_as_word_cuts_them(made: Any) -> None:
    title = made(van_ban={"trich_yeu": "nâng cao chỉ số " * 40}).tieu_de
    assert len(title) <= MAX_TITLE
    assert title.endswith("…")


# --- appendices


def task(number: int, **more: Any) -> dict[str, Any]:
    return {"id": f"nv{number}", "noi_dung": f"việc {number}", **more}


APPENDIX: dict[str, Any] = {
    "id": "pl",
    "tieu_de": "Nhiệm vụ của {kh-1:ngan}",
    "minh_hoa": True,
    "nhom": [{"id": "g1", "tieu_de": "Một"}, {"id": "g2", "tieu_de": "Hai"}],
    "nhiem_vu": [
        task(1, nhom="g2"),
        task(2, nhom="g1", chu_tri=["phuong", "so-noi-vu"], phoi_hop=["tinh"], san_pham="Báo cáo",
             thoi_han={"truoc": date(2024, 6, 15)}),
        task(3),
        task(4, nhom="g1", thoi_han={"thuong_xuyen": True}),
    ],
}  # fmt: skip


def test_tasks_stand_by_group_and_are_numbered_through(made: Any) -> None:
    (appendix,) = made(phu_luc=[APPENDIX], van_ban={"ngay": date(2024, 6, 3)}).phu_luc
    assert [(d.kieu, d.tt, d.noi_dung) for d in appendix.dong] == [
        ("nhiem_vu", "1", "việc 3"),
        ("nhom", "A", "Một"), ("nhiem_vu", "2", "việc 2"), ("nhiem_vu", "3", "việc 4"),
        ("nhom", "B", "Hai"), ("nhiem_vu", "4", "việc 1"),
    ]  # fmt: skip
    row = list(appendix.dong)[2]
    assert row.chu_tri == "UBND phường Đông Kinh; Sở Nội vụ"
    assert row.phoi_hop == "UBND tỉnh Lạng Sơn"
    assert (row.san_pham, row.thoi_han) == ("Báo cáo", "Trước ngày 15/6/2024")


def test_an_appendix_refers_to_its_plan_and_says_when_it_is_illustrative(made: Any) -> None:
    document = made(phu_luc=[APPENDIX], van_ban={"so": 126, "ngay": date(2024, 6, 3)})
    (appendix,) = document.phu_luc
    assert appendix.nhan == "Phụ lục"
    assert appendix.tieu_de == "NHIỆM VỤ CỦA KẾ HOẠCH SỐ 01/KH-UBND"
    assert appendix.kem_theo == (
        "(Kèm theo Kế hoạch số 126/KH-UBND ngày 03 tháng 6 năm 2024 "
        "của Ủy ban nhân dân tỉnh Lạng Sơn)"
    )
    assert appendix.ghi_chu == "(Phụ lục minh họa: lập từ nội dung Kế hoạch)"


def test_several_appendices_have_roman_numbers(made: Any) -> None:
    other = {"id": "pl2", "tieu_de": "Khác"}
    labels = [a.nhan for a in made(phu_luc=[APPENDIX, other]).phu_luc]
    assert labels == ["Phụ lục I", "Phụ lục II"]


def test_rows_can_be_read_again_and_know_their_number_before(made: Any) -> None:
    rows = made(phu_luc=[APPENDIX]).phu_luc[0].dong
    assert len(rows) == 6
    assert list(rows) == list(rows)


def test_citations_in_rows_are_in_full_where_they_are_printed_first(made: Any) -> None:
    rows = [task(1, noi_dung="lại {kh-1}", nhom="g"), task(2, noi_dung="**Theo** {kh-1}")]
    groups = [{"id": "g", "tieu_de": "Nhóm in sau"}]
    document = made(phu_luc=[{"id": "pl", "tieu_de": "P", "nhom": groups, "nhiem_vu": rows}])
    first, _, second = (d.noi_dung for d in document.phu_luc[0].dong)
    assert first.startswith("Theo Kế hoạch số 01/KH-UBND ngày")
    assert second == "lại Kế hoạch số 01/KH-UBND"


# --- rules


@given(st.lists(st.floats(1, 180), min_size=1, max_size=4))
def test_a_rule_is_a_third_to_a_half_of_the_line_above_it(widths: list[float]) -> None:
    length = rule_length(widths)
    assert length in RULES
    line = widths[-1] if widths[-1] >= 28 else max(widths)
    if line >= 28:
        assert line / 3 - 1e-9 <= length <= line / 2 + 1e-9


def test_lines_are_measured_as_times_new_roman_sets_them() -> None:
    assert line_width("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 13) == pytest.approx(95.7, abs=0.1)
    assert line_width("Độc lập - Tự do - Hạnh phúc", 14) == pytest.approx(60.5, abs=0.1)
    assert len(wrap("PHƯỜNG NGUYỄN THỊ MINH KHAI", 62.7, 13)) == 2
    assert wrap("", 60, 13)[0] <= 0


# --- laws


TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=40).filter(
    lambda t: t.strip() and not any(c in t for c in "*{\\")
)


@st.composite
def plans(draw: st.DrawFn) -> KeHoach:
    ids = iter(range(10_000))

    def node(**more: Any) -> dict[str, Any]:
        return {"id": f"n{next(ids)}", **more}

    def point(depth: int) -> dict[str, Any]:
        below = draw(st.integers(0, 2)) if depth else 0
        style = draw(st.sampled_from([None, "chu", "gach", "cong", "khong"]))
        more = {"kieu": style} if style else {}
        return node(noi_dung=draw(TEXT), diem=[point(depth - 1) for _ in range(below)], **more)

    def item() -> dict[str, Any]:
        title, words = draw(st.tuples(st.none() | TEXT, st.none() | TEXT))
        more = {k: v for k, v in (("tieu_de", title), ("noi_dung", words)) if v}
        listed = [point(2) for _ in range(draw(st.integers(0, 3)))]
        return node(diem=listed, danh_so=draw(st.booleans()), **more)

    sections = [
        node(tieu_de=draw(TEXT), khoan=[item() for _ in range(draw(st.integers(0, 3)))])
        for _ in range(draw(st.integers(0, 3)))
    ]
    groups = [node(tieu_de=draw(TEXT)) for _ in range(draw(st.integers(0, 2)))]
    known = st.sampled_from([None, "khong-co", *(g["id"] for g in groups)])
    tasks = [
        node(noi_dung=draw(TEXT), san_pham=draw(TEXT), nhom=draw(known))
        for _ in range(draw(st.integers(0, 5)))
    ]
    return plan(
        van_ban={"trich_yeu": draw(TEXT)},
        can_cu=[node(noi_dung=draw(TEXT)) for _ in range(draw(st.integers(0, 2)))],
        mo_dau=[node(noi_dung=draw(TEXT)) for _ in range(draw(st.integers(0, 2)))],
        muc=sections,
        ket_thuc=[node(noi_dung=draw(TEXT)) for _ in range(draw(st.integers(0, 2)))],
        noi_nhan=[node(noi_dung=draw(TEXT)) for _ in range(draw(st.integers(0, 3)))],
        phu_luc=[node(tieu_de=draw(TEXT), nhom=groups, nhiem_vu=tasks)] if tasks or groups else [],
    )


@settings(max_examples=150, deadline=None)
@given(plans())
def test_no_text_of_a_plan_is_lost(citations: Citations, any_plan: KeHoach) -> None:
    document, problems = compose(any_plan, REGISTRY, citations, lambda _: None)
    assert problems == []
    printed: dict[str, str] = {}
    for node, line in document.texts():
        printed[node] = f"{printed.get(node, '')}\n{line}"
    for _, part in walk(any_plan):
        for name in ("tieu_de", "noi_dung", "san_pham"):
            words = (getattr(part, name, None) or "").rstrip(" ;")
            if isinstance(part, PhuLuc):
                words = words.upper()  # the title of an appendix is in capitals
            assert not words or words in printed[part.id]


@settings(max_examples=50, deadline=None)
@given(plans())
def test_composing_again_gives_the_same(citations: Citations, any_plan: KeHoach) -> None:
    one, two = (compose(any_plan, REGISTRY, citations, lambda _: None)[0] for _ in range(2))
    assert list(one.texts()) == list(two.texts())


@pytest.mark.parametrize("ma", ["kh-126-lang-son-2024", "kh-tp-lang-son-2024"])
def test_the_real_plans_compose_whole_and_in_order(ma: str) -> None:
    workspace = Workspace(ROOT)
    real = workspace.plan_of(ma)
    assert real is not None
    document, problems = compose(real, workspace.registry, workspace.citations, workspace.plan_of)
    assert problems == []
    order = [b.nut for b in document.noi_dung]
    wanted = [p.id for loc, p in walk(real) if loc[0] not in ("noi_nhan", "phu_luc")]
    assert list(dict.fromkeys(order)) == wanted
    text = "\n".join(line for _, line in document.texts())
    for _, part in walk(real):
        words = plain(getattr(part, "noi_dung", "") or "")
        if "{" not in words:
            assert words in text


def test_sixty_thousand_rows_are_not_in_memory_at_once(citations: Citations) -> None:
    import tracemalloc

    many = plan(phu_luc=[{"id": "pl", "tieu_de": "P", "nhiem_vu": [task(1)]}])
    one = many.phu_luc[0].nhiem_vu[0]
    many.phu_luc[0].nhiem_vu = [msgspec.structs.replace(one, id=f"n{i}") for i in range(60_000)]
    document, _ = compose(many, REGISTRY, citations, lambda _: None)
    tracemalloc.start()
    count = sum(1 for _ in document.phu_luc[0].dong)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert count == 60_000
    assert peak < 1_000_000
