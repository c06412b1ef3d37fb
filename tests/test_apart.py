"""Large lists are read in a copy of the process: the same is read, and little of it stays."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from typing import TYPE_CHECKING

import pytest

from generator.plan.registry import load_registry
from generator.verbs import bench_corpus as nation
from generator.workspace.apart import apart
from generator.workspace.workspace import LARGE, Workspace

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def country(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("nuoc") / "noi"
    nation.build(root, 1_600)
    return root


def test_a_large_registry_says_what_it_says_when_read_here(country: Path) -> None:
    workspace = Workspace(country)
    file = workspace.registry_dir / "co-quan.toml"
    assert file.stat().st_size > LARGE
    here, found = load_registry(file)
    assert workspace.diagnostics == found
    there = workspace.registry
    assert list(there.data.co_quan) == list(here.data.co_quan)
    assert there.known() == here.known()
    assert [there.get(id_) for id_ in there.known()] == [here.get(id_) for id_ in here.known()]
    assert there.children(nation.PARENT) == here.children(nation.PARENT)


def test_mistakes_of_a_large_registry_are_told_at_their_places(country: Path) -> None:
    file = country / "plans/danh-muc/co-quan.toml"
    before = file.read_text("utf-8")
    file.write_text(f'{before}\n[[co_quan]]\nid = "hai-lan"\nloai = "khong-co"\n', "utf-8")
    workspace = Workspace(country)
    _ = workspace.registry
    file.write_text(before, "utf-8")
    assert {found.span and found.span.file for found in workspace.diagnostics} == {str(file)}
    assert any("khong-co" in found.message for found in workspace.diagnostics)


ALONE = """
import os
from generator.workspace.apart import apart
assert apart(os.getpid) != os.getpid()
assert apart(lambda: [1, "hai"]) == [1, "hai"]
"""


def test_work_is_done_in_a_copy_and_its_result_comes_back() -> None:
    """In a process of its own: the one that tests may have threads left by other tests."""
    done = subprocess.run([sys.executable, "-c", ALONE], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def test_a_copy_that_dies_or_fails_leaves_the_work_to_this_process() -> None:
    here = os.getpid()

    def die() -> str:
        if os.getpid() != here:
            os._exit(3)
        return "xong"

    def fail() -> str:
        raise ValueError("hỏng")

    assert apart(die) == "xong"
    with pytest.raises(ValueError, match="hỏng"):
        apart(fail)
    assert apart(lambda: lambda: 7)() == 7, "a result that cannot be sent is made here"


def test_with_other_threads_nothing_is_copied() -> None:
    over = threading.Event()
    other = threading.Thread(target=over.wait)
    other.start()
    try:
        assert apart(os.getpid) == os.getpid()
    finally:
        over.set()
        other.join()
