"""One database: SQLite in the workspace, or PostgreSQL by a URL.

Writers of SQLite first take a lock on a file beside the database: its own busy handler lets
some processes wait for seconds while others pass (measured: 3 s with 16 processes), a file
lock wakes them in turn. Then BEGIN IMMEDIATE, WAL, synchronous FULL: a number that was given
survives a power cut. PostgreSQL locks the row of the book.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing, contextmanager
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import create_engine, event, inspect, select
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError

from generator.diagnostics import Diagnostic, error
from generator.locale import _
from generator.storage.server import Unavailable as Unavailable  # what this door raises
from generator.storage.server import Watch, settle
from generator.workspace.files import lock_handle, try_lock, unlock_handle

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sqlalchemy import Connection, Engine, MetaData, Table

    from generator.storage.server import ServerLife

WAIT = 30
"""Seconds a writer waits for the others before it gives up."""


class KeptData(NamedTuple):
    """What a database is to hold."""

    metadata: MetaData
    about: Table
    """The table with the version of the schema: columns `khoa` and `gia_tri`."""
    version: int
    steps: Path | None = None
    """Folder of the migrations from schema to schema; None: what is kept can be made anew."""

    @property
    def tables(self) -> list[str]:
        """Names of all tables of it, as they are now."""
        return [table.name for table in self.metadata.sorted_tables]


class Database:
    """An open database. `reading()` and `writing()` give connections in a transaction."""

    def __init__(self, engine: Engine, file: Path | None) -> None:
        self.engine = engine
        self.file = file
        """The SQLite file; None for a server."""

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A transaction that only reads; writers do not wait for it. Raises Unavailable."""
        with _faults(self.file), self.engine.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def writing(self, meanwhile: Callable[[], object] | None = None) -> Iterator[Connection]:
        """A transaction that writes: committed whole, or nothing of it. Raises Unavailable.

        `meanwhile` is done while another process writes and this one is the next, if so.
        """
        turn = _turn(self.file, meanwhile)
        with _faults(self.file), turn, self.engine.connect() as connection:
            connection = connection.execution_options(kehoach_write=True)
            with connection.begin():
                yield connection

    def close(self) -> None:
        """Give the connections back."""
        self.engine.dispose()


def open_database(url: str, root: Path, kept: KeptData, *, accept: bool = False) -> Database:
    """Open what is kept at a URL; a plain path is a SQLite file in `root`.

    Creates the tables at first use, brings those of an older program up to date. `accept`: also
    on a server other than it was on before. Raises Unavailable: unreachable, read-only, no
    database, written by a newer version of this program, or on a copy of its server.
    """
    address = _address(url, root)
    file = Path(str(address.database)) if address.drivername == "sqlite" else None
    with _faults(file):
        if file is not None:
            file.parent.mkdir(parents=True, exist_ok=True)
        watch = Watch()
        engine = _engine(address, watch)
        try:
            with _no_turn() if file is None or file.exists() else _turn(file):
                _prepare(engine, file, kept)
            if watch.server is not None:
                # what can be made anew may be on any server
                _settle(engine, kept, watch.server, accept=accept or kept.steps is None)
        except BaseException:
            engine.dispose()
            raise
    return Database(engine, file)


def _address(url: str, root: Path) -> URL:
    if "://" not in url:
        return URL.create("sqlite", database=str(root / url))
    try:
        address = make_url(url)
    except ArgumentError:
        raise Unavailable(_bad_url(url)) from None
    if address.drivername in {"postgresql", "postgres"}:
        address = address.set(drivername="postgresql+psycopg")
    if address.drivername not in {"sqlite", "postgresql+psycopg"}:
        raise Unavailable(_bad_url(url))
    if address.drivername == "sqlite":
        address = address.set(database=str(root / (address.database or "")))
    return address


def _bad_url(url: str) -> Diagnostic:
    return error(
        "SO401",
        _("Địa chỉ sổ đăng ký «{dia_chi}» không dùng được").format(
            dia_chi=url.partition(":")[0] + ":…"
        ),
        None,
        _("Ghi đường dẫn tệp, hoặc postgresql://máy/tên trong kehoach.toml, mục [so_dang_ky]."),
    )


def _engine(address: URL, watch: Watch) -> Engine:
    if address.drivername == "sqlite":
        engine = create_engine(address, connect_args={"timeout": WAIT})
        event.listen(engine, "connect", _set_up_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
        return engine
    try:
        engine = create_engine(address, connect_args={"connect_timeout": 10}, pool_pre_ping=True)
    except (NoSuchModuleError, ImportError):  # pragma: no cover - psycopg is a dependency
        raise Unavailable(_bad_url(str(address))) from None

    def set_up(connection: Any, _record: Any) -> None:
        with connection.cursor() as cursor:
            watch.look(cursor)
            cursor.execute("SET synchronous_commit = on")
            cursor.execute(f"SET lock_timeout = '{WAIT}s'")
        connection.commit()

    event.listen(engine, "connect", set_up)
    return engine


def _settle(engine: Engine, kept: KeptData, server: ServerLife, *, accept: bool) -> None:
    with engine.connect().execution_options(kehoach_write=True) as connection, connection.begin():
        _alone(connection)
        settle(connection, kept.about, server, accept=accept)


def _set_up_sqlite(connection: Any, _record: Any) -> None:
    # the driver would begin transactions by itself, and late
    connection.isolation_level = None
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute("PRAGMA foreign_keys=ON")


def _begin_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get("kehoach_write")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _prepare(engine: Engine, file: Path | None, kept: KeptData) -> None:
    """Make the tables, or see that they are ours and not newer than this program."""
    with engine.connect() as connection:
        if file is not None:
            connection.exec_driver_sql("COMMIT")  # the mode cannot change inside a transaction
            connection.exec_driver_sql("PRAGMA journal_mode=WAL")
            connection.exec_driver_sql("BEGIN")
        known = inspect(connection).has_table(kept.about.name)
        version = _version(connection, kept) if known else None
    if version is None:
        _create(engine, kept)
    elif version < kept.version and kept.steps is not None:
        _bring_up(engine, file, kept)
    elif version != kept.version:
        raise Unavailable(_newer(version, kept, file))


def _newer(version: int, kept: KeptData, file: Path | None) -> Diagnostic:
    """A schema that this program does not know, and the ways out."""
    message = _("Cơ sở dữ liệu {ten} do phiên bản kehoach mới hơn ghi (lược đồ {so})")
    name = file.name if file is not None else _("máy chủ cơ sở dữ liệu")
    ways = [
        _("Cập nhật kehoach trên máy này; không có gì bị thay đổi."),
        _(
            "Hoặc, bằng bản kehoach mới ấy: kehoach register migrate --to {so} "
            "(của máy chủ web: kehoach web migrate --to {so})."
        ).format(so=kept.version),
    ]
    copies = sorted(file.parent.glob(f"{file.name}.luoc-do-*")) if file is not None else []
    if copies:
        ways.append(_("Hoặc lấy lại bản chép trước khi nâng: {ten}.").format(ten=copies[-1].name))
    return error("SO402", message.format(ten=name, so=version), None, *ways)


def _version(connection: Connection, kept: KeptData) -> int | None:
    asked = select(kept.about.c.gia_tri).where(kept.about.c.khoa == "phien_ban")
    found = connection.scalar(asked)
    return int(found) if found is not None else None


def _create(engine: Engine, kept: KeptData) -> None:
    with engine.connect().execution_options(kehoach_write=True) as connection, connection.begin():
        _alone(connection)
        kept.metadata.create_all(connection)
        if _version(connection, kept) is None:
            values = {"khoa": "phien_ban", "gia_tri": str(kept.version)}
            connection.execute(kept.about.insert().values(**values))


def _bring_up(engine: Engine, file: Path | None, kept: KeptData) -> None:
    """The steps that an older schema lacks, in one transaction; another process may be first.

    A copy of what was there is left beside a SQLite file; PostgreSQL has its own backups.
    """
    with engine.connect().execution_options(kehoach_write=True) as connection, connection.begin():
        _alone(connection)
        version = schema_now(connection, kept) or 1
        if version < kept.version:
            if file is not None:
                keep_copy(file, version)
            set_schema(connection, kept, kept.version)


def schema_now(connection: Connection, kept: KeptData) -> int | None:
    """The number of the schema that the database has; None without one."""
    return _version(connection, kept)


def set_schema(connection: Connection, kept: KeptData, number: int) -> None:
    """Bring the schema to a number, forwards or back, within the transaction at hand."""
    from generator.storage.migrating import migrate

    now = schema_now(connection, kept)
    if kept.steps is None or now is None or now == number:
        return
    migrate(connection, kept.steps, f"{kept.about.name}_schema", now, number)
    is_version = kept.about.c.khoa == "phien_ban"
    connection.execute(kept.about.update().where(is_version).values(gia_tri=str(number)))


def keep_copy(file: Path, version: int) -> Path:
    """A copy of a SQLite file beside it, named by its schema; an older copy stays."""
    free = (file.with_name(f"{file.name}.luoc-do-{version}{end}") for end in _ends())
    target = next(one for one in free if not one.exists())
    with closing(sqlite3.connect(file)) as source, closing(sqlite3.connect(target)) as copy:
        source.backup(copy)
    target.chmod(0o600)
    return target


def _ends() -> Iterator[str]:
    yield ""
    yield from (f".{number}" for number in count(2))


def _alone(connection: Connection) -> None:
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql("SELECT pg_advisory_xact_lock(30032020)")


@contextmanager
def _no_turn() -> Iterator[None]:
    yield


@contextmanager
def _turn(file: Path | None, meanwhile: Callable[[], object] | None = None) -> Iterator[None]:
    """Wait for this process's turn to write the SQLite file.

    A turnstile: only the next one waits for the lock itself, the others wait for the gate, so
    that the process that just wrote cannot take the lock again before them.
    """
    if file is None:
        yield
        return
    gate, lock = (file.with_name(file.name + end) for end in (".gate", ".lock"))
    with gate.open("a+b") as entrance, lock.open("a+b") as handle:
        lock_handle(entrance.fileno())
        try:
            if not try_lock(handle.fileno()):
                if meanwhile is not None:
                    meanwhile()
                lock_handle(handle.fileno())
        finally:
            unlock_handle(entrance.fileno())
        try:
            yield
        finally:
            unlock_handle(handle.fileno())


@contextmanager
def _faults(file: Path | None) -> Iterator[None]:
    """Turn what the driver raises into `Unavailable` with a plain sentence."""
    try:
        yield
    except DBAPIError as fault:
        raise Unavailable(_explain_text(str(fault.orig), file)) from fault
    except sqlite3.Error as fault:
        raise Unavailable(_explain_text(str(fault), file)) from fault


_SIGNS = (
    (("locked", "lock timeout"), "HT911"),
    (("readonly", "read-only"), "HT912"),
    (("disk is full", "no space", "disk i/o"), "HT913"),
    (("not a database", "malformed", "unable to open", "file is encrypted"), "SO403"),
    (("append-only",), "SO404"),
    (("unique constraint", "duplicate key"), "SO405"),
)
"""What the drivers say, in part, and our code; an HT code is a fault of the environment."""


def _explain_text(text: str, file: Path | None) -> Diagnostic:
    low = text.lower()
    code = next((code for signs, code in _SIGNS if any(sign in low for sign in signs)), "HT914")
    message, hint = _words()[code]
    name = str(file) if file else _("máy chủ cơ sở dữ liệu")
    if code == "SO403" and file is not None and _is_backup(file):
        hint = _("Tệp này là bản sao lưu: dời nó ra chỗ khác, rồi kehoach register restore TỆP.")
    first = text.strip().splitlines()[0] if text.strip() else ""
    return error(code, message.format(ten=name, loi=first), None, hint)


def _is_backup(file: Path) -> bool:
    """Whether somebody put a file of `register backup` in the place of the database."""
    try:
        with file.open("rb") as opened:
            return opened.read(18) == b'{"form":"kehoach",'
    except OSError:
        return False


def _words() -> dict[str, tuple[str, str]]:
    return {
        "HT911": (
            _("Sổ đăng ký {ten} đang bị chương trình khác giữ"),
            _("Đợi lệnh kia xong rồi chạy lại; chưa có số nào bị lấy."),
        ),
        "HT912": (
            _("Sổ đăng ký {ten} chỉ đọc được, không ghi được"),
            _("Kiểm tra quyền của tệp và thư mục, hoặc quyền của tài khoản máy chủ."),
        ),
        "HT913": (
            _("Hết chỗ trên đĩa hoặc đĩa hỏng khi ghi sổ đăng ký {ten}"),
            _("Giải phóng dung lượng rồi chạy lại; chưa có số nào bị lấy."),
        ),
        "HT914": (
            _("Không dùng được sổ đăng ký {ten}: {loi}"),
            _("Kiểm tra địa chỉ, mạng và tài khoản trong mục [so_dang_ky] của kehoach.toml."),
        ),
        "SO403": (
            _("{ten} không mở được như một sổ đăng ký"),
            _("Lấy lại bản sao lưu; đừng tạo sổ mới vì sẽ cấp trùng số."),
        ),
        "SO404": (
            _("Nhật ký của sổ {ten} chỉ được ghi thêm, không sửa, không xóa"),
            _("Ghi một việc mới: kehoach register void, recall hoặc amend."),
        ),
        "SO405": (
            _("Số hoặc kế hoạch này vừa được lệnh khác ghi vào sổ {ten}"),
            _("Xem kehoach register list rồi chạy lại."),
        ),
    }
