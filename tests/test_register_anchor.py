"""Anchors of the register, on SQLite and PostgreSQL: a tail cut off, a backup put back."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text

from generator.issuance.register import anchor
from generator.issuance.register.audit import audit
from tests.desk import desk
from tests.test_register import CLERK, database, issue, server

if TYPE_CHECKING:
    from pathlib import Path

    from generator.storage.database import Database

__all__ = ["database", "server"]


def take(database: Database, root: Path) -> anchor.Anchor:
    made, problems = anchor.take(database, root, desk().office(), CLERK)
    assert made is not None, problems
    return made


def codes(database: Database, root: Path) -> set[str]:
    """What audit and anchors say, with the list of trust and without network."""
    found = [*audit(database).diagnostics, *anchor.examine(database, root, desk().store)]
    return {d.code for d in found}


def without_triggers(database: Database, *statements: str) -> None:
    """A hand with a database tool that first takes the triggers away."""
    with database.engine.connect() as connection:
        for table in ("su_kien", "moc"):
            for verb in ("UPDATE", "DELETE"):
                on = f" ON {table}" if database.file is None else ""
                connection.execute(text(f"DROP TRIGGER IF EXISTS {table}_{verb}{on}"))
        for statement in statements:
            connection.execute(text(statement))
        connection.commit()


CUT = (
    "DELETE FROM su_kien WHERE thu_tu = 3",
    "DELETE FROM van_ban WHERE so = 3",
    "UPDATE so SET thu_tu = 2, so_cuoi = 2, bam = (SELECT bam FROM su_kien WHERE thu_tu = 2)",
)


@pytest.fixture
def three(database: Database, tmp_path: Path) -> Path:
    for n in range(3):
        issue(database, f"kh-{n}")
    take(database, tmp_path)
    return tmp_path


def test_an_anchor_proves_what_was_registered_and_later_acts_do_not_disturb_it(
    database: Database, three: Path
) -> None:
    issue(database, "kh-3")
    assert take(database, three).order == 2
    assert codes(database, three) == set()
    assert anchor.check_last(database, three) == []
    assert audit(database).anchors == 2


def test_a_tail_that_was_cut_off_with_its_head_rewritten_is_noticed(
    database: Database, three: Path
) -> None:
    without_triggers(database, *CUT)
    assert {d.code for d in audit(database).diagnostics} == {"SO305"}
    assert [d.code for d in anchor.check_last(database, three)] == ["SO305"]


def test_deleting_the_anchors_of_the_database_does_not_help(
    database: Database, three: Path
) -> None:
    without_triggers(database, *CUT, "DELETE FROM moc")
    assert audit(database).diagnostics == []
    assert codes(database, three) == {"SO305", "SO307"}
    assert [d.code for d in anchor.check_last(database, three)] == ["SO305"]


def test_deleting_the_files_does_not_help(database: Database, three: Path) -> None:
    (three / ".moc/000001.json").unlink()
    assert codes(database, three) == {"SO307"}


@pytest.mark.parametrize("what", ["heads", "token", "digest", "other token", "no json"])
def test_an_anchor_that_was_altered_in_both_places_is_noticed(
    database: Database, three: Path, what: str
) -> None:
    file = three / ".moc/000001.json"
    told = json.loads(file.read_bytes())
    other = take(database, three)
    if what == "heads":
        told["heads"] = {name: [count, "0" * 64] for name, (count, _h) in told["heads"].items()}
    elif what == "digest":
        told["digest"] = "0" * 64
    elif what == "other token":
        issue(database, "kh-4")
        told["token"] = take(database, three).token
    else:
        told["token"] = other.token[:-40] + other.token[-44:-4][::-1]
    text_ = "{" if what == "no json" else json.dumps(told)
    file.chmod(0o644)
    file.write_text(text_, "utf-8")
    if what == "no json":
        assert codes(database, three) == {"SO307"}
        return
    values = f"dau = '{json.dumps(told['heads'])}', ma_bam = '{told['digest']}'"
    without_triggers(
        database, f"UPDATE moc SET {values}, dau_thoi_gian = '{told['token']}' WHERE thu_tu = 1"
    )
    assert "SO308" in codes(database, three)


def test_an_authority_that_nobody_trusts_proves_nothing(database: Database, three: Path) -> None:
    from generator.issuance.verdict.trust_list import TrustStore

    stranger = TrustStore(tsa_roots=desk().store.signer_roots)
    assert [d.code for d in anchor.examine(database, three, stranger)] == ["SO308"]
    assert [d.code for d in anchor.examine(database, three, None)] == ["SO309"]


def test_no_anchor_without_an_authority_and_none_of_one_that_lies(
    database: Database, tmp_path: Path
) -> None:
    import datetime as dt

    issue(database, "kh-1")
    made, found = anchor.take(database, tmp_path, desk().office(tsa=[]), CLERK)
    assert (made, found[0].code) == (None, "KY401")
    pki = desk().pki
    try:
        pki.time = lambda: dt.datetime(2031, 1, 1, tzinfo=dt.UTC)
        made, found = anchor.take(database, tmp_path, desk().office(), CLERK)
        assert (made, found[0].code) == (None, "KY403")
    finally:
        pki.time = None
    try:
        pki.refuse |= {"tsa"}
        made, found = anchor.take(database, tmp_path, desk().office(), CLERK)
        assert (made, found[0].code) == (None, "HT931")
    finally:
        pki.refuse.clear()
    assert not (tmp_path / ".moc").exists()
    assert codes(database, tmp_path) == set()
