"""The difference of two sides as a Word file with tracked changes."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from generator.diagnostics import Diagnostic, has_errors
from generator.surroundings import surroundings

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from generator.plan.model import KeHoach
    from generator.plan.toml import Loaded
    from generator.redline.state import Reader
    from generator.review.changes import ComparedSide, PlanDifference
    from generator.review.sides import Named
    from generator.template.compiled import Template
    from generator.workspace.workspace import Workspace

IDENTICAL = "SS112"
"""The note of `redline` that there was nothing to mark."""
Marked = tuple[bytes | None, list[Diagnostic]]


class By(NamedTuple):
    """Whose marks they are, of when, and for which program (None: by what wrote the files)."""

    author: str
    date: datetime
    reader: Reader | None = None


def marked(workspace: Workspace, named: tuple[Named, Named], by: By) -> Marked:
    """Two Word files as they are; two plans with comments; of one each, the plan printed."""
    from generator.redline import redline

    names = (named[0].name, named[1].name)
    if all(one.is_word for one in named):
        return redline(named[0].data, named[1].data, **by._asdict(), names=names)
    from generator.review.sides import plan_side
    from generator.template.compiled import load as load_template

    template: Template | None = None
    problems: list[Diagnostic] = []
    sides: list[tuple[ComparedSide, Loaded | None]] = []
    printed: list[bytes] = []
    for one in named:
        if one.is_word:
            printed.append(one.data)
            continue
        side, loaded, found = plan_side(one, workspace)
        problems += found
        if side is None:
            return None, problems
        wanted = workspace.template_for(side.plan.van_ban.loai)
        template, found = load_template(wanted, surroundings().cache)
        problems += found
        if template is None:
            return None, problems
        sides.append((side, loaded))
        if any(other.is_word for other in named):
            data, found = _print(workspace, side.plan, template)
            problems += found
            if data is None:
                return None, problems
            printed.append(data)
    if printed:
        made, found = redline(printed[0], printed[1], **by._asdict(), names=names)
    else:
        assert template is not None  # noqa: S101 - looked at above
        made, found = _plans(workspace, (sides[0], sides[1]), template, by)
    return made, problems + found


def _print(workspace: Workspace, plan: KeHoach, template: Template) -> Marked:
    from generator.document.compose import compose

    parts = workspace.registry, workspace.citations, workspace.plan_of
    document, problems = compose(plan, *parts)
    if has_errors(problems):
        return None, problems
    return template.render(document.context()), problems


def _plans(
    workspace: Workspace,
    sides: tuple[tuple[ComparedSide, Loaded | None], tuple[ComparedSide, Loaded | None]],
    template: Template,
    by: By,
) -> Marked:
    from generator.redline.plan_redline import redline_plans
    from generator.review.sides import differ

    difference, problems = differ(workspace, *sides)
    old, new = difference.old.side, difference.new.side
    data, found = redline_plans(
        old.plan,
        new.plan,
        template=template,
        registry=workspace.registry,
        citations=workspace.citations,
        plan_of=workspace.plan_of,
        **by._asdict(),
        comments=_comments(workspace, difference),
        names=(old.name, new.name),
    )
    return data, problems + found


def _comments(workspace: Workspace, difference: PlanDifference) -> Mapping[str, list[str]]:
    """Node → what changed in it, in sentences; "" for the document itself."""
    from generator.review.sentences import Sentences
    from generator.review.sides import known

    words = Sentences(difference, known(workspace))
    found: dict[str, list[str]] = {}
    for change in difference.changes:
        if change.nature == "data":
            continue
        view = difference.new if change.spots[1] else difference.old
        item = view.items.get(change.node)
        has_id = item is not None and hasattr(item.node, "id")
        found.setdefault(view.own[change.node] if has_id else "", []).append(words.say(change))
    return found
