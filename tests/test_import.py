"""Importing existing plans: the two seeds, rendered plans, odd habits, refusals."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from generator.document.compose import compose
from generator.plan.model import walk
from generator.plan.toml import load_plan
from generator.read.imported import import_file
from generator.workspace.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Callable

    from generator.plan.model import KeHoach

SEEDS = Path(__file__).parent / "seeds"
FAULTS = {"Đề góp phần": "Để góp phần", "Hồ Tiên Thiệu": "Hồ Tiến Thiệu"}
"""Faults of extraction that the data of the repository have corrected."""


def read(path: Path, workspace: Path) -> KeHoach:
    made = import_file(path, Workspace(workspace))
    assert made.plan is not None, made.diagnostics
    return made.plan


def printed(plan: KeHoach, workspace: Path) -> list[str]:
    ws = Workspace(workspace)
    document, _ = compose(plan, ws.registry, ws.citations, ws.plan_of)
    return [text for _node, text in document.texts()]


def rendered(kehoach: Callable[..., object], source: Path) -> Path:
    kehoach("render", source, "-o", "in")
    return next(Path("in").rglob("*.docx"))


def corrected(text: str) -> str:
    for wrong, right in FAULTS.items():
        text = text.replace(wrong, right)
    return text


def body(plan: KeHoach) -> list[tuple[str, ...]]:
    """Kinds of the nodes before the appendix, with their titles' place in the tree."""
    kinds = []
    for loc, node in walk(plan):
        if loc[0] in ("can_cu", "mo_dau", "muc", "ket_thuc"):
            kinds.append((type(node).__name__, *(str(step) for step in loc)))
    return kinds


@pytest.mark.parametrize("name", ["tinh", "thanh-pho"])
def test_a_seed_gives_the_plan_of_the_repository(name: str, workspace: Path) -> None:
    plan = read(SEEDS / f"{name}.txt", workspace)
    loaded, _ = load_plan(workspace / "plans" / "lang-son-2024" / f"{name}.toml")
    assert loaded is not None
    wanted = loaded.plan
    assert body(plan) == body(wanted)
    assert plan.van_ban.co_quan == wanted.van_ban.co_quan
    assert plan.van_ban.luu == wanted.van_ban.luu
    assert [s.ho_ten for s in plan.nguoi_ky] == [s.ho_ten for s in wanted.nguoi_ky]
    assert [n.noi_dung for n in plan.noi_nhan] == [n.noi_dung for n in wanted.noi_nhan]
    ours = [corrected(t) for t in printed(plan, workspace)]
    theirs = printed(wanted, workspace)
    start, end = (
        theirs.index("KẾ HOẠCH"),
        theirs.index("- Lưu: " + (wanted.van_ban.luu or "") + "."),
    )
    mine = ours[ours.index("KẾ HOẠCH") :]
    assert mine[: end - start + 1] == theirs[start : end + 1]


@pytest.mark.parametrize(
    "name", [p.stem for p in (Path(__file__).parent.parent / "plans" / "lang-son-2024").glob("*")]
)
def test_a_rendered_plan_reads_back_as_the_same_plan(
    name: str, workspace: Path, kehoach: Callable[..., object]
) -> None:
    source = workspace / "plans" / "lang-son-2024" / f"{name}.toml"
    docx = rendered(kehoach, source)
    loaded, _ = load_plan(source)
    assert loaded is not None
    plan = read(docx, workspace)
    assert printed(plan, workspace) == printed(loaded.plan, workspace)
    assert [(loc, node.id) for loc, node in walk(plan)] == [
        (loc, node.id) for loc, node in walk(loaded.plan)
    ]


def test_importing_what_was_imported_and_rendered_changes_nothing(
    workspace: Path, kehoach: Callable[..., object]
) -> None:
    kehoach("import", SEEDS / "tinh.txt", "-o", "plans/a.toml")
    docx = rendered(kehoach, Path("plans/a.toml"))
    first, _ = load_plan(Path("plans/a.toml"))
    assert first is not None
    second = read(docx, workspace)
    assert printed(second, workspace) == printed(first.plan, workspace)


def test_a_text_that_is_no_document_is_refused(
    workspace: Path, kehoach: Callable[..., object]
) -> None:
    Path("t.txt").write_text("Hôm nay trời đẹp. Tôi đi chơi với các bạn.\n", "utf-8")
    outcome = kehoach("import", "t.txt")
    assert outcome.code == 1  # type: ignore[attr-defined]
    assert "NH001" in outcome.err  # type: ignore[attr-defined]
    assert not Path("t.toml").exists()


def test_an_empty_file_is_refused(workspace: Path, kehoach: Callable[..., object]) -> None:
    Path("t.docx").write_bytes(b"")
    outcome = kehoach("import", "t.docx")
    assert outcome.code == 1  # type: ignore[attr-defined]
    assert "NH003" in outcome.err  # type: ignore[attr-defined]


def test_without_a_target_a_plan_goes_where_plans_are_looked_for(
    workspace: Path, kehoach: Callable[..., object]
) -> None:
    source = Path("den/bản gửi.txt")
    source.parent.mkdir()
    source.write_bytes((SEEDS / "tinh.txt").read_bytes())
    assert kehoach("import", source).code == 0  # type: ignore[attr-defined]
    assert [Path("plans/bản gửi.toml").is_file(), any(Path("den").glob("*.toml"))] == [True, False]


def test_an_edited_target_is_never_overwritten(
    workspace: Path, kehoach: Callable[..., object]
) -> None:
    assert kehoach("import", SEEDS / "tinh.txt", "-o", "a.toml").code == 0  # type: ignore[attr-defined]
    assert "không đổi" in kehoach("import", SEEDS / "tinh.txt", "-o", "a.toml").out  # type: ignore[attr-defined]
    edited = Path("a.toml").read_text("utf-8").replace("MỤC ĐÍCH", "MỤC TIÊU")
    Path("a.toml").write_text(edited, "utf-8")
    outcome = kehoach("import", SEEDS / "tinh.txt", "-o", "a.toml")
    assert outcome.code == 1  # type: ignore[attr-defined]
    assert "NH004" in outcome.err  # type: ignore[attr-defined]
    assert Path("a.toml").read_text("utf-8") == edited


def test_each_line_is_explained_and_counted_as_json(
    workspace: Path, kehoach: Callable[..., object]
) -> None:
    outcome = kehoach("import", SEEDS / "tinh.txt", "-o", "a.toml", "--json", "--explain")
    result = json.loads(outcome.out)["results"][0]  # type: ignore[attr-defined]
    assert result["status"] == "written"
    roles = {line["role"] for line in result["lines"]}
    assert {"so", "muc", "khoan", "diem", "noi_nhan", "ho_ten"} <= roles
    assert all(line["reasons"] for line in result["lines"])
