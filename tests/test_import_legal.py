"""Legal documents are laid out by other decrees: import says so, and still reads them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from docx import Document

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def typed(path: Path, agency: str, number: str, kind: str) -> None:
    word = Document()
    head = word.add_table(1, 2)
    head.cell(0, 0).text = f"{agency}\nSố: {number}"
    head.cell(0, 1).text = (
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"
        "Lạng Sơn, ngày 09 tháng 3 năm 2026"
    )
    for line in (
        kind,
        "Quy định về chăm sóc cây xanh",
        "Căn cứ Luật Tổ chức chính quyền địa phương số 72/2025/QH15;",
        "Điều 1. Phạm vi điều chỉnh",
        "Quy định về cây xanh trên địa bàn tỉnh.",
    ):
        word.add_paragraph(line)
    word.add_paragraph("TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n\nNgười Ký Mẫu")
    word.save(str(path))


@pytest.mark.parametrize(
    ("agency", "number", "kind", "legal"),
    [
        ("ỦY BAN NHÂN DÂN\nTỈNH LẠNG SƠN", "12/2026/QĐ-UBND", "QUYẾT ĐỊNH", True),
        ("HỘI ĐỒNG NHÂN DÂN\nTỈNH LẠNG SƠN", "15/2026/NQ-HĐND", "NGHỊ QUYẾT", True),
        ("BỘ NỘI VỤ", "08/2026/TT-BNV", "THÔNG TƯ", True),
        ("CHÍNH PHỦ", "78/2026/NĐ-CP", "NGHỊ ĐỊNH", True),
        ("ỦY BAN NHÂN DÂN\nTỈNH LẠNG SƠN", "312/QĐ-UBND", "QUYẾT ĐỊNH", False),
        ("ỦY BAN NHÂN DÂN\nTỈNH LẠNG SƠN", "2026/KH-UBND", "KẾ HOẠCH", False),
    ],
)
def test_a_number_with_a_year_is_told_of_a_legal_document(
    workspace: Path, kehoach: Callable[..., Any], agency: str, number: str, kind: str, legal: bool
) -> None:
    typed(workspace / "vao.docx", agency, number, kind)
    done = kehoach("import", "vao.docx", "-o", "plans/vao.toml", "--json")
    told = {row["code"] for row in json.loads(done.out)["diagnostics"]}
    assert done.code == 0
    assert ("NH033" in told) is legal
    text = (workspace / "plans/vao.toml").read_text("utf-8")
    assert "Quy định về cây xanh trên địa bàn tỉnh." in text


def test_what_import_said_check_says_again_before_it_is_printed(
    workspace: Path, kehoach: Callable[..., Any]
) -> None:
    typed(workspace / "vao.docx", "ỦY BAN NHÂN DÂN\nTỈNH LẠNG SƠN", "12/2026/QĐ-UBND", "QUYẾT ĐỊNH")
    assert kehoach("import", "vao.docx", "-o", "plans/vao.toml").code == 0
    rows = json.loads(kehoach("check", "plans/vao.toml", "--json").out)["diagnostics"]
    assert "KH424" in {row["code"] for row in rows}


@pytest.mark.parametrize(
    "record",
    [
        '[[giao_viec]]\nid = "gv"\nnut = "m"\nchu_tri = ["so-khong-co"]\n',
        '[[giao_viec]]\nid = "gv"\nnut = "m"\nbao_cao = ["so-khong-co"]\n',
        '[[chi_tieu]]\nid = "ct"\nnoi_dung = "Cây"\ngia_tri = "5"\n'
        'don_vi_thuc_hien = ["so-khong-co"]\n',
    ],
)
def test_bodies_of_targets_and_of_tasks_in_sentences_are_looked_up(
    workspace: Path, kehoach: Callable[..., Any], record: str
) -> None:
    plan = (
        'phien_ban = 1\n[van_ban]\nma = "kh-cay"\nco_quan = "ubnd-tinh-lang-son"\n'
        'ngay_xet = 2026-03-09\ntrich_yeu = "Cây xanh"\n[[muc]]\nid = "m"\ntieu_de = "NHIỆM VỤ"\n'
        '[[nguoi_ky]]\nchuc_vu = "CHỦ TỊCH"\n'
    )
    (workspace / "plans/cay.toml").write_text(plan + record, "utf-8")
    rows = json.loads(kehoach("check", "plans/cay.toml", "--json").out)["diagnostics"]
    about = [row for row in rows if "so-khong-co" in row["message"]]
    assert [row["severity"] for row in about] == ["error"]
    assert "so-khong-co" in (plan + record).splitlines()[about[0]["line"] - 1]


def test_a_task_that_a_person_dropped_names_nobody_any_more(
    workspace: Path, kehoach: Callable[..., Any]
) -> None:
    plan = (
        'phien_ban = 1\n[van_ban]\nma = "kh-cay"\nco_quan = "ubnd-tinh-lang-son"\n'
        'ngay_xet = 2026-03-09\ntrich_yeu = "Cây xanh"\n[[muc]]\nid = "m"\ntieu_de = "NHIỆM VỤ"\n'
        '[[nguoi_ky]]\nchuc_vu = "CHỦ TỊCH"\n[[giao_viec]]\nid = "gv"\nnut = "m"\n'
        'trang_thai = "bo"\nchu_tri = ["so-khong-co"]\n'
    )
    (workspace / "plans/cay.toml").write_text(plan, "utf-8")
    assert "so-khong-co" not in kehoach("check", "plans/cay.toml", "--json").out
