"""Update plan files: one or thousands, one level or the whole cascade, or only ask what if.

A file is read, merged and written whole or not at all; its base is on the disk before it.
Stopping at any moment leaves every file old or new, and running again completes the rest.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from generator.cascade.changing.rewrite import Rewritten, rewritten
from generator.cascade.deriving.below import as_derived, cascade_below, digest_of
from generator.diagnostics import (
    Diagnostic,
    Place,
    Severity,
    error,
    exit_code,
    has_errors,
    nearest,
    warning,
)
from generator.locale import _
from generator.plan.emit import is_unedited
from generator.plan.toml import Loaded
from generator.workspace.bases import FOLDER, Bases, fingerprint
from generator.workspace.batch import Job, losses, named, unheard
from generator.workspace.files import os_diagnostic, replace_plan, sweep_leftovers
from generator.workspace.index import PlanHead, head_of
from generator.workspace.naming import named_plans
from generator.workspace.reading import load
from generator.workspace.spool import Each, Findings, Spool, plain, told

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from generator.cascade.changing.update import UpdateChange
    from generator.cascade.deriving.derive import Cascade
    from generator.cascade.deriving.level_text import Derived
    from generator.plan.model import KeHoach
    from generator.workspace.batch import Crew
    from generator.workspace.desk import Desk
    from generator.workspace.workspace import Home, Workspace

Outcome = Literal["unchanged", "updated", "conflict", "refused"]


class UpdatedFile(NamedTuple):
    """What became, or would become, of one plan."""

    file: str
    ma: str
    status: Outcome
    changes: tuple[UpdateChange, ...]
    diagnostics: list[Diagnostic]
    data: bytes | None = None
    """The new bytes, where they are needed to go on to the level below without writing."""
    texts: tuple[str, str] | None = None
    """Fingerprints of what the plan said before and says now, where both were to be kept."""

    def as_dict(self) -> dict[str, Any]:
        """For programs; `late` lists the places whose deadline breaks."""
        return {
            "file": self.file,
            "plan": self.ma,
            "status": self.status,
            "changes": [change._asdict() for change in self.changes],
            "late": [
                d.span.where
                for d in self.diagnostics
                if d.code == "DX526" and isinstance(d.span, Place)
            ],
        }


class Request(NamedTuple):
    """Which plans to update, and how."""

    plans: tuple[str, ...] = ()
    """Paths or ids; none: all that follow `above`."""
    write: bool = True
    recursive: bool = False
    above: Path | None = None
    """A plan above that is not issued yet, taken for the one with its id; nothing is written."""
    both: bool = False
    """Whether the texts of before and after are kept among the bases, so that it can be undone."""


class Result(NamedTuple):
    """What became of all plans, level by level."""

    items: Sequence[UpdatedFile]
    written: bool
    diagnostics: Sequence[Diagnostic]

    @property
    def exit_code(self) -> int:
        """1 when something is left to a person."""
        return exit_code(self.diagnostics)

    def as_dict(self) -> dict[str, Any]:
        """For programs."""
        return plain(self.parts())

    def parts(self) -> dict[str, Any]:
        """The same, what there is of each file as it is looked at."""
        return {
            "written": self.written,
            "results": Each(UpdatedFile.as_dict, self.items),
            "diagnostics": told(self.diagnostics),
        }


def run(desk: Desk, request: Request, heard: Callable[[UpdatedFile], object] = unheard) -> Result:
    """Update plans; `heard` is told of each as it is done."""
    workspace = desk.workspace
    request = request._replace(write=request.write and request.above is None)
    files, problems = _files(workspace, request)
    if problems:
        return Result([], request.write, problems)
    if request.write:
        for folder in {file.parent for file in files}:
            sweep_leftovers(folder)
    items = Spool[UpdatedFile]()
    found = Findings()
    work = update_files(workspace, files, request, desk.crew)
    with losses(found.add):
        for updated in desk.progress(work, len(files), _("Cập nhật")):
            found.take(updated.diagnostics)
            items.add(updated)
            heard(updated)
    found.take(workspace.diagnostics)
    return Result(items, request.write, found)


def _files(workspace: Workspace, request: Request) -> tuple[Sequence[Path], list[Diagnostic]]:
    """The plans to update."""
    if request.plans:
        return named_plans(workspace, request.plans)
    if request.above is None:
        return [], [error("LN003", _("Nêu kế hoạch cần cập nhật, hoặc --what-if TỆP."))]
    ma = head_of(request.above).ma
    message = _("Không gian làm việc không có kế hoạch nào theo “{ma}”.")
    found = workspace.followers.get(ma, [])
    return found, [] if found else [error("LN003", message.format(ma=ma))]


def update_files(
    workspace: Workspace, files: Sequence[Path], request: Request, crew: Crew
) -> Iterator[UpdatedFile]:
    """Update plans, with `recursive` also everything below them, level by level."""
    unsaved: dict[str, bytes] = {}
    if request.above is not None:
        unsaved[head_of(request.above).ma] = request.above.read_bytes()
    level, seen = files, set[Path]()
    while level:
        level = [file for file in level if file.resolve() not in seen]
        seen |= {file.resolve() for file in level}
        following: list[Path] = []
        for result in _level(workspace, level, request, unsaved, crew):
            yield result._replace(data=None)
            if not request.recursive or not result.ma:
                continue
            lower = workspace.followers.get(result.ma, [])
            if result.status in ("refused", "conflict"):
                yield from (_waits(workspace, file, result) for file in lower)
                continue
            if result.data is not None:
                unsaved[result.ma] = result.data
            following += lower
        level = following


def _level(
    workspace: Workspace,
    files: Sequence[Path],
    request: Request,
    unsaved: dict[str, bytes],
    crew: Crew,
) -> Iterator[UpdatedFile]:
    """Update plans that do not follow one another."""
    below: dict[str, list[Path]] = {}
    for file in files:
        try:
            head = head_of(file)
        except OSError as fault:
            yield UpdatedFile(workspace.shown(file), "", "refused", (), [os_diagnostic(fault)])
            continue
        if head.derived or not head.ma:
            below.setdefault(head.above, []).append(file)
        else:
            yield _not_derived(workspace, file, head, request)
    for above, children in below.items():
        yield from _siblings(workspace, above, children, request, unsaved.get(above), crew)


def _siblings(
    workspace: Workspace,
    above: str,
    children: list[Path],
    request: Request,
    data: bytes | None,
    crew: Crew,
) -> Iterator[UpdatedFile]:
    """Update the plans that follow one plan."""
    paths = workspace.plan_index.get(above, [])
    if data is not None and request.above is not None and not paths:
        paths = [request.above]
    if not paths:
        near = nearest(above, workspace.plan_index)
        yield from (_no_plan_above(workspace, child, above, near) for child in children)
        return
    keep = frozenset(workspace.followers) if request.recursive and not request.write else None
    folders = tuple(dict.fromkeys(child.parent for child in children))
    settings = data, request.write, keep, request.write and request.both
    job = UpdateJob(workspace.home, paths[0], *settings, folders)
    yield from crew.do(job, children, Updater(workspace, *job.settings))


@dataclass(frozen=True)
class UpdateJob(Job[Path, UpdatedFile]):
    """Update the plans below one plan."""

    home: Home
    parent: Path
    data: bytes | None
    """The plan above as it will be, where it is not written."""
    write: bool
    keep: frozenset[str] | None
    both: bool
    folders: tuple[Path, ...]
    """Of the plans."""

    @property
    def settings(self) -> tuple[Path, bytes | None, bool, frozenset[str] | None, bool]:
        """All but where it happens."""
        return self.parent, self.data, self.write, self.keep, self.both

    def open(self) -> Updater:
        """What updates plan after plan."""
        return Updater(self.home.open(), *self.settings)

    def lost(self, item: Path, fault: Diagnostic) -> UpdatedFile:
        """A plan nobody has looked at."""
        return UpdatedFile(named(item), "", "refused", (), [fault])

    def reads(self) -> tuple[Path, ...]:
        """The plan above and what decides on the plans below."""
        return (*((self.parent,) if self.data is None else ()), *self.home.settled())

    def guarded(self) -> Path | None:
        """The workspace."""
        return self.home.root if self.write else None

    def writes(self) -> tuple[Path, ...]:
        """The plans, and their bases."""
        return (*self.folders, self.home.root) if self.write else ()


def _not_derived(workspace: Workspace, file: Path, head: PlanHead, request: Request) -> UpdatedFile:
    """A plan that a person wrote: nothing says what it took from the plan above."""
    found: list[Diagnostic] = []
    place = Place(workspace.shown(file), _("cả tệp"))
    if request.recursive and head.above:
        message = _(
            "“{ma}” do người soạn viết, không do derive dẫn xuất: cần người so với cấp trên"
        )
        found.append(warning("DX529", message.format(ma=head.ma), place))
    elif not request.recursive:
        message = _("“{ma}” không do lệnh derive dẫn xuất nên không cập nhật được")
        hint = _("Dẫn xuất bản mới vào thư mục khác bằng -o rồi so sánh")
        found.append(error("DX522", message.format(ma=head.ma), place, hint))
    status: Outcome = "refused" if has_errors(found) else "unchanged"
    return UpdatedFile(workspace.shown(file), head.ma, status, (), found)


def _no_plan_above(workspace: Workspace, file: Path, above: str, near: list[str]) -> UpdatedFile:
    message = _("Không tìm thấy kế hoạch cấp trên “{ma}”").format(ma=above)
    hints = [_("Có phải: {names}").format(names=", ".join(near))] if near else []
    hints.append(_("Nếu kế hoạch ấy đổi mã thì sửa [dan_xuat].ke_hoach và cap_tren của tệp này"))
    found = error("DX522", message, Place(workspace.shown(file), "[dan_xuat]"), *hints)
    return UpdatedFile(workspace.shown(file), "", "refused", (), [found])


def _waits(workspace: Workspace, file: Path, above: UpdatedFile) -> UpdatedFile:
    message = _("Chưa cập nhật: kế hoạch cấp trên “{ma}” còn chỗ cần người xử lý trước")
    place = Place(workspace.shown(file), _("cả tệp"))
    found = warning("DX529", message.format(ma=above.ma), place)
    return UpdatedFile(workspace.shown(file), "", "unchanged", (), [found])


class Updater:
    """Updates the plans below one plan."""

    def __init__(
        self,
        workspace: Workspace,
        parent: Path,
        data: bytes | None = None,
        write: bool = True,
        keep: frozenset[str] | None = None,
        both: bool = False,
    ) -> None:
        self.workspace, self.write, self.keep, self.both = workspace, write, keep, both
        self.bases = Bases(workspace.root)
        loaded, self.diagnostics = self._parent(parent, data)
        self.cascade: Cascade | None
        self.cascade, problems = cascade_below(workspace, loaded, parent.parent)
        self.diagnostics += problems

    def _parent(self, path: Path, data: bytes | None) -> tuple[Loaded | None, list[Diagnostic]]:
        if data is None:
            return load(self.workspace, path)
        from generator.plan.check import check_plan
        from generator.plan.toml import parse_plan

        loaded, found = parse_plan(data, str(path))
        workspace = self.workspace
        if loaded is not None:
            found += check_plan(loaded, workspace.registry, workspace.citations, workspace.plan_of)
        return (None if has_errors(found) else loaded), found

    def __call__(self, child: Path) -> UpdatedFile:
        """Update one plan; never raises for what users can cause."""
        try:
            return self._update(child)
        except OSError as fault:
            shown = self.workspace.shown(child)
            return UpdatedFile(shown, "", "refused", (), [os_diagnostic(fault)])

    def _update(self, child: Path) -> UpdatedFile:
        from generator.plan.toml import parse_plan

        shown = self.workspace.shown(child)
        if self.cascade is None:
            return UpdatedFile(shown, "", "refused", (), self.diagnostics)
        data = child.read_bytes()
        loaded, problems = parse_plan(data, shown)
        if loaded is None:
            return UpdatedFile(shown, "", "refused", (), problems)
        derived, refusal = self._above(loaded)
        if derived is None:
            return UpdatedFile(shown, loaded.plan.van_ban.ma, "refused", (), refusal)
        return self._bring(child, data, loaded, derived)

    def _above(self, mine: Loaded) -> tuple[Derived | None, list[Diagnostic]]:
        """The plan above as derived today for the agency of a plan."""
        assert self.cascade is not None  # noqa: S101 - the caller has looked
        plan, registry = mine.plan, self.workspace.registry
        agency = registry.get(plan.van_ban.co_quan, self.cascade.day)
        if agency is None:
            from generator.plan.succession import succession_of

            message = _("Danh mục không có cơ quan «{ma}» vào ngày của kế hoạch cấp trên")
            span = mine.source.span(("van_ban", "co_quan"))
            hints = succession_of(registry, plan.van_ban.co_quan, self.cascade.day)
            return None, [error("DX503", message.format(ma=plan.van_ban.co_quan), span, *hints)]
        return self.cascade.derive(agency)

    def _bring(self, child: Path, data: bytes, mine: Loaded, derived: Derived) -> UpdatedFile:
        """Merge, and write if asked to."""
        ma, shown = mine.plan.van_ban.ma, mine.source.file
        digest, old = derived.digest, digest_of(mine.plan)
        if digest == old:
            if self.write:
                self.bases.keep(derived.text, digest)
            return UpdatedFile(shown, ma, "unchanged", (), [])
        merged = _Merge(mine, derived, as_derived(self.bases, mine), data)
        if merged.data is None:
            return UpdatedFile(shown, ma, "refused", tuple(merged.changes), merged.diagnostics)
        texts = None
        if self.write:
            self.bases.keep(derived.text, digest)
            texts = self._kept(mine.source.text, merged.data.decode()) if self.both else None
            if refused := replace_plan(child, mine.source.digest, merged.data, shown):
                return UpdatedFile(shown, ma, "refused", (), [refused])
        status: Outcome = "conflict" if has_errors(merged.diagnostics) else "updated"
        kept = merged.data if self.keep is not None and ma in self.keep else None
        return UpdatedFile(
            shown, ma, status, tuple(merged.changes), merged.diagnostics, kept, texts
        )

    def _kept(self, before: str, after: str) -> tuple[str, str]:
        """Keep both texts; what they are found by."""
        for text in (before, after):
            self.bases.keep_rendered(text)
        return fingerprint(before), fingerprint(after)


class _Merge:
    """One plan merged: the new bytes (None when refused), what changes, what to tell."""

    def __init__(self, mine: Loaded, derived: Derived, base: KeHoach | None, data: bytes) -> None:
        self.mine, self.derived, self.base, self.bytes = mine, derived, base, data
        self.changes: list[UpdateChange] = []
        self.diagnostics: list[Diagnostic] = []
        self.data: bytes | None = None
        refused = self._refusal()
        if refused is not None:
            self.diagnostics.append(refused)
        else:
            self._merge()

    def _refusal(self) -> Diagnostic | None:
        """Why nothing can be merged."""
        from generator.cascade.changing.tree import Tree
        from generator.plan.check import frozen

        source = self.mine.source
        if issued := frozen(self.mine):
            return issued
        if self.base is None:
            digest = digest_of(self.mine.plan)
            message = _("Mất bản gốc của lần dẫn xuất trước nên không biết chỗ nào do ai sửa")
            hints = (
                _("Khôi phục tệp {tep} từ bản sao lưu hoặc từ git").format(
                    tep=f"{FOLDER}/{digest[:2]}/{digest}.toml"
                ),
                _("Hoặc khôi phục kế hoạch trên và quy tắc lúc đó, kehoach update, rồi trả lại"),
            )
            return error("DX521", message, source.span(("dan_xuat", "ma_bam")), *hints)
        if twice := Tree(self.mine.plan).twice:
            message = _("Mã dùng hai lần trong tệp nên không biết nội dung nào ứng với cấp trên")
            hint = _("Đặt mã khác cho bản sao")
            return error("DX525", message, source.span((*twice[0], "id")), hint)
        return None

    def _merge(self) -> None:
        from generator.cascade.changing.update import MismatchError, update

        assert self.base is not None  # noqa: S101 - _refusal has looked
        source = self.mine.source
        text = self.bytes.decode()
        try:
            plan, changes = update(self.base, self.derived.plan, self.mine.plan)
        except MismatchError as found:
            message = _("Mã “{ma}” ở hai kế hoạch chỉ hai loại nội dung khác nhau, không gộp được")
            hint = _("Đổi mã của nội dung ấy trong tệp này")
            place = Place(source.file, found.args[0])
            self.diagnostics.append(error("DX524", message.format(ma=found.args[0]), place, hint))
            return
        self.changes = changes
        if is_unedited(text):  # nothing of a person's to keep: it is derived anew
            new = self.derived.text
            new = new.replace("\n", "\r\n") if "\r\n" in text else new
            written = Rewritten(new.encode(), Loaded(self.derived.plan, source), [])
        else:
            written = rewritten(self.bytes, self.mine, plan)
        self.data, self.diagnostics = written.data, written.diagnostics
        if written.loaded is not None:
            self._tell(written.loaded)

    def _tell(self, written: Loaded) -> None:
        """Conflicts, deadlines that break, and what stays although the plan above changed."""
        from generator.cascade.changing.update import late_deadlines
        from generator.plan.check import open_conflicts
        from generator.plan.wording import short_date

        assert self.base is not None  # noqa: S101 - _refusal has looked
        self.diagnostics += open_conflicts(written)
        before = {late.node for late in late_deadlines(self.mine.plan, self.base)}
        for late in late_deadlines(written.plan, self.derived.plan):
            if late.node not in before:
                message = _("Thời hạn không còn kịp: “{ma}” {ngay}, cấp trên hạn {han}").format(
                    ma=late.node, ngay=short_date(late.day), han=short_date(late.limit)
                )
                place = Place(written.source.file, late.node)
                self.diagnostics.append(warning("DX526", message, place))
        self._tell_untaken(written)

    def _tell_untaken(self, written: Loaded) -> None:
        """What a person's text keeps out: of a change above, or of what an answer changed."""
        from generator.cascade.changing.update import same_above

        assert self.base is not None  # noqa: S101 - _refusal has looked
        words = {
            "kept": _("“{ma}” giữ nguyên dù cấp trên đã thay đổi"),
            "left_out": _("“{ma}” đã bỏ ở bản này, nay cấp trên sửa lại; vẫn không lấy"),
            "not_taken": _(
                "“{ma}” ở cấp trên mới thêm hoặc chuyển đến nơi bản này đã bỏ hay bảo vệ"
            ),
        }
        answered = {
            "kept": _("“{ma}” giữ nguyên dù câu trả lời mới làm đổi lời dẫn xuất của nó"),
            "left_out": _(
                "“{ma}” đã bỏ ở bản này, câu trả lời mới làm đổi lời dẫn xuất của nó; vẫn không lấy"
            ),
        }
        same = same_above(self.base, self.derived.plan)
        for change in self.changes:
            if change.kind not in words:
                continue
            place = Place(written.source.file, change.node, change.after or "")
            said, weight = words[change.kind], Severity.WARNING
            if change.node in same and change.kind in answered:
                said, weight = answered[change.kind], Severity.INFO
            self.diagnostics.append(Diagnostic("DX523", weight, said.format(ma=change.node), place))
