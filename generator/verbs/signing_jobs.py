"""Names of documents to sign made jobs: which PDF, which plan, who must sign."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from generator.diagnostics import Diagnostic, Place, error
from generator.document.output import docx_of
from generator.locale import _
from generator.workspace.naming import one_plan

if TYPE_CHECKING:
    from generator.issuance.signing_job import SigningJob
    from generator.plan.model import KeHoach
    from generator.workspace.workspace import Workspace


def jobs_of(
    workspace: Workspace, named: tuple[str, ...], plan: str | None, out: Path | None
) -> tuple[list[SigningJob], list[Diagnostic]]:
    """One job for each argument: a PDF or .docx, or a plan whose PDF is in the output folder."""
    from generator.issuance.signing_job import SIGNED, SigningJob, target_of

    jobs: list[SigningJob] = []
    problems: list[Diagnostic] = []
    if plan:
        problems += one_plan(workspace, plan)[1]
    for name in named:
        path = Path(name)
        if path.suffix.lower() in {".pdf", ".docx"}:
            toml = one_plan(workspace, plan)[0] if plan else _same_name(workspace, path)
            source = path
        else:
            toml, found = one_plan(workspace, name)
            if toml is not None and toml.suffix.lower() != ".toml":
                toml, found = None, [_no_document(name)]
            if toml is None:
                problems += found
                continue
            made = docx_of(workspace, toml).with_suffix(".pdf")
            signed = made.with_name(f"{made.stem}{SIGNED}")
            source = signed if signed.is_file() else made
        if not source.is_file():
            problems.append(_no_pdf(workspace, source))
            continue
        loaded = _load(toml) if toml else None
        leaders, agency = _names(workspace, loaded) if loaded else ((), ())
        jobs.append(SigningJob(source, out or target_of(source), leaders, agency))
    return jobs, problems


def plan_of_pdf(workspace: Workspace, pdf: Path, plan: str | None) -> Path | None:
    """The plan file of a PDF: as told, or of the same name."""
    return one_plan(workspace, plan)[0] if plan else _same_name(workspace, pdf)


def _same_name(workspace: Workspace, pdf: Path) -> Path | None:
    """The plan that `render` would have written under this name, when there is exactly one."""
    stem = pdf.name.removesuffix(pdf.suffix).removesuffix(".da-ky")
    found = [path for path in workspace.plan_files() if path.stem == stem]
    return found[0] if len(found) == 1 else None


def _load(path: Path) -> KeHoach | None:
    from generator.plan.toml import load_plan

    loaded, _problems = load_plan(path)
    return loaded.plan if loaded else None


def _names(
    workspace: Workspace, plan: KeHoach
) -> tuple[tuple[tuple[str, ...], ...], tuple[str, ...]]:
    from generator.verbs.prove import signer_names

    return signer_names(plan, workspace.registry, workspace.settings.ky_so.ten_khac)


def _no_document(name: str) -> Diagnostic:
    return error(
        "KY322",
        _("Tệp này không phải PDF, .docx hay kế hoạch"),
        Place(name, ""),
        _("Nêu tệp cần ký, hoặc kế hoạch đã có PDF."),
    )


def _no_pdf(workspace: Workspace, path: Path) -> Diagnostic:
    return error(
        "KY322",
        _("Chưa có PDF để ký"),
        Place(workspace.shown(path), "PDF"),
        _("Sinh trước: kehoach render TỆP --pdf"),
    )
