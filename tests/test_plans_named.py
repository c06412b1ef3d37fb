"""The plans that a plan says it replaces or amends."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from generator.grammar.replacing import amended_in, replaced_in
from generator.plan.toml import load_plan

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import Outcome

OLD = "Kế hoạch số 88/KH-UBND ngày 12/02/2026"
"""Invented."""
PROVINCE = "plans/lang-son-2024/tinh.toml"


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        (f"Kế hoạch này thay thế {OLD} của Ủy ban nhân dân tỉnh./.", "thay_the"),
        (f"Kế hoạch này có hiệu lực kể từ ngày ký và thay thế {OLD}.", "thay_the"),
        (f"3. Thay thế {OLD}, giao Sở Y tế theo dõi.", "thay_the"),
        (f"{OLD} hết hiệu lực kể từ ngày Kế hoạch này được ban hành.", "thay_the"),
        (f"{OLD} được thay thế bằng Kế hoạch này", "thay_the"),
        ("Kế hoạch này thay thế {kh-88:ngay}.", "thay_the"),
        (f"Kế hoạch này thay thế Phụ lục II {OLD}", "sua_doi"),
        (f"Kế hoạch này không thay thế {OLD}", None),
        (f"Ủy ban nhân dân tỉnh đã ban hành Kế hoạch số 9/KH-UBND thay thế {OLD}", None),
        (f"Thực hiện Kế hoạch số 9/KH-UBND ngày 01/3/2026 (thay thế {OLD})", None),
        (f"Sở Y tế tham mưu thay thế {OLD}", None),
        (f"Căn cứ Kế hoạch này thay thế thiết bị theo {OLD}", None),
    ],
)
def test_a_sentence_says_what_the_plan_itself_replaces(said: str, kind: str | None) -> None:
    found = [(one.kind, "88" in one.cited) for one in replaced_in(said)]
    assert found == ([] if kind is None else [(kind, True)])


@pytest.mark.parametrize(
    ("said", "amends"),
    [
        (f"Sửa đổi, bổ sung {OLD} về phòng, chống bệnh dại", True),
        (f"Về việc điều chỉnh một số nội dung của {OLD}", True),
        (f"Ủy ban nhân dân tỉnh ban hành Kế hoạch điều chỉnh, bổ sung {OLD} như sau:", True),
        (f"Căn cứ Kế hoạch số 100/KH-UBND ngày 01/3/2026 điều chỉnh {OLD}", False),
    ],
)
def test_a_subject_says_what_it_amends(said: str, amends: bool) -> None:
    assert [one.kind for one in amended_in(said)] == (["sua_doi"] if amends else [])


def test_import_ties_a_plan_to_the_one_that_its_words_replace(
    workspace: Path, kehoach: Callable[..., Outcome]
) -> None:
    old, _found = load_plan(workspace / PROVINCE)
    assert old is not None
    head = old.plan.van_ban
    assert head.ngay is not None
    (workspace / "moi.txt").write_text(
        "ỦY BAN NHÂN DÂN\nTỈNH LẠNG SƠN\nSố: 299/KH-UBND\nLạng Sơn, ngày 12 tháng 8 năm 2024\n\n"
        "KẾ HOẠCH\nCải thiện các chỉ số\n\nI. NHIỆM VỤ\n1. Sở Nội vụ rà soát thủ tục hành chính.\n"
        f"2. Kế hoạch này thay thế Kế hoạch số {head.so}/KH-UBND ngày {head.ngay:%d/%m/%Y}.\n\n"
        "Nơi nhận:\n- Sở Nội vụ;\n- Lưu: VT.\n",
        "utf-8",
    )
    told = kehoach("import", "moi.txt", "-o", "plans/moi.toml")
    assert "NH044" in told.err
    new, _found = load_plan(workspace / "plans/moi.toml")
    assert new is not None
    assert (new.plan.van_ban.thay_the, new.plan.van_ban.cap_tren) == (head.ma, None)
