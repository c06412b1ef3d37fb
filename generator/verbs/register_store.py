"""`register backup|restore|migrate|accept-server`: the register's database as a whole."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from generator.diagnostics import Diagnostic, as_dicts, error, exit_code
from generator.issuance.register.register_tables import REGISTER
from generator.locale import _
from generator.storage.database import keep_copy, set_schema
from generator.storage.dump import copied, read_copy, restored
from generator.verbs.books import with_register
from generator.workspace.files import os_diagnostic, read_whole, write_atomic

if TYPE_CHECKING:
    from pathlib import Path

    from generator.storage.database import Database, KeptData
    from generator.workspace.desk import Desk


class Request(NamedTuple):
    """What to do with it."""

    task: Literal["backup", "restore", "migrate", "accept-server"]
    file: Path | None = None
    """The copy that is written or read."""
    to: int = 0
    """The number of a schema."""


class Result(NamedTuple):
    """What came of it."""

    written: Path | None
    """The copy: the one that was asked for, or the one made before a change."""
    diagnostics: list[Diagnostic]

    @property
    def exit_code(self) -> int:
        """1 when it was not done."""
        return exit_code(self.diagnostics)

    def as_dict(self) -> dict[str, Any]:
        """For programs."""
        written = str(self.written) if self.written else None
        return {"written": written, "diagnostics": as_dicts(self.diagnostics)}


def run(desk: Desk, request: Request) -> Result:
    """Do it whole or not at all; nothing that is there is written over."""
    accept = request.task == "accept-server"
    done, found = with_register(desk, lambda database: _done(database, request), accept=accept)
    written, problem = done or (None, None)
    return Result(written, [*found, *([problem] if problem else [])])


def _done(database: Database, request: Request) -> tuple[Path | None, Diagnostic | None]:
    if request.task == "accept-server":
        return None, None if database.file is None else _no_server()
    if request.task == "migrate":
        return to_schema(database, REGISTER, request.to)
    if request.file is None:
        raise ValueError(request)
    if request.task == "backup":
        return kept_in(database, REGISTER, request.file)
    return None, brought_back(database, REGISTER, request.file)


def _no_server() -> Diagnostic:
    message = _("Sổ này là tệp trên máy, không ở máy chủ PostgreSQL nào")
    return error("LN032", message, None, _("Không phải làm gì."))


def kept_in(
    database: Database, kept: KeptData, file: Path, without: frozenset[str] = frozenset()
) -> tuple[Path | None, Diagnostic | None]:
    """A copy of a database in a new file, readable by its owner only."""
    if file.exists():
        return None, _there(file)
    with database.reading() as at:
        data = copied(at, kept, without)
    try:
        write_atomic(file, data, durable=True)
        file.chmod(0o600)
    except OSError as fault:
        return None, os_diagnostic(fault)
    return file, None


def _there(file: Path) -> Diagnostic:
    message = _("{tep} đã có, không ghi đè").format(tep=file)
    return error("LN032", message, None, _("Đặt tên khác cho tệp mới."))


def brought_back(database: Database, kept: KeptData, file: Path) -> Diagnostic | None:
    """A copy brought into an empty database."""
    try:
        copy = read_copy(read_whole(file), kept)
    except OSError as fault:
        return os_diagnostic(fault)
    return copy if isinstance(copy, Diagnostic) else restored(database, kept, copy)


def to_schema(
    database: Database, kept: KeptData, number: int
) -> tuple[Path | None, Diagnostic | None]:
    """The schema of an older program, for that program; a copy of a SQLite file stays beside it."""
    if not 1 <= number <= kept.version:
        message = _("Lược đồ là một số từ 1 đến {so}").format(so=kept.version)
        return None, error("LN036", message)
    with database.writing() as at:
        copy = keep_copy(database.file, kept.version) if database.file is not None else None
        set_schema(at, kept, number)
    return copy, None
