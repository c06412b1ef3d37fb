"""`axis-ids`: by which identifiers agencies are known on the exchange axis, asked or set.

The settings are the office's own file: only the asked lines of it change, every other stays.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

import msgspec

from generator.diagnostics import Diagnostic, Place, as_dicts, error, exit_code, has_errors
from generator.locale import _
from generator.workspace.files import locked, os_diagnostic, write_atomic
from generator.workspace.workspace import MARKER, Settings

if TYPE_CHECKING:
    from generator.plan.source import TomlSource
    from generator.workspace.desk import Desk

TABLE = "[truc_lien_thong.ma_dinh_danh]"
_IDENTIFIER = re.compile(r"[0-9A-Z]{2,3}(\.[0-9A-Z]{2,3}){0,4}")
"""As Quyết định 20/2020/QĐ-TTg (H37.02.02) and QCVN 102:2016 (000.00.00.H37) write them."""
_KEY = re.compile(r'\s*"?([a-z0-9-]+)"?\s*=')
_HEAD = re.compile(r"\s*\[")


class Request(NamedTuple):
    """What is to hold from now on; none of it only asks."""

    changes: tuple[tuple[str, str], ...] = ()
    """Id of an agency, its identifier; "" takes it out."""


class Result(NamedTuple):
    """What holds now."""

    ids: dict[str, str]
    """Id of an agency → its identifier."""
    status: Literal["asked", "written", "unchanged", "refused"]
    diagnostics: list[Diagnostic]

    @property
    def exit_code(self) -> int:
        """1 when nothing could be written."""
        return exit_code(self.diagnostics)

    def as_dict(self) -> dict[str, Any]:
        """For programs."""
        return {**self._asdict(), "diagnostics": as_dicts(self.diagnostics)}


def run(desk: Desk, request: Request) -> Result:
    """Tell the identifiers, or set some; a file that cannot be read is never written over."""
    now = dict(desk.workspace.settings.truc_lien_thong.ma_dinh_danh)
    if not request.changes:
        return Result(now, "asked", [])
    asked = {unit: "".join(value.split()).upper() for unit, value in request.changes}
    wanted = {unit: value for unit, value in {**now, **asked}.items() if value}
    if wanted == now:
        return Result(now, "unchanged", [])
    found = [*_wrong(desk, asked), *_twice(wanted)]
    if found:
        return Result(now, "refused", found)
    try:
        problems = _set(desk, wanted)
    except OSError as fault:
        problems = [os_diagnostic(fault)]
    return Result(now, "refused", problems) if problems else Result(wanted, "written", [])


def _refusal(message: str) -> Diagnostic:
    return error("TD114", message, Place(MARKER, ""))


def _wrong(desk: Desk, asked: dict[str, str]) -> list[Diagnostic]:
    """Agencies that nobody knows, and identifiers that are none."""
    known = set(desk.workspace.registry.known(None))
    strange = [
        _refusal(_("Danh mục không có cơ quan «{ma}»").format(ma=unit))
        for unit in asked
        if unit not in known
    ]
    message = _("“{ma}” không phải mã định danh trên trục (ví dụ H37.02.02)")
    bad = [one for one in asked.values() if one and not _IDENTIFIER.fullmatch(one)]
    return strange + [_refusal(message.format(ma=one)) for one in bad]


def _twice(wanted: dict[str, str]) -> list[Diagnostic]:
    """Identifiers of two agencies: what is sent to one would come to the other."""
    values = list(wanted.values())
    message = _("Hai cơ quan cùng mã định danh {ma}: văn bản sẽ gửi nhầm nơi")
    return [
        _refusal(message.format(ma=one)) for one in dict.fromkeys(values) if values.count(one) > 1
    ]


def _set(desk: Desk, wanted: dict[str, str]) -> list[Diagnostic]:
    from generator.plan.toml import parse, read

    path = desk.workspace.root / MARKER
    with locked(path):
        source, problems = read(path)
        before = _settings(source) if source is not None else None
        if source is None or before is None:
            return problems
        text = _with(source.text, wanted, before.truc_lien_thong.ma_dinh_danh)
        made, _problems = parse(text.encode(), MARKER)
        axis = msgspec.structs.replace(before.truc_lien_thong, ma_dinh_danh=wanted)
        if made is None or _settings(made) != msgspec.structs.replace(before, truc_lien_thong=axis):
            return [
                _refusal(_("Tệp thiết đặt viết theo cách mà chương trình không sửa tại chỗ được"))
            ]
        write_atomic(path, text.encode(), durable=True)
    return []


def _settings(source: TomlSource) -> Settings | None:
    from generator.plan.toml import decode

    settings, problems = decode(source, Settings)
    return None if has_errors(problems) else settings


def _with(text: str, wanted: dict[str, str], now: dict[str, str]) -> str:
    """The text with these identifiers in their table, which is made where there is none."""
    lines = text.rstrip("\n").split("\n")
    start = next((at for at, one in enumerate(lines) if one.strip().startswith(TABLE)), None)
    if start is None:
        start = len(lines) + 1
        lines += ["", TABLE]
    end = start + 1
    while end < len(lines) and not _HEAD.match(lines[end]):
        end += 1
    while not lines[end - 1].strip():
        end -= 1  # what is empty stands before the next table
    inside: list[str] = []
    for line in lines[start + 1 : end]:
        key = _KEY.match(line)
        unit = key[1] if key is not None else ""
        if not unit or wanted.get(unit) == now.get(unit):
            inside.append(line)
        elif unit in wanted:
            inside.append(f'{unit} = "{wanted[unit]}"')
    inside += [f'{unit} = "{value}"' for unit, value in wanted.items() if unit not in now]
    return "\n".join([*lines[: start + 1], *inside, *lines[end:]]) + "\n"
