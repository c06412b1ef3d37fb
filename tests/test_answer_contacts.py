"""What goes out with a sentence by an answer: the recipients and contacts it alone was for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.plans_apart.office import Office
from tests.test_answer import ABOVE, UNIT, answer, asked, derived

if TYPE_CHECKING:
    from pathlib import Path

POINT = '\n[[muc.khoan.diem]]\nid = "xa-3"\nnoi_dung = "{}"\n\n[[muc.khoan]]\nid = "bien-gioi"'
MARSH = "Phối hợp với Cảng vụ Hàng hải Sơn La, Sở Tài chính dành 3 tỷ đồng sửa cầu tàu."
STAYS = "Phối hợp với Sở Tài chính lập dự toán."


@pytest.mark.parametrize(
    ("more", "left"),
    [("", None), (STAYS, "Sở Tài chính (để phối hợp)")],
)
def test_who_was_met_in_a_sentence_alone_is_no_recipient_without_it(
    more: str, left: str | None, tmp_path: Path
) -> None:
    office = Office(tmp_path, UNIT)
    points = POINT.format(MARSH).replace(
        "\n\n[[muc.khoan]]", f'\n\n[[muc.khoan.diem]]\nid = "xa-4"\nnoi_dung = "{more}"'
        "\n\n[[muc.khoan]]" if more else "\n\n[[muc.khoan]]",
    )  # fmt: skip
    text = ABOVE.format(so=1, ngay=1).replace('\n[[muc.khoan]]\nid = "bien-gioi"', points, 1)
    (tmp_path / "plans/tren-1.toml").write_text(text, encoding="utf-8")
    plan = derived(office, 1)
    before = [line["noi_dung"] for line in office.read(plan)["noi_nhan"]]
    assert any("Cảng vụ Hàng hải Sơn La" in line for line in before)
    (question,) = [one for one in asked(office, plan) if "tiền" in one["text"]]
    answer(office, plan, f"{question['number']}=bỏ")
    after = [line["noi_dung"] for line in office.read(plan)["noi_nhan"]]
    assert not any("Cảng vụ" in line for line in after)
    assert next((line for line in after if "Sở Tài chính" in line), None) == left
