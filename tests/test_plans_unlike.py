"""Plans out of the common: very wide tables, very many tasks, rounds of one work, two in one."""

from __future__ import annotations

import json
import random
import tomllib
from typing import TYPE_CHECKING, Any

from docx import Document

from tests.test_bodies_once import office, typed

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

__all__ = ["office"]
HEAD = """phien_ban = 1
[van_ban]
ma = "{ma}"
co_quan = "{office}"
ngay = 2026-01-15
{above}trich_yeu = "Chăm sóc cây xanh"
[[nguoi_ky]]
chuc_vu = "CHỦ TỊCH"
[[muc]]
id = "m"
tieu_de = "NHIỆM VỤ"
"""


def told(kehoach: Callable[..., Any], path: str, code: str) -> list[str]:
    rows = json.loads(kehoach("check", path, "--json").out)["diagnostics"]
    return [row["message"] for row in rows if row["code"] == code]


def item(number: int, words: str, origin: str = "") -> str:
    return f'[[muc.khoan]]\nid = "k-{number}"\nnoi_dung = "{words}"\n{origin}'


def province(workspace: Path, name: str, items: str) -> str:
    head = HEAD.format(ma=f"kh-{name}", office="ubnd-tinh-lang-son", above="")
    (workspace / f"plans/{name}.toml").write_text(head + items, "utf-8")
    return f"plans/{name}.toml"


def test_a_table_of_forty_columns_keeps_each_as_a_column_of_the_task(
    office: Path, kehoach: Callable[..., Any]
) -> None:
    typed(office / "vao.docx", ["I. NHIỆM VỤ", "1. Trồng cây xanh."], [("Sở Xây dựng", "Sở Y tế")])
    word = Document(str(office / "vao.docx"))
    table = word.tables[-1]
    for number in range(36):
        column = table.add_column(914400)
        for row, cell in enumerate(column.cells):
            cell.text = f"Chỉ số {number}" if row == 0 else f"{number},5"
    word.save(str(office / "vao.docx"))
    assert kehoach("import", "vao.docx", "-o", "plans/vao.toml").code == 0
    plan = tomllib.loads((office / "plans/vao.toml").read_text("utf-8"))
    (task,) = plan["phu_luc"][0]["nhiem_vu"]
    assert task["cot_them"] == {f"Chỉ số {number}": f"{number},5" for number in range(36)}
    assert kehoach("render", "plans/vao.toml").code == 0


def test_rounds_of_one_work_have_days_of_their_own(
    workspace: Path, kehoach: Callable[..., Any]
) -> None:
    rounds = [
        item(
            n, f"Sở Xây dựng tổ chức trồng cây đợt {n} trên các tuyến đường trước ngày 15/{n}/2026."
        )
        for n in range(2, 9)
    ]
    assert told(kehoach, province(workspace, "dot", "".join(rounds)), "LC726") == []


def test_one_work_with_two_days_is_found_among_very_many(
    workspace: Path, kehoach: Callable[..., Any]
) -> None:
    made = [f"{a}{b}{c}" for a in "bcdghklmn" for b in "aeiou" for c in ("", "n", "t", "m", "ng")]
    chosen = random.Random(1)
    every = [" ".join(chosen.sample(made, 12)) for _ in range(400)]
    said = [
        item(n, f"Sở Xây dựng {work}, hoàn thành trước ngày {n % 27 + 1}/6/2026.")
        for n, work in enumerate(every)
    ]
    twice = item(999, f"Sở Xây dựng {every[7]}, hoàn thành trước ngày 30/9/2026.")
    found = told(kehoach, province(workspace, "nhieu", "".join([*said, twice])), "LC726")
    assert len(found) == 1
    assert "30/9/2026" in found[0]


def test_the_second_task_of_a_paragraph_is_held_against_the_second_above(
    workspace: Path, kehoach: Callable[..., Any]
) -> None:
    words = (
        "UBND các xã, phường trồng cây đợt một xong trước ngày 15/5/2026; UBND phường Đông Kinh "
        "chăm sóc thêm vườn hoa ven sông, hoàn thành trước ngày 30/11/2026."
    )
    province(workspace, "tren", item(1, words))
    origin = 'nguon = { ke_hoach = "kh-tren", nut = "k-1", ma_bam = "0" }\n'
    below = HEAD.format(
        ma="kh-duoi", office="ubnd-phuong-dong-kinh", above='cap_tren = "kh-tren"\n'
    )
    own = "UBND phường chăm sóc thêm vườn hoa ven sông, hoàn thành trước ngày 30/{month}/2026."
    for month, late in ((11, 0), (12, 1)):
        task = item(2, own.format(month=month), origin)
        (workspace / "plans/duoi.toml").write_text(below + task, "utf-8")
        assert len(told(kehoach, "plans/duoi.toml", "LC701")) == late
