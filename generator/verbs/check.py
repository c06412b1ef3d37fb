"""`check`: data of plans and form of Word documents, all mistakes at once.

The plans are examined by `check_plans`, the documents by `check_word`; here what was named
is sorted out, accepted findings are left out, and the copies that were asked for are written.
"""

from __future__ import annotations

from datetime import UTC
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from generator.diagnostics import Diagnostic, error, exit_code, warning
from generator.locale import _
from generator.verbs.check_plans import PlanIds, check_files
from generator.verbs.check_word import (
    SUFFIXES,
    DocumentReport,
    DocxChecker,
    annotated,
    check_documents,
    coverage_of,
    office,
    repaired,
    strict,
)
from generator.verbs.dossier_check import check_dossier, dossiers_among
from generator.workspace.batch import losses, unheard
from generator.workspace.files import files_below, skipped_below, write_atomic
from generator.workspace.naming import named_plans
from generator.workspace.processes import FEW
from generator.workspace.spool import Each, Findings, Spool, plain, told
from generator.workspace.workspace import Workspace, find_root

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from generator.rules.judge import Checked
    from generator.verbs.check_word import OfficeProfile, WrittenCopy
    from generator.workspace.batch import Done
    from generator.workspace.desk import Desk


class Request(NamedTuple):
    """What to check, and what to make of it."""

    names: tuple[str, ...] = ()
    """Plans (paths, ids), Word documents, folders of both; none: all plans and registries."""
    strict: bool = False
    """Warnings count as errors."""
    profile: Path | None = None
    """The office's own profile; None: that of the workspace around the documents."""
    annotate: Path | None = None
    """Write a copy of the one document with comments."""
    fix: Path | None = None
    """Write a copy of the one document with tracked repairs."""
    baseline: Path | None = None
    """Findings that are accepted."""
    write_baseline: Path | None = None
    """Accept all findings there are, in this file."""
    pages: bool | None = None
    """Look at the pages of plans, too; None: of up to `FEW` plans."""


class CheckFile(NamedTuple):
    """A file that the check wrote."""

    kind: str
    """annotated, fixed, baseline."""
    target: str
    places: int
    """Comments, repairs, findings in it."""
    left: int = 0
    """Places that cannot be repaired."""


class Result(NamedTuple):
    """What was found."""

    files: int
    """So many were looked at."""
    documents: Sequence[DocumentReport]
    accepted: int
    """Findings that the baseline knows."""
    written: tuple[CheckFile, ...]
    diagnostics: Sequence[Diagnostic]
    unpaged: int = 0
    """Plans whose pages were not looked at."""
    asked: int = 0
    """So many were to be looked at; fewer were where the work was broken off."""

    @property
    def exit_code(self) -> int:
        """1 when there is an error."""
        return exit_code(self.diagnostics)

    def as_dict(self) -> dict[str, Any]:
        """For programs."""
        return plain(self.parts())

    def parts(self) -> dict[str, Any]:
        """The same, what there is of each file as it is looked at."""
        found: dict[str, Any] = {
            "asked": self.asked,
            "files": self.files,
            "diagnostics": told(self.diagnostics),
        }
        if self.unpaged:
            found["pages_not_looked_at"] = self.unpaged
        if self.documents:
            found["documents"] = Each(coverage_of, self.documents)
            found["accepted"] = self.accepted
        if self.written:
            found["written"] = [one._asdict() for one in self.written]
        return found


class _Refused(Exception):  # noqa: N818 - not an error of the program
    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__()
        self.diagnostic = diagnostic


def run(desk: Desk, request: Request, heard: Callable[[Done], object] = unheard) -> Result:
    """Check plans and documents; `heard` is told of each plan as it is done.

    Raises OSError where a copy cannot be written.
    """
    try:
        named, documents = sort_out(request.names)
        _look_at_targets(request, documents)
    except _Refused as refused:
        return Result(0, [], 0, (), [refused.diagnostic])
    found = Findings(strict if request.strict else None)
    files: Sequence[Path] = []
    unpaged = looked = 0
    held: list[Path] = []
    if named or not documents:
        held, named = dossiers_among(desk.workspace, named)
        files, wrong = named_plans(desk.workspace, named) if named or not held else ([], [])
        if wrong:
            return Result(0, [], 0, (), wrong)
        paged = len(files) <= FEW if request.pages is None else request.pages
        unpaged = 0 if paged else len(files)
        looked = _of_plans(desk, files, found, heard, paged=paged)
        for dossier in held:
            found.take(check_dossier(desk.workspace, str(dossier))[1])
    of_documents = _Documents(desk, request, documents) if documents else None
    if of_documents is not None:
        found.take(of_documents.diagnostics)
    found.take(skipped_below(request.names, (".toml", ".docx")))
    total = len(files) + len(documents) + len(held)
    if not total:
        found.take([_nothing(request.names)])
    if of_documents is None:
        return Result(looked + len(held), [], 0, (), found, unpaged, total)
    looked += len(held) + len(of_documents.reports)
    written, accepted = tuple(of_documents.written), of_documents.accepted
    return Result(looked, of_documents.reports, accepted, written, found, unpaged, total)


def _nothing(names: tuple[str, ...]) -> Diagnostic:
    """No word of "no fault" about what was not looked at."""
    where = ", ".join(names) or _("không gian làm việc này")
    message = _("Chưa kiểm tra gì: trong {noi} không có kế hoạch (.toml) hay văn bản Word (.docx)")
    hint = _("Nêu tệp hoặc thư mục có kế hoạch; PDF thì kehoach import hoặc kehoach verify.")
    return warning("LN066", message.format(noi=where), None, hint)


def wants_plans(names: tuple[str, ...]) -> bool:
    """Whether plans are among what is named, so that their workspace is needed."""
    try:
        named, documents = sort_out(names)
    except _Refused:
        return False
    return bool(named) or not documents


def sort_out(names: tuple[str, ...]) -> tuple[list[str], list[Path]]:
    """Names of plans, and the documents among the others. Raises _Refused (LN001)."""
    named: list[str] = []
    documents: list[Path] = []
    for name in names:
        path = Path(name)
        if path.is_dir():
            inside = [p for p in files_below(path, ".docx") if not p.name.startswith("~$")]
            documents += inside
            if not inside or next(path.rglob("*.toml"), None):
                named.append(name)
        elif path.suffix.lower() in SUFFIXES:
            if not path.exists():
                message = _("Không có tệp «{ten}».").format(ten=name)
                raise _Refused(error("LN001", message))
            documents.append(path)
        else:
            named.append(name)
    return named, list(dict.fromkeys(documents))


def _look_at_targets(request: Request, documents: Sequence[Path]) -> None:
    """Copies are of one document and never over it. Raises _Refused (LN005, LN008)."""
    for option, target in (("--annotate", request.annotate), ("--fix", request.fix)):
        if target is None:
            continue
        if len(documents) != 1:
            message = _("{ten} dùng với đúng một văn bản.").format(ten=option)
            raise _Refused(error("LN008", message))
        if target.exists() and target.samefile(documents[0]):
            message = _("{ten} phải là tệp khác: không ghi đè bản gốc.").format(ten=option)
            raise _Refused(error("LN005", message))


def _of_plans(
    desk: Desk,
    files: Sequence[Path],
    found: Findings,
    heard: Callable[[Done], object],
    *,
    paged: bool,
) -> int:
    """Findings of the plans, of the registries they use, and of ids used twice.

    How many were looked at.
    """
    workspace = desk.workspace
    work = check_files(workspace, files, desk.crew, desk.today() if paged else None)
    ids, looked = PlanIds(), 0
    with losses(found.add):
        for result in desk.progress(work, len(files), _("Kiểm tra")):
            found.take(result.diagnostics)
            ids.take(result.target, result.source)
            heard(result)
            looked += 1
    found.take(workspace.citations.check(workspace.registry, workspace.plan_of))
    found.take([*ids.twice(), *workspace.diagnostics])
    return looked


class _Documents:
    """Documents checked: reports, findings, and the files that were written."""

    def __init__(self, desk: Desk, request: Request, documents: list[Path]) -> None:
        self.request, self.documents = request, documents
        self.written: list[CheckFile] = []
        self.accepted = 0
        own, self.diagnostics = self._profile(desk)
        self.reports: Sequence[DocumentReport]
        checked: Checked | None = None
        broken: list[Diagnostic] = []
        if len(documents) == 1:  # the copies are made of what was read for the check
            one, checked = DocxChecker(desk.today(), own).judged(documents[0])
            self.reports = [one]
        else:
            work = check_documents(documents, desk.today(), own, desk.crew)
            told = Spool[DocumentReport](lambda report: report.file)
            with losses(broken.append):
                for report in desk.progress(work, len(documents), _("Kiểm tra")):
                    told.add(report)
            self.reports = told
        self.diagnostics += [d for report in self.reports for d in report.diagnostics]
        if not broken:  # nothing is accepted, or gone, of what nobody looked at
            self._leave_out_accepted()
        self.diagnostics += broken
        if checked is not None:
            self._copies(checked, desk)

    def _profile(self, desk: Desk) -> tuple[OfficeProfile | None, list[Diagnostic]]:
        """The office's own profile: the named one, or that of the workspace around."""
        from generator.rules.profile import OFFICE

        named = self.request.profile
        if named is None:
            root = find_root(self.documents[0].resolve().parent)
            workspace = Workspace(root) if root else desk.workspace
            named = workspace.registry_dir / OFFICE
            if not named.is_file():
                return None, []
        return office(named, desk.today())

    def _leave_out_accepted(self) -> None:
        """Write the baseline, or leave out what it knows."""
        from generator.rules import baseline as known

        found, target = self.diagnostics, self.request.write_baseline
        if target is not None:
            known.write(target, found)
            self.written.append(CheckFile("baseline", str(target), len(found)))
            self.diagnostics = []
            return
        if self.request.baseline is None:
            return
        accepted, problems = known.read(self.request.baseline)
        if accepted is None:
            self.diagnostics += problems
            return
        files = [str(document) for document in self.documents]
        fresh, self.accepted, gone = known.split(found, accepted, files)
        self.diagnostics = fresh + gone

    def _copies(self, checked: Checked, desk: Desk) -> None:
        """Write the copies that were asked for."""
        now = desk.now().astimezone(UTC)
        if self.request.annotate is not None:
            self._write("annotated", self.request.annotate, annotated(checked, now))
        if self.request.fix is not None:
            copy, problems = repaired(checked, now)
            self.diagnostics += [d for d in problems if d.code in ("TL020", "TL021")]
            self._write("fixed", self.request.fix, copy)

    def _write(self, kind: str, target: Path, copy: WrittenCopy | None) -> None:
        if copy is not None:
            write_atomic(target, copy.data)
            self.written.append(CheckFile(kind, str(target), copy.written, copy.left))
