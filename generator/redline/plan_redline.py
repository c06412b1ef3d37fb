"""Two plans as one .docx with tracked changes: composed, rendered, compared in memory."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.diagnostics import has_errors
from generator.document.compose import compose
from generator.ooxml.changed_package import Opc
from generator.redline import compare
from generator.redline.author import Author, moment
from generator.redline.writer import first_free_id
from generator.template.compiled import RenderError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from generator.diagnostics import Diagnostic
    from generator.document.blocks import Document
    from generator.plan.agencies import Registry
    from generator.plan.citations import Citations, PlanOf
    from generator.plan.model import KeHoach
    from generator.redline.state import Reader
    from generator.template.compiled import Template


def redline_plans(
    old: KeHoach,
    new: KeHoach,
    *,
    template: Template,
    registry: Registry,
    citations: Citations,
    plan_of: PlanOf,
    author: str,
    date: datetime | None = None,
    comments: Mapping[str, Sequence[str]] | None = None,
    names: tuple[str, str] = ("cũ", "mới"),
    reader: Reader | None = None,
) -> tuple[bytes | None, list[Diagnostic]]:
    """Compare the prints of two plans, node by node.

    `comments` says of a node (by id) what changed, in sentences; they become Word comments.
    Registry, citations and `plan_of` are those of `compose`. None with errors where a plan
    cannot be printed.
    """
    printed: list[Document] = []
    problems: list[Diagnostic] = []
    for plan in (old, new):
        document, more = compose(plan, registry, citations, plan_of)
        printed.append(document)
        problems += more
    if has_errors(problems):
        return None, problems
    try:
        packages = [Opc(template.render(document.context())) for document in printed]
    except RenderError as fault:
        return None, [*problems, fault.diagnostic]
    who = Author(author, moment(date), first_free_id(packages[1]))
    data, more = compare(packages[0], packages[1], who, names, comments or {}, reader)
    return data, problems + more
