"""Cited documents: full first, short afterwards; drafts with dots; contradictions found."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from generator.diagnostics import Span
from generator.plan.agencies import Cap, CoQuan, LoaiCoQuan, Registry
from generator.plan.citations import Citations, Citer, VanBanTrich
from generator.plan.cited_list import citations_of, load_citations
from generator.plan.model import KeHoach, VanBan
from generator.plan.source import TomlSource
from generator.plan.toml import parse
from generator.plan.wording import EmphasisRun

if TYPE_CHECKING:
    from pathlib import Path

REGISTRY = Registry.from_structs(
    [Cap(id="tinh", ten="tỉnh", bac=1)],
    [
        LoaiCoQuan(
            id="ubnd", ten="Ủy ban nhân dân {don_vi}", ten_ngan="UBND {don_vi}", ky_hieu="UBND"
        )
    ],
    [
        CoQuan(id="ubnd-tinh", loai="ubnd", cap="tinh", don_vi="tỉnh Lạng Sơn"),
        CoQuan(id="ubnd-tp", loai="ubnd", cap="tinh", don_vi="thành phố Lạng Sơn"),
    ],
)
TB_277 = VanBanTrich(
    id="tb-277",
    loai="TB",
    so=277,
    ky_hieu="TB-UBND",
    ngay=date(2024, 5, 25),
    co_quan="ubnd-tinh",
    trich_yeu="thông báo Kết luận",
    noi_trich_yeu=", ",
)
KH_126 = VanBanTrich(id="kh-126", ke_hoach="kh-tinh", so=126, trich_yeu="nâng cao Chỉ số của tỉnh")
LAW = VanBanTrich(
    id="luat", loai="Luật", ngay=date(2015, 6, 19), trich_yeu="Tổ chức chính quyền địa phương"
)
CITATIONS = Citations.from_structs([TB_277, KH_126, LAW])

PROVINCE = KeHoach(
    phien_ban=1,
    van_ban=VanBan(
        ma="kh-tinh",
        co_quan="ubnd-tinh",
        so=126,
        ngay=date(2024, 6, 3),
        trich_yeu="Nâng cao Chỉ số",
    ),
)
CITY = KeHoach(
    phien_ban=1,
    van_ban=VanBan(
        ma="kh-tp",
        co_quan="ubnd-tp",
        ngay_xet=date(2024, 6, 7),
        trich_yeu="**Nâng cao** Chỉ số",
        cap_tren="kh-tinh",
    ),
)
PLANS = {"kh-tinh": PROVINCE, "kh-tp": CITY}


def citer(plan: KeHoach = CITY, citations: Citations = CITATIONS) -> Citer:
    return citations.citer(plan, REGISTRY, PLANS.get)


def printed(text: str, plan: KeHoach = CITY) -> str:
    one = citer(plan)
    result = one.text(text)
    assert one.diagnostics == []
    return result


FULL = "Thông báo số 277/TB-UBND ngày 25/5/2024 của UBND tỉnh Lạng Sơn, thông báo Kết luận"


def test_the_first_citation_is_full_and_the_next_ones_short() -> None:
    assert printed("{tb-277}; {tb-277}") == f"{FULL}; Thông báo số 277/TB-UBND"


def test_the_memory_goes_through_the_whole_document() -> None:
    one = citer()
    assert one.text("{tb-277}") == FULL
    assert one.text("theo {tb-277}.") == "theo Thông báo số 277/TB-UBND."


def test_the_form_may_be_chosen() -> None:
    dated = "Thông báo số 277/TB-UBND ngày 25/5/2024 của UBND tỉnh Lạng Sơn"
    assert printed("{tb-277:ngan} {tb-277:ngay} {tb-277} {tb-277:du}") == (
        f"Thông báo số 277/TB-UBND {dated} {FULL} {FULL}"
    )


def test_a_citation_takes_the_emphasis_around_it() -> None:
    runs = citer().runs("**Theo {tb-277:ngan}**, làm")
    assert runs == [EmphasisRun("Theo Thông báo số 277/TB-UBND", bold=True), EmphasisRun(", làm")]


def test_a_plan_is_cited_by_entry_id_plan_id_or_as_the_plan_above_as_one_document() -> None:
    full = "Kế hoạch số 126/KH-UBND ngày 03/6/2024 của UBND tỉnh Lạng Sơn nâng cao Chỉ số của tỉnh"
    short = "Kế hoạch số 126/KH-UBND"
    for first in ("{kh-126}", "{kh-tinh}", "{cap_tren}"):
        assert printed(first + "; {kh-126}; {kh-tinh}; {cap_tren}") == (
            f"{full}; {short}; {short}; {short}"
        )


def test_a_plan_without_an_entry_is_cited_from_its_own_data() -> None:
    bare = Citations.from_structs([]).citer(CITY, REGISTRY, PLANS.get)
    assert bare.text("{kh-tinh}") == (
        "Kế hoạch số 126/KH-UBND ngày 03/6/2024 của UBND tỉnh Lạng Sơn nâng cao Chỉ số"
    )


def test_a_draft_is_cited_with_dots() -> None:
    assert printed("{kh-tp}; {kh-tp}", PROVINCE) == (
        "Kế hoạch số …/KH-UBND ngày … tháng … năm 2024 của UBND thành phố Lạng Sơn "
        "nâng cao Chỉ số; Kế hoạch số …/KH-UBND"
    )


def test_a_law_is_cited_by_its_name_and_by_its_date_where_asked() -> None:
    assert printed("{luat}; {luat}") == "; ".join(["Luật Tổ chức chính quyền địa phương"] * 2)
    assert printed("{luat:ngay}") == (
        "Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015"
    )


def test_a_document_without_number_or_symbol_has_no_dots() -> None:
    made = Citations.from_structs(
        [VanBanTrich(id="nq", loai="NQ", ngay=date(2024, 1, 2), trich_yeu="Đại hội")]
    )
    one = made.citer(CITY, REGISTRY, PLANS.get)
    assert one.text("{nq} {nq}") == "Nghị quyết ngày 02/01/2024 Đại hội Nghị quyết"


@pytest.mark.parametrize(
    ("text", "code"),
    [("{tb-278}", "VB301"), ("{tb-277:day}", "VB306"), ("{kh-lac}", "VB301")],
)
def test_what_cannot_be_cited_is_printed_as_written_and_reported(text: str, code: str) -> None:
    one = citer()
    assert one.text(f"theo {text}") == f"theo {text}"
    assert [d.code for d in one.diagnostics] == [code]


def test_a_wrong_id_is_answered_with_the_nearest() -> None:
    one = citer()
    one.text("{tb-27}")
    assert "tb-277" in one.diagnostics[0].hints[0]


def test_the_place_of_a_wrong_citation_is_the_citation_itself() -> None:
    line = 'noi_dung = "Đã rõ {tb-1}"'
    one = CITATIONS.citer(CITY, REGISTRY, PLANS.get, TomlSource("kh.toml", line, {}, ""))
    one.text("Đã rõ {tb-1}", ("noi_dung",))
    assert one.diagnostics[0].span == Span("kh.toml", 1, 19, 25, line)


def test_without_a_plan_above_there_is_nothing_to_cite() -> None:
    one = citer(PROVINCE)
    assert one.text("{cap_tren}") == "{cap_tren}"
    assert [d.code for d in one.diagnostics] == ["VB305"]


# ------------------------------------------------------------------ the registry against plans

TEXT = """phien_ban = 1
[[van_ban]]
id = "kh-126"
ke_hoach = "kh-tinh"
so = 127
ngay = 2024-06-04
ky_hieu = "KH-UBND"
"""
PLAN_TEXT = """phien_ban = 1
[van_ban]
ma = "kh-tinh"
so = 126
ngay = 2024-06-03
"""


def load(text: str) -> Citations:
    source, _found = parse(text.encode(), "van-ban.toml")
    assert source is not None
    made, found = citations_of(source)
    assert found == []
    return made


def test_a_number_or_date_that_contradicts_the_plan_is_reported_with_both_values() -> None:
    found = load(TEXT).check(REGISTRY, PLANS.get)
    assert [(d.code, d.span and d.span[1:3]) for d in found] == [
        ("VB302", (5, 6)),
        ("VB302", (6, 8)),
    ]
    assert "127" in found[0].message
    assert "126" in found[0].message
    assert "04/6/2024" in found[1].message
    assert "03/6/2024" in found[1].message


def test_the_check_of_the_plan_itself_names_both_places() -> None:
    source, _found = parse(PLAN_TEXT.encode(), "tinh.toml")
    assert source is not None
    found = load(TEXT).check_plan(PROVINCE, source)
    assert "tinh.toml:4:6" in found[0].message
    assert isinstance(found[0].span, Span)
    assert (found[0].span.file, found[0].span.line) == ("van-ban.toml", 5)


def test_citing_a_contradicted_document_reports_it_once() -> None:
    one = load(TEXT).citer(CITY, REGISTRY, PLANS.get)
    one.text("{kh-126} {kh-126} {cap_tren}")
    assert [d.code for d in one.diagnostics] == ["VB302", "VB302"]


def test_an_entry_without_its_plan_or_agency_is_reported() -> None:
    made = load(
        'phien_ban = 1\n[[van_ban]]\nid = "x"\nloai = "KH"\nke_hoach = "kh-lac"\n'
        'co_quan = "ubnd-tin"\n'
    )
    found = made.check(REGISTRY, PLANS.get)
    assert [d.code for d in found] == ["VB303", "VB304"]
    assert "ubnd-tinh" in found[1].hints[0]


def test_a_draft_plan_contradicts_nothing() -> None:
    made = load(
        'phien_ban = 1\n[[van_ban]]\nid = "x"\nke_hoach = "kh-tp"\nso = 5\nngay = 2024-06-07\n'
    )
    assert made.check(REGISTRY, PLANS.get) == []
    one = made.citer(PROVINCE, REGISTRY, PLANS.get)
    assert one.text("{x:ngay}") == (
        "Kế hoạch số 05/KH-UBND ngày 07/6/2024 của UBND thành phố Lạng Sơn"
    )


def test_a_changed_plan_is_cited_by_its_new_data() -> None:
    plans = dict(PLANS)
    made = Citations.from_structs([])
    assert "126" in made.citer(CITY, REGISTRY, plans.get).text("{kh-tinh}")
    head = VanBan(ma="kh-tinh", co_quan="ubnd-tinh", so=200, trich_yeu="X")
    plans["kh-tinh"] = KeHoach(phien_ban=1, van_ban=head)
    assert "200" in made.citer(CITY, REGISTRY, plans.get).text("{kh-tinh}")


def test_an_unusable_file_gives_no_citations_and_says_why(tmp_path: Path) -> None:
    made, found = load_citations(tmp_path / "van-ban.toml")
    assert made.known() == []
    assert [d.code for d in found] == ["DL110"]


def test_the_spaces_of_a_joiner_are_kept() -> None:
    made = load(
        'phien_ban = 1\n[[van_ban]]\nid = "x"\nloai = "TB"\nso = 1\ntrich_yeu = "về A"\n'
        'noi_trich_yeu = ", "\n'
    )
    assert made.citer(CITY, REGISTRY, PLANS.get).text("{x}") == "Thông báo số 01, về A"


def test_a_document_of_the_party_is_cited_with_a_hyphen_after_its_number() -> None:
    entry = VanBanTrich(id="nq-34", loai="NQ", so=34, ky_hieu="NQ/TU")
    forms, faults = Citations.from_structs([entry]).forms("nq-34", REGISTRY, PLANS.get)
    assert forms is not None
    assert not faults
    assert forms.short == "Nghị quyết số 34-NQ/TU"
