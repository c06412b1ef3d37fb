"""What the program prints passes its own checker, whatever a plan's subject and preamble say."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

import pytest

from generator.rules.judge import check_docx

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import Outcome

WARD = "plans/lang-son-2024/phuong-dong-kinh.toml"
SUBJECTS = (
    "Tăng cường đảm bảo an toàn điện trong sinh hoạt và nuôi tôm trên địa bàn phường năm 2026-2027",
    "Phòng, chống rét cho vật nuôi",
    "Thực hiện Chương trình chăm sóc sức khỏe người cao tuổi trên địa bàn phường năm 2027",
    "Triển khai công tác vệ sinh môi trường, thu gom, phân loại, vận chuyển, xử lý chất thải rắn "
    "sinh hoạt tại các khu dân cư, chợ, trường học trên địa bàn phường giai đoạn 2026-2030",
)
PREAMBLES = (
    "Căn cứ Luật Người cao tuổi ngày 23 tháng 11 năm 2009; Quyết định số 383/QĐ-TTg ngày 21 "
    "tháng 02 năm 2025 của Thủ tướng Chính phủ về người cao tuổi, Ủy ban nhân dân phường ban hành "
    "Kế hoạch như sau:",
    "Thực hiện Nghị quyết số 12-NQ/TU ngày 18 tháng 7 năm 2026 của Ban Chấp hành Đảng bộ tỉnh về "
    "phát triển kinh tế tập thể, Ủy ban nhân dân phường ban hành Kế hoạch như sau:",
)


def codes(home: Path, kehoach: Callable[..., Outcome], subject: str, preamble: str) -> set[str]:
    plan = home / WARD
    text = plan.read_text("utf-8")
    text = re.sub(
        r"^trich_yeu = .*$", f'trich_yeu = "{subject}"', text, count=1, flags=re.MULTILINE
    )
    head, mark, rest = text.partition("[[mo_dau]]")
    _old, muc, body = rest.partition("[[muc]]")
    lead = f'{mark}\nid = "mo-dau"\nnoi_dung = "{preamble}"\n\n'
    plan.write_text(head + lead + muc + body, "utf-8")
    assert kehoach("render", plan, "-o", "ra", "--no-notes").code == 0
    made = home / "ra/phuong-dong-kinh.docx"
    found = check_docx(made, date(2026, 11, 29), data=made.read_bytes()).judgement
    assert found is not None
    return {one.code for one in found.findings}


@pytest.mark.parametrize("subject", SUBJECTS)
def test_the_rule_under_a_subject_suits_its_lines(
    subject: str, workspace: Path, kehoach: Callable[..., Outcome]
) -> None:
    assert not codes(workspace, kehoach, subject, PREAMBLES[0]) & {"TT222", "TT221"}


@pytest.mark.parametrize("preamble", PREAMBLES)
def test_a_preamble_in_one_sentence_is_no_line_of_bases(
    preamble: str, workspace: Path, kehoach: Callable[..., Outcome]
) -> None:
    assert not codes(workspace, kehoach, SUBJECTS[1], preamble) & {"TT255", "VP201", "VP203"}
