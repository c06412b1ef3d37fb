"""One writer of a file at a time, also where the file is replaced while another waits for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from generator.workspace import files
from generator.workspace.files import locked, replace_plan, try_lock, unlock_handle

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "kh.toml"
    path.write_bytes(b"phien_ban = 1\n")
    return path


def is_free(path: Path) -> bool:
    """Whether another who asks would get the file now."""
    with path.open("r+b") as other:
        got = try_lock(other.fileno())
        unlock_handle(other.fileno())
    return got


def test_a_locked_file_is_nobody_elses_until_it_is_given_back(plan: Path) -> None:
    with locked(plan):
        assert not is_free(plan)
    assert is_free(plan)


def test_a_lock_is_given_back_when_the_work_fails(plan: Path) -> None:
    with pytest.raises(ValueError, match="hỏng"), locked(plan):
        raise ValueError("hỏng")
    assert is_free(plan)


def test_who_waited_for_a_file_that_was_replaced_meanwhile_waits_for_the_new_one(
    plan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, newer = files.lock_handle, plan.with_name("moi.toml")
    newer.write_bytes(b"phien_ban = 1 # m\n")
    waited: list[int] = []

    def replaced_meanwhile(handle: int) -> None:
        if not waited:
            newer.replace(plan)
        waited.append(handle)
        real(handle)

    monkeypatch.setattr(files, "lock_handle", replaced_meanwhile)
    with locked(plan):
        assert not is_free(plan)
    assert len(waited) == 2
    assert is_free(plan)


def test_a_plan_is_written_over_the_version_that_was_read_and_over_no_other(plan: Path) -> None:
    from hashlib import sha256

    read = sha256(plan.read_bytes()).hexdigest()
    assert replace_plan(plan, read, b"mot", "kh.toml") is None
    refused = replace_plan(plan, read, b"hai", "kh.toml")
    assert refused is not None
    assert refused.code == "DX528"
    assert plan.read_bytes() == b"mot"
