"""Sixteen processes issue at once and are killed at random: no number is lost or given twice."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

import pytest

from generator.issuance import intent
from generator.issuance.register import acts
from generator.issuance.register.audit import audit
from generator.issuance.register.entered import Book
from generator.issuance.register.register_tables import REGISTER
from generator.storage.database import open_database
from generator.verbs.issue import IssueWish, PlanIssuer, template_of
from generator.verbs.recover import audit_folders, recover
from generator.workspace.workspace import Workspace
from tests.issuers import CLERK, make_plans, stress
from tests.servers import postgres

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PROCESSES = 16
EACH = int(os.environ.get("KEHOACH_TEST_ISSUES", "20"))
KILLS = int(os.environ.get("KEHOACH_TEST_KILLS", "20"))


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request: pytest.FixtureRequest) -> Iterator[str]:
    if request.param == "sqlite":
        yield "so.db"
    else:
        with postgres() as url:
            yield url


def test_every_plan_has_one_number_and_every_number_one_plan(workspace: Path, address: str) -> None:
    settings = workspace / "kehoach.toml"
    table = f'\n[so_dang_ky]\ndia_chi = "{address}"\n'
    settings.write_text(settings.read_text("utf-8") + table, "utf-8")
    count = PROCESSES * EACH
    make_plans(workspace / "plans/nhieu", count)
    result = stress(workspace, PROCESSES, KILLS, seed=30)
    assert result.kills == KILLS
    space = Workspace(workspace)
    database = open_database(address, workspace, REGISTER)
    recover(space, database)
    rows = acts.rows(database)
    assert [row.so for row in rows] == list(range(1, count + 1))
    assert {row.ma for row in rows} == {f"kh-{n}" for n in range(count)}
    assert audit(database).diagnostics == []
    assert audit_folders(space, database) == []
    for row in rows:
        text = (workspace / f"plans/nhieu/{row.ma}.toml").read_text("utf-8")
        assert f"\nso = {row.so}\n" in text
        assert text == (workspace / f"phat-hanh/{row.folder}/ke-hoach.toml").read_text("utf-8")
    database.close()


def test_a_number_taken_while_others_clear_up_is_not_written_into_the_plan_of_a_dead_process(
    workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = workspace / "kehoach.toml"
    table = '\n[so_dang_ky]\ndia_chi = "so.db"\n'
    settings.write_text(settings.read_text("utf-8") + table, "utf-8")
    folder = workspace / "plans/nhieu"
    make_plans(folder, 2)
    first = (folder / "kh-0.toml").read_bytes()
    space = Workspace(workspace)
    database = open_database("so.db", workspace, REGISTER)
    issuer = PlanIssuer(space, database, CLERK, template_of(space)[0])
    book = Book("ubnd-phuong-dong-kinh", "chung", 2024)
    note = intent.path_of(issuer.root, book, 1)
    own = {"tep": str(folder / "kh-0.toml"), "pid": 2**22 + 1}  # no process has this number
    name = "ubnd-phuong-dong-kinh/2024/chung/0001-KH-UBND"
    intent.write(note, book, 1, name, **own)
    row_of, issued = acts.row_of, []

    def later(*asked: Any) -> Any:
        if not issued:  # between the reading of the note and that of the row
            issued.append(issuer(folder / "kh-1.toml", IssueWish()))
        return row_of(*asked)

    monkeypatch.setattr(acts, "row_of", later)
    recover(space, database)
    assert issued[0].row is not None
    assert issued[0].row.folder == name
    assert (folder / "kh-0.toml").read_bytes() == first
    assert issuer(folder / "kh-0.toml", IssueWish()).row is not None
    assert {row.ma for row in acts.rows(database)} == {"kh-0", "kh-1"}
    database.close()
