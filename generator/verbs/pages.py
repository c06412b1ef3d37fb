"""`pages`: a plan as its printed pages, with what an editor has typed that is not saved yet."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from generator.verbs.paper import Sheets, of_loaded

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.cascade.changing.operations import Operation
    from generator.verbs.paper import Paper
    from generator.workspace.desk import Desk


class Request(NamedTuple):
    """Which plan, and what an editor has typed that is not saved yet."""

    plan: str
    operations: Sequence[Operation] = ()


def run(desk: Desk, request: Request, paper: Paper) -> Sheets:
    """The pages of a plan of the workspace, with operations done that nobody saved yet."""
    from generator.cascade.changing.operations import edit
    from generator.verbs.spoken import understood
    from generator.verbs.view import no_plan, path_of

    workspace = desk.workspace
    path = path_of(workspace, request.plan)
    if path is None:
        return Sheets(None, [no_plan(request.plan)])
    loaded, problems = workspace.read_plan(path)
    if loaded is None:
        return Sheets(None, problems)
    if request.operations:
        meant = understood(loaded.plan, request.operations, workspace.registry)
        loaded = loaded._replace(plan=edit(loaded.plan, meant).plan)
    return of_loaded(workspace, loaded, paper)
