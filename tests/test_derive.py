"""Deriving the plan of a lower level, seen from outside: real plans, real rules."""

from __future__ import annotations

import re
import tomllib
from datetime import date
from pathlib import Path

import msgspec
import pytest

from generator.cascade.deriving.derivation_sheet import sheet_of
from generator.cascade.deriving.derive import Cascade, derive
from generator.cascade.deriving.level_text import Derived
from generator.cascade.deriving.rulebook.answers import Answers
from generator.cascade.deriving.rulebook.rules import Rules, check_levels, load_rules
from generator.cascade.origin import node_digest
from generator.diagnostics import Severity, Span
from generator.explain import codes
from generator.plan.agencies import Agency, Registry
from generator.plan.citations import Citations
from generator.plan.cited_list import load_citations
from generator.plan.emit import is_unedited
from generator.plan.model import Diem, KeHoach, Khoan, NhiemVu, NoiNhan, walk
from generator.plan.registry import load_registry
from generator.plan.toml import Loaded, decode, load_plan, parse
from generator.workspace.workspace import Workspace

ROOT = Path(__file__).parent.parent
REGISTRIES = ROOT / "plans/danh-muc"
PLANS = ROOT / "plans/lang-son-2024"
WARDS = ("hoang-van-thu", "tam-thanh", "vinh-trai", "dong-kinh", "chi-lang")
COMMUNES = ("hoang-dong", "quang-lac", "mai-pha")
KINDS = Workspace(ROOT).bodies
UNITS = [*(f"ubnd-phuong-{w}" for w in WARDS), *(f"ubnd-xa-{c}" for c in COMMUNES)]


@pytest.fixture(scope="module")
def registry() -> Registry:
    return load_registry(REGISTRIES / "co-quan.toml")[0]


@pytest.fixture(scope="module")
def citations() -> Citations:
    return load_citations(REGISTRIES / "van-ban.toml")[0]


@pytest.fixture(scope="module")
def rules() -> Rules:
    found, problems = load_rules(REGISTRIES / "quy-tac.toml")
    assert not problems
    assert found is not None
    return found


@pytest.fixture(scope="module")
def city() -> Loaded:
    return _plan(PLANS / "thanh-pho.toml")


@pytest.fixture(scope="module")
def province() -> Loaded:
    return _plan(PLANS / "tinh.toml")


@pytest.fixture(scope="module")
def eight(
    city: Loaded, registry: Registry, citations: Citations, rules: Rules
) -> dict[str, Derived]:
    cascade = Cascade(city, registry, citations, rules, answers=Answers(), kinds=KINDS)
    made = {}
    for unit in UNITS:
        agency = registry.get(unit, city.plan.day())
        assert agency is not None
        derived, _ = cascade.derive(agency)
        assert derived is not None
        made[unit] = derived
    return made


def _plan(path: Path) -> Loaded:
    loaded, problems = load_plan(path)
    assert loaded is not None, problems
    return loaded


def _read(
    above: Loaded, agency: Agency, registry: Registry, citations: Citations, rules: Rules
) -> Derived:
    """Derived as the command derives: rules first, then what the plan itself says."""
    cascade = Cascade(above, registry, citations, rules, answers=Answers(), kinds=KINDS)
    derived, problems = cascade.derive(agency)
    assert derived is not None, problems
    return derived


def _from_text(text: str, file: str = "tren.toml") -> Loaded:
    source, problems = parse(text.encode(), file)
    assert source is not None, problems
    plan, problems = decode(source, KeHoach)
    assert plan is not None, problems
    return Loaded(plan, source)


def _rules_from(text: str, tmp_path: Path) -> Rules:
    file = tmp_path / "quy-tac.toml"
    file.write_text(f"phien_ban = 1\n{text}", encoding="utf-8")
    found, problems = load_rules(file)
    assert found is not None, problems
    return found


def _texts(plan: KeHoach) -> list[str]:
    """Everything a reader of the plan sees, node by node."""
    found = [plan.van_ban.trich_yeu]
    for _loc, node in walk(plan):
        found += [getattr(node, name, None) or "" for name in ("tieu_de", "noi_dung", "san_pham")]
    return [text for text in found if text]


def _by_id(plan: KeHoach) -> dict[str, object]:
    return {node.id: node for _loc, node in walk(plan)}


# ------------------------------------------------------------------ the eight real plans


@pytest.mark.parametrize("unit", UNITS)
def test_a_unit_speaks_as_itself(unit: str, eight: dict[str, Derived], registry: Registry) -> None:
    derived = eight[unit]
    plan = derived.plan
    agency = registry.get(unit, plan.day())
    assert agency is not None
    document = plan.van_ban
    assert document.ma == f"kh-{unit.removeprefix('ubnd-')}-2024"
    assert derived.name == f"{unit.removeprefix('ubnd-')}.toml"
    assert document.co_quan == unit
    assert (document.so, document.ngay, document.dia_danh) == (None, None, None)
    assert document.cap_tren == "kh-tp-lang-son-2024"
    assert str(document.ngay_xet) == "2024-06-07"
    assert document.trich_yeu.endswith(f"(PAPI) trên địa bàn {agency.don_vi}")
    assert f"{agency.ten_trong_cau} ban hành kế hoạch" in plan.mo_dau[1].noi_dung
    assert document.luu == "VT"
    (signer,) = plan.nguoi_ky
    assert (signer.quyen_han, signer.chuc_vu) == ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH")
    assert signer.ho_ten is None


@pytest.mark.parametrize("unit", UNITS)
def test_the_preamble_keeps_the_citations_and_adds_the_plan_above(
    unit: str, eight: dict[str, Derived]
) -> None:
    text = eight[unit].plan.mo_dau[0].noi_dung
    assert text == "Thực hiện {cap_tren}; {tb-277} và căn cứ {kh-105}; {kh-126}."


@pytest.mark.parametrize("unit", UNITS)
def test_no_word_of_another_kind_of_unit_is_left(unit: str, eight: dict[str, Derived]) -> None:
    """A ward has tổ dân phố, a commune thôn; neither speaks of the other kind."""
    own, foreign = ("phường", "thôn"), ("xã", "tổ dân phố")
    if "-xa-" in unit:
        own, foreign = ("xã", "tổ dân phố"), ("phường", "thôn")
    said = " ".join(_texts(eight[unit].plan)).lower().replace("xã hội", "…")
    for word in (foreign[0], own[1]):
        assert not re.search(rf"(?<!\w){word}(?!\w)", said)
    assert re.search(rf"(?<!\w){foreign[1] if own[0] == 'xã' else 'tổ dân phố'}", said) or (
        "thôn" in said
    )


@pytest.mark.parametrize("unit", UNITS)
def test_the_city_is_named_only_where_the_city_is_meant(
    unit: str, eight: dict[str, Derived]
) -> None:
    meant = (
        "UBND thành phố (qua Phòng Nội vụ)",
        "trước Chủ tịch UBND thành phố",
        "các nội dung Kế hoạch của UBND thành phố",
        "Phòng Nội vụ thành phố",
        "UBND thành phố Lạng Sơn",
        "của tỉnh, của thành phố, của",
    )
    for text in _texts(eight[unit].plan):
        rest = text
        for words in meant:
            rest = rest.replace(words, "")
        assert "thành phố" not in rest.lower(), text


def test_a_ward_named_after_a_person_keeps_its_capital(eight: dict[str, Derived]) -> None:
    derived = eight["ubnd-phuong-hoang-van-thu"]
    assert "Phường Hoàng Văn Thụ" in derived.plan.van_ban.trich_yeu
    assert "phường Hoàng Văn Thụ" not in derived.text
    other = eight["ubnd-phuong-dong-kinh"]
    assert "Phường Đông Kinh" not in other.text


@pytest.mark.parametrize(("unit", "word"), [(UNITS[3], "phường"), (UNITS[7], "xã")])
def test_part_three_assigns_the_bodies_of_the_unit(
    unit: str, word: str, eight: dict[str, Derived], registry: Registry
) -> None:
    plan = eight[unit].plan
    agency = registry.get(unit, plan.day())
    assert agency is not None
    section = plan.muc[-1]
    assert [item.tieu_de for item in section.khoan] == [
        f"Đề nghị Ủy ban Mặt trận Tổ quốc Việt Nam {agency.don_vi}",
        "Công chức Văn phòng - Thống kê",
        "Công chức Tư pháp - Hộ tịch",
        "Công chức Văn hóa - Xã hội",
        f"Các bộ phận, công chức thuộc UBND {word}",
        f"Các {'tổ dân phố' if word == 'phường' else 'thôn'}",
    ]
    clerk = section.khoan[1]
    assert [p.id for p in clerk.diem][-2:] == ["tc-vp-trang-tin", "tc-vp-tthc"]  # merged
    assert clerk.diem[0].noi_dung.endswith(
        f"định kỳ tham mưu UBND {word} báo cáo kết quả gửi về UBND thành phố (qua Phòng Nội vụ) "
        "đúng thời gian quy định."
    )


@pytest.mark.parametrize("unit", UNITS)
def test_the_duty_to_send_the_plan_up_keeps_its_deadline(
    unit: str, eight: dict[str, Derived]
) -> None:
    nodes = _by_id(eight[unit].plan)
    duty = nodes["tc-px-ke-hoach"]
    assert isinstance(duty, Diem)
    assert duty.noi_dung.endswith(
        "Kế hoạch này gửi về UBND thành phố (qua Phòng Nội vụ) **trước ngày 15/6/2024.**"
    )
    itself = "Kế hoạch phải ban hành, gửi lên trên chính là kế hoạch này"
    assert (duty.can_xem or "").startswith(itself)
    task = nodes["nv-ke-hoach-phuong-xa"]
    assert isinstance(task, NhiemVu)
    assert (task.can_xem or "").startswith(itself)
    assert task.chu_tri == [unit]
    assert str(task.thoi_han and task.thoi_han.truoc) == "2024-06-15"


@pytest.mark.parametrize("unit", UNITS)
def test_every_task_is_led_by_a_body_of_the_unit(
    unit: str, eight: dict[str, Derived], registry: Registry
) -> None:
    plan = eight[unit].plan
    agency = registry.get(unit, plan.day())
    assert agency is not None
    (appendix,) = plan.phu_luc
    assert appendix.minh_hoa
    assert len(appendix.nhiem_vu) > 15
    for task in appendix.nhiem_vu:
        for lead in task.chu_tri:
            body = registry.get(lead, plan.day())
            assert body is not None
            assert body.cap == agency.cap
            assert lead == unit or body.vai_tro != "ubnd"
        kept = {node.id for _loc, node in walk(plan)}
        assert set(task.tu_doan) <= kept


@pytest.mark.parametrize("unit", UNITS)
def test_recipients_are_those_of_the_unit(unit: str, eight: dict[str, Derived]) -> None:
    plan = eight[unit].plan
    lines = [r.noi_dung for r in plan.noi_nhan]
    assert lines[:2] == ["UBND thành phố Lạng Sơn", "Phòng Nội vụ thành phố"]
    listed = {a for r in plan.noi_nhan for a in r.co_quan}
    given = {a for t in plan.phu_luc[0].nhiem_vu for a in t.chu_tri}
    assert given <= listed  # whoever gets work gets the plan


def test_the_todo_list_points_at_lines_of_the_new_file(eight: dict[str, Derived]) -> None:
    derived = eight["ubnd-phuong-dong-kinh"]
    lines = derived.text.split("\n")
    assert [d.code for d in derived.todo] == [
        "DX511", "DX512", *["DX510"] * 6, "DX518", "DX513", "DX517", "DX510",
    ]  # fmt: skip
    for found in derived.todo:
        assert found.severity is Severity.WARNING
        assert isinstance(found.span, Span)
        assert Path(found.span.file).name == "phuong-dong-kinh.toml"
        line = lines[found.span.line - 1]
        assert line == found.span.text
        begins = {"DX510": ("noi_dung", "tieu_de"), "DX511": "# so", "DX512": "# ngay"}
        begins |= {"DX513": "# ho_ten", "DX517": "minh_hoa", "DX518": "[[noi_nhan"}
        assert line.startswith(begins[found.code])  # of a mark: the words to look at


def test_what_is_left_out_is_reported_with_the_rule(
    eight: dict[str, Derived], city: Loaded, rules: Rules
) -> None:
    derived = eight["ubnd-xa-mai-pha"]
    dropped = dict(derived.dropped)
    assert dropped["tc-van-phong"] == "may-gop"
    assert {r.id for r in city.plan.noi_nhan} <= set(dropped)
    assert all(rules.why(rule) for rule in dropped.values())


def test_every_node_tells_where_it_comes_from(eight: dict[str, Derived], city: Loaded) -> None:
    above = _by_id(city.plan)
    for _loc, node in walk(eight["ubnd-phuong-tam-thanh"].plan):
        assert node.nguon is not None
        assert node.nguon.ke_hoach == "kh-tp-lang-son-2024"
        if node.nguon.nut:
            assert node.nguon.nut == node.id
            assert node.nguon.ma_bam == node_digest(above[node.id])  # type: ignore[arg-type]
        else:
            assert node.nguon.quy_tac


@pytest.mark.parametrize("unit", UNITS)
def test_the_committed_plan_is_what_the_rules_give(unit: str, eight: dict[str, Derived]) -> None:
    derived = eight[unit]
    assert (PLANS / derived.name).read_text("utf-8") == derived.text
    assert is_unedited(derived.text)


@pytest.mark.parametrize("unit", UNITS)
def test_the_file_reads_back_as_the_plan(unit: str, eight: dict[str, Derived]) -> None:
    derived = eight[unit]
    assert msgspec.convert(tomllib.loads(derived.text), KeHoach) == derived.plan
    loaded, problems = load_plan(PLANS / derived.name)
    assert loaded is not None
    assert problems == []


def test_an_edited_file_is_told_from_an_untouched_one(eight: dict[str, Derived]) -> None:
    text = eight["ubnd-phuong-dong-kinh"].text
    assert is_unedited(text)
    assert is_unedited(text.replace("\n", "\r\n"))  # a Windows checkout
    assert not is_unedited(text.replace("tổ dân phố", "khối", 1))
    assert not is_unedited(text + "# ghi thêm\n")
    assert not is_unedited((PLANS / "thanh-pho.toml").read_text("utf-8"))


# ------------------------------------------------------------------ other pairs of levels


def test_the_city_level_comes_from_the_province(
    province: Loaded, registry: Registry, citations: Citations, rules: Rules
) -> None:
    agency = registry.get("ubnd-tp-lang-son", province.plan.day())
    assert agency is not None
    derived = _read(province, agency, registry, citations, rules)
    plan = derived.plan
    assert plan.van_ban.ma == "kh-tp-lang-son-2024"
    assert plan.mo_dau[0].noi_dung == "Thực hiện {cap_tren}."
    assert "Ủy ban nhân dân thành phố Lạng Sơn ban hành Kế hoạch" in plan.mo_dau[1].noi_dung
    nodes = _by_id(plan)
    assert "ket-qua-2023" not in nodes  # the province's own figures
    assert "md-xep-hang" not in nodes  # its own target
    titles = [k.tieu_de for k in plan.muc[-1].khoan]
    assert titles == [
        "Các cơ quan, đơn vị thuộc UBND thành phố; UBND các phường, xã",
        "Trung tâm Văn hóa và Thể thao",
        "Phòng Nội vụ",
    ]
    # As the real plan of the city words the same requirement.
    requirement = nodes["yc-tuyen-truyen"]
    assert isinstance(requirement, Diem)
    assert requirement.noi_dung.startswith(
        "Tiếp tục đẩy mạnh công tác tuyên truyền về kết quả CCHC của tỉnh, của thành phố đến"
    )
    real = _by_id(_plan(PLANS / "thanh-pho.toml").plan)["yc-tuyen-truyen"]
    assert isinstance(real, Diem)
    assert requirement.noi_dung == real.noi_dung


def test_a_whole_chain_from_province_to_commune(
    province: Loaded, registry: Registry, citations: Citations, rules: Rules
) -> None:
    day = province.plan.day()
    city_agency = registry.get("ubnd-tp-lang-son", day)
    ward = registry.get("ubnd-xa-quang-lac", day)
    assert city_agency is not None
    assert ward is not None
    middle = _read(province, city_agency, registry, citations, rules)
    above = _from_text(middle.text, "thanh-pho.toml")
    lowest = _read(above, ward, registry, citations, rules)
    plan = lowest.plan
    # {cap_tren} of the city's plan is the province's: here it goes by its id.
    assert plan.mo_dau[0].noi_dung == "Thực hiện {cap_tren}; {kh-126-lang-son-2024}."
    own = [t for t in plan.phu_luc[0].nhiem_vu if t.chu_tri == ["vp-thong-ke-xa"]]
    assert own
    item = _by_id(plan)["tc-so-noi-vu"]
    assert isinstance(item, Khoan)
    assert item.tieu_de == "Công chức Văn phòng - Thống kê"


def _two_level(province: Loaded) -> Loaded:
    """The province's plan as it would be after the districts are gone."""
    text = (
        province.source.text.replace("ngay = 2024-06-03", "ngay = 2025-08-01")
        .replace("UBND các huyện, thành phố", "UBND các xã, phường")
        .replace('"ubnd-huyen-tp"', '"ubnd-xa-phuong"')
        .replace('ap_dung = ["huyen", "thanh-pho"]', 'ap_dung = ["phuong", "xa"]')
    )
    return _from_text(text, "tinh.toml")


@pytest.mark.parametrize(
    ("unit", "name", "people"),
    [
        ("ubnd-phuong-luong-van-tri", "Phường Lương Văn Tri", "tổ dân phố"),
        ("ubnd-xa-dong-dang", "xã Đồng Đăng", "thôn"),
    ],
)
def test_after_july_2025_a_commune_follows_the_province_directly(
    unit: str,
    name: str,
    people: str,
    province: Loaded,
    registry: Registry,
    citations: Citations,
    rules: Rules,
) -> None:
    above = _two_level(province)
    agency = registry.get(unit, above.plan.day())
    assert agency is not None
    derived = _read(above, agency, registry, citations, rules)
    plan = derived.plan
    assert f"Ủy ban nhân dân {name} ban hành Kế hoạch" in plan.mo_dau[1].noi_dung
    titles = [k.tieu_de for k in plan.muc[-1].khoan]
    level = "xã" if "-xa-" in unit else "phường"
    assert titles == [f"Các phòng, đơn vị thuộc UBND {level}", "Phòng Văn hóa - Xã hội"]
    merged = plan.muc[-1].khoan[1]
    assert merged.kieu_diem == "chu"  # several points now, so they are marked
    assert len(merged.diem) == 6
    said = " ".join(_texts(plan))
    assert "huyện" not in said
    assert f"các {people}" in said
    assert {r.noi_dung for r in plan.noi_nhan} >= {"UBND tỉnh Lạng Sơn", f"Các {people}"}
    for task in plan.phu_luc[0].nhiem_vu:
        for lead in task.chu_tri:
            body = registry.get(lead, plan.day())
            assert body is not None
            assert body.cap == agency.cap


# ------------------------------------------------------------------ when there can be no plan


def test_a_level_is_not_skipped(
    province: Loaded, registry: Registry, citations: Citations, rules: Rules
) -> None:
    ward = registry.get("ubnd-phuong-dong-kinh", province.plan.day())
    assert ward is not None
    derived, (problem,) = derive(province, ward, registry, citations, rules)
    assert derived is None
    assert problem.code == "DX502"
    assert "thành phố Lạng Sơn" in problem.hints[0]


def test_a_unit_of_another_time_gets_no_plan(
    city: Loaded, registry: Registry, citations: Citations, rules: Rules
) -> None:
    later = registry.get("ubnd-phuong-tam-thanh", date(2025, 8, 1))
    assert later is not None
    _none, (problem,) = derive(city, later, registry, citations, rules)
    assert problem.code == "DX502"  # it belongs to the province by then
    above = _two_level(_plan(PLANS / "tinh.toml"))
    early = registry.get("ubnd-tp-lang-son", date(2024, 6, 7))
    assert early is not None
    _none, (problem,) = derive(above, early, registry, citations, rules)
    assert problem.code == "DX503"


def test_without_rules_for_the_levels_nothing_is_written(
    city: Loaded, registry: Registry, citations: Citations, tmp_path: Path
) -> None:
    rules = _rules_from(
        '[[quy_tac]]\nid = "a"\nvi_sao = "x"\ntu_cap = ["tinh"]\nden_cap = ["xa"]\nluu = "VT"\n',
        tmp_path,
    )
    agency = registry.get("ubnd-xa-mai-pha", city.plan.day())
    assert agency is not None
    derived, (problem,) = derive(city, agency, registry, citations, rules)
    assert derived is None
    assert problem.code == "DX504"


def test_an_unknown_issuer_above_is_said(
    city: Loaded, registry: Registry, citations: Citations, rules: Rules
) -> None:
    above = _from_text(
        city.source.text.replace('co_quan = "ubnd-tp-lang-son"', 'co_quan = "la"', 1)
    )
    agency = registry.get("ubnd-xa-mai-pha", city.plan.day())
    assert agency is not None
    _none, (problem,) = derive(above, agency, registry, citations, rules)
    assert problem.code == "DX501"
    assert isinstance(problem.span, Span)
    assert 'co_quan = "la"' in problem.span.text


# ------------------------------------------------------------------ one rule at a time

SMALL = """
phien_ban = 1
[van_ban]
ma = "kh-tren"
co_quan = "ubnd-tp-lang-son"
ngay = 2024-06-07
trich_yeu = "Việc chung"
cap_tren = "kh-tinh"
[[mo_dau]]
id = "m1"
vai_tro = "can_cu"
noi_dung = "Theo {cap_tren:ngan} và {{cap_tren}}."
[[muc]]
id = "i"
tieu_de = "MỤC"
[[muc.khoan]]
id = "k1"
tieu_de = "Việc của thành phố"
[[muc.khoan.diem]]
id = "d1"
noi_dung = "Thành phố và thành phố Lạng Sơn; UBND thành phố; siêu thành phốt; CCHC."
[[muc.khoan.diem]]
id = "d2"
noi_dung = "Đạt 85% hồ sơ của thành phố."
"""


class Small:
    """Derives the small plan for a ward with a few rules."""

    def __init__(self, registry: Registry, citations: Citations, folder: Path) -> None:
        self.registry, self.citations, self.folder = registry, citations, folder

    def __call__(self, *bodies: str, above: str = SMALL) -> Derived:
        pair = 'vi_sao = "x"\ntu_cap = ["thanh-pho"]\nden_cap = ["phuong"]\n'
        text = "".join(f'[[quy_tac]]\nid = "r{i}"\n{pair}{b}\n' for i, b in enumerate(bodies))
        rules = _rules_from(text, self.folder)
        parent = _from_text(above)
        agency = self.registry.get("ubnd-phuong-dong-kinh", parent.plan.day())
        assert agency is not None
        derived, _ = derive(parent, agency, self.registry, self.citations, rules)
        assert derived is not None
        return derived


@pytest.fixture
def small(registry: Registry, citations: Citations, tmp_path: Path) -> Small:
    return Small(registry, citations, tmp_path)


def _said(derived: Derived, node: str) -> str:
    found = _by_id(derived.plan)[node]
    return str(getattr(found, "noi_dung", None) or getattr(found, "tieu_de", ""))


def test_the_longest_words_win_and_words_are_whole(small: Small) -> None:
    derived = small(
        'thay = [["thành phố", "{cap}"], ["thành phố Lạng Sơn", "{don_vi}"], '
        '["UBND thành phố", "{ten}"]]'
    )
    assert _said(derived, "d1") == (
        "Thành phố và phường Đông Kinh; Ủy ban nhân dân phường Đông Kinh; siêu thành phốt; CCHC."
    )


def test_what_a_rule_wrote_no_later_rule_touches(small: Small) -> None:
    derived = small(
        'giu_chu = ["UBND thành phố"]',
        'thay = [["thành phố Lạng Sơn", "thành phố"]]',
        'thay = [["thành phố", "{cap}"]]',
    )
    assert _said(derived, "d1").startswith("Thành phố và thành phố; UBND thành phố; siêu")
    assert _said(derived, "k1") == "Việc của phường"
    origin = _by_id(derived.plan)["d1"].nguon  # type: ignore[attr-defined]
    assert origin.quy_tac == ["r0", "r1"]


def test_a_kept_node_is_out_of_reach(small: Small) -> None:
    derived = small('nut = ["d2"]\ngiu = true', 'thay = [["thành phố", "{cap}"]]')
    assert _said(derived, "d2") == "Đạt 85% hồ sơ của thành phố."


def test_words_are_put_before_and_after(small: Small) -> None:
    derived = small('nut = ["d2"]\nnoi_dau = "Tham mưu UBND {cap} "\nnoi_cuoi = " trong năm"')
    assert _said(derived, "d2") == "Tham mưu UBND phường đạt 85% hồ sơ của thành phố trong năm."


def test_a_dropped_node_takes_everything_below_with_it(small: Small) -> None:
    derived = small('loai = ["khoan"]\nbo = true')
    assert [(d.id, d.rule) for d in derived.dropped] == [
        ("i", "may-rong"),
        ("k1", "r0"),
        ("d1", "r0"),
        ("d2", "r0"),
    ]


def test_a_pattern_and_what_is_left_are_marked_for_the_clerk(small: Small) -> None:
    derived = small(
        "mau = '\\d+%'\ndanh_dau = \"Chỉ tiêu của {don_vi}\"",
        'con_chu = ["thành phố"]\nloai = ["diem"]\ndanh_dau = "Còn “{chu}”"',
    )
    nodes = _by_id(derived.plan)
    assert nodes["d2"].can_xem == "Chỉ tiêu của phường Đông Kinh; Còn “thành phố”"  # type: ignore[attr-defined]
    assert nodes["d1"].can_xem == "Còn “thành phố”"  # type: ignore[attr-defined]


def test_a_rule_may_wait_for_another_that_found_nothing(small: Small) -> None:
    first = 'nut = ["{0}"]\nnoi_cuoi = " một"'
    second = 'khi_khong_dung = "r0"\nnut = ["d2"]\nnoi_cuoi = " hai"'
    used = small(first.replace("{0}", "d1"), second)
    assert _said(used, "d2").endswith("thành phố.")
    unused = small(first.replace("{0}", "khong-co"), second)
    assert _said(unused, "d2").endswith("thành phố hai.")


def test_only_the_first_or_the_last_may_be_meant(small: Small) -> None:
    derived = small('loai = ["diem"]\nlan = "cuoi"\nnoi_cuoi = "!"')
    assert not _said(derived, "d1").endswith("!.")
    assert _said(derived, "d2").endswith("!.")


def test_nodes_are_added_where_the_rule_says_under_a_free_id(small: Small) -> None:
    derived = small(
        '[quy_tac.them]\nvao = "k1"\ntruoc = "d2"\n'
        'diem = [{ id = "d1", noi_dung = "Thêm ở {don_vi}" }]',
        '[quy_tac.them]\nvao = "noi_nhan"\n'
        'noi_nhan = [{ id = "nn", noi_dung = "{ten_ngan}", '
        'co_quan = ["{id}", "{bo_phan.mttq.id}", "{bo_phan.khong-co.id}"] }]',
    )
    points = derived.plan.muc[0].khoan[0].diem
    assert [(p.id, p.noi_dung) for p in points][1] == ("d1-2", "Thêm ở phường Đông Kinh")
    assert points[1].nguon is not None
    assert points[1].nguon.nut == ""
    (recipient,) = derived.plan.noi_nhan
    assert isinstance(recipient, NoiNhan)
    assert recipient.co_quan == ["ubnd-phuong-dong-kinh", "mttq-phuong"]


def test_the_citation_of_the_plan_above_is_kept_apart(small: Small) -> None:
    derived = small('luu = "VT, KT"')
    assert _said(derived, "m1") == "Theo {kh-tinh:ngan} và {{cap_tren}}."
    assert derived.plan.van_ban.luu == "VT, KT"


def test_a_node_for_other_levels_only_is_left_out(small: Small) -> None:
    above = SMALL.replace('id = "d1"', 'id = "d1"\nap_dung = ["xa"]')
    derived = small('luu = "VT"', above=above)
    assert [(d.id, d.rule) for d in derived.dropped] == [("d1", "may-ap-dung")]


def test_an_unfinished_plan_above_is_pointed_out(small: Small) -> None:
    above = SMALL.replace('id = "d1"', 'id = "d1"\ncan_xem = "xem số liệu"')
    derived = small('luu = "VT"', above=above)
    assert _by_id(derived.plan)["d1"].can_xem == "Kế hoạch cấp trên còn ghi: xem số liệu"  # type: ignore[attr-defined]


def test_a_body_the_level_lacks_is_not_guessed(small: Small) -> None:
    above = SMALL.replace('id = "k1"', 'id = "k1"\nco_quan = ["phong-noi-vu-tp"]')
    derived = small(
        'loai = ["khoan"]\ngiao_cho = ["noi-vu"]\ngiao = "vu-tru"\n'
        'viet_lai = { tieu_de = "{bo_phan.ten_dau}" }',
        above=above,
    )
    item = _by_id(derived.plan)["k1"]
    assert isinstance(item, Khoan)
    assert item.tieu_de == "Việc của thành phố"
    assert item.can_xem == "Cấp này chưa có cơ quan có vai trò “vu-tru”"


# ------------------------------------------------------------------ mistakes in the rules

A = 'id = "a"\nvi_sao = "x"'


@pytest.mark.parametrize(
    ("code", "text"),
    [
        (
            "DX530",
            'id = "a"\nvi_sao = "x"\nbo = true\n[[quy_tac]]\nid = "a"\nvi_sao = "x"\nbo = true',
        ),
        ("DX530", 'id = "may-gop"\nvi_sao = "x"\nbo = true'),
        ("DX531", f'{A}\nbo = true\nkhi_khong_dung = "b"'),
        ("DX532", f'{A}\nloai = ["diem"]'),
        ("DX533", f"{A}\nmau = '('\nbo = true"),
        ("DX534", f'{A}\nthay = [["của {{don_vi}}", "y"]]'),
        ("DX534", f'{A}\nnoi_cuoi = " {{khu_dan_cuu}}"'),
    ],
)
def test_a_mistake_in_the_rules_is_found_before_deriving(
    code: str, text: str, tmp_path: Path
) -> None:
    file = tmp_path / "quy-tac.toml"
    words = '[tu_ngu.xa]\nkhu_dan_cu = "thôn"\n'
    file.write_text(f"phien_ban = 1\n{words}[[quy_tac]]\n{text}\n", encoding="utf-8")
    found, problems = load_rules(file)
    assert found is None
    assert [p.code for p in problems] == [code]
    assert isinstance(problems[0].span, Span)
    assert problems[0].span.line > 3


def test_the_real_rules_name_real_levels(rules: Rules, registry: Registry) -> None:
    assert check_levels(rules, registry.levels()) == []
    first = check_levels(rules, ["tinh", "thanh-pho", "huyen", "phuong", "xa"])[0]
    assert first.code == "DX535"
    assert isinstance(first.span, Span)
    assert '"thi-tran"' in first.span.text


def test_comments_in_the_rules_change_nothing(rules: Rules, tmp_path: Path) -> None:
    file = tmp_path / "quy-tac.toml"
    text = (REGISTRIES / "quy-tac.toml").read_text("utf-8")
    file.write_text(f"# thêm một dòng\n{text}", encoding="utf-8")
    again, _ = load_rules(file)
    assert again is not None
    assert again.digest == rules.digest


def test_every_code_of_deriving_is_explained() -> None:
    package = ROOT / "generator"
    used = set(
        re.findall(r'"(DX5\d+)"', "".join(p.read_text("utf-8") for p in package.rglob("*.py")))
    )
    assert used == {one for one in codes() if one.startswith("DX5")}


# ------------------------------------------------------------------ the derivation sheet


@pytest.mark.parametrize("unit", UNITS[:2])
def test_the_sheet_tells_of_each_node_above_what_became_of_it(
    unit: str, eight: dict[str, Derived], city: Loaded, rules: Rules
) -> None:
    sheet = sheet_of(city.plan, eight[unit], rules)
    above = [node.id for _loc, node in walk(city.plan)]
    assert [fate.id for fate in sheet.fates][: len(above)] == above
    assert sum(sheet.counts.values()) == len(sheet.fates)
    left_out = [fate for fate in sheet.fates if fate.what == "left_out"]
    assert {fate.id for fate in left_out} == {one.id for one in eight[unit].dropped}
    assert all(fate.why and not fate.now for fate in left_out)


def test_a_question_is_asked_once_for_all_nodes_it_is_about(
    eight: dict[str, Derived], city: Loaded, rules: Rules
) -> None:
    sheet = sheet_of(city.plan, eight[UNITS[0]], rules)
    texts = [question.text for question in sheet.questions]
    assert len(texts) == len(set(texts))
    asked = {node.id for _loc, node in walk(eight[UNITS[0]].plan) if node.can_xem}
    assert {id_ for question in sheet.questions for id_ in question.nodes} == asked
