"""`render`: plans → .docx (→ PDF), one or thousands."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from generator.diagnostics import Diagnostic, Place, error, exit_code, has_errors
from generator.document.output import names_file, refuse_target, targets
from generator.locale import _
from generator.plan.model import walk
from generator.surroundings import surroundings
from generator.text.packed import packed_pairs
from generator.verbs.rendered import Before, Rendered, recorded
from generator.workspace.bases import Bases, fingerprint
from generator.workspace.batch import Done, Job, Status, losses, lost_file, unheard
from generator.workspace.files import (
    os_diagnostic,
    skipped_below,
    stream_atomic,
    sweep_leftovers,
    write_atomic,
)
from generator.workspace.naming import named_plans
from generator.workspace.processes import FEW, Processes
from generator.workspace.reading import load
from generator.workspace.spool import Each, Findings, Spool, plain, told

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from generator.document.blocks import Document
    from generator.plan.model import KeHoach
    from generator.template.compiled import Template
    from generator.text.packed import Packed
    from generator.verbs.print_options import Engine
    from generator.verbs.printing import PagesKnown
    from generator.workspace.batch import Crew
    from generator.workspace.desk import Desk
    from generator.workspace.workspace import Home, Workspace

LARGE_TABLE = 2_000
"""From so many appendix rows on, the document is streamed to the disk."""


class Request(NamedTuple):
    """Which plans to print, and how."""

    plans: tuple[str, ...] = ()
    """Paths, folders, ids; none: every plan of the workspace."""
    out: Path | None = None
    """The folder of the results, or of one plan its file (.docx; .pdf: a PDF is made too); None:
    the folder of the settings."""
    pdf: bool = False
    archival: bool = False
    """PDF/A-2b; a PDF is made then, too."""
    template: Path | None = None
    overwrite: bool = False
    """Also over a .docx that was edited by hand."""
    engine: Engine = "auto"
    """Who makes the PDF."""
    notes: bool | None = None
    """Open questions as Word comments at their places, for `pull` to take the answers; None:
    so that no draft looks finished, but not in a batch, where it is told how many are open."""
    paged: bool = False
    """Say how many pages each has, and where it is signed, without a PDF."""
    png: int | None = None
    """A picture of each page with so many dots an inch; a PDF is made then, too."""


class Result(NamedTuple):
    """What became of the plans, by their paths."""

    items: Sequence[Done]
    diagnostics: Sequence[Diagnostic]
    pages: dict[str, int]
    """How many each has, by its .docx: of the PDF, or as they are set."""
    known: Mapping[str, PagesKnown] = MappingProxyType({})
    """Where pages were asked for without a PDF."""
    asked: int = 0
    """How many plans; fewer items where the work was broken off."""

    @property
    def exit_code(self) -> int:
        """1 when a plan was refused, 3 when the environment failed."""
        return exit_code(self.diagnostics)

    def as_dict(self) -> dict[str, Any]:
        """For programs."""
        return plain(self.parts())

    def parts(self) -> dict[str, Any]:
        """The same, what there is of each file as it is looked at."""
        return {
            "asked": self.asked,
            "results": Each(self._told, self.items),
            "diagnostics": told(self.diagnostics),
        }

    def _told(self, done: Done) -> dict[str, Any]:
        return {
            "source": done.source,
            "target": done.target,
            "status": done.status,
            **({"pages": self.pages[done.target]} if done.target in self.pages else {}),
            **self._set(done.target),
        }

    def _set(self, target: str) -> dict[str, Any]:
        """Whether the number of pages is exact, and the places of marks."""
        known = self.known.get(target)
        if known is None:
            return {}
        return {"pages_exact": known.exact, "marks": [mark._asdict() for mark in known.marks]}


def run(desk: Desk, request: Request, heard: Callable[[Done], object] = unheard) -> Result:
    """Render plans; `heard` is told of each as it is done, `Result` tells all in order."""
    workspace = desk.workspace
    files, problems = named_plans(workspace, request.plans)
    if problems:
        return Result([], problems, {})
    problems += skipped_below(request.plans, (".toml",))
    if request.out is not None and names_file(request.out):
        if len(files) != 1:
            message = _("Nhiều tệp nguồn thì -o phải là một thư mục.")
            return Result([], [*problems, error("LN005", message)], {}, asked=len(files))
        request = request._replace(pdf=request.pdf or request.out.suffix.lower() == ".pdf")
    named = targets(workspace, files, request.out)
    named, clashes = _apart_from_clashes(named)
    problems += clashes
    if not request.plans:
        problems += _same_ids(workspace, files)
    for folder in {target.parent for _source, target in named}:
        sweep_leftovers(folder)
    few = len(named) <= FEW
    notes = few if request.notes is None else request.notes
    manner = Manner(request.template, request.overwrite, notes)
    renderer = Renderer(workspace, manner)
    problems += renderer.diagnostics
    items = Spool[Done](lambda done: done.source)
    findings = Findings()
    work = render_files(renderer, named, desk.crew)
    broken: list[Diagnostic] = []
    with losses(broken.append):
        for done in desk.progress(work, len(named), _("Sinh văn bản")):
            findings.take(done.diagnostics)
            items.add(done._replace(diagnostics=[]))
            heard(done)
    problems += broken
    pages: dict[str, int] = {}
    if not broken and (request.pdf or request.archival or request.png):
        pages, found = _to_pdf(desk, items, request)
        problems += found
    known: dict[str, PagesKnown] = {}
    if not broken and request.paged and not pages:
        known, found = _counted(desk, items)
        problems += found
    pages = pages or {target: found.pages for target, found in known.items()}
    findings.take([*problems, *workspace.diagnostics])
    return Result(items, findings, pages, known, len(named))


def _counted(desk: Desk, items: Sequence[Done]) -> tuple[dict[str, PagesKnown], list[Diagnostic]]:
    """The pages of what was rendered, by its target as it is shown."""
    from generator.verbs.printing import pages_of

    files = {Path(done.target): done.target for done in items if done.status != "refused"}
    found, problems = pages_of(list(files), crew=desk.crew, progress=desk.progress)
    return {files[one.docx]: one for one in found}, problems


def _apart_from_clashes(
    named: Packed[tuple[Path, Path]],
) -> tuple[Packed[tuple[Path, Path]], list[Diagnostic]]:
    """Two plans that would be written to one file: the second is taken out, and told."""
    owner: dict[str, int] = {}
    left, found = [], []
    for row, (source, target) in enumerate(named):
        first = owner.setdefault(str(target), row)
        if first == row:
            left.append(row)
            continue
        message = _("{mot} và {hai} cùng ghi ra {tep}").format(
            mot=named[first][0], hai=source, tep=target
        )
        hint = _("Đổi tên một tệp, hoặc sinh từng tệp vào thư mục khác bằng -o.")
        found.append(error("TX703", message, Place(str(source), _("tệp kết quả")), hint))
    return (packed_pairs(named[row] for row in left), found) if found else (named, [])


def _same_ids(workspace: Workspace, files: Sequence[Path]) -> list[Diagnostic]:
    """Two plans with one id; looked for when the whole workspace is rendered."""
    if len(files) == len(workspace.plan_index):  # each has one of its own
        return []
    from generator.plan.check import check_workspace_ids
    from generator.plan.toml import load_plan

    twice = [p for paths in workspace.plan_index.values() if len(paths) > 1 for p in paths]
    return check_workspace_ids(found for path in twice if (found := load_plan(path)[0]))


def _to_pdf(
    desk: Desk, items: Sequence[Done], request: Request
) -> tuple[dict[str, int], list[Diagnostic]]:
    """Print what was rendered; pages by the target as it is shown."""
    from generator.verbs.printing import to_pdf

    files = {Path(done.target): done.target for done in items if done.status != "refused"}
    if not files:
        return {}, []
    made = to_pdf(
        list(files),
        engine=request.engine,
        archival=request.archival,
        crew=desk.crew,
        progress=desk.progress,
    )
    found = made.diagnostics
    if request.png:
        from generator.verbs.page_pictures import take_pictures

        pdfs = [path.with_suffix(".pdf") for path in made.pages]
        found = [*found, *take_pictures(pdfs, request.png, Processes(desk.crew.jobs))]
    return {files[path]: count for path, count in made.pages.items()}, found


class Manner(NamedTuple):
    """How a renderer writes its files."""

    template: Path | None = None
    overwrite: bool = False
    notes: bool = False


class _Made(NamedTuple):
    """What became of one plan."""

    status: Status
    found: list[Diagnostic]
    data: bytes | None = None
    """The document that is on the disk now; None where it was not at hand as a whole."""
    source: tuple[str, str] = ("", "")
    """Digest of the plan's file, and the name of the kept text."""


class Renderer:
    """Renders plans of one workspace, each with the template of its type, or all with one."""

    def __init__(self, workspace: Workspace, manner: Manner) -> None:
        self.workspace = workspace
        self.manner = manner
        self.diagnostics: list[Diagnostic] = []
        """What is wrong with the templates used so far, each told once."""
        self._templates: dict[Path, Template | None] = {}
        self._bases = Bases(workspace.root)
        self.template = self._template_at(manner.template or workspace.template)

    def _template_at(self, path: Path) -> Template | None:
        from generator.template.compiled import load as load_template

        if path not in self._templates:
            self._templates[path], problems = load_template(path, surroundings().cache)
            self.diagnostics += problems
        return self._templates[path]

    def _template_of(self, kind: str) -> Template | None:
        return self._template_at(self.manner.template or self.workspace.template_for(kind))

    def __call__(self, source: Path, target: Path) -> Done:
        """Render one plan file to one .docx; never raises for what users can cause."""
        return self.pair((source, target)).done

    def pair(self, both: tuple[Path, Path]) -> Rendered:
        """Render (source, target), and say what the document was made of."""
        from generator.template.compiled import RenderError

        source, target = both
        self.workspace.nothing_asked()
        try:
            made = self._render(source, target)
        except RenderError as fault:
            made = _Made("refused", [fault.diagnostic])
        except OSError as fault:
            made = _Made("refused", [os_diagnostic(fault)])
        shown = self.workspace.shown
        done = Done(shown(source), shown(target), made.status, made.found)
        if made.data is None:
            return Rendered(done)
        digest, base = made.source
        return Rendered(done, recorded(self.workspace, digest, base, made.data))

    def _render(self, source: Path, target: Path) -> _Made:
        from generator.document.compose import compose

        if self.template is None:
            return _Made("refused", [])  # the template's own diagnostics are reported once
        loaded, problems = load(self.workspace, source)
        if loaded is None:
            return _Made("refused", problems)
        template = self._template_of(loaded.plan.van_ban.loai)
        if template is None:
            return _Made("refused", problems + self.diagnostics)
        base = fingerprint(loaded.source.text)
        document, more = compose(
            loaded.plan,
            self.workspace.registry,
            self.workspace.citations,
            self.workspace.plan_of,
            base,
        )
        problems += more
        refused = None if self.manner.overwrite else refuse_target(target)
        if refused or has_errors(problems):
            return _Made("refused", problems + ([refused] if refused else []))
        with suppress(OSError):  # without it the document is still right
            self._bases.keep_rendered(loaded.source.text, base)
        status, data = self._write(document, target, template, loaded.plan)
        return _Made(status, problems, data, (loaded.source.digest, base))

    def _write(
        self, document: Document, target: Path, template: Template, plan: KeHoach
    ) -> tuple[Status, bytes | None]:
        """Write a document; its bytes, where they were at hand as a whole."""
        rows = sum(len(appendix.dong) for appendix in document.phu_luc)  # type: ignore[misc,arg-type]
        context = document.context()
        noted = self.manner.notes and _has_questions(plan)
        if rows > LARGE_TABLE and not noted:
            stream_atomic(target, lambda write: template.stream(context, write))
            return "written", None
        data = template.render(context)
        if noted:
            from generator.pulling.question_comments import with_questions

            data = with_questions(data, plan)
        if target.exists() and target.read_bytes() == data:
            return "unchanged", data
        write_atomic(target, data)
        return "written", data


def _has_questions(plan: KeHoach) -> bool:
    """Whether something is still to be looked at; what notes need is loaded only then."""
    return bool(plan.van_ban.can_xem) or any(node.can_xem for _loc, node in walk(plan))


@dataclass(frozen=True)
class RenderJob(Job["tuple[Path, Path]", Rendered]):
    """Render plan files to .docx: (source, target)."""

    home: Home
    manner: Manner
    folders: tuple[Path, ...]
    """Of the targets."""

    def open(self) -> Callable[[tuple[Path, Path]], Rendered]:
        """What renders file after file."""
        return Renderer(self.home.open(), self.manner).pair

    def lost(self, item: tuple[Path, Path], fault: Diagnostic) -> Rendered:
        """A plan nobody has rendered."""
        return Rendered(lost_file(item, fault))

    def reads(self) -> tuple[Path, ...]:
        """The templates and what decides on the words of the registries."""
        return (*self.templates(), *self.home.settled())

    def templates(self) -> tuple[Path, ...]:
        """All templates that a plan of the workspace may be printed with."""
        workspace = self.home.open()
        own = [self.manner.template] if self.manner.template else []
        named = [workspace.root / name for name in workspace.settings.mau_rieng.values()]
        beside = sorted((self.home.root / "templates").glob("*.docx"))
        return (*own, workspace.template, *named, *beside)

    def guarded(self) -> Path | None:
        """The workspace."""
        return self.home.root

    def writes(self) -> tuple[Path, ...]:
        """The documents, and the bases of what they print."""
        return (*self.folders, self.home.root)


def render_files(
    renderer: Renderer, pairs: Sequence[tuple[Path, Path]], crew: Crew
) -> Iterator[Done]:
    """Render plan files to .docx; the renderer has compiled the template by then.

    Of many files those are left out that are as an earlier run has left them.
    """
    if renderer.template is None:
        yield from (renderer(*pair) for pair in pairs)
        return
    workspace = renderer.workspace
    workspace.read_registries()
    folders = tuple(dict.fromkeys(target.parent for _source, target in pairs))
    job = RenderJob(workspace.home, renderer.manner, folders)
    if len(pairs) <= FEW:
        yield from (one.done for one in crew.do(job, pairs, renderer.pair))
        return
    before = Before(workspace, renderer.manner, job.templates())
    left = packed_pairs(pair for pair in pairs if not before.unchanged(*pair))
    again = iter(left)
    following = next(again, None)
    work = crew.do(job, left, renderer.pair)
    try:
        for pair in pairs:
            if pair != following:
                yield before.told(*pair)
            else:
                made = next(work)
                before.learn(*pair, made.record, made.done)
                yield made.done
                following = next(again, None)
    finally:
        work.close()
        before.keep()
