"""Issue plans: check, number, stamp, freeze, register.

The order of writes, so that a power cut at any of them loses nothing and doubles nothing:
a note of intent (`.dang-ghi`), the issued folder, the commit of the register, the plan's own
file. `recovering` reads the notes.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from generator.diagnostics import Diagnostic, Place, Severity, as_dicts, error, has_errors, warning
from generator.issuance import bundle
from generator.issuance.one_register import take
from generator.issuance.register import acts, anchor
from generator.issuance.register.acts import ActRefused, Clerk
from generator.issuance.register.entered import Book, Entry, NumberRow, misfits
from generator.locale import _
from generator.storage.database import Database, Unavailable
from generator.verbs import process
from generator.verbs.books import clerk_of, take_anchor, with_register
from generator.verbs.issue_work import IssueMeans, Work
from generator.verbs.issued_sources import IssuedSources
from generator.verbs.ready import attachment, entry_for, ready, stopping
from generator.verbs.recover import recover
from generator.workspace.files import os_diagnostic
from generator.workspace.naming import named_plans
from generator.workspace.reading import load

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from generator.issuance.register.anchor import Anchor
    from generator.plan.model import KeHoach
    from generator.template.compiled import Template
    from generator.verbs.check_word import DocumentReport
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
    roles: tuple[str, ...] | None = None
    """Of who asks, where the door knows them: then each plan must be approved as it is (QT902);
    None at the command line: then each plan that was submitted."""
    approved_on_paper: bool = False
    """The leader approved outside of the program; QT902 is a warning then."""


class Issued(NamedTuple):
    """What became of one plan."""

    source: str
    row: NumberRow | None
    folder: str | None
    diagnostics: list[Diagnostic]
    report: DocumentReport | None = None
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
        if not has_errors(found):
            root = workspace.root / workspace.settings.phat_hanh
            found.extend(anchor.check_last(database, root))
        if has_errors(found):
            return
        template, problems = template_of(workspace)
        found.extend(problems)
        issuer = PlanIssuer(workspace, database, clerk, template, form=True)
        for file in desk.progress(files, len(files), _("Phát hành")):
            result = _one(desk, issuer, file, request)
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


def _asked(workspace: Workspace, request: Request) -> tuple[Sequence[Path], list[Diagnostic]]:
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


def _one(desk: Desk, issuer: PlanIssuer, file: Path, request: Request) -> Issued:
    """Issue one plan that its leader approved."""
    told = _not_approved(desk, issuer.workspace, file, request)
    if has_errors(told):
        return Issued(issuer.workspace.shown(file), None, None, told)
    made = _approved(issuer, file, request)
    return made._replace(diagnostics=[*told, *made.diagnostics])


def _not_approved(
    desk: Desk, workspace: Workspace, file: Path, request: Request
) -> list[Diagnostic]:
    plan = next((ma for ma, files in workspace.plan_index.items() if file in files), None)
    why = process.not_approved(desk, plan, request.roles) if plan else None
    if why is None:
        return []
    if request.approved_on_paper:
        return [why._replace(severity=Severity.WARNING, hints=())]
    return [why]


def _approved(issuer: PlanIssuer, file: Path, request: Request) -> Issued:
    """Issue one plan; where leaders sign first, with the PDF that they signed."""
    workspace = issuer.workspace
    source = request.source or SYSTEM
    wish = IssueWish(
        request.series, request.number, source if request.book == "external" else "",
        request.date, request.reason,
    )  # fmt: skip
    pdf = request.pdf
    if pdf is None and workspace.settings.ky_so.danh_so == "truoc_khi_ky":
        return issuer(file, wish)
    from generator.document.output import docx_of
    from generator.issuance.signing_job import SIGNED
    from generator.verbs.presigned import signed_before

    if pdf is None:
        made = docx_of(workspace, file)
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


def _complete(issuer: PlanIssuer, issued: Issued, *, packed: bool) -> list[Diagnostic]:
    """What need not happen while others wait for the book."""
    from generator.verbs.sign_issued import Signing

    row = issued.row
    assert row is not None  # noqa: S101 - called for what was issued
    signing = Signing(issuer.workspace, issuer.database, issuer.clerk)
    return [*signing.check(row, packed=packed, report=issued.report), *signing.fill(row)]


class IssueWish(NamedTuple):
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


class Given(NamedTuple):
    """What a book will have given by then."""

    book: Book
    day: date
    numbers: int = 1


class Rehearsed(NamedTuple):
    """What would become of one plan."""

    plan: KeHoach | None
    """As it would be, with number and date; None of one that would be refused."""
    given: Given | None
    diagnostics: list[Diagnostic]


class _Prepared(NamedTuple):
    """A plan that may have its number."""

    work: Work
    expected: int
    report: DocumentReport | None


_NOBODY: Mapping[Book, Given] = MappingProxyType({})


class PlanIssuer:
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
        self._ours = False
        """Whether it was seen that the issued folders are this register's."""
        self.means = IssueMeans(workspace, database, clerk, self.root, IssuedSources(workspace))

    def __call__(self, path: Path, wish: IssueWish = IssueWish()) -> Issued:  # noqa: B008 - immutable
        """Issue one plan; never raises for what users, disk or database can cause."""
        shown = self.workspace.shown(path)
        try:
            return self._issue(path, shown, wish)
        except (ActRefused, Unavailable) as fault:
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

    def rehearse(self, path: Path, wish: IssueWish, given: Mapping[Book, Given]) -> Rehearsed:
        """Try what `__call__` would do, after others have got the numbers in `given`.

        Nothing is written and no number taken; never raises, as `__call__`.
        """
        shown = self.workspace.shown(path)
        try:
            tried, problems = self._prepared(path, shown, wish, given)
            if tried is None:
                return Rehearsed(None, None, problems)
            work, entry, book = tried.work, tried.work.entry, tried.work.book
            before = given.get(book)
            acts.rehearse(
                self.database, book, entry, self.clerk, wish.reason, before.day if before else None
            )
            return Rehearsed(work.numbered, Given(book, entry.ngay), problems)
        except (ActRefused, Unavailable) as fault:
            return Rehearsed(None, None, [fault.diagnostic])
        except OSError as fault:
            return Rehearsed(None, None, [os_diagnostic(fault)])

    def _prepared(
        self, path: Path, shown: str, wish: IssueWish, given: Mapping[Book, Given] = _NOBODY
    ) -> tuple[_Prepared | None, list[Diagnostic]]:
        """All that can be done before the number; None and why it gets none."""
        data = path.read_bytes()
        loaded, problems = load(self.workspace, path)
        if loaded is None or self.template is None:
            return None, problems
        template, more = self._template_of(loaded.plan.van_ban.loai)
        problems += more
        if template is None:
            return None, problems
        problems = stopping(problems) + ready(loaded, wish.number, wish.day)
        attached, more = attachment(self.workspace, loaded)
        problems += more
        day = wish.day or loaded.plan.van_ban.ngay or self.clerk.today
        entry = entry_for(loaded.plan, self.workspace, day)
        problems += misfits(entry)
        if has_errors(problems):
            return None, problems
        book = Book(entry.co_quan, wish.series or self._series(entry), day.year)
        work = Work(self.means, path, data, loaded, entry, book, problems, wish.signed, template)
        if attached is not None:
            own, more = self._template_of(attached.plan.van_ban.loai)
            if own is None:
                return None, more
            work.attach(attached, own)
        ahead = given[book].numbers if book in given else 0
        expected = wish.number or acts.next_number(self.database, book) + ahead
        draft = work.make(expected)
        report = self._report(draft.document, shown, day) if self.form else None
        wrong = [] if report is None else list(report.diagnostics)
        if self.form and bundle.ATTACHED in draft.beside:
            wrong += self._report(draft.beside[bundle.ATTACHED], shown, day).diagnostics
        if has_errors(wrong):
            return None, [*problems, *(d for d in wrong if has_errors([d]))]
        return _Prepared(work, expected, report), problems

    def _issue(self, path: Path, shown: str, wish: IssueWish) -> Issued:
        ready_now, problems = self._prepared(path, shown, wish)
        if ready_now is None:
            return Issued(shown, None, None, problems)
        work = ready_now.work
        if not self._ours and (another := take(self.database, self.root)) is not None:
            raise ActRefused(another)
        self._ours = True
        try:
            work.stage()
            row = acts.issue(
                self.database, work.book, work.entry, self.clerk, work.freeze, wanted=wish.number,
                source=wish.source, reason=wish.reason,
                meanwhile=None if wish.number else work.foresee,
            )  # fmt: skip
        except (ActRefused, OSError, Unavailable):
            work.undo()
            raise
        work.finish()
        if wish.source:
            problems.append(_not_gapless(row, wish.source, shown))
        elif row.so == 1 and row.ngay.year < self.clerk.today.year:
            problems.append(_first_of_a_past_year(row, shown))
        folder = self.workspace.shown(self.root / str(row.folder))
        report = ready_now.report if row.so == ready_now.expected else None
        return Issued(shown, row, folder, problems, report)

    def _report(self, document: bytes, shown: str, day: date) -> DocumentReport:
        """The check of a document with the number that it will most likely get."""
        from generator.rules.profile import OFFICE
        from generator.verbs.check_word import DocxChecker, office

        profile = self.workspace.registry_dir / OFFICE
        own, found = office(profile, day) if profile.exists() else (None, [])
        report = DocxChecker(day, own)(Path(shown).with_suffix(".docx"), document)
        report.diagnostics = [*found, *report.diagnostics]
        return report

    def _series(self, entry: Entry) -> str:
        common = self.workspace.settings.so_dang_ky.loat == "chung"
        return "chung" if common else entry.loai


def _not_gapless(row: NumberRow, source: str, shown: str) -> Diagnostic:
    message = _("Số {so} do {nguon} cấp: sổ này giữ mọi bảo đảm, trừ việc số liên tục").format(
        so=row.number, nguon=source
    )
    return Diagnostic("SO216", Severity.INFO, message, Place(shown, _("kế hoạch")))


def _first_of_a_past_year(row: NumberRow, shown: str) -> Diagnostic:
    """A book of a year gone by begins with this number, which that year's other book may have."""
    message = _("Sổ năm {nam} bắt đầu ở đây với số {so}: sổ khác của năm ấy có thể đã cấp số này")
    hint = _(
        "Đối chiếu sổ giấy; nếu số này đã cấp thì thu hồi, rồi ghi số của sổ ấy: "
        "kehoach issue TỆP --number SỐ --book external."
    )
    said = message.format(nam=row.ngay.year, so=row.number)
    return warning("SO219", said, Place(shown, _("kế hoạch")), hint)


def template_of(workspace: Workspace) -> tuple[Template | None, list[Diagnostic]]:
    """The workspace's template of plans, compiled."""
    return template_at(workspace.template)


def template_at(path: Path) -> tuple[Template | None, list[Diagnostic]]:
    """A template, compiled."""
    from generator.surroundings import surroundings
    from generator.template.compiled import load as load_template

    return load_template(path, surroundings().cache)
