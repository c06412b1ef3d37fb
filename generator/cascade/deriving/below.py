"""What derives the plans below a plan, by the rules of the workspace."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.diagnostics import Diagnostic, has_errors

if TYPE_CHECKING:
    from pathlib import Path

    from generator.cascade.deriving.derive import Cascade
    from generator.plan.model import KeHoach
    from generator.plan.toml import Loaded
    from generator.workspace.workspace import Workspace


def cascade_below(
    workspace: Workspace, parent: Loaded | None, folder: Path
) -> tuple[Cascade | None, list[Diagnostic]]:
    """What derives the plans below one plan into a folder, by the rules of the workspace."""
    from generator.cascade.deriving.derive import Cascade
    from generator.cascade.deriving.rulebook.answers import ANSWERS, load_answers
    from generator.cascade.deriving.rulebook.rules import check_levels, load_rules

    rules, problems = load_rules(workspace.registry_dir / "quy-tac.toml")
    if rules is not None:
        problems += check_levels(rules, workspace.registry.levels())
    answers, wrong = load_answers(workspace.registry_dir / ANSWERS)
    problems += wrong
    if parent is None or rules is None or has_errors(problems):
        return None, problems
    shown = workspace.shown(folder)
    made = Cascade(
        parent, workspace.registry, workspace.citations, rules, shown, answers, workspace.bodies
    )  # fmt: skip
    return made, problems


def digest_of(plan: KeHoach) -> str:
    """The digest a derived plan holds of its own text as derived; "" in any other plan."""
    return plan.dan_xuat.ma_bam if plan.dan_xuat else ""


def lower_units(workspace: Workspace, plan: KeHoach) -> list[str]:
    """Ids of the units directly below the plan's agency, of its own kind, on the plan's day."""
    registry, day = workspace.registry, plan.day()
    above = registry.get(plan.van_ban.co_quan, day)
    if above is None:
        return []
    return [unit.id for unit in registry.children(above.id, day) if unit.loai == above.loai]
