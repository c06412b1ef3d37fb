"""`kehoach diff`: what changed between two plans, or between two Word files."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from generator.cli.common import complete_plans, print_json
from generator.cli.report import show
from generator.diagnostics import CLEAN, FINDINGS, exit_code, has_errors
from generator.locale import _

if TYPE_CHECKING:
    from generator.plan.toml import Loaded
    from generator.review.changes import Difference, Side
    from generator.review.sentences import Sentences
    from generator.review.sides import Named
    from generator.workspace.workspace import Workspace

Style = Literal["text", "html", "docx", "json"]


@click.command(
    help=_(
        "So sánh hai bản kế hoạch theo nội dung: sửa, thêm, bỏ, chuyển chỗ; đánh số lại không "
        "tính. A và B là tệp .toml, mã kế hoạch, tệp .docx, hoặc TỆP@BẢN của git. "
        "Mã thoát: 0 không khác, 1 có khác."
    ),
    epilog=_(
        "\b\nVí dụ:\n"
        "  kehoach diff thanh-pho.toml@HEAD~1 thanh-pho.toml\n"
        "  kehoach diff kh-tp-lang-son-2024 kh-phuong-dong-kinh-2024 --no-level\n"
        "  kehoach diff cu.toml moi.toml --format html -o so-sanh.html\n"
        "  kehoach diff cu.docx moi.docx --format docx -o so-sanh.docx --author 'Nguyễn Văn A'"
    ),
    options_metavar=_("[TÙY CHỌN]"),
)
@click.argument("old", metavar="A", shell_complete=complete_plans)
@click.argument("new", metavar="B", shell_complete=complete_plans)
@click.option(
    "--format",
    "style",
    type=click.Choice(["text", "html", "docx", "json"]),
    default="text",
    help=_("Dạng kết quả"),
)
@click.option(
    "-o",
    "target",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar=_("TỆP"),
    help=_("Ghi ra tệp này thay vì màn hình"),
)
@click.option("--json", "as_json", is_flag=True, help=_("Như --format json"))
@click.option(
    "--no-level",
    is_flag=True,
    help=_("So với cấp trên: không nêu thay đổi theo cấp (thành phố → phường, theo quy tắc)"),
)
@click.option("--no-data", is_flag=True, help=_("Không nêu thay đổi của điều không in ra"))
@click.option(
    "--author", metavar=_("TÊN"), default="kehoach", help=_("Tác giả của các thay đổi trong .docx")
)
@click.option("--date", metavar=_("NGÀY"), help=_("Ngày của các thay đổi trong .docx"))
def command(
    old: str,
    new: str,
    style: Style,
    target: Path | None,
    as_json: bool,
    no_level: bool,
    no_data: bool,
    author: str,
    date: str | None,
) -> int:
    """Compare; exit 0 when there is no difference, 1 when there is one or it was refused."""
    from generator.review.sides import open_side

    style = "json" if as_json else style
    if style == "docx" and target is None:
        raise click.UsageError(_("--format docx cần -o TỆP.docx."))
    words = style == "docx" and all(_is_word(name) for name in (old, new))
    workspace = None if words else _workspace(old, new)
    opened = [open_side(workspace, name) for name in (old, new)]
    problems = [d for _named, found in opened for d in found]
    before, after = (named for named, _found in opened)
    if before is None or after is None:
        return exit_code(show(problems))
    if target is not None and any(_is_side(one, target) for one in (before, after)):
        raise click.UsageError(_("-o là một trong hai tệp được so sánh; nêu tên khác."))
    if style == "docx":
        from generator.cli.diff_word import moment, write_redline

        assert target is not None  # noqa: S101 - asked for above
        return write_redline(workspace, (before, after), target, author, moment(date))
    assert workspace is not None  # noqa: S101 - only two .docx are compared without one
    hidden = {n for n, hide in (("level", no_level), ("data", no_data)) if hide}
    return _plans(workspace, (before, after), style, target, hidden)


def _is_side(named: Named, target: Path) -> bool:
    if named.revision or not (target.exists() and named.path.exists()):
        return False
    return named.path.samefile(target)


def _is_word(name: str) -> bool:
    from generator.review.revisions import split

    return split(name)[0].lower().endswith(".docx")


def _workspace(*names: str) -> Workspace:
    """The workspace around one of the files, of the current folder, or the shipped one."""
    from generator.cli.common import workspace_or_shipped
    from generator.review.revisions import split

    files = [Path(split(name)[0]) for name in names]
    return workspace_or_shipped([file for file in files if file.exists()])


def _plans(
    workspace: Workspace,
    named: tuple[Named, Named],
    style: Style,
    target: Path | None,
    hidden: set[str],
) -> int:
    """Compare two plans by meaning."""
    from generator.review.sides import differ, plan_side

    read = [plan_side(one, workspace) for one in named]
    problems = [d for _side, _loaded, found in read for d in found]
    sides: list[tuple[Side, Loaded | None]] = [(s, loaded) for s, loaded, _f in read if s]
    if len(sides) < 2:
        return exit_code(show(problems))
    difference, found = differ(workspace, sides[0], sides[1])
    problems += found + workspace.diagnostics
    shown = tuple([c for c in difference.changes if c.nature not in hidden])
    left_out = len(difference.changes) - len(shown)
    _write(workspace, difference._replace(changes=shown), style, target)
    if left_out and style == "text":
        click.echo(_("Không nêu {so} thay đổi theo lựa chọn.").format(so=left_out), err=True)
    show(problems)
    return FINDINGS if shown or has_errors(problems) else CLEAN


def _write(workspace: Workspace, difference: Difference, style: Style, target: Path | None) -> None:
    """The result in the wanted form, on the terminal or into a file."""
    from generator.cli.diff_text import lines
    from generator.review.levels import follows
    from generator.review.report import as_json
    from generator.review.sentences import Sentences
    from generator.review.sides import known
    from generator.workspace.files import write_atomic

    words = Sentences(difference, known(workspace))
    level = follows(difference.old.side.plan, difference.new.side.plan)
    if style == "html":
        _write_page(workspace, difference, words, target, level=level)
        return
    if style == "json" and target is None:
        print_json(as_json(difference, words, level=level))
        return
    if style == "json":
        import json

        text = json.dumps(as_json(difference, words, level=level), ensure_ascii=False, indent=2)
    elif not difference.changes:
        text = _("Không có thay đổi.")
    else:
        text = "\n".join(lines(difference, words, level=level))
    if target is None:
        click.echo(text)
    else:
        write_atomic(target, (click.unstyle(text) + "\n").encode())
        click.echo(_("Đã ghi {tep}").format(tep=workspace.shown(target)), err=True)


def _write_page(
    workspace: Workspace,
    difference: Difference,
    words: Sentences,
    target: Path | None,
    *,
    level: bool,
) -> None:
    """The HTML page, into a file or to stdout."""
    from generator.review.diff_html import page
    from generator.workspace.files import write_atomic

    folder = target.resolve().parent if target else Path.cwd()
    names = [view.side.name for view in (difference.old, difference.new)]
    paths = (_from_root(workspace, names[0]), _from_root(workspace, names[1]))
    data = page(difference, words, lambda name: _address(name, folder), paths, level=level)
    if target is None:
        click.echo(data, nl=False)
        return
    write_atomic(target, data)
    click.echo(_("Đã ghi {tep}").format(tep=workspace.shown(target)), err=True)


def _from_root(workspace: Workspace, name: str) -> str:
    """A side as the decisions name it: from the root of the workspace, if it is in there."""
    from generator.review.revisions import split

    file, revision = split(name)
    path = Path(file).resolve()
    root = workspace.root.resolve()
    shown = path.relative_to(root).as_posix() if path.is_relative_to(root) else str(path)
    return f"{shown}@{revision}" if revision else shown


def _address(name: str, folder: Path) -> str:
    """The address of a side's file as seen from a folder; "" for a revision."""
    import os
    from urllib.parse import quote

    path = Path(name)
    if not path.exists():
        return ""
    try:
        return quote(Path(os.path.relpath(path.resolve(), folder)).as_posix())
    except ValueError:  # another drive, on Windows
        return path.resolve().as_uri()
