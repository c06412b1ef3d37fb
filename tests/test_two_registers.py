"""A folder of issued documents belongs to one register; to another one it is somebody else's."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from generator.issuance.one_register import MARK
from generator.issuance.register import acts
from generator.issuance.register.register_tables import REGISTER
from generator.storage.database import Database, open_database
from generator.verbs.issue import Issued, PlanIssuer, template_of
from generator.verbs.issue_work import Work
from generator.verbs.recover import audit_folders, recover
from generator.workspace.workspace import Workspace
from tests.issuers import CLERK, make_plans


@pytest.fixture
def first(workspace: Path) -> Path:
    """An office whose issued folders stand on a share."""
    settings = workspace / "kehoach.toml"
    text = settings.read_text("utf-8")
    settings.write_text(f'{text}phat_hanh = "{workspace.parent.as_posix()}/chung"\n', "utf-8")
    make_plans(workspace / "plans/nho", 2)
    return workspace


@pytest.fixture
def second(first: Path) -> Path:
    """Another office on the same share, or the same one copied before it issued anything."""
    return Path(shutil.copytree(first, first.parent / "ban-sao"))


def opened(root: Path) -> tuple[Workspace, Database]:
    return Workspace(root), open_database("so.db", root, REGISTER)


def issued(root: Path, number: int) -> Issued:
    workspace, database = opened(root)
    issuer = PlanIssuer(workspace, database, CLERK, template_of(workspace)[0])
    made = issuer(root / f"plans/nho/kh-{number}.toml")
    database.close()
    return made


def in_a_process_that_dies(root: Path, number: int) -> None:
    """Issue, and die between the register's commit and the end."""
    child = os.fork()
    if child == 0:
        Work.finish = lambda _work: os._exit(0)  # type: ignore[method-assign]
        issued(root, number)
        os._exit(1)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0


def recovered(root: Path) -> list[str]:
    workspace, database = opened(root)
    return [d.code for d in recover(workspace, database, CLERK)]


def audited(root: Path) -> list[str]:
    workspace, database = opened(root)
    return [d.code for d in audit_folders(workspace, database)]


def test_what_another_register_is_about_to_finish_is_left_alone(first: Path, second: Path) -> None:
    in_a_process_that_dies(first, 0)
    assert recovered(second) == ["SO313"]
    refused = issued(second, 1)
    assert refused.row is None
    assert [d.code for d in refused.diagnostics] == ["SO313"]
    assert "lam-viec/so.db" in refused.diagnostics[0].message
    assert audited(second) == []
    assert recovered(first) == ["SO501"]
    assert audited(first) == []
    assert issued(first, 1).row is not None


def test_of_two_that_begin_at_once_one_has_the_folder(first: Path, second: Path) -> None:
    children = []
    for root in (first, second):
        child = os.fork()
        if child == 0:
            os._exit(0 if issued(root, 0).row is not None else 7)
        children.append(child)
    ends = [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children]
    assert sorted(ends) == [0, 7]
    winner = (first, second)[ends.index(0)]
    assert audited(winner) == []


def test_a_register_that_moves_takes_its_folders_along(first: Path) -> None:
    issued(first, 0)
    moved = first.rename(first.parent / "cho-moi")
    assert recovered(moved) == []
    assert issued(moved, 1).row is not None
    assert audited(moved) == []


def test_a_mark_that_nobody_can_read_is_for_a_person_to_look_at(first: Path) -> None:
    issued(first, 0)
    (first.parent / "chung" / MARK).write_bytes(b"[]")
    assert recovered(first) == ["SO313"]


def test_a_folder_that_another_machine_is_writing_is_not_taken_for_a_left_over(
    first: Path, second: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two copies of one register at the same place of two machines cannot be told by place."""
    in_a_process_that_dies(first, 0)
    (first.parent / "chung" / MARK).unlink()
    monkeypatch.setattr("platform.node", lambda: "may-khac")
    refused = issued(second, 1)
    assert [d.code for d in refused.diagnostics] == ["SO306"]
    monkeypatch.undo()
    (first.parent / "chung" / MARK).unlink()
    assert recovered(first) == ["SO501"]
    _workspace, database = opened(first)
    assert [row.so for row in acts.rows(database)] == [1]
    assert audited(first) == []
