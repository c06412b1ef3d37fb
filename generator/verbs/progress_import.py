"""`progress import`: filled forms back into reports; what two forms say differently stays twice."""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from generator.diagnostics import Diagnostic, Place, as_dicts, exit_code, warning
from generator.locale import _
from generator.progress.filled import WantedForm, read_form
from generator.progress.joining import join
from generator.progress.proving import whole
from generator.progress.store import file_of, proofs_of_period, read_report, write_report
from generator.read.pdf.filled_forms import tables_of_any
from generator.verbs.progress_common import meant, tell_contradictions
from generator.verbs.progress_replaced import replaced_by
from generator.workspace.files import os_diagnostic, read_whole, write_atomic

if TYPE_CHECKING:
    from pathlib import Path

    from generator.progress.asked import AskedIds, AskedOfUnits
    from generator.progress.reported import BaoCao
    from generator.workspace.desk import Desk

ImportState = Literal["written", "unchanged", "refused"]


class Request(NamedTuple):
    """Which filled forms, of which plan."""

    plan: str
    files: tuple[Path, ...]
    period: str | None = None
    """Where the forms do not say it; where they say another, they are refused."""
    unit: str = ""
    """As `period`."""
    proofs: Path | None = None
    """A folder with the files that the forms name as proofs; they are kept with the report."""


class ImportedForm(NamedTuple):
    """What became of one form."""

    source: str
    target: str
    status: ImportState
    unit: str = ""
    reported: int = 0
    """Values that are new."""
    contradictions: int = 0


class Result(NamedTuple):
    """What became of each form, in the order of the request."""

    plan: str
    forms: list[ImportedForm]
    diagnostics: list[Diagnostic]

    @property
    def exit_code(self) -> int:
        """1 when a form was refused."""
        return exit_code(self.diagnostics)

    def as_dict(self) -> dict[str, Any]:
        """For programs."""
        return {
            "plan": self.plan, "forms": [one._asdict() for one in self.forms],
            "diagnostics": as_dicts(self.diagnostics),
        }  # fmt: skip


def run(desk: Desk, request: Request) -> Result:
    """Read the forms one after the other. Raises OSError where a report cannot be written."""
    found, problems = meant(desk, request.plan, request.period)
    if found is None:
        return Result(request.plan, [], problems)
    wanted = WantedForm(request.unit, request.period or "")
    forms = [
        form
        for path in request.files
        for form in _file(desk, path, found.asked, wanted, request.proofs, problems)
    ]
    return Result(found.asked.plan, forms, problems)


def _file(
    desk: Desk,
    path: Path,
    asked: AskedOfUnits,
    wanted: WantedForm,
    proofs: Path | None,
    problems: list[Diagnostic],
) -> list[ImportedForm]:
    """What became of one form: of one report, or of each unit's that it tells of."""
    shown = desk.workspace.shown(path)
    try:
        data = read_whole(path)
    except OSError as fault:
        problems.append(os_diagnostic(fault))
        return [ImportedForm(shown, "", "refused")]
    reports, told = read_form(path, data, shown, asked, wanted, tables_of_any)
    if not reports and any(one.code == "BC903" for one in told):
        reports, told = _of_the_plan_before(desk, path, data, asked, wanted) or (reports, told)
    problems += told
    ids = asked.ids()
    made = [_one(desk, path, report, ids, proofs, problems) for report in reports]
    return made or [ImportedForm(shown, "", "refused")]


def _of_the_plan_before(
    desk: Desk, path: Path, data: bytes, asked: AskedOfUnits, wanted: WantedForm
) -> tuple[list[BaoCao], list[Diagnostic]] | None:
    """What a form of the plan that this one replaces says of this one; None for another's.

    One of that plan that is refused, as one of another period, is refused for its own reason.
    """
    old, shown = replaced_by(desk.workspace, asked), desk.workspace.shown(path)
    if old is None or old.asked is None:
        return None
    reports, told = read_form(path, data, shown, old.asked, wanted, tables_of_any)
    if not reports:
        return None if any(one.code == "BC903" for one in told) else ([], told)
    message = _("Biểu này của kế hoạch {ma} đã được thay, sửa; các hàng được nhận vào kế hoạch này")
    told.append(warning("BC905", message.format(ma=old.plan), Place(shown, "")))
    made = []
    for report in reports:
        brought, gone = old.brought(report, asked.plan, shown)
        made.append(brought)
        told += gone
    return made, told


def _one(
    desk: Desk, path: Path, report: BaoCao, ids: AskedIds, proofs: Path | None,
    problems: list[Diagnostic],
) -> ImportedForm:  # fmt: skip
    shown = desk.workspace.shown(path)
    head = report.bao_cao
    target = file_of(desk.workspace, head.ke_hoach, head.ky, head.don_vi)
    where = desk.workspace.shown(target)
    if report.empty() and not report.khac_nhau:
        return ImportedForm(shown, where, "unchanged", head.don_vi)
    if proofs is not None:
        _keep_files(desk, report, proofs)
    if not target.exists():
        write_report(target, report)
        return ImportedForm(
            shown, where, "written", head.don_vi, _said(report), len(report.khac_nhau)
        )
    there, wrong = read_report(target, where, ids)
    problems += wrong
    if there is None:
        return ImportedForm(shown, where, "refused", head.don_vi)
    if head.nguon and head.nguon[0] in there.bao_cao.nguon:
        return ImportedForm(shown, where, "unchanged", head.don_vi)
    source = head.so_ky_hieu or path.name
    before = there.bao_cao.so_ky_hieu or ", ".join(
        one.partition("#")[0] for one in there.bao_cao.nguon
    )
    joined = join(there, report, before or where, source)
    tell_contradictions(joined, shown, problems)
    counts = joined.filled, len(joined.differing)
    if not any(counts):
        return ImportedForm(shown, where, "unchanged", head.don_vi)
    write_report(target, joined.report)
    return ImportedForm(shown, where, "written", head.don_vi, *counts)


def _keep_files(desk: Desk, report: BaoCao, proofs: Path) -> None:
    """Keep the files that cells name, and write their digests behind their names."""
    head = report.bao_cao
    folder = proofs_of_period(desk.workspace, head.ke_hoach, head.ky) / head.don_vi
    for row in report.ket_qua:
        parts = [part.strip() for part in re.split(r"[;\n]", row.minh_chung)]
        row.minh_chung = "; ".join(_kept(part, proofs, folder) for part in parts if part)


def _kept(part: str, proofs: Path, folder: Path) -> str:
    source = proofs / part.replace("\\", "/").rpartition("/")[2]
    if "#" in part or not part or source.is_symlink() or not source.is_file():
        return part
    data = source.read_bytes()
    digest = hashlib.sha256(data).hexdigest()
    target = folder / source.name
    if target.exists() and not whole(target, digest):
        target = target.with_stem(f"{target.stem}-{digest[:8]}")
    if not target.exists():
        write_atomic(target, data, durable=True)
    return f"{target.name}#{digest}"


def _said(report: BaoCao) -> int:
    from generator.progress.reported import answer, figure

    rows = [*map(answer, report.ket_qua), *map(figure, report.so_lieu)]
    return sum(1 for row in rows for value in row if value)
