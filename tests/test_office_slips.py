"""Slips that a records clerk would be ashamed of: each told by its own code, and no others."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from generator.plan.check import check_plan
from generator.plan.toml import load_plan
from generator.verbs.ready import stopping
from generator.workspace.workspace import Workspace
from tests.issuers import PLAN

if TYPE_CHECKING:
    from generator.diagnostics import Diagnostic

ROOT = Path(__file__).parent.parent
WORKSPACE = Workspace(ROOT)
GOOD = PLAN.format(n=1)
CAPACITY = 'quyen_han = "TM. ỦY BAN NHÂN DÂN"\nchuc_vu = "CHỦ TỊCH"'
BODY = "Làm việc 1."
SIGNERS = "[[nguoi_ky]]"
MORE = '[[muc]]\nid = "m2"\ntieu_de = "TỔ CHỨC"\n[[muc.khoan]]\nid = "k2"\nnoi_dung = "Làm."\n'


def told(folder: Path, *changes: tuple[str, str]) -> list[Diagnostic]:
    text = GOOD
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    path = folder / "kh.toml"
    path.write_text(text, "utf-8")
    loaded, problems = load_plan(path)
    assert loaded is not None, problems
    known = WORKSPACE.registry, WORKSPACE.citations, WORKSPACE.plan_of
    return [d for d in check_plan(loaded, *known) if re.fullmatch(r"KH45\d", d.code)]


def signed(capacity: str, function: str, name: str = "Nguyễn Văn A") -> tuple[tuple[str, str], ...]:
    lines = f'quyen_han = {capacity}\nchuc_vu = "{function}"'
    return (CAPACITY, lines), ('ho_ten = "Nguyễn Văn A"', f'ho_ten = "{name}"')


TM, KT = '"TM. ỦY BAN NHÂN DÂN"', '["TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH"]'
SLIPS: dict[str, tuple[tuple[tuple[str, str], ...], str]] = {
    "KT. by the head": (signed(KT, "CHỦ TỊCH"), "KH451"),
    "KT. of another head": (signed('"KT. CHỦ TỊCH"', "THỨ TRƯỞNG"), "KH451"),
    "a deputy without KT.": (signed(TM, "PHÓ CHỦ TỊCH"), "KH451"),
    "TM. of the council": (signed('"TM. HỘI ĐỒNG NHÂN DÂN"', "CHỦ TỊCH"), "KH451"),
    "TM without its point": (signed('"TM ỦY BAN NHÂN DÂN"', "CHỦ TỊCH"), "KH451"),
    "a degree": (signed(TM, "CHỦ TỊCH", "TS. Nguyễn Văn A"), "KH451"),
    "no recipients": (
        (('[[noi_nhan]]\nid = "nn-1"\nnoi_dung = "Như trên"\n', ""), (SIGNERS, MORE + SIGNERS)),
        "KH452",
    ),
    "a decision's symbol": ((("ngay = ", 'ky_hieu = "QĐ-UBND"\nngay = '),), "KH453"),
    "an annex that is not there": (((BODY, "Làm việc 1 (có phụ lục kèm theo)."),), "KH454"),
    "a place left open": (((BODY, "Làm việc [điền số] lần."),), "KH455"),
    "a note to the drafter": (((BODY, "Làm việc 1 (cần bổ sung số liệu)."),), "KH455"),
    "letters to be replaced": (((BODY, "Làm XXX việc."),), "KH455"),
    "a day of no calendar": (((BODY, "Làm xong ngày 31/11/2024."),), "KH456"),
    "a deadline past": (((BODY, "Làm xong trước ngày 15/01/2024."),), "KH456"),
    "a document of later": (((BODY, "Theo Quyết định số 12/QĐ-UBND ngày 20/8/2024."),), "KH456"),
    "another committee's opening": (
        (("nhân dân phường ban hành", "nhân dân phường Tam Thanh ban hành"),),
        "KH457",
    ),
}


@pytest.mark.parametrize("name", SLIPS)
def test_a_slip_is_told_once_by_its_code(name: str, tmp_path: Path) -> None:
    changes, code = SLIPS[name]
    assert [d.code for d in told(tmp_path, *changes)] == [code]


FINE: dict[str, tuple[tuple[str, str], ...]] = {
    "the plan itself": (),
    "a deputy for the head": signed(KT, "PHÓ CHỦ TỊCH"),
    "a minister's deputy": signed('"KT. BỘ TRƯỞNG"', "THỨ TRƯỞNG"),
    "a deputy with KT. alone": signed('"KT. CHỦ TỊCH"', "PHÓ CHỦ TỊCH"),
    "another document's annex": ((BODY, "Theo Phụ lục kèm theo Quyết định số 5/QĐ-UBND."),),
    "a number in Roman": ((BODY, "Nghị quyết Đại hội khóa XXX."),),
    "a deadline to come": ((BODY, "Làm xong trước ngày 15/12/2024."),),
    "what was before": ((BODY, "Theo Quyết định số 12/QĐ-UBND ngày 20/02/2024."),),
    "its own name": (("nhân dân phường ban hành", "nhân dân phường Đông Kinh ban hành"),),
    "its own symbol": (("ngay = ", 'ky_hieu = "KH-UBND"\nngay = '),),
}


@pytest.mark.parametrize("name", FINE)
def test_what_offices_write_is_no_slip(name: str, tmp_path: Path) -> None:
    assert told(tmp_path, *FINE[name]) == []


def test_what_is_left_open_stops_an_issue(tmp_path: Path) -> None:
    found = told(tmp_path, (BODY, "Làm việc [điền số] lần (phụ lục đính kèm theo)."))
    assert [(d.code, d.severity.name) for d in found] == [
        ("KH454", "WARNING"),
        ("KH455", "WARNING"),
    ]
    assert {d.severity.name for d in stopping(found)} == {"ERROR"}
