"""The issued folders belong to one register; another one leaves them alone.

To a second register each folder of the first looks like what a crash left: it has no row. So
the first that issues there writes down where it is, and another, be it of another office or a
copy of the same one, is refused before it touches anything.
"""

from __future__ import annotations

import json
import os
import platform
from contextlib import suppress
from typing import TYPE_CHECKING, Literal, NamedTuple

from sqlalchemy import select

from generator.diagnostics import Diagnostic, Place, error
from generator.issuance.bundle import pretty
from generator.issuance.register.register_tables import about
from generator.locale import _
from generator.workspace.files import place_new

if TYPE_CHECKING:
    from pathlib import Path

    from generator.storage.database import Database

MARK = ".so-dang-ky.json"


class _Owner(NamedTuple):
    """The register that issued folders belong to."""

    so_dang_ky: str
    """Its file, seen from the folders, so that both can move together; or its server."""
    may: str
    """The machine that wrote it down; "" for a server."""


def belongs_elsewhere(database: Database, root: Path) -> Diagnostic | None:
    """SO313 where the issued folders in `root` are another register's.

    Raises Unavailable, OSError.
    """
    told = _told(root)
    return _another(root, told) if _standing(database, root, told) == "another" else None


def take(database: Database, root: Path) -> Diagnostic | None:
    """Write down that the folders in `root` are this register's; SO313 where another's.

    Raises Unavailable, OSError.
    """
    standing = _standing(database, root, _told(root))
    if standing == "ours":
        return None
    if standing == "nobody":
        mark = root / MARK
        mark.unlink(missing_ok=True)
        root.mkdir(parents=True, exist_ok=True)
        with suppress(FileExistsError):  # another process began at the same time
            place_new(mark, pretty(_own(database, root)._asdict()))
    return belongs_elsewhere(database, root)


def _standing(
    database: Database, root: Path, told: _Owner | None
) -> Literal["ours", "another", "nobody"]:
    if told is None:
        return "nobody"
    own = _own(database, root)
    if told == own:
        return "ours"
    there = None if told.so_dang_ky.startswith(_SERVER) else root.resolve() / told.so_dang_ky
    if there is None or not there.is_file():
        # what this machine wrote is gone: the register moved; of another one nobody here knows
        return "nobody" if there is not None and told.may == platform.node() else "another"
    return "ours" if database.file is not None and there.samefile(database.file) else "another"


def _told(root: Path) -> _Owner | None:
    """Whose the folders are by the mark; None without one."""
    try:
        said = json.loads((root / MARK).read_bytes())
        return _Owner(str(said["so_dang_ky"]), str(said["may"]))
    except FileNotFoundError:
        return None
    except (ValueError, KeyError, TypeError):
        return _Owner("?", "?")  # not what this program writes: somebody has to look


_SERVER = "postgresql:"


def _own(database: Database, root: Path) -> _Owner:
    """Where this register is. Raises Unavailable."""
    if database.file is None:
        with database.reading() as connection:
            asked = select(about.c.gia_tri).where(about.c.khoa == "may_chu")
            server = str(connection.scalar(asked)).partition("/")[0]
        return _Owner(f"{_SERVER}{server}/{database.engine.url.database}", "")
    file = database.file.resolve()
    try:
        seen = os.path.relpath(file, root.resolve())
    except ValueError:  # another drive of Windows
        seen = str(file)
    return _Owner(seen.replace(os.sep, "/"), platform.node())


def _another(root: Path, told: _Owner | None) -> Diagnostic:
    owner = told or _Owner("?", "?")
    message = _("Thư mục phát hành này thuộc sổ đăng ký khác: {so} (máy {may}); không đụng vào gì")
    return error(
        "SO313",
        message.format(so=owner.so_dang_ky, may=owner.may or "?"),
        Place(str(root), MARK),
        _("Mỗi sổ một thư mục: đặt phat_hanh trong kehoach.toml sang thư mục riêng."),
        _("Sổ kia không còn dùng (đã dời, đã chuyển sang máy chủ khác): dời tệp {tep} đi rồi chạy "
          "lại.").format(tep=MARK),
    )  # fmt: skip
