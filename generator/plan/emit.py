"""Write a plan as TOML: always the same bytes for the same plan, pleasant to read.

Keys come in the order of the model, except that `nguon` (long, of little interest to
the clerk) closes its table; what equals its default is left out. A file written by
`derive` certifies itself: `[dan_xuat].ma_bam` is the digest of the file with that
value blank, so a file that somebody has edited is recognised without any other record.
"""

from __future__ import annotations

import hashlib
import re
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from msgspec import Struct
from msgspec.structs import fields

from generator.plan.made import DanXuat, DinhKem, PhatHanh, XungDot
from generator.plan.model import (
    GiaoViec,
    KeHoach,
    KhongThucHien,
    NguoiKy,
    Node,
    VanBan,
    words_key,
)
from generator.plan.promised import ChiTieu
from generator.plan.records import CoQuan, VanBanTrich
from generator.plan.ruled import Bang

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.plan.model import Loc

_TABLES: tuple[type, ...] = (
    Node,
    NguoiKy,
    VanBan,
    DanXuat,
    KhongThucHien,
    XungDot,
    DinhKem,
    PhatHanh,
    Bang,
    GiaoViec,
    ChiTieu,
    CoQuan,
    VanBanTrich,
)
_NOT_PLAIN = re.compile(r'["\\\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff]')
_SHORT = {"\b": "\\b", "\t": "\\t", "\n": "\\n", "\f": "\\f", "\r": "\\r", '"': '\\"', "\\": "\\\\"}
_BLANKS = {
    "so": "# so =                # điền số văn bản khi ban hành",
    "ngay": "# ngay =              # điền ngày ban hành, ví dụ: ngay = {nam}-01-31",
    "ho_ten": "# ho_ten =            # điền họ và tên người ký",
}
"""What stands in the place of a value still missing in a draft."""

_CERTIFICATE = re.compile(
    r'^(\[dan_xuat\]\n(?:(?!\[).*\n)*?ma_bam = ")([0-9a-f]*)("\n)', re.MULTILINE
)


class EmittedPlan(NamedTuple):
    """The text of a plan, and on which line (from 1) each part stands."""

    text: str
    lines: dict[Loc, int]
    """Of every table (its header), of `can_xem` and the words it is about (`words_key`), and of the
    blanks `so`, `ngay`, `ho_ten`."""


def emit(plan: KeHoach, header: Sequence[str] = ()) -> str:
    """The TOML of a plan; `header` is the comment at the top, one string per line."""
    return write(plan, header).text


def write(plan: KeHoach, header: Sequence[str] = ()) -> EmittedPlan:
    """The TOML of a plan and the lines of its parts."""
    writer = _Writer(plan)
    writer.out.extend(f"# {line}".rstrip() if line[:2] != "#:" else line for line in header)
    if header:
        writer.out.append("")
    writer.number = len(writer.out)
    writer.table((), "", plan)
    writer.out.append("")
    return EmittedPlan("\n".join(writer.out), writer.lines)


def write_table(header: str, path: str, record: Struct) -> str:
    """The TOML of one table and of those below it, to be put into a file by somebody else.

    `header` is its first line, such as "[[muc.khoan]]"; `path` is the name inside it.
    """
    writer = _Writer(None)
    writer.out.append(header)
    writer.table((), path, record)
    return "\n".join(writer.out) + "\n"


def literal(value: object) -> str:
    """A value as TOML writes it, on one line."""
    return _value(value)


def record_lines(record: Struct) -> list[str]:
    """The plain values of a record, one a line; "" is left out where it is the default.

    A required key stays even when it is empty, or the file could not be read again.
    """
    required = {one.name for one in fields(type(record)) if one.required}
    values = ((name, getattr(record, name)) for name in record.__struct_fields__)
    plain = ((n, v) for n, v in values if not isinstance(v, list) and (v != "" or n in required))
    return [f"{name} = {literal(value)}" for name, value in plain]


def layout(kind: type[Struct]) -> list[str]:
    """The keys of a table in the order in which they are written."""
    return [name for name, _default in _layout(kind)]


def certify(text: str) -> tuple[str, str]:
    """Write into `[dan_xuat].ma_bam` the digest of the text with that value blank.

    Returns the certified text and the digest.
    """
    digest = _digest_when_blank(text)
    return _with_digest(text, digest), digest


def certificate(text: str) -> str | None:
    """The digest that a derived text carries, whether it still holds or not."""
    found = _certificate_in(text)
    return found[2] if found else None


def _certificate_in(text: str) -> re.Match[str] | None:
    at = text.find("[dan_xuat]\n")
    return _CERTIFICATE.search(text, at) if at >= 0 else None


def _with_digest(text: str, digest: str) -> str:
    found = _certificate_in(text)
    return text if found is None else f"{text[: found.start(2)]}{digest}{text[found.end(2) :]}"


def is_unedited(text: str) -> bool:
    """Tell whether a derived file is still, byte for byte, what `derive` wrote.

    False also for a file that does not say it was derived: it belongs to its author.
    """
    text = text.replace("\r\n", "\n")  # a checkout on Windows is not an edit
    found = _certificate_in(text)
    return found is not None and found[2] == _digest_when_blank(text)


def _digest_when_blank(text: str) -> str:
    return hashlib.sha256(_with_digest(text, "").encode()).hexdigest()


def is_plain(text: str) -> bool:
    """Whether a text stands in a TOML string as it is."""
    return _NOT_PLAIN.search(text) is None


def quote(text: str) -> str:
    """A TOML basic string; what an editor would not show is written as an escape."""
    if is_plain(text):
        return f'"{text}"'
    return f'"{_NOT_PLAIN.sub(_escape, text)}"'


def _escape(found: re.Match[str]) -> str:
    char = found[0]
    return _SHORT.get(char) or f"\\u{ord(char):04X}"


def _value(value: object) -> str:
    if isinstance(value, str):
        return quote(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dict):
        inner = [f"{quote(name)} = {_value(item)}" for name, item in value.items()]
        return f"{{ {', '.join(inner)} }}" if inner else "{}"
    if isinstance(value, list):
        if value and isinstance(value[0], list | Struct):  # rows of a table, each on its line
            return "[\n" + "".join([f"  {_value(row)},\n" for row in value]) + "]"
        return f"[{', '.join([_value(v) for v in value])}]"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Struct):
        inner = [
            f"{name} = {_value(item)}"
            for name, default in _layout(type(value))
            if (item := getattr(value, name)) is not None and item != default
        ]
        return f"{{ {', '.join(inner)} }}" if inner else "{}"
    return str(value)


@cache
def _layout(kind: type[Struct]) -> tuple[tuple[str, Any], ...]:
    """Names and defaults of the keys of a table, in the order they are written."""
    found = [
        (f.name, f.default_factory() if callable(f.default_factory) else f.default)
        for f in fields(kind)
    ]
    return tuple(sorted(found, key=lambda item: item[0] == "nguon"))


class _Writer:
    """Collects lines; `table` writes one table and, below it, the tables it holds."""

    def __init__(self, plan: KeHoach | None) -> None:
        self.out: list[str] = []
        self.number = 0
        """The line on which the last of them ends."""
        self.lines: dict[Loc, int] = {}
        day = plan.day() if plan else None
        self.year = day.year if day else 2000

    def table(self, loc: Loc, path: str, record: Struct) -> None:
        below: list[tuple[str, Any]] = []
        looked_at = words_key(record) if getattr(record, "can_xem", None) else ""
        for name, default in _layout(type(record)):
            value = getattr(record, name)
            if value is None:
                if name in _BLANKS:
                    self._put(_BLANKS[name].format(nam=self.year))
                    self.lines[(*loc, name)] = self.number
            elif value == default:
                continue
            elif isinstance(value, _TABLES) or (
                isinstance(value, list) and isinstance(value[0], _TABLES)
            ):
                below.append((name, value))
            else:
                self._put(f"{name} = {_value(value)}")
                if name in {"can_xem", "minh_hoa"} or name == looked_at:
                    self.lines[(*loc, name)] = self.number
        for name, value in below:
            self._below((*loc, name), f"{path}.{name}" if path else name, value)

    def _below(self, loc: Loc, path: str, value: Any) -> None:
        if not isinstance(value, list):
            self._header(loc, f"[{path}]")
            self.table(loc, path, value)
            return
        for i, record in enumerate(value):
            self._header((*loc, i), f"[[{path}]]")
            self.table((*loc, i), path, record)

    def _header(self, loc: Loc, header: str) -> None:
        if self.out and self.out[-1]:
            self._put("")
        self._put(header)
        self.lines[loc] = self.number

    def _put(self, text: str) -> None:
        """Write a line, or the several lines of a table's rows."""
        self.out.append(text)
        self.number += text.count("\n") + 1
