"""What a server remembers of its files: as quick as possible, and never as they were."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from generator.verbs import diff, view
from generator.workspace.desk import Desk
from generator.workspace.memory import MADE, Memory, Same
from generator.workspace.workspace import Workspace

if TYPE_CHECKING:
    from pathlib import Path

WARD, CITY = "kh-phuong-dong-kinh-2024", "kh-tp-lang-son-2024"
OLD = 1_700_000_000
NOW = datetime(2026, 1, 5, 8, tzinfo=UTC)


def compared(root: Path, memory: Memory) -> dict:
    """The comparison of the ward's plan with the city's, as a request of a server asks it."""
    desk = Desk(Workspace(root, memory=memory), lambda: NOW, "Người Soạn Mẫu")
    sides = [str(view.path_of(desk.workspace, plan)) for plan in (CITY, WARD)]
    return diff.run(desk, diff.Request(*sides)).as_dict()


def changed(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def test_a_comparison_asked_again_is_what_a_new_server_would_say(workspace) -> None:
    memory = Memory(MADE)
    plans, rules = workspace / "plans/lang-son-2024", workspace / "plans/danh-muc/quy-tac.toml"
    said = [compared(workspace, memory)]
    for path, old, new in (
        (plans / "phuong-dong-kinh.toml", "Phát huy những", "Giữ vững những"),
        (plans / "thanh-pho.toml", "Phát huy", "Tiếp tục phát huy"),
        (workspace / "plans/danh-muc/co-quan.toml", 'ten = "', 'ten = "Mới '),
        (rules, "phường", "phường mới"),
    ):
        assert compared(workspace, memory) == said[-1]
        changed(path, old, new)
        said.append(compared(workspace, memory))
        assert said[-1] == compared(workspace, Memory())
    assert said[0] != said[1] != said[2]


def test_several_files_are_read_again_when_one_changes_comes_or_goes(tmp_path) -> None:
    memory, reads = Memory(), []

    def read() -> list[str]:
        reads.append(1)
        return [path.read_text() for path in sorted(tmp_path.glob("*.toml"))]

    def said() -> list[str]:
        return memory.of_all(lambda: sorted(tmp_path.glob("*.toml")), "tệp", read)

    for name in ("a", "b"):
        path = tmp_path / f"{name}.toml"
        path.write_text(name)
        os.utime(path, (OLD, OLD))
        assert said() == said() == sorted([p.stem for p in tmp_path.iterdir()])
    assert len(reads) == 2
    (tmp_path / "b.toml").write_text("b mới")
    assert said() == said() == ["a", "b mới"]
    assert len(reads) == 4  # a young file may change again and keep its time
    (tmp_path / "b.toml").unlink()
    assert said() == ["a"]


@given(st.lists(st.integers(0, 9), max_size=60), st.integers(0, 4))
def test_what_was_made_is_what_would_be_made_and_only_the_last_are_kept(asked, kept) -> None:
    memory, made = Memory(kept), []
    for number in asked:
        assert memory.made(("số", number), lambda n=number: made.append(n) or n * n) == number**2
    recent: list[int] = []
    missed = 0
    for number in asked:
        missed += number not in recent
        recent = [*[one for one in recent if one != number], number][-kept or len(asked) :]
        recent = recent if kept else []
    assert len(made) == missed


def test_a_value_in_a_key_is_the_same_only_as_itself() -> None:
    one, other = [1], [1]
    assert Same(one) == Same(one)
    assert hash(Same(one)) == hash(Same(one))
    assert Same(one) != Same(other)
    assert Same(one) != one
