"""One plan or thousands: read, check, compose, render, write; derive and write.

The work on one file is a function of the workspace and that file, so a batch is
the same work spread over processes. Each result comes back as soon as it is there;
stopping at any moment leaves whole files only, and running again completes the rest.
"""

from __future__ import annotations

import os
from contextlib import suppress
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, TypeVar

from generator.bases import Bases, fingerprint
from generator.diagnostics import Diagnostic, Place, error, has_errors
from generator.files import cache_dir, open_in_office, os_diagnostic, stream_atomic, write_atomic
from generator.locale import _
from generator.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from generator.cascade.derive import Cascade
    from generator.document.blocks import Document
    from generator.document.template import Template
    from generator.plan.model import KeHoach
    from generator.plan.toml import Loaded

R = TypeVar("R")
Status = Literal["written", "unchanged", "refused"]
FEW = 24
"""Up to so many files one process is faster than starting others."""
CHUNK = 16
LARGE_TABLE = 2_000
"""From so many appendix rows on, the document is streamed to the disk."""


class Done(NamedTuple):
    """What became of one file."""

    source: str
    target: str
    status: Status
    diagnostics: list[Diagnostic]
    dropped: tuple[tuple[str, str], ...] = ()
    """When deriving: (node of the plan above, rule) for what does not concern the unit."""


def load(workspace: Workspace, path: Path) -> tuple[Loaded | None, list[Diagnostic]]:
    """Read a plan and check its sense; None when something is wrong with it."""
    loaded, problems = examine(workspace, path)
    return (None if has_errors(problems) else loaded), problems


def examine(workspace: Workspace, path: Path) -> tuple[Loaded | None, list[Diagnostic]]:
    """Read a plan and find all that is wrong with it; None when it is no plan at all.

    Even then the agencies it names are looked up, so that the clerk need not run twice.
    """
    from generator.plan.check import check_agencies, check_plan
    from generator.plan.toml import load_plan, read

    loaded, problems = load_plan(path)
    registry = workspace.registry
    if loaded is None:
        source, _known = read(path)
        return None, problems + (check_agencies(source, registry) if source else [])
    citations, plan_of = workspace.citations, workspace.plan_of
    return loaded, problems + check_plan(
        loaded, registry, citations, plan_of, lambda: workspace.plan_index
    )


class Renderer:
    """Renders plans of one workspace with one template."""

    def __init__(self, workspace: Workspace, template: Path, *, overwrite: bool = False) -> None:
        from generator.document.template import load as load_template

        self.workspace = workspace
        self.template_path = template
        self.overwrite = overwrite
        self.template: Template | None
        self.template, self.diagnostics = load_template(template, cache_dir())

    def __call__(self, source: Path, target: Path) -> Done:
        """Render one plan file to one .docx; never raises for what users can cause."""
        from generator.document.template import RenderError

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


def refuse_target(target: Path) -> Diagnostic | None:
    """Why a .docx must not be replaced: open in an office program, or edited since."""
    from generator.document.package import is_untouched

    if open_in_office(target):
        return error(
            "TX702",
            _("{tep} đang mở trong Word hoặc LibreOffice").format(tep=target.name),
            Place(str(target), _("tệp kết quả")),
            _("Đóng tệp rồi chạy lại."),
        )
    if target.exists() and not is_untouched(target):
        return error(
            "TX701",
            _("{tep} đã được sửa bằng tay sau khi sinh ra, nên không bị ghi đè").format(
                tep=target.name
            ),
            Place(str(target), _("tệp kết quả")),
            _("Đổi tên tệp đó, chọn thư mục khác bằng -o, hoặc thêm --ghi-de nếu bỏ bản đã sửa."),
        )
    return None


def targets(workspace: Workspace, files: Sequence[Path], out: Path | None) -> dict[Path, Path]:
    """Plan file → .docx: the same path below the output folder as below the plans' folder.

    A plan from outside the workspace goes straight into the output folder.
    """
    base = out or workspace.output_dir
    plans = workspace.plans_dir.resolve()
    named = {}
    for file in files:
        inside = plans in file.resolve().parents
        relative = file.resolve().relative_to(plans) if inside else Path(file.name)
        if out is not None and inside and len(files) == 1:
            relative = Path(file.name)
        named[file] = (base / relative).with_suffix(".docx")
    return named


_worker: Renderer | None = None


def become_worker() -> None:
    """In a worker process: Ctrl-C is the parent's business, and so is living on.

    A worker whose parent was killed would wait for work for ever; a thread that
    watches the parent ends it.
    """
    import signal
    from multiprocessing import parent_process
    from multiprocessing.connection import wait
    from threading import Thread

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = parent_process()
    assert parent is not None  # noqa: S101 - only ever called in a child process

    def follow() -> None:
        wait([parent.sentinel])
        os._exit(1)

    Thread(target=follow, daemon=True).start()


def _start(root: Path, template: Path, overwrite: bool) -> None:
    become_worker()
    global _worker
    _worker = Renderer(Workspace(root), template, overwrite=overwrite)


def _work(pairs: list[tuple[Path, Path]]) -> list[Done]:
    assert _worker is not None  # noqa: S101 - set by the initializer of the process
    return [_worker(source, target) for source, target in pairs]


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
    arguments = (renderer.workspace.root, renderer.template_path, renderer.overwrite)
    yield from spread(_work, pairs, jobs, _start, arguments, _lost)


def spread(
    work: Callable[[list[Any]], list[R]],
    items: list[Any],
    jobs: int,
    start: Callable[..., None],
    arguments: tuple[Any, ...],
    lost: Callable[[Diagnostic], R],
) -> Iterator[R]:
    """Do `work` on chunks of items in `jobs` processes; results in the order they finish.

    `lost` makes the result that says that a process was killed. Few chunks are under way
    at a time, so that memory does not grow with their number.
    """
    # imported here: half of the time of rendering one document
    from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
    from concurrent.futures.process import BrokenProcessPool

    chunks = (items[i : i + CHUNK] for i in range(0, len(items), CHUNK))
    pool = ProcessPoolExecutor(jobs, initializer=start, initargs=arguments)
    under_way: set[Future[list[R]]] = set()
    try:
        while True:
            ahead = islice(chunks, 2 * jobs - len(under_way))
            under_way |= {pool.submit(work, chunk) for chunk in ahead}
            if not under_way:
                return
            finished, under_way = wait(under_way, return_when=FIRST_COMPLETED)
            for future in finished:
                yield from future.result()
    except BrokenProcessPool:
        yield lost(_worker_lost())
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _lost(fault: Diagnostic) -> Done:
    return Done("", "", "refused", [fault])


def _worker_lost() -> Diagnostic:
    return error(
        "HT907",
        _("Một tiến trình con bị hệ thống dừng giữa chừng (thường vì thiếu bộ nhớ)"),
        None,
        _("Các tệp đã ghi đều trọn vẹn; chạy lại với -j 1 để làm tiếp."),
    )


class Checker:
    """Checks plans of one workspace, one after the other."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace

    def __call__(self, source: Path) -> Done:
        """Findings of one plan; `target` is its id, "" when it cannot be read."""
        loaded, found = examine(self.workspace, source)
        if loaded is None:
            return Done(str(source), "", "refused", found)
        found += self._levels(loaded)
        return Done(str(source), loaded.plan.van_ban.ma, "unchanged", found)

    def _levels(self, loaded: Loaded) -> list[Diagnostic]:
        """Whether the plan makes sense at its level and below the plan above it."""
        from generator.cascade.sense import check_levels, check_own

        registry, head = self.workspace.registry, loaded.plan.van_ban
        found = check_own(loaded, registry)
        if head.cap_tren is not None and head.cap_tren != head.ma:
            above = self.workspace.plan_above(head.cap_tren)
            if above is not None:
                found += check_levels(loaded, above, registry, self.workspace.citations)
        return found


_checker: Checker | None = None


def _start_checker(root: Path) -> None:
    become_worker()
    global _checker
    _checker = Checker(Workspace(root))


def _check_all(files: list[Path]) -> list[Done]:
    assert _checker is not None  # noqa: S101 - set by the initializer of the process
    return [_checker(file) for file in files]


def check_files(workspace: Workspace, files: list[Path], jobs: int | None = None) -> Iterator[Done]:
    """Check plan files, in this process or, for many files, in one per core."""
    jobs = jobs or os.cpu_count() or 1
    if len(files) <= FEW or jobs == 1:
        yield from map(Checker(workspace), files)
    else:
        yield from spread(_check_all, files, jobs, _start_checker, (workspace.root,), _lost)


def check_ids(results: Sequence[Done]) -> list[Diagnostic]:
    """Plans among checked ones that share an id; only these are read again."""
    from generator.plan.check import check_workspace_ids
    from generator.plan.toml import load_plan

    first: dict[str, Done] = {}
    twice: dict[str, None] = {}
    for result in results:
        if result.target and (other := first.setdefault(result.target, result)) is not result:
            twice |= {other.source: None, result.source: None}
    return check_workspace_ids([found for file in twice if (found := load_plan(Path(file))[0])])


def cascade_below(
    workspace: Workspace, parent: Loaded | None, folder: Path
) -> tuple[Cascade | None, list[Diagnostic]]:
    """What derives the plans below one plan into a folder, by the rules of the workspace."""
    from generator.cascade.derive import Cascade
    from generator.cascade.rules import check_levels, load_rules

    rules, problems = load_rules(workspace.registry_dir / "quy-tac.toml")
    if rules is not None:
        problems += check_levels(rules, workspace.registry.levels())
    if parent is None or rules is None or has_errors(problems):
        return None, problems
    shown = workspace.shown(folder)
    return Cascade(parent, workspace.registry, workspace.citations, rules, shown), problems


def digest_of(plan: KeHoach) -> str:
    """The digest a derived plan holds of its own text as derived; "" in any other plan."""
    return plan.dan_xuat.ma_bam if plan.dan_xuat else ""


class Deriver:
    """Derives the plans of lower units from one plan of a workspace."""

    def __init__(self, workspace: Workspace, parent: Path, folder: Path) -> None:
        self.workspace = workspace
        self.folder = folder
        self.bases = Bases(workspace.root)
        loaded, self.diagnostics = load(workspace, parent)
        self.cascade, problems = cascade_below(workspace, loaded, folder)
        self.diagnostics += problems

    def __call__(self, unit: str) -> Done:
        """Derive the plan of one unit and write it; never over a clerk's edits."""
        try:
            return self._derive(unit)
        except OSError as fault:
            return Done(unit, "", "refused", [os_diagnostic(fault)])

    def _derive(self, unit: str) -> Done:
        if self.cascade is None:
            return Done(unit, "", "refused", self.diagnostics)
        agency = self.workspace.registry.get(unit, self.cascade.day)
        assert agency is not None  # noqa: S101 - the command line has looked every unit up
        derived, problems = self.cascade.derive(agency)
        if derived is None:
            return Done(unit, "", "refused", problems)
        target = self.folder / derived.name
        self.bases.keep(derived.text, digest_of(derived.plan))  # first: an edit may follow at once
        status, refused = _keep_edits(target, derived.text)
        shown = self.workspace.shown(target)
        return Done(unit, shown, status, refused or problems, derived.dropped)


def _keep_edits(target: Path, text: str) -> tuple[Status, list[Diagnostic]]:
    """Write a derived plan, unless the file there is the same or was edited."""
    from generator.plan.emit import is_unedited

    data = text.encode()
    if target.exists():
        old = target.read_bytes()
        if old == data:
            return "unchanged", []
        if not is_unedited(old.decode("utf-8", "replace")):
            return "refused", [
                error(
                    "TX704",
                    _("{tep} đã có người sửa sau khi dẫn xuất, nên không bị ghi đè").format(
                        tep=target.name
                    ),
                    Place(str(target), _("tệp kế hoạch")),
                    _("Dẫn xuất vào thư mục khác bằng -o rồi so sánh, hoặc đổi tên tệp cũ."),
                )
            ]
    write_atomic(target, data, durable=True)
    return "written", []


def lower_units(workspace: Workspace, plan: KeHoach) -> list[str]:
    """Ids of the units directly below the plan's agency, of its own kind, on the plan's day."""
    registry, day = workspace.registry, plan.day()
    above = registry.get(plan.van_ban.co_quan, day)
    if above is None:
        return []
    return [unit.id for unit in registry.children(above.id, day) if unit.loai == above.loai]


_deriver: Deriver | None = None


def _start_deriver(root: Path, parent: Path, folder: Path) -> None:
    become_worker()
    global _deriver
    _deriver = Deriver(Workspace(root), parent, folder)


def _derive_all(units: list[str]) -> list[Done]:
    assert _deriver is not None  # noqa: S101 - set by the initializer of the process
    return [_deriver(unit) for unit in units]


def derive_files(
    workspace: Workspace, parent: Path, units: list[str], folder: Path, jobs: int | None = None
) -> Iterator[Done]:
    """Derive the plans of `units` and write them to `folder`, as they get ready."""
    jobs = jobs or os.cpu_count() or 1
    if len(units) <= FEW or jobs == 1:
        yield from map(Deriver(workspace, parent, folder), units)
        return
    arguments = (workspace.root, parent, folder)
    yield from spread(_derive_all, units, jobs, _start_deriver, arguments, _lost)
