"""The command `kehoach`: one module per verb, loaded when the verb is used.

This package alone prints, asks, exits and reads the clock.
"""

from __future__ import annotations

import gc
import os
import signal
import sys
from importlib import import_module
from keyword import iskeyword
from pathlib import Path
from typing import Any

import click

from generator import __version__
from generator.locale import _, language, speak
from generator.surroundings import be_in, told_by

speak(os.environ.get("KEHOACH_LANG", ""))  # before the texts of help are made, here and in verbs

VERBS = {
    "web": _("Mở nơi làm việc trong trình duyệt: nhận, dẫn xuất, soạn, so sánh, phát hành"),
    "init": _("Tạo không gian làm việc mới: mẫu, danh mục, ví dụ"),
    "import": _("Đọc kế hoạch có sẵn (Word, PDF, chữ) thành TOML"),
    "format": _("Trình bày lại một kế hoạch có sẵn đúng thể thức, kèm báo cáo thay đổi"),
    "derive": _("Dẫn xuất kế hoạch cấp dưới từ kế hoạch cấp trên"),
    "answer": _("Trả lời một lần điều chỉ cơ quan mình biết, dùng cho mọi kế hoạch"),
    "update": _("Đưa thay đổi của cấp trên vào kế hoạch cấp dưới, giữ chữ đã soạn"),
    "resolve": _("Chọn ở chỗ cấp trên và người soạn thảo cùng sửa"),
    "tasks": _("Nhiệm vụ của kế hoạch, trong bảng và trong lời văn: xem, giữ, bỏ"),
    "score": _("Bộ tiêu chí chấm điểm, và nhiệm vụ phục vụ từng tiêu chí"),
    "sheet": _("Bảng nhiệm vụ, chỉ tiêu ra Excel và nhận về, gộp ba bên"),
    "progress": _("Tiến độ: biểu, báo cáo của đơn vị, tổng hợp, quá hạn, đôn đốc"),
    "coverage": _("Đối chiếu: nhiệm vụ của cấp trên được đưa vào đâu, bỏ, muộn, trái"),
    "check": _("Kiểm tra dữ liệu kế hoạch (.toml) và thể thức văn bản Word (.docx)"),
    "render": _("TOML → .docx (→ PDF) theo Nghị định 30/2020/NĐ-CP"),
    "diff": _("So sánh hai bản kế hoạch theo nội dung: màn hình, HTML, Word"),
    "apply": _("Đưa các thay đổi được chấp nhận khi xem so sánh vào kế hoạch"),
    "pull": _("Đưa sửa đổi trong tệp Word về kế hoạch"),
    "new": _("Văn bản đi cùng kế hoạch: tờ trình, quyết định, công văn, đôn đốc, báo cáo"),
    "slip": _("Phiếu trình: bản mới đổi gì, đã kiểm tra gì, còn gì; hoặc lời ghi commit"),
    "dossier": _("Hồ sơ: các văn bản trình, ban hành, gửi cùng nhau; mục lục, số, phong bì"),
    "opinion": _("Lấy ý kiến: hỏi, ghi trả lời, tiếp thu, bảng tổng hợp giải trình"),
    "version": _("Các bản trước của một kế hoạch: xem, đặt tên, đưa về"),
    "countercheck": _("Đối chiếu trang in của chương trình với LibreOffice"),
    "search": _("Tìm chữ trong mọi kế hoạch, sổ đăng ký, ý kiến; có dấu hay không dấu"),
    "issue": _("Phát hành: lấy số, ghi ngày, đóng băng, vào sổ đăng ký văn bản đi"),
    "register": _("Sổ đăng ký văn bản đi: xem, tìm, in, giữ số, hủy, thu hồi, kiểm toán"),
    "sign": _("Ký số PDF hoặc .docx: lãnh đạo, rồi cơ quan"),
    "dispatch": _("Gửi văn bản đã phát hành, ghi trả lời của nơi nhận vào sổ"),
    "agent": _("Máy ký: ghép với máy chủ cơ quan, ký bằng khóa trên máy này"),
    "verify": _("Xác thực chữ ký số, hoặc cả hồ sơ đã phát hành"),
    "exchange": _("Trao đổi: phong bì edXML của trục liên thông, trạng thái, Akoma Ntoso"),
    "git-setup": _("Cho git so sánh và gộp kế hoạch theo nội dung"),
    "schema": _("Xuất JSON Schema để trình soạn thảo gợi ý và kiểm tra"),
    "cluster": _("Nhiều máy cùng làm: mở thử một cụm, xem các máy của một bộ điều phối"),
    "remote": _("Không gian làm việc để ở nơi xa (S3, SFTP, thư mục chung): lấy về, gửi đi"),
    "bench-corpus": _("Tạo không gian làm việc có rất nhiều kế hoạch giả định để đo"),
    "doctor": _("Xem máy này còn thiếu gì (LibreOffice, phông, thiết bị ký) và cách có"),
    "explain": _("Giải thích một mã lỗi và cách sửa"),
}
SPOKEN = {
    "tao": "init", "khoi tao": "init", "nhap": "import", "trinh bay": "format",
    "dan xuat": "derive", "tra loi": "answer", "cap nhat": "update", "chon": "resolve",
    "nhiem vu": "tasks", "tien do": "progress", "doi chieu": "coverage", "kiem tra": "check",
    "in": "render", "so sanh": "diff", "ap dung": "apply", "dua ve": "pull", "lap": "new",
    "phieu trinh": "slip", "ho so": "dossier", "lay y kien": "opinion", "y kien": "opinion",
    "gui": "dispatch",
    "phat hanh": "issue", "so dang ky": "register", "so": "register",
    "ky": "sign", "ky so": "sign", "may ky": "agent", "xac thuc": "verify", "trao doi": "exchange",
    "luoc do": "schema", "tim": "search", "tim kiem": "search", "giai thich": "explain",
}  # fmt: skip
"""Verbs by the words people say for them, without marks; a hyphen may stand for a blank."""
NAMING_PLACES = ("remote", "search", "answer")
"""Verbs whose words may be the address of a place elsewhere, or a person's words with one."""
HIDDEN = ("textconv", "git-diff", "merge-driver")
"""Verbs that git calls (`git-setup` tells it to), not people."""
INTERRUPTED, ENDED = 130, 143
"""After Ctrl-C, and after a request to end (SIGTERM: a shutdown, a service that is stopped)."""
LOGGING = ("agent", "dispatch", "dossier", "issue", "register", "sign", "verify")
"""Verbs whose libraries write into the log what the verdict says better."""


class Verbs(click.Group):
    """The verbs; `--help` lists them without importing any."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """Names in the order of the work."""
        return list(VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Import the verb's module."""
        if cmd_name not in VERBS and cmd_name not in HIDDEN:
            return None
        if cmd_name in LOGGING:
            _hush()
        module = cmd_name.replace("-", "_") + "_" * iskeyword(cmd_name)
        command: click.Command = import_module(f"generator.cli.{module}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """One line for each verb."""
        with formatter.section(_("Các lệnh")):
            formatter.write_dl(list(VERBS.items()))

    def invoke(self, ctx: click.Context) -> Any:
        """Run the verb; with `--workspace` in the person's copy of a place."""
        place = ctx.params.pop("workspace", None)
        args = [*ctx._protected_args, *ctx.args]  # where click keeps the verb
        asks = not args or not {"-h", "--help"}.isdisjoint(args)
        if not place or asks:
            return super().invoke(ctx)
        from generator.cli.elsewhere import at_place

        return at_place(ctx, place, _verb(args[0]), lambda: super(Verbs, self).invoke(ctx))

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the verb, also by its Vietnamese name, or say which one is near."""
        if args and args[0] not in VERBS:
            args = [_verb(args[0]), *args[1:]]
        _refuse_places(args, ctx)
        known = args and (args[0] in VERBS or args[0] in HIDDEN or args[0].startswith("-"))
        if args and not known:
            from generator.diagnostics import nearest

            near = nearest(args[0], VERBS)
            hint = _(" Ý bạn là «{ten}»?").format(ten=near[0]) if near else ""
            raise click.UsageError(_("Không có lệnh «{ten}».").format(ten=args[0]) + hint, ctx)
        return super().resolve_command(ctx, args)


def _refuse_places(args: list[str], ctx: click.Context) -> None:
    """Refuse the address of a place elsewhere as a file or folder, but where it can be one.

    As a path it would name a folder "s3:" here: what is read is not there, what is written would
    never arrive.
    """
    if args[:1] in ([], *([verb] for verb in NAMING_PLACES)):
        return
    for before, word in zip(["", *args], args, strict=False):
        option, equals, value = word.partition("=")
        if word.startswith("-o"):
            option, value = "-o", word[2:]
        elif not (word.startswith("--") and equals):
            option, value = before, word
        kind, slashes, _rest = value.partition("://")
        apart = option in ("--template", "--mau")
        apart = apart or (args[0] == "render" and option in ("-o", "--out"))
        if slashes and kind in ("s3", "sftp", "file") and not apart:
            message = _(
                "{noi}: lệnh này chỉ đọc và ghi ở máy này. Làm trong không gian làm việc ở nơi xa: "
                "kehoach --workspace ĐỊA_CHỈ {lenh} …; gửi một thư mục: kehoach remote send "
                "ĐỊA_CHỈ --folder …"
            )
            raise click.UsageError(message.format(noi=value, lenh=args[0]), ctx)


def _verb(word: str) -> str:
    """The verb that a word means: "kiểm-tra" and "kiem-tra" are `check`."""
    from generator.text.spelling import unmarked

    return SPOKEN.get(unmarked(word).replace("-", " ").replace("_", " "), word)


@click.group(
    cls=Verbs,
    help=_("Soạn kế hoạch (KH-UBND) từ dữ liệu TOML thành văn bản Word đúng thể thức."),
    epilog=_(
        "\b\nVí dụ:\n"
        "  kehoach derive plans/lang-son-2024/thanh-pho.toml --all\n"
        "  kehoach render --pdf"
    ),
    options_metavar=_("[TÙY CHỌN]"),
    subcommand_metavar=_("LỆNH [THAM SỐ]…"),
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(
    __version__,
    "-V",
    "--version",
    prog_name="kehoach",
    message="%(prog)s %(version)s",
    help=_("In phiên bản rồi thoát."),
)
@click.option(
    "--workspace",
    metavar="s3://…|sftp://…|file://…",
    help=_("Làm trong không gian làm việc ở nơi xa này: lấy về, làm, gửi lại"),
)
def cli() -> None:
    """Group of the verbs."""


def main() -> None:
    """Run the command line; expected mistakes never show a traceback."""
    # One command is a short life: looking for cycles of garbage would take a tenth of it.
    gc.set_threshold(100_000, 50, 50)
    # Windows looks for programs in the folder at hand first: a letter's git.exe is no git
    os.environ["NODEFAULTCURRENTDIRECTORYINEXEPATH"] = "1"
    _attach()
    _speak()
    signal.signal(signal.SIGTERM, _end)
    code = run(sys.argv[1:])
    # Python looks for cycles once more before it ends, through all that goes back at once anyway
    gc.freeze()
    sys.exit(code)


class AskedToEnd(KeyboardInterrupt):
    """The machine or a service manager asks this process to end: as Ctrl-C, it leaves all tidy."""


def _end(_number: int, _frame: object) -> None:
    signal.signal(signal.SIGTERM, signal.SIG_DFL)  # who asks again does not wait
    raise AskedToEnd


def run(arguments: list[str]) -> int:
    """Run one command and give its exit code (0, 1, 2, 3; 130 after Ctrl-C, 143 after SIGTERM)."""
    speak(os.environ.get("KEHOACH_LANG", ""))
    be_in(told_by(os.environ))
    try:
        result: Any = cli.main(arguments, prog_name="kehoach", standalone_mode=False)
    except click.exceptions.Exit as stop:
        return stop.exit_code
    except click.ClickException as mistake:
        mistake.show()
        return mistake.exit_code
    except (click.Abort, KeyboardInterrupt) as stopped:
        click.echo(_("\nĐã dừng. Các tệp đã ghi đều trọn vẹn; chạy lại để làm tiếp."), err=True)
        asked = isinstance(stopped, AskedToEnd) or isinstance(stopped.__cause__, AskedToEnd)
        return ENDED if asked else INTERRUPTED
    except BrokenPipeError:
        # the reader of our output (head, less) has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as fault:
        from generator.cli.report import show
        from generator.diagnostics import exit_code
        from generator.workspace.files import os_diagnostic

        return exit_code(show([os_diagnostic(fault)]))
    except Exception:
        return _report_bug()
    return result if isinstance(result, int) else 0


def _hush() -> None:
    import logging

    for library in ("pyhanko", "pyhanko_certvalidator"):
        logging.getLogger(library).setLevel(logging.CRITICAL)


def _report_bug() -> int:
    import traceback

    told = traceback.format_exc()
    path = _kept(told)
    if path is None:
        click.echo(told, err=True)
        click.echo(_("Lỗi của chương trình, không phải của bạn; không ghi được tệp nào."), err=True)
        return 3
    message = _("Lỗi của chương trình, không phải của bạn. Xin gửi tệp {tep} cho người phát triển.")
    click.echo(message.format(tep=path), err=True)
    return 3


def _kept(told: str) -> Path | None:
    """The log of a fault, in the person's own folder: a new file that nobody else may read.

    A known name in a folder that others share could be a link that they left there.
    """
    from datetime import UTC, datetime

    from generator.surroundings import surroundings

    folder = surroundings().state / "loi"
    name = f"{datetime.now(UTC):%Y%m%d-%H%M%S-%f}-{os.getpid()}.log"
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0)
        with os.fdopen(os.open(folder / name, flags, 0o600), "w", encoding="utf-8") as file:
            file.write(told)
    except OSError:
        return None
    return folder / name


def _attach() -> None:
    """Streams that lead nowhere where there are none: Windows' pythonw, by double click, has none.

    Libraries and this program ask them whether they are a terminal.
    """
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open(mode, encoding="utf-8"))  # noqa: SIM115


def _speak() -> None:
    """Let click's own words come out in the user's language too."""
    if language() == "vi":
        import gettext

        os.environ.setdefault("LANGUAGE", "vi")
        gettext.bindtextdomain("click", str(Path(__file__).parent.parent / "locale"))
        gettext.textdomain("click")
        # these names stand in the help and in refusals; click does not translate them
        click.STRING.name = "chữ"
        click.INT.name = click.IntRange.name = "số"
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure") and (stream.encoding or "").lower() != "utf-8":
            # a C locale or a Windows code page must not break Vietnamese
            stream.reconfigure(encoding="utf-8", errors="replace")
