"""The sense of a plan, beyond what the annotated files show: plans above, ids, letters."""

from __future__ import annotations

import pytest

from generator.diagnostics import Diagnostic, Span
from generator.plan.agencies import Cap, CoQuan, LoaiCoQuan, Registry
from generator.plan.check import check_plan, check_workspace_ids
from generator.plan.citations import Citations
from generator.plan.toml import Loaded, parse_plan
from generator.plan.wording import LETTERS
from tests.effort import calls

REGISTRY = Registry.from_structs(
    [Cap(id="tinh", ten="tỉnh", bac=1)],
    [LoaiCoQuan(id="ubnd", ten="Ủy ban nhân dân {don_vi}")],
    [CoQuan(id="ubnd-a", loai="ubnd", cap="tinh", don_vi="tỉnh A")],
)
SIGNED = '[[nguoi_ky]]\nchuc_vu = "CHỦ TỊCH"\n'


def loaded(ma: str = "kh", head: str = "", body: str = SIGNED, file: str = "kh.toml") -> Loaded:
    text = (
        f'phien_ban = 1\n[van_ban]\nma = "{ma}"\nco_quan = "ubnd-a"\ntrich_yeu = "X"\n'
        f"{head}\n{body}"
    )
    plan, found = parse_plan(text.encode(), file)
    assert plan is not None, found
    return plan


def checked(plan: Loaded, *others: Loaded) -> list[Diagnostic]:
    plans = {one.plan.van_ban.ma: one.plan for one in (plan, *others)}
    return check_plan(plan, REGISTRY, Citations.from_structs([]), plans.get)


def test_a_sound_plan_has_no_findings() -> None:
    assert checked(loaded(head='cap_tren = "tren"'), loaded("tren")) == []


def test_a_plan_cannot_be_above_itself() -> None:
    found = checked(loaded(head='cap_tren = "kh"'))
    assert [d.code for d in found] == ["KH408"]


def test_a_ring_of_plans_is_told_with_all_its_members() -> None:
    found = checked(
        loaded(head='cap_tren = "b"'), loaded("b", 'cap_tren = "c"'), loaded("c", 'cap_tren = "kh"')
    )
    assert [d.code for d in found] == ["KH408"]
    assert "kh → b → c → kh" in found[0].message


def test_a_ring_further_up_does_not_hang_the_check() -> None:
    below = loaded(head='cap_tren = "b"')
    assert checked(below, loaded("b", 'cap_tren = "c"'), loaded("c", 'cap_tren = "b"')) == []


def test_only_the_plan_directly_above_must_be_here() -> None:
    assert checked(loaded(head='cap_tren = "b"'), loaded("b", 'cap_tren = "xa"')) == []
    assert [d.code for d in checked(loaded(head='cap_tren = "b"'))] == ["KH407"]


def points(count: int, style: str, below: str = "") -> str:
    rows = ", ".join(f'{{ id = "d-{n}", noi_dung = "x"{below} }}' for n in range(count))
    return (
        f'[[muc]]\nid = "i"\ntieu_de = "I"\n[[muc.khoan]]\nid = "i-1"\n'
        f'kieu_diem = "{style}"\ndiem = [{rows}]\n{SIGNED}'
    )


def test_more_points_than_letters_are_refused_where_the_letters_end() -> None:
    assert checked(loaded(body=points(len(LETTERS), "chu"))) == []
    found = checked(loaded(body=points(len(LETTERS) + 1, "chu")))
    assert [d.code for d in found] == ["KH412"]
    assert isinstance(found[0].span, Span)
    assert f'id = "d-{len(LETTERS)}"' in found[0].span.text[found[0].span.column - 1 :][:15]


@pytest.mark.parametrize("style", ["gach", "cong", "khong"])
def test_points_without_letters_may_be_many(style: str) -> None:
    assert checked(loaded(body=points(100, style))) == []


def test_a_point_with_a_mark_of_its_own_uses_no_letter() -> None:
    assert checked(loaded(body=points(100, "chu", ', kieu = "gach"'))) == []


def test_a_plan_without_a_day_may_name_agencies_of_any_time() -> None:
    assert checked(loaded()) == []


def test_two_plans_with_one_id_are_told_about_each_other() -> None:
    first, second = loaded(file="a.toml"), loaded(file="b.toml")
    found = check_workspace_ids([first, loaded("khac"), second])
    assert [d.code for d in found] == ["KH414"]
    assert "a.toml:3:6" in found[0].message
    assert found[0].span == Span("b.toml", 3, 6, 10, 'ma = "kh"')
    assert check_workspace_ids([first, first]) == []


def test_a_type_written_out_is_answered_with_its_abbreviation() -> None:
    found = checked(loaded(head='loai = "Kế hoạch"'))
    assert [d.code for d in found] == ["KH415"]
    assert found[0].hints[0].endswith(": KH")


def test_citations_are_read_in_every_text_of_the_plan() -> None:
    body = (
        '[[can_cu]]\nid = "a"\nnoi_dung = "{x1}"\n[[mo_dau]]\nid = "b"\nnoi_dung = "{x2}"\n'
        '[[muc]]\nid = "c"\ntieu_de = "{x3}"\n[[muc.khoan]]\nid = "d"\ntieu_de = "{x4}"\n'
        'noi_dung = "{x5}"\n[[muc.khoan.diem]]\nid = "e"\nnoi_dung = "{x6}"\n'
        '[[ket_thuc]]\nid = "f"\nnoi_dung = "{x7}"\n[[noi_nhan]]\nid = "g"\nnoi_dung = "{x8}"\n'
        '[[phu_luc]]\nid = "h"\ntieu_de = "{x9}"\n[[phu_luc.nhiem_vu]]\nid = "k"\n'
        'noi_dung = "{x10}"\n'
    )
    found = checked(loaded(body=body + SIGNED))
    assert [d.code for d in found] == ["VB301"] * 10
    spans = [d.span for d in found if isinstance(d.span, Span)]
    cited = [s.text[s.column - 1 : s.end_column - 1] for s in spans]
    assert cited == [f"{{x{n}}}" for n in range(1, 11)]


def test_work_grows_with_the_rows_of_an_appendix_not_with_their_square() -> None:
    def effort(rows: int) -> int:
        tasks = "".join(
            f'[[phu_luc.nhiem_vu]]\nid = "nv-{n}"\nnoi_dung = "x"\ntu_doan = ["a"]\n'
            for n in range(rows)
        )
        body = (
            '[[mo_dau]]\nid = "a"\nnoi_dung = "x"\n'
            f'{SIGNED}[[phu_luc]]\nid = "pl"\ntieu_de = "X"\n{tasks}'
        )
        plan = loaded(body=body)
        assert checked(plan) == []
        return calls(lambda: checked(plan))

    assert effort(2000) < 5 * effort(500)
