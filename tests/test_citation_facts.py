"""What a citation says comes from the entry first, then from the plan, each in its own time."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from generator.diagnostics import Span
from generator.plan.agencies import Cap, CoQuan, LoaiCoQuan, Registry
from generator.plan.citations import Citations, Citer, Forms
from generator.plan.cited_list import citations_of
from generator.plan.model import KeHoach, VanBan
from generator.plan.records import VanBanTrich
from generator.plan.source import TomlSource
from generator.plan.toml import parse

MERGED = date(2025, 7, 1)
REGISTRY = Registry.from_structs(
    [Cap(id="tinh", ten="tỉnh", bac=1)],
    [
        LoaiCoQuan(
            id="ubnd", ten="Ủy ban nhân dân {don_vi}", ten_ngan="UBND {don_vi}", ky_hieu="UBND"
        ),
        LoaiCoQuan(id="dang", ten="{don_vi}", ten_ngan="{don_vi}", ky_hieu="TU"),
    ],
    [
        CoQuan(id="ubnd-a", loai="ubnd", cap="tinh", don_vi="tỉnh Cũ", den=date(2025, 6, 30)),
        CoQuan(id="ubnd-b", loai="ubnd", cap="tinh", don_vi="tỉnh Mới", tu=MERGED),
        CoQuan(id="tinh-uy", loai="dang", cap="tinh", don_vi="Tỉnh ủy Cao Bằng"),
        CoQuan(id="thanh-uy", loai="dang", cap="tinh", don_vi="Thành ủy Huế"),
    ],
)


def plan(**head: Any) -> KeHoach:
    facts = {"ma": "kh", "co_quan": "ubnd-a", "trich_yeu": "Làm việc"} | head
    return KeHoach(phien_ban=1, van_ban=VanBan(**facts))


def forms(entry: VanBanTrich | None = None, above: KeHoach | None = None) -> Forms:
    made = Citations.from_structs([entry] if entry else [])
    plans = {above.van_ban.ma: above} if above else {}
    found, _faults = made.forms(entry.id if entry else "kh", REGISTRY, plans.get)
    assert found is not None
    return found


def entry(**facts: Any) -> VanBanTrich:
    return VanBanTrich(id="x", **facts)


def test_a_document_with_every_fact_is_cited_in_four_ways() -> None:
    made = forms(entry(loai="QĐ", so=5, ky_hieu="QĐ-UBND", ngay=date(2024, 2, 3),
                       co_quan="ubnd-a", trich_yeu="ban hành Quy chế"))  # fmt: skip
    assert made == Forms(
        "Quyết định số 05/QĐ-UBND ngày 03/02/2024 của UBND tỉnh Cũ ban hành Quy chế",
        "Quyết định số 05/QĐ-UBND ngày 03/02/2024 của UBND tỉnh Cũ",
        "Quyết định số 05/QĐ-UBND",
        "Quyết định ban hành Quy chế",
    )


def test_a_symbol_without_a_number_leaves_its_place_open_and_a_number_without_symbol_stands() -> (
    None
):
    assert forms(entry(loai="QĐ", ky_hieu="QĐ-UBND")).short == "Quyết định số …/QĐ-UBND"
    assert forms(entry(loai="QĐ", so=12)) == Forms(
        "Quyết định số 12", "Quyết định số 12", "Quyết định số 12", "Quyết định"
    )


def test_a_symbol_without_a_date_leaves_the_date_open_without_a_year() -> None:
    made = forms(entry(loai="QĐ", so=1, ky_hieu="QĐ-UBND"))
    assert made.dated == "Quyết định số 01/QĐ-UBND ngày … tháng … năm …"


def test_a_law_is_cited_by_name_and_by_its_day_only_where_it_has_one() -> None:
    dated = forms(entry(loai="Luật", trich_yeu="Lưu trữ", ngay=date(2024, 6, 21)))
    assert dated == Forms(
        "Luật Lưu trữ", "Luật Lưu trữ ngày 21 tháng 6 năm 2024", "Luật Lưu trữ", "Luật Lưu trữ"
    )
    assert forms(entry(loai="Luật", trich_yeu="Lưu trữ")).dated == "Luật Lưu trữ"
    assert forms(entry(loai="Luật")).full == "Luật"


@pytest.mark.parametrize(("symbol", "link"), [("NQ/TU", "-"), ("NQ-HĐND", "/"), ("CTr/TU", "-")])
def test_the_number_of_a_party_document_hangs_on_a_hyphen(symbol: str, link: str) -> None:
    assert forms(entry(loai="NQ", so=34, ky_hieu=symbol)).short == f"Nghị quyết số 34{link}{symbol}"


def test_who_the_subject_names_is_not_named_twice() -> None:
    subject = "của Ban Thường vụ Tỉnh ủy về chuyển đổi số"
    made = forms(entry(loai="NQ", so=34, ky_hieu="NQ/TU", ngay=date(2024, 1, 2),
                       co_quan="tinh-uy", trich_yeu=subject))  # fmt: skip
    assert made.full == (
        "Nghị quyết số 34-NQ/TU ngày 02/01/2024 của Ban Thường vụ Tỉnh ủy Cao Bằng về chuyển đổi số"
    )
    assert made.dated == "Nghị quyết số 34-NQ/TU ngày 02/01/2024 của Tỉnh ủy Cao Bằng"


def test_a_subject_that_names_its_author_is_left_alone_where_no_issuer_is_known() -> None:
    made = forms(entry(loai="NQ", so=34, ky_hieu="NQ/TU", ngay=date(2024, 1, 2),
                       trich_yeu="của Tỉnh ủy về chuyển đổi số"))  # fmt: skip
    assert made.full == "Nghị quyết số 34-NQ/TU ngày 02/01/2024 của Tỉnh ủy về chuyển đổi số"


def test_an_issuer_is_named_as_on_that_day_as_it_ever_was_or_as_it_is_written() -> None:
    known = {"loai": "QĐ", "so": 1, "ky_hieu": "QĐ-UBND"}
    assert (
        "của UBND tỉnh Cũ" in forms(entry(co_quan="ubnd-a", ngay=date(2024, 1, 1), **known)).dated
    )
    assert (
        "của UBND tỉnh Cũ" in forms(entry(co_quan="ubnd-a", ngay=date(2026, 1, 1), **known)).dated
    )
    assert forms(entry(co_quan="Bộ X", ngay=date(2026, 1, 1), **known)).dated.endswith("của Bộ X")


def test_the_words_of_the_entry_go_before_those_of_the_plan() -> None:
    own = entry(ke_hoach="kh", so=9, trich_yeu="tên khác", noi_trich_yeu=" về ")
    made = forms(own, plan(so=4, ngay=date(2024, 5, 6)))
    assert made.full == ("Kế hoạch số 09/KH-UBND ngày 06/5/2024 của UBND tỉnh Cũ về tên khác")


def test_a_plan_gives_what_the_entry_does_not_say_with_its_subject_in_lower_case() -> None:
    made = forms(None, plan(so=4, ngay=date(2024, 5, 6), trich_yeu="**Làm** việc"))
    assert made.full == "Kế hoạch số 04/KH-UBND ngày 06/5/2024 của UBND tỉnh Cũ về làm việc"


def test_a_plan_of_an_unknown_agency_is_cited_by_its_kind_alone() -> None:
    made = forms(None, plan(co_quan="khong-co", so=4, ngay=date(2024, 5, 6)))
    assert made.short == "Kế hoạch số 04/KH"


def test_a_draft_leaves_day_and_month_open_in_the_year_it_is_read_for() -> None:
    assert "ngày … tháng … năm 2023 của" in forms(None, plan(ngay_xet=date(2023, 3, 4))).dated
    assert forms(None, plan(ngay=date(2022, 3, 4))).dated == (
        "Kế hoạch số …/KH-UBND ngày 04/3/2022 của UBND tỉnh Cũ"
    )


# ------------------------------------------------------------------- who issued, one key


ABOVE = plan(ma="tren", ngay=date(2024, 3, 1))


@pytest.mark.parametrize(
    ("facts", "issuer", "day"),
    [
        ({"loai": "QĐ", "co_quan": "ubnd-b", "ngay": MERGED}, "ubnd-b", MERGED),
        ({"loai": "QĐ"}, None, None),
        ({"ke_hoach": "tren"}, "ubnd-a", date(2024, 3, 1)),
        ({"ke_hoach": "tren", "co_quan": "ubnd-b"}, "ubnd-b", date(2024, 3, 1)),
        ({"ke_hoach": "mat", "ngay": MERGED}, None, MERGED),
    ],
)
def test_issuer_and_day_come_from_the_entry_and_else_from_its_plan(
    facts: dict[str, Any], issuer: str | None, day: date | None
) -> None:
    made = Citations.from_structs([entry(**facts)])
    assert made.issuer("x", {"tren": ABOVE}.get) == (issuer, day)


def test_a_plan_without_an_entry_tells_its_own_issuer_and_day() -> None:
    made = Citations.from_structs([])
    assert made.issuer("tren", {"tren": ABOVE}.get) == ("ubnd-a", date(2024, 3, 1))
    assert made.issuer("mat", {"tren": ABOVE}.get) == (None, None)


def test_one_document_has_one_key_however_it_is_cited() -> None:
    made = Citations.from_structs([entry(ke_hoach="tren"), VanBanTrich(id="y", loai="QĐ")])
    assert [made.canonical(id_) for id_ in ("x", "tren", "y", "z")] == ["tren", "tren", "y", "z"]


def test_the_bodies_that_were_cited_are_told_once_each_as_in_their_time() -> None:
    made = Citations.from_structs([
        VanBanTrich(id="a1", loai="QĐ", co_quan="ubnd-a", ngay=date(2024, 1, 1)),
        VanBanTrich(id="a2", loai="QĐ", co_quan="ubnd-a", ngay=date(2024, 2, 1)),
        VanBanTrich(id="b", loai="QĐ", co_quan="ubnd-b", ngay=MERGED),
        VanBanTrich(id="c", loai="QĐ", co_quan="ubnd-b", ngay=date(2024, 1, 1)),
        VanBanTrich(id="d", loai="QĐ", co_quan="ubnd-b"),
        VanBanTrich(id="e", loai="QĐ", co_quan="khong-co", ngay=MERGED),
        VanBanTrich(id="f", loai="NQ", co_quan="tinh-uy"),
        VanBanTrich(id="g", loai="NQ", ngay=MERGED),
    ])  # fmt: skip
    one = made.citer(plan(), REGISTRY, {}.get)
    one.text("{d} {a2} {c} {b} {a1} {e} {f} {g}")
    assert [agency.id for agency in one.issuers()] == ["ubnd-a", "ubnd-b"]


@pytest.mark.parametrize(
    ("who", "agency", "whole"),
    [
        ("Ban Chấp hành Đảng bộ tỉnh", "tinh-uy", "Ban Chấp hành Đảng bộ tỉnh Cao Bằng"),
        ("Ban Chấp hành Đảng bộ thành phố", "thanh-uy", "Ban Chấp hành Đảng bộ thành phố Huế"),
        ("Ban Thường vụ Thành ủy", "thanh-uy", "Ban Thường vụ Thành ủy Huế"),
    ],
)
def test_a_committee_of_the_party_gets_the_place_of_its_name(
    who: str, agency: str, whole: str
) -> None:
    subject = f"của {who} về chuyển đổi số"
    made = forms(entry(loai="NQ", so=34, ky_hieu="NQ/TU", co_quan=agency, trich_yeu=subject))
    assert f" của {whole} về chuyển đổi số" in made.full


@pytest.mark.parametrize("form", ["du", "ngay", "ngan", "ten"])
def test_each_way_of_citing_has_its_word_and_introduces_nothing_but_the_full_one(form: str) -> None:
    known = entry(
        loai="QĐ", so=5, ky_hieu="QĐ-UBND", co_quan="ubnd-a", trich_yeu="ban hành Quy chế"
    )
    made = forms(known)
    ways = {"du": made.full, "ngay": made.dated, "ngan": made.short, "ten": made.named}
    assert len(set(ways.values())) == 4
    one = Citations.from_structs([known]).citer(plan(), REGISTRY, {}.get)
    assert one.text(f"{{x:{form}}}") == ways[form]
    assert one.text("{x}") == (made.short if form == "du" else made.full)


def test_another_registry_gives_the_names_that_it_has() -> None:
    other = Registry.from_structs(
        [Cap(id="tinh", ten="tỉnh", bac=1)],
        [LoaiCoQuan(id="ubnd", ten="{don_vi}", ten_ngan="{don_vi}", ky_hieu="UBND")],
        [CoQuan(id="ubnd-a", loai="ubnd", cap="tinh", don_vi="Tên Khác")],
    )
    made = Citations.from_structs([entry(loai="QĐ", so=1, co_quan="ubnd-a")])
    first, again, changed = (made.forms("x", r, {}.get)[0] for r in (REGISTRY, REGISTRY, other))
    assert first is again
    assert first is not None
    assert changed is not None
    assert (first.dated, changed.dated) == (
        "Quyết định số 01 của UBND tỉnh Cũ", "Quyết định số 01 của Tên Khác",
    )  # fmt: skip


# ------------------------------------------------------------------- issued with a decision

DECISION = VanBanTrich(
    id="qd-5", loai="QĐ", so=5, ky_hieu="QĐ-UBND", ngay=date(2024, 2, 3), co_quan="ubnd-a"
)
BY = "ban hành kèm theo Quyết định số 05/QĐ-UBND ngày 03/02/2024 của UBND tỉnh Cũ"


@pytest.mark.parametrize("words", ["(Ban hành kèm theo {qd-5})", "Kèm theo {qd-5}"])
def test_a_plan_without_a_number_is_cited_by_the_decision_that_issued_it(words: str) -> None:
    own = plan(trich_yeu="Trồng cây", kem_theo=words)
    made, faults = Citations.from_structs([DECISION]).forms("kh", REGISTRY, {"kh": own}.get)
    assert faults == []
    assert made == Forms(
        f"Kế hoạch trồng cây {BY}", f"Kế hoạch {BY}", f"Kế hoạch {BY}", "Kế hoạch trồng cây"
    )


def test_the_decision_may_be_a_document_of_the_workspace() -> None:
    own = plan(trich_yeu="Trồng cây", kem_theo="Ban hành kèm theo {qd}")
    deciding = plan(ma="qd", loai="QĐ", so=7, ngay=date(2024, 3, 1), trich_yeu="Trồng cây")
    plans = {"kh": own, "qd": deciding}
    made, _faults = Citations.from_structs([]).forms("kh", REGISTRY, plans.get)
    assert made is not None
    assert "ban hành kèm theo Quyết định số 07/QĐ-UBND ngày 01/3/2024" in made.short


def test_two_plans_issued_with_each_other_are_cited_without_end_nowhere() -> None:
    plans = {
        "kh": plan(trich_yeu="Trồng cây", kem_theo="Ban hành kèm theo {kh2}"),
        "kh2": plan(ma="kh2", trich_yeu="Trồng rau", kem_theo="Ban hành kèm theo {kh}"),
    }
    made, _faults = Citations.from_structs([]).forms("kh", REGISTRY, plans.get)
    assert made is not None
    assert made.short == "Kế hoạch ban hành kèm theo {kh2}"


def test_a_plan_whose_entry_has_a_number_needs_no_decision() -> None:
    own = plan(trich_yeu="Trồng cây", kem_theo="Ban hành kèm theo {qd-5}")
    listed = entry(ke_hoach="kh", loai="KH", so=9, ky_hieu="KH-UBND")
    made = Citations.from_structs([DECISION, listed])
    assert (
        made.forms("x", REGISTRY, {"kh": own}.get)[0]
        == made.forms("kh", REGISTRY, {"kh": own}.get)[0]
    )
    found = made.forms("kh", REGISTRY, {"kh": own}.get)[0]
    assert found is not None
    assert found.short == "Kế hoạch số 09/KH-UBND"


# ------------------------------------------------------------------- emphasis


def test_the_mark_of_a_footnote_is_printed_in_the_emphasis_around_it() -> None:
    one = Citations.from_structs([]).citer(plan(), REGISTRY, {}.get)
    said = "*nghiêng{chu-thich:a}* **đậm{chu-thich:b}**"
    plain = [(run.text, run.bold, run.italic) for run in one.runs(said)]
    assert plain == [("nghiêng", False, True), (" ", False, False), ("đậm", True, False)]
    one.note = lambda mark: f"[{mark.id}]"
    noted = [(run.text, run.bold, run.italic) for run in one.runs(said)]
    assert noted == [("nghiêng[a]", False, True), (" ", False, False), ("đậm[b]", True, False)]


def test_more_documents_leave_known_ids_as_they_were() -> None:
    made = Citations.from_structs([entry(loai="QĐ", so=1)])
    more = made.extended([entry(loai="TB", so=2), VanBanTrich(id="y", loai="TB", so=3)])
    assert more.known() == ["x", "y"]
    assert [record.so for record in more.data.van_ban] == [1, 3]
    assert made.extended([entry(loai="TB")]) is made


# ------------------------------------------------------------------- what is told


def told(text: str, **head: Any) -> tuple[str, Citer]:
    line = f'noi_dung = "{text}"'
    one = Citations.from_structs([entry(loai="QĐ", so=1, trich_yeu="về A")]).citer(
        plan(**head), REGISTRY, {}.get, TomlSource("kh.toml", line, {}, "")
    )
    return one.text(text, ("noi_dung",)), one


def test_a_plan_above_that_cannot_be_found_is_told_at_its_place() -> None:
    printed, one = told("theo {cap_tren}", cap_tren="mat")
    assert printed == "theo {cap_tren}"
    assert [(d.code, d.span and d.span[1:4]) for d in one.diagnostics] == [("VB301", (1, 18, 28))]
    assert "“mat”" in one.diagnostics[0].message


def test_a_missing_plan_above_is_told_at_its_place_with_the_way_out() -> None:
    _printed, one = told("theo {cap_tren}")
    assert [(d.code, d.span and d.span[2]) for d in one.diagnostics] == [("VB305", 18)]
    assert one.diagnostics[0].message.startswith("{cap_tren} dẫn")
    assert "cap_tren" in one.diagnostics[0].hints[0]


def test_an_unknown_way_of_citing_is_answered_with_the_known_ones() -> None:
    _printed, one = told("theo {x:tat}")
    assert [(d.code, d.span and d.span[2]) for d in one.diagnostics] == [("VB306", 18)]
    assert "“:tat”" in one.diagnostics[0].message
    assert ":du, :ngay, :ngan, :ten" in one.diagnostics[0].hints[0]


def test_a_document_nobody_knows_is_told_without_a_guess_where_none_is_near() -> None:
    _printed, one = told("{khac-han}")
    assert "“khac-han”" in one.diagnostics[0].message
    assert len(one.diagnostics[0].hints) == 1
    assert "van-ban.toml" in one.diagnostics[0].hints[0]


def test_each_document_tells_its_faults_once_and_those_of_others_stay() -> None:
    made = Citations.from_structs([
        entry(loai="QĐ", co_quan="khong-co"), VanBanTrich(id="y", loai="QĐ", co_quan="cung-khong"),
    ])  # fmt: skip
    one = made.citer(plan(), REGISTRY, {}.get)
    one.text("{x} {y} {x} {y}")
    assert [d.code for d in one.diagnostics] == ["VB304", "VB304"]
    assert "“khong-co”" in one.diagnostics[0].message


def test_a_place_that_does_not_show_the_citation_is_told_whole() -> None:
    source = TomlSource("kh.toml", 'noi_dung = "Chữ khác"', {}, "")
    one = Citations.from_structs([]).citer(plan(), REGISTRY, {}.get, source)
    one.text("{x}", ("noi_dung",))
    assert isinstance(one.diagnostics[0].span, Span)
    assert one.diagnostics[0].span.column == source.span(("noi_dung",)).column


@pytest.mark.parametrize(
    ("key", "value", "name", "actual"),
    [
        ("loai", "TB", "Loại", "KH"),
        ("so", 7, "Số", "4"),
        ("ky_hieu", "TB-UBND", "Ký hiệu", "KH-UBND"),
        ("ngay", date(2024, 5, 7), "Ngày", "06/5/2024"),
        ("co_quan", "ubnd-b", "Cơ quan", "ubnd-a"),
    ],
)
def test_each_fact_that_contradicts_the_plan_is_named_with_both_values(
    key: str, value: Any, name: str, actual: str
) -> None:
    above = plan(ma="tren", loai="KH", so=4, ky_hieu="KH-UBND", ngay=date(2024, 5, 6))
    made = Citations.from_structs([entry(ke_hoach="tren", **{key: value})])
    found = made.check(REGISTRY, {"tren": above}.get)
    assert [d.code for d in found] == ["VB302"]
    shown = "07/5/2024" if key == "ngay" else str(value)
    assert f"{name} của “x” là {shown}, trái với {actual} ở kế hoạch “tren”" in found[0].message


def test_facts_that_agree_or_are_missing_contradict_nothing() -> None:
    above = plan(ma="tren", so=4)
    made = Citations.from_structs([entry(ke_hoach="tren", so=4, ngay=date(2024, 5, 6))])
    assert made.check(REGISTRY, {"tren": above}.get) == []


def test_an_agency_that_changed_its_name_is_cited_by_the_name_of_the_day() -> None:
    named = Registry.from_structs(
        [Cap(id="tinh", ten="tỉnh", bac=1)],
        [LoaiCoQuan(id="ubnd", ten="{don_vi}", ten_ngan="{don_vi}", ky_hieu="UBND")],
        [
            CoQuan(id="a", loai="ubnd", cap="tinh", don_vi="Tên Cũ", den=date(2025, 6, 30)),
            CoQuan(id="a", loai="ubnd", cap="tinh", don_vi="Tên Mới", tu=MERGED),
        ],
    )
    made = Citations.from_structs([
        VanBanTrich(id="truoc", loai="QĐ", so=1, co_quan="a", ngay=date(2024, 1, 1)),
        VanBanTrich(id="sau", loai="QĐ", so=1, co_quan="a", ngay=MERGED),
    ])  # fmt: skip
    one = made.citer(plan(), named, {}.get)
    assert one.text("{truoc} {sau}") == (
        "Quyết định số 01 ngày 01/01/2024 của Tên Cũ Quyết định số 01 ngày 01/7/2025 của Tên Mới"
    )


def test_the_second_of_two_equal_words_in_a_line_is_the_citation() -> None:
    line = 'ten = "{x}"'
    one = Citations.from_structs([]).citer(plan(), REGISTRY, {}.get, TomlSource("k", line, {}, ""))
    one.text("{x}", ())
    assert one.diagnostics[0].span == Span("k", 1, 8, 11, line)


WRONG = """phien_ban = 1
[[van_ban]]
id = "tot"
loai = "QĐ"
[[van_ban]]
id = "x"
ke_hoach = "mat"
co_quan = "khong-co"
"""


def test_what_is_wrong_with_an_entry_is_told_at_its_key_with_the_way_out() -> None:
    source, _found = parse(WRONG.encode(), "van-ban.toml")
    assert source is not None
    made, found = citations_of(source)
    assert found == []
    missing, stranger = made.check(REGISTRY, {}.get)
    assert (missing.code, stranger.code) == ("VB303", "VB304")
    assert isinstance(missing.span, Span)
    assert isinstance(stranger.span, Span)
    assert (missing.span.line, stranger.span.line) == (7, 8)
    assert "“x” là kế hoạch “mat”" in missing.message
    assert "ke_hoach" in missing.hints[0]


LISTED = """phien_ban = 1
[[van_ban]]
id = "a"
loai = "kh"
[[van_ban]]
id = "a"
loai = "QĐ"
[[van_ban]]
id = "b"
[[van_ban]]
id = "c"
loai = "Zzz"
[[van_ban]]
id = "d"
ke_hoach = "kh"
"""


def test_ids_and_types_of_the_list_are_told_at_their_places_with_the_nearest() -> None:
    source, _found = parse(LISTED.encode(), "van-ban.toml")
    assert source is not None
    made, found = citations_of(source, ["ahead"])  # type: ignore[list-item]
    assert made.known() == ["a", "b", "c", "d"]
    assert found[0] == "ahead"
    told = [(d.code, d.span[1:3], len(d.hints)) for d in found[1:] if isinstance(d.span, Span)]
    assert told == [
        ("VB308", (4, 8), 2), ("VB307", (6, 6), 0), ("VB308", (8, 1), 1), ("VB308", (12, 8), 1),
    ]  # fmt: skip
    assert "“kh”" in found[1].message
    assert found[1].hints[0].endswith(": KH")
    assert "dòng 3" in found[2].message
    assert "“b” chưa có loại" in found[3].message
    assert "KH" in found[4].hints[0]
