"""What several verbs share: the workspace, file arguments, output as JSON, progress."""

from __future__ import annotations

import sys
from contextvars import ContextVar
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, TypeVar, cast, runtime_checkable

import click
from click.core import ParameterSource

from generator.diagnostics import WRONG_USAGE
from generator.locale import _
from generator.workspace.files import files_below
from generator.workspace.processes import EVERY_CORE, Processes
from generator.workspace.spool import Lazy
from generator.workspace.workspace import Workspace, find_root

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from datetime import datetime

    from click.shell_completion import CompletionItem

    from generator.diagnostics import Diagnostic
    from generator.issuance.register.acts import Clerk
    from generator.storage.database import Database
    from generator.workspace.batch import Crew
    from generator.workspace.desk import Desk

F = TypeVar("F", bound="Callable[..., Any]")
T = TypeVar("T")


def workspace_of(files: Sequence[Path]) -> Workspace:
    """The workspace of the first file, or else of the current folder. Raises UsageError."""
    starts = [*(file.resolve().parent for file in files[:1]), Path.cwd()]
    root = next((found for start in starts if (found := find_root(start))), None)
    if root is None:
        from generator.cli.report import not_in_workspace

        raise not_in_workspace()
    return Workspace(root, Path.cwd())


def workspace_or_shipped(files: Sequence[Path]) -> Workspace:
    """The workspace of the files or of the current folder, or else the one that is shipped.

    For verbs that read documents from anywhere: they need its registries and its template,
    and write nothing into it.
    """
    from generator.workspace.workspace import shipped

    starts = [*(file.resolve().parent for file in files), Path.cwd()]
    root = next((found for start in starts if (found := find_root(start))), None)
    return Workspace(root or shipped(), Path.cwd())


def plan_files(workspace: Workspace, named: Sequence[str]) -> Sequence[Path]:
    """Files for arguments that are paths or plan ids; all plans when there are none."""
    if not named:
        return workspace.plan_files()
    files = []
    for name in named:
        path = Path(name)
        if path.exists() or path.suffix:
            files += files_below(path, ".toml") if path.is_dir() else [path]
        elif name in workspace.plan_index:
            files += workspace.plan_index[name]
        else:
            from generator.diagnostics import nearest

            near = nearest(name, workspace.plan_index)
            hint = _(" Gần giống: {ten}.").format(ten=", ".join(near)) if near else ""
            raise click.UsageError(
                _("Không có tệp hay mã kế hoạch «{ten}».").format(ten=name) + hint
            )
    return list(dict.fromkeys(files))


def desk_of(
    files: Sequence[Path],
    *,
    quiet: bool = False,
    crew: Crew = EVERY_CORE,
    anywhere: bool = False,
) -> Desk:
    """What a verb gets from the world: the workspace around the files, clock, who, progress.

    `quiet`: no bar is shown. `anywhere`: without a workspace the shipped one is taken (for
    verbs that read documents from anywhere); else UsageError.
    """
    from generator.workspace.desk import Desk

    workspace = workspace_or_shipped(files) if anywhere else workspace_of(files)

    def progress(items: Iterable[T], total: int, label: str) -> Iterable[T]:
        return with_progress(items, total, label, quiet=quiet)

    return Desk(workspace, lambda: now(), acting(), progress, crew)


def existing(*names: str) -> list[Path]:
    """Those of the arguments that are files, by which the workspace is found."""
    return [path for name in names if (path := Path(name)).exists()]


def acting() -> str:
    """Who acts: KEHOACH_NGUOI, or the login name; "" where the machine knows none."""
    import getpass
    import os

    try:
        return (os.environ.get("KEHOACH_NGUOI") or getpass.getuser())[:100]
    except (OSError, KeyError, ImportError):  # the machine has no name for the user
        return ""


def option(*declared: str, old: str = "", **settings: Any) -> Callable[[F], F]:
    """Build a `click.option`; under its `old` name it is accepted for a release, with a notice.

    The old name stands in no help. What it is given is handed to the new name; both names
    in one call are refused, since one of them would be lost.
    """
    if not old:
        return click.option(*declared, **settings)
    name = next(one for one in declared if one.startswith("--"))
    bare = [one for one in declared if not one.startswith("-")]
    target = bare[0] if bare else name.removeprefix("--").replace("-", "_")
    chosen = settings.get("flag_value", True)
    flag = bool(settings.get("is_flag")) or "flag_value" in settings

    def hand_over(ctx: click.Context, _param: click.Parameter, value: Any) -> None:
        if value in (None, False, ()):
            return
        notice = _("Tùy chọn {cu} nay là {moi}; tên cũ sẽ bỏ ở bản sau.")
        click.echo(notice.format(cu=old, moi=name), err=True)
        ctx.meta[f"{__name__}.{target}"] = old
        ctx.default_map = {**(ctx.default_map or {}), target: chosen if flag else value}

    def alone(ctx: click.Context, _param: click.Parameter, value: Any) -> Any:
        former = ctx.meta.get(f"{__name__}.{target}")
        if former and ctx.get_parameter_source(target) is ParameterSource.COMMANDLINE:
            message = _("{cu} và {moi} là một: chỉ nêu {moi}.")
            raise click.UsageError(message.format(cu=former, moi=name), ctx)
        return value

    new = click.option(*declared, callback=alone, **settings)
    alias = click.option(
        old, f"former_{old.removeprefix('--').replace('-', '_')}", hidden=True, is_eager=True,
        expose_value=False, callback=hand_over, is_flag=flag,
        multiple=bool(settings.get("multiple")),
    )  # fmt: skip
    return lambda function: new(alias(function))


def crew_option(function: F) -> F:
    """`--jobs`, `--on`, `--without-tls`: who works on a batch, handed over as `crew`."""

    @wraps(function)
    def command(
        *args: Any, jobs: int | None, scheduler: str | None, without_tls: bool, **rest: Any
    ) -> Any:
        if scheduler is None:
            return function(*args, crew=Processes(jobs), **rest)
        from generator.cli.machine import cluster

        with cluster(scheduler, jobs, without_tls=without_tls) as crew:
            return function(*args, crew=crew, **rest)

    options = (
        click.option("-j", "--jobs", type=click.IntRange(min=1), help=_("Số tiến trình cùng lúc")),
        click.option(
            "--on",
            "scheduler",
            metavar="tls://…|tcp://…",
            help=_("Chia việc cho các máy của bộ điều phối dask ở địa chỉ này"),
        ),
        click.option(
            "--without-tls",
            is_flag=True,
            help=_("Chấp nhận bộ điều phối không mã hóa ở máy khác (mạng tin cậy)"),
        ),
    )
    for one in reversed(options):
        command = one(command)
    return cast("F", command)


class FileAnywhere(click.Path):
    """A file by its path, or by the URL of a place elsewhere: then its copy here."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The path. Raises OSError where the place gives nothing."""
        if "://" in str(value):
            from generator.workspace.fetched import fetched

            return fetched(str(value))
        return super().convert(value, param, ctx)


template_option = option(
    "--template",
    old="--mau",
    type=FileAnywhere(path_type=Path),
    help=_("Mẫu .docx khác mẫu mặc định: tệp, hoặc địa chỉ s3://, sftp://, file://"),
)
"""`--template`: another .docx template than that of the workspace."""

overwrite_option = option(
    "--overwrite", old="--ghi-de", is_flag=True, help=_("Ghi đè cả tệp .docx đã sửa bằng tay")
)
"""`--overwrite`: also over a .docx edited by hand."""


class Outcome(Protocol):
    """What every verb gives back."""

    @property
    def diagnostics(self) -> Sequence[Diagnostic]:
        """All that was found."""
        ...

    @property
    def exit_code(self) -> int:
        """0, 1, 2 or 3."""
        ...

    def as_dict(self) -> dict[str, Any]:
        """What `--json` prints."""
        ...


@runtime_checkable
class ManyOutcomes(Outcome, Protocol):
    """What a verb gives back that works on thousands of files."""

    def parts(self) -> dict[str, Any]:
        """What `--json` prints, piece by piece."""
        ...


def teller(line: Callable[[T], str | None], *, quiet: bool) -> Callable[[T], None]:
    """Print a line for each result of a batch as it comes, where no bar is shown."""

    def tell(result: T) -> None:
        shown = None if quiet or _bar.get() else line(result)
        if shown:
            click.echo(shown)

    return tell


def finish(result: Outcome, *, as_json: bool, counted: str = "") -> int:
    """Print the result as JSON, or its findings and how many there are; give the exit code.

    A request that asks for what cannot be gets a line like those of click.
    """
    from generator.cli.report import show, summary

    if as_json:
        print_json(result.parts() if isinstance(result, ManyOutcomes) else result.as_dict())
        return result.exit_code
    found = show(result.diagnostics)
    line = "; ".join(part for part in (counted, summary(found)) if part)
    if line and result.exit_code != WRONG_USAGE:
        click.echo(line, err=True)
    return result.exit_code


BOOK = (
    option("--agency", old="--co-quan", metavar=_("MÃ"), help=_("Mã cơ quan")),
    option("--series", old="--loat", metavar=_("TÊN"), help=_("Loạt số: chung, KH, mat, …")),
    option("--year", old="--nam", type=int, help=_("Năm của sổ; mặc định năm của văn bản")),
)
"""Which book of the register is meant, for every verb that takes a number of it."""


def json_option(function: F) -> F:
    """`--json`: the result as JSON on stdout, for programs."""
    return click.option("--json", "as_json", is_flag=True, help=_("Kết quả dạng JSON ra stdout"))(
        function
    )


def print_json(value: Any) -> None:
    """Print a value as JSON; what thousands of files told is printed as it is read."""
    for piece in _json(value):
        click.echo(piece, nl=False)
    click.echo()


def _json(value: Any, margin: str = "\n") -> Iterator[str]:
    """The text of a value in pieces, as `json.dumps` has it, behind a margin."""
    from json import dumps

    if not _is_lazy(value):
        yield dumps(value, ensure_ascii=False, indent=2).replace("\n", margin)
        return
    inner = f"{margin}  "
    begin, end = "{}" if isinstance(value, dict) else "[]"
    mark = begin
    named = isinstance(value, dict)
    for one in value.items() if named else value:
        name = f"{dumps(one[0], ensure_ascii=False)}: " if named else ""
        yield f"{mark}{inner}{name}"
        yield from _json(one[1] if named else one, inner)
        mark = ","
    yield f"{margin}{end}" if mark == "," else f"{begin}{end}"


def _is_lazy(value: Any) -> bool:
    """Whether something in a value is made as it is looked at."""
    if isinstance(value, dict):
        return any(map(_is_lazy, value.values()))
    return isinstance(value, Lazy) or (isinstance(value, list) and any(map(_is_lazy, value)))


def complete_plans(
    _ctx: click.Context, _param: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """Plan ids of the workspace, and files."""
    from click.shell_completion import CompletionItem

    root = find_root(Path.cwd())
    ids = Workspace(root).plan_index if root else {}
    found = [CompletionItem(ma) for ma in sorted(ids) if ma.startswith(incomplete)]
    return [*found, CompletionItem(incomplete, type="file")]


plans_argument = click.argument(
    "plans", nargs=-1, metavar=_("[TỆP|MÃ]…"), shell_complete=complete_plans
)
"""Any number of plans, by file, folder or id."""

_bar: ContextVar[bool] = ContextVar("kehoach_bar", default=False)
"""Whether a bar is on the terminal, which lines in between would break."""
MANY = 30
"""From so many files on, a terminal shows a bar in place of a line for each file."""


def shows_bar(total: int) -> bool:
    """Tell whether the work on so many files is shown as a bar."""
    return total >= MANY and sys.stderr.isatty()


def with_progress(items: Iterable[T], total: int, label: str, *, quiet: bool) -> Iterator[T]:
    """The items, with a bar on the terminal when there are many of them."""
    if quiet or not shows_bar(total):
        yield from items
        return
    shown = _bar.set(True)
    try:
        with click.progressbar(items, length=total, label=label, file=sys.stderr) as bar:
            yield from bar
    finally:
        _bar.reset(shown)


class OneDay(click.DateTime):
    """A day as people write it, 7/6/2024, or as machines do, 2024-06-07; with `moment` a time too.

    Vietnam writes the day first.
    """

    def __init__(self, *, moment: bool = False) -> None:
        super().__init__(["%Y-%m-%d", "%d/%m/%Y", *(["%Y-%m-%dT%H:%M:%S"] if moment else [])])

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str:  # noqa: ARG002
        """What stands for the value in the help."""
        return _("NGÀY")

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> datetime:
        """The day. Raises click.BadParameter in the user's words."""
        try:
            found: datetime = super().convert(value, param, ctx)
        except click.BadParameter:
            message = _("“{chu}” không phải một ngày; viết như 7/6/2024 hoặc 2024-06-07")
            self.fail(message.format(chu=value), param, ctx)
        return found


def confirmed(root: Path, *, ask: bool) -> bool:
    """Whether a workspace is this person's office's own; asked about once, at a terminal."""
    from generator.surroundings import surroundings
    from generator.workspace.confirmed import confirm, is_confirmed

    if is_confirmed(root, surroundings().state):
        return True
    if not ask or not (sys.stdin.isatty() and sys.stderr.isatty()):
        return False
    question = _(
        "Thư mục {thu_muc} có phải nơi làm việc của cơ quan bạn không? "
        "Nếu do người khác gửi thì chọn không."
    )
    if not click.confirm(question.format(thu_muc=root), default=False, err=True):
        return False
    confirm(root, surroundings().state)
    return True


def remember(root: Path) -> None:
    """The person works here: the workspace is the office's own from now on."""
    import contextlib

    from generator.surroundings import surroundings
    from generator.workspace.confirmed import confirm

    with contextlib.suppress(OSError):  # a home that cannot be written: the question comes again
        confirm(root, surroundings().state)


def clerk() -> Clerk:
    """Who acts and when: the login name (or KEHOACH_NGUOI), the day of Vietnam."""
    from generator.issuance.register.acts import Clerk
    from generator.workspace.desk import VIETNAM

    moment = now().astimezone(VIETNAM)
    return Clerk(acting(), moment.isoformat(timespec="seconds"), moment.date())


def now() -> datetime:
    """The time of this machine, with its zone."""
    from datetime import datetime

    return datetime.now().astimezone()


def register_of(workspace: Workspace) -> Database:
    """The open register of a workspace. Raises Unavailable."""
    from generator.verbs.books import register_of as opened

    return opened(workspace)
