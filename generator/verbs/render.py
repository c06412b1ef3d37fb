"""`render`: plans → .docx, one or thousands."""

from __future__ import annotations

import os
from contextlib import suppress
from typing import TYPE_CHECKING

from generator.diagnostics import Diagnostic, has_errors
from generator.document.output import refuse_target
from generator.workspace.bases import Bases, fingerprint
from generator.workspace.batch import FEW, Done, Status, lost_file, spread
from generator.workspace.files import cache_dir, os_diagnostic, stream_atomic, write_atomic
from generator.workspace.reading import load

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from generator.document.blocks import Document
    from generator.template.compiled import Template
    from generator.workspace.workspace import Workspace

LARGE_TABLE = 2_000
"""From so many appendix rows on, the document is streamed to the disk."""


class Renderer:
    """Renders plans of one workspace with one template."""

    def __init__(self, workspace: Workspace, template: Path, *, overwrite: bool = False) -> None:
        from generator.template.compiled import load as load_template

        self.workspace = workspace
        self.template_path = template
        self.overwrite = overwrite
        self.template: Template | None
        self.template, self.diagnostics = load_template(template, cache_dir())

    def __call__(self, source: Path, target: Path) -> Done:
        """Render one plan file to one .docx; never raises for what users can cause."""
        from generator.template.compiled import RenderError

        shown = self.workspace.shown(target)
        try:
            status, problems = self._render(source, target)
        except RenderError as fault:
            status, problems = "refused", [fault.diagnostic]
        except OSError as fault:
            status, problems = "refused", [os_diagnostic(fault)]
        return Done(self.workspace.shown(source), shown, status, problems)

    def _render(self, source: Path, target: Path) -> tuple[Status, list[Diagnostic]]:
        from generator.document.compose import compose

        if self.template is None:
            return "refused", []  # the template's own diagnostics are reported once
        loaded, problems = load(self.workspace, source)
        if loaded is None:
            return "refused", problems
        document, more = compose(
            loaded.plan,
            self.workspace.registry,
            self.workspace.citations,
            self.workspace.plan_of,
            fingerprint(loaded.source.text),
        )
        problems += more
        refused = None if self.overwrite else refuse_target(target)
        if refused or has_errors(problems):
            return "refused", problems + ([refused] if refused else [])
        with suppress(OSError):  # without it the document is still right
            Bases(self.workspace.root).keep_rendered(loaded.source.text)
        return self._write(document, target), problems

    def _write(self, document: Document, target: Path) -> Status:
        assert self.template is not None  # noqa: S101 - checked by the caller, for the type checker
        rows = sum(len(appendix.dong) for appendix in document.phu_luc)  # type: ignore[misc,arg-type]
        context = document.context()
        if rows > LARGE_TABLE:
            template = self.template
            stream_atomic(target, lambda write: template.stream(context, write))
            return "written"
        data = self.template.render(context)
        if target.exists() and target.read_bytes() == data:
            return "unchanged"
        write_atomic(target, data)
        return "written"


class _Pairs:
    """In a worker process: renders (source, target)."""

    def __init__(self, workspace: Workspace, template: Path, overwrite: bool) -> None:
        self.render = Renderer(workspace, template, overwrite=overwrite)

    def __call__(self, pair: tuple[Path, Path]) -> Done:
        return self.render(*pair)


def render_files(
    renderer: Renderer, named: dict[Path, Path], jobs: int | None = None
) -> Iterator[Done]:
    """Render plan files to .docx, in this process or, for many files, in one per core.

    The renderer has compiled the template by then, so that workers find it in the cache.
    """
    pairs = list(named.items())
    jobs = jobs or os.cpu_count() or 1
    if len(pairs) <= FEW or jobs == 1 or renderer.template is None:
        yield from (renderer(source, target) for source, target in pairs)
        return
    renderer.workspace.read_registries()
    arguments = (renderer.workspace, renderer.template_path, renderer.overwrite)
    yield from spread(pairs, jobs, _Pairs, arguments, lost_file)
