"""Files of older or other word processors, brought to .docx by LibreOffice."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Final

from generator.diagnostics import Diagnostic, Place, error
from generator.locale import _
from generator.office.libreoffice import (
    SECONDS_PER_CALL,
    SECONDS_PER_FILE,
    convert_command,
    find_office,
    make_profile,
    run,
    version,
)
from generator.ooxml.opened import MAX_FILE, Word, open_word
from generator.ooxml.sniff import sniff
from generator.workspace.files import os_diagnostic

if TYPE_CHECKING:
    from generator.ooxml.sniff import Kind

_FILTERS = {".doc": "MS Word 97", ".rtf": "Rich Text Format", ".odt": "writer8"}
_WORD_95 = "MS Word 95"
_SECTOR = 512
_FIB, _FIB_95 = b"\xec\xa5", b"\xdc\xa5"
"""How the stream of the text begins, at the beginning of a sector."""
CONVERTED: Final[dict[Kind, str]] = {"doc": ".doc", "rtf": ".rtf", "odt": ".odt"}
"""Kinds LibreOffice turns into .docx, with the name's ending it knows them by."""


def word_of_old(path: Path) -> tuple[Word | None, list[Diagnostic]]:
    """Open a .doc, .rtf or .odt through LibreOffice; a .docx is opened as it is.

    The file itself is not touched: a copy is converted in a temporary folder, without
    macros and with a time limit. HT921 when LibreOffice is not there, TL014 when it
    cannot read the file.
    """
    try:
        ending = CONVERTED.get(sniff(path))
        if ending is None or path.stat().st_size > MAX_FILE:
            return open_word(path)
        office = find_office()
        if office is None:
            return None, [_missing(path)]
        with tempfile.TemporaryDirectory(prefix="kehoach-doc-") as folder:
            data = _convert(office, path, Path(folder), ending)
    except OSError as fault:
        return None, [os_diagnostic(fault)]
    if data is None:
        message = _("LibreOffice không đọc được tệp này")
        hint = _("Mở trong Word, chọn Lưu thành › Tài liệu Word (.docx), rồi dùng tệp mới.")
        return None, [error("TL014", message, Place(str(path), ""), hint)]
    return open_word(path, data)


def _convert(office: str, path: Path, folder: Path, ending: str) -> bytes | None:
    copy, out = folder / f"tep{ending}", folder / "ra"
    shutil.copyfile(path, copy)
    profile = make_profile(folder / "profile", version(office))
    command = convert_command(office, profile, "docx:MS Word 2007 XML", out)
    # else LibreOffice takes what it cannot read for plain text
    wanted = f"--infilter={_filter(copy, ending)}"
    run([*command, wanted, str(copy)], SECONDS_PER_CALL + SECONDS_PER_FILE)
    made = out / "tep.docx"
    return made.read_bytes() if made.is_file() else None


def _filter(path: Path, ending: str) -> str:
    """LibreOffice's name of how a file is read; what Word wrote to 1996 differs (MS-DOC, 2.5.2)."""
    if ending != ".doc":
        return _FILTERS[ending]
    data = path.read_bytes()
    starts = {data[at : at + 2] for at in range(0, len(data), _SECTOR)}
    return _WORD_95 if _FIB_95 in starts and _FIB not in starts else _FILTERS[ending]


def _missing(path: Path) -> Diagnostic:
    return error(
        "HT921",
        _("Không tìm thấy LibreOffice, nên không đọc được tệp {loai}").format(
            loai=path.suffix.lower() or ".doc"
        ),
        Place(str(path), ""),
        _("Windows: tải tại libreoffice.org/download rồi cài như thường lệ."),
        _("Hoặc mở tệp trong Word, chọn Lưu thành › Tài liệu Word (.docx)."),
    )
