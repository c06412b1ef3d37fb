"""`new`: a paper around a plan, made from what the plan says; a draft that a clerk completes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from generator.diagnostics import Diagnostic, as_dicts, error, exit_code
from generator.locale import _
from generator.plan.drafts import draft
from generator.plan.emit import emit
from generator.workspace.files import write_atomic
from generator.workspace.naming import one_plan
from generator.workspace.reading import load

if TYPE_CHECKING:
    from pathlib import Path

    from generator.plan.drafts import PaperKind
    from generator.workspace.desk import Desk


class Request(NamedTuple):
    """Which paper, for which plan, written where."""

    kind: PaperKind
    plan: str
    target: Path | None = None
    """None: beside the plan, named after it and the paper."""


class Result(NamedTuple):
    """The draft; "" where none was written."""

    plan: str
    written: str
    diagnostics: list[Diagnostic]
    attach: str = ""
    """Of a decision: the line that the plan still needs, to be issued with it."""

    @property
    def exit_code(self) -> int:
        """0, 1 or 2."""
        return exit_code(self.diagnostics)

    def as_dict(self) -> dict[str, Any]:
        """For programs."""
        return {
            "plan": self.plan,
            "written": self.written or None,
            "attach": self.attach or None,
            "diagnostics": as_dicts(self.diagnostics),
        }


def run(desk: Desk, request: Request) -> Result:
    """Write the draft; never over a file that is there. Raises OSError."""
    workspace = desk.workspace
    path, problems = one_plan(workspace, request.plan)
    if path is None:
        return Result("", "", problems)
    loaded, problems = load(workspace, path)
    if loaded is None:
        return Result("", "", problems)
    plan = loaded.plan
    target = request.target or path.with_name(f"{path.stem}-{request.kind}.toml")
    if target.exists():
        message = _("Đã có tệp {tep}; không ghi đè").format(tep=workspace.shown(target))
        found = error("LN052", message, None, _("Ghi ra tệp khác bằng -o"))
        return Result(plan.van_ban.ma, "", [found])
    ma = f"{plan.van_ban.ma}-{request.kind}"
    if ma in workspace.plan_index:
        message = _("Đã có văn bản mang mã “{ma}”").format(ma=ma)
        return Result(plan.van_ban.ma, "", [error("LN052", message, None)])
    made = draft(request.kind, ma, plan, workspace.registry, desk.today())
    write_atomic(target, emit(made).encode())
    reference = f'kem_theo = "(Kèm theo {{{ma}:ngay}})"'
    needs = request.kind == "decision" and f"{{{ma}" not in (plan.van_ban.kem_theo or "")
    return Result(plan.van_ban.ma, workspace.shown(target), [], reference if needs else "")
