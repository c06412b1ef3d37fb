"""Read TOML: values with places, every mistake reported at once, no exception.

`read` gives a `TomlSource`; `decode` makes a typed value of it; `load_plan` does both for
a plan and cleans its text. A file that cannot be used yields None and diagnostics;
the caller goes on with the other files.
"""

from __future__ import annotations

import hashlib
import re
from datetime import date
from stat import S_ISREG
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

import msgspec
import rtoml

from generator.diagnostics import Diagnostic, Severity, Span, error, has_errors
from generator.locale import _
from generator.plan.model import KeHoach
from generator.plan.source import TomlSource, values_by_tomli
from generator.plan.toml_pieces import in_pieces
from generator.plan.typed import convert

if TYPE_CHECKING:
    from pathlib import Path


T = TypeVar("T")

SIZE_LIMIT = 64 * 1024 * 1024
"""Bytes. The largest real plan is some 300 kB; tomli needs about 20 times the size."""

MAX_REPORTED = 20
"""Syntax errors reported for one file before reading is given up; each costs a reading."""

LONG = 1024 * 1024
"""Characters. Of a file longer than this only the first syntax errors are reported."""


_SIGN_FIRST = re.compile(r"\n[ \t]*=")
_SIGN_LAST = re.compile(r"=[ \t]*(?:#[^\n]*)?\n")


class Loaded(NamedTuple):
    """A plan and the file it was read from."""

    plan: KeHoach
    source: TomlSource


# ------------------------------------------------------------------------------ reading


def read(path: Path) -> tuple[TomlSource | None, list[Diagnostic]]:
    """Read and parse a file; what the system refuses is a diagnostic too."""
    data, found = bytes_of(path)
    return (None, found) if data is None else parse(data, str(path))


def bytes_of(path: Path) -> tuple[bytes | None, list[Diagnostic]]:
    """The bytes of a file of values; what the system refuses is a diagnostic."""
    file = str(path)
    place = Span(file, 1, 1, 1, "")
    try:
        if path.is_dir():
            message = _("“{file}” là thư mục, cần một tệp .toml").format(file=file)
            return None, [error("DL111", message, place)]
        state = path.stat()
        if not S_ISREG(state.st_mode):  # who reads a pipe waits, who reads a device reads for ever
            reason = _("là ống dẫn hoặc thiết bị, không phải tệp")
            return None, [_unreadable(file, reason, place)]
        size = state.st_size
        if size > SIZE_LIMIT:
            return None, [_too_big(file, size, place)]
        return path.read_bytes(), []
    except FileNotFoundError:
        return None, [_missing(path, place)]
    except PermissionError:
        message = _("Không có quyền đọc tệp “{file}”").format(file=file)
        hint = _("Xem lại quyền của tệp (ls -l) hoặc hỏi người quản trị máy")
        return None, [error("DL112", message, place, hint)]
    except OSError as fault:
        return None, [_unreadable(file, fault.strerror or str(fault), place)]


def _unreadable(file: str, reason: str, place: Span) -> Diagnostic:
    message = _("Không đọc được tệp “{file}”: {reason}")
    return error("DL117", message.format(file=file, reason=reason), place)


def _too_big(file: str, size: int, place: Span) -> Diagnostic:
    message = _("Tệp “{file}” quá lớn: {size} MB, giới hạn {limit} MB").format(
        file=file, size=size // 2**20, limit=SIZE_LIMIT // 2**20
    )
    return error("DL114", message, place, _("Tách kế hoạch thành nhiều tệp"))


def _missing(path: Path, place: Span) -> Diagnostic:
    from generator.diagnostics import nearest

    message = _("Không có tệp “{file}”").format(file=path)
    try:
        siblings = [p.name for p in path.parent.iterdir()] if path.parent.is_dir() else []
    except OSError:
        siblings = []
    near = nearest(path.name, siblings)
    hints = [_("Có phải: {names}").format(names=", ".join(near))] if near else []
    return error("DL110", message, place, *hints)


def parse(data: bytes, file: str) -> tuple[TomlSource | None, list[Diagnostic]]:
    """Parse the bytes of a file; None if its syntax is broken."""
    source, found = _parse(data, file)
    return (None if has_errors(found) else source), found


def _parse(data: bytes, file: str) -> tuple[TomlSource | None, list[Diagnostic]]:
    """As `parse`, but wrong dates alone still give a source, so that more can be reported."""
    text, found = _text(data, file)
    if text is None:
        return None, found
    try:
        values = values_of(text)
    except (ValueError, RecursionError) as fault:
        from generator.plan.syntax import mistakes

        limit = MAX_REPORTED if len(text) < LONG else 2
        mended, broken = mistakes(text, file, fault, limit)
        found += broken
        if mended is None:
            return None, found
        source = TomlSource(file, mended.text, mended.values, hashlib.sha256(data).hexdigest())
        source.show(text)
        return source, found
    return TomlSource(file, text, values, hashlib.sha256(data).hexdigest()), found


def values_of(text: str) -> dict[str, Any]:
    """The values of a TOML text, as tomli reads it. Raises ValueError, RecursionError.

    A parser in Rust reads a good text in a third of the time; whatever it does not read, tomli
    judges, for the mistakes are told in its terms. So it does where the other is lenient.
    """
    try:
        found: dict[str, Any] = in_pieces(text, rtoml.loads) or rtoml.loads(text)
    except rtoml.TomlParsingError:
        return values_by_tomli(text)
    return values_by_tomli(text) if _lenient(text) else found


def _lenient(text: str) -> bool:
    """Whether a text that rtoml has read may be no TOML.

    It passes over a mark of byte order and over line ends on both sides of "=" in { }.
    """
    if text.startswith("\ufeff") or _SIGN_FIRST.search(text):
        return True
    ends = _SIGN_LAST.finditer(text)
    return any(not _comment(text, found.start()) for found in ends)


def _comment(text: str, at: int) -> bool:
    """Whether the line of this place is a comment."""
    return text[text.rfind("\n", 0, at) + 1 : at].lstrip().startswith("#")


def _text(data: bytes, file: str) -> tuple[str | None, list[Diagnostic]]:
    if len(data) > SIZE_LIMIT:
        return None, [_too_big(file, len(data), Span(file, 1, 1, 1, ""))]
    found: list[Diagnostic] = []
    if data.startswith(b"\xef\xbb\xbf"):
        data = data[3:]
        message = _("Tệp mở đầu bằng dấu BOM; chương trình bỏ qua dấu này")
        hint = _("Lưu lại bằng mã “UTF-8” thay vì “UTF-8 with BOM”")
        found.append(Diagnostic("DL115", Severity.INFO, message, Span(file, 1, 1, 1, ""), (hint,)))
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as fault:
        return None, [*found, _not_utf8(data, file, fault.start)]
    return text.replace("\r\n", "\n"), found


_OTHER_KINDS = (
    (b"PK\x03\x04", "Word (.docx)"),
    (b"\xd0\xcf\x11\xe0", "Word (.doc)"),
    (b"%PDF", "PDF"),
)
"""How files begin that hold a plan and are no TOML."""


def _not_utf8(data: bytes, file: str, at: int) -> Diagnostic:
    kind = next((name for start, name in _OTHER_KINDS if data.startswith(start)), "")
    if kind:
        message = _("Đây là tệp {loai}, không phải kế hoạch viết bằng TOML").format(loai=kind)
        hint = _("Nhập thành TOML trước: kehoach import {tep}").format(tep=file)
        return error("DL113", message, Span(file, 1, 1, 1, ""), hint)
    start = data.rfind(b"\n", 0, at) + 1
    end = data.find(b"\n", at)
    line = data[start : len(data) if end < 0 else end].decode("utf-8", errors="replace")
    column = len(data[start:at].decode("utf-8", errors="replace")) + 1
    span = Span(file, data.count(b"\n", 0, at) + 1, column, column + 1, line.rstrip("\r"))
    hint = _("Mở tệp rồi lưu lại với mã UTF-8 (Notepad: Save As, Encoding: UTF-8)")
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return error("DL113", _("Tệp lưu bằng mã UTF-16, cần UTF-8"), span, hint)
    byte = f"0x{data[at]:02X}"
    return error(
        "DL113", _("Tệp không phải UTF-8: byte {byte} sai mã").format(byte=byte), span, hint
    )


# ------------------------------------------------------------------------------ typing


def decode(source: TomlSource, type_: type[T]) -> tuple[T | None, list[Diagnostic]]:
    """Make a typed value of a source, or report every mistake with place and way out."""
    try:
        # Dates must be TOML dates, not strings that look like them.
        return convert(source.values, type_, (date,)), []
    except msgspec.ValidationError as fault:
        from generator.plan.mistakes import Finder

        found = Finder(source).walk(type_)
        # The finder knows all that the schema can say; should msgspec ever refuse
        # something else, its own words are better than silence.
        return None, found or [_unexplained(source, str(fault))]


def _unexplained(source: TomlSource, text: str) -> Diagnostic:
    path = re.search(r"`\$(.*)`$", text)
    steps = re.findall(r"\.([^.\[\]]+)|\[(\d+)\]", path[1]) if path else []
    loc = tuple(int(number) if number else name for name, number in steps)
    message = _("Giá trị không hợp lệ: {detail}").format(detail=text)
    return error("DL109", message, source.span(loc))


def load_plan(path: Path) -> tuple[Loaded | None, list[Diagnostic]]:
    """Read, clean and type a plan. The text of the values is NFC, without hidden marks."""
    data, found = bytes_of(path)
    return (None, found) if data is None else parse_plan(data, str(path))


def parse_plan(data: bytes, file: str) -> tuple[Loaded | None, list[Diagnostic]]:
    """As `load_plan`, from bytes: of another revision, or not yet written."""
    source, found = _parse(data, file)
    if source is None:
        return None, found
    return _typed_plan(source, found)


def _typed_plan(
    source: TomlSource, found: list[Diagnostic]
) -> tuple[Loaded | None, list[Diagnostic]]:
    from generator.plan.hygiene import clean

    found = found + clean(source)
    plan, mistakes = decode(source, KeHoach)
    found += mistakes
    if plan is None or has_errors(found):
        return None, found
    return Loaded(plan, source), found
