"""`kehoach tasks PLAN`: what the plan orders, row by row and sentence by sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from generator.cli.common import complete_plans, desk_of, existing, finish, json_option
from generator.locale import N_, _

if TYPE_CHECKING:
    from generator.verbs.tasks import ListedTarget, ListedTask, Result

_STATES = {
    "row": N_("bảng"), "new": N_("đọc được"), "de-xuat": N_("đề xuất"), "giu": N_("giữ"),
    "bo": N_("bỏ"),
}  # fmt: skip
_ROLES = {
    "chu-tri": "", "phoi-hop": N_("phối hợp"), "de-nghi": N_("đề nghị"),
    "chiu-trach-nhiem": N_("chịu trách nhiệm"),
}  # fmt: skip


@click.command(
    help=_(
        "Liệt kê nhiệm vụ, chỉ tiêu của một kế hoạch: hàng của bảng và điều nêu trong lời văn, ai "
        "làm, với ai, sản phẩm, thời hạn, báo cáo ai. Nhiệm vụ trong lời văn ghi vào tệp bằng "
        "--write ([[giao_viec]]) rồi giữ, sửa hoặc bỏ; lệnh update không làm mất."
    ),
    epilog=_(
        "\b\nVí dụ:\n"
        "  kehoach tasks plans/chi-thi-12.toml\n"
        "  kehoach tasks plans/chi-thi-12.toml --write\n"
        "  kehoach tasks plans/chi-thi-12.toml --keep gv-bao-cao-quy --drop gv-doan-ket"
    ),
    options_metavar=_("[TÙY CHỌN]"),
)
@click.argument("plan", metavar=_("TỆP|MÃ"), shell_complete=complete_plans)
@click.option("--write", is_flag=True, help=_("Ghi nhiệm vụ đọc được vào tệp, để giữ, sửa, bỏ"))
@click.option("--keep", multiple=True, metavar=_("MÃ"), help=_("Nhiệm vụ này đúng"))
@click.option("--drop", multiple=True, metavar=_("MÃ"), help=_("Đây không phải nhiệm vụ"))
@json_option
def command(
    plan: str, keep: tuple[str, ...], drop: tuple[str, ...], *, write: bool, as_json: bool
) -> int:
    """List the tasks; exit 1 when the plan cannot be read or written."""
    from generator.verbs.tasks import Request, run

    desk = desk_of(existing(plan), quiet=as_json)
    result = run(desk, Request(plan, write=write, keep=keep, drop=drop))
    if not as_json:
        _tell(result)
    return finish(result, as_json=as_json)


def _tell(result: Result) -> None:
    for task in result.tasks:
        click.echo(_line(task))
    if not result.tasks and result.status != "refused":
        click.secho(_("CHƯA ĐÁNH GIÁ: không đọc ra nhiệm vụ nào."), fg="yellow")
    for target in result.targets:
        click.echo(_target_line(target))
    rows = sum(task.state == "row" for task in result.tasks)
    words = _("{bang} nhiệm vụ trong bảng, {van} trong lời văn; {chi_tieu} chỉ tiêu")
    said = words.format(bang=rows, van=len(result.tasks) - rows, chi_tieu=len(result.targets))
    click.echo(said, err=True)
    if result.status == "written":
        click.echo(_("{tep}  (đã ghi)").format(tep=result.file), err=True)


def _target_line(target: ListedTarget) -> str:
    sign = {">=": "≥", "<=": "≤"}.get(target.compare, target.compare)
    figure = f"{sign} {target.value}{'' if target.unit == '%' else ' '}{target.unit}"
    figure += f" ({target.year})" if target.year else ""
    head, kind = click.style(target.id, bold=True), _("chỉ tiêu")
    return f"{head}  [{kind}] {figure}\n    {target.text[:140]}"


def _line(task: ListedTask) -> str:
    role = _(_ROLES[task.role]) if _ROLES[task.role] else ""
    who = "; ".join(task.leads) or _("chưa nêu ai làm")
    who += f" ({role})" if role else ""
    parts = [
        (_("phối hợp"), "; ".join(task.helpers)),
        (_("sản phẩm"), task.product),
        (_("thời hạn"), "; ".join([task.deadline, *(said for said, _day in task.more)])),
        (_("đến"), task.due.strftime("%d/%m/%Y") if task.due else ""),
        (_("báo cáo"), "; ".join(task.report_to)),
        (_("trước"), "; ".join(task.answers_to)),
    ]
    more = "".join([f"\n    {name}: {said}" for name, said in parts if said])
    head = click.style(task.id, bold=True)
    state = _(_STATES[task.state])
    return f"{head}  [{state}] {who}\n    {task.text[:140]}{more}"
