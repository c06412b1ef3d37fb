"""Which PostgreSQL server a database is on: the one that was trusted with it, and no copy of that.

A copy that took over (failover) may lack what the old server had committed last; numbers given
there would be given twice. So the server's identity is kept in the database, and another one, or
the same one in another life (timeline), is refused until somebody who has looked says so.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import select

from generator.diagnostics import Diagnostic, error
from generator.locale import _

if TYPE_CHECKING:
    from sqlalchemy import Connection, Table

_KEY = "may_chu"


class Unavailable(Exception):  # noqa: N818 - carries a diagnostic up to the door of this package
    """The database cannot be used; `diagnostic` says why and what to do."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(diagnostic.message)
        self.diagnostic = diagnostic


class ServerLife(NamedTuple):
    """What tells a server, and each of its lives, from every other."""

    system: str
    """Given to a cluster of databases when it was made; its copies have the same."""
    timeline: str
    """Counts how often a copy has taken over, hexadecimal."""

    def __str__(self) -> str:
        return f"{self.system}/{self.timeline}"


def server_at(cursor: Any) -> ServerLife:
    """The server behind an open connection. Raises Unavailable (HT961) for a mere copy."""
    cursor.execute("SELECT pg_is_in_recovery()")
    if cursor.fetchone()[0]:
        message = _("Máy chủ cơ sở dữ liệu này chỉ là bản sao của máy chủ chính, không cấp số được")
        hint = _("Ghi địa chỉ máy chủ chính vào kehoach.toml; chưa có số nào bị lấy.")
        raise Unavailable(error("HT961", message, None, hint))
    cursor.execute(
        "SELECT (pg_control_system()).system_identifier::text,"
        " substr(pg_walfile_name(pg_current_wal_lsn()), 1, 8)"
    )
    return ServerLife(*cursor.fetchone())


class Watch:
    """Sees that all connections of an engine are to one server."""

    def __init__(self) -> None:
        self.server: ServerLife | None = None

    def look(self, cursor: Any) -> None:
        """Look at a new connection. Raises Unavailable (HT961, HT962)."""
        found = server_at(cursor)
        if self.server is None:
            self.server = found
        if found != self.server:
            raise Unavailable(_another(str(self.server), found))


def settle(connection: Connection, about: Table, server: ServerLife, *, accept: bool) -> None:
    """Keep which server it is, if none is kept yet or it is accepted; else compare.

    Raises Unavailable (HT962).
    """
    known = connection.scalar(select(about.c.gia_tri).where(about.c.khoa == _KEY))
    if known == str(server):
        return
    if known is None:
        connection.execute(about.insert().values(khoa=_KEY, gia_tri=str(server)))
    elif accept:
        connection.execute(about.update().where(about.c.khoa == _KEY).values(gia_tri=str(server)))
    else:
        raise Unavailable(_another(known, server))


def _another(known: str, found: ServerLife) -> Diagnostic:
    message = _("Máy chủ cơ sở dữ liệu không còn là máy chủ đã giao ({cu}), mà là {moi}")
    hints = (
        _("Bản sao lên thay có thể thiếu những số cấp sau cùng: đối chiếu với hồ sơ đã phát hành."),
        _("Xem xong thì nhận máy chủ này: kehoach register accept-server, rồi register audit."),
    )
    return error("HT962", message.format(cu=known, moi=found), None, *hints)
