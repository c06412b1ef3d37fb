"""`verify`: who signed, when, whether it is still what was signed, and whose word that is."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, Any, NamedTuple

from generator.diagnostics import Diagnostic, Place, error, warning
from generator.issuance.register.register_tables import REGISTER
from generator.issuance.unpacking import is_bundle
from generator.issuance.verdict.means import VerdictMeans
from generator.issuance.verdict.result import ExpectedDocument, FileVerdict, Verdict, VerdictReason
from generator.issuance.verdict.trust_list import load_trust
from generator.locale import _
from generator.storage.database import Unavailable, open_database
from generator.verbs.prove import BundleProof, expected_signers, prove_bundle
from generator.verbs.registered import RegisterQuestions
from generator.workspace.batch import Job, losses, unheard
from generator.workspace.files import os_diagnostic, read_whole
from generator.workspace.naming import one_plan
from generator.workspace.spool import Each, Spool, plain, told

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime
    from pathlib import Path

    from generator.issuance.network import Web
    from generator.issuance.verdict.trust_list import TrustStore
    from generator.workspace.desk import Desk
    from generator.workspace.workspace import Home, Workspace


class Request(NamedTuple):
    """What is to be verified, and against what."""

    files: tuple[Path, ...]
    """PDF, .docx, issued folders or their .zip."""
    plan: str | None = None
    """Plan (file, id) or number that says who must have signed."""
    trust: Path | None = None
    """A list of trust in place of the workspace's."""
    offline: bool = False
    rebuild: bool = False
    """Make issued documents again and compare the bytes."""
    at: datetime | None = None
    """Judge as if it were then."""


class Result(NamedTuple):
    """What was found out about each file, in the order of the request."""

    results: Sequence[FileVerdict | BundleProof]
    diagnostics: list[Diagnostic]
    trust: Path | None
    """The list of trust that was used; None: none."""
    verdict: Verdict
    """The worst of all files; nothing is decided of those that nobody looked at."""
    usage: bool = False
    """The request itself was wrong: nothing was looked at."""
    asked: int = 0
    """How many files; fewer results where the work was broken off."""

    @property
    def exit_code(self) -> int:
        """0 all valid, 1 one invalid, 3 one could not be decided, 2 a wrong request."""
        return 2 if self.usage else self.verdict.exit_code

    def as_dict(self) -> dict[str, Any]:
        """For `--json`."""
        return plain(self.parts())

    def parts(self) -> dict[str, Any]:
        """The same, what there is of each file as it is looked at."""
        return {
            "asked": self.asked,
            "results": Each(_as_dict, self.results),
            "trust_list": str(self.trust) if self.trust else None,
            "diagnostics": told(self.diagnostics),
        }


def _as_dict(found: FileVerdict | BundleProof) -> dict[str, Any]:
    return found.as_dict()


def run(
    desk: Desk,
    request: Request,
    heard: Callable[[FileVerdict | BundleProof], object] = unheard,
) -> Result:
    """Verify files; `heard` is told of each as it is done.

    Nothing is written; what a file brings along is trusted in nothing.

    List of trust, register and hosts are those of the desk's workspace, and only when the
    person has said that it is the office's own. Codes XT, HS1xx.
    """
    found: list[Diagnostic] = []
    workspace = desk.workspace if desk.confirmed else None
    if workspace is None and request.trust is None:
        found.append(_unconfirmed(desk.workspace))
    path, store = _trust(workspace, request.trust, found)
    with ExitStack() as afterwards:
        ours = _register(workspace, found)
        if ours is not None:
            afterwards.callback(ours.database.close)
        expected = None
        if request.plan is not None:
            expected, problems = _expected(desk.workspace, ours, request.plan)
            if expected is None:
                return Result([], problems, path, Verdict.INVALID, usage=True)
        home = workspace.home if workspace is not None else None
        job = VerifyJob(home, request._replace(files=()), desk.now(), expected)
        judge = _Judge(job, workspace, store, None if expected else ours)
        return _all(desk, job, judge, request.files, heard, Result([], found, path, Verdict.VALID))


def _all(
    desk: Desk,
    job: VerifyJob,
    judge: Callable[[Path], FileVerdict | BundleProof],
    files: tuple[Path, ...],
    heard: Callable[[FileVerdict | BundleProof], object],
    begun: Result,
) -> Result:
    """The result that was begun, with what was found out about all files."""
    results = Spool[FileVerdict | BundleProof]()
    broken: list[Diagnostic] = []
    worst = begun.verdict if files else Verdict.INVALID
    work = desk.crew.do(job, files, judge)
    with losses(broken.append):
        for one in desk.progress(work, len(files), _("Xác thực")):
            worst = max(worst, one.verdict)
            results.add(one)
            heard(one)
    if broken:
        worst = max(worst, Verdict.INDETERMINATE)
    told_of = [*begun.diagnostics, *broken]
    return begun._replace(results=results, diagnostics=told_of, verdict=worst, asked=len(files))


@dataclass(frozen=True)
class VerifyJob(Job["Path", "FileVerdict | BundleProof"]):
    """Verify files against one list of trust, one register, at one moment."""

    home: Home | None
    """The office's own workspace; None: nothing of any workspace counts."""
    request: Request
    """Without the files."""
    now: datetime
    expected: ExpectedDocument | None
    """Who must have signed, where the request says so."""

    def open(self) -> Callable[[Path], FileVerdict | BundleProof]:
        """What verifies file after file."""
        workspace = self.home.open() if self.home is not None else None
        _path, store = _trust(workspace, self.request.trust, [])
        ours = None if self.expected else _register(workspace, [])
        return _Judge(self, workspace, store, ours)

    def lost(self, item: Path, fault: Diagnostic) -> FileVerdict:
        """A file about which nothing is known."""
        report = FileVerdict(str(item))
        report.add(fault.code, Verdict.INDETERMINATE, fault.message)
        return report

    def reads(self) -> tuple[Path, ...]:
        """The list of trust, and what decides on names."""
        named = (self.request.trust,) if self.request.trust else ()
        if self.home is None:
            return named
        return (*named, self.home.open().trust_file, *self.home.settled())

    def bound(self) -> Diagnostic | None:
        """A register in a file is this machine's: a network drive cannot lock and map it."""
        if self.home is None or self.expected is not None:
            return None
        workspace = self.home.open()
        address = workspace.settings.so_dang_ky.dia_chi
        if "://" in address or not (workspace.root / address).is_file():
            return None
        message = _("Sổ đăng ký ở tệp {tep} chỉ máy này đọc được, không chia việc cho máy khác")
        hint = _("Bỏ --on, hoặc chuyển sổ sang PostgreSQL ([so_dang_ky] dia_chi).")
        return error("HT960", message.format(tep=address), None, hint)


class _Judge:
    """Verifies file after file."""

    def __init__(
        self,
        job: VerifyJob,
        workspace: Workspace | None,
        store: TrustStore | None,
        ours: RegisterQuestions | None,
    ) -> None:
        self.workspace, self.ours, self.expected = workspace, ours, job.expected
        self.rebuild = job.request.rebuild
        self._web = None if job.request.offline else _web(workspace)
        self._means = VerdictMeans(store, self._web, job.now, job.request.at)

    @property
    def means(self) -> VerdictMeans:
        """For one file: what it may ask of the network is counted for it alone."""
        return self._means._replace(web=self._web.anew() if self._web is not None else None)

    def __call__(self, file: Path) -> FileVerdict | BundleProof:
        """What is found out about a file or an issued folder."""
        try:
            if is_bundle(file):
                return self._bundle(file)
            return self._file(file)
        except OSError as fault:
            report = FileVerdict(str(file))
            report.add("XT201", Verdict.INDETERMINATE, os_diagnostic(fault).message)
            return report

    def _bundle(self, path: Path) -> BundleProof:
        """What becomes of an issued folder or its .zip."""
        others = self.workspace.settings.ky_so.ten_khac if self.workspace else {}
        known = self.ours.told_of if self.ours is not None else None
        try:
            return prove_bundle(path, self.means, known=known, others=others, rebuild=self.rebuild)
        except OSError as fault:
            return BundleProof(str(path), [os_diagnostic(fault)])

    def _file(self, file: Path) -> FileVerdict:
        from generator.issuance.pdf.signable import LARGEST
        from generator.issuance.pdf.verify_pdf import HEAD, SEARCHED, verify_pdf
        from generator.issuance.word.verify_word import verify_word

        if file.stat().st_size > LARGEST:
            report = FileVerdict(str(file))
            report.add("XT201", Verdict.INDETERMINATE, _("tệp quá lớn để kiểm tra"))
            return report
        data = read_whole(file)
        word = data.startswith(b"PK")
        if not word and HEAD not in data[:SEARCHED]:
            report = FileVerdict(str(file), sha256(data).hexdigest())
            told = _("tệp không phải PDF, .docx hay hồ sơ phát hành: không có chữ ký số nào để xét")
            report.add("XT202", Verdict.INVALID, told)
            return report
        known = None
        if self.ours is not None:
            try:
                known = self.ours.find(file, data, word=word)
            except Unavailable as fault:
                report = FileVerdict(str(file))
                report.add("XT219", Verdict.INDETERMINATE, fault.diagnostic.message)
                return report
        expected = known.expected if known and known.row else self.expected
        if word:
            frozen = known.frozen if known else None
            made = verify_word(data, str(file), self.means, expected=expected, frozen=frozen)
        else:
            made = verify_pdf(data, str(file), self.means, expected=expected)
        if known is not None:
            made.findings += known.told(word=word)
        made.findings += _named_otherwise(file, word=word)
        return made


_ENDINGS = {True: {".docx", ".docm", ".dotx"}, False: {".pdf"}}


def _named_otherwise(file: Path, *, word: bool) -> list[VerdictReason]:
    """That a name says another kind than the content: people would see something else."""
    ending = file.suffix.lower()
    if not ending or ending in _ENDINGS[word]:
        return []
    message = _("tên tệp nói là {duoi}, nội dung được ký là {loai}: mở ra có thể thấy thứ khác")
    kind = "Word (.docx)" if word else "PDF"
    return [VerdictReason("XT223", Verdict.INDETERMINATE, message.format(duoi=ending, loai=kind))]


def _trust(
    workspace: Workspace | None, named: Path | None, found: list[Diagnostic]
) -> tuple[Path | None, TrustStore | None]:
    path = named or (workspace.trust_file if workspace else None)
    if path is None:
        return None, None
    store, problems = load_trust(path)
    found += problems
    return (path if store else None), store


def _web(workspace: Workspace | None) -> Web:
    from generator.issuance.network import Web

    return Web(tuple(workspace.settings.ky_so.may_chu) if workspace else ())


def _register(workspace: Workspace | None, found: list[Diagnostic]) -> RegisterQuestions | None:
    """The workspace's register, where it has one that can be read."""
    if workspace is None or not workspace.has_register:
        return None
    address = workspace.settings.so_dang_ky.dia_chi
    try:
        return RegisterQuestions(workspace, open_database(address, workspace.root, REGISTER))
    except Unavailable as fault:
        found.append(fault.diagnostic)
        return None


def _expected(
    workspace: Workspace, ours: RegisterQuestions | None, plan: str
) -> tuple[ExpectedDocument | None, list[Diagnostic]]:
    """What the register or the plan itself says of the signed document of a plan."""
    from generator.plan.toml import load_plan

    if ours is not None and (told := ours.of_plan(plan)) is not None:
        return told, []
    file, problems = one_plan(workspace, plan)
    if file is None:
        return None, problems
    loaded, problems = load_plan(file)
    if loaded is None:
        return None, problems
    others = workspace.settings.ky_so.ten_khac
    return expected_signers(loaded.plan, workspace.registry, others), []


def _unconfirmed(workspace: Workspace) -> Diagnostic:
    return warning(
        "XT103",
        _("Không dùng danh sách tin cậy và sổ đăng ký nào: chưa có nơi làm việc được xác nhận"),
        Place(str(workspace.root), "kehoach.toml"),
        _("Nếu đây đúng là nơi làm việc của cơ quan bạn: chạy lại với --workspace THƯ MỤC."),
        _("Hoặc nêu danh sách tin cậy: --trust TỆP. Thư mục người khác gửi thì đừng xác nhận."),
    )
