"""Where reports are, and how they are written and read."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.diagnostics import Place, error
from generator.locale import _
from generator.plan.emit import write_table
from generator.plan.toml import decode, read
from generator.progress.asked import said_key
from generator.progress.reported import BaoCao
from generator.workspace.files import write_atomic

if TYPE_CHECKING:
    from pathlib import Path

    from generator.diagnostics import Diagnostic
    from generator.progress.asked import AskedIds
    from generator.workspace.workspace import Workspace

_SAFE = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def folder_of(workspace: Workspace, plan: str, period: str) -> Path:
    """The folder of all reports on one plan for one period."""
    return workspace.root / workspace.settings.tien_do / plan / period


def proofs_of_period(workspace: Workspace, plan: str, period: str) -> Path:
    """The folder of the files that units gave as proofs; each unit has its own inside."""
    return folder_of(workspace, plan, period) / "minh-chung"


def file_of(workspace: Workspace, plan: str, period: str, unit: str) -> Path:
    """The file of one unit's report. Raises ValueError for an id that is no file name."""
    if _SAFE.fullmatch(unit) is None:
        raise ValueError(unit)
    return folder_of(workspace, plan, period) / f"{unit}.toml"


def as_toml(report: BaoCao) -> str:
    """The report as TOML, always the same bytes for the same report."""
    parts = ["phien_ban = 1\n", write_table("[bao_cao]", "bao_cao", report.bao_cao)]
    for name in ("ket_qua", "so_lieu", "khac_nhau"):
        parts += [write_table(f"[[{name}]]", name, row) for row in getattr(report, name)]
    return "\n".join(parts)


def write_report(path: Path, report: BaoCao) -> bool:
    """Write a report whole; False where the file says so already. Raises OSError.

    What somebody reported is on the disk when this returns; a blank form can be made again.
    """
    data = as_toml(report).encode()
    if path.is_file() and path.read_bytes() == data:
        return False
    write_atomic(path, data, durable=not report.empty())
    return True


def read_report(
    path: Path, shown: str, ids: AskedIds | None = None
) -> tuple[BaoCao | None, list[Diagnostic]]:
    """A report, and what is wrong with its file; one in another place than it says is refused.

    With `ids` of what the plan asks now, a row whose words are those of one task or target bears
    the id that these words have now: an id that comes of a place may name other work by now.
    """
    source, found = read(path)
    if source is None:
        return None, found
    report, more = decode(source, BaoCao)
    if report is None:
        return None, found + more
    head = report.bao_cao
    if (head.ke_hoach, head.ky) != (path.parent.parent.name, path.parent.name):
        message = _("Báo cáo này của kế hoạch {ma}, kỳ {ky}, không phải của thư mục này")
        message = message.format(ma=head.ke_hoach, ky=head.ky)
        return None, [*found, *more, error("BC910", message, Place(shown, ""))]
    if ids is not None:
        _follow(report, ids)
    return report, found + more


def _follow(report: BaoCao, ids: AskedIds) -> None:
    now: dict[str, str] = {}
    for task in report.ket_qua:
        if task.nut:
            before = task.nut
            task.nut = now[before] = ids.tasks.get(said_key(task.noi_dung), before)
    for target in report.so_lieu:
        if target.chi_tieu:
            before, words = target.chi_tieu, said_key(target.noi_dung)
            target.chi_tieu = now[before] = ids.targets.get(words, before)
    for one in report.khac_nhau:
        one.nut = now.get(one.nut, one.nut)
