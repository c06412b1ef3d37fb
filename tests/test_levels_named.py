"""An office named in another plan's head is the one that its registry has, whoever signs there."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH

from tests.plans_apart.office import Office

if TYPE_CHECKING:
    from docx.document import Document as Word

    from generator.plan.model import KeHoach

PLACE = "xã Yên Châu, Sơn La"
BODY = """
{kind}
{subject}

{issuer} {orders}:
1. Sở Y tế chủ trì kiểm tra an toàn thực phẩm tại các chợ, xong trước ngày 30/6/2026.
2. UBND các xã, phường tuyên truyền đến từng hộ kinh doanh.

Nơi nhận:
- Như trên;
- Lưu: VT.

{signs}
Cầm Văn Mẫu
"""


def typed(head: str, body: str) -> Word:
    """A Word file: the head in a table, type and subject in the middle."""
    word = Document()
    left, right = head.split("\n\n", 1)
    cells = word.add_table(1, 2).rows[0].cells
    cells[0].text, cells[1].text = left, right.strip()
    kind, subject, *rest = body.strip().split("\n")
    for line in (kind, subject):
        paragraph = word.add_paragraph()
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        paragraph.add_run(line).bold = True
    for line in filter(None, rest):
        word.add_paragraph(line)
    return word


def read(folder: Path, head: str, **words: str) -> KeHoach:
    from generator.read.imported import import_file
    from generator.workspace.workspace import Workspace

    assert Office(folder, PLACE).knows_unit
    source = folder / "tren.docx"
    typed(head, BODY.format(**words)).save(str(source))
    made = import_file(source, Workspace(folder))
    assert made.plan is not None, made.diagnostics
    return made.plan


def head(issuer: str, number: str) -> str:
    return (
        f"{issuer}\nSố: {number}\n\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
        "Độc lập - Tự do - Hạnh phúc\nSơn La, ngày 12 tháng 5 năm 2026\n"
    )


@pytest.mark.parametrize("issuer", ["UBND TỈNH SƠN LA", "ỦY BAN NHÂN DÂN TỈNH SƠN LA"])
def test_a_header_in_short_letters_is_the_committee_the_office_has(
    issuer: str, tmp_path: Path
) -> None:
    plan = read(
        tmp_path, head(issuer, "88/KH-UBND"), kind="KẾ HOẠCH", issuer="Ủy ban nhân dân tỉnh",
        subject="Bảo đảm an toàn thực phẩm năm 2026", orders="ban hành Kế hoạch như sau",
        signs="TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH",
    )  # fmt: skip
    assert plan.van_ban.co_quan == "ubnd-tinh-son-la"
    assert [one.ten for one in plan.co_quan_moi] == []


@pytest.mark.parametrize(
    ("signs", "issuer"),
    [("CHỦ TỊCH", "Chủ tịch"), ("KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH", "Chủ tịch"),
     ("TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH", "Ủy ban nhân dân tỉnh")],
)  # fmt: skip
def test_a_directive_is_of_whoever_signs_it(signs: str, issuer: str, tmp_path: Path) -> None:
    plan = read(
        tmp_path, head("UBND TỈNH SƠN LA", "07/CT-UBND"), kind="CHỈ THỊ",
        subject="Về việc tăng cường bảo đảm an toàn thực phẩm",
        issuer="Chủ tịch Ủy ban nhân dân tỉnh", orders="yêu cầu", signs=signs,
    )  # fmt: skip
    named = {one.id: one.ten or "" for one in plan.co_quan_moi}
    said = named.get(plan.van_ban.co_quan, "Ủy ban nhân dân tỉnh Sơn La")
    assert said.startswith(issuer)
    assert "Sở Y tế" not in named.values()  # the province's own, whoever names it


def test_who_resolved_is_no_part_of_what_it_is_about(tmp_path: Path) -> None:
    plan = read(
        tmp_path, head("TỈNH ỦY SƠN LA\n*", "31-NQ/TU"), kind="NGHỊ QUYẾT",
        subject="CỦA BAN CHẤP HÀNH ĐẢNG BỘ TỈNH về phát triển cây ăn quả bền vững",
        issuer="Ban Chấp hành Đảng bộ tỉnh", orders="quyết nghị như sau",
        signs="T/M BAN CHẤP HÀNH\nBÍ THƯ",
    )  # fmt: skip
    assert plan.van_ban.trich_yeu == (
        "của Ban Chấp hành Đảng bộ tỉnh về phát triển cây ăn quả bền vững"
    )
    assert "Sở Y tế" not in [one.ten for one in plan.co_quan_moi]
