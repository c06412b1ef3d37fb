"""Databases of earlier programs are brought up and taken back, whole, with nothing lost.

`old_databases/` was written by the program of schema 1, on SQLite and on PostgreSQL.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import create_engine, inspect, text

from generator.issuance.register.register_tables import REGISTER
from generator.storage.database import KeptData, Unavailable, open_database, set_schema
from generator.web.people import open_people
from generator.web.people_tables import PEOPLE
from tests.servers import postgres

if TYPE_CHECKING:
    from collections.abc import Iterator

OLD = Path(__file__).parent / "old_databases"
PASSWORD = "mật khẩu đủ dài"
KEPT = {"register": REGISTER, "web": PEOPLE}
_NUMBER = count()


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with postgres() as url:
        yield url


def fresh(url: str) -> str:
    """An empty database of the server."""
    import psycopg

    name = f"cu_{next(_NUMBER)}"
    with psycopg.connect(url, autocommit=True) as at:
        at.execute(f"CREATE DATABASE {name}")
    return url.replace("/postgres?", f"/{name}?")


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request, tmp_path):
    """Gives the address of a database of schema 1, or of an empty one."""

    def made(old: str = "") -> str:
        if request.param == "sqlite":
            file = tmp_path / f"{old or 'moi'}-{next(_NUMBER)}.db"
            if old:
                with closing(sqlite3.connect(file)) as at:
                    at.executescript((OLD / f"{old}-1.sqlite.sql").read_text("utf-8"))
            return file.name
        import psycopg

        url = fresh(request.getfixturevalue("server"))
        if old:
            with psycopg.connect(url, autocommit=True) as at:
                at.execute((OLD / "both-1.postgresql.sql").read_text("utf-8").encode())
        return url

    return made


def schema(at: Any, kept: KeptData) -> dict[str, Any]:
    """Columns, keys and indexes of all tables, as the database tells them."""
    seen = inspect(at)
    there = set(seen.get_table_names())
    return {
        name: (
            [(c["name"], str(c["type"]), c["nullable"]) for c in seen.get_columns(name)],
            seen.get_pk_constraint(name)["constrained_columns"],
            sorted(tuple(i["column_names"]) for i in seen.get_indexes(name)),
            sorted(tuple(u["column_names"]) for u in seen.get_unique_constraints(name)),
        )
        for name in kept.tables
        if name in there
    }


def rows(at: Any, kept: KeptData) -> dict[str, list[Any]]:
    there = set(inspect(at).get_table_names())
    return {
        table.name: sorted(map(tuple, at.execute(text(f"SELECT * FROM {table.name}")).all()))
        for table in kept.metadata.sorted_tables
        if table.name in there and table is not kept.about
    }


@pytest.mark.parametrize("old", ["register", "web"])
def test_an_old_database_comes_up_with_every_row_and_goes_back(place, old, tmp_path) -> None:
    kept, url = KEPT[old], place(old)
    database = open_database(url, tmp_path, kept)
    new = open_database(place(), tmp_path, kept)
    with database.reading() as at, new.reading() as other:
        before = rows(at, kept)
        assert schema(at, kept) == schema(other, kept)
        assert any(before.values())
    with database.writing() as at:
        set_schema(at, kept, 1)
    with database.writing() as at:
        there = {name: found for name, found in rows(at, kept).items() if found}
        assert there == {name: found for name, found in before.items() if found}
        assert schema(at, kept) != schema(new.engine, kept)
    for opened in (database, new):
        opened.close()
    again = open_database(url, tmp_path, kept)
    with again.reading() as at:
        assert rows(at, kept) == before
    again.close()


@pytest.mark.parametrize("kept", KEPT.values(), ids=list(KEPT))
def test_the_steps_from_nothing_make_what_a_new_database_has(kept, tmp_path) -> None:
    from generator.storage.migrating import migrate

    stepped = create_engine(f"sqlite:///{tmp_path / 'buoc.db'}")
    with stepped.begin() as at:
        migrate(at, kept.steps, "x_schema", 0, kept.version)
    new = open_database("moi.db", tmp_path, kept)
    assert schema(stepped, kept) == schema(new.engine, kept)
    new.close()
    stepped.dispose()


def test_a_copy_stays_beside_a_file_that_was_brought_up(tmp_path) -> None:
    file = tmp_path / "so.db"
    with closing(sqlite3.connect(file)) as at:
        at.executescript((OLD / "register-1.sqlite.sql").read_text("utf-8"))
        before = list(at.iterdump())
    open_database("so.db", tmp_path, REGISTER).close()
    with closing(sqlite3.connect(tmp_path / "so.db.luoc-do-1")) as at:
        assert list(at.iterdump()) == before
    open_database("so.db", tmp_path, REGISTER).close()
    assert len(list(tmp_path.glob("so.db.luoc-do-*"))) == 1


def test_a_step_that_fails_leaves_the_old_database_as_it_was(tmp_path, place) -> None:
    url = place("register")
    steps = tmp_path / "schema" / "versions"
    steps.mkdir(parents=True)
    for file in (REGISTER.steps / "versions").glob("*.py"):
        (steps / file.name).write_bytes(file.read_bytes())
    broken = steps / "r2_states.py"
    first, whole = '["trang_thai"])\n', broken.read_text("utf-8")
    assert first in whole
    broken.write_text(whole.replace(first, f'{first}    op.drop_table("khong_co")\n', 1), "utf-8")
    with pytest.raises(Unavailable):
        open_database(url, tmp_path, REGISTER._replace(steps=steps.parent))
    database = open_database(url, tmp_path, REGISTER)  # not half of it was done
    with database.reading() as at:
        assert len(rows(at, REGISTER)["van_ban"]) == 3
    database.close()


def test_a_newer_schema_is_left_alone_and_the_ways_out_are_told(place, tmp_path) -> None:
    url = place("register")
    open_database(url, tmp_path, REGISTER).close()
    with pytest.raises(Unavailable) as refused:
        open_database(url, tmp_path, REGISTER._replace(version=1))
    found = refused.value.diagnostic
    assert found.code == "SO402"
    assert "--to 1" in " ".join(found.hints)
    database = open_database(url, tmp_path, REGISTER)
    with database.writing() as at:
        set_schema(at, REGISTER, 1)
    database.close()
    open_database(url, tmp_path, REGISTER._replace(version=1)).close()


def test_people_of_an_old_database_log_in_and_their_log_is_whole(place, tmp_path) -> None:
    people = open_people(place("web"), tmp_path, lambda: datetime(2026, 3, 2, 2, tzinfo=UTC))
    assert people.log_in("an", PASSWORD, "127.0.0.1").token
    assert people.audit() == (3, None)
    people.database.close()


def test_a_backup_of_the_first_form_comes_back(place, tmp_path) -> None:
    people = open_people(place(), tmp_path, lambda: datetime(2026, 3, 2, 2, tzinfo=UTC))
    assert people.restore((OLD / "web-1.json").read_bytes(), "quản trị") is None
    assert people.log_in("an", PASSWORD, "127.0.0.1").token
    assert people.audit() == (4, None)
    people.database.close()


@pytest.fixture
def old_register(workspace) -> Path:
    file = workspace / "so-dang-ky/so-dang-ky.db"
    file.parent.mkdir()
    with closing(sqlite3.connect(file)) as at:
        at.executescript((OLD / "register-1.sqlite.sql").read_text("utf-8"))
    return file


def test_a_register_moves_from_sqlite_to_postgresql_and_its_audit_stays(
    workspace, old_register, kehoach, server
) -> None:
    listed = kehoach("register", "list").out
    assert listed.count("KH-UBND") == 3
    assert kehoach("register", "backup", "so.json").code == 0
    assert (workspace / "so.json").stat().st_mode & 0o077 == 0
    assert "LN032" in kehoach("register", "backup", "so.json").err
    assert "LN032" in kehoach("register", "restore", "so.json").err
    with (workspace / "kehoach.toml").open("a") as file:
        file.write(f'\n[so_dang_ky]\ndia_chi = "{fresh(server)}"\n')
    assert kehoach("register", "restore", "so.json").code == 0
    assert kehoach("register", "list").out == listed
    assert kehoach("register", "audit").code == 0
    reserve = ("reserve", "--agency", "ubnd-tinh-lang-son", "--year", "2026", "--reason", "tiếp")
    assert kehoach("register", *reserve).out.startswith("03/")


def test_a_file_that_is_no_copy_brings_nothing(workspace, kehoach) -> None:
    for data in (b"", b"{}", b"[1]", (OLD / "web-1.json").read_bytes(), b"\xff\xfe"):
        (workspace / "x.json").write_bytes(data)
        told = kehoach("register", "restore", "x.json")
        assert told.code == 2
        assert "LN032" in told.err
    assert kehoach("register", "list").out == "Chưa có văn bản nào.\n"


def test_the_schema_is_taken_back_for_an_older_program_with_a_copy(
    workspace, old_register, kehoach
) -> None:
    assert "LN036" in kehoach("register", "migrate", "--to", "9").err
    told = kehoach("register", "migrate", "--to", "1")
    assert "so-dang-ky.db.luoc-do-2" in told.out
    with closing(sqlite3.connect(old_register)) as at:
        (number,) = at.execute("SELECT gia_tri FROM thong_tin WHERE khoa = 'phien_ban'")
    assert number == ("1",)
    assert kehoach("web", "migrate", "--to", "1").code == 0
    assert kehoach("register", "list").out.count("KH-UBND") == 3
