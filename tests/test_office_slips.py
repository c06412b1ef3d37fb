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
GOOD = PLAN.format(n=1).replace("Như trên", "Đảng ủy phường")
CAPACITY = 'quyen_han = "TM. ỦY BAN NHÂN DÂN"\nchuc_vu = "CHỦ TỊCH"'
BODY = "Làm việc 1."
SIGNERS = "[[nguoi_ky]]"
RECIPIENT = '[[noi_nhan]]\nid = "nn-1"\nnoi_dung = "Đảng ủy phường"\n'
BODY_START = "[[mo_dau]]"
BASED = '[[can_cu]]\nid = "cc"\nnoi_dung = "Căn cứ Luật Tổ chức chính quyền;"\n\n[[mo_dau]]'
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
    found = check_plan(loaded, *known)
    return [d for d in found if re.fullmatch(r"KH4[56]\d", d.code)]


def signed(capacity: str, function: str, name: str = "Nguyễn Văn A") -> tuple[tuple[str, str], ...]:
    lines = f'quyen_han = {capacity}\nchuc_vu = "{function}"'
    return (CAPACITY, lines), ('ho_ten = "Nguyễn Văn A"', f'ho_ten = "{name}"')


TABLE = """\
[[muc.khoan.bang]]
cot = ["STT", "Nội dung", "Kinh phí (triệu đồng)"]
hang = [["1", "Tập huấn", "100"], ["2", "In", "50"], ["", "Tổng cộng", "{tong}"]]

"""
TM, KT = '"TM. ỦY BAN NHÂN DÂN"', '["TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH"]'
SLIPS: dict[str, tuple[tuple[tuple[str, str], ...], str]] = {
    "KT. by the head": (signed(KT, "CHỦ TỊCH"), "KH451"),
    "KT. of another head": (signed('"KT. CHỦ TỊCH"', "THỨ TRƯỞNG"), "KH451"),
    "a deputy without KT.": (signed(TM, "PHÓ CHỦ TỊCH"), "KH451"),
    "TM. of the council": (signed('"TM. HỘI ĐỒNG NHÂN DÂN"', "CHỦ TỊCH"), "KH451"),
    "TM without its point": (signed('"TM ỦY BAN NHÂN DÂN"', "CHỦ TỊCH"), "KH451"),
    "a degree": (signed(TM, "CHỦ TỊCH", "TS. Nguyễn Văn A"), "KH451"),
    "no recipients": (
        ((RECIPIENT, ""), (BODY_START, BASED), (SIGNERS, MORE + SIGNERS)),
        "KH452",
    ),
    "a decision's symbol": ((("ngay = ", 'ky_hieu = "QĐ-UBND"\nngay = '),), "KH453"),
    "an annex that is not there": (((BODY, "Làm việc 1 (có phụ lục kèm theo)."),), "KH454"),
    "a place left open": (((BODY, "Làm việc [điền số] lần."),), "KH455"),
    "a note to the drafter": (((BODY, "Làm việc 1 (cần bổ sung số liệu)."),), "KH455"),
    "letters to be replaced": (((BODY, "Làm XXX việc."),), "KH455"),
    "a node as an editor begins it": (((BODY, "Nội dung mới"),), "KH455"),
    "a day of no calendar": (((BODY, "Làm xong ngày 31/11/2024."),), "KH456"),
    "a deadline past": (((BODY, "Làm xong trước ngày 15/01/2024."),), "KH456"),
    "a document of later": (((BODY, "Theo Quyết định số 12/QĐ-UBND ngày 20/8/2024."),), "KH456"),
    "no TM.": (((CAPACITY, 'chuc_vu = "CHỦ TỊCH"'),), "KH451"),
    "by order": (signed('"TL. CHỦ TỊCH"', "CHÁNH VĂN PHÒNG"), "KH451"),
    "a director for the committee": (signed(TM, "GIÁM ĐỐC"), "KH451"),
    "a function with its agency": (signed(TM, "CHỦ TỊCH UBND PHƯỜNG"), "KH451"),
    "another type's opening": ((("hành Kế hoạch như", "hành Quyết định như"),), "KH457"),
    "a weekday of another date": (((BODY, "Họp thứ Hai, ngày 18/6/2024."),), "KH456"),
    "a weekday behind its date": (((BODY, "Họp ngày 18/6/2024 (Chủ nhật)."),), "KH456"),
    "an hour of no clock": (((BODY, "Họp hồi 25 giờ ngày 18/6/2024."),), "KH456"),
    "a period backwards": (((BODY, "Chương trình giai đoạn 2030 - 2026."),), "KH456"),
    "a written day of no calendar": (((BODY, "Họp ngày 31 tháng 6 năm 2024."),), "KH456"),
    "a year mistyped": (((BODY, "Làm xong trước ngày 30/6/2042."),), "KH456"),
    "a quarter past": (((BODY, "Làm xong trong quý I/2024."),), "KH456"),
    "a subject of a year to come": ((('việc 1"', 'việc 1 năm 2042"'),), "KH456"),
    "an opening of another year": (
        (('việc 1"', 'việc 1 năm 2024"'), ("hoạch như sau", "hoạch năm 2023 như sau")),
        "KH456",
    ),
    "a sum of other words": (
        ((BODY, "Kinh phí 150.000.000 đồng (Một trăm linh năm triệu đồng)."),),
        "KH458",
    ),
    "a count of other words": (((BODY, "Mở 03 (hai) lớp."),), "KH458"),
    "more than all": (((BODY, "Xử lý 120% hồ sơ đúng hạn."),), "KH458"),
    "a total that is none": (
        ((SIGNERS, TABLE.replace("{tong}", "160") + SIGNERS),),
        "KH458",
    ),
    "rows that jump": (
        ((SIGNERS, TABLE.replace("{tong}", "150").replace('"2"', '"3"') + SIGNERS),),
        "KH465",
    ),
    "a number of another year": (
        ((BODY, "Theo Nghị định số 61/2018/NĐ-CP ngày 23/4/2019 của Chính phủ."),),
        "KH459",
    ),
    "another issuer": (
        ((BODY, "Theo Nghị định số 61/2018/NĐ-CP ngày 23/4/2018 của Bộ Nội vụ."),),
        "KH459",
    ),
    "no basis": (((SIGNERS, MORE + SIGNERS),), "KH461"),
    "another place": ((("ngay = ", 'dia_danh = "Tam Thanh"\nngay = '),), "KH462"),
    "addressed": ((("[van_ban]", 'kinh_gui = ["Các phòng"]\n[van_ban]'),), "KH463"),
    "a recipient twice": (
        ((RECIPIENT, RECIPIENT + RECIPIENT.replace("nn-1", "n2").replace("phường", "phường;")),),
        "KH464",
    ),
    "like above nothing": ((("Đảng ủy phường", "Như trên"),), "KH464"),
    "like an article": ((("Đảng ủy phường", "Như Điều 3"),), "KH464"),
    "the archive twice": ((("Đảng ủy phường", "Lưu: VT"),), "KH464"),
    "no archive": (
        (("ngay = ", 'luu = ""\nngay = '), (BODY_START, BASED), (SIGNERS, MORE + SIGNERS)),
        "KH464",
    ),
    "a number that jumps": (
        (
            (SIGNERS, MORE.replace('TỔ CHỨC"', 'TỔ CHỨC"\nnhan = "IV."') + SIGNERS),
            (BODY_START, BASED),
        ),
        "KH465",
    ),
    "a heading over nothing": (
        (
            (SIGNERS, '[[muc]]\nid = "m2"\ntieu_de = "TỔ CHỨC THỰC HIỆN"\n' + SIGNERS),
            (BODY_START, BASED),
        ),
        "KH466",
    ),
    "a comma at the end": (((BODY, "Làm việc 1,"),), "KH467"),
    "a small word twice": (((BODY, "Làm việc theo theo kế hoạch."),), "KH467"),
    "a small word twice before a comma": (
        ((BODY, "Làm việc được, được, kiểm tra và và, báo cáo."),),
        "KH467",
    ),
    "a decree that ended": (
        (("Ủy ban nhân dân phường ban", "Căn cứ Nghị định số 110/2004/NĐ-CP, UBND phường ban"),),
        "KH468",
    ),
    "the form of legal documents": (
        ((BODY, "Thể thức theo Nghị định số 187/2025/NĐ-CP."),),
        "KH468",
    ),
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
    "the age of a debt": ((BODY, "Thu hết số nợ phát sinh trước năm 2023."),),
    "a deadline to come": ((BODY, "Làm xong trước ngày 15/12/2024."),),
    "what was before": ((BODY, "Theo Quyết định số 12/QĐ-UBND ngày 20/02/2024."),),
    "its own name": (("nhân dân phường ban hành", "nhân dân phường Đông Kinh ban hành"),),
    "a whole plan": ((BODY_START, BASED), (SIGNERS, MORE + SIGNERS)),
    "a weekday": ((BODY, "Họp thứ Ba, ngày 18/6/2024; kỳ họp thứ hai ngày 18/6/2024."),),
    "sums in words": (
        (
            BODY,
            "Chi 1.250.500.000 đồng (Một tỷ hai trăm năm mươi triệu năm trăm "
            "nghìn đồng chẵn), 2,5 tỷ đồng (hai tỷ năm trăm triệu đồng), 03 (ba) lớp.",
        ),
    ),
    "more than the year before": ((BODY, "Thu đạt 120% dự toán, số hồ sơ tăng 130% so với 2023."),),
    "a total": ((SIGNERS, TABLE.replace("{tong}", "150") + SIGNERS),),
    "its place": (("ngay = ", 'dia_danh = "Phường Đông Kinh"\nngay = '),),
    "what was done": ((BODY, "Nhiệm vụ đã hoàn thành trong quý I/2024 thì báo cáo kết quả."),),
    "a decree": ((BODY, "Theo Nghị định số 61/2018/NĐ-CP ngày 23/4/2018 của Chính phủ."),),
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
