"""`kehoach update`: bring later changes of the plan above into plans that clerks edited."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.cli.common import (
    crew_option,
    desk_of,
    existing,
    finish,
    json_option,
    plans_argument,
    teller,
)
from generator.locale import _
from generator.verbs.update import Request, run

if TYPE_CHECKING:
    from generator.cascade.changing.update import UpdateChange
    from generator.verbs.update import Result, UpdatedFile
    from generator.workspace.batch import Crew

WIDE = 48
"""Characters of a value that the table shows."""


@click.command(
    help=_(
        "Đưa thay đổi của kế hoạch cấp trên vào kế hoạch cấp dưới, giữ nguyên chữ người soạn "
        "thảo đã viết. Chỗ cả hai bên cùng sửa được ghi vào tệp để chọn bằng lệnh resolve."
    ),
    epilog=_(
        "\b\nVí dụ:\n"
        "  kehoach update plans/lang-son-2024/phuong-dong-kinh.toml --dry-run\n"
        "  kehoach update --recursive plans/lang-son-2024/thanh-pho.toml\n"
        "  kehoach update --what-if du-thao-sua-doi.toml"
    ),
    options_metavar=_("[TÙY CHỌN]"),
)
@plans_argument
@click.option("--dry-run", is_flag=True, help=_("Chỉ in những gì sẽ thay đổi, không ghi"))
@click.option(
    "--what-if",
    "above",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar=_("TỆP"),
    help=_("Kế hoạch cấp trên chưa ban hành: báo ảnh hưởng đến mọi cấp dưới, không ghi"),
)
@click.option(
    "--recursive", is_flag=True, help=_("Cả các cấp dưới, lần lượt từng cấp (tỉnh, thành phố, xã)")
)
@crew_option
@json_option
def command(
    plans: tuple[str, ...],
    dry_run: bool,
    above: Path | None,
    recursive: bool,
    crew: Crew,
    as_json: bool,
) -> int:
    """Update; exit 1 when something is left to a person."""
    desk = desk_of(existing(*plans) or ([above] if above else []), quiet=as_json, crew=crew)
    write = not dry_run and above is None
    request = Request(plans, write, recursive, above)
    lines = partial(_lines, write=write)
    result = run(desk, request, teller(lines, quiet=as_json))
    return finish(result, as_json=as_json, counted=_counted(result))


def _words(*, write: bool) -> dict[str, str]:
    return {
        "unchanged": _("không đổi"),
        "updated": _("đã cập nhật") if write else _("sẽ thay đổi"),
        "conflict": _("đã cập nhật, có xung đột") if write else _("sẽ xung đột"),
        "refused": _("không cập nhật được"),
    }


def _kinds() -> dict[str, str]:
    return {
        "changed": _("sửa"),
        "merged": _("gộp"),
        "added": _("thêm"),
        "removed": _("bỏ"),
        "moved": _("chuyển"),
        "conflict": _("xung đột"),
        "kept": _("giữ nguyên"),
        "left_out": _("đã bỏ"),
        "not_taken": _("không nhận"),
    }


def _lines(result: UpdatedFile, *, write: bool) -> str | None:
    """A plan and, below it, one line for each change."""
    if not result.file:
        return None
    shown = [f"{result.file}  ({_words(write=write)[result.status]})"]
    kinds = _kinds()
    names = [f"{c.node}.{c.field}" if c.field else c.node for c in result.changes]
    wide = min(40, max(map(len, names), default=0))
    for change, name in zip(result.changes, names, strict=True):
        shown.append(f"  {kinds[change.kind]:<10}  {name:<{wide}}  {_sides(change)}".rstrip())
    return "\n".join(shown)


def _sides(change: UpdateChange) -> str:
    if change.kind == "merged" or (change.before and change.after and len(change.after) > WIDE):
        return _where_they_part(change.before or "", change.after or "")
    before, after = _short(change.before), _short(change.after)
    if change.kind in ("changed", "merged", "moved", "conflict"):
        return f"{before} → {after}"
    return before if change.kind == "removed" else after


def _where_they_part(before: str, after: str) -> str:
    """Two long texts from the word on where they differ."""
    pairs = enumerate(zip(before, after, strict=False))
    same = next((i for i, (one, other) in pairs if one != other), 0)
    start = max(0, before.rfind(" ", 0, max(0, same - 8)) + 1)
    dots = "…" if start else ""
    return f"{dots}{_short(before[start:])} → {dots}{_short(after[start:])}"


def _short(text: str | None) -> str:
    if text is None:
        return "∅"
    return text if len(text) <= WIDE else f"{text[: WIDE - 1]}…"


def _counted(result: Result) -> str:
    """How many plans came to what, and which wait for a person."""
    items = result.items
    counts = ", ".join(
        f"{sum(item.status == status for item in items)} {word}"
        for status, word in _words(write=result.written).items()
        if any(item.status == status for item in items)
    )
    line = _("{so} kế hoạch: {ket_qua}").format(so=len(items), ket_qua=counts)
    people = [item.file for item in items if item.status in ("conflict", "refused") and item.file]
    if people:
        line += _("; cần người xử lý: {tep}").format(tep=", ".join(people[:5]))
        line += ", …" if len(people) > 5 else ""
    return line
