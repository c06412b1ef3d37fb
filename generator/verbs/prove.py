"""Prove an issued folder whole: files, register, signatures, and that it can be made again."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, NamedTuple

from generator.diagnostics import (
    ENVIRONMENT,
    Diagnostic,
    Place,
    as_dicts,
    error,
    exit_code,
    has_errors,
    warning,
)
from generator.issuance import bundle
from generator.issuance.unpacking import opened
from generator.issuance.verdict.result import ExpectedDocument, ExpectedSigner, FileVerdict, Verdict
from generator.locale import _
from generator.plan import wording
from generator.plan.families import prints_date
from generator.verbs.one_text import one_text, rendered, stays_inside
from generator.workspace.archive import Damaged, Limits, Trouble, open_archive

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date
    from pathlib import Path

    from generator.issuance.verdict.means import VerdictMeans
    from generator.plan.agencies import Registry
    from generator.plan.model import KeHoach

    Known = Callable[[Mapping[str, Any]], "Told"]
    """From a manifest to what the register says of that document."""


class Told(NamedTuple):
    """What the register says of a document."""

    digest: str | None
    """Of the manifest."""
    problems: list[Diagnostic]
    signed_until: date | None = None
    """Day of the last signature that the register saw."""
    recalled: bool = False
    """The document was recalled since; `problems` says why."""


@dataclass
class BundleProof:
    """What was found out about one bundle."""

    file: str
    diagnostics: list[Diagnostic] = field(default_factory=list)
    reports: list[FileVerdict] = field(default_factory=list)
    """One for each signed file in it."""
    registered: bool = False
    """The register has this folder, as it is."""
    recalled: bool = False
    """The register says that the document was recalled since."""
    rebuilt: bool | None = None
    """Whether it was made again with the same bytes; None: not tried."""

    @property
    def verdict(self) -> Verdict:
        """The worst of the files and of their signatures.

        A folder vouches for nothing itself: without the register's word or a valid signature
        over its content nothing is decided.
        """
        verdicts = [report.verdict for report in self.reports]
        if not self.registered and not verdicts:
            verdicts.append(Verdict.INDETERMINATE)
        if self.recalled:
            verdicts.append(Verdict.INDETERMINATE)
        code = exit_code(self.diagnostics)
        if code:
            verdicts.append(Verdict.INDETERMINATE if code == ENVIRONMENT else Verdict.INVALID)
        return max(verdicts, default=Verdict.VALID)

    def as_dict(self) -> dict[str, Any]:
        """For `--json`."""
        return {
            "file": self.file,
            "verdict": self.verdict.name,
            "registered": self.registered,
            "recalled": self.recalled,
            "rebuilt": self.rebuilt,
            "diagnostics": as_dicts(self.diagnostics),
            "signed_files": [report.as_dict() for report in self.reports],
        }


def prove_bundle(
    path: Path,
    means: VerdictMeans,
    *,
    known: Known | None = None,
    others: Mapping[str, list[str]] | None = None,
    rebuild: bool = False,
) -> BundleProof:
    """Prove a folder or .zip that `kehoach issue` made. Raises OSError.

    `known` asks the register; without it only a valid signature can vouch for the folder.
    `others` are names that certificates may carry instead of printed ones.
    Codes: HS101 - HS112, XT for signatures.
    """
    proof = BundleProof(str(path))
    with opened(path) as (folder, problems):
        proof.diagnostics += problems
        if folder is None:
            return proof
        _prove(proof, folder, means, known=known, others=others, rebuild=rebuild)
    proof.diagnostics = [_placed(d, folder, path) for d in proof.diagnostics]
    return proof


def _prove(
    proof: BundleProof,
    folder: Path,
    means: VerdictMeans,
    *,
    known: Known | None,
    others: Mapping[str, list[str]] | None,
    rebuild: bool,
) -> None:
    manifest, _found = bundle.read_manifest(folder)
    told = Told(None, [])
    if known is None or manifest is None:
        proof.diagnostics.append(_not_asked(folder))
    else:
        told = known(manifest)
        proof.diagnostics += told.problems
        proof.recalled = told.recalled
    proof.diagnostics += bundle.prove(folder, told.digest)
    if manifest is None or has_errors(proof.diagnostics):
        return
    proof.registered = told.digest is not None
    proof.reports = _signed_files(folder, manifest, means, _expected(folder, others, told))
    proof.diagnostics += one_text(folder)
    if rebuild:
        problems = _rebuild(folder, manifest)
        proof.diagnostics += problems
        proof.rebuilt = not has_errors(problems)


def _placed(found: Diagnostic, unpacked: Path, path: Path) -> Diagnostic:
    """A finding in the .zip that somebody named, not in the folder it was unpacked to."""
    where = found.span
    if not isinstance(where, Place) or unpacked == path or where.file != str(unpacked):
        return found
    return found._replace(span=where._replace(file=str(path)))


def _signed_files(
    folder: Path,
    manifest: Mapping[str, Any],
    means: VerdictMeans,
    expected: ExpectedDocument | None,
) -> list[FileVerdict]:
    """The reports on what is signed in the folder, each against plan and frozen document.

    What a file is, its content says. What the folder lists as the signed PDF is judged as
    one, whatever it has become.
    """
    from generator.issuance.pdf.verify_pdf import bears_signatures as pdf_signed
    from generator.issuance.pdf.verify_pdf import verify_pdf
    from generator.issuance.word.verify_word import bears_signatures as word_signed
    from generator.issuance.word.verify_word import verify_word

    frozen = (folder / bundle.DOCUMENT).read_bytes()
    found = []
    for name in sorted(str(item["ten"]) for item in manifest["tep"]):
        data = (folder / name).read_bytes()
        if name == bundle.SIGNED or pdf_signed(data):
            report = verify_pdf(data, name, means, expected=expected)
            found.append(report)
        elif word_signed(data):
            found.append(verify_word(data, name, means, expected=expected, frozen=frozen))
    return found


def _expected(
    folder: Path, others: Mapping[str, list[str]] | None, told: Told
) -> ExpectedDocument | None:
    from generator.plan.toml import load_plan
    from generator.workspace.workspace import Workspace

    loaded, _problems = load_plan(folder / bundle.PLAN)
    workspace = Workspace(folder / bundle.SOURCES)
    if loaded is None or not stays_inside(workspace):
        return None
    found = expected_signers(loaded.plan, workspace.registry, others or {})
    return replace(found, signed_until=told.signed_until, claimed=told.digest is None)


def expected_signers(
    plan: KeHoach, registry: Registry, others: Mapping[str, list[str]]
) -> ExpectedDocument:
    """What a plan says of its signed document: number, date, who signs under which names."""
    leaders, agency = signer_names(plan, registry, others)
    head = plan.van_ban
    return ExpectedDocument(
        number=wording.number(head.so) if head.so else None,
        date=head.ngay if head.so else None,
        dated=prints_date(head.loai),
        signers=(
            *(ExpectedSigner("leader", names) for names in leaders),
            *([ExpectedSigner("agency", agency)] if agency else []),
        ),
    )


def signer_names(
    plan: KeHoach, registry: Registry, others: Mapping[str, list[str]]
) -> tuple[tuple[tuple[str, ...], ...], tuple[str, ...]]:
    """Names of the leaders and of the agency, each with what the settings also allow."""
    leaders = tuple(
        (who.ho_ten, *others.get(who.ho_ten, ())) for who in plan.nguoi_ky if who.ho_ten
    )
    agency = registry.get(plan.van_ban.co_quan, plan.day())
    if agency is None:
        return leaders, ()
    return leaders, (agency.ten, *others.get(agency.ten, ()))


def _rebuild(folder: Path, manifest: Mapping[str, Any]) -> list[Diagnostic]:
    """Render again from the plan and the sources inside, and compare with what was issued."""
    made, problems = rendered(folder)
    where = Place(str(folder), bundle.DOCUMENT)
    if made is None:
        message = _("Không sinh lại được văn bản từ hồ sơ")
        return [error("HS108", message, where), *problems]
    issued = (folder / bundle.DOCUMENT).read_bytes()
    if made == issued:
        return []
    if _same_parts(made, issued):
        message = _("Sinh lại đúng từng phần của văn bản, chỉ khác cách nén")
        return [warning("HS109", message, where)]
    return [
        error(
            "HS109",
            _("Sinh lại từ hồ sơ ra văn bản khác ({cu} → {moi})").format(
                cu=hashlib.sha256(issued).hexdigest()[:12],
                moi=hashlib.sha256(made).hexdigest()[:12],
            ),
            where,
            _("Hồ sơ do {ban} lập; sinh lại bằng đúng bản ấy.").format(
                ban=manifest.get("chuong_trinh", "?")
            ),
        )
    ]


def _same_parts(one: bytes, two: bytes) -> bool:
    def parts(data: bytes) -> list[tuple[str, bytes]] | None:
        archive = open_archive(data, Limits())
        if isinstance(archive, Trouble):
            return None
        try:
            return [(i.filename, archive.read(i)) for i in archive.infos]
        except Damaged:
            return None

    made = parts(one)
    return made is not None and made == parts(two)


def not_registered() -> Diagnostic:
    """The register does not know what a folder says that it is."""
    return error(
        "HS106",
        _("Hồ sơ không có trong sổ đăng ký"),
        None,
        _("Hỏi văn thư của cơ quan phát hành; có thể là hồ sơ giả."),
    )


def _not_asked(path: Path) -> Diagnostic:
    return warning(
        "HS110",
        _("Chưa đối chiếu với sổ đăng ký, chỉ với bản kê của chính hồ sơ"),
        Place(str(path), bundle.MANIFEST),
        _("Chạy trong thư mục làm việc của cơ quan phát hành để đối chiếu."),
    )
