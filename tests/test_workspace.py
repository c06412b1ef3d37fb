"""The workspace as verbs see it: plans found by what their heads say, never as they were."""

from __future__ import annotations

import os
import pickle
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.workspace.index import PlanHead, head_in, head_of
from generator.workspace.workspace import Workspace

if TYPE_CHECKING:
    from pathlib import Path

PLAN = '[van_ban]\nma = "kh-moi"\ncap_tren = "kh-tp-lang-son-2024"\n\n[[muc]]\nid = "i"\n'
OLD = 1_700_000_000


def aged(path: Path, text: str, seconds: int = OLD) -> Path:
    """A file that was last changed long ago."""
    path.write_text(text, "utf-8")
    os.utime(path, (seconds, seconds))
    return path


def test_a_long_comment_on_top_does_not_hide_a_plan(workspace: Path) -> None:
    file = aged(workspace / "plans/moi.toml", "# ghi chú\n" * 2000 + PLAN)
    found = Workspace(workspace)
    assert found.plan_index["kh-moi"] == [file]
    assert file in found.followers["kh-tp-lang-son-2024"]


@pytest.mark.parametrize(
    ("text", "head"),
    [
        (PLAN, PlanHead("kh-moi", "kh-tp-lang-son-2024", False)),
        ("\ufeff" + PLAN.replace("\n", "\r\n"), PlanHead("kh-moi", "kh-tp-lang-son-2024", False)),
        (PLAN + '[dan_xuat]\nke_hoach = "kh-tren"\n', PlanHead("kh-moi", "kh-tren", True)),
        ('[[muc]]\nid = "i"\n[van_ban]\nma = "kh-cuoi"\n', PlanHead("kh-cuoi", "", False)),
        ('van_ban = { ma = "kh-gon" }\n', PlanHead("kh-gon", "", False)),
        ('"van_ban".\'ma\' = "kh-cham"\n', PlanHead("kh-cham", "", False)),
        ('[van_ban]\ntrich_yeu = """\n[[muc]]\n"""\nma = "kh-a"\n', PlanHead("kh-a", "", False)),
        ('[khac]\nma = "kh-nham"\n[van_ban]\nso = 1\n', PlanHead("", "", False)),
        ('#ma = "kh-nham"\n[van_ban]\nma = "kh-that"\n', PlanHead("kh-that", "", False)),
        ('[van_ban]\nngay = 2024-02-31\nma = "kh-ngay-sai"\n', PlanHead("kh-ngay-sai", "", False)),
        ('[van_ban]\nma = "kh-hong"\n[[muc]]\nid = "khong dong\n', PlanHead("kh-hong", "", False)),
        ('[van_ban]\nso = "1\nma = "kh-hong-dau"\n', PlanHead("kh-hong-dau", "", False)),
        ("[van_ban]\nma = 7\n", PlanHead("", "", False)),
        ("van_ban = 3\n", PlanHead("", "", False)),
    ],
)
def test_the_head_is_what_toml_says(text: str, head: PlanHead) -> None:
    assert head_in(text.encode()) == head


@given(st.binary(max_size=300))
def test_no_bytes_stop_the_index(data: bytes) -> None:
    head_in(data)
    head_in(b"[van_ban]\nma = 'kh-a'\n" + data)


def test_a_workspace_of_a_server_sees_every_change_in_its_next_request(workspace: Path) -> None:
    file = aged(workspace / "plans/moi.toml", PLAN)
    first = Workspace(workspace)
    assert first.plan_index["kh-moi"] == [file]
    names = first.registry_dir / "co-quan.toml"
    known = first.registry.known()

    aged(file, PLAN.replace("kh-moi", "kh-hai"), OLD + 9)
    names.write_text(names.read_text("utf-8").replace("xa-hoang-van-thu", "xa-hvt"), "utf-8")

    second = first.again()
    assert second.plan_index["kh-hai"] == [file]
    assert "kh-moi" not in second.plan_index
    assert second.registry.known() != known
    file.unlink()
    assert "kh-hai" not in second.again().plan_index


def test_a_change_of_equal_size_within_one_step_of_the_clock_is_seen(workspace: Path) -> None:
    file = workspace / "plans/moi.toml"
    space = Workspace(workspace)
    for ma in ("kh-a1", "kh-a2", "kh-a3", "kh-a4"):
        file.write_text(PLAN.replace("kh-moi", ma), "utf-8")
        space = space.again()
        assert space.plan_index[ma] == [file]


def test_what_did_not_change_is_read_once(workspace: Path) -> None:
    for file in workspace.rglob("*.toml"):
        os.utime(file, (OLD, OLD))
    first = Workspace(workspace)
    registry, citations = first.registry, first.citations
    second = first.again()
    assert second.registry is registry
    assert second.citations is citations
    assert second.diagnostics == first.diagnostics


def test_one_request_sees_one_world(workspace: Path) -> None:
    space = Workspace(workspace)
    before = dict(space.plan_index)
    aged(workspace / "plans/moi.toml", PLAN)
    assert space.plan_index == before


def test_paths_are_shown_from_the_workspace_or_from_where_the_user_is(
    workspace: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    file = workspace / "plans/lang-son-2024/thanh-pho.toml"
    monkeypatch.chdir(tmp_path)
    assert Workspace(workspace).shown(file) == "plans/lang-son-2024/thanh-pho.toml"
    assert Workspace(workspace, workspace / "plans").shown(file) == "lang-son-2024/thanh-pho.toml"


def test_a_workspace_goes_to_another_process_as_where_it_is(workspace: Path) -> None:
    space = Workspace(workspace, workspace / "plans")
    assert space.registry
    sent = pickle.loads(pickle.dumps(space))
    assert (sent.root, sent.base) == (workspace, workspace / "plans")
    assert sent.registry is not space.registry


def test_of_very_many_plans_only_changed_ones_are_read_by_the_next_process(
    workspace: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A `Memory` of its own is what a new process begins with; they are read in a copy of it."""
    monkeypatch.setattr("generator.workspace.index.MANY", 20)
    (workspace / "plans/nhieu").mkdir()
    files = [
        aged(workspace / f"plans/nhieu/p{i:02}.toml", PLAN.replace("kh-moi", f"kh-{i}"))
        for i in range(30)
    ]
    first = Workspace(workspace).plan_index
    log = tmp_path / "da-doc.txt"
    log.touch()

    def counted(path: Path) -> PlanHead:
        with log.open("a") as file:
            file.write(f"{path}\n")
        return head_of(path)

    def read() -> set[str]:
        return {str(file) for file in files} & set(log.read_text().split())

    monkeypatch.setattr("generator.workspace.index.head_of", counted)
    assert Workspace(workspace).plan_index == first
    assert not read()
    aged(files[7], PLAN.replace("kh-moi", "kh-khac"), OLD + 9)
    files[8].unlink()
    last = Workspace(workspace).plan_index
    assert last["kh-khac"] == [files[7]]
    assert not {"kh-7", "kh-8"} & set(last)
    assert read() == {str(files[7])}
