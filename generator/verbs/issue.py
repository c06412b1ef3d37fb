"""Issue plans: check, number, stamp, freeze, register.

The order of writes, so that a power cut at any of them loses nothing and doubles nothing:
a note of intent (`.dang-ghi`), the issued folder, the commit of the register, the plan's own
file. `recovering` reads the notes.
"""

from __future__ import annotations

import hashlib
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

import msgspec

from generator.diagnostics import Diagnostic, Place, Severity, as_dicts, error, has_errors
from generator.document.compose import compose
from generator.issuance import bundle, intent
from generator.issuance.register import acts, anchor
from generator.issuance.register.acts import Clerk, Frozen, Refused
from generator.issuance.register.database import Database, Unavailable
from generator.issuance.register.records import Book, Entry, Row, misfits
from generator.locale import _
from generator.plan.made import PhatHanh
from generator.plan.stamp import stamp
from generator.plan.toml import parse_plan
from generator.verbs.books import clerk_of, take_anchor, with_register
from generator.verbs.issued_sources import IssuedSources
from generator.verbs.ready import entry_for, ready, stopping
from generator.verbs.recover import recover, set_aside, tell_amended
from generator.workspace.bases import fingerprint
from generator.workspace.files import os_diagnostic, write_atomic
from generator.workspace.naming import named_plans
from generator.workspace.reading import load

if TYPE_CHECKING:
    from datetime import date

    from generator.document.blocks import Document
    from generator.issuance.register.anchor import Anchor
    from generator.plan.model import KeHoach
    from generator.plan.toml import Loaded
    from generator.template.compiled import Template
    from generator.verbs.check_word import Report
    from generator.workspace.desk import Desk
    from generator.workspace.workspace import Workspace


SYSTEM = "hệ thống quản lý văn bản"
"""What another book is called in ours, where its name is not given."""


class Request(NamedTuple):
    """Which plans to issue, and how."""

    plans: tuple[str, ...]
    """Files, folders or ids."""
    date: date | None = None
    number: int | None = None
    """A reserved number, or with `book` "external" the one that another book gave."""
    book: Literal["own", "external"] = "own"
    source: str = ""
    """What the other book is called; "" the office's document system."""
    series: str | None = None
    reason: str = ""
    pdf: Path | None = None
    """The PDF that the leader signed before there was a number."""
    packed: bool = True
    """Whether a .zip of the folder is made."""


class Issued(NamedTuple):
    """What became of one plan."""

    source: str
    row: Row | None
    folder: str | None
    diagnostics: list[Diagnostic]
    report: Report | None = None
    """The check of the very document that was issued, where it was checked before."""

    def as_dict(self) -> dict[str, Any]:
        """For programs."""
        row = self.row
        return {
            "source": self.source,
            "status": "issued" if row else "refused",
            "number": row.number if row else None,
            "so": row.so if row else None,
            "date": row.ngay.isoformat() if row else None,
            "register": "/".join(map(str, row.book)) if row else None,
            "folder": self.folder,
            "digest": row.digest if row else None,
            "diagnostics": as_dicts(self.diagnostics),
        }


class Result(NamedTuple):
    """What became of all of them."""

    issued: list[Issued]
    diagnostics: list[Diagnostic]
    """All findings, also those of each plan."""
    anchor: Anchor | None = None
    """The time-stamp over the heads of all books, where the office wants one after each issue."""

    def as_dict(self) -> dict[str, Any]:
        """For programs."""
        return {
            "results": [one.as_dict() for one in self.issued],
            "diagnostics": as_dicts(self.diagnostics),
        }


def run(desk: Desk, request: Request) -> Result:
    """Issue plans one after the other; a plan with an error takes no number."""
    workspace = desk.workspace
    files, found = _asked(workspace, request)
    if has_errors(found):
        return Result([], found)
    results: list[Issued] = []
    made: list[Anchor] = []

    def act(database: Database) -> None:
        clerk = clerk_of(desk)
        found.extend(recover(workspace, database, clerk))
        found.extend(anchor.check_last(database, workspace.root / workspace.settings.phat_hanh))
        if has_errors(found):
            return
        template, problems = template_of(workspace)
        found.extend(problems)
        issuer = Issuer(workspace, database, clerk, template, form=True)
        for file in desk.progress(files, len(files), _("Phát hành")):
            result = _one(issuer, file, request)
            results.append(result)
            found.extend(result.diagnostics)
            if result.row is not None:
                found.extend(_complete(issuer, result, packed=request.packed))
        if workspace.settings.so_dang_ky.moc_sau_phat_hanh and any(r.row for r in results):
            # the documents are issued: a time-stamp that cannot be had now is taken later
            stamp, late = take_anchor(desk, database)
            made.extend([stamp] if stamp else [])
            found.extend(d._replace(severity=min(d.severity, Severity.WARNING)) for d in late)

    _done, faults = with_register(desk, act)
    return Result(results, [*found, *faults, *workspace.diagnostics], made[0] if made else None)


def _asked(workspace: Workspace, request: Request) -> tuple[list[Path], list[Diagnostic]]:
    """The files that are meant, and what of the request goes together with what."""
    if not request.plans:
        return [], [error("LN008", _("Nêu kế hoạch cần phát hành."))]
    files, found = named_plans(workspace, request.plans)
    for given, name in ((request.number, "--number"), (request.pdf, "--pdf")):
        if given is not None and len(files) != 1:
            found.append(error("LN008", _("{ten} chỉ dùng với một kế hoạch.").format(ten=name)))
    if request.book == "external" and request.number is None:
        message = _("--book external cần số mà sổ ấy đã cấp: --number SỐ.")
        found.append(error("LN008", message))
    return files, found


def _one(issuer: Issuer, file: Path, request: Request) -> Issued:
    """Issue one plan; where leaders sign first, with the PDF that they signed."""
    workspace = issuer.workspace
    source = request.source or SYSTEM
    wish = Wish(
        request.series, request.number, source if request.book == "external" else "",
        request.date, request.reason,
    )  # fmt: skip
    pdf = request.pdf
    if pdf is None and workspace.settings.ky_so.danh_so == "truoc_khi_ky":
        return issuer(file, wish)
    from generator.document.output import targets
    from generator.issuance.signing_job import SIGNED
    from generator.verbs.presigned import signed_before

    if pdf is None:
        made = targets(workspace, [file], None)[file]
        pdf = made.with_name(f"{made.stem}{SIGNED}")
    try:
        signed, found = signed_before(
            workspace, file, pdf, datetime.fromisoformat(issuer.clerk.when)
        )
    except OSError as fault:
        signed, found = None, [os_diagnostic(fault)]
    if signed is None:
        return Issued(workspace.shown(file), None, None, found)
    return issuer(file, wish._replace(signed=signed))


def _complete(issuer: Issuer, issued: Issued, *, packed: bool) -> list[Diagnostic]:
    """What need not happen while others wait for the book."""
    from generator.verbs.sign_issued import Signing

    row = issued.row
    assert row is not None  # noqa: S101 - called for what was issued
    signing = Signing(issuer.workspace, issuer.database, issuer.clerk)
    return [*signing.check(row, packed=packed, report=issued.report), *signing.fill(row)]


class Wish(NamedTuple):
    """How the clerk wants one plan issued."""

    series: str | None = None
    """Name of the series; None: as the office's settings say."""
    number: int | None = None
    """A number that is reserved, or that another book gave."""
    source: str = ""
    """The book that gave the number, where it is not ours."""
    day: date | None = None
    reason: str = ""
    signed: bytes | None = None
    """The PDF that the leader signed before there was a number."""


class Issuer:
    """Issues plans of one workspace with its register."""

    def __init__(
        self,
        workspace: Workspace,
        database: Database,
        clerk: Clerk,
        template: Template | None,
        *,
        form: bool = False,
    ) -> None:
        self.workspace, self.database, self.clerk = workspace, database, clerk
        self.template = template
        self.form = form
        """Whether the document itself is checked before it gets a number."""
        self.root = workspace.root / workspace.settings.phat_hanh
        self.shared = IssuedSources(workspace)

    def __call__(self, path: Path, wish: Wish = Wish()) -> Issued:  # noqa: B008 - immutable
        """Issue one plan; never raises for what users, disk or database can cause."""
        shown = self.workspace.shown(path)
        try:
            return self._issue(path, shown, wish)
        except (Refused, Unavailable) as fault:
            found = fault.diagnostic
            if found.span is None:
                found = found._replace(span=Place(shown, _("kế hoạch")))
            return Issued(shown, None, None, [found])
        except OSError as fault:
            return Issued(shown, None, None, [os_diagnostic(fault)])

    def _template_of(self, kind: str) -> tuple[Template | None, list[Diagnostic]]:
        """The template of a type of document; that of plans was compiled before."""
        path = self.workspace.template_for(kind)
        if path == self.workspace.template:
            return self.template, []
        return template_at(path)

    def _issue(self, path: Path, shown: str, wish: Wish) -> Issued:
        data = path.read_bytes()
        loaded, problems = load(self.workspace, path)
        if loaded is None or self.template is None:
            return Issued(shown, None, None, problems)
        template, more = self._template_of(loaded.plan.van_ban.loai)
        problems += more
        if template is None:
            return Issued(shown, None, None, problems)
        problems = stopping(problems) + ready(loaded, wish.number, wish.day)
        day = wish.day or loaded.plan.van_ban.ngay or self.clerk.today
        entry = entry_for(loaded.plan, self.workspace, day)
        problems += misfits(entry)
        if has_errors(problems):
            return Issued(shown, None, None, problems)
        book = Book(entry.co_quan, wish.series or self._series(entry), day.year)
        work = _Work(self, path, data, loaded, entry, book, problems, wish.signed, template)
        expected = wish.number or acts.next_number(self.database, book)
        draft = work.make(expected)
        report = self._report(draft, shown, day) if self.form else None
        if report is not None and has_errors(report.diagnostics):
            wrong = [d for d in report.diagnostics if has_errors([d])]
            return Issued(shown, None, None, [*problems, *wrong])
        try:
            work.stage()
            row = acts.issue(
                self.database, book, entry, self.clerk, work.freeze, wanted=wish.number,
                source=wish.source, reason=wish.reason,
                meanwhile=None if wish.number else work.foresee,
            )  # fmt: skip
        except (Refused, OSError, Unavailable):
            work.undo()
            raise
        work.finish()
        if wish.source:
            problems.append(_not_gapless(row, wish.source, shown))
        folder = self.workspace.shown(self.root / str(row.folder))
        same = row.so == expected
        return Issued(shown, row, folder, problems, report if same else None)

    def _report(self, draft: _Draft, shown: str, day: date) -> Report:
        """The check of the document with the number that it will most likely get."""
        from generator.rules.profile import OFFICE
        from generator.verbs.check_word import DocxChecker, office

        profile = self.workspace.registry_dir / OFFICE
        own, found = office(profile, day) if profile.exists() else (None, [])
        report = DocxChecker(day, own)(Path(shown).with_suffix(".docx"), draft.document)
        report.diagnostics = [*found, *report.diagnostics]
        return report

    def _series(self, entry: Entry) -> str:
        common = self.workspace.settings.so_dang_ky.loat == "chung"
        return "chung" if common else entry.loai


class _Draft(NamedTuple):
    """A document as it will be with a number; nothing of it is on the disk."""

    number: int
    text: bytes
    """The plan's file with number and date."""
    document: bytes
    sources: dict[str, bytes]
    """Files the document was made from, by their names in a workspace of its own."""


class _Work:
    """One plan on its way through the transaction."""

    def __init__(
        self,
        issuer: Issuer,
        path: Path,
        data: bytes,
        loaded: Loaded,
        entry: Entry,
        book: Book,
        problems: list[Diagnostic],
        signed: bytes | None,
        template: Template,
    ) -> None:
        self.signed, self.template = signed, template
        self.issuer, self.path, self.data, self.loaded = issuer, path, data, loaded
        self.entry, self.book, self.problems = entry, book, problems
        self.draft: _Draft | None = None
        self.filled: _Draft | None = None
        """The draft whose files are in the staged folder."""
        self.staged = bundle.stage(issuer.root, entry.ma)
        self.sources: dict[str, bytes] = {}
        """What is in it since before the number."""
        self.note: Path | None = None
        self.folder: Path | None = None

    def make(self, number: int) -> _Draft:
        """The document with this number, kept for `freeze`. Raises Refused, OSError."""
        plan, text, mark = self._stamp(number)
        used: set[str] = set()
        document = self._compose(plan, used, mark)
        template = self.template
        sources = self.issuer.shared.files(plan, used)
        self.draft = _Draft(number, text, template.render(document.context()), sources)
        return self.draft

    def stage(self) -> None:
        """Write what does not depend on the number, while others hold the book. Raises OSError."""
        assert self.draft is not None  # noqa: S101 - `make` comes first
        self.sources = self.draft.sources
        store = self.issuer.root / bundle.STORE
        self.staged.begin(self._early(), self.sources, store)

    def foresee(self) -> None:
        """Make the document of the number after the one being given now; `freeze` sees if it is.

        Raises Refused, OSError, Unavailable.
        """
        self._fill(acts.next_number(self.issuer.database, self.book) + 1)

    def _fill(self, number: int) -> _Draft:
        """The staged folder with the files of a number."""
        draft = self.draft
        if draft is None or draft.number != number:
            # another process was faster: all but the number is as it was
            draft = self.make(number)
        if draft.sources != self.sources:
            self.stage()
            self.filled = None
        if self.filled is not draft:
            self.staged.fill(self._files(draft), self._facts(number))
            self.filled = draft
        return draft

    def freeze(self, number: int) -> Frozen:
        """Make the issued folder of this number. Raises Refused, OSError."""
        self._fill(number)
        name = f"{number:04d}-{self.entry.ky_hieu.replace('/', '-')}"
        relative = "/".join((self.book.co_quan, str(self.book.nam), self.book.loat, name))
        folder = self.issuer.root / relative
        self.note = intent.path_of(self.issuer.root, self.book, number)
        # with a note, a folder without a row is what a crash left of an issue that never was
        if folder.exists() and not self.note.exists():
            self.note = None
            raise Refused(_lost_row(folder, number))
        set_aside(self.issuer.root, folder)
        plan_file = str(self.path.resolve())
        intent.write(self.note, self.book, number, relative, tep=plan_file)
        self.folder = folder
        written = self.staged.place(folder)
        later: tuple[dict[str, Any], ...] = ()
        if self.signed is not None:
            digest = hashlib.sha256(self.signed).hexdigest()
            later = ({"ten": bundle.SIGNED, "sha256": digest, "byte": len(self.signed)},)
        return Frozen(written.digest, relative, later)

    def _early(self) -> dict[str, bytes]:
        """The files of this document that have no number in them."""
        found = {bundle.CHECKS: bundle.pretty({"phat_hien": [d.as_dict() for d in self.problems]})}
        if self.signed is not None:
            found[bundle.SIGNED] = self.signed
        return found

    def _files(self, draft: _Draft) -> dict[str, bytes]:
        """The files of this document that say its number."""
        head = {"so": draft.number, "so_dang_ky": self.book, "van_ban": self.entry}
        return {
            bundle.DOCUMENT: draft.document,
            bundle.PLAN: draft.text,
            bundle.ENTRY: bundle.pretty(head),
        }

    def _facts(self, number: int) -> dict[str, Any]:
        return {
            "ma": self.entry.ma,
            "so": number,
            "ky_hieu": self.entry.ky_hieu,
            "ngay": self.entry.ngay.isoformat(),
            "so_dang_ky": "/".join(map(str, self.book)),
            "mau_sha256": self.template.digest,
        }

    def finish(self) -> None:
        """After the commit: the plan's own file gets what the register has. Raises OSError."""
        if self.draft is not None and self.path.read_bytes() == self.data:
            write_atomic(self.path, self.draft.text, durable=True)
        tell_amended(self.issuer.database, self.entry, self.issuer.clerk)
        if self.note is not None:
            self.note.unlink(missing_ok=True)

    def undo(self) -> None:
        """Nothing was registered: what `freeze` made is set aside. Keeps quiet on a full disk."""
        with suppress(OSError):
            bundle.remove(self.staged.folder)
            if self.folder is not None:
                set_aside(self.issuer.root, self.folder)
            if self.note is not None:
                self.note.unlink(missing_ok=True)

    def _stamp(self, number: int) -> tuple[KeHoach, bytes, str]:
        """The plan with its number and date, its text, and the print of the text."""
        text = self.data.decode()
        mark = PhatHanh(so_dang_ky="/".join(map(str, self.book)), luc=self.issuer.clerk.when)
        made = stamp(text, number, self.entry.ngay, mark)
        old = self.loaded.plan
        wanted = msgspec.structs.replace(
            old,
            phat_hanh=mark,
            van_ban=msgspec.structs.replace(old.van_ban, so=number, ngay=self.entry.ngay),
        )
        loaded, _found = parse_plan(made.encode(), self.loaded.source.file) if made else (None, [])
        if made is None or loaded is None or loaded.plan != wanted:
            raise Refused(_odd(self.loaded))
        return wanted, made.encode(), fingerprint(loaded.source.text)

    def _compose(self, plan: KeHoach, used: set[str], mark: str) -> Document:
        workspace = self.issuer.workspace

        def plan_of(ma: str) -> KeHoach | None:
            used.add(ma)
            return workspace.plan_of(ma)

        document, problems = compose(plan, workspace.registry, workspace.citations, plan_of, mark)
        if stop := next((d for d in problems if has_errors([d])), None):
            raise Refused(stop)
        return document


def _lost_row(folder: Path, number: int) -> Diagnostic:
    return error(
        "SO306",
        _("Hồ sơ của số {so} đã có trên đĩa nhưng sổ đăng ký không có số này").format(so=number),
        Place(str(folder), _("hồ sơ")),
        _("Sổ có thể được khôi phục từ bản sao lưu cũ: lấy bản mới hơn, kẻo cấp trùng số."),
    )


def _not_gapless(row: Row, source: str, shown: str) -> Diagnostic:
    message = _("Số {so} do {nguon} cấp: sổ này giữ mọi bảo đảm, trừ việc số liên tục").format(
        so=row.number, nguon=source
    )
    return Diagnostic("SO216", Severity.INFO, message, Place(shown, _("kế hoạch")))


def _odd(loaded: Loaded) -> Diagnostic:
    return error(
        "SO108",
        _("Tệp viết theo cách mà chương trình không ghi số và ngày vào được; tệp còn nguyên"),
        Place(loaded.source.file, "[van_ban]"),
        _("Viết so và ngay thành dòng riêng trong bảng [van_ban]."),
    )


def template_of(workspace: Workspace) -> tuple[Template | None, list[Diagnostic]]:
    """The workspace's template of plans, compiled."""
    return template_at(workspace.template)


def template_at(path: Path) -> tuple[Template | None, list[Diagnostic]]:
    """A template, compiled."""
    from generator.surroundings import surroundings
    from generator.template.compiled import load as load_template

    return load_template(path, surroundings().cache)
