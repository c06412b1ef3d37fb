"""`sign`: signatures of leaders and agency on PDF and .docx, drafts and issued documents alike."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

from generator.diagnostics import Diagnostic, as_dicts, exit_code, has_errors
from generator.issuance.register.acts import ActRefused
from generator.locale import _
from generator.storage.database import Unavailable
from generator.verbs.books import Usage, office_of
from generator.verbs.signing_hands import SigningHands, not_issued, unclear
from generator.verbs.signing_jobs import jobs_of
from generator.workspace.files import os_diagnostic

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date
    from pathlib import Path
    from typing import Literal

    from generator.issuance.pdf.sign_pdf import Who
    from generator.issuance.register.entered import NumberRow
    from generator.issuance.signing_job import SigningJob, SigningWish
    from generator.issuance.verdict.held_certificates import HeldCertificate
    from generator.issuance.verdict.office import SigningOffice
    from generator.workspace.desk import Desk
    from generator.workspace.signing_settings import Level
    from generator.workspace.workspace import Workspace

LATE = {"HT933", "KY319"}
"""Signed, and only the proofs of time could not be had yet."""


class Request(NamedTuple):
    """What is to be signed, by whom, and how."""

    documents: tuple[str, ...]
    """PDF, .docx, plans (file, id), numbers of issued documents."""
    who: Literal["leader", "agency"] | None = None
    key: str | bytes | None = None
    """A .p12 file (bytes: those of one) or a PKCS#11 address."""
    image: Path | None = None
    number: int | None = None
    date: date | None = None
    symbol: str = ""
    """Number and symbol of the main document, when the file is an appendix of its own."""
    comment: str = ""
    level: Level | None = None
    """None: as the settings say."""
    plan: str | None = None
    allow_other: bool = False
    finish: bool = False
    """Only gather the proofs of time."""
    prepare: bool = False
    """Only make the PDF of an issued document, for another tool."""
    adopt: Path | bytes | None = None
    """Take this file, signed with another tool, or these bytes of one."""
    out: Path | None = None


class Result(NamedTuple):
    """The documents that were signed (or made, or taken), and what there is to say."""

    done: list[SigningJob]
    diagnostics: list[Diagnostic]

    @property
    def exit_code(self) -> int:
        """As the diagnostics say."""
        return exit_code(self.diagnostics)

    def as_dict(self) -> dict[str, Any]:
        """For `--json`."""
        done = [{"source": str(j.source), "target": str(j.target)} for j in self.done]
        return {"results": done, "diagnostics": as_dicts(self.diagnostics)}


def held(desk: Desk) -> tuple[list[HeldCertificate], list[Diagnostic]]:
    """The certificates on the tokens in this machine, to choose one; no PIN is asked for."""
    from generator.issuance.verdict.held_certificates import held_certificates

    return held_certificates(desk.workspace.settings.ky_so.pkcs11)


def run(desk: Desk, request: Request, password: Callable[[], str]) -> Result:
    """Sign documents, each whole or not at all.

    `password` is called at most once, after everything that can be checked before it was;
    what it raises comes through. Codes KY, SO, LN023.
    """
    result = Result([], [])
    problem = _contradiction(request)
    if problem:
        return Result([], [unclear(problem)])
    try:
        with closing(SigningHands(desk)) as hands:
            result.diagnostics.extend(_sign(desk, request, password, result.done, hands))
    except (ActRefused, Unavailable, Usage) as fault:
        return Result(result.done, [fault.diagnostic])
    except OSError as fault:
        return Result(result.done, [os_diagnostic(fault)])
    return result


def turns_left(desk: Desk, row: NumberRow) -> list[Who]:
    """Who has not signed an issued document yet. Raises Unavailable."""
    with closing(SigningHands(desk)) as hands:
        return hands.signing.turns_left(row)


def _contradiction(request: Request) -> str:
    if not request.documents:
        return _("Nêu tệp PDF, .docx hoặc kế hoạch cần ký.")
    if request.out and len(request.documents) > 1:
        return _("-o chỉ dùng khi ký một tệp.")
    if request.adopt or request.finish or request.prepare or (request.who and request.key):
        return ""
    return _("Cần --as (leader hoặc agency) và --key.")


def _sign(
    desk: Desk,
    request: Request,
    password: Callable[[], str],
    done: list[SigningJob],
    hands: SigningHands,
) -> list[Diagnostic]:
    workspace = desk.workspace
    issued, rest, found = hands.take(request.documents, request.plan, appendix=bool(request.symbol))
    if issued and request.out is not None:
        raise Usage(unclear(_("Văn bản đã phát hành được ký trong hồ sơ của nó; bỏ -o.")))
    if request.prepare:
        done += [replace(job, target=job.source) for job in issued]
        return [*found, *(not_issued(name) for name in rest)]
    jobs, problems = jobs_of(workspace, rest, request.plan, request.out)
    found += problems + workspace.diagnostics
    if not has_errors(found):
        found += _work(desk, [*issued, *jobs], request, done, hands, password)
    return found


def _work(
    desk: Desk,
    jobs: list[SigningJob],
    request: Request,
    done: list[SigningJob],
    hands: SigningHands,
    password: Callable[[], str],
) -> list[Diagnostic]:
    def tell(job: SigningJob, found: list[Diagnostic]) -> list[Diagnostic]:
        if not has_errors(found) or (job.target.exists() and _only_late(found)):
            done.append(job)
        return found

    if request.adopt:
        if len(jobs) != 1:
            raise Usage(unclear(_("--adopt nhận từng tệp một.")))
        return tell(jobs[0], hands.adopt(jobs[0], request.adopt))
    office, problems = office_of(desk)
    if office is None:
        return problems
    level = request.level or office.settings.muc
    if request.finish:
        return [d for job in jobs for d in tell(job, hands.finish(job, office, level))]
    wish, problems = _wish(desk.workspace, request, level)
    if wish is None:
        return problems
    return problems + _sign_all(jobs, wish, office, request, hands, tell, password)


def _only_late(found: list[Diagnostic]) -> bool:
    return all(d.code in LATE for d in found if has_errors([d]))


def _wish(
    workspace: Workspace, request: Request, level: Level
) -> tuple[SigningWish | None, list[Diagnostic]]:
    from generator.issuance.pdf.seals import load_image
    from generator.issuance.pdf.sign_pdf import MarkImages
    from generator.issuance.signing_job import SigningWish

    settings = workspace.settings.ky_so
    images: dict[str, Any] = {}
    problems: list[Diagnostic] = []
    for name, kind, usual in (
        ("signature", "leader", settings.anh_chu_ky),
        ("seal", "agency", settings.anh_dau),
    ):
        path = request.image if request.who == kind else None
        path = path or (workspace.root / usual if usual else None)
        if path is not None:
            images[name], found = load_image(path, blue=kind == "leader")
            problems += found
    if has_errors(problems):
        return None, problems
    wish = SigningWish(
        request.who or "leader",
        level,
        MarkImages(**images),
        number=request.number,
        date=request.date,
        symbol=request.symbol,
        allow_other=request.allow_other,
        comment=request.comment,
    )
    return wish, problems


def _sign_all(
    jobs: list[SigningJob],
    wish: SigningWish,
    office: SigningOffice,
    request: Request,
    hands: SigningHands,
    tell: Callable[[SigningJob, list[Diagnostic]], list[Diagnostic]],
    password: Callable[[], str],
) -> list[Diagnostic]:
    from generator.issuance.signing_job import unlocked
    from generator.issuance.verdict.keys import open_key

    key, problems = open_key(request.key or "", office.settings.pkcs11)
    if key is None:
        return problems
    with unlocked(key, jobs, wish, office, password) as (signer, found):
        problems += found
        if signer is None:
            return problems
        for job in jobs:
            problems += tell(job, hands.sign(job, wish, signer, office))
    return problems
