"""What derives the plans below a plan, by the rules of the workspace."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from generator.diagnostics import Diagnostic, has_errors
from generator.locale import language
from generator.workspace.memory import Same

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from generator.cascade.deriving.derive import Cascade
    from generator.cascade.deriving.rulebook.answers import Answers
    from generator.cascade.deriving.rulebook.rules import Rules
    from generator.plan.model import KeHoach
    from generator.plan.toml import Loaded
    from generator.workspace.bases import Bases
    from generator.workspace.workspace import Workspace

T = TypeVar("T")


def cascade_below(
    workspace: Workspace, parent: Loaded | None, folder: Path
) -> tuple[Cascade | None, list[Diagnostic]]:
    """What derives the plans below one plan into a folder, by the rules of the workspace."""
    from generator.cascade.deriving.derive import Cascade
    from generator.cascade.deriving.rulebook.rules import check_levels

    rules, problems = rules_of(workspace)
    if rules is not None:
        problems += check_levels(rules, workspace.registry.levels())
    answers, wrong = _answers(workspace)
    problems += wrong
    if parent is None or rules is None or has_errors(problems):
        return None, problems
    shown = workspace.shown(folder)
    made = Cascade(
        parent, workspace.registry, workspace.citations, rules, shown, answers, workspace.bodies
    )  # fmt: skip
    return made, problems


def remembered(
    workspace: Workspace, parent: Loaded, what: tuple[str, str], make: Callable[[], T]
) -> T:
    """`make()`, which derives from a plan by the rules of the workspace, or what it gave last.

    `what` names the result and the unit; all else it depends on is asked here. What is given
    out is shared: nobody changes it.
    """
    read = workspace.registry, workspace.citations, workspace.bodies
    settled = [Same(one) for one in (*read, rules_of(workspace)[0], _answers(workspace)[0])]
    source = parent.source
    return workspace.memory.made((*what, source.file, source.digest, *settled, language()), make)


def rules_of(workspace: Workspace) -> tuple[Rules | None, list[Diagnostic]]:
    """The office's rules, and those for particular plans, as the files have them now."""
    from generator.cascade.deriving.rulebook.rules import OWN_RULES, load_rules

    folder = workspace.registry_dir
    common = folder / "quy-tac.toml"
    rules, found = workspace.memory.of_all(
        lambda: (common, *sorted((folder / OWN_RULES).glob("*.toml"))),
        f"rules {common} {language()}",
        lambda: load_rules(common),
    )
    return rules, list(found)


def _answers(workspace: Workspace) -> tuple[Answers, list[Diagnostic]]:
    from generator.cascade.deriving.rulebook.answers import ANSWERS, load_answers

    file = workspace.registry_dir / ANSWERS
    answers, found = workspace.memory.of_all(
        lambda: (file,), f"answers {file} {language()}", lambda: load_answers(file)
    )
    return answers, list(found)


def digest_of(plan: KeHoach) -> str:
    """The digest a derived plan holds of its own text as derived; "" in any other plan."""
    return plan.dan_xuat.ma_bam if plan.dan_xuat else ""


def as_derived(bases: Bases, mine: Loaded) -> KeHoach | None:
    """A derived plan as the clerk got it: kept, or the file itself if nobody edited it."""
    from generator.plan.emit import is_unedited
    from generator.plan.toml import parse_plan

    if is_unedited(mine.source.text):
        return mine.plan
    text = bases.find(digest_of(mine.plan))
    loaded = parse_plan(text.encode(), mine.source.file)[0] if text is not None else None
    return loaded.plan if loaded else None


def lower_units(workspace: Workspace, plan: KeHoach) -> list[str]:
    """Ids of the units directly below the plan's agency, of its own kind, on the plan's day."""
    registry, day = workspace.registry, plan.day()
    above = registry.get(plan.van_ban.co_quan, day)
    if above is None:
        return []
    return [unit.id for unit in registry.children(above.id, day) if unit.loai == above.loai]
