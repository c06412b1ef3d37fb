"""`kehoach resolve`: settle a conflict that `update` wrote into a plan."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.cli.common import complete_plans, plan_files, workspace_of
from generator.cli.report import show
from generator.diagnostics import FINDINGS, exit_code
from generator.locale import _
from generator.workspace.files import replace_plan

if TYPE_CHECKING:
    from generator.cascade.resolve import Choice
    from generator.plan.model import KeHoach, XungDot
    from generator.plan.toml import Loaded


@click.command(
    help=_(
        "Chọn ở chỗ lệnh update để lại: lấy của cấp trên, giữ của mình, lấy cả hai, hoặc viết lại. "
        "Không nêu khóa: mọi chỗ của nội dung ấy."
    ),
    epilog=_(
        "\b\nVí dụ:\n"
        "  kehoach resolve plans/lang-son-2024/phuong-dong-kinh.toml nv-07.thoi_han --tren\n"
        '  kehoach resolve kh-phuong-dong-kinh-2024 md-muc-tieu --sua "Đạt từ 88% trở lên."'
    ),
    options_metavar=_("[TÙY CHỌN]"),
)
@click.argument("plan", metavar=_("TỆP|MÃ"), shell_complete=complete_plans)
@click.argument("place", metavar=_("NỘI_DUNG[.KHÓA]"))
@click.option("--tren", "choice", flag_value="tren", help=_("Lấy như kế hoạch cấp trên"))
@click.option("--cua-toi", "choice", flag_value="cua-toi", help=_("Giữ như bản này"))
@click.option("--ca-hai", "choice", flag_value="ca-hai", help=_("Lấy cả hai"))
@click.option("--sua", "text", metavar=_("CHỮ"), help=_("Viết lại"))
def command(plan: str, place: str, choice: Choice | None, text: str | None) -> int:
    """Resolve; exit 1 when conflicts are left in the plan."""
    from generator.plan.check import frozen
    from generator.plan.toml import parse_plan

    if (choice is None) == (text is None):
        raise click.UsageError(_("Chọn một: --tren, --cua-toi, --ca-hai hoặc --sua CHỮ."))
    workspace = workspace_of([Path(plan)] if Path(plan).exists() else [])
    files = plan_files(workspace, (plan,))
    if len(files) != 1:
        raise click.UsageError(_("Nêu đúng một kế hoạch."))
    data = files[0].read_bytes()
    loaded, problems = parse_plan(data, workspace.shown(files[0]))
    if loaded is None:
        return exit_code(show(problems))
    if issued := frozen(loaded):
        return exit_code(show([issued]))
    node, conflicts = _chosen(loaded.plan, place)
    new = loaded.plan
    for conflict in conflicts:
        new = _settled(new, node, conflict, choice or "sua", text)
    return _write(files[0], data, loaded, new)


def _chosen(plan: KeHoach, place: str) -> tuple[str, list[XungDot]]:
    """The node and the conflicts that are meant. Raises UsageError."""
    from generator.cascade.tree import Tree

    items = Tree(plan).items
    node, _dot, key = place.partition(".")
    known: dict[str, list[XungDot]] = {
        id_: found for id_, item in items.items() if (found := getattr(item.node, "xung_dot", None))
    }
    chosen = [c for c in known.get(node, []) if key in ("", c.truong)]
    if not chosen:
        names = ", ".join(f"{id_}.{c.truong}" for id_, found in known.items() for c in found)
        hint = _(" Đang có: {ten}.").format(ten=names) if names else _(" Không còn xung đột nào.")
        raise click.UsageError(_("Không có xung đột ở «{ten}».").format(ten=place) + hint)
    return node, chosen


def _settled(
    plan: KeHoach, node: str, conflict: XungDot, choice: Choice, text: str | None
) -> KeHoach:
    from generator.cascade.resolve import ChoiceError, resolve
    from generator.cascade.tree import Tree

    if node not in Tree(plan).items:
        return plan  # an earlier choice took the node out
    try:
        return resolve(plan, node, conflict, choice, text)
    except ChoiceError:
        message = _("Không chọn --{cach} được cho «{ten}»; dùng cách khác.")
        if text is not None:
            message = _("“{chu}” không dùng được cho «{ten}».")
        name = f"{node}.{conflict.truong}"
        raise click.UsageError(message.format(cach=choice, ten=name, chu=text)) from None


def _write(file: Path, data: bytes, loaded: Loaded, new: KeHoach) -> int:
    """Write the settled plan over the file that was read."""
    from generator.plan.check import open_conflicts
    from generator.verbs.update import rewritten

    result = rewritten(data, loaded, new)
    if result.data is None or result.loaded is None:
        return exit_code(show(result.diagnostics))
    if refused := replace_plan(file, loaded.source.digest, result.data, loaded.source.file):
        return exit_code(show([refused]))
    left = open_conflicts(result.loaded)
    click.echo(_("{tep}: đã ghi; còn {so} xung đột").format(tep=loaded.source.file, so=len(left)))
    show(left)
    return FINDINGS if left else 0
