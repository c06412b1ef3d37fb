"""`kehoach bench-corpus`: a workspace with very many plans, to measure with."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.cli.common import acting, crew_option, finish, json_option, now, with_progress
from generator.locale import _

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import TypeVar

    from generator.workspace.batch import Crew

    T = TypeVar("T")


@click.command(
    help=_(
        "Tạo một không gian làm việc có SỐ kế hoạch xã giả định dưới một kế hoạch thật, để đo tốc "
        "độ và thử nhiều máy. Tên xã do chương trình ghép, không phải địa danh thật."
    ),
    epilog=_("\b\nVí dụ: kehoach bench-corpus 3321 -o /tmp/toan-quoc"),
    options_metavar=_("[TÙY CHỌN]"),
)
@click.argument("number", type=click.IntRange(min=1), metavar=_("SỐ"))
@click.option(
    "-o",
    "--out",
    required=True,
    type=click.Path(path_type=Path, file_okay=False),
    help=_("Thư mục mới"),
)
@click.option("--units-only", is_flag=True, help=_("Chỉ tạo đơn vị, không dẫn xuất kế hoạch"))
@crew_option
@json_option
def command(number: int, out: Path, units_only: bool, crew: Crew, as_json: bool) -> int:
    """Make the workspace; exit 1 when a plan was refused."""
    from generator.verbs.bench_corpus import Request, run
    from generator.workspace.desk import Desk
    from generator.workspace.workspace import Workspace, shipped

    def progress(items: Iterable[T], total: int, label: str) -> Iterable[T]:
        return with_progress(items, total, label, quiet=as_json)

    desk = Desk(Workspace(shipped(), Path.cwd()), lambda: now(), acting(), progress, crew)
    result = run(desk, Request(number, out, not units_only))
    counted = _("{so} kế hoạch; cấp trên: {tep}").format(so=result.plans, tep=result.parent)
    return finish(result, as_json=as_json, counted=counted if result.parent else "")
