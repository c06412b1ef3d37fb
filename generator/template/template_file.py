"""Reading the file of a template; all that a warm start needs of the checks of files."""

from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING

from generator.diagnostics import Diagnostic, Place, error
from generator.locale import _

if TYPE_CHECKING:
    from pathlib import Path

MAX_BYTES = 64 << 20
"""Longest template, packed or unpacked."""


def read_file(path: Path) -> tuple[bytes | None, list[Diagnostic]]:
    """The bytes of a template file; a pipe, a folder or a giant is not even opened."""
    place = Place(str(path), _("tệp mẫu"))
    try:
        # the handle is checked, not the name: the file cannot be swapped between
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | _binary())
        with os.fdopen(handle, "rb") as stream:
            status = os.fstat(stream.fileno())
            if not stat.S_ISREG(status.st_mode):
                message = _("{tep} không phải là tệp").format(tep=path)
                return None, [error("MB602", message, place, _("Chỉ đến tệp mẫu .docx."))]
            if status.st_size > MAX_BYTES:
                return None, [too_large(place)]
            return stream.read(MAX_BYTES), []
    except FileNotFoundError:
        message = _("Không tìm thấy tệp mẫu {tep}").format(tep=path)
        hint = _("Chạy `kehoach init` để có mẫu chuẩn, hoặc sửa đường dẫn.")
        return None, [error("MB601", message, place, hint)]
    except IsADirectoryError:
        message = _("{tep} là thư mục, không phải tệp").format(tep=path)
        return None, [error("MB602", message, place, _("Chỉ đến tệp mẫu .docx."))]
    except PermissionError:
        if path.is_dir():  # what Windows says of a folder
            message = _("{tep} là thư mục, không phải tệp").format(tep=path)
            return None, [error("MB602", message, place, _("Chỉ đến tệp mẫu .docx."))]
        message = _("Không có quyền đọc tệp mẫu {tep}").format(tep=path)
        hint = _("Xin quyền đọc tệp, hoặc đóng tệp nếu Word đang mở.")
        return None, [error("HT903", message, place, hint)]
    except (OSError, ValueError) as fault:
        reason = getattr(fault, "strerror", None) or str(fault)
        message = _("Không đọc được tệp mẫu {tep}: {ly_do}").format(tep=path, ly_do=reason)
        return None, [error("HT904", message, place)]


def _binary() -> int:
    return getattr(os, "O_BINARY", 0)


def too_large(place: Place) -> Diagnostic:
    """A template, or what it unpacks to, is beyond all reason."""
    return error(
        "MB605",
        _(
            "Tệp mẫu quá lớn hoặc có quá nhiều thẻ (giới hạn {mb} MB): có thể là tệp phá hoại"
        ).format(mb=MAX_BYTES >> 20),
        place,
        _("Mở mẫu trong Word, bỏ bớt hình ảnh lớn rồi lưu lại."),
    )
