"""`kehoach exchange`: envelopes for other systems, written, checked and answered."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.cli.common import json_option, now, plan_files, print_json, workspace_of
from generator.cli.register_book import the_row, with_register
from generator.cli.report import show
from generator.diagnostics import Diagnostic, error, exit_code, has_errors
from generator.locale import _
from generator.workspace.files import os_diagnostic, write_atomic

if TYPE_CHECKING:
    from generator.issuance.exchange.edxml import Organ
    from generator.issuance.exchange.incoming import Incoming
    from generator.issuance.register.database import Database
    from generator.workspace.workspace import Workspace

OPTIONS = _("[TÙY CHỌN]")
_target = click.option(
    "-o", "target", type=click.Path(path_type=Path), required=True, help=_("Tệp kết quả")
)


@click.group(
    help=_("Trao đổi văn bản: trục liên thông (QCVN 102:2016/BTTTT) và Akoma Ntoso."),
    epilog=_("\b\nVí dụ: kehoach exchange check den.edxml"),
    subcommand_metavar=_("VIỆC [THAM_SỐ]…"),
    options_metavar=OPTIONS,
)
def command() -> None:
    """The group; its verbs are below."""


@command.command(
    "send",
    help=_("Gói văn bản đã phát hành, kèm PDF, thành phong bì .edxml."),
    epilog=_(
        "\b\nVí dụ: kehoach exchange send kh-tp-lang-son-2024 --pdf 01.pdf "
        "--den ubnd-tinh-lang-son -o 01.edxml"
    ),
    options_metavar=OPTIONS,
)
@click.argument("name", metavar=_("MÃ|SỐ"))
@click.option(
    "--pdf",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help=_("Tệp PDF đã ký; mặc định bản đã ký trong hồ sơ"),
)
@click.option(
    "--den", "to", multiple=True, required=True, help=_("Mã cơ quan nhận; nêu được nhiều")
)
@_target
def send(name: str, pdf: Path | None, to: tuple[str, ...], target: Path) -> int:
    """Write an envelope."""

    def run(workspace: Workspace, database: Database) -> list[Diagnostic]:
        from generator.issuance.bundle import SIGNED
        from generator.issuance.exchange.edxml import Letter, Options, envelope

        row = the_row(database, name, None, None, None)
        if row.entry is None:
            return [error("TD109", _("Số {so} chưa có văn bản").format(so=row.number))]
        kept = workspace.root / workspace.settings.phat_hanh / str(row.folder) / SIGNED
        signed = pdf or kept
        if not signed.is_file():
            hint = _("Ký trước bằng kehoach sign {ma}, hoặc thêm --pdf.").format(ma=row.ma)
            return [error("TD110", _("Số {so} chưa có bản ký").format(so=row.number), None, hint)]
        organs, found = _organs(workspace, (row.entry.co_quan, *to))
        if has_errors(found):
            return found
        agency = workspace.registry.get(row.entry.co_quan, row.ngay)
        settings = workspace.settings.truc_lien_thong
        letter = Letter(
            organs[0],
            tuple(organs[1:]),
            row.so,
            row.entry,
            agency.dia_danh if agency else "",
            now(),
            (f"{row.so:02d}-{row.ky_hieu}.pdf", signed.read_bytes(), "application/pdf"),
        )
        options = Options(settings.loai_van_ban, settings.nen_tep)
        write_atomic(target, envelope(letter, options), durable=True)
        click.echo(_("{so} → {tep}").format(so=row.number, tep=target))
        return []

    return with_register(run)


@command.command(
    "check",
    help=_("Kiểm tra phong bì .edxml nhận được, lấy tệp kèm ra."),
    epilog=_("\b\nVí dụ: kehoach exchange check den.edxml -o den/"),
    options_metavar=OPTIONS,
)
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("-o", "folder", type=click.Path(path_type=Path), help=_("Thư mục ghi tệp kèm"))
@json_option
def check(file: Path, folder: Path | None, as_json: bool) -> int:
    """Check an envelope; exit 1 when it cannot be registered."""
    read, found = _read(file)
    if read is not None and not has_errors(found) and folder is not None:
        found = [*found, *_unpack(read, folder)]
    if as_json:
        print_json({"envelope": _said(read), "diagnostics": [d.as_dict() for d in found]})
    elif read is not None:
        for key, value in (_said(read) or {}).items():
            click.echo(f"{key}: {value}")
    return exit_code(show(found))


@command.command(
    "answer",
    help=_("Viết thông điệp trạng thái trả lời một phong bì."),
    epilog=_(
        "\b\nVí dụ: kehoach exchange answer den.edxml --trang-thai 03 "
        "--tu ubnd-tinh-lang-son -o tra-loi.edxml"
    ),
    options_metavar=OPTIONS,
)
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--trang-thai",
    "code",
    type=click.Choice(["01", "02", "03", "04", "05", "06", "13", "15", "16"]),
    required=True,
    help=_("01 đã đến, 02 từ chối, 03 tiếp nhận, 04 phân công, 05 đang xử lý, 06 hoàn thành, …"),
)
@click.option("--tu", "own", required=True, help=_("Mã cơ quan trả lời"))
@click.option("--noi-dung", "words", default="", help=_("Lời kèm theo"))
@_target
def answer(file: Path, code: str, own: str, words: str, target: Path) -> int:
    """Answer an envelope with a status message."""
    from generator.issuance.exchange.edxml import Organ, status

    read, found = _read(file)
    if read is None or has_errors(found):
        return exit_code(show(found))
    organs, found = _organs(workspace_of([]), (own,))
    if has_errors(found):
        return exit_code(show(found))
    answered = (read.sender[0], read.number, read.day, read.document_id)
    data = status(organs[0], Organ(*read.sender), answered, code, words, now())
    write_atomic(target, data, durable=True)
    click.echo(str(target))
    return 0


@command.command(
    "akn",
    help=_("Xuất kế hoạch thành XML Akoma Ntoso (OASIS LegalDocML)."),
    epilog=_("\b\nVí dụ: kehoach exchange akn kh-tp-lang-son-2024 -o kh.xml"),
    options_metavar=OPTIONS,
)
@click.argument("plan", metavar=_("TỆP|MÃ"))
@_target
def akn(plan: str, target: Path) -> int:
    """Export a plan."""
    from generator.document.compose import compose
    from generator.issuance.exchange.akoma_ntoso import Facts, akoma_ntoso
    from generator.workspace.reading import load

    workspace = workspace_of([Path(plan)] if Path(plan).exists() else [])
    files = plan_files(workspace, (plan,))
    if len(files) != 1:
        raise click.UsageError(_("Nêu đúng một kế hoạch."))
    loaded, found = load(workspace, files[0])
    if loaded is None:
        return exit_code(show(found))
    document, more = compose(
        loaded.plan, workspace.registry, workspace.citations, workspace.plan_of
    )
    found += more
    if not has_errors(found):
        head = loaded.plan.van_ban
        data = akoma_ntoso(document, Facts(head.ngay, head.co_quan, document.ten_co_quan))
        write_atomic(target, data)
        click.echo(str(target))
    return exit_code(show(found))


def _read(file: Path) -> tuple[Incoming | None, list[Diagnostic]]:
    from generator.issuance.exchange.incoming import LARGEST, read_envelope

    try:
        with file.open("rb") as opened:
            data = opened.read(LARGEST + 1)
    except OSError as fault:
        return None, [os_diagnostic(fault)]
    return read_envelope(data, str(file), now().date())


def _unpack(read: Incoming, folder: Path) -> list[Diagnostic]:
    found = []
    for name, data in read.attachments:
        path = folder / name
        if path.exists() and path.read_bytes() != data:
            found.append(error("TX703", _("{tep} đã có, không ghi đè").format(tep=path)))
            continue
        write_atomic(path, data, durable=True)
        click.echo(str(path))
    return found


def _said(read: Incoming | None) -> dict[str, object] | None:
    if read is None:
        return None
    from generator.issuance.exchange.edxml import STATUS

    return {
        "kind": read.kind,
        "document_id": read.document_id,
        "number": read.number,
        "date": read.day,
        "sender": " ".join(read.sender),
        "recipients": [" ".join(organ) for organ in read.recipients],
        "subject": read.subject,
        "status": f"{read.status} {STATUS.get(read.status, '')}".strip(),
        "attachments": [name for name, _data in read.attachments],
    }


def _organs(workspace: Workspace, ids: tuple[str, ...]) -> tuple[list[Organ], list[Diagnostic]]:
    """Agencies with their identifiers on the axis; those without one are reported."""
    from generator.issuance.exchange.edxml import Organ

    known = workspace.settings.truc_lien_thong.ma_dinh_danh
    found, organs = [], []
    for id_ in ids:
        if id_ not in known:
            message = _("Chưa ghi mã định danh của {ma}").format(ma=id_)
            hint = _('kehoach.toml, [truc_lien_thong.ma_dinh_danh]: {ma} = "…"').format(ma=id_)
            found.append(error("TD104", message, None, hint))
            continue
        agency = workspace.registry.get(id_, None)
        organs.append(Organ(known[id_], agency.ten if agency else id_))
    return organs, found
