"""What several verbs share: the workspace, file arguments, output as JSON, progress."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from generator.locale import _
from generator.workspace.workspace import Workspace, find_root

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from datetime import datetime

    from click.shell_completion import CompletionItem

    from generator.diagnostics import Diagnostic
    from generator.issuance.register.acts import Clerk
    from generator.issuance.register.database import Database
    from generator.issuance.sign.signing import Office

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


def plan_files(workspace: Workspace, named: Sequence[str]) -> list[Path]:
    """Files for arguments that are paths or plan ids; all plans when there are none."""
    if not named:
        return workspace.plan_files()
    files = []
    for name in named:
        path = Path(name)
        if path.exists() or path.suffix:
            files += sorted(path.rglob("*.toml")) if path.is_dir() else [path]
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


def json_option(function: F) -> F:
    """`--json`: the result as JSON on stdout, for programs."""
    return click.option("--json", "as_json", is_flag=True, help=_("Kết quả dạng JSON ra stdout"))(
        function
    )


def print_json(value: Any) -> None:
    """Print a value as JSON."""
    import json

    click.echo(json.dumps(value, ensure_ascii=False, indent=2))


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
    with click.progressbar(items, length=total, label=label, file=sys.stderr) as bar:
        yield from bar


def clerk() -> Clerk:
    """Who acts and when: the login name (or KEHOACH_NGUOI), the clock of this machine."""
    import getpass
    import os

    from generator.issuance.register.acts import Clerk

    moment = now()
    who = os.environ.get("KEHOACH_NGUOI") or getpass.getuser()
    return Clerk(who[:100], moment.isoformat(timespec="seconds"), moment.date())


def now() -> datetime:
    """The time of this machine, with its zone."""
    from datetime import datetime

    return datetime.now().astimezone()


def register_of(workspace: Workspace) -> Database:
    """The open register of a workspace. Raises Unavailable."""
    from generator.issuance.register.database import open_database

    return open_database(workspace.settings.so_dang_ky.dia_chi, workspace.root)


def office_of(workspace: Workspace) -> tuple[Office | None, list[Diagnostic]]:
    """Settings, trust and network for signing and time-stamps; None without a list of trust."""
    from generator.issuance.network import Web, allowed
    from generator.issuance.sign.signing import Office
    from generator.issuance.trust import load_trust

    settings = workspace.settings.ky_so
    store, problems = load_trust(workspace.trust_file)
    if store is None:
        return None, problems
    return Office(settings, store, Web(allowed(settings.may_chu, *settings.tsa))), problems
