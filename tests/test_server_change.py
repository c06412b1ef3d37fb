"""The register on PostgreSQL: several hosts, connections lost, a copy that takes over."""

from __future__ import annotations

import os
import subprocess
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import create_engine, select, text

from generator.issuance.register import acts
from generator.issuance.register.audit import audit
from generator.issuance.register.register_tables import REGISTER
from generator.storage.database import Unavailable, open_database
from generator.verbs.recover import recover
from generator.workspace.workspace import Workspace
from tests.issuers import make_plans, stress
from tests.servers import Server, copy_of, server

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from sqlalchemy import Connection

    from tests.conftest import Outcome


@contextmanager
def connected(url: str) -> Iterator[Connection]:
    """A connection that is no command's."""
    engine = create_engine(url.replace("postgresql:", "postgresql+psycopg:"))
    try:
        with engine.connect() as connection:
            yield connection
    finally:
        engine.dispose()


def use(workspace: Path, url: str) -> None:
    """Keep the register of the workspace there."""
    settings = workspace / "kehoach.toml"
    kept = settings.read_text("utf-8").partition("\n[so_dang_ky]")[0]
    settings.write_text(f'{kept}\n[so_dang_ky]\ndia_chi = "{url}"\n', "utf-8")


@contextmanager
def hosts(count: int) -> Iterator[tuple[str, list[tuple[str, ...]]]]:
    """Hosts with network stacks of their own, one wire to each: our address, what runs there.

    Only root may make them; for others the hosts are processes of this machine.
    """
    if os.geteuid() != 0:
        yield "127.0.0.1", [()] * count
        return
    names = [f"kh{os.getpid()}h{number}" for number in range(count)]

    def ip(*words: str) -> None:
        subprocess.run(["ip", *words], check=True, capture_output=True)

    try:
        ip("link", "add", names[0], "type", "bridge")
        ip("addr", "add", "10.231.7.1/24", "dev", names[0])
        ip("link", "set", names[0], "up")
        for number, name in enumerate(names):
            wire = f"w{number}{os.getpid()}"
            ip("netns", "add", name)
            ip("link", "add", wire, "type", "veth", "peer", "name", "eth0", "netns", name)
            ip("link", "set", wire, "master", names[0], "up")
            ip("-n", name, "addr", "add", f"10.231.7.{number + 10}/24", "dev", "eth0")
            ip("-n", name, "link", "set", "eth0", "up")
        yield "10.231.7.1", [("ip", "netns", "exec", name) for name in names]
    finally:
        for name in names:
            with suppress(subprocess.CalledProcessError):
                ip("netns", "del", name)
        with suppress(subprocess.CalledProcessError):
            ip("link", "del", names[0])


def test_writers_on_several_hosts_leave_no_gap_and_no_number_twice(workspace: Path) -> None:
    count = 24
    with hosts(3) as (address, each), server("0.0.0.0") as made:
        use(workspace, f"postgresql://postgres@{address}/postgres")
        make_plans(workspace / "plans/nhieu", count)
        result = stress(workspace, 6, 4, seed=16, hosts=each)
        database = open_database(made.url, workspace, REGISTER)
        recover(Workspace(workspace), database)
        rows = acts.rows(database)
        told = audit(database).diagnostics
        database.close()
    assert result.kills == 4
    assert [row.so for row in rows] == list(range(1, count + 1))
    assert {row.ma for row in rows} == {f"kh-{n}" for n in range(count)}
    assert told == []


def _write_and_lose(url: str, workspace: Path) -> None:
    """Write something and lose the connection before the end of the transaction."""
    database = open_database(url, workspace, REGISTER)
    about = REGISTER.about
    try:
        with database.writing() as at:
            at.execute(about.insert().values(khoa="dang-do", gia_tri="1"))
            own = at.scalar(text("SELECT pg_backend_pid()"))
            with connected(url) as other:
                other.execute(text(f"SELECT pg_terminate_backend({own})"))
            at.execute(select(about)).all()
    finally:
        database.close()


def test_of_a_transaction_that_loses_its_connection_nothing_is_kept(tmp_path: Path) -> None:
    with server() as made:
        with pytest.raises(Unavailable) as lost:
            _write_and_lose(made.url, tmp_path)
        database = open_database(made.url, tmp_path, REGISTER)
        with database.reading() as at:
            kept = {row.khoa for row in at.execute(select(REGISTER.about))}
        database.close()
    assert lost.value.diagnostic.code == "HT914"
    assert "dang-do" not in kept


def issue(kehoach: Callable[..., Outcome], number: int) -> tuple[int, str]:
    outcome = kehoach("issue", f"plans/nhieu/kh-{number}.toml", "--reason", "nhập sổ")
    return outcome.code, outcome.err


def issued(workspace: Path) -> set[str]:
    """The folders of numbers that were given."""
    return {path.name for path in (workspace / "phat-hanh").rglob("0*-UBND")}


def _follows(first: Server, copy: Server) -> None:
    """Wait until the copy has all that was committed."""
    with connected(first.url) as one, connected(copy.url) as other:
        at = one.scalar(text("SELECT pg_current_wal_lsn()::text"))
        behind = text(f"SELECT pg_last_wal_replay_lsn() < '{at}'")
        while other.scalar(behind):
            other.execute(text("SELECT pg_sleep(0.05)"))


def test_a_copy_that_took_over_gives_no_number_until_it_is_accepted(
    workspace: Path, kehoach: Callable[..., Outcome]
) -> None:
    make_plans(workspace / "plans/nhieu", 3)
    with server() as first, copy_of(first) as copy:
        use(workspace, first.url)
        assert issue(kehoach, 0)[0] == 0, issue(kehoach, 0)
        _follows(first, copy)
        use(workspace, copy.url)
        as_copy = issue(kehoach, 1)
        copy.promote()
        as_other = issue(kehoach, 1)
        before = issued(workspace)
        accepted = kehoach("register", "accept-server")
        taken = issue(kehoach, 1)
        use(workspace, first.url)
        back = issue(kehoach, 2)
    assert (as_copy[0], "HT961" in as_copy[1]) == (3, True), as_copy
    assert (as_other[0], "HT962" in as_other[1]) == (3, True), as_other
    assert before == {"0001-KH-UBND"}
    assert accepted.code == 0, accepted.err
    assert taken[0] == 0, taken
    assert issued(workspace) == {"0001-KH-UBND", "0002-KH-UBND"}
    assert back[0] != 0, back
