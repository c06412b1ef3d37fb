"""`kehoach verify`: who signed, when, and whether it is still what was signed and issued."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.cli.common import json_option, print_json
from generator.cli.report import show
from generator.locale import _

if TYPE_CHECKING:
    from generator.diagnostics import Diagnostic
    from generator.issuance.network import Web
    from generator.issuance.verdict.result import Expected, Report
    from generator.issuance.verdict.trust_list import TrustStore
    from generator.verbs.prove import Proof
    from generator.verbs.registered import Registered
    from generator.workspace.workspace import Workspace


@click.command(
    help=_(
        "Xác thực chữ ký số của PDF, .docx: ai ký, cơ quan nào, lúc nào, văn bản còn nguyên không, "
        "chứng thư có hiệu lực và không bị thu hồi khi ký không."
    ),
    epilog=_(
        "\b\nVí dụ:\n"
        "  kehoach verify output/thanh-pho.da-ky.pdf --plan thanh-pho\n"
        "  kehoach verify phat-hanh/…/0001-KH-UBND --rebuild\n"
        "\b\nMã thoát: 0 hợp lệ, 1 không hợp lệ, 3 chưa kết luận được (nêu lý do)."
    ),
    options_metavar=_("[TÙY CHỌN]"),
)
@click.argument(
    "files", nargs=-1, required=True, metavar=_("TỆP…"), type=click.Path(path_type=Path)
)
@click.option("--plan", help=_("Đối chiếu người ký, số, ngày với kế hoạch này"))
@click.option("--trust", type=click.Path(path_type=Path), help=_("Danh sách tin cậy khác"))
@click.option("--offline", is_flag=True, help=_("Không hỏi mạng, chỉ dùng bằng chứng trong tệp"))
@click.option("--rebuild", is_flag=True, help=_("Hồ sơ phát hành: sinh lại và so từng byte"))
@json_option
def command(
    files: tuple[Path, ...],
    plan: str | None,
    trust: Path | None,
    offline: bool,
    rebuild: bool,
    as_json: bool,
) -> int:
    """Verify files; 0 all valid, 1 one invalid, 3 one could not be decided."""
    workspace = _workspace(files)
    store, web, problems = _means(workspace, trust, offline=offline)
    ours = _register(workspace) if workspace is not None else None
    expected = None
    if plan is not None:
        if workspace is None:
            from generator.cli.report import not_in_workspace

            raise not_in_workspace()
        from generator.cli.signing_jobs import expected_of

        expected = (ours.of_plan(plan) if ours else None) or expected_of(workspace, plan)
    from generator.issuance.unpacking import is_bundle

    results: list[Report | Proof] = [
        _proof(file, store, web, workspace, ours, rebuild=rebuild)
        if is_bundle(file)
        else _report(file, store, web, expected, None if plan else ours)
        for file in files
    ]
    if as_json:
        print_json(
            {
                "results": [r.as_dict() for r in results],
                "diagnostics": [d.as_dict() for d in problems],
            }
        )
    else:
        show(problems)
        for result in results:
            _tell(result)
    from generator.issuance.verdict.result import Verdict

    worst = max((r.verdict for r in results), default=Verdict.INVALID)
    return worst.exit_code


def _tell(result: Report | Proof) -> None:
    from generator.cli.verify_text import lines, proof_lines
    from generator.issuance.verdict.result import Report

    if isinstance(result, Report):
        click.echo("\n".join(lines(result)))
        return
    show(result.diagnostics)
    click.echo("\n".join(proof_lines(result)))


def _workspace(files: tuple[Path, ...]) -> Workspace | None:
    """The workspace of the current folder or of the first file; verifying needs none."""
    from generator.workspace.workspace import Workspace, find_root

    starts = [Path.cwd(), files[0].resolve().parent]
    root = next((found for start in starts if (found := find_root(start))), None)
    return Workspace(root, Path.cwd()) if root else None


def _means(
    workspace: Workspace | None, trust: Path | None, *, offline: bool
) -> tuple[TrustStore | None, Web | None, list[Diagnostic]]:
    from generator.issuance.network import Web
    from generator.issuance.verdict.trust_list import load_trust

    hosts: tuple[str, ...] = ()
    if workspace is not None:
        hosts = tuple(workspace.settings.ky_so.may_chu)
        trust = trust or workspace.trust_file
    store, problems = load_trust(trust or Path("tin-cay.toml"))
    return store, None if offline else Web(hosts), problems


def _proof(
    path: Path,
    store: TrustStore | None,
    web: Web | None,
    workspace: Workspace | None,
    ours: Registered | None,
    *,
    rebuild: bool,
) -> Proof:
    """What becomes of an issued folder or its .zip."""
    from generator.verbs.prove import Proof, prove_bundle
    from generator.workspace.files import os_diagnostic

    others = workspace.settings.ky_so.ten_khac if workspace else {}
    known = ours.told_of if ours is not None else None
    try:
        return prove_bundle(path, store, web, known=known, others=others, rebuild=rebuild)
    except OSError as fault:
        return Proof(str(path), [os_diagnostic(fault)])


def _register(workspace: Workspace) -> Registered | None:
    """The workspace's register, where it has one that can be read."""
    from generator.cli.common import register_of
    from generator.issuance.register.database import Unavailable
    from generator.verbs.registered import Registered

    address = workspace.settings.so_dang_ky.dia_chi
    if "://" not in address and not (workspace.root / address).is_file():
        return None
    try:
        return Registered(workspace, register_of(workspace))
    except Unavailable as fault:
        show([fault.diagnostic])
        return None


def _report(
    file: Path,
    store: TrustStore | None,
    web: Web | None,
    expected: Expected | None,
    ours: Registered | None,
) -> Report:
    from generator.issuance.pdf.signable import LARGEST
    from generator.issuance.pdf.verify_pdf import verify_file, verify_pdf
    from generator.issuance.register.database import Unavailable
    from generator.issuance.verdict.result import Report, Verdict

    try:
        with file.open("rb") as opened:
            word = opened.read(2) == b"PK"
        if word:
            from generator.issuance.word.verify_word import verify_file as verify_word

            return verify_word(file, store, web, expected=expected)
        if ours is None or file.stat().st_size > LARGEST:
            return verify_file(file, store, web, expected=expected)
        data = file.read_bytes()
        return ours.verify(
            file, data, lambda known: verify_pdf(data, str(file), store, web, expected=known)
        )
    except OSError:
        report = Report(str(file))
        report.add("XT201", Verdict.INDETERMINATE, _("không mở được tệp"))
        return report
    except Unavailable as fault:
        show([fault.diagnostic])
        return verify_file(file, store, web, expected=expected)
