"""Messages that a person meets seldom, each for its own reason."""

from __future__ import annotations

import datetime as dt
import json
from typing import TYPE_CHECKING

import pytest

from generator.cascade.changing.operations import Set
from generator.plan.toml import load_plan
from generator.verbs import edit, pages
from generator.verbs.paper import Paper
from generator.workspace.desk import Desk
from generator.workspace.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import Outcome

    Kehoach = Callable[..., Outcome]

WARD = "plans/lang-son-2024/phuong-dong-kinh.toml"
NODE = "md-kl-277"
PAPER = """\
ỦY BAN NHÂN DÂN
TỈNH LẠNG SƠN
Số: 12/KH-UBND
Lạng Sơn, ngày 05 tháng 01 năm 2024

KẾ HOẠCH
Phòng, chống rét cho vật nuôi năm 2024

Trước tình hình rét đậm, Ủy ban nhân dân tỉnh Lạng Sơn ban hành Kế hoạch như sau:
I. MỤC ĐÍCH
1) Bảo vệ đàn vật nuôi.
2) Giảm thiệt hại cho người dân.

Nơi nhận:
- Lưu: VT.

TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH

Nguyễn Văn Mẫu
"""


@pytest.fixture
def desk(workspace: Path) -> Desk:
    return Desk(Workspace(workspace), lambda: dt.datetime.now(dt.UTC), "Người Soạn Mẫu")


def imported(home: Path, kehoach: Kehoach, text: str) -> Outcome:
    (home / "a.txt").write_text(text, "utf-8")
    return kehoach("import", "a.txt", "-o", "a.toml")


def test_numbers_that_will_look_otherwise_are_told(workspace: Path, kehoach: Kehoach) -> None:
    done = imported(workspace, kehoach, PAPER)
    assert "NH021" in done.err
    assert "1) → (1)" in done.err


def test_a_paper_without_a_head_is_of_whom_its_preamble_names(
    workspace: Path, kehoach: Kehoach
) -> None:
    headless = PAPER.partition("\n")[2].partition("\n")[2]
    done = imported(workspace, kehoach, headless)
    assert "NH015" in done.err
    plan = load_plan(workspace / "a.toml")[0]
    assert plan is not None
    assert plan.plan.van_ban.co_quan == "ubnd-tinh-lang-son"


def test_pages_of_a_plan_that_is_not_there_are_refused_by_its_name(desk: Desk) -> None:
    found = pages.run(desk, pages.Request("kh-khong-co"), Paper())
    assert found.printed is None
    assert [one.code for one in found.diagnostics] == ["DX543"]
    assert "kh-khong-co" in found.diagnostics[0].message


def test_an_edit_of_what_others_took_away_is_told_at_its_node(desk: Desk, workspace: Path) -> None:
    before = (workspace / WARD).read_bytes()
    done = edit.run(desk, edit.Request(workspace / WARD, [Set("da-mat", "noi_dung", "Mới.")]))
    assert [one.code for one in done.diagnostics] == ["DX541"]
    assert (workspace / WARD).read_bytes() == before


def test_who_is_always_overtaken_is_told_so_and_writes_nothing(
    desk: Desk, workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = workspace / WARD
    tries = []

    def overtaken(*_given: object) -> object:
        tries.append(1)
        return object()  # somebody else's text stands there

    monkeypatch.setattr("generator.workspace.files.replace_plan", overtaken)
    before = path.read_bytes()
    done = edit.run(desk, edit.Request(path, [Set(NODE, "noi_dung", "Mới.")]))
    assert [one.code for one in done.diagnostics] == ["DX544"]
    assert len(tries) == edit.TRIES
    assert path.read_bytes() == before


@pytest.mark.parametrize("word_side", ["old", "new"])
def test_decisions_about_a_word_file_are_not_written_into_a_plan(
    word_side: str, workspace: Path, kehoach: Kehoach
) -> None:
    assert kehoach("render", WARD, "-o", "ra").code == 0
    sides = {"old": {"file": WARD}, "new": {"file": WARD}}
    sides[word_side] = {"file": "ra/phuong-dong-kinh.docx"}
    from hashlib import sha256

    for side in sides.values():
        side["sha256"] = sha256((workspace / side["file"]).read_bytes()).hexdigest()
    asked = {"version": 1, **sides, "decisions": []}
    (workspace / "quyet-dinh.json").write_text(json.dumps(asked), "utf-8")
    before = (workspace / WARD).read_bytes()
    done = kehoach("apply", "quyet-dinh.json")
    assert "SS223" in done.err
    assert (workspace / WARD).read_bytes() == before


def test_where_nothing_is_there_to_check_nothing_is_called_right(
    workspace: Path, kehoach: Kehoach
) -> None:
    (workspace / "trong").mkdir()
    (workspace / "trong/ghi-chu.odt").write_bytes(b"PK")
    done = kehoach("check", "trong")
    assert "LN066" in done.err
    assert "trong" in done.err
    assert "không có lỗi" not in done.out
