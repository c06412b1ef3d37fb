"""Figures of the plan above under lowered words: told where a plan took them, and only there."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from tests.test_plans_unlike import HEAD, item, province

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.mark.parametrize(
    ("above", "own", "told"),
    [
        ("Toàn tỉnh trồng mới 120 vườn hoa.", "Toàn phường trồng mới 120 vườn hoa.", True),
        ("Toàn tỉnh trồng mới 120 vườn hoa.", "Toàn phường trồng mới 03 vườn hoa.", False),
        ("Toàn tỉnh trồng mới 120 vườn hoa.", "Góp phần cùng toàn tỉnh có 120 vườn hoa.", False),
        ("Toàn tỉnh có 95% cây sống.", "Toàn phường có 95% cây sống.", False),
        (
            "Hội Nông dân tỉnh vận động trồng 300 vườn cây.",
            "Đề nghị Hội Nông dân phường vận động trồng 300 vườn cây.",
            True,
        ),
        (
            "Mỗi xã, phường trồng 02 vườn hoa; toàn tỉnh trồng 120 vườn hoa.",
            "Phường trồng 02 vườn hoa.",
            False,
        ),
    ],
)
def test_a_figure_of_the_superior_is_told_where_the_words_were_lowered(
    workspace: Path, kehoach: Callable[..., Any], above: str, own: str, told: bool
) -> None:
    province(workspace, "tren", item(1, above))
    head = HEAD.format(ma="kh-duoi", office="ubnd-phuong-dong-kinh", above='cap_tren = "kh-tren"\n')
    origin = 'nguon = { ke_hoach = "kh-tren", nut = "k-1", ma_bam = "0" }\n'
    (workspace / "plans/duoi.toml").write_text(head + item(2, own, origin), "utf-8")
    rows = json.loads(kehoach("check", "plans/duoi.toml", "--json").out)["diagnostics"]
    assert ("LC731" in {row["code"] for row in rows}) is told


FOR_ALL = "Các phường trồng hoa; Sở Xây dựng cấp giống. Hoàn thành trước ngày 30/6/2026."


@pytest.mark.parametrize(
    ("above", "own", "told"),
    [
        ([FOR_ALL], "Trồng hoa.", "Hoàn thành trước ngày 30/6/2026"),
        ([FOR_ALL], "Trồng hoa trước ngày 30/6/2026.", ""),
        (["Công an tỉnh lập đội.", "Lực lượng này trực đêm."], "Lực lượng này trực đêm.",
         "Lực lượng này"),
        (["Trồng hoa.", "Lực lượng ấy trực đêm."], "Đội bảo vệ trực đêm.", ""),
    ],
)  # fmt: skip
def test_what_a_sentence_left_behind_above_is_told(
    workspace: Path, kehoach: Callable[..., Any], above: list[str], own: str, told: str
) -> None:
    province(workspace, "tren", "".join(item(n, said) for n, said in enumerate(above, 1)))
    head = HEAD.format(ma="kh-duoi", office="ubnd-phuong-dong-kinh", above='cap_tren = "kh-tren"\n')
    origin = f'nguon = {{ ke_hoach = "kh-tren", nut = "k-{len(above)}", ma_bam = "0" }}\n'
    (workspace / "plans/duoi.toml").write_text(head + item(9, own, origin), "utf-8")
    rows = json.loads(kehoach("check", "plans/duoi.toml", "--json").out)["diagnostics"]
    said = [row["message"] for row in rows if "kế hoạch trên" in row["message"]]
    assert [told in message for message in said] == ([True] if told else [])
