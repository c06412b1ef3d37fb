"""`kehoach check`: data of plans and form of Word documents, all mistakes at once."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from generator import __version__
from generator.cli.common import plan_files, plans_argument, print_json, with_progress, workspace_of
from generator.cli.report import as_json, show, summary
from generator.diagnostics import Diagnostic, exit_code
from generator.locale import _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.verbs.check_word import Copy, Office, Report
    from generator.workspace.workspace import Workspace


@click.command(
    help=_(
        "Kiểm tra dữ liệu kế hoạch (.toml) và thể thức, lời văn của văn bản Word (.docx) theo "
        "Nghị định 30/2020/NĐ-CP. Không nêu tệp: mọi kế hoạch và danh mục."
    ),
    epilog=_(
        "\b\nVí dụ:\n"
        "  kehoach check plans/lang-son-2024/thanh-pho.toml --format json\n"
        "  kehoach check cong-van.docx --annotate cong-van-nhan-xet.docx"
    ),
    options_metavar=_("[TÙY CHỌN]"),
)
@plans_argument
@click.option(
    "--format",
    "style",
    type=click.Choice(["text", "json", "sarif"]),
    default="text",
    help=_("Dạng kết quả"),
)
@click.option("--strict", is_flag=True, help=_("Coi cảnh báo là lỗi (mã thoát 1)"))
@click.option(
    "--profile",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar=_("TỆP"),
    help=_("Hồ sơ thể thức riêng của cơ quan (mặc định: danh-muc/the-thuc.toml nếu có)"),
)
@click.option(
    "--annotate",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="F.docx",
    help=_("Ghi một bản sao có nhận xét của Word ở từng chỗ"),
)
@click.option(
    "--fix",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="F.docx",
    help=_("Ghi một bản sao đã sửa chỗ sửa được, dạng thay đổi chờ duyệt (Track Changes)"),
)
@click.option(
    "--baseline",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar=_("TỆP"),
    help=_("Không báo các lỗi đã chấp nhận trong tệp này"),
)
@click.option(
    "--write-baseline",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar=_("TỆP"),
    help=_("Chấp nhận mọi lỗi thể thức đang có, ghi vào tệp này"),
)
def command(
    plans: tuple[str, ...],
    style: str,
    strict: bool,
    profile: Path | None,
    annotate: Path | None,
    fix: Path | None,
    baseline: Path | None,
    write_baseline: Path | None,
) -> int:
    """Check plans and documents; exit 1 when there is an error."""
    named, documents = _sorted_out(plans)
    quiet = style != "text"
    found: list[Diagnostic] = []
    files: list[Path] = []
    if named or not documents:
        workspace = workspace_of([Path(p) for p in named if Path(p).exists()])
        files = plan_files(workspace, named)
        found += _findings(workspace, files, quiet=quiet)
    reports: list[Report] = []
    if documents:
        own, problems = _profile(profile, documents)
        reports = _documents(documents, own, quiet=quiet)
        said = problems + [d for report in reports for d in report.diagnostics]
        said = _accepted(said, documents, baseline, write_baseline, quiet=quiet)
        found += said + _copies(documents, own, annotate, fix, quiet=quiet)
    if strict:
        from generator.verbs.check_word import strict as as_errors

        found = as_errors(found)
    _show(found, len(files) + len(documents), reports, style)
    return exit_code(found)


def _sorted_out(arguments: tuple[str, ...]) -> tuple[list[str], list[Path]]:
    """Arguments about plans, and the documents among the others. Raises UsageError."""
    from generator.verbs.check_word import SUFFIXES

    named: list[str] = []
    documents: list[Path] = []
    for argument in arguments:
        path = Path(argument)
        if path.is_dir():
            inside = [p for p in sorted(path.rglob("*.docx")) if not p.name.startswith("~$")]
            documents += inside
            if not inside or next(path.rglob("*.toml"), None):
                named.append(argument)
        elif path.suffix.lower() in SUFFIXES:
            if not path.exists():
                raise click.UsageError(_("Không có tệp «{ten}».").format(ten=argument))
            documents.append(path)
        else:
            named.append(argument)
    return named, list(dict.fromkeys(documents))


def _findings(workspace: Workspace, files: list[Path], *, quiet: bool) -> list[Diagnostic]:
    """Findings of the plans, of the registries they use, and of ids used twice."""
    from generator.verbs.check_plans import check_files, check_ids

    checked = with_progress(check_files(workspace, files), len(files), _("Kiểm tra"), quiet=quiet)
    results = sorted(checked, key=lambda result: result.source)
    found = [diagnostic for result in results for diagnostic in result.diagnostics]
    found += workspace.citations.check(workspace.registry, workspace.plan_of)
    return found + check_ids(results) + workspace.diagnostics


def _profile(
    named: Path | None, documents: Sequence[Path]
) -> tuple[Office | None, list[Diagnostic]]:
    """The office's own profile: the named one, or that of the workspace around."""
    from datetime import date

    from generator.rules.profile import OFFICE
    from generator.verbs.check_word import office
    from generator.workspace.workspace import Workspace, find_root

    if named is None:
        starts = [documents[0].resolve().parent, Path.cwd()]
        root = next((found for start in starts if (found := find_root(start))), None)
        named = Workspace(root).registry_dir / OFFICE if root else None
        if named is None or not named.is_file():
            return None, []
    return office(named, date.today())


def _documents(documents: list[Path], own: Office | None, *, quiet: bool) -> list[Report]:
    from datetime import date

    from generator.verbs.check_word import check_documents

    checked = check_documents(documents, date.today(), own)
    bar = with_progress(checked, len(documents), _("Kiểm tra"), quiet=quiet)
    return sorted(bar, key=lambda report: report.file)


def _accepted(
    found: list[Diagnostic],
    documents: Sequence[Path],
    baseline: Path | None,
    write_baseline: Path | None,
    *,
    quiet: bool,
) -> list[Diagnostic]:
    """The findings without the accepted ones."""
    from generator.rules import baseline as known

    if write_baseline is not None:
        known.write(write_baseline, found)
        if not quiet:
            message = _("Đã ghi {so} lỗi được chấp nhận vào {tep}")
            click.echo(message.format(so=len(found), tep=write_baseline), err=True)
        return []
    if baseline is None:
        return found
    accepted, problems = known.read(baseline)
    if accepted is None:
        return found + problems
    fresh, count, gone = known.split(found, accepted, [str(d) for d in documents])
    if count and not quiet:
        click.echo(_("{so} lỗi đã được chấp nhận, không báo lại").format(so=count), err=True)
    return fresh + gone


def _copies(
    documents: Sequence[Path],
    own: Office | None,
    annotate: Path | None,
    fix: Path | None,
    *,
    quiet: bool,
) -> list[Diagnostic]:
    """Write the copies that were asked for. Raises UsageError, OSError."""
    from datetime import UTC, datetime

    from generator.verbs.check_word import annotated, repaired

    problems: list[Diagnostic] = []
    now = datetime.now(UTC)
    for option, target, make, words in (
        ("--annotate", annotate, annotated, _("{tep}: {so} nhận xét")),
        ("--fix", fix, repaired, _("{tep}: {so} chỗ sửa, chờ duyệt trong Word")),
    ):
        if target is None:
            continue
        _refuse_target(option, target, documents)
        copy, more = make(documents[0], now, own)
        problems += [d for d in more if d.code in ("TL020", "TL021")]
        if copy is not None:
            _write(target, copy, words, quiet=quiet)
    return problems


def _refuse_target(option: str, target: Path, documents: Sequence[Path]) -> None:
    if len(documents) != 1:
        raise click.UsageError(_("{ten} dùng với đúng một văn bản.").format(ten=option))
    if target.exists() and target.samefile(documents[0]):
        raise click.UsageError(
            _("{ten} phải là tệp khác: không ghi đè bản gốc.").format(ten=option)
        )


def _write(target: Path, copy: Copy, words: str, *, quiet: bool) -> None:
    from generator.workspace.files import write_atomic

    write_atomic(target, copy.data)
    if not quiet:
        click.echo(words.format(tep=target, so=copy.written), err=True)
        if copy.left:
            message = _("{so} chỗ không tự sửa được (trường, liên kết, chú thích …)")
            click.echo(message.format(so=copy.left), err=True)


def _show(found: list[Diagnostic], total: int, reports: list[Report], style: str) -> None:
    """The result in the form asked for."""
    if style == "text":
        counted = summary(show(found)) or _("không có lỗi")
        for line in _coverage(reports):
            click.echo(line)
        click.echo(_("{so} tệp: {ket_qua}").format(so=total, ket_qua=counted))
    elif style == "json":
        report: dict[str, Any] = {"files": total, "diagnostics": as_json(found)}
        if reports:
            report["documents"] = [_as_dict(r) for r in reports]
        print_json(report)
    else:
        from generator.cli.sarif import sarif

        unjudged = [(r.file, code, reason) for r in reports for code, reason in r.unjudged]
        print_json(sarif(found, __version__, unjudged))


def _as_dict(report: Report) -> dict[str, Any]:
    return {
        "file": report.file,
        "profile": report.profile,
        "day": report.day,
        "dated": report.dated,
        "coverage": report.coverage,
        "passed": report.passed,
        "not_evaluated": [{"code": c, "reason": reason} for c, reason in report.unjudged],
        "looser": list(report.looser),
    }


_FEW = 3
"""For so few documents each rule that was not evaluated is named."""


def _coverage(reports: list[Report]) -> list[str]:
    """How many rules were judged, and which were not and why."""
    lines: list[str] = []
    words = _(
        "{tep}: {quy_tac} quy tắc ({ho_so}): {dat} đạt, {khong_dat} không đạt, "
        "{khong_ap_dung} không áp dụng, {khong_xet} KHÔNG XÉT"
    )
    for report in reports:
        if not report.coverage:
            continue
        name, profile = Path(report.file).name, report.profile or "-"
        lines.append(words.format(tep=name, ho_so=profile, **report.coverage))
        lines += [_("  nới lỏng: {gi}").format(gi=said) for said in report.looser]
        if len(reports) <= _FEW:
            reasons: dict[str, list[str]] = {}
            for code, reason in report.unjudged:
                reasons.setdefault(reason, []).append(code)
            for reason, codes in reasons.items():
                shown = (
                    ", ".join(codes) if len(codes) <= 8 else _("{so} quy tắc").format(so=len(codes))
                )
                lines.append(_("  KHÔNG XÉT {ma}: {ly_do}").format(ma=shown, ly_do=reason))
    return lines
