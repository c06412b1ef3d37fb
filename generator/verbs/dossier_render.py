"""`dossier render`: all papers of a dossier and their table of contents, whole or not at all."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from generator.diagnostics import Diagnostic, has_errors
from generator.surroundings import surroundings
from generator.verbs.dossier_check import check_dossier
from generator.verbs.dossier_common import WrittenPapers as Result
from generator.verbs.paper import Paper, of_loaded
from generator.workspace.files import write_atomic

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from generator.verbs.dossier_common import Member, OpenedDossier
    from generator.verbs.print_options import Engine
    from generator.workspace.desk import Desk
    from generator.workspace.workspace import Workspace

FIRST = "00-muc-luc.docx"


class Request(NamedTuple):
    """Which dossier, into which folder."""

    plan: str
    out: Path | None = None
    """None: `ho-so/MÃ` below the folder of results."""
    pdf: bool = False
    engine: Engine = "auto"
    overwrite: bool = False
    """Also over a .docx that was edited by hand."""


def run(desk: Desk, request: Request) -> Result:
    """Print the papers in their order: 01-…, 02-…, and `00-muc-luc.docx`. Raises OSError."""
    workspace = desk.workspace
    found, problems = check_dossier(workspace, request.plan)
    if found is None or has_errors(problems) or not found.members:
        return Result(request.plan, [], problems)
    own = found.dossier.ho_so.ke_hoach
    folder = request.out or workspace.output_dir / "ho-so" / own
    named = {
        member.path: folder / f"{i:02d}-{member.path.stem}.docx"
        for i, member in enumerate(found.members, 1)
    }
    refused = _refused(workspace, named, request)
    if refused:
        return Result(own, [], [*problems, *refused])
    written, more = _printed(desk, named, request)
    problems += more
    if has_errors(more):
        return Result(own, written, problems)
    data, more = table_of_contents(workspace, found)
    problems += more
    if data is not None:
        write_atomic(folder / FIRST, data)
        written.insert(0, workspace.shown(folder / FIRST))
    if request.pdf:
        problems += _to_pdf(desk, [folder / FIRST, *named.values()], request)
    return Result(own, written, problems)


def _refused(workspace: Workspace, named: dict[Path, Path], request: Request) -> list[Diagnostic]:
    """Why one paper cannot be printed: then none is."""
    from generator.document.output import refuse_target
    from generator.workspace.reading import load

    found: list[Diagnostic] = []
    for source, target in named.items():
        _loaded, problems = load(workspace, source)
        found += [d for d in problems if has_errors([d])]
        stop = None if request.overwrite else refuse_target(target)
        found += [stop] if stop else []
    return found


def _printed(
    desk: Desk, named: dict[Path, Path], request: Request
) -> tuple[list[str], list[Diagnostic]]:
    from generator.verbs.render import Manner, Renderer

    renderer = Renderer(desk.workspace, Manner(None, request.overwrite, notes=False))
    written, problems = [], list(renderer.diagnostics)
    for source, target in named.items():
        done = renderer(source, target)
        problems += [d for d in done.diagnostics if has_errors([d])]
        if done.status != "refused":
            written.append(done.target)
    return written, problems


def _to_pdf(desk: Desk, files: list[Path], request: Request) -> list[Diagnostic]:
    from generator.verbs.printing import to_pdf

    made = to_pdf(files, engine=request.engine, crew=desk.crew, progress=desk.progress)
    return made.diagnostics


def table_of_contents(
    workspace: Workspace, found: OpenedDossier
) -> tuple[bytes | None, list[Diagnostic]]:
    """The table as a .docx, by the office's own template or by the one that is shipped."""
    from generator.review.contents import NAME, MucLuc, contents
    from generator.template.compiled import RenderError, load
    from generator.workspace.workspace import shipped

    own = (workspace.root / workspace.settings.mau).parent / NAME
    path = own if own.is_file() else shipped() / "templates" / NAME
    template, problems = load(path, surroundings().cache, MucLuc)
    if template is None:
        return None, problems
    papers = [member.loaded.plan for member in found.members]
    pages = page_counts(workspace, found.members)
    values = contents(found.dossier, papers, workspace.registry, pages)
    try:
        data = template.render({key: getattr(values, key) for key in values.__struct_fields__})
    except RenderError as fault:
        return None, [fault.diagnostic]
    return data, problems


def page_counts(workspace: Workspace, members: Iterable[Member]) -> dict[str, int]:
    """Pages by the ids of papers; none of one that holds something without a known place."""
    paper = Paper()
    found = {}
    for member in members:
        printed = of_loaded(workspace, member.loaded, paper).printed
        if printed is not None and printed.known:
            found[member.ma] = len(printed.pages)
    return found
