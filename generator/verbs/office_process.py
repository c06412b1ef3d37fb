"""`office-process`: whether two persons decide on a plan in this office, asked or set.

The office's process is its own file; only the asked values of it change, its words stay.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from generator.diagnostics import Diagnostic, Place, as_dicts, error, exit_code, has_errors
from generator.locale import _
from generator.verbs import process
from generator.workspace.files import locked, os_diagnostic, write_atomic

if TYPE_CHECKING:
    from pathlib import Path

    from generator.plan.source import TomlSource
    from generator.review.process import QuyTrinh
    from generator.workspace.desk import Desk

MOST_RETURNS = 99


class Request(NamedTuple):
    """What is to hold from now on; None leaves a value as it is, both None only ask."""

    two_persons: bool | None = None
    """Whether the person who submits a plan may not approve it."""
    returns: int | None = None
    """After so many returns the leader is reminded."""


class Result(NamedTuple):
    """What holds now."""

    two_persons: bool
    returns: int
    status: Literal["asked", "written", "unchanged", "refused"]
    diagnostics: list[Diagnostic]

    @property
    def exit_code(self) -> int:
        """1 when nothing could be read or written."""
        return exit_code(self.diagnostics)

    def as_dict(self) -> dict[str, Any]:
        """For programs."""
        return {
            "two_persons": self.two_persons,
            "returns": self.returns,
            "status": self.status,
            "diagnostics": as_dicts(self.diagnostics),
        }


def run(desk: Desk, request: Request) -> Result:
    """Tell what holds, or set it; a file that cannot be read is never written over."""
    now, found = process.load_process(desk.workspace)
    if now is None:
        return Result(True, 0, "refused", found)
    if request == Request():
        return Result(now.hai_nguoi, now.tra_lai_toi_da, "asked", found)
    if request.returns is not None and not 0 < request.returns <= MOST_RETURNS:
        message = _("Số lần trả lại phải từ 1 đến {so}").format(so=MOST_RETURNS)
        refused = error("QT904", message, Place(process.PROCESS, ""))
        return Result(now.hai_nguoi, now.tra_lai_toi_da, "refused", [refused])
    try:
        return _set(desk, now, request)
    except OSError as fault:
        told = [os_diagnostic(fault)]
        return Result(now.hai_nguoi, now.tra_lai_toi_da, "refused", told)


def _set(desk: Desk, now: QuyTrinh, request: Request) -> Result:
    own = desk.workspace.registry_dir / process.PROCESS
    shipped = process.file_of(desk.workspace)
    if shipped != own:  # the office had none: it gets the one that held for it so far
        write_atomic(own, shipped.read_bytes())
    with locked(own):
        wanted = {
            "hai_nguoi": now.hai_nguoi if request.two_persons is None else request.two_persons,
            "tra_lai_toi_da": request.returns or now.tra_lai_toi_da,
        }
        text, found = _rewritten(own, wanted)
        if text is None:
            return Result(now.hai_nguoi, now.tra_lai_toi_da, "refused", found)
        changed = any(getattr(now, key) != value for key, value in wanted.items())
        if changed:
            write_atomic(own, text.encode(), durable=True)
    status: Literal["written", "unchanged"] = "written" if changed else "unchanged"
    return Result(bool(wanted["hai_nguoi"]), int(wanted["tra_lai_toi_da"]), status, found)


def _rewritten(path: Path, wanted: dict[str, Any]) -> tuple[str | None, list[Diagnostic]]:
    """The text of the file with these values, proved by reading it; None where that fails."""
    from generator.plan.toml import decode, parse, read
    from generator.review.process import QuyTrinh

    source, found = read(path)
    if source is None:
        return None, found
    text = source.text
    for key, value in wanted.items():
        if source.values.get(key) != value:
            text = _with(source, text, key, value)
            source, found = parse(text.encode(), str(path))
            if source is None:
                return None, found
    made, found = decode(source, QuyTrinh)
    if made is None or has_errors(found) or any(getattr(made, k) != v for k, v in wanted.items()):
        message = _("Tệp quy trình viết theo cách mà chương trình không sửa tại chỗ được")
        return None, [*found, error("QT904", message, Place(process.PROCESS, ""))]
    return text, found


def _with(source: TomlSource, text: str, key: str, value: bool | int) -> str:
    """The text with another value of a key above its tables; the key is added where it is not."""
    from generator.plan.emit import literal

    lines = text.split("\n")
    if key not in source.values:
        version = source.span(("phien_ban",)).line
        lines.insert(version, f"{key} = {literal(value)}")
        return "\n".join(lines)
    span = source.span((key,))
    line = lines[span.line - 1]
    lines[span.line - 1] = line[: span.column - 1] + literal(value) + line[span.end_column - 1 :]
    return "\n".join(lines)
