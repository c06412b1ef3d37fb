"""`resolve`: what `update` left to a person, settled by a choice."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from generator.cascade.changing.rewrite import rewritten
from generator.cascade.changing.settle import ChoiceError, settle
from generator.cascade.changing.tree import Tree
from generator.diagnostics import FINDINGS, Diagnostic, as_dicts, error, exit_code
from generator.locale import _
from generator.workspace.files import replace_plan
from generator.workspace.naming import one_plan

if TYPE_CHECKING:
    from pathlib import Path

    from generator.cascade.changing.settle import Choice
    from generator.plan.made import XungDot
    from generator.plan.model import KeHoach
    from generator.plan.toml import Loaded
    from generator.workspace.desk import Desk


class Request(NamedTuple):
    """What is chosen where."""

    plan: str
    """Path or id."""
    place: str
    """Id of a node, or "ID.KEY" for one of its conflicts."""
    choice: Choice | None = None
    text: str | None = None
    """The new value, with the choice "text" only."""


class Result(NamedTuple):
    """What became of the plan."""

    file: str
    settled: tuple[str, ...]
    """The conflicts that are gone, as "ID.KEY"."""
    left: tuple[str, ...]
    """Those that wait still."""
    written: bool
    diagnostics: list[Diagnostic]

    @property
    def exit_code(self) -> int:
        """1 when conflicts are left, or nothing was written."""
        return exit_code(self.diagnostics) or (FINDINGS if self.left else 0)

    def as_dict(self) -> dict[str, Any]:
        """For programs."""
        return {
            "file": self.file,
            "written": self.written,
            "settled": list(self.settled),
            "left": list(self.left),
            "diagnostics": as_dicts(self.diagnostics),
        }


def run(desk: Desk, request: Request) -> Result:
    """Settle the conflicts that are meant and write the plan. Raises OSError."""
    from generator.plan.check import frozen
    from generator.plan.toml import parse_plan

    choice = request.choice if request.text is None else "text"
    if choice is None or (request.text is not None) != (request.choice in (None, "text")):
        message = _("Chọn một: --above, --mine, --both hoặc --text CHỮ.")
        return _refused("", error("LN008", message))
    path, problems = one_plan(desk.workspace, request.plan)
    if path is None:
        return _refused("", *problems)
    shown = desk.workspace.shown(path)
    data = path.read_bytes()
    loaded, problems = parse_plan(data, shown)
    if loaded is None:
        return _refused(shown, *problems)
    if issued := frozen(loaded):
        return _refused(shown, issued)
    node, conflicts, problem = _chosen(loaded.plan, request.place)
    if problem is not None:
        return _refused(shown, problem)
    plan, problem = _settled(loaded.plan, node, conflicts, choice, request.text)
    if problem is not None:
        return _refused(shown, problem)
    settled = tuple(f"{node}.{conflict.truong}" for conflict in conflicts)
    return _write(path, data, loaded, plan, settled)


def _refused(file: str, *problems: Diagnostic) -> Result:
    return Result(file, (), (), written=False, diagnostics=list(problems))


def _waiting(plan: KeHoach) -> dict[str, list[XungDot]]:
    """Node → its conflicts, for the nodes that have some."""
    return {
        id_: found
        for id_, item in Tree(plan).items.items()
        if (found := getattr(item.node, "xung_dot", None))
    }


def _names(waiting: dict[str, list[XungDot]]) -> tuple[str, ...]:
    return tuple(f"{id_}.{one.truong}" for id_, found in waiting.items() for one in found)


def _chosen(plan: KeHoach, place: str) -> tuple[str, list[XungDot], Diagnostic | None]:
    """The node and the conflicts that are meant; LN006 where there are none."""
    node, _dot, key = place.partition(".")
    waiting = _waiting(plan)
    chosen = [one for one in waiting.get(node, []) if key in ("", one.truong)]
    if chosen:
        return node, chosen, None
    names = ", ".join(_names(waiting))
    hint = _("Đang có: {ten}.").format(ten=names) if names else _("Không còn xung đột nào.")
    message = _("Không có xung đột ở «{ten}».").format(ten=place)
    return node, [], error("LN006", message, None, hint)


def _settled(
    plan: KeHoach, node: str, conflicts: list[XungDot], choice: Choice, text: str | None
) -> tuple[KeHoach, Diagnostic | None]:
    """The plan without the conflicts; LN007 where the choice does not fit one of them."""
    for conflict in conflicts:
        if node not in Tree(plan).items:
            break  # an earlier choice took the node out
        try:
            plan = settle(plan, node, conflict, choice, text)
        except ChoiceError:
            message = _("Không chọn --{cach} được cho «{ten}»; dùng cách khác.")
            if text is not None:
                message = _("“{chu}” không dùng được cho «{ten}».")
            name = f"{node}.{conflict.truong}"
            return plan, error("LN007", message.format(cach=choice, ten=name, chu=text))
    return plan, None


def _write(
    path: Path, data: bytes, loaded: Loaded, plan: KeHoach, settled: tuple[str, ...]
) -> Result:
    """Write the settled plan over the file that was read."""
    from generator.plan.check import open_conflicts

    file = loaded.source.file
    made = rewritten(data, loaded, plan)
    if made.data is None or made.loaded is None:
        return _refused(file, *made.diagnostics)
    if changed := replace_plan(path, loaded.source.digest, made.data, file):
        return _refused(file, changed)
    left = _names(_waiting(made.loaded.plan))
    return Result(file, settled, left, written=True, diagnostics=open_conflicts(made.loaded))
